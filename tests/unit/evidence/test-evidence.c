/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-evidence: evidence gives the same report again, whatever the settings were; what was changed in it is
 * found, and what is no evidence is refused with a sentence. */
#include "evidence/evidence.h"

#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "archive/zip.h"
#include "evaluate/report.h"
#include "inputs/settings.h"
#include "print/print.h"
#include "verifier-helper.h"
#include "verify/request.h"
#include "verify/verify.h"
#include "words/words-private.h"

/** Case: one check. */
typedef struct {
    TfSettings *settings;
    TfRequest *request;
    TfReport *report;
} Case;

static void
case_set_up (Case *made, gconstpointer unused)
{
    made->settings = tf_settings_new ();
    tf_suffix_list_unref (made->settings->suffixes);
    made->settings->suffixes = tf_suffix_list_ref ((TfSuffixList *)tf_words_suffixes ());
    made->request = request_of (MESSAGE);
    tf_request_set_settings (made->request, made->settings);
    tf_request_set_identify (made->request, TRUE);
}

static void
check (Case *made)
{
    g_autoptr (TfResolver) resolver =
        tf_resolver_open_recorded (zone, strlen (zone), NULL);
    g_autoptr (TfVerifier) verifier = verifier_new (resolver);

    made->report = verify_request (verifier, made->request);
}

static void
case_tear_down (Case *made, gconstpointer unused)
{
    g_clear_pointer (&made->report, tf_report_unref);
    tf_request_unref (made->request);
    tf_settings_unref (made->settings);
}

static TfEvidenceSubject
subject_of (const Case *made)
{
    return (TfEvidenceSubject){.report = made->report,
                               .settings = made->settings,
                               .known = &made->request->known,
                               .program = "A mail program 1.0",
                               .asked = "system"};
}

/* ---- making bundles ------------------------------------------------------------------ */

static gboolean
keep (gpointer data, const void *bytes, gsize length)
{
    g_byte_array_append (data, bytes, (guint)length);
    return TRUE;
}

static void
add (TfZipWriter *writer, GString *manifest, const char *name, const char *text)
{
    g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

    g_string_append_printf (manifest, "%s  %s\n", sha256, name);
    g_assert_true (tf_zip_writer_add (writer, name, text, strlen (text)));
}

/* Owned: a zip of FILES and the message; the text of CHANGED (or NULL) is not that of the manifest. */
static GByteArray *
make_zip (GStrv files, const char *changed, const char *text)
{
    GByteArray *out = g_byte_array_new ();
    g_autoptr (TfZipWriter) writer = tf_zip_writer_new (keep, out, 1760000000);
    g_autoptr (GString) manifest = g_string_new (NULL);
    g_autoptr (GString) ignored = g_string_new (NULL);
    gboolean of_message = g_strcmp0 (changed, TF_SAVING_MESSAGE) == 0;

    for (guint i = 0; files[i] != NULL; i += 2) {
        gboolean this = g_strcmp0 (changed, files[i]) == 0;

        add (writer, this ? ignored : manifest, files[i], this ? text : files[i + 1]);
    }
    add (writer, of_message ? ignored : manifest, TF_SAVING_MESSAGE,
         of_message ? text : MESSAGE);
    add (writer, ignored, TF_SAVING_MANIFEST, manifest->str);
    g_assert_true (tf_zip_writer_end (writer));
    return out;
}

static TfBundle *
read_zip (const GByteArray *zip, GError **error)
{
    g_autofree char *name = NULL;
    int fd = g_file_open_tmp ("truefrom-XXXXXX", &name, NULL);
    TfBundle *bundle;

    g_unlink (name);
    g_assert_cmpint (write (fd, zip->data, zip->len), ==, zip->len);
    lseek (fd, 0, SEEK_SET);
    bundle = tf_bundle_read (fd, error);
    close (fd);
    return bundle;
}

/* Owned: as read from a zip. */
static TfBundle *
bundle_of (const Case *made, const char *changed, const char *text)
{
    const TfEvidenceSubject subject = subject_of (made);
    g_auto (GStrv) files = tf_evidence_contents (&subject);
    g_autoptr (GByteArray) zip = make_zip (files, changed, text);
    g_autoptr (GError) error = NULL;
    TfBundle *bundle = read_zip (zip, &error);

    g_assert_true (tf_bundle_is_likely (tf_span ((const char *)zip->data, zip->len)));
    g_assert_no_error (error);
    return bundle;
}

/* Owned (of TfDifference): how a check of BUNDLE differs from its report. */
static GPtrArray *
replay (const TfBundle *bundle, guint n_missing)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TfReplay) again = tf_replay_new (bundle, &error);
    g_autoptr (TfReport) report = NULL;
    const TfPrintMessage message = {.file = "else.zip", .label = "else.zip"};
    g_autofree char *json = NULL;

    g_assert_no_error (error);
    report = verify_request (again->verifier, again->request);
    g_assert_cmpuint (tf_replay_peek_missing (again)->len, ==, n_missing);
    json = tf_print_json (report, &message);
    return tf_bundle_compare (bundle, json);
}

static void
expect_same (const Case *made)
{
    g_autoptr (TfBundle) bundle = bundle_of (made, NULL, NULL);
    g_autoptr (GPtrArray) differences = replay (bundle, 0);
    g_autofree char *version = tf_bundle_dup_version (bundle);

    g_assert_cmpuint (bundle->changed->len, ==, 0);
    for (guint i = 0; i < differences->len; i++) {
        const TfDifference *at = g_ptr_array_index (differences, i);

        g_test_message ("%s: %s, %s", at->member, at->then, at->now);
    }
    g_assert_cmpuint (differences->len, ==, 0);
    g_assert_cmpstr (version, ==, TF_VERSION);
}

/* ---- the same report ----------------------------------------------------------------- */

static void
test_plain (Case *made, gconstpointer unused)
{
    check (made);
    expect_same (made);
}

/* Each of these changes the report. */
static void
test_settings (Case *made, gconstpointer unused)
{
    TfSettings *settings = made->settings;

    g_assert_true (tf_settings_add_own (settings, "me@here.example"));
    g_assert_true (tf_settings_add_own (settings, "legit.example"));
    g_assert_true (tf_settings_add_protected (settings, "bank.example"));
    g_assert_true (tf_settings_add_border (settings, "mx.here.example"));
    g_assert_true (tf_settings_add_trusted_server (settings, "mx.here.example:below"));
    g_assert_true (
        tf_settings_add_known_list (settings, "dev.lists.example=host.example"));
    g_assert_true (tf_settings_add_trusted_sealer (settings, "lists.example"));
    g_assert_true (tf_settings_add_known (settings, "Anna Other <anna@legit.example>"));
    check (made);
    expect_same (made);
}

static void
test_circumstances (Case *made, gconstpointer unused)
{
    tf_request_set_displayed_from (made->request, "boss@bank.example");
    tf_request_set_store (made->request, TF_STORE_REWRITTEN);
    tf_request_set_incomplete (made->request, TRUE);
    tf_request_set_final (made->request, TRUE);
    tf_request_set_received_at (made->request, 1759999500);
    tf_request_set_envelope (made->request, "198.51.100.7", "mx.far.example",
                             "a@far.example");
    check (made);
    expect_same (made);
}

static void
test_attached (Case *made, gconstpointer unused)
{
    tf_request_set_attached (made->request, 1759999500, TRUE);
    check (made);
    expect_same (made);
}

/* Of those whom the reader knows, only who takes part in the message is named. */
static void
test_known (Case *made, gconstpointer unused)
{
    TfEvidenceSubject subject;
    g_autofree char *json = NULL;

    g_assert_true (
        tf_settings_add_known (made->settings, "Kim Other <kim@elsewhere.example>"));
    g_assert_true (tf_settings_add_known (made->settings, "anna@mail.legit.example"));
    check (made);
    subject = subject_of (made);
    json = tf_evidence_settings_to_json (&subject);
    g_assert_nonnull (strstr (json, "anna@mail.legit.example"));
    g_assert_null (strstr (json, "elsewhere"));
}

/* ---- what was changed ---------------------------------------------------------------- */

static void
test_changed (Case *made, gconstpointer unused)
{
    g_autoptr (TfBundle) bundle = NULL;
    g_autoptr (GPtrArray) differences = NULL;

    check (made);
    bundle = bundle_of (made, TF_SAVING_MESSAGE, "From: a@b.example\r\n\r\nHello\r\n");
    g_assert_cmpuint (bundle->changed->len, ==, 1);
    g_assert_cmpstr (g_ptr_array_index (bundle->changed, 0), ==, TF_SAVING_MESSAGE);
    differences = replay (bundle, 1);
    g_assert_cmpuint (differences->len, >, 1);
}

/* The report was: an alarm. Without the answers it must not become another result unnoticed. */
static void
test_missing_answers (Case *made, gconstpointer unused)
{
    g_autoptr (TfBundle) bundle = NULL;
    g_autoptr (GPtrArray) differences = NULL;

    check (made);
    bundle = bundle_of (made, TF_EVIDENCE_ANSWERS, "{\"@\": {\"now\": 1760000000}}");
    differences = replay (bundle, 5);
    g_assert_cmpuint (differences->len, >, 0);
}

/* What is no part of the check may be empty. */
static void
test_empty (Case *made, gconstpointer unused)
{
    static const char *const parts[] = {TF_EVIDENCE_REPORT, TF_EVIDENCE_ABOUT,
                                        TF_SAVING_MESSAGE};

    check (made);
    for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
        g_autoptr (TfBundle) bundle = bundle_of (made, parts[i], "");
        g_autofree char *version = tf_bundle_dup_version (bundle);
        g_autoptr (GPtrArray) differences = tf_bundle_compare (bundle, "{}");

        g_assert_cmpuint (bundle->changed->len, ==, 1);
        g_assert_true ((version == NULL) == (i == 1));
        g_assert_true ((differences == NULL) == (i == 0));
    }
}

static void
expect_unusable (const Case *made, const char *name, const char *text)
{
    g_autoptr (TfBundle) bundle = bundle_of (made, name, text);
    g_autoptr (GError) error = NULL;
    g_autoptr (TfReplay) again = tf_replay_new (bundle, &error);

    g_assert_null (again);
    g_assert_nonnull (error);
    g_assert_nonnull (strstr (error->message, name));
}

static void
test_unusable (Case *made, gconstpointer unused)
{
    static const char *const bad[] = {
        "",
        "[]",
        "{\"store\": \"file\", \"record\": \"/etc/passwd\"}",
        "{\"store\": \"file\", \"own\": \"a@b.example\"}",
        "{\"store\": \"file\", \"own\": [1]}",
        "{\"store\": \"file\", \"border\": [\"a b\"]}",
        "{\"store\": \"file\", \"final\": 1}",
        "{\"store\": \"tape\"}",
        "{}",
    };
    g_autofree char *deep = g_strnfill (100000, '[');

    check (made);
    for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
        expect_unusable (made, TF_EVIDENCE_SETTINGS, bad[i]);
    expect_unusable (made, TF_EVIDENCE_SETTINGS, deep);
    expect_unusable (made, TF_EVIDENCE_ANSWERS, "no JSON");
    expect_unusable (made, TF_EVIDENCE_ANSWERS, "");
}

/* ---- what is no evidence ------------------------------------------------------------- */

static void
expect_refused (GStrv files, const char *sentence)
{
    g_autoptr (GByteArray) zip = make_zip (files, NULL, NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (TfBundle) bundle = read_zip (zip, &error);

    g_assert_null (bundle);
    g_assert_nonnull (error);
    g_assert_nonnull (strstr (error->message, sentence));
}

static void
test_refused (Case *made, gconstpointer unused)
{
    char *foreign[] = {(char *)"README.txt", (char *)"", (char *)"../../etc/passwd",
                       (char *)"", NULL};
    char *twice[] = {(char *)"README.txt", (char *)"", (char *)"README.txt", (char *)"",
                     NULL};
    char *few[] = {(char *)"README.txt", (char *)"", NULL};
    g_autoptr (GByteArray) text = g_byte_array_new ();
    g_autoptr (GError) error = NULL;
    g_autoptr (TfBundle) bundle = NULL;

    expect_refused (foreign, "../../etc/passwd");
    expect_refused (twice, "twice");
    expect_refused (few, "missing");
    g_byte_array_append (text, (const guint8 *)"Hello", 5);
    bundle = read_zip (text, &error);
    g_assert_null (bundle);
    g_assert_nonnull (error);
    g_assert_false (tf_bundle_is_likely (tf_span ((const char *)text->data, text->len)));
}

#define ADD(name, function)                                                              \
    g_test_add ("/evidence/" name, Case, NULL, case_set_up, function, case_tear_down)

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    ADD ("plain", test_plain);
    ADD ("settings", test_settings);
    ADD ("circumstances", test_circumstances);
    ADD ("attached", test_attached);
    ADD ("known", test_known);
    ADD ("changed", test_changed);
    ADD ("missing-answers", test_missing_answers);
    ADD ("empty", test_empty);
    ADD ("unusable", test_unusable);
    ADD ("refused", test_refused);
    return g_test_run ();
}
