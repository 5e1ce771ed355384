/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* fill: whole sentences with {placeholders}. Translators move the placeholders;
 * values are put in once and not read again, so that a name that is "{from}" stays
 * unchanged. */

#include "words/translate.h"
#include "words/words-private.h"

#define MAX_PAIRS 12

typedef struct {
    const char *key;
    const char *value;
} Pair;

static const char *
find_value (const Pair *pairs, guint n_pairs, TfSpan key)
{
    for (guint i = 0; i < n_pairs; i++)
        if (tf_span_equal (key, pairs[i].key))
            return pairs[i].value;
    return NULL;
}

/* The cursor is after "{". */
static void
fill_one (GString *out, TfCursor *cursor, const Pair *pairs, guint n_pairs)
{
    TfSpan key = tf_cursor_take_until (cursor, '}');
    const char *value = find_value (pairs, n_pairs, key);

    tf_cursor_take (cursor, '}');
    if (value != NULL)
        g_string_append (out, value);
    else
        g_string_append_printf (out, "{%.*s}", (int)key.length, key.data);
}

static char *
fill_pairs (const char *template, const Pair *pairs, guint n_pairs)
{
    GString *out = g_string_new (NULL);
    TfCursor cursor = tf_cursor (tf_span_of (template));

    while (!tf_cursor_at_end (&cursor)) {
        TfSpan text = tf_cursor_take_until (&cursor, '{');

        g_string_append_len (out, text.data, (gssize)text.length);
        if (tf_cursor_take (&cursor, '{'))
            fill_one (out, &cursor, pairs, n_pairs);
    }
    return g_string_free (out, FALSE);
}

char *
tf_words_fill (const char *template, ...)
{
    Pair pairs[MAX_PAIRS];
    guint n_pairs = 0;
    va_list arguments;
    const char *key;

    va_start (arguments, template);
    key = va_arg (arguments, const char *);
    while (key != NULL && n_pairs < MAX_PAIRS) {
        pairs[n_pairs].key = key;
        pairs[n_pairs++].value = va_arg (arguments, const char *);
        key = va_arg (arguments, const char *);
    }
    va_end (arguments);
    return fill_pairs (template, pairs, n_pairs);
}

char *
tf_words_time (gint64 seconds)
{
    g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);
    char *text = time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M:%S %z") : NULL;

    return text != NULL ? text : g_strdup_printf ("%" G_GINT64_FORMAT, seconds);
}

char *
tf_words_date (gint64 seconds)
{
    g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);

    return time != NULL ? g_date_time_format (time, "%Y-%m-%d") : tf_words_time (seconds);
}

char *
tf_words_clock (gint64 seconds)
{
    g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);

    return time != NULL ? g_date_time_format (time, "%X") : tf_words_time (seconds);
}
