/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* commands: the table of commands (commands.c) and how each is written (syntax.c). The usage and
 * --help are made from them; a test compares the manual page and the completions with what these
 * say. */
#pragma once

#include <glib.h>

typedef enum {
    TF_CLI_FLAG,
    TF_CLI_WORD,
    TF_CLI_WORDS, /* may be repeated */
    TF_CLI_FILE
} TfCliKind;

/** TfCliOption: one long option. */
typedef struct {
    const char *name; /* without its hyphens */
    TfCliKind kind;
    gsize offset;      /* in TfCliOptions: gboolean, char * or GStrv */
    const char *help;  /* to be translated */
    const char *value; /* to be translated; NULL for a flag */
} TfCliOption;

/** TfCliSyntax: how a command is written, and its --help. All words are to be translated. */
typedef struct _TfCliSyntax {
    const char *name;
    const char *arguments;
    const char *help;           /* a few words */
    const TfCliOption *options; /* a NULL name at the end; or NULL */
    const char *summary;        /* a sentence above the options; NULL without any */
    const char *notes;          /* what stands beneath them */
} TfCliSyntax;

extern const TfCliSyntax tf_cli_check_syntax;
extern const TfCliSyntax tf_cli_explain_syntax;
extern const TfCliSyntax tf_cli_domain_syntax;
extern const TfCliSyntax tf_cli_setup_syntax;
extern const TfCliSyntax tf_cli_memory_syntax;
extern const TfCliSyntax tf_cli_evidence_syntax;
extern const TfCliSyntax tf_cli_report_syntax;
extern const TfCliSyntax tf_cli_aggregate_syntax;
extern const TfCliSyntax tf_cli_scan_syntax;
extern const TfCliSyntax tf_cli_spoofs_syntax;

/** TfCliCommand: one command. */
typedef struct {
    const TfCliSyntax *syntax;
    int (*run) (GStrv arguments);
} TfCliCommand;

extern const TfCliCommand tf_cli_commands[]; /* a NULL syntax at the end */
