/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* sheet: one page about a domain for somebody else, such as an insurer: what it says, whatever form it is
 * printed in (sheet.c). Every claim has its evidence beside it. */
#pragma once

#include "posture/posture.h"

/** TfSheetRow: one line of a table; all may hold isolates. */
typedef struct {
    char *label;
    char *state;       /* a word or two; or NULL */
    char *text;        /* or NULL */
    gboolean verbatim; /* the text is a record, to be read byte by byte */
} TfSheetRow;

/** TfSheetPart: a heading and what stands below it. */
typedef struct {
    const char *heading; /* static, translated */
    const char
        *columns[3]; /* static, translated: what the rows tell; NULL: no such column */
    GPtrArray *rows; /* TfSheetRow */
} TfSheetPart;

/** TfSheet: the whole page. */
typedef struct {
    char *title;
    char *verdict;
    char *date;
    const char *limits;   /* static: what the verdict leaves open */
    const char *not_seen; /* static: what no look at the DNS shows */
    GPtrArray *parts;     /* TfSheetPart */
} TfSheet;

/** TfSheetSource: how the answers were had; all borrowed. */
typedef struct {
    const char *asked;   /* a sentence, translated: who was asked */
    const char *version; /* of the program */
} TfSheetSource;

TfSheet *tf_words_sheet_new (const TfPosture *posture, const TfSheetSource *source);
void tf_words_sheet_free (TfSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfSheet, tf_words_sheet_free)
/* The language of this translation, as in RFC 5646. */
const char *tf_words_language (void);
