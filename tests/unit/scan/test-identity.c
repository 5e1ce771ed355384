/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* One message has one identity, however it is stored, and in whatever pieces it is read. */
#include "scan/identity.h"

#define HEADER "From: a@b.example\nSubject: x\n folded\n"

/* Owned. */
static char *
identity_of (const char *message, gsize length, gsize piece)
{
    g_autoptr (TfIdentityHasher) hasher = tf_identity_hasher_new ();
    guint8 identity[TF_IDENTITY_LENGTH];

    for (gsize at = 0; at < length; at += piece)
        tf_identity_hasher_feed (hasher,
                                 tf_span (message + at, MIN (piece, length - at)));
    tf_identity_hasher_finish (hasher, identity);
    return tf_identity_to_text (identity);
}

static char *
identity (const char *message)
{
    return identity_of (message, strlen (message), 4096);
}

static void
test_same (void)
{
    static const char *const same[] = {
        HEADER "\nHello\n\nFrom me\n",
        "From: a@b.example\r\nSubject: x\r\n folded\r\n\r\nHello\r\n\r\nFrom me\r\n",
        HEADER "\nHello\n\n>From me\n",
        HEADER "\nHello\n\n>>From me\n\n",
        HEADER "\nHello\n\nFrom me",
        HEADER "Status: RO\nX-Status: A\n\nHello\n\nFrom me\n",
        "X-Mozilla-Status: 0001\nX-Mozilla-Keys: \n" HEADER
        "X-UID: 7\n 8\nx-keywords: a\n\nHello\n\nFrom me\n",
        "X-Evolution: 00000001\n" HEADER "Content-Length: 12\n\nHello\n\nFrom me\n\n\n"};
    g_autofree char *first = identity (same[0]);

    for (guint i = 1; i < G_N_ELEMENTS (same); i++) {
        g_autofree char *other = identity (same[i]);

        g_test_message ("%u", i);
        g_assert_cmpstr (other, ==, first);
    }
}

static void
test_different (void)
{
    static const char *const different[] = {HEADER "\nHello\n",
                                            HEADER "\nHello \n",
                                            HEADER "\nhello\n",
                                            HEADER "\n\nHello\n",
                                            HEADER "\n>Hello\n",
                                            HEADER "\nStatus: RO\nHello\n",
                                            HEADER "X: 1\n\nHello\n",
                                            HEADER "Statuses: 1\n\nHello\n",
                                            HEADER,
                                            ""};
    g_autoptr (GHashTable) seen =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < G_N_ELEMENTS (different); i++) {
        g_test_message ("%u", i);
        g_assert_true (g_hash_table_add (seen, identity (different[i])));
    }
}

static void
test_pieces (void)
{
    g_autoptr (GString) message = g_string_new (HEADER "X-Status: RO\r\n\r\n");
    g_autofree char *whole = NULL;

    for (guint i = 0; i < 3; i++) {
        for (guint n = 0; n < 9000 * i; n++)
            g_string_append_c (message, 'x');
        g_string_append (message, i % 2 == 0 ? "\r\n>From \n\n\r\n" : "\r\r\n");
    }
    whole = identity_of (message->str, message->len, message->len);
    for (gsize piece = 1; piece < 30; piece++) {
        g_autofree char *pieces = identity_of (message->str, message->len, piece);

        g_assert_cmpstr (pieces, ==, whole);
    }
}

static void
test_text (void)
{
    guint8 bytes[TF_IDENTITY_LENGTH];
    g_autofree char *text = identity ("x");
    g_autofree char *again = NULL;

    g_assert_true (tf_identity_from_text (tf_span_of (text), bytes));
    again = tf_identity_to_text (bytes);
    g_assert_cmpstr (again, ==, text);
    g_assert_false (tf_identity_from_text (tf_span_of ("abc"), bytes));
    text[5] = 'g';
    g_assert_false (tf_identity_from_text (tf_span_of (text), bytes));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/scan/identity/same", test_same);
    g_test_add_func ("/scan/identity/different", test_different);
    g_test_add_func ("/scan/identity/pieces", test_pieces);
    g_test_add_func ("/scan/identity/text", test_text);
    return g_test_run ();
}
