/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* check.c: RFC 6376 §6.1, RFC 8301 §3.1: one signature, one result. The arithmetic:
 * verify.c.
 *
 * The signature over the header is verified whether or not the body hash matches: that the
 * domain signed this header is evidence in itself. Departures: a valid signature under a
 * testing key passes; an expired one is judged by the time of arrival;
 * an l= that leaves something open, or fields added to the signed ones, give
 * "policy". */

#include "dkim/check-private.h"

#include <string.h>

const char *
tf_dkim_result_get_variant (const TfDkimResult *result)
{
    if (result->mark_removed)
        return result->footer_removed ? "mark-and-footer-removed" : "mark-removed";
    if (result->footer_removed)
        return "footer-removed";
    switch (result->variant) {
    case TF_VARIANT_AS_IS:
        return "as-is";
    case TF_VARIANT_LINE_ENDS:
        return "line-ends-repaired";
    case TF_VARIANT_MBOX:
        return "mbox-unescaped";
    }
    return NULL;
}

/* ---- the question ---------------------------------------------------------------- */

/* RFC 6376 §3.6.2.1 */
char *
tf_dkim_key_name (const TfDkimSignature *signature)
{
    return g_strconcat (signature->selector, "._domainkey.", signature->domain, NULL);
}

/**
 * tf_dkim_ask:
 * @signature: a signature
 * @dns: where the question is noted
 *
 * A signature whose result is final asks nothing. One with rsa-sha1 does ask: whether it
 * may count is decided by the context of the check.
 *
 * Returns: %FALSE when the answer is not known yet
 */
gboolean
tf_dkim_ask (const TfDkimSignature *signature, TfDns *dns)
{
    g_autofree char *name = NULL;

    if (signature->result != TF_RESULT_NONE)
        return TRUE;
    name = tf_dkim_key_name (signature);
    return tf_dns_ask (dns, TF_DNS_TXT, name) != NULL;
}

/* ---- the result ------------------------------------------------------------------ */

static void
set_result (TfDkimResult *result, TfResult word, TfReason reason)
{
    result->result = word;
    result->reason = reason;
}

/* What counts is when the message arrived. If that is not known, the present is only an upper
 * bound, which says nothing about a message that was sent long before. */
static gboolean
apply_expiration (TfDkimResult *result, const TfDkimSignature *signature,
                  const TfDkimContext *context)
{
    gboolean arrival_known = context->received_at >= 0;
    gint64 arrival = arrival_known ? context->received_at : context->now;
    gint64 sent =
        signature->timestamp >= 0 ? signature->timestamp : signature->expiration;

    if (signature->expiration < 0 || arrival <= signature->expiration + TF_EXPIRY_GRACE)
        return FALSE;
    result->vanished = TRUE;
    if (!arrival_known && context->now - sent > TF_DAY)
        set_result (result, TF_RESULT_NEUTRAL, TF_REASON_EXPIRED_ARRIVAL_UNKNOWN);
    else
        set_result (result, TF_RESULT_POLICY, TF_REASON_EXPIRED);
    return TRUE;
}

static void
conclude_valid (TfDkimResult *result, const TfDkimCheck *check, const TfHeader *header,
                const TfDkimReading *reading)
{
    TfReason open;

    tf_coverage_read (header, check->signature, reading->canonical_length,
                      check->context->suffixes, &result->coverage);
    result->unsigned_bytes = result->coverage.unsigned_bytes;
    result->authenticates = TRUE;
    open = tf_coverage_open_content (&result->coverage);
    if (open != TF_REASON_NONE)
        set_result (result, TF_RESULT_POLICY, open);
    else if (result->testing)
        set_result (result, TF_RESULT_PASS, TF_REASON_TESTING_KEY);
    else
        set_result (result, TF_RESULT_PASS,
                    result->weak ? TF_REASON_WEAK_KEY : TF_REASON_NONE);
}

/* The domain signed this header; what the reader sees is something else. */
static void
conclude_changed (TfDkimResult *result, const TfDkimReading *reading)
{
    result->change = TF_CHANGE_BODY;
    result->footer_removed = reading->has_footer;
    set_result (result, TF_RESULT_FAIL, TF_REASON_BODY_HASH_MISMATCH);
}

/* A mark is harmless only where nothing else was added and the signature leaves nothing open. */
static void
conclude_marked (TfDkimResult *result, const TfDkimCheck *check, const TfHeader *header,
                 const TfDkimReading *reading)
{
    tf_coverage_read (header, check->signature, reading->canonical_length,
                      check->context->suffixes, &result->coverage);
    result->unsigned_bytes = result->coverage.unsigned_bytes;
    result->change = tf_coverage_open_part (&result->coverage) != TF_REASON_NONE
                         ? TF_CHANGE_PART
                         : TF_CHANGE_MARK;
    set_result (result, TF_RESULT_FAIL, TF_REASON_MARK_ADDED);
}

/* The signature over the header matches. */
static void
conclude_verified (TfDkimResult *result, const TfDkimCheck *check, const TfHeader *header)
{
    const TfDkimReading *reading = &check->readings[result->variant];

    result->header_verified = TRUE;
    if (apply_expiration (result, check->signature, check->context))
        return;
    if (check->context->incomplete) {
        set_result (result, TF_RESULT_NEUTRAL, TF_REASON_INCOMPLETE);
        return;
    }
    switch (reading->body) {
    case TF_BODY_ABSENT: /* it was not hashed */
        set_result (result, TF_RESULT_NEUTRAL, TF_REASON_INCOMPLETE);
        break;
    case TF_BODY_TOO_SHORT:
        set_result (result, TF_RESULT_PERMERROR, TF_REASON_LENGTH_BEYOND_BODY);
        break;
    case TF_BODY_DIFFERS:
        conclude_changed (result, reading);
        break;
    case TF_BODY_GOOD:
        if (result->mark_removed)
            conclude_marked (result, check, header, reading);
        else
            conclude_valid (result, check, header, reading);
        break;
    }
}

void
tf_dkim_conclude (TfDkimResult *result, const TfDkimCheck *check, const TfHeader *header,
                  const TfDkimTrial *trial)
{
    result->key_bits = trial->bits;
    result->testing = trial->testing;
    if (trial->refused != TF_REASON_NONE) {
        result->vanished = trial->refused == TF_REASON_KEY_REVOKED;
        set_result (result, TF_RESULT_PERMERROR, trial->refused);
        return;
    }
    result->weak = trial->type == TF_KEY_RSA && trial->bits < 2048;
    result->variant = trial->variant;
    switch (trial->state) {
    case TF_SIGNATURE_VALID:
        conclude_verified (result, check, header);
        break;
    case TF_SIGNATURE_INVALID:
        result->mismatched = TRUE;
        set_result (result, TF_RESULT_FAIL, TF_REASON_SIGNATURE_MISMATCH);
        break;
    case TF_SIGNATURE_NOT_SUPPORTED:
        set_result (result, TF_RESULT_NEUTRAL, TF_REASON_NOT_SUPPORTED_HERE);
        break;
    }
    if (result->testing && result->result == TF_RESULT_FAIL)
        set_result (result, TF_RESULT_NEUTRAL, TF_REASON_TESTING_KEY);
}

static void
conclude_no_key (TfDkimResult *result)
{
    result->vanished = TRUE;
    set_result (result, TF_RESULT_PERMERROR, TF_REASON_NO_KEY);
}

/* No records: the DNS says that there is no key, or did not answer. */
static void
conclude_lookup (TfDkimResult *result, const TfDnsAnswer *answer)
{
    TfReason reason = TF_REASON_DNS;

    if (answer != NULL && !tf_dns_status_is_failure (answer->status)) {
        conclude_no_key (result);
        return;
    }
    if (answer != NULL && answer->status == TF_DNS_NOTASKED)
        reason = TF_REASON_OFFLINE;
    else if (answer != NULL && answer->status == TF_DNS_LIMIT)
        reason = TF_REASON_LIMIT;
    result->lookup_failed = TRUE;
    set_result (result, TF_RESULT_TEMPERROR, reason);
}

/* RFC 8301 §3.1: the result does not depend on the key. A failed look-up is reported, but there is
 * nothing to wait for. */
static void
conclude_sha1 (TfDkimResult *result, const TfDnsAnswer *answer)
{
    if (answer == NULL || tf_dns_status_is_failure (answer->status))
        conclude_lookup (result, answer);
    else
        set_result (result, TF_RESULT_PERMERROR, TF_REASON_RSA_SHA1);
    result->lookup_failed = FALSE;
}

static GStrv
dup_names (const GPtrArray *names)
{
    GStrv copy = g_new0 (char *, names->len + 1);

    for (guint i = 0; i < names->len; i++)
        copy[i] = g_strdup (g_ptr_array_index (names, i));
    return copy;
}

TfDkimResult *
tf_dkim_result_new (const TfDkimSignature *signature)
{
    TfDkimResult *result = g_new0 (TfDkimResult, 1);

    result->domain = g_strdup (signature->domain);
    result->selector = g_strdup (signature->selector);
    result->identity = g_strdup (signature->identity);
    result->algorithm = g_strdup (signature->algorithm_text);
    result->timestamp = signature->timestamp;
    result->expiration = signature->expiration;
    result->signed_fields = dup_names (signature->signed_names);
    return result;
}

static void
check_with_answer (TfDkimResult *result, TfDkimCheck *check, const TfHeader *header,
                   const TfBodyHasher *body, const TfDnsAnswer *answer)
{
    TfDkimTrial best = {0};

    result->authentic = answer->authentic;
    tf_dkim_read_message (check, header, body);
    if (tf_dkim_try_records (check, answer, &best))
        tf_dkim_conclude (result, check, header, &best);
    else
        conclude_no_key (result);
}

const TfDnsAnswer *
tf_dkim_begin_check (TfDkimCheck *check, const TfDns *dns, TfDkimResult *result)
{
    const TfDkimSignature *signature = check->signature;
    g_autofree char *name = NULL;
    const TfDnsAnswer *answer;

    set_result (result, signature->result, signature->reason);
    if (signature->result != TF_RESULT_NONE)
        return NULL;
    check->hash =
        signature->algorithm == TF_DKIM_RSA_SHA1 ? TF_HASH_SHA1 : TF_HASH_SHA256;
    name = tf_dkim_key_name (signature);
    answer = tf_dns_peek (dns, TF_DNS_TXT, name);
    if (check->hash == TF_HASH_SHA1 && !check->context->allow_legacy)
        conclude_sha1 (result, answer);
    else if (answer == NULL || answer->status != TF_DNS_RECORDS)
        conclude_lookup (result, answer);
    else
        return answer;
    return NULL;
}

/**
 * tf_dkim_check:
 * @signature: a signature of @header
 * @header: the header block
 * @body: the body's hashes, finished
 * @dns: what is known; an answer that is missing counts as a failed look-up
 * @context: time and rules
 *
 * Returns: (transfer full): the result; never %NULL
 */
TfDkimResult *
tf_dkim_check (const TfDkimSignature *signature, const TfHeader *header,
               const TfBodyHasher *body, const TfDns *dns, const TfDkimContext *context)
{
    TfDkimResult *result = tf_dkim_result_new (signature);
    TfDkimCheck check = {signature, context};
    const TfDnsAnswer *answer = tf_dkim_begin_check (&check, dns, result);

    if (answer != NULL)
        check_with_answer (result, &check, header, body, answer);
    return result;
}

TfDkimResult *
tf_dkim_check_digest (const TfDkimSignature *signature, const guint8 *digest,
                      gsize length, const TfDns *dns, const TfDkimContext *context)
{
    TfDkimResult *result = tf_dkim_result_new (signature);
    TfDkimCheck check = {signature, context};
    const TfDnsAnswer *answer = tf_dkim_begin_check (&check, dns, result);
    TfDkimTrial best = {0};

    if (answer == NULL)
        return result;
    check.readings[0].exists = TRUE;
    check.readings[0].body = TF_BODY_GOOD;
    check.readings[0].digest_length = length;
    memcpy (check.readings[0].digest, digest, length);
    if (!tf_dkim_try_records (&check, answer, &best))
        conclude_no_key (result);
    else if (best.refused != TF_REASON_NONE)
        set_result (result, TF_RESULT_PERMERROR, best.refused);
    else if (best.state == TF_SIGNATURE_VALID)
        set_result (result, TF_RESULT_PASS, TF_REASON_NONE);
    else
        set_result (result, TF_RESULT_FAIL, TF_REASON_SIGNATURE_MISMATCH);
    result->authenticates = result->result == TF_RESULT_PASS;
    return result;
}

void
tf_dkim_result_free (TfDkimResult *result)
{
    if (result == NULL)
        return;
    g_free (result->domain);
    g_free (result->selector);
    g_free (result->identity);
    g_free (result->algorithm);
    g_strfreev (result->signed_fields);
    tf_coverage_clear (&result->coverage);
    g_free (result);
}
