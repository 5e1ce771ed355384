/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* ARC validation for a test driver: an answers file as argument; each line of standard input is
 * the name of a message, and is answered with the chain's result and reason. */
#include <stdio.h>
#include <string.h>

#include "arc/arc.h"
#include "truefrom.h"

static void
answer_all (const TfDnsZone *zone, TfDns *dns)
{
    g_autoptr (GPtrArray) wanted = tf_dns_take_wanted (dns);

    for (guint i = 0; i < wanted->len; i++) {
        TfDnsQuestion *question = g_ptr_array_index (wanted, i);
        g_autoptr (TfDnsAnswer) answer =
            tf_dns_zone_lookup (zone, question->type, question->name);

        tf_dns_tell (dns, question->type, question->name, answer);
    }
}

static void
hash_body (TfReader *reader, TfBodyHasher *hasher)
{
    for (;;) {
        TfSpan chunk = tf_reader_peek (reader, NULL);

        if (chunk.length == 0)
            break;
        tf_body_hasher_update (hasher, chunk);
        tf_reader_skip (reader, chunk.length);
    }
    tf_body_hasher_finish (hasher);
}

static TfArcResult *
validate (TfSource *source, const TfDnsZone *zone)
{
    g_autoptr (TfReader) reader = tf_reader_new (source);
    g_autoptr (TfHeader) header = tf_header_read (reader, NULL);
    g_autoptr (TfArcChain) chain = tf_arc_chain_read (header);
    g_autoptr (TfBodyHasher) hasher =
        tf_body_hasher_new (header->line_ends, TF_STORE_FILE);
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();
    g_autoptr (TfDns) dns = tf_dns_new ();
    const TfDkimSignature *newest = tf_arc_chain_newest (chain);
    const TfDkimContext context = {
        .now = 12345, .received_at = 12345, .suffixes = suffixes};

    if (newest != NULL && newest->result == TF_RESULT_NONE)
        tf_body_hasher_want (hasher, newest->body_canon, TF_HASH_SHA256,
                             newest->has_length, newest->length);
    hash_body (reader, hasher);
    while (!tf_arc_ask (chain, dns))
        answer_all (zone, dns);
    return tf_arc_validate (chain, header, hasher, dns, &context);
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
                 error != NULL ? error->message : "usage: check-arc ANSWERS");
        return 64;
    }
    while (fgets (line, sizeof line, stdin) != NULL) {
        g_autoptr (TfSource) source = NULL;
        g_autoptr (TfArcResult) result = NULL;

        line[strcspn (line, "\n")] = '\0';
        source = tf_source_new_file (line, &error);
        g_assert_no_error (error);
        result = validate (source, zone);
        printf ("%s %s\n", tf_result_to_string (result->result),
                result->reason != TF_REASON_NONE ? tf_reason_to_string (result->reason)
                                                 : "-");
    }
    return 0;
}
