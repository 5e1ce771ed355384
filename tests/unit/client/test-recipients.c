/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Where an answer goes, and whether the message took it there. */
#include "client/recipients.h"

typedef struct {
    TfReport report;
    TfDossier dossier;
    TfAuthor author;
} Sample;

static TfAnswerTarget targets[] = {
    {.field = TF_ANSWER_REPLY_TO,
     .address = (char *)"desk@attack.example",
     .domain = (char *)"attack.example"},
    {.field = TF_ANSWER_LIST_POST,
     .address = (char *)"all@lists.example",
     .domain = (char *)"lists.example"},
};
static TfAnswerTarget unreadable = {.field = TF_ANSWER_REPLY_TO};

static Sample *
sample_new (void)
{
    Sample *sample = g_new0 (Sample, 1);

    sample->dossier.author = &sample->author;
    sample->report.dossier = &sample->dossier;
    sample->report.author_domain = (char *)"mail.legit.example";
    sample->report.suffixes = tf_suffix_list_new_builtin ();
    sample->report.elsewhere = g_ptr_array_new ();
    for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
        g_ptr_array_add (sample->report.elsewhere, &targets[i]);
    return sample;
}

static void
sample_free (Sample *sample)
{
    g_ptr_array_unref (sample->report.elsewhere);
    tf_suffix_list_unref (sample->report.suffixes);
    g_free (sample);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sample, sample_free)

static void
expect_read (const char *const *fields, const char *expected)
{
    g_autoptr (Sample) sample = sample_new ();
    g_auto (GStrv) read = tf_recipients_read (fields, &sample->report);
    g_autofree char *joined = g_strjoinv (" ", read);

    g_assert_cmpstr (joined, ==, expected);
}

static void
test_read (void)
{
    static const char *const none[] = {"", "  ", NULL};
    static const char *const names[] = {
        "\"x@legit.example\" <desk@attack.example>, Anna <anna@legit.example>",
        "desk@attack.example", "Cc: c@elsewhere.example;", NULL};
    static const char *const group[] = {"All: a@one.example, b@legit.example;", NULL};

    expect_read (none, "");
    /* Names are left out, each address stands once, and the author's own come last. */
    expect_read (names, "desk@attack.example c@elsewhere.example anna@legit.example");
    expect_read (group, "a@one.example b@legit.example");
}

static void
expect_elsewhere (Sample *sample, const char *address, gboolean expected)
{
    const char *const recipients[] = {address, NULL};
    g_auto (GStrv) found = tf_recipients_elsewhere (recipients, &sample->report);

    g_test_message ("%s", address);
    g_assert_cmpuint (g_strv_length (found), ==, expected ? 1 : 0);
    if (expected)
        g_assert_cmpstr (found[0], ==, address);
}

/* The message takes an answer to its targets only; whom else the reader writes to is not its
 * doing. */
static void
test_elsewhere (void)
{
    g_autoptr (Sample) sample = sample_new ();

    expect_elsewhere (sample, "desk@attack.example", TRUE);
    expect_elsewhere (sample, "Desk@ATTACK.example", TRUE);
    expect_elsewhere (sample, "other@attack.example", TRUE);
    expect_elsewhere (sample, "all@lists.example", TRUE);
    expect_elsewhere (sample, "anna@legit.example", FALSE);
    expect_elsewhere (sample, "friend@third.example", FALSE);
    expect_elsewhere (sample, "nobody", FALSE);
}

/* Programs read it in their own ways, so it may be any address outside. */
static void
test_unreadable (void)
{
    g_autoptr (Sample) sample = sample_new ();

    g_ptr_array_add (sample->report.elsewhere, &unreadable);
    expect_elsewhere (sample, "friend@third.example", TRUE);
    expect_elsewhere (sample, "anna@legit.example", FALSE);
}

static void
test_question (void)
{
    g_autoptr (Sample) sample = sample_new ();
    TfLevel *level = &sample->report.verdict.deciding.level;

    *level = TF_LEVEL_QUIET;
    g_assert_false (tf_recipients_need_question (&sample->report));
    *level = TF_LEVEL_NOTE;
    g_assert_false (tf_recipients_need_question (&sample->report));
    *level = TF_LEVEL_WARNING;
    g_assert_true (tf_recipients_need_question (&sample->report));
    *level = TF_LEVEL_ALARM;
    g_assert_true (tf_recipients_need_question (&sample->report));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/recipients/read", test_read);
    g_test_add_func ("/recipients/elsewhere", test_elsewhere);
    g_test_add_func ("/recipients/unreadable", test_unreadable);
    g_test_add_func ("/recipients/question", test_question);
    return g_test_run ();
}
