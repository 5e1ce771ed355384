/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* resolver-ares: the only file that includes c-ares (1.18 to 1.34 and later).
 *
 * The question is built here and sent raw, and the raw answer goes to dns-packet.c: that
 * works with all versions and shows the RCODE, the TTLs and the AD bit. c-ares only moves
 * the bytes, retries, and switches to TCP. None of the caller's code ever runs inside one of
 * its callbacks: cancelling or destroying a channel there has led to a use after free more
 * than once (CVE-2026-33630), so answers are passed on by a source of their own. Left
 * out: search lists, /etc/hosts, DNSSEC. */
#include "io/resolver-ares.h"

#include <ares.h>
#include <glib-unix.h>
#include <sys/time.h>
#include <unistd.h>

#include "io/io.h"

/* One lost datagram costs 2 s, not the 5 s of older defaults; a datagram of 1232 octets
 * is not fragmented anywhere (RFC 6891 §6.2.5, DNS flag day 2020). */
#define TRY_MS     2000
#define TRIES      2
#define UDP_OCTETS 1232

#define CLASS_IN          1
#define RECURSION_DESIRED 1
#define AD_OCTET          3
#define AD_BIT            0x20 /* RFC 6840 §5.7: tell us whether it is authentic */

struct _TfAresChannel {
    ares_channel ares; /* NULL: it could not be made; every look-up fails */
    GMainContext *context;
    TfAresOwner owner;
    GHashTable *sockets; /* descriptor → GSource */
    GSource *timeout;
    GSource *handover; /* NULL: nothing to pass on */
    GQueue answered;   /* Ask with its answer */
    guint n_asked;
    guint n_open;
    gboolean closed;
};

/** Ask: one question on its way; the data that c-ares keeps for us. */
typedef struct {
    TfAresChannel *channel;
    TfDnsType type;
    char *name;
    gpointer question;
    TfDnsAnswer *answer;
    TfDnsRemark remark;
} Ask;

static void
ask_free (Ask *ask)
{
    ask->channel->owner.free_question (ask->question);
    g_clear_pointer (&ask->answer, tf_dns_answer_unref);
    tf_dns_remark_clear (&ask->remark);
    g_free (ask->name);
    g_free (ask);
}

static void
destroy_source (GSource *source)
{
    g_source_destroy (source);
    g_source_unref (source);
}

/* ---- passing answers on ------------------------------------------------------------ */

static gboolean
hand_on (gpointer data)
{
    TfAresChannel *channel = g_rc_box_acquire ((TfAresChannel *)data);
    Ask *ask;

    g_clear_pointer (&channel->handover, destroy_source);
    while (!channel->closed && (ask = g_queue_pop_head (&channel->answered)) != NULL) {
        channel->n_open--;
        channel->owner.answered (channel->owner.data, channel, ask->question, ask->answer,
                                 &ask->remark);
        ask_free (ask);
    }
    g_rc_box_release (channel);
    return G_SOURCE_REMOVE;
}

static void
hand_on_later (TfAresChannel *channel)
{
    if (channel->handover != NULL)
        return;
    channel->handover = g_idle_source_new ();
    g_source_set_priority (channel->handover, G_PRIORITY_DEFAULT);
    g_source_set_static_name (channel->handover, "truefrom: DNS answers");
    g_source_set_callback (channel->handover, hand_on, channel, NULL);
    g_source_attach (channel->handover, channel->context);
}

static TfDnsAnswer *
read_answer (Ask *ask, int status, const unsigned char *octets, int n_octets)
{
    switch (status) {
    case ARES_SUCCESS:
        return tf_dns_packet_parse (tf_span ((const char *)octets, (gsize)n_octets),
                                    ask->type, ask->name, &ask->remark);
    case ARES_EREFUSED:
        return tf_dns_answer_new (TF_DNS_REFUSED);
    case ARES_EBADRESP:
        return tf_dns_answer_new (TF_DNS_MALFORMED);
    case ARES_ETIMEOUT:
        return tf_dns_answer_new (TF_DNS_TIMEOUT);
    default:
        /* Nobody is listening; or (c-ares 1.18) every server failed or refused to answer. */
        return tf_dns_answer_new (TF_DNS_SERVFAIL);
    }
}

static void
on_answer (void *data, int status, int timeouts, unsigned char *octets, int n_octets)
{
    Ask *ask = data;

    if (ask->channel->closed) {
        ask_free (ask);
        return;
    }
    ask->answer = read_answer (ask, status, octets, n_octets);
    g_queue_push_tail (&ask->channel->answered, ask);
    hand_on_later (ask->channel);
}

/* ---- sockets and time -------------------------------------------------------------- */

static void
update_timeout (TfAresChannel *channel)
{
    struct timeval wait;

    if (ares_timeout (channel->ares, NULL, &wait) == NULL) {
        g_source_set_ready_time (channel->timeout, -1);
        return;
    }
    /* c-ares goes by its own clock: a millisecond later it is certainly due. */
    g_source_set_ready_time (channel->timeout, g_get_monotonic_time () + 1000 +
                                                   (gint64)wait.tv_sec * G_USEC_PER_SEC +
                                                   wait.tv_usec);
}

static gboolean
on_socket (gint descriptor, GIOCondition condition, gpointer data)
{
    TfAresChannel *channel = data;
    GIOCondition trouble = G_IO_ERR | G_IO_HUP;
    gboolean readable = (condition & (G_IO_IN | trouble)) != 0;
    gboolean writable = (condition & (G_IO_OUT | trouble)) != 0;

    ares_process_fd (channel->ares, readable ? descriptor : ARES_SOCKET_BAD,
                     writable ? descriptor : ARES_SOCKET_BAD);
    update_timeout (channel);
    return G_SOURCE_CONTINUE;
}

static void
on_socket_state (void *data, ares_socket_t descriptor, int readable, int writable)
{
    TfAresChannel *channel = data;
    GIOCondition condition = (readable ? G_IO_IN : 0) | (writable ? G_IO_OUT : 0);
    GSource *source;

    g_hash_table_remove (channel->sockets, GINT_TO_POINTER (descriptor));
    if (condition == 0)
        return;
    source = g_unix_fd_source_new (descriptor, condition);
    g_source_set_static_name (source, "truefrom: DNS socket");
    g_source_set_callback (source, G_SOURCE_FUNC (on_socket), channel, NULL);
    g_source_attach (source, channel->context);
    g_hash_table_insert (channel->sockets, GINT_TO_POINTER (descriptor), source);
}

static gboolean
on_timeout (gpointer data)
{
    TfAresChannel *channel = data;

    ares_process_fd (channel->ares, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
    update_timeout (channel);
    return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_timeout (GSource *source, GSourceFunc callback, gpointer data)
{
    g_source_set_ready_time (source, -1);
    return callback (data);
}

static GSource *
timeout_new (TfAresChannel *channel)
{
    static GSourceFuncs functions = {.dispatch = dispatch_timeout};
    GSource *source = g_source_new (&functions, sizeof (GSource));

    g_source_set_static_name (source, "truefrom: DNS time-out");
    g_source_set_callback (source, on_timeout, channel, NULL);
    g_source_attach (source, channel->context);
    return source;
}

/* ---- the channel ------------------------------------------------------------------- */

static gpointer
init_library (gpointer unused)
{
    return GINT_TO_POINTER (ares_library_init (ARES_LIB_INIT_ALL) == ARES_SUCCESS);
}

/* Without NOSEARCH the local domain could answer for "_dmarc.bank". With DNS0x20 the case of
 * the letters is one more thing that a forger of answers must guess (RFC 5452 §9.3). */
static int
flags_of (TfAresFlags flags)
{
    int ares_flags = ARES_FLAG_NOSEARCH | ARES_FLAG_NOALIASES | ARES_FLAG_EDNS;

    if ((flags & TF_ARES_TCP) != 0)
        ares_flags |= ARES_FLAG_USEVC;
#ifdef ARES_FLAG_DNS0x20
    if ((flags & TF_ARES_MIXED_CASE) != 0)
        ares_flags |= ARES_FLAG_DNS0x20;
#endif
    return ares_flags;
}

gboolean
tf_ares_has_mixed_case (void)
{
#ifdef ARES_FLAG_DNS0x20
    return TRUE;
#else
    return FALSE;
#endif
}

static gboolean
open_ares (TfAresChannel *channel, const char *servers, TfAresFlags flags)
{
    static GOnce once = G_ONCE_INIT;
    char lookups[] = "b"; /* the DNS only, not /etc/hosts */
    struct ares_options options = {0};
    int set = ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_EDNSPSZ |
              ARES_OPT_LOOKUPS | ARES_OPT_SOCK_STATE_CB;

    options.flags = flags_of (flags);
    options.timeout = TRY_MS;
    options.tries = (flags & TF_ARES_ONE_TRY) != 0 ? 1 : TRIES;
    options.ednspsz = UDP_OCTETS;
    options.lookups = lookups;
    options.sock_state_cb = on_socket_state;
    options.sock_state_cb_data = channel;
#ifdef ARES_OPT_QUERY_CACHE
    set |= ARES_OPT_QUERY_CACHE; /* with 0 seconds: the cache is ours */
#endif
    g_once (&once, init_library, NULL);
    if (!GPOINTER_TO_INT (once.retval) ||
        ares_init_options (&channel->ares, &options, set) != ARES_SUCCESS)
        return FALSE;
    return servers == NULL ||
           ares_set_servers_ports_csv (channel->ares, servers) == ARES_SUCCESS;
}

TfAresChannel *
tf_ares_channel_new (const char *servers, TfAresFlags flags, GMainContext *context,
                     const TfAresOwner *owner)
{
    TfAresChannel *channel = g_rc_box_new0 (TfAresChannel);

    channel->context = g_main_context_ref (context);
    channel->owner = *owner;
    channel->sockets =
        g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)destroy_source);
    channel->timeout = timeout_new (channel);
    g_queue_init (&channel->answered);
    if (!open_ares (channel, servers, flags) && channel->ares != NULL) {
        ares_destroy (channel->ares);
        channel->ares = NULL;
    }
    return channel;
}

void
tf_ares_channel_free (TfAresChannel *channel)
{
    channel->closed = TRUE;
    if (channel->ares != NULL)
        ares_destroy (channel->ares);
    g_queue_clear_full (&channel->answered, (GDestroyNotify)ask_free);
    g_clear_pointer (&channel->handover, destroy_source);
    g_clear_pointer (&channel->timeout, destroy_source);
    g_clear_pointer (&channel->sockets, g_hash_table_unref);
    g_clear_pointer (&channel->context, g_main_context_unref);
    g_rc_box_release (channel);
}

/* An unpredictable number: together with the port it is all that keeps forged answers out (RFC
 * 5452 §4). */
static guint16
new_id (void)
{
    guint16 id;

    return getentropy (&id, sizeof id) == 0 ? id : (guint16)g_random_int ();
}

static void
send_question (Ask *ask)
{
    ares_channel ares = ask->channel->ares;
    unsigned char *packet = NULL;
    int n_octets = 0;
    int status;

    if (ares == NULL) {
        on_answer (ask, ARES_ESERVFAIL, 0, NULL, 0);
        return;
    }
    status =
        ares_create_query (ask->name, CLASS_IN, tf_dns_packet_type (ask->type), new_id (),
                           RECURSION_DESIRED, &packet, &n_octets, UDP_OCTETS);
    if (status == ARES_ENOMEM || (status == ARES_SUCCESS && n_octets <= AD_OCTET)) {
        on_answer (ask, ARES_ESERVFAIL, 0, NULL, 0);
    } else if (status != ARES_SUCCESS) {
        /* A name that cannot be asked for (an overlong label, .onion) does not exist. */
        ask->answer = tf_dns_answer_new (TF_DNS_NXDOMAIN);
        g_queue_push_tail (&ask->channel->answered, ask);
        hand_on_later (ask->channel);
    } else {
        packet[AD_OCTET] |= AD_BIT;
        ares_send (ares, packet, n_octets, on_answer, ask);
    }
    ares_free_string (packet);
}

void
tf_ares_channel_ask (TfAresChannel *channel, TfDnsType type, const char *name,
                     gpointer question)
{
    Ask *ask = g_new0 (Ask, 1);

    ask->channel = channel;
    ask->type = type;
    ask->name = g_strdup (name);
    ask->question = question;
    channel->n_asked++;
    channel->n_open++;
    send_question (ask);
    if (channel->ares != NULL)
        update_timeout (channel);
}

guint
tf_ares_channel_count_asked (const TfAresChannel *channel)
{
    return channel->n_asked;
}

guint
tf_ares_channel_count_open (const TfAresChannel *channel)
{
    return channel->n_open;
}
