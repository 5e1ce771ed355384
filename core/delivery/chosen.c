/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What the sender chose for this very message and the receiving server prints among its results: the i=
 * of signatures, which servers decode without quoting it, MAIL FROM and HELO. With a semicolon or a
 * quote in it, it can turn into a result that nobody found. A "=" is common: VERP, SRS. */
#include "delivery/delivery-private.h"

static gboolean
is_hostile_byte (guchar byte)
{
    return byte <= ' ' || byte == 0x7f ||
           tf_span_has (tf_span_of (";()\"\\"), (char)byte);
}

static gboolean
is_harmless_byte (guchar byte)
{
    return !is_hostile_byte (byte);
}

static gboolean
is_hostile (TfSpan text)
{
    TfCursor cursor = tf_cursor (text);

    tf_cursor_take_while (&cursor, is_harmless_byte);
    return !tf_cursor_at_end (&cursor);
}

static guint
judge (TfSpan text, TfChosen kind)
{
    gboolean ends_line = tf_span_has (text, '\n') || tf_span_has (text, '\r');

    if (!is_hostile (text))
        return 0;
    return kind | (ends_line ? TF_CHOSEN_LINE_END : 0);
}

/* ---- i= ---------------------------------------------------------------------------------- */

/* RFC 6376 §2.11: white space in it is ignored. */
static GString *
decode (TfSpan value)
{
    TfCursor cursor = tf_cursor (value);
    GString *text = g_string_sized_new (value.length);

    for (;;) {
        TfSpan plain;
        int byte, high, low;

        tf_cursor_skip_fws (&cursor);
        byte = tf_cursor_next (&cursor);
        if (byte < 0)
            return text;
        plain = tf_span (cursor.at, MIN (2, (gsize)(cursor.end - cursor.at)));
        high = plain.length == 2 ? g_ascii_xdigit_value (plain.data[0]) : -1;
        low = plain.length == 2 ? g_ascii_xdigit_value (plain.data[1]) : -1;
        if (byte == '=' && high >= 0 && low >= 0) {
            tf_cursor_take_count (&cursor, 2);
            byte = high * 16 + low;
        }
        g_string_append_c (text, (char)byte);
    }
}

/* Includes a signature that we would refuse, because another verifier may read it. */
static guint
judge_signature (TfSpan value)
{
    TfCursor cursor = tf_cursor (value);
    guint found = 0;

    while (!tf_cursor_at_end (&cursor)) {
        TfCursor tag = tf_cursor (tf_cursor_take_until (&cursor, ';'));

        tf_cursor_take (&cursor, ';');
        tf_cursor_skip_fws (&tag);
        if (!tf_cursor_take_text (&tag, "i"))
            continue;
        tf_cursor_skip_fws (&tag);
        if (tf_cursor_take (&tag, '=')) {
            g_autoptr (GString) text = decode (tf_cursor_rest (&tag));

            found |= judge (tf_span (text->str, text->len), TF_CHOSEN_IDENTITY);
        }
    }
    return found;
}

static guint
judge_signatures (const TfHeader *header)
{
    guint found = 0;
    gint at = -1;

    while ((at = tf_header_find (header, "DKIM-Signature", (guint)(at + 1))) >= 0)
        found |= judge_signature (tf_header_get (header, (guint)at)->value);
    return found;
}

/* ---- the whole message ------------------------------------------------------------------- */

guint
tf_chosen_of_message (const TfDossier *dossier)
{
    return judge_signatures (dossier->header) |
           judge (dossier->envelope->mail_from, TF_CHOSEN_ENVELOPE);
}

guint
tf_chosen_of_hop (const TfReceived *hop)
{
    return hop->helo != NULL ? judge (tf_span_of (hop->helo), TF_CHOSEN_ENVELOPE) : 0;
}
