/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* words: the printable words of a posture. They are stable: they appear in the JSON. */
#include "posture/posture.h"

static const char *const verdict_words[] = {"rejected", "quarantined", "unknown",
                                            "watched", "unnoticed"};
G_STATIC_ASSERT (G_N_ELEMENTS (verdict_words) == TF_POSTURE_UNNOTICED + 1);

static const char *const severity_words[] = {"open", "weak", "note", "information"};
G_STATIC_ASSERT (G_N_ELEMENTS (severity_words) == TF_SEVERITY_INFORMATION + 1);

static const char *const step_words[] = {
    "repair", "spf",   "watch",   "unused-names", "test", "quarantine",
    "reject", "close", "consent", "park",         "tidy"};
G_STATIC_ASSERT (G_N_ELEMENTS (step_words) == TF_N_STEPS);

/* clang-format off */
#define WORD(name, severity) {#name, TF_SEVERITY_##severity},
static const struct {
    const char *word;
    TfSeverity severity;
} ids[] = {TF_POSTURE_IDS (WORD)};
#undef WORD
/* clang-format on */
G_STATIC_ASSERT (G_N_ELEMENTS (ids) == TF_N_POSTURE_IDS);

const char *
tf_posture_verdict_to_string (TfPostureVerdict verdict)
{
    return verdict_words[verdict];
}

const char *
tf_severity_to_string (TfSeverity severity)
{
    return severity_words[severity];
}

const char *
tf_posture_step_to_string (TfPostureStep step)
{
    return step_words[step];
}

const char *
tf_posture_id_to_string (TfPostureId id)
{
    return ids[id].word;
}

TfSeverity
tf_posture_id_to_severity (TfPostureId id)
{
    return ids[id].severity;
}
