/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* settings: what the reader told us; plain data, reference-counted, not changed once in use. */
#pragma once

#include "base/base.h"
#include "delivery/path.h"

typedef struct _TfSettings {
    gatomicrefcount references;
    GPtrArray *own_addresses;     /* char *, domain part normalised */
    GPtrArray *own_domains;       /* char * */
    GPtrArray *protected_domains; /* char * */
    GPtrArray *trusted_servers;   /* TfTrustedServer */
    GPtrArray *border_hosts;      /* char *, lower case */
    GPtrArray *trusted_sealers;   /* char * */
    gboolean allow_legacy_crypto;
    gboolean offline; /* ask nobody: every question is answered "not asked" */
    TfSuffixList *suffixes;
} TfSettings;

TfSettings *tf_settings_new (void);
TfSettings *tf_settings_ref (TfSettings *settings);
void tf_settings_unref (TfSettings *settings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfSettings, tf_settings_unref)
/* An address makes only itself own; a domain makes all addresses in it own to be forged.
 * FALSE: TEXT is neither. */
gboolean tf_settings_add_own (TfSettings *settings, const char *text);
/* The address of an account: own, and its domain too unless it is a shared mail provider
 * (data/shared-providers.txt). */
gboolean tf_settings_add_account (TfSettings *settings, const char *address);
gboolean tf_settings_add_protected (TfSettings *settings, const char *domain);
/* "ID" or "ID:below". */
gboolean tf_settings_add_trusted_server (TfSettings *settings, const char *text);
gboolean tf_settings_add_border (TfSettings *settings, const char *host);
gboolean tf_settings_add_trusted_sealer (TfSettings *settings, const char *domain);
gboolean tf_settings_is_own_address (const TfSettings *settings, const char *local,
                                     const char *domain);
gboolean tf_settings_is_own_domain (const TfSettings *settings, const char *domain);
gboolean tf_settings_is_watched_domain (const TfSettings *settings, const char *domain);
