/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* replace: a text without what is hidden. What is left is searched again, so that the promise does not rest on the
 * replacing. */
#include "abuse/abuse-private.h"

static void
look_in_text (const TfLook *look, const char *text, GArray *hits)
{
    const TfLook deeper = {look_in_text, look->redaction, look->scope, look->depth + 1};
    g_autoptr (GArray) view = tf_view_new (text);

    for (guint step = 0; view != NULL && step < TF_LIMIT_ABUSE_PASSES; step++) {
        g_autoptr (GArray) bare = tf_view_without_tags (view);
        GArray *next;

        if (!tf_redaction_spend (look->redaction, view->len))
            return;
        tf_find_hidden (look, view, hits);
        if (bare != NULL)
            tf_find_hidden (look, bare, hits);
        if (look->depth < TF_LIMIT_ABUSE_DEPTH)
            tf_find_tokens (&deeper, view, hits);
        next = tf_view_decode (view);
        g_array_unref (view);
        view = next;
    }
}

/* Owned; NULL: TEXT could not be searched to its end. */
static GArray *
search (const TfRedaction *redaction, const char *text, TfScope scope)
{
    const TfLook look = {look_in_text, redaction, scope, 0};
    GArray *hits = g_array_new (FALSE, FALSE, sizeof (TfHit));

    look_in_text (&look, text, hits);
    if (!tf_redaction_spend (redaction, 0))
        g_clear_pointer (&hits, g_array_unref);
    return hits;
}

gboolean
tf_redaction_finds (const TfRedaction *redaction, const char *text, TfScope scope)
{
    g_autoptr (GArray) hits = search (redaction, text, scope);

    return hits == NULL || hits->len > 0;
}

/* By the place; of two at one place the longer one. */
static gint
compare_hits (gconstpointer a, gconstpointer b)
{
    const TfHit *first = a;
    const TfHit *second = b;

    if (first->start != second->start)
        return first->start < second->start ? -1 : 1;
    return first->end > second->end ? -1 : first->end < second->end ? 1 : 0;
}

static char *
replace (const char *text, GArray *hits)
{
    GString *out = g_string_new (NULL);
    gsize at = 0;

    g_array_sort (hits, compare_hits);
    for (guint i = 0; i < hits->len; i++) {
        const TfHit *hit = &g_array_index (hits, TfHit, i);

        if (hit->start >= at) {
            g_string_append_len (out, text + at, (gssize)(hit->start - at));
            g_string_append (out, hit->hidden->instead);
        }
        at = MAX (at, hit->end);
    }
    g_string_append (out, text + at);
    return g_string_free (out, FALSE);
}

char *
tf_redaction_apply (const TfRedaction *redaction, const char *text, TfScope scope)
{
    g_autofree char *now = g_strdup (text);

    for (guint pass = 0; pass < TF_LIMIT_ABUSE_PASSES; pass++) {
        g_autoptr (GArray) hits = search (redaction, now, scope);
        char *next;

        if (hits == NULL)
            return NULL;
        if (hits->len == 0)
            return g_steal_pointer (&now);
        next = replace (now, hits);
        g_free (now);
        now = next;
    }
    return tf_redaction_finds (redaction, now, scope) ? NULL : g_steal_pointer (&now);
}
