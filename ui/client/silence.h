/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* silence: what it may mean when nothing is shown. */
#pragma once

#include "evaluate/report.h"

/* Nobody has checked the message: offline, not asked, incomplete, or the DNS is down. */
gboolean tf_silence_is_unchecked (const TfReport *report);
/* A copy of what was written here: it was never delivered, or it has the reader's own address. */
gboolean tf_silence_is_own_writing (const TfReport *report);
