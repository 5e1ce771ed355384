/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* text: a report for people at a terminal. Foreign text has passed through
 * words/safe.c; remaining control and direction characters (of a file name, our
 * own isolates) are escaped or dropped here, so that nothing in a message can control the
 * terminal. */

#include "print/print.h"
#include "words/translate.h"
#include "words/words-private.h"

#define RESET "\033[0m"

static const char *
colour_of (TfLevel level)
{
    switch (level) {
    case TF_LEVEL_ALARM:
        return "\033[1;31m";
    case TF_LEVEL_WARNING:
        return "\033[1;33m";
    case TF_LEVEL_NOTE:
        return "\033[1m";
    case TF_LEVEL_QUIET:
        break;
    }
    return "";
}

gboolean
tf_print_needs_escape (gunichar c)
{
    switch ((guint)g_unichar_type (c)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
        return TRUE;
    }
    return FALSE;
}

char *
tf_print_escape (const char *text)
{
    g_autofree char *valid = g_utf8_make_valid (text, -1);
    GString *out = g_string_new (NULL);

    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);

        if (!tf_print_needs_escape (c))
            g_string_append_unichar (out, c);
        else if (c < 0x100)
            g_string_append_printf (out, "\\x%02x", c);
        else
            g_string_append_printf (out, "\\u%04x", c);
    }
    return g_string_free (out, FALSE);
}

/* ---- the first line ---------------------------------------------------------------- */

#define SUBJECT_CHARS 60
#define DATE_CHARACTERS                                                                  \
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ,:+-"
#define BETWEEN " \u00b7 "

/* Owned: foreign words between quotes that they cannot close. */
static char *
in_quotes (const char *foreign, guint max)
{
    g_autofree char *safe = tf_words_safe_text (foreign, max);
    g_autofree char *escaped = tf_print_escape (safe);

    g_strdelimit (escaped, "\"", '\'');
    return g_strconcat ("\"", escaped, "\"", NULL);
}

static char *
subject_of (const TfReport *report)
{
    const TfHeader *header = report->dossier->header;
    gint index = tf_header_find (header, "Subject", 0);
    g_autofree char *text = NULL;

    if (index < 0)
        /* Translators: used in place of the subject of a message. */
        return g_strdup (_ ("no subject"));
    text = tf_mime_decode_words (tf_header_get (header, (guint)index)->value);
    return in_quotes (text, SUBJECT_CHARS);
}

static char *
sender_of (const TfReport *report)
{
    g_autofree char *plain = NULL;
    g_autofree char *safe = NULL;
    const TfAuthor *author = report->dossier->author;
    const char *address = author->address;

    if (address == NULL && author->addresses->len > 0)
        address = g_ptr_array_index (author->addresses, 0);
    if (address == NULL)
        /* Translators: used in place of the sender's address. */
        return g_strdup (_ ("no address"));
    safe = tf_words_address_text (address);
    plain = tf_words_plain (safe);
    return tf_print_escape (plain);
}

/* The date as the message writes it, if it is one; anything else in quotes. */
static char *
date_of (const TfReport *report)
{
    const char *date = report->dossier->date;
    gint64 seconds;

    if (date == NULL || *date == '\0')
        /* Translators: used in place of the date of a message. */
        return g_strdup (_ ("no date"));
    if (strlen (date) <= 40 && strspn (date, DATE_CHARACTERS) == strlen (date) &&
        tf_date_parse (tf_span_of (date), &seconds))
        return g_strdup (date);
    return in_quotes (date, SUBJECT_CHARS);
}

/* Owned, not wrapped. IS_ALL: nothing more follows under it. */
static char *
first_line (const TfReport *report, const TfPrintMessage *message, gboolean colour,
            gboolean is_all)
{
    const TfFinding *deciding = &report->verdict.deciding;
    const char *paint = colour ? colour_of (deciding->level) : "";
    g_autofree char *label = tf_print_escape (message->label);
    g_autofree char *subject = subject_of (report);
    g_autofree char *sender = sender_of (report);
    g_autofree char *date = date_of (report);
    g_autofree char *more =
        is_all && !report->dossier->envelope->has_trace
            /* Translators: at the end of a line: the message has no Received fields. */
            ? g_strconcat (BETWEEN, _ ("no delivery lines"), NULL)
            : NULL;

    return g_strconcat (label, ": ", paint, tf_words_result (report), " ",
                        tf_code_to_string (deciding->code), *paint != '\0' ? RESET : "",
                        BETWEEN, subject, BETWEEN, sender, BETWEEN, date,
                        more != NULL ? more : "", NULL);
}

char *
tf_print_line (const TfReport *report, const TfPrintMessage *message,
               const TfPrintStyle *style)
{
    g_autofree char *line = first_line (report, message, style->colour, TRUE);

    return tf_print_wrap (line, style->width, message->part != NULL ? 2 : 0, 4);
}

/* ---- the paragraph ----------------------------------------------------------------- */

/* Takes ownership of SENTENCE. */
static void
add_line (GString *out, const TfPrintStyle *style, guint indent, char *sentence)
{
    g_autofree char *taken = sentence;
    g_autofree char *plain = tf_words_plain (taken);
    g_autofree char *escaped = tf_print_escape (plain);
    g_autofree char *wrapped =
        tf_print_wrap (escaped, style->width, indent, indent > 2 ? indent + 2 : indent);

    g_string_append (out, wrapped);
}

/* What one must know before reading the lines below. */
static void
add_notices (GString *out, const TfReport *report, const TfPrintMessage *message,
             const TfPrintStyle *style)
{
    if (!report->dossier->envelope->has_trace)
        add_line (out, style, 2,
                  g_strdup (_ ("The delivery lines are missing: this is a copy that no "
                               "server delivered. Ask for the original, forwarded as an "
                               "attachment or saved as a file (.eml).")));
    for (guint bit = 0; tf_print_through_word (bit) != NULL; bit++)
        if ((message->through & (1u << bit)) != 0)
            add_line (out, style, 2, g_strdup (tf_print_through_sentence (bit)));
    if (message->part != NULL)
        add_line (out, style, 2,
                  g_strdup (_ ("Attached message: how it came is only what its sender "
                               "says.")));
}

static void
add_details (GString *out, const TfReport *report, const TfPrintStyle *style)
{
    g_autoptr (GPtrArray) rows = tf_words_details (report);

    tf_words_add_path (rows, report);
    for (guint i = 0; i < rows->len; i++) {
        const TfDetail *detail = g_ptr_array_index (rows, i);

        add_line (out, style, 4,
                  g_strdup_printf ("%s: %s", detail->label, detail->value));
    }
}

char *
tf_print_text (const TfReport *report, const TfPrintMessage *message,
               const TfPrintStyle *style)
{
    g_autofree char *line = first_line (report, message, style->colour, FALSE);
    g_autofree char *wrapped = tf_print_wrap (line, style->width, 0, 4);
    GString *out = g_string_new (wrapped);

    add_notices (out, report, message, style);
    add_line (out, style, 2, tf_words_summary (report));
    add_line (out, style, 2, tf_words_summary_text (report));
    add_details (out, report, style);
    return g_string_free (out, FALSE);
}
