/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What may be an exception: never a domain that strangers share. */
#include "inputs/exceptions.h"
#include "inputs/settings.h"

typedef struct {
    TfExceptionKind kind;
    const char *text;
    const char *written; /* NULL: refused */
} Row;

static const Row rows[] = {
    {TF_EXCEPTION_SIGNER, "Ann@North.example=Post.Service.example",
     "ann@north.example=post.service.example"},
    {TF_EXCEPTION_SIGNER, "north.example=service.example",
     "north.example=service.example"},
    {TF_EXCEPTION_SIGNER, "a=b@north.example=service.example",
     "a=b@north.example=service.example"},
    {TF_EXCEPTION_SIGNER, "ann@gmail.com=service.example",
     "ann@gmail.com=service.example"},
    {TF_EXCEPTION_SIGNER, "gmail.com=service.example", NULL},
    {TF_EXCEPTION_SIGNER, "ann@north.example=gmail.com", NULL},
    {TF_EXCEPTION_SIGNER, "ann@north.example=co.uk", NULL},
    {TF_EXCEPTION_SIGNER, "ann@north.example=amazonses.com", NULL},
    {TF_EXCEPTION_SIGNER, "ann@north.example=Eu-West-1.AmazonSES.com", NULL},
    {TF_EXCEPTION_SIGNER, "ann@north.example=north-example.20230601.gappssmtp.com", NULL},
    {TF_EXCEPTION_SIGNER, "ann@north.example=north.onmicrosoft.com", NULL},
    {TF_EXCEPTION_SIGNER, "ann@north.example=notsendgrid.net",
     "ann@north.example=notsendgrid.net"},
    {TF_EXCEPTION_SENDER, "sendgrid.net", NULL},
    {TF_EXCEPTION_ALIAS_SERVICE, "mailgun.org", NULL},
    {TF_EXCEPTION_SIGNER, "ann@north.example", NULL},
    {TF_EXCEPTION_SIGNER, "ann@north.example=", NULL},
    {TF_EXCEPTION_SIGNER, "=service.example", NULL},
    {TF_EXCEPTION_SIGNER, "", NULL},
    {TF_EXCEPTION_SENDER, "Ann@North.example", "ann@north.example"},
    {TF_EXCEPTION_SENDER, "north.example", "north.example"},
    {TF_EXCEPTION_SENDER, "ann@gmail.com", "ann@gmail.com"},
    {TF_EXCEPTION_SENDER, "gmail.com", NULL},
    {TF_EXCEPTION_SENDER, "com", NULL},
    {TF_EXCEPTION_SENDER, "north.example\n", NULL},
    {TF_EXCEPTION_SENDER, "@north.example", NULL},
    {TF_EXCEPTION_ALIAS_SERVICE, "Alias.example", "alias.example"},
    {TF_EXCEPTION_ALIAS_SERVICE, "ann@alias.example", NULL},
    {TF_EXCEPTION_ALIAS_SERVICE, "gmail.com", NULL},
};

static void
test_parse (void)
{
    g_autoptr (TfSettings) settings = tf_settings_new ();

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (TfException) exception =
            tf_exception_parse (rows[i].kind, rows[i].text, settings->suffixes);
        g_autofree char *written =
            exception != NULL ? tf_exception_to_text (exception) : NULL;

        g_assert_cmpstr (written, ==, rows[i].written);
    }
}

static void
test_shared (void)
{
    static const char *const shared[] = {"ann@north.example=pm.mtasv.net",
                                         "north.example=gmail.com"};
    static const char *const others[] = {"ann@north.example=service.example",
                                         "gmail.com=service.example", "sendgrid.net",
                                         "ann@north.example=", ""};

    for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
        g_assert_true (tf_exception_is_of_shared_signer (TF_EXCEPTION_SIGNER, shared[i]));
    for (guint i = 0; i < G_N_ELEMENTS (others); i++)
        g_assert_false (
            tf_exception_is_of_shared_signer (TF_EXCEPTION_SIGNER, others[i]));
}

static void
test_settings (void)
{
    g_autoptr (TfSettings) settings = tf_settings_new ();
    const TfException *first;

    g_assert_true (
        tf_settings_add_exception (settings, "alias-service", "alias.example"));
    g_assert_true (
        tf_settings_add_exception (settings, "alias-service", "ALIAS.example"));
    g_assert_true (
        tf_settings_add_exception (settings, "accepted-sender", "alias.example"));
    g_assert_false (
        tf_settings_add_exception (settings, "no-such-kind", "alias.example"));
    g_assert_false (
        tf_settings_add_exception (settings, "accepted-signer", "alias.example"));
    g_assert_cmpuint (settings->exceptions->len, ==, 2); /* each of them once */
    first = g_ptr_array_index (settings->exceptions, 0);
    g_assert_cmpint (first->kind, ==, TF_EXCEPTION_ALIAS_SERVICE);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/exceptions/parse", test_parse);
    g_test_add_func ("/exceptions/shared", test_shared);
    g_test_add_func ("/exceptions/settings", test_settings);
    return g_test_run ();
}
