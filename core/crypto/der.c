/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* der.c: an RSA public key from DER (X.690): SubjectPublicKeyInfo (RFC 5280 §4.1.2.7,
 * RFC 3279 §2.3.1) or a bare RSAPublicKey (RFC 8017 A.1.1); both occur in p=.
 *
 * Only definite, minimal lengths, minimal positive numbers and nothing left over are
 * accepted. Every other structure is a syntax error: other algorithms have no place in a
 * k=rsa record. */

#include "crypto/crypto-private.h"

#include <string.h>

enum { TAG_INTEGER = 0x02, TAG_BIT_STRING = 0x03, TAG_SEQUENCE = 0x30 };

/* rsaEncryption 1.2.840.113549.1.1.1 as a whole element, then its parameters: NULL */
static const guint8 rsa_encryption[] = {0x06, 0x09, 0x2a, 0x86, 0x48, 0x86,
                                        0xf7, 0x0d, 0x01, 0x01, 0x01};
static const guint8 null_parameters[] = {0x05, 0x00};

/* X.690 §10.1: the definite form in the fewest octets. Two octets of length are enough
 * here. */
static gboolean
take_length (TfCursor *cursor, gsize *ret_length)
{
    int first = tf_cursor_next (cursor);
    int high, low;

    if (first >= 0 && first < 0x80) {
        *ret_length = (gsize)first;
        return TRUE;
    }
    if (first != 0x81 && first != 0x82)
        return FALSE;
    high = first == 0x82 ? tf_cursor_next (cursor) : 0;
    low = tf_cursor_next (cursor);
    if (high < 0 || low < 0 || (first == 0x82 && high == 0) || (high == 0 && low < 0x80))
        return FALSE;
    *ret_length = (gsize)high << 8 | (gsize)low;
    return TRUE;
}

static gboolean
take_element (TfCursor *cursor, guint8 tag, TfSpan *ret_content)
{
    gsize length;

    if (tf_cursor_next (cursor) != tag || !take_length (cursor, &length) ||
        tf_cursor_rest (cursor).length < length)
        return FALSE;
    *ret_content = tf_cursor_take_count (cursor, length);
    return TRUE;
}

/* X.690 §8.3: two's complement in the fewest octets; here a positive number, returned without
 * the sign octet. */
static gboolean
take_positive (TfCursor *cursor, TfSpan *ret_number)
{
    TfSpan content;
    TfCursor digits;

    if (!take_element (cursor, TAG_INTEGER, &content))
        return FALSE;
    digits = tf_cursor (content);
    if (tf_cursor_take (&digits, '\0') && tf_cursor_peek (&digits) < 0x80)
        return FALSE; /* zero, or an unnecessary sign octet */
    if (tf_cursor_at_end (&digits))
        return FALSE;
    if (tf_cursor_rest (&digits).length == content.length &&
        tf_cursor_peek (&digits) >= 0x80)
        return FALSE; /* negative */
    *ret_number = tf_cursor_rest (&digits);
    return TRUE;
}

static gboolean
is_rsa_algorithm (TfSpan algorithm)
{
    TfCursor cursor = tf_cursor (algorithm);
    TfSpan object = tf_cursor_take_count (&cursor, sizeof rsa_encryption);
    TfSpan rest = tf_cursor_rest (&cursor);

    if (object.length != sizeof rsa_encryption ||
        memcmp (object.data, rsa_encryption, sizeof rsa_encryption) != 0)
        return FALSE;
    /* RFC 3279 requires NULL here; some signers leave it out, which changes nothing */
    return rest.length == 0 ||
           (rest.length == sizeof null_parameters &&
            memcmp (rest.data, null_parameters, sizeof null_parameters) == 0);
}

/* What follows the algorithm in a SubjectPublicKeyInfo: the content of the RSAPublicKey. */
static gboolean
take_wrapped_key (TfCursor *cursor, TfSpan *ret_key)
{
    TfSpan bits;
    TfCursor inner;

    if (!take_element (cursor, TAG_BIT_STRING, &bits) || !tf_cursor_at_end (cursor))
        return FALSE;
    inner = tf_cursor (bits);
    return tf_cursor_next (&inner) == 0 /* no unused bits */
           && take_element (&inner, TAG_SEQUENCE, ret_key) && tf_cursor_at_end (&inner);
}

static gboolean
find_numbers (TfSpan der, TfRsaNumbers *numbers)
{
    TfCursor cursor = tf_cursor (der);
    TfSpan content, algorithm;

    if (!take_element (&cursor, TAG_SEQUENCE, &content) || !tf_cursor_at_end (&cursor))
        return FALSE;
    cursor = tf_cursor (content);
    if (tf_cursor_peek (&cursor) == TAG_SEQUENCE) {
        if (!take_element (&cursor, TAG_SEQUENCE, &algorithm) ||
            !is_rsa_algorithm (algorithm) || !take_wrapped_key (&cursor, &content))
            return FALSE;
        cursor = tf_cursor (content);
    }
    return take_positive (&cursor, &numbers->modulus) &&
           take_positive (&cursor, &numbers->exponent) && tf_cursor_at_end (&cursor);
}

static gboolean
is_odd (TfSpan number)
{
    return (number.data[number.length - 1] & 1) != 0;
}

/* RFC 6376 §8.13: a huge or unusual exponent is an attack on the verifier's time. The
 * exponent must be odd, at least 3 and below 2^32. */
static gboolean
is_good_exponent (TfSpan exponent)
{
    return is_odd (exponent) && exponent.length <= 4 &&
           !(exponent.length == 1 && exponent.data[0] == 1);
}

TfReason
tf_der_read_rsa (TfSpan der, TfRsaNumbers *ret_numbers)
{
    TfRsaNumbers numbers = {{NULL, 0}};

    if (!find_numbers (der, &numbers))
        return TF_REASON_KEY_SYNTAX;
    numbers.bits = (guint)(numbers.modulus.length - 1) * 8 +
                   g_bit_storage ((guchar)numbers.modulus.data[0]);
    if (numbers.bits > TF_LIMIT_KEY_BITS_MAX)
        return TF_REASON_KEY_TOO_LONG;
    if (numbers.bits < 512)
        return TF_REASON_KEY_TOO_SHORT;
    if (!is_odd (numbers.modulus))
        return TF_REASON_KEY_SYNTAX;
    if (!is_good_exponent (numbers.exponent))
        return TF_REASON_KEY_EXPONENT;
    *ret_numbers = numbers;
    return TF_REASON_NONE;
}
