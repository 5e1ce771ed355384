/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* containers-private: what the files about containers share.
 *
 *   stream.c   bytes, from wherever they come
 *   content.c  what they are, by the first of them
 */
#pragma once

#include "archive/archive-reader.h"
#include "feedback/feedback.h"

/* ---- stream.c ---------------------------------------------------------------------- */

/** TfStream: a file, an entry of an archive, or a part of a mail. All borrowed. */
typedef struct {
    int fd;                   /* -1 without one */
    TfArchiveReader *archive; /* or NULL: its entry */
    GBytes *bytes;            /* or NULL */
    gsize n_read;             /* of BYTES */
    guint64 *n_unpacked;      /* counts what comes out of archives */
} TfStream;

/* Fills BLOCK as far as possible. *ret_length may be less than SIZE only at the end, or when the state is not
 * TF_FEEDBACK_OK. */
TfFeedbackState
tf_stream_read (TfStream *stream, guint8 *block, gsize size, gsize *ret_length);
/* Owned: all of the stream, which begins with START, at most LIMIT bytes. */
TfFeedbackState
tf_stream_collect (TfStream *stream, TfSpan start, gsize limit, GBytes **ret_bytes);

/* ---- content.c --------------------------------------------------------------------- */

typedef enum {
    TF_CONTENT_NONE, /* nothing that can hold a report */
    TF_CONTENT_XML,
    TF_CONTENT_ARCHIVE,
    TF_CONTENT_MAIL,
    TF_CONTENT_MBOX
} TfContent;

TfContent tf_content_of (TfSpan start);
/* What to say about content that is TF_CONTENT_NONE: another kind of report, or none. */
TfFeedbackState tf_content_state (TfSpan start);
/* Owned: START if it is all there is, short and text; NULL otherwise. */
char *tf_content_dup_text (TfSpan start);
