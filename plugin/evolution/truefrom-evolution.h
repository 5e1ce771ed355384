/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* truefrom-evolution: the parts of the module for Evolution. All of it runs on the main
 * thread, except for bytes.c, the reading of contacts.c and what arrivals.c prepares, which run in workers.
 *
 *   module.c   the two functions that Evolution calls, and the check of its series
 *   view.c     what each view of messages shows
 *   message.c  what is kept of a message while it is shown
 *   bytes.c    the stored bytes of a message, never what Evolution makes of them
 *   mbox.c     one message from an mbox
 *   folder.c   what kind of folder a message is in, and who wrote what is stored there
 *   session.c  the session, made from the settings and the identities
 *   care.c     what is not done by itself with a forged message
 *   compose.c  what each composer shows, and the question before its contents are sent
 *   selection.c what is passed on in a composer that does not say so
 *   arrivals.c what came in, to be checked before it is opened
 *   accounts.c the accounts, where they keep their mail, and to which a message came
 *   contacts.c those in the address books
 *   marks.c    our labels at messages
 *   menu.c     "Check sender…", in both ways in which Evolution builds menus
 *   prefs.c    our page in the preferences
 *   receipts.c no receipt by itself for a forged message
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
/* Borrowed: what a view knows that shows this message; NULL: none does. */
TfReport *tf_evolution_reader_peek_report (const TfEvolutionMessage *message);

/* ---- care.c ----------------------------------------------------------------- */

/** TfEvolutionCare: what stands between a reader and the remote content and the links of its messages. */
typedef struct _TfEvolutionCare TfEvolutionCare;

TfEvolutionCare *tf_evolution_care_new (EMailReader *reader, TfView *view);
void tf_evolution_care_free (TfEvolutionCare *care);
/* Another message is shown from now on. */
void tf_evolution_care_begin (TfEvolutionCare *care);

/* ---- compose.c -------------------------------------------------------------- */

void tf_evolution_composer_type_register (GTypeModule *module);
/* Whether it is known, or will be, what is answered or passed on there. */
gboolean tf_evolution_composer_knows (EMsgComposer *composer);
/* ORIGINALS (TfEvolutionMessage) are passed on there; none: they could not be found. */
void tf_evolution_composer_begin (EMsgComposer *composer, EMailSession *session,
                                  const GPtrArray *originals);

/* ---- selection.c ------------------------------------------------------------ */

void tf_evolution_selection_type_register (GTypeModule *module);

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
/* Who wrote what is stored there. */
TfStore tf_evolution_store (CamelFolder *folder);
/* The protocol of the account: "imapx", "maildir"; "" when it has none. */
const char *tf_evolution_protocol (CamelFolder *folder);

/* ---- message.c -------------------------------------------------------------- */

/* MESSAGE may be NULL: then what the list of messages shows is all that is shown. In a worker too, if the
 * message is then used by one thread only. */
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
/* Whether both are the same message in the same place. */
gboolean
tf_evolution_message_equal (const TfEvolutionMessage *one, const TfEvolutionMessage *two);
/* The UID in the folder where the message really is. */
const char *tf_evolution_message_uid (const TfEvolutionMessage *message);
/* What the store keeps of it; NULL: the store no longer has it. */
CamelMessageInfo *tf_evolution_message_ref_info (const TfEvolutionMessage *message);
TfViewKind tf_evolution_message_kind (const TfEvolutionMessage *message);
/* Borrowed; NULL: not known. */
const char *tf_evolution_message_account (const TfEvolutionMessage *message);
TfRequest *tf_evolution_message_open (gpointer message); /* a TfViewOpenFunc */

/* ---- bytes.c ---------------------------------------------------------------- */

/* The file is looked for, opened and read in the thread that reads the source. */
TfSource *tf_evolution_bytes_new (const TfEvolutionPlace *place);

/* ---- session.c -------------------------------------------------------------- */

/* A reference to the only session of the program, which lives as long as any reader holds it. */
TfSession *tf_evolution_session_get (ESourceRegistry *registry);

/* ---- arrivals.c ------------------------------------------------------------- */

void tf_evolution_arrivals_type_register (GTypeModule *module);

/* ---- accounts.c ------------------------------------------------------------- */

GPtrArray *tf_evolution_accounts_list (gpointer registry); /* owned (of TfMailAccount) */
/* Owned: the account of the messages in FOLDER; NULL: not known. */
char *tf_evolution_account_of (EMailSession *session, CamelFolder *folder);
gboolean tf_evolution_inbox_open (const char *id, TfInbox *ret_inbox, gpointer unused);

/* ---- contacts.c ------------------------------------------------------------- */

gpointer tf_evolution_books_open (gpointer registry);
GStrv tf_evolution_books_read (gpointer opened); /* in a worker: a TfBooksClient's */
void tf_evolution_books_close (gpointer opened);

/* ---- receipts.c ------------------------------------------------------------- */

/** TfEvolutionReceipts: what stands between a reader and the receipts that it sends by itself. */
typedef struct _TfEvolutionReceipts TfEvolutionReceipts;

TfEvolutionReceipts *tf_evolution_receipts_new (EMailReader *reader, TfView *view);
void tf_evolution_receipts_free (TfEvolutionReceipts *receipts);
/* MESSAGE was loaded, and its check has begun. */
void tf_evolution_receipts_begin (TfEvolutionReceipts *receipts, CamelFolder *folder,
                                  const char *uid, CamelMimeMessage *message);

/* ---- report.c --------------------------------------------------------------- */

void tf_evolution_report_compose (TfReportMail *mail, gpointer unused);

/* ---- prefs.c ---------------------------------------------------------------- */

void tf_evolution_prefs_type_register (GTypeModule *module);

/* ---- marks.c ---------------------------------------------------------------- */

/* Brings the marks of MESSAGE, which VIEW shows, up to date. */
void tf_evolution_marks_update (TfView *view, const TfEvolutionMessage *message);

/* ---- menu.c ----------------------------------------------------------------- */

/** TfEvolutionMenu: our items in the menus of one reader. */
typedef struct _TfEvolutionMenu TfEvolutionMenu;
typedef void (*TfEvolutionMenuFunc) (gpointer data);

TfEvolutionMenu *
tf_evolution_menu_new (EMailReader *reader, TfEvolutionMenuFunc activate, gpointer data);
void tf_evolution_menu_free (TfEvolutionMenu *menu);
void tf_evolution_menu_set_sensitive (TfEvolutionMenu *menu, gboolean sensitive);
