/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-dkim-key.c: RFC 6376 §3.6.1, the key record (attacks KY-06 to KY-12). */

#include <string.h>

#include "dkim/dkim.h"

typedef enum {
    SHA256 = 1 << 0,
    SHA1 = 1 << 1,
    EMAIL = 1 << 2,
    TESTING = 1 << 3,
    STRICT = 1 << 4,
    ED25519 = 1 << 5,
    ALL = SHA256 | SHA1 | EMAIL
} Flags;

/* Not a record: the text is of no kind. */
#define NO_RECORD TF_N_REASONS

static const struct {
    const char *text;
    TfReason reason;
    Flags flags; /* where the reason is none */
} rows[] = {
    {"v=DKIM1; p=AAAA", TF_REASON_NONE, ALL},
    {"v=DKIM1;p=AAAA;", TF_REASON_NONE, ALL},
    {" \tv = DKIM1 ; k = rsa ; p = AA AA ; ", TF_REASON_NONE, ALL},
    {"p=AAAA", TF_REASON_NONE, ALL},
    {"k=rsa; p=AAAA", TF_REASON_NONE, ALL},
    {"v=DKIM1; k=ed25519; p=AAAA", TF_REASON_NONE, ALL | ED25519},
    {"v=DKIM1; k=foo; p=AAAA", TF_REASON_KEY_TYPE_UNKNOWN, 0},
    {"v=DKIM1; p=", TF_REASON_KEY_REVOKED, 0},
    {"v=DKIM1; k=foo; p=", TF_REASON_KEY_REVOKED, 0},
    {"v=DKIM1", TF_REASON_KEY_SYNTAX, 0},
    {"v=DKIM1; k=rsa", TF_REASON_KEY_SYNTAX, 0},
    {"v=DKIM1; p=A", TF_REASON_KEY_SYNTAX, 0},
    {"v=DKIM1; p=AA*=", TF_REASON_KEY_SYNTAX, 0},
    {"v=DKIM1; p=AAA", TF_REASON_KEY_SYNTAX, 0},
    {"v=DKIM1; p=AAAA; p=BBBB", TF_REASON_KEY_SYNTAX, 0},
    {"v=DKIM1;; p=AAAA", TF_REASON_KEY_SYNTAX, 0},
    {"v=DKIM1\\; p=AAAA", TF_REASON_KEY_SYNTAX, 0},
    {"v=DKIM1 p=AAAA", TF_REASON_KEY_SYNTAX, 0},
    {"v=DKIM1; p=AAAA; h=sha256", TF_REASON_NONE, SHA256 | EMAIL},
    {"v=DKIM1; p=AAAA; h=sha1", TF_REASON_NONE, SHA1 | EMAIL},
    {"v=DKIM1; p=AAAA; h=sha1 : sha256:x", TF_REASON_NONE, ALL},
    {"v=DKIM1; p=AAAA; h=sha512", TF_REASON_NONE, EMAIL},
    {"v=DKIM1; p=AAAA; h=sha2567", TF_REASON_NONE, EMAIL},
    {"v=DKIM1; p=AAAA; s=email", TF_REASON_NONE, ALL},
    {"v=DKIM1; p=AAAA; s=*", TF_REASON_NONE, ALL},
    {"v=DKIM1; p=AAAA; s=tlsrpt", TF_REASON_NONE, SHA256 | SHA1},
    {"v=DKIM1; p=AAAA; s=tlsrpt:email", TF_REASON_NONE, ALL},
    {"v=DKIM1; p=AAAA; t=y", TF_REASON_NONE, ALL | TESTING},
    {"v=DKIM1; p=AAAA; t=s", TF_REASON_NONE, ALL | STRICT},
    {"v=DKIM1; p=AAAA; t= x : s:y", TF_REASON_NONE, ALL | STRICT | TESTING},
    {"v=DKIM1; p=AAAA; t=", TF_REASON_NONE, ALL},
    {"v=DKIM1; n=; g=*; x_1=a=b; p=AAAA", TF_REASON_NONE, ALL},
    {"p=AAAA; v=DKIM1", NO_RECORD, 0},
    {"v=DKIM2; p=AAAA", NO_RECORD, 0},
    {"v=spf1 include:a.example -all", NO_RECORD, 0},
    {"v=DMARC1; p=reject", NO_RECORD, 0},
    {"hello", NO_RECORD, 0},
    {"k=rsa", NO_RECORD, 0},
    {"", NO_RECORD, 0},
    {"=", NO_RECORD, 0},
};

static guint
flags_of (const TfDkimKeyRecord *record)
{
    return (record->allows_sha256 ? SHA256 : 0) | (record->allows_sha1 ? SHA1 : 0) |
           (record->allows_email ? EMAIL : 0) | (record->testing ? TESTING : 0) |
           (record->strict_identity ? STRICT : 0) |
           (record->type == TF_KEY_ED25519 ? ED25519 : 0);
}

static void
test_records (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (TfDkimKeyRecord) record =
            tf_dkim_key_record_parse (tf_span_of (rows[i].text));

        g_test_message ("%s", rows[i].text);
        g_assert_true ((record == NULL) == (rows[i].reason == (TfReason)NO_RECORD));
        if (record == NULL)
            continue;
        g_assert_cmpstr (tf_reason_to_string (record->reason), ==,
                         tf_reason_to_string (rows[i].reason));
        if (record->reason != TF_REASON_NONE)
            continue;
        g_assert_cmpuint (flags_of (record), ==, rows[i].flags);
        g_assert_cmpmem (g_bytes_get_data (record->data, NULL),
                         g_bytes_get_size (record->data), "\0\0\0", 3);
    }
}

/* KY-12, DO-13: bombs of every kind end soon, and are not keys. */
static void
test_bombs (void)
{
    static const char *const bombs[] = {";",       "=", "a=;", "v=DKIM1;",
                                        "p=AAAA;", ":", "h=:", " "};

    for (guint i = 0; i < G_N_ELEMENTS (bombs); i++) {
        g_autoptr (GString) text = g_string_new ("v=DKIM1;");
        g_autoptr (TfDkimKeyRecord) record = NULL;
        gint64 start = g_get_monotonic_time ();

        while (text->len < 1 << 20)
            g_string_append (text, bombs[i]);
        record = tf_dkim_key_record_parse (tf_span (text->str, text->len));
        g_assert_nonnull (record);
        g_assert_cmpint (record->reason, ==, TF_REASON_KEY_SYNTAX);
        g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
    }
}

/* Any bytes at all. */
static void
test_random (void)
{
    static const char alphabet[] = "vpkhst=;: DKIM1A\t\\\xff";

    for (guint round = 0; round < 20000; round++) {
        char text[40];
        gsize length = (gsize)g_test_rand_int_range (0, sizeof text);
        g_autofree char *exact = NULL;
        g_autoptr (TfDkimKeyRecord) record = NULL;

        for (gsize i = 0; i < length; i++)
            text[i] = alphabet[g_test_rand_int_range (0, sizeof alphabet)];
        exact = g_memdup2 (text, length);
        record = tf_dkim_key_record_parse (tf_span (exact, length));
        if (record != NULL && record->reason == TF_REASON_NONE)
            g_assert_nonnull (record->data);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/dkim/key/records", test_records);
    g_test_add_func ("/dkim/key/bombs", test_bombs);
    g_test_add_func ("/dkim/key/random", test_random);
    return g_test_run ();
}
