/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* promise: the verdict of a second run, in which records have taken the place of what is there. So
 * nothing is promised that an evaluation has not given. */
#include "posture/posture-private.h"

#include "spf/spf.h"

#include <string.h>

/* Owned: TEXT as it might be published, with something in the place of what its owner must fill in. */
static char *
fill_blanks (const char *text, const char *domain)
{
    g_autofree char *address = g_strconcat ("reports@", domain, NULL);
    g_auto (GStrv) pieces = g_strsplit (text, TF_POSTURE_BLANK_REPORTS, -1);
    g_autofree char *addressed = g_strjoinv (address, pieces);
    g_auto (GStrv) rest = g_strsplit (addressed, TF_POSTURE_BLANK_SENDERS " ", -1);

    return g_strjoinv ("", rest);
}

static void
add_text (TfDnsAnswer *answer, TfSpan text)
{
    g_autoptr (GBytes) bytes = g_bytes_new (text.data, text.length);

    tf_dns_answer_add_text (answer, bytes);
}

/* Owned: what is at the name of RECORD afterwards: of SPF the other texts stay. */
static TfDnsAnswer *
answer_after (TfPostureReading *reading, const TfPostureRecord *record)
{
    g_autofree char *filled = fill_blanks (record->text, reading->domain);
    const TfDnsAnswer *before = tf_dns_peek (reading->dns, TF_DNS_TXT, record->name);
    TfDnsAnswer *answer = tf_dns_answer_new (TF_DNS_RECORDS);
    gboolean is_spf = tf_spf_is_record (tf_span_of (filled));

    add_text (answer, tf_span_of (filled));
    for (guint i = 0; is_spf && before != NULL && i < before->texts->len; i++)
        if (!tf_spf_is_record (tf_posture_text (before, i)))
            add_text (answer, tf_posture_text (before, i));
    return answer;
}

static void
copy_answer (TfDnsType type, const char *name, const TfDnsAnswer *answer, gpointer data)
{
    g_autoptr (TfDnsAnswer) copied = tf_dns_answer_ref (answer);

    tf_dns_tell (data, type, name, copied);
}

static TfDns *
suppose (TfPostureReading *reading, const GPtrArray *records)
{
    TfDns *supposed = tf_dns_new_with_budget (2 * TF_LIMIT_POSTURE_QUESTIONS);

    for (guint i = 0; i < records->len; i++) {
        const TfPostureRecord *record = g_ptr_array_index (records, i);
        g_autoptr (TfDnsAnswer) answer = NULL;

        if (!g_str_equal (record->type, "TXT"))
            continue;
        answer = answer_after (reading, record);
        tf_dns_tell (supposed, TF_DNS_TXT, record->name, answer);
    }
    tf_dns_foreach (reading->dns, copy_answer, supposed);
    return supposed;
}

/* What the new records lead to must be known as well. */
static void
want (TfPostureReading *reading, TfDns *supposed)
{
    g_autoptr (GPtrArray) wanted = tf_dns_take_wanted (supposed);

    for (guint i = 0; i < wanted->len; i++) {
        const TfDnsQuestion *question = g_ptr_array_index (wanted, i);

        tf_posture_ask (reading, question->type, NULL, question->name);
    }
}

gboolean
tf_posture_promise (TfPostureReading *reading, const GPtrArray *records,
                    TfPostureVerdict *ret_verdict)
{
    g_autoptr (TfDns) supposed = suppose (reading, records);
    g_autoptr (TfPosture) posture = tf_posture_new (reading->question);
    TfPostureReading second = {reading->question, reading->domain, supposed, posture,
                               FALSE};

    tf_posture_read_dmarc (&second);
    tf_posture_judge_forgeries (&second);
    *ret_verdict = posture->verdict;
    if (second.pending)
        want (reading, supposed);
    return !second.pending;
}
