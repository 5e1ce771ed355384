/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* preferences: the GSettings schema org.truefrom, for both clients. A missing schema
 * means built-in defaults, never an aborted client. */
#pragma once

#include <gio/gio.h>

#include "client/talk.h"
#include "inputs/exceptions.h"

/* The key of a list of exceptions. */
const char *tf_preferences_exception_key (TfExceptionKind kind);

/* When the DNS is asked about a message. */
typedef enum {
    TF_DNS_ON_ARRIVAL,
    TF_DNS_ON_OPENING,
    TF_DNS_ON_REQUEST, /* when the reader wants it */
    TF_DNS_NEVER
} TfDnsMode;

/** TfPreferences: the current values of the schema. */
typedef struct {
    TfDnsMode dns;
    TfTalk talk;
    gboolean memory;      /* learn from mail */
    gboolean report_only; /* count, and show nothing */
    gboolean marks;       /* the mail program marks suspicious messages */
    gboolean evolution;   /* the module for Evolution is not switched off */
    char *resolver;       /* "" is the system's */
    char *answers_file;   /* "" is none */
    char *helpdesk;       /* "": none; not yet validated */
    GStrv trusted_servers;
    GStrv border_hosts;
    GStrv own;
    GStrv protected_domains;
    GStrv exceptions[TF_N_EXCEPTIONS]; /* by TfExceptionKind */
    GStrv trusted_sealers;
    GStrv known_lists;
} TfPreferences;

TfPreferences *tf_preferences_load (void);
void tf_preferences_free (TfPreferences *preferences);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfPreferences, tf_preferences_free)
/* Adds VALUE to the list KEY and saves it; *ret_is_new is FALSE if it is already there. FALSE and error,
 * a whole sentence: there is no schema, the key is locked, or there is nowhere to save it. */
gboolean tf_preferences_add (const char *key, const char *value, gboolean *ret_is_new,
                             GError **error);
/* Takes VALUE out of the list KEY and saves it, if it is there; errors as above. */
gboolean tf_preferences_remove (const char *key, const char *value, GError **error);
/* Waits until what was changed is written: for a program that ends now, and never for one with a window. */
void tf_preferences_finish (void);
/* Calls CHANGED on the main context whenever a key changes; 0 when there is no schema. */
typedef void (*TfPreferencesFunc) (gpointer data);
guint tf_preferences_watch (TfPreferencesFunc changed, gpointer data);
void tf_preferences_unwatch (guint id);
