/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* guard: the banner above one composer, and the question before its contents are sent. It knows the
 * messages that are answered or forwarded there. Shared by both clients. */
#pragma once

#include <gtk/gtk.h>

#include "client/session.h"
#include "gtk/view.h"
#include "words/words.h"

#define TF_TYPE_GUARD (tf_guard_get_type ())
G_DECLARE_FINAL_TYPE (TfGuard, tf_guard, TF, GUARD, GObject)

/* Owned: the recipients in the composer now, names and all (UTF-8). */
typedef GStrv (*TfGuardRecipientsFunc) (gpointer data);

/* DATA is used as long as the banner lives. */
TfGuard *tf_guard_new (TfSession *session, TfReplyKind kind,
                       TfGuardRecipientsFunc recipients, gpointer data);
/* Adds a message that is answered or forwarded. ACCOUNT: of the message; or NULL. KNOWN: what its own view knows about it; or NULL. The
 * message is checked if need be, wherever it is: an answer tells its sender more than a look-up does. */
void tf_guard_add_message (TfGuard *self, TfViewKind kind, const char *account,
                           TfReport *known, TfViewOpenFunc open, gpointer data,
                           GDestroyNotify free_data);
/* A message will be added, once the client has found it: until then it counts as being checked. */
void tf_guard_expect_message (TfGuard *self);
/* It was not found: WHY is a sentence. */
void tf_guard_set_not_found (TfGuard *self, const char *why);
/* The guard owns it until the client packs it. */
GtkWidget *tf_guard_get_banner (TfGuard *self);
/* FALSE: "Do not send". Asks if there is something to ask, and lets the main loop run meanwhile. If it is
 * sent and all that is answered was found to be quiet, its recipients are known from then on. */
gboolean tf_guard_may_send (TfGuard *self, GtkWindow *composer);
