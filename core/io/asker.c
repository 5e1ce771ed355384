/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* asker: carries questions to the servers. A channel lives as long as questions are in
 * flight and is replaced after a while or when the network changes, so that the
 * configuration is always today's and the source port is not one to be guessed (RFC 5452
 * §9.2). Left out: what an answer means. */
#include "io/asker.h"

#include "io/resolver-ares.h"

#define CHANNEL_QUESTIONS 64

struct _TfAsker {
    GMainContext *context;
    char *servers;  /* NULL: the system's */
    GQueue waiting; /* TfAsk, owned: not sent yet */
    GSource *pace;  /* sends what waits */
    gint64 paid_until_us;
    GPtrArray *channels;                     /* TfAresChannel */
    TfAresChannel *current[TF_N_TRANSPORTS]; /* for the next question; or NULL */
    gboolean heard;                          /* somebody has answered a mixed-case name */
    gboolean plain_case;                     /* nobody answers those */
    gboolean closed;
};

struct _TfAsk {
    TfDnsType type;
    char *name;
    TfTransport transport;
    gboolean plain_case;
    TfAskFunc function;
    gpointer data;
};

static void
ask_free (TfAsk *ask)
{
    g_free (ask->name);
    g_free (ask);
}

static void
destroy_source (GSource *source)
{
    g_source_destroy (source);
    g_source_unref (source);
}

static void
asker_clear (TfAsker *asker)
{
    g_ptr_array_unref (asker->channels);
    g_main_context_unref (asker->context);
    g_free (asker->servers);
}

static void
asker_unref (TfAsker *asker)
{
    g_rc_box_release_full (asker, (GDestroyNotify)asker_clear);
}

/* ---- channels ---------------------------------------------------------------------- */

static void
forget_current (TfAsker *asker)
{
    for (guint i = 0; i < TF_N_TRANSPORTS; i++)
        asker->current[i] = NULL;
}

static void
drop_if_idle (TfAsker *asker, TfAresChannel *channel)
{
    if (tf_ares_channel_count_open (channel) > 0)
        return;
    for (guint i = 0; i < TF_N_TRANSPORTS; i++)
        if (asker->current[i] == channel)
            asker->current[i] = NULL;
    g_ptr_array_remove_fast (asker->channels, channel);
}

/* draft-vixie-dnsext-dns0x20: some old boxes give names back in one case, and their answers
 * are dropped. Where nobody was ever heard with mixed case, it is given up. */
static void
note_case (TfAsker *asker, const TfAsk *ask, const TfDnsAnswer *answer)
{
    if (ask->plain_case || ask->transport != TF_TRANSPORT_UDP)
        return;
    if (answer->status != TF_DNS_TIMEOUT) {
        asker->heard = TRUE;
    } else if (!asker->heard) {
        asker->plain_case = TRUE;
        forget_current (asker);
    }
}

static void
on_answered (gpointer data, TfAresChannel *channel, gpointer question,
             TfDnsAnswer *answer, const TfDnsRemark *remark)
{
    TfAsker *asker = g_rc_box_acquire ((TfAsker *)data);
    TfAsk *ask = question;

    note_case (asker, ask, answer);
    ask->function (ask->data, answer, remark);
    if (!asker->closed)
        drop_if_idle (asker, channel);
    asker_unref (asker);
}

static TfAresChannel *
get_channel (TfAsker *asker, TfTransport transport)
{
    const TfAresOwner owner = {asker, on_answered, (GDestroyNotify)ask_free};
    TfAresFlags flags = (transport == TF_TRANSPORT_TCP ? TF_ARES_TCP : 0) |
                        (asker->plain_case ? 0 : TF_ARES_MIXED_CASE);
    TfAresChannel *channel = asker->current[transport];

    if (channel != NULL && tf_ares_channel_count_asked (channel) < CHANNEL_QUESTIONS)
        return channel;
    channel = tf_ares_channel_new (asker->servers, flags, asker->context, &owner);
    g_ptr_array_add (asker->channels, channel);
    asker->current[transport] = channel;
    return channel;
}

static void
send_ask (TfAsker *asker, TfAsk *ask)
{
    TfAresChannel *channel = get_channel (asker, ask->transport);

    ask->plain_case = asker->plain_case;
    tf_ares_channel_ask (channel, ask->type, ask->name, ask);
}

/* ---- pace -------------------------------------------------------------------------- */

#define QUESTION_US (G_USEC_PER_SEC / TF_LIMIT_QUESTIONS_A_SECOND)

/* Each question pays its share of a second; a burst may pay later. */
static gboolean
may_send (TfAsker *asker)
{
    gint64 now = g_get_monotonic_time ();

    asker->paid_until_us = MAX (asker->paid_until_us, now);
    if (asker->paid_until_us + QUESTION_US > now + TF_LIMIT_QUESTION_BURST * QUESTION_US)
        return FALSE;
    asker->paid_until_us += QUESTION_US;
    return TRUE;
}

static gboolean
send_waiting (gpointer data)
{
    TfAsker *asker = data;

    while (!g_queue_is_empty (&asker->waiting) && may_send (asker))
        send_ask (asker, g_queue_pop_head (&asker->waiting));
    if (!g_queue_is_empty (&asker->waiting))
        return G_SOURCE_CONTINUE;
    g_clear_pointer (&asker->pace, destroy_source);
    return G_SOURCE_REMOVE;
}

static void
send_later (TfAsker *asker, TfAsk *ask)
{
    g_queue_push_tail (&asker->waiting, ask);
    if (asker->pace != NULL)
        return;
    asker->pace = g_timeout_source_new (QUESTION_US / 1000);
    g_source_set_static_name (asker->pace, "truefrom: DNS pace");
    g_source_set_callback (asker->pace, send_waiting, asker, NULL);
    g_source_attach (asker->pace, asker->context);
}

/* ---- from outside ------------------------------------------------------------------ */

TfAsk *
tf_asker_ask (TfAsker *asker, TfDnsType type, const char *name, TfTransport transport,
              TfAskFunc function, gpointer data)
{
    TfAsk *ask = g_new0 (TfAsk, 1);

    ask->type = type;
    ask->name = g_strdup (name);
    ask->transport = transport;
    ask->function = function;
    ask->data = data;
    if (g_queue_is_empty (&asker->waiting) && may_send (asker))
        send_ask (asker, ask);
    else
        send_later (asker, ask);
    return ask;
}

gboolean
tf_asker_withdraw (TfAsker *asker, TfAsk *ask)
{
    if (!g_queue_remove (&asker->waiting, ask))
        return FALSE;
    ask_free (ask);
    return TRUE;
}

void
tf_asker_renew (TfAsker *asker)
{
    forget_current (asker);
    asker->heard = FALSE;
    asker->plain_case = FALSE;
}

TfAsker *
tf_asker_new (const char *servers, GMainContext *context)
{
    TfAsker *asker = g_rc_box_new0 (TfAsker);

    asker->context = g_main_context_ref (context);
    asker->servers = g_strdup (servers);
    asker->channels =
        g_ptr_array_new_with_free_func ((GDestroyNotify)tf_ares_channel_free);
    g_queue_init (&asker->waiting);
    return asker;
}

void
tf_asker_free (TfAsker *asker)
{
    asker->closed = TRUE;
    g_clear_pointer (&asker->pace, destroy_source);
    forget_current (asker);
    g_ptr_array_set_size (asker->channels, 0);
    g_queue_clear_full (&asker->waiting, (GDestroyNotify)ask_free);
    asker_unref (asker);
}
