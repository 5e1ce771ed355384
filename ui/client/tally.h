/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* tally: above how many messages something would have been shown while "report-only" was on, by code. A
 * small file in the reader's state folder, shared by all mail programs: codes, numbers and when the
 * counting began; nothing about any message. */
#pragma once

#include "client/talk.h"

/** TfTally: what was counted. */
typedef struct {
    gint64 since;   /* in seconds since 1970; 0: nothing was counted yet */
    GStrv codes;    /* "TF01" and so on, in order */
    guint *numbers; /* of messages, for each of CODES */
} TfTally;

/** TfTallyCounter: who counts, in one program. */
typedef struct _TfTallyCounter TfTallyCounter;

TfTallyCounter *tf_tally_counter_new (void);
void tf_tally_counter_free (TfTallyCounter *counter);
/* Counts the message of REPORT once, however often this program shows it, if TALK includes it. A worker
 * writes the file. */
void tf_tally_counter_add (TfTallyCounter *counter, TfTalk talk, const TfReport *report);

/* What all programs have counted; never NULL. */
TfTally *tf_tally_load (void);
void tf_tally_free (TfTally *tally);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfTally, tf_tally_free)
/* Forgets all of it. FALSE: the file could not be removed. */
gboolean tf_tally_reset (void);
/* Owned: where the file is, or will be. */
char *tf_tally_dup_path (void);
