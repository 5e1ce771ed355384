/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* copy-fields: the header of a redacted copy. Fields keep their bytes where nothing had to be changed. Those that say
 * whom to look for are read first, so that no amount of others can push them out. */
#include <string.h>

#include "abuse/abuse-private.h"

#define LINE_BYTES  900 /* RFC 5322 §2.1.1: 998 */
#define NAME_BYTES  78
#define N_FIRST     40 /* fields that are read first */
#define TOKEN_BYTES 16
#define LEFT_OUT    "[left out]"

/* What an abuse desk needs. */
static const char *const important[] = {"From",    "Sender", "Reply-To",   "Return-Path",
                                        "Subject", "Date",   "Message-ID", "Received"};

/* What servers write, or what has one form. */
static const char *const records[] = {"Received",
                                      "X-Received",
                                      "Date",
                                      "Received-SPF",
                                      "Authentication-Results",
                                      "ARC-Authentication-Results"};

/* ---- kinds of fields --------------------------------------------------------------- */

static gboolean
is_one_of (const char *name, const char *const *names, guint n_names)
{
    for (guint i = 0; i < n_names; i++)
        if (g_ascii_strcasecmp (name, names[i]) == 0)
            return TRUE;
    return FALSE;
}

/* Fields about parts that the copy has no more. */
static gboolean
is_about_parts (const char *name)
{
    return g_ascii_strncasecmp (name, "Content-", strlen ("Content-")) == 0 ||
           g_ascii_strcasecmp (name, "MIME-Version") == 0;
}

static gboolean
lists_recipients (const char *name)
{
    static const char *const names[] = {"To",        "Cc",        "Bcc",
                                        "Resent-To", "Resent-Cc", "Resent-Bcc"};

    return is_one_of (name, names, G_N_ELEMENTS (names));
}

/* DKIM-Signature, ARC-Message-Signature, X-Google-DKIM-Signature, ARC-Seal. */
static gboolean
is_signature (const char *name)
{
    g_autofree char *lower = g_ascii_strdown (name, -1);

    return g_str_has_suffix (lower, "dkim-signature") ||
           g_str_has_suffix (lower, "-message-signature") ||
           g_str_equal (lower, "domainkey-signature") || g_str_equal (lower, "arc-seal");
}

/* RFC 5322 §2.2. */
static gboolean
is_field_name (const char *name)
{
    for (const char *at = name; *at != '\0'; at++)
        if (!g_ascii_isgraph (*at) || *at == ':')
            return FALSE;
    return *name != '\0' && strlen (name) < NAME_BYTES;
}

/* ---- values ------------------------------------------------------------------------ */

static const char *
skip_blanks (const char *at)
{
    while (g_ascii_isspace (*at))
        at++;
    return at;
}

static gboolean
is_token_byte (char byte)
{
    return g_ascii_isalnum (byte) || tf_span_has (tf_span_of ("+/=_-"), byte);
}

/* Whether a fold behind LINE is within something encoded, which goes on at NEXT. */
static gboolean
is_in_token (const GString *line, const char *next)
{
    gsize n = 0;

    while (n < line->len && is_token_byte (line->str[line->len - 1 - n]))
        n++;
    return n >= TOKEN_BYTES && is_token_byte (*next);
}

/* Owned: VALUE as UTF-8, with an LF in front of the blanks of each fold. */
static char *
text_of (TfSpan value)
{
    g_autofree char *text = tf_view_text_of (tf_span_strip (value));
    g_autoptr (GString) lines = g_string_new (NULL);

    for (const char *at = text; *at != '\0'; at++) {
        const char *next = skip_blanks (at);

        if (*at == '\n' && is_in_token (lines, next))
            at = next - 1;
        else if (*at != '\r')
            g_string_append_c (lines, *at);
    }
    return g_strdup (lines->str);
}

/* Owned: LINES in one line. JOINED: also without the blanks of the folds, because a program may have folded one
 * word. */
static char *
unfold (const char *lines, gboolean joined)
{
    GString *line = g_string_new (NULL);

    for (const char *at = lines; *at != '\0'; at++)
        if (*at != '\n')
            g_string_append_c (line, *at);
        else if (joined)
            at = skip_blanks (at) - 1;
    return g_string_free (line, FALSE);
}

/* Whether the bytes of VALUE can stay as they are. A line of blanks alone would end the header for some. */
static gboolean
is_plain (TfSpan value)
{
    TfCursor cursor = tf_cursor (value);

    while (!tf_cursor_at_end (&cursor)) {
        TfSpan line = tf_cursor_take_until (&cursor, '\n');

        if (line.length > LINE_BYTES)
            return FALSE;
        line = tf_span_without_line_end (line);
        for (gsize i = 0; i < line.length; i++)
            if (!g_ascii_isprint (line.data[i]) && line.data[i] != '\t')
                return FALSE;
        if (tf_span_strip (line).length == 0)
            return FALSE;
        if (tf_cursor_take (&cursor, '\n') && tf_cursor_peek (&cursor) != ' ' &&
            tf_cursor_peek (&cursor) != '\t' && !tf_cursor_at_end (&cursor))
            return FALSE;
    }
    return TRUE;
}

/* A value as it was, with line ends of our own. */
static void
write_plain (GString *out, const char *name, TfSpan value)
{
    TfCursor cursor = tf_cursor (value);

    g_string_append_printf (out, "%s:", name);
    while (!tf_cursor_at_end (&cursor)) {
        TfSpan line = tf_cursor_take_until (&cursor, '\n');

        tf_cursor_take (&cursor, '\n');
        line = tf_span_without_line_end (line);
        g_string_append_len (out, line.data, (gssize)line.length);
        g_string_append (out, "\r\n");
    }
    if (value.length == 0)
        g_string_append (out, "\r\n");
}

/* ---- redacting --------------------------------------------------------------------- */

/* Owned: what is to be written instead of LINE, the value in one line; NULL: it cannot be written. Programs
 * join encoded words in two ways, so both are searched. */
static char *
redact_line (const char *line, const TfRedaction *redaction, TfScope scope,
             gboolean *ret_changed)
{
    TfSpan span = tf_span_of (line);
    g_autofree char *every = tf_mime_decode_every_word (span);
    g_autofree char *joined = tf_mime_decode_words (span);
    char *redacted;

    *ret_changed = TRUE;
    if (tf_mime_has_utf7 (span))
        return NULL;
    if (!g_str_equal (joined, every) && tf_redaction_finds (redaction, joined, scope))
        return tf_redaction_apply (redaction, joined, scope);
    redacted = tf_redaction_apply (redaction, every, scope);
    *ret_changed =
        redacted == NULL || !g_str_equal (redacted, every) ||
        (!g_str_equal (line, every) && tf_redaction_finds (redaction, line, scope));
    return redacted;
}

/* Owned: the same for the value of a signature, in which only hosts and lists are kept as they are. With the signature
 * and the hash of the body, anybody could try which address the original had. */
static char *
redact_signature (const char *line, const TfRedaction *redaction)
{
    g_auto (GStrv) tags = g_strsplit (line, ";", -1);

    for (guint i = 0; tags[i] != NULL; i++) {
        TfCursor cursor = tf_cursor (tf_span_strip (tf_span_of (tags[i])));
        g_autofree char *name =
            tf_span_dup_lower (tf_span_strip (tf_cursor_take_until (&cursor, '=')));
        gboolean is_blank = g_str_equal (name, "b") || g_str_equal (name, "bh");
        TfScope scope =
            strlen (name) == 1 && tf_span_has (tf_span_of ("dsactqxlvh"), *name)
                ? TF_SCOPE_RECORD
                : TF_SCOPE_ALL;
        char *tag = is_blank ? g_strdup_printf (" %s=", name)
                             : tf_redaction_apply (redaction, tags[i], scope);

        if (tag == NULL)
            return NULL;
        g_free (tags[i]);
        tags[i] = tag;
    }
    return g_strjoinv (";", tags);
}

/* Owned: the same for LINES without encoded words. What is left is searched once more without its folds. */
static char *
redact_lines (const char *lines, const TfRedaction *redaction, TfScope scope,
              gboolean *ret_changed)
{
    g_autofree char *redacted = tf_redaction_apply (redaction, lines, scope);
    g_autofree char *joined = redacted != NULL ? unfold (redacted, TRUE) : NULL;

    *ret_changed = redacted == NULL || !g_str_equal (redacted, lines);
    if (redacted == NULL)
        return NULL;
    if (scope == TF_SCOPE_RECORD || !tf_span_has (tf_span_of (redacted), '\n') ||
        !tf_redaction_finds (redaction, joined, scope))
        return unfold (redacted, FALSE);
    *ret_changed = TRUE;
    return tf_redaction_apply (redaction, joined, scope);
}

/* Owned: the same for a FIELD; *ret_changed: it is to be written anew. */
static char *
redact_field (const TfField *field, const char *name, const TfRedaction *redaction,
              gboolean *ret_changed)
{
    gboolean is_record = is_one_of (name, records, G_N_ELEMENTS (records));
    TfScope scope = is_record ? TF_SCOPE_RECORD : TF_SCOPE_ALL;
    g_autofree char *lines = NULL;
    g_autofree char *line = NULL;

    *ret_changed = TRUE;
    if (field->value.length > TF_LIMIT_ABUSE_FIELD ||
        (tf_redaction_is_full (redaction) && lists_recipients (name)))
        return NULL;
    lines = text_of (field->value);
    line = unfold (lines, FALSE);
    if (is_signature (name))
        return redact_signature (line, redaction);
    if (tf_mime_has_word (tf_span_of (line)))
        return redact_line (line, redaction, scope, ret_changed);
    return redact_lines (lines, redaction, scope, ret_changed);
}

/* ---- writing ----------------------------------------------------------------------- */

/* A name can be known to all, and hold nobody's address. */
static gboolean
may_show_name (const char *name, const TfRedaction *redaction)
{
    return is_one_of (name, important, G_N_ELEMENTS (important)) ||
           is_one_of (name, records, G_N_ELEMENTS (records)) || lists_recipients (name) ||
           is_signature (name) || !tf_redaction_finds (redaction, name, TF_SCOPE_RECORD);
}

/* Owned: FIELD as it is written; "" for one that the copy has in another form. */
static GString *
copy_field (const TfField *field, const TfRedaction *redaction, guint *n_left_out)
{
    GString *out = g_string_new (NULL);
    g_autofree char *name = tf_span_dup_utf8 (field->name);
    g_autofree char *value = NULL;
    gboolean changed;

    if (is_about_parts (name))
        return out;
    if (!is_field_name (name) || !may_show_name (name, redaction)) {
        tf_write_field (out, "X-Left-Out", LEFT_OUT);
        *n_left_out += 1;
        return out;
    }
    value = redact_field (field, name, redaction, &changed);
    if (value == NULL)
        tf_write_field (out, name, LEFT_OUT);
    else if (!changed && is_plain (field->value))
        write_plain (out, name, field->value);
    else
        tf_write_field (out, name, value);
    *n_left_out += value == NULL ? 1 : 0;
    return out;
}

static void
string_free (gpointer data)
{
    if (data != NULL)
        g_string_free (data, TRUE);
}

/* Fills WRITTEN with the fields that are IMPORTANT, or with the others. */
static void
copy_fields (GPtrArray *written, const TfHeader *header, const TfRedaction *redaction,
             gboolean are_important, guint *n_left_out)
{
    gsize length = 0;
    guint n = 0;

    for (guint i = 0; i < header->fields->len; i++) {
        const TfField *field = tf_header_get (header, i);
        g_autofree char *name = tf_span_dup_utf8 (field->name);
        gboolean is_first =
            is_one_of (name, important, G_N_ELEMENTS (important)) && n < N_FIRST;
        GString *text = NULL;

        n += is_first ? 1 : 0;
        if (is_first != are_important)
            continue;
        if (length < TF_LIMIT_ABUSE_HEADER)
            text = copy_field (field, redaction, n_left_out);
        else if (!is_about_parts (name))
            *n_left_out += 1;
        length += text != NULL ? text->len : 0;
        g_ptr_array_index (written, i) = text;
    }
}

guint
tf_copy_fields (GString *out, const TfHeader *header, const TfRedaction *redaction)
{
    g_autoptr (GPtrArray) written = g_ptr_array_new_with_free_func (string_free);
    guint n_left_out = 0;

    g_ptr_array_set_size (written, (gint)header->fields->len);
    tf_redaction_allow (redaction, 15);
    copy_fields (written, header, redaction, TRUE, &n_left_out);
    tf_redaction_allow (redaction, 15);
    copy_fields (written, header, redaction, FALSE, &n_left_out);
    for (guint i = 0; i < written->len; i++) {
        const GString *text = g_ptr_array_index (written, i);

        if (text != NULL)
            g_string_append_len (out, text->str, (gssize)text->len);
    }
    return n_left_out;
}
