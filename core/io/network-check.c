/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* network-check: two questions for each type, which contain nothing about the reader or the
 * message: one for a name that has such records, and one for a name that cannot exist. A hotel's
 * network answers neither truthfully, and its "there is no such policy" would let a forgery pass.
 *
 * The names that have records are those of the root servers and of the domains that IANA and the
 * IETF hold for everybody. They are tried one after the other, in case one of them changes. The
 * name that cannot exist is under "com", because resolvers answer for undelegated and reserved
 * top-level domains themselves (RFC 6761 §6.4), and networks only rewrite a name where a domain
 * could be sold. No registry sells a label with hyphens in its third and fourth place (RFC 5890
 * §2.3.1), and a random one is in nobody's cache. Left out: DNSSEC. */
#include "io/network-check.h"

/* A check holds for a minute. If nobody answered, nothing was found out, and a retry after 5 s must
 * be able to notice a change. */
#define FOUND_US (60 * G_USEC_PER_SEC)
#define OUT_US   (3 * G_USEC_PER_SEC)

#define MAX_NAMES 4

static const char *const known_names[TF_N_DNS_TYPES][MAX_NAMES] = {
    [TF_DNS_TXT] = {"example.com", "iana.org", "ietf.org"},
    [TF_DNS_A] = {"a.root-servers.net", "example.com", "iana.org"},
    [TF_DNS_AAAA] = {"a.root-servers.net", "example.com", "iana.org"},
    [TF_DNS_MX] = {"example.com", "iana.org", "ietf.org"},
    [TF_DNS_PTR] = {"8.8.8.8.in-addr.arpa", "1.1.1.1.in-addr.arpa"},
};

/** Waiter: who wants to know. */
typedef struct {
    TfNetworkFunc function;
    gpointer data;
    gint64 asked_us; /* only a check that began later counts; 0: any */
} Waiter;

/** Check: the check for one type. */
typedef struct {
    TfNetworkCheck *self;
    TfDnsType type;
    TfNetwork network; /* the last finding */
    gint64 found_us;
    gint64 begun_us;
    gint64 again_us;  /* the last one for TF_CHECK_AFTER; 0: there was none */
    guint n_open;     /* questions on their way */
    gboolean renewed; /* they belong to an earlier network */
    guint at;         /* index in known_names */
    TfNetwork existing;
    TfNetwork absent;
    GArray *waiters;
} Check;

struct _TfNetworkCheck {
    TfAsker *asker;
    TfDnsCache *cache;
    Check checks[TF_N_DNS_TYPES];
    gboolean closed;
};

static void begin (Check *check);
static void begin_again (Check *check);

static void
self_clear (TfNetworkCheck *self)
{
    for (guint i = 0; i < TF_N_DNS_TYPES; i++)
        g_array_unref (self->checks[i].waiters);
}

/* ---- what was found ---------------------------------------------------------------- */

/* Owned (of Waiter); those who asked too late for this check stay, and another one begins for
 * them. */
static GArray *
steal_waiters (Check *check)
{
    GArray *told = check->waiters;

    check->waiters = g_array_new (FALSE, FALSE, sizeof (Waiter));
    for (guint i = 0; i < told->len;) {
        if (g_array_index (told, Waiter, i).asked_us <= check->begun_us) {
            i++;
            continue;
        }
        g_array_append_val (check->waiters, g_array_index (told, Waiter, i));
        g_array_remove_index (told, i);
    }
    if (check->waiters->len > 0)
        begin_again (check);
    return told;
}

/* A waiter may end everything, including the other waiters. */
static void
tell_waiters (Check *check)
{
    TfNetworkCheck *self = g_rc_box_acquire (check->self);
    TfNetwork network = check->network;
    g_autoptr (GArray) waiters = steal_waiters (check);

    for (guint i = 0; i < waiters->len && !self->closed; i++) {
        const Waiter *waiter = &g_array_index (waiters, Waiter, i);

        waiter->function (waiter->data, network);
    }
    g_rc_box_release_full (self, (GDestroyNotify)self_clear);
}

static void
conclude (Check *check)
{
    if (--check->n_open > 0)
        return;
    if (check->renewed) {
        begin (check);
        return;
    }
    check->network =
        check->existing != TF_NETWORK_HONEST ? check->existing : check->absent;
    if (check->absent == TF_NETWORK_INVENTS)
        check->network = TF_NETWORK_INVENTS;
    check->found_us = g_get_monotonic_time ();
    if (check->network == TF_NETWORK_DENIES || check->network == TF_NETWORK_INVENTS)
        tf_dns_cache_forget_type (check->self->cache, check->type);
    tell_waiters (check);
}

static void ask_existing (Check *check);

static gboolean
has_next_name (const Check *check)
{
    return check->at + 1 < MAX_NAMES && known_names[check->type][check->at + 1] != NULL &&
           !check->renewed;
}

/* If nobody answers at the moment, the next name would not be answered either. */
static void
on_existing (gpointer data, TfDnsAnswer *answer, const TfDnsRemark *remark)
{
    Check *check = data;
    gboolean failed = tf_dns_status_is_failure (answer->status);

    if (answer->status == TF_DNS_RECORDS) {
        check->existing = TF_NETWORK_HONEST;
    } else if (answer->status != TF_DNS_TIMEOUT && has_next_name (check)) {
        check->at++;
        ask_existing (check);
        return;
    } else {
        check->existing = failed ? TF_NETWORK_OUT : TF_NETWORK_DENIES;
    }
    conclude (check);
}

/* RFC 9989 §3.2.13 rests on NXDOMAIN for the addresses of a name; for the other types one "no" is
 * as good as another. */
static void
on_absent (gpointer data, TfDnsAnswer *answer, const TfDnsRemark *remark)
{
    Check *check = data;
    gboolean denied = answer->status == TF_DNS_NXDOMAIN ||
                      (answer->status == TF_DNS_NODATA && check->type != TF_DNS_A);

    check->absent = denied                                      ? TF_NETWORK_HONEST
                    : tf_dns_status_is_failure (answer->status) ? TF_NETWORK_OUT
                                                                : TF_NETWORK_INVENTS;
    conclude (check);
}

/* ---- asking ------------------------------------------------------------------------ */

static void
ask_existing (Check *check)
{
    tf_asker_ask (check->self->asker, check->type, known_names[check->type][check->at],
                  TF_TRANSPORT_UDP, on_existing, check);
}

static char *
absent_name (void)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    char label[13] = {0};

    for (guint i = 0; i < sizeof label - 1; i++)
        label[i] = letters[g_random_int_range (0, sizeof letters - 1)];
    return g_strdup_printf ("zz--%s.com", label);
}

static void
begin (Check *check)
{
    g_autofree char *name = absent_name ();

    check->begun_us = g_get_monotonic_time ();
    check->renewed = FALSE;
    check->at = 0;
    check->n_open = 2;
    ask_existing (check);
    tf_asker_ask (check->self->asker, check->type, name, TF_TRANSPORT_UDP, on_absent,
                  check);
}

static void
begin_again (Check *check)
{
    check->again_us = g_get_monotonic_time ();
    begin (check);
}

/* ---- from outside ------------------------------------------------------------------ */

/* Whether to run another check for those who need one that began later; at most once a minute. */
static gboolean
needs_another (const Check *check, TfCheckAge age, gint64 asked_us)
{
    gint64 now_us = g_get_monotonic_time ();

    return age == TF_CHECK_AFTER && check->begun_us < asked_us &&
           (check->again_us == 0 || now_us - check->again_us >= FOUND_US);
}

static gboolean
is_known (const Check *check, TfCheckAge age)
{
    gint64 since_us = g_get_monotonic_time () - check->found_us;

    switch (check->network) {
    case TF_NETWORK_UNKNOWN:
        return FALSE;
    case TF_NETWORK_HONEST:
        return age == TF_CHECK_ONCE || since_us < FOUND_US;
    case TF_NETWORK_DENIES:
    case TF_NETWORK_INVENTS:
        return since_us < FOUND_US;
    case TF_NETWORK_OUT:
        break;
    }
    return since_us < OUT_US;
}

void
tf_network_check_begin (TfNetworkCheck *self, TfDnsType type)
{
    Check *check = &self->checks[type];

    if (check->n_open == 0 && check->network == TF_NETWORK_UNKNOWN)
        begin (check);
}

void
tf_network_check_await (TfNetworkCheck *self, TfDnsType type, TfCheckAge age,
                        gint64 asked_us, TfNetworkFunc function, gpointer data)
{
    Check *check = &self->checks[type];
    gboolean another = needs_another (check, age, asked_us);
    Waiter waiter = {function, data, another ? asked_us : 0};

    if (check->n_open == 0 && !another && is_known (check, age)) {
        function (data, check->network);
        return;
    }
    g_array_append_val (check->waiters, waiter);
    if (check->n_open > 0)
        return;
    if (another)
        begin_again (check);
    else
        begin (check);
}

void
tf_network_check_renew (TfNetworkCheck *self)
{
    for (guint i = 0; i < TF_N_DNS_TYPES; i++) {
        self->checks[i].network = TF_NETWORK_UNKNOWN;
        self->checks[i].again_us = 0;
        self->checks[i].renewed = self->checks[i].n_open > 0;
    }
}

TfNetworkCheck *
tf_network_check_new (TfAsker *asker, TfDnsCache *cache)
{
    TfNetworkCheck *self = g_rc_box_new0 (TfNetworkCheck);

    self->asker = asker;
    self->cache = cache;
    for (guint i = 0; i < TF_N_DNS_TYPES; i++) {
        self->checks[i].self = self;
        self->checks[i].type = (TfDnsType)i;
        self->checks[i].waiters = g_array_new (FALSE, FALSE, sizeof (Waiter));
    }
    return self;
}

void
tf_network_check_free (TfNetworkCheck *self)
{
    self->closed = TRUE;
    g_rc_box_release_full (self, (GDestroyNotify)self_clear);
}
