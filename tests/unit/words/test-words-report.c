/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What is said to the helpdesk, and how saved evidence is checked again; safe whatever a sender wrote. */
#include "words-helper.h"

static void
test_subject (void)
{
    g_autoptr (Sample) sample = forged ();
    g_autofree char *subject = tf_words_mail_subject (&sample->report);

    g_assert_cmpstr (subject, ==, "Suspicious message: TF01, legit.example");
}

/* The name, the Subject and the local part are the sender's to write. */
static void
test_subject_of_hostile_sender (void)
{
    g_autoptr (Sample) sample = sample_new (TF_CODE_SENDER_DISGUISED, TF_LEVEL_ALARM);
    g_autofree char *without = tf_words_mail_subject (&sample->report);
    g_autofree char *with = NULL;

    g_assert_cmpstr (without, ==, "Suspicious message: TF04");
    set_author (sample, "Bank\r\nBcc: x@attack.example", "a\u202e\nb",
                "xn--bnk-qla.example");
    with = tf_words_mail_subject (&sample->report);
    g_assert_cmpstr (with, ==, "Suspicious message: TF04, xn--bnk-qla.example");
}

static void
test_long_domain (void)
{
    g_autofree char *label = g_strnfill (60, 'a');
    g_autofree char *domain = g_strjoin (".", label, label, label, "legit.example", NULL);
    g_autofree char *expected =
        g_strconcat ("Suspicious message: TF01, *.", label, ".legit.example", NULL);
    g_autofree char *expected_name =
        g_strconcat ("truefrom-TF01-_.", label, ".legit.example", NULL);
    g_autofree char *subject = NULL;
    g_autofree char *name = NULL;
    g_autoptr (Sample) sample = sample_new (TF_CODE_DOMAIN_FORGED, TF_LEVEL_ALARM);

    set_author (sample, NULL, "a", domain);
    subject = tf_words_mail_subject (&sample->report);
    name = tf_words_evidence_name (&sample->report);
    g_assert_cmpstr (subject, ==, expected);
    g_assert_cmpstr (name, ==, expected_name);
}

static void
test_text (void)
{
    g_autoptr (Sample) sample = forged ();
    g_autofree char *text = tf_words_mail_text (&sample->report, "Some Mail 1.2");
    g_autofree char *without = tf_words_mail_text (&sample->report, NULL);

    g_assert_true (g_str_has_prefix (text, "The attached message looks suspicious"));
    g_assert_nonnull (strstr (text, "\nCode: TF01 (domain-forged)\n"));
    g_assert_nonnull (strstr (text, "\nProgram: truefrom "));
    g_assert_nonnull (strstr (text, "\nMail program: Some Mail 1.2\n"));
    g_assert_null (strstr (without, "Mail program"));
}

/* What follows the colon is one word for a shell, whatever the file is called. */
static void
expect_command (const char *file, const char *word)
{
    g_autofree char *saved = tf_words_evidence_saved (file);
    g_auto (GStrv) words = NULL;
    const char *command = strstr (saved, ": truefrom ");

    g_assert_true (g_utf8_validate (saved, -1, NULL));
    g_assert_null (strchr (saved, '\n'));
    g_assert_nonnull (command);
    g_assert_true (g_shell_parse_argv (command + 2, NULL, &words, NULL));
    g_assert_cmpuint (g_strv_length (words), ==, 3);
    if (word != NULL)
        g_assert_cmpstr (words[2], ==, word);
}

static void
test_saved (void)
{
    g_autoptr (Sample) sample = forged ();
    g_autofree char *name = tf_words_evidence_name (&sample->report);
    g_autofree char *text = tf_words_evidence_text (&sample->report, "Some Mail 1.2");

    g_assert_cmpstr (name, ==, "truefrom-TF01-legit.example");
    g_assert_true (g_str_has_suffix (text, "\nMail program: Some Mail 1.2\n"));
    expect_command ("/tmp/a.zip", "/tmp/a.zip");
    expect_command ("/tmp/It's \"mine\"; rm $(x).zip", "/tmp/It's \"mine\"; rm $(x).zip");
    expect_command ("/tmp/a\n\xff\u202e.zip", NULL);
}

int
main (int argc, char **argv)
{
    g_setenv ("TZ", "UTC", TRUE);
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/words/report/subject", test_subject);
    g_test_add_func ("/words/report/hostile", test_subject_of_hostile_sender);
    g_test_add_func ("/words/report/long-domain", test_long_domain);
    g_test_add_func ("/words/report/text", test_text);
    g_test_add_func ("/words/report/saved", test_saved);
    return g_test_run ();
}
