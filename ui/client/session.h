/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* session: who checks, as the preferences and the client's accounts say now: one verifier
 * and one set of settings, made when they are first needed and again when what they were
 * made from has changed. For both clients. */
#pragma once

#include "truefrom.h"

/** TfSession: that of one program. */
typedef struct _TfSession TfSession;

TfSession *tf_session_new (void);
void tf_session_free (TfSession *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfSession, tf_session_free)
/* The preferences have changed. */
void tf_session_reload (TfSession *self);
/* To be called before each check. ACCOUNTS: the addresses of the client's accounts.
 * ONLINE: FALSE while the client works offline. FALSE and error, once each time: the
 * preferences name a resolver that cannot be made. */
gboolean tf_session_choose (TfSession *self, const char *const *accounts, gboolean online,
                            GError **error);
/* What was chosen last. The verifier is NULL when it cannot be made. */
TfVerifier *tf_session_peek_verifier (TfSession *self);
TfSettings *tf_session_peek_settings (TfSession *self);
/* FALSE: nobody may be asked at all. */
gboolean tf_session_asks (const TfSession *self);
/* Whether a message that was not checked is said to be so: not to a reader who has set dns to
 * "never". */
gboolean tf_session_tells_unchecked (const TfSession *self);
