/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-memory-exceptions: what the reader has accepted is known for a message of its sender and for no other,
 * until it is withdrawn or forgotten. */
#include "memory-helper.h"

static TfDossier *
dossier_of (const char *sender)
{
    TfCircumstances known = TF_CIRCUMSTANCES_INIT;
    g_autofree char *text = g_strdup_printf ("From: <%s>\n\nHello\n", sender);
    g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
    g_autoptr (TfSource) source = tf_source_new_bytes (bytes);
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();

    known.identify = TRUE;
    return tf_dossier_read (source, &known, suffixes, NULL);
}

/* How many exceptions are known for a message of SENDER. */
static guint
count_for (TfMemory *memory, const char *sender)
{
    g_autoptr (TfDossier) dossier = dossier_of (sender);
    g_autoptr (TfRecollection) recollection = tf_memory_recall (memory, dossier, FALSE);

    return recollection->knowledge->exceptions->len;
}

static void
accept (TfMemory *memory, const char *word, const char *text)
{
    g_autoptr (TfException) exception = tf_exception_parse_word (word, text);

    g_assert_nonnull (exception);
    g_assert_true (tf_memory_accept (memory, exception));
}

static void
expect_listed (TfMemory *memory, const char *expected)
{
    g_autoptr (GPtrArray) list = tf_memory_list_exceptions (memory);
    g_autoptr (GString) found = g_string_new (NULL);

    for (guint i = 0; i < list->len; i++) {
        g_autofree char *text = tf_exception_to_text (g_ptr_array_index (list, i));

        g_string_append_printf (found, "%s%s", i > 0 ? " " : "", text);
    }
    g_assert_cmpstr (found->str, ==, expected);
}

static void
test_kept (void)
{
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;
    g_autoptr (TfException) withdrawn =
        tf_exception_parse_word ("accepted-sender", "news.shop.example");

    place_init (&place);
    memory = tf_memory_open (place.path);
    g_assert_true (tf_memory_withdraw (memory, withdrawn));
    accept (memory, "accepted-signer", "a@legit.example=list.example");
    accept (memory, "accepted-sender", "news.shop.example");
    accept (memory, "alias-service", "alias.example");
    accept (memory, "accepted-sender", "news.shop.example");
    expect_listed (memory,
                   "a@legit.example=list.example news.shop.example alias.example");
    g_assert_cmpuint (count_for (memory, "a@legit.example"), ==, 1);
    g_assert_cmpuint (count_for (memory, "x@news.shop.example"), ==, 1);
    g_assert_cmpuint (count_for (memory, "x@in.alias.example"), ==, 1);
    g_assert_cmpuint (count_for (memory, "x@shop.example"), ==, 0);
    g_assert_cmpuint (count_for (memory, "x@other.example"), ==, 0);
    g_assert_true (tf_memory_withdraw (memory, withdrawn));
    g_assert_cmpuint (count_for (memory, "x@news.shop.example"), ==, 0);
    expect_listed (memory, "a@legit.example=list.example alias.example");
}

/* It is not experience: it does not grow old. */
static void
test_old (void)
{
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;

    place_init (&place);
    memory = tf_memory_open (place.path);
    accept (memory, "alias-service", "alias.example");
    g_assert_true (tf_memory_prune (memory, NOW + 10000 * G_GINT64_CONSTANT (86400)));
    expect_listed (memory, "alias.example");
}

static void
test_forgotten (void)
{
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;

    place_init (&place);
    memory = tf_memory_open (place.path);
    accept (memory, "accepted-signer", "a@legit.example=list.example");
    accept (memory, "accepted-signer", "b@other.example=far.example");
    accept (memory, "accepted-sender", "x@shop.example");
    g_assert_true (tf_memory_forget_domain (memory, "shop.example", NULL));
    expect_listed (memory, "a@legit.example=list.example b@other.example=far.example");
    g_assert_true (tf_memory_forget_domain (memory, "list.example", NULL));
    expect_listed (memory, "b@other.example=far.example");
    g_assert_true (tf_memory_forget_all (memory));
    expect_listed (memory, "");
}

/* An exception that was fine when it was accepted, before it was known that strangers share the domain: it no
 * longer counts, but is shown, so that the reader can withdraw it. Nobody could accept it today. */
static void
test_shared_since (void)
{
    static const TfException accepted[] = {
        {TF_EXCEPTION_SIGNER, (char *)"a@legit.example", (char *)"sendgrid.net"},
        {TF_EXCEPTION_SIGNER, (char *)"a@legit.example", (char *)"gmail.com"},
        {TF_EXCEPTION_SIGNER, (char *)"a@legit.example", (char *)"co.uk"},
        {TF_EXCEPTION_SIGNER, (char *)"gmail.com", (char *)"list.example"},
        {TF_EXCEPTION_SENDER, (char *)"gmail.com", NULL},
        {TF_EXCEPTION_ALIAS_SERVICE, (char *)"gmail.com", NULL},
        {TF_EXCEPTION_ALIAS_SERVICE, (char *)"com", NULL}, /* of any domain in it */
    };
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;
    g_autoptr (GPtrArray) list = NULL;

    place_init (&place);
    memory = tf_memory_open (place.path);
    for (guint i = 0; i < G_N_ELEMENTS (accepted); i++) {
        g_autofree char *text = tf_exception_to_text (&accepted[i]);

        g_assert_null (tf_exception_parse_word (
            tf_exception_kind_to_string (accepted[i].kind), text));
        g_assert_true (tf_memory_accept (memory, &accepted[i]));
    }
    accept (memory, "accepted-signer", "a@legit.example=list.example");
    accept (memory, "accepted-sender", "friend@gmail.com"); /* one person */
    g_assert_cmpuint (count_for (memory, "a@legit.example"), ==, 1);
    g_assert_cmpuint (count_for (memory, "friend@gmail.com"), ==, 1);
    g_assert_cmpuint (count_for (memory, "x@any.com"), ==, 0);
    list = tf_memory_list_exceptions (memory);
    g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (accepted) + 2);
}

/* Rows that nobody of us has written are no exceptions. */
static void
test_foreign_rows (void)
{
    static const char *const rows[] = {
        "INSERT INTO exception (kind, sender, signer) VALUES (7, 'a@legit.example', '')",
        "INSERT INTO exception (kind, sender, signer) VALUES (-1, 'a@legit.example', '')",
        "INSERT INTO exception (kind, sender, signer) VALUES (0, 'a@legit.example', '')",
        "INSERT INTO exception (kind, sender, signer) VALUES (1, 'a@legit.example', 'x.example')",
    };
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;
    sqlite3 *database = NULL;

    place_init (&place);
    memory = tf_memory_open (place.path);
    g_assert_cmpint (sqlite3_open (place.path, &database), ==, SQLITE_OK);
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        g_assert_cmpint (sqlite3_exec (database, rows[i], NULL, NULL, NULL), ==,
                         SQLITE_OK);
    sqlite3_close (database);
    g_assert_cmpuint (count_for (memory, "a@legit.example"), ==, 0);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/memory/exceptions/kept", test_kept);
    g_test_add_func ("/memory/exceptions/old", test_old);
    g_test_add_func ("/memory/exceptions/forgotten", test_forgotten);
    g_test_add_func ("/memory/exceptions/shared-since", test_shared_since);
    g_test_add_func ("/memory/exceptions/foreign-rows", test_foreign_rows);
    return g_test_run ();
}
