/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The details about the delivery of a message: SPF, servers, forwarders. */
#include "words-helper.h"

static void
test_spf_row (void)
{
    static const struct {
        TfSpfSource source;
        TfResult result;
        TfAligned aligned;
        const char *part;
    } rows[] = {
        {TF_SPF_SOURCE_NONE, TF_RESULT_NONE, TF_ALIGNED_NO, "so it was not checked."},
        {TF_SPF_SOURCE_ENVELOPE, TF_RESULT_PASS, TF_ALIGNED_YES,
         "way.example names it as one of its own. That confirms the sender's domain."},
        {TF_SPF_SOURCE_RECEIVED, TF_RESULT_PASS, TF_ALIGNED_NO,
         "That is not legit.example"},
        {TF_SPF_SOURCE_RECEIVED, TF_RESULT_FAIL, TF_ALIGNED_YES,
         "not allowed to send for it."},
        {TF_SPF_SOURCE_RECEIVED, TF_RESULT_SOFTFAIL, TF_ALIGNED_NO,
         "probably not allowed"},
        {TF_SPF_SOURCE_SERVER, TF_RESULT_NEUTRAL, TF_ALIGNED_NO,
         "Your mail server checked"},
        {TF_SPF_SOURCE_SERVER, TF_RESULT_PERMERROR, TF_ALIGNED_NO, "cannot be used."},
        {TF_SPF_SOURCE_SERVER, TF_RESULT_TEMPERROR, TF_ALIGNED_NO, "could not be read."},
        {TF_SPF_SOURCE_SERVER, TF_RESULT_NONE, TF_ALIGNED_NO,
         "does not say which servers"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (GPtrArray) details = NULL;
        g_autoptr (Sample) sample = forged ();

        sample->delivery.spf_source = rows[i].source;
        sample->delivery.spf.result = rows[i].result;
        sample->delivery.spf_domain = (char *)"way.example";
        sample->report.spf_aligned = rows[i].aligned;
        details = tf_words_details (&sample->report);
        g_assert_true (has_row (details, "Sending server (SPF)", rows[i].part));
    }
}

static void
add_server (Sample *sample, const char *field, gboolean used, TfReason reason)
{
    TfServerField server = {.results = tf_auth_results_parse (tf_span_of (field)),
                            .trusted = TRUE,
                            .used = used,
                            .reason = reason};

    g_assert_nonnull (server.results->authserv_id);
    g_array_append_val (sample->server.fields, server);
}

static guint
count_rows (const GPtrArray *rows, const char *label)
{
    guint n = 0;

    for (guint i = 0; i < rows->len; i++) {
        const TfDetail *row = g_ptr_array_index (rows, i);

        n += strstr (row->label, label) != NULL;
    }
    return n;
}

static void
test_server_rows (void)
{
    g_autofree char *json = NULL;
    g_autoptr (GPtrArray) more = NULL;
    g_autoptr (GPtrArray) rows = NULL;
    g_autoptr (Sample) sample = forged ();
    TfServerField foreign = {
        .results = tf_auth_results_parse (tf_span_of ("evil.example; dmarc=pass"))};

    g_array_append_val (sample->server.fields, foreign);
    add_server (sample, "mx.legit.example; dkim=pass header.d=legit.example; spf=none",
                TRUE, TF_REASON_NONE);
    add_server (sample, "mx.legit.example; dmarc=pass", FALSE, TF_REASON_FORGED_BELOW);
    rows = tf_words_details (&sample->report);
    g_assert_true (has_row (rows, "Your mail server mx.legit.example",
                            "It found: dkim=pass (legit.example), spf=none."));
    g_assert_true (has_row (rows, "Your mail server mx.legit.example",
                            "It does not count: it stands where the sender could"));
    g_assert_cmpuint (count_rows (rows, "Your mail server"), ==, 2);
    sample->report.server_inconsistent = TRUE;
    for (guint i = 0; i < 20; i++)
        add_server (sample, "mx.legit.example; dmarc=pass", FALSE,
                    TF_REASON_FORGED_BELOW);
    more = tf_words_details (&sample->report);
    g_assert_cmpuint (count_rows (more, "Your mail server"), ==, 4);
    g_assert_true (has_row (more, "Your mail server mx.legit.example",
                            "That does not count as a confirm"));
    json = tf_print_json (&sample->report, &(TfPrintMessage){.file = "a", .part = "1.2"});
    g_assert_nonnull (strstr (json, "\"attached\":true,\"part\":\"1.2\""));
    g_assert_nonnull (strstr (json, "\"properties\":{\"header.d\":\"legit.example\"}"));
    g_assert_nonnull (strstr (json, "\"reason\":\"ar-forged-below\""));
    for (guint i = 0; i < sample->server.fields->len; i++)
        tf_auth_results_free (
            g_array_index (sample->server.fields, TfServerField, i).results);
}

static void
test_arc_row (void)
{
    g_autoptr (GPtrArray) none = NULL;
    g_autoptr (GPtrArray) rows = NULL;
    g_autoptr (Sample) sample = forged ();

    sample->arc.result = TF_RESULT_FAIL;
    sample->arc.reason = TF_REASON_BAD_SEAL;
    rows = tf_words_details (&sample->report);
    g_assert_true (
        has_row (rows, "Forwarding (ARC)", "a forwarder's seal is not valid."));
    sample->arc.result = TF_RESULT_NONE;
    none = tf_words_details (&sample->report);
    g_assert_cmpuint (count_rows (none, "Forwarding"), ==, 0);
}

static void
test_dkim2_row (void)
{
    g_autofree char *json = NULL;
    g_autoptr (GPtrArray) rows = NULL;
    g_autoptr (Sample) sample = forged ();

    sample->dossier.n_dkim2 = 3;
    rows = tf_words_details (&sample->report);
    json = tf_print_json (&sample->report, &(TfPrintMessage){.file = "a"});
    g_assert_true (has_row (rows, "DKIM2", "are not checked yet."));
    g_assert_nonnull (strstr (json, "\"dkim2\":{\"fields\":3,\"evaluated\":false}"));
    g_assert_nonnull (strstr (json, "\"attached\":false,\"part\":null"));
}

static void
test_confirmed_by (void)
{
    static const struct {
        TfPassSource source;
        const char *summary;
    } rows[] = {
        {TF_PASS_SOURCE_SPF, "Confirmed by " LRI "way.example" PDI},
        {TF_PASS_SOURCE_SERVER, "Confirmed by your mail server"},
        {TF_PASS_SOURCE_INTERNAL, "Sent from within your organization"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *summary = NULL;
        g_autoptr (Sample) sample = sample_new (TF_CODE_DOMAIN_CONFIRMED, TF_LEVEL_QUIET);

        set_author (sample, NULL, "anna", "legit.example");
        sample->delivery.spf_domain = (char *)"way.example";
        sample->report.evidence.result = TF_EVIDENCE_PASS;
        sample->report.evidence.source = rows[i].source;
        summary = tf_words_summary (&sample->report);
        g_assert_cmpstr (summary, ==, rows[i].summary);
    }
}

int
main (int argc, char **argv)
{
    g_setenv ("TZ", "UTC", TRUE);
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/wording-way/spf-row", test_spf_row);
    g_test_add_func ("/wording-way/server-rows", test_server_rows);
    g_test_add_func ("/wording-way/arc-row", test_arc_row);
    g_test_add_func ("/wording-way/dkim2-row", test_dkim2_row);
    g_test_add_func ("/wording-way/confirmed-by", test_confirmed_by);
    return g_test_run ();
}
