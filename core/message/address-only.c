/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* address-only: the address in a value that follows no grammar, when it is the only one however a
 * program may read the value: "Jane <jane@example.org>" all in quotes, <'jane@example.org'>,
 * [mailto:jane@example.org]. Every "@" of the value must belong to that one address, also those
 * in quotes, parentheses or encoded words; otherwise the value has several readings. */
#include "message/message-private.h"

#include <string.h>

/** Search: what has been found so far. */
typedef struct {
    TfMailbox *found; /* owned; or NULL */
    char *key;
    gsize start; /* where the first one begins, in the text searched last */
    gboolean several;
} Search;

static gboolean
is_local_byte (char byte)
{
    return g_ascii_isalnum (byte) ||
           (byte != '\0' && tf_span_has (tf_span_of (".!#$%&'*+-/=?^_`{|}~"), byte));
}

static gboolean
is_domain_byte (char byte)
{
    return g_ascii_isalnum (byte) || byte == '.' || byte == '-' || byte == '_';
}

static gboolean
is_blank (char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* What may touch an address on either side and is not part of it in any reading. A backslash is not
 * among it: to some programs it takes away the meaning of what follows. */
static gboolean
is_opening (char byte)
{
    return is_blank (byte) ||
           (byte != '\0' && tf_span_has (tf_span_of ("\"'`<[({:,;"), byte));
}

static gboolean
is_closing (char byte)
{
    return is_blank (byte) ||
           (byte != '\0' && tf_span_has (tf_span_of ("\"'`>])},;:"), byte));
}

/* For the local part: an apostrophe belongs to the address only between letters. */
static TfSpan
without_quotes (TfSpan local)
{
    while (local.length > 0 && (local.data[0] == '\'' || local.data[0] == '`')) {
        local.data++;
        local.length--;
    }
    while (local.length > 0 &&
           (local.data[local.length - 1] == '\'' || local.data[local.length - 1] == '`'))
        local.length--;
    return local;
}

/* Within brackets, something after a blank: "<a@b.exam ple>". */
static gboolean
is_within_brackets (TfSpan text, gsize at)
{
    TfCursor cursor = tf_cursor (tf_span (text.data + at, text.length - at));
    TfSpan rest = tf_cursor_take_until (&cursor, '>');

    return !tf_cursor_at_end (&cursor) && !tf_span_has (rest, '<') &&
           tf_span_strip (rest).length > 0;
}

/* "&gt;": a bracket that was escaped for a web page. */
static gsize
skip_entity (TfSpan text, gsize at)
{
    TfCursor cursor = tf_cursor (tf_span (text.data + at, text.length - at));

    return tf_cursor_take_text (&cursor, "&gt;") ? at + strlen ("&gt;") : at;
}

/* After the domain, where one more label would make it another domain to some programs. */
static gboolean
goes_on (TfSpan text, gsize at)
{
    at = skip_entity (text, at);
    if (at < text.length && !is_closing (text.data[at]))
        return TRUE;
    if (at < text.length && is_blank (text.data[at]) && is_within_brackets (text, at))
        return TRUE;
    while (at < text.length && is_closing (text.data[at]))
        at++;
    return at < text.length && (text.data[at] == '.' || text.data[at] == '\\');
}

/* The address around the "@" at AT; NULL: none that every program would read alike. */
static TfMailbox *
read_around (TfSpan text, gsize at, gsize *ret_start)
{
    gsize start = at, end = at + 1;
    guint flags = 0;
    TfSpan local;
    g_autoptr (TfMailbox) mailbox = NULL;

    while (start > 0 && is_local_byte (text.data[start - 1]))
        start--;
    while (end < text.length && is_domain_byte (text.data[end]))
        end++;
    if ((start > 0 && !is_opening (text.data[start - 1])) || goes_on (text, end))
        return NULL;
    while (end > at + 1 && text.data[end - 1] == '.')
        end--;
    local = without_quotes (tf_span (text.data + start, at - start));
    if (local.length == 0)
        return NULL;
    mailbox = tf_mailbox_new (local, tf_span (text.data + at + 1, end - at - 1), &flags);
    if (flags != 0 || mailbox->domain == NULL ||
        tf_domain_parent (mailbox->domain) == NULL)
        return NULL;
    *ret_start = start;
    return g_steal_pointer (&mailbox);
}

static void
take (Search *search, TfMailbox *mailbox, gsize start)
{
    g_autofree char *key = tf_mailbox_key (mailbox);

    if (search->found == NULL) {
        search->found = mailbox;
        search->key = g_steal_pointer (&key);
        search->start = start;
        return;
    }
    search->several |= !g_str_equal (search->key, key);
    tf_mailbox_free (mailbox);
}

static void
search_text (Search *search, TfSpan text)
{
    gsize start = 0;

    search->several |= tf_address_has_like_at (text);
    for (gsize at = 0; at < text.length && !search->several; at++) {
        TfMailbox *mailbox;

        if (text.data[at] != '@')
            continue;
        mailbox = read_around (text, at, &start);
        if (mailbox == NULL)
            search->several = TRUE;
        else
            take (search, mailbox, start);
    }
}

/* An address that is only in parentheses is merely what senders say about themselves. */
static gboolean
stands_outside_comments (const GArray *tokens)
{
    for (guint i = 0; i < tokens->len; i++) {
        const TfToken *token = &g_array_index (tokens, TfToken, i);
        g_autofree char *text = NULL;

        if (tf_token_is_comment (token))
            continue;
        text = tf_token_phrase_every_word (token, 1);
        if (tf_span_has (tf_span_of (text), '@'))
            return TRUE;
    }
    return FALSE;
}

/* The words before the address, without the characters that open it. */
static char *
name_before (const char *text, gsize start)
{
    g_autofree char *name = g_strndup (text, start);
    gsize length;

    g_strchomp (name);
    if (g_str_has_suffix (name, "mailto:"))
        name[strlen (name) - strlen ("mailto:")] = '\0';
    for (length = strlen (name); length > 0 && is_opening (name[length - 1]); length--)
        ;
    name[length] = '\0';
    for (length = 0; is_opening (name[length]); length++)
        ;
    return name[length] != '\0' ? g_strdup (name + length) : NULL;
}

TfMailbox *
tf_address_find_only (TfSpan value, const GArray *tokens)
{
    Search search = {NULL};
    g_autofree char *decoded = NULL;

    /* UTF-7 is not decoded. */
    if (value.length > TF_LIMIT_DISPLAY_BYTES || tf_span_has (value, '\0') ||
        tf_mime_has_utf7 (value) || !stands_outside_comments (tokens))
        return NULL;
    decoded = tf_mime_decode_every_word (value);
    search_text (&search, tf_span_of (decoded));
    if (search.found != NULL)
        search.found->name = name_before (decoded, search.start);
    if (!search.several)
        search_text (&search, value);
    g_free (search.key);
    if (search.several)
        g_clear_pointer (&search.found, tf_mailbox_free);
    return search.found;
}
