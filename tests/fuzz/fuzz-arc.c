/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The ARC fields of a header: sorted into sets and validated, every key being the same. */
#include "fuzz.h"

#include "arc/arc.h"

/* Ed25519, from a public seed: signatures verify with it only by chance. */
#define KEY "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="

static void
tell_keys (TfDns *dns)
{
    g_autoptr (GPtrArray) wanted = tf_dns_take_wanted (dns);

    FUZZ_ASSERT (wanted->len > 0);
    for (guint i = 0; i < wanted->len; i++) {
        const TfDnsQuestion *question = g_ptr_array_index (wanted, i);
        g_autoptr (TfDnsAnswer) answer = tf_dns_answer_new (TF_DNS_RECORDS);

        g_ptr_array_add (answer->texts, g_bytes_new_static (KEY, strlen (KEY)));
        tf_dns_tell (dns, question->type, question->name, answer);
    }
}

static void
check_sets (const TfArcChain *chain)
{
    FUZZ_ASSERT (chain->sets->len <= 50);
    for (guint i = 0; i < chain->sets->len && chain->reason == TF_REASON_NONE; i++) {
        const TfArcSet *set = &g_array_index (chain->sets, TfArcSet, i);

        FUZZ_ASSERT (set->n_results == 1 && set->n_messages == 1 && set->n_seals == 1);
        FUZZ_ASSERT (set->message != NULL && set->seal != NULL &&
                     set->results_index >= 0);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autoptr (TfHeader) header = fuzz_header (data, size);
    g_autoptr (TfArcChain) chain = tf_arc_chain_read (header);
    g_autoptr (TfDns) dns = tf_dns_new ();
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();
    g_autoptr (TfBodyHasher) body = tf_body_hasher_new (header->line_ends, TF_STORE_FILE);
    const TfDkimSignature *newest = tf_arc_chain_newest (chain);
    const TfDkimContext context = {
        .now = 1795000000, .received_at = 1795000000, .suffixes = suffixes};
    g_autoptr (TfArcResult) result = NULL;

    if (newest != NULL && newest->result == TF_RESULT_NONE)
        tf_body_hasher_want (body, newest->body_canon, TF_HASH_SHA256, newest->has_length,
                             newest->length);
    tf_body_hasher_finish (body);
    while (!tf_arc_ask (chain, dns))
        tell_keys (dns);
    FUZZ_ASSERT (tf_dns_count_questions (dns) <= TF_LIMIT_QUESTIONS);
    result = tf_arc_validate (chain, header, body, dns, &context);
    FUZZ_ASSERT (tf_result_to_string (result->result) != NULL);
    for (guint i = 0; i < result->sealers->len; i++)
        fuzz_check_domain (g_ptr_array_index (result->sealers, i));
    if (chain != NULL)
        check_sets (chain);
    else
        FUZZ_ASSERT (result->result == TF_RESULT_NONE);
    return 0;
}
