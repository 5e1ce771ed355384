/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What the details and a copied report say, and how reports are printed. */
#include <string.h>

#include "words-helper.h"
#include "words/words-private.h"

/* ---- details ----------------------------------------------------------------------- */

static void
test_details (void)
{
    g_autofree char *text = NULL;
    g_autoptr (GPtrArray) rows = NULL;
    g_autoptr (Sample) sample = forged ();
    TfDkimResult foreign = {.result = TF_RESULT_PASS,
                            .domain = (char *)"attack.example",
                            .selector = (char *)"s1",
                            .algorithm = (char *)"rsa-sha256",
                            .key_bits = 2048,
                            .authenticates = TRUE};
    TfDkimResult broken = {.result = TF_RESULT_FAIL,
                           .reason = TF_REASON_SIGNATURE_MISMATCH,
                           .domain = (char *)"legit.example",
                           .aligned = TRUE};

    sample->policy.exists = TRUE;
    sample->policy.published = TF_POLICY_REJECT;
    sample->policy.domain = (char *)"legit.example";
    sample->envelope.state = TF_RETURN_PATH_ADDRESS;
    sample->envelope.return_path = (char *)"bounce@attack.example";
    sample->report.return_path = TF_ALIGNED_NO;
    g_ptr_array_add (sample->report.dkim, &foreign);
    g_ptr_array_add (sample->report.dkim, &broken);
    rows = tf_words_details (&sample->report);
    text = tf_words_report_text (&sample->report);
    g_assert_true (
        g_str_has_prefix (text, "Result: Alarm: This message is probably not from"));
    g_assert_true (has_row (rows, "Code", "TF01 (domain-forged)"));
    g_assert_true (has_row (rows, "Signature of attack.example",
                            "does not belong to legit.example"));
    g_assert_true (
        has_row (rows, "Signature of attack.example", "Key s1, rsa-sha256, 2048 bits."));
    g_assert_true (has_row (rows, "Signature of legit.example",
                            "does not match the message header"));
    g_assert_true (has_row (rows, "Policy of legit.example", "should be refused"));
    g_assert_true (has_row (rows, "Envelope return address", "bounce@attack.example"));
    g_assert_nonnull (strstr (text, "Code: TF01 (domain-forged)\n"));
    g_assert_null (strstr (text, LRI));
}

static void
add_field (Sample *sample, const char *name, const char *value)
{
    TfField field = {.name = tf_span_of (name), .value = tf_span_of (value)};

    g_array_append_val (sample->header.fields, field);
}

/* Those who get the copy do not have the message: the copy identifies it, with safe text. */
static void
test_copied_report (void)
{
    g_autofree char *text = NULL;
    g_autoptr (GPtrArray) rows = NULL;
    g_autoptr (Sample) sample = forged ();

    add_field (sample, "Subject", " =?utf-8?q?You=E2=80=AE_won=0AResult:_Quiet?=");
    add_field (sample, "To", " user@victim.example");
    sample->dossier.sha256 = (char *)"0123456789abcdef";
    rows = tf_words_details (&sample->report);
    text = tf_words_report_text (&sample->report);
    g_assert_nonnull (strstr (text, "\nSubject: You"));
    g_assert_null (strstr (text, "\nResult: Quiet"));
    g_assert_null (strstr (text, "\xe2\x80\xae"));
    g_assert_nonnull (strstr (text, "\nTo: user@victim.example\n"));
    g_assert_nonnull (strstr (text, "\nSHA-256 of the message: 0123456789abcdef\n"));
    g_assert_false (has_row (rows, "To", "user@victim.example"));
}

/* Every reason has words of its own. */
static void
test_reasons (void)
{
    g_autoptr (GHashTable) seen =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (guint reason = 1; reason < TF_N_REASONS; reason++) {
        g_autoptr (GPtrArray) rows = NULL;
        g_autoptr (Sample) sample = forged ();
        TfDkimResult broken = {.result = TF_RESULT_PERMERROR,
                               .reason = (TfReason)reason,
                               .domain = (char *)"legit.example"};

        g_ptr_array_add (sample->report.dkim, &broken);
        rows = tf_words_details (&sample->report);
        g_assert_false (
            has_row (rows, "Signature of legit.example", "no reason is known"));
        for (guint i = 0; i < rows->len; i++) {
            const TfDetail *row = g_ptr_array_index (rows, i);

            if (strstr (row->label, "Signature of") != NULL)
                g_assert_true (g_hash_table_add (seen, g_strdup (row->value)));
        }
    }
}

static void
test_partly_unsigned (void)
{
    g_autofree char *json = NULL;
    g_autoptr (GPtrArray) rows = NULL;
    g_autoptr (Sample) sample = sample_new (TF_CODE_PARTLY_UNSIGNED, TF_LEVEL_WARNING);
    TfDkimResult partial = {
        .result = TF_RESULT_POLICY,
        .reason = TF_REASON_UNSIGNED_BODY,
        .domain = (char *)"legit.example",
        .aligned = TRUE,
        .authenticates = TRUE,
        .coverage = {.unsigned_bytes = 1, .added_field = (char *)"subj\033ect"}};

    set_author (sample, NULL, "anna", "legit.example");
    g_ptr_array_add (sample->report.dkim, &partial);
    sample->report.partial = &partial;
    rows = tf_words_details (&sample->report);
    json = tf_print_json (&sample->report, &(TfPrintMessage){.file = "a"});
    g_assert_true (
        has_row (rows, "Not covered", "1 byte at the end of the text is not signed."));
    g_assert_true (has_row (rows, "Not covered", "subj\uFFFDect"));
    g_assert_nonnull (strstr (json, "\"unsigned_bytes\":1}"));
}

/* ---- printing ---------------------------------------------------------------------- */

static void
test_json (void)
{
    g_autofree char *json = NULL;
    g_autoptr (Sample) sample = forged ();

    sample->dossier.message_id = (char *)"<\xFF\n\033@x>";
    json = tf_print_json (&sample->report, &(TfPrintMessage){.file = "bad\xFFname"});
    g_assert_true (g_utf8_validate (json, -1, NULL));
    g_assert_null (strchr (json, '\n'));
    g_assert_null (strchr (json, '\033'));
    g_assert_null (strstr (json, LRI));
    g_assert_true (g_str_has_prefix (
        json, "{\"schema\":\"truefrom.check/1\",\"file\":\"bad\uFFFDname\","));
    g_assert_nonnull (
        strstr (json, "\"heading\":\"This message is probably not from legit.example\""));
    g_assert_nonnull (strstr (json, "\"message_id\":\"<\uFFFD\\n\\u001b@x>\""));
    g_assert_nonnull (strstr (json, "\"dkim\":[]"));
}

static void
test_text (void)
{
    g_autofree char *red = NULL;
    g_autofree char *grey = NULL;
    g_autoptr (Sample) sample = forged ();

    sample->author.name = (char *)"\033]0;title\a";
    sample->dossier.message_id = (char *)"<\u202Ex\033[2J>";
    grey = tf_print_text (&sample->report, &(TfPrintMessage){.label = "a\033\n.eml"},
                          &(TfPrintStyle){FALSE, 0});
    red = tf_print_text (&sample->report, &(TfPrintMessage){.label = "a.eml"},
                         &(TfPrintStyle){TRUE, 0});
    g_assert_true (g_str_has_prefix (
        grey, "a\\x1b\\x0a.eml: Alarm TF01 \u00b7 no subject \u00b7 anna@legit.example "
              "\u00b7 no date\n  The delivery lines are missing: "));
    g_assert_nonnull (
        strstr (grey, "\n  This message is probably not from legit.example\n"));
    g_assert_null (strchr (grey, '\033'));
    g_assert_null (strchr (grey, '\a'));
    g_assert_null (strstr (grey, "\u202E"));
    g_assert_null (strstr (grey, LRI));
    g_assert_true (g_str_has_prefix (red, "a.eml: \033[1;31mAlarm TF01\033[0m \u00b7 "));
}

static void
test_escape (void)
{
    g_autofree char *escaped = tf_print_escape ("a\tb\xFF\u202E\u00E4\xC2\x85");

    g_assert_cmpstr (escaped, ==, "a\\x09b\uFFFD\\u202e\u00E4\\x85");
}

int
main (int argc, char **argv)
{
    g_setenv ("TZ", "UTC", TRUE);
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/words/details", test_details);
    g_test_add_func ("/words/copied-report", test_copied_report);
    g_test_add_func ("/words/reasons", test_reasons);
    g_test_add_func ("/words/partly-unsigned", test_partly_unsigned);
    g_test_add_func ("/print/json", test_json);
    g_test_add_func ("/print/text", test_text);
    g_test_add_func ("/print/escape", test_escape);
    return g_test_run ();
}
