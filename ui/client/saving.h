/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* saving: a message on its way to the disk: alone, to be attached to a report, or in a zip with all that
 * belongs to its check. Its bytes are those that were checked, or there is no file.
 *
 *   saving.c         starts, waits, and gives up on a disk that never answers
 *   saving-worker.c  reads and writes
 */
#pragma once

#include <gio/gio.h>

#include "evaluate/report.h"

#define TF_SAVING_MESSAGE  "message.eml"
#define TF_SAVING_MANIFEST "MANIFEST.sha256"

/* A message that is longer goes into no zip: it is put together in memory. */
#define TF_SAVING_LIMIT_BYTES (100 * 1024 * 1024)

/* Makes the folder NAME in PARENT (NAME-2 where that is there already) for its owner alone, with the
 * message of REQUEST, whose source is read in a worker. REPORT says what was checked. */
void
tf_saving_copy_async (TfRequest *request, const TfReport *report, const char *parent,
                      const char *name, GAsyncReadyCallback callback, gpointer user_data);
/* Makes the zip PATH (with a number before ".zip" where that is there already) for its owner alone: the
 * first of FILES (name, text, name, text…, NULL), the message, the others, and the digests of all. */
void tf_saving_zip_async (TfRequest *request, const TfReport *report, const char *path,
                          const char *const *files, GAsyncReadyCallback callback,
                          gpointer user_data);
/* Owned: the folder, or the zip. NULL and error, a whole sentence: nothing is left behind. */
char *tf_saving_finish (GAsyncResult *result, GError **error);
/* Removes FOLDER with its message. */
void tf_saving_remove_copy (const char *folder);

/* For tests, which cannot wait TF_LIMIT_READ_MS. */
void tf_saving_set_limit (guint milliseconds);
