/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* truefrom-claws: the parts of the plugin for Claws Mail. All of it runs on the client's
 * main thread; nothing of the client is touched anywhere else.
 *
 *   module.c     the eight functions that the client calls
 *   view.c       what each message view shows
 *   message.c    the stored file of a message, and what kind of folder it is in
 *   session.c    the session, made from the settings and the accounts
 *   menu.c       "Check sender…"
 *   report.c     a message to the helpdesk, in the client's composer
 */
#pragma once

#include <gtk/gtk.h>

#include "messageview.h"
#include "procmsg.h"

#include "gtk/view.h"

/* ---- view.c ----------------------------------------------------------------- */

/* FALSE and *ret_error (owned): a hook could not be registered; nothing is
 * left behind. */
gboolean tf_claws_view_start (char **ret_error);
void tf_claws_view_stop (void);

/* ---- message.c -------------------------------------------------------------- */

/** TfClawsMessage: what is kept of a message while it is shown. The file stays open, so
 * that it may be moved, or removed from a cache, meanwhile. */
typedef struct _TfClawsMessage TfClawsMessage;

/* Never NULL; a message that cannot be opened gives no request. */
TfClawsMessage *tf_claws_message_new (MessageView *view);
void tf_claws_message_free (gpointer message);
TfRequest *tf_claws_message_open (gpointer message); /* a TfViewOpenFunc */
TfViewKind tf_claws_message_kind (MsgInfo *info);

/* ---- session.c -------------------------------------------------------------- */

void tf_claws_session_start (void);
void tf_claws_session_stop (void);
TfSession *tf_claws_session_peek (void); /* between start and stop */

/* ---- report.c --------------------------------------------------------------- */

void tf_claws_report_compose (TfReportMail *mail, gpointer unused);

/* ---- menu.c ----------------------------------------------------------------- */

/** TfClawsMenu: our item in the Message menu of one window. */
typedef struct _TfClawsMenu TfClawsMenu;
typedef void (*TfClawsMenuFunc) (gpointer data);

/* NULL when MANAGER is NULL: a window without a menu. */
TfClawsMenu *
tf_claws_menu_new (GtkUIManager *manager, TfClawsMenuFunc activate, gpointer data);
void tf_claws_menu_free (TfClawsMenu *menu);
void tf_claws_menu_set_sensitive (TfClawsMenu *menu, gboolean sensitive);
