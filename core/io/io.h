/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* io: the world outside. Sockets, files, the clock and threads are here and nowhere
 * below.
 *
 *   source-file.c       a descriptor as TfSource
 *   resolver.c          the interface TfResolver
 *   resolver-answers.c  answers from a file
 *   resolver-ares.c     a channel of c-ares; the only file that includes it
 *   resolver-system.c   the system's servers, or a named one: cache, pace, limits,
 *                       cancellation
 *   server-address.c    the address of a named server
 *   dns-wire.c          names and records of a raw DNS message (foreign bytes: cursor only)
 *   dns-packet.c        reading a raw DNS response to one question
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
    /* Owned. NULL and error only for G_IO_ERROR_CANCELLED: trouble is an answer. */
    TfDnsAnswer *(*lookup_finish) (TfResolver *self, GAsyncResult *result,
                                   GError **error);
    gint64 (*get_now) (TfResolver *self);
    gint64 (*get_received_at) (TfResolver *self);
    gint64 (*get_file_time) (TfResolver *self);
};

void tf_resolver_lookup_async (TfResolver *self, TfDnsType type, const char *name,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
TfDnsAnswer *
tf_resolver_lookup_finish (TfResolver *self, GAsyncResult *result, GError **error);

/* ---- source-file.c ------------------------------------------------------------------ */

/* As tf_source_new_file (), with the time of the file: -1 where it has none (a pipe). */
TfSource *tf_source_open_file (const char *path, gint64 *ret_modified, GError **error);

/* ---- dns-wire.c, dns-packet.c: never fails; what cannot be read is TF_DNS_MALFORMED  */

guint16 tf_dns_packet_type (TfDnsType type); /* the number on the wire */
/* Owned. NAME is what was asked: an answer about another name is not an answer. */
TfDnsAnswer *tf_dns_packet_parse (TfSpan packet, TfDnsType type, const char *name);

/* ---- cache.c ----------------------------------------------------------------------- */

typedef struct _TfDnsCache TfDnsCache;

TfDnsCache *tf_dns_cache_new (void);
void tf_dns_cache_free (TfDnsCache *cache);
TfDnsAnswer *tf_dns_cache_get (TfDnsCache *cache, TfDnsType type, const char *name,
                               gint64 monotonic_us);
/* Failures are never kept; positive 60 s to 1 day, negative at most 15 min.
 * Takes a reference of its own. */
void tf_dns_cache_put (TfDnsCache *cache, TfDnsType type, const char *name,
                       TfDnsAnswer *answer, gint64 monotonic_us);

/* ---- server-address.c -------------------------------------------------------------- */

/* Owned: "ADDR:PORT" or "[V6]:PORT", the one form that c-ares takes; NULL: not an
 * address. */
char *tf_server_address_parse (const char *server);

/* ---- suffix-file.c ----------------------------------------------------------------- */

/* The distribution's file (TF_PSL_FILE), which it keeps up to date; without one what
 * libpsl was built with. Never NULL. */
TfSuffixList *tf_suffix_file_load (void);
