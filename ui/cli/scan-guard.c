/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan-guard: one message over which the program dies must not cost the others their results. What is in work is
 * noted in memory that two processes share (scan-process.c). When the one that works dies, another goes on from the
 * results that were kept. If several things were in work, it does one thing at a time until all of these are done, so
 * that a second death has exactly one cause, which is then left out. */
#include <sys/mman.h>
#include <unistd.h>

#include "cli/scan-guard.h"

/* ---- all of it --------------------------------------------------------------------- */

void
tf_scan_guard_free (TfScanGuard *guard)
{
    if (guard->work != NULL)
        munmap (guard->work, sizeof *guard->work);
    if (guard->records >= 0)
        close (guard->records);
    g_hash_table_unref (guard->left_out);
    g_hash_table_unref (guard->suspects);
    g_ptr_array_unref (guard->places);
    g_free (guard);
}

TfScanGuard *
tf_scan_guard_new (gboolean keeps_records)
{
    TfScanGuard *guard = g_new0 (TfScanGuard, 1);
    void *work = mmap (NULL, sizeof *guard->work, PROT_READ | PROT_WRITE,
                       MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    guard->work = work != MAP_FAILED ? work : NULL;
    guard->records = keeps_records ? tf_spool_make_file (NULL) : -1;
    guard->left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    guard->suspects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    guard->places = g_ptr_array_new_with_free_func (g_free);
    if (guard->work != NULL && (guard->records >= 0 || !keeps_records))
        return guard;
    tf_scan_guard_free (guard);
    return NULL;
}

/* ---- what is in work --------------------------------------------------------------- */

/* Owned. */
static char *
name_of (const guint8 identity[TF_IDENTITY_LENGTH])
{
    return tf_span_dup_hex (tf_span ((const char *)identity, TF_IDENTITY_LENGTH));
}

static gboolean
is_in (GHashTable *set, const guint8 identity[TF_IDENTITY_LENGTH])
{
    g_autofree char *name = g_hash_table_size (set) > 0 ? name_of (identity) : NULL;

    return name != NULL && g_hash_table_contains (set, name);
}

gboolean
tf_scan_guard_enter (TfScanGuard *guard, const guint8 identity[TF_IDENTITY_LENGTH])
{
    if (guard == NULL)
        return TRUE;
    if (is_in (guard->left_out, identity))
        return FALSE;
    for (guint i = 0; i < TF_LIMIT_SCAN_CHECKS; i++)
        if (!guard->work->is_used[i]) {
            memcpy (guard->work->checks[i], identity, TF_IDENTITY_LENGTH);
            guard->work->is_used[i] = TRUE;
            break;
        }
    return TRUE;
}

void
tf_scan_guard_leave (TfScanGuard *guard, const guint8 identity[TF_IDENTITY_LENGTH])
{
    if (guard == NULL)
        return;
    for (guint i = 0; i < TF_LIMIT_SCAN_CHECKS; i++)
        if (guard->work->is_used[i] &&
            memcmp (guard->work->checks[i], identity, TF_IDENTITY_LENGTH) == 0)
            guard->work->is_used[i] = FALSE;
    if (is_in (guard->suspects, identity)) {
        g_autofree char *name = name_of (identity);

        g_hash_table_remove (guard->suspects, name);
        g_atomic_int_add (&guard->n_suspects, -1);
    }
}

static gboolean
is_place (const TfScanPoint *place, const char *file, guint64 n, gboolean is_letter)
{
    return place->n == n && place->is_letter == is_letter &&
           strncmp (place->file, file, TF_SCAN_NAME - 1) == 0;
}

/* Once the reader is beyond the place, it has done no harm. */
static void
note_suspect (TfScanGuard *guard, const char *file, guint64 n, gboolean is_letter)
{
    gboolean is_there =
        guard->has_suspect && is_place (&guard->suspect, file, n, is_letter);

    if (guard->was_there && !is_there) {
        guard->has_suspect = FALSE;
        g_atomic_int_add (&guard->n_suspects, -1);
    }
    guard->was_there = is_there;
}

gboolean
tf_scan_guard_read (TfScanGuard *guard, const char *file, guint64 n, gboolean is_letter)
{
    TfScanWork *work = guard != NULL ? guard->work : NULL;

    if (guard == NULL)
        return TRUE;
    work->is_reading = FALSE;
    note_suspect (guard, file, n, is_letter);
    for (guint i = 0; i < guard->places->len; i++)
        if (is_place (g_ptr_array_index (guard->places, i), file, n, is_letter))
            return FALSE;
    g_strlcpy (work->place.file, file, TF_SCAN_NAME);
    work->place.n = n;
    work->place.is_letter = is_letter;
    work->is_reading = TRUE;
    return TRUE;
}

void
tf_scan_guard_pause (TfScanGuard *guard)
{
    if (guard != NULL)
        guard->work->is_reading = FALSE;
}

gboolean
tf_scan_guard_is_careful (const TfScanGuard *guard)
{
    return guard != NULL && g_atomic_int_get (&guard->n_suspects) > 0;
}

int
tf_scan_guard_get_records (const TfScanGuard *guard)
{
    return guard != NULL ? guard->records : -1;
}

gboolean
tf_scan_guard_is_last (const TfScanGuard *guard)
{
    return guard != NULL && guard->is_last;
}

gboolean
tf_scan_guard_is_again (const TfScanGuard *guard)
{
    return guard != NULL && guard->n_deaths > 0;
}

/* ---- after a death ----------------------------------------------------------------- */

static void
suspect_all (TfScanGuard *guard)
{
    const TfScanWork *work = guard->work;

    for (guint i = 0; i < TF_LIMIT_SCAN_CHECKS; i++)
        if (work->is_used[i])
            g_hash_table_add (guard->suspects, name_of (work->checks[i]));
    guard->suspect = work->place;
    guard->has_suspect = work->is_reading;
    guard->n_suspects =
        (gint)g_hash_table_size (guard->suspects) + (guard->has_suspect ? 1 : 0);
}

gboolean
tf_scan_guard_judge (TfScanGuard *guard)
{
    const TfScanWork *work = guard->work;
    guint n = 0, last = 0;

    g_hash_table_remove_all (guard->suspects);
    guard->has_suspect = FALSE;
    guard->n_suspects = 0;
    for (guint i = 0; i < TF_LIMIT_SCAN_CHECKS; i++)
        if (work->is_used[i]) {
            n++;
            last = i;
        }
    if (n + (work->is_reading ? 1 : 0) > 1)
        suspect_all (guard);
    else if (n == 1)
        g_hash_table_add (guard->left_out, name_of (work->checks[last]));
    else if (work->is_reading)
        g_ptr_array_add (guard->places, g_memdup2 (&work->place, sizeof work->place));
    else
        return FALSE;
    return TRUE;
}
