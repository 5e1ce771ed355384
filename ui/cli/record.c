/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* record: the option --record. The message together with this file gives the same report again at
 * any time. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "cli/cli.h"
#include "dns/dns.h"
#include "evaluate/report.h"

struct _TfCliRecord {
    FILE *stream;
    GPtrArray *tables; /* TfDns */
    gint64 file_time;  /* -1: none needed; -2: different for each file */
};

static void
set_errno_error (GError **error)
{
    int number = errno;

    g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (number),
                         g_strerror (number));
}

/* FILE keeps its content until the new record is complete, because it may also be the file of
 * --answers. */
TfCliRecord *
tf_cli_record_new (const char *file, GError **error)
{
    TfCliRecord *record;
    FILE *stream;
    int fd = g_open (file, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY, 0666);

    if (fd < 0) {
        set_errno_error (error);
        return NULL;
    }
    stream = fdopen (fd, "w");
    if (stream == NULL) {
        set_errno_error (error);
        close (fd);
        return NULL;
    }
    record = g_new0 (TfCliRecord, 1);
    record->stream = stream;
    record->file_time = -1;
    record->tables = g_ptr_array_new_with_free_func ((GDestroyNotify)tf_dns_unref);
    return record;
}

void
tf_cli_record_add (TfCliRecord *record, TfReport *report)
{
    g_ptr_array_add (record->tables, tf_dns_ref (report->dns));
    if (report->time_source != TF_TIME_FILE || record->file_time == report->received_at)
        return;
    record->file_time = record->file_time == -1 ? report->received_at : -2;
}

gboolean
tf_cli_record_write (TfCliRecord *record, gint64 now, gint64 received_at, GError **error)
{
    g_autofree char *text =
        tf_dns_to_json ((TfDns *const *)record->tables->pdata, record->tables->len, now,
                        received_at, record->file_time);
    /* EINVAL: a terminal or a pipe, which has nothing to cut off. */
    gboolean good = ftruncate (fileno (record->stream), 0) == 0 || errno == EINVAL;

    good = good && fputs (text, record->stream) >= 0 && fflush (record->stream) == 0;
    if (!good)
        set_errno_error (error);
    return good;
}

void
tf_cli_record_free (TfCliRecord *record)
{
    fclose (record->stream);
    g_ptr_array_unref (record->tables);
    g_free (record);
}
