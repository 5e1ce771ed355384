/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* replace: a text without what is hidden. What is left is searched again, so that the promise does not rest on the
 * replacing. */
#include "abuse/abuse-private.h"

static void
search_text (const GPtrArray *hidden, const char *text, guint depth, GArray *hits);

static void
look_deeper (const TfLook *look, const char *text, GArray *hits)
{
    search_text (look->hidden, text, look->depth, hits);
}

/* Adds to HITS what is found in TEXT, which was taken out of encodings DEPTH times. */
static void
search_text (const GPtrArray *hidden, const char *text, guint depth, GArray *hits)
{
    const TfLook deeper = {look_deeper, hidden, depth + 1};
    g_autoptr (GArray) view = tf_view_new (text);

    for (guint step = 0; view != NULL && step < TF_LIMIT_ABUSE_PASSES; step++) {
        g_autoptr (GArray) bare = tf_view_without_tags (view);
        GArray *next;

        tf_find_hidden (hidden, view, hits);
        if (bare != NULL)
            tf_find_hidden (hidden, bare, hits);
        if (depth < TF_LIMIT_ABUSE_DEPTH)
            tf_find_tokens (view, &deeper, hits);
        next = tf_view_decode (view);
        g_array_unref (view);
        view = next;
    }
}

static GArray *
search (const TfRedaction *redaction, const char *text)
{
    GArray *hits = g_array_new (FALSE, FALSE, sizeof (TfHit));

    search_text (redaction->hidden, text, 0, hits);
    return hits;
}

gboolean
tf_redaction_finds (const TfRedaction *redaction, const char *text)
{
    g_autoptr (GArray) hits = search (redaction, text);

    return hits->len > 0;
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
tf_redaction_apply (const TfRedaction *redaction, const char *text)
{
    g_autofree char *now = g_strdup (text);

    for (guint pass = 0; pass < TF_LIMIT_ABUSE_PASSES; pass++) {
        g_autoptr (GArray) hits = search (redaction, now);
        char *next;

        if (hits->len == 0)
            return g_steal_pointer (&now);
        next = replace (now, hits);
        g_free (now);
        now = next;
    }
    return tf_redaction_finds (redaction, now) ? NULL : g_steal_pointer (&now);
}
