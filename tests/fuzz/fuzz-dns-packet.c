/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* A raw DNS response. The first byte of the input chooses the type that was asked for. */
#include "fuzz.h"

#include "io/io.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autoptr (TfDnsAnswer) answer = NULL;
    TfDnsRemark remark;
    TfDnsType type = size > 0 ? data[0] % TF_N_DNS_TYPES : TF_DNS_TXT;
    TfSpan packet = size > 0 ? fuzz_span (data + 1, size - 1) : TF_SPAN_EMPTY;
    gsize total = 0;

    answer = tf_dns_packet_parse (packet, type, "s1._domainkey.legit.example", &remark);
    FUZZ_ASSERT (answer != NULL);
    /* Records are never an incomplete answer, nor one that the server says it has filtered. */
    FUZZ_ASSERT (answer->status != TF_DNS_RECORDS ||
                 (remark.target == NULL && !remark.unfounded));
    if (remark.target != NULL)
        fuzz_check_utf8 (remark.target);
    tf_dns_remark_clear (&remark);
    FUZZ_ASSERT (answer->texts->len <= TF_LIMIT_RECORDS);
    FUZZ_ASSERT (answer->addresses->len <= TF_LIMIT_RECORDS);
    for (guint i = 0; i < answer->texts->len; i++)
        total += g_bytes_get_size (g_ptr_array_index (answer->texts, i));
    FUZZ_ASSERT (total <= size);
    FUZZ_ASSERT (answer->status == TF_DNS_RECORDS ||
                 (answer->texts->len == 0 && answer->addresses->len == 0));
    for (guint i = 0; i < answer->names->len; i++)
        fuzz_check_utf8 (g_ptr_array_index (answer->names, i));
    return 0;
}
