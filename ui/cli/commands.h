/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* commands: one table of the commands and one of their options. The usage and --help are made from
 * it; a test compares the manual page and the completions with what these say. */
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
    const char *value; /* to be translated; NULL of a flag */
} TfCliOption;

/** TfCliCommand: one command. */
typedef struct {
    const char *name;
    const char *arguments; /* to be translated */
    const char *help;      /* to be translated */
    int (*run) (GStrv arguments);
} TfCliCommand;

extern const TfCliCommand tf_cli_commands[]; /* a NULL name at the end */
extern const TfCliOption tf_cli_check_options[];
