/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Which Authentication-Results fields count: those of a named server, in the place where only that
 * server can have written, that do not contradict each other. */
#include "delivery/delivery.h"

static const TfTrustedServer *
find_server (const GPtrArray *servers, const char *authserv_id)
{
    for (guint i = 0; authserv_id != NULL && i < servers->len; i++) {
        const TfTrustedServer *server = g_ptr_array_index (servers, i);

        if (g_str_equal (server->authserv_id, authserv_id))
            return server;
    }
    return NULL;
}

/* ---- position ---------------------------------------------------------------------------- */

/* Where the next Received field below HOP stands, or the end. */
static guint
next_received (const TfTrail *trail, guint hop)
{
    return hop + 1 < trail->indexes->len ? g_array_index (trail->indexes, guint, hop + 1)
                                         : G_MAXUINT;
}

static TfReason
judge_position (const TfAuthResults *results, const TfTrustedServer *server,
                const TfTrail *trail, gint border, gboolean has_border,
                const TfSuffixList *suffixes)
{
    gint hop =
        has_border ? border : tf_trail_find_server (trail, server->authserv_id, suffixes);
    guint received;

    if (hop < 0)
        return TF_REASON_NO_BORDER;
    received = g_array_index (trail->indexes, guint, (guint)hop);
    if (results->field_index < received)
        return TF_REASON_NONE;
    if (server->below && results->field_index < next_received (trail, (guint)hop))
        return TF_REASON_NONE;
    return TF_REASON_FORGED_BELOW;
}

/* ---- contradiction ----------------------------------------------------------------------- */

/* What a result is about: a method; for spf its identity, for dkim its domain. */
static char *
subject_of (const TfAuthResult *result)
{
    g_autofree char *domain = NULL;

    if (g_str_equal (result->method, "dkim")) {
        domain = tf_auth_result_domain (result);
        return g_strconcat ("dkim ", domain, NULL);
    }
    if (g_str_equal (result->method, "spf") &&
        tf_auth_result_get (result, "smtp", "mailfrom") == NULL)
        return g_strdup ("spf helo");
    return g_strdup (result->method);
}

/* What FIELD says, by subject. FALSE: it contradicts itself. */
static gboolean
gather (const TfServerField *field, GHashTable *said)
{
    for (guint i = 0; i < field->results->results->len; i++) {
        const TfAuthResult *result = g_ptr_array_index (field->results->results, i);
        g_autofree char *subject = subject_of (result);
        const char *before = g_hash_table_lookup (said, subject);
        gboolean differs = before != NULL && !g_str_equal (before, result->result);

        /* Any one of a domain's signatures may pass. */
        if (differs && !g_str_equal (result->method, "dkim"))
            return FALSE;
        if (before == NULL || g_str_equal (result->result, "pass"))
            g_hash_table_insert (said, g_steal_pointer (&subject), result->result);
    }
    return TRUE;
}

/* Adds NEWS to ALL. FALSE: they differ about something. */
static gboolean
merge (GHashTable *all, GHashTable *news)
{
    GHashTableIter iter;
    gpointer subject, word;

    g_hash_table_iter_init (&iter, news);
    while (g_hash_table_iter_next (&iter, &subject, &word)) {
        const char *before = g_hash_table_lookup (all, subject);

        if (before != NULL && !g_str_equal (before, word))
            return FALSE;
        g_hash_table_insert (all, g_strdup (subject), word);
    }
    return TRUE;
}

/* A field too many that says something else means that one is smuggled in. */
static gboolean
has_conflict (const TfServerResults *results)
{
    g_autoptr (GHashTable) all =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < results->fields->len; i++) {
        const TfServerField *field = &g_array_index (results->fields, TfServerField, i);
        g_autoptr (GHashTable) said =
            g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

        if (field->used && (!gather (field, said) || !merge (all, said)))
            return TRUE;
    }
    return FALSE;
}

static void
drop_all (TfServerResults *all)
{
    for (guint i = 0; i < all->fields->len; i++) {
        TfServerField *field = &g_array_index (all->fields, TfServerField, i);

        if (field->used)
            field->reason = TF_REASON_CONFLICT;
        field->used = FALSE;
    }
}

/* ---- all --------------------------------------------------------------------------------- */

TfServerResults *
tf_server_results_choose (const GPtrArray *results, const GPtrArray *servers,
                          const TfTrail *trail, gint border, gboolean has_border,
                          const TfSuffixList *suffixes)
{
    TfServerResults *all = g_new0 (TfServerResults, 1);

    all->fields = g_array_new (FALSE, FALSE, sizeof (TfServerField));
    for (guint i = 0; i < results->len; i++) {
        TfServerField field = {.results = g_ptr_array_index (results, i)};
        const TfTrustedServer *server = find_server (servers, field.results->authserv_id);

        field.trusted = server != NULL;
        field.reason = field.results->reason;
        if (field.reason == TF_REASON_NONE)
            field.reason = server == NULL ? TF_REASON_NOT_TRUSTED
                                          : judge_position (field.results, server, trail,
                                                            border, has_border, suffixes);
        field.used = field.reason == TF_REASON_NONE;
        g_array_append_val (all->fields, field);
    }
    if (has_conflict (all))
        drop_all (all);
    return all;
}

void
tf_server_results_free (TfServerResults *results)
{
    g_array_unref (results->fields);
    g_free (results);
}

void
tf_server_results_foreach_used (const TfServerResults *results, const char *method,
                                TfServerFunc function, gpointer data)
{
    for (guint i = 0; i < results->fields->len; i++) {
        const TfServerField *field = &g_array_index (results->fields, TfServerField, i);

        for (guint k = 0; field->used && k < field->results->results->len; k++) {
            const TfAuthResult *result = g_ptr_array_index (field->results->results, k);

            if (g_str_equal (result->method, method))
                function (result, data);
        }
    }
}

/* The domain of an address, or a domain alone. */
static char *
domain_of (const char *value)
{
    return value != NULL ? tf_domain_parse (tf_span_after_last (tf_span_of (value), '@'))
                         : NULL;
}

char *
tf_auth_result_domain (const TfAuthResult *result)
{
    static const char *const properties[][3] = {
        {"dkim", "header", "d"},     {"dkim", "header", "i"},
        {"spf", "smtp", "mailfrom"}, {"spf", "smtp", "mfrom"},
        {"dmarc", "header", "from"},
    };

    for (guint i = 0; i < G_N_ELEMENTS (properties); i++) {
        const char *value =
            tf_auth_result_get (result, properties[i][1], properties[i][2]);

        if (g_str_equal (properties[i][0], result->method) && value != NULL)
            return domain_of (value);
    }
    return NULL;
}
