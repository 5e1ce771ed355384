/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* settings: what the reader told us; plain data, reference-counted, not changed once in use. */
#pragma once

#include "base/base.h"
#include "truefrom.h"

/** TfTrustedServer: an Authentication-Results server that the reader believes. */
typedef struct {
    char *authserv_id; /* lower case; "@example.org": it and all below it */
    gboolean below;    /* its fields may also be directly under its Received field */
} TfTrustedServer;

/** TfKnownList: a mailing list that the reader knows. */
typedef struct {
    char *id;     /* the identifier in List-Id, lower case */
    char *signer; /* the domain that signs for it; NULL: the organization of the ID */
} TfKnownList;

/** TfSettings: see truefrom.h for how they are made. */
struct _TfSettings {
    gatomicrefcount references;
    GPtrArray *own_addresses;     /* char *, lower case, domain part normalised */
    GPtrArray *own_domains;       /* char *, each with all below it */
    GPtrArray *known_addresses;   /* char *: of contacts, like own_addresses */
    GPtrArray *known_domains;     /* char * */
    GPtrArray *known_lists;       /* TfKnownList */
    GPtrArray *protected_domains; /* char * */
    GPtrArray *trusted_servers;   /* TfTrustedServer */
    GPtrArray *border_hosts; /* char *, lower case; "@example.org": it and all below it */
    GPtrArray *trusted_sealers; /* char * */
    gboolean allow_legacy_crypto;
    TfSuffixList *suffixes;
};

gboolean tf_settings_is_own_address (const TfSettings *settings, const char *local,
                                     const char *domain);
gboolean tf_settings_is_own_domain (const TfSettings *settings, const char *domain);
/* Own, known or protected. */
gboolean tf_settings_is_watched_domain (const TfSettings *settings, const char *domain);
/* Unrelated people have mailboxes there (data/shared-providers.txt). */
gboolean tf_settings_is_shared_provider (const char *domain);
