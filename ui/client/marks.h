/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* marks: what the mail program notes at a message, so that its own filters, searches and lists can use
 * what was found. A mark is never read as evidence: others may set it too. */
#pragma once

#include "evaluate/report.h"

typedef enum { TF_MARK_NONE, TF_MARK_WARNING, TF_MARK_ALARM, TF_N_MARKS } TfMark;

/* The same in all languages and programs, because filters are written with it, and without a character
 * that an IMAP server refuses in a keyword. NULL for TF_MARK_NONE. */
const char *tf_mark_tag (TfMark mark);
/* The mark of a message that has NOW, after REPORT. */
TfMark tf_mark_after (TfMark now, const TfReport *report);

/** TfMarkClient: how a mail program keeps tags at a message. */
typedef struct {
    gboolean (*has) (const char *tag, gpointer data);
    void (*set) (const char *tag, gboolean is_set, gpointer data);
} TfMarkClient;

/* The worst that the message has. */
TfMark tf_mark_read (const TfMarkClient *client, gpointer data);
/* Takes away the other marks first. */
void tf_mark_write (TfMark mark, const TfMarkClient *client, gpointer data);
