/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* dmarc-reports: where reports go (RFC 9989 §4.6), and whether whoever gets them has agreed to it
 * (RFC 9990 §4). */
#include "posture/posture-private.h"

#define LIMIT_ADDRESSES                                                                  \
    10 /* each stranger's costs a question; receivers may stop at two */

/** Address: one of rua or ruf. */
typedef struct {
    TfSpan uri;
    TfSpan size; /* of RFC 7489 §6.4, with its "!" */
    char *host;  /* NULL: nobody could send there */
} Address;

static Address
read_address (TfSpan uri)
{
    Address address = {.uri = uri};
    TfCursor cursor = tf_cursor (uri);
    TfCursor rest;
    TfSpan local;

    if (!tf_cursor_take_text (&cursor, "mailto:"))
        return address;
    local = tf_cursor_take_until (&cursor, '@');
    if (local.length == 0 || !tf_cursor_take (&cursor, '@'))
        return address;
    rest = tf_cursor (tf_cursor_take_until (&cursor, '?'));
    address.host = tf_domain_parse (tf_cursor_take_until (&rest, '!'));
    address.size = tf_cursor_rest (&rest);
    return address;
}

static gboolean
agrees (const TfDnsAnswer *answer)
{
    for (guint i = 0; i < answer->texts->len; i++) {
        g_autoptr (GArray) tags = tf_posture_tags_read (tf_posture_text (answer, i));

        if (tf_posture_tags_begin (tags, "DMARC1"))
            return TRUE;
    }
    return FALSE;
}

/* FALSE: the host does not want them. What cannot be asked is said, and not held against it. */
static gboolean
has_consent (TfPostureReading *reading, const char *name, const Address *address)
{
    g_autofree char *place = g_strconcat (name, "._report._dmarc", NULL);
    const TfDnsAnswer *answer;
    TfPostureFinding *finding;
    gboolean failed;

    if (tf_suffix_list_same_organization (reading->question->suffixes, name,
                                          address->host))
        return TRUE;
    answer = tf_posture_ask (reading, TF_DNS_TXT, place, address->host);
    if (answer == NULL || agrees (answer))
        return TRUE;
    failed = tf_dns_status_is_failure (answer->status);
    finding = tf_posture_add (reading, TF_POSTURE_D14, name);
    finding->unknown = failed;
    tf_posture_finding_set_value (finding, tf_span_of (address->host));
    return failed;
}

/* FALSE: no report ever arrives there. *ret_valid: it is at least an address. */
static gboolean
judge_address (TfPostureReading *reading, const TfPostureApplied *applied, TfSpan uri,
               gboolean *ret_valid)
{
    g_autofree char *place = g_strconcat ("_dmarc.", applied->name, NULL);
    Address address = read_address (uri);
    gboolean works = FALSE;

    if (address.host == NULL) {
        tf_posture_finding_set_value (tf_posture_add (reading, TF_POSTURE_D15, place),
                                      uri);
        return FALSE;
    }
    *ret_valid = TRUE;
    if (address.size.length > 0) {
        TfPostureFinding *finding = tf_posture_add (reading, TF_POSTURE_D12, place);

        tf_posture_finding_set_tag (finding, address.size);
    }
    works = has_consent (reading, applied->name, &address);
    g_free (address.host);
    return works;
}

/* FALSE: none of them is an address. */
static gboolean
judge_addresses (TfPostureReading *reading, const TfPostureApplied *applied,
                 TfSpan addresses)
{
    TfCursor cursor = tf_cursor (addresses);
    gboolean valid = FALSE;
    guint n_addresses = 0;

    do {
        TfSpan uri = tf_span_strip (tf_cursor_take_until (&cursor, ','));

        if (uri.length > 0)
            reading->posture->has_reports |=
                judge_address (reading, applied, uri, &valid);
    } while (tf_cursor_take (&cursor, ',') && ++n_addresses < LIMIT_ADDRESSES);
    return valid;
}

void
tf_posture_read_reports (TfPostureReading *reading, const TfPostureApplied *applied,
                         const GArray *tags)
{
    g_autofree char *place = g_strconcat ("_dmarc.", applied->name, NULL);
    const TfPostureTag *rua = tf_posture_tags_find (tags, "rua");

    if (rua == NULL || !judge_addresses (reading, applied, rua->value))
        tf_posture_add (reading, TF_POSTURE_D13, place);
    if (tf_posture_tags_find (tags, "ruf") != NULL)
        tf_posture_add (reading, TF_POSTURE_D16, place);
}
