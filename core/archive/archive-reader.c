/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* archive-reader: see archive-reader.h. Only the formats that are asked for are compiled into the reader: what cannot
 * be reached cannot be attacked. How large an entry says that it is does not matter: what comes out is counted,
 * against how many bytes there are in the archive, so that entries that share their bytes count each time. */
#include "archive/archive-reader.h"

#include <sys/stat.h>
#include <unistd.h>

#include <archive.h>
#include <archive_entry.h>

/** Counts: of an archive, and of all within it. */
typedef struct {
    guint n_entries;
    guint64 n_packed; /* bytes of the archive */
    guint64 n_out;    /* bytes of all entries so far */
} Counts;

struct _TfArchiveReader {
    struct archive *archive;
    GBytes *bytes; /* or NULL */
    gboolean opened;
    gboolean is_inside; /* an entry, of which something may be left */
    gboolean is_mail;
    Counts own;
    Counts *counts; /* these, or those of the archive around it */
    guint64 own_unread;
    guint64 *n_unread; /* of these: what nobody read */
};

#define TAR_MAGIC_OFFSET 257
#define TAR_REST_OFFSET  500 /* of a header: nobody uses it */
#define TAR_REST         "\0\0\0\0\0\0\0\0"
#define ENTRY_BYTES      512 /* of its header */

static gboolean
begins_with (TfSpan start, gsize offset, const char *magic, gsize length)
{
    return start.length >= offset + length &&
           memcmp (start.data + offset, magic, length) == 0;
}

TfArchiveKind
tf_archive_kind_of (TfSpan start)
{
    if (begins_with (start, 0, "PK\3\4", 4) || begins_with (start, 0, "PK\5\6", 4))
        return TF_ARCHIVE_ZIP;
    if (begins_with (start, 0, "\x1f\x8b", 2) || /* RFC 1952 §2.3.1 */
        begins_with (start, 0,
                     "\xfd"
                     "7zXZ\0",
                     6))
        return TF_ARCHIVE_PACKED;
    /* A message may have the word there too, but no mail server passes on NUL. */
    return begins_with (start, TAR_MAGIC_OFFSET, "ustar", 5) &&
                   begins_with (start, TAR_REST_OFFSET, TAR_REST, 8)
               ? TF_ARCHIVE_TAR
               : TF_ARCHIVE_NONE;
}

/* ---- opening ----------------------------------------------------------------------- */

static TfArchiveReader *
reader_new (TfArchiveKind kind)
{
    TfArchiveReader *reader = g_new0 (TfArchiveReader, 1);

    reader->archive = archive_read_new ();
    reader->counts = &reader->own;
    reader->n_unread = &reader->own_unread;
    if (kind == TF_ARCHIVE_ZIP) {
        archive_read_support_format_zip_seekable (reader->archive);
        return reader;
    }
    archive_read_support_format_tar (reader->archive);
    if (kind == TF_ARCHIVE_PACKED) {
        archive_read_support_filter_gzip (reader->archive);
        archive_read_support_filter_xz (reader->archive);
        archive_read_support_format_raw (reader->archive);
    }
    return reader;
}

TfArchiveReader *
tf_archive_reader_new (int fd, TfArchiveKind kind)
{
    TfArchiveReader *reader = reader_new (kind);
    struct stat status;

    if (fstat (fd, &status) == 0 && status.st_size > 0)
        reader->own.n_packed = (guint64)status.st_size;
    reader->opened =
        lseek (fd, 0, SEEK_SET) == 0 &&
        archive_read_open_fd (reader->archive, fd, TF_READ_BLOCK) == ARCHIVE_OK;
    return reader;
}

TfArchiveReader *
tf_archive_reader_new_bytes (GBytes *bytes, TfArchiveKind kind)
{
    TfArchiveReader *reader = reader_new (kind);
    gsize length;
    const void *data = g_bytes_get_data (bytes, &length);

    reader->bytes = g_bytes_ref (bytes);
    reader->own.n_packed = length;
    reader->opened =
        archive_read_open_memory (reader->archive, data, length) == ARCHIVE_OK;
    return reader;
}

void
tf_archive_reader_count_unread (TfArchiveReader *reader, guint64 *n_unread)
{
    reader->n_unread = n_unread;
}

void
tf_archive_reader_count_within (TfArchiveReader *reader, TfArchiveReader *outer)
{
    reader->counts = outer->counts;
    reader->n_unread = outer->n_unread;
}

void
tf_archive_reader_expect_mail (TfArchiveReader *reader)
{
    reader->is_mail = TRUE;
}

/* ---- reading ----------------------------------------------------------------------- */

/* libarchive has no name in UTF-8 for one that the locale cannot express. */
static char *
dup_name (struct archive_entry *entry)
{
    const char *name = archive_entry_pathname_utf8 (entry);

    if (name == NULL)
        name = archive_entry_pathname (entry);
    return g_utf8_make_valid (name != NULL ? name : "?", -1);
}

static gboolean
is_folder (struct archive_entry *entry)
{
    return archive_entry_filetype (entry) == AE_IFDIR;
}

/* Holes cost nothing in the archive, but would be read as zeros. */
static gboolean
is_file (struct archive_entry *entry)
{
    return archive_entry_filetype (entry) == AE_IFREG &&
           archive_entry_hardlink (entry) == NULL &&
           archive_entry_symlink (entry) == NULL &&
           archive_entry_sparse_count (entry) == 0;
}

static gboolean
is_raw (const TfArchiveReader *reader)
{
    return archive_format (reader->archive) == ARCHIVE_FORMAT_RAW;
}

/* To skip what is left of an entry is to unpack it: that counts too, and not much of it is worth the time. */
static TfArchiveState
skip_rest (TfArchiveReader *reader)
{
    g_autofree guint8 *block = NULL;
    TfArchiveState state = TF_ARCHIVE_OK;
    gsize length;

    if (!reader->is_inside)
        return TF_ARCHIVE_OK;
    block = g_malloc (TF_READ_BLOCK);
    while (state == TF_ARCHIVE_OK) {
        state = tf_archive_reader_read (reader, block, TF_READ_BLOCK, &length);
        *reader->n_unread += length;
        if (length > 0 &&
            *reader->n_unread > TF_LIMIT_ARCHIVE_UNREAD + reader->counts->n_packed)
            state = TF_ARCHIVE_TOO_LARGE;
    }
    reader->is_inside = FALSE;
    return state == TF_ARCHIVE_TOO_LARGE ? state : TF_ARCHIVE_OK;
}

static gboolean
is_too_large (const TfArchiveReader *reader)
{
    const Counts *counts = reader->counts;

    if (counts->n_out > TF_LIMIT_ARCHIVE_BYTES &&
        (!reader->is_mail || counts->n_out / TF_LIMIT_SCAN_RATIO > counts->n_packed))
        return TRUE;
    return (counts->n_out > TF_LIMIT_ARCHIVE_FREE_BYTES &&
            counts->n_out / TF_LIMIT_ARCHIVE_RATIO > counts->n_packed);
}

/* An entry without content costs time and room too. */
static TfArchiveState
count_entry (TfArchiveReader *reader, struct archive_entry *entry)
{
    const char *name = archive_entry_pathname (entry);

    if (reader->counts != &reader->own)
        reader->counts->n_entries++;
    reader->own.n_entries++;
    reader->counts->n_out += ENTRY_BYTES + (name != NULL ? strlen (name) : 0);
    if (reader->counts->n_entries >
        (reader->is_mail ? TF_LIMIT_SCAN_ENTRIES : TF_LIMIT_ARCHIVE_ENTRIES))
        return TF_ARCHIVE_TOO_MANY;
    return is_too_large (reader) ? TF_ARCHIVE_TOO_LARGE : TF_ARCHIVE_OK;
}

TfArchiveState
tf_archive_reader_next (TfArchiveReader *reader, char **ret_name, gboolean *ret_is_file)
{
    struct archive_entry *entry = NULL;

    if (!reader->opened)
        return TF_ARCHIVE_BROKEN;
    do {
        TfArchiveState skipped = skip_rest (reader);
        int status;

        if (skipped != TF_ARCHIVE_OK)
            return skipped;
        status = archive_read_next_header (reader->archive, &entry);

        if (status == ARCHIVE_EOF)
            return reader->own.n_entries > 0 || reader->own.n_packed > 0
                       ? TF_ARCHIVE_END
                       : TF_ARCHIVE_BROKEN;
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
            return TF_ARCHIVE_BROKEN;
        reader->is_inside = TRUE;
        skipped = count_entry (reader, entry);
        if (skipped != TF_ARCHIVE_OK)
            return skipped;
    } while (is_folder (entry));
    *ret_name = is_raw (reader) ? g_strdup ("") : dup_name (entry);
    *ret_is_file = is_file (entry);
    return TF_ARCHIVE_OK;
}

gboolean
tf_archive_reader_is_empty (const TfArchiveReader *reader)
{
    return reader->own.n_entries == 0;
}

TfArchiveState
tf_archive_reader_read (TfArchiveReader *reader, guint8 *block, gsize size,
                        gsize *ret_length)
{
    la_ssize_t length = archive_read_data (reader->archive, block, size);

    *ret_length = 0;
    if (length < 0)
        return TF_ARCHIVE_BROKEN;
    reader->counts->n_out += (guint64)length;
    if (is_too_large (reader))
        return TF_ARCHIVE_TOO_LARGE;
    *ret_length = (gsize)length;
    return length > 0 ? TF_ARCHIVE_OK : TF_ARCHIVE_END;
}

void
tf_archive_reader_free (TfArchiveReader *reader)
{
    archive_read_free (reader->archive);
    g_clear_pointer (&reader->bytes, g_bytes_unref);
    g_free (reader);
}
