/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-retries: the schedule of the retries, which goes by time, and what is forgotten. */
#include "verify/retries.h"

#define SECOND ((gint64)G_USEC_PER_SEC)

/** Book: retries, and tables of answers to note in them. */
typedef struct {
    TfRetries *retries;
    TfDns *trouble;
    TfDns *fine; /* a question that nobody was asked is no trouble */
} Book;

static TfDns *
dns_with (TfDnsStatus status)
{
    g_autoptr (TfDnsAnswer) answer = tf_dns_answer_new (status);
    TfDns *dns = tf_dns_new ();

    tf_dns_tell (dns, TF_DNS_TXT, "a.example", answer);
    return dns;
}

static void
book_open (Book *book)
{
    book->retries = tf_retries_new ();
    book->trouble = dns_with (TF_DNS_SERVFAIL);
    book->fine = dns_with (TF_DNS_NOTASKED);
}

static void
book_close (Book *book)
{
    tf_retries_free (book->retries);
    tf_dns_unref (book->trouble);
    tf_dns_unref (book->fine);
}

/* A message that differs from all others. */
static TfDossier *
dossier_of (guint number)
{
    g_autofree char *text = g_strdup_printf ("X: %u\n\n", number);
    g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
    g_autoptr (TfSource) source = tf_source_new_bytes (bytes);
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();

    return tf_dossier_read (source, NULL, suffixes, NULL);
}

static void
test_schedule (void)
{
    static const struct {
        guint elapsed;
        guint wait;
    } rows[] = {{0, 5},    {3, 2},   {5, 55},  {59, 1},
                {60, 540}, {599, 1}, {600, 0}, {100000, 0}};
    g_autoptr (TfDossier) dossier = dossier_of (1);
    Book book;

    book_open (&book);
    g_assert_cmpuint (tf_retries_get_wait (book.retries, dossier, 0), ==, 0);
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        gint64 now = 7 * SECOND + rows[i].elapsed * SECOND;

        tf_retries_note (book.retries, dossier, book.trouble, now);
        g_assert_cmpuint (tf_retries_get_wait (book.retries, dossier, now), ==,
                          rows[i].wait);
        g_assert_true (tf_retries_is_over (book.retries, dossier, now) ==
                       (rows[i].wait == 0));
    }
    book_close (&book);
}

/* Any number of checks at any times: what counts is the first that failed. */
static void
test_times_do_not_count (void)
{
    g_autoptr (TfDossier) dossier = dossier_of (1);
    gint64 now = 0;
    Book book;

    book_open (&book);
    for (guint i = 0; i < 1000; i++) {
        tf_retries_note (book.retries, dossier, book.trouble, now);
        g_assert_true (tf_retries_is_over (book.retries, dossier, now) ==
                       (now >= 600 * SECOND));
        now += g_test_rand_int_range (0, SECOND);
    }
    tf_retries_note (book.retries, dossier, book.fine, now);
    g_assert_false (tf_retries_is_over (book.retries, dossier, now));
    tf_retries_note (book.retries, dossier, book.trouble, now);
    g_assert_cmpuint (tf_retries_get_wait (book.retries, dossier, now), ==, 5);
    book_close (&book);
}

static void
test_bound (void)
{
    g_autoptr (TfDossier) first = dossier_of (0);
    const gint64 late = 700 * SECOND;
    Book book;

    book_open (&book);
    tf_retries_note (book.retries, first, book.trouble, 0);
    for (guint i = 1; i <= 256; i++) {
        g_autoptr (TfDossier) other = dossier_of (i);

        g_assert_true (tf_retries_is_over (book.retries, first, late));
        tf_retries_note (book.retries, other, book.trouble, late);
    }
    g_assert_false (tf_retries_is_over (book.retries, first, late)); /* it made room */
    book_close (&book);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/retries/schedule", test_schedule);
    g_test_add_func ("/retries/times-do-not-count", test_times_do_not_count);
    g_test_add_func ("/retries/bound", test_bound);
    return g_test_run ();
}
