/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* SPF: each line of the input is the record of one domain, d0.example, d1.example and so
 * on; the first is checked. It ends, within its limits, whatever the records say. */
#include "fuzz.h"

#include "spf/spf.h"

#define DOMAINS 8

static TfDnsAnswer *
answer_for (const TfDnsQuestion *question, TfSpan lines[DOMAINS])
{
    TfDnsAnswer *answer;
    guint64 index = DOMAINS;

    if (question->type == TF_DNS_TXT && g_str_has_suffix (question->name, ".example") &&
        question->name[0] == 'd' && question->name[2] == '.')
        index = (guint64)(question->name[1] - '0');
    if (index >= DOMAINS || lines[index].length == 0)
        return tf_dns_answer_new (strlen (question->name) % 3 == 0 ? TF_DNS_SERVFAIL
                                                                   : TF_DNS_NXDOMAIN);
    answer = tf_dns_answer_new (TF_DNS_RECORDS);
    g_ptr_array_add (answer->texts, g_bytes_new (lines[index].data, lines[index].length));
    return answer;
}

static void
tell_all (TfDns *dns, TfSpan lines[DOMAINS])
{
    g_autoptr (GPtrArray) wanted = tf_dns_take_wanted (dns);

    FUZZ_ASSERT (wanted->len > 0);
    for (guint i = 0; i < wanted->len; i++) {
        const TfDnsQuestion *question = g_ptr_array_index (wanted, i);
        g_autoptr (TfDnsAnswer) answer = answer_for (question, lines);

        tf_dns_tell (dns, question->type, question->name, answer);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    TfSpan lines[DOMAINS] = {{NULL, 0}};
    TfCursor cursor = tf_cursor (fuzz_span (data, size));
    TfSpfSender sender = {{{0}, 0}, "helo.example", "user", "d0.example"};
    g_autoptr (TfDns) dns = tf_dns_new ();
    TfSpfResult result;
    guint rounds = 0;

    for (guint i = 0; i < DOMAINS && !tf_cursor_at_end (&cursor); i++) {
        lines[i] = tf_cursor_take_until (&cursor, '\n');
        tf_cursor_take (&cursor, '\n');
    }
    FUZZ_ASSERT (tf_ip_parse (tf_span_of ("192.0.2.1"), &sender.address));
    while ((result = tf_spf_check_host (&sender, dns)).pending) {
        FUZZ_ASSERT (++rounds <= TF_LIMIT_ROUNDS);
        tell_all (dns, lines);
    }
    FUZZ_ASSERT (tf_result_to_string (result.result) != NULL);
    FUZZ_ASSERT (tf_dns_count_questions (dns) <= TF_LIMIT_QUESTIONS);
    return 0;
}
