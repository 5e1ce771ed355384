/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan-private: what the files of this folder share. */
#pragma once

#include "archive/archive-reader.h"
#include "mailbox/mailbox.h"
#include "scan/scan.h"

/** TfScanVisit: one file that was named or found. */
typedef struct {
    const TfScanSink *sink;
    gint64 time;                /* of the file; or -1 */
    gsize n_held;               /* bytes of archives that are being read from memory */
    gboolean stopped;           /* no more is wanted */
    gboolean left;              /* no more of this file */
    const char *file;           /* NULL: none is being read */
    guint64 n_found;            /* in it */
    TfArchiveReader *outermost; /* whose limits count; or NULL: none is open */
} TfScanVisit;

/** TfScanPlace: where in it. */
typedef struct {
    const char *name;
    guint depth; /* of archives */
    TfThrough through;
    gboolean *
        beside; /* NULL, or it seems to be a file of evidence beside its message: TRUE once it was passed over */
} TfScanPlace;

/* ---- contents.c -------------------------------------------------------------------- */

/* FD remains the caller's, is seekable and is read from its start. */
void tf_scan_look_into (TfScanVisit *visit, int fd, const char *name);

/* ---- evidence.c -------------------------------------------------------------------- */

#define TF_SCAN_README "README.txt"

/** TfScanEvidence: what `truefrom evidence` and the mail programs save: a zip with a message, and beside it files that are
 * worth no word. The answers in it are not used: anybody can make some. */
typedef struct {
    guint n_entries; /* so far */
    gboolean is_evidence;
    gboolean has_readme; /* the first entry is called so, and was passed over */
} TfScanEvidence;

/* The next entry is NAME. Returns whether it may be passed over if no author is named in it. */
gboolean tf_scan_evidence_expects (TfScanEvidence *evidence, const char *name);
/* Whether the first entry was passed over wrongly, which is so only once. */
gboolean tf_scan_evidence_is_wrong (TfScanEvidence *evidence, gboolean is_end);
/* FORM and START: of a file. Whether it surely is no message, or none with an author. */
gboolean tf_scan_evidence_is_beside (TfForm form, TfSpan start);

/* ---- stream.c ---------------------------------------------------------------------- */

/** TfScanStream: all borrowed. */
typedef struct {
    int fd;                   /* -1 without one */
    TfArchiveReader *archive; /* or NULL: its entry */
    GBytes *bytes;            /* or NULL */
    goffset at;               /* in FD or BYTES */
} TfScanStream;

/* Fills BLOCK as far as possible: *ret_length is less than SIZE only at the end, or when the state is not
 * TF_SCAN_MESSAGE. */
TfScanState
tf_scan_stream_read (TfScanStream *stream, guint8 *block, gsize size, gsize *ret_length);
/* Owned: START and all that is left, at most LIMIT bytes. */
TfScanState tf_scan_stream_collect (TfScanStream *stream, TfSpan start, gsize limit,
                                    GBytes **ret_bytes);

/* ---- splitter.c -------------------------------------------------------------------- */

/* Takes ownership of BYTES; NULL: the message is too large. */
typedef void (*TfSplitFunc) (gpointer data, GBytes *bytes);

typedef struct _TfSplitter TfSplitter;

TfSplitter *tf_splitter_new (TfSplitFunc function, gpointer data, gsize limit);
void tf_splitter_feed (TfSplitter *splitter, TfSpan bytes);
void tf_splitter_end (TfSplitter *splitter);
void tf_splitter_free (TfSplitter *splitter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfSplitter, tf_splitter_free)

/* ---- letter.c ---------------------------------------------------------------------- */

/* What is found from now on is in FILE, which remains the caller's. FALSE: it is to be left alone. */
gboolean tf_scan_begin_file (TfScanVisit *visit, const char *file);
void tf_scan_end_file (TfScanVisit *visit);

void tf_scan_refuse (TfScanVisit *visit, const char *name, TfScanState state, TfForm form,
                     const char *error);

/* One message of an mbox; INDEX -1: it is not one of several. ERROR or NULL. */
void tf_scan_refuse_one (TfScanVisit *visit, const char *name, TfScanState state,
                         gint index, const char *error);

/* A message in memory; takes ownership of BYTES. INDEX -1: it is not one of several. */
void tf_scan_add_letter (TfScanVisit *visit, GBytes *bytes, const TfScanPlace *place,
                         gint index);
/* A message in a file. */
void tf_scan_add_slice (TfScanVisit *visit, int fd, goffset offset, goffset length,
                        const TfScanPlace *place, gint index);
