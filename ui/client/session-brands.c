/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* session-brands: the lists of brands beside the built-in one are read once, in a worker, when the program
 * starts. */
#include "client/brand-files.h"
#include "client/session-private.h"
#include "verify/verify.h"

/** Reading: of all lists. */
typedef struct {
    GWeakRef session;
    char *own;
    TfBrandFiles files;
} Reading;

static void
read_work (gpointer data)
{
    Reading *reading = data;

    tf_brand_files_read (&reading->files, reading->own, FALSE);
}

static void
take (TfSession *self, const TfBrandFiles *files)
{
    if (files->complaint != NULL)
        self->client.log (files->complaint);
    if (files->brands == NULL)
        return;
    tf_settings_table_set_brands (self->settings, files->brands);
    g_signal_emit_by_name (self, "changed");
}

static void
read_done (gpointer data)
{
    Reading *reading = data;
    g_autoptr (TfSession) self = g_weak_ref_get (&reading->session);

    if (self != NULL)
        take (self, &reading->files);
    g_weak_ref_clear (&reading->session);
    tf_brand_files_clear (&reading->files);
    g_free (reading->own);
    g_free (reading);
}

void
tf_session_read_brands (TfSession *self)
{
    Reading *reading;

    if (!tf_worker_has_room ())
        return;
    reading = g_new0 (Reading, 1);
    g_weak_ref_init (&reading->session, self);
    reading->own = tf_brand_files_own_path ();
    tf_worker_run (read_work, read_done, reading);
}
