/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* knowledge-text: knowledge in text, one fact a line. Times are seconds since 1970.
 *
 *   key NAME FIRST LAST REVOKED RECORD     REVOKED is "-" for a key that is not known to be revoked
 *   usual NAME SIGNED PASSED FIRST LAST COUNT
 *                                          days in thousandths; a domain or an address; COUNT may be missing
 *   list ID SIGNER SIGHTS FIRST LAST
 *   written ADDRESS SIGHTS FIRST LAST      somebody to whom the reader has written
 *   server NAME CHANGED INTACT SENDERS FIRST LAST
 *                                          messages that came in there, and from how many organizations
 *   exception KIND TEXT                    TEXT as it is typed, with other bytes as %XX (RFC 3986 §2.1)
 */
#include "inputs/knowledge.h"

#define TIME_DIGITS   12
#define NUMBER_DIGITS 9
#define TYPED         "@!#$&'*+/=?^`{|}" /* of an address, besides what is never escaped */

/* ---- writing ----------------------------------------------------------------------------- */

static char *
key_to_line (const TfSeenKey *key)
{
    g_autofree char *revoked = key->revoked >= 0
                                   ? g_strdup_printf ("%" G_GINT64_FORMAT, key->revoked)
                                   : g_strdup ("-");

    return g_strdup_printf ("key %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s %s",
                            key->name, key->first, key->last, revoked, key->record);
}

static char *
habit_to_line (const TfHabit *habit)
{
    return g_strdup_printf ("usual %s %u %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %u",
                            habit->name, habit->signed_days, habit->passed_days,
                            habit->first, habit->last, habit->n_passed);
}

static char *
list_to_line (const TfSeenList *list)
{
    return g_strdup_printf ("list %s %s %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                            list->id, list->signer, list->sights, list->first,
                            list->last);
}

char *
tf_recipient_to_line (const TfRecipient *recipient)
{
    return g_strdup_printf ("written %s %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                            recipient->address, recipient->sights, recipient->first,
                            recipient->last);
}

static char *
server_to_line (const TfSeenServer *server)
{
    return g_strdup_printf ("server %s %u %u %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                            server->name, server->n_changed, server->n_intact,
                            server->n_senders, server->first, server->last);
}

static char *
exception_to_line (const TfException *exception)
{
    g_autofree char *text = tf_exception_to_text (exception);
    g_autofree char *escaped = g_uri_escape_string (text, TYPED, FALSE);

    return g_strdup_printf ("exception %s %s",
                            tf_exception_kind_to_string (exception->kind), escaped);
}

GPtrArray *
tf_knowledge_to_lines (const TfKnowledge *knowledge)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

    for (guint i = 0; i < knowledge->keys->len; i++)
        g_ptr_array_add (lines, key_to_line (g_ptr_array_index (knowledge->keys, i)));
    for (guint i = 0; i < knowledge->habits->len; i++)
        g_ptr_array_add (lines, habit_to_line (g_ptr_array_index (knowledge->habits, i)));
    for (guint i = 0; i < knowledge->lists->len; i++)
        g_ptr_array_add (lines, list_to_line (g_ptr_array_index (knowledge->lists, i)));
    for (guint i = 0; i < knowledge->recipients->len; i++)
        g_ptr_array_add (
            lines, tf_recipient_to_line (g_ptr_array_index (knowledge->recipients, i)));
    for (guint i = 0; i < knowledge->exceptions->len; i++)
        g_ptr_array_add (
            lines, exception_to_line (g_ptr_array_index (knowledge->exceptions, i)));
    for (guint i = 0; i < knowledge->servers->len; i++)
        g_ptr_array_add (lines,
                         server_to_line (g_ptr_array_index (knowledge->servers, i)));
    return lines;
}

/* ---- reading ----------------------------------------------------------------------------- */

/* Owned; NULL: there is no further word of printable ASCII. */
static char *
take_word (TfCursor *cursor)
{
    TfSpan word = tf_cursor_take_until (cursor, ' ');

    tf_cursor_take (cursor, ' ');
    if (word.length == 0)
        return NULL;
    for (gsize i = 0; i < word.length; i++)
        if (!g_ascii_isgraph (word.data[i]))
            return NULL;
    return tf_span_dup (word);
}

static gboolean
take_digits (TfCursor *cursor, guint most, gint64 *ret_number)
{
    guint64 number;

    if (!tf_cursor_take_number (cursor, most, &number))
        return FALSE;
    tf_cursor_take (cursor, ' ');
    *ret_number = (gint64)number;
    return TRUE;
}

static gboolean
take_time (TfCursor *cursor, gint64 *ret_time)
{
    return take_digits (cursor, TIME_DIGITS, ret_time);
}

static gboolean
take_number (TfCursor *cursor, guint *ret_number)
{
    gint64 number = 0;
    gboolean good = take_digits (cursor, NUMBER_DIGITS, &number);

    *ret_number = (guint)number;
    return good;
}

/* "-" or a time. */
static gboolean
take_revoked (TfCursor *cursor, gint64 *ret_time)
{
    if (!tf_cursor_take (cursor, '-'))
        return take_time (cursor, ret_time);
    tf_cursor_take (cursor, ' ');
    *ret_time = -1;
    return TRUE;
}

static gboolean
read_key (TfKnowledge *knowledge, TfCursor *cursor)
{
    g_autofree char *name = take_word (cursor);
    g_autofree char *record = NULL;
    gint64 first;
    gint64 last;
    gint64 revoked;

    if (name == NULL || !take_time (cursor, &first) || !take_time (cursor, &last) ||
        !take_revoked (cursor, &revoked) || tf_cursor_at_end (cursor))
        return FALSE;
    record = tf_span_dup (tf_cursor_rest (cursor));
    tf_knowledge_add_key (knowledge,
                          tf_seen_key_new (name, record, first, last, revoked));
    return TRUE;
}

static gboolean
read_habit (TfKnowledge *knowledge, TfCursor *cursor)
{
    g_autofree char *name = take_word (cursor);
    TfHabit habit = {name};

    if (name == NULL || !take_number (cursor, &habit.signed_days) ||
        !take_number (cursor, &habit.passed_days) || !take_time (cursor, &habit.first) ||
        !take_time (cursor, &habit.last))
        return FALSE;
    if (!tf_cursor_at_end (cursor) &&
        (!take_number (cursor, &habit.n_passed) || !tf_cursor_at_end (cursor)))
        return FALSE;
    tf_knowledge_add_habit (knowledge, &habit);
    return TRUE;
}

static gboolean
read_list (TfKnowledge *knowledge, TfCursor *cursor)
{
    g_autofree char *id = take_word (cursor);
    g_autofree char *signer = take_word (cursor);
    TfSeenList list = {id, signer};

    if (id == NULL || signer == NULL || !take_number (cursor, &list.sights) ||
        !take_time (cursor, &list.first) || !take_time (cursor, &list.last) ||
        !tf_cursor_at_end (cursor))
        return FALSE;
    tf_knowledge_add_list (knowledge, &list);
    return TRUE;
}

static gboolean
read_recipient (TfKnowledge *knowledge, TfCursor *cursor)
{
    g_autofree char *address = take_word (cursor);
    TfRecipient recipient = {address};

    if (address == NULL || !take_number (cursor, &recipient.sights) ||
        !take_time (cursor, &recipient.first) || !take_time (cursor, &recipient.last) ||
        !tf_cursor_at_end (cursor))
        return FALSE;
    tf_knowledge_add_recipient (knowledge, &recipient);
    return TRUE;
}

static gboolean
read_server (TfKnowledge *knowledge, TfCursor *cursor)
{
    g_autofree char *name = take_word (cursor);
    TfSeenServer server = {name};

    if (name == NULL || !take_number (cursor, &server.n_changed) ||
        !take_number (cursor, &server.n_intact) ||
        !take_number (cursor, &server.n_senders) || !take_time (cursor, &server.first) ||
        !take_time (cursor, &server.last) || !tf_cursor_at_end (cursor))
        return FALSE;
    tf_knowledge_add_server (knowledge, &server);
    return TRUE;
}

static gboolean
read_exception (TfKnowledge *knowledge, TfCursor *cursor)
{
    g_autofree char *word = take_word (cursor);
    g_autofree char *escaped = take_word (cursor);
    g_autofree char *text =
        escaped != NULL ? g_uri_unescape_string (escaped, NULL) : NULL;
    g_autoptr (TfException) exception = NULL;

    if (word == NULL || text == NULL || !g_utf8_validate (text, -1, NULL))
        return FALSE;
    exception = tf_exception_parse_word (word, text);
    if (exception == NULL || !tf_cursor_at_end (cursor))
        return FALSE;
    tf_knowledge_add_exception (knowledge, exception);
    return TRUE;
}

gboolean
tf_knowledge_read_line (TfKnowledge *knowledge, const char *line)
{
    TfCursor cursor = tf_cursor (tf_span_of (line));

    if (tf_cursor_take_text (&cursor, "key "))
        return read_key (knowledge, &cursor);
    if (tf_cursor_take_text (&cursor, "usual "))
        return read_habit (knowledge, &cursor);
    if (tf_cursor_take_text (&cursor, "written "))
        return read_recipient (knowledge, &cursor);
    if (tf_cursor_take_text (&cursor, "exception "))
        return read_exception (knowledge, &cursor);
    if (tf_cursor_take_text (&cursor, "server "))
        return read_server (knowledge, &cursor);
    return tf_cursor_take_text (&cursor, "list ") && read_list (knowledge, &cursor);
}
