/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-setting: what may be entered in the preferences, and what becomes of it. */
#include "client/setting.h"

#include <glib/gstdio.h>

/** Row: an entry for a key. */
typedef struct {
    const char *key;
    const char *text;
    gboolean good;
} Row;

static const Row rows[] = {
    {"own", "me@example.org", TRUE},
    {"own", "example.org", TRUE},
    {"own", "büro.example.org", TRUE},
    {"own", "com", FALSE},
    {"own", "co.uk", FALSE},
    {"own", "me@", FALSE},
    {"own", "@example.org", FALSE},
    {"own", "two words.example", FALSE},
    {"protected", "bank.example", TRUE},
    {"protected", "bank", FALSE},
    {"protected", "https://bank.example", FALSE},
    {"protected", "me@bank.example", FALSE},
    {"trusted-sealers", "lists.example.org", TRUE},
    {"trusted-sealers", "org", FALSE},
    {"border-hosts", "mx.example.org", TRUE},
    {"border-hosts", "mailhost", TRUE},
    {"border-hosts", "@example.org", TRUE},
    {"border-hosts", "@org", FALSE},
    {"border-hosts", "no such host!", FALSE},
    {"trusted-servers", "mx.example.org", TRUE},
    {"trusted-servers", "mx.example.org:below", TRUE},
    {"trusted-servers", "mx.example.org:above", FALSE},
    {"trusted-servers", "two words", FALSE},
    {"known-lists", "dev.lists.example.org", TRUE},
    {"known-lists", "dev.lists.example.org=example.org", TRUE},
    {"known-lists", "dev", FALSE},
    {"known-lists", "dev.lists.example.org=", FALSE},
    {"helpdesk", "", TRUE},
    {"helpdesk", "help@example.org", TRUE},
    {"helpdesk", "Help <help@example.org>", FALSE},
    {"resolver", "", TRUE},
    {"resolver", "192.0.2.1", TRUE},
    {"resolver", "[2001:db8::1]:53", TRUE},
    {"resolver", "dns.example.org", FALSE},
    {"resolver", "192.0.2.1:99999", FALSE},
};

static void
test_entries (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        gboolean good = tf_setting_accepts (rows[i].key, rows[i].text);

        if (good != rows[i].good)
            g_test_message ("%s: “%s”", rows[i].key, rows[i].text);
        g_assert_cmpint (good, ==, rows[i].good);
    }
}

static void
test_changes (void)
{
    g_auto (GStrv) list = NULL;
    g_autofree char *text = NULL;
    gboolean is_new = FALSE;

    g_assert_cmpint (tf_setting_get_state ("own"), ==, TF_SCHEMA_OPEN);
    g_assert_false (tf_setting_is_from_vendor ("own"));
    g_assert_true (tf_setting_add ("own", "a.example", &is_new, NULL) && is_new);
    g_assert_true (tf_setting_add ("own", "b.example", &is_new, NULL) && is_new);
    g_assert_true (tf_setting_add ("own", "a.example", &is_new, NULL) && !is_new);
    g_assert_true (tf_setting_remove ("own", "a.example", NULL));
    list = tf_setting_get_list ("own");
    g_assert_cmpuint (g_strv_length (list), ==, 1);
    g_assert_cmpstr (list[0], ==, "b.example");
    g_assert_true (tf_setting_set_text ("talk", "confirmed", NULL));
    text = tf_setting_get_text ("talk");
    g_assert_cmpstr (text, ==, "confirmed");
    g_assert_true (tf_setting_set_switch ("report-only", TRUE, NULL));
    g_assert_true (tf_setting_get_switch ("report-only"));
}

/* Whatever its id is, an account has lists of its own. */
static void
test_account (void)
{
    g_autofree char *key = tf_setting_of_account ("a/b c", "border-hosts");
    g_autofree char *automatic = tf_setting_of_account ("a/b c", "automatic");
    g_autofree char *other = tf_setting_of_account ("a", "border-hosts");
    g_auto (GStrv) own = NULL;
    g_auto (GStrv) others = NULL;
    g_auto (GStrv) of_all = NULL;
    gboolean is_new = FALSE;

    g_assert_false (tf_setting_accepts (key, "no such host!"));
    g_assert_true (tf_setting_add (key, "mx.example.org", &is_new, NULL) && is_new);
    own = tf_setting_get_list (key);
    others = tf_setting_get_list (other);
    of_all = tf_setting_get_list ("border-hosts");
    g_assert_cmpuint (g_strv_length (own), ==, 1);
    g_assert_cmpuint (g_strv_length (others) + g_strv_length (of_all), ==, 0);
    g_assert_false (tf_setting_is_from_vendor (automatic));
    g_assert_true (tf_setting_get_switch (automatic));
    g_assert_true (tf_setting_set_switch (automatic, FALSE, NULL));
    g_assert_false (tf_setting_get_switch (automatic));
}

int
main (int argc, char **argv)
{
    g_autofree char *folder = g_dir_make_tmp ("truefrom-XXXXXX", NULL);
    g_autofree char *below = g_build_filename (folder, "glib-2.0", NULL);
    g_autofree char *settings = g_build_filename (below, "settings", NULL);
    g_autofree char *file = g_build_filename (settings, "keyfile", NULL);
    int status;

    /* The backend in memory counts as a place that forgets. */
    g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
    g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/setting/entries", test_entries);
    g_test_add_func ("/setting/changes", test_changes);
    g_test_add_func ("/setting/account", test_account);
    status = g_test_run ();
    g_unlink (file);
    g_rmdir (settings);
    g_rmdir (below);
    g_rmdir (folder);
    return status;
}
