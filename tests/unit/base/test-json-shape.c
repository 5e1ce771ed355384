/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-json-shape: what has the shape of JSON and what only looks so; and that brackets are counted as the reader
 * behind the guard sees them, whatever hides them. */
#include "base/base.h"

#include <string.h>

#include <json-glib/json-glib.h>

#define ANY_DEPTH 1000

static gboolean
has_shape (const char *text, guint max_depth)
{
    return tf_json_has_shape (tf_span_of (text), max_depth);
}

static void
test_shape (void)
{
    static const char *const texts[] = {
        "",
        " \t\r\n",
        "null",
        "[true, false, null, -1.5e+3]",
        "{\"a\": [\"b\", {\"c\": \"\"}]}",
        "[\"[[[[{{{{'/*//#\"]",
        "[\"\\\"[\\\\\", \"\\/\\b\\f\\n\\r\\t\"]",
        "[\"\\u005b\\u005B\\ud83d\\ude00\\uD83D\\uDE00\"]",
        "[\"\xc3\xa4\xf0\x9f\x98\x80\x7f\"]",
        "]}][", /* what is out of order the reader says better */
        "[1 2, nonsense",
    };

    for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
        g_test_message ("%s", texts[i]);
        g_assert_true (has_shape (texts[i], ANY_DEPTH));
    }
}

static void
test_only_looks_so (void)
{
    static const char *const texts[] = {
        "['\"', [[[\"",    /* a string to the reader alone */
        "[/* \" */ [[[\"", /* comments too */
        "[// \"\n[[[\"",
        "[# \"\n[[[\"",
        "[\"\\'\", 1]", /* escapes that are none */
        "[\"\\x5b\"]",
        "[\"\\U005b\"]",
        "[\"\\u05b\"]",
        "[\"\\u05bg\"]",
        "[\"\\u", /* and those that end too soon */
        "[\"\\",
        "[\"\\ud800\",\", [[[\"", /* half of a pair, after which the reader takes what it likes */
        "[\"\\ud800\\n\"]",
        "[\"\\ud800\\u0041\"]",
        "[\"\\udc00\"]",
        "[\"\\ud800\\ud800\"]",
        "[\"open",
        "[`a`]",
        "[a;b]",
        "[\xe2\x80\x9c\xe2\x80\x9d]",
        "[\x01]",
    };

    for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
        g_test_message ("%s", texts[i]);
        g_assert_false (has_shape (texts[i], ANY_DEPTH));
    }
    g_assert_false (tf_json_has_shape (tf_span ("[\0]", 3), ANY_DEPTH));
}

static void
test_depth (void)
{
    static const struct {
        const char *text;
        guint depth;
    } rows[] = {
        {"1", 0},
        {"[]", 1},
        {"[[]]", 2},
        {"[{\"a\": [1]}]", 3},
        {"[[],[],[]]", 2},
        {"[[[[", 4},
        {"[\"[[[[\"]", 1},
        {"[\"\\\"[[[\"]", 1},
        {"[\"\\\\\",[[", 3},
        {"[\"\\\\\\\"[[\"", 1},
        {"]]]]]]]][[", 2},
        {"{\"[\": {\"{\": \"]\"}}", 2},
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_test_message ("%s", rows[i].text);
        g_assert_true (has_shape (rows[i].text, rows[i].depth));
        g_assert_true (rows[i].depth == 0 ||
                       !has_shape (rows[i].text, rows[i].depth - 1));
    }
}

/* ---- the reader -------------------------------------------------------------------- */

/** Depth: how deep json-glib has gone into a text. */
typedef struct {
    guint now;
    guint most;
} Depth;

static void
on_start (Depth *depth)
{
    depth->now++;
    depth->most = MAX (depth->most, depth->now);
}

static void
on_end (Depth *depth)
{
    depth->now--;
}

static guint
depth_of_reader (const char *text)
{
    g_autoptr (JsonParser) parser = json_parser_new ();
    Depth depth = {0, 0};

    g_signal_connect_swapped (parser, "array-start", G_CALLBACK (on_start), &depth);
    g_signal_connect_swapped (parser, "object-start", G_CALLBACK (on_start), &depth);
    g_signal_connect_swapped (parser, "array-end", G_CALLBACK (on_end), &depth);
    g_signal_connect_swapped (parser, "object-end", G_CALLBACK (on_end), &depth);
    json_parser_load_from_data (parser, text, -1, NULL);
    return depth.most;
}

/* Every text of up to N words: what the guard lets through is not deeper than it says. */
static guint
try_all (const char *const *words, guint n, GString *text)
{
    gsize length = text->len;
    guint n_good = 0;

    for (guint depth = 0; depth < 2; depth++)
        if (has_shape (text->str, depth)) {
            n_good++;
            g_assert_cmpuint (depth_of_reader (text->str), <=, depth);
        }
    for (guint i = 0; n > 0 && words[i] != NULL; i++) {
        g_string_append (text, words[i]);
        n_good += try_all (words, n - 1, text);
        g_string_truncate (text, length);
    }
    return n_good;
}

static void
test_as_reader (void)
{
    static const char *const sets[][9] = {
        {"[", "\"", "'", ",", "\\\"", "\n"},
        {"[", "\"", "/*", "*/", "//", "#", "\n"},
        {"[", "\"", ",", "\",", "\\ud800", "\\udc00"},
        {"[", "\"", ",", "\\", "\\u", "d800", "005b"},
        {"[", "\"", "\\x", "\\'", "\\U", "5b", ","},
        {"[", "{", "}", "]", "\"", ":", "\xc3\xa4"},
    };

    for (guint i = 0; i < G_N_ELEMENTS (sets); i++) {
        g_autoptr (GString) text = g_string_new ("[");
        guint n_good = try_all (sets[i], 6, text);

        g_test_message ("set %u: %u have the shape", i, n_good);
        g_assert_cmpuint (n_good, >, 100);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/json-shape/shape", test_shape);
    g_test_add_func ("/json-shape/only-looks-so", test_only_looks_so);
    g_test_add_func ("/json-shape/depth", test_depth);
    g_test_add_func ("/json-shape/as-reader", test_as_reader);
    return g_test_run ();
}
