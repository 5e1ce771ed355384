/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The canonical body of RFC 6376 §3.4 line by line, with the whole body in memory; and random
 * bodies. */
#pragma once

#include <string.h>

#include "dkim/dkim.h"

/* ---- what a plain reading says: line by line, the whole body in memory ----------- */

static inline void
append_line (GString *out, const GString *line, TfCanon canon)
{
    gsize end = line->len;

    if (canon == TF_CANON_SIMPLE) {
        g_string_append_len (out, line->str, (gssize)line->len);
        return;
    }
    while (end > 0 && (line->str[end - 1] == ' ' || line->str[end - 1] == '\t'))
        end--;
    for (gsize i = 0; i < end; i++) {
        gboolean blank = line->str[i] == ' ' || line->str[i] == '\t';
        gboolean before = i > 0 && (line->str[i - 1] == ' ' || line->str[i - 1] == '\t');

        if (!blank)
            g_string_append_c (out, line->str[i]);
        else if (!before)
            g_string_append_c (out, ' ');
    }
}

static inline gboolean
ends_line (TfSpan body, gsize at, TfLoneLf lone_lf)
{
    if (body.data[at] != '\n')
        return FALSE;
    return lone_lf == TF_LONE_LF_IS_LINE_END || (at > 0 && body.data[at - 1] == '\r');
}

static inline GString *
plain_body (TfSpan body, TfCanon canon, TfLoneLf lone_lf)
{
    GString *out = g_string_new (NULL);
    g_autoptr (GString) line = g_string_new (NULL);

    for (gsize i = 0; i < body.length; i++) {
        if (!ends_line (body, i, lone_lf)) {
            g_string_append_c (line, body.data[i]);
            continue;
        }
        if (i > 0 && body.data[i - 1] == '\r')
            g_string_truncate (line, line->len - 1);
        append_line (out, line, canon);
        g_string_append (out, "\r\n");
        g_string_truncate (line, 0);
    }
    append_line (out, line, canon);
    if (line->len > 0)
        g_string_append (out, "\r\n");
    while (out->len >= 2 && memcmp (out->str + out->len - 2, "\r\n", 2) == 0)
        g_string_truncate (out, out->len - 2);
    if (out->len > 0 || canon == TF_CANON_SIMPLE)
        g_string_append (out, "\r\n");
    return out;
}

/* ---- random bodies --------------------------------------------------------------- */

static const char *const pieces[] = {"a",    "bc",   " ",        "  ",       "\t",
                                     "\r\n", "\r\n", "\r",       "\n",       "\0",
                                     "=",    "\xa0", "\r\n\r\n", "word word"};

/* LONG_RUNS adds stretches that go to the sink without a copy. */
static inline GString *
random_body (gint max_pieces, gboolean long_runs)
{
    GString *body = g_string_new (NULL);
    gint n = g_test_rand_int_range (0, max_pieces);

    for (gint i = 0; i < n; i++) {
        const char *piece = pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))];

        g_string_append_len (body, piece, *piece == '\0' ? 1 : -1);
        if (!long_runs || g_test_rand_int_range (0, 8) > 0)
            continue;
        for (gint k = g_test_rand_int_range (1, 3000); k > 0; k--)
            g_string_append (body, k % 70 > 0 ? "x" : "\r\n");
    }
    return body;
}

/* Chunks of CHUNK bytes; 0: of random sizes. */
static inline gsize
next_chunk (gsize chunk, gsize left)
{
    gsize n = chunk > 0 ? chunk : (gsize)g_test_rand_int_range (1, 40);

    return MIN (n, left);
}
