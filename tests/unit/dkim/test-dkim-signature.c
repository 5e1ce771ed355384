/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-dkim-signature.c: RFC 6376 §3.5, the DKIM-Signature field, and which of many are
 * worked on (attacks DK-02 to DK-21, DO-01, DO-13). */

#include <string.h>

#include "dkim/dkim.h"

#define HASH "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="

static TfHeader *
read_header (const char *text)
{
    g_autoptr (GBytes) message = g_bytes_new (text, strlen (text));
    g_autoptr (TfSource) source = tf_source_new_bytes (message);
    g_autoptr (TfReader) reader = tf_reader_new (source);

    return tf_header_read (reader, NULL);
}

/* ---- one field ------------------------------------------------------------------- */

static const struct {
    const char *tags; /* after v=1; bh= and b= */
    TfResult result;
    TfReason reason;
} rows[] = {
    {"a=rsa-sha256; d=a.example; s=s; h=from", TF_RESULT_NONE, TF_REASON_NONE},
    {"a=RSA-SHA256; d=A.Example; s=S; h=From", TF_RESULT_NONE, TF_REASON_NONE},
    {"a=rsa-sha256; d=a.example; s=s; h=subject", TF_RESULT_PERMERROR,
     TF_REASON_FROM_NOT_SIGNED},
    {"a=rsa-sha256; d=a.example; s=s; h=from:dkim-signature", TF_RESULT_NONE,
     TF_REASON_NONE},
    {"a=rsa-sha256; d=a.example; s=s; h=from:", TF_RESULT_PERMERROR,
     TF_REASON_BAD_SIGNED_FIELDS},
    {"a=rsa-sha256; d=a.example; s=s; h=:from", TF_RESULT_PERMERROR,
     TF_REASON_BAD_SIGNED_FIELDS},
    {"a=rsa-sha256; d=a.example; s=s; h=from,to", TF_RESULT_PERMERROR,
     TF_REASON_FROM_NOT_SIGNED},
    {"a=rsa-sha256; d=a.example; s=s; h=from:\xc3\xbc", TF_RESULT_PERMERROR,
     TF_REASON_BAD_SIGNED_FIELDS},
    {"a=rsa-sha1; d=a.example; s=s; h=from", TF_RESULT_PERMERROR,
     TF_REASON_BAD_BODY_HASH_DATA}, /* 32 octets are none of SHA-1's */
    {"a=rsa-sha512; d=a.example; s=s; h=from", TF_RESULT_NEUTRAL,
     TF_REASON_UNKNOWN_ALGORITHM},
    {"a=; d=a.example; s=s; h=from", TF_RESULT_NEUTRAL, TF_REASON_UNKNOWN_ALGORITHM},
    {"a=rsa-sha256; c=; d=a.example; s=s; h=from", TF_RESULT_NEUTRAL,
     TF_REASON_UNKNOWN_CANONICALIZATION},
    {"a=rsa-sha256; c=simple/; d=a.example; s=s; h=from", TF_RESULT_NEUTRAL,
     TF_REASON_UNKNOWN_CANONICALIZATION},
    {"a=rsa-sha256; q=; d=a.example; s=s; h=from", TF_RESULT_NEUTRAL,
     TF_REASON_UNKNOWN_QUERY_METHOD},
    {"a=rsa-sha256; d=a.example; s=s; h=from; i=@a.example", TF_RESULT_NONE,
     TF_REASON_NONE},
    {"a=rsa-sha256; d=a.example; s=s; h=from; i=\"a@b\"@x.a.example", TF_RESULT_NONE,
     TF_REASON_NONE},
    {"a=rsa-sha256; d=a.example; s=s; h=from; i=x@xa.example", TF_RESULT_PERMERROR,
     TF_REASON_DOMAIN_MISMATCH},
    {"a=rsa-sha256; d=x.a.example; s=s; h=from; i=@a.example", TF_RESULT_PERMERROR,
     TF_REASON_DOMAIN_MISMATCH},
    {"a=rsa-sha256; d=a.example; s=s; h=from; i=@", TF_RESULT_PERMERROR,
     TF_REASON_BAD_IDENTITY},
    {"a=rsa-sha256; d=a.example; s=s; h=from; i=a=@a.example", TF_RESULT_PERMERROR,
     TF_REASON_BAD_IDENTITY},
    {"a=rsa-sha256; d=a.example; s=s; h=from; i=\xff@a.example", TF_RESULT_PERMERROR,
     TF_REASON_BAD_IDENTITY},
    {"a=rsa-sha256; d=a.example; s=s; h=from; t=1", TF_RESULT_NONE, TF_REASON_NONE},
    {"a=rsa-sha256; d=a.example; s=s; h=from; t=", TF_RESULT_PERMERROR,
     TF_REASON_BAD_TIME},
    {"a=rsa-sha256; d=a.example; s=s; h=from; t=2; x=1", TF_RESULT_PERMERROR,
     TF_REASON_BAD_TIME},
    {"a=rsa-sha256; d=a.example; s=s; h=from; t=9999999999999; x=1", TF_RESULT_NONE,
     TF_REASON_NONE},
    {"a=rsa-sha256; d=a.example; s=s; h=from; l=1 ", TF_RESULT_NONE, TF_REASON_NONE},
    {"a=rsa-sha256; d=a.example; s=s; h=from; l=1 1", TF_RESULT_PERMERROR,
     TF_REASON_BAD_LENGTH},
    {"a=rsa-sha256; d=a.example; s=s; h=from; l=-1", TF_RESULT_PERMERROR,
     TF_REASON_BAD_LENGTH},
    {"a=rsa-sha256; d=a.example; s=s; h=from; l=1; l=2", TF_RESULT_PERMERROR,
     TF_REASON_DUPLICATE_TAG},
    {"a=rsa-sha256; d=a.example; s=s; h=from; ;", TF_RESULT_PERMERROR, TF_REASON_SYNTAX},
    {"a=rsa-sha256; d=a.example; s=s; h=from; x", TF_RESULT_PERMERROR, TF_REASON_SYNTAX},
    {"a=rsa-sha256; d=a.example; s=s; h=from; __proto__=1", TF_RESULT_PERMERROR,
     TF_REASON_SYNTAX},
    {"a=rsa-sha256; d=a.example; s=s; h=from; z=\x01", TF_RESULT_PERMERROR,
     TF_REASON_SYNTAX},
    {"a=rsa-sha256; d=a; s=s; h=from", TF_RESULT_PERMERROR, TF_REASON_BAD_DOMAIN},
    {"a=rsa-sha256; d=a.example; h=from", TF_RESULT_PERMERROR, TF_REASON_MISSING_S},
    {"d=a.example; s=s; h=from", TF_RESULT_PERMERROR, TF_REASON_MISSING_A},
};

static TfDkimSignature *
parse_tags (const char *tags, TfHeader **ret_header)
{
    g_autofree char *text = g_strconcat ("DKIM-Signature: v=1; bh=" HASH "; b=AAAA; ",
                                         tags, "\r\nFrom: a@a.example\r\n\r\n", NULL);

    *ret_header = read_header (text);
    return tf_dkim_signature_parse (*ret_header, 0);
}

static void
test_rows (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (TfHeader) header = NULL;
        g_autoptr (TfDkimSignature) signature = parse_tags (rows[i].tags, &header);

        g_test_message ("%s", rows[i].tags);
        g_assert_cmpstr (tf_reason_to_string (signature->reason), ==,
                         tf_reason_to_string (rows[i].reason));
        g_assert_cmpstr (tf_result_to_string (signature->result), ==,
                         tf_result_to_string (rows[i].result));
    }
}

static void
test_values (void)
{
    g_autoptr (TfHeader) header = NULL;
    g_autoptr (TfDkimSignature) signature = parse_tags (
        "a=ed25519-sha256; d=A.Example; s=S1.x_y; c=relaxed/simple; h=From : TO:from;\r\n"
        " i=J=C3=BCrg@Sub.a.example; l=007; t=12; x=345",
        &header);

    g_assert_cmpint (signature->result, ==, TF_RESULT_NONE);
    g_assert_cmpint (signature->algorithm, ==, TF_DKIM_ED25519_SHA256);
    g_assert_cmpstr (signature->algorithm_text, ==, "ed25519-sha256");
    g_assert_cmpstr (signature->domain, ==, "a.example");
    g_assert_cmpstr (signature->selector, ==, "s1.x_y");
    g_assert_cmpstr (signature->identity, ==, "J\xc3\xbcrg@Sub.a.example");
    g_assert_cmpstr (signature->identity_domain, ==, "sub.a.example");
    g_assert_cmpint (signature->header_canon, ==, TF_CANON_RELAXED);
    g_assert_cmpint (signature->body_canon, ==, TF_CANON_SIMPLE);
    g_assert_cmpuint (signature->signed_names->len, ==, 3);
    g_assert_cmpstr (g_ptr_array_index (signature->signed_names, 1), ==, "to");
    g_assert_true (signature->has_length);
    g_assert_cmpuint (signature->length, ==, 7);
    g_assert_cmpint (signature->timestamp, ==, 12);
    g_assert_cmpint (signature->expiration, ==, 345);
    g_assert_cmpuint (g_bytes_get_size (signature->body_hash), ==, 32);
    g_assert_cmpuint (g_bytes_get_size (signature->signature), ==, 3);
    g_assert_true (tf_span_equal (signature->b_value, "AAAA"));
}

static void
test_defaults (void)
{
    g_autoptr (TfHeader) header = NULL;
    g_autoptr (TfDkimSignature) signature =
        parse_tags ("a=rsa-sha256; d=a.example; s=s; h=from", &header);

    g_assert_cmpstr (signature->identity, ==, "@a.example");
    g_assert_cmpstr (signature->identity_domain, ==, "a.example");
    g_assert_cmpint (signature->header_canon, ==, TF_CANON_SIMPLE);
    g_assert_cmpint (signature->body_canon, ==, TF_CANON_SIMPLE);
    g_assert_false (signature->has_length);
    g_assert_cmpint (signature->timestamp, ==, -1);
    g_assert_cmpint (signature->expiration, ==, -1);
}

/* ---- many ------------------------------------------------------------------------ */

static void
append_signature (GString *text, const char *domain, const char *selector)
{
    g_string_append_printf (
        text,
        "DKIM-Signature: v=1; a=rsa-sha256; d=%s; s=%s; h=from; bh=" HASH "; b=AAAA\r\n",
        domain, selector);
}

static guint
count_open (const GPtrArray *signatures, const char *domain)
{
    guint count = 0;

    for (guint i = 0; i < signatures->len; i++) {
        const TfDkimSignature *signature = g_ptr_array_index (signatures, i);

        if (signature->result != TF_RESULT_NONE) {
            g_assert_cmpint (signature->result, ==, TF_RESULT_NEUTRAL);
            g_assert_cmpint (signature->reason, ==, TF_REASON_LIMIT);
        } else if (domain == NULL || strcmp (signature->domain, domain) == 0) {
            count++;
        }
    }
    return count;
}

static GPtrArray *
read_many (GString *text, const char *author_domain, TfHeader **ret_header)
{
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();

    g_string_append (text, "From: a@a.example\r\n\r\n");
    *ret_header = read_header (text->str);
    return tf_dkim_signatures_read (*ret_header, author_domain, suffixes);
}

/* DO-01: the author's own are checked wherever they are. */
static void
test_many_domains (void)
{
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (TfHeader) header = NULL;
    g_autoptr (GPtrArray) signatures = NULL;

    for (guint i = 0; i < 1000; i++) {
        g_autofree char *domain = g_strdup_printf ("d%u.example", i);

        append_signature (text, domain, "s");
    }
    append_signature (text, "mail.a.example", "s");
    signatures = read_many (text, "a.example", &header);
    g_assert_cmpuint (signatures->len, ==, 1001);
    g_assert_cmpuint (count_open (signatures, NULL), ==, TF_LIMIT_SIGNING_DOMAINS);
    g_assert_cmpuint (count_open (signatures, "mail.a.example"), ==, 1);
    g_assert_cmpuint (count_open (signatures, "d3.example"), ==, 1);
    g_assert_cmpuint (count_open (signatures, "d4.example"), ==, 0);
}

/* DO-02 */
static void
test_many_of_one_domain (void)
{
    g_autoptr (GString) same = g_string_new (NULL), others = g_string_new (NULL);
    g_autoptr (TfHeader) header_same = NULL, header_others = NULL;
    g_autoptr (GPtrArray) of_same = NULL, of_others = NULL;

    for (guint i = 0; i < 1000; i++) {
        g_autofree char *selector = g_strdup_printf ("s%u", i);

        append_signature (same, "a.example", "s");
        append_signature (others, "a.example", selector);
    }
    of_same = read_many (same, NULL, &header_same);
    of_others = read_many (others, NULL, &header_others);
    g_assert_cmpuint (count_open (of_same, NULL), ==, TF_LIMIT_SIGNATURES);
    g_assert_cmpuint (count_open (of_others, NULL), ==, TF_LIMIT_KEY_QUERIES);
}

/* Broken ones cost nothing, so they do not take the place of others. */
static void
test_broken_take_no_place (void)
{
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (TfHeader) header = NULL;
    g_autoptr (GPtrArray) signatures = NULL;
    const TfDkimSignature *last;

    for (guint i = 0; i < 100; i++)
        append_signature (text, "a..example", "s");
    append_signature (text, "co.uk", "s");
    append_signature (text, "a.example", "s");
    signatures = read_many (text, NULL, &header);
    g_assert_cmpuint (signatures->len, ==, 102);
    last = g_ptr_array_index (signatures, 100);
    g_assert_cmpint (last->reason, ==, TF_REASON_PUBLIC_SUFFIX);
    last = g_ptr_array_index (signatures, 101);
    g_assert_cmpint (last->result, ==, TF_RESULT_NONE);
}

/* DO-13: tag-list bombs; DK-03: more tags and more names than there is reason for. */
static void
test_bombs (void)
{
    static const struct {
        const char *start, *piece;
        TfReason reason;
    } bombs[] = {
        {"", ";", TF_REASON_SYNTAX},
        {"", "=", TF_REASON_SYNTAX},
        {"", "a", TF_REASON_SYNTAX},
        {"v=1; h=from", ":a", TF_REASON_TOO_MANY},
        {"v=1; i=", "=41", TF_REASON_BAD_IDENTITY},
        {"v=1; l=", "9", TF_REASON_BAD_LENGTH},
        {"v=1; d=", "a.", TF_REASON_BAD_DOMAIN},
    };

    for (guint i = 0; i < G_N_ELEMENTS (bombs); i++) {
        g_autoptr (GString) text = g_string_new ("DKIM-Signature: ");
        g_autoptr (TfHeader) header = NULL;
        g_autoptr (TfDkimSignature) signature = NULL;
        gint64 start = g_get_monotonic_time ();

        if (*bombs[i].start != '\0')
            g_string_append_printf (text, "a=rsa-sha256; s=s; bh=%s; b=AAAA; %s%s%s",
                                    HASH, bombs[i].start[5] == 'h' ? "" : "h=from; ",
                                    bombs[i].start[5] == 'd' ? "" : "d=a.example; ",
                                    bombs[i].start);
        while (text->len < 200 * 1024)
            g_string_append (text, bombs[i].piece);
        g_string_append (text, "\r\n\r\n");
        header = read_header (text->str);
        signature = tf_dkim_signature_parse (header, 0);
        g_assert_cmpstr (tf_reason_to_string (signature->reason), ==,
                         tf_reason_to_string (bombs[i].reason));
        g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
    }
}

static void
test_too_many_tags (void)
{
    g_autoptr (GString) text = g_string_new ("DKIM-Signature: v=1");
    g_autoptr (TfHeader) header = NULL;
    g_autoptr (TfDkimSignature) signature = NULL;

    for (guint i = 0; i < 10000; i++)
        g_string_append_printf (text, "; a%u=1", i);
    g_string_append (text, "\r\n\r\n");
    header = read_header (text->str);
    signature = tf_dkim_signature_parse (header, 0);
    g_assert_cmpint (signature->result, ==, TF_RESULT_PERMERROR);
    g_assert_cmpint (signature->reason, ==, TF_REASON_TOO_MANY);
}

/* Any bytes at all: it ends, and the result is complete. */
static void
test_random (void)
{
    static const char *const pieces[] = {"v=1;",
                                         "a=rsa-sha256;",
                                         "d=a.example;",
                                         "s=s;",
                                         "h=from;",
                                         "bh=" HASH ";",
                                         "b=AAAA;",
                                         "i=",
                                         "=4",
                                         "@a.example;",
                                         "\r\n ",
                                         ";",
                                         "=",
                                         " ",
                                         "x=",
                                         "t=1;",
                                         "l=",
                                         "9",
                                         "\xff",
                                         "c=relaxed;",
                                         "q=a:"};

    for (guint round = 0; round < 5000; round++) {
        g_autoptr (GString) text = g_string_new ("DKIM-Signature: ");
        g_autoptr (TfHeader) header = NULL;
        g_autoptr (TfDkimSignature) signature = NULL;

        for (gint n = g_test_rand_int_range (0, 25); n > 0; n--)
            g_string_append (text,
                             pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
        g_string_append (text, "\r\n\r\n");
        header = read_header (text->str);
        signature = tf_dkim_signature_parse (header, 0);
        if (signature->result != TF_RESULT_NONE)
            continue;
        g_assert_nonnull (signature->domain);
        g_assert_nonnull (signature->selector);
        g_assert_nonnull (signature->identity_domain);
        g_assert_nonnull (signature->signature);
        g_assert_nonnull (signature->body_hash);
        g_assert_cmpuint (signature->b_value.length, >, 0);
        g_assert_true (
            tf_domain_is_within (signature->identity_domain, signature->domain));
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/dkim/signature/rows", test_rows);
    g_test_add_func ("/dkim/signature/values", test_values);
    g_test_add_func ("/dkim/signature/defaults", test_defaults);
    g_test_add_func ("/dkim/signature/many-domains", test_many_domains);
    g_test_add_func ("/dkim/signature/many-of-one-domain", test_many_of_one_domain);
    g_test_add_func ("/dkim/signature/broken-take-no-place", test_broken_take_no_place);
    g_test_add_func ("/dkim/signature/bombs", test_bombs);
    g_test_add_func ("/dkim/signature/too-many-tags", test_too_many_tags);
    g_test_add_func ("/dkim/signature/random", test_random);
    return g_test_run ();
}
