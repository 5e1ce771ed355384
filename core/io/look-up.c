/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* look-up: the steps of one question.
 *
 *   1 It is asked. CNAMEs without the records of their target are followed by asking for it.
 *   2 If there is no data, or no such key (an alarm may rest on that), it is asked once more,
 *     over TCP: boxes on the way empty long answers, and over UDP anybody may answer.
 *   3 A "no" counts only if the network has recently been shown to distinguish what exists from
 *     what does not. Otherwise addresses do not show that a name exists, and where the network makes
 *     up texts none is read.
 *
 * Left out: who waits, and what is kept. */
#include "io/look-up.h"

struct _TfLookUp {
    TfAsker *asker;
    TfNetworkCheck *check;
    TfDnsType type;
    char *name;
    char *asked;     /* NAME, or where its CNAMEs led */
    gint64 asked_us; /* when NAME was first asked for */
    TfTransport transport;
    guint n_followed;
    guint32 ttl; /* that of the CNAMEs that were followed */
    TfAsk *ask;  /* borrowed; NULL: nothing is on its way */
    TfDnsAnswer *over_udp;
    gboolean unfounded;  /* what came over UDP */
    TfDnsAnswer *answer; /* NULL: not known yet */
    TfLookUpFunc function;
    gpointer data;
};

static gboolean
is_no (const TfDnsAnswer *answer)
{
    return answer->status == TF_DNS_NODATA || answer->status == TF_DNS_NXDOMAIN;
}

/* A missing key may be the only reason for an alarm. */
static gboolean
is_key (const TfLookUp *look_up)
{
    return look_up->type == TF_DNS_TXT && tf_dns_is_key_name (look_up->name);
}

/* RFC 6376 §3.6.1: whether it has the tag that every key has. */
static gboolean
has_key (GBytes *text)
{
    gsize length;
    const char *data = g_bytes_get_data (text, &length);
    TfCursor cursor = tf_cursor (tf_span (data, length));

    do {
        TfCursor tag = tf_cursor (tf_span_strip (tf_cursor_take_until (&cursor, ';')));

        if (tf_cursor_take (&tag, 'p'))
            return TRUE;
    } while (tf_cursor_take (&cursor, ';'));
    return FALSE;
}

/* A "no", or something equivalent: texts in the place of a key, with no key among them. */
static gboolean
lacks (const TfLookUp *look_up, const TfDnsAnswer *answer)
{
    if (!is_key (look_up) || answer->status != TF_DNS_RECORDS)
        return is_no (answer);
    for (guint i = 0; i < answer->texts->len; i++)
        if (has_key (g_ptr_array_index (answer->texts, i)))
            return FALSE;
    return TRUE;
}

/* ---- 3: is it believed? ------------------------------------------------------------ */

static TfDnsAnswer *
judge (const TfLookUp *look_up, TfNetwork network)
{
    TfDnsAnswer *answer = look_up->answer;

    if (lacks (look_up, answer) && network != TF_NETWORK_HONEST)
        return tf_dns_answer_new (TF_DNS_SERVFAIL);
    if (look_up->type == TF_DNS_TXT && network == TF_NETWORK_INVENTS)
        return tf_dns_answer_new (TF_DNS_SERVFAIL);
    answer->doubtful |= answer->addresses->len > 0 && network != TF_NETWORK_HONEST;
    return tf_dns_answer_ref (answer);
}

static void
on_network (gpointer data, TfNetwork network)
{
    TfLookUp *look_up = data;
    g_autoptr (TfDnsAnswer) believed = judge (look_up, network);

    look_up->function (look_up->data, believed);
}

static TfCheckAge
age_for (const TfLookUp *look_up)
{
    const TfDnsAnswer *answer = look_up->answer;

    if (lacks (look_up, answer))
        return is_key (look_up) ? TF_CHECK_AFTER : TF_CHECK_LATELY;
    return answer->addresses->len > 0 ? TF_CHECK_LATELY : TF_CHECK_ONCE;
}

static void
conclude (TfLookUp *look_up)
{
    const TfDnsAnswer *answer = look_up->answer;

    if (tf_dns_status_is_failure (answer->status))
        look_up->function (look_up->data, look_up->answer);
    else
        tf_network_check_await (look_up->check, look_up->type, age_for (look_up),
                                look_up->asked_us, on_network, look_up);
}

/* ---- 2: asking once more ----------------------------------------------------------- */

static void ask (TfLookUp *look_up);

static gboolean
needs_another (const TfLookUp *look_up, const TfDnsAnswer *answer,
               const TfDnsRemark *remark)
{
    if (look_up->transport == TF_TRANSPORT_TCP || !lacks (look_up, answer))
        return FALSE;
    if (is_key (look_up))
        return TRUE;
    return answer->status == TF_DNS_NODATA &&
           (look_up->type == TF_DNS_TXT || remark->unfounded);
}

static void
ask_over_tcp (TfLookUp *look_up, TfDnsAnswer *answer, const TfDnsRemark *remark)
{
    look_up->over_udp = tf_dns_answer_ref (answer);
    look_up->unfounded = remark->unfounded;
    look_up->transport = TF_TRANSPORT_TCP;
    look_up->n_followed = 0;
    look_up->ttl = G_MAXUINT32;
    g_free (look_up->asked);
    look_up->asked = g_strdup (look_up->name);
    ask (look_up);
}

/* Many small routers have no TCP. "The name does not exist" is not an emptied answer, so it counts
 * without TCP; and so does any "no" that comes with its reason, if no alarm may rest on it. */
static gboolean
counts_alone (const TfLookUp *look_up)
{
    if (look_up->over_udp == NULL)
        return FALSE;
    return look_up->over_udp->status == TF_DNS_NXDOMAIN ||
           (!look_up->unfounded && !is_key (look_up));
}

static TfDnsAnswer *
choose (const TfLookUp *look_up, TfDnsAnswer *answer)
{
    return tf_dns_answer_ref (tf_dns_status_is_failure (answer->status) &&
                                      counts_alone (look_up)
                                  ? look_up->over_udp
                                  : answer);
}

/* ---- 1: asking --------------------------------------------------------------------- */

static void
follow (TfLookUp *look_up, const TfDnsAnswer *answer, const TfDnsRemark *remark)
{
    look_up->n_followed++;
    look_up->ttl = MIN (look_up->ttl, answer->ttl);
    g_free (look_up->asked);
    look_up->asked = g_strdup (remark->target);
    ask (look_up);
}

/* The target was asked for by its own name. */
static void
note_alias (TfLookUp *look_up)
{
    TfDnsAnswer *answer = look_up->answer;

    if (look_up->n_followed == 0 || answer->alias != NULL)
        return;
    look_up->answer = tf_dns_answer_new_by_alias (answer, look_up->asked);
    tf_dns_answer_unref (answer);
}

static void
on_reply (gpointer data, TfDnsAnswer *answer, const TfDnsRemark *remark)
{
    TfLookUp *look_up = data;

    look_up->ask = NULL;
    if (remark->target != NULL && look_up->n_followed < TF_LIMIT_CNAMES) {
        follow (look_up, answer, remark);
        return;
    }
    answer->ttl = MIN (answer->ttl, look_up->ttl);
    if (remark->target != NULL) {
        look_up->answer = tf_dns_answer_new (TF_DNS_MALFORMED);
    } else if (needs_another (look_up, answer, remark)) {
        ask_over_tcp (look_up, answer, remark);
        return;
    } else {
        look_up->answer = choose (look_up, answer);
        note_alias (look_up);
    }
    conclude (look_up);
}

static void
ask (TfLookUp *look_up)
{
    look_up->ask = tf_asker_ask (look_up->asker, look_up->type, look_up->asked,
                                 look_up->transport, on_reply, look_up);
}

/* ---- from outside ------------------------------------------------------------------ */

TfLookUp *
tf_look_up_new (TfAsker *asker, TfNetworkCheck *check, TfDnsType type, const char *name,
                TfLookUpFunc function, gpointer data)
{
    TfLookUp *look_up = g_new0 (TfLookUp, 1);

    look_up->asker = asker;
    look_up->check = check;
    look_up->type = type;
    look_up->name = g_strdup (name);
    look_up->asked = g_strdup (name);
    look_up->ttl = G_MAXUINT32;
    look_up->function = function;
    look_up->data = data;
    return look_up;
}

void
tf_look_up_free (TfLookUp *look_up)
{
    g_clear_pointer (&look_up->over_udp, tf_dns_answer_unref);
    g_clear_pointer (&look_up->answer, tf_dns_answer_unref);
    g_free (look_up->name);
    g_free (look_up->asked);
    g_free (look_up);
}

void
tf_look_up_start (TfLookUp *look_up)
{
    look_up->asked_us = g_get_monotonic_time ();
    ask (look_up);
    tf_network_check_begin (look_up->check, look_up->type);
}

void
tf_look_up_start_kept (TfLookUp *look_up, TfDnsAnswer *answer)
{
    look_up->answer = tf_dns_answer_ref (answer);
    conclude (look_up);
}

gboolean
tf_look_up_withdraw (TfLookUp *look_up)
{
    return look_up->ask != NULL && look_up->over_udp == NULL &&
           look_up->n_followed == 0 && tf_asker_withdraw (look_up->asker, look_up->ask);
}

TfDnsAnswer *
tf_look_up_peek_records (const TfLookUp *look_up)
{
    TfDnsAnswer *answer = look_up->answer;

    return answer != NULL && answer->status == TF_DNS_RECORDS &&
                   answer->addresses->len == 0
               ? answer
               : NULL;
}

gboolean
tf_look_up_is_repeated (const TfLookUp *look_up)
{
    return look_up->transport == TF_TRANSPORT_TCP;
}
