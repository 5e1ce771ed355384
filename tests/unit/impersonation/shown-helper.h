/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Rows of values of From, and what is found in each. */
#pragma once

#include "impersonation/impersonation-helper.h"

static inline char *
describe (const TfShown *shown)
{
    static const char *const levels[] = {"", "note", "warning", "alarm"};

    if (shown->level == TF_LEVEL_QUIET)
        return g_strdup ("");
    return g_strdup_printf ("%s %s %s", levels[shown->level],
                            tf_shown_in_to_string (shown->where),
                            shown->address != NULL ? shown->address : shown->domain);
}

static inline void
check_rows (const Row *rows, guint n_rows)
{
    for (guint i = 0; i < n_rows; i++) {
        g_autoptr (TfImpersonation) signs = judge (&rows[i]);
        g_autofree char *got = describe (&signs->shown);

        g_test_message ("%s", rows[i].value);
        g_assert_cmpstr (got, ==, rows[i].expected);
    }
}

#define CHECK(rows) check_rows (rows, G_N_ELEMENTS (rows))
