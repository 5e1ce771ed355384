/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* dns-zone: the inside of TfDnsZone, for its reader (dns-json.c). */
#pragma once

#include "dns/dns.h"

/** TfDnsZoneName: what the file says about one name; NULL where it says nothing. */
typedef struct {
    TfDnsAnswer *answers[TF_N_DNS_TYPES];
    TfDnsAnswer *others; /* "*" */
    char *canonical_name;
    gboolean exists; /* it has something other than the word NXDOMAIN */
} TfDnsZoneName;

struct _TfDnsZone {
    GHashTable *names;     /* char * → TfDnsZoneName */
    GHashTable *ancestors; /* char *, all names above one that exists */
    gint64 now;
    gint64 received_at;
    gint64 file_time;
    GPtrArray *knowledge; /* char *; NULL: the file does not say */
    gboolean invents;     /* the network that gave these answers makes up addresses */
};

/* A name as the DNS knows it, in printable ASCII without empty labels. */
gboolean tf_dns_is_name (const char *text);
TfDnsZone *tf_dns_zone_new (void);
/* Borrowed; NULL when ZONE has NAME already. */
TfDnsZoneName *tf_dns_zone_add (TfDnsZone *zone, const char *name);
/* Borrowed: the time that the "@" entry calls KEY; NULL: KEY is not the name of a time. */
gint64 *tf_dns_zone_find_time (TfDnsZone *zone, const char *key);
/* To be called once, after all names were added. */
void tf_dns_zone_finish (TfDnsZone *zone);
/* The word that stands for a status in place of records; FALSE when WORD is not one. */
gboolean tf_dns_word_to_status (const char *word, TfDnsStatus *ret_status);

/* ---- json-prepare.c ---------------------------------------------------------------- */

/* A NUL byte travels through json-glib as this private character. */
#define TF_DNS_NUL_STAND_IN 0xe000

/* Owned; NULL and TF_DNS_ERROR_JSON when TEXT is nested too deeply. TEXT is UTF-8. */
char *tf_dns_json_prepare (TfSpan text, GError **error);
