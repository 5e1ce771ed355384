/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* cli: the command line `truefrom`.
 *
 *   program.c   the entry point of the program
 *   main.c      the usage, and which command to run
 *   commands.c  the table of commands (commands.h)
 *   syntax.c    how each of them is written, with its options
 *   options.c   the options of a command, read and interpreted
 *   settings.c  those that say what the reader trusts and owns
 *   input.c     a file, standard input or a pipe as a descriptor
 *   messages.c  the messages in them: mbox, Maildir, MH, attached
 *   forms.c     what to say about a file that is not a message or cannot be read
 *   record.c    the DNS answers that were used, for --record
 *   check.c     `check`: a few messages at once, in order
 *   output.c    what is printed about them
 *   explain.c   `explain`
 *   setup.c     `setup`
 */
#pragma once

#include "message/message.h"
#include "truefrom.h"

/* The exit status. */
enum {
    TF_EXIT_QUIET = 0,
    TF_EXIT_SUSPICIOUS = 1, /* at least one alarm or warning */
    TF_EXIT_INCOMPLETE = 2, /* at least one TF13 */
    TF_EXIT_FILE = 3,       /* a file could not be read or written, or is not a message */
    TF_EXIT_USAGE = 64
};

/* One whole run of `truefrom`: ARGV is its command line. Returns the exit status. */
int tf_cli_main (int argc, char **argv);

/* Prints one sentence on standard error, with control characters escaped. TEMPLATE is already
 * translated and may contain {a} and {b}. */
void tf_cli_complain (const char *template, const char *a, const char *b);

/* ---- options.c ----------------------------------------------------------------- */

struct _TfCliSyntax;

/** TfCliOptions: what the command line of a command with options says. */
typedef struct {
    gboolean json;
    gboolean offline;
    gboolean allow_legacy_crypto;
    gboolean attached;
    gboolean no_attached;
    gboolean summary;
    gboolean details;
    gboolean apply;
    gboolean headers_only; /* nothing else of a message is wanted */
    char *answers;
    char *record;
    char *resolver;
    char *displayed_from; /* UTF-8 */
    char *now_text;
    char *received_at_text;
    gint64 now;         /* -1 absent */
    gint64 received_at; /* -1 absent */
    char *ip;           /* the SMTP envelope; or NULL */
    char *helo;
    char *mail_from;
    GStrv trusted_servers;
    GStrv borders;
    GStrv trusted_sealers;
    GStrv own;
    GStrv known;
    GStrv known_lists;
    GStrv protected_domains;
    GStrv files;
} TfCliOptions;

/* FALSE: *ret_status is the exit status; any message has already been printed. */
gboolean tf_cli_options_parse (TfCliOptions *options, const struct _TfCliSyntax *syntax,
                               GStrv arguments, int *ret_status);
void tf_cli_options_clear (TfCliOptions *options, const struct _TfCliSyntax *syntax);
/* FALSE: attached messages are only counted. */
gboolean tf_cli_options_judge_attached (const TfCliOptions *options);
/* Seconds since 1970, or ISO 8601 (UTC where no zone is given). */
gboolean tf_cli_parse_time (const char *text, gint64 *ret_seconds);

/* ---- settings.c ---------------------------------------------------------------- */

/* Owned. NULL: a value cannot be used; a message has already been printed. */
TfSettings *tf_cli_settings_new (const TfCliOptions *options);
/* The same for attached messages: nobody knows how they came, so no server is believed. */
TfSettings *tf_cli_settings_new_attached (const TfCliOptions *options);
/* Whether --ip, --helo and --mail-from are an SMTP envelope; says what is wrong. */
gboolean tf_cli_envelope_is_good (const TfCliOptions *options);

/* ---- input.c ------------------------------------------------------------------- */

/** TfCliInput: an open file, or a part of it. */
typedef struct {
    int fd;         /* -1: closed */
    goffset offset; /* where to begin */
    goffset length; /* -1: up to the end */
    gint64 time;    /* of the file; -1 without one */
    TfThrough through;
} TfCliInput;

/* FALSE and error: NAME cannot be read. "-" is standard input. What is not seekable (a pipe), or must
 * be rewritten, is first copied to an unnamed temporary file. */
gboolean tf_cli_input_open (TfCliInput *input, const char *name, GError **error);
void tf_cli_input_close (TfCliInput *input);
/* The first bytes; -1 and error: they cannot be read. */
gssize
tf_cli_input_peek (const TfCliInput *input, char *block, gsize size, GError **error);
/* Moves the start of PART, a message in a file with several, past what must be read through there. With
 * Mac line ends it gets a descriptor of its own. FALSE and error: it cannot be read. */
gboolean tf_cli_input_read_through (TfCliInput *part, GError **error);
void tf_cli_set_errno_error (GError **error); /* from the current errno */

/* ---- messages.c ---------------------------------------------------------------- */

/** TfCliMessage: one message, or why there is none. */
typedef struct {
    char *file;  /* as named on the command line, or a file in a named folder */
    guint index; /* which one in the file, from 0 */
    gboolean is_mbox;
    char *part; /* of an attached message; or NULL */
    TfThrough through;
    guint n_attached;   /* to it and to what is attached to it */
    TfForm form;        /* if not TF_FORM_MESSAGE, there is no request */
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

/* ---- forms.c ------------------------------------------------------------------- */

/* Owned: which message, for people. */
char *tf_cli_message_label (const TfCliMessage *message);
/* One sentence for a message without a request, or that could not be read further: what is wrong, or
 * what the file looks like and what to do. */
void tf_cli_complain_of_message (const TfCliMessage *message, const GError *error);

/* ---- output.c ------------------------------------------------------------------ */

/* 0: lines are not wrapped, as for a pipe. */
guint tf_cli_terminal_width (void);

typedef struct _TfCliOutput TfCliOutput;

TfCliOutput *tf_cli_output_new (const TfCliOptions *options); /* borrowed */
/* To be called in the order of the command line, for an attached message after the one that carries
 * it. */
void tf_cli_output_add (TfCliOutput *output, const TfCliMessage *message,
                        const TfReport *report);
/* One sentence for a message of which there is no report. */
void tf_cli_output_add_error (TfCliOutput *output, const TfCliMessage *message,
                              const GError *error);
/* Prints what had to wait for the last message. */
void tf_cli_output_end (TfCliOutput *output);
void tf_cli_output_free (TfCliOutput *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfCliOutput, tf_cli_output_free)

/* ---- record.c ------------------------------------------------------------------ */

typedef struct _TfCliRecord TfCliRecord;

/* Opens FILE for writing at once, so that a wrong path is known before any question is
 * asked. */
TfCliRecord *tf_cli_record_new (const char *file, GError **error);
void tf_cli_record_add (TfCliRecord *record, TfReport *report);
/* Writes everything; afterwards the record can only be freed. */
gboolean
tf_cli_record_write (TfCliRecord *record, gint64 now, gint64 received_at, GError **error);
void tf_cli_record_free (TfCliRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfCliRecord, tf_cli_record_free)

/* ---- commands: they return the exit status; ARGUMENTS[0] is the name of the command  */

int tf_cli_check (GStrv arguments);
int tf_cli_explain (GStrv arguments);
int tf_cli_setup (GStrv arguments);
