/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* candidates: which targets are worth comparing with one message. Only a few of a hundred thousand are: those
 * that share a form with what is looked for. The many forms that are one edit away are made of that. What is
 * found is compared in full. */
#include "impersonation/lookalike-private.h"

#include <string.h>

#define MAX_LABEL 63 /* RFC 1035 §2.3.4 */

/* What an edit may put into a name; others are only left out. */
static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";

/* ---- what may look like one ------------------------------------------------------------------- */

/** Search: what was found, each once. */
typedef struct {
    const TfTargets *targets;
    GPtrArray *found;
} Search;

static void
take (Search *search, char *domain)
{
    if (!g_ptr_array_find (search->found, domain, NULL))
        g_ptr_array_add (search->found, domain);
}

static void
look_up_in (Search *search, GHashTable *lists, const char *form)
{
    GSList *list = g_hash_table_lookup (lists, form);

    for (; list != NULL; list = list->next)
        take (search, list->data);
}

static void
look_up (Search *search, const char *form)
{
    look_up_in (search, search->targets->forms, form);
}

/* Takes FORM. */
static void
look_up_taken (Search *search, char *form)
{
    look_up (search, form);
    g_free (form);
}

/* Owned: with one byte for each character. */
static char *
in_bytes (const char *text)
{
    GString *out = g_string_new (NULL);

    for (; *text != '\0'; text = g_utf8_next_char (text))
        g_string_append_c (out, (guchar)*text < 0x80 ? *text : '?');
    return g_string_free (out, FALSE);
}

/* SKELETON with one character of it left out, replaced or exchanged with the next, or one added. */
static void
look_up_edits (Search *search, const char *skeleton)
{
    g_autofree char *text = in_bytes (skeleton);
    gsize length = strlen (text);
    g_autofree char *out = g_malloc0 (length + 2);

    for (gsize at = 0; at < length; at++) { /* left out */
        memcpy (out, text, at);
        memcpy (out + at, text + at + 1, length - at);
        look_up (search, out);
    }
    for (gsize at = 0; at + 1 < length; at++) { /* exchanged */
        memcpy (out, text, length + 1);
        out[at] = text[at + 1];
        out[at + 1] = text[at];
        look_up (search, out);
    }
    for (gsize at = 1; at <= length; at++)
        for (const char *letter = letters; *letter != '\0'; letter++) {
            memcpy (out, text, length + 1);
            out[at] = *letter;
            if (at < length) { /* replaced */
                look_up (search, out);
                memcpy (out + at + 1, text + at, length - at + 1);
            } else {
                out[at + 1] = '\0';
            }
            look_up (search, out); /* added */
        }
}

/* The same for targets that are not ASCII. */
static void
look_up_gaps (Search *search, const char *text)
{
    g_autoptr (GPtrArray) gaps = NULL;

    if (g_hash_table_size (search->targets->gaps) == 0)
        return;
    look_up_in (search, search->targets->gaps, text);
    gaps = tf_targets_gaps (text);
    for (guint i = 0; i < gaps->len; i++) {
        look_up (search, g_ptr_array_index (gaps, i));
        look_up_in (search, search->targets->gaps, g_ptr_array_index (gaps, i));
    }
}

/* What stands beside a word of trust. */
static void
look_up_parts (Search *search, const char *text)
{
    gsize length = strlen (text);

    if (!tf_lookalike_has_trust_word (tf_span_of (text)))
        return;
    for (gsize at = 0; at < length; at++)
        for (gsize count = TF_MIN_NAME; at + count <= length; count++)
            look_up_taken (search, g_strndup (text + at, count));
}

static void
look_up_readings (Search *search, const char *skeleton)
{
    g_autoptr (GPtrArray) readings = tf_skeleton_readings (skeleton);

    for (guint i = 0; i < readings->len; i++)
        look_up (search, g_ptr_array_index (readings, i));
}

static void
look_up_pieces (Search *search, const char *domain, const TfSuffixList *suffixes)
{
    g_autoptr (GPtrArray) pieces =
        tf_shape_pieces (tf_shape_above_suffix (domain, suffixes));

    for (guint at = 0; at < pieces->len; at++)
        for (guint count = 1;
             at + count <= pieces->len && count <= TF_LIMIT_EMBEDDED_PIECES; count++)
            look_up_taken (search, tf_shape_join (pieces, at, count));
}

GPtrArray *
tf_targets_candidates (const TfTargets *targets, const TfShape *shape,
                       const TfSuffixList *suffixes)
{
    Search search = {targets, g_ptr_array_new ()};

    look_up (&search, shape->skeleton);
    look_up_taken (&search, tf_skeleton_weak (shape->skeleton));
    look_up_taken (&search, tf_skeleton_joined (shape->skeleton));
    look_up_readings (&search, shape->skeleton);
    look_up_edits (&search, shape->skeleton);
    look_up_gaps (&search, shape->skeleton);
    if (!g_str_equal (shape->letters, shape->skeleton)) {
        look_up_edits (&search, shape->letters);
        look_up_gaps (&search, shape->letters);
    }
    look_up_parts (&search, shape->skeleton);
    look_up_pieces (&search, shape->domain, suffixes);
    return search.found;
}

GPtrArray *
tf_targets_alike (const TfTargets *targets, const TfShape *shape)
{
    Search search = {targets, g_ptr_array_new ()};

    look_up (&search, shape->skeleton);
    return search.found;
}

/* ---- what a text mentions ---------------------------------------------------------------------- */

static gboolean
is_name_byte (char byte)
{
    return g_ascii_isalnum (byte) || byte == '-' || (guchar)byte >= 0x80;
}

/* Whether a label may begin at AT: names are glued to what is before them by a hyphen or another
 * alphabet. */
static gboolean
may_begin (TfSpan text, const char *at)
{
    return at == text.data || at[-1] == '-' || !is_name_byte (at[-1]) ||
           (guchar)at[-1] >= 0x80 || (guchar)*at >= 0x80;
}

/* The labels that may end at DOT. */
static void
look_up_dot (Search *search, TfSpan text, const char *dot)
{
    const char *end = tf_targets_behind_dot (text, dot + 1), *at = dot;

    for (guint i = 0; i < MAX_LABEL && at > text.data && is_name_byte (at[-1]); i++) {
        g_autofree char *key = NULL;

        at = g_utf8_find_prev_char (text.data, at);
        if (at == NULL)
            break;
        if (!may_begin (text, at))
            continue;
        key = g_strndup (at, (gsize)(end - at));
        look_up_in (search, search->targets->dots, key);
    }
}

GPtrArray *
tf_targets_near_dots (const TfTargets *targets, TfSpan text)
{
    Search search = {targets, g_ptr_array_new ()};

    for (gsize i = 0; i < text.length; i++)
        if (text.data[i] == '.')
            look_up_dot (&search, text, text.data + i);
    return search.found;
}
