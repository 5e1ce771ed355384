/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* other-part: what never changes the verdict: whether the domain receives mail (RFC 7505), MTA-STS (RFC
 * 8461), TLS reports (RFC 8460), BIMI; and whether it is used for mail at all. */
#include "posture/posture-private.h"

#include "spf/spf.h"

#define LIMIT_STS_ID 32 /* RFC 8461 §3.1 */

/** Domain: what the parts of this file share. */
typedef struct {
    gboolean null_mx;
    gboolean has_mx;
    gboolean has_address;
    gboolean known; /* all of these */
} Mail;

/* ---- MX ---------------------------------------------------------------------------- */

static void
note_exchange (TfPostureReading *reading, const TfDnsMx *exchange)
{
    g_autofree char *text =
        g_strdup_printf ("%u %s", exchange->preference, exchange->host);

    tf_posture_note_record (reading, reading->domain, "MX", tf_span_of (text));
}

static void
read_mx (TfPostureReading *reading, Mail *mail)
{
    const TfDnsAnswer *answer =
        tf_posture_ask (reading, TF_DNS_MX, NULL, reading->domain);
    gboolean null_mx = FALSE;

    mail->known &= answer != NULL && !tf_dns_status_is_failure (answer->status);
    if (!mail->known)
        return;
    for (guint i = 0; i < answer->exchanges->len; i++) {
        const TfDnsMx *exchange = g_ptr_array_index (answer->exchanges, i);

        note_exchange (reading, exchange);
        null_mx |= g_str_equal (exchange->host, ".");
    }
    mail->has_mx = answer->exchanges->len > 0;
    mail->null_mx = null_mx && answer->exchanges->len == 1;
    if (null_mx)
        tf_posture_add (reading, mail->null_mx ? TF_POSTURE_M1 : TF_POSTURE_M2,
                        reading->domain);
}

static void
read_addresses (TfPostureReading *reading, Mail *mail)
{
    for (TfDnsType type = TF_DNS_A; type <= TF_DNS_AAAA; type++) {
        const TfDnsAnswer *answer = tf_posture_ask (reading, type, NULL, reading->domain);

        mail->known &= answer != NULL && !tf_dns_status_is_failure (answer->status);
        mail->has_address |= answer != NULL && answer->addresses->len > 0;
    }
}

/* ---- MTA-STS, TLS reports ---------------------------------------------------------- */

static gboolean
is_sts_id (const TfPostureTag *tag)
{
    if (tag == NULL || tag->value.length == 0 || tag->value.length > LIMIT_STS_ID)
        return FALSE;
    for (gsize i = 0; i < tag->value.length; i++)
        if (!g_ascii_isalnum (tag->value.data[i]))
            return FALSE;
    return TRUE;
}

static gboolean
is_report_uri (const TfPostureTag *tag)
{
    TfCursor cursor = tf_cursor (tag != NULL ? tag->value : TF_SPAN_EMPTY);

    return tf_cursor_take_text (&cursor, "mailto:") ||
           tf_cursor_take_text (&cursor, "https:");
}

/* The records that begin with VERSION. */
static guint
count_versions (TfPostureReading *reading, const char *place, const TfDnsAnswer *answer,
                const char *version, TfSpan *ret_text)
{
    guint count = 0;

    for (guint i = 0; i < answer->texts->len; i++) {
        TfSpan text = tf_posture_text (answer, i);
        g_autoptr (GArray) tags = tf_posture_tags_read (text);

        if (!tf_posture_tags_begin (tags, version))
            continue;
        tf_posture_note_record (reading, place, "TXT", text);
        *ret_text = text;
        count++;
    }
    return count;
}

static void
read_transport (TfPostureReading *reading, const char *prefix, const char *version,
                const char *kind)
{
    g_autofree char *place = g_strconcat (prefix, ".", reading->domain, NULL);
    const TfDnsAnswer *answer = tf_posture_ask (reading, TF_DNS_TXT, NULL, place);
    g_autoptr (GArray) tags = NULL;
    TfSpan text = TF_SPAN_EMPTY;
    guint count;
    gboolean good;

    if (answer == NULL || tf_dns_status_is_failure (answer->status))
        return;
    count = count_versions (reading, place, answer, version, &text);
    if (count == 0) {
        tf_posture_finding_set_tag (
            tf_posture_add (reading, TF_POSTURE_T1, reading->domain), tf_span_of (kind));
        return;
    }
    tags = tf_posture_tags_read (text);
    good = g_str_equal (version, "STSv1")
               ? is_sts_id (tf_posture_tags_find (tags, "id"))
               : is_report_uri (tf_posture_tags_find (tags, "rua"));
    if (count > 1 || !good)
        tf_posture_add (reading, TF_POSTURE_T2, place);
}

/* ---- BIMI -------------------------------------------------------------------------- */

static gboolean
is_declined (TfSpan text)
{
    g_autoptr (GArray) tags = tf_posture_tags_read (text);
    const TfPostureTag *logo = tf_posture_tags_find (tags, "l");
    const TfPostureTag *authority = tf_posture_tags_find (tags, "a");

    return (logo == NULL || logo->value.length == 0) &&
           (authority == NULL || authority->value.length == 0);
}

static void
read_bimi (TfPostureReading *reading)
{
    g_autofree char *place = g_strconcat ("default._bimi.", reading->domain, NULL);
    const TfDnsAnswer *answer = tf_posture_ask (reading, TF_DNS_TXT, NULL, place);
    TfSpan text = TF_SPAN_EMPTY;
    gboolean declined;

    if (answer == NULL || count_versions (reading, place, answer, "BIMI1", &text) == 0)
        return;
    declined = is_declined (text);
    tf_posture_finding_set_tag (tf_posture_add (reading, TF_POSTURE_B1, place),
                                tf_span_of (declined ? "declined" : "found"));
    if (!declined && (reading->posture->verdict > TF_POSTURE_QUARANTINED ||
                      tf_posture_find (reading->posture, TF_POSTURE_D7) != NULL))
        tf_posture_add (reading, TF_POSTURE_B2, place);
}

/* ---- a domain that is not used ----------------------------------------------------- */

/* No server may send in its name. */
static gboolean
has_no_senders (const TfPosture *posture)
{
    return posture->spf_addresses == 0 && posture->spf_lookups == 0 &&
           tf_posture_find (posture, TF_POSTURE_S6) == NULL &&
           tf_posture_find (posture, TF_POSTURE_S2) == NULL &&
           tf_posture_find (posture, TF_POSTURE_S3) == NULL &&
           tf_posture_find (posture, TF_POSTURE_S8) == NULL &&
           tf_posture_find (posture, TF_POSTURE_S10) == NULL;
}

static gboolean
is_closed (const TfPosture *posture, const Mail *mail)
{
    const TfPostureKey *key =
        posture->keys->len > 0 ? g_ptr_array_index (posture->keys, 0) : NULL;

    return mail->null_mx && posture->has_spf &&
           tf_posture_find (posture, TF_POSTURE_S7) == NULL && key != NULL &&
           g_str_equal (key->selector, "*") && key->reason == TF_REASON_KEY_REVOKED &&
           posture->verdict == TF_POSTURE_REJECTED;
}

static void
read_use (TfPostureReading *reading, const Mail *mail)
{
    TfPosture *posture = reading->posture;
    gboolean seems = mail->known &&
                     (mail->null_mx || !(mail->has_mx || mail->has_address)) &&
                     has_no_senders (posture);

    posture->parked = reading->question->parked || seems;
    if (posture->parked && !is_closed (posture, mail))
        tf_posture_add (reading, TF_POSTURE_P1, reading->domain);
}

void
tf_posture_read_others (TfPostureReading *reading)
{
    Mail mail = {.known = TRUE};

    read_mx (reading, &mail);
    read_addresses (reading, &mail);
    if (mail.has_mx && !mail.null_mx) {
        read_transport (reading, "_mta-sts", "STSv1", "mta-sts");
        read_transport (reading, "_smtp._tls", "TLSRPTv1", "tls-rpt");
    }
    read_bimi (reading);
    read_use (reading, &mail);
}
