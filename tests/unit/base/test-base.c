/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The tools of core/base: spans, the cursor, base64, tag lists, result words. */
#include "base/base.h"

#include <string.h>

#define SPAN(literal) tf_span (literal, sizeof literal - 1)

static void
test_span (void)
{
    g_autofree char *utf8 = tf_span_dup_utf8 (SPAN ("a\xff\0b"));
    g_autofree char *lower = tf_span_dup_lower (SPAN ("AbC-\xc3\x84"));
    g_autofree char *nothing = tf_span_dup (TF_SPAN_EMPTY);

    g_assert_true (tf_span_equal (SPAN ("abc"), "abc"));
    g_assert_false (tf_span_equal (SPAN ("abc"), "abcd"));
    g_assert_false (tf_span_equal (SPAN ("ab\0"), "ab"));
    g_assert_true (tf_span_equal (TF_SPAN_EMPTY, ""));
    g_assert_true (tf_span_equal_nocase (SPAN ("FrOm"), "from"));
    g_assert_true (tf_span_has (SPAN ("a\0b"), '\0'));
    g_assert_false (tf_span_has (TF_SPAN_EMPTY, 'a'));
    g_assert_true (tf_span_equal (tf_span_strip (SPAN (" \r\n\ta b\t \n")), "a b"));
    g_assert_cmpuint (tf_span_strip (SPAN (" \r\n")).length, ==, 0);
    g_assert_cmpstr (utf8, ==,
                     "a\xef\xbf\xbd\xef\xbf\xbd"
                     "b");
    g_assert_cmpstr (lower, ==, "abc-\xc3\x84");
    g_assert_cmpstr (nothing, ==, "");
}

static gboolean
is_lower (guchar byte)
{
    return g_ascii_islower (byte);
}

static void
test_cursor (void)
{
    TfCursor cursor = tf_cursor (SPAN ("Abc=12;\xffrest"));

    g_assert_false (tf_cursor_take (&cursor, 'a'));
    g_assert_false (tf_cursor_take_text (&cursor, "abd"));
    g_assert_true (tf_cursor_take_text (&cursor, "aB"));
    g_assert_true (tf_span_equal (tf_cursor_take_while (&cursor, is_lower), "c"));
    g_assert_true (tf_span_equal (tf_cursor_take_until (&cursor, ';'), "=12"));
    g_assert_cmpint (tf_cursor_next (&cursor), ==, ';');
    g_assert_cmpint (tf_cursor_peek (&cursor), ==, 0xff);
    g_assert_true (tf_cursor_take (&cursor, (char)0xff));
    g_assert_true (tf_span_equal (tf_cursor_rest (&cursor), "rest"));
    g_assert_true (tf_span_equal (tf_cursor_take_count (&cursor, 3), "res"));
    g_assert_true (tf_span_equal (tf_cursor_take_count (&cursor, 3), "t"));
    g_assert_true (tf_cursor_at_end (&cursor));
    g_assert_cmpint (tf_cursor_next (&cursor), ==, -1);
    g_assert_cmpuint (tf_cursor_take_until (&cursor, 'x').length, ==, 0);
    g_assert_false (tf_cursor_take_text (&cursor, "x"));

    cursor = tf_cursor (TF_SPAN_EMPTY);
    tf_cursor_skip_fws (&cursor);
    g_assert_true (tf_cursor_at_end (&cursor));
}

static void
test_number (void)
{
    static const struct {
        const char *text;
        guint digits;
        gboolean ok;
        guint64 number;
    } rows[] = {
        {"0", 1, TRUE, 0},
        {"123;", 3, TRUE, 123},
        {"1234", 3, FALSE, 0},
        {"", 3, FALSE, 0},
        {"-1", 3, FALSE, 0},
        {" 1", 3, FALSE, 0},
        {"18446744073709551615", 76, TRUE, G_MAXUINT64},
        {"18446744073709551616", 76, FALSE, 0},
        {"99999999999999999999999999", 76, FALSE, 0},
        {"000000000000000000000000000001", 76, TRUE, 1},
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        TfCursor cursor = tf_cursor (tf_span_of (rows[i].text));
        guint64 number = 0;

        g_assert_cmpint (tf_cursor_take_number (&cursor, rows[i].digits, &number), ==,
                         rows[i].ok);
        g_assert_cmpuint (number, ==, rows[i].number);
        g_assert_true (rows[i].ok || cursor.at == rows[i].text);
    }
}

static void
test_base64 (void)
{
    static const struct {
        const char *text;
        const char *decoded; /* NULL: refused */
    } rows[] = {
        {"", ""},
        {"QQ==", "A"},
        {"QUI=", "AB"},
        {"QUJD", "ABC"},
        {" Q U\r\n\tJ D ", "ABC"},
        {"QUI \r\n =", "AB"},
        {"Q Q = = ", "A"},
        {"QQ", NULL},
        {"QQ=", NULL},
        {"QQ===", NULL},
        {"Q", NULL},
        {"=", NULL},
        {"QUJD=", NULL},
        {"QQ==QQ==", NULL},
        {"QU-D", NULL},
        {"QU_D", NULL},
        {"QUJD\x0b", NULL},
        {"QUJD;", NULL},
        {"QUJ\xc3\x84", NULL},
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (GBytes) bytes = tf_base64_decode (tf_span_of (rows[i].text));

        g_assert_cmpint (bytes != NULL, ==, rows[i].decoded != NULL);
        if (bytes != NULL)
            g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                             rows[i].decoded, strlen (rows[i].decoded));
    }
}

static void
test_base64_agrees_with_glib (void)
{
    for (guint length = 0; length < 300; length++) {
        guint8 data[300];
        g_autofree char *text = NULL;
        g_autoptr (GBytes) bytes = NULL;

        for (guint i = 0; i < length; i++)
            data[i] = (guint8)g_test_rand_int ();
        text = g_base64_encode (data, length);
        bytes = tf_base64_decode (tf_span_of (text));
        g_assert_nonnull (bytes);
        g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), data,
                         length);
    }
}

static void
test_tag_list (void)
{
    static const struct {
        const char *text;
        TfTagListState state;
        const char *value_of_a; /* NULL: absent */
    } rows[] = {
        {"a=1", TF_TAG_LIST_OK, "1"},
        {"a=1;", TF_TAG_LIST_OK, "1"},
        {" a = 1 ; \r\n b=2 ;\r\n ", TF_TAG_LIST_OK, "1"},
        {"b=2; a=x y\r\n\tz", TF_TAG_LIST_OK, "x y\r\n\tz"},
        {"a=", TF_TAG_LIST_OK, ""},
        {"a= ; b=1", TF_TAG_LIST_OK, ""},
        {"A=1", TF_TAG_LIST_OK, NULL},
        {"b_2=1; a=1=2==", TF_TAG_LIST_OK, "1=2=="},
        {"a=m\xc3\xbc.example", TF_TAG_LIST_OK, "m\xc3\xbc.example"},
        {"a=1; a=2", TF_TAG_LIST_DUPLICATE, "1"},
        {"a=1; A=2", TF_TAG_LIST_OK, "1"},
        {"", TF_TAG_LIST_SYNTAX, NULL},
        {";", TF_TAG_LIST_SYNTAX, NULL},
        {"a=1;;", TF_TAG_LIST_SYNTAX, "1"},
        {"a=1; ;b=2", TF_TAG_LIST_SYNTAX, "1"},
        {"a", TF_TAG_LIST_SYNTAX, NULL},
        {"=1", TF_TAG_LIST_SYNTAX, NULL},
        {"1a=1", TF_TAG_LIST_SYNTAX, NULL},
        {"a b=1", TF_TAG_LIST_SYNTAX, NULL},
        {"a=1\x01", TF_TAG_LIST_SYNTAX, "1"},
        {"a=1\x7f", TF_TAG_LIST_SYNTAX, "1"},
        {"\xef\xbb\xbf"
         "a=1",
         TF_TAG_LIST_SYNTAX, NULL},
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (TfTagList) list = tf_tag_list_parse (tf_span_of (rows[i].text));
        TfSpan value;

        g_test_message ("%s", rows[i].text);
        g_assert_cmpint (tf_tag_list_get_state (list), ==, rows[i].state);
        g_assert_cmpint (tf_tag_list_get (list, "a", &value), ==,
                         rows[i].value_of_a != NULL);
        if (rows[i].value_of_a != NULL)
            g_assert_true (tf_span_equal (value, rows[i].value_of_a));
    }
}

static void
test_tag_list_nul (void)
{
    g_autoptr (TfTagList) list = tf_tag_list_parse (SPAN ("a=1\0; b=2"));

    g_assert_cmpint (tf_tag_list_get_state (list), ==, TF_TAG_LIST_SYNTAX);
}

static void
test_tag_list_order (void)
{
    g_autoptr (TfTagList) list =
        tf_tag_list_parse (tf_span_of ("v=DKIM1; p=1; x=1; x=2; x=3"));

    g_assert_true (tf_tag_list_is_first (list, "v"));
    g_assert_false (tf_tag_list_is_first (list, "p"));
    g_assert_false (tf_tag_list_is_first (list, "absent"));
    g_assert_cmpuint (tf_tag_list_count (list, "x"), ==, 3);
    g_assert_cmpuint (tf_tag_list_count (list, "v"), ==, 1);
    g_assert_cmpuint (tf_tag_list_count (list, "absent"), ==, 0);
}

/* DO-13: a million tags, separators only, equals signs only. */
static void
test_tag_list_bombs (void)
{
    static const char *const pieces[] = {"a=1;", ";", "=", "aa", "b=; ", " "};

    for (guint i = 0; i < G_N_ELEMENTS (pieces); i++) {
        g_autoptr (GString) text = g_string_new (NULL);
        g_autoptr (TfTagList) list = NULL;

        while (text->len < 4 * 1000 * 1000)
            g_string_append (text, pieces[i]);
        list = tf_tag_list_parse (tf_span (text->str, text->len));
        g_assert_cmpint (tf_tag_list_get_state (list), !=, TF_TAG_LIST_OK);
    }
}

static void
test_words (void)
{
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

    g_assert_cmpstr (tf_result_to_string (TF_RESULT_NONE), ==, "none");
    g_assert_cmpstr (tf_result_to_string (TF_RESULT_PERMERROR), ==, "permerror");
    g_assert_null (tf_reason_to_string (TF_REASON_NONE));
    g_assert_cmpstr (tf_reason_to_string (TF_REASON_BODY_HASH_MISMATCH), ==,
                     "body-hash-mismatch");
    for (guint reason = 1; reason < TF_N_REASONS; reason++) {
        const char *word = tf_reason_to_string ((TfReason)reason);

        g_assert_nonnull (word);
        g_assert_true (g_hash_table_add (seen, (gpointer)word));
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/base/span", test_span);
    g_test_add_func ("/base/cursor", test_cursor);
    g_test_add_func ("/base/cursor/number", test_number);
    g_test_add_func ("/base/base64", test_base64);
    g_test_add_func ("/base/base64/glib", test_base64_agrees_with_glib);
    g_test_add_func ("/base/tag-list", test_tag_list);
    g_test_add_func ("/base/tag-list/nul", test_tag_list_nul);
    g_test_add_func ("/base/tag-list/order", test_tag_list_order);
    g_test_add_func ("/base/tag-list/bombs", test_tag_list_bombs);
    g_test_add_func ("/base/words", test_words);
    return g_test_run ();
}
