/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* spoofs: what is said about messages that pretend to be somebody (spoofs.c). */
#pragma once

#include "feedback/spoofs.h"
#include "words/page.h"

/** TfSpoofsReading: what was read. */
typedef struct {
    const TfSpoofs *spoofs;
    gboolean with_memory;
    guint64 n_lines; /* that could not be used */
} TfSpoofsReading;

/* Owned: what matters. */
char *tf_words_spoofs (const TfSpoofs *spoofs);
/* Owned; what READING names must outlive it. MAX_ROWS of each table; 0: all. IS_TEXT: nothing opens. */
TfPage *
tf_words_spoofs_page (const TfSpoofsReading *reading, guint max_rows, gboolean is_text);
