/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* cli: the command line `truefrom`.
 *
 *   program.c   the entry point of the program
 *   main.c      the usage, and which command to run
 *   commands.c  the table of commands (commands.h)
 *   syntax.c    how each of them is written, with its options
 *   options.c   the options of a command, read and interpreted
 *   follow.c    the settings of mail programs, as if they were options
 *   settings.c  those that say what the reader trusts and owns
 *   input.c     a file, standard input or a pipe as a descriptor
 *   messages.c  the messages in them: mbox, Maildir, MH, attached
 *   forms.c     what to say about a file that is not a message or cannot be read
 *   record.c    the DNS answers that were used, for --record
 *   check.c     `check`: a few messages at once, in order
 *   asking.c    who is asked, and what the options say about how messages arrived
 *   replay.c    evidence among the files, which is checked again
 *   single.c    one message, checked, with its bytes
 *   evidence.c  `evidence`
 *   report.c    `report`
 *   report-key.c  the secret with which addresses are hidden in it
 *   output.c    what is printed about them
 *   explain.c   `explain`
 *   setup.c     `setup`
 *   memory.c    `memory`
 *   domain.c    `domain`
 *   domain-output.c     what is printed about them
 *   domain-names.c      which domains
 *   domain-selectors.c  under which selectors their keys may be
 *   aggregate.c `aggregate`
 *   pages.c     what commands share that give a page of figures (pages.h)
 *   scan.c      `scan` (scan.h)
 *   spoofs.c    `spoofs`
 *   folders.c   the files in folders and in what is in them
 *   lines.c     the lines of a file
 */
#pragma once

#include "dns/dns.h"
#include "evidence/evidence.h"
#include "memory/memory.h"
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
    gboolean all;
    gboolean no_memory;
    gboolean no_settings;
    gboolean follows_later; /* the command itself takes the settings in */
    gboolean may_lack_files;
    gboolean takes_names; /* domains, not files */
    gboolean parked;
    gboolean csv;
    gboolean merge;
    gboolean exit_zero;
    gboolean headers_only; /* nothing else of a message is wanted */
    gboolean headers;      /* of a report: without the body */
    gboolean full;         /* of a report: nothing is hidden */
    gboolean zip;
    gboolean text;
    char *from; /* of a report */
    char *answers;
    char *record;
    char *output;
    char *html;
    char *state; /* a file; or NULL */
    char *shard; /* "2/7" */
    char *jobs;
    char *dns_rate;
    char *memory; /* a file; or NULL */
    char *brands; /* a file; or NULL */
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
    GStrv accepted_signers;
    GStrv accepted_senders;
    GStrv alias_services;
    GStrv selectors;
    GStrv from_mail; /* files and folders with mail */
    char *list;      /* a file with domains */
    char *compare;   /* a file with an earlier result */
    char *sheet;     /* "html" or "text" */
    char *audience;  /* "caller", "reader" or "admin" */
    GStrv files;
    char *call; /* as it was typed, nearly */
} TfCliOptions;

/* FALSE: *ret_status is the exit status; any message has already been printed. */
gboolean tf_cli_options_parse (TfCliOptions *options, const struct _TfCliSyntax *syntax,
                               GStrv arguments, int *ret_status);
void tf_cli_options_clear (TfCliOptions *options, const struct _TfCliSyntax *syntax);
/* FALSE: attached messages are only counted. */
gboolean tf_cli_options_judge_attached (const TfCliOptions *options);
/* Seconds since 1970, or ISO 8601 (UTC where no zone is given). */
gboolean tf_cli_parse_time (const char *text, gint64 *ret_seconds);

/* Whether what tf_cli_complain() says has been said, by a process before this one. */
void tf_cli_hush (gboolean is_said);

/* ---- follow.c ------------------------------------------------------------------ */

/* Adds what the settings of the user's mail programs say, if SYNTAX has --no-settings and it was not given. */
void tf_cli_follow_settings (TfCliOptions *options, const struct _TfCliSyntax *syntax);

/* ---- settings.c ---------------------------------------------------------------- */

/* Owned. NULL: a value cannot be used; a message has already been printed. */
TfSettings *tf_cli_settings_new (const TfCliOptions *options);
/* The same for attached messages: nobody knows how they came, so no server is believed. */
TfSettings *tf_cli_settings_new_attached (const TfCliOptions *options);
/* Whether --ip, --helo and --mail-from are an SMTP envelope; says what is wrong. */
gboolean tf_cli_envelope_is_good (const TfCliOptions *options);

/* ---- known.c ------------------------------------------------------------------- */

/* Gives both settings the lists of brands: FILE (or NULL), then the administrator's. FALSE: FILE cannot be
 * read; that has been said. */
gboolean
tf_cli_known_brands (const char *file, TfSettings *settings, TfSettings *attached);
/* Gives both settings whom the reader has written to: as RECORDED (of char *; or NULL) with the answers,
 * otherwise as MEMORY (or NULL) says. Owned: the same. */
TfKnowledge *tf_cli_known_recipients (const GPtrArray *recorded, TfMemory *memory,
                                      TfSettings *settings, TfSettings *attached);

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
/* The same without a look at what is in it. */
gboolean tf_cli_input_open_raw (TfCliInput *input, const char *name, GError **error);
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
    char *part;     /* of an attached message; or NULL */
    char *identity; /* for JSON; or NULL */
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

/* Whether standard output is a terminal that shows colours. */
gboolean tf_cli_has_colour (void);
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
/* RECIPIENTS: whom the reader has written to; those who took part are recorded. */
void
tf_cli_record_add (TfCliRecord *record, TfReport *report, const TfKnowledge *recipients);
void tf_cli_record_add_answers (TfCliRecord *record, TfDns *dns);
/* Writes everything; afterwards the record can only be freed. */
gboolean
tf_cli_record_write (TfCliRecord *record, gint64 now, gint64 received_at, GError **error);
void tf_cli_record_free (TfCliRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfCliRecord, tf_cli_record_free)

/* ---- single.c ------------------------------------------------------------------ */

/** TfCliSingle: one message. Initially zeroed. */
typedef struct {
    TfSettings *settings;
    TfRequest *request;
    GBytes *bytes; /* of the message */
    TfReport *report;
    gint64 now;
} TfCliSingle;

/* Checks the only message of FILE. Returns the exit status; what is wrong has been said. */
int
tf_cli_single_check (const TfCliOptions *options, const char *file, TfCliSingle *single);
void tf_cli_single_clear (TfCliSingle *single);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TfCliSingle, tf_cli_single_clear)
/* Owned: the report on REQUEST, which is waited for. NULL and error. */
TfReport *tf_cli_check_now (TfVerifier *verifier, TfRequest *request, GError **error);
/* Says why FILE could not be read. Returns the exit status. */
int tf_cli_complain_of_file (const char *file, const char *why);

/* ---- report-key.c -------------------------------------------------------------- */

#define TF_CLI_KEY_BYTES 32

/* The secret of this user, made if there is none. FALSE: it could not be kept, so it is one for this time. */
gboolean tf_cli_report_key (guint8 ret_key[TF_CLI_KEY_BYTES]);

/* ---- asking.c ------------------------------------------------------------------ */

/* Owned. NULL: *ret_status says how to end; a message has already been printed. */
TfResolver *tf_cli_resolver_new (const TfCliOptions *options, int *ret_status);
/* The time now: that of the options, of RESOLVER, or of the computer. */
gint64 tf_cli_get_now (const TfCliOptions *options, TfResolver *resolver);
/* When the messages arrived, as the options or RESOLVER say; -1: they do not. */
gint64 tf_cli_get_received_at (const TfCliOptions *options, TfResolver *resolver);
/* Puts into REQUEST what the options say about how the messages arrived, at RECEIVED_AT or -1. */
void
tf_cli_tell_the_way (const TfCliOptions *options, gint64 received_at, TfRequest *request);

/* ---- replay.c ------------------------------------------------------------------ */

/* Owned: FILE as evidence, whole and unchanged, and the identity of its message (owned). NULL without an error: it is
 * no evidence. */
TfReplay *tf_cli_replay_open (const char *file, char **ret_identity, GError **error);
/* The same of what may have been changed. NULL and error: it is no evidence, or damaged. */
TfBundle *tf_cli_bundle_open (const char *file, GError **error);
/* Whether FILE, which is not a pipe, begins like evidence. */
gboolean tf_cli_is_evidence (const char *file);

/* ---- memory.c ------------------------------------------------------------------ */

/* Owned. Says what is wrong with it. */
TfMemory *tf_cli_memory_open (const char *file);
/* Owned: the memory that the options name, which VERIFIER uses too; NULL: they name none. */
TfMemory *tf_cli_use_memory (const TfCliOptions *options, TfVerifier *verifier);

/* ---- domain-names.c ------------------------------------------------------------ */

/* Owned (of char *): the domains on the command line and in the file of --file, as the core writes
 * them, each once. NULL: one cannot be used, which has been said; *ret_status says how to end. */
GPtrArray *tf_cli_domains_new (const TfCliOptions *options, int *ret_status);
/* Owned: TEXT without blanks around it and without what cannot be seen, as a domain; NULL: it is none. */
char *tf_cli_domain_parse (const char *text);

/* ---- domain-output.c ----------------------------------------------------------- */

struct _TfPosture;
typedef struct _TfCliPostures TfCliPostures;

/* OPTIONS is borrowed. NULL: *ret_status says how to end; a message has already been printed. */
TfCliPostures *tf_cli_postures_new (const TfCliOptions *options, int *ret_status);
/* Prints it. TRUE: it is weaker than in the result of --compare. */
gboolean tf_cli_postures_add (TfCliPostures *output, const struct _TfPosture *posture);
void tf_cli_postures_free (TfCliPostures *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfCliPostures, tf_cli_postures_free)

/* ---- domain-selectors.c -------------------------------------------------------- */

typedef struct _TfCliSelectors TfCliSelectors;

/* Owned: the selectors that are named, and those that mail has. NULL: *ret_status says how to end. */
TfCliSelectors *tf_cli_selectors_new (const TfCliOptions *options, int *ret_status);
/* Owned (of char *): those for DOMAIN. */
GPtrArray *tf_cli_selectors_of (const TfCliSelectors *selectors, const char *domain);
void tf_cli_selectors_free (TfCliSelectors *selectors);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfCliSelectors, tf_cli_selectors_free)

/* ---- folders.c ----------------------------------------------------------------- */

/* Owned (char *): PATH, or the files in it if it is a folder, and in its folders, in order. What begins with a
 * dot and links to folders are left out. */
GPtrArray *tf_cli_list_files (const char *path);

/* ---- lines.c ------------------------------------------------------------------- */

typedef void (*TfCliLineFunc) (gpointer data, TfSpan line);

/* Calls TAKE for each line, without its end. Of one that is longer than LIMIT it gets more than LIMIT bytes, once;
 * the rest of it is skipped. FALSE with errno: INPUT could not be read to its
 * end. */
gboolean tf_cli_read_lines (const TfCliInput *input, gsize limit, TfCliLineFunc take,
                            gpointer data);

/* ---- commands: they return the exit status; ARGUMENTS[0] is the name of the command  */

int tf_cli_check (GStrv arguments);
int tf_cli_domain (GStrv arguments);
int tf_cli_explain (GStrv arguments);
int tf_cli_setup (GStrv arguments);
int tf_cli_memory (GStrv arguments);
int tf_cli_evidence (GStrv arguments);
int tf_cli_report (GStrv arguments);
int tf_cli_aggregate (GStrv arguments);
int tf_cli_scan (GStrv arguments);
int tf_cli_spoofs (GStrv arguments);
