/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* settings: what the reader told us; plain data, reference-counted, not changed once in use. */
#pragma once

#include "base/base.h"
#include "impersonation/impersonation.h"
#include "inputs/people.h"
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

typedef enum {
    TF_EXCEPTION_SIGNER,        /* this domain signs for that sender */
    TF_EXCEPTION_SENDER,        /* its name, or its likeness to another, is right */
    TF_EXCEPTION_ALIAS_SERVICE, /* it names the people for whom it forwards */
    TF_N_EXCEPTIONS
} TfExceptionKind;

/** TfException: what the reader found to be right; see exceptions.h. Domains as tf_domain_parse() makes them, addresses in lower case. */
typedef struct {
    TfExceptionKind kind;
    char *sender; /* an address or a domain; of an alias service its domain */
    char *signer; /* NULL, except for TF_EXCEPTION_SIGNER */
} TfException;

/** TfSettings: see truefrom.h for how they are made. */
struct _TfSettings {
    gatomicrefcount references;
    TfPeople *own;
    TfPeople *known;        /* perhaps shared with other settings */
    GPtrArray *known_lists; /* TfKnownList */
    TfTargets *protected_domains;
    GPtrArray *trusted_servers; /* TfTrustedServer */
    GPtrArray *border_hosts; /* char *, lower case; "@example.org": it and all below it */
    GPtrArray *trusted_sealers; /* char * */
    GPtrArray *exceptions;      /* TfException */
    gboolean allow_legacy_crypto;
    TfSuffixList *suffixes;
    TfBrands *brands;
};

/* The brands to look for, in place of the built-in ones. */
void tf_settings_use_brands (TfSettings *settings, TfBrands *brands);
/* Somebody to whom the reader has written; see tf_people_add_recipient(). */
gboolean tf_settings_know_recipient (TfSettings *settings, const char *address);
/* Shares KNOWN, to which nothing may be added any more, in place of whom the settings knew. */
void tf_settings_share_known (TfSettings *settings, const TfPeople *known);
gboolean tf_settings_is_own_address (const TfSettings *settings, const char *local,
                                     const char *domain);
gboolean tf_settings_is_own_domain (const TfSettings *settings, const char *domain);
/* Own, known or protected. */
gboolean tf_settings_is_watched_domain (const TfSettings *settings, const char *domain);
/* Unrelated people have mailboxes there (data/shared-providers.txt). */
gboolean tf_settings_is_shared_provider (const char *domain);
/* The same, or unrelated people have their mail signed there (data/shared-signers.txt). */
gboolean tf_settings_is_shared_signer (const char *domain);
