/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Which accounts are set up without a question: by the server they fetch from, and for the reader's own
 * domain by all of its MX. */
#include "setup/setup.h"

#include <string.h>

#include "inputs/settings.h"

static const struct {
    const char *incoming;
    const char *address;
    const char *mx; /* with blanks between; NULL: not known */
    gboolean collects;
    const char *expected; /* state, reason, trusted servers / border hosts */
} rows[] = {
    /* the provider's own domains */
    {"imap.gmail.com", "a@gmail.com", NULL, FALSE, "auto none / mx.google.com"},
    {"IMAP.Gmail.com", "a@GMAIL.COM", NULL, FALSE, "auto none / mx.google.com"},
    {"imap.gmx.net", "a@gmx.de", NULL, FALSE, "auto none gmx.net / mx-ha.gmx.net"},
    {"posteo.de", "a@posteo.net", NULL, FALSE, "auto none posteo.de /"},
    {"imap.zoho.eu", "a@zohomail.eu", NULL, FALSE,
     "auto none mx.zohomail.eu / mx.zohomail.eu"},
    /* the reader's own domain */
    {"imap.gmail.com", "a@own.example", "aspmx.l.google.com alt1.aspmx.l.GOOGLE.com",
     FALSE, "auto none / mx.google.com"},
    {"imap.strato.de", "a@own.example", "smtpin.rzone.de", FALSE,
     "auto none strato.com / smtpin.rzone.de"},
    {"imap.gmail.com", "a@own.example", NULL, FALSE, "propose mx-unknown /"},
    {"imap.gmail.com", "a@own.example", "", FALSE, "propose mx-elsewhere /"},
    {"imap.gmail.com", "a@own.example", "mx.gateway.example", FALSE,
     "propose mx-elsewhere /"},
    {"imap.gmail.com", "a@own.example", "aspmx.l.google.com mx.gateway.example", FALSE,
     "propose mx-elsewhere /"},
    {"imap.gmail.com", "a@own.example", "aspmx.notgoogle.com", FALSE,
     "propose mx-elsewhere /"},
    {"imap.gmail.com", "a@own.example", "google.com.attack.example", FALSE,
     "propose mx-elsewhere /"},
    {"imap.gmail.com", "a@own.example", "not_a_host!", FALSE, "propose mx-elsewhere /"},
    {"imap.gmx.net", "a@own.example", "mx00.gmx.net", FALSE, "propose own-domain /"},
    {"imap.gmail.com", "a@mail.gmail.com", NULL, FALSE, "propose mx-unknown /"},
    {"imap.gmail.com", NULL, NULL, FALSE, "propose own-domain /"},
    {"imap.gmail.com", "nobody", NULL, FALSE, "propose own-domain /"},
    {"imap.gmail.com", "a@attack.example@gmail.com", NULL, FALSE,
     "auto none / mx.google.com"},
    /* mail of other accounts */
    {"imap.gmail.com", "a@gmail.com", NULL, TRUE, "propose collects /"},
    {"imap.strato.de", "a@own.example", "smtpin.rzone.de", TRUE, "propose collects /"},
    /* the server's name is all of it */
    {"imap.gmail.com.attack.example", "a@gmail.com", NULL, FALSE,
     "propose unknown-provider /"},
    {"ximap.gmail.com", "a@gmail.com", NULL, FALSE, "propose unknown-provider /"},
    {"gmail.com", "a@gmail.com", NULL, FALSE, "propose unknown-provider /"},
    {"imap.other.example", "a@gmail.com", NULL, FALSE, "propose unknown-provider /"},
    {NULL, "a@gmail.com", NULL, FALSE, "propose unknown-provider /"},
    {"192.0.2.1", "a@own.example", NULL, FALSE, "propose unknown-provider /"},
    {"", "", NULL, FALSE, "propose unknown-provider /"},
    /* known, but not set up automatically */
    {"imap.fastmail.com", "a@fastmail.com", NULL, FALSE, "propose unproven-provider /"},
    {"dd12345.kasserver.com", "a@own.example", NULL, FALSE,
     "propose unproven-provider /"},
    {"outlook.office365.com", "a@own.example", "own-example.mail.protection.outlook.com",
     FALSE, "never worthless /"},
    {"imap.mail.yahoo.com", "a@yahoo.com", NULL, FALSE, "never worthless /"},
    {"localhost", "a@proton.me", NULL, FALSE, "never worthless /"},
    {"localhost", "a@own.example", NULL, FALSE, "propose unknown-provider /"},
};

static void
add_names (GString *text, const char *const *names)
{
    for (guint i = 0; names[i] != NULL; i++)
        g_string_append_printf (text, " %s", names[i]);
}

static char *
describe (const TfAccountAdvice *advice)
{
    static const char *const states[] = {"auto", "propose", "never"};
    GString *text = g_string_new (states[advice->state]);

    g_string_append_printf (text, " %s", tf_account_reason_to_string (advice->reason));
    add_names (text, advice->trusted_servers);
    g_string_append (text, " /");
    add_names (text, advice->border_hosts);
    return g_string_free (text, FALSE);
}

static void
test_rows (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_auto (GStrv) mx = rows[i].mx == NULL ? NULL
                            : rows[i].mx[0]    ? g_strsplit (rows[i].mx, " ", -1)
                                               : g_new0 (char *, 1);
        TfAccount account = {rows[i].incoming, rows[i].address, (const char *const *)mx,
                             rows[i].collects};
        g_autofree char *got = NULL;
        TfAccountAdvice advice;

        tf_account_advise (&account, &advice);
        got = describe (&advice);
        g_test_message ("%s %s %s", rows[i].incoming, rows[i].address, rows[i].mx);
        g_assert_cmpstr (got, ==, rows[i].expected);
        g_assert_cmpint (advice.state == TF_ACCOUNT_AUTO, ==,
                         advice.trusted_servers[0] || advice.border_hosts[0]);
    }
}

/* Every name in the table is one that the settings accept. */
static void
test_names_can_be_set (void)
{
    guint n_providers, n_auto = 0;
    const TfProvider *all = tf_providers (&n_providers);

    for (guint i = 0; i < n_providers; i++) {
        g_autoptr (TfSettings) settings = tf_settings_new ();

        n_auto += all[i].trust == TF_PROVIDER_AUTO;
        for (guint n = 0; all[i].trusted_servers[n] != NULL; n++)
            g_assert_true (
                tf_settings_add_trusted_server (settings, all[i].trusted_servers[n]));
        for (guint n = 0; all[i].border_hosts[n] != NULL; n++)
            g_assert_true (tf_settings_add_border (settings, all[i].border_hosts[n]));
        for (guint n = 0; all[i].incoming[n] != NULL; n++)
            g_assert_nonnull (tf_provider_find (
                all[i].incoming[n] + (all[i].incoming[n][0] == '@'), NULL));
    }
    g_assert_cmpuint (n_providers, >, 50);
    g_assert_cmpuint (n_auto, ==, 9); /* adding one is a decision */
}

static void
test_domains (void)
{
    static const struct {
        const char *address;
        const char *expected;
    } addresses[] = {{"a@Own.Example", "own.example"},
                     {"a@b@own.example", "own.example"},
                     {"own.example", NULL},
                     {"a@", NULL},
                     {"a@own example", NULL},
                     {NULL, NULL}};

    for (guint i = 0; i < G_N_ELEMENTS (addresses); i++) {
        g_autofree char *got = tf_account_domain (addresses[i].address);

        g_assert_cmpstr (got, ==, addresses[i].expected);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/setup/account/rows", test_rows);
    g_test_add_func ("/setup/account/names-can-be-set", test_names_can_be_set);
    g_test_add_func ("/setup/account/domains", test_domains);
    return g_test_run ();
}
