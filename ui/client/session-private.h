/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* session-private: the inside of a session, for session.c, session-brands.c and session-reader.c. */
#pragma once

#include "client/session.h"
#include "client/settings-table.h"
#include "client/tally.h"
#include "memory/memory.h"
#include "verify/verify.h"

struct _TfSession {
    GObject parent;
    TfSessionClient client;
    gpointer data;
    GDestroyNotify free_data; /* or NULL */
    TfPreferences *preferences;
    guint preferences_watch;
    TfTallyCounter *counter;
    TfResolver *resolver; /* the verifier's; or NULL */
    TfMemory *memory;     /* NULL: the reader wants none */
    TfRecent *recent;     /* in its place; or NULL */
    TfAccounts *accounts;
    TfBooks *books;
    TfSettingsTable *settings;
    TfVerifier *verifier;     /* NULL: to be made, being made, or it cannot be made */
    gboolean asks;            /* how VERIFIER was made, or is being made */
    char *trouble;            /* why there is no verifier; or NULL */
    struct _Reading *reading; /* that of the answers file; or NULL */
};

/* Gives the verifier what is known from earlier checks. */
void tf_session_give_memory (TfSession *self);
/* Opens the memory, or closes it, as the preferences want it. */
void tf_session_follow_memory (TfSession *self);
/* session-brands.c: follows the lists of brands of the reader and the administrator. */
void tf_session_read_brands (TfSession *self);
