/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Where an answer goes: each way of writing the three fields, and what is not an address. */
#include "message/message.h"

typedef struct {
    const char *fields;
    const char *expected; /* "field address" of each target; "?" for an unreadable one */
} Row;

static const Row rows[] = {
    {"From: a@b.example\n", ""},
    {"Reply-To: a@b.example\n", "reply-to a@b.example"},
    {"REPLY-TO : A <a@b.example>, c@d.example\n",
     "reply-to a@b.example, reply-to c@d.example"},
    {"Reply-To:\n", ""},
    {"Reply-To: (nobody)\n", ""},
    {"Reply-To: nobody:;\n", ""},
    {"Reply-To: a@[192.0.2.1]\n", "reply-to a@[192.0.2.1]"},
    {"Reply-To: =?us-ascii?q?a=40b=2Eexample?=\n", "reply-to ?"},
    {"Reply-To: nobody\n", "reply-to ?"},
    {"Reply-To: a@b.example\nReply-To: c@d.example\n",
     "reply-to a@b.example, reply-to c@d.example"},
    {"List-Post: <mailto:a@b.example>\n", "list-post a@b.example"},
    {"List-Post:\n <mailto:a@b.example>\n (for subscribers)\n", "list-post a@b.example"},
    {"List-Post: <MailTo:a%40b%2Eexample?subject=x>\n", "list-post a@b.example"},
    {"List-Post: < mailto:a@b.example >\n", "list-post a@b.example"},
    {"List-Post: <mailto:a@b.example,c@d.example>\n",
     "list-post a@b.example, list-post c@d.example"},
    {"List-Post: <mailto:a@b.example?CC=c@d.example&body=e@f.example>\n",
     "list-post a@b.example, list-post c@d.example"},
    {"List-Post: <a@b.example>\n", "list-post a@b.example"},
    {"List-Post: a@b.example\n", "list-post a@b.example"},
    {"List-Post: mailto:a@b.example\n", "list-post a@b.example"},
    {"List-Post: <mailto:a@b.example\n", "list-post a@b.example"},
    {"List-Post: NO\n", ""},
    {"List-Post: NO (a@b.example)\n", ""},
    {"List-Post: <>\n", ""},
    {"List-Post: <mailto:>\n", ""},
    {"List-Post: <mailto:%>\n", ""},
    {"List-Post: <https://b.example/~a@b.example>\n", ""},
    {"Mail-Followup-To: a@b.example,\n c@d.example\n",
     "mail-followup-to a@b.example, mail-followup-to c@d.example"},
    {"Mail-Followup-To: nobody\n", ""},
    {"Mail-Followup-To:\n", ""},
};

static TfHeader *
read_header (const char *fields)
{
    g_autofree char *message = g_strconcat (fields, "\nbody\n", NULL);
    g_autoptr (GBytes) bytes = g_bytes_new (message, strlen (message));
    g_autoptr (TfSource) source = tf_source_new_bytes (bytes);
    g_autoptr (TfReader) reader = tf_reader_new (source);

    return tf_header_read (reader, NULL);
}

static char *
describe (const TfAnswer *answer)
{
    GString *text = g_string_new (NULL);

    for (guint i = 0; i < answer->targets->len; i++) {
        const TfAnswerTarget *target = g_ptr_array_index (answer->targets, i);

        g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "",
                                tf_answer_field_to_string (target->field),
                                target->address != NULL ? target->address : "?");
    }
    return g_string_free (text, FALSE);
}

static void
test_rows (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (TfHeader) header = read_header (rows[i].fields);
        g_autoptr (TfAnswer) answer = tf_answer_read (header);
        g_autofree char *found = describe (answer);

        g_test_message ("%s", rows[i].fields);
        g_assert_cmpstr (found, ==, rows[i].expected);
    }
}

static void
test_list (void)
{
    static const struct {
        const char *field;
        const char *domains;
    } ids[] = {
        {"List-Id: Dev <dev.lists.example.org>\n", "dev.lists.example.org"},
        {"List-Id: dev.lists.example.org\n", "dev.lists.example.org"},
        {"List-Id: \"<a.example>\" <my_list.b.example>\n", "b.example"},
        {"List-Id: <>\n", ""},
        {"List-Id: <_>\n", ""},
        {"List-Id: <a.example>\nlist-id: <b.example>\n", "a.example b.example"},
    };

    for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
        g_autoptr (TfHeader) header = read_header (ids[i].field);
        g_autoptr (TfAnswer) answer = tf_answer_read (header);
        g_autofree char *found = NULL;

        g_ptr_array_add (answer->list_domains, NULL);
        found = g_strjoinv (" ", (char **)answer->list_domains->pdata);
        g_assert_cmpstr (found, ==, ids[i].domains);
    }
}

/* More addresses than are read: the last target says so, and belongs to no list. */
static void
test_limit (void)
{
    g_autoptr (GString) fields = g_string_new (NULL);
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();
    g_autoptr (TfHeader) header = NULL;
    g_autoptr (TfAnswer) answer = NULL;
    const TfAnswerTarget *last;

    for (guint i = 0; i < TF_LIMIT_MAILBOXES + 10; i++)
        g_string_append (fields, "Mail-Followup-To: a@b.example\n");
    header = read_header (fields->str);
    answer = tf_answer_read (header);
    g_assert_cmpuint (answer->targets->len, ==, TF_LIMIT_MAILBOXES + 1);
    last = g_ptr_array_index (answer->targets, TF_LIMIT_MAILBOXES);
    g_assert_null (last->address);
    g_assert_true (tf_answer_target_is_elsewhere (last, "b.example", suffixes));
    g_assert_false (tf_answer_target_is_of_list (answer, last, suffixes));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/answer/rows", test_rows);
    g_test_add_func ("/answer/list", test_list);
    g_test_add_func ("/answer/limit", test_limit);
    return g_test_run ();
}
