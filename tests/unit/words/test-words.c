/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Words and printing: what foreign text can do to the sentences it is put into, and that
 * every code, reason and level has its words. */
#include <string.h>

#include "words-helper.h"
#include "words/words-private.h"

/* ---- foreign text ------------------------------------------------------------------ */

static void
test_safe_text (void)
{
    static const struct {
        const char *foreign;
        guint max;
        const char *safe;
    } rows[] = {
        {"plain", 0, "plain"},
        {"", 0, ""},
        {"a\tb\r\nc", 0, "a b c"},
        {"  many      blanks  ", 0, "many blanks"},
        {"\u202Eelpmaxe.tigel\u202C", 0, "elpmaxe.tigel"},
        {"in\u200Bvis\u00ADible\uFEFF", 0, "invisible"},
        {"\033[31mred", 0, "\uFFFD[31mred"},
        {"bell\a", 0, "bell\uFFFD"},
        {"\u2028line\u2029", 0, "line"},
        {"\xFF\xFE", 0, "\uFFFD\uFFFD"},
        {"<b>&amp;%s%n", 0, "<b>&amp;%s%n"},
        {"a\u0301\u0301\u0301\u0301\u0301\u0301\u0301", 0, "a\u0301\u0301\u0301\u0301"},
        {"abcdef", 3, "abc\u2026"},
        {"abc", 3, "abc"},
        {"ab   cd", 3, "ab\u2026"},
        {"\U000E0041tag\U000E007F", 0, "tag"},
        {"J\u00FCrgen \u65E5\u672C", 0, "J\u00FCrgen \u65E5\u672C"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *safe = tf_words_safe_text (rows[i].foreign, rows[i].max);
        g_assert_cmpstr (safe, ==, rows[i].safe);
    }
}

static void
test_safe_domain (void)
{
    static const struct {
        const char *domain;
        const char *shown;
    } rows[] = {
        {"legit.example", "legit.example"},
        {"xn--mnchen-3ya.de", "m\u00FCnchen.de"},
        {"xn--e1afmkfd.xn--p1ai", "\u043F\u0440\u0438\u043C\u0435\u0440.\u0440\u0444"},
        {"xn--wgv71a119e.jp", "\u65E5\u672C\u8A9E.jp"},
        /* the Cyrillic letters of "apple" */
        {"xn--80ak6aa92e.com", "xn--80ak6aa92e.com"},
        /* one Cyrillic letter among Latin ones */
        {"xn--pple-43d.com", "xn--pple-43d.com"},
        {"xn--999999999.example", "xn--999999999.example"},
        {"mail.bank.example.co.uk", "mail.bank.example.co.uk"},
        {"single", "single"},
        /* not what tf_domain_parse() gives, but nothing gets through all the same */
        {"exa\u202Emple.com", "exa\uFFFDmple.com"},
        {"b\u0430nk.ex\u200Bample", "b\u0430nk.ex\uFFFDample"},
        {"a\nb.\033.example", "a\uFFFDb.\uFFFD.example"},
        {"\xFF.example", "\uFFFD.example"},
        {"", ""},
        {"www.bank.example.login.account.confirm.session.token.attack.example",
         "[\u2026].account.confirm.session.token.attack.example"},
        {"a.this-name-is-far-too-long-to-be-shown-as-a-whole-in-one-heading.co.uk",
         "[\u2026].this-name-is-far-too-long-to-be-shown-as-a-whole-in-one-heading.co.uk"},
    };
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *shown = tf_words_safe_domain (rows[i].domain, suffixes);
        g_autofree char *expected = g_strconcat (LRI, rows[i].shown, PDI, NULL);
        g_assert_cmpstr (shown, ==, expected);
    }
}

/* The longest name there is keeps its registrable part whole. */
static void
test_longest_domain (void)
{
    GString *name = g_string_new (NULL);
    g_autofree char *shown = NULL;
    while (name->len + 64 < 253 - 16)
        g_string_append (
            name, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.");
    g_string_append (name, "victim.example");
    shown = tf_words_safe_domain (name->str, NULL);
    g_assert_cmpstr (shown, ==, LRI "[\u2026].victim.example" PDI);
    g_string_free (name, TRUE);
}

static void
test_plain (void)
{
    g_autofree char *plain = tf_words_plain ("a " LRI "b" PDI " " FSI "c" PDI);
    g_assert_cmpstr (plain, ==, "a b c");
}

/* Any bytes whatever: what comes out is valid, on one line and has nothing hidden in it.
 */
static void
assert_harmless (const char *text)
{
    g_assert_true (g_utf8_validate (text, -1, NULL));
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
        GUnicodeType type = g_unichar_type (g_utf8_get_char (at));
        g_assert_cmpint (type, !=, G_UNICODE_CONTROL);
        g_assert_cmpint (type, !=, G_UNICODE_FORMAT);
        g_assert_cmpint (type, !=, G_UNICODE_LINE_SEPARATOR);
        g_assert_cmpint (type, !=, G_UNICODE_PARAGRAPH_SEPARATOR);
    }
}

static char *
random_text (void)
{
    GString *text = g_string_new (NULL);
    guint length = (guint)g_test_rand_int_range (0, 40);
    for (guint i = 0; i < length; i++) {
        gunichar c = (gunichar)g_test_rand_int_range (1, 0x3100);
        if (g_test_rand_bit ())
            g_string_append_c (text, (char)g_test_rand_int_range (1, 256));
        else
            g_string_append_unichar (text, g_test_rand_bit () ? c : 0x2000 + c % 0x70);
        if (g_test_rand_int_range (0, 8) == 0)
            g_string_append_c (text, '.');
    }
    return g_string_free (text, FALSE);
}

static void
test_random_text (void)
{
    for (guint i = 0; i < 3000; i++) {
        g_autofree char *text = random_text ();
        g_autofree char *safe = tf_words_safe_text (text, i % 30);
        g_autofree char *isolated = tf_words_safe_domain (text, NULL);
        g_autofree char *domain = tf_words_plain (isolated);
        g_autofree char *escaped = tf_print_escape (text);
        assert_harmless (safe);
        assert_harmless (domain);
        assert_harmless (escaped);
        g_assert_true (i % 30 == 0 ||
                       g_utf8_strlen (safe, -1) <= (glong)(i % 30) + 1 + 4);
    }
}

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
 * technical and nothing that promises. */
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
                               tf_words_explain_advice ((TfCode)code)};
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

/* In the details it stands in quotation marks that it cannot close, without pictures. */
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
test_reply (void)
{
    g_autofree char *why = NULL;
    g_autofree char *question = NULL;
    g_autofree char *heading = NULL;
    g_autoptr (Sample) sample =
        sample_new (TF_CODE_REPLY_GOES_ELSEWHERE, TF_LEVEL_WARNING);
    set_author (sample, NULL, "anna", "legit.example");
    add_elsewhere (sample, TF_ANSWER_LIST_POST, "list@attack.example");
    add_elsewhere (sample, TF_ANSWER_REPLY_TO, NULL);
    add_elsewhere (sample, TF_ANSWER_REPLY_TO, "anna\u200B@attack.example");
    heading = tf_words_heading (&sample->report);
    question = tf_words_reply_heading ("x@attack.example");
    why = tf_words_reply_text (&sample->report);
    g_assert_cmpstr (heading, ==,
                     "Your answer would go to " LRI "anna\uFFFD@attack.example" PDI);
    g_assert_cmpstr (question, ==, "Your answer goes to " LRI "x@attack.example" PDI);
    g_assert_cmpstr (why, ==,
                     "The message was not confirmed as coming from " LRI
                     "legit.example" PDI ".");
}

/* ---- the address line -------------------------------------------------------------- */

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
    g_assert_cmpuint (tf_words_buttons (&sample->report, buttons), ==, 1);
    g_assert_cmpint (buttons[0], ==, TF_BUTTON_DETAILS);
    g_assert_cmpstr (tf_words_button_label (TF_BUTTON_DETAILS), ==, "_Details");
    g_assert_cmpstr (tf_words_level (TF_LEVEL_ALARM), ==, "Alarm");
    g_assert_cmpstr (tf_words_level (TF_LEVEL_QUIET), ==, "Quiet");
}

/* ---- details ----------------------------------------------------------------------- */

static void
test_details (void)
{
    g_autofree char *text = NULL;
    g_autoptr (GPtrArray) rows = NULL;
    g_autoptr (Sample) sample = forged ();
    TfDkimResult foreign = {.result = TF_RESULT_PASS,
                            .domain = (char *)"attack.example",
                            .selector = (char *)"s1",
                            .algorithm = (char *)"rsa-sha256",
                            .key_bits = 2048,
                            .authenticates = TRUE};
    TfDkimResult broken = {.result = TF_RESULT_FAIL,
                           .reason = TF_REASON_SIGNATURE_MISMATCH,
                           .domain = (char *)"legit.example",
                           .aligned = TRUE};
    sample->policy.exists = TRUE;
    sample->policy.published = TF_POLICY_REJECT;
    sample->policy.domain = (char *)"legit.example";
    sample->envelope.state = TF_RETURN_PATH_ADDRESS;
    sample->envelope.return_path = (char *)"bounce@attack.example";
    sample->report.return_path = TF_ALIGNED_NO;
    g_ptr_array_add (sample->report.dkim, &foreign);
    g_ptr_array_add (sample->report.dkim, &broken);
    rows = tf_words_details (&sample->report);
    text = tf_words_report_text (&sample->report);
    g_assert_true (
        g_str_has_prefix (text, "Result: Alarm: This message is probably not from"));
    g_assert_true (has_row (rows, "Code", "TF01 (domain-forged)"));
    g_assert_true (has_row (rows, "Signature of attack.example",
                            "does not belong to legit.example"));
    g_assert_true (
        has_row (rows, "Signature of attack.example", "Key s1, rsa-sha256, 2048 bits."));
    g_assert_true (has_row (rows, "Signature of legit.example",
                            "does not match the message header"));
    g_assert_true (has_row (rows, "Policy of legit.example", "should be refused"));
    g_assert_true (has_row (rows, "Envelope return address", "bounce@attack.example"));
    g_assert_nonnull (strstr (text, "Code: TF01 (domain-forged)\n"));
    g_assert_null (strstr (text, LRI));
}

static void
add_field (Sample *sample, const char *name, const char *value)
{
    TfField field = {.name = tf_span_of (name), .value = tf_span_of (value)};

    g_array_append_val (sample->header.fields, field);
}

/* Who gets the copy does not have the message: what names it is in there, made safe. */
static void
test_copied_report (void)
{
    g_autofree char *text = NULL;
    g_autoptr (GPtrArray) rows = NULL;
    g_autoptr (Sample) sample = forged ();

    add_field (sample, "Subject", " =?utf-8?q?You=E2=80=AE_won=0AResult:_Quiet?=");
    add_field (sample, "To", " user@victim.example");
    sample->dossier.sha256 = (char *)"0123456789abcdef";
    rows = tf_words_details (&sample->report);
    text = tf_words_report_text (&sample->report);
    g_assert_nonnull (strstr (text, "\nSubject: You"));
    g_assert_null (strstr (text, "\nResult: Quiet"));
    g_assert_null (strstr (text, "\xe2\x80\xae"));
    g_assert_nonnull (strstr (text, "\nTo: user@victim.example\n"));
    g_assert_nonnull (strstr (text, "\nSHA-256 of the message: 0123456789abcdef\n"));
    g_assert_false (has_row (rows, "To", "user@victim.example"));
}

/* Every reason has words of its own. */
static void
test_reasons (void)
{
    g_autoptr (GHashTable) seen =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    for (guint reason = 1; reason < TF_N_REASONS; reason++) {
        g_autoptr (GPtrArray) rows = NULL;
        g_autoptr (Sample) sample = forged ();
        TfDkimResult broken = {.result = TF_RESULT_PERMERROR,
                               .reason = (TfReason)reason,
                               .domain = (char *)"legit.example"};
        g_ptr_array_add (sample->report.dkim, &broken);
        rows = tf_words_details (&sample->report);
        g_assert_false (
            has_row (rows, "Signature of legit.example", "no reason is known"));
        for (guint i = 0; i < rows->len; i++) {
            const TfDetail *row = g_ptr_array_index (rows, i);
            if (strstr (row->label, "Signature of") != NULL)
                g_assert_true (g_hash_table_add (seen, g_strdup (row->value)));
        }
    }
}

static void
test_partly_unsigned (void)
{
    g_autofree char *json = NULL;
    g_autoptr (GPtrArray) rows = NULL;
    g_autoptr (Sample) sample = sample_new (TF_CODE_PARTLY_UNSIGNED, TF_LEVEL_WARNING);
    TfDkimResult partial = {
        .result = TF_RESULT_POLICY,
        .reason = TF_REASON_UNSIGNED_BODY,
        .domain = (char *)"legit.example",
        .aligned = TRUE,
        .authenticates = TRUE,
        .coverage = {.unsigned_bytes = 1, .added_field = (char *)"subj\033ect"}};
    set_author (sample, NULL, "anna", "legit.example");
    g_ptr_array_add (sample->report.dkim, &partial);
    sample->report.partial = &partial;
    rows = tf_words_details (&sample->report);
    json = tf_print_json (&sample->report, &(TfPrintMessage){.file = "a"});
    g_assert_true (
        has_row (rows, "Not covered", "1 byte at the end of the text is not signed."));
    g_assert_true (has_row (rows, "Not covered", "subj\uFFFDect"));
    g_assert_nonnull (strstr (json, "\"unsigned_bytes\":1}"));
}

/* ---- printing ---------------------------------------------------------------------- */

static void
test_json (void)
{
    g_autofree char *json = NULL;
    g_autoptr (Sample) sample = forged ();
    sample->dossier.message_id = (char *)"<\xFF\n\033@x>";
    json = tf_print_json (&sample->report, &(TfPrintMessage){.file = "bad\xFFname"});
    g_assert_true (g_utf8_validate (json, -1, NULL));
    g_assert_null (strchr (json, '\n'));
    g_assert_null (strchr (json, '\033'));
    g_assert_null (strstr (json, LRI));
    g_assert_true (g_str_has_prefix (
        json, "{\"schema\":\"truefrom.check/1\",\"file\":\"bad\uFFFDname\","));
    g_assert_nonnull (
        strstr (json, "\"heading\":\"This message is probably not from legit.example\""));
    g_assert_nonnull (strstr (json, "\"message_id\":\"<\uFFFD\\n\\u001b@x>\""));
    g_assert_nonnull (strstr (json, "\"dkim\":[]"));
}

static void
test_text (void)
{
    g_autofree char *red = NULL;
    g_autofree char *grey = NULL;
    g_autoptr (Sample) sample = forged ();
    sample->author.name = (char *)"\033]0;title\a";
    sample->dossier.message_id = (char *)"<\u202Ex\033[2J>";
    grey = tf_print_text (&sample->report, &(TfPrintMessage){.label = "a\033\n.eml"},
                          &(TfPrintStyle){FALSE, 0});
    red = tf_print_text (&sample->report, &(TfPrintMessage){.label = "a.eml"},
                         &(TfPrintStyle){TRUE, 0});
    g_assert_true (g_str_has_prefix (
        grey, "a\\x1b\\x0a.eml: Alarm TF01 \u00b7 no subject \u00b7 anna@legit.example "
              "\u00b7 no date\n  The delivery lines are missing: "));
    g_assert_nonnull (
        strstr (grey, "\n  This message is probably not from legit.example\n"));
    g_assert_null (strchr (grey, '\033'));
    g_assert_null (strchr (grey, '\a'));
    g_assert_null (strstr (grey, "\u202E"));
    g_assert_null (strstr (grey, LRI));
    g_assert_true (g_str_has_prefix (red, "a.eml: \033[1;31mAlarm TF01\033[0m \u00b7 "));
}

static void
test_escape (void)
{
    g_autofree char *escaped = tf_print_escape ("a\tb\xFF\u202E\u00E4\xC2\x85");
    g_assert_cmpstr (escaped, ==, "a\\x09b\uFFFD\\u202e\u00E4\\x85");
}

int
main (int argc, char **argv)
{
    g_setenv ("TZ", "UTC", TRUE);
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/words/safe-text", test_safe_text);
    g_test_add_func ("/words/safe-domain", test_safe_domain);
    g_test_add_func ("/words/longest-domain", test_longest_domain);
    g_test_add_func ("/words/plain", test_plain);
    g_test_add_func ("/words/random-text", test_random_text);
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
    g_test_add_func ("/words/reply", test_reply);
    g_test_add_func ("/words/address-line", test_address_line);
    g_test_add_func ("/words/address-line-several", test_address_line_several);
    g_test_add_func ("/words/buttons", test_buttons);
    g_test_add_func ("/words/details", test_details);
    g_test_add_func ("/words/copied-report", test_copied_report);
    g_test_add_func ("/words/reasons", test_reasons);
    g_test_add_func ("/words/partly-unsigned", test_partly_unsigned);
    g_test_add_func ("/print/json", test_json);
    g_test_add_func ("/print/text", test_text);
    g_test_add_func ("/print/escape", test_escape);
    return g_test_run ();
}
