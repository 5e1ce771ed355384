/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* tag-list: RFC 6376 §3.2 tag=value lists, with the bytes above 127 that RFC 8616 §4
 * allows. Leaves out: what any tag means, and which are required. */
#include "base/base.h"

#include <stdlib.h>

typedef struct {
    TfSpan name;
    TfSpan value;
    guint position; /* in the list, from 0 */
} Tag;

struct _TfTagList {
    TfTagListState state;
    GArray *tags; /* Tag; once all are read, by name and then by position */
};

/* Any order will do that brings equal names together. */
static int
compare_names (TfSpan a, TfSpan b)
{
    if (a.length != b.length)
        return a.length < b.length ? -1 : 1;
    return memcmp (a.data, b.data, a.length);
}

static int
compare_tags (gconstpointer a, gconstpointer b)
{
    const Tag *first = a, *second = b;
    int order = compare_names (first->name, second->name);

    if (order != 0)
        return order;
    return first->position < second->position ? -1 : first->position > second->position;
}

static gboolean
is_name_byte (guchar byte)
{
    return g_ascii_isalnum (byte) || byte == '_';
}

/* RFC 6376 §3.2: VALCHAR and folding white space. */
static gboolean
is_value_byte (guchar byte)
{
    if (byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n')
        return TRUE;
    return byte > 0x20 && byte != 0x7f && byte != ';';
}

static gboolean
take_tag (TfTagList *list, TfCursor *cursor, guint position)
{
    Tag tag = {.position = position};

    tf_cursor_skip_fws (cursor);
    tag.name = tf_cursor_take_while (cursor, is_name_byte);
    if (tag.name.length == 0 || !g_ascii_isalpha (tag.name.data[0]))
        return FALSE;
    tf_cursor_skip_fws (cursor);
    if (!tf_cursor_take (cursor, '='))
        return FALSE;
    tag.value = tf_span_strip (tf_cursor_take_while (cursor, is_value_byte));
    g_array_append_val (list->tags, tag);
    return TRUE;
}

static TfTagListState
take_tags (TfTagList *list, TfSpan text)
{
    TfCursor cursor = tf_cursor (text);

    for (guint position = 0; position < TF_LIMIT_TAGS; position++) {
        if (!take_tag (list, &cursor, position))
            return TF_TAG_LIST_SYNTAX;
        if (!tf_cursor_take (&cursor, ';'))
            return tf_cursor_at_end (&cursor) ? list->state : TF_TAG_LIST_SYNTAX;
        tf_cursor_skip_fws (&cursor);
        if (tf_cursor_at_end (&cursor))
            return list->state;
    }
    return TF_TAG_LIST_TOO_MANY;
}

static gboolean
has_duplicate (const GArray *tags)
{
    for (guint i = 1; i < tags->len; i++)
        if (compare_names (g_array_index (tags, Tag, i - 1).name,
                           g_array_index (tags, Tag, i).name) == 0)
            return TRUE;
    return FALSE;
}

TfTagList *
tf_tag_list_parse (TfSpan text)
{
    TfTagList *list = g_new0 (TfTagList, 1);

    list->tags = g_array_sized_new (FALSE, FALSE, sizeof (Tag), 16);
    list->state = take_tags (list, text);
    qsort (list->tags->data, list->tags->len, sizeof (Tag), compare_tags);
    if (list->state == TF_TAG_LIST_OK && has_duplicate (list->tags))
        list->state = TF_TAG_LIST_DUPLICATE;
    return list;
}

TfTagListState
tf_tag_list_get_state (const TfTagList *list)
{
    return list->state;
}

/* The first of that name; NULL: none. */
static const Tag *
find (const TfTagList *list, const char *name)
{
    const Tag key = {.name = tf_span_of (name)};
    guint low = 0, high = list->tags->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (compare_tags (&g_array_index (list->tags, Tag, middle), &key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == list->tags->len)
        return NULL;
    return tf_span_equal (g_array_index (list->tags, Tag, low).name, name)
               ? &g_array_index (list->tags, Tag, low)
               : NULL;
}

gboolean
tf_tag_list_get (const TfTagList *list, const char *name, TfSpan *ret_value)
{
    const Tag *tag = find (list, name);

    if (tag == NULL)
        return FALSE;
    *ret_value = tag->value;
    return TRUE;
}

gboolean
tf_tag_list_is_first (const TfTagList *list, const char *name)
{
    const Tag *tag = find (list, name);

    return tag != NULL && tag->position == 0;
}

guint
tf_tag_list_count (const TfTagList *list, const char *name)
{
    const Tag *tag = find (list, name);
    const Tag *end = (const Tag *)(const void *)list->tags->data + list->tags->len;
    guint count = 0;

    for (; tag != NULL && tag < end && tf_span_equal (tag->name, name); tag++)
        count++;
    return count;
}

void
tf_tag_list_free (TfTagList *list)
{
    if (list == NULL)
        return;
    g_array_unref (list->tags);
    g_free (list);
}
