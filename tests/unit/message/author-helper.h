/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Rows of headers and their authors. L is admin@legit.example, A is any@attack.example. */
#pragma once

#include "message-helper.h"

#define L          "admin@legit.example"
#define A          "any@attack.example"
#define L_B64      "=?utf-8?B?PGFkbWluQGxlZ2l0LmV4YW1wbGU+?=" /* <admin@legit.example> */
#define L_BARE_B64 "=?utf-8?b?YWRtaW5AbGVnaXQuZXhhbXBsZQ==?="

#define CLEAN     TF_AUTHOR_CLEAN
#define OBSOLETE  TF_AUTHOR_OBSOLETE_SYNTAX
#define AMBIGUOUS TF_AUTHOR_AMBIGUOUS

typedef struct {
    const char *id;
    const char *header; /* lines as stored; the empty line is added */
    gsize length;
    TfAuthorState state;
    const char *reason;
    gboolean harmless;
    const char *domain;    /* of the author; NULL none */
    const char *addresses; /* all, with a blank between */
} Row;

#define H(text) text, sizeof text - 1

static inline char *
join (const GPtrArray *texts)
{
    GString *joined = g_string_new (NULL);

    for (guint i = 0; i < texts->len; i++)
        g_string_append_printf (joined, "%s%s", i > 0 ? " " : "",
                                (const char *)g_ptr_array_index (texts, i));
    return g_string_free (joined, FALSE);
}

static inline void
check_row (const Row *row, const char *text, gsize length)
{
    g_autoptr (TfAuthor) author = read_author (text, length);
    g_autofree char *addresses = join (author->addresses);

    g_test_message ("%s", row->id);
    g_assert_cmpstr (tf_reason_to_string (author->reason), ==, row->reason);
    g_assert_cmpint (author->state, ==, row->state);
    g_assert_cmpint (author->harmless_ambiguity, ==, row->harmless);
    g_assert_cmpstr (author->domain, ==, row->domain);
    if (row->addresses != NULL)
        g_assert_cmpstr (addresses, ==, row->addresses);
}

/* Storage with LF throughout says the same (attack list, harness rule 4). */
static inline void
check_row_lf (const Row *row)
{
    g_autoptr (GString) text = g_string_new (NULL);

    for (gsize at = 0; at < row->length; at++)
        if (row->header[at] != '\r' || row->header[at + 1] != '\n')
            g_string_append_c (text, row->header[at]);
    check_row (row, text->str, text->len);
}
