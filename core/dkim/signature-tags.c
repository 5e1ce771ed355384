/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* signature-tags.c: RFC 6376 §3.5, each tag of the DKIM-Signature field, read strictly
 * (§6.1.1: "being liberal … is definitely a bad strategy here"); RFC 8616 for U-labels.
 * Left out: z= and r=, which are ignored. */

#include "dkim/signature-private.h"

#define MAX_DECIMAL_DIGITS 76 /* §3.5 "l=" */
#define MAX_TIME_DIGITS    12 /* §3.5 "t=" and "x=": longer is as good as infinite */

/* ---- v=, a=, b=, bh= ------------------------------------------------------------- */

/* Every reader returns TF_REASON_NONE or what is wrong. */
static TfReason
read_version (TfDkimSignature *signature, TfSpan value)
{
    return tf_span_equal (value, "1") ? TF_REASON_NONE : TF_REASON_BAD_VERSION;
}

static TfReason
read_algorithm (TfDkimSignature *signature, TfSpan value)
{
    static const char *const names[] = {
        [TF_DKIM_RSA_SHA256] = "rsa-sha256",
        [TF_DKIM_ED25519_SHA256] = "ed25519-sha256",
        [TF_DKIM_RSA_SHA1] = "rsa-sha1",
    };
    g_autofree char *text = tf_span_dup_utf8 (value);

    signature->algorithm_text = g_ascii_strdown (text, -1);
    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        if (tf_span_equal_nocase (value, names[i])) {
            signature->algorithm = (TfDkimAlgorithm)i;
            return TF_REASON_NONE;
        }
    return TF_REASON_UNKNOWN_ALGORITHM;
}

static TfReason
read_signature_data (TfDkimSignature *signature, TfSpan value)
{
    signature->signature = tf_base64_decode (value);
    if (signature->signature == NULL || g_bytes_get_size (signature->signature) == 0)
        return TF_REASON_BAD_SIGNATURE_DATA;
    return TF_REASON_NONE;
}

static TfReason
read_body_hash (TfDkimSignature *signature, TfSpan value)
{
    gsize length = signature->algorithm == TF_DKIM_RSA_SHA1 ? 20 : 32;

    signature->body_hash = tf_base64_decode (value);
    if (signature->body_hash == NULL || g_bytes_get_size (signature->body_hash) != length)
        return TF_REASON_BAD_BODY_HASH_DATA;
    return TF_REASON_NONE;
}

/* ---- h= -------------------------------------------------------------------------- */

/* RFC 5322 §3.6.8 ftext; the colon separates names and never reaches this. */
static gboolean
is_field_name_byte (guchar byte)
{
    return byte > ' ' && byte < 0x7f && byte != ':';
}

static TfReason
read_signed_names (TfDkimSignature *signature, TfSpan value)
{
    TfCursor cursor = tf_cursor (value);
    gboolean has_from = FALSE;

    do {
        TfSpan name;

        tf_cursor_skip_fws (&cursor);
        name = tf_cursor_take_while (&cursor, is_field_name_byte);
        tf_cursor_skip_fws (&cursor);
        if (name.length == 0)
            return TF_REASON_BAD_SIGNED_FIELDS;
        if (signature->signed_names->len >= TF_LIMIT_SIGNED_NAMES)
            return TF_REASON_TOO_MANY;
        g_ptr_array_add (signature->signed_names, tf_span_dup_lower (name));
        has_from |= tf_span_equal_nocase (name, "from");
    } while (tf_cursor_take (&cursor, ':'));
    if (!tf_cursor_at_end (&cursor))
        return TF_REASON_BAD_SIGNED_FIELDS;
    return has_from ? TF_REASON_NONE : TF_REASON_FROM_NOT_SIGNED;
}

/* RFC 8617 §4.1.2: the seal is made later, so no message signature covers one. Unlike
 * DKIM, ARC requires no particular field, and empty entries are in use. */
static TfReason
read_arc_names (TfDkimSignature *signature, TfSpan value)
{
    TfCursor cursor = tf_cursor (value);

    do {
        TfSpan name = tf_span_strip (tf_cursor_take_until (&cursor, ':'));

        if (tf_span_equal_nocase (name, "arc-seal"))
            return TF_REASON_BAD_SIGNED_FIELDS;
        if (signature->signed_names->len >= TF_LIMIT_SIGNED_NAMES)
            return TF_REASON_TOO_MANY;
        if (name.length > 0)
            g_ptr_array_add (signature->signed_names, tf_span_dup_lower (name));
    } while (tf_cursor_take (&cursor, ':'));
    return TF_REASON_NONE;
}

/* ---- c=, q=, l=, t=, x= ---------------------------------------------------------- */

static gboolean
canon_from_name (TfSpan name, TfCanon *ret_canon)
{
    if (tf_span_equal_nocase (name, "simple"))
        *ret_canon = TF_CANON_SIMPLE;
    else if (tf_span_equal_nocase (name, "relaxed"))
        *ret_canon = TF_CANON_RELAXED;
    else
        return FALSE;
    return TRUE;
}

/* A single name is the header's; the body's is then simple, and so is the default of both. */
static TfReason
read_canonicalization (TfDkimSignature *signature, TfSpan value)
{
    TfCursor cursor = tf_cursor (value);
    TfSpan header = tf_cursor_take_until (&cursor, '/');
    gboolean has_body = tf_cursor_take (&cursor, '/');

    if (!canon_from_name (header, &signature->header_canon))
        return TF_REASON_UNKNOWN_CANONICALIZATION;
    if (has_body && !canon_from_name (tf_cursor_rest (&cursor), &signature->body_canon))
        return TF_REASON_UNKNOWN_CANONICALIZATION;
    return TF_REASON_NONE;
}

static TfReason
read_query_methods (TfDkimSignature *signature, TfSpan value)
{
    TfCursor cursor = tf_cursor (value);

    do {
        TfSpan method = tf_span_strip (tf_cursor_take_until (&cursor, ':'));

        if (tf_span_equal_nocase (method, "dns/txt"))
            return TF_REASON_NONE;
    } while (tf_cursor_take (&cursor, ':'));
    return TF_REASON_UNKNOWN_QUERY_METHOD;
}

static TfReason
read_length (TfDkimSignature *signature, TfSpan value)
{
    TfCursor cursor = tf_cursor (value);

    if (!tf_cursor_take_number (&cursor, MAX_DECIMAL_DIGITS, &signature->length) ||
        !tf_cursor_at_end (&cursor))
        return TF_REASON_BAD_LENGTH;
    signature->has_length = TRUE;
    return TF_REASON_NONE;
}

static gboolean
is_digit (guchar byte)
{
    return g_ascii_isdigit (byte);
}

/* *ret_time stays -1 for a number that is too long: as if the tag were absent. */
static TfReason
read_time (TfSpan value, gint64 *ret_time)
{
    TfCursor cursor = tf_cursor (value);
    TfSpan digits = tf_cursor_take_while (&cursor, is_digit);
    guint64 seconds;

    if (digits.length == 0 || !tf_cursor_at_end (&cursor))
        return TF_REASON_BAD_TIME;
    cursor = tf_cursor (value);
    if (tf_cursor_take_number (&cursor, MAX_TIME_DIGITS, &seconds))
        *ret_time = (gint64)seconds;
    return TF_REASON_NONE;
}

static TfReason
read_timestamp (TfDkimSignature *signature, TfSpan value)
{
    return read_time (value, &signature->timestamp);
}

static TfReason
read_expiration (TfDkimSignature *signature, TfSpan value)
{
    TfReason reason = read_time (value, &signature->expiration);

    if (reason != TF_REASON_NONE)
        return reason;
    if (signature->timestamp >= 0 && signature->expiration >= 0 &&
        signature->expiration <= signature->timestamp)
        return TF_REASON_BAD_TIME; /* §3.5 "x=" */
    return TF_REASON_NONE;
}

/* ---- all of them ----------------------------------------------------------------- */

/* RFC 8617 §4.1.2, §4.2.1: a number without sign or leading zero. */
static TfReason
read_instance (TfDkimSignature *signature, TfSpan value)
{
    TfCursor cursor = tf_cursor (value);
    guint64 instance;

    if (tf_cursor_peek (&cursor) == '0' ||
        !tf_cursor_take_number (&cursor, 2, &instance) || !tf_cursor_at_end (&cursor))
        return TF_REASON_BAD_INSTANCE;
    signature->instance = (guint)instance;
    return TF_REASON_NONE;
}

/* RFC 8617 §4.1.3 */
static TfReason
read_chain_validation (TfDkimSignature *signature, TfSpan value)
{
    static const TfResult words[] = {TF_RESULT_NONE, TF_RESULT_FAIL, TF_RESULT_PASS};

    for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        if (tf_span_equal_nocase (value, tf_result_to_string (words[i]))) {
            signature->chain_validation = words[i];
            return TF_REASON_NONE;
        }
    return TF_REASON_CHAIN_STATUS;
}

/* RFC 8617 §4.1.3: a seal signs no fields of its own choice. */
static TfReason
refuse_in_seal (TfDkimSignature *signature, TfSpan value)
{
    return TF_REASON_BAD_SEAL;
}

static const TfDkimTag dkim_tags[] = {
    {"v", read_version, TF_REASON_MISSING_V},
    {"d", tf_dkim_read_domain, TF_REASON_MISSING_D},
    {"s", tf_dkim_read_selector, TF_REASON_MISSING_S},
    {"a", read_algorithm, TF_REASON_MISSING_A},
    {"b", read_signature_data, TF_REASON_MISSING_B},
    {"bh", read_body_hash, TF_REASON_MISSING_BH},
    {"h", read_signed_names, TF_REASON_MISSING_H},
    {"i", tf_dkim_read_identity, TF_REASON_NONE},
    {"c", read_canonicalization, TF_REASON_NONE},
    {"q", read_query_methods, TF_REASON_NONE},
    {"l", read_length, TF_REASON_NONE},
    {"t", read_timestamp, TF_REASON_NONE},
    {"x", read_expiration, TF_REASON_NONE},
    {NULL},
};

static const TfDkimTag arc_message_tags[] = {
    {"i", read_instance, TF_REASON_BAD_INSTANCE},
    {"d", tf_dkim_read_domain, TF_REASON_MISSING_D},
    {"s", tf_dkim_read_selector, TF_REASON_MISSING_S},
    {"a", read_algorithm, TF_REASON_MISSING_A},
    {"b", read_signature_data, TF_REASON_MISSING_B},
    {"bh", read_body_hash, TF_REASON_MISSING_BH},
    {"h", read_arc_names, TF_REASON_MISSING_H},
    {"c", read_canonicalization, TF_REASON_NONE},
    {"q", read_query_methods, TF_REASON_NONE},
    {"l", read_length, TF_REASON_NONE},
    {"t", read_timestamp, TF_REASON_NONE},
    {NULL},
};

static const TfDkimTag arc_seal_tags[] = {
    {"i", read_instance, TF_REASON_BAD_INSTANCE},
    {"cv", read_chain_validation, TF_REASON_CHAIN_STATUS},
    {"d", tf_dkim_read_domain, TF_REASON_MISSING_D},
    {"s", tf_dkim_read_selector, TF_REASON_MISSING_S},
    {"a", read_algorithm, TF_REASON_MISSING_A},
    {"b", read_signature_data, TF_REASON_MISSING_B},
    {"t", read_timestamp, TF_REASON_NONE},
    {"h", refuse_in_seal, TF_REASON_NONE},
    {"bh", refuse_in_seal, TF_REASON_NONE},
    {NULL},
};

const TfDkimTag *
tf_dkim_tags (TfSignatureKind kind)
{
    switch (kind) {
    case TF_SIGNATURE_DKIM:
        return dkim_tags;
    case TF_SIGNATURE_ARC_MESSAGE:
        return arc_message_tags;
    case TF_SIGNATURE_ARC_SEAL:
        return arc_seal_tags;
    }
    return dkim_tags;
}
