/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The header splitter: byte-exact, in blocks of any size, with limits. */
#include "message/message.h"

#include <string.h>

/* ---- a source that gives its bytes in pieces ---------------------------------------------- */

typedef struct {
    TfSpan rest;
    gsize piece;     /* at most so many bytes a call */
    gint fail_after; /* calls until reading fails; -1 never */
} Drip;

static gssize
drip_read (gpointer data, guint8 *buffer, gsize length, GError **error)
{
    Drip *drip = data;
    gsize count = MIN (MIN (length, drip->piece), drip->rest.length);

    if (drip->fail_after == 0) {
        g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_IO, "broken");
        return -1;
    }
    drip->fail_after -= drip->fail_after > 0 ? 1 : 0;
    if (count > 0)
        memcpy (buffer, drip->rest.data, count);
    drip->rest.data += count;
    drip->rest.length -= count;
    return (gssize)count;
}

static TfHeader *
read_pieces (TfSpan message, gsize piece, GString *body)
{
    Drip drip = {message, piece, -1};
    g_autoptr (TfSource) source = tf_source_new (drip_read, &drip, NULL);
    g_autoptr (TfReader) reader = tf_reader_new (source);
    TfHeader *header = tf_header_read (reader, NULL);

    for (TfSpan chunk = tf_reader_peek (reader, NULL); chunk.length > 0;
         chunk = tf_reader_peek (reader, NULL)) {
        g_string_append_len (body, chunk.data, (gssize)chunk.length);
        tf_reader_skip (reader, chunk.length);
    }
    return header;
}

/* Fields without a gap and the line that ends them are the header; with the body, the message. */
static void
check_exact (const TfHeader *header, const GString *body, TfSpan message)
{
    const char *at = (const char *)header->bytes->data;
    const char *end = at + header->bytes->len;

    for (guint i = 0; i < header->fields->len; i++) {
        const TfField *field = tf_header_get (header, i);

        g_assert_true (field->raw.data == at);
        g_assert_cmpuint (field->raw.length, >, 0);
        at += field->raw.length;
        g_assert_true (field->value.data >= field->raw.data);
        g_assert_true (field->value.data + field->value.length <= at);
    }
    g_assert_true (end - at <= 2 || (header->flags & TF_HEADER_TOO_MANY_FIELDS));
    g_assert_true (end == at || end[-1] == '\n');
    g_assert_cmpuint (header->bytes->len + body->len, ==, message.length);
    g_assert_cmpmem (header->bytes->data, header->bytes->len, message.data,
                     header->bytes->len);
    g_assert_cmpmem (body->str, body->len, message.data + header->bytes->len, body->len);
}

static TfHeader *
read_all (TfSpan message, gsize piece)
{
    g_autoptr (GString) body = g_string_new (NULL);
    TfHeader *header = read_pieces (message, piece, body);

    check_exact (header, body, message);
    return header;
}

/* ---- rows --------------------------------------------------------------------------------- */

/* clang-format off */ /* its versions differ here */
#define SPAN(literal) {literal, sizeof literal - 1}
/* clang-format on */

typedef struct {
    TfSpan message;
    const char *fields; /* "name|name" with "-" for a part that is no field */
    guint flags;
    TfLineEnds line_ends;
    guint header_length;
} Row;

static const Row rows[] = {
    {SPAN ("A: 1\r\nB: 2\r\n\r\nbody"), "A|B", 0, TF_LINE_ENDS_CRLF, 14},
    {SPAN ("A: 1\nB: 2\n\nbody"), "A|B", 0, TF_LINE_ENDS_LF, 11},
    {SPAN ("A: 1\r\nB: 2\n\nbody"), "A|B", 0, TF_LINE_ENDS_MIXED, 12},
    {SPAN ("A: 1\r\n b\r\n\tc\r\nB: 2\r\n\r\n"), "A|B", 0, TF_LINE_ENDS_CRLF, 22},
    /* FR-27b: a line of white space is folded, it ends nothing */
    {SPAN ("A: 1\r\n \t\r\nB: 2\r\n\r\n"), "A|B", 0, TF_LINE_ENDS_CRLF, 18},
    {SPAN ("A :1\n\n"), "A", 0, TF_LINE_ENDS_LF, 6},
    {SPAN ("A \t:1\n\n"), "A", 0, TF_LINE_ENDS_LF, 7},
    {SPAN ("A:\n\n"), "A", 0, TF_LINE_ENDS_LF, 4},
    {SPAN ("A\n :1\nB:2\n\n"), "-|B", TF_HEADER_NON_HEADER_LINE, TF_LINE_ENDS_LF, 11},
    {SPAN (" A: 1\nB: 2\n\n"), "-|B", TF_HEADER_STARTS_WITH_SPACE, TF_LINE_ENDS_LF, 12},
    {SPAN ("A: 1\nnonsense\n more\nB: 2\n\n"), "A|-|B", TF_HEADER_NON_HEADER_LINE,
     TF_LINE_ENDS_LF, 26},
    {SPAN ("From a@b Mon Jan  1 10:00:00\nA: 1\n\n"), "-|A", TF_HEADER_NON_HEADER_LINE,
     TF_LINE_ENDS_LF, 35},
    {SPAN (": x\nA: 1\n\n"), "-|A", TF_HEADER_NON_HEADER_LINE, TF_LINE_ENDS_LF, 10},
    {SPAN ("A\xc2\xa0: 1\n\n"), "-", TF_HEADER_NON_HEADER_LINE, TF_LINE_ENDS_LF, 8},
    {SPAN ("A\0: 1\n\n"), "-", TF_HEADER_NON_HEADER_LINE | TF_HEADER_NUL, TF_LINE_ENDS_LF,
     7},
    {SPAN ("A: 1\0\n\n"), "A", TF_HEADER_NUL, TF_LINE_ENDS_LF, 7},
    {SPAN ("A: 1\rB: 2\r\n\r\n"), "A", TF_HEADER_BARE_CR | TF_HEADER_ENDS_EARLY,
     TF_LINE_ENDS_CRLF, 13},
    {SPAN ("A: 1\r\rB: 2\nC: 3\n\n"), "A|C", TF_HEADER_BARE_CR | TF_HEADER_ENDS_EARLY,
     TF_LINE_ENDS_LF, 17},
    {SPAN ("A: 1\r\r\nB: 2\r\n\r\n"), "A|B", TF_HEADER_BARE_CR | TF_HEADER_ENDS_EARLY,
     TF_LINE_ENDS_CRLF, 15},
    {SPAN ("A: 1\r\r\r\n\r\n"), "A", TF_HEADER_BARE_CR | TF_HEADER_ENDS_EARLY,
     TF_LINE_ENDS_CRLF, 10},
    /* CR CR LF throughout, and no LF at all, are mistakes made in storing */
    {SPAN ("A: 1\r\r\nB: 2\r\r\n\r\n"), "A|B", TF_HEADER_BARE_CR, TF_LINE_ENDS_CRLF, 16},
    {SPAN ("A: 1\rB: 2\r\r"), "A", TF_HEADER_NO_END | TF_HEADER_BARE_CR,
     TF_LINE_ENDS_CRLF, 11},
    {SPAN ("A: 1\r\r\n\r\n"), "A", TF_HEADER_BARE_CR, TF_LINE_ENDS_CRLF, 9},
    {SPAN ("\r\nbody"), "", 0, TF_LINE_ENDS_CRLF, 2},
    {SPAN ("\nbody"), "", 0, TF_LINE_ENDS_LF, 1},
    {SPAN (""), "", TF_HEADER_NO_END, TF_LINE_ENDS_CRLF, 0},
    {SPAN ("A: 1"), "A", TF_HEADER_NO_END, TF_LINE_ENDS_CRLF, 4},
    {SPAN ("A: 1\r\n"), "A", TF_HEADER_NO_END, TF_LINE_ENDS_CRLF, 6},
    {SPAN ("A: 1\r\n\r"), "A|-",
     TF_HEADER_NO_END | TF_HEADER_NON_HEADER_LINE | TF_HEADER_BARE_CR |
         TF_HEADER_ENDS_EARLY,
     TF_LINE_ENDS_CRLF, 7},
};

static char *
field_names (const TfHeader *header)
{
    GString *names = g_string_new (NULL);

    for (guint i = 0; i < header->fields->len; i++) {
        g_autofree char *name = tf_span_dup (tf_header_get (header, i)->name);

        g_string_append_printf (names, "%s%s", i > 0 ? "|" : "", *name ? name : "-");
    }
    return g_string_free (names, FALSE);
}

static void
test_rows (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        for (gsize piece = 1; piece < 40; piece += 3) {
            g_autoptr (TfHeader) header = read_all (rows[i].message, piece);
            g_autofree char *names = field_names (header);

            g_test_message ("row %u, pieces of %" G_GSIZE_FORMAT, i, piece);
            g_assert_cmpstr (names, ==, rows[i].fields);
            g_assert_cmpuint (header->flags, ==, rows[i].flags);
            g_assert_cmpint (header->line_ends, ==, rows[i].line_ends);
            g_assert_cmpuint (header->bytes->len, ==, rows[i].header_length);
        }
    }
}

static void
test_values (void)
{
    static const TfSpan message =
        SPAN ("Subject : a\r\n b \r\nsubject: \xff two\r\nX:1\r\r\n\r\n");
    g_autoptr (TfHeader) header = read_all (message, 1000);
    g_autofree char *text = tf_header_dup_text (header, "SUBJECT");
    g_autofree char *none = tf_header_dup_text (header, "From");

    g_assert_true (
        tf_span_equal (tf_header_get (header, 0)->raw, "Subject : a\r\n b \r\n"));
    g_assert_true (tf_span_equal (tf_header_get (header, 0)->value, " a\r\n b "));
    g_assert_true (tf_span_equal (tf_header_get (header, 2)->value, "1\r"));
    g_assert_cmpstr (text, ==, "a b");
    g_assert_null (none);
    g_assert_null (tf_header_get (header, 3));
    g_assert_cmpint (tf_header_find (header, "subject", 1), ==, 1);
    g_assert_cmpint (tf_header_find (header, "subject", 2), ==, -1);
    g_assert_cmpuint (tf_header_count (header, "subject"), ==, 2);
    g_assert_cmpuint (tf_header_count (header, ""), ==, 0);
}

/* A field across the end of a block, and a body after it. */
static void
test_block_border (void)
{
    for (gsize shift = TF_READ_BLOCK - 12; shift < TF_READ_BLOCK + 4; shift++) {
        g_autoptr (GString) message = g_string_new ("X: ");
        g_autoptr (TfHeader) header = NULL;

        while (message->len < shift)
            g_string_append_c (message, 'x');
        g_string_append (message, "\r\nFrom: a\r\n\r\nbody\r\n");
        header = read_all (tf_span (message->str, message->len), G_MAXSIZE);
        g_assert_cmpint (tf_header_find (header, "From", 0), ==, 1);
        g_assert_cmpuint (header->flags, ==, TF_HEADER_LONG_LINE | TF_HEADER_ENDS_EARLY);
        g_assert_cmpuint (header->bytes->len, ==, shift + 13);
    }
}

/* Claws Mail cuts where the line and its end no longer fit, in either form of storage. */
static void
test_long_line (void)
{
    static const char *const ends[] = {"\n", "\r\n"};

    for (gsize length = 8185; length < 8195; length++)
        for (guint i = 0; i < G_N_ELEMENTS (ends); i++) {
            g_autofree char *line = g_strnfill (length - 2, 'x');
            g_autofree char *text =
                g_strconcat ("X:", line, ends[i], " ", line, ends[i], ends[i], NULL);
            g_autoptr (TfHeader) header = read_all (tf_span_of (text), G_MAXSIZE);
            guint flags = TF_HEADER_LONG_LINE | TF_HEADER_ENDS_EARLY;

            g_assert_cmpuint (header->flags, ==, length > 8189 ? flags : 0);
        }
}

/* DO-03. */
static void
test_many_fields (void)
{
    g_autoptr (GString) message = g_string_new (NULL);
    g_autoptr (TfHeader) header = NULL;

    for (guint i = 0; i < 100 * 1000; i++)
        g_string_append (message, "A: 1\n");
    g_string_append (message, "\nbody");
    header = read_all (tf_span (message->str, message->len), G_MAXSIZE);
    g_assert_cmpuint (header->flags, ==, TF_HEADER_TOO_MANY_FIELDS);
    g_assert_cmpuint (tf_header_count (header, "A"), ==, TF_LIMIT_FIELDS);
    g_assert_cmpuint (header->bytes->len, ==, 500 * 1000 + 1);
}

static void
test_exactly_many_fields (void)
{
    g_autoptr (GString) message = g_string_new (NULL);
    g_autoptr (TfHeader) header = NULL;

    for (guint i = 0; i < TF_LIMIT_FIELDS; i++)
        g_string_append (message, "A: 1\n b\n");
    g_string_append (message, "\n");
    header = read_all (tf_span (message->str, message->len), G_MAXSIZE);
    g_assert_cmpuint (header->flags, ==, 0);
    g_assert_cmpuint (header->fields->len, ==, TF_LIMIT_FIELDS);
}

static void
test_endless (void)
{
    static const char *const pieces[] = {"x", " \n", "A: 1\n ", "\r", "A:\n", "\t"};

    for (guint i = 0; i < G_N_ELEMENTS (pieces); i++) {
        g_autoptr (GString) message = g_string_new ("From: a\n");
        g_autoptr (GString) body = g_string_new (NULL);
        g_autoptr (TfHeader) header = NULL;

        while (message->len < 8 * 1024 * 1024)
            g_string_append (message, pieces[i]);
        header = read_pieces (tf_span (message->str, message->len), G_MAXSIZE, body);
        g_assert_true (header->flags & TF_HEADER_TOO_LONG);
        g_assert_cmpuint (header->bytes->len, ==, TF_LIMIT_HEADER_BYTES);
        g_assert_cmpuint (header->bytes->len + body->len, ==, message->len);
    }
}

static void
test_read_error (void)
{
    for (gint calls = 0; calls < 4; calls++) {
        Drip drip = {SPAN ("A: 1\r\nB: 2\r\n\r\n"), 3, calls};
        g_autoptr (TfSource) source = tf_source_new (drip_read, &drip, NULL);
        g_autoptr (TfReader) reader = tf_reader_new (source);
        g_autoptr (GError) error = NULL;
        g_autoptr (TfHeader) header = tf_header_read (reader, &error);

        g_assert_null (header);
        g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_IO);
    }
}

static void
test_source (void)
{
    g_autoptr (GBytes) bytes = g_bytes_new_static ("A: 1\n\nbody", 10);
    g_autoptr (TfSource) source = tf_source_new_bytes (bytes);
    g_autoptr (TfSource) again = tf_source_ref (source);
    g_autoptr (TfReader) reader = tf_reader_new (again);
    g_autoptr (TfHeader) header = tf_header_read (reader, NULL);

    g_assert_true (tf_span_equal (tf_reader_peek (reader, NULL), "body"));
    tf_reader_skip (reader, G_MAXSIZE);
    g_assert_cmpuint (tf_reader_peek (reader, NULL).length, ==, 0);
    g_assert_nonnull (tf_reader_peek (reader, NULL).data);
}

/* Whatever the bytes and however they are cut, nothing is lost and the result is the same. */
static void
test_random (void)
{
    static const char *const pieces[] = {"\r", "\n",   "\r\n", " ",   "\t",
                                         ":",  "From", "A: b", "\xff"};

    for (guint round = 0; round < 4000; round++) {
        g_autoptr (GString) message = g_string_new (NULL);
        g_autoptr (TfHeader) whole = NULL, cut = NULL;
        g_autofree char *names = NULL, *other = NULL;

        for (gint i = g_test_rand_int_range (0, 25); i > 0; i--) {
            gint choice = g_test_rand_int_range (0, G_N_ELEMENTS (pieces) + 1);

            g_string_append_len (
                message, choice < (gint)G_N_ELEMENTS (pieces) ? pieces[choice] : "\0",
                choice < (gint)G_N_ELEMENTS (pieces) ? -1 : 1);
        }
        whole = read_all (tf_span (message->str, message->len), G_MAXSIZE);
        cut = read_all (tf_span (message->str, message->len),
                        (gsize)g_test_rand_int_range (1, 9));
        names = field_names (whole);
        other = field_names (cut);
        g_assert_cmpstr (names, ==, other);
        g_assert_cmpuint (whole->flags, ==, cut->flags);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/header/rows", test_rows);
    g_test_add_func ("/header/values", test_values);
    g_test_add_func ("/header/block-border", test_block_border);
    g_test_add_func ("/header/long-line", test_long_line);
    g_test_add_func ("/header/many-fields", test_many_fields);
    g_test_add_func ("/header/exactly-many-fields", test_exactly_many_fields);
    g_test_add_func ("/header/endless", test_endless);
    g_test_add_func ("/header/read-error", test_read_error);
    g_test_add_func ("/header/source", test_source);
    g_test_add_func ("/header/random", test_random);
    return g_test_run ();
}
