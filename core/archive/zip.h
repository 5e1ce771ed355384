/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* zip: zips, written and read. Nothing in an archive is written to disk, and a name in one is only text.
 *
 *   zip-writer.c  a zip whose entries are stored as they are
 *   zip-reader.c  the entries of a zip, which may be hostile
 */
#pragma once

#include <glib.h>

/* ---- zip-writer.c ------------------------------------------------------------------ */

/* Takes the next bytes of the file. FALSE ends the writing; why is for the one who wrote the function. */
typedef gboolean (*TfZipSink) (gpointer data, const void *bytes, gsize length);

typedef struct _TfZipWriter TfZipWriter;

/* TIME, in seconds since 1970, is that of every entry: the same entries give the same bytes. */
TfZipWriter *tf_zip_writer_new (TfZipSink sink, gpointer data, gint64 time);
/* FALSE: the sink gave up. NAME is ASCII. */
gboolean tf_zip_writer_add (TfZipWriter *writer, const char *name, gconstpointer bytes,
                            gsize length);
/* Writes the end of the file. FALSE: the sink gave up. */
gboolean tf_zip_writer_end (TfZipWriter *writer);
void tf_zip_writer_free (TfZipWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfZipWriter, tf_zip_writer_free)

/* ---- zip-reader.c ------------------------------------------------------------------ */

typedef enum {
    TF_ZIP_ENTRY,
    TF_ZIP_END,
    TF_ZIP_BROKEN, /* it is no zip, or damaged, encrypted, or packed in a way that is not read */
    TF_ZIP_TOO_LARGE
} TfZipState;

typedef struct _TfZipReader TfZipReader;

/* Reads FD, which remains the caller's, from where it is. */
TfZipReader *tf_zip_reader_new (int fd);
/* On TF_ZIP_ENTRY *ret_name is owned: ASCII, other bytes are "?". */
TfZipState tf_zip_reader_next (TfZipReader *reader, char **ret_name);
/* The content of the entry, at most LIMIT bytes, whatever the archive says about its size. On
 * TF_ZIP_ENTRY *ret_bytes is owned. */
TfZipState tf_zip_reader_read (TfZipReader *reader, gsize limit, GBytes **ret_bytes);
void tf_zip_reader_free (TfZipReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfZipReader, tf_zip_reader_free)
