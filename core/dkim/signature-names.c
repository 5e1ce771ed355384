/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* signature-names.c: RFC 6376 §3.5, who signs: d=, s= and i=; RFC 8616 for U-labels. */

#include "dkim/signature-private.h"

#include <string.h>

#define MAX_QUERY_NAME 253

/* §3.6.2.1: the name that is asked for must be one that the DNS can carry. */
static gboolean
fits_query_name (const TfDkimSignature *signature)
{
    if (signature->domain == NULL)
        return TRUE;
    return strlen (signature->selector) + strlen ("._domainkey.") +
               strlen (signature->domain) <=
           MAX_QUERY_NAME;
}

TfReason
tf_dkim_read_domain (TfDkimSignature *signature, TfSpan value)
{
    g_autofree char *domain = NULL;

    /* RFC 8616 §4: U-labels in internationalised mail, looked up as A-labels */
    if (tf_span_is_ascii (value))
        domain = tf_domain_parse_sdid (value);
    else
        domain = tf_domain_parse (value);
    if (domain == NULL || tf_domain_count_labels (domain) < 2)
        return TF_REASON_BAD_DOMAIN;
    signature->domain = g_steal_pointer (&domain);
    return TF_REASON_NONE;
}

TfReason
tf_dkim_read_selector (TfDkimSignature *signature, TfSpan value)
{
    signature->selector = tf_span_is_ascii (value) ? tf_domain_parse_selector (value)
                                                   : tf_domain_parse (value);
    if (signature->selector == NULL || !fits_query_name (signature))
        return TF_REASON_BAD_SELECTOR;
    return TF_REASON_NONE;
}

/* ---- i= -------------------------------------------------------------------------- */

/* §2.11 dkim-quoted-printable. FALSE: malformed, or it decodes to a control
 * character. */
static gboolean
decode_quoted_printable (TfSpan text, GString *out)
{
    TfCursor cursor = tf_cursor (text);

    tf_cursor_skip_fws (&cursor);
    while (!tf_cursor_at_end (&cursor)) {
        int byte = tf_cursor_next (&cursor);

        if (byte == '=') {
            int high = tf_cursor_next (&cursor), low = tf_cursor_next (&cursor);

            if (high < 0 || low < 0 || !g_ascii_isxdigit (high) ||
                !g_ascii_isxdigit (low))
                return FALSE;
            byte =
                g_ascii_xdigit_value ((char)high) << 4 | g_ascii_xdigit_value ((char)low);
        }
        if (byte < 0x20 || byte == 0x7f)
            return FALSE;
        g_string_append_c (out, (char)byte);
        tf_cursor_skip_fws (&cursor);
    }
    return TRUE;
}

/* Where the domain begins: after the last "@", because a quoted local part may contain others. 0:
 * nowhere. */
static gsize
after_last_at (const GString *address)
{
    gsize at = address->len;

    while (at > 0 && address->str[at - 1] != '@')
        at--;
    return at;
}

/* §3.5 "i=": its domain must be d= or below it. */
TfReason
tf_dkim_read_identity (TfDkimSignature *signature, TfSpan value)
{
    g_autoptr (GString) address = g_string_new (NULL);
    gsize start;

    if (signature->domain == NULL)
        return TF_REASON_NONE; /* nothing to compare with; already reported */
    if (!decode_quoted_printable (value, address) ||
        !g_utf8_validate (address->str, (gssize)address->len, NULL))
        return TF_REASON_BAD_IDENTITY;
    start = after_last_at (address);
    if (start == 0)
        return TF_REASON_BAD_IDENTITY;
    signature->identity_domain =
        tf_domain_parse (tf_span (address->str + start, address->len - start));
    if (signature->identity_domain == NULL)
        return TF_REASON_BAD_IDENTITY;
    signature->identity = g_strdup (address->str);
    if (!tf_domain_is_within (signature->identity_domain, signature->domain))
        return TF_REASON_DOMAIN_MISMATCH;
    return TF_REASON_NONE;
}
