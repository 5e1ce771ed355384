/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* spf-part: the texts at the domain that are SPF records, or were meant to be one (RFC 7208 §3, §4.5). */
#include "posture/posture-private.h"

#include "spf/spf.h"

#define LIMIT_BYTES    450 /* §3.4 */
#define LIMIT_LOOKUPS  10  /* §4.6.4 */
#define LIMIT_VOIDS    2
#define MANY_ADDRESSES (G_GUINT64_CONSTANT (1) << 24) /* a 256th of all there are */
#define SOME_ADDRESSES (G_GUINT64_CONSTANT (1) << 20)

/* RFC 4406: Sender ID, which nobody reads any more. */
static gboolean
is_old_form (TfSpan text)
{
    TfCursor cursor = tf_cursor (text);

    return tf_cursor_take_text (&cursor, "spf2.0/");
}

static guint
find_records (TfPostureReading *reading, const TfDnsAnswer *answer, TfSpan *ret_text)
{
    guint count = 0;

    for (guint i = 0; i < answer->texts->len; i++) {
        TfSpan text = tf_posture_text (answer, i);

        if (is_old_form (text))
            tf_posture_add (reading, TF_POSTURE_S16, reading->domain);
        if (!tf_spf_is_record (text))
            continue;
        tf_posture_note_record (reading, reading->domain, "TXT", text);
        *ret_text = text;
        count++;
    }
    return count;
}

static void
say_sums (TfPostureReading *reading)
{
    const TfPosture *posture = reading->posture;

    if (posture->spf_lookups > LIMIT_LOOKUPS)
        tf_posture_add (reading, TF_POSTURE_S4, reading->domain)->number =
            posture->spf_lookups;
    if (posture->spf_voids > LIMIT_VOIDS)
        tf_posture_add (reading, TF_POSTURE_S5, reading->domain)->number =
            posture->spf_voids;
    if (posture->spf_addresses > SOME_ADDRESSES) {
        TfPostureFinding *finding =
            tf_posture_add (reading, TF_POSTURE_S8, reading->domain);

        finding->number = posture->spf_addresses;
        if (posture->spf_addresses > MANY_ADDRESSES)
            finding->severity = TF_SEVERITY_OPEN;
    }
}

void
tf_posture_read_spf (TfPostureReading *reading)
{
    const TfDnsAnswer *answer =
        tf_posture_ask (reading, TF_DNS_TXT, NULL, reading->domain);
    TfSpan text = TF_SPAN_EMPTY;
    guint count;

    if (answer == NULL)
        return;
    if (tf_dns_status_is_failure (answer->status)) {
        tf_posture_add (reading, TF_POSTURE_S10, reading->domain);
        return;
    }
    count = find_records (reading, answer, &text);
    if (count != 1) {
        tf_posture_add (reading, count == 0 ? TF_POSTURE_S1 : TF_POSTURE_S2,
                        reading->domain);
        return;
    }
    reading->posture->has_spf = TRUE;
    if (text.length > LIMIT_BYTES)
        tf_posture_add (reading, TF_POSTURE_S13, reading->domain)->number = text.length;
    tf_posture_walk_spf (reading, text);
    say_sums (reading);
}
