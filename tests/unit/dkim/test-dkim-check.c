/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-dkim-check.c: one signature, one result: every case of data/dkim/cases.ini
 * (attacks DK-*, KY-*, BL-*), each with the body in chunks of several sizes and stored
 * with CRLF and with LF. */

#include <string.h>

#include "dkim/dkim.h"

#define NOW G_GINT64_CONSTANT (1760000000)

static GKeyFile *cases;
static TfSuffixList *suffixes;
static TfKeyCache *keys;

/* ---- a case from the file -------------------------------------------------------- */

/* A value as bytes: \xHH is our own escape, the others are those of key files. NULL: there is
 * none. */
static GByteArray *
get_raw (const char *name, const char *key)
{
    g_autofree char *text = g_key_file_get_string (cases, name, key, NULL);
    GByteArray *bytes;

    if (text == NULL)
        return NULL;
    bytes = g_byte_array_new ();
    for (const char *at = text; *at != '\0'; at++) {
        guint8 byte = (guint8)*at;

        if (byte == '\\' && at[1] == 'x') {
            byte = (guint8)(g_ascii_xdigit_value (at[2]) << 4 |
                            g_ascii_xdigit_value (at[3]));
            at += 3;
        }
        g_byte_array_append (bytes, &byte, 1);
    }
    return bytes;
}

static gint64
get_number (const char *name, const char *key, gint64 otherwise)
{
    if (!g_key_file_has_key (cases, name, key, NULL))
        return otherwise;
    return g_key_file_get_int64 (cases, name, key, NULL);
}

static TfDnsAnswer *
texts_of (const char *name)
{
    TfDnsAnswer *answer = tf_dns_answer_new (TF_DNS_RECORDS);

    for (guint i = 0;; i++) {
        g_autofree char *key = g_strdup_printf ("txt%u", i);
        GByteArray *text = get_raw (name, key);

        if (text == NULL)
            return answer;
        g_ptr_array_add (answer->texts, g_byte_array_free_to_bytes (text));
    }
}

/* NULL: nothing is known. */
static TfDnsAnswer *
answer_of (const char *name)
{
    g_autofree char *word = g_key_file_get_string (cases, name, "dns", NULL);

    if (word == NULL)
        return texts_of (name);
    for (TfDnsStatus status = TF_DNS_NODATA; status <= TF_DNS_LIMIT; status++)
        if (g_ascii_strcasecmp (word, tf_dns_status_to_string (status)) == 0)
            return tf_dns_answer_new (status);
    g_assert_cmpstr (word, ==, "NOTHING");
    return NULL;
}

/* ---- a message ------------------------------------------------------------------- */

typedef struct {
    TfHeader *header;
    GPtrArray *signatures;
    TfBodyHasher *body;
} Mail;

static TfHashAlgorithm
hash_of (const TfDkimSignature *signature)
{
    return signature->algorithm == TF_DKIM_RSA_SHA1 ? TF_HASH_SHA1 : TF_HASH_SHA256;
}

static void
feed (TfBodyHasher *body, TfSpan text, gsize chunk)
{
    while (text.length > 0) {
        gsize n = MIN (chunk, text.length);
        g_autofree char *exact =
            g_memdup2 (text.data, n); /* nothing readable around it */

        tf_body_hasher_update (body, tf_span (exact, n));
        text = tf_span (text.data + n, text.length - n);
    }
    tf_body_hasher_finish (body);
}

static void
mail_read (Mail *mail, GByteArray *bytes, gsize chunk)
{
    g_autoptr (GBytes) message = g_bytes_new (bytes->data, bytes->len);
    g_autoptr (TfSource) source = tf_source_new_bytes (message);
    g_autoptr (TfReader) reader = tf_reader_new (source);
    g_autoptr (GByteArray) rest = g_byte_array_new ();
    TfSpan span;

    mail->header = tf_header_read (reader, NULL);
    mail->signatures = tf_dkim_signatures_read (mail->header, "legit.example", suffixes);
    mail->body = tf_body_hasher_new (mail->header->line_ends, TF_STORE_FILE);
    for (guint i = 0; i < mail->signatures->len; i++) {
        const TfDkimSignature *signature = g_ptr_array_index (mail->signatures, i);

        tf_body_hasher_want (mail->body, signature->body_canon, hash_of (signature),
                             signature->has_length, signature->length);
    }
    for (span = tf_reader_peek (reader, NULL); span.length > 0;
         span = tf_reader_peek (reader, NULL)) {
        g_byte_array_append (rest, (const guint8 *)span.data, (guint)span.length);
        tf_reader_skip (reader, span.length);
    }
    feed (mail->body, tf_span ((const char *)rest->data, rest->len), chunk);
}

static void
mail_clear (Mail *mail)
{
    g_ptr_array_unref (mail->signatures);
    tf_body_hasher_free (mail->body);
    tf_header_free (mail->header);
}

/* ---- the check ------------------------------------------------------------------- */

static void
tell_key (TfDns *dns, const char *name, const TfDkimSignature *signature)
{
    g_autofree char *at = g_key_file_get_string (cases, name, "at", NULL);
    g_autoptr (TfDnsAnswer) answer = answer_of (name);
    g_autoptr (GPtrArray) wanted = NULL;
    const TfDnsQuestion *question;

    g_assert_false (tf_dkim_ask (signature, dns));
    wanted = tf_dns_take_wanted (dns);
    g_assert_cmpuint (wanted->len, ==, 1);
    question = g_ptr_array_index (wanted, 0);
    g_assert_cmpint (question->type, ==, TF_DNS_TXT);
    if (at != NULL)
        g_assert_cmpstr (question->name, ==, at);
    if (answer == NULL)
        return;
    tf_dns_tell (dns, TF_DNS_TXT, question->name, answer);
    g_assert_true (tf_dkim_ask (signature, dns));
}

static TfDkimResult *
check_mail (const char *name, const Mail *mail)
{
    const TfDkimSignature *signature = g_ptr_array_index (mail->signatures, 0);
    g_autoptr (TfDns) dns = tf_dns_new ();
    TfDkimContext context = {
        .now = get_number (name, "now", NOW),
        .received_at = get_number (name, "received_at", NOW),
        .allow_legacy = g_key_file_get_boolean (cases, name, "legacy", NULL),
        .incomplete = g_key_file_get_boolean (cases, name, "incomplete", NULL),
        .suffixes = suffixes,
        .keys = g_test_rand_bit () ? keys : NULL,
    };

    if (signature->result == TF_RESULT_NONE) {
        g_assert_true (get_number (name, "question", TRUE));
        tell_key (dns, name, signature);
    }
    g_assert_true (signature->result == TF_RESULT_NONE || tf_dkim_ask (signature, dns));
    g_assert_false (tf_dns_has_wanted (dns));
    return tf_dkim_check (signature, mail->header, mail->body, dns, &context);
}

static void
compare_flag (const char *name, const char *key, gboolean value)
{
    if (!g_key_file_has_key (cases, name, key, NULL))
        return;
    g_test_message ("%s: %d", key, value);
    g_assert_cmpint (g_key_file_get_boolean (cases, name, key, NULL), ==, value);
}

static void
compare_text (const char *name, const char *key, const char *value)
{
    g_autofree char *expected = g_key_file_get_string (cases, name, key, NULL);

    if (expected != NULL)
        g_assert_cmpstr (value, ==, expected);
}

static void
compare (const char *name, const TfDkimResult *result, gboolean as_stored)
{
    g_autofree char *reason = g_key_file_get_string (cases, name, "reason", NULL);

    compare_text (name, "expect", tf_result_to_string (result->result));
    g_assert_cmpstr (tf_reason_to_string (result->reason), ==, reason);
    compare_flag (name, "header_verified", result->header_verified);
    compare_flag (name, "authenticates", result->authenticates);
    compare_flag (name, "vanished", result->vanished);
    compare_flag (name, "lookup_failed", result->lookup_failed);
    compare_flag (name, "weak", result->weak);
    compare_flag (name, "answer_open", result->coverage.answer_field != NULL);
    compare_text (name, "identity", result->identity);
    compare_text (name, "added_field", result->coverage.added_field);
    compare_text (name, "duplicate_field", result->coverage.duplicate_field);
    g_assert_cmpint (get_number (name, "key_bits", result->key_bits), ==,
                     result->key_bits);
    g_assert_cmpint (get_number (name, "unsigned_bytes", (gint64)result->unsigned_bytes),
                     ==, result->unsigned_bytes);
    if (as_stored)
        compare_text (name, "variant", tf_dkim_result_get_variant (result));
}

static void
run_case (const char *name, GByteArray *bytes, gboolean as_stored)
{
    static const gsize chunks[] = {1, 2, 3, 7, 17, 64, 4096, 1 << 20};

    for (guint i = 0; i < G_N_ELEMENTS (chunks); i++) {
        Mail mail;
        g_autoptr (TfDkimResult) result = NULL;

        g_test_message ("chunks of %" G_GSIZE_FORMAT, chunks[i]);
        mail_read (&mail, bytes, chunks[i]);
        g_assert_cmpuint (mail.signatures->len, ==, 1);
        result = check_mail (name, &mail);
        compare (name, result, as_stored);
        mail_clear (&mail);
    }
}

/* As MH, Maildir and most caches store it. */
static GByteArray *
with_lf (const GByteArray *bytes)
{
    GByteArray *out = g_byte_array_new ();

    for (guint i = 0; i < bytes->len; i++)
        if (bytes->data[i] != '\r' || i + 1 == bytes->len || bytes->data[i + 1] != '\n')
            g_byte_array_append (out, bytes->data + i, 1);
    return out;
}

static void
test_case (gconstpointer data)
{
    const char *name = data;
    g_autoptr (GByteArray) message = get_raw (name, "message");
    g_autoptr (GByteArray) lf = with_lf (message);

    run_case (name, message, TRUE);
    if (!g_key_file_has_key (cases, name, "lf", NULL) ||
        g_key_file_get_boolean (cases, name, "lf", NULL))
        run_case (name, lf, FALSE);
}

/* ---- RFC 8463 Appendix A --------------------------------------------------------- */

static const char rfc8463_message[] =
    "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n"
    " d=football.example.com; i=@football.example.com;\r\n"
    " q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n"
    " subject : date : message-id : from : subject : date;\r\n"
    " bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n"
    " b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus\r\n"
    " Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==\r\n"
    "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\r\n"
    " d=football.example.com; i=@football.example.com;\r\n"
    " q=dns/txt; s=test; t=1528637909; h=from : to : subject :\r\n"
    " date : message-id : from : subject : date;\r\n"
    " bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n"
    " b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3\r\n"
    " DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz\r\n"
    " dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=\r\n"
    "From: Joe SixPack <joe@football.example.com>\r\n"
    "To: Suzie Q <suzie@shopping.example.net>\r\n"
    "Subject: Is dinner ready?\r\n"
    "Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\n"
    "Message-ID: <20030712040037.46341.5F8J@football.example.com>\r\n"
    "\r\n"
    "Hi.\r\n\r\nWe lost the game.  Are you hungry yet?\r\n\r\nJoe.\r\n";

static const struct {
    const char *name, *text;
} rfc8463_keys[] = {
    {"brisbane._domainkey.football.example.com",
     "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="},
    {"test._domainkey.football.example.com",
     "v=DKIM1; k=rsa; "
     "p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qh"
     "dR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/"
     "8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hst"
     "T5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB"},
};

static void
test_rfc8463 (void)
{
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    g_autoptr (TfDns) dns = tf_dns_new ();
    TfDkimContext context = {.now = NOW, .received_at = NOW, .suffixes = suffixes};
    Mail mail;

    g_byte_array_append (bytes, (const guint8 *)rfc8463_message,
                         sizeof rfc8463_message - 1);
    mail_read (&mail, bytes, 4096);
    g_assert_cmpuint (mail.signatures->len, ==, 2);
    for (guint i = 0; i < 2; i++) {
        const TfDkimSignature *signature = g_ptr_array_index (mail.signatures, i);
        g_autoptr (TfDnsAnswer) answer = tf_dns_answer_new (TF_DNS_RECORDS);
        g_autoptr (TfDkimResult) result = NULL;
        const char *text = rfc8463_keys[i].text;

        g_ptr_array_add (answer->texts, g_bytes_new (text, strlen (text)));
        tf_dns_tell (dns, TF_DNS_TXT, rfc8463_keys[i].name, answer);
        result = tf_dkim_check (signature, mail.header, mail.body, dns, &context);
        g_assert_cmpint (result->result, ==, TF_RESULT_PASS);
        g_assert_cmpint (result->weak, ==, i == 1);
        g_assert_cmpuint (result->key_bits, ==, i == 1 ? 1024 : 256);
        g_assert_cmpstr (result->signed_fields[4], ==, "message-id");
        g_assert_cmpint (result->timestamp, ==, 1528637909);
    }
    mail_clear (&mail);
}

static void
load_cases (void)
{
    g_autofree char *path =
        g_build_filename (g_getenv ("TRUEFROM_TEST_DATA"), "dkim", "cases.ini", NULL);
    g_autoptr (GError) error = NULL;

    cases = g_key_file_new ();
    g_key_file_load_from_file (cases, path, G_KEY_FILE_NONE, &error);
    g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
    g_auto (GStrv) names = NULL;
    gsize n_names;
    int status;

    g_test_init (&argc, &argv, NULL);
    g_test_set_nonfatal_assertions (); /* one run shows all rows that are wrong */
    load_cases ();
    suffixes = tf_suffix_list_new_builtin ();
    keys = tf_key_cache_new ();
    g_test_add_func ("/dkim/rfc8463", test_rfc8463);
    names = g_key_file_get_groups (cases, &n_names);
    g_assert_cmpuint (n_names, >, 150);
    for (gsize i = 0; i < n_names; i++) {
        g_autofree char *path = g_strconcat ("/dkim/check/", names[i], NULL);

        g_test_add_data_func (path, names[i], test_case);
    }
    status = g_test_run ();
    tf_key_cache_unref (keys);
    tf_suffix_list_unref (suffixes);
    g_key_file_unref (cases);
    return status;
}
