/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What is not a message and what it looks like; what is read through in front of a message, in any
 * combination and in pieces of any size. */
#include <string.h>

#include "message/message.h"

/* clang-format off */ /* its versions differ here */
#define ROW(text, form)                                                                  \
    {                                                                                    \
        text, sizeof text - 1, form                                                      \
    }
/* clang-format on */

static const struct {
    const char *text;
    gsize length;
    TfForm form;
} rows[] = {
    ROW ("", TF_FORM_EMPTY),
    ROW (" \r\n\t\n", TF_FORM_EMPTY),
    ROW ("Return-Path: <>\n", TF_FORM_MESSAGE),
    ROW ("subject:x", TF_FORM_MESSAGE),
    ROW ("X-Anything: 1\n\n%PDF-1.4", TF_FORM_MESSAGE),
    ROW ("Odd: field\nFrom: ann@north.example\n\n\0\1\2", TF_FORM_MESSAGE),
    ROW ("no field at all\nFrom: a\nTo: b\n", TF_FORM_MESSAGE),
    ROW (" folded\nFrom: a\nTo: b\n", TF_FORM_MESSAGE),
    ROW (">From ann\nSubject: x\n", TF_FORM_MESSAGE),
    ROW ("From ann@north.example\nSubject: x\n", TF_FORM_MESSAGE),
    ROW ("Subject:WAVE\n", TF_FORM_MESSAGE),
    ROW ("To: <html>\n\n<html>", TF_FORM_MESSAGE),
    ROW ("Hello Ann,\nthis is a letter.\n", TF_FORM_TEXT),
    ROW ("Hello Ann,\nSubject: a letter.\n", TF_FORM_TEXT),
    ROW ("title: a page\nlayout: wide\n", TF_FORM_TEXT),
    ROW ("{\"from\": \"ann@north.example\"}\n", TF_FORM_TEXT),
    ROW ("Hello\n\nFrom: a\nTo: b\n", TF_FORM_TEXT),
    ROW ("-----BEGIN PGP MESSAGE-----\nVersion: x\n", TF_FORM_TEXT),
    ROW ("\1\2\3\4\5\6\7", TF_FORM_BINARY),
    ROW ("text\0text", TF_FORM_BINARY),
    ROW ("%PDF-1.7\n", TF_FORM_PDF),
    ROW ("%!PS-Adobe", TF_FORM_PDF),
    ROW ("\x89PNG\r\n\x1a\n", TF_FORM_PICTURE),
    ROW ("\xff\xd8\xff\xe0..JFIF", TF_FORM_PICTURE),
    ROW ("GIF89a..", TF_FORM_PICTURE),
    ROW ("II*\0....", TF_FORM_PICTURE),
    ROW ("RIFF....WEBPVP8 ", TF_FORM_PICTURE),
    ROW ("\0\0\0\x18"
         "ftypheic",
         TF_FORM_PICTURE),
    ROW ("<svg xmlns=''>", TF_FORM_PICTURE),
    ROW ("<?xml version='1.0'?>\n<SVG>", TF_FORM_PICTURE),
    ROW ("\0\0\0\x18"
         "ftypisom",
         TF_FORM_RECORDING),
    ROW ("RIFF....WAVEfmt ", TF_FORM_RECORDING),
    ROW ("ID3\3", TF_FORM_RECORDING),
    ROW ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 _\0_\0s\0u\0b\0s\0t\0g\0", TF_FORM_OUTLOOK),
    ROW ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 W\0o\0r\0d\0D\0o\0c\0u\0", TF_FORM_OFFICE),
    ROW ("\x78\x9f\x3e\x22..", TF_FORM_OUTLOOK_ATTACHMENT),
    ROW ("!BDN....", TF_FORM_OUTLOOK_FOLDER),
    ROW ("PK\3\4....[Content_Types].xml", TF_FORM_OFFICE),
    ROW ("PK\3\4....mimetypeapplication/vnd.oasis.opendocument.text", TF_FORM_OFFICE),
    ROW ("{\\rtf1\\ansi", TF_FORM_OFFICE),
    ROW ("\x1f\x8b\x08..", TF_FORM_GZIP),
    ROW ("PK\3\4....message.eml", TF_FORM_ZIP),
    ROW ("BZh91AY", TF_FORM_ARCHIVE),
    ROW ("\xfd"
         "7zXZ",
         TF_FORM_ARCHIVE),
    ROW ("Rar!\x1a", TF_FORM_ARCHIVE),
    ROW ("<!DOCTYPE html>\n<title>", TF_FORM_HTML),
    ROW ("\n\n<HTML>", TF_FORM_HTML),
    ROW ("<!-- saved -->\n<html>", TF_FORM_HTML),
    ROW ("<?xml version='1.0'?><html xmlns=''>", TF_FORM_HTML),
    ROW ("<div>From: a\nTo: b</div>", TF_FORM_HTML),
    ROW ("<note/>", TF_FORM_MARKUP),
    ROW ("From: <Saved by Blink>\nSubject: Inbox\n", TF_FORM_SAVED_PAGE),
    ROW ("MIME-Version: 1.0\nSnapshot-Content-Location: https://x.example/\n",
         TF_FORM_SAVED_PAGE),
    ROW ("BEGIN:VCALENDAR\r\nX-WR-CALNAME:x\r\n", TF_FORM_CALENDAR),
    ROW ("begin:vcard\nversion:3.0\n", TF_FORM_CONTACT),
    ROW ("SQLite format 3\0", TF_FORM_INDEX),
    ROW ("// <!-- <mdb:mork:z v=\"1.4\"/> -->", TF_FORM_INDEX),
};

static void
test_forms (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_test_message ("row %u", i);
        g_assert_cmpint (tf_form_of (tf_span (rows[i].text, rows[i].length)), ==,
                         rows[i].form);
    }
}

/* What no delivered message can be made to look like: whatever follows the first field. */
static void
test_delivered (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (GString) message = g_string_new ("Received: from a by b\n");

        if (rows[i].form == TF_FORM_SAVED_PAGE) /* which a mail program may send on */
            continue;
        g_string_append_len (message, rows[i].text, (gssize)rows[i].length);
        g_assert_cmpint (tf_form_of (tf_span (message->str, message->len)), ==,
                         TF_FORM_MESSAGE);
    }
}

/* ---- what is read through ------------------------------------------------------------ */

#define MESSAGE "From: ann@north.example\nSubject: J\u00f6rg \U0001f600\n\nHello\n"

static GBytes *
to_utf16 (const char *text, const char *charset)
{
    gsize length;
    char *converted = g_convert (text, -1, charset, "UTF-8", NULL, &length, NULL);

    return g_bytes_new_take (converted, length);
}

static void
check_read (GBytes *bytes, const char *message, TfThrough through)
{
    TfThrough found;
    g_autoptr (GBytes) read = tf_through_read (bytes, &found);
    gsize length;
    const char *data = g_bytes_get_data (read, &length);
    g_autofree char *text = g_strndup (length > 0 ? data : "", length);

    g_assert_cmpstr (text, ==, message);
    g_assert_cmpuint (found, ==, through);
}

static void
check_text (const char *text, const char *message, TfThrough through)
{
    g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

    check_read (bytes, message, through);
}

static void
test_through (void)
{
    check_text (MESSAGE, MESSAGE, 0);
    check_text ("", "", 0);
    check_text ("Received: x\r\r\nFrom: a\r\r\n", "Received: x\r\r\nFrom: a\r\r\n", 0);
    check_text ("Received: x\nFrom: a\rTo: b\n", "Received: x\nFrom: a\rTo: b\n", 0);
    check_text (" folded\nFrom: a\n", " folded\nFrom: a\n", 0);
    check_text ("12\n", "12\n", 0);
    check_text ("\xef\xbb\xbf" MESSAGE, MESSAGE, TF_THROUGH_BYTE_ORDER_MARK);
    check_text ("\n \t\r\n" MESSAGE, MESSAGE, TF_THROUGH_BLANK_LINES);
    check_text ("\n folded\n", " folded\n", TF_THROUGH_BLANK_LINES);
    check_text ("\xef\xbb\xbf\r\n\r\n" MESSAGE, MESSAGE,
                TF_THROUGH_BYTE_ORDER_MARK | TF_THROUGH_BLANK_LINES);
    check_text ("From: a\rTo: b\r\rx\r", "From: a\r\nTo: b\r\n\r\nx\r\n",
                TF_THROUGH_MAC_LINE_ENDS);
    check_text ("From: a\rTo: b\r\rx\ny\n", "From: a\r\nTo: b\r\n\r\nx\ny\n",
                TF_THROUGH_MAC_LINE_ENDS);
    check_text ("\xef\xbb\xbf\r\rFrom: a\r\rx", "From: a\r\n\r\nx",
                TF_THROUGH_MAC_LINE_ENDS | TF_THROUGH_BYTE_ORDER_MARK |
                    TF_THROUGH_BLANK_LINES);
    check_text ("15  \nFrom: a\n\nHello\n<?xml version=\"1.0\"?>", "From: a\n\nHello\n",
                TF_THROUGH_LENGTH);
}

static void
test_utf16 (void)
{
    g_autoptr (GBytes) little = to_utf16 ("\ufeff" MESSAGE, "UTF-16LE");
    g_autoptr (GBytes) big = to_utf16 ("\ufeff" MESSAGE, "UTF-16BE");
    g_autoptr (GBytes) bare = to_utf16 (MESSAGE, "UTF-16LE");
    g_autoptr (GBytes) bare_big = to_utf16 (MESSAGE, "UTF-16BE");
    g_autoptr (GBytes) mac = to_utf16 ("\ufeff\rFrom: a\r\r\ufeffx\r", "UTF-16LE");
    g_autoptr (GBytes) lone = g_bytes_new_static ("a\0\0\xd8"
                                                  "b\0\0\xdc"
                                                  "c",
                                                  9);

    check_read (little, MESSAGE, TF_THROUGH_UTF16LE);
    check_read (big, MESSAGE, TF_THROUGH_UTF16BE);
    check_read (bare, MESSAGE, TF_THROUGH_UTF16LE);
    check_read (bare_big, MESSAGE, TF_THROUGH_UTF16BE);
    check_read (mac, "From: a\r\n\r\n\ufeffx\r\n",
                TF_THROUGH_UTF16LE | TF_THROUGH_MAC_LINE_ENDS | TF_THROUGH_BLANK_LINES);
    {
        TfRecoder recoder = {.from = TF_THROUGH_UTF16LE};
        g_autoptr (GByteArray) out = g_byte_array_new ();
        gsize length;
        const char *data = g_bytes_get_data (lone, &length);

        tf_recoder_feed (&recoder, tf_span (data, length), out);
        tf_recoder_end (&recoder, out);
        g_byte_array_append (out, (const guint8 *)"", 1);
        g_assert_cmpstr ((const char *)out->data, ==, "a\ufffdb\ufffd\ufffd");
    }
}

/* The same, however it is cut into pieces. */
static void
test_pieces (void)
{
    static const TfThrough kinds[] = {TF_THROUGH_MAC_LINE_ENDS, TF_THROUGH_UTF16LE,
                                      TF_THROUGH_UTF16BE};

    for (guint round = 0; round < 300; round++) {
        TfThrough kind = kinds[round % G_N_ELEMENTS (kinds)];
        TfRecoder whole = {.from = kind}, cut = {.from = kind};
        g_autoptr (GByteArray) expected = g_byte_array_new ();
        g_autoptr (GByteArray) got = g_byte_array_new ();
        char bytes[64];
        gsize at = 0;

        for (guint i = 0; i < sizeof bytes; i++)
            bytes[i] = "\r\n\0\xd8\xdc\xff\xfe"
                       "ab"[g_test_rand_int_range (0, 9)];
        tf_recoder_feed (&whole, tf_span (bytes, sizeof bytes), expected);
        tf_recoder_end (&whole, expected);
        while (at < sizeof bytes) {
            gsize piece = (gsize)g_test_rand_int_range (0, 5);
            gsize length = MIN (piece, sizeof bytes - at);

            tf_recoder_feed (&cut, tf_span (bytes + at, length), got);
            at += length;
        }
        tf_recoder_end (&cut, got);
        g_assert_cmpmem (got->data, got->len, expected->data, expected->len);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/form/forms", test_forms);
    g_test_add_func ("/form/delivered", test_delivered);
    g_test_add_func ("/through/read", test_through);
    g_test_add_func ("/through/utf-16", test_utf16);
    g_test_add_func ("/through/pieces", test_pieces);
    return g_test_run ();
}
