/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-dkim-canon.c: RFC 6376 §3.4: canonical header fields and bodies against a second,
 * plain implementation, for any chunking (attacks DK-13, DK-14). */

#include "dkim/canon-naive.h"

/* ---- what the program says ------------------------------------------------------- */

static void
append_bytes (gpointer data, TfSpan bytes)
{
    g_string_append_len (data, bytes.data, (gssize)bytes.length);
}

/* Each chunk is a copy with nothing readable around it. */
static GString *
canon_body (TfSpan body, TfCanon canon, TfLoneLf lone_lf, gsize chunk)
{
    GString *out = g_string_new (NULL);
    g_autoptr (TfBodyCanon) self = tf_body_canon_new (canon, lone_lf, append_bytes, out);

    while (body.length > 0) {
        gsize n = next_chunk (chunk, body.length);
        g_autofree char *exact = g_memdup2 (body.data, n);

        g_assert_cmpuint (tf_body_canon_update (self, tf_span (exact, n)), ==, n);
        body = tf_span (body.data + n, body.length - n);
    }
    tf_body_canon_finish (self);
    g_assert_cmpuint (tf_body_canon_get_length (self), ==, out->len);
    return out;
}

static void
assert_same (const GString *a, const GString *b, TfSpan body)
{
    if (!g_string_equal (a, b)) {
        g_autofree char *escaped = g_strescape (body.data, NULL);

        g_test_message ("body: %s", escaped);
    }
    g_assert_cmpmem (a->str, a->len, b->str, b->len);
}

/* ---- the RFC's examples (§3.4.5, §3.4.3, §3.4.4) --------------------------------- */

static const char example_body[] = " C \r\nD \t E\r\n\r\n\r\n";

static const struct {
    const char *body;
    TfCanon canon;
    const char *expected;
} body_rows[] = {
    {example_body, TF_CANON_RELAXED, " C\r\nD E\r\n"},
    {example_body, TF_CANON_SIMPLE, " C \r\nD \t E\r\n"},
    {"", TF_CANON_SIMPLE, "\r\n"},
    {"", TF_CANON_RELAXED, ""},
    {"\r\n\r\n", TF_CANON_SIMPLE, "\r\n"},
    {"\r\n\r\n", TF_CANON_RELAXED, ""},
    {" \t \r\n\t", TF_CANON_RELAXED, ""},
    {" \t \r\n\t", TF_CANON_SIMPLE, " \t \r\n\t\r\n"},
    {"a", TF_CANON_SIMPLE, "a\r\n"},
    {"a ", TF_CANON_RELAXED, "a\r\n"},
    {"\r\n\r\na", TF_CANON_RELAXED, "\r\n\r\na\r\n"},
    {"a\r", TF_CANON_RELAXED, "a\r\r\n"},
    {"a \r b", TF_CANON_RELAXED, "a \r b\r\n"},
    {"a\v\f b", TF_CANON_RELAXED, "a\v\f b\r\n"},
    {"a\xa0 \xa0", TF_CANON_RELAXED, "a\xa0 \xa0\r\n"},
    {"a\nb \n", TF_CANON_RELAXED, "a\nb \n\r\n"},
};

static void
test_body_examples (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (body_rows); i++) {
        g_autoptr (GString) out = canon_body (tf_span_of (body_rows[i].body),
                                              body_rows[i].canon, TF_LONE_LF_IS_DATA, 0);

        g_assert_cmpstr (out->str, ==, body_rows[i].expected);
    }
}

/* ---- random bodies --------------------------------------------------------------- */

static void
compare_body (TfSpan body, gsize chunk)
{
    for (TfCanon canon = TF_CANON_SIMPLE; canon <= TF_CANON_RELAXED; canon++)
        for (TfLoneLf lf = TF_LONE_LF_IS_DATA; lf <= TF_LONE_LF_IS_LINE_END; lf++) {
            g_autoptr (GString) ours = canon_body (body, canon, lf, chunk);
            g_autoptr (GString) plain = plain_body (body, canon, lf);

            assert_same (ours, plain, body);
        }
}

static void
test_random_bodies (void)
{
    static const gsize chunks[] = {0, 1, 2, 3, 5, 16, 17, 4096, 1 << 20};

    for (guint round = 0; round < 400; round++) {
        g_autoptr (GString) body = random_body (60, FALSE);

        for (guint i = 0; i < G_N_ELEMENTS (chunks); i++)
            compare_body (tf_span (body->str, body->len), chunks[i]);
    }
    for (guint round = 0; round < 10; round++) {
        g_autoptr (GString) body = random_body (200, TRUE);

        compare_body (tf_span (body->str, body->len), 4096);
        compare_body (tf_span (body->str, body->len), 1 << 20);
    }
}

/* The two scanners agree on every text, from every alignment. */
static void
test_scanners (void)
{
    static const char bytes[] = "aaaaaaaaaaaaaaaaaaaaaaa  \t\r\n\r\n\xff";

    for (guint round = 0; round < 20000; round++) {
        char text[80];
        gsize start = (gsize)g_test_rand_int_range (0, 16);
        gsize length = (gsize)g_test_rand_int_range (1, (gint32)(sizeof text - start));

        for (gsize i = 0; i < sizeof text; i++)
            text[i] =
                bytes[g_test_rand_int_range (0, round % 2 > 0 ? sizeof bytes - 1 : 25)];
        text[start] = 'a';
        for (guint delivery = 0; delivery < 4; delivery++) {
            TfCanon canon = delivery & 1 ? TF_CANON_RELAXED : TF_CANON_SIMPLE;
            TfSpan span = tf_span (text + start, length);

            g_assert_cmpuint (tf_body_scan (span, canon, delivery >> 1), ==,
                              tf_body_scan_plain (span, canon, delivery >> 1));
        }
    }
}

/* ---- header fields --------------------------------------------------------------- */

static TfHeader *
read_header (const char *text, gsize length)
{
    g_autoptr (GBytes) message = g_bytes_new (text, length);
    g_autoptr (TfSource) source = tf_source_new_bytes (message);
    g_autoptr (TfReader) reader = tf_reader_new (source);

    return tf_header_read (reader, NULL);
}

static const struct {
    const char *field;
    const char *relaxed;
    const char *simple;
} field_rows[] = {
    {"A: X\r\n", "a:X\r\n", "A: X\r\n"}, /* §3.4.5 */
    {"B : Y\t\r\n\tZ  \r\n", "b:Y Z\r\n", "B : Y\t\r\n\tZ  \r\n"},
    {"Empty:\r\n", "empty:\r\n", "Empty:\r\n"},
    {"Blank: \t\r\n", "blank:\r\n", "Blank: \t\r\n"},
    {"Fold:\r\n a\r\n", "fold:a\r\n", "Fold:\r\n a\r\n"},
    {"Fold:\r\n \r\n a\r\n \r\n", "fold:a\r\n", "Fold:\r\n \r\n a\r\n \r\n"},
    {"Tabs:\ta\t\tb\r\n", "tabs:a b\r\n", "Tabs:\ta\t\tb\r\n"},
    {"X:a:b\r\n", "x:a:b\r\n", "X:a:b\r\n"},
    {"Raw: \xa0 \xff\v\r\n", "raw:\xa0 \xff\v\r\n", "Raw: \xa0 \xff\v\r\n"},
    {"Cr: a\rb \r c\r\n", "cr:a\rb \r c\r\n", "Cr: a\rb \r c\r\n"},
    {"Open: a b", "open:a b\r\n", "Open: a b\r\n"},
};

static void
test_fields (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (field_rows); i++) {
        const char *text = field_rows[i].field;
        g_autoptr (TfHeader) header = read_header (text, strlen (text));
        g_autoptr (GString) relaxed = g_string_new (NULL), simple = g_string_new (NULL);

        g_assert_cmpuint (header->fields->len, ==, 1);
        tf_dkim_canon_field (tf_header_get (header, 0), TF_CANON_RELAXED, FALSE, relaxed);
        tf_dkim_canon_field (tf_header_get (header, 0), TF_CANON_SIMPLE, FALSE, simple);
        g_assert_cmpstr (relaxed->str, ==, field_rows[i].relaxed);
        g_assert_cmpstr (simple->str, ==, field_rows[i].simple);
    }
}

/* Stored with LF and repaired, each field is what it was with CRLF. */
static void
test_fields_repaired (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (field_rows); i++) {
        g_autoptr (GString) text = g_string_new (field_rows[i].field);
        g_autoptr (TfHeader) header = NULL;
        g_autoptr (GString) relaxed = g_string_new (NULL), simple = g_string_new (NULL);

        g_string_replace (text, "\r\n", "\n", 0);
        header = read_header (text->str, text->len);
        tf_dkim_canon_field (tf_header_get (header, 0), TF_CANON_RELAXED, TRUE, relaxed);
        tf_dkim_canon_field (tf_header_get (header, 0), TF_CANON_SIMPLE, TRUE, simple);
        g_assert_cmpstr (relaxed->str, ==, field_rows[i].relaxed);
        g_assert_cmpstr (simple->str, ==, field_rows[i].simple);
    }
}

/* As many fields and names as the limits allow, which differ only at their ends. */
static void
test_many_fields (void)
{
    g_autoptr (GString) text =
        g_string_new ("DKIM-Signature: v=1; a=rsa-sha256; d=a.example;"
                      " s=s; b=AAAA; bh=");
    g_autofree char *name = g_strnfill (230, 'x');
    g_autofree char *zeros =
        g_base64_encode ((const guint8 *)"0123456789abcdef0123456789abcdef", 32);
    g_autoptr (TfHeader) header = NULL;
    g_autoptr (TfDkimSignature) signature = NULL;
    gint64 start;

    g_string_append_printf (text, "%s; h=from", zeros);
    for (guint i = 0; i < TF_LIMIT_SIGNED_NAMES - 1; i++)
        g_string_append_printf (text, ":%s%04u", name, i * 2);
    g_string_append (text, "\r\nFrom: a@a.example\r\n");
    for (guint i = 0; i < TF_LIMIT_FIELDS - 2; i++)
        g_string_append_printf (text, "%s%04u: a\r\n", name, i);
    g_string_append (text, "\r\n");
    header = read_header (text->str, text->len);
    g_assert_cmpuint (header->fields->len, >, 1900);
    signature = tf_dkim_signature_parse (header, 0);
    g_assert_cmpint (signature->result, ==, TF_RESULT_NONE);
    start = g_get_monotonic_time ();
    for (guint i = 0; i < TF_LIMIT_SIGNATURES; i++) {
        g_autoptr (TfHash) hash = tf_hash_new (TF_HASH_SHA256);

        tf_dkim_header_hash (header, signature, TF_VARIANT_AS_IS, NULL, hash);
    }
    g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/dkim/canon/body/examples", test_body_examples);
    g_test_add_func ("/dkim/canon/body/random", test_random_bodies);
    g_test_add_func ("/dkim/canon/body/scanners", test_scanners);
    g_test_add_func ("/dkim/canon/header/fields", test_fields);
    g_test_add_func ("/dkim/canon/header/fields-repaired", test_fields_repaired);
    g_test_add_func ("/dkim/canon/header/many-fields", test_many_fields);
    return g_test_run ();
}
