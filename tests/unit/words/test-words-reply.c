/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The words of a composer: where an answer goes, and what is asked before it is sent. */
#include <string.h>
#include "words-helper.h"
#include "words/words-private.h"

static void
test_reply (void)
{
    const char *const recipients[] = {"x@attack.example", NULL};
    g_autofree char *why = NULL;
    g_autofree char *question = NULL;
    g_autofree char *heading = NULL;
    g_autoptr (Sample) sample =
        sample_new (TF_CODE_REPLY_GOES_ELSEWHERE, TF_LEVEL_WARNING);

    set_author (sample, NULL, "anna", "legit.example");
    add_elsewhere (sample, TF_ANSWER_LIST_POST, "list@attack.example");
    add_elsewhere (sample, TF_ANSWER_REPLY_TO, NULL);
    add_elsewhere (sample, TF_ANSWER_REPLY_TO, "anna\u200B@attack.example");
    sample->report.evidence.result = TF_EVIDENCE_FAIL;
    heading = tf_words_heading (&sample->report);
    question = tf_words_reply_heading (&sample->report, TF_REPLY_ANSWER, recipients);
    why = tf_words_reply_text (&sample->report);
    g_assert_cmpstr (heading, ==,
                     "Your answer would go to " LRI "anna\uFFFD@attack.example" PDI);
    g_assert_cmpstr (question, ==, "Your answer goes to " LRI "x@attack.example" PDI);
    g_assert_cmpstr (why, ==,
                     "The message was not confirmed as coming from " LRI
                     "legit.example" PDI ".");
}

/* A message that was confirmed, or that names nobody, is spoken of in its own words. */
static void
test_reply_confirmed (void)
{
    static const char *const nobody[] = {NULL};
    static const char *const many[] = {"a@x.example", "b@x.example", "{from}@x.example",
                                       "d@x.example", "e@x.example", NULL};
    g_autofree char *why = NULL;
    g_autofree char *forward = NULL;
    g_autofree char *heading = NULL;
    g_autofree char *line = NULL;
    g_autoptr (Sample) sample = sample_new (TF_CODE_PARTLY_UNSIGNED, TF_LEVEL_WARNING);

    set_author (sample, "x", "anna", "legit.example");
    sample->report.evidence.result = TF_EVIDENCE_PASS;
    why = tf_words_reply_text (&sample->report);
    g_assert_cmpstr (why, ==,
                     "Part of this message is not confirmed\n" LRI "legit.example" PDI
                     " confirmed only a part; something may have been added later.");
    heading = tf_words_reply_heading (&sample->report, TF_REPLY_FORWARD, nobody);
    g_assert_cmpstr (heading, ==, "Part of this message is not confirmed");
    forward = tf_words_reply_heading (&sample->report, TF_REPLY_FORWARD, many);
    g_assert_cmpstr (forward, ==,
                     "You are forwarding this to " LRI "a@x.example" PDI ", " LRI
                     "b@x.example" PDI ", " LRI "{from}@x.example" PDI ", " LRI
                     "d@x.example" PDI ", \u2026");
    g_assert_null (tf_words_reply_confirmation (&sample->report));
    g_assert_null (tf_words_reply_line (&sample->report, nobody));
    line = tf_words_reply_line (&sample->report, many + 2);
    g_assert_cmpstr (line, ==,
                     "The message asks for replies to " LRI "{from}@x.example" PDI
                     ", " LRI "d@x.example" PDI ", " LRI "e@x.example" PDI ", not to " LRI
                     "legit.example" PDI ".");
}

/* Both domains, and a tick for the one that is meant. */
static void
test_reply_lookalike (void)
{
    TfImpersonation signs = {.known = (char *)"legit.example"};
    g_autofree char *why = NULL;
    g_autofree char *confirmation = NULL;
    g_autoptr (Sample) sample = sample_new (TF_CODE_LOOKALIKE_DOMAIN, TF_LEVEL_ALARM);

    set_author (sample, "x", "anna", "1egit.example");
    sample->report.evidence.result = TF_EVIDENCE_PASS;
    sample->report.impersonation = &signs;
    why = tf_words_reply_text (&sample->report);
    confirmation = tf_words_reply_confirmation (&sample->report);
    g_assert_cmpstr (why, ==,
                     "The message names " LRI "1egit.example" PDI
                     " as its sender, not " LRI "legit.example" PDI ".");
    g_assert_cmpstr (confirmation, ==,
                     "I mean " LRI "1egit.example" PDI ", not " LRI "legit.example" PDI);
}

int
main (int argc, char **argv)
{
    g_setenv ("TZ", "UTC", TRUE);
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/words/reply", test_reply);
    g_test_add_func ("/words/reply/confirmed", test_reply_confirmed);
    g_test_add_func ("/words/reply/lookalike", test_reply_lookalike);
    return g_test_run ();
}
