/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* verifiers: who checks, as the preferences and the client's accounts say now. One that
 * asks the DNS and one that asks nobody, made when they are first needed and again when
 * what they were made from has changed. For both clients. */
#pragma once

#include "truefrom.h"

/** TfVerifiers: the two of one program. */
typedef struct _TfVerifiers TfVerifiers;

TfVerifiers *tf_verifiers_new (void);
void tf_verifiers_free (TfVerifiers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfVerifiers, tf_verifiers_free)
/* The preferences have changed. */
void tf_verifiers_reload (TfVerifiers *self);
/* To be called before each check. ACCOUNTS: the addresses of the client's accounts.
 * ONLINE: FALSE while the client works offline. FALSE and error, once each time: the
 * preferences name a resolver that cannot be made. */
gboolean tf_verifiers_choose (TfVerifiers *self, const char *const *accounts,
                              gboolean online, GError **error);
/* What was chosen last: the one that asks the DNS, or the one that asks nobody where
 * nobody may be asked; NULL when it cannot be made. */
TfVerifier *tf_verifiers_peek_online (TfVerifiers *self);
TfVerifier *tf_verifiers_peek_offline (TfVerifiers *self); /* asks nobody */
