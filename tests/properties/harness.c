/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* harness: see harness.h. */
#include "harness.h"

#include <string.h>

#include "print/print.h"

GPtrArray *
questions_new (void)
{
    return g_ptr_array_new_with_free_func ((GDestroyNotify)tf_dns_question_free);
}

TfDnsStatus
random_failure (void)
{
    static const TfDnsStatus failures[] = {TF_DNS_SERVFAIL, TF_DNS_REFUSED,
                                           TF_DNS_TIMEOUT,  TF_DNS_MALFORMED,
                                           TF_DNS_NOTASKED, TF_DNS_LIMIT};

    return failures[g_test_rand_int_range (0, G_N_ELEMENTS (failures))];
}

static gboolean
is_failing (const Plan *plan, const TfDnsQuestion *question)
{
    if (plan->some_fail != 0)
        return (g_str_hash (question->name) ^ plan->some_fail) % 7 < 3;
    return plan->all_fail ||
           (plan->fails != NULL && plan->fails->type == question->type &&
            strcmp (plan->fails->name, question->name) == 0);
}

/* Takes QUESTION. */
static void
answer (const Plan *plan, TfDns *dns, TfDnsQuestion *question)
{
    g_autoptr (TfDnsAnswer) told =
        is_failing (plan, question)
            ? tf_dns_answer_new (plan->failure)
            : plan->lookup (plan->data, question->type, question->name);

    tf_dns_tell (dns, question->type, question->name, told);
    if (plan->asked != NULL)
        g_ptr_array_add (plan->asked, question);
    else
        tf_dns_question_free (question);
}

static void
answer_round (const Plan *plan, TfDns *dns, GPtrArray *open)
{
    guint n = plan->shuffle ? (guint)g_test_rand_int_range (1, open->len + 1) : open->len;

    while (n-- > 0) {
        guint at = plan->shuffle ? (guint)g_test_rand_int_range (0, open->len) : 0;

        answer (plan, dns, g_ptr_array_steal_index (open, at));
    }
}

TfReport *
plan_run (const Plan *plan, const TfDossier *dossier, const TfSettings *settings,
          const TfEvaluation *evaluation)
{
    g_autoptr (TfDns) dns = tf_dns_new ();
    g_autoptr (GPtrArray) open = questions_new ();

    for (guint round = 0;; round++) {
        TfReport *report =
            tf_evaluate (dossier, settings, plan->knowledge, dns, evaluation);
        GPtrArray *wanted;

        g_assert_cmpuint (tf_dns_count_questions (dns), <=, TF_LIMIT_QUESTIONS);
        if (report != NULL)
            return report;
        g_assert_cmpuint (round, <=, TF_LIMIT_QUESTIONS);
        wanted = tf_dns_take_wanted (dns);
        g_ptr_array_set_free_func (wanted, NULL);
        g_ptr_array_extend_and_steal (open, wanted);
        g_assert_cmpuint (open->len, >, 0); /* otherwise it would never end */
        answer_round (plan, dns, open);
    }
}

char *
report_to_text (const TfReport *report)
{
    g_autofree char *json = tf_print_json (report, &(TfPrintMessage){.file = "message"});
    g_autoptr (GRegex) counts =
        g_regex_new ("\"(questions|rounds)\": ?[0-9]+", 0, 0, NULL);

    return g_regex_replace_literal (counts, json, -1, 0, "", 0, NULL);
}

/* What one signature leaves open stays true when another one cannot be checked. */
static gboolean
is_partly_confirmed (const TfReport *report)
{
    return report->evidence.result == TF_EVIDENCE_PASS && report->partial != NULL;
}

/* What the message itself shows remains true whatever the DNS says. */
gboolean
is_sign_of_the_message (const TfReport *report)
{
    /* TF04 counts as one if it is not about the evidence: authors without a Sender. */
    const TfCode signs[] = {report->evidence.result != TF_EVIDENCE_AMBIGUOUS_FROM
                                ? TF_CODE_SENDER_DISGUISED
                                : TF_CODE_NAME_SHOWS_OTHER_ADDRESS,
                            TF_CODE_NAME_SHOWS_OTHER_ADDRESS,
                            TF_CODE_LOOKALIKE_DOMAIN,
                            TF_CODE_REPLY_GOES_ELSEWHERE,
                            TF_CODE_NAME_DECORATED,
                            TF_CODE_NAME_USES_BRAND,
                            TF_CODE_KNOWN_NAME_NEW_ADDRESS};

    for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
        if (report->verdict.deciding.code == signs[i])
            return TRUE;
    return FALSE;
}

gboolean
failure_is_harmless (const TfReport *before, const TfReport *after, gboolean final)
{
    TfLevel was = before->verdict.deciding.level;
    TfLevel is = after->verdict.deciding.level;

    if (after->evidence.result == TF_EVIDENCE_UNKNOWN && is != TF_LEVEL_QUIET &&
        !is_sign_of_the_message (after))
        return FALSE;
    if (after->evidence.result == TF_EVIDENCE_PASS &&
        before->evidence.result != TF_EVIDENCE_PASS)
        return FALSE;
    if (is_partly_confirmed (after) || final)
        return is <= MAX (was, TF_LEVEL_WARNING);
    return is <= was;
}
