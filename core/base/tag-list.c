/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* tag-list: RFC 6376 §3.2 tag=value lists, with the bytes above 127 that RFC 8616 §4
 * allows. Leaves out: what any tag means, and which are required. */
#include "base/base.h"

typedef struct {
    TfSpan value;
    guint position; /* in the list, from 0 */
    guint count;
} Tag;

struct _TfTagList {
    TfTagListState state;
    GHashTable *tags; /* char * to Tag */
};

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

static void
add_tag (TfTagList *list, TfSpan name, TfSpan value, guint position)
{
    g_autofree char *key = tf_span_dup (name);
    Tag *tag = g_hash_table_lookup (list->tags, key);

    if (tag) {
        tag->count++;
        list->state = TF_TAG_LIST_DUPLICATE;
        return;
    }
    tag = g_new (Tag, 1);
    *tag = (Tag){value, position, 1};
    g_hash_table_insert (list->tags, g_steal_pointer (&key), tag);
}

static gboolean
take_tag (TfTagList *list, TfCursor *cursor, guint position)
{
    TfSpan name, value;

    tf_cursor_skip_fws (cursor);
    name = tf_cursor_take_while (cursor, is_name_byte);
    if (name.length == 0 || !g_ascii_isalpha (name.data[0]))
        return FALSE;
    tf_cursor_skip_fws (cursor);
    if (!tf_cursor_take (cursor, '='))
        return FALSE;
    value = tf_span_strip (tf_cursor_take_while (cursor, is_value_byte));
    add_tag (list, name, value, position);
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

TfTagList *
tf_tag_list_parse (TfSpan text)
{
    TfTagList *list = g_new0 (TfTagList, 1);

    list->tags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    list->state = take_tags (list, text);
    return list;
}

TfTagListState
tf_tag_list_get_state (const TfTagList *list)
{
    return list->state;
}

gboolean
tf_tag_list_get (const TfTagList *list, const char *name, TfSpan *ret_value)
{
    const Tag *tag = g_hash_table_lookup (list->tags, name);

    if (!tag)
        return FALSE;
    *ret_value = tag->value;
    return TRUE;
}

gboolean
tf_tag_list_is_first (const TfTagList *list, const char *name)
{
    const Tag *tag = g_hash_table_lookup (list->tags, name);

    return tag && tag->position == 0;
}

guint
tf_tag_list_count (const TfTagList *list, const char *name)
{
    const Tag *tag = g_hash_table_lookup (list->tags, name);

    return tag ? tag->count : 0;
}

void
tf_tag_list_free (TfTagList *list)
{
    if (!list)
        return;
    g_hash_table_unref (list->tags);
    g_free (list);
}
