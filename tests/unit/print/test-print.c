/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Structures as JSON: any bytes become valid JSON on one line that means the same. Lines for a
 * terminal: none is wider than it, and nothing of a long one gets into the first column. */
#include <string.h>

#include <json-glib/json-glib.h>

#include "print/print.h"
#include "print/printer.h"

/* ---- JSON -------------------------------------------------------------------------- */

static void
test_structure (void)
{
    TfPrinter *printer = tf_printer_new_json ();
    g_autoptr (GPtrArray) texts = g_ptr_array_new ();
    g_autofree char *json = NULL;

    g_ptr_array_add (texts, (char *)"a");
    g_ptr_array_add (texts, (char *)"b\"\\c");
    tf_printer_begin_object (printer, NULL);
    tf_printer_text (printer, "text", "x");
    tf_printer_text (printer, "none", NULL);
    tf_printer_number (printer, "number", G_MININT64);
    tf_printer_boolean (printer, "yes", TRUE);
    tf_printer_begin_array (printer, "objects");
    tf_printer_begin_object (printer, NULL);
    tf_printer_end (printer);
    tf_printer_begin_object (printer, NULL);
    tf_printer_boolean (printer, "no", FALSE);
    tf_printer_end (printer);
    tf_printer_end (printer);
    tf_printer_texts (printer, "texts", texts);
    tf_printer_texts (printer, "empty", NULL);
    tf_printer_end (printer);
    json = tf_printer_finish (printer);
    g_assert_cmpstr (json, ==,
                     "{\"text\":\"x\",\"none\":null,\"number\":-9223372036854775808,"
                     "\"yes\":true,\"objects\":[{},{\"no\":false}],"
                     "\"texts\":[\"a\",\"b\\\"\\\\c\"],\"empty\":[]}");
}

/* {NAME: NAME}, read again; invalid UTF-8 has become valid. */
static void
check_text (const char *bytes)
{
    TfPrinter *printer = tf_printer_new_json ();
    g_autoptr (JsonParser) parser = json_parser_new ();
    g_autofree char *valid = g_utf8_make_valid (bytes, -1);
    g_autofree char *json = NULL;
    JsonObject *object;

    tf_printer_begin_object (printer, NULL);
    tf_printer_text (printer, bytes, bytes);
    tf_printer_end (printer);
    json = tf_printer_finish (printer);
    g_assert_true (g_utf8_validate (json, -1, NULL));
    for (const char *at = json; *at != '\0'; at = g_utf8_next_char (at))
        g_assert_false (tf_print_needs_escape (g_utf8_get_char (at)));
    g_assert_true (json_parser_load_from_data (parser, json, -1, NULL));
    object = json_node_get_object (json_parser_get_root (parser));
    g_assert_cmpstr (json_object_get_string_member (object, valid), ==, valid);
}

static void
test_characters (void)
{
    for (gunichar c = 1; c < 0x110000; c += c < 0x3000 ? 1 : 61) {
        char text[16] = "a";
        gint length = c >= 0xd800 && c < 0xe000 ? 0 : g_unichar_to_utf8 (c, text + 1);

        strcpy (text + 1 + length, "b");
        check_text (text);
    }
    check_text ("\xf3\xa0\x81\x81"); /* a tag: a surrogate pair in JSON */
}

static void
test_bytes (void)
{
    check_text ("\xed\xa0\x80"); /* a lone surrogate */
    check_text ("\xff\xfe\xc3(\xe2\x82");
    for (guint round = 0; round < 5000; round++) {
        char bytes[12] = {0};

        for (guint i = 0; i + 1 < sizeof bytes; i++)
            bytes[i] = (char)g_test_rand_int_range (round % 2 == 0 ? 1 : 0x78, 256);
        check_text (bytes);
    }
}

/* ---- lines ------------------------------------------------------------------------- */

static guint
columns (const char *start, const char *end)
{
    guint count = 0;

    for (; start < end; start = g_utf8_next_char (start)) {
        gunichar c = g_utf8_get_char (start);

        count += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
    return count;
}

/* Every line except the first begins with REST blanks, none is too wide, and all words are
 * there. */
static void
check_wrap (const char *line, guint width, guint rest)
{
    g_autofree char *wrapped = tf_print_wrap (line, width, 0, rest);
    g_autoptr (GString) letters = g_string_new (NULL);
    g_autoptr (GString) expected = g_string_new (NULL);
    g_auto (GStrv) lines = g_strsplit (wrapped, "\n", -1);

    g_assert_cmpstr (lines[g_strv_length (lines) - 1], ==, "");
    for (guint i = 0; lines[i + 1] != NULL; i++) {
        g_assert_cmpuint (columns (lines[i], lines[i] + strlen (lines[i])), <=, width);
        g_assert_cmpuint (strspn (lines[i], " "), >=, i == 0 ? 0 : rest);
    }
    for (const char *at = wrapped; *at != '\0'; at++)
        if (*at != ' ' && *at != '\n')
            g_string_append_c (letters, *at);
    for (const char *at = line; *at != '\0'; at++)
        if (*at != ' ')
            g_string_append_c (expected, *at);
    g_assert_cmpstr (letters->str, ==, expected->str);
}

static void
test_wrap (void)
{
    static const char *const pieces[] = {
        "a",      "word",   " ",       "  ",
        "\u00e4", "\u4e2d", "e\u0301", "wwwwwwwwwwwwwwwwwwwwwwwwwwwwww"};

    for (guint round = 0; round < 2000; round++) {
        g_autoptr (GString) line = g_string_new ("x");
        guint width = (guint)g_test_rand_int_range (20, 60);
        gint count = g_test_rand_int_range (0, 30);

        for (gint i = 0; i < count; i++)
            g_string_append (line,
                             pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
        check_wrap (line->str, width, (guint)g_test_rand_int_range (0, 8));
    }
}

/* Between ideographs a line may end, but not before a full stop. */
static void
test_wrap_wide (void)
{
    g_autofree char *wrapped =
        tf_print_wrap ("差出人を確認できません。本人に聞いてください。", 22, 0, 2);

    g_assert_cmpstr (wrapped, ==,
                     "差出人を確認できませ\n  ん。本人に聞いてくだ\n  さい。\n");
    g_assert_cmpuint (tf_print_columns ("--help 差出人"), ==, 13);
}

static void
test_no_wrap (void)
{
    g_autofree char *word = g_strnfill (5000, 'w');
    g_autofree char *line = g_strconcat (word, " ", word, NULL);
    g_autofree char *expected = g_strconcat ("  ", line, "\n", NULL);
    g_autofree char *wrapped = tf_print_wrap (line, 0, 2, 4);
    g_autofree char *painted =
        tf_print_wrap ("\033[1;31mAlarm TF01\033[0m and so onwards", 20, 0, 2);

    g_assert_cmpstr (wrapped, ==, expected);
    g_assert_cmpstr (painted, ==, "\033[1;31mAlarm TF01\033[0m and so\n  onwards\n");
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/printer/structure", test_structure);
    g_test_add_func ("/printer/characters", test_characters);
    g_test_add_func ("/printer/bytes", test_bytes);
    g_test_add_func ("/wrap/lines", test_wrap);
    g_test_add_func ("/wrap/none", test_no_wrap);
    g_test_add_func ("/wrap/wide", test_wrap_wide);
    return g_test_run ();
}
