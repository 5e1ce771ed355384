/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-words-spoofs: what a line of a scan says, and what is said about those who pretend to be somebody. */
#include "print/page.h"
#include "print/spoofs.h"

#define NOW G_GINT64_CONSTANT (1795000000)
#define IDENTITY(digit)                                                                  \
    "\"message\":{\"identity\":\"" digit                                                 \
    "000000000000000000000000000000000000000000000000000000000000000\","                 \
    "\"reply_to\":[\"a@reply.example\",7]}"
#define FROM(domain) "\"from\":{\"address\":\"a@" domain "\",\"domain\":\"" domain "\"}"
#define VERDICT(level, code, detail)                                                     \
    "\"verdict\":{\"level\":\"" level "\",\"code\":\"" code "\",\"detail\":" detail "}"
#define LINE(digit, domain, verdict)                                                     \
    "{\"schema\":\"truefrom.check/1\"," IDENTITY (digit) "," FROM (                      \
        domain) "," verdict ",\"time\":{\"received_at\":1780434741}}"
#define FORGED(digit) LINE (digit, "bank.example", VERDICT ("alarm", "TF01", "null"))
#define ALIKE(digit)                                                                     \
    LINE (digit, "bank.exarnple.example",                                                \
          VERDICT ("warning", "TF06", "{\"known\":\"bank.example\"}"))

static const char *const own[] = {"bank.example", NULL};

static void
take (const TfSpoofMessage *message, gpointer data)
{
    g_auto (TfSpoofClaim) claim;

    tf_spoof_claim_read (message, own, &claim);
    tf_spoofs_add (data, message, &claim);
}

static TfSpoofsLine
read_line (TfSpoofs *spoofs, const char *line)
{
    return tf_spoofs_read_line (tf_span_of (line), take, spoofs);
}

/* ---- lines ------------------------------------------------------------------------- */

static void
test_lines (void)
{
    static const struct {
        const char *line;
        TfSpoofsLine kind;
    } cases[] = {
        {FORGED ("1"), TF_SPOOFS_LINE_MESSAGE},
        {"{\"schema\":\"truefrom.scan/1\",\"not_read\":{}}", TF_SPOOFS_LINE_OTHER},
        {"{\"schema\":\"truefrom.scan/1\",\"sums\":{},\"complete\":true}",
         TF_SPOOFS_LINE_SUMS},
        {"{\"schema\":\"truefrom.scan/1\",\"sums\":{},\"complete\":false}",
         TF_SPOOFS_LINE_PARTIAL},
        {"{\"schema\":\"truefrom.scan/1\",\"sums\":{}}", TF_SPOOFS_LINE_PARTIAL},
        {"{\"schema\":\"truefrom.scan/1\",\"sums\":[]}", TF_SPOOFS_LINE_FOREIGN},
        {"{\"schema\":\"truefrom.check/2\"}", TF_SPOOFS_LINE_FOREIGN},
        {"{\"schema\":\"truefrom.check/1\"," IDENTITY ("1") "}", TF_SPOOFS_LINE_FOREIGN},
        {LINE ("1", "bank.example", VERDICT ("alarm", "TF99", "null")),
         TF_SPOOFS_LINE_FOREIGN},
        {LINE ("x", "bank.example", VERDICT ("alarm", "TF01", "null")),
         TF_SPOOFS_LINE_FOREIGN},
        {"[]", TF_SPOOFS_LINE_FOREIGN},
        {"{", TF_SPOOFS_LINE_FOREIGN},
        {"", TF_SPOOFS_LINE_FOREIGN},
        {"\xff", TF_SPOOFS_LINE_FOREIGN},
    };

    for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (TfSpoofs) spoofs = tf_spoofs_new (own, NOW);

        g_assert_cmpuint (read_line (spoofs, cases[i].line), ==, cases[i].kind);
        g_assert_cmpuint (spoofs->n_scanned, ==, cases[i].kind == TF_SPOOFS_LINE_MESSAGE);
    }
}

/* ---- sentences --------------------------------------------------------------------- */

static void
assert_sentence (const char *const *lines, const char *expected)
{
    g_autoptr (TfSpoofs) spoofs = tf_spoofs_new (own, NOW);
    g_autofree char *sentence = NULL;

    for (guint i = 0; lines[i] != NULL; i++)
        g_assert_cmpuint (read_line (spoofs, lines[i]), ==, TF_SPOOFS_LINE_MESSAGE);
    sentence = tf_words_spoofs (spoofs);
    g_assert_cmpstr (sentence, ==, expected);
}

static void
test_sentences (void)
{
    static const char *const none[] = {NULL};
    static const char *const one[] = {FORGED ("1"), FORGED ("1"), NULL};
    static const char *const both[] = {FORGED ("1"), FORGED ("2"), ALIKE ("3"), NULL};
    static const char *const alike[] = {ALIKE ("3"), ALIKE ("4"), NULL};

    assert_sentence (none, "No message pretends to come from your domains.");
    assert_sentence (one, "1 message pretends to come from your domains.");
    assert_sentence (both, "2 messages pretend to come from your domains. 1 message only "
                           "looks as if it came from them.");
    assert_sentence (alike,
                     "0 messages pretend to come from your domains. 2 messages only "
                     "look as if they came from them.");
}

/* ---- the page ---------------------------------------------------------------------- */

static gboolean
says (const TfPage *page, const char *sentence)
{
    for (guint i = 0; i < page->sentences->len; i++)
        if (g_str_equal (g_ptr_array_index (page->sentences, i), sentence))
            return TRUE;
    return FALSE;
}

static const TfPagePart *
part_of (const TfPage *page, const char *heading)
{
    for (guint i = 0; i < page->parts->len; i++) {
        const TfPagePart *part = g_ptr_array_index (page->parts, i);

        if (g_str_equal (part->heading, heading))
            return part;
    }
    return NULL;
}

/* What was left out is said: rows, sources for which there was no room, lines. */
static void
test_limits (void)
{
    g_autoptr (TfSpoofs) spoofs = tf_spoofs_new (own, NOW);
    const TfSpoofsReading reading = {spoofs, TRUE, 3};
    g_autoptr (TfPage) page = NULL;
    const TfPagePart *part;

    read_line (spoofs, FORGED ("1"));
    read_line (spoofs, ALIKE ("2"));
    tf_sum_table_line (spoofs->tables[TF_SPOOF_REPLIES], "b@reply.example", NULL)
        ->n_messages = 9;
    spoofs->left_out[TF_SPOOF_REPLIES] = 7;
    spoofs->n_unsure = 5;
    page = tf_words_spoofs_page (&reading, 1, TRUE);
    g_assert_true (says (page, "Lines that could not be used: 3."));
    g_assert_true (
        says (page, "Counted, although they may have been counted before: 5."));
    part = part_of (page, "Where answers go");
    g_assert_cmpstr (part->note, ==,
                     "The first 1 of 2. There are too many different ones: 7 messages "
                     "are in none of these rows.");
    g_assert_cmpuint (part->rows->len, ==, 1);
    part = part_of (page, "Samples, the latest first");
    g_assert_cmpuint (part->n_folds, ==, 1);
    g_assert_cmpstr (part->note, ==, "The first 1 of 2.");
    part = part_of (page, "Months");
    g_assert_cmpuint (g_array_index (part->bars, TfPageBar, 0).good, ==, 1);
    g_assert_cmpuint (g_array_index (part->bars, TfPageBar, 0).bad, ==, 1);
    g_assert_null (part_of (page, "Where it comes from"));
}

/* A month without a message is a gap in the chart and no row; so many that nobody could see them are none. */
static void
test_months (void)
{
    g_autoptr (TfSpoofs) spoofs = tf_spoofs_new (own, NOW);
    const TfSpoofsReading reading = {spoofs, FALSE, 0};
    static const char *const months[] = {"1970-01", "2025-11", "2026-02"};
    static const char *const expected[] = {"2025-11", "2025-12", "2026-01", "2026-02"};
    g_autoptr (TfPage) few = NULL, many = NULL;
    const TfPagePart *part;

    for (guint i = 0; i < G_N_ELEMENTS (months); i++)
        tf_sum_table_line (spoofs->tables[TF_SPOOF_MONTHS], months[i], NULL)->n_messages =
            1;
    few = tf_words_spoofs_page (&reading, 2, FALSE);
    part = part_of (few, "Months");
    g_assert_cmpuint (part->rows->len, ==, 2);
    g_assert_cmpuint (part->bars->len, ==, G_N_ELEMENTS (expected));
    for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
        g_assert_cmpstr (g_array_index (part->bars, TfPageBar, i).label, ==, expected[i]);
    many = tf_words_spoofs_page (&reading, 0, FALSE);
    g_assert_cmpuint (part_of (many, "Months")->bars->len, <, 130);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/words/spoofs/lines", test_lines);
    g_test_add_func ("/words/spoofs/sentences", test_sentences);
    g_test_add_func ("/words/spoofs/limits", test_limits);
    g_test_add_func ("/words/spoofs/months", test_months);
    return g_test_run ();
}
