/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* zip-writer: see zip.h. Stored, not packed: whoever opens the file in twenty years needs no
 * decoder, and a digest of an entry is that of the bytes in the file. */
#include "archive/zip.h"

#include <archive.h>
#include <archive_entry.h>

#define FILE_MODE 0600

struct _TfZipWriter {
    struct archive *archive;
    TfZipSink sink; /* NULL: it gave up, or nothing more is to be written */
    gpointer data;
    gint64 time;
    gboolean good;
};

/* libarchive leaks its buffer after a failure here: so it never hears of one. */
static la_ssize_t
on_write (struct archive *archive, void *data, const void *bytes, size_t length)
{
    TfZipWriter *writer = data;

    if (writer->sink != NULL && !writer->sink (writer->data, bytes, length))
        writer->sink = NULL;
    return (la_ssize_t)length;
}

TfZipWriter *
tf_zip_writer_new (TfZipSink sink, gpointer data, gint64 time)
{
    TfZipWriter *writer = g_new0 (TfZipWriter, 1);

    writer->archive = archive_write_new ();
    writer->sink = sink;
    writer->data = data;
    writer->time = time;
    archive_write_set_format_zip (writer->archive);
    archive_write_zip_set_compression_store (writer->archive);
    archive_write_set_bytes_in_last_block (writer->archive, 1); /* no padding */
    writer->good = archive_write_open2 (writer->archive, writer, NULL, on_write, NULL,
                                        NULL) == ARCHIVE_OK;
    return writer;
}

gboolean
tf_zip_writer_add (TfZipWriter *writer, const char *name, gconstpointer bytes,
                   gsize length)
{
    struct archive_entry *entry = archive_entry_new ();

    archive_entry_set_pathname (entry, name);
    archive_entry_set_filetype (entry, AE_IFREG);
    archive_entry_set_perm (entry, FILE_MODE);
    archive_entry_set_size (entry, (la_int64_t)length);
    archive_entry_set_mtime (entry, (time_t)writer->time, 0);
    writer->good =
        writer->good && archive_write_header (writer->archive, entry) == ARCHIVE_OK &&
        archive_write_data (writer->archive, bytes, length) == (la_ssize_t)length &&
        archive_write_finish_entry (writer->archive) == ARCHIVE_OK;
    archive_entry_free (entry);
    return writer->good && writer->sink != NULL;
}

gboolean
tf_zip_writer_end (TfZipWriter *writer)
{
    writer->good = writer->good && archive_write_close (writer->archive) == ARCHIVE_OK;
    return writer->good && writer->sink != NULL;
}

/* One that was not ended is not finished either: nothing more is written. */
void
tf_zip_writer_free (TfZipWriter *writer)
{
    writer->sink = NULL;
    archive_write_free (writer->archive);
    g_free (writer);
}
