/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Whose mail it was before it came here: forwarded, fetched, or sent to the account itself. */
#include "setup/setup.h"

#include <string.h>

static const struct {
    const char *fields;
    gboolean expected;
} rows[] = {
    {"From: a@a.example\n", FALSE},
    {"Delivered-To: me@here.example\n", FALSE},
    {"Delivered-To: me@mail.here.example\n", FALSE},
    {"Delivered-To: me@here.example\nDelivered-To: me@old.example\n", TRUE},
    {"X-Forwarded-To: me@here.example\nDelivered-To: me@old.example\n", TRUE},
    {"X-Gmail-Fetch-Info: me@old.example 1 pop.old.example 110 me\n", TRUE},
    {"Received: from pop.old.example [192.0.2.1] by localhost with POP3 (fetchmail-6.4)\n"
     "\tfor <me@localhost>; Mon, 01 Jun 2026 13:20:21 +0000\n",
     TRUE},
    /* a list names itself */
    {"List-Id: <l.lists.example>\nDelivered-To: l@lists.example\n", FALSE},
    {"Delivered-To: mailing list l@lists.example\n", FALSE},
    {"Delivered-To: nobody\n", FALSE},
    {"Delivered-To:\n", FALSE},
};

static gboolean
is_collected (const char *fields)
{
    static const char *const own[] = {"here.example", NULL};
    g_autofree char *text = g_strconcat (fields, "\nHello\n", NULL);
    g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
    g_autoptr (TfSource) source = tf_source_new_bytes (bytes);
    g_autoptr (TfReader) reader = tf_reader_new (source);
    g_autoptr (TfHeader) header = tf_header_read (reader, NULL);

    return tf_account_is_collected (header, own);
}

static void
test_rows (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        if (is_collected (rows[i].fields) != rows[i].expected)
            g_error ("row %u: %s", i, rows[i].fields);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/collected/rows", test_rows);
    return g_test_run ();
}
