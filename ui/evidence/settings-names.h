/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* settings-names: words that settings.json is written and read with. */
#pragma once

#include "truefrom.h"

static const char *const tf_evidence_stores[] = {
    [TF_STORE_FILE] = "file",           [TF_STORE_MBOX] = "mbox",
    [TF_STORE_REWRITTEN] = "rewritten", [TF_STORE_SERVER_REWRITES] = "server-rewrites",
    [TF_STORE_AGAIN] = "again",
};
