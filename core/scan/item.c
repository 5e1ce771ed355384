/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* item: see scan.h. */
#include "scan/scan.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

const char *
tf_scan_state_to_string (TfScanState state)
{
    static const char *const words[TF_N_SCAN_STATES] = {
        "message", "no-message", "unreadable", "broken-archive", "bomb",   "too-many",
        "nested",  "no-file",    "too-large",  "too-deep",       "crashed"};

    return words[state];
}

TfScanItem *
tf_scan_item_new (TfScanState state, char *place)
{
    TfScanItem *item = g_new0 (TfScanItem, 1);

    item->state = state;
    item->place = place;
    item->time = -1;
    item->fd = -1;
    return item;
}

void
tf_scan_item_free (TfScanItem *item)
{
    g_free (item->error);
    g_free (item->place);
    g_free (item->part);
    g_clear_pointer (&item->attached, g_ptr_array_unref);
    g_clear_pointer (&item->bytes, g_bytes_unref);
    if (item->fd >= 0)
        close (item->fd);
    g_free (item);
}

TfSource *
tf_scan_item_open (const TfScanItem *item)
{
    int fd;

    if (item->bytes != NULL)
        return tf_source_new_bytes (item->bytes);
    fd = fcntl (item->fd, F_DUPFD_CLOEXEC, 0);
    return fd >= 0 ? tf_source_new_fd (fd, item->offset, item->length) : NULL;
}

GBytes *
tf_scan_item_read (const TfScanItem *item, gsize limit)
{
    gsize size = (gsize)MIN ((guint64)item->length, limit);
    g_autofree guint8 *data = NULL;
    gsize done = 0;

    if (item->bytes != NULL)
        return g_bytes_new_from_bytes (item->bytes, 0,
                                       MIN (limit, g_bytes_get_size (item->bytes)));
    data = g_malloc (size + 1);
    while (done < size) {
        gssize length =
            pread (item->fd, data + done, size - done, item->offset + (goffset)done);

        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0)
            return NULL;
        if (length == 0)
            break;
        done += (gsize)length;
    }
    return g_bytes_new_take (g_steal_pointer (&data), done);
}

gsize
tf_scan_item_get_size (const TfScanItem *item)
{
    gsize size = item->bytes != NULL ? g_bytes_get_size (item->bytes) : 0;

    for (guint i = 0; item->attached != NULL && i < item->attached->len; i++)
        size += tf_scan_item_get_size (g_ptr_array_index (item->attached, i));
    return size;
}
