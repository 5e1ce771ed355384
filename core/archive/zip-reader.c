/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* zip-reader: see zip.h. Only zips are read, without the filters and other forms that libarchive
 * knows: what cannot be reached cannot be attacked. */
#include "archive/zip.h"

#include <archive.h>
#include <archive_entry.h>

#include "base/limits.h"

struct _TfZipReader {
    struct archive *archive;
    gboolean opened;
};

TfZipReader *
tf_zip_reader_new (int fd)
{
    TfZipReader *reader = g_new0 (TfZipReader, 1);

    reader->archive = archive_read_new ();
    archive_read_support_format_zip_seekable (reader->archive);
    reader->opened =
        archive_read_open_fd (reader->archive, fd, TF_READ_BLOCK) == ARCHIVE_OK;
    return reader;
}

static char *
dup_name (struct archive_entry *entry)
{
    const char *name = archive_entry_pathname (entry);
    char *ascii = g_strdup (name != NULL ? name : "?");

    for (char *at = ascii; *at != '\0'; at++)
        if (!g_ascii_isprint (*at))
            *at = '?';
    return ascii;
}

TfZipState
tf_zip_reader_next (TfZipReader *reader, char **ret_name)
{
    struct archive_entry *entry = NULL;
    int status = reader->opened ? archive_read_next_header (reader->archive, &entry)
                                : ARCHIVE_FATAL;

    if (status == ARCHIVE_EOF)
        return TF_ZIP_END;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
        return TF_ZIP_BROKEN;
    *ret_name = dup_name (entry);
    return TF_ZIP_ENTRY;
}

TfZipState
tf_zip_reader_read (TfZipReader *reader, gsize limit, GBytes **ret_bytes)
{
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    g_autofree guint8 *block = g_malloc (TF_READ_BLOCK);
    la_ssize_t length;

    while ((length = archive_read_data (reader->archive, block, TF_READ_BLOCK)) > 0) {
        if ((gsize)length > limit - bytes->len)
            return TF_ZIP_TOO_LARGE;
        g_byte_array_append (bytes, block, (guint)length);
    }
    if (length < 0)
        return TF_ZIP_BROKEN;
    *ret_bytes = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
    return TF_ZIP_ENTRY;
}

void
tf_zip_reader_free (TfZipReader *reader)
{
    archive_read_free (reader->archive);
    g_free (reader);
}
