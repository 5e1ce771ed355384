/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* view: what one message view of a client is doing: its banner, the check under way, the
 * retries of a check that DNS trouble cut short, and its details window. Shared by both
 * clients.
 *
 * The result of one message is never painted on another: each show is a new turn, and
 * what comes back from an old turn is dropped. */
#pragma once

#include <gtk/gtk.h>

#include "client/session.h"
#include "truefrom.h"

#define TF_TYPE_VIEW (tf_view_get_type ())
G_DECLARE_FINAL_TYPE (TfView, tf_view, TF, VIEW, GObject)

/* What the client knows of the message that is shown. */
typedef enum {
    TF_VIEW_RECEIVED, /* check it and show what comes of it */
    TF_VIEW_SILENT,   /* Junk, Trash: ask nobody until "Check sender…" */
    /* Sent, Drafts, Outbox: the reader's own writing has no banner; whatever else lies there is
     * checked like any received message */
    TF_VIEW_OWN,
    TF_VIEW_EXEMPT /* feeds, news: no banner, only "Check sender…" */
} TfViewKind;

/* Makes the request again for a retry or "Check again"; NULL: the message cannot be opened
 * any more. */
typedef TfRequest *(*TfViewOpenFunc) (gpointer data);

/* The view owns its banner until the client packs it; the banner's destruction ends the
 * view's work. */
TfView *tf_view_new (TfSession *session);
GtkWidget *tf_view_get_banner (TfView *self);
/* A new turn. OPEN is called once now and again for each retry; FREE_DATA ends the turn's
 * data. */
void tf_view_show (TfView *self, TfViewKind kind, TfViewOpenFunc open, gpointer data,
                   GDestroyNotify free_data);
/* Nothing is shown any more: cancels, hides the banner. */
void tf_view_clear (TfView *self);
gboolean tf_view_has_message (TfView *self);
/* Opens (or raises) the details of the message that is shown, asking the DNS if it was
 * silent. */
void tf_view_check_sender (TfView *self, GtkWindow *parent);
