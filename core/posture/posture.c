/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* posture: the pure function: reads all parts, again and again until no question is left. What is
 * supposed for the sake of argument is kept in a table of its own: nobody is asked about it. */
#include "posture/posture-private.h"

/* ---- the parts --------------------------------------------------------------------- */

static void
read_parts (TfPostureReading *reading)
{
    const TfDnsAnswer *answer = tf_posture_ask (reading, TF_DNS_A, NULL, reading->domain);

    if (answer != NULL && answer->status == TF_DNS_NXDOMAIN) {
        reading->posture->exists = FALSE;
        reading->posture->verdict = TF_POSTURE_UNKNOWN;
        return;
    }
    tf_posture_read_dmarc (reading);
    tf_posture_read_spf (reading);
    tf_posture_read_dkim (reading);
    tf_posture_judge_forgeries (reading);
    tf_posture_read_others (reading);
    if (reading->pending)
        return;
    tf_posture_sort (reading->posture); /* what is there twice is advised about once */
    tf_posture_advise (reading);
}

/* NULL: something is missing. */
static TfPosture *
try_to_read (const TfPostureQuestion *question, TfDns *supposed)
{
    g_autoptr (TfPosture) posture = tf_posture_new (question);
    TfPostureReading reading = {question, question->domain, supposed, posture, FALSE};

    read_parts (&reading);
    if (reading.pending)
        return NULL;
    tf_posture_sort (posture);
    return g_steal_pointer (&posture);
}

/* ---- the function ------------------------------------------------------------------ */

static void
copy_answer (TfDnsType type, const char *name, const TfDnsAnswer *answer, gpointer data)
{
    g_autoptr (TfDnsAnswer) copied = tf_dns_answer_ref (answer);

    tf_dns_tell (data, type, name, copied);
}

static void
note_failure (TfDnsType type, const char *name, const TfDnsAnswer *answer, gpointer data)
{
    if (tf_dns_status_is_failure (answer->status))
        g_ptr_array_add (data,
                         g_strconcat (name, " ", tf_dns_type_to_string (type), NULL));
}

/* Hands on what SUPPOSED wants; what is past the budget is told at once. */
static void
want (TfDns *dns, TfDns *supposed)
{
    g_autoptr (GPtrArray) wanted = tf_dns_take_wanted (supposed);

    for (guint i = 0; i < wanted->len; i++) {
        const TfDnsQuestion *question = g_ptr_array_index (wanted, i);
        const TfDnsAnswer *answer = tf_dns_ask (dns, question->type, question->name);

        if (answer != NULL)
            copy_answer (question->type, question->name, answer, supposed);
    }
}

TfPosture *
tf_posture_read (const TfPostureQuestion *question, TfDns *dns)
{
    /* It holds suppositions too. */
    g_autoptr (TfDns) supposed = tf_dns_new_with_budget (2 * TF_LIMIT_POSTURE_QUESTIONS);
    TfPosture *posture = NULL;

    tf_dns_foreach (dns, copy_answer, supposed);
    while (posture == NULL && !tf_dns_has_wanted (dns)) {
        posture = try_to_read (question, supposed);
        if (posture == NULL)
            want (dns, supposed);
    }
    if (posture == NULL)
        return NULL;
    tf_dns_foreach (dns, note_failure, posture->unanswered);
    posture->n_questions = tf_dns_count_questions (dns);
    posture->n_failed = posture->unanswered->len;
    return posture;
}
