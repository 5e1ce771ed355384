/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The answers file: what is read, asked for and written again is the same answer. */
#include "fuzz.h"

#include "dns/dns.h"

static void
ask_all (const TfDnsZone *zone, TfDns *dns)
{
    static const char *const names[] = {"legit.example", "_dmarc.legit.example",
                                        "s1._domainkey.legit.example", "a", "example"};

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        for (TfDnsType type = 0; type < TF_N_DNS_TYPES; type++) {
            g_autoptr (TfDnsAnswer) answer = tf_dns_zone_lookup (zone, type, names[i]);

            FUZZ_ASSERT (answer != NULL);
            tf_dns_ask (dns, type, names[i]);
            tf_dns_tell (dns, type, names[i], answer);
        }
    }
}

static void
check_same (TfDnsType type, const char *name, const TfDnsAnswer *answer, gpointer data)
{
    const TfDnsZone *again = data;
    g_autoptr (TfDnsAnswer) other = tf_dns_zone_lookup (again, type, name);

    FUZZ_ASSERT (other->status == answer->status);
    FUZZ_ASSERT (other->texts->len == answer->texts->len);
    FUZZ_ASSERT (other->addresses->len == answer->addresses->len);
    FUZZ_ASSERT (other->exchanges->len == answer->exchanges->len);
    FUZZ_ASSERT (other->names->len == answer->names->len);
    for (guint i = 0; i < answer->texts->len; i++)
        FUZZ_ASSERT (g_bytes_equal (g_ptr_array_index (answer->texts, i),
                                    g_ptr_array_index (other->texts, i)));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TfDnsZone) zone =
        tf_dns_zone_parse ((const char *)data, (gssize)size, &error);
    g_autoptr (TfDnsZone) again = NULL;
    g_autoptr (TfDns) dns = tf_dns_new ();
    g_autofree char *text = NULL;

    FUZZ_ASSERT ((zone == NULL) == (error != NULL));
    if (zone == NULL)
        return 0;
    ask_all (zone, dns);
    text = tf_dns_to_json (&dns, 1, tf_dns_zone_get_now (zone), -1, -1);
    fuzz_check_utf8 (text);
    again = tf_dns_zone_parse (text, -1, NULL);
    FUZZ_ASSERT (again != NULL);
    tf_dns_foreach (dns, check_same, again);
    return 0;
}
