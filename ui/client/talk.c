/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* talk: a confirmed domain is quiet, and has a plain line only for those who want one. */
#include "client/talk.h"

gboolean
tf_talk_includes (TfTalk talk, const TfReport *report)
{
    switch (tf_report_peek_level (report)) {
    case TF_LEVEL_ALARM:
    case TF_LEVEL_WARNING:
        return TRUE;
    case TF_LEVEL_NOTE:
        return talk >= TF_TALK_NOTES;
    case TF_LEVEL_QUIET:
        break;
    }
    return talk >= TF_TALK_CONFIRMED &&
           report->verdict.deciding.code == TF_CODE_DOMAIN_CONFIRMED;
}
