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

static void
test_replay (void)
{
    static const char *const options[] = {"--own", "me@here.example", "--displayed-from",
                                          "It's \"Bank\" <a@b>;\nrm $(x)\u202e", NULL};
    g_autofree char *command = tf_words_replay ("answers.json", "message.eml", options);
    g_autofree char *short_one = tf_words_replay ("answers.json", "message.eml", NULL);
    g_auto (GStrv) words = NULL;

    g_assert_cmpstr (short_one, ==, "truefrom check --answers answers.json message.eml");
    g_assert_null (strchr (command, '\n'));
    g_assert_null (strstr (command, "\u202e"));
    g_assert_true (g_shell_parse_argv (command, NULL, &words, NULL));
    g_assert_cmpuint (g_strv_length (words), ==, 9);
    g_assert_cmpstr (words[5], ==, "me@here.example");
    g_assert_true (g_str_has_prefix (words[7], "It's \"Bank\" <a@b>;"));
    g_assert_cmpstr (words[8], ==, "message.eml");
}

static void
test_saved (void)
{
    g_autoptr (Sample) sample = forged ();
    g_autofree char *name = tf_words_evidence_name (&sample->report);
    g_autofree char *text =
        tf_words_evidence_text (&sample->report, NULL, "truefrom check X");
    g_autofree char *rewritten = NULL;
    g_autofree char *saved = tf_words_evidence_saved ("/tmp/a\n\xff", "truefrom check X");

    g_assert_cmpstr (name, ==, "truefrom-TF01-legit.example");
    g_assert_true (g_str_has_suffix (text, ":\ntruefrom check X\n"));
    g_assert_null (strstr (text, "more strictly"));
    sample->dossier.store = TF_STORE_REWRITTEN;
    rewritten = tf_words_evidence_text (&sample->report, NULL, "truefrom check X");
    g_assert_nonnull (strstr (rewritten, "more strictly"));
    g_assert_true (g_utf8_validate (saved, -1, NULL));
    g_assert_null (strchr (saved, '\n'));
    g_assert_true (g_str_has_suffix (saved, ": truefrom check X"));
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
    g_test_add_func ("/words/report/replay", test_replay);
    g_test_add_func ("/words/report/saved", test_saved);
    return g_test_run ();
}
