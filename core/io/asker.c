/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* asker: carries questions to the servers. A channel lives as long as questions are in
 * flight and is replaced after a while or when the network changes, so that the
 * configuration is always current and the source port cannot be guessed (RFC 5452
 * §9.2). Left out: what an answer means. */
#include "io/asker.h"

#include "io/resolver-ares.h"

#define CHANNEL_QUESTIONS 64

/** Kind: the kinds of channel. */
typedef enum {
    KIND_MIXED_CASE, /* over UDP */
    KIND_PLAIN,      /* over UDP */
    KIND_TCP,
    N_KINDS
} Kind;

struct _TfAsker {
    GMainContext *context;
    char *servers;  /* NULL: the system's */
    GQueue waiting; /* TfAsk, owned: not sent yet */
    GSource *pace;  /* sends what waits */
    gint64 paid_until_us;
    gint64 question_us;              /* the share of one */
    GPtrArray *channels;             /* TfAresChannel */
    TfAresChannel *current[N_KINDS]; /* for the next question; or NULL */
    gboolean heard;                  /* somebody has answered a mixed-case name */
    gboolean plain_case;             /* nobody answers such names */
    gboolean closed;
};

struct _TfAsk {
    TfDnsType type;
    char *name;
    TfTransport transport;
    Kind kind; /* how it was sent */
    TfAskFunc function;
    gpointer data;
};

static void
ask_clear (TfAsk *ask)
{
    g_free (ask->name);
}

static void
ask_unref (TfAsk *ask)
{
    g_rc_box_release_full (ask, (GDestroyNotify)ask_clear);
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
    for (guint i = 0; i < N_KINDS; i++)
        asker->current[i] = NULL;
}

static void
drop_if_idle (TfAsker *asker, TfAresChannel *channel)
{
    if (tf_ares_channel_count_open (channel) > 0)
        return;
    for (guint i = 0; i < N_KINDS; i++)
        if (asker->current[i] == channel)
            asker->current[i] = NULL;
    g_ptr_array_remove_fast (asker->channels, channel);
}

static const TfAresFlags flags_of_kind[N_KINDS] = {
    [KIND_MIXED_CASE] = TF_ARES_MIXED_CASE | TF_ARES_ONE_TRY,
    [KIND_PLAIN] = 0,
    [KIND_TCP] = TF_ARES_TCP,
};

static void on_answered (gpointer data, TfAresChannel *channel, gpointer question,
                         TfDnsAnswer *answer, const TfDnsRemark *remark);

static TfAresChannel *
get_channel (TfAsker *asker, Kind kind)
{
    const TfAresOwner owner = {asker, on_answered, (GDestroyNotify)ask_unref};
    TfAresChannel *channel = asker->current[kind];

    if (channel != NULL && tf_ares_channel_count_asked (channel) < CHANNEL_QUESTIONS)
        return channel;
    channel =
        tf_ares_channel_new (asker->servers, flags_of_kind[kind], asker->context, &owner);
    g_ptr_array_add (asker->channels, channel);
    asker->current[kind] = channel;
    return channel;
}

/* Takes over a reference of the caller's. */
static void
send_as (TfAsker *asker, TfAsk *ask, Kind kind)
{
    TfAresChannel *channel = get_channel (asker, kind);

    ask->kind = kind;
    tf_ares_channel_ask (channel, ask->type, ask->name, ask);
}

static void
send_ask (TfAsker *asker, TfAsk *ask)
{
    Kind over_udp = asker->plain_case ? KIND_PLAIN : KIND_MIXED_CASE;

    send_as (asker, ask, ask->transport == TF_TRANSPORT_TCP ? KIND_TCP : over_udp);
}

/* draft-vixie-dnsext-dns0x20: some old boxes return names in lower case, and their answers are
 * dropped. So the second try is plain; and if only plain ones are ever answered, the first try is
 * plain too. TRUE: ASK is on its way again. */
static gboolean
try_plain_case (TfAsker *asker, TfAsk *ask, const TfDnsAnswer *answer)
{
    gboolean silence = answer->status == TF_DNS_TIMEOUT;

    if (ask->kind == KIND_MIXED_CASE && !silence)
        asker->heard = TRUE;
    if (ask->kind == KIND_PLAIN && !silence && !asker->heard)
        asker->plain_case = TRUE;
    if (ask->kind != KIND_MIXED_CASE || !silence)
        return FALSE;
    send_as (asker, g_rc_box_acquire (ask), KIND_PLAIN);
    return TRUE;
}

static void
on_answered (gpointer data, TfAresChannel *channel, gpointer question,
             TfDnsAnswer *answer, const TfDnsRemark *remark)
{
    TfAsker *asker = g_rc_box_acquire ((TfAsker *)data);
    TfAsk *ask = question;

    if (!try_plain_case (asker, ask, answer))
        ask->function (ask->data, answer, remark);
    if (!asker->closed)
        drop_if_idle (asker, channel);
    asker_unref (asker);
}

/* ---- pace -------------------------------------------------------------------------- */

void
tf_asker_limit_pace (TfAsker *asker, guint questions_a_second)
{
    asker->question_us = G_USEC_PER_SEC / MAX (questions_a_second, 1);
}

/* Each question uses up its share of a second; a burst may do so in advance. */
static gboolean
may_send (TfAsker *asker)
{
    gint64 now = g_get_monotonic_time ();

    asker->paid_until_us = MAX (asker->paid_until_us, now);
    if (asker->paid_until_us + asker->question_us >
        now + TF_LIMIT_QUESTION_BURST * asker->question_us)
        return FALSE;
    asker->paid_until_us += asker->question_us;
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
    asker->pace = g_timeout_source_new (asker->question_us / 1000);
    g_source_set_static_name (asker->pace, "truefrom: DNS pace");
    g_source_set_callback (asker->pace, send_waiting, asker, NULL);
    g_source_attach (asker->pace, asker->context);
}

/* ---- from outside ------------------------------------------------------------------ */

TfAsk *
tf_asker_ask (TfAsker *asker, TfDnsType type, const char *name, TfTransport transport,
              TfAskFunc function, gpointer data)
{
    TfAsk *ask = g_rc_box_new0 (TfAsk);

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
    ask_unref (ask);
    return TRUE;
}

void
tf_asker_renew (TfAsker *asker)
{
    forget_current (asker);
    asker->heard = FALSE;
    asker->plain_case = !tf_ares_has_mixed_case ();
}

TfAsker *
tf_asker_new (const char *servers, GMainContext *context)
{
    TfAsker *asker = g_rc_box_new0 (TfAsker);

    asker->context = g_main_context_ref (context);
    asker->question_us = G_USEC_PER_SEC / TF_LIMIT_QUESTIONS_A_SECOND;
    asker->servers = g_strdup (servers);
    asker->channels =
        g_ptr_array_new_with_free_func ((GDestroyNotify)tf_ares_channel_free);
    asker->plain_case = !tf_ares_has_mixed_case ();
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
    g_queue_clear_full (&asker->waiting, (GDestroyNotify)ask_unref);
    asker_unref (asker);
}
