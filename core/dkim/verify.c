/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* verify.c: RFC 6376 §6.1.2 and §6.1.3, RFC 8301 §3.2, RFC 8463: which key, if any, verifies
 * the signature over which reading of the message. What follows from that: check.c. */

#include "dkim/check-private.h"

#include <string.h>

/* ---- the message as it is read --------------------------------------------------- */

static TfBodyState
compare_body (const TfDkimSignature *signature, TfHashAlgorithm hash,
              const TfBodyHasher *body, TfVariant variant, TfDkimReading *reading)
{
    guint8 digest[TF_HASH_MAX];
    gsize length;
    const guint8 *wanted = g_bytes_get_data (signature->body_hash, &length);

    if (!tf_body_hasher_get (body, variant, signature->body_canon, hash,
                             signature->has_length, signature->length, digest,
                             &reading->canonical_length))
        return TF_BODY_ABSENT;
    if (signature->has_length && signature->length > reading->canonical_length)
        return TF_BODY_TOO_SHORT; /* §3.5 "l=" */
    if (memcmp (digest, wanted, length) == 0)
        return TF_BODY_GOOD;
    reading->has_footer =
        !signature->has_length && tf_body_hasher_fits_without_footer (
                                      body, variant, signature->body_canon, hash, wanted);
    return TF_BODY_DIFFERS;
}

static void
hash_header (const TfDkimCheck *check, const TfHeader *header, TfVariant variant,
             TfDkimReading *reading)
{
    g_autoptr (TfHash) hash = tf_hash_new (check->hash);

    tf_dkim_header_hash (header, check->signature, variant, check->instead, hash);
    reading->digest_length = tf_hash_finish (hash, reading->digest);
}

static void
copy_header (TfDkimReading *to, const TfDkimReading *from)
{
    memcpy (to->digest, from->digest, TF_HASH_MAX);
    to->digest_length = from->digest_length;
}

void
tf_dkim_read_header (TfDkimCheck *check, const TfHeader *header)
{
    TfDkimReading *readings = check->readings;

    hash_header (check, header, TF_VARIANT_AS_IS, &readings[TF_VARIANT_AS_IS]);
    if (header->line_ends == TF_LINE_ENDS_MIXED)
        hash_header (check, header, TF_VARIANT_LINE_ENDS,
                     &readings[TF_VARIANT_LINE_ENDS]);
    else
        copy_header (&readings[TF_VARIANT_LINE_ENDS], &readings[TF_VARIANT_AS_IS]);
    /* No field begins with "From ": nothing is escaped there. */
    copy_header (&readings[TF_VARIANT_MBOX], &readings[TF_VARIANT_LINE_ENDS]);
}

void
tf_dkim_read_message (TfDkimCheck *check, const TfHeader *header,
                      const TfBodyHasher *body)
{
    TfDkimReading *repaired = &check->readings[TF_VARIANT_LINE_ENDS];
    TfDkimReading *unescaped = &check->readings[TF_VARIANT_MBOX];

    for (guint i = 0; i < TF_N_VARIANTS; i++)
        check->readings[i].body = compare_body (check->signature, check->hash, body,
                                                (TfVariant)i, &check->readings[i]);
    check->readings[TF_VARIANT_AS_IS].exists = TRUE;
    repaired->exists =
        header->line_ends == TF_LINE_ENDS_MIXED || repaired->body != TF_BODY_ABSENT;
    unescaped->exists = unescaped->body != TF_BODY_ABSENT;
    tf_dkim_read_header (check, header);
}

/* ---- one key --------------------------------------------------------------------- */

/* §6.1.2 steps 4 to 9 */
static TfReason
refuse_record (const TfDkimCheck *check, const TfDkimKeyRecord *record)
{
    const TfDkimSignature *signature = check->signature;
    TfKeyType type =
        signature->algorithm == TF_DKIM_ED25519_SHA256 ? TF_KEY_ED25519 : TF_KEY_RSA;

    if (record->reason != TF_REASON_NONE)
        return record->reason;
    if (record->type != type)
        return TF_REASON_KEY_TYPE_MISMATCH;
    if (!(check->hash == TF_HASH_SHA1 ? record->allows_sha1 : record->allows_sha256))
        return TF_REASON_KEY_HASH_NOT_ALLOWED;
    if (!record->allows_email)
        return TF_REASON_KEY_SERVICE_NOT_ALLOWED;
    if (record->strict_identity &&
        strcmp (signature->identity_domain, signature->domain) != 0)
        return TF_REASON_DOMAIN_MISMATCH; /* §3.6.1 "t=s" */
    return TF_REASON_NONE;
}

static TfSignatureState
verify_reading (const TfDkimCheck *check, const TfDkimReading *reading, const TfKey *key)
{
    return tf_key_verify (key, check->hash, reading->digest, reading->digest_length,
                          check->signature->signature);
}

/* The same header bytes are not verified twice. */
static TfSignatureState
state_of (const TfDkimCheck *check, guint variant, const TfKey *key,
          TfSignatureState states[TF_N_VARIANTS])
{
    const TfDkimReading *readings = check->readings;

    states[variant] = TF_SIGNATURE_INVALID;
    for (guint i = 0; i < variant; i++)
        if (readings[i].exists &&
            memcmp (readings[i].digest, readings[variant].digest, TF_HASH_MAX) == 0)
            return states[variant] = states[i];
    return states[variant] = verify_reading (check, &readings[variant], key);
}

/* The first reading in which everything matches; otherwise the first whose header matches. */
static void
try_readings (const TfDkimCheck *check, const TfKey *key, TfDkimTrial *trial)
{
    TfSignatureState states[TF_N_VARIANTS];

    for (guint i = 0; i < TF_N_VARIANTS; i++) {
        const TfDkimReading *reading = &check->readings[i];
        gboolean is_better;

        if (!reading->exists)
            continue;
        is_better = state_of (check, i, key, states) == TF_SIGNATURE_VALID &&
                    (trial->state != TF_SIGNATURE_VALID || reading->body == TF_BODY_GOOD);
        if (i == 0 || is_better) {
            trial->state = states[i];
            trial->variant = (TfVariant)i;
        }
        if (states[i] == TF_SIGNATURE_VALID && reading->body == TF_BODY_GOOD)
            return;
    }
}

static TfDkimTrial
try_record (const TfDkimCheck *check, const TfDkimKeyRecord *record)
{
    g_autoptr (TfKey) key = NULL;
    TfDkimTrial trial = {0};

    trial.type = record->type;
    trial.testing = record->testing;
    trial.state = TF_SIGNATURE_INVALID;
    trial.refused = refuse_record (check, record);
    if (trial.refused != TF_REASON_NONE)
        return trial;
    key = tf_key_cache_get (check->context->keys, record->type, record->data,
                            &trial.refused);
    if (key == NULL)
        return trial;
    trial.bits = tf_key_get_bits (key);
    if (trial.type == TF_KEY_RSA && trial.bits < TF_LIMIT_KEY_BITS_MIN &&
        !check->context->allow_legacy)
        trial.refused = TF_REASON_KEY_TOO_SHORT; /* RFC 8301 §3.2 */
    else
        try_readings (check, key, &trial);
    return trial;
}

/* How much a trial tells: a signature that matches beats one that does not, which beats
 * no trial at all. */
static guint
rank (const TfDkimTrial *trial)
{
    if (trial->refused != TF_REASON_NONE)
        return 1;
    return trial->state == TF_SIGNATURE_VALID ? 3 : 2;
}

/* §6.1.2: with several records the result is undefined; they are tried in turn. */
gboolean
tf_dkim_try_records (const TfDkimCheck *check, const TfDnsAnswer *answer,
                     TfDkimTrial *ret_best)
{
    guint n_records = 0;

    for (guint i = 0; i < answer->texts->len && n_records < TF_LIMIT_KEY_RECORDS; i++) {
        gsize length;
        const char *data =
            g_bytes_get_data (g_ptr_array_index (answer->texts, i), &length);
        g_autoptr (TfDkimKeyRecord) record =
            tf_dkim_key_record_parse (tf_span (data, length));
        TfDkimTrial trial;

        if (record == NULL)
            continue;
        trial = try_record (check, record);
        if (n_records++ == 0 || rank (&trial) > rank (ret_best))
            *ret_best = trial;
        if (rank (ret_best) == 3)
            break;
    }
    return n_records > 0;
}
