/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* report-mail: a composer may read the attached file only when its message is sent or kept, so the file
 * lives as long as the composer. */
#include "client/report-mail.h"

#include <string.h>

#include "client/saving.h"
#include "truefrom.h"

TfReportMail *
tf_report_mail_new (const char *to, const char *subject, const char *text, char *folder)
{
    TfReportMail *mail = g_new0 (TfReportMail, 1);

    mail->to = g_strdup (to);
    mail->subject = g_strdup (subject);
    mail->text = g_strdup (text);
    mail->folder = folder;
    return mail;
}

void
tf_report_mail_free (TfReportMail *mail)
{
    tf_saving_remove_copy (mail->folder);
    g_free (mail->to);
    g_free (mail->subject);
    g_free (mail->text);
    g_free (mail->folder);
    g_free (mail);
}

char *
tf_report_mail_dup_file (const TfReportMail *mail)
{
    return g_build_filename (mail->folder, TF_SAVING_MESSAGE, NULL);
}

gboolean
tf_report_mail_is_address (const char *text)
{
    g_autoptr (TfSettings) settings = tf_settings_new ();

    for (const char *at = text; *at != '\0'; at++)
        if (!g_ascii_isgraph (*at) || strchr ("<>()[]\",;:?&%\\", *at) != NULL)
            return FALSE;
    return tf_settings_add_account (settings, text);
}
