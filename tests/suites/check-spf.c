/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* check_host() for a test driver: an answers file as argument; each line of standard input is
 * "ip TAB helo TAB mail-from", and is answered with the result's word. */
#include <stdio.h>
#include <string.h>

#include "spf/spf.h"

static TfSpfResult
check (const TfDnsZone *zone, const TfSpfSender *sender)
{
    g_autoptr (TfDns) dns = tf_dns_new ();
    TfSpfResult result = tf_spf_check_host (sender, dns);

    while (result.pending) {
        g_autoptr (GPtrArray) wanted = tf_dns_take_wanted (dns);

        g_assert_cmpuint (wanted->len, >, 0);
        for (guint i = 0; i < wanted->len; i++) {
            TfDnsQuestion *question = g_ptr_array_index (wanted, i);
            g_autoptr (TfDnsAnswer) answer =
                tf_dns_zone_lookup (zone, question->type, question->name);

            tf_dns_tell (dns, question->type, question->name, answer);
        }
        result = tf_spf_check_host (sender, dns);
    }
    return result;
}

static const char *
check_line (const TfDnsZone *zone, char *line)
{
    g_auto (GStrv) parts = g_strsplit (line, "\t", 3);
    TfSpfSender sender = {{{0}, 0}, parts[1], "postmaster", parts[1]};
    char *at = strrchr (parts[2], '@');

    if (!tf_ip_parse (tf_span_of (parts[0]), &sender.address))
        return "bad address";
    if (*parts[2] != '\0') {
        sender.domain = at != NULL ? at + 1 : parts[2];
        if (at != NULL && at != parts[2]) {
            *at = '\0';
            sender.local = parts[2];
        }
    }
    return tf_result_to_string (check (zone, &sender).result);
}

int
main (int argc, char **argv)
{
    g_autofree char *text = NULL;
    g_autoptr (TfDnsZone) zone = NULL;
    g_autoptr (GError) error = NULL;
    char line[4096];
    gsize length;

    if (argc != 2 || !g_file_get_contents (argv[1], &text, &length, &error) ||
        (zone = tf_dns_zone_parse (text, (gssize)length, &error)) == NULL) {
        fprintf (stderr, "%s\n",
                 error != NULL ? error->message : "usage: check-spf ANSWERS");
        return 64;
    }
    while (fgets (line, sizeof line, stdin) != NULL) {
        line[strcspn (line, "\n")] =
            '\0'; /* not g_strchomp(): an empty MAIL FROM ends in a tab */
        puts (check_line (zone, line));
    }
    return 0;
}
