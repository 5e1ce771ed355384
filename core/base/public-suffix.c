/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* public-suffix: registrable domains by the Public Suffix List, both its sections; a name
 * below an unlisted top-level domain follows the list's default rule "*". The only file
 * that includes libpsl. Leaves out: where a list is found (io/suffix-file.c). */
#include "base/base.h"

#include <libpsl.h>
#include <stdio.h>

struct _TfSuffixList {
    gatomicrefcount references;
    psl_ctx_t *owned; /* NULL: the built-in one, which is nobody's */
    const psl_ctx_t *list;
};

static TfSuffixList *
list_new (psl_ctx_t *owned)
{
    TfSuffixList *list = g_new0 (TfSuffixList, 1);

    g_atomic_ref_count_init (&list->references);
    list->owned = owned;
    list->list = owned ? owned : psl_builtin ();
    return list;
}

TfSuffixList *
tf_suffix_list_new_builtin (void)
{
    return list_new (NULL);
}

/* Any text loads as some list; one that does not know these is not the public one. */
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

    if (!stream)
        return NULL;
    psl = psl_load_fp (stream);
    fclose (stream);
    if (psl && looks_right (psl))
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
    if (!list || !g_atomic_ref_count_dec (&list->references))
        return;
    psl_free (list->owned);
    g_free (list);
}

gboolean
tf_suffix_list_is_suffix (const TfSuffixList *list, const char *domain)
{
    if (!list->list)
        return tf_domain_parent (domain) == NULL;
    return psl_is_public_suffix (list->list, domain) != 0;
}

const char *
tf_suffix_list_registrable (const TfSuffixList *list, const char *domain)
{
    if (!list->list)
        return tf_domain_parent (domain) ? tf_domain_last_labels (domain, 2) : NULL;
    return psl_registrable_domain (list->list, domain);
}

gboolean
tf_suffix_list_same_organization (const TfSuffixList *list, const char *a, const char *b)
{
    const char *ours;

    if (g_str_equal (a, b)) /* as it nearly always is: a look into the list costs microseconds */
        return TRUE;
    ours = tf_suffix_list_registrable (list, a);
    return ours && tf_domain_is_within (b, ours) &&
           g_strcmp0 (ours, tf_suffix_list_registrable (list, b)) == 0;
}
