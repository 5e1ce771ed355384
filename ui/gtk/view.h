/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* view: what one message view of a client is doing: its banner, the check under way, the
 * retries of a check that DNS trouble cut short, and its details window. Shared by both
 * clients.
 *
 * The result for one message is never painted on another: each message shown is a new turn, and
 * results from an earlier turn are dropped. */
#pragma once

#include <gtk/gtk.h>

#include "client/marks.h"
#include "client/session.h"
#include "truefrom.h"

#define TF_TYPE_VIEW (tf_view_get_type ())
/* Signal "changed" (no arguments): what is known of the message has changed. */
G_DECLARE_FINAL_TYPE (TfView, tf_view, TF, VIEW, GObject)

/* What the client knows about the message that is shown. */
typedef enum {
    TF_VIEW_RECEIVED, /* check it and show the result */
    TF_VIEW_SILENT,   /* Junk, Trash: ask nobody until "Check sender…" */
    /* Sent, Drafts, Outbox: the reader's own messages have no banner; anything else there is
     * checked like a received message */
    TF_VIEW_OWN,
    TF_VIEW_EXEMPT /* feeds, news: no banner, only "Check sender…" */
} TfViewKind;

/* Makes a request, and another for a retry or "Check again"; NULL: the message can no longer be
 * opened. */
typedef TfRequest *(*TfViewOpenFunc) (gpointer data);

/* The view owns its banner until the client packs it; when the banner is destroyed, the view stops
 * working. */
TfView *tf_view_new (TfSession *session);
GtkWidget *tf_view_get_banner (TfView *self);
/* Begins a new turn. ACCOUNT is that of the message (TfMailAccount.id); NULL: not known. OPEN is called
 * now, and again for each retry; FREE_DATA frees the data of the turn. */
void tf_view_show (TfView *self, TfViewKind kind, const char *account,
                   TfViewOpenFunc open, gpointer data, GDestroyNotify free_data);
/* The same for a message that is answered: what is KNOWN of it already (NULL: nothing), unless that
 * is "unknown", is not checked once more. */
void tf_view_show_answered (TfView *self, TfViewKind kind, const char *account,
                            TfReport *known, TfViewOpenFunc open, gpointer data,
                            GDestroyNotify free_data);
/* Nothing is shown any more: cancels, hides the banner. */
void tf_view_clear (TfView *self);
gboolean tf_view_has_message (TfView *self);
/* The data that came with the message; NULL: there is none. */
gpointer tf_view_peek_data (TfView *self);
/* Borrowed: what is known of the message; NULL: nothing, or nobody is to hear of it. */
TfReport *tf_view_peek_report (TfView *self);
/* Borrowed, for people: why nothing is known; or NULL. */
const char *tf_view_peek_failure (TfView *self);
/* The mark that the message ought to have, of which it has NOW: the same if the reader wants no marks. To be
 * asked again after each "changed". */
TfMark tf_view_find_mark (TfView *self, TfMark now);
/* Nothing is known yet, and a check is under way. */
gboolean tf_view_is_checking (TfView *self);
/* Opens (or raises) the details of the message that is shown, and asks the DNS if it was
 * not checked before. */
void tf_view_check_sender (TfView *self, GtkWindow *parent);

/* Borrowed (of TfView): all that there are. */
const GPtrArray *tf_view_peek_all (void);

/* ---- care with a forged message ----------------------------------------------------- */

/* The reader is to be asked before a link of the message is opened: it is an alarm, and nobody has
 * asked yet. */
gboolean tf_view_asks_before_link (TfView *self);
typedef void (*TfViewOpenLinkFunc) (gpointer data);
/* Asks, above PARENT (or NULL). OPEN is called if it is to be opened, FREE_DATA in any case, at the latest
 * when another message is shown. */
void tf_view_ask_before_link (TfView *self, GtkWindow *parent, TfViewOpenLinkFunc open,
                              gpointer data, GDestroyNotify free_data);
/* Nothing is to be fetched for the message, and no receipt is to be sent: it is an alarm, or its
 * check is not over yet. */
gboolean tf_view_holds_back (TfView *self);
