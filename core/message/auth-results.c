/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* RFC 8601 §2.2. Departures: a ";" is allowed at the end, and an unquoted value may contain "/", "=",
 * ":", "@" and "?", as header.b and addresses do everywhere. A comment in the middle of a value
 * ends it, so what follows must be another property, or the field is rejected. */
#include "message/auth-results.h"
#include "message/message-private.h"

#define MAX_RESULTS 200

/* ---- lexical parts ----------------------------------------------------------------------- */

gboolean
tf_results_skip_cfws (TfCursor *cursor)
{
    TfSpan comment;

    do
        tf_cursor_skip_fws (cursor);
    while (tf_cursor_take_comment (cursor, &comment));
    return tf_cursor_peek (cursor) != '(';
}

static gboolean
is_keyword_byte (guchar byte)
{
    return g_ascii_isalnum (byte) || byte == '-' || byte == '_';
}

char *
tf_results_take_keyword (TfCursor *cursor)
{
    TfSpan word = tf_cursor_take_while (cursor, is_keyword_byte);

    return word.length > 0 ? tf_span_dup_lower (word) : NULL;
}

static gboolean
is_value_byte (guchar byte)
{
    switch (byte) {
    case '(':
    case ')':
    case '<':
    case '>':
    case ',':
    case ';':
    case '\\':
    case '"':
    case '[':
    case ']':
    case 0x7f:
        return FALSE;
    default:
        return byte > 0x20;
    }
}

static char *
take_quoted (TfCursor *cursor)
{
    g_autoptr (GString) text = g_string_new (NULL);

    for (;;) {
        int byte = tf_cursor_next (cursor);

        if (byte == '"')
            return tf_span_dup_utf8 (tf_span (text->str, text->len));
        if (byte == '\\')
            byte = tf_cursor_next (cursor);
        if (byte <= 0) /* the end, or NUL */
            return NULL;
        if (byte != '\r' && byte != '\n')
            g_string_append_c (text, (char)byte);
    }
}

/* value of RFC 2045 §5.1, or an address. */
static char *
take_value (TfCursor *cursor)
{
    TfSpan word;

    if (tf_cursor_take (cursor, '"'))
        return take_quoted (cursor);
    word = tf_cursor_take_while (cursor, is_value_byte);
    return word.length > 0 ? tf_span_dup_utf8 (word) : NULL;
}

/* After the "=" of a property: nothing, as servers write for a null reverse-path: "smtp.mailfrom=;", "<>",
 * or the next property straight away. */
static gboolean
take_nothing (TfCursor *cursor)
{
    TfCursor look = *cursor;
    g_autofree char *type = NULL;
    g_autofree char *name = NULL;

    if (tf_cursor_take_text (cursor, "<>"))
        return TRUE;
    if (!tf_results_skip_cfws (&look))
        return FALSE;
    if (tf_cursor_at_end (&look) || tf_cursor_peek (&look) == ';')
        return TRUE;
    if (look.at == cursor->at)
        return FALSE;
    type = tf_results_take_keyword (&look);
    if (type == NULL)
        return FALSE;
    if (g_str_equal (type, "reason"))
        return tf_cursor_peek (&look) == '=';
    if (!tf_cursor_take (&look, '.'))
        return FALSE;
    name = tf_results_take_keyword (&look);
    return name != NULL && tf_cursor_peek (&look) == '=';
}

/* ---- results ----------------------------------------------------------------------------- */

static void
property_free (TfAuthProperty *property)
{
    g_free (property->type);
    g_free (property->name);
    g_free (property->value);
    g_free (property);
}

static void
result_free (TfAuthResult *result)
{
    g_free (result->method);
    g_free (result->result);
    g_ptr_array_unref (result->properties);
    g_free (result);
}

static TfAuthResult *
result_new (void)
{
    TfAuthResult *result = g_new0 (TfAuthResult, 1);

    result->properties = g_ptr_array_new_with_free_func ((GDestroyNotify)property_free);
    return result;
}

char *
tf_results_take_assigned (TfCursor *cursor)
{
    if (!tf_results_skip_cfws (cursor) || !tf_cursor_take (cursor, '=') ||
        !tf_results_skip_cfws (cursor))
        return NULL;
    return take_value (cursor);
}

static gboolean
is_method_byte (guchar byte)
{
    return is_keyword_byte (byte) || byte == '.';
}

/* method [ "/" version ] "=" result. A method of an unregistered form ("gateway.spf=") counts as one
 * that we do not know, and so does an empty result. */
static gboolean
take_method (TfCursor *cursor, TfAuthResult *result)
{
    guint64 version = 1;
    g_autofree char *word = NULL;
    TfSpan method;

    if (!tf_results_skip_cfws (cursor))
        return FALSE;
    method = tf_cursor_take_while (cursor, is_method_byte);
    if (method.length == 0 || !tf_results_skip_cfws (cursor))
        return FALSE;
    result->method = tf_span_dup_lower (method);
    if (tf_cursor_take (cursor, '/') &&
        (!tf_results_skip_cfws (cursor) || !tf_cursor_take_number (cursor, 4, &version)))
        return FALSE;
    if (!tf_results_skip_cfws (cursor) || !tf_cursor_take (cursor, '='))
        return FALSE;
    if (!take_nothing (cursor) &&
        (!tf_results_skip_cfws (cursor) || (word = take_value (cursor)) == NULL))
        return FALSE;
    /* §2.6: another version of a method is a method that we do not know. */
    result->result =
        version == 1 && word != NULL ? g_ascii_strdown (word, -1) : g_strdup ("");
    return TRUE;
}

static void
add_property (TfAuthResult *result, char *type, char *name, char *value)
{
    TfAuthProperty *property = g_new0 (TfAuthProperty, 1);

    property->type = type;
    property->name = name != NULL ? name : g_strdup ("");
    property->value = value;
    g_ptr_array_add (result->properties, property);
}

/* reason "=" value, or ptype "." property "=" pvalue. A property without a value is skipped. */
static gboolean
take_property (TfCursor *cursor, TfAuthResult *result)
{
    g_autofree char *type = tf_results_take_keyword (cursor);
    g_autofree char *name = NULL;
    g_autofree char *value = NULL;

    if (type == NULL || !tf_results_skip_cfws (cursor))
        return FALSE;
    if (tf_cursor_take (cursor, '.') &&
        (!tf_results_skip_cfws (cursor) ||
         (name = tf_results_take_keyword (cursor)) == NULL))
        return FALSE;
    if (!tf_results_skip_cfws (cursor) || !tf_cursor_take (cursor, '='))
        return FALSE;
    if (take_nothing (cursor))
        return TRUE;
    if (!tf_results_skip_cfws (cursor) || (value = take_value (cursor)) == NULL)
        return FALSE;
    /* "d=legit.example(.attack.example)" is a name that somebody sent, not the server's remark. */
    if (tf_cursor_peek (cursor) == '(')
        return FALSE;
    add_property (result, g_steal_pointer (&type), g_steal_pointer (&name),
                  g_steal_pointer (&value));
    return TRUE;
}

/* What comes after the ";". */
static gboolean
take_result (TfCursor *cursor, TfAuthResult *result)
{
    if (!take_method (cursor, result))
        return FALSE;
    for (;;) {
        const char *before = cursor->at;

        if (!tf_results_skip_cfws (cursor))
            return FALSE;
        if (tf_cursor_at_end (cursor) || tf_cursor_peek (cursor) == ';')
            return TRUE;
        if (cursor->at == before || !take_property (cursor, result))
            return FALSE;
    }
}

/* "none", which says that nothing was evaluated. */
static gboolean
take_none (TfCursor *cursor)
{
    TfCursor ahead = *cursor;

    if (!tf_results_skip_cfws (&ahead) || !tf_cursor_take_text (&ahead, "none") ||
        !tf_results_skip_cfws (&ahead))
        return FALSE;
    tf_cursor_take (&ahead, ';');
    if (!tf_results_skip_cfws (&ahead) || !tf_cursor_at_end (&ahead))
        return FALSE;
    *cursor = ahead;
    return TRUE;
}

/* A result, and all those that follow after ";". */
static TfReason
read_one (TfCursor *cursor, TfAuthResults *results)
{
    TfAuthResult *result;

    if (results->results->len >= MAX_RESULTS)
        return TF_REASON_TOO_MANY;
    result = result_new ();
    g_ptr_array_add (results->results, result);
    return take_result (cursor, result) ? TF_REASON_NONE : TF_REASON_SYNTAX;
}

static TfReason
read_results (TfCursor *cursor, TfAuthResults *results)
{
    TfReason reason;

    while (tf_cursor_take (cursor, ';')) {
        if (take_none (cursor))
            return TF_REASON_NONE;
        if (!tf_results_skip_cfws (cursor))
            return TF_REASON_SYNTAX;
        if (tf_cursor_at_end (cursor))
            return results->results->len > 0 ? TF_REASON_NONE : TF_REASON_SYNTAX;
        reason = read_one (cursor, results);
        if (reason != TF_REASON_NONE)
            return reason;
    }
    return tf_cursor_at_end (cursor) && results->results->len > 0 ? TF_REASON_NONE
                                                                  : TF_REASON_SYNTAX;
}

static TfReason
read_results_without_id (TfCursor *cursor, TfAuthResults *results)
{
    TfReason reason = read_one (cursor, results);

    return reason != TF_REASON_NONE ? reason : read_results (cursor, results);
}

/* Microsoft writes no authserv-id at all: the field begins with a method. */
static gboolean
begins_with_method (TfCursor cursor)
{
    TfSpan id = TF_SPAN_EMPTY;

    if (!tf_results_skip_cfws (&cursor))
        return FALSE;
    id = tf_cursor_take_while (&cursor, is_keyword_byte);
    return id.length > 0 && tf_results_skip_cfws (&cursor) &&
           tf_cursor_peek (&cursor) == '=';
}

static TfReason
read_field (TfCursor *cursor, TfAuthResults *results)
{
    g_autofree char *id = NULL;
    guint64 version;

    if (begins_with_method (*cursor))
        return read_results_without_id (cursor, results);
    if (!tf_results_skip_cfws (cursor) || (id = take_value (cursor)) == NULL ||
        !tf_results_skip_cfws (cursor))
        return TF_REASON_SYNTAX;
    results->authserv_id = g_ascii_strdown (id, -1);
    if (tf_cursor_take_number (cursor, 4, &version)) { /* §2.6 */
        if (version != 1)
            return TF_REASON_BAD_VERSION;
        if (!tf_results_skip_cfws (cursor))
            return TF_REASON_SYNTAX;
    }
    return read_results (cursor, results);
}

static TfAuthResults *
parse (TfCursor cursor)
{
    TfAuthResults *results = g_new0 (TfAuthResults, 1);

    results->results = g_ptr_array_new_with_free_func ((GDestroyNotify)result_free);
    if (cursor.end - cursor.at > TF_LIMIT_FIELD_BYTES)
        results->reason = TF_REASON_TOO_LONG;
    else
        results->reason = read_field (&cursor, results);
    if (results->reason != TF_REASON_NONE)
        g_ptr_array_set_size (results->results, 0);
    return results;
}

TfAuthResults *
tf_auth_results_parse (TfSpan value)
{
    return parse (tf_cursor (value));
}

TfAuthResults *
tf_auth_results_parse_arc (TfSpan value, guint *ret_instance)
{
    TfCursor cursor = tf_cursor (value);
    guint64 instance = 0;

    tf_cursor_skip_fws (&cursor);
    if (tf_cursor_take (&cursor, 'i')) {
        tf_cursor_skip_fws (&cursor);
        if (tf_cursor_take (&cursor, '=')) {
            tf_cursor_skip_fws (&cursor);
            if (!tf_cursor_take_number (&cursor, 2, &instance))
                instance = 0;
        }
    }
    tf_cursor_skip_fws (&cursor);
    *ret_instance = tf_cursor_take (&cursor, ';') ? (guint)instance : 0;
    return parse (cursor);
}

void
tf_auth_results_free (TfAuthResults *results)
{
    g_ptr_array_unref (results->results);
    g_free (results->authserv_id);
    g_free (results);
}

const char *
tf_auth_result_get (const TfAuthResult *result, const char *type, const char *name)
{
    for (guint i = 0; i < result->properties->len; i++) {
        const TfAuthProperty *property = g_ptr_array_index (result->properties, i);

        if (g_str_equal (property->type, type) && g_str_equal (property->name, name))
            return property->value;
    }
    return NULL;
}
