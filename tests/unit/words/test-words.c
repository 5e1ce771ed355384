/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Headings, the address line, buttons: every code and level has its words, and nothing that a
 * sender writes freely is in them. */
#include <string.h>

#include "words-helper.h"
#include "words/words-private.h"

/* ---- headings ---------------------------------------------------------------------- */

static void
test_heading (void)
{
    g_autoptr (Sample) sample = forged ();
    g_autofree char *heading = tf_words_heading (&sample->report);
    g_autofree char *text = tf_words_text (&sample->report);

    g_assert_cmpstr (heading, ==,
                     "This message is probably not from " LRI "legit.example" PDI);
    g_assert_true (g_str_has_prefix (text, "Someone may be using its name. Do not"));
}

static void
test_quiet_shows_nothing (void)
{
    g_autofree char *summary = NULL;
    g_autoptr (Sample) sample = sample_new (TF_CODE_DOMAIN_CONFIRMED, TF_LEVEL_QUIET);
    TfDkimResult signature = {.result = TF_RESULT_PASS,
                              .domain = (char *)"mail.legit.example",
                              .aligned = TRUE,
                              .authenticates = TRUE};
    TfButton buttons[2];

    set_author (sample, NULL, "anna", "legit.example");
    g_ptr_array_add (sample->report.dkim, &signature);
    summary = tf_words_summary (&sample->report);
    g_assert_null (tf_words_heading (&sample->report));
    g_assert_null (tf_words_text (&sample->report));
    g_assert_cmpuint (tf_words_buttons (&sample->report, buttons), ==, 0);
    g_assert_cmpstr (summary, ==, "Confirmed by " LRI "mail.legit.example" PDI);
}

static guint
count_words (const char *text)
{
    guint n = 0;
    g_auto (GStrv) words = g_strsplit (text, " ", -1);

    for (guint i = 0; words[i] != NULL; i++)
        n += words[i][0] != '\0';
    return n;
}

static guint
count_sentences (const char *text)
{
    guint n = 0;

    for (const char *at = text; *at != '\0'; at++)
        n += (*at == '.' || *at == '?') && (at[1] == ' ' || at[1] == '\0');
    return n;
}

/* At most 9 words, at most two sentences, no placeholder left, nothing
 * technical, and no promises. */
static void
test_every_code (void)
{
    static const char *const never[] = {"safe", "trusted", "verified", "genuine",   "SPF",
                                        "DKIM", "DMARC",   "header",   "alignment", "{"};

    for (guint code = 1; code < TF_N_CODES; code++) {
        g_autofree char *text = NULL;
        g_autofree char *heading = NULL;
        g_autoptr (Sample) sample = sample_new ((TfCode)code, TF_LEVEL_WARNING);

        set_author (sample, "Anna", "anna", "legit.example");
        heading = tf_words_heading (&sample->report);
        text = tf_words_text (&sample->report);
        g_test_message ("%s", heading);
        g_assert_cmpuint (count_words (heading), <=, 9);
        g_assert_cmpuint (count_sentences (text), >=, 1);
        g_assert_cmpuint (count_sentences (text), <=, 2);
        for (gsize i = 0; i < G_N_ELEMENTS (never); i++) {
            g_assert_null (strstr (heading, never[i]));
            g_assert_null (strstr (text, never[i]));
        }
    }
}

static void
test_explanations (void)
{
    static const char *const never[] = {"safe", "trusted", "verified", "genuine", "{"};

    for (guint code = 1; code < TF_N_CODES; code++) {
        const char *texts[] = {tf_words_explain_title ((TfCode)code),
                               tf_words_explain_meaning ((TfCode)code),
                               tf_words_explain_for ((TfCode)code, TF_AUDIENCE_CALLER),
                               tf_words_explain_for ((TfCode)code, TF_AUDIENCE_READER),
                               tf_words_explain_for ((TfCode)code, TF_AUDIENCE_ADMIN)};

        for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
            g_assert_cmpuint (strlen (texts[i]), >, 8);
            for (gsize n = 0; n < G_N_ELEMENTS (never); n++)
                g_assert_null (strstr (texts[i], never[n]));
        }
    }
}

/* What a sender writes freely never gets into the banner, whatever the code. */
static void
test_name_is_not_shown (void)
{
    for (guint code = 1; code < TF_N_CODES; code++) {
        g_autoptr (Sample) sample = sample_new ((TfCode)code, TF_LEVEL_WARNING);
        g_autofree char *heading = NULL;
        g_autofree char *text = NULL;
        g_autofree char *line = NULL;

        set_author (sample, "\u2705 Checked. You can reply {real}", "x",
                    "attack.example");
        sample->dossier.list_id = (char *)"Checked <checked.attack.example>";
        heading = tf_words_heading (&sample->report);
        text = tf_words_text (&sample->report);
        line = tf_words_address_line (&sample->report);
        g_assert_null (strstr (heading, "Checked"));
        g_assert_null (strstr (text, "Checked"));
        g_assert_cmpstr (line, ==, "Address shown: " LRI "x@attack.example" PDI);
    }
}

/* In the details it is in quotation marks that it cannot close, without pictures. */
static void
test_quoted_name (void)
{
    static const struct {
        const char *name;
        const char *quoted;
    } rows[] = {
        {"Anna", "\u201C" FSI "Anna" PDI "\u201D"},
        {"\u2705 Checked", "\u201C" FSI "\uFFFD Checked" PDI "\u201D"},
        {"\U0001F512\uFE0F Bank", "\u201C" FSI "\uFFFD Bank" PDI "\u201D"},
        {"x\u201D is fine \"y", "\u201C" FSI "x' is fine 'y" PDI "\u201D"},
        {"{real} %s \u202Ex\n\nfine", "\u201C" FSI "{real} %s x fine" PDI "\u201D"},
        {"Stra\u00DFe \u00AE \u2122",
         "\u201C" FSI "Stra\u00DFe \u00AE \u2122" PDI "\u201D"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *quoted = tf_words_quoted_name (rows[i].name);

        g_assert_cmpstr (quoted, ==, rows[i].quoted);
    }
    g_assert_null (tf_words_quoted_name ("\u200B"));
    g_assert_null (tf_words_quoted_name (NULL));
}

/* Labels written from right to left keep their places: marks beside each dot and the @. */
static void
test_right_to_left (void)
{
    g_autofree char *domain =
        tf_words_safe_domain ("xn--4dbcagdahymbxekheh6e0a7fei0b.xn--4db.example", NULL);
    g_autofree char *address = tf_words_address ("info", "xn--4db.attack.example", NULL);

    g_assert_nonnull (strstr (domain, "\u200E.\u200E\u05D0\u200E.\u200Eexample"));
    g_assert_cmpstr (
        address, ==,
        LRI "info\u200E@\u200E\u05D0\u200E.\u200Eattack\u200E.\u200Eexample" PDI);
}

/* A shortened name is never followed by our words, nor led by dots that look like its own. */
static void
test_long_domain_in_heading (void)
{
    g_autoptr (Sample) sample = sample_new (TF_CODE_LOOKALIKE_DOMAIN, TF_LEVEL_ALARM);
    TfImpersonation signs = {.known = (char *)"bank.example"};
    g_autofree char *heading = NULL;

    set_author (sample, NULL, "x",
                "www.bank.example.login.account.confirm.session.attack.example");
    sample->report.impersonation = &signs;
    heading = tf_words_heading (&sample->report);
    g_assert_cmpstr (heading, ==,
                     LRI "attack.example" PDI " is not " LRI "bank.example" PDI);
}

static void
test_no_author (void)
{
    g_autofree char *line = NULL;
    g_autofree char *heading = NULL;
    g_autoptr (Sample) sample = sample_new (TF_CODE_SENDER_DISGUISED, TF_LEVEL_WARNING);

    sample->author.reason = TF_REASON_MISSING;
    heading = tf_words_heading (&sample->report);
    line = tf_words_address_line (&sample->report);
    g_assert_cmpstr (heading, ==, "It is not clear who sent this message");
    g_assert_cmpstr (line, ==, "Address shown: none");
}

/* One sentence for each reason; domains only, for a local part can say anything. */
static void
test_unclear (void)
{
    static const struct {
        TfReason reason;
        const char *text;
    } rows[] = {
        {TF_REASON_EMPTY, "It names no sender. "},
        {TF_REASON_SEVERAL_FIELDS, "It has several From lines: " LRI "attack.example" PDI
                                   " and " LRI "bank.example" PDI ". "},
        {TF_REASON_SEVERAL_AUTHORS, "It names several senders: " LRI "attack.example" PDI
                                    " and " LRI "bank.example" PDI ". "},
        {TF_REASON_SINGLE_LABEL, "The address of its sender has no internet domain. "},
        {TF_REASON_DISPLAYED_DIFFERS, "Mail programs show its sender differently. "},
        {TF_REASON_SEVERAL_READINGS, "Mail programs show its sender differently. "},
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *text = NULL;
        g_autofree char *expected =
            g_strconcat (rows[i].text, "Ask before you act on it.", NULL);
        g_autoptr (Sample) sample =
            sample_new (TF_CODE_SENDER_DISGUISED, TF_LEVEL_WARNING);

        sample->report.evidence.result = TF_EVIDENCE_AMBIGUOUS_FROM;
        sample->report.evidence.reason = rows[i].reason;
        g_ptr_array_add (sample->author.domains, (char *)"attack.example");
        g_ptr_array_add (sample->author.domains, (char *)"bank.example");
        text = tf_words_text (&sample->report);
        g_assert_cmpstr (text, ==, expected);
    }
}

static void
test_address_line (void)
{
    static const struct {
        const char *local;
        const char *line;
    } rows[] = {
        {"anna", "Address shown: " LRI "anna@legit.example" PDI},
        {"an\u200Bna", "Address shown: " LRI "an\uFFFDna@legit.example" PDI},
        {"a\nb", "Address shown: " LRI "a\uFFFDb@legit.example" PDI},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (Sample) sample = sample_new (TF_CODE_DOMAIN_FORGED, TF_LEVEL_ALARM);
        g_autofree char *line = NULL;

        set_author (sample, "Anna", rows[i].local, "legit.example");
        line = tf_words_address_line (&sample->report);
        g_assert_cmpstr (line, ==, rows[i].line);
    }
}

static void
test_address_line_several (void)
{
    g_autoptr (Sample) sample = forged ();
    g_autofree char *line = NULL;

    for (guint i = 0; i < 6; i++)
        g_ptr_array_add (sample->author.addresses,
                         g_strdup_printf ("x%u@attack.example", i));
    line = tf_words_address_line (&sample->report);
    g_assert_cmpstr (line, ==,
                     "Addresses shown: " LRI "anna@legit.example" PDI ", " LRI
                     "x0@attack.example" PDI ", " LRI "x1@attack.example" PDI ", " LRI
                     "x2@attack.example" PDI ", \u2026");
}

/* ---- buttons, levels --------------------------------------------------------------- */

static void
test_buttons (void)
{
    g_autoptr (Sample) sample = forged ();
    TfButton buttons[2];

    g_assert_cmpuint (tf_words_buttons (&sample->report, buttons), ==, 2);
    g_assert_cmpint (buttons[0], ==, TF_BUTTON_REPORT);
    g_assert_cmpint (buttons[1], ==, TF_BUTTON_DETAILS);
    sample->report.verdict.deciding.code = TF_CODE_DOMAIN_UNPROVEN;
    g_assert_cmpuint (tf_words_buttons (&sample->report, buttons), ==, 2);
    g_assert_cmpint (buttons[0], ==, TF_BUTTON_DETAILS);
    g_assert_cmpint (buttons[1], ==, TF_BUTTON_REPORT);
    sample->report.verdict.deciding.code = TF_CODE_NAME_DECORATED;
    g_assert_cmpuint (tf_words_buttons (&sample->report, buttons), ==, 1);
    g_assert_cmpint (buttons[0], ==, TF_BUTTON_DETAILS);
    g_assert_cmpstr (tf_words_button_label (TF_BUTTON_DETAILS), ==, "_Details");
    g_assert_cmpstr (tf_words_button_label (TF_BUTTON_REPORT), ==, "_Report");
    g_assert_cmpstr (tf_words_button_label (TF_BUTTON_SAVE), ==, "_Save…");
    g_assert_cmpstr (tf_words_level (TF_LEVEL_ALARM), ==, "Alarm");
    g_assert_cmpstr (tf_words_level (TF_LEVEL_QUIET), ==, "Quiet");
}

/* A check that was not finished shows nothing either, but is not called quiet. */
static void
test_result (void)
{
    g_autoptr (Sample) alarm = forged ();
    g_autoptr (Sample) confirmed = sample_new (TF_CODE_DOMAIN_CONFIRMED, TF_LEVEL_QUIET);
    g_autoptr (Sample) unfinished = sample_new (TF_CODE_CHECK_INCOMPLETE, TF_LEVEL_QUIET);

    g_assert_cmpstr (tf_words_result (&alarm->report), ==, "Alarm");
    g_assert_cmpstr (tf_words_result (&confirmed->report), ==, "Quiet");
    g_assert_cmpstr (tf_words_result (&unfinished->report), ==, "Not finished");
}

/* Only the domain is named, and nothing is promised. */
static void
test_confirmed_line (void)
{
    g_autoptr (Sample) sample = sample_new (TF_CODE_DOMAIN_CONFIRMED, TF_LEVEL_QUIET);
    g_autoptr (Sample) alarm = forged ();
    g_autofree char *line = NULL;
    g_autofree char *plain = NULL;

    set_author (sample, "Anna \u2705", "anna", "legit.example");
    line = tf_words_confirmed_line (&sample->report);
    plain = tf_words_plain (line);
    g_assert_cmpstr (plain, ==, "Confirmed domain: legit.example");
    g_assert_null (tf_words_confirmed_line (&alarm->report));
}

int
main (int argc, char **argv)
{
    g_setenv ("TZ", "UTC", TRUE);
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/words/heading", test_heading);
    g_test_add_func ("/words/quiet-shows-nothing", test_quiet_shows_nothing);
    g_test_add_func ("/words/every-code", test_every_code);
    g_test_add_func ("/words/explanations", test_explanations);
    g_test_add_func ("/words/name-is-not-shown", test_name_is_not_shown);
    g_test_add_func ("/words/quoted-name", test_quoted_name);
    g_test_add_func ("/words/right-to-left", test_right_to_left);
    g_test_add_func ("/words/long-domain-in-heading", test_long_domain_in_heading);
    g_test_add_func ("/words/no-author", test_no_author);
    g_test_add_func ("/words/unclear", test_unclear);
    g_test_add_func ("/words/address-line", test_address_line);
    g_test_add_func ("/words/address-line-several", test_address_line_several);
    g_test_add_func ("/words/buttons", test_buttons);
    g_test_add_func ("/words/confirmed-line", test_confirmed_line);
    g_test_add_func ("/words/result", test_result);
    return g_test_run ();
}
