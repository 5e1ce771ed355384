/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The author in large and hostile messages, and compared with what a mail program shows. */
#include "message-helper.h"

#include <string.h>

#define L     "admin@legit.example"
#define A     "any@attack.example"
#define L_B64 "=?utf-8?B?PGFkbWluQGxlZ2l0LmV4YW1wbGU+?=" /* <admin@legit.example> */

/* FR-40: Claws Mail goes on with a new line after 8,191 bytes. */
static void
test_long_line (void)
{
    for (guint length = 8185; length < 8200; length++) {
        g_autoptr (GString) text = g_string_new ("X-Pad: ");
        g_autoptr (TfAuthor) author = NULL;

        while (text->len < length)
            g_string_append_c (text, 'x');
        g_string_append (text, "From: <" L ">\r\nFrom: <" A ">\r\n");
        author = read_author (text->str, text->len);
        g_assert_cmpuint (author->n_fields, ==, length < 8190 ? 1 : 2);
    }
}

/* FR-41: a field is read up to the limit; beyond that nothing is guessed. */
static void
test_long_field (void)
{
    static const gsize lengths[] = {1000, 60 * 1024, TF_LIMIT_FIELD_BYTES + 1};

    for (guint i = 0; i < G_N_ELEMENTS (lengths); i++) {
        g_autoptr (GString) text = g_string_new ("From: \"");
        g_autoptr (TfAuthor) author = NULL;
        gboolean too_long = lengths[i] > TF_LIMIT_FIELD_BYTES;

        while (text->len < lengths[i])
            g_string_append (text, "name\r\n name ");
        g_string_append (text, "\" <" L ">\r\n");
        author = read_author (text->str, text->len);
        g_assert_cmpint (author->state, ==,
                         too_long ? TF_AUTHOR_AMBIGUOUS : TF_AUTHOR_CLEAN);
        g_assert_cmpint (author->reason, ==,
                         too_long ? TF_REASON_TOO_LONG : TF_REASON_NONE);
        g_assert_cmpstr (author->domain, ==, too_long ? NULL : "legit.example");
    }
}

/* FR-42. */
static void
test_too_many (void)
{
    g_autoptr (GString) text = g_string_new ("From: a@legit.example");
    g_autoptr (TfAuthor) author = NULL;

    for (guint i = 0; i < 1001; i++)
        g_string_append_printf (text, ",\r\n a%u@d%u.example", i, i);
    g_string_append (text, "\r\n");
    author = read_author (text->str, text->len);
    g_assert_cmpint (author->state, ==, TF_AUTHOR_AMBIGUOUS);
    g_assert_cmpint (author->reason, ==, TF_REASON_TOO_MANY);
    g_assert_false (author->harmless_ambiguity);
    g_assert_cmpuint (author->domains->len, <=, TF_LIMIT_MAILBOXES);
}

/* DO-03: what is cut off may contain another From. */
static void
test_cut_header (void)
{
    g_autoptr (GString) text = g_string_new ("From: " L "\r\n");
    g_autoptr (TfAuthor) author = NULL;

    for (guint i = 0; i < 3000; i++)
        g_string_append (text, "X: y\r\n");
    author = read_author (text->str, text->len);
    g_assert_cmpint (author->reason, ==, TF_REASON_HEADER_TOO_LONG);
    g_assert_false (author->harmless_ambiguity);
    g_assert_cmpstr (author->domain, ==, "legit.example");
}

static void
test_many_froms (void)
{
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (TfAuthor) author = NULL;

    for (guint i = 0; i < 1900; i++)
        g_string_append_printf (text, "From: a@d%u.example\r\n", i);
    author = read_author (text->str, text->len);
    g_assert_cmpuint (author->n_fields, ==, 1900);
    g_assert_cmpint (author->reason, ==, TF_REASON_SEVERAL_FIELDS);
}

/* Lines that begin like From over and over: linear. */
static void
test_search_bombs (void)
{
    static const char *const pieces[] = {
        "\r", "\rFrom", " \n", " f\n", "x\n fro\n m\n", "\rF\0", "from ", " From:\n"};

    for (guint i = 0; i < G_N_ELEMENTS (pieces); i++) {
        g_autoptr (GString) text = g_string_new (" x\n");
        g_autoptr (TfAuthor) author = NULL;
        gint64 start = g_get_monotonic_time ();

        while (text->len < 900 * 1000)
            g_string_append (text, pieces[i]);
        author = read_author (text->str, text->len);
        g_assert_nonnull (author);
        g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
    }
}

/* ---- what the mail program shows ---------------------------------------------------------- */

static const struct {
    const char *from;
    const char *displayed;
    gboolean differs;
} displays[] = {
    /* honest */
    {L, L, FALSE},
    {L, "Admin@Legit.Example", FALSE},
    {"Admin <" L ">", "Admin <" L ">", FALSE},
    {"Admin <" L ">", "Admin", FALSE},
    {"Admin <" L ">", "", FALSE},
    {"Admin <" L ">", NULL, FALSE},
    {"Admin <" L ">", L, FALSE},
    {"\"Smith, John\" <" L ">", "Smith, John <" L ">", FALSE},
    {"Smith, John <" L ">", "Smith, John <" L ">", FALSE},
    {"\"" L "\" via X <list@list.example>", L " via X <list@list.example>", FALSE},
    {"\"" L " via X\" <list@list.example>", "\"" L " via X\" <list@list.example>", FALSE},
    {"\"" L " via X\" <list@list.example>", L " via X", FALSE},
    {"\"" L ", Inc\" <list@list.example>", L ", Inc <list@list.example>", FALSE},
    {"=?utf-8?Q?J=C3=B6rg?= <" L ">", "J\xc3\xb6rg <" L ">", FALSE},
    {"a@legit.example, b@legit.example", "a@legit.example, b@legit.example", FALSE},
    {"a@legit.example, b@legit.example", "b@legit.example", FALSE},
    {"Team: " L ";", "Team: " L ";", FALSE},
    {"admin@leg\xc3\xadt.example", "admin@xn--legt-xpa.example", FALSE},
    {"admin@xn--legt-xpa.example", "admin@leg\xc3\xadt.example", FALSE},
    {L ".", L, FALSE},
    {L, L ".", FALSE},
    {L " (Admin)", "Admin <" L ">", FALSE},
    {L " (a@work.example)", L " (a@work.example)", FALSE},
    {L " (a@work.example)", "a@work.example <" L ">", FALSE},
    {"<@x.example:" L ">", L, FALSE},
    {"\"a b\"@legit.example", "\"a b\"@legit.example", FALSE},
    {"Admin <" L ">", "Admin <admin@legit.exa\xe2\x80\xa6", FALSE},
    {"Admin <" L ">", "Admin \xe2\x80\x8e<" L ">\xe2\x80\x8e", FALSE},
    {"Jane @ home <" L ">", "Jane @ home <" L ">", FALSE},
    {"J\xf6rg <" L ">", "J\xef\xbf\xbdrg <" L ">", FALSE},
    {"J\xf6rg <" L ">", "J\xf6rg <" L ">", FALSE},
    /* standards 7.5: the program took another one */
    {"<" A ">", "<" L ">", TRUE},
    {A, L, TRUE},
    {"Admin <" A ">", L, TRUE},
    {L_B64 " <" A ">", "<" L "> <" A ">", TRUE},
    {L_B64 " <" A ">", "Admin <" L ">", TRUE},
    {"\"Someone <x@attack.example>\"@legit.example",
     "Someone <x@attack.example>@legit.example", TRUE},
    {"admin@attack.example", "other@attack.example", TRUE},
    {"Undisclosed:;", L, TRUE},
    /* the address became part of the name */
    {"Bank <" L "> bank.example", "\"Bank <" L ">\" <bank.example>", TRUE},
    {"Bank <" L "> at bank.example", "Bank " L " <service at bank.example>", TRUE},
    {"Bank <" L "> service@", "Bank <service@>", TRUE},
    {"Bank <" L ">", "Bank <>", FALSE},
    {"\"<3\" <" L ">", "<3 <" L ">", FALSE},
    {"Reports", "<MAILER-DAEMON>", FALSE},
    /* an open bracket hides another one */
    {"Any <" A ">", "<\"" L "\", " A, TRUE},
    {"Any <" A ">", "<\"" L "\", " A ">", TRUE},
    {"Any <" A ">", L " <" A, TRUE},
    {"Any <" A ">", "Any <" A, FALSE},
    {"\"" L "\" <" A ">", "\"" L "\" <any@att\xe2\x80\xa6", FALSE},
};

static void
test_displayed (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (displays); i++) {
        g_autofree char *text = g_strconcat ("From: ", displays[i].from, "\r\n", NULL);
        g_autoptr (TfAuthor) author = read_author (text, strlen (text));

        g_test_message ("%s", displays[i].from);
        g_assert_cmpint (tf_author_displayed_differs (author, displays[i].displayed), ==,
                         displays[i].differs);
    }
}

/* ---- noise -------------------------------------------------------------------------------- */

static const char *const seeds[] = {
    "From: Admin <" L ">\r\n",
    "From: \"Smith, John\" <" L ">\r\nSubject: From: x\r\n",
    "From: a@legit.example, B <b@legit.example>\r\n",
    "From: Team: " L ", C <c@legit.example>;\r\n",
    "From: <@attack.example:" L ">\r\n",
    "From: \"Someone <x@attack.example>\"@legit.example\r\n",
    "From: " L_B64 " <" A ">\r\n",
    "From: Foo (foo (x) y) <" L "> (z)\r\n",
    "From: jane@example.org via Dev <dev@list.example>\r\n",
    "From: admin@leg\xc3\xadt.example\r\n",
    "From\r\n : <" A ">\r\nFrom: <" L ">\r\n",
    "X-A: b\rc\r\nnonsense\r\nFrom: <" L ">\r\n",
};

static void
mutate (GString *text)
{
    static const char noise[] = "<>@,;:\"()\\[]. \r\n\t\0\xff=?x";

    for (gint i = g_test_rand_int_range (0, 6); i > 0 && text->len > 0; i--) {
        gsize at = (gsize)g_test_rand_int_range (0, (gint)text->len);
        char byte = noise[g_test_rand_int_range (0, sizeof noise - 1)];

        if (g_test_rand_bit ())
            text->str[at] = byte;
        else if (g_test_rand_bit ())
            g_string_insert_c (text, (gssize)at, byte);
        else
            g_string_erase (text, (gssize)at, 1);
    }
}

static void
test_mutated (void)
{
    for (guint round = 0; round < 10000; round++) {
        const char *seed = seeds[g_test_rand_int_range (0, G_N_ELEMENTS (seeds))];
        g_autoptr (GString) text = g_string_new (seed);
        g_autoptr (TfAuthor) author = NULL;

        mutate (text);
        author = read_author (text->str, text->len);
        g_assert_true (author->state == TF_AUTHOR_AMBIGUOUS || author->n_fields == 1);
        g_assert_true (author->state == TF_AUTHOR_AMBIGUOUS || author->domains->len == 1);
        g_assert_true (author->state == TF_AUTHOR_AMBIGUOUS ||
                       tf_domain_parent (author->domain));
        g_assert_cmpint (author->state == TF_AUTHOR_CLEAN, ==,
                         author->reason == TF_REASON_NONE);
        for (guint i = 0; i < author->addresses->len; i++)
            g_assert_true (
                g_utf8_validate (g_ptr_array_index (author->addresses, i), -1, NULL));
        tf_author_displayed_differs (author, text->str);
        g_assert_true (author->state == TF_AUTHOR_AMBIGUOUS ||
                       !tf_author_displayed_differs (author, author->address));
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/author/long-line", test_long_line);
    g_test_add_func ("/author/long-field", test_long_field);
    g_test_add_func ("/author/too-many", test_too_many);
    g_test_add_func ("/author/cut-header", test_cut_header);
    g_test_add_func ("/author/many-froms", test_many_froms);
    g_test_add_func ("/author/search-bombs", test_search_bombs);
    g_test_add_func ("/author/displayed", test_displayed);
    g_test_add_func ("/author/mutated", test_mutated);
    return g_test_run ();
}
