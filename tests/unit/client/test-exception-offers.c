/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Which signer may be accepted: none at an alarm, none that signs for strangers, none where something
 * else shows a forger; and that what was accepted all the same is not believed. */
#include "client/exceptions.h"
#include "client/reader-settings.h"
#include "inputs/exceptions.h"
#include "verifier-helper.h"

#define CASES "../../cases/"

typedef struct {
    const char *message;
    const char *level;
    const char *offer; /* or NULL */
} Row;

static const Row rows[] = {
    {"signer-honest", "alarm", NULL},
    {"signer-stranger", "alarm", NULL},
    {"unproven-signed", "warning", "admin@legit.example=list.example"},
    {"unproven-soft", "note", "x@soft.example=list.example"},
    {"unproven-shared", "warning", NULL},
    {"unproven-shared-note", "note", NULL},
    {"unproven-partly", "warning", NULL},
    {"unproven-reply", "warning", NULL},
    {"unproven-brand", "warning", NULL},
    {"signer-not-needed", "quiet", NULL},
};

static char *
path_of (const char *name)
{
    return g_build_filename (g_getenv ("TRUEFROM_TEST_DATA"), CASES, name, NULL);
}

static TfReport *
check (const char *name, TfSettings *settings)
{
    g_autofree char *file = g_strconcat ("generated/exceptions/", name, ".eml", NULL);
    g_autofree char *path = path_of (file);
    g_autofree char *answers = path_of ("zones/lab.json");
    g_autofree char *text = NULL;
    g_autoptr (TfResolver) resolver = tf_resolver_new_answers (answers, NULL);
    g_autoptr (TfVerifier) verifier = NULL;
    g_autoptr (TfRequest) request = NULL;

    g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
    g_assert_nonnull (resolver);
    verifier = verifier_new (resolver);
    request = request_of (text);
    tf_request_set_now (request, -1);
    tf_request_set_final (request, TRUE);
    if (settings != NULL)
        tf_request_set_settings (request, settings);
    return verify_request (verifier, request);
}

static void
test_offers (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (TfReport) report = check (rows[i].message, NULL);
        g_autoptr (GPtrArray) offers = tf_exceptions_offer (report);
        g_autofree char *offer = NULL;

        g_test_message ("%s", rows[i].message);
        g_assert_cmpstr (tf_report_get_level (report), ==, rows[i].level);
        if (offers->len > 0)
            offer = tf_exception_to_text (g_ptr_array_index (offers, 0));
        g_assert_cmpstr (offer, ==, rows[i].offer);
        g_assert_cmpuint (offers->len, ==, rows[i].offer != NULL ? 1 : 0);
    }
}

/* Owned: what the core is told if ENTRY stands among the accepted signers. */
static TfSettings *
settings_with (const char *entry, char **ret_complaints)
{
    g_autoptr (TfPreferences) preferences = tf_preferences_load ();
    const char *entries[] = {entry, NULL};
    const char *none[] = {NULL};

    g_strfreev (preferences->exceptions[TF_EXCEPTION_SIGNER]);
    preferences->exceptions[TF_EXCEPTION_SIGNER] = g_strdupv ((GStrv)entries);
    return tf_reader_settings_new (preferences, (GStrv)none, NULL, ret_complaints);
}

static void
expect_believed (const char *message, const char *entry, const char *level,
                 const char *complaint)
{
    g_autofree char *complaints = NULL;
    g_autoptr (TfSettings) settings = settings_with (entry, &complaints);
    g_autoptr (TfReport) report = check (message, settings);

    g_assert_cmpstr (tf_report_get_level (report), ==, level);
    g_assert_cmpstr (complaints, ==, complaint);
}

static void
test_believed (void)
{
    expect_believed ("unproven-signed", "admin@legit.example=list.example", "quiet",
                     NULL);
    expect_believed (
        "unproven-shared", "admin@legit.example=sendgrid.net", "warning",
        "The setting “accepted-signers” has an entry that is not used, because this "
        "signer signs for many unrelated senders: "
        "“\u2068admin@legit.example=sendgrid.net\u2069”");
    expect_believed ("unproven-shared", "<b>\u202e\n\u2028x", "warning",
                     "The setting “accepted-signers” has an entry that cannot be used: "
                     "“\u2068<b>\ufffd\ufffd\ufffdx\u2069”");
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/exception-offers/offers", test_offers);
    g_test_add_func ("/exception-offers/believed", test_believed);
    return g_test_run ();
}
