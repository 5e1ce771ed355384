/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* setup: which servers an account may trust, before anybody is asked.
 *
 *   providers.c  what is known about mail providers (data/providers.txt)
 *   account.c    one account: set up automatically, to be proposed, or not at all
 *   collected.c  whether the mail of an account was sent to other accounts
 *
 * Whatever is set up without a question comes from the account and from the table, never from
 * mail. Left out: asking for the MX of the reader's own domain, and whether the reader has refused.
 */
#pragma once

#include "message/message.h"

/* ---- providers.c ------------------------------------------------------------------------- */

/** TfProviderTrust: what may be done with a provider's accounts; as in data/providers.txt. */
typedef enum { TF_PROVIDER_AUTO, TF_PROVIDER_PROPOSE, TF_PROVIDER_NEVER } TfProviderTrust;

/** TfProvider: one section of the table. Hosts are in lower case; "@example.org" means that
 * name and all names below it. All lists end with %NULL. */
typedef struct {
    const char *name; /* for people */
    const char *const *incoming;
    const char *const *domains;
    const char *const *mx;
    const char *const *trusted_servers;
    const char *const *border_hosts;
    TfProviderTrust trust;
    gboolean own_domain_by_mx;
} TfProvider;

/**
 * tf_provider_find:
 * @incoming: (nullable): the host name of an account's incoming server
 * @domain: (nullable): the domain of its address
 *
 * Of several providers with the same server, the one with that domain, otherwise the first. Both
 * names are compared without regard to case.
 *
 * Returns: (nullable) (transfer none): whose server it is
 */
const TfProvider *tf_provider_find (const char *incoming, const char *domain);
/**
 * tf_provider_find_by_domain:
 * @domain: the domain of an address
 *
 * Returns: (nullable) (transfer none): the provider whose own domain it is
 */
const TfProvider *tf_provider_find_by_domain (const char *domain);
/* All of them; for tests. */
const TfProvider *tf_providers (guint *ret_n_providers);
/* Whether NAMES has HOST, or a domain above it with "@". */
gboolean tf_provider_names (const char *const *names, const char *host);

/* ---- account.c --------------------------------------------------------------------------- */

/** TfAccount: what a mail program knows about an account; all borrowed. */
typedef struct {
    const char *incoming;  /* host name of the incoming server; or NULL */
    const char *address;   /* or NULL */
    const char *const *mx; /* all MX names of the address's domain; NULL: not known */
    gboolean
        collects; /* its mail shows that it receives mail from other accounts, forwarded
                          or fetched */
} TfAccount;

/** TfAccountState: what to do with an account. */
typedef enum {
    TF_ACCOUNT_AUTO,    /* set up automatically, with the servers that are given */
    TF_ACCOUNT_PROPOSE, /* look at the mail that is there, and ask */
    TF_ACCOUNT_NEVER    /* what its provider writes cannot be believed */
} TfAccountState;

/** TfAccountReason: why an account is not set up automatically. */
typedef enum {
    TF_ACCOUNT_NONE,     /* it is */
    TF_ACCOUNT_UNKNOWN,  /* nothing is known about its incoming server */
    TF_ACCOUNT_UNPROVEN, /* the provider is known, but what it writes is not */
    TF_ACCOUNT_WORTHLESS,
    TF_ACCOUNT_OWN_DOMAIN, /* the reader's own domain, and nothing is known about those there */
    TF_ACCOUNT_MX_UNKNOWN,   /* such a domain: ask for its MX, and then call again */
    TF_ACCOUNT_MX_ELSEWHERE, /* its mail arrives somewhere else first */
    TF_ACCOUNT_COLLECTS
} TfAccountReason;

/** TfAccountAdvice: nothing in it is owned. */
typedef struct {
    TfAccountState state;
    TfAccountReason reason;
    const TfProvider *provider; /* or NULL */
    const char *const *
        trusted_servers; /* never NULL; both are empty unless it is set up automatically */
    const char *const *border_hosts;
} TfAccountAdvice;

/**
 * tf_account_advise:
 * @account: an account
 * @ret_advice: (out caller-allocates): what to do with it
 *
 * Asks nobody. With %TF_ACCOUNT_MX_UNKNOWN the caller asks for the MX of the domain of the address and
 * then calls this again. A failed look-up means "not known"; no MX at all is an empty list.
 */
void tf_account_advise (const TfAccount *account, TfAccountAdvice *ret_advice);
/**
 * tf_account_domain:
 * @address: (nullable): an address
 *
 * Returns: (transfer full) (nullable): its domain in lower case, the one whose MX to ask for
 */
char *tf_account_domain (const char *address);
/**
 * tf_account_reason_to_string:
 * @reason: a reason
 *
 * Returns: (transfer none): a stable word for it: `unknown-provider` …
 */
const char *tf_account_reason_to_string (TfAccountReason reason);

/* ---- collected.c ------------------------------------------------------------------------- */

/**
 * tf_account_is_collected:
 * @header: of a message of the account
 * @own: the domains of the reader's addresses; ends with %NULL
 *
 * By Delivered-To and X-Forwarded-To that name an address elsewhere, and by what programs write that
 * fetch mail.
 *
 * Returns: whether the message was sent to an account elsewhere, and forwarded or fetched to this one.
 * Always %FALSE for the mail of lists
 */
gboolean tf_account_is_collected (const TfHeader *header, const char *const *own);
