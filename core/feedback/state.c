/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* state: the words of TfFeedbackState. */
#include "feedback/feedback.h"

const char *
tf_feedback_state_to_string (TfFeedbackState state)
{
    static const char *const words[TF_N_FEEDBACK_STATES] = {
        [TF_FEEDBACK_OK] = "ok",
        [TF_FEEDBACK_UNREADABLE] = "unreadable",
        [TF_FEEDBACK_EMPTY] = "empty",
        [TF_FEEDBACK_NO_REPORT] = "no-report",
        [TF_FEEDBACK_MALFORMED] = "malformed",
        [TF_FEEDBACK_UNFINISHED] = "unfinished",
        [TF_FEEDBACK_DOCTYPE] = "doctype",
        [TF_FEEDBACK_SECOND_ROOT] = "second-root",
        [TF_FEEDBACK_TOO_DEEP] = "too-deep",
        [TF_FEEDBACK_LONG_TEXT] = "long-text",
        [TF_FEEDBACK_TOO_LARGE] = "too-large",
        [TF_FEEDBACK_TOO_MANY_ROWS] = "too-many-rows",
        [TF_FEEDBACK_NO_DOMAIN] = "no-domain",
        [TF_FEEDBACK_BROKEN_ARCHIVE] = "broken-archive",
        [TF_FEEDBACK_BOMB] = "bomb",
        [TF_FEEDBACK_TOO_MANY_ENTRIES] = "too-many-entries",
        [TF_FEEDBACK_NESTED] = "nested",
        [TF_FEEDBACK_NO_FILE] = "no-file",
        [TF_FEEDBACK_FAILURE] = "failure-report",
        [TF_FEEDBACK_ABUSE] = "abuse-report",
        [TF_FEEDBACK_TLS] = "tls-report",
    };

    return words[state];
}

gboolean
tf_feedback_state_is_other_report (TfFeedbackState state)
{
    return state == TF_FEEDBACK_FAILURE || state == TF_FEEDBACK_ABUSE ||
           state == TF_FEEDBACK_TLS;
}
