/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* contents: what is in a file, by its bytes and never by its name: a message, an mbox, an archive of these, or an
 * archive of archives. What is wrong with one entry does not stop the others. */
#include "scan/scan-private.h"

#include <errno.h>

static TfScanState
look_into (TfScanVisit *visit, TfScanStream *stream, const TfScanPlace *place);

/* ---- archives ---------------------------------------------------------------------- */

static TfScanState
look_into_entry (TfScanVisit *visit, TfArchiveReader *archive, const char *name,
                 gboolean is_file, const TfScanPlace *place, gboolean *beside)
{
    g_autofree char *whole =
        *name != '\0' ? g_strdup_printf ("%s: %s", place->name, name) : NULL;
    const TfScanPlace inner = {whole != NULL ? whole : place->name, place->depth + 1, 0,
                               beside};
    TfScanStream stream = {.fd = -1, .archive = archive};

    if (is_file)
        return look_into (visit, &stream, &inner);
    tf_scan_refuse (visit, inner.name, TF_SCAN_NO_FILE, 0, NULL);
    return TF_SCAN_MESSAGE;
}

static TfScanState
state_of_archive (TfArchiveState state)
{
    switch (state) {
    case TF_ARCHIVE_OK:
    case TF_ARCHIVE_END:
        return TF_SCAN_MESSAGE;
    case TF_ARCHIVE_TOO_MANY:
        return TF_SCAN_TOO_MANY;
    case TF_ARCHIVE_TOO_LARGE:
        return TF_SCAN_BOMB;
    case TF_ARCHIVE_BROKEN:
        break;
    }
    return TF_SCAN_BROKEN;
}

static gboolean
ends_all (TfScanState state)
{
    return state == TF_SCAN_BOMB || state == TF_SCAN_TOO_MANY;
}

/* It was taken for a part of evidence, and is not. */
static void
refuse_readme (TfScanVisit *visit, const TfScanPlace *place)
{
    g_autofree char *name = g_strdup_printf ("%s: " TF_SCAN_README, place->name);

    tf_scan_refuse (visit, name, TF_SCAN_OTHER, TF_FORM_TEXT, NULL);
}

/* An entry that was said to be damaged need not be followed by the same about the archive. Returns TF_SCAN_BOMB or
 * TF_SCAN_TOO_MANY if the archive around it is not to be read any further either, else TF_SCAN_MESSAGE. */
static TfScanState
look_into_archive (TfScanVisit *visit, TfArchiveReader *archive, const TfScanPlace *place)
{
    TfScanState state = TF_SCAN_MESSAGE;
    TfScanEvidence evidence = {0};

    tf_archive_reader_expect_mail (archive);
    while (!visit->stopped && !ends_all (state)) {
        g_autofree char *name = NULL;
        gboolean is_file;
        TfArchiveState next = tf_archive_reader_next (archive, &name, &is_file);
        gboolean is_beside =
            next == TF_ARCHIVE_OK && tf_scan_evidence_expects (&evidence, name);

        if (tf_scan_evidence_is_wrong (&evidence, next != TF_ARCHIVE_OK))
            refuse_readme (visit, place);
        if (next == TF_ARCHIVE_BROKEN && state == TF_SCAN_BROKEN)
            return TF_SCAN_MESSAGE;
        if (next != TF_ARCHIVE_OK) {
            state = state_of_archive (next);
            /* It begins with one, of which its list says nothing: it must not look as if it were empty. */
            if (next == TF_ARCHIVE_END && tf_archive_reader_is_empty (archive))
                state = TF_SCAN_BROKEN;
            if (state != TF_SCAN_MESSAGE)
                tf_scan_refuse (visit, place->name, state, 0, NULL);
            break;
        }
        state = look_into_entry (visit, archive, name, is_file, place,
                                 is_beside ? &evidence.has_readme : NULL);
    }
    return ends_all (state) ? state : TF_SCAN_MESSAGE;
}

static TfScanState
look_into_packed (TfScanVisit *visit, TfScanStream *stream, TfSpan start,
                  const TfScanPlace *place)
{
    TfArchiveKind kind = tf_archive_kind_of (start);
    g_autoptr (TfArchiveReader) archive = NULL;
    g_autoptr (GBytes) bytes = NULL;
    TfScanState state;
    gsize held = 0;

    if (place->depth >= TF_LIMIT_SCAN_DEPTH) {
        tf_scan_refuse (visit, place->name, TF_SCAN_NESTED, 0, NULL);
        return TF_SCAN_MESSAGE;
    }
    if (stream->fd >= 0) {
        archive = tf_archive_reader_new (stream->fd, kind);
    } else {
        state = tf_scan_stream_collect (stream, start, TF_LIMIT_SCAN_HELD - visit->n_held,
                                        &bytes);
        if (state != TF_SCAN_MESSAGE) {
            tf_scan_refuse (visit, place->name, state, 0, NULL);
            return state;
        }
        held = g_bytes_get_size (bytes);
        archive = tf_archive_reader_new_bytes (bytes, kind);
    }
    visit->n_held += held;
    if (visit->outermost == NULL)
        visit->outermost = archive;
    else
        tf_archive_reader_count_within (archive, visit->outermost);
    state = look_into_archive (visit, archive, place);
    visit->n_held -= held;
    if (visit->outermost == archive)
        visit->outermost = NULL;
    return state;
}

/* ---- an mbox ----------------------------------------------------------------------- */

static void
look_into_mbox_file (TfScanVisit *visit, const TfScanStream *stream, goffset offset,
                     const TfScanPlace *place)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TfMboxFile) mbox = tf_mbox_file_new (stream->fd, offset, &error);
    goffset at, length;
    TfScanPlace inner = *place;
    gint index = 0;

    while (!visit->stopped && mbox != NULL &&
           tf_mbox_file_next (mbox, &at, &length, &error)) {
        tf_scan_add_slice (visit, stream->fd, at, length, &inner, index++);
        inner.through &= TF_THROUGH_RECODED; /* the rest is at the top of the file */
    }
    if (error != NULL)
        tf_scan_refuse (visit, place->name, TF_SCAN_UNREADABLE, 0, error->message);
    else if (index == 0 && !visit->stopped)
        tf_scan_refuse (visit, place->name, TF_SCAN_OTHER, TF_FORM_EMPTY, NULL);
}

/** Split: an mbox on its way. */
typedef struct {
    TfScanVisit *visit;
    TfScanPlace place;
    gint index;
} Split;

static void
on_split (gpointer data, GBytes *bytes)
{
    Split *split = data;

    if (split->visit->stopped)
        g_clear_pointer (&bytes, g_bytes_unref);
    else if (bytes != NULL)
        tf_scan_add_letter (split->visit, bytes, &split->place, split->index++);
    else
        tf_scan_refuse_one (split->visit, split->place.name, TF_SCAN_TOO_LARGE,
                            split->index++, NULL);
    split->place.through &= TF_THROUGH_RECODED;
}

static TfScanState
look_into_mbox (TfScanVisit *visit, TfScanStream *stream, TfSpan start,
                const TfScanPlace *place)
{
    Split split = {visit, *place, 0};
    g_autoptr (TfSplitter) splitter =
        tf_splitter_new (on_split, &split, TF_LIMIT_SCAN_HELD - visit->n_held);
    g_autofree guint8 *block = g_malloc (TF_READ_BLOCK);
    TfScanState state = TF_SCAN_MESSAGE;
    gsize length = 1;

    tf_splitter_feed (splitter, start);
    while (length > 0 && state == TF_SCAN_MESSAGE && !visit->stopped) {
        state = tf_scan_stream_read (stream, block, TF_READ_BLOCK, &length);
        tf_splitter_feed (splitter, tf_span ((const char *)block, length));
    }
    if (state == TF_SCAN_MESSAGE) /* else the last message is a part of one */
        tf_splitter_end (splitter);
    else
        tf_scan_refuse (visit, place->name, state, 0, NULL);
    if (state == TF_SCAN_MESSAGE && split.index == 0 && !visit->stopped)
        tf_scan_refuse (visit, place->name, TF_SCAN_OTHER, TF_FORM_EMPTY, NULL);
    return state;
}

/* ---- a message --------------------------------------------------------------------- */

static TfScanState
look_into_letter (TfScanVisit *visit, TfScanStream *stream, TfSpan start,
                  const TfScanPlace *place)
{
    GBytes *bytes = NULL;
    TfScanState state = tf_scan_stream_collect (
        stream, start, TF_LIMIT_SCAN_HELD - visit->n_held, &bytes);

    if (state == TF_SCAN_MESSAGE)
        tf_scan_add_letter (visit, bytes, place, -1);
    else
        tf_scan_refuse (visit, place->name, state, 0, NULL);
    return state;
}

static void
look_into_letter_file (TfScanVisit *visit, const TfScanStream *stream, goffset offset,
                       const TfScanPlace *place)
{
    goffset end = lseek (stream->fd, 0, SEEK_END);

    tf_scan_add_slice (visit, stream->fd, offset, MAX (end - offset, 0), place, -1);
}

/* ---- anything ---------------------------------------------------------------------- */

/* START is at OFFSET. */
static TfScanState
look_into_start (TfScanVisit *visit, TfScanStream *stream, TfSpan start, goffset offset,
                 const TfScanPlace *place)
{
    TfForm form = tf_form_of (start);

    if (form != TF_FORM_OFFICE && tf_archive_kind_of (start) != TF_ARCHIVE_NONE)
        return look_into_packed (visit, stream, start, place);
    if (place->beside != NULL && tf_scan_evidence_is_beside (form, start)) {
        *place->beside = TRUE;
        return TF_SCAN_MESSAGE;
    }
    if (tf_mbox_begins (start) && stream->fd >= 0) {
        look_into_mbox_file (visit, stream, offset, place);
        return TF_SCAN_MESSAGE;
    }
    if (tf_mbox_begins (start))
        return look_into_mbox (visit, stream, start, place);
    if (form == TF_FORM_MESSAGE && stream->fd >= 0) {
        look_into_letter_file (visit, stream, offset, place);
        return TF_SCAN_MESSAGE;
    }
    if (form == TF_FORM_MESSAGE)
        return look_into_letter (visit, stream, start, place);
    tf_scan_refuse (visit, place->name, TF_SCAN_OTHER, form, NULL);
    return TF_SCAN_MESSAGE;
}

/* What every byte must be rewritten for, or is cut at its end, is rewritten in memory. */
static TfScanState
look_through (TfScanVisit *visit, TfScanStream *stream, TfSpan start,
              const TfScanPlace *place)
{
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GBytes) read = NULL;
    TfScanPlace inner = *place;
    TfScanStream again = {.fd = -1};
    TfSpan block;
    TfScanState state = tf_scan_stream_collect (
        stream, start, TF_LIMIT_SCAN_HELD - visit->n_held, &bytes);

    if (state != TF_SCAN_MESSAGE) {
        tf_scan_refuse (visit, place->name, state, 0, NULL);
        return state;
    }
    read = tf_through_read (bytes, &inner.through);
    block.data = g_bytes_get_data (read, &block.length);
    block.length = MIN (block.length, TF_READ_BLOCK);
    again.bytes = read;
    again.at = (goffset)block.length;
    return look_into_start (visit, &again, block, 0, &inner);
}

/* Returns how reading the stream ended. */
static TfScanState
look_into (TfScanVisit *visit, TfScanStream *stream, const TfScanPlace *place)
{
    g_autofree guint8 *block = g_malloc (TF_READ_BLOCK);
    TfScanPlace inner = *place;
    gint64 limit = -1;
    gsize length, skip;
    TfScanState state = tf_scan_stream_read (stream, block, TF_READ_BLOCK, &length);
    TfSpan start = tf_span ((const char *)block, length);
    goffset offset = 0;

    if (state != TF_SCAN_MESSAGE) {
        tf_scan_refuse (visit, place->name, state, 0,
                        state == TF_SCAN_UNREADABLE ? g_strerror (errno) : NULL);
        return state;
    }
    /* By chance, a little archive has a CR and no LF. */
    if (tf_archive_kind_of (start) != TF_ARCHIVE_NONE)
        return look_into_start (visit, stream, start, 0, &inner);
    for (guint pass = 0; pass < TF_THROUGH_PASSES; pass++) {
        TfThrough found = tf_through_look (start, &skip, &limit);

        if (found == 0)
            break;
        if ((found & TF_THROUGH_RECODED) != 0 || limit >= 0)
            return look_through (visit, stream, start, &inner);
        inner.through |= found;
        offset += (goffset)skip;
        start = tf_span (start.data + skip, start.length - skip);
    }
    return look_into_start (visit, stream, start, offset, &inner);
}

void
tf_scan_look_into (TfScanVisit *visit, int fd, const char *name)
{
    TfScanStream stream = {.fd = fd};
    g_autofree char *valid = g_utf8_make_valid (name, -1);
    const TfScanPlace place = {.name = valid};

    if (tf_scan_begin_file (visit, valid))
        look_into (visit, &stream, &place);
    tf_scan_end_file (visit);
}
