/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* dns-answer: one answer of the DNS (RFC 1035 §4.1, RFC 2308), immutable once told.
 * Left out: every record type that no check asks for. */
#include "dns/dns.h"

static const char *const type_words[] = {"TXT", "A", "AAAA", "MX", "PTR"};
G_STATIC_ASSERT (G_N_ELEMENTS (type_words) == TF_N_DNS_TYPES);

static const char *const status_words[] = {"RECORDS",   "NODATA",   "NXDOMAIN",
                                           "SERVFAIL",  "REFUSED",  "TIMEOUT",
                                           "MALFORMED", "NOTASKED", "LIMIT"};
G_STATIC_ASSERT (G_N_ELEMENTS (status_words) == TF_DNS_LIMIT + 1);

const char *
tf_dns_type_to_string (TfDnsType type)
{
    g_return_val_if_fail (type < TF_N_DNS_TYPES, NULL);
    return type_words[type];
}

const char *
tf_dns_status_to_string (TfDnsStatus status)
{
    g_return_val_if_fail (status < G_N_ELEMENTS (status_words), NULL);
    return status_words[status];
}

gboolean
tf_dns_status_is_failure (TfDnsStatus status)
{
    switch (status) {
    case TF_DNS_RECORDS:
    case TF_DNS_NODATA:
    case TF_DNS_NXDOMAIN:
        return FALSE;
    case TF_DNS_SERVFAIL:
    case TF_DNS_REFUSED:
    case TF_DNS_TIMEOUT:
    case TF_DNS_MALFORMED:
    case TF_DNS_NOTASKED:
    case TF_DNS_LIMIT:
        return TRUE;
    }
    return TRUE;
}

static void
mx_free (TfDnsMx *mx)
{
    g_free (mx->host);
    g_free (mx);
}

TfDnsAnswer *
tf_dns_answer_new (TfDnsStatus status)
{
    TfDnsAnswer *answer = g_atomic_rc_box_new0 (TfDnsAnswer);

    answer->status = status;
    answer->texts = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
    answer->addresses = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
    answer->exchanges = g_ptr_array_new_with_free_func ((GDestroyNotify)mx_free);
    answer->names = g_ptr_array_new_with_free_func (g_free);
    return answer;
}

TfDnsAnswer *
tf_dns_answer_ref (const TfDnsAnswer *answer)
{
    return g_atomic_rc_box_acquire ((TfDnsAnswer *)answer);
}

static void
answer_clear (TfDnsAnswer *answer)
{
    g_ptr_array_unref (answer->texts);
    g_ptr_array_unref (answer->addresses);
    g_ptr_array_unref (answer->exchanges);
    g_ptr_array_unref (answer->names);
    g_free (answer->alias);
}

void
tf_dns_answer_unref (TfDnsAnswer *answer)
{
    g_atomic_rc_box_release_full (answer, (GDestroyNotify)answer_clear);
}

guint
tf_dns_answer_count (const TfDnsAnswer *answer, TfDnsType type)
{
    switch (type) {
    case TF_DNS_TXT:
        return answer->texts->len;
    case TF_DNS_A:
    case TF_DNS_AAAA:
        return answer->addresses->len;
    case TF_DNS_MX:
        return answer->exchanges->len;
    case TF_DNS_PTR:
        return answer->names->len;
    case TF_N_DNS_TYPES:
        break;
    }
    return 0;
}

char *
tf_dns_name_normalize (const char *name)
{
    gsize length = strlen (name);

    if (length > 1 && name[length - 1] == '.')
        length--;
    return g_ascii_strdown (name, (gssize)length);
}

static gsize
texts_size (const GPtrArray *texts)
{
    gsize size = 0;

    for (guint i = 0; i < texts->len; i++)
        size += g_bytes_get_size (g_ptr_array_index (texts, i));
    return size;
}

/* Anything past the limits is dropped. */
void
tf_dns_answer_add_text (TfDnsAnswer *answer, GBytes *text)
{
    gsize size = texts_size (answer->texts) + g_bytes_get_size (text);

    if (answer->texts->len < TF_LIMIT_RECORDS && size <= TF_LIMIT_ANSWER_BYTES)
        g_ptr_array_add (answer->texts, g_bytes_ref (text));
}

void
tf_dns_answer_add_address (TfDnsAnswer *answer, gconstpointer octets, gsize n_octets)
{
    if (answer->addresses->len < TF_LIMIT_RECORDS)
        g_ptr_array_add (answer->addresses, g_bytes_new (octets, n_octets));
}

void
tf_dns_answer_add_exchange (TfDnsAnswer *answer, guint preference, const char *host)
{
    TfDnsMx *mx;

    if (answer->exchanges->len >= TF_LIMIT_RECORDS)
        return;
    mx = g_new (TfDnsMx, 1);
    mx->preference = preference;
    mx->host = tf_dns_name_normalize (host);
    g_ptr_array_add (answer->exchanges, mx);
}

void
tf_dns_answer_add_name (TfDnsAnswer *answer, const char *name)
{
    if (answer->names->len < TF_LIMIT_RECORDS)
        g_ptr_array_add (answer->names, tf_dns_name_normalize (name));
}

void
tf_dns_answer_set_alias (TfDnsAnswer *answer, const char *alias)
{
    g_free (answer->alias);
    answer->alias = tf_dns_name_normalize (alias);
}

TfDnsAnswer *
tf_dns_answer_new_by_alias (const TfDnsAnswer *answer, const char *alias)
{
    TfDnsAnswer *copy = g_atomic_rc_box_new0 (TfDnsAnswer);

    *copy = *answer;
    g_ptr_array_ref (copy->texts);
    g_ptr_array_ref (copy->addresses);
    g_ptr_array_ref (copy->exchanges);
    g_ptr_array_ref (copy->names);
    copy->alias = tf_dns_name_normalize (alias);
    return copy;
}
