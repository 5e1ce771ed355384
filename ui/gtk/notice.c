/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* notice: see notice.h. */
#include "gtk/notice.h"

void
tf_notice_show (GtkWindow *parent, const char *sentence)
{
    GtkWidget *notice =
        gtk_message_dialog_new (parent, GTK_DIALOG_DESTROY_WITH_PARENT, GTK_MESSAGE_INFO,
                                GTK_BUTTONS_CLOSE, "%s", sentence);

    g_signal_connect (notice, "response", G_CALLBACK (gtk_widget_destroy), NULL);
    gtk_window_present (GTK_WINDOW (notice));
}
