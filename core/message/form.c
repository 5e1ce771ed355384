/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* form: what a file looks like that somebody took for a message. A message is text with fields of
 * mail at its top: everything that was delivered has them, so no sender can make a message look
 * like something else. Leaves out: the exact kind of document. */
#include "message/message.h"

typedef struct {
    gsize offset;
    const char *bytes;
    gsize length;
    TfForm form;
} Magic;

/* clang-format off */ /* its versions differ here */
#define MAGIC(offset, text, form)                                                        \
    {                                                                                    \
        offset, text, sizeof text - 1, form                                              \
    }
/* clang-format on */

/* The first one that matches counts. */
static const Magic magics[] = {
    MAGIC (0, "%PDF", TF_FORM_PDF),
    MAGIC (0, "%!PS", TF_FORM_PDF),
    MAGIC (0, "\x89PNG", TF_FORM_PICTURE),
    MAGIC (0, "\xff\xd8\xff", TF_FORM_PICTURE),
    MAGIC (0, "GIF87a", TF_FORM_PICTURE),
    MAGIC (0, "GIF89a", TF_FORM_PICTURE),
    MAGIC (0, "II*\0", TF_FORM_PICTURE),
    MAGIC (0, "MM\0*", TF_FORM_PICTURE),
    MAGIC (0, "\0\0\1\0", TF_FORM_PICTURE),
    MAGIC (8, "WEBP", TF_FORM_PICTURE),
    MAGIC (4, "ftypheic", TF_FORM_PICTURE),
    MAGIC (4, "ftypheix", TF_FORM_PICTURE),
    MAGIC (4, "ftypmif1", TF_FORM_PICTURE),
    MAGIC (4, "ftypavif", TF_FORM_PICTURE),
    MAGIC (4, "ftyp", TF_FORM_RECORDING),
    MAGIC (8, "WAVE", TF_FORM_RECORDING),
    MAGIC (8, "AVI ", TF_FORM_RECORDING),
    MAGIC (0, "ID3", TF_FORM_RECORDING),
    MAGIC (0, "OggS", TF_FORM_RECORDING),
    MAGIC (0, "fLaC", TF_FORM_RECORDING),
    MAGIC (0, "\x1a\x45\xdf\xa3", TF_FORM_RECORDING),
    MAGIC (0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", TF_FORM_OUTLOOK),
    MAGIC (0, "\x78\x9f\x3e\x22", TF_FORM_OUTLOOK_ATTACHMENT),
    MAGIC (0, "!BDN", TF_FORM_OUTLOOK_FOLDER),
    MAGIC (0, "\xcf\xad\x12\xfe", TF_FORM_OUTLOOK_FOLDER),
    MAGIC (0, "\x1f\x8b", TF_FORM_GZIP),
    MAGIC (0, "PK\3\4", TF_FORM_ZIP),
    MAGIC (0, "PK\5\6", TF_FORM_ZIP),
    MAGIC (0, "PK\7\x08", TF_FORM_ZIP),
    MAGIC (0, "BZh", TF_FORM_ARCHIVE),
    MAGIC (0,
           "\xfd"
           "7zXZ",
           TF_FORM_ARCHIVE),
    MAGIC (0, "\x28\xb5\x2f\xfd", TF_FORM_ARCHIVE),
    MAGIC (0, "\x04\x22\x4d\x18", TF_FORM_ARCHIVE),
    MAGIC (0, "\x1f\x9d", TF_FORM_ARCHIVE),
    MAGIC (0, "LZIP", TF_FORM_ARCHIVE),
    MAGIC (0, "7z\xbc\xaf", TF_FORM_ARCHIVE),
    MAGIC (0, "Rar!", TF_FORM_ARCHIVE),
    MAGIC (257, "ustar", TF_FORM_ARCHIVE),
    MAGIC (0, "{\\rtf", TF_FORM_OFFICE),
    MAGIC (0, "SQLite format 3", TF_FORM_INDEX),
    MAGIC (0, "// <!-- <mdb:mork", TF_FORM_INDEX),
};

/* Fields found only in mail and news, or nearly only. */
static const char *const field_names[] = {"from",
                                          "to",
                                          "cc",
                                          "bcc",
                                          "subject",
                                          "date",
                                          "received",
                                          "return-path",
                                          "message-id",
                                          "mime-version",
                                          "reply-to",
                                          "sender",
                                          "in-reply-to",
                                          "references",
                                          "delivered-to",
                                          "delivery-date",
                                          "envelope-to",
                                          "errors-to",
                                          "received-spf",
                                          "precedence",
                                          "newsgroups",
                                          "auto-submitted",
                                          "user-agent",
                                          "importance",
                                          "priority",
                                          "status",
                                          "organization",
                                          "lines",
                                          "return-receipt-to",
                                          "thread-index",
                                          "thread-topic",
                                          "authentication-results",
                                          "domainkey-signature",
                                          "dkim-signature"};
static const char *const field_prefixes[] = {"x-",   "list-",    "resent-",
                                             "arc-", "content-", "dkim"};

static gboolean
starts_with (TfSpan span, const char *text)
{
    TfCursor cursor = tf_cursor (span);

    return tf_cursor_take_text (&cursor, text);
}

static gboolean
contains (TfSpan span, const char *bytes, gsize length)
{
    TfCursor cursor = tf_cursor (span);

    for (tf_cursor_take_until (&cursor, bytes[0]); !tf_cursor_at_end (&cursor);
         tf_cursor_take_until (&cursor, bytes[0])) {
        TfCursor look = cursor;
        TfSpan found = tf_cursor_take_count (&look, length);

        if (found.length == length && memcmp (found.data, bytes, length) == 0)
            return TRUE;
        tf_cursor_next (&cursor);
    }
    return FALSE;
}

#define CONTAINS(span, text) contains (span, text, sizeof text - 1)

/* ---- files of other programs --------------------------------------------------------- */

static gboolean
has_magic (TfSpan start, const Magic *magic)
{
    return start.length >= magic->offset + magic->length &&
           memcmp (start.data + magic->offset, magic->bytes, magic->length) == 0;
}

/* An office document is a ZIP archive or, if old, a file of the same kind as Outlook writes. */
static TfForm
refine (TfForm form, TfSpan start)
{
    if (form == TF_FORM_ZIP &&
        (CONTAINS (start, "[Content_Types].xml") || CONTAINS (start, "word/") ||
         CONTAINS (start, "xl/") || CONTAINS (start, "ppt/") ||
         CONTAINS (start, "application/vnd.")))
        return TF_FORM_OFFICE;
    if (form == TF_FORM_OUTLOOK && (CONTAINS (start, "W\0o\0r\0d\0D\0o\0c\0") ||
                                    CONTAINS (start, "W\0o\0r\0k\0b\0o\0") ||
                                    CONTAINS (start, "P\0o\0w\0e\0r\0P\0o\0")))
        return TF_FORM_OFFICE;
    return form;
}

/* TF_FORM_MESSAGE: it has no mark of another program. */
static TfForm
marked_form (TfSpan start)
{
    for (guint i = 0; i < G_N_ELEMENTS (magics); i++)
        if (has_magic (start, &magics[i]))
            return refine (magics[i].form, start);
    if (starts_with (start, "BEGIN:VCALENDAR"))
        return TF_FORM_CALENDAR;
    if (starts_with (start, "BEGIN:VCARD"))
        return TF_FORM_CONTACT;
    return TF_FORM_MESSAGE;
}

/* ---- text ---------------------------------------------------------------------------- */

static TfForm
markup_form (TfSpan start)
{
    g_autofree char *lower = tf_span_dup_lower (start);
    TfSpan text = tf_span (lower, start.length);

    if (CONTAINS (text, "<html") || CONTAINS (text, "<!doctype html") ||
        CONTAINS (text, "<head") || CONTAINS (text, "<body") || CONTAINS (text, "<div"))
        return TF_FORM_HTML;
    return CONTAINS (text, "<svg") ? TF_FORM_PICTURE : TF_FORM_MARKUP;
}

static gboolean
is_in_name (guchar byte)
{
    return g_ascii_isalnum (byte) || byte == '-' || byte == '_';
}

static gboolean
is_blank (guchar byte)
{
    return byte == ' ' || byte == '\t';
}

/* The name of the field that LINE begins; length 0: none. */
static TfSpan
name_of (TfSpan line)
{
    TfCursor cursor = tf_cursor (line);
    TfSpan name = tf_cursor_take_while (&cursor, is_in_name);

    tf_cursor_take_while (&cursor, is_blank);
    return tf_cursor_take (&cursor, ':') ? name : TF_SPAN_EMPTY;
}

static gboolean
is_of_mail (TfSpan name)
{
    for (guint i = 0; i < G_N_ELEMENTS (field_names); i++)
        if (tf_span_equal_nocase (name, field_names[i]))
            return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS (field_prefixes); i++)
        if (starts_with (name, field_prefixes[i]))
            return TRUE;
    return FALSE;
}

/* What browsers write above a page that they save in one file (.mhtml). */
static gboolean
is_of_saved_page (TfSpan line)
{
    return starts_with (line, "Snapshot-Content-Location:") ||
           starts_with (line, "From: <Saved by ") ||
           starts_with (line, "From: \"Saved by ");
}

static gboolean
is_separator (TfSpan line)
{
    return starts_with (line, "From ") || starts_with (line, ">From ");
}

/** Top: what the lines down to the first empty one contain. */
typedef struct {
    guint fields;               /* how many that belong to mail */
    gboolean begins_with_field; /* of any name */
    gboolean is_saved_page;
} Top;

static Top
read_top (TfSpan start)
{
    TfCursor cursor = tf_cursor (start);
    Top top = {0};
    gboolean is_first = TRUE;

    while (!tf_cursor_at_end (&cursor)) {
        TfSpan line = tf_span_without_line_end (tf_cursor_take_until (&cursor, '\n'));

        tf_cursor_take (&cursor, '\n');
        if (line.length == 0)
            break;
        top.is_saved_page |= is_of_saved_page (line);
        top.fields += is_of_mail (name_of (line)) ? 1 : 0;
        if (is_first && !is_separator (line)) {
            top.begins_with_field = name_of (line).length > 0;
            is_first = FALSE;
        }
    }
    return top;
}

static gboolean
is_binary (TfSpan start)
{
    guint controls = 0;

    for (gsize i = 0; i < start.length; i++) {
        guchar byte = (guchar)start.data[i];

        if (byte == '\0')
            return TRUE;
        controls += byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' &&
                    byte != '\f' && byte != 0x1b;
    }
    return controls > start.length / 32;
}

TfForm
tf_form_of (TfSpan start)
{
    TfForm form = marked_form (start);
    TfSpan text = tf_span_strip (start);
    Top top = read_top (text);

    if (form == TF_FORM_CALENDAR || form == TF_FORM_CONTACT)
        return form;
    if (top.fields > 0 && top.begins_with_field)
        return top.is_saved_page ? TF_FORM_SAVED_PAGE : TF_FORM_MESSAGE;
    if (form != TF_FORM_MESSAGE)
        return form;
    if (text.length == 0)
        return TF_FORM_EMPTY;
    if (text.data[0] == '<')
        return markup_form (text);
    if (top.fields > 1)
        return TF_FORM_MESSAGE;
    return is_binary (start) ? TF_FORM_BINARY : TF_FORM_TEXT;
}
