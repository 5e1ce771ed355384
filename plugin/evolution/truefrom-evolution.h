/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* truefrom-evolution: the parts of the module for Evolution. All of it runs on the main
 * thread, except for bytes.c, which runs where the message is verified.
 *
 *   module.c   the two functions that Evolution calls, and the check of its series
 *   view.c     what each view of messages shows
 *   message.c  what is kept of a message while it is shown
 *   bytes.c    the stored bytes of a message, never what Evolution makes of them
 *   mbox.c     one message from an mbox
 *   folder.c   what kind of folder a message is in, and who wrote what is stored there
 *   session.c  the session, made from the settings and the identities
 *   compose.c  what each composer shows, and the question before its contents are sent
 *   menu.c     "Check sender…", in both ways in which Evolution builds menus
 *   report.c   a message to the helpdesk, in Evolution's composer
 */
#pragma once

#include <gtk/gtk.h>

#include <mail/e-mail-reader.h>

#include "message/message.h"
#include "gtk/view.h"

/* ---- view.c ----------------------------------------------------------------- */

/** TfEvolutionMessage: what is kept of a message while it is shown. */
typedef struct _TfEvolutionMessage TfEvolutionMessage;

void tf_evolution_reader_type_register (GTypeModule *module);
/* A reference to the message that some view shows, or was told to show; NULL: none does. *ret_report
 * (borrowed) is what is known of it, or NULL. */
TfEvolutionMessage *
tf_evolution_reader_find (const char *folder_uri, const char *uid, TfReport **ret_report);

/* ---- compose.c -------------------------------------------------------------- */

void tf_evolution_composer_type_register (GTypeModule *module);

/* ---- folder.c --------------------------------------------------------------- */

/** TfEvolutionPlace: where a message really is, with search folders resolved. */
typedef struct {
    CamelFolder *folder; /* never NULL */
    char *uid;
    TfViewKind kind;
    TfStore store;
} TfEvolutionPlace;

void tf_evolution_place_find (TfEvolutionPlace *place, EMailSession *session,
                              CamelFolder *shown, const char *uid);
void tf_evolution_place_clear (TfEvolutionPlace *place);
/* The protocol of the account: "imapx", "maildir"; "" when it has none. */
const char *tf_evolution_protocol (CamelFolder *folder);

/* ---- message.c -------------------------------------------------------------- */

/* MESSAGE may be NULL: then what the list of messages shows is all that is shown. */
TfEvolutionMessage *tf_evolution_message_new (EMailSession *session, CamelFolder *folder,
                                              const char *uid, CamelMimeMessage *message);
TfEvolutionMessage *tf_evolution_message_ref (TfEvolutionMessage *message);
void tf_evolution_message_unref (gpointer message);
/* Whether it is shown in this folder with this UID. */
gboolean tf_evolution_message_is (const TfEvolutionMessage *message, CamelFolder *folder,
                                  const char *uid);
/* Where the message really is. */
gboolean tf_evolution_message_lies_in (const TfEvolutionMessage *message,
                                       const char *folder_uri, const char *uid);
/* The UID in the folder where the message really is. */
const char *tf_evolution_message_uid (const TfEvolutionMessage *message);
TfViewKind tf_evolution_message_kind (const TfEvolutionMessage *message);
TfRequest *tf_evolution_message_open (gpointer message); /* a TfViewOpenFunc */

/* ---- bytes.c ---------------------------------------------------------------- */

/* The file is looked for, opened and read in the thread that reads the source. */
TfSource *tf_evolution_bytes_new (const TfEvolutionPlace *place);

/* ---- session.c -------------------------------------------------------------- */

/* A reference to the only session of the program, which lives as long as any reader holds it. */
TfSession *tf_evolution_session_get (ESourceRegistry *registry);

/* ---- report.c --------------------------------------------------------------- */

void tf_evolution_report_compose (TfReportMail *mail, gpointer unused);

/* ---- menu.c ----------------------------------------------------------------- */

/** TfEvolutionMenu: our items in the menus of one reader. */
typedef struct _TfEvolutionMenu TfEvolutionMenu;
typedef void (*TfEvolutionMenuFunc) (gpointer data);

TfEvolutionMenu *
tf_evolution_menu_new (EMailReader *reader, TfEvolutionMenuFunc activate, gpointer data);
void tf_evolution_menu_free (TfEvolutionMenu *menu);
void tf_evolution_menu_set_sensitive (TfEvolutionMenu *menu, gboolean sensitive);
