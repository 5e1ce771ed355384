/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* containers: the reports in a file: XML, packed or not, in archives, in mail, in mailboxes of mail, and in these
 * within each other. Everything is read from memory or from the file; nothing is written, and what an archive
 * calls its entries is only text. What is wrong with one entry does not stop the others. */
#define _GNU_SOURCE /* memfd_create() */
#include "feedback/containers-private.h"
#include "mailbox/mailbox.h"
#include "message/message.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

/** Search: one file. */
typedef struct {
    const TfFeedbackSink *sink;
    guint n_said; /* reports and refusals */
    guint n_entries;
    guint64 n_unpacked;
    guint64 n_unread; /* unpacked as well, and looked at by nobody */
    gsize n_held;     /* bytes of mails and archives that are being searched */
} Search;

/** Place: where in it. */
typedef struct {
    const char *name;
    guint depth;      /* of archives and mails */
    gboolean in_mail; /* where there is text beside the report */
} Place;

static TfFeedbackState look_into (Search *search, TfStream *stream, const Place *place);

static void
refuse (Search *search, const Place *place, TfFeedbackState state, const char *text)
{
    search->n_said++;
    search->sink->refused (search->sink->data, place->name, state, text);
}

/* ---- XML --------------------------------------------------------------------------- */

/* Other XML beside a report is nobody's business in a mail. */
static gboolean
is_beside (const Place *place, TfFeedbackState state, gboolean has_begun)
{
    return place->in_mail && !has_begun &&
           (state == TF_FEEDBACK_NO_REPORT || state == TF_FEEDBACK_MALFORMED);
}

/* FED: how feeding ended; READ: how reading ended. */
static TfFeedbackState
end_xml (Search *search, TfAggregateParser *parser, const Place *place,
         TfFeedbackState fed, TfFeedbackState read)
{
    TfAggregate *report = NULL;
    gboolean cut = read == TF_FEEDBACK_BROKEN_ARCHIVE;

    if (fed == TF_FEEDBACK_OK && (read == TF_FEEDBACK_OK || cut))
        fed = tf_aggregate_parser_end (parser, cut, &report);
    else if (fed == TF_FEEDBACK_OK)
        fed = read;
    if (report != NULL) {
        report->place = g_strdup (place->name);
        search->n_said++;
        search->sink->report (search->sink->data, report);
    } else if (!is_beside (place, fed, tf_aggregate_parser_has_begun (parser))) {
        refuse (search, place, fed, NULL);
    }
    return read;
}

static TfFeedbackState
read_xml (Search *search, TfStream *stream, guint8 *block, gsize length,
          const Place *place)
{
    g_autoptr (TfAggregateParser) parser = tf_aggregate_parser_new ();
    TfFeedbackState fed = TF_FEEDBACK_OK, read = TF_FEEDBACK_OK;

    while (length > 0 && fed == TF_FEEDBACK_OK) {
        fed = tf_aggregate_parser_feed (parser, tf_span ((const char *)block, length));
        length = 0;
        if (fed == TF_FEEDBACK_OK && read == TF_FEEDBACK_OK)
            read = tf_stream_read (stream, block, TF_READ_BLOCK, &length);
    }
    return end_xml (search, parser, place, fed, read);
}

/* ---- archives ---------------------------------------------------------------------- */

static TfFeedbackState
look_into_entry (Search *search, TfArchiveReader *archive, const char *name,
                 gboolean is_file, const Place *place)
{
    g_autofree char *whole =
        *name != '\0' ? g_strdup_printf ("%s: %s", place->name, name) : NULL;
    const Place inner = {whole != NULL ? whole : place->name, place->depth + 1, FALSE};
    TfStream stream = {.fd = -1, .archive = archive, .n_unpacked = &search->n_unpacked};

    if (++search->n_entries > TF_LIMIT_ARCHIVE_ENTRIES)
        return TF_FEEDBACK_TOO_MANY_ENTRIES;
    if (is_file)
        return look_into (search, &stream, &inner);
    refuse (search, &inner, TF_FEEDBACK_NO_FILE, NULL);
    return TF_FEEDBACK_OK;
}

static TfFeedbackState
state_of_archive (TfArchiveState state)
{
    switch (state) {
    case TF_ARCHIVE_OK:
    case TF_ARCHIVE_END:
        return TF_FEEDBACK_OK;
    case TF_ARCHIVE_TOO_MANY:
        return TF_FEEDBACK_TOO_MANY_ENTRIES;
    case TF_ARCHIVE_TOO_LARGE:
        return TF_FEEDBACK_BOMB;
    case TF_ARCHIVE_BROKEN:
        break;
    }
    return TF_FEEDBACK_BROKEN_ARCHIVE;
}

/* An entry that was said to be damaged need not be followed by the same about the archive. */
static TfFeedbackState
look_into_entries (Search *search, TfArchiveReader *archive, const Place *place)
{
    TfFeedbackState state = TF_FEEDBACK_OK;
    gboolean said = FALSE;

    for (;;) {
        g_autofree char *name = NULL;
        gboolean is_file;
        TfArchiveState next = tf_archive_reader_next (archive, &name, &is_file);

        if (next == TF_ARCHIVE_BROKEN && said)
            return TF_FEEDBACK_OK;
        if (next != TF_ARCHIVE_OK)
            return state_of_archive (next);
        state = look_into_entry (search, archive, name, is_file, place);
        if (state == TF_FEEDBACK_BOMB)
            return TF_FEEDBACK_OK; /* the entry was refused; what follows is not read */
        if (state == TF_FEEDBACK_TOO_MANY_ENTRIES)
            return state;
        said = state == TF_FEEDBACK_BROKEN_ARCHIVE;
    }
}

static void
look_into_archive (Search *search, TfArchiveReader *archive, const Place *place)
{
    guint before = search->n_said;
    TfFeedbackState state;

    tf_archive_reader_count_unread (archive, &search->n_unread);
    state = look_into_entries (search, archive, place);
    if (state == TF_FEEDBACK_OK && search->n_said == before)
        state = TF_FEEDBACK_EMPTY;
    if (state != TF_FEEDBACK_OK)
        refuse (search, place, state, NULL);
}

/* ---- mail -------------------------------------------------------------------------- */

static void
look_into_mail (Search *search, GBytes *mail, const Place *place)
{
    g_autoptr (GPtrArray) leaves = tf_attached_find_leaves (mail);
    guint before = search->n_said;

    for (guint i = 0; i < leaves->len; i++) {
        const TfAttached *leaf = g_ptr_array_index (leaves, i);
        g_autofree char *name = g_strdup_printf ("%s #%s", place->name, leaf->part);
        const Place inner = {name, place->depth + 1, TRUE};
        TfStream stream = {.fd = -1, .bytes = leaf->bytes};

        look_into (search, &stream, &inner);
    }
    if (search->n_said == before && !place->in_mail)
        refuse (search, place, TF_FEEDBACK_NO_REPORT, NULL);
}

/* Owned; NULL: it cannot be read. */
static GBytes *
read_slice (int fd, goffset offset, goffset length)
{
    g_autofree guint8 *data = g_malloc ((gsize)length + 1);
    gsize done = 0;

    while (done < (gsize)length) {
        gssize got =
            pread (fd, data + done, (gsize)length - done, offset + (goffset)done);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return NULL;
        done += (gsize)got;
    }
    return g_bytes_new_take (g_steal_pointer (&data), done);
}

static void
look_into_letter (Search *search, int fd, goffset offset, goffset length,
                  const Place *place)
{
    g_autoptr (GBytes) mail = NULL;

    if (length > TF_LIMIT_FEEDBACK_PACKED) {
        refuse (search, place, TF_FEEDBACK_TOO_LARGE, NULL);
        return;
    }
    mail = read_slice (fd, offset, length);
    if (mail != NULL)
        look_into_mail (search, mail, place);
    else
        refuse (search, place, TF_FEEDBACK_UNREADABLE, NULL);
}

static void
look_into_mbox (Search *search, int fd, const Place *place)
{
    g_autoptr (TfMboxFile) mbox = tf_mbox_file_new (fd, 0, NULL);
    goffset offset, length;

    if (mbox == NULL)
        refuse (search, place, TF_FEEDBACK_UNREADABLE, NULL);
    for (guint i = 1; mbox != NULL && tf_mbox_file_next (mbox, &offset, &length, NULL);
         i++) {
        g_autofree char *name = g_strdup_printf ("%s [%u]", place->name, i);
        const Place inner = {name, place->depth, FALSE};

        if (place->depth == 0) /* each is a mail of somebody else */
            search->n_entries = search->n_unpacked = search->n_unread = 0;
        look_into_letter (search, fd, offset, length, &inner);
    }
}

/* An mbox is read from a descriptor; this one is of memory. */
static void
look_into_mbox_bytes (Search *search, GBytes *bytes, const Place *place)
{
    int fd = memfd_create ("truefrom", MFD_CLOEXEC);
    gsize length;
    const void *data = g_bytes_get_data (bytes, &length);

    if (fd >= 0 && write (fd, data, length) == (gssize)length)
        look_into_mbox (search, fd, place);
    else
        refuse (search, place, TF_FEEDBACK_UNREADABLE, NULL);
    if (fd >= 0)
        close (fd);
}

/* ---- anything ---------------------------------------------------------------------- */

static void
look_into_bytes (Search *search, GBytes *bytes, TfContent content, TfSpan start,
                 const Place *place)
{
    if (content == TF_CONTENT_ARCHIVE) {
        g_autoptr (TfArchiveReader) archive =
            tf_archive_reader_new_bytes (bytes, tf_archive_kind_of (start));

        look_into_archive (search, archive, place);
    } else if (content == TF_CONTENT_MBOX) {
        look_into_mbox_bytes (search, bytes, place);
    } else {
        look_into_mail (search, bytes, place);
    }
}

/* What can hold a report, but must be in memory to be searched. */
static TfFeedbackState
look_into_container (Search *search, TfStream *stream, TfContent content, TfSpan start,
                     const Place *place)
{
    g_autoptr (GBytes) bytes = stream->bytes != NULL ? g_bytes_ref (stream->bytes) : NULL;
    TfFeedbackState state = TF_FEEDBACK_OK;

    if (place->depth >= TF_LIMIT_FEEDBACK_DEPTH) {
        refuse (search, place, TF_FEEDBACK_NESTED, NULL);
        return TF_FEEDBACK_OK;
    }
    if (bytes == NULL)
        state = tf_stream_collect (stream, start,
                                   TF_LIMIT_FEEDBACK_PACKED - search->n_held, &bytes);
    if (state != TF_FEEDBACK_OK) {
        refuse (search, place, state, NULL);
        return state;
    }
    if (stream->bytes == NULL)
        search->n_held += g_bytes_get_size (bytes);
    look_into_bytes (search, bytes, content, start, place);
    if (stream->bytes == NULL)
        search->n_held -= g_bytes_get_size (bytes);
    return TF_FEEDBACK_OK;
}

static TfFeedbackState
say_what_it_is (Search *search, TfSpan start, TfFeedbackState read, const Place *place)
{
    TfFeedbackState state = read != TF_FEEDBACK_OK ? read : tf_content_state (start);
    g_autofree char *text =
        state == TF_FEEDBACK_NO_REPORT ? tf_content_dup_text (start) : NULL;

    if (place->in_mail && (state == TF_FEEDBACK_NO_REPORT || state == TF_FEEDBACK_EMPTY))
        return read;
    refuse (search, place, state, text);
    return read;
}

/* Returns how reading the stream ended. */
static TfFeedbackState
look_into (Search *search, TfStream *stream, const Place *place)
{
    g_autofree guint8 *block = g_malloc (TF_READ_BLOCK);
    gsize length;
    TfFeedbackState read = tf_stream_read (stream, block, TF_READ_BLOCK, &length);
    TfSpan start = tf_span ((const char *)block, length);
    TfContent content = tf_content_of (start);

    if (content == TF_CONTENT_XML && read != TF_FEEDBACK_BOMB) {
        TfFeedbackState rest = read_xml (search, stream, block, length, place);

        return read != TF_FEEDBACK_OK ? read : rest;
    }
    if (content == TF_CONTENT_NONE || read != TF_FEEDBACK_OK)
        return say_what_it_is (search, start, read, place);
    if (stream->fd >= 0 && content == TF_CONTENT_ARCHIVE) {
        g_autoptr (TfArchiveReader) archive =
            tf_archive_reader_new (stream->fd, tf_archive_kind_of (start));

        look_into_archive (search, archive, place);
        return TF_FEEDBACK_OK;
    }
    if (stream->fd >= 0 && content == TF_CONTENT_MBOX) {
        look_into_mbox (search, stream->fd, place);
        return TF_FEEDBACK_OK;
    }
    return look_into_container (search, stream, content, start, place);
}

void
tf_feedback_read (int fd, const char *place, const TfFeedbackSink *sink)
{
    Search search = {.sink = sink};
    TfStream stream = {.fd = fd};
    const Place whole = {.name = place};

    if (lseek (fd, 0, SEEK_SET) == 0)
        look_into (&search, &stream, &whole);
    else
        refuse (&search, &whole, TF_FEEDBACK_UNREADABLE, NULL);
}

void
tf_feedback_read_bytes (GBytes *bytes, const char *place, const TfFeedbackSink *sink)
{
    Search search = {.sink = sink};
    TfStream stream = {.fd = -1, .bytes = bytes};
    const Place whole = {.name = place};

    look_into (&search, &stream, &whole);
}
