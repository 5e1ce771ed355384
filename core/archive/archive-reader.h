/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* archive-reader: gzip, xz, tar and zip, read in one pass, whoever made them.
 *
 *   archive-reader.c  the entries of an archive, within limits
 */
#pragma once

#include "base/base.h"

/** TfArchiveState: how reading went. */
typedef enum {
    TF_ARCHIVE_OK,
    TF_ARCHIVE_END,
    TF_ARCHIVE_BROKEN, /* damaged, encrypted, or packed in a way that is not read */
    TF_ARCHIVE_TOO_MANY,
    TF_ARCHIVE_TOO_LARGE /* for what it was packed into: a bomb */
} TfArchiveState;

/** TfArchiveKind: what it is, by its first bytes. */
typedef enum {
    TF_ARCHIVE_NONE,
    TF_ARCHIVE_ZIP,
    TF_ARCHIVE_PACKED, /* gzip or xz: of one file, or of a tar */
    TF_ARCHIVE_TAR
} TfArchiveKind;

TfArchiveKind tf_archive_kind_of (TfSpan start);

typedef struct _TfArchiveReader TfArchiveReader;

/* FD remains the caller's and must be seekable. */
TfArchiveReader *tf_archive_reader_new (int fd, TfArchiveKind kind);
TfArchiveReader *tf_archive_reader_new_bytes (GBytes *bytes, TfArchiveKind kind);
/* An archive of mail: there may be any number of bytes in it, as long as they are not packed more tightly than mail
 * can be, and more entries. */
void tf_archive_reader_expect_mail (TfArchiveReader *reader);
/* On TF_ARCHIVE_OK: *ret_name is owned, valid UTF-8 and only text: "" for what was packed without a name.
 * Folders are passed over. *ret_is_file FALSE: a link, a device, or a file with holes, which has nothing to
 * be read. */
TfArchiveState
tf_archive_reader_next (TfArchiveReader *reader, char **ret_name, gboolean *ret_is_file);
/* What is passed over is unpacked too, and counted in *N_UNREAD, which stays the caller's: one count for several
 * archives. Without it each has its own. */
void tf_archive_reader_count_unread (TfArchiveReader *reader, guint64 *n_unread);
/* READER is of an archive within OUTER, which outlives it: what comes out of both counts against the size of the
 * outermost. */
void tf_archive_reader_count_within (TfArchiveReader *reader, TfArchiveReader *outer);
/* No entry was found so far, not even a folder. */
gboolean tf_archive_reader_is_empty (const TfArchiveReader *reader);
/* The next bytes of the entry, up to SIZE, whatever the archive says about how many there are. */
TfArchiveState tf_archive_reader_read (TfArchiveReader *reader, guint8 *block, gsize size,
                                       gsize *ret_length);
void tf_archive_reader_free (TfArchiveReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfArchiveReader, tf_archive_reader_free)
