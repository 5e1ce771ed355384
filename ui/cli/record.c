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
    GPtrArray *known;  /* char *: what was known from earlier mail, each fact once */
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
    record->known = g_ptr_array_new_with_free_func (g_free);
    record->tables = g_ptr_array_new_with_free_func ((GDestroyNotify)tf_dns_unref);
    return record;
}

static void
add_line (TfCliRecord *record, const char *line)
{
    if (!g_ptr_array_find_with_equal_func (record->known, line, g_str_equal, NULL))
        g_ptr_array_add (record->known, g_strdup (line));
}

static void
add_known (TfCliRecord *record, const TfKnowledge *knowledge)
{
    g_autoptr (GPtrArray) lines = tf_knowledge_to_lines (knowledge);

    for (guint i = 0; i < lines->len; i++)
        add_line (record, g_ptr_array_index (lines, i));
}

static gboolean
is_there (const char *domain, const char *named, const TfReport *report)
{
    return named != NULL &&
           tf_suffix_list_same_organization (report->suffixes, domain, named);
}

/* The message imitates this one, or is from there. */
static gboolean
took_part (const TfRecipient *recipient, const TfReport *report)
{
    const TfImpersonation *signs = report->impersonation;
    const char *at = strrchr (recipient->address, '@');

    return at != NULL &&
           (is_there (at + 1, report->dossier->author->domain, report) ||
            (signs != NULL && (is_there (at + 1, signs->known, report) ||
                               is_there (at + 1, signs->shown.domain, report))));
}

/* All the others are nobody else's business. */
static void
add_recipients (TfCliRecord *record, const TfReport *report,
                const TfKnowledge *recipients)
{
    for (guint i = 0; i < recipients->recipients->len; i++) {
        const TfRecipient *recipient = g_ptr_array_index (recipients->recipients, i);
        g_autofree char *line = NULL;

        if (!took_part (recipient, report))
            continue;
        line = tf_recipient_to_line (recipient);
        add_line (record, line);
    }
}

void
tf_cli_record_add (TfCliRecord *record, TfReport *report, const TfKnowledge *recipients)
{
    g_ptr_array_add (record->tables, tf_dns_ref (report->dns));
    add_known (record, report->knowledge);
    add_recipients (record, report, recipients);
    if (report->time_source != TF_TIME_FILE || record->file_time == report->received_at)
        return;
    record->file_time = record->file_time == -1 ? report->received_at : -2;
}

void
tf_cli_record_add_answers (TfCliRecord *record, TfDns *dns)
{
    g_ptr_array_add (record->tables, tf_dns_ref (dns));
}

gboolean
tf_cli_record_write (TfCliRecord *record, gint64 now, gint64 received_at, GError **error)
{
    const TfDnsHead head = {now, received_at, record->file_time, record->known};
    g_autofree char *text = tf_dns_to_record ((TfDns *const *)record->tables->pdata,
                                              record->tables->len, &head);
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
    g_ptr_array_unref (record->known);
    g_free (record);
}
