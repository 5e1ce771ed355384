/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* truefrom-claws: the parts of the plugin for Claws Mail. Nearly all of it runs on the
 * client's main thread; nothing of the client is touched anywhere else.
 *
 *   module.c     the eight functions that the client calls
 *   view.c       what each message view shows
 *   message.c    the stored file of a message, and what kind of folder it is in
 *   session.c    the session, made from the settings and the accounts
 *   arrivals.c   what came in, to be checked before it is opened
 *   accounts.c   the accounts, where they keep their mail, and to which a message came
 *   contacts.c   those in the address books
 *   links.c      the question before a link of a forged message is opened
 *   marks.c      our tags and colors at messages
 *   menu.c       "Check sender…"
 *   report.c     a message to the helpdesk, in the client's composer
 *   compose.c    what each composer shows, and the question before its contents are sent
 *   prefs.c      our page in the preferences
 *   hooks.c      our places in the client's lists of hooks
 */
#pragma once

#include <gtk/gtk.h>

#include "compose.h"
#include "messageview.h"
#include "procmsg.h"

#include "gtk/view.h"

/* ---- view.c ----------------------------------------------------------------- */

/* FALSE and *ret_error (owned): a hook could not be registered; nothing is
 * left behind. */
gboolean tf_claws_view_start (char **ret_error);
void tf_claws_view_stop (void);

/** TfClawsMessage: what is kept of a message while it is shown. The file stays open, so
 * that it may be moved, or removed from a cache, meanwhile. */
typedef struct _TfClawsMessage TfClawsMessage;

/* Borrowed: what the view knows that shows this message; NULL: none does. */
TfReport *tf_claws_view_peek_report (const TfClawsMessage *message);

/* ---- compose.c -------------------------------------------------------------- */

/* After the view. FALSE and *ret_error (owned) as above. */
gboolean tf_claws_compose_start (char **ret_error);
void tf_claws_compose_stop (void); /* before the view */

/* ---- hooks.c ---------------------------------------------------------------- */

/** TfClawsHook: one list of the client that calls us. */
typedef struct {
    const char *list;
    /* the type has two names by release */
    gboolean (*function) (gpointer source, gpointer data);
    gulong id; /* HOOK_NONE while it is not in the list */
} TfClawsHook;

/* FALSE: none was added. */
gboolean tf_claws_hooks_add (TfClawsHook *hooks, guint n_hooks);
void tf_claws_hooks_remove (TfClawsHook *hooks, guint n_hooks);

/* ---- message.c -------------------------------------------------------------- */

/* Never NULL; what cannot be opened gives no request. INFO and PATH may be NULL. */
TfClawsMessage *tf_claws_message_new (const MsgInfo *info, const char *path);
/* The same in two steps: the first may be called by a worker, and waits for the disk. */
TfClawsMessage *tf_claws_message_new_file (const char *path);
void tf_claws_message_describe (TfClawsMessage *message, const MsgInfo *info);
/* Borrowed: to which it came; NULL: not known. */
const char *tf_claws_message_account (const TfClawsMessage *message);
/* It is attached to another message. */
void tf_claws_message_set_attached (TfClawsMessage *message);
/* The same file. */
gboolean tf_claws_message_is (const TfClawsMessage *message, const TfClawsMessage *other);
void tf_claws_message_free (gpointer message);
TfRequest *tf_claws_message_open (gpointer message); /* a TfViewOpenFunc */
TfViewKind tf_claws_message_kind (MsgInfo *info);

/* ---- session.c -------------------------------------------------------------- */

void tf_claws_session_start (void);
void tf_claws_session_stop (void);
TfSession *tf_claws_session_peek (void); /* between start and stop */

/* ---- arrivals.c ------------------------------------------------------------- */

void tf_claws_arrivals_start (void); /* after the session */
void tf_claws_arrivals_stop (void);  /* before it */

/* ---- accounts.c ------------------------------------------------------------- */

GPtrArray *tf_claws_accounts_list (gpointer unused); /* owned (of TfMailAccount) */
/* Owned: the account to which a message came; NULL: not known. INFO may be NULL. */
char *tf_claws_account_of (const MsgInfo *info);
gboolean tf_claws_inbox_open (const char *id, TfInbox *ret_inbox, gpointer unused);

/* ---- contacts.c ------------------------------------------------------------- */

gpointer tf_claws_books_open (gpointer unused); /* owned */
GStrv tf_claws_books_read (gpointer opened);    /* in a worker: a TfBooksClient's */

/* ---- links.c ---------------------------------------------------------------- */

/** TfClawsLinks: what stands between a message view and its links. */
typedef struct _TfClawsLinks TfClawsLinks;

TfClawsLinks *tf_claws_links_new (MimeView *mimeview, TfView *view);
void tf_claws_links_free (TfClawsLinks *links);

/* ---- marks.c ---------------------------------------------------------------- */

/* Brings the marks of INFO, which VIEW shows, up to date. It may let the main loop run. */
void tf_claws_marks_update (TfView *view, MsgInfo *info);

/* ---- report.c --------------------------------------------------------------- */

void tf_claws_report_compose (TfReportMail *mail, gpointer unused);

/* ---- prefs.c ---------------------------------------------------------------- */

void tf_claws_prefs_start (void);
void tf_claws_prefs_stop (void);

/* ---- menu.c ----------------------------------------------------------------- */

/* The context menu of the list is only in the main window. */
typedef enum { TF_CLAWS_MENU_MESSAGE, TF_CLAWS_MENU_LIST } TfClawsMenuPlace;

/** TfClawsMenu: our item in a menu of one window. */
typedef struct _TfClawsMenu TfClawsMenu;
typedef void (*TfClawsMenuFunc) (gpointer data);

/* NULL when MANAGER is NULL: a window without a menu. */
TfClawsMenu *tf_claws_menu_new (GtkUIManager *manager, TfClawsMenuPlace place,
                                TfClawsMenuFunc activate, gpointer data);
void tf_claws_menu_free (TfClawsMenu *menu);
void tf_claws_menu_set_sensitive (TfClawsMenu *menu, gboolean sensitive);
