/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What is in a file: every message can be read from its start and has an identity that depends on its bytes alone,
 * everything has a place that is valid text, and a second look finds the same. */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"

#include "scan/scan-private.h"

/** Found: what a visit has found. */
typedef struct {
    guint n_items;
    guint64 sum;
} Found;

static void
check_message (const TfScanItem *item)
{
    g_autoptr (TfSource) source = tf_scan_item_open (item);
    guint8 identity[TF_IDENTITY_LENGTH];
    g_autoptr (GError) error = NULL;

    FUZZ_ASSERT (source != NULL);
    FUZZ_ASSERT (tf_identity_read (source, identity, &error));
    FUZZ_ASSERT (memcmp (identity, item->identity, TF_IDENTITY_LENGTH) == 0);
    FUZZ_ASSERT (tf_scan_item_get_size (item) <= 2 * (gsize)TF_LIMIT_SCAN_HELD);
}

static void
check_item (const TfScanItem *item, Found *found)
{
    fuzz_check_utf8 (item->place);
    fuzz_check_utf8 (item->part);
    fuzz_check_utf8 (item->error);
    FUZZ_ASSERT (item->place != NULL && item->state < TF_N_SCAN_STATES);
    if (item->state == TF_SCAN_MESSAGE)
        check_message (item);
    for (guint i = 0; i < TF_IDENTITY_LENGTH; i++)
        found->sum = found->sum * 31 + item->identity[i];
    found->sum = found->sum * 31 + item->state;
    for (guint i = 0; item->attached != NULL && i < item->attached->len; i++)
        check_item (g_ptr_array_index (item->attached, i), found);
}

static gboolean
on_found (gpointer data, TfScanItem *item)
{
    Found *found = data;

    check_item (item, found);
    found->n_items++;
    tf_scan_item_free (item);
    return TRUE;
}

static Found
visit (const uint8_t *data, size_t size)
{
    Found found = {0, 0};
    const TfScanSink sink = {.data = &found, .found = on_found};
    TfScanVisit visit = {.sink = &sink, .time = -1};
    int fd = memfd_create ("scan", MFD_CLOEXEC);

    FUZZ_ASSERT (fd >= 0);
    FUZZ_ASSERT (size == 0 || write (fd, data, size) == (ssize_t)size);
    tf_scan_look_into (&visit, fd, "file");
    FUZZ_ASSERT (visit.n_held == 0 && visit.outermost == NULL && !visit.stopped);
    close (fd);
    return found;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    Found first = visit (data, size), second = visit (data, size);

    FUZZ_ASSERT (first.n_items == second.n_items && first.sum == second.sum);
    /* Nothing that has bytes is passed over in silence. */
    FUZZ_ASSERT (size == 0 || first.n_items > 0);
    return 0;
}
