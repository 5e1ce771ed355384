/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Every place where foreign text is shown, with everything that a sender may write there: nothing ends a
 * line, turns the direction, hides, or grows without limit. */
#include "words-helper.h"

#define MAX_BYTES 4000 /* of one sentence, whatever is in it */

static char *const hostile[] = {
    (char *)"<b>bank</b>&amp;%s{from}",
    (char *)"a\u202eelpmaxe.knab\u202cb",
    (char *)"bank\r\nBcc: x@attack.example\n\n",
    (char *)"b\u200ba\u00adn\ufeffk\u2060",
    (char *)"\u2066\u2069\u2069\u2069 bank",
    (char *)"\u2028line\u2029\xc2\x85\v\f",
    (char *)"\x1b[2Jbank\x7f",
    (char *)"bro\xffken\xc0\xaf",
    (char *)"z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a",
    NULL, /* very long, made below */
};

/* Owned: what the core would take for a domain of this text: nothing that is not one is called so. */
static char *
domain_of (const char *text)
{
    char *domain = tf_domain_parse (tf_span_of (text));

    return domain != NULL ? domain : g_strdup ("xn--bnk-qla.b\u00fccher.example");
}

static gboolean
turns_direction (gunichar c)
{
    return (c >= 0x202A && c <= 0x202E) || c == 0x061C;
}

/* Isolates are ours: each begins and ends, and a foreign one can end none of them. */
static void
assert_safe (const char *sentence, gboolean has_lines)
{
    int depth = 0;

    g_assert_nonnull (sentence);
    g_assert_true (g_utf8_validate (sentence, -1, NULL));
    for (const char *at = sentence; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);

        depth += c >= 0x2066 && c <= 0x2068 ? 1 : c == 0x2069 ? -1 : 0;
        g_assert_cmpint (depth, >=, 0);
        g_assert_false (turns_direction (c));
        g_assert_false (g_unichar_iscntrl (c) && !(has_lines && c == '\n'));
        g_assert_true (c != 0x2028 && c != 0x2029 && c != 0x200B && c != 0xFEFF);
    }
    g_assert_cmpint (depth, ==, 0);
    if (!has_lines)
        g_assert_cmpuint (strlen (sentence), <, MAX_BYTES);
}

/* Takes SENTENCE. */
static void
take_safe (char *sentence)
{
    g_autofree char *taken = sentence;

    assert_safe (taken, FALSE);
}

static void
take_lines (char *text)
{
    g_autofree char *taken = text;

    assert_safe (taken, TRUE);
}

/* ---- one place each ---------------------------------------------------------------- */

static void
check_banner (const TfReport *report)
{
    take_safe (tf_words_summary (report));
    take_safe (tf_words_summary_text (report));
    take_safe (tf_words_address_line (report));
}

/* The composer's banner and the question. */
static void
check_composer (const TfReport *report, const char *text)
{
    const char *const recipients[] = {text, "ann@north.example", NULL};
    char *confirmation = tf_words_reply_confirmation (report);

    take_safe (tf_words_reply_heading (report, TF_REPLY_ANSWER, recipients));
    take_safe (tf_words_reply_heading (report, TF_REPLY_FORWARD, recipients));
    take_lines (tf_words_reply_text (report)); /* the heading has a line of its own */
    take_safe (tf_words_reply_line (report, recipients));
    if (confirmation != NULL)
        take_safe (confirmation);
}

static void
check_details (const TfReport *report)
{
    g_autoptr (GPtrArray) rows = tf_words_details (report);

    g_assert_cmpuint (rows->len, >, 5);
    for (guint i = 0; i < rows->len; i++) {
        const TfDetail *row = g_ptr_array_index (rows, i);

        assert_safe (row->label, FALSE);
        assert_safe (row->value, FALSE);
    }
    take_safe (tf_words_path_text (report));
    take_lines (tf_words_report_text (report));
}

static void
check_report_mail (const TfReport *report)
{
    g_autofree char *name = tf_words_evidence_name (report);

    take_safe (tf_words_mail_subject (report));
    take_lines (tf_words_mail_text (report, "Some Mail 1.2"));
    take_lines (tf_words_evidence_text (report, "Some Mail 1.2"));
    g_assert_true (g_str_is_ascii (name));
    g_assert_null (strpbrk (name, "/\\ \r\n"));
    g_assert_cmpuint (strlen (name), <, 255);
}

static void
check_exceptions (const char *text)
{
    for (int kind = 0; kind < TF_N_EXCEPTIONS; kind++) {
        g_autofree char *domain = domain_of (text);
        g_autofree char *address = g_strconcat (text, "@", domain, NULL);
        TfException exception = {(TfExceptionKind)kind, address, domain};

        take_safe (tf_words_exception (&exception));
        take_safe (tf_words_exception_offer (&exception));
        exception.sender = domain;
        take_safe (tf_words_exception (&exception));
        take_safe (tf_words_exception_offer (&exception));
    }
}

/* The bar of a proposal, and the accounts in the preferences. */
static void
check_servers (char *text)
{
    g_autofree char *domain = domain_of (text);
    const char *const names[] = {text, domain, NULL};
    TfProposal proposal = {.authserv_id = domain, .border = domain};

    take_safe (tf_words_refused (names));
    take_safe (tf_words_servers ("Provider", names, names));
    take_safe (tf_words_cure (domain));
    for (int state = 0; state <= TF_PROPOSAL_INNER_ADDRESSES; state++) {
        proposal.state = (TfProposalState)state;
        take_safe (tf_words_proposal (&proposal));
    }
}

/* ---- all of them ------------------------------------------------------------------- */

static void
add_signature (Sample *sample, TfDkimResult *result, char *text, char *domain)
{
    result->result = TF_RESULT_FAIL;
    result->reason = TF_REASON_NO_KEY;
    result->domain = domain;
    result->selector = text;
    result->identity = text;
    result->algorithm = text;
    result->key_bits = 2048;
    g_ptr_array_add (sample->report.dkim, result);
}

static void
check_all (char *text)
{
    g_autofree char *domain = domain_of (text);

    for (int code = 1; code < TF_N_CODES; code++) {
        g_autoptr (Sample) sample = sample_new ((TfCode)code, TF_LEVEL_ALARM);
        TfImpersonation signs = {
            .shown = {.level = TF_LEVEL_WARNING, .address = text, .domain = domain},
            .known = domain,
            .reply_lookalike = text,
        };
        TfDkimResult signature = {0};

        set_author (sample, text, text, domain);
        sample->report.impersonation = &signs;
        sample->dossier.list_id = text;
        sample->dossier.message_id = text;
        sample->dossier.date = text;
        sample->dossier.displayed_from = text;
        add_elsewhere (sample, TF_ANSWER_REPLY_TO, text);
        add_signature (sample, &signature, text, domain);
        check_banner (&sample->report);
        check_composer (&sample->report, text);
        check_details (&sample->report);
        check_report_mail (&sample->report);
    }
    check_exceptions (text);
    check_servers (text);
}

static void
test_hostile (void)
{
    g_autofree char *very_long = g_strnfill (100000, 'w');

    for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
        check_all (hostile[i] != NULL ? hostile[i] : very_long);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/words/hostile", test_hostile);
    return g_test_run ();
}
