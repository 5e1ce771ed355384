/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Fields of trusted servers that contradict each other or themselves, because something was smuggled
 * into them: the same property twice in one result, two identities where an SMTP transaction has one, or
 * two results about one subject. Then none of the fields counts. */
#include "delivery/delivery-private.h"

/** Said: what the fields have said so far. */
typedef struct {
    GHashTable *words;      /* subject → word */
    GHashTable *identities; /* "smtp.mailfrom" → domain */
    gboolean below;         /* one of them is where senders can write too */
    GHashTable *methods;    /* set: "dkim pass", "dkim nothing" */
} Said;

static void
said_clear (Said *said)
{
    g_hash_table_unref (said->words);
    g_hash_table_unref (said->identities);
    g_hash_table_unref (said->methods);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Said, said_clear)

static GHashTable *
table_new (void)
{
    return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static GHashTable *
set_new (void)
{
    return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* ---- one result -------------------------------------------------------------------------- */

static gboolean
has_property_twice (const TfAuthResult *result)
{
    for (guint i = 0; i < result->properties->len; i++) {
        const TfAuthProperty *a = g_ptr_array_index (result->properties, i);

        for (guint k = 0; a->name[0] != '\0' && k < i; k++) {
            const TfAuthProperty *b = g_ptr_array_index (result->properties, k);

            if (g_str_equal (a->type, b->type) && g_str_equal (a->name, b->name))
                return TRUE;
        }
    }
    return FALSE;
}

/* "mailfrom" also has an old name. NULL: a message may have several of these. */
static const char *
identity_of (const TfAuthProperty *property)
{
    if (g_str_equal (property->type, "smtp")) {
        if (g_str_equal (property->name, "mailfrom") ||
            g_str_equal (property->name, "mfrom"))
            return "mail from";
        return g_str_equal (property->name, "helo") ? "helo" : NULL;
    }
    return g_str_equal (property->type, "header") && g_str_equal (property->name, "from")
               ? "from"
               : NULL;
}

/* TRUE: the table already has a different value. A local part may be left out. */
static gboolean
differs (GHashTable *table, const char *key, const char *value)
{
    const char *before = g_hash_table_lookup (table, key);

    if (before != NULL)
        return !g_str_equal (before, value);
    g_hash_table_insert (table, g_strdup (key), g_strdup (value));
    return FALSE;
}

static gboolean
has_other_identity (const TfAuthResult *result, Said *said)
{
    for (guint i = 0; i < result->properties->len; i++) {
        const TfAuthProperty *property = g_ptr_array_index (result->properties, i);
        const char *identity = identity_of (property);
        g_autofree char *domain =
            tf_span_dup_lower (tf_span_after_last (tf_span_of (property->value), '@'));

        if (identity != NULL && differs (said->identities, identity, domain))
            return TRUE;
    }
    return FALSE;
}

/* ---- words ------------------------------------------------------------------------------- */

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
        tf_auth_result_get (result, "smtp", "mailfrom") == NULL &&
        tf_auth_result_get (result, "smtp", "helo") != NULL)
        return g_strdup ("spf helo");
    return g_strdup (result->method);
}

/* FALSE: it contradicts what RESULT's own field has said. Of several signatures of a domain any one may
 * pass. */
static gboolean
take_word (const TfAuthResult *result, GHashTable *words)
{
    g_autofree char *subject = subject_of (result);
    const char *before = g_hash_table_lookup (words, subject);
    gboolean is_other = before != NULL && !g_str_equal (before, result->result);

    if (is_other && !g_str_equal (result->method, "dkim"))
        return FALSE;
    if (before == NULL || g_str_equal (result->result, "pass"))
        g_hash_table_insert (words, g_steal_pointer (&subject),
                             g_strdup (result->result));
    return TRUE;
}

/* FALSE: they differ about something. */
static gboolean
merge (GHashTable *all, GHashTable *news)
{
    GHashTableIter iter;
    gpointer subject, word;

    g_hash_table_iter_init (&iter, news);
    while (g_hash_table_iter_next (&iter, &subject, &word))
        if (differs (all, subject, word))
            return FALSE;
    return TRUE;
}

/* For one method, "none" and "neutral" say that nothing was found. Beside a pass they are the server's
 * own result, and the pass may be somebody else's. */
static void
note_method (const TfAuthResult *result, GHashTable *methods)
{
    g_autofree char *domain = tf_auth_result_domain (result);
    gboolean is_nothing =
        g_str_equal (result->result, "none") || g_str_equal (result->result, "neutral");
    gboolean is_helo = g_str_equal (result->method, "spf") && domain == NULL;

    if (is_helo || !(is_nothing || g_str_equal (result->result, "pass")))
        return;
    g_hash_table_add (methods, g_strdup_printf ("%s %s", result->method,
                                                is_nothing ? "nothing" : "pass"));
}

static gboolean
denies_itself (const Said *said)
{
    static const char *const methods[][2] = {{"dkim nothing", "dkim pass"},
                                             {"spf nothing", "spf pass"},
                                             {"dmarc nothing", "dmarc pass"}};

    for (guint i = 0; said->below && i < G_N_ELEMENTS (methods); i++)
        if (g_hash_table_contains (said->methods, methods[i][0]) &&
            g_hash_table_contains (said->methods, methods[i][1]))
            return TRUE;
    return FALSE;
}

/* ---- all --------------------------------------------------------------------------------- */

/* FALSE: FIELD contradicts itself or an earlier field. */
static gboolean
take_field (const TfServerField *field, Said *said)
{
    g_autoptr (GHashTable) words = table_new ();

    said->below |= field->below;
    for (guint i = 0; i < field->results->results->len; i++) {
        const TfAuthResult *result = g_ptr_array_index (field->results->results, i);

        if (!tf_auth_result_is_known (result))
            continue;
        if (has_property_twice (result) || has_other_identity (result, said) ||
            !take_word (result, words))
            return FALSE;
        note_method (result, said->methods);
    }
    return merge (said->words, words) && !denies_itself (said);
}

static gboolean
has_contradiction (const TfServerResults *all)
{
    g_auto (Said)
        said = {.words = table_new (), .identities = table_new (), .methods = set_new ()};

    for (guint i = 0; i < all->fields->len; i++) {
        const TfServerField *field = &g_array_index (all->fields, TfServerField, i);

        if (field->used && !take_field (field, &said))
            return TRUE;
    }
    return FALSE;
}

void
tf_server_results_compare (TfServerResults *all)
{
    if (!has_contradiction (all))
        return;
    for (guint i = 0; i < all->fields->len; i++) {
        TfServerField *field = &g_array_index (all->fields, TfServerField, i);

        if (field->used)
            field->reason = TF_REASON_CONFLICT;
        field->used = FALSE;
    }
}
