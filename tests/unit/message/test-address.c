/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The grammar of address fields, and claims. */
#include "message/clean-text.h"

#define O TF_ADDRESS_OBSOLETE
#define T TF_ADDRESS_TOLERATED
#define U TF_ADDRESS_UNPARSABLE

typedef struct {
    const char *value;
    const char
        *mailboxes; /* "local|domain|name" for each, with ";" between; "-" for NULL */
    guint flags;
} Row;

static const Row rows[] = {
    {"a@b.example", "a|b.example|-", 0},
    {"<a@b.example>", "a|b.example|-", 0},
    {"Jane <a@b.example>", "a|b.example|Jane", 0},
    {"Jane Doe<a@b.example>", "a|b.example|Jane Doe", 0},
    {"\"Doe, Jane\" <a@B.Example>", "a|b.example|Doe, Jane", 0},
    {"=?utf-8?Q?J=C3=B6rg?= =?utf-8?Q?_M?= <a@b.example>", "a|b.example|J\xc3\xb6rg M",
     0},
    {"=?UTF-8?b?SmFuZQ==?= =?utf-8*en?b?IFJvZQ==?= <a@b.example>", "a|b.example|Jane Roe",
     0},
    {"=?utf-8?B?4oI=?=\r\n =?utf-8?B?rCA=?= =?utf-8?q?x?= <a@b.example>",
     "a|b.example|\xe2\x82\xac x", 0},
    {"\"=?utf-8?Q?J=C3=B6rg?=\" <a@b.example>", "a|b.example|J\xc3\xb6rg", 0},
    {"J\xc3\xb6rg <a@b.example>", "a|b.example|J\xc3\xb6rg", 0},
    {"a@b.example (Jane (J.) Doe)", "a|b.example|Jane (J.) Doe", 0},
    {"Jane(at)b.example <a@b.example>", "a|b.example|Jane b.example", O},
    {"Jane (Dr.) Roe <a@b.example>", "a|b.example|Jane Roe", 0},
    {"Jane (CEO) <a@b.example> (x)", "a|b.example|Jane", 0},
    {"a@b.example, c@d.example", "a|b.example|-;c|d.example|-", 0},
    {"A <a@b.example>,\r\n\tC <c@d.example>", "a|b.example|A;c|d.example|C", 0},
    {"Team: a@b.example, C <c@d.example>;", "a|b.example|-;c|d.example|C",
     TF_ADDRESS_GROUP},
    {"Team:;", "", TF_ADDRESS_GROUP},
    {"Team: ;, a@b.example", "a|b.example|-", TF_ADDRESS_GROUP},
    {"\"a b\"@b.example", "a b|b.example|-", 0},
    {"\"\"@b.example", "|b.example|-", 0},
    {"\"adm\\in\"@b.example", "admin|b.example|-", 0},
    {"a@[192.0.2.1]", "a|-|-", TF_ADDRESS_LITERAL},
    {"a@[IPv6:2001:db8::1]", "a|-|-", TF_ADDRESS_LITERAL},
    {"root@localhost", "root|localhost|-", 0},
    {"a@b_c.example", "a|b_c.example|-", 0},
    {"a@m\xc3\xbcnchen.example", "a|xn--mnchen-3ya.example|-", 0},
    {"a%b!c@b.example", "a%b!c|b.example|-", 0},
    {"", "", 0},
    {"(nothing)", "", 0},
    /* obsolete, one reading */
    {"<@x.example,@y.example:a@b.example>", "a|b.example|-", O},
    {"<<a@b.example>>", "a|b.example|-", O},
    {"a . b @ c . example", "a.b|c.example|-", O},
    {"a@ b.example", "a|b.example|-", O},
    {"John Q. Public <a@b.example>", "a|b.example|John Q. Public", O},
    {"a@b.example,, c@b.example,", "a|b.example|-;c|b.example|-", O},
    {"a(x)@b.example", "a|b.example|-", O},
    {"a@b.example.", "a|b.example|-", TF_ADDRESS_TRAILING_DOT},
    /* broken, one reading (FR-52, FR-53) */
    {"Smith, John <a@b.example>", "a|b.example|Smith, John", T},
    {"Foo [Bar] <a@b.example>", "a|b.example|Foo [Bar]", T},
    {"Foo :-) <a@b.example>", "a|b.example|Foo :-)", T},
    {"Re: Foo <a@b.example>", "a|b.example|Re: Foo", T},
    {"Sales; EMEA <a@b.example>", "a|b.example|Sales; EMEA", T},
    {"J\xf6rg <a@b.example>", "a|b.example|J\xef\xbf\xbdrg", T},
    {"a..b@b.example", "a..b|b.example|-", T},
    {".a.@b.example", ".a.|b.example|-", T},
    {"<no reply@b.example>", "no reply|b.example|-", T | O},
    {"Jane <a@b.example", "a|b.example|Jane", T},
    {"a@b.example>", "a|b.example|-", T},
    {"Jane <mailto:a@b.example>", "a|b.example|Jane", T},
    {"Jane a@b.example", "a|b.example|-", T},
    {"a@b.example Jane", "a|b.example|-", T},
    {"<a@b.example> Jane", "a|b.example|-", T},
    {"Foo (Bar <a@b.example>", "a|b.example|Foo (Bar", T},
    {"\"Foo\" Bar\" <a@b.example>", "a|b.example|Foo Bar\"", T},
    {"Jane @ home <a@b.example>", "a|b.example|Jane @ home", T},
    {"jane@example.org via Dev <a@b.example>", "a|b.example|jane@example.org via Dev",
     T | O},
    {"=?utf-8?Q?Bank,_Inc?= <a@b.example>", "a|b.example|Bank, Inc", 0},
    {"=?utf-8?Q?M=C3=BCller?=, Hans <a@b.example>", "a|b.example|M\xc3\xbcller, Hans", T},
    {"\"Doe\", Jane <a@b.example>", "a|b.example|Doe, Jane", T},
    {"\x0b\x0c a@b.example", "a|b.example|-", T},
    {"Smith", "", T},
    {"<>", "", T},
    {"@b.example", "", T},
    /* several readings */
    {"<a@b.example> <c@d.example>", "a|b.example|-;c|d.example|-", T | U},
    {"<a@b.example@d.example>", "a|b.example|-;b.example|d.example|-", T | U},
    {"a@b.example c@d.example", "a|b.example|-;c|d.example|-", T | U},
    {"Smith, c@d.example <a@b.example>", "c|d.example|-;a|b.example|-", T | U},
    {"\"a@b.example\", <c@d.example>", "c|d.example|a@b.example", T | U},
    {"<a@b.exam ple>", "a|b.exam|-", T | U},
    {"Jane <a@b.exam (x) p le>", "a|b.exam|Jane", T | U},
    {"Jane <a@b.example Jane", "a|b.example|Jane", T},
    {"<a@b.example (x) >", "a|b.example|-", 0},
    {"<a@b.example .d.example>", "a|b.example.d.example|-", O | U},
    {"a@b.example(x).d.example", "a|b.example.d.example|-", TF_ADDRESS_COMMENT_IN_DOMAIN},
    {"a@(x)b.example", "a|b.example|-", TF_ADDRESS_COMMENT_IN_DOMAIN},
    {"a@b.example:c@b.example;", "a|b.example|-;c|b.example|-",
     T | TF_ADDRESS_GROUP_NAME_HAS_ADDRESS},
    {"\"a@b.example\":c@b.example;", "c|b.example|-",
     TF_ADDRESS_GROUP | TF_ADDRESS_GROUP_NAME_HAS_ADDRESS},
    {"=?utf-8?Q?a?=@b.example", "=?utf-8?Q?a?=|b.example|-", TF_ADDRESS_ENCODED},
    {"\"=?utf-8?Q?a?=\"@b.example", "=?utf-8?Q?a?=|b.example|-", TF_ADDRESS_ENCODED},
    {"=?utf-8?Q?a=40b.example?=", "", T | TF_ADDRESS_ENCODED},
    {"=?utf-8?Q?a=40b.example?=, <c@d.example>", "c|d.example|a@b.example",
     T | TF_ADDRESS_ENCODED},
    {"=?utf-7?Q?a+AEA-b.example?=, <c@d.example>",
     "c|d.example|=?utf-7?Q?a+AEA-b.example?=", T | TF_ADDRESS_ENCODED},
    {"a@b.example\xe2\x80\x8b", "a|b.example|-", TF_ADDRESS_FORBIDDEN},
    {"a@b.example\xe2\x80\x80", "a|-|-", TF_ADDRESS_FORBIDDEN},
    {"a@b\xe3\x80\x82"
     "example",
     "a|b.example|-", TF_ADDRESS_FORBIDDEN},
    {"a@\xef\xbd\x82.example", "a|b.example|-", TF_ADDRESS_FORBIDDEN},
    {"\xe2\x80\xae"
     "a@b.example",
     "\xe2\x80\xae"
     "a|b.example|-",
     TF_ADDRESS_FORBIDDEN},
    {"a\x01@b.example", "a\x01|b.example|-", TF_ADDRESS_FORBIDDEN},
    {"a@b.example\r<c@b.example>", "c|b.example|a@b.example",
     T | O | TF_ADDRESS_FORBIDDEN},
};

static char *
describe (const TfAddressList *list)
{
    GString *text = g_string_new (NULL);

    for (guint i = 0; i < list->mailboxes->len; i++) {
        const TfMailbox *mailbox = g_ptr_array_index (list->mailboxes, i);

        g_string_append_printf (text, "%s%s|%s|%s", i > 0 ? ";" : "", mailbox->local,
                                mailbox->domain != NULL ? mailbox->domain : "-",
                                mailbox->name != NULL ? mailbox->name : "-");
    }
    return g_string_free (text, FALSE);
}

static void
test_rows (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (TfAddressList) list =
            tf_address_list_parse (tf_span_of (rows[i].value));
        g_autofree char *text = describe (list);

        g_test_message ("row %u: %s", i, rows[i].value);
        g_assert_cmpstr (text, ==, rows[i].mailboxes);
        g_assert_cmphex (list->flags, ==, rows[i].flags);
    }
}

static void
test_address_text (void)
{
    static const struct {
        const char *value, *address, *domain_text;
    } texts[] = {
        {"a@B.example", "a@B.example", "B.example"},
        {"a@b.example.", "a@b.example.", "b.example."},
        {"a@[192.0.2.1]", "a@[192.0.2.1]", "[192.0.2.1]"},
        {"\"a b\\\"c\"@b.example", "\"a b\\\"c\"@b.example", "b.example"},
        {"\"adm\\in\"@b.example", "admin@b.example", "b.example"},
        {"a@ b (c) . example", "a@b.example", "b.example"},
    };

    for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
        g_autoptr (TfAddressList) list =
            tf_address_list_parse (tf_span_of (texts[i].value));
        const TfMailbox *mailbox = g_ptr_array_index (list->mailboxes, 0);

        g_assert_cmpstr (mailbox->address, ==, texts[i].address);
        g_assert_cmpstr (mailbox->domain_text, ==, texts[i].domain_text);
    }
}

static void
test_nul (void)
{
    static const char value[] = "<admin@legit.example>\0@attack.example>";
    g_autoptr (TfAddressList) list =
        tf_address_list_parse (tf_span (value, sizeof value - 1));

    g_assert_true (list->flags & TF_ADDRESS_FORBIDDEN);
}

static void
test_too_many (void)
{
    for (guint count = TF_LIMIT_MAILBOXES; count <= TF_LIMIT_MAILBOXES + 1; count++) {
        g_autoptr (GString) value = g_string_new ("a0@b.example");
        g_autoptr (TfAddressList) list = NULL;

        for (guint i = 1; i < count; i++)
            g_string_append_printf (value, ", a%u@b.example", i);
        list = tf_address_list_parse (tf_span (value->str, value->len));
        g_assert_cmpuint (list->mailboxes->len, ==, TF_LIMIT_MAILBOXES);
        g_assert_cmpint ((list->flags & TF_ADDRESS_TOO_MANY) != 0, ==,
                         count > TF_LIMIT_MAILBOXES);
    }
}

static void
test_comment_depth (void)
{
    for (guint depth = 1; depth < 40; depth++) {
        g_autoptr (GString) value = g_string_new ("a@b.example ");
        g_autoptr (TfAddressList) list = NULL;

        for (guint i = 0; i < depth; i++)
            g_string_append (value, "(x");
        for (guint i = 0; i < depth; i++)
            g_string_append (value, "\\))");
        list = tf_address_list_parse (tf_span (value->str, value->len));
        g_assert_cmpuint (list->mailboxes->len, ==, 1);
        g_assert_cmphex (list->flags, ==, depth > TF_LIMIT_COMMENT_DEPTH ? T : 0);
    }
}

/* DO-04, DO-05: 250 KB of one thing; a second would already be much too long for all of them. */
static void
test_bombs (void)
{
    static const char *const pieces[] = {"(",          "((\\(",      "<",
                                         "\"",         "\\",         "@",
                                         ":",          ",",          ";",
                                         "[",          "@[",         " ",
                                         "a@",         "a.",         "a@b,",
                                         "()",         "a:",         "a:;",
                                         "<a@b.c>",    "=?",         "=?a?q?",
                                         "=?a?q?x?= ", "\"x@y.z\",", ".",
                                         "a@b.c:",     "@.",         "\xe2\x80\x8b",
                                         "(a)@(b).",   "<@a,",       "a@b.c "};

    for (guint i = 0; i < G_N_ELEMENTS (pieces); i++) {
        g_autoptr (GString) value = g_string_new ("x ");
        g_autoptr (TfAddressList) list = NULL;
        g_autoptr (GPtrArray) claims = NULL;
        gint64 start = g_get_monotonic_time ();

        while (value->len < 250 * 1000)
            g_string_append (value, pieces[i]);
        g_string_append (value, " <a@b.example>");
        list = tf_address_list_parse (tf_span (value->str, value->len));
        claims = tf_address_find_claims (tf_span (value->str, value->len));
        g_assert_cmpuint (claims->len, <=, TF_LIMIT_ADDRESS_CLAIMS);
        g_test_message ("%s: %" G_GINT64_FORMAT " ms", pieces[i],
                        (g_get_monotonic_time () - start) / 1000);
        g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
    }
}

static void
test_claims (void)
{
    static const struct {
        const char *value, *claims;
    } texts[] = {
        {"", ""},
        {"a@b.example", "a@b.example"},
        {"x (a@b.example) \"c.d@E.example.\", <a@b.example>",
         "a@b.example c.d@e.example"},
        {"<a@b.example@d.example>", "a@b.example b.example@d.example"},
        {"a@localhost @b.example c@", ""},
        {"a@-b.example", "a@b.example"},
        {"j\xc3\xb6rg@m\xc3\xbcnchen.example", "j\xc3\xb6rg@xn--mnchen-3ya.example"},
    };

    for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
        g_autoptr (GPtrArray) claims =
            tf_address_find_claims (tf_span_of (texts[i].value));
        g_autofree char *joined = NULL;

        g_ptr_array_add (claims, NULL);
        joined = g_strjoinv (" ", (char **)claims->pdata);
        g_assert_cmpstr (joined, ==, texts[i].claims);
    }
}

/* Pieces in any order: no crash, valid texts, and parsing again gives the same. */
static void
test_random (void)
{
    static const char *const pieces[] = {"a",
                                         "b.example",
                                         "@",
                                         "<",
                                         ">",
                                         ",",
                                         ";",
                                         ":",
                                         "\"",
                                         "(",
                                         ")",
                                         "\\",
                                         "[",
                                         "]",
                                         ".",
                                         " ",
                                         "\r\n ",
                                         "\r",
                                         "=?utf-8?Q?",
                                         "?=",
                                         "=40",
                                         "\xff",
                                         "\xe2\x80\x8b",
                                         "\xc3\xb6",
                                         "xn--",
                                         "\x01"};

    for (guint round = 0; round < 20000; round++) {
        g_autoptr (GString) value = g_string_new (NULL);
        g_autoptr (TfAddressList) list = NULL;
        g_autoptr (GPtrArray) claims = NULL;

        for (gint i = g_test_rand_int_range (0, 20); i > 0; i--)
            g_string_append (value,
                             pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
        if (g_test_rand_int_range (0, 10) == 0)
            g_string_append_c (value, '\0');
        list = tf_address_list_parse (tf_span (value->str, value->len));
        claims = tf_address_find_claims (tf_span (value->str, value->len));
        for (guint i = 0; i < list->mailboxes->len; i++) {
            const TfMailbox *mailbox = g_ptr_array_index (list->mailboxes, i);

            g_assert_true (g_utf8_validate (mailbox->address, -1, NULL));
            g_assert_true (!mailbox->name || is_clean (mailbox->name));
            g_assert_true (!mailbox->domain || g_str_is_ascii (mailbox->domain));
        }
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/address/rows", test_rows);
    g_test_add_func ("/address/text", test_address_text);
    g_test_add_func ("/address/nul", test_nul);
    g_test_add_func ("/address/too-many", test_too_many);
    g_test_add_func ("/address/comment-depth", test_comment_depth);
    g_test_add_func ("/address/bombs", test_bombs);
    g_test_add_func ("/address/claims", test_claims);
    g_test_add_func ("/address/random", test_random);
    return g_test_run ();
}
