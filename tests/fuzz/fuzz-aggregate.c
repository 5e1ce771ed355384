/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Whatever may hold reports, and their sums. The same bytes give the same report whatever the pieces. */
#include "feedback/feedback.h"
#include "fuzz.h"
#include "print/page.h"

static void
on_report (gpointer data, TfAggregate *report)
{
    g_ptr_array_add (data, report);
}

static void
on_refused (gpointer data, const char *place, TfFeedbackState state, const char *text)
{
    fuzz_check_utf8 (place);
    fuzz_check_utf8 (text);
    FUZZ_ASSERT (state > TF_FEEDBACK_OK && state < TF_N_FEEDBACK_STATES);
    FUZZ_ASSERT (tf_feedback_state_to_string (state) != NULL);
}

static TfFeedbackState
read_in_pieces (const uint8_t *data, size_t size, gsize piece, guint64 *ret_n_messages)
{
    g_autoptr (TfAggregateParser) parser = tf_aggregate_parser_new ();
    TfAggregate *report = NULL;
    TfFeedbackState state;

    for (size_t at = 0; at < size; at += piece)
        tf_aggregate_parser_feed (parser, fuzz_span (data + at, MIN (piece, size - at)));
    state = tf_aggregate_parser_end (parser, FALSE, &report);
    FUZZ_ASSERT ((state == TF_FEEDBACK_OK) == (report != NULL));
    *ret_n_messages = report != NULL ? report->n_messages : 0;
    g_clear_pointer (&report, tf_aggregate_free);
    return state;
}

static void
check_forms (GPtrArray *reports)
{
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();
    g_autoptr (GPtrArray) refusals = g_ptr_array_new ();
    const TfOwner owner = {NULL, suffixes};
    const TfPrintStyle style = {FALSE, 80};
    g_autoptr (TfSums) sums = tf_sums_new (reports, &owner, 1800000000);
    g_autoptr (TfPage) page = tf_words_aggregate_page (sums, refusals, 10);
    g_autofree char *json = tf_print_aggregate_json (sums, refusals);
    g_autofree char *csv = tf_print_aggregate_csv (sums, &owner);
    g_autofree char *text = tf_print_page_text (page, &style);
    g_autofree char *html = tf_print_page_html (page);

    fuzz_check_utf8 (json);
    fuzz_check_utf8 (csv);
    fuzz_check_utf8 (text);
    fuzz_check_utf8 (html);
    FUZZ_ASSERT (sums->n_passed <= sums->n_messages && sums->n_lost <= sums->n_messages);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autoptr (GBytes) bytes = g_bytes_new (data, size);
    GPtrArray *reports =
        g_ptr_array_new_with_free_func ((GDestroyNotify)tf_aggregate_free);
    const TfFeedbackSink sink = {reports, on_report, on_refused};
    guint64 n_whole, n_pieces;

    FUZZ_ASSERT (read_in_pieces (data, size, MAX (size, 1), &n_whole) ==
                 read_in_pieces (data, size, 7, &n_pieces));
    FUZZ_ASSERT (n_whole == n_pieces);
    tf_feedback_read_bytes (bytes, "fuzz", &sink);
    check_forms (reports); /* takes ownership */
    return 0;
}
