/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* signature-tags.c: RFC 6376 §3.5, each tag of the DKIM-Signature field, read strictly (§6.1.1:
 * "being liberal … is definitely a bad strategy here"); RFC 8616 for U-labels.
 * Left out: z= and r= are not looked at. */

#include "dkim/signature-private.h"

#include <string.h>

#define MAX_DECIMAL_DIGITS 76 /* §3.5 "l=" */
#define MAX_TIME_DIGITS    12 /* §3.5 "t=" and "x=": longer is as good as infinite */
#define MAX_QUERY_NAME     253

/* ---- small readers ----------------------------------------------------------------------- */

static gboolean
is_ascii (TfSpan text)
{
    for (gsize i = 0; i < text.length; i++)
        if ((guchar)text.data[i] >= 0x80)
            return FALSE;
    return TRUE;
}

/* Every reader answers TF_REASON_NONE or what is wrong. */
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

/* §3.6.2.1: the name that is asked must be one that DNS can carry. */
static gboolean
fits_query_name (const TfDkimSignature *signature)
{
    if (signature->domain == NULL)
        return TRUE;
    return strlen (signature->selector) + strlen ("._domainkey.") + strlen (signature->domain)
           <= MAX_QUERY_NAME;
}

static TfReason
read_domain (TfDkimSignature *signature, TfSpan value)
{
    g_autofree char *domain = NULL;

    /* RFC 8616 §4: U-labels in internationalised mail, asked as A-labels */
    if (is_ascii (value))
        domain = tf_domain_parse_sdid (value);
    else
        domain = tf_domain_parse (value);
    if (domain == NULL || tf_domain_count_labels (domain) < 2)
        return TF_REASON_BAD_DOMAIN;
    signature->domain = g_steal_pointer (&domain);
    return TF_REASON_NONE;
}

static TfReason
read_selector (TfDkimSignature *signature, TfSpan value)
{
    signature->selector
        = is_ascii (value) ? tf_domain_parse_selector (value) : tf_domain_parse (value);
    if (signature->selector == NULL || !fits_query_name (signature))
        return TF_REASON_BAD_SELECTOR;
    return TF_REASON_NONE;
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

/* ---- h= ---------------------------------------------------------------------------------- */

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

/* ---- i= ---------------------------------------------------------------------------------- */

/* §2.11 dkim-quoted-printable. FALSE: not of the form, or a control character behind it. */
static gboolean
decode_quoted_printable (TfSpan text, GString *out)
{
    TfCursor cursor = tf_cursor (text);

    tf_cursor_skip_fws (&cursor);
    while (!tf_cursor_at_end (&cursor)) {
        int byte = tf_cursor_next (&cursor);

        if (byte == '=') {
            int high = tf_cursor_next (&cursor), low = tf_cursor_next (&cursor);

            if (high < 0 || low < 0 || !g_ascii_isxdigit (high) || !g_ascii_isxdigit (low))
                return FALSE;
            byte = g_ascii_xdigit_value ((char)high) << 4 | g_ascii_xdigit_value ((char)low);
        }
        if (byte < 0x20 || byte == 0x7f)
            return FALSE;
        g_string_append_c (out, (char)byte);
        tf_cursor_skip_fws (&cursor);
    }
    return TRUE;
}

/* Where the domain begins: after the last "@", as a local part may quote others. 0: nowhere. */
static gsize
after_last_at (const GString *address)
{
    gsize at = address->len;

    while (at > 0 && address->str[at - 1] != '@')
        at--;
    return at;
}

/* §3.5 "i=": its domain is d= or below. */
static TfReason
read_identity (TfDkimSignature *signature, TfSpan value)
{
    g_autoptr (GString) address = g_string_new (NULL);
    gsize start;

    if (signature->domain == NULL)
        return TF_REASON_NONE; /* nothing to compare with, and said already */
    if (!decode_quoted_printable (value, address)
        || !g_utf8_validate (address->str, (gssize)address->len, NULL))
        return TF_REASON_BAD_IDENTITY;
    start = after_last_at (address);
    if (start == 0)
        return TF_REASON_BAD_IDENTITY;
    signature->identity_domain
        = tf_domain_parse (tf_span (address->str + start, address->len - start));
    if (signature->identity_domain == NULL)
        return TF_REASON_BAD_IDENTITY;
    signature->identity = g_strdup (address->str);
    if (!tf_domain_is_within (signature->identity_domain, signature->domain))
        return TF_REASON_DOMAIN_MISMATCH;
    return TF_REASON_NONE;
}

/* ---- c=, q=, l=, t=, x= -------------------------------------------------------------------- */

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

/* One name is the header's; the body's is then simple, and so is the default of both. */
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

    if (!tf_cursor_take_number (&cursor, MAX_DECIMAL_DIGITS, &signature->length)
        || !tf_cursor_at_end (&cursor))
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
    if (signature->timestamp >= 0 && signature->expiration >= 0
        && signature->expiration <= signature->timestamp)
        return TF_REASON_BAD_TIME; /* §3.5 "x=" */
    return TF_REASON_NONE;
}

/* ---- all of them ------------------------------------------------------------------------- */

const TfDkimTag tf_dkim_tags[] = {
    { "v", read_version, TF_REASON_MISSING_V },
    { "d", read_domain, TF_REASON_MISSING_D },
    { "s", read_selector, TF_REASON_MISSING_S },
    { "a", read_algorithm, TF_REASON_MISSING_A },
    { "b", read_signature_data, TF_REASON_MISSING_B },
    { "bh", read_body_hash, TF_REASON_MISSING_BH },
    { "h", read_signed_names, TF_REASON_MISSING_H },
    { "i", read_identity, TF_REASON_NONE },
    { "c", read_canonicalization, TF_REASON_NONE },
    { "q", read_query_methods, TF_REASON_NONE },
    { "l", read_length, TF_REASON_NONE },
    { "t", read_timestamp, TF_REASON_NONE },
    { "x", read_expiration, TF_REASON_NONE },
    { NULL },
};
