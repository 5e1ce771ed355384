/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* tags: a record of tags, in their order, with what each piece says word by word: so that what nobody
 * reads can be named, and a change leaves everything else as its owner wrote it. */
#include "posture/posture-private.h"

static TfPostureTag
read_piece (TfSpan piece)
{
    TfPostureTag tag = {.piece = piece};
    TfCursor cursor = tf_cursor (piece);
    TfSpan name = tf_cursor_take_until (&cursor, '=');

    if (!tf_cursor_take (&cursor, '='))
        return tag;
    tag.name = tf_span_strip (name);
    tag.value = tf_span_strip (tf_cursor_rest (&cursor));
    return tag;
}

GArray *
tf_posture_tags_read (TfSpan text)
{
    GArray *tags = g_array_new (FALSE, FALSE, sizeof (TfPostureTag));
    TfCursor cursor = tf_cursor (text);

    do {
        TfPostureTag tag = read_piece (tf_cursor_take_until (&cursor, ';'));

        g_array_append_val (tags, tag);
    } while (tf_cursor_take (&cursor, ';') && tags->len < TF_LIMIT_TAGS);
    return tags;
}

gboolean
tf_posture_tag_is (const TfPostureTag *tag, const char *name)
{
    return tf_span_equal_nocase (tag->name, name);
}

const TfPostureTag *
tf_posture_tags_find (const GArray *tags, const char *name)
{
    for (guint i = 0; i < tags->len; i++)
        if (tf_posture_tag_is (&g_array_index (tags, TfPostureTag, i), name))
            return &g_array_index (tags, TfPostureTag, i);
    return NULL;
}

gboolean
tf_posture_tags_have (const GArray *tags, const char *name, const char *value)
{
    const TfPostureTag *tag = tf_posture_tags_find (tags, name);

    return tag != NULL && tf_span_equal_nocase (tag->value, value);
}

gboolean
tf_posture_tags_begin (const GArray *tags, const char *version)
{
    const TfPostureTag *first = &g_array_index (tags, TfPostureTag, 0);

    return tf_posture_tag_is (first, "v") && tf_span_equal (first->value, version);
}

/* ---- changes ----------------------------------------------------------------------- */

static gboolean
is_blank (TfSpan piece)
{
    return tf_span_strip (piece).length == 0;
}

static void
append_piece (GString *out, TfSpan piece)
{
    TfSpan bare = tf_span_strip (piece);

    if (bare.length == 0)
        return;
    g_string_append (out, out->len > 0 ? "; " : "");
    g_string_append_len (out, bare.data, (gssize)bare.length);
}

static void
append_tag (GString *out, const char *name, const char *value)
{
    g_string_append_printf (out, "%s%s=%s", out->len > 0 ? "; " : "", name, value);
}

/* VALUE NULL: NAME is left out. */
static char *
change (const char *text, const char *name, const char *value)
{
    g_autoptr (GArray) tags = tf_posture_tags_read (tf_span_of (text));
    GString *out = g_string_new (NULL);
    gboolean done = value == NULL;
    gboolean is_policy = g_str_equal (name, "p");

    if (tf_posture_tags_find (tags, name) != NULL)
        is_policy = FALSE; /* it has its place */
    for (guint i = 0; i < tags->len; i++) {
        const TfPostureTag *tag = &g_array_index (tags, TfPostureTag, i);

        if (!tf_posture_tag_is (tag, name))
            append_piece (out, tag->piece);
        else if (!done)
            append_tag (out, name, value);
        done |= tf_posture_tag_is (tag, name);
        if (is_policy && !done && !is_blank (tag->piece)) {
            append_tag (out, name, value); /* older receivers want it second */
            done = TRUE;
        }
    }
    if (!done)
        append_tag (out, name, value);
    return g_string_free (out, FALSE);
}

char *
tf_posture_tags_set (const char *text, const char *name, const char *value)
{
    return change (text, name, value);
}

char *
tf_posture_tags_remove (const char *text, const char *name)
{
    return change (text, name, NULL);
}
