/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* arrivals: messages that came in are checked one after another, before anybody opens them. So opening one
 * asks nobody, the result is there at once, and the operators of the sender's DNS do not learn when it is
 * read. For both clients. */
#pragma once

#include "client/session.h"

/** TfArrivalsClient: how the mail program gives us a message that it announced. */
typedef struct {
    /* In a worker, before OPEN. NULL: nothing has to wait for the disk. */
    void (*prepare) (gpointer data);
    /* NULL: it is not to be checked, or is gone. *ret_account (owned): that of the message, or NULL. */
    TfRequest *(*open) (gpointer data, char **ret_account);
    GDestroyNotify free_data;
} TfArrivalsClient;

typedef struct _TfArrivals TfArrivals;

/* Follows SESSION: nothing is checked unless the reader wants it on arrival, nor while nobody may be
 * asked. */
TfArrivals *tf_arrivals_new (TfSession *session, const TfArrivalsClient *client);
/* The check under way is cancelled. */
void tf_arrivals_free (TfArrivals *arrivals);
/* FALSE: whatever is added now would be dropped. */
gboolean tf_arrivals_are_wanted (TfArrivals *arrivals);
/* A message of that DATE (seconds since 1970; -1: not known) is only checked when it is opened. */
gboolean tf_arrivals_is_old (gint64 date);
/* A message has come in. KEY tells it from all others; DATE: when it was sent or came, as far as the client
 * knows, in seconds since 1970, or -1. Takes over DATA. The last one that is added is checked first. A
 * message that is dropped, because it is old or because too many wait, is checked when it is opened. */
void tf_arrivals_add (TfArrivals *arrivals, const char *key, gint64 date, gpointer data);
guint tf_arrivals_count (const TfArrivals *arrivals); /* those that wait */
/* For tests, which cannot wait that long: before a message's first check; after each check, for each question;
 * before it is tried again. */
void tf_arrivals_set_pace (TfArrivals *arrivals, guint first_ms, guint question_ms,
                           guint again_ms);
