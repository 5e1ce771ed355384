/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What becomes own and known from an address, a domain, a List-Id. */
#include "inputs/settings.h"

typedef gboolean (*AddFunc) (TfSettings *settings, const char *text);

/** Row: "+domain" belongs to the organization that TEXT names, "-domain" does not; NULL: refused. */
typedef struct {
    const char *text;
    const char *domains;
} Row;

static const Row rows[] = {
    {"me@victim.example", "+victim.example +mail.victim.example -ictim.example -example"},
    {"me@mail.victim.example",
     "+victim.example +other.victim.example -victim.example.com"},
    {"Me@VICTIM.example", "+victim.example"},
    {"me@dept.victim.co.uk", "+victim.co.uk +x.victim.co.uk -co.uk -other.co.uk"},
    {"me@m\xc3\xbcller.example", "+xn--mller-kva.example"},
    {"victim.example", "+victim.example +mail.victim.example"},
    {"mail.victim.example", "+victim.example"},
    /* Neighbours at a provider are not one organization. */
    {"jane@gmail.com", "-gmail.com -googlemail.com"},
    {"jane@mail.gmx.net", "-gmx.net -mail.gmx.net -gmx.de"},
    {"jane@co.uk", "-co.uk -victim.co.uk"},
    {"gmx.net", "+gmx.net"},
    {"jane.free.fr", "+jane.free.fr -free.fr -joe.free.fr"},
    {"not an address@", NULL},
    {"@victim.example", NULL},
    {"a@@victim.example", NULL},
    {"a b@victim.example", NULL},
    {"a@b.example@victim.example", NULL},
    {"\"a b\"@victim.example", "+victim.example"},
    {"", NULL},
    {"a b", NULL},
};

static gboolean
is_of_house (const GPtrArray *domains, const char *domain)
{
    for (guint i = 0; i < domains->len; i++)
        if (tf_domain_is_within (domain, g_ptr_array_index (domains, i)))
            return TRUE;
    return FALSE;
}

static void
check_row (const Row *row, AddFunc add, TfSettings *settings, const GPtrArray *domains)
{
    g_auto (GStrv) wanted =
        g_strsplit (row->domains != NULL ? row->domains : "", " ", -1);

    g_test_message ("%s", row->text);
    g_assert_cmpint (add (settings, row->text), ==, row->domains != NULL);
    for (guint i = 0; wanted[i] != NULL; i++)
        g_assert_cmpint (is_of_house (domains, wanted[i] + 1), ==, wanted[i][0] == '+');
}

static void
test_houses (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (TfSettings) settings = tf_settings_new ();
        g_autoptr (TfSettings) others = tf_settings_new ();

        check_row (&rows[i], tf_settings_add_own, settings,
                   settings->own->domains->domains);
        check_row (&rows[i], tf_settings_add_known, others,
                   others->known->domains->domains);
        g_assert_cmpuint (settings->known->domains->domains->len, ==, 0);
        g_assert_cmpuint (others->own->domains->domains->len, ==, 0);
    }
}

static void
test_account (void)
{
    g_autoptr (TfSettings) settings = tf_settings_new ();

    g_assert_false (tf_settings_add_account (settings, "victim.example"));
    g_assert_true (tf_settings_add_account (settings, "Someone@GMX.net"));
    g_assert_true (tf_settings_is_own_address (settings, "someone", "gmx.net"));
    g_assert_false (tf_settings_is_own_address (settings, "other", "gmx.net"));
    g_assert_false (tf_settings_is_own_domain (settings, "gmx.net"));
    g_assert_true (tf_settings_add_account (settings, "me@mail.victim.example"));
    g_assert_true (tf_settings_is_own_domain (settings, "victim.example"));
}

static void
test_known (void)
{
    static const char *const texts[] = {
        "Jane@Legit.example", "Jane Roe <jane@legit.example>",
        "\"Roe, <Jane>\" < jane@legit.example >", "<jane@legit.example>"};

    for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
        g_autoptr (TfSettings) settings = tf_settings_new ();

        g_test_message ("%s", texts[i]);
        g_assert_true (tf_settings_add_known (settings, texts[i]));
        g_assert_cmpuint (settings->known->addresses->len, ==, 1);
        g_assert_cmpstr (g_ptr_array_index (settings->known->addresses, 0), ==,
                         "jane@legit.example");
        g_assert_true (tf_settings_is_watched_domain (settings, "mail.legit.example"));
        g_assert_false (tf_settings_is_own_domain (settings, "legit.example"));
    }
}

/* Settings of several accounts know the same people, and each its own reader. */
static void
test_shared (void)
{
    g_autoptr (TfSettings) book = tf_settings_new ();
    g_autoptr (TfSettings) first = tf_settings_new ();
    g_autoptr (TfSettings) second = tf_settings_new ();

    g_assert_true (tf_settings_add_known (book, "Jane Roe <jane@legit.example>"));
    g_assert_true (tf_settings_add_own (first, "me@here.example"));
    tf_settings_share_known (first, book->known);
    tf_settings_share_known (second, book->known);
    g_assert_true (tf_settings_is_watched_domain (first, "mail.legit.example"));
    g_assert_true (tf_settings_is_watched_domain (second, "legit.example"));
    g_assert_true (tf_people_has_address (second->known, "Jane", "legit.example"));
    g_assert_false (tf_settings_is_watched_domain (second, "here.example"));
}

static void
test_lists (void)
{
    static const struct {
        const char *text, *id, *signer;
    } lists[] = {
        {"dev.lists.example", "dev.lists.example", NULL},
        {"Dev.Lists.example=Host.example", "dev.lists.example", "host.example"},
        {"<dev.lists.example>", "dev.lists.example", NULL},
        {"Developers <dev.lists.example>=host.example", "dev.lists.example",
         "host.example"},
        {"my_list+a=b.lists.example=host.example", "my_list+a=b.lists.example",
         "host.example"},
        {"dev.lists.example=", NULL, NULL},
        {"dev.lists.example=no domain", NULL, NULL},
        {"dev@lists.example", NULL, NULL},
        {"dev", NULL, NULL},
        {"two words.example", NULL, NULL},
        {"=host.example", NULL, NULL},
        {"", NULL, NULL},
    };

    for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
        g_autoptr (TfSettings) settings = tf_settings_new ();
        const TfKnownList *list;

        g_test_message ("%s", lists[i].text);
        g_assert_cmpint (tf_settings_add_known_list (settings, lists[i].text), ==,
                         lists[i].id != NULL);
        g_assert_cmpuint (settings->known_lists->len, ==, lists[i].id != NULL ? 1 : 0);
        if (lists[i].id == NULL)
            continue;
        list = g_ptr_array_index (settings->known_lists, 0);
        g_assert_cmpstr (list->id, ==, lists[i].id);
        g_assert_cmpstr (list->signer, ==, lists[i].signer);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/settings/houses", test_houses);
    g_test_add_func ("/settings/account", test_account);
    g_test_add_func ("/settings/known", test_known);
    g_test_add_func ("/settings/shared", test_shared);
    g_test_add_func ("/settings/lists", test_lists);
    return g_test_run ();
}
