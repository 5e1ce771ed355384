/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* io: the outside world. Sockets, files, the clock and threads are here and in no layer
 * below.
 *
 *   source-file.c       a descriptor as TfSource
 *   resolver.c          the interface TfResolver
 *   resolver-answers.c  answers from a file
 *   resolver-run.c      another resolver, for one run over very many messages
 *   resolver-ares.c     a channel of c-ares; the only file that includes it
 *   asker.c             one question, one reply: channels, pace, transport
 *   network-check.c     whether the network tells the truth
 *   network-watch.c     whether the network has changed, or the machine has slept
 *   look-up.c           from a question to an answer that is believed
 *   in-flight.c         who waits for which look-up
 *   resolver-system.c   the system's servers, or a named one
 *   server-address.c    the address of a named server
 *   dns-wire.c          names and records of a raw DNS message (foreign bytes: cursor only)
 *   dns-packet.c        reading a raw DNS response to one question
 *   dns-edns.c          what the server says about its answer (RFC 8914)
 *   cache.c             answers by TTL
 *   suffix-file.c       the distribution's public suffix list
 */
#pragma once

#include "dns/dns.h"
#include "inputs/settings.h"
#include "truefrom.h"

struct _TfResolverInterface {
    GTypeInterface parent;
    void (*lookup_async) (TfResolver *self, TfDnsType type, const char *name,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data);
    /* Owned. NULL and error only for G_IO_ERROR_CANCELLED: DNS trouble is an answer. */
    TfDnsAnswer *(*lookup_finish) (TfResolver *self, GAsyncResult *result,
                                   GError **error);
    void (*forget) (TfResolver *self, TfDnsType type, const char *name);
    gint64 (*get_now) (TfResolver *self);
    gint64 (*get_received_at) (TfResolver *self);
    gint64 (*get_file_time) (TfResolver *self);
    /* Borrowed, or NULL: see tf_dns_zone_peek_knowledge(). */
    const GPtrArray *(*peek_knowledge) (TfResolver *self);
};

/* Borrowed (of char *): what was known when the answers were recorded; NULL: not recorded, and for
 * other resolvers. */
const GPtrArray *tf_resolver_peek_knowledge (TfResolver *self);

/* Owned. Like tf_resolver_new_answers(), from TEXT; but what it does not say is "not asked", and noted. */
TfResolver *tf_resolver_open_recorded (const char *text, gsize length, GError **error);
/* Borrowed (of char *, "TXT name"): what was asked for and is not in the record. */
const GPtrArray *tf_resolver_peek_missing (TfResolver *self);

void tf_resolver_lookup_async (TfResolver *self, TfDnsType type, const char *name,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
/* The same for a question from the table; ends with tf_resolver_lookup_finish(). */
void tf_resolver_answer_async (TfResolver *self, const TfDnsQuestion *question,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
TfDnsAnswer *
tf_resolver_lookup_finish (TfResolver *self, GAsyncResult *result, GError **error);
/* Drops what is kept for this question, so that the next look-up asks again. */
void tf_resolver_forget_question (TfResolver *self, TfDnsType type, const char *name);

/* How many questions a second it may send; without effect on resolvers that ask nobody. */
void tf_resolver_limit_pace (TfResolver *self, guint questions_a_second);

/* ---- resolver-run.c ----------------------------------------------------------------- */

/* Owned: RESOLVER, but equal questions are asked once, and a domain whose servers failed five times rests. */
TfResolver *tf_resolver_for_run (TfResolver *resolver);
/* How many questions are not answered yet. */
guint tf_resolver_count_waiting (TfResolver *resolver);

/* ---- source-file.c ------------------------------------------------------------------ */

/* As tf_source_new_file (), with the modification time of the file; -1 if it has none (a pipe). */
TfSource *tf_source_open_file (const char *path, gint64 *ret_modified, GError **error);

/* ---- dns-wire.c, dns-packet.c: never fails; what cannot be read is TF_DNS_MALFORMED  */

/** TfDnsRemark: what a packet says besides its answer. */
typedef struct {
    char *target; /* owned; where the CNAMEs lead without an answer: to be asked for */
    gboolean unfounded; /* a "no" without the SOA that belongs to it (RFC 2308 §2.2) */
} TfDnsRemark;

void tf_dns_remark_clear (TfDnsRemark *remark);
guint16 tf_dns_packet_type (TfDnsType type); /* the number on the wire */
/* Owned. NAME is the name that was asked for: an answer about another one does not count. A
 * referral, and an answer that the server says it has filtered or forged, are failures. *ret_remark
 * (or NULL) is to be cleared. */
TfDnsAnswer *tf_dns_packet_parse (TfSpan packet, TfDnsType type, const char *name,
                                  TfDnsRemark *ret_remark);

/* ---- cache.c ----------------------------------------------------------------------- */

typedef struct _TfDnsCache TfDnsCache;

TfDnsCache *tf_dns_cache_new (void);
void tf_dns_cache_free (TfDnsCache *cache);
TfDnsAnswer *tf_dns_cache_get (TfDnsCache *cache, TfDnsType type, const char *name,
                               gint64 monotonic_us);
/* Failures, answers that may be made up, and answers with a TTL of 0 are never kept. Positive
 * answers are kept for 60 s to 1 day, negative ones for at most 15 min, a missing key for 1 min.
 * Takes a reference of its own. */
void tf_dns_cache_put (TfDnsCache *cache, TfDnsType type, const char *name,
                       TfDnsAnswer *answer, gint64 monotonic_us);
void tf_dns_cache_forget (TfDnsCache *cache, TfDnsType type, const char *name);
void tf_dns_cache_forget_type (TfDnsCache *cache, TfDnsType type);
void tf_dns_cache_forget_all (TfDnsCache *cache);
gsize tf_dns_cache_get_size (const TfDnsCache *cache); /* octets, roughly */
/* What ANSWER takes, with KEY. */
gsize tf_dns_cache_size_of (const TfDnsAnswer *answer, const char *key);
/* "s1._domainkey.example.org" */
gboolean tf_dns_is_key_name (const char *name);

/* ---- server-address.c -------------------------------------------------------------- */

/* Owned: "ADDR:PORT" or "[V6]:PORT", the only form that c-ares accepts; NULL: not an
 * address. */
char *tf_server_address_parse (const char *server);

/* ---- suffix-file.c ----------------------------------------------------------------- */

/* The distribution's file (TF_PSL_FILE), which it keeps up to date, or the list that libpsl was
 * built with. Never NULL. */
TfSuffixList *tf_suffix_file_load (void);
