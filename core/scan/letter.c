/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* letter: one message: its identity, and what is attached to it; and what is none. */
#include "scan/scan-private.h"

#include <errno.h>
#include <fcntl.h>

#include "crypto/crypto.h"

/* ---- no message --------------------------------------------------------------------- */

/* So that one of several shards counts it. */
static void
identify_place (TfScanItem *item)
{
    g_autoptr (TfHash) hash = tf_hash_new (TF_HASH_SHA256);
    g_autofree char *index = g_strdup_printf ("\n%u", item->index);

    tf_hash_update (hash, item->place, strlen (item->place));
    if (item->is_mbox)
        tf_hash_update (hash, index, strlen (index));
    tf_hash_finish (hash, item->identity);
}

/* ---- handing over ------------------------------------------------------------------ */

/* FALSE: what comes next is to be left alone. */
static gboolean
reads (const TfScanVisit *visit, gboolean is_letter)
{
    const TfScanSink *sink = visit->sink;

    return visit->file == NULL || sink->reads == NULL ||
           sink->reads (sink->data, visit->file, visit->n_found, is_letter);
}

/* No more of this file. */
static void
leave (TfScanVisit *visit)
{
    visit->left = TRUE;
    tf_scan_refuse (visit, visit->file, TF_SCAN_CRASHED, 0, NULL);
    visit->left = !visit->stopped;
    visit->stopped = TRUE;
}

gboolean
tf_scan_begin_file (TfScanVisit *visit, const char *file)
{
    visit->file = file;
    visit->n_found = 0;
    if (reads (visit, FALSE))
        return TRUE;
    leave (visit);
    return FALSE;
}

void
tf_scan_end_file (TfScanVisit *visit)
{
    visit->stopped &= !visit->left;
    visit->left = FALSE;
    visit->file = NULL;
}

static void
hand_over (TfScanVisit *visit, TfScanItem *item)
{
    visit->n_found++;
    if (!visit->sink->found (visit->sink->data, item))
        visit->stopped = TRUE;
    else if (!visit->stopped && !visit->left && !reads (visit, FALSE))
        leave (visit);
}

static void
add_refused (TfScanVisit *visit, TfScanItem *item)
{
    identify_place (item);
    hand_over (visit, item);
}

void
tf_scan_refuse (TfScanVisit *visit, const char *name, TfScanState state, TfForm form,
                const char *error)
{
    TfScanItem *item = tf_scan_item_new (state, g_utf8_make_valid (name, -1));

    item->form = form;
    item->error = g_strdup (error);
    add_refused (visit, item);
}

void
tf_scan_refuse_one (TfScanVisit *visit, const char *name, TfScanState state, gint index,
                    const char *error)
{
    TfScanItem *item = tf_scan_item_new (state, g_utf8_make_valid (name, -1));

    item->is_mbox = index >= 0;
    item->index = (guint)MAX (index, 0);
    item->error = g_strdup (error);
    add_refused (visit, item);
}

/* ---- a message --------------------------------------------------------------------- */

static void
identify (TfScanItem *item)
{
    g_autoptr (TfSource) source = tf_scan_item_open (item);
    const char *reason = g_strerror (errno);
    g_autoptr (GError) error = NULL;

    if (source != NULL && tf_identity_read (source, item->identity, &error))
        return;
    item->state = TF_SCAN_UNREADABLE;
    item->error = g_strdup (error != NULL ? error->message : reason);
}

/* Owned: a copy, unless the carrier is in memory anyway: a part of its bytes would keep them all. */
static GBytes *
bytes_of (const TfScanItem *carrier, const TfAttached *attached)
{
    gsize length;
    gconstpointer data = g_bytes_get_data (attached->bytes, &length);

    return carrier->bytes != NULL ? g_bytes_ref (attached->bytes)
                                  : g_bytes_new (data, length);
}

static TfScanItem *
attached_new (const TfScanItem *carrier, const TfAttached *attached)
{
    TfScanItem *item = tf_scan_item_new (TF_SCAN_MESSAGE, g_strdup (carrier->place));

    item->index = carrier->index;
    item->is_mbox = carrier->is_mbox;
    item->part = g_strdup (attached->part);
    item->through = attached->through;
    item->bytes = bytes_of (carrier, attached);
    identify (item);
    return item;
}

static gboolean
may_have_attached (const TfScanItem *item)
{
    g_autoptr (TfSource) source = tf_scan_item_open (item);
    g_autoptr (TfReader) reader = source != NULL ? tf_reader_new (source) : NULL;
    g_autoptr (TfHeader) header = reader != NULL ? tf_header_read (reader, NULL) : NULL;

    return header != NULL && tf_attached_is_possible (header);
}

static void
find_attached (TfScanItem *item)
{
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GPtrArray) found = NULL;

    if (item->state != TF_SCAN_MESSAGE || !may_have_attached (item))
        return;
    bytes = tf_scan_item_read (item, TF_LIMIT_SCAN_HELD);
    if (bytes == NULL)
        return;
    found = tf_attached_find (bytes);
    if (found->len == 0)
        return;
    item->attached = g_ptr_array_new_with_free_func ((GDestroyNotify)tf_scan_item_free);
    for (guint i = 0; i < found->len; i++)
        g_ptr_array_add (item->attached,
                         attached_new (item, g_ptr_array_index (found, i)));
}

/* Takes ownership of ITEM. */
static void
add (TfScanVisit *visit, TfScanItem *item, const TfScanPlace *place, gint index)
{
    item->is_mbox = index >= 0;
    item->index = (guint)MAX (index, 0);
    item->time = visit->time;
    item->through |= place->through;
    if (!reads (visit, TRUE)) {
        item->state = TF_SCAN_CRASHED;
        add_refused (visit, item);
        return;
    }
    identify (item);
    find_attached (item);
    hand_over (visit, item);
}

/* Whole files are written in UTF-16 and the like, never a message within one. */
static gboolean
is_read_through (GBytes *bytes, gint index)
{
    gsize length, skip;
    gint64 ignored;
    const char *data = g_bytes_get_data (bytes, &length);
    TfThrough found = index >= 0
                          ? tf_through_look (tf_span (data, MIN (length, TF_READ_BLOCK)),
                                             &skip, &ignored)
                          : 0;

    return found != 0 &&
           (found & ~(TfThrough)(TF_THROUGH_BYTE_ORDER_MARK | TF_THROUGH_BLANK_LINES |
                                 TF_THROUGH_MAC_LINE_ENDS)) == 0;
}

void
tf_scan_add_letter (TfScanVisit *visit, GBytes *bytes, const TfScanPlace *place,
                    gint index)
{
    TfScanItem *item = tf_scan_item_new (TF_SCAN_MESSAGE, g_strdup (place->name));

    if (is_read_through (bytes, index)) {
        item->bytes = tf_through_read (bytes, &item->through);
        g_bytes_unref (bytes);
    } else {
        item->bytes = bytes;
    }
    add (visit, item, place, index);
}

void
tf_scan_add_slice (TfScanVisit *visit, int fd, goffset offset, goffset length,
                   const TfScanPlace *place, gint index)
{
    TfScanItem slice = {.fd = fd, .offset = offset, .length = length};
    TfScanItem *item;
    GBytes *bytes;

    if (length <= TF_LIMIT_SCAN_SMALL) {
        bytes = tf_scan_item_read (&slice, (gsize)length);
        if (bytes != NULL)
            tf_scan_add_letter (visit, bytes, place, index);
        else
            tf_scan_refuse_one (visit, place->name, TF_SCAN_UNREADABLE, index,
                                g_strerror (errno));
        return;
    }
    item = tf_scan_item_new (TF_SCAN_MESSAGE, g_strdup (place->name));
    item->fd = fcntl (fd, F_DUPFD_CLOEXEC, 0);
    item->offset = offset;
    item->length = length;
    add (visit, item, place, index);
}
