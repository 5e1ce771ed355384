/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* dns-table: what the evaluation of one message knows about the DNS, and what it wants to know.
 *
 * The core asks; the shell takes what is wanted and tells the answers. Nothing ever changes
 * once it has been told, so an evaluation can be repeated and gives the same result.
 * The budget of questions is kept here, where every question passes. */
#include "dns/dns.h"

typedef struct {
    TfDnsQuestion question; /* first: the entry is its own key */
    TfDnsAnswer *answer;    /* NULL: not known yet */
    gboolean asked;         /* counts against the budget */
    gboolean remembered;    /* nobody had to be asked */
    guint used;             /* the last evaluation that asked it */
} Entry;

struct _TfDns {
    gatomicrefcount references;
    GHashTable *entries; /* TfDnsQuestion → Entry */
    GPtrArray *wanted;   /* Entry, borrowed, in the order of asking */
    guint budget;
    guint n_asked;
    guint n_rounds;
    guint evaluation; /* the number of the one that is running, or ran last */
    TfDnsAnswer *beyond_budget;
    gboolean renewed; /* tf_dns_renew_policy() has been called */
};

static guint
question_hash (gconstpointer key)
{
    const TfDnsQuestion *question = key;

    return g_str_hash (question->name) * TF_N_DNS_TYPES + question->type;
}

static gboolean
question_equal (gconstpointer a, gconstpointer b)
{
    const TfDnsQuestion *first = a;
    const TfDnsQuestion *second = b;

    return first->type == second->type && g_str_equal (first->name, second->name);
}

static void
entry_free (Entry *entry)
{
    g_clear_pointer (&entry->answer, tf_dns_answer_unref);
    g_free (entry->question.name);
    g_free (entry);
}

TfDns *
tf_dns_new_with_budget (guint questions)
{
    TfDns *dns = g_new0 (TfDns, 1);

    g_atomic_ref_count_init (&dns->references);
    dns->entries = g_hash_table_new_full (question_hash, question_equal,
                                          (GDestroyNotify)entry_free, NULL);
    dns->wanted = g_ptr_array_new ();
    dns->beyond_budget = tf_dns_answer_new (TF_DNS_LIMIT);
    dns->budget = questions;
    return dns;
}

TfDns *
tf_dns_new (void)
{
    return tf_dns_new_with_budget (TF_LIMIT_QUESTIONS);
}

TfDns *
tf_dns_ref (TfDns *dns)
{
    g_atomic_ref_count_inc (&dns->references);
    return dns;
}

void
tf_dns_unref (TfDns *dns)
{
    if (!g_atomic_ref_count_dec (&dns->references))
        return;
    g_ptr_array_unref (dns->wanted);
    g_hash_table_unref (dns->entries);
    tf_dns_answer_unref (dns->beyond_budget);
    g_free (dns);
}

static Entry *
find (const TfDns *dns, TfDnsType type, const char *normal_name)
{
    TfDnsQuestion key = {type, (char *)normal_name, FALSE};

    return g_hash_table_lookup (dns->entries, &key);
}

static Entry *
find_or_add (TfDns *dns, TfDnsType type, const char *name)
{
    g_autofree char *normal = tf_dns_name_normalize (name);
    Entry *entry = find (dns, type, normal);

    if (entry != NULL)
        return entry;
    entry = g_new0 (Entry, 1);
    entry->question.type = type;
    entry->question.name = g_steal_pointer (&normal);
    g_hash_table_add (dns->entries, entry);
    return entry;
}

void
tf_dns_begin_evaluation (TfDns *dns)
{
    dns->evaluation++;
}

const TfDnsAnswer *
tf_dns_ask (TfDns *dns, TfDnsType type, const char *name)
{
    g_autofree char *normal = tf_dns_name_normalize (name);
    Entry *entry = find (dns, type, normal);

    if (entry == NULL || !entry->asked) {
        if (dns->n_asked >= dns->budget)
            return dns->beyond_budget;
        entry = find_or_add (dns, type, normal);
        entry->asked = TRUE;
        dns->n_asked++;
        if (entry->answer == NULL)
            g_ptr_array_add (dns->wanted, entry);
    }
    entry->used = dns->evaluation;
    return entry->answer;
}

const TfDnsAnswer *
tf_dns_peek (const TfDns *dns, TfDnsType type, const char *name)
{
    g_autofree char *normal = tf_dns_name_normalize (name);
    const Entry *entry = find (dns, type, normal);

    return entry != NULL ? entry->answer : NULL;
}

gboolean
tf_dns_has_wanted (const TfDns *dns)
{
    return dns->wanted->len > 0;
}

GPtrArray *
tf_dns_take_wanted (TfDns *dns)
{
    GPtrArray *taken =
        g_ptr_array_new_with_free_func ((GDestroyNotify)tf_dns_question_free);

    for (guint i = 0; i < dns->wanted->len; i++) {
        const Entry *entry = g_ptr_array_index (dns->wanted, i);
        TfDnsQuestion *question = g_new (TfDnsQuestion, 1);

        question->type = entry->question.type;
        question->name = g_strdup (entry->question.name);
        question->afresh = entry->question.afresh;
        g_ptr_array_add (taken, question);
    }
    if (taken->len > 0)
        dns->n_rounds++;
    g_ptr_array_set_size (dns->wanted, 0);
    return taken;
}

void
tf_dns_tell (TfDns *dns, TfDnsType type, const char *name, TfDnsAnswer *answer)
{
    Entry *entry = find_or_add (dns, type, name);

    if (entry->answer != NULL)
        return;
    entry->answer = tf_dns_answer_ref (answer);
    g_ptr_array_remove (dns->wanted, entry);
}

void
tf_dns_remember (TfDns *dns, TfDnsType type, const char *name, TfDnsAnswer *answer)
{
    Entry *entry = find_or_add (dns, type, name);

    if (entry->answer != NULL)
        return;
    entry->remembered = TRUE;
    tf_dns_tell (dns, type, name, answer);
}

/* Asked in this evaluation. */
static gboolean
is_used (const TfDns *dns, const Entry *entry)
{
    return entry->asked && entry->used == dns->evaluation && entry->answer != NULL;
}

static gboolean
is_trouble (const TfDns *dns, const Entry *entry)
{
    return is_used (dns, entry) && tf_dns_status_is_failure (entry->answer->status) &&
           entry->answer->status != TF_DNS_NOTASKED &&
           entry->answer->status != TF_DNS_LIMIT;
}

static gboolean
is_policy (const TfDns *dns, const Entry *entry)
{
    return is_used (dns, entry) && entry->question.type == TF_DNS_TXT &&
           !tf_dns_status_is_failure (entry->answer->status) &&
           g_str_has_prefix (entry->question.name, "_dmarc.");
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
    const Entry *first = *(Entry *const *)a;
    const Entry *second = *(Entry *const *)b;
    int order = strcmp (first->question.name, second->question.name);

    return order != 0 ? order : (int)first->question.type - (int)second->question.type;
}

/* Owned; of Entry, sorted, because the order of a hash table varies. */
static GPtrArray *
sort_entries (const TfDns *dns)
{
    GPtrArray *sorted = g_ptr_array_new ();
    GHashTableIter iterator;
    gpointer key;

    g_hash_table_iter_init (&iterator, dns->entries);
    while (g_hash_table_iter_next (&iterator, &key, NULL))
        g_ptr_array_add (sorted, key);
    g_ptr_array_sort (sorted, compare_entries);
    return sorted;
}

gboolean
tf_dns_renew_policy (TfDns *dns)
{
    g_autoptr (GPtrArray) entries = sort_entries (dns);
    gboolean trouble = FALSE;

    for (guint i = 0; i < entries->len; i++)
        trouble |= is_trouble (dns, g_ptr_array_index (entries, i));
    if (dns->renewed || !trouble)
        return FALSE;
    dns->renewed = TRUE;
    for (guint i = 0; i < entries->len; i++) {
        Entry *entry = g_ptr_array_index (entries, i);

        if (!is_policy (dns, entry))
            continue;
        g_clear_pointer (&entry->answer, tf_dns_answer_unref);
        entry->remembered = FALSE;
        entry->question.afresh = TRUE;
        g_ptr_array_add (dns->wanted, entry);
    }
    return tf_dns_has_wanted (dns);
}

void
tf_dns_question_free (TfDnsQuestion *question)
{
    g_free (question->name);
    g_free (question);
}

void
tf_dns_foreach (const TfDns *dns, TfDnsFunc function, gpointer data)
{
    g_autoptr (GPtrArray) sorted = sort_entries (dns);

    for (guint i = 0; i < sorted->len; i++) {
        const Entry *entry = g_ptr_array_index (sorted, i);

        if (entry->answer != NULL)
            function (entry->question.type, entry->question.name, entry->answer, data);
    }
}

guint
tf_dns_count_questions (const TfDns *dns)
{
    guint n_not_asked = 0;
    GHashTableIter iterator;
    gpointer key;

    g_hash_table_iter_init (&iterator, dns->entries);
    while (g_hash_table_iter_next (&iterator, &key, NULL)) {
        const Entry *entry = key;
        gboolean not_asked =
            entry->answer != NULL && entry->answer->status == TF_DNS_NOTASKED;

        if (entry->asked && (entry->remembered || not_asked))
            n_not_asked++;
    }
    return dns->n_asked - n_not_asked;
}

guint
tf_dns_count_failed (const TfDns *dns)
{
    guint n_failed = 0;
    GHashTableIter iterator;
    gpointer key;

    g_hash_table_iter_init (&iterator, dns->entries);
    while (g_hash_table_iter_next (&iterator, &key, NULL)) {
        const Entry *entry = key;

        if (is_used (dns, entry) && tf_dns_status_is_failure (entry->answer->status))
            n_failed++;
    }
    return n_failed;
}

guint
tf_dns_get_rounds (const TfDns *dns)
{
    return dns->n_rounds;
}
