/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* silence: the absence of a banner means that a message was checked, or that the reader wrote
 * it. */
#include "client/silence.h"

gboolean
tf_silence_is_unchecked (const TfReport *report)
{
    return tf_report_peek_level (report) == TF_LEVEL_QUIET &&
           report->verdict.deciding.code == TF_CODE_CHECK_INCOMPLETE;
}

gboolean
tf_silence_is_own_writing (const TfReport *report)
{
    return !report->dossier->envelope->has_trace || report->facts.own_address;
}
