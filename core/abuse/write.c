/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* write: lines end in CR LF, and nothing that is foreign can contain one. */
#include <string.h>

#include "abuse/abuse-private.h"

#define LINE_CHARS 76
#define WORD_CHARS 900 /* RFC 5322 §2.1.1: 998 in a line */
#define WORD_BYTES 42  /* in an encoded word: RFC 2047 §2 allows 75 characters */

/* ---- fields ------------------------------------------------------------------------ */

/** Folding: a field that is being written. */
typedef struct {
    GString *out;
    gsize column;
} Folding;

static void
append_word (Folding *folding, const char *word)
{
    gsize length = strlen (word);

    if (folding->column + 1 + length > LINE_CHARS && folding->column > 0) {
        g_string_append (folding->out, "\r\n");
        folding->column = 0;
    }
    g_string_append_c (folding->out, ' ');
    folding->column += 1 + length;
    for (; length > WORD_CHARS; length -= WORD_CHARS, word += WORD_CHARS)
        g_string_append_printf (folding->out, "%.*s\r\n ", WORD_CHARS, word);
    g_string_append (folding->out, word);
}

/* TEXT in as many encoded words as it takes; no character is divided. */
static void
append_encoded (Folding *folding, const char *text)
{
    while (*text != '\0') {
        const char *end = text;
        g_autofree char *payload = NULL;
        g_autofree char *word = NULL;

        while (*end != '\0' && g_utf8_next_char (end) - text <= WORD_BYTES)
            end = g_utf8_next_char (end);
        payload = g_base64_encode ((const guchar *)text, (gsize)(end - text));
        word = g_strconcat ("=?UTF-8?B?", payload, "?=", NULL);
        append_word (folding, word);
        text = end;
    }
}

static gboolean
must_be_encoded (const char *word)
{
    return !tf_span_is_ascii (tf_span_of (word)) || tf_mime_has_word (tf_span_of (word));
}

/* The white space between two encoded words is not shown (RFC 2047 §6.2), so it is encoded with them. */
static void
append_words (Folding *folding, GStrv words)
{
    for (guint i = 0; words[i] != NULL; i++) {
        g_autoptr (GString) together = NULL;

        if (!must_be_encoded (words[i])) {
            if (*words[i] != '\0')
                append_word (folding, words[i]);
            continue;
        }
        together = g_string_new (words[i]);
        for (; words[i + 1] != NULL && must_be_encoded (words[i + 1]); i++)
            g_string_append_printf (together, " %s", words[i + 1]);
        append_encoded (folding, together->str);
    }
}

void
tf_write_field (GString *out, const char *name, const char *value)
{
    g_autofree char *valid = g_utf8_make_valid (value, -1);
    g_auto (GStrv) words = NULL;
    Folding folding = {out, strlen (name) + 1};

    for (char *at = valid; *at != '\0'; at++)
        if (g_ascii_iscntrl (*at))
            *at = ' ';
    words = g_strsplit (valid, " ", -1);
    g_string_append_printf (out, "%s:", name);
    append_words (&folding, words);
    g_string_append (out, "\r\n");
}

/* ---- text -------------------------------------------------------------------------- */

/* RFC 2045 §6.7. */
static gboolean
is_literal (const char *at)
{
    if (*at == ' ' || *at == '\t')
        return at[1] != '\n' && at[1] != '\0';
    return g_ascii_isgraph (*at) && *at != '=';
}

void
tf_write_quoted (GString *out, const char *text)
{
    gsize column = 0;

    for (const char *at = text; *at != '\0'; at++) {
        gsize width = is_literal (at) ? 1 : 3;

        if (*at == '\n') {
            g_string_append (out, "\r\n");
            column = 0;
            continue;
        }
        if (*at == '\r')
            continue;
        if (column + width >= LINE_CHARS) {
            g_string_append (out, "=\r\n");
            column = 0;
        }
        /* A dot alone ends a message on some ways, and "From " begins one in an mbox. */
        if (width == 1 && !(column == 0 && (*at == '.' || *at == 'F'))) {
            g_string_append_c (out, *at);
        } else {
            g_string_append_printf (out, "=%02X", (guchar)*at);
            width = 3;
        }
        column += width;
    }
    if (column > 0)
        g_string_append (out, "\r\n");
}

void
tf_write_text_part (GString *out, const char *subtype, const char *text)
{
    g_string_append_printf (out,
                            "Content-Type: text/%s; charset=utf-8\r\n"
                            "Content-Transfer-Encoding: quoted-printable\r\n\r\n",
                            subtype);
    tf_write_quoted (out, text);
}

/* ---- boundaries -------------------------------------------------------------------- */

static gboolean
is_in_any (const char *boundary, const GString *const *texts)
{
    for (guint i = 0; texts[i] != NULL; i++) {
        TfCursor cursor = tf_cursor (tf_span (texts[i]->str, texts[i]->len));

        for (; !tf_cursor_at_end (&cursor); tf_cursor_take_until (&cursor, '=')) {
            if (tf_cursor_take_text (&cursor, boundary))
                return TRUE;
            tf_cursor_next (&cursor);
        }
    }
    return FALSE;
}

char *
tf_write_boundary (const GString *const *texts)
{
    for (guint n = 0;; n++) {
        g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
        g_autofree char *boundary = NULL;

        for (guint i = 0; texts[i] != NULL; i++)
            g_checksum_update (checksum, (const guchar *)texts[i]->str,
                               (gssize)texts[i]->len);
        g_checksum_update (checksum, (const guchar *)&n, sizeof n);
        boundary = g_strdup_printf ("=_truefrom_%.24s", g_checksum_get_string (checksum));
        if (!is_in_any (boundary, texts))
            return g_steal_pointer (&boundary);
    }
}
