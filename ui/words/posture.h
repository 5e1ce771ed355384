/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* posture: what protects a domain, in sentences (posture.c). They may hold isolates: tf_words_plain(). */
#pragma once

#include "posture/posture.h"

/* Owned: the verdict. */
char *tf_words_posture_verdict (const TfPosture *posture);
/* Owned: what VERDICT would say of the same domain. */
char *tf_words_posture_promise (const TfPosture *posture, TfPostureVerdict verdict);
/* What every verdict leaves open. */
const char *tf_words_posture_limits (void);
/* Owned. */
char *
tf_words_posture_finding (const TfPosture *posture, const TfPostureFinding *finding);
const char *tf_words_posture_risk (TfPostureStep step);
const char *tf_words_posture_severity (TfSeverity severity);
