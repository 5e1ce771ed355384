/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* preferences: what is in the schema, whether it is installed or not. */
#include "client/preferences.h"

#include "client/schema.h"
#include "words/translate.h"

#define SCHEMA_ID "org.truefrom"

static const char *const dns_words[] = {
    [TF_DNS_ON_ARRIVAL] = "arrival",
    [TF_DNS_ON_OPENING] = "opening",
    [TF_DNS_ON_REQUEST] = "ask",
    [TF_DNS_NEVER] = "never",
};
G_STATIC_ASSERT (G_N_ELEMENTS (dns_words) == TF_DNS_NEVER + 1);

static const char *const talk_words[] = {
    [TF_TALK_WARNINGS] = "warnings",
    [TF_TALK_NOTES] = "notes",
    [TF_TALK_CONFIRMED] = "confirmed",
};
G_STATIC_ASSERT (G_N_ELEMENTS (talk_words) == TF_TALK_CONFIRMED + 1);

/* The place of the value of KEY among WORDS; OTHERWISE if it is not there. */
static guint
get_choice (GSettings *settings, const char *key, const char *const *words, guint n_words,
            guint otherwise)
{
    g_autofree char *word = tf_schema_get_string (settings, key);

    for (guint i = 0; i < n_words; i++)
        if (g_str_equal (word, words[i]))
            return i;
    return otherwise;
}

const char *
tf_preferences_exception_key (TfExceptionKind kind)
{
    static const char *const keys[] = {
        [TF_EXCEPTION_SIGNER] = "accepted-signers",
        [TF_EXCEPTION_SENDER] = "accepted-senders",
        [TF_EXCEPTION_ALIAS_SERVICE] = "alias-services",
    };

    G_STATIC_ASSERT (G_N_ELEMENTS (keys) == TF_N_EXCEPTIONS);
    return keys[kind];
}

TfPreferences *
tf_preferences_load (void)
{
    g_autoptr (GSettings) settings = tf_schema_open (SCHEMA_ID, NULL);
    TfPreferences *preferences = g_new0 (TfPreferences, 1);

    preferences->dns = (TfDnsMode)get_choice (
        settings, "dns", dns_words, G_N_ELEMENTS (dns_words), TF_DNS_ON_ARRIVAL);
    preferences->talk = (TfTalk)get_choice (settings, "talk", talk_words,
                                            G_N_ELEMENTS (talk_words), TF_TALK_NOTES);
    preferences->report_only = tf_schema_get_boolean (settings, "report-only", FALSE);
    preferences->marks = tf_schema_get_boolean (settings, "marks", FALSE);
    preferences->evolution = tf_schema_get_boolean (settings, "evolution", TRUE);
    preferences->resolver = tf_schema_get_string (settings, "resolver");
    preferences->memory = tf_schema_get_boolean (settings, "memory", TRUE);
    preferences->answers_file = tf_schema_get_string (settings, "answers-file");
    preferences->helpdesk = tf_schema_get_string (settings, "helpdesk");
    preferences->trusted_servers = tf_schema_get_list (settings, "trusted-servers");
    preferences->border_hosts = tf_schema_get_list (settings, "border-hosts");
    preferences->own = tf_schema_get_list (settings, "own");
    preferences->protected_domains = tf_schema_get_list (settings, "protected");
    for (int kind = 0; kind < TF_N_EXCEPTIONS; kind++)
        preferences->exceptions[kind] = tf_schema_get_list (
            settings, tf_preferences_exception_key ((TfExceptionKind)kind));
    preferences->trusted_sealers = tf_schema_get_list (settings, "trusted-sealers");
    preferences->known_lists = tf_schema_get_list (settings, "known-lists");
    return preferences;
}

void
tf_preferences_free (TfPreferences *preferences)
{
    g_free (preferences->resolver);
    g_free (preferences->answers_file);
    g_free (preferences->helpdesk);
    g_strfreev (preferences->trusted_servers);
    g_strfreev (preferences->border_hosts);
    g_strfreev (preferences->own);
    g_strfreev (preferences->protected_domains);
    for (guint i = 0; i < TF_N_EXCEPTIONS; i++)
        g_strfreev (preferences->exceptions[i]);
    g_strfreev (preferences->trusted_sealers);
    g_strfreev (preferences->known_lists);
    g_free (preferences);
}

/* ---- Changing --------------------------------------------------------------- */

gboolean
tf_preferences_add (const char *key, const char *value, gboolean *ret_is_new,
                    GError **error)
{
    g_autoptr (GSettings) settings = tf_schema_open (SCHEMA_ID, NULL);

    return tf_schema_add_to_list (settings, key, value, ret_is_new, error);
}

gboolean
tf_preferences_remove (const char *key, const char *value, GError **error)
{
    g_autoptr (GSettings) settings = tf_schema_open (SCHEMA_ID, NULL);

    return tf_schema_remove_from_list (settings, key, value, error);
}

void
tf_preferences_finish (void)
{
    g_settings_sync ();
}

/* ---- Watching --------------------------------------------------------------- */

/** Watch: a function to be called about changes. */
typedef struct {
    GSettings *settings;
    TfPreferencesFunc changed;
    gpointer data;
} Watch;

static GHashTable *watches; /* guint id → Watch; NULL when there are none */
static guint last_watch;

static void
watch_free (gpointer data)
{
    Watch *watch = data;

    g_signal_handlers_disconnect_by_data (watch->settings, watch);
    g_object_unref (watch->settings);
    g_free (watch);
}

static void
on_changed (Watch *watch)
{
    watch->changed (watch->data);
}

guint
tf_preferences_watch (TfPreferencesFunc changed, gpointer data)
{
    GSettings *settings = tf_schema_open (SCHEMA_ID, NULL);
    Watch *watch;

    if (settings == NULL)
        return 0;
    watch = g_new0 (Watch, 1);
    *watch = (Watch){settings, changed, data};
    g_signal_connect_swapped (settings, "changed", G_CALLBACK (on_changed), watch);
    tf_schema_read_all (settings);
    if (watches == NULL)
        watches = g_hash_table_new_full (NULL, NULL, NULL, watch_free);
    g_hash_table_insert (watches, GUINT_TO_POINTER (++last_watch), watch);
    return last_watch;
}

void
tf_preferences_unwatch (guint id)
{
    if (watches == NULL)
        return;
    g_hash_table_remove (watches, GUINT_TO_POINTER (id));
    if (g_hash_table_size (watches) == 0)
        g_clear_pointer (&watches, g_hash_table_unref);
}
