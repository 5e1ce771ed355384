/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* cli: the command line `truefrom`.
 *
 *   program.c   where the program begins
 *   main.c      the list of commands
 *   options.c   the options of `check`
 *   settings.c  those of them that say what the reader trusts and owns
 *   input.c     a file, standard input or a pipe as a descriptor
 *   messages.c  the messages in them: mbox, Maildir, attached
 *   record.c    the DNS answers that were used, for --record
 *   check.c     `check`: a few messages at once, printed in order
 *   explain.c   `explain`
 */
#pragma once

#include "truefrom.h"

/* The exit status. */
enum {
    TF_EXIT_QUIET = 0,
    TF_EXIT_SUSPICIOUS = 1, /* at least one alarm or warning */
    TF_EXIT_INCOMPLETE = 2, /* at least one TF13 */
    TF_EXIT_FILE = 3,       /* a file could not be read or written */
    TF_EXIT_USAGE = 64
};

/* One whole run of `truefrom`: ARGV is its command line. Returns the exit status. */
int tf_cli_main (int argc, char **argv);

/* One sentence on standard error, with control characters escaped. TEMPLATE is translated
 * and may hold {a} and {b}. */
void tf_cli_complain (const char *template, const char *a, const char *b);

/* ---- options.c ----------------------------------------------------------------- */

/** TfCliOptions: what the command line of `check` says. */
typedef struct {
    gboolean json;
    gboolean offline;
    gboolean allow_legacy_crypto;
    gboolean attached;
    char *answers;
    char *record;
    char *resolver;
    char *displayed_from; /* UTF-8 */
    gint64 now;           /* -1 absent */
    gint64 received_at;   /* -1 absent */
    char *ip;             /* the SMTP envelope; or NULL */
    char *helo;
    char *mail_from;
    GStrv trusted_servers;
    GStrv borders;
    GStrv trusted_sealers;
    GStrv own;
    GStrv protected_domains;
    GStrv files;
} TfCliOptions;

/* FALSE: *ret_status is the exit status; whatever there is to say has been said. */
gboolean tf_cli_options_parse (TfCliOptions *options, GStrv arguments, int *ret_status);
void tf_cli_options_clear (TfCliOptions *options);
/* Seconds since 1970, or ISO 8601 (UTC where no zone is given). */
gboolean tf_cli_parse_time (const char *text, gint64 *ret_seconds);

/* ---- settings.c ---------------------------------------------------------------- */

/* Owned. NULL: a value cannot be used; that has been said. */
TfSettings *tf_cli_settings_new (const TfCliOptions *options);
/* The same for attached messages, of which nobody knows how they came: no server is
 * believed there. */
TfSettings *tf_cli_settings_new_attached (const TfCliOptions *options);
/* Whether --ip, --helo and --mail-from are an SMTP envelope; says what is wrong. */
gboolean tf_cli_envelope_is_good (const TfCliOptions *options);

/* ---- input.c ------------------------------------------------------------------- */

/* -1 and error: NAME cannot be read. "-" is standard input. What cannot be read at any
 * place (a pipe) is copied to an unnamed temporary file first. *ret_time is that of the
 * file; -1 without one. */
int tf_cli_input_open (const char *name, goffset *ret_offset, gint64 *ret_time,
                       GError **error);
void tf_cli_set_errno_error (GError **error); /* what errno says now */

/* ---- messages.c ---------------------------------------------------------------- */

/** TfCliMessage: one message, or why there is none. */
typedef struct {
    char *file;  /* as it was named, or in a Maildir */
    guint index; /* which of the file, from 0 */
    gboolean is_mbox;
    char *part;         /* of an attached message; or NULL */
    TfRequest *request; /* NULL with error */
    GError *error;
} TfCliMessage;

void tf_cli_message_clear (TfCliMessage *message);

typedef struct _TfCliMessages TfCliMessages;

TfCliMessages *tf_cli_messages_new (const TfCliOptions *options); /* borrowed */
void tf_cli_messages_free (TfCliMessages *messages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfCliMessages, tf_cli_messages_free)
/* FALSE: none is left. */
gboolean tf_cli_messages_next (TfCliMessages *messages, TfCliMessage *ret_message);

/* ---- record.c ------------------------------------------------------------------ */

typedef struct _TfCliRecord TfCliRecord;

/* Opens FILE for writing at once, so that a wrong path is known before any question is
 * asked. */
TfCliRecord *tf_cli_record_new (const char *file, GError **error);
void tf_cli_record_add (TfCliRecord *record, TfReport *report);
/* Writes all of it; the record can only be freed afterwards. */
gboolean
tf_cli_record_write (TfCliRecord *record, gint64 now, gint64 received_at, GError **error);
void tf_cli_record_free (TfCliRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfCliRecord, tf_cli_record_free)

/* ---- commands: they return the exit status; ARGUMENTS[0] is the name of the command  */

int tf_cli_check (GStrv arguments);
int tf_cli_explain (GStrv arguments);
