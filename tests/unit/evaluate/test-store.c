/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Who wrote the copy that is checked: what a broken signature means if the mail
 * program or the account's server rewrites messages, and that the message itself has no
 * influence on that. */
#include "verifier-helper.h"

#define SAMPLES "../../../data/samples/"

#define BANK     "01-bank-statement.eml"
#define FORGED   "03-bank-forged.eml"
#define PATH     "Return-Path: <"
#define BAD_PATH "Return-Path: <x@attack.example>\nX-Was: <"
#define SUBJECT  "Subject: Your statement"
#define OTHER    "Subject: The statement"
#define TEXT     "Dear Robin"
#define CHANGED  "Hello Robin"
#define MARKED   "Subject: [EXTERNAL] Your statement"
#define FOLLOWED "Mail-Followup-To: x@attack.example\n" MARKED
#define CLAIM    "X-Evolution-Source: local\n" BAD_PATH

/* What the mail program writes, and its secret. */
#define FIELD     "X-Evolution-Source"
#define SECRET    "8f1d0c"
#define OWN       FIELD ": " SECRET "\n" BAD_PATH
#define OWN_TWICE FIELD ": " SECRET "\n" FIELD ": x\n" BAD_PATH

typedef struct {
    const char *name;
    const char *sample;
    const char *path; /* in place of PATH; or NULL */
    const char *from; /* replaced by, */
    const char *to;   /* or NULL */
    const char *file; /* code and level, for each store */
    const char *rewritten;
    const char *server;
    const char *again; /* as a file, where the mail program's own field is known */
} Row;

static const Row rows[] = {
    {"whole", BANK, NULL, NULL, NULL, "TF15 quiet", "TF15 quiet", "TF15 quiet",
     "TF15 quiet"},
    {"whole, path of another", BANK, BAD_PATH, NULL, NULL, "TF15 quiet", "TF15 quiet",
     "TF15 quiet", "TF15 quiet"},
    {"header changed", BANK, BAD_PATH, SUBJECT, OTHER, "TF01 alarm", "TF03 warning",
     "TF03 note", "TF01 alarm"},
    {"text changed", BANK, BAD_PATH, TEXT, CHANGED, "TF19 warning", "TF03 warning",
     "TF03 note", "TF19 warning"},
    {"marked", BANK, BAD_PATH, SUBJECT, MARKED, "TF19 note", "TF03 warning", "TF03 note",
     "TF19 note"},
    {"marked, and answers led elsewhere", BANK, BAD_PATH, SUBJECT, FOLLOWED,
     "TF19 warning", "TF03 warning", "TF03 note", "TF19 warning"},
    {"no aligned signature", FORGED, NULL, NULL, NULL, "TF01 alarm", "TF01 alarm",
     "TF01 alarm", "TF01 alarm"},
    {"a field that claims it", BANK, CLAIM, SUBJECT, OTHER, "TF01 alarm", "TF03 warning",
     "TF03 note", "TF01 alarm"},
    {"forged, and a field that claims it", FORGED, CLAIM, NULL, NULL, "TF01 alarm",
     "TF01 alarm", "TF01 alarm", "TF01 alarm"},
    {"stored again", BANK, OWN, TEXT, CHANGED, "TF19 warning", "TF03 warning",
     "TF03 note", "TF19 note"},
    {"stored again, whole", BANK, OWN, NULL, NULL, "TF15 quiet", "TF15 quiet",
     "TF15 quiet", "TF15 quiet"},
    {"stored again, header changed", BANK, OWN, SUBJECT, OTHER, "TF01 alarm",
     "TF03 warning", "TF03 note", "TF03 warning"},
    {"the field twice", BANK, OWN_TWICE, TEXT, CHANGED, "TF19 warning", "TF03 warning",
     "TF03 note", "TF19 warning"},
    {"never signed, and stored again", FORGED, OWN, NULL, NULL, "TF01 alarm",
     "TF01 alarm", "TF01 alarm", "TF01 alarm"},
};

static GString *
read_sample (const Row *row)
{
    g_autofree char *path =
        g_build_filename (g_getenv ("TRUEFROM_TEST_DATA"), SAMPLES, row->sample, NULL);
    g_autofree char *text = NULL;
    GString *message;

    g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
    message = g_string_new (text);
    if (row->path != NULL)
        g_assert_cmpuint (g_string_replace (message, PATH, row->path, 1), ==, 1);
    if (row->from != NULL)
        g_assert_cmpuint (g_string_replace (message, row->from, row->to, 1), ==, 1);
    return message;
}

static void
check (TfVerifier *verifier, const Row *row, TfStore store, const char *secret,
       const char *expected)
{
    g_autoptr (GString) message = read_sample (row);
    g_autoptr (TfRequest) request = request_of (message->str);
    g_autoptr (TfReport) report = NULL;
    g_autofree char *found = NULL;

    tf_request_set_store (request, store);
    if (secret != NULL)
        tf_request_set_own_field (request, FIELD, secret);
    tf_request_set_now (request, -1);
    tf_request_set_final (request, TRUE);
    report = verify_request (verifier, request);
    found = g_strdup_printf ("%s %s", tf_report_get_code (report),
                             tf_report_get_level (report));
    g_test_message ("%s, store %d: %s", row->name, store, found);
    g_assert_cmpstr (found, ==, expected);
}

static void
test_rows (void)
{
    g_autofree char *answers =
        g_build_filename (g_getenv ("TRUEFROM_TEST_DATA"), SAMPLES, "answers.json", NULL);
    g_autoptr (TfResolver) resolver = tf_resolver_new_answers (answers, NULL);
    g_autoptr (TfVerifier) verifier = NULL;

    g_assert_nonnull (resolver);
    verifier = verifier_new (resolver);
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        check (verifier, &rows[i], TF_STORE_FILE, NULL, rows[i].file);
        check (verifier, &rows[i], TF_STORE_MBOX, NULL, rows[i].file);
        check (verifier, &rows[i], TF_STORE_REWRITTEN, NULL, rows[i].rewritten);
        check (verifier, &rows[i], TF_STORE_SERVER_REWRITES, NULL, rows[i].server);
        check (verifier, &rows[i], TF_STORE_FILE, SECRET, rows[i].again);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/store/rows", test_rows);
    return g_test_run ();
}
