/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* An answer of one TXT record, which the tests of dns share. */
#pragma once

#include "dns/dns.h"

static inline TfDnsAnswer *
text_answer (const char *text)
{
    TfDnsAnswer *answer = tf_dns_answer_new (TF_DNS_RECORDS);
    g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

    tf_dns_answer_add_text (answer, bytes);
    return answer;
}
