/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* evidence: a folder with a message and what `truefrom check` needs to come to the same report
 * again, at any time. Its bytes are those that were checked, or there is no folder. */
#pragma once

#include <gio/gio.h>

#include "evaluate/report.h"

#define TF_EVIDENCE_MESSAGE "message.eml"
#define TF_EVIDENCE_ANSWERS "answers.json"
#define TF_EVIDENCE_REPORT  "report.txt"

/* Makes the folder NAME in PARENT (NAME-2 where that is there already) for its owner alone, with the
 * message of REQUEST, whose source is read in a worker, and with FILES: name, text, name, text…,
 * NULL at the end. REPORT says what was checked. */
void
tf_evidence_write_async (TfRequest *request, const TfReport *report, const char *parent,
                         const char *name, const char *const *files,
                         GAsyncReadyCallback callback, gpointer user_data);
/* Owned: the folder. NULL and error, a whole sentence: nothing is left behind. */
char *tf_evidence_write_finish (GAsyncResult *result, GError **error);
/* Removes FOLDER with the files of the names above. */
void tf_evidence_remove (const char *folder);

/* Owned: the answers that REPORT rests on, in the form of --record. */
char *tf_evidence_answers (const TfReport *report);
/* Owned: the options of `truefrom check` that say what SETTINGS (or NULL) and the mail program said. */
GStrv tf_evidence_options (const TfReport *report, const TfSettings *settings);

/* For tests, which cannot wait TF_LIMIT_READ_MS. */
void tf_evidence_set_limit (guint milliseconds);
