/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* targets: domains that may be imitated, and by what they are found. The forms of a target are few: what it
 * looks like, without its hyphens, all of it without dots. Leaves out: how they are looked up
 * (candidates.c). */
#include "impersonation/lookalike-private.h"

#include <string.h>

static void
free_list (gpointer data)
{
    g_slist_free (data);
}

static GHashTable *
lists_new (void)
{
    return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_list);
}

TfTargets *
tf_targets_new (void)
{
    TfTargets *targets = g_new0 (TfTargets, 1);

    targets->domains = g_ptr_array_new_with_free_func (g_free);
    targets->names = g_hash_table_new (g_str_hash, g_str_equal);
    targets->houses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    targets->forms = lists_new ();
    targets->dots = lists_new ();
    targets->gaps = lists_new ();
    return targets;
}

void
tf_targets_free (TfTargets *targets)
{
    if (targets == NULL)
        return;
    g_hash_table_unref (targets->names);
    g_hash_table_unref (targets->houses);
    g_hash_table_unref (targets->forms);
    g_hash_table_unref (targets->dots);
    g_hash_table_unref (targets->gaps);
    g_ptr_array_unref (targets->domains);
    g_free (targets);
}

/* ---- what a target is found by --------------------------------------------------------- */

/* Takes KEY. A domain stands once in each list. */
static void
put (GHashTable *lists, char *key, char *domain)
{
    GSList *list = g_hash_table_lookup (lists, key);

    if (list == NULL)
        g_hash_table_insert (lists, key, g_slist_prepend (NULL, domain));
    else if (list->data != domain)
        list->next = g_slist_prepend (list->next, domain);
    if (list != NULL)
        g_free (key);
}

char *
tf_skeleton_joined (const char *text)
{
    GString *out = g_string_new (NULL);

    for (; *text != '\0'; text++)
        if (*text != '-')
            g_string_append_c (out, *text);
    return g_string_free (out, FALSE);
}

/* Owned; owned char *: TEXT without one of its characters, for each of them. */
GPtrArray *
tf_targets_gaps (const char *text)
{
    GPtrArray *gaps = g_ptr_array_new_with_free_func (g_free);

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
        g_ptr_array_add (gaps, g_strdup_printf ("%.*s%s", (int)(at - text), text,
                                                g_utf8_next_char (at)));
    return gaps;
}

/* Two names that are one edit apart are the same without one character of each. */
static void
put_gaps (TfTargets *targets, const char *text, char *domain)
{
    g_autoptr (GPtrArray) gaps = NULL;

    if (g_str_is_ascii (text))
        return;
    gaps = tf_targets_gaps (text);
    for (guint i = 0; i < gaps->len; i++)
        put (targets->gaps, g_strdup (g_ptr_array_index (gaps, i)), domain);
}

static void
put_forms (TfTargets *targets, char *domain, const TfSuffixList *suffixes)
{
    g_auto (TfShape) shape = {0};
    g_autoptr (GPtrArray) pieces = NULL;

    tf_shape_init (&shape, domain, NULL, suffixes);
    pieces = tf_shape_pieces (tf_span_of (shape.registrable));
    put (targets->forms, g_strdup (shape.skeleton), domain);
    put (targets->forms, tf_skeleton_weak (shape.skeleton), domain);
    put (targets->forms, g_strdup (shape.letters), domain);
    put (targets->forms, tf_skeleton_joined (shape.skeleton), domain);
    put (targets->forms, tf_skeleton_glance (shape.skeleton), domain);
    put (targets->forms, tf_shape_join (pieces, 0, pieces->len), domain);
    put_gaps (targets, shape.skeleton, domain);
    put_gaps (targets, shape.letters, domain);
    g_hash_table_add (targets->houses, g_strdup (shape.registrable));
}

/* Where the letters and digits behind AT end, or the character of another alphabet. */
const char *
tf_targets_behind_dot (TfSpan text, const char *at)
{
    const char *limit = text.data + text.length, *end = at;

    while (end < limit && g_ascii_isalnum (*end))
        end++;
    return end == at && at < limit && (guchar)*at >= 0x80 ? g_utf8_next_char (at) : end;
}

/* The first label, the dot, and what is behind it. */
static void
put_dot (TfTargets *targets, const char *written, char *domain)
{
    const char *rest = written != NULL ? tf_domain_parent (written) : NULL;

    if (rest != NULL) {
        const char *end = tf_targets_behind_dot (tf_span_of (written), rest);

        put (targets->dots, g_strndup (written, (gsize)(end - written)), domain);
    }
}

static void
put_dots (TfTargets *targets, char *domain)
{
    g_autofree char *unicode = tf_unicode_to_unicode (domain);

    put_dot (targets, domain, domain);
    if (g_strcmp0 (unicode, domain) != 0)
        put_dot (targets, unicode, domain);
}

gboolean
tf_targets_add (TfTargets *targets, const char *domain, const TfSuffixList *suffixes)
{
    char *own;

    if (g_hash_table_contains (targets->names, domain))
        return FALSE;
    own = g_strdup (domain);
    g_ptr_array_add (targets->domains, own);
    g_hash_table_add (targets->names, own);
    put_forms (targets, own, suffixes);
    put_dots (targets, own);
    return TRUE;
}

/* ---- whose a domain is -------------------------------------------------------------------- */

const char *
tf_targets_above (const TfTargets *targets, const char *domain)
{
    for (; targets != NULL && domain != NULL; domain = tf_domain_parent (domain)) {
        const char *found = g_hash_table_lookup (targets->names, domain);

        if (found != NULL)
            return found;
    }
    return NULL;
}

gboolean
tf_targets_has_house (const TfTargets *targets, const char *domain,
                      const TfSuffixList *suffixes)
{
    const char *house;

    if (targets == NULL || targets->domains->len == 0)
        return FALSE;
    if (tf_targets_above (targets, domain) != NULL)
        return TRUE;
    house = tf_suffix_list_registrable (suffixes, domain);
    return house != NULL && g_hash_table_contains (targets->houses, house);
}
