/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* public-suffix: registrable domains by the Public Suffix List, both its sections; a name
 * below an unlisted top-level domain follows the list's default rule "*". The only file
 * that includes libpsl. Leaves out: where a list is found (io/suffix-file.c). */
#include "base/base.h"

#include <libpsl.h>
#include <stdio.h>

/* One message asks about the same two or three domains again and again, and searching the list takes
 * microseconds. */
#define N_KEPT 16

/** Kept: what the list said about one domain. */
typedef struct {
    char *domain;
    gssize registrable; /* offset in the domain; -1: there is none */
} Kept;

struct _TfSuffixList {
    gatomicrefcount references;
    GMutex lock; /* protects kept: the workers share a list */
    Kept kept[N_KEPT];
    psl_ctx_t *owned; /* NULL: the built-in one, which is not ours to free */
    const psl_ctx_t *list;
};

static TfSuffixList *
list_new (psl_ctx_t *owned)
{
    TfSuffixList *list = g_new0 (TfSuffixList, 1);

    g_atomic_ref_count_init (&list->references);
    g_mutex_init (&list->lock);
    list->owned = owned;
    list->list = owned != NULL ? owned : psl_builtin ();
    return list;
}

TfSuffixList *
tf_suffix_list_new_builtin (void)
{
    return list_new (NULL);
}

/* Any text loads as a list of some kind; one without these is not the Public Suffix List. */
static gboolean
looks_right (const psl_ctx_t *psl)
{
    return psl_is_public_suffix2 (psl, "com", PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE) &&
           !psl_is_public_suffix (psl, "truefrom.com");
}

TfSuffixList *
tf_suffix_list_new_from_bytes (GBytes *list)
{
    gsize size = 0;
    const void *data = g_bytes_get_data (list, &size);
    FILE *stream = size > 0 ? fmemopen ((void *)data, size, "r") : NULL;
    psl_ctx_t *psl;

    if (stream == NULL)
        return NULL;
    psl = psl_load_fp (stream);
    fclose (stream);
    if (psl != NULL && looks_right (psl))
        return list_new (psl);
    psl_free (psl);
    return NULL;
}

TfSuffixList *
tf_suffix_list_ref (TfSuffixList *list)
{
    g_atomic_ref_count_inc (&list->references);
    return list;
}

void
tf_suffix_list_unref (TfSuffixList *list)
{
    if (list == NULL || !g_atomic_ref_count_dec (&list->references))
        return;
    psl_free (list->owned);
    for (guint i = 0; i < N_KEPT; i++)
        g_free (list->kept[i].domain);
    g_mutex_clear (&list->lock);
    g_free (list);
}

static const char *
look_up (const TfSuffixList *list, const char *domain)
{
    if (list->list == NULL)
        return tf_domain_parent (domain) != NULL ? tf_domain_last_labels (domain, 2)
                                                 : NULL;
    return psl_registrable_domain (list->list, domain);
}

static void
keep (Kept *kept, const char *domain, const char *registrable)
{
    g_free (kept->domain);
    kept->domain = g_strdup (domain);
    kept->registrable = registrable != NULL ? registrable - domain : -1;
}

const char *
tf_suffix_list_registrable (const TfSuffixList *list, const char *domain)
{
    /* Only the cache changes, never an answer. */
    TfSuffixList *self = (TfSuffixList *)list;
    Kept *kept = &self->kept[g_str_hash (domain) % N_KEPT];
    g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

    if (g_strcmp0 (kept->domain, domain) != 0)
        keep (kept, domain, look_up (list, domain));
    return kept->registrable >= 0 ? domain + kept->registrable : NULL;
}

/* Every domain is either below a public suffix or one itself. */
gboolean
tf_suffix_list_is_suffix (const TfSuffixList *list, const char *domain)
{
    return tf_suffix_list_registrable (list, domain) == NULL;
}

gboolean
tf_suffix_list_same_organization (const TfSuffixList *list, const char *a, const char *b)
{
    const char *ours;

    /* They nearly always are, and searching the list takes microseconds. */
    if (g_str_equal (a, b))
        return TRUE;
    ours = tf_suffix_list_registrable (list, a);
    return ours != NULL && tf_domain_is_within (b, ours) &&
           g_strcmp0 (ours, tf_suffix_list_registrable (list, b)) == 0;
}

const char *
tf_suffix_list_icann_suffix (const TfSuffixList *list, const char *domain)
{
    if (list->list == NULL)
        return NULL;
    for (; domain; domain = tf_domain_parent (domain))
        if (psl_is_public_suffix2 (list->list, domain,
                                   PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE))
            return domain;
    return NULL;
}
