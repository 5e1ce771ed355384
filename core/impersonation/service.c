/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* service: what alias, sharing and signing services write into From to name the person for whom
 * they send. Leaves out: whether the message really comes from the service. */
#include "impersonation/impersonation.h"

#include <string.h>

/* Each form is a text with one of {user}, {user:at} (jane at example.org), {user:a}
 * (jane(a)example.org); {name} at its start stands for any words, {via} for that word in any
 * language. */
static const TfNameService services[] = {
#include "name-services.inc"
};

static const char *const alias_forms[] = {
    "{user}",          "{user:at}",          "{user:a}",
    "{name} - {user}", "{name} - {user:at}", "{name} - {user:a}",
    "{name} ({user})", "{name} <{user}>",    "{name} '{user:at}'",
    "'{user:at}'",     "'{user}'",           NULL,
};
static const TfNameService alias_service = {NULL, alias_forms};

const TfNameService *
tf_name_service_alias (void)
{
    return &alias_service;
}

const TfNameService *
tf_name_service_find (const char *domain)
{
    for (guint i = 0; i < G_N_ELEMENTS (services); i++)
        if (tf_domain_is_within (domain, services[i].domain))
            return &services[i];
    return NULL;
}

/** Place: the text around a claim. */
typedef struct {
    TfSpan before;
    TfSpan behind;
    gboolean is_address;
} Place;

static gboolean
drop_end (TfSpan *text, TfSpan end)
{
    g_autofree char *tail = tf_span_dup (end);
    TfSpan last;

    if (end.length > text->length)
        return FALSE;
    last = tf_span (text->data + text->length - end.length, end.length);
    if (!tf_span_equal_nocase (last, tail))
        return FALSE;
    text->length -= end.length;
    return TRUE;
}

static gboolean
is_local_byte (char byte)
{
    return g_ascii_isalnum (byte) || (guchar)byte >= 0x80 ||
           tf_span_has (tf_span_of (".!#$%&*+-/=?^_{|}~"), byte);
}

/* Drops the local part, and what is written for "@" after it. */
static gboolean
drop_local (TfSpan *text, const char *at)
{
    gsize length;

    if (!drop_end (text, tf_span_of (at)))
        return FALSE;
    length = text->length;
    while (text->length > 0 && is_local_byte (text->data[text->length - 1]))
        text->length--;
    return text->length < length;
}

/* "(jane@example.org)", after a person's name. */
static gboolean
drop_brackets (Place *place)
{
    static const char *const pairs[] = {"()", "<>", "[]", "''", "\"\""};

    for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
        TfCursor cursor = tf_cursor (place->behind);

        if (!tf_cursor_take (&cursor, pairs[i][1]) ||
            !drop_end (&place->before, tf_span (pairs[i], 1)))
            continue;
        place->behind = tf_cursor_rest (&cursor);
        return TRUE;
    }
    return FALSE;
}

/* Whether TEXT is the part of the form that follows the person. */
static gboolean
takes_rest (TfSpan form, TfSpan text)
{
    TfCursor wanted = tf_cursor (form), cursor = tf_cursor (text);

    while (!tf_cursor_at_end (&wanted)) {
        if (tf_cursor_take_text (&wanted, "{via} ")) {
            if (!tf_list_form_take_via (&cursor))
                return FALSE;
        } else if (tf_lower ((char)tf_cursor_next (&wanted)) !=
                   tf_lower ((char)tf_cursor_next (&cursor))) {
            return FALSE;
        }
    }
    return tf_cursor_at_end (&cursor);
}

static gboolean
takes_start (TfSpan form, TfSpan text)
{
    TfCursor cursor = tf_cursor (form);

    if (!tf_cursor_take_text (&cursor, "{name}"))
        return form.length == text.length && drop_end (&text, form);
    return drop_end (&text, tf_cursor_rest (&cursor));
}

static gboolean
has_form (const char *form, Place place)
{
    TfCursor cursor = tf_cursor (tf_span_of (form));
    TfSpan start, person, rest;

    start = tf_cursor_take_until (&cursor, '{');
    if (tf_cursor_take_text (&cursor, "{name}")) {
        tf_cursor_take_until (&cursor, '{');
        start = tf_span (form, (gsize)(cursor.at - form));
    }
    tf_cursor_next (&cursor);
    person = tf_cursor_take_until (&cursor, '}');
    tf_cursor_next (&cursor);
    rest = tf_cursor_rest (&cursor);
    if (tf_span_equal (person, "user:at") || tf_span_equal (person, "user:a")) {
        const char *at = tf_span_equal (person, "user:a") ? "(a)" : " at ";

        return !place.is_address && drop_local (&place.before, at) &&
               takes_start (start, place.before) && takes_rest (rest, place.behind);
    }
    if (takes_start (start, place.before) && takes_rest (rest, place.behind))
        return TRUE;
    return start.length == 0 && drop_brackets (&place) && takes_rest (rest, place.behind);
}

gboolean
tf_name_service_has_form (const TfNameService *service, const char *text,
                          const TfClaim *claim)
{
    TfSpan all = tf_span_strip (tf_span_of (text));
    const char *end = claim->written.data + claim->written.length;
    const Place place = {
        .before = tf_span (all.data, (gsize)(claim->start - all.data)),
        .behind = tf_span (end, (gsize)(all.data + all.length - end)),
        .is_address = claim->local != NULL,
    };

    for (guint i = 0; service->forms[i] != NULL; i++)
        if (has_form (service->forms[i], place))
            return TRUE;
    return FALSE;
}
