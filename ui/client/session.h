/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* session: the verifier and the settings that follow from the current preferences and the client's
 * accounts, made when first needed and again when what they were made from has changed. For both
 * clients; one for each program. */
#pragma once

#include "client/accounts.h"
#include "client/books.h"
#include "client/preferences.h"
#include "client/report-mail.h"
#include "memory/memory.h"
#include "truefrom.h"

/** TfSessionClient: what the session needs from the mail program. */
typedef struct {
    GStrv (*list_addresses) (gpointer data); /* owned: those of the accounts */
    gboolean (*is_online) (gpointer data);   /* FALSE: the program works offline */
    void (*log) (const char *sentence);      /* where its user reads what went wrong */
    const char *program;                     /* its name and version; or NULL */
    /* Opens a composer; takes over MAIL. NULL: it has none. */
    void (*compose) (TfReportMail *mail, gpointer data);
    /* Owned (of TfMailAccount): those that receive mail. NULL: it tells none. */
    GPtrArray *(*list_accounts) (gpointer data);
    /* The mail of one of them. NULL: none can be opened. */
    TfInboxOpenFunc open_inbox;
    TfBooksClient books;
} TfSessionClient;

/** TfSession: signal "changed" (no arguments): whom one may ask, or what is trusted, has
 * changed, so what is shown must be checked again. */
#define TF_TYPE_SESSION (tf_session_get_type ())
G_DECLARE_FINAL_TYPE (TfSession, tf_session, TF, SESSION, GObject)

TfSession *
tf_session_new (const TfSessionClient *client, gpointer data, GDestroyNotify free_data);
/* The program has gone offline or come back: emits "changed". */
void tf_session_client_changed (TfSession *self);
/* The current verifier, borrowed. NULL: it cannot be made, and the trouble says why; if there is no
 * trouble, it is still being made, and "changed" will say when it is ready. */
TfVerifier *tf_session_get_verifier (TfSession *self);
const char *tf_session_peek_trouble (TfSession *self);
/* FALSE: nobody may be asked at present. */
gboolean tf_session_may_ask (TfSession *self);
/* TRUE: the reader chose that nobody is ever asked. */
gboolean tf_session_never_asks (TfSession *self);
/* TRUE: the reader chose that nobody is asked about a message unless they want it. */
gboolean tf_session_waits_for_reader (TfSession *self);
/* Borrowed, until the next change. */
const TfPreferences *tf_session_peek_preferences (TfSession *self);
/* With "report-only": counts what would have been shown. */
void tf_session_count (TfSession *self, const TfReport *report);
/* TRUE: messages are to be checked when they arrive. */
gboolean tf_session_checks_arrivals (TfSession *self);
/* A message was checked when it arrived: opening it is to ask nobody. With a memory that is so anyway. */
void tf_session_keep_arrived (TfSession *self, const TfReport *report);
/* Puts into REQUEST what belongs to the session. ACCOUNT: that of the message; NULL: not known. ASK: the
 * DNS may be asked about this message if anybody may be asked at all. */
void tf_session_prepare (TfSession *self, TfRequest *request, const char *account,
                         gboolean ask);
/* Borrowed: what the reader told us, for messages of ACCOUNT (or NULL). */
const TfSettings *tf_session_peek_settings (TfSession *self, const char *account);
/* A reference: what was learned from mail, also when nothing is learned any more. */
TfMemory *tf_session_ref_memory (TfSession *self);
/* FALSE: the reader wants none, or the answers come from a file, which may be made up. */
gboolean tf_session_has_memory (TfSession *self);
/* The reader sends something to RECIPIENTS, which stand in a composer (UTF-8), and wanted to: they are
 * known from now on, if anything is learned. */
void tf_session_learn_recipients (TfSession *self, const char *const *recipients);
/* Borrowed: the accounts of the program, up to date, and what is believed for them. */
TfAccounts *tf_session_get_accounts (TfSession *self);
/* Borrowed: whom suspicious messages are reported to; NULL: nobody. */
const char *tf_session_peek_helpdesk (TfSession *self);
const char *tf_session_peek_program (TfSession *self);
/* Borrowed: who answers for the DNS: the address of a server, or "system" or "answers-file". */
const char *tf_session_peek_asked (TfSession *self);
/* Takes over MAIL: a composer shows it. */
void tf_session_compose (TfSession *self, TfReportMail *mail);
/* Owned: what the reader should know of the settings, a sentence a line; NULL: nothing. */
char *tf_session_dup_notes (TfSession *self);
