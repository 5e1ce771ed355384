/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* claim: the addresses and domains in a text for people. There is no grammar: what counts is what a
 * reader would take for one. Leaves out: which of them are meant as such (plausible.c). */
#include "impersonation/impersonation.h"

/* A U-label may be longer in UTF-8 than the name is in the DNS; a local part may have 64
 * octets, and twice as many are still read as one. */
#define MAX_DOMAIN_BYTES 1012
#define MAX_LOCAL_BYTES  256

static gboolean
is_word_byte (guchar byte)
{
    return g_ascii_isalnum (byte) || byte >= 0x80 ||
           (byte != '\0' &&
            tf_span_has (tf_span_of (".!#$%&'*+-/=?^_`{|}~"), (char)byte));
}

static gboolean
is_domain_byte (guchar byte)
{
    return g_ascii_isalnum (byte) || byte >= 0x80 || byte == '.' || byte == '-' ||
           byte == '_';
}

static gboolean
is_ascii_domain_byte (guchar byte)
{
    return byte < 0x80 && is_domain_byte (byte);
}

static gboolean
is_edge (char byte)
{
    return (guchar)byte < 0x80 && !g_ascii_isalnum (byte);
}

static TfSpan
without_edges (TfSpan text)
{
    while (text.length > 0 && is_edge (text.data[0])) {
        text.data++;
        text.length--;
    }
    while (text.length > 0 && is_edge (text.data[text.length - 1]))
        text.length--;
    return text;
}

/* Two labels or more, the last one not a number. */
static char *
parse (TfSpan text)
{
    g_autofree char *domain =
        text.length <= MAX_DOMAIN_BYTES ? tf_domain_parse (text) : NULL;
    const char *last = domain != NULL ? tf_domain_last_labels (domain, 1) : "";

    if (domain == NULL || last == domain || g_ascii_isdigit (last[0]))
        return NULL;
    return g_steal_pointer (&domain);
}

/* A script that is written without spaces runs into the name; the ASCII at the start of the word
 * may be a domain too. */
static gboolean
read_domain (TfClaimReader *reader, TfSpan text, TfSpan *ret_written)
{
    TfSpan whole = without_edges (text);
    TfCursor cursor = tf_cursor (whole);
    TfSpan ascii = without_edges (tf_cursor_take_while (&cursor, is_ascii_domain_byte));

    g_free (reader->domain);
    *ret_written = ascii;
    reader->domain =
        tf_span_has (ascii, '.') && ascii.length < whole.length ? parse (ascii) : NULL;
    if (reader->domain != NULL)
        return TRUE;
    *ret_written = whole;
    reader->domain = tf_span_has (whole, '.') ? parse (whole) : NULL;
    return reader->domain != NULL;
}

static void
set_word (TfClaimReader *reader, TfSpan word, gboolean is_certain)
{
    reader->word = tf_cursor (word);
    reader->is_certain = is_certain;
}

/* WORD is followed by "@"; the cursor is after that. What turns out not to be an address is read as
 * words. */
static gboolean
read_address (TfClaimReader *reader, TfSpan word, TfSpan *ret_written)
{
    TfSpan local = without_edges (word);
    TfSpan domain = tf_cursor_take_while (&reader->cursor, is_domain_byte);

    if (local.length == 0) { /* "@handle" */
        set_word (reader, domain, FALSE);
        return FALSE;
    }
    if (local.length > MAX_LOCAL_BYTES || !read_domain (reader, domain, ret_written)) {
        set_word (reader, word, FALSE);
        return FALSE;
    }
    g_free (reader->local);
    reader->local = tf_span_dup_utf8 (local);
    reader->start = local.data;
    return TRUE;
}

static gboolean
starts_with (TfSpan text, const char *start)
{
    TfCursor cursor = tf_cursor (text);

    return tf_cursor_take_text (&cursor, start);
}

/* The next piece of the word; of a URL only the host. */
static gboolean
read_bare (TfClaimReader *reader, TfSpan *ret_written)
{
    while (!tf_cursor_at_end (&reader->word)) {
        gboolean url = tf_cursor_take_text (&reader->word, "//");
        TfSpan piece = tf_cursor_take_while (&reader->word, is_domain_byte);
        gboolean certain = url || reader->is_certain;

        if (url)
            reader->word = tf_cursor (TF_SPAN_EMPTY);
        else
            tf_cursor_next (&reader->word);
        if (piece.length > 0 && read_domain (reader, piece, ret_written)) {
            reader->is_certain = certain || starts_with (*ret_written, "www.");
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
read_next (TfClaimReader *reader, TfSpan *ret_written, gboolean *ret_is_address)
{
    *ret_is_address = FALSE;
    while (!read_bare (reader, ret_written)) {
        TfSpan word = tf_cursor_take_while (&reader->cursor, is_word_byte);

        if (tf_cursor_take (&reader->cursor, '@')) {
            *ret_is_address = read_address (reader, word, ret_written);
            if (*ret_is_address)
                return TRUE;
        } else if (word.length > 0) {
            set_word (reader, word, FALSE);
        } else if (tf_cursor_next (&reader->cursor) < 0) {
            return FALSE;
        }
    }
    return TRUE;
}

void
tf_claim_reader_init (TfClaimReader *reader, const char *text)
{
    *reader = (TfClaimReader){.cursor = tf_cursor (tf_span_of (text))};
    reader->word = tf_cursor (TF_SPAN_EMPTY);
}

gboolean
tf_claim_reader_next (TfClaimReader *reader, TfClaim *ret_claim)
{
    TfSpan written = TF_SPAN_EMPTY;
    gboolean is_address;

    if (!read_next (reader, &written, &is_address))
        return FALSE;
    *ret_claim = (TfClaim){
        .local = is_address ? reader->local : NULL,
        .domain = reader->domain,
        .written = written,
        .start = is_address ? reader->start : written.data,
        .is_certain = is_address || reader->is_certain,
    };
    return TRUE;
}

void
tf_claim_reader_clear (TfClaimReader *reader)
{
    g_clear_pointer (&reader->local, g_free);
    g_clear_pointer (&reader->domain, g_free);
}
