/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* copy-text: text is taken out of every encoding and charset, so that what is searched is what a reader would see.
 * What cannot be read is only described. */
#include <string.h>

#include "abuse/abuse-private.h"

#define NAME_CHARS 200

static TfSpan
field_value (const TfHeader *header, const char *name)
{
    gint index = tf_header_find (header, name, 0);

    return index >= 0 ? tf_header_get (header, (guint)index)->value : TF_SPAN_EMPTY;
}

void
tf_copy_part_free (gpointer data)
{
    TfCopyPart *part = data;

    g_free (part->text);
    g_free (part);
}

/* ---- reading ----------------------------------------------------------------------- */

/* Encodings that tf_attached_find_own() has undone, or that are none. */
static gboolean
is_readable_encoding (TfSpan encoding)
{
    static const char *const words[] = {"",       "7bit",   "8bit",
                                        "binary", "base64", "quoted-printable"};
    TfSpan word = tf_span_strip (encoding);

    for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        if (tf_span_equal_nocase (word, words[i]))
            return TRUE;
    return FALSE;
}

static gboolean
is_attachment (const TfHeader *header)
{
    TfCursor cursor =
        tf_cursor (tf_span_strip (field_value (header, "Content-Disposition")));

    return tf_cursor_take_text (&cursor, "attachment");
}

/* Text in any form that is readable as it is. */
static gboolean
is_text (const char *type)
{
    return g_ascii_strncasecmp (type, "text/", strlen ("text/")) == 0 &&
           g_ascii_strcasecmp (type, "text/rtf") != 0;
}

static gboolean
is_html (const char *type)
{
    return g_ascii_strcasecmp (type, "text/html") == 0;
}

/* Owned: TEXT with its soft line breaks undone (RFC 3676 §4.1). */
static char *
join_lines (char *text, TfSpan type)
{
    g_autofree char *joins = tf_mime_read_parameter (type, "delsp");
    g_autoptr (GString) joined = NULL;

    if (joins == NULL || g_ascii_strcasecmp (joins, "yes") != 0)
        return text;
    joined = g_string_new (text);
    g_free (text);
    g_string_replace (joined, " \r\n", "", 0);
    g_string_replace (joined, " \n", "", 0);
    return g_strdup (joined->str);
}

/* Owned: its text; NULL: it is shown as a file. IS_ALONE: there is nothing else, so it is shown, whatever it says. */
static char *
read_text (const TfAttached *attached, const char *type, gboolean is_alone, gsize limit)
{
    TfSpan value = field_value (attached->header, "Content-Type");
    g_autofree char *charset = NULL;
    char *text;

    if (!is_text (type) || (is_attachment (attached->header) && !is_alone) ||
        !is_readable_encoding (
            field_value (attached->header, "Content-Transfer-Encoding")))
        return NULL;
    charset = tf_mime_read_parameter (value, "charset");
    text = tf_copy_decode (attached->bytes, charset, limit);
    return text != NULL ? join_lines (text, value) : NULL;
}

/* ---- describing -------------------------------------------------------------------- */

/* Owned: one line. */
static char *
one_line (const char *text)
{
    g_autofree char *valid = g_utf8_make_valid (text, -1);
    GString *line = g_string_new (NULL);
    guint n = 0;

    for (const char *at = valid; *at != '\0' && n < NAME_CHARS; n++) {
        gunichar c = g_utf8_get_char (at);

        g_string_append_unichar (line, g_unichar_isprint (c) ? c : ' ');
        at = g_utf8_next_char (at);
    }
    return g_string_free (line, FALSE);
}

/* Owned: what there is instead of a file. */
static char *
describe (const TfAttached *attached, const char *type)
{
    g_autofree char *name =
        tf_mime_read_file_name (field_value (attached->header, "Content-Disposition"),
                                field_value (attached->header, "Content-Type"));
    g_autofree char *shown = one_line (name != NULL ? name : "-");
    g_autofree char *shown_type = one_line (type);
    g_autofree char *sha256 =
        g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, attached->bytes);

    return g_strdup_printf (
        "[Left out of this report]\nName: %s\nType: %s\nSize: %" G_GSIZE_FORMAT
        " bytes\nSHA-256: %s\n",
        shown, shown_type, g_bytes_get_size (attached->bytes), sha256);
}

/* ---- parts ------------------------------------------------------------------------- */

static char *
type_of (const TfHeader *header)
{
    g_autofree char *boundary = NULL;
    TfSpan value = tf_span_strip (field_value (header, "Content-Type"));
    char *type = value.length > 0 ? tf_mime_read_type (value, &boundary) : NULL;

    return type != NULL ? type : g_strdup ("text/plain");
}

/* Owned: TEXT without anything of REDACTION. */
static char *
redact (const char *text, const TfRedaction *redaction)
{
    char *redacted = tf_redaction_apply (redaction, text, TF_SCOPE_ALL);

    return redacted != NULL
               ? redacted
               : g_strdup ("[Left out of this report: it cannot be redacted]\n");
}

/** Reading: the parts of a message, of which each has its share of the room. */
typedef struct {
    const GPtrArray *own; /* TfAttached */
    const TfRedaction *redaction;
    gsize left;
    gsize share; /* of one part */
} Reading;

/* Owned (TfCopyPart). */
static TfCopyPart *
read_part (Reading *reading, guint index)
{
    const TfAttached *attached = g_ptr_array_index (reading->own, index);
    TfCopyPart *part = g_new0 (TfCopyPart, 1);
    g_autofree char *type = type_of (attached->header);
    gsize limit = MIN (reading->left, reading->share);
    g_autofree char *text =
        limit > 0 ? read_text (attached, type, reading->own->len == 1, limit) : NULL;

    part->html = text != NULL && is_html (type);
    if (text == NULL)
        text = describe (attached, type);
    else
        reading->left -= MIN (reading->left, strlen (text));
    part->text = redact (text, reading->redaction);
    return part;
}

/** Turn: which parts are read first. */
typedef enum { TURN_HTML, TURN_TEXT, TURN_REST, N_TURNS } Turn;

static Turn
turn_of (const TfAttached *attached)
{
    g_autofree char *type = type_of (attached->header);

    return is_html (type) ? TURN_HTML : is_text (type) ? TURN_TEXT : TURN_REST;
}

/* Reads those of TURN, in their places, as long as there may be more of them. */
static guint
read_turn (Reading *reading, Turn turn, GPtrArray *places, guint n_read)
{
    for (guint i = 0; i < reading->own->len && n_read < TF_LIMIT_ABUSE_PARTS; i++) {
        if (turn_of (g_ptr_array_index (reading->own, i)) != turn)
            continue;
        g_ptr_array_index (places, i) = read_part (reading, i);
        n_read++;
    }
    return n_read;
}

static void
note_rest (GPtrArray *parts, guint n)
{
    TfCopyPart *part = g_new0 (TfCopyPart, 1);

    part->text = g_strdup_printf ("[Left out of this report: %u further parts]\n", n);
    g_ptr_array_add (parts, part);
}

/* What a reader sees is most often the HTML, and a sender may put anything in front of it. */
GPtrArray *
tf_copy_parts (GBytes *message, const TfRedaction *redaction)
{
    GPtrArray *parts = g_ptr_array_new_with_free_func (tf_copy_part_free);
    g_autoptr (GPtrArray) places = g_ptr_array_new ();
    g_autoptr (GPtrArray) own = tf_attached_find_own (message);
    Reading reading = {own, redaction, TF_LIMIT_ABUSE_TEXT, TF_LIMIT_ABUSE_TEXT};
    guint n_read = 0;

    if (own->len > 1)
        reading.share = TF_LIMIT_ABUSE_TEXT / 2;
    g_ptr_array_set_size (places, (gint)own->len);
    for (Turn turn = TURN_HTML; turn < N_TURNS; turn++) {
        tf_redaction_allow (redaction, turn == TURN_HTML ? 30 : 10);
        n_read = read_turn (&reading, turn, places, n_read);
    }
    for (guint i = 0; i < places->len; i++)
        if (g_ptr_array_index (places, i) != NULL)
            g_ptr_array_add (parts, g_ptr_array_index (places, i));
    if (own->len > n_read)
        note_rest (parts, own->len - n_read);
    return parts;
}
