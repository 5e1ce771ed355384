/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* report-mail: a message to the helpdesk, as the mail program's own composer is to show it. The
 * reader looks at it and sends it, or does not; nothing is sent by itself. */
#pragma once

#include <gio/gio.h>

/** TfReportMail: see report-mail.c for who may free it when. */
typedef struct {
    char *to;      /* one plain address */
    char *subject; /* one line */
    char *text;    /* plain text */
    char *folder;  /* temporary: the message that is reported lies in it */
} TfReportMail;

/* Takes FOLDER. */
TfReportMail *
tf_report_mail_new (const char *to, const char *subject, const char *text, char *folder);
/* Removes the folder: not before the composer has read its file for the last time. */
void tf_report_mail_free (TfReportMail *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfReportMail, tf_report_mail_free)
/* Owned: the file to be attached, as it is, byte for byte. */
char *tf_report_mail_dup_file (const TfReportMail *mail);
/* Whether TEXT is one address and nothing that a composer could take for more than that. */
gboolean tf_report_mail_is_address (const char *text);
