/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* io: the world outside. Sockets, files, the clock and threads are here and nowhere
 * below.
 *
 *   source-file.c       a descriptor as TfSource
 *   mbox.c              the messages of an mbox, as slices of the file
 *   resolver.c          the interface TfResolver
 *   resolver-answers.c  answers from a file
 *   resolver-ares.c     a channel of c-ares; the only file that includes it
 *   resolver-system.c   the system's servers, or a named one: cache, pace, limits,
 *                       cancellation
 *   server-address.c    the address of a named server
 *   dns-wire.c          names and records of a raw DNS message (foreign bytes: cursor only)
 *   dns-packet.c        reading a raw DNS response to one question
 *   cache.c             answers by TTL
 *   worker.c            our own threads (the clients use GLib's shared pool themselves)
 *   verification.c      one message: ask, answer, evaluate again
 *   verifier.c          the public object: settings, clock, who is next
 *   patience.c          how often a message's look-ups have failed already
 *   suffix-file.c       the distribution's public suffix list
 */
#pragma once

#include "dns/dns.h"
#include "evaluate/evaluate.h"
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

/* ---- worker.c ---------------------------------------------------------------------- */

/* Runs WORK in a thread of ours, then DONE on the main context that was thread-default
 * here.
 *
 * Rule for a module that can be unloaded: it cancels what it started, drops what still
 * comes back, and stays mapped (-z nodelete), for WORK that has begun runs to its end.
 * The threads end by themselves when there was nothing to do for a few seconds. */
typedef void (*TfWorkFunc) (gpointer data);
void tf_worker_run (TfWorkFunc work, TfWorkFunc done, gpointer data);

/* ---- verifier.c -------------------------------------------------------------------- */

/* For tests, which cannot wait TF_LIMIT_DEADLINE_MS. */
void tf_io_set_deadline (TfVerifier *self, guint milliseconds);

/* ---- mbox.c ------------------------------------------------------------------------ */

/** TfMboxFile: the messages of an mbox, from the first to the last. */
typedef struct _TfMboxFile TfMboxFile;

/* FD, which can be sought and stays the caller's, at OFFSET. NULL: no mbox starts there;
 * with error: it cannot be read. */
TfMboxFile *tf_mbox_file_new (int fd, goffset offset, GError **error);
void tf_mbox_file_free (TfMboxFile *mbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfMboxFile, tf_mbox_file_free)
/* Where the next message is, without its separator and the empty line after it. FALSE: none
 * is left; with error: it cannot be read. */
gboolean tf_mbox_file_next (TfMboxFile *mbox, goffset *ret_offset, goffset *ret_length,
                            GError **error);
TfSource *
tf_mbox_file_open (TfMboxFile *mbox, goffset offset, goffset length, GError **error);
void tf_mbox_file_set_block (TfMboxFile *mbox, gsize size); /* for tests */

/* ---- suffix-file.c ----------------------------------------------------------------- */

/* The distribution's file (TF_PSL_FILE), which it keeps up to date; without one what
 * libpsl was built with. Never NULL. */
TfSuffixList *tf_suffix_file_load (void);
