/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* talk: how much of what was found is shown. */
#pragma once

#include "evaluate/report.h"

typedef enum { TF_TALK_WARNINGS, TF_TALK_NOTES, TF_TALK_CONFIRMED } TfTalk;

/* Whether TALK includes that something is shown above a message with this report; alarms and
 * warnings always are. */
gboolean tf_talk_includes (TfTalk talk, const TfReport *report);
