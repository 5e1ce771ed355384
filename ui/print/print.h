/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* print: a report for machines and for people at a terminal.
 *
 *   printer.h      one way to write structures, whatever their form
 *   json.c, json-checks.c
 *                  the members of a report
 *   json-writer.c  the syntax of JSON
 *   text.c         a report in full, and its first line
 *   wrap.c         lines for a terminal
 *   through.c      what was read through, in words
 */
#pragma once

#include <stdio.h>

#include "evaluate/report.h"

/** TfPrintMessage: which message a report is about; all borrowed. */
typedef struct {
    const char *file;
    guint index;          /* in FILE, from 0 */
    const char *part;     /* of an attached message; or NULL */
    const char *label;    /* all of these, for people */
    const char *identity; /* the same however it is stored; NULL: not known */
    TfThrough through;
    guint n_attached; /* to it and to what is attached to it */
} TfPrintMessage;

/** TfPrintStyle: how text is laid out. */
typedef struct {
    gboolean colour;
    guint width; /* that of the terminal; 0: lines are not wrapped */
} TfPrintStyle;

/* Owned: one JSON object on one line, schema truefrom.check/1; always valid UTF-8. */
char *tf_print_json (const TfReport *report, const TfPrintMessage *message);
/* Owned: the first line, and a paragraph under it; control characters in data escaped. */
char *tf_print_text (const TfReport *report, const TfPrintMessage *message,
                     const TfPrintStyle *style);
/* Owned: the first line alone: level, code, Subject, From address, Date. */
char *tf_print_line (const TfReport *report, const TfPrintMessage *message,
                     const TfPrintStyle *style);

/* A character that may steer a terminal or hide what is shown: controls and format
 * characters. */
gboolean tf_print_needs_escape (gunichar c);
/* Owned: foreign text (any bytes) with control and direction characters as \xNN and
 * \uNNNN. */
char *tf_print_escape (const char *text);

/* ---- wrap.c ------------------------------------------------------------------------ */

/* How many columns of a terminal TEXT takes. */
guint tf_print_columns (const char *text);

/* Owned: LINE with a line end, broken where it would exceed WIDTH columns (0: never), so that a
 * terminal never breaks it itself; the first line begins after FIRST spaces, all others after REST.
 * The only control sequences allowed in it are our own colours. */
char *tf_print_wrap (const char *line, guint width, guint first, guint rest);

/* ---- through.c --------------------------------------------------------------------- */

/* The word of JSON for the flag 1 << BIT of TfThrough; NULL: there are no more. */
const char *tf_print_through_word (guint bit);
/* A sentence for it, translated. */
const char *tf_print_through_sentence (guint bit);
