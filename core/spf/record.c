/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* RFC 7208 §12: the record's grammar. Every term is read before any is evaluated, because a syntax
 * error anywhere is permerror (§4.6). */
#include "spf/spf.h"

#include <string.h>

#define VERSION_TAG "v=spf1"

static const struct {
    const char *name;
    TfSpfMechanism mechanism;
} mechanisms[] = {
    {"all", TF_SPF_ALL}, {"include", TF_SPF_INCLUDE}, {"a", TF_SPF_A},
    {"mx", TF_SPF_MX},   {"ptr", TF_SPF_PTR},         {"ip4", TF_SPF_IP4},
    {"ip6", TF_SPF_IP6}, {"exists", TF_SPF_EXISTS},
};

gboolean
tf_spf_is_record (TfSpan text)
{
    TfCursor cursor = tf_cursor (text);

    if (!tf_cursor_take_text (&cursor, VERSION_TAG))
        return FALSE;
    return tf_cursor_at_end (&cursor) || tf_cursor_peek (&cursor) == ' ';
}

static gboolean
is_name_byte (guchar byte)
{
    return g_ascii_isalnum (byte) || byte == '-' || byte == '_' || byte == '.';
}

static TfResult
take_qualifier (TfCursor *cursor)
{
    if (tf_cursor_take (cursor, '-'))
        return TF_RESULT_FAIL;
    if (tf_cursor_take (cursor, '~'))
        return TF_RESULT_SOFTFAIL;
    if (tf_cursor_take (cursor, '?'))
        return TF_RESULT_NEUTRAL;
    tf_cursor_take (cursor, '+');
    return TF_RESULT_PASS;
}

/* §5.6: "/" and a number without leading zeros. */
static gboolean
take_prefix (TfCursor *cursor, guint max, guint *ret_prefix)
{
    gboolean zero = tf_cursor_peek (cursor) == '0';
    const char *start = cursor->at;
    guint64 number;

    if (!tf_cursor_take_number (cursor, 3, &number) || number > max)
        return FALSE;
    if (zero && cursor->at - start > 1)
        return FALSE;
    *ret_prefix = (guint)number;
    return TRUE;
}

/* dual-cidr-length, up to the end of the term. */
static gboolean
parse_dual_prefix (TfSpan text, TfSpfTerm *term)
{
    TfCursor cursor = tf_cursor (text);

    if (tf_cursor_at_end (&cursor))
        return TRUE;
    if (!tf_cursor_take (&cursor, '/'))
        return FALSE;
    if (tf_cursor_peek (&cursor) != '/') {
        if (!take_prefix (&cursor, 32, &term->prefix4))
            return FALSE;
        if (tf_cursor_at_end (&cursor))
            return TRUE;
        if (!tf_cursor_take (&cursor, '/'))
            return FALSE;
    }
    return tf_cursor_take (&cursor, '/') && take_prefix (&cursor, 128, &term->prefix6) &&
           tf_cursor_at_end (&cursor);
}

/* A domain-spec may itself contain "/", so only digits and slashes at the end are the prefix.
 * Returns where it begins. */
static gsize
find_prefix (TfSpan text)
{
    gsize at = text.length;
    gsize first = text.length;

    while (at > 0 && (g_ascii_isdigit (text.data[at - 1]) || text.data[at - 1] == '/')) {
        at--;
        if (text.data[at] == '/')
            first = at;
    }
    return first;
}

/* "ip6:::ffff:192.0.2.1" is still an IPv6 network (§5.6). */
static void
map_to_ip6 (TfIp *network)
{
    memmove (network->octets + 12, network->octets, 4);
    memset (network->octets, 0, 10);
    memset (network->octets + 10, 0xff, 2);
    network->length = 16;
}

static gboolean
parse_network (TfSpan text, TfSpfTerm *term)
{
    gboolean is_ip4 = term->mechanism == TF_SPF_IP4;
    TfCursor cursor = tf_cursor (text);
    TfSpan address = tf_cursor_take_until (&cursor, '/');
    guint *prefix = is_ip4 ? &term->prefix4 : &term->prefix6;

    if (!tf_ip_parse (address, &term->network))
        return FALSE;
    if (tf_span_has (address, ':') == is_ip4)
        return FALSE;
    if (!is_ip4 && term->network.length == 4)
        map_to_ip6 (&term->network);
    if (tf_cursor_at_end (&cursor))
        return TRUE;
    return tf_cursor_take (&cursor, '/') &&
           take_prefix (&cursor, is_ip4 ? 32 : 128, prefix) && tf_cursor_at_end (&cursor);
}

static gboolean
parse_target (TfSpan text, gboolean has_domain, gboolean takes_prefix, TfSpfTerm *term)
{
    gsize split = takes_prefix ? find_prefix (text) : text.length;

    term->domain_spec = tf_span (text.data, split);
    if (has_domain && !tf_spf_macro_is_valid (term->domain_spec, TRUE))
        return FALSE;
    if (!has_domain && split > 0)
        return FALSE;
    return parse_dual_prefix (tf_span (text.data + split, text.length - split), term);
}

static gboolean
parse_argument (TfCursor *cursor, TfSpfTerm *term)
{
    gboolean has_domain = tf_cursor_take (cursor, ':');
    TfSpan rest = tf_cursor_rest (cursor);

    switch (term->mechanism) {
    case TF_SPF_ALL:
        return !has_domain && rest.length == 0;
    case TF_SPF_INCLUDE:
    case TF_SPF_EXISTS:
        return has_domain && parse_target (rest, TRUE, FALSE, term);
    case TF_SPF_PTR:
        return parse_target (rest, has_domain, FALSE, term);
    case TF_SPF_A:
    case TF_SPF_MX:
        return parse_target (rest, has_domain, TRUE, term);
    case TF_SPF_IP4:
    case TF_SPF_IP6:
        return has_domain && parse_network (rest, term);
    }
    return FALSE;
}

static gboolean
parse_directive (TfSpan text, TfSpfRecord *record)
{
    TfCursor cursor = tf_cursor (text);
    TfSpfTerm term = {.prefix4 = 32, .prefix6 = 128};
    TfSpan name;

    term.qualifier = take_qualifier (&cursor);
    name = tf_cursor_take_while (&cursor, is_name_byte);
    for (guint i = 0; i < G_N_ELEMENTS (mechanisms); i++) {
        if (!tf_span_equal_nocase (name, mechanisms[i].name))
            continue;
        term.mechanism = mechanisms[i].mechanism;
        if (!parse_argument (&cursor, &term))
            return FALSE;
        g_array_append_val (record->terms, term);
        return TRUE;
    }
    return FALSE;
}

static gboolean
parse_modifier (TfSpan name, TfSpan value, TfSpfRecord *record, gboolean *has_exp)
{
    if (tf_span_equal_nocase (name, "redirect")) {
        if (record->has_redirect) /* §6: once */
            return FALSE;
        record->has_redirect = TRUE;
        record->redirect = value;
        return tf_spf_macro_is_valid (value, TRUE);
    }
    if (tf_span_equal_nocase (name, "exp")) {
        if (*has_exp)
            return FALSE;
        *has_exp = TRUE;
        return tf_spf_macro_is_valid (value, TRUE);
    }
    return tf_spf_macro_is_valid (value, FALSE);
}

static gboolean
parse_term (TfSpan text, TfSpfRecord *record, gboolean *has_exp)
{
    TfCursor cursor = tf_cursor (text);
    TfSpan name = tf_cursor_take_while (&cursor, is_name_byte);

    if (name.length > 0 && g_ascii_isalpha (name.data[0]) &&
        tf_cursor_take (&cursor, '='))
        return parse_modifier (name, tf_cursor_rest (&cursor), record, has_exp);
    return parse_directive (text, record);
}

static gboolean
is_visible (TfSpan text)
{
    for (gsize i = 0; i < text.length; i++)
        if ((guchar)text.data[i] < 0x20 || (guchar)text.data[i] > 0x7e)
            return FALSE;
    return TRUE;
}

TfSpfRecord *
tf_spf_record_parse (TfSpan text)
{
    g_autoptr (TfSpfRecord) record = g_new0 (TfSpfRecord, 1);
    TfCursor cursor = tf_cursor (text);
    gboolean has_exp = FALSE;

    record->terms = g_array_new (FALSE, FALSE, sizeof (TfSpfTerm));
    if (!is_visible (text) || !tf_cursor_take_text (&cursor, VERSION_TAG))
        return NULL;
    while (tf_cursor_take (&cursor, ' ')) {
        TfSpan term = tf_cursor_take_until (&cursor, ' ');

        if (term.length > 0 && !parse_term (term, record, &has_exp))
            return NULL;
    }
    return g_steal_pointer (&record);
}

void
tf_spf_record_free (TfSpfRecord *record)
{
    g_array_unref (record->terms);
    g_free (record);
}
