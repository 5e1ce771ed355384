/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* status-line: a sentence, and the message that it is about. */
#include "gtk/status-line.h"

#include "gtk/detail-row.h"
#include "gtk/style.h"

struct _TfStatusLine {
    GtkBox parent;
    GtkWidget *label;
    TfReport *report; /* of the message; or NULL */
    gboolean for_now;
};

G_DEFINE_FINAL_TYPE (TfStatusLine, tf_status_line, GTK_TYPE_BOX)

void
tf_status_line_say (TfStatusLine *self, const char *sentence)
{
    g_return_if_fail (TF_IS_STATUS_LINE (self));
    self->for_now = FALSE;
    tf_detail_row_set_label (self->label, sentence);
    gtk_widget_set_visible (GTK_WIDGET (self), sentence != NULL);
}

void
tf_status_line_say_for_now (TfStatusLine *self, const char *sentence)
{
    tf_status_line_say (self, sentence);
    self->for_now = TRUE;
}

void
tf_status_line_set_report (TfStatusLine *self, TfReport *report)
{
    g_return_if_fail (TF_IS_STATUS_LINE (self));
    if (self->for_now || !tf_report_is_same_message (self->report, report))
        tf_status_line_say (self, NULL);
    g_clear_pointer (&self->report, tf_report_unref);
    self->report = tf_report_ref (report);
}

static void
tf_status_line_finalize (GObject *object)
{
    g_clear_pointer (&TF_STATUS_LINE (object)->report, tf_report_unref);
    G_OBJECT_CLASS (tf_status_line_parent_class)->finalize (object);
}

static void
tf_status_line_class_init (TfStatusLineClass *class)
{
    G_OBJECT_CLASS (class)->finalize = tf_status_line_finalize;
}

static void
tf_status_line_init (TfStatusLine *self)
{
    self->label = tf_style_label_in (GTK_WIDGET (self), "truefrom-details-status");
    gtk_widget_set_no_show_all (GTK_WIDGET (self), TRUE);
}

GtkWidget *
tf_status_line_new (void)
{
    return g_object_new (TF_TYPE_STATUS_LINE, "orientation", GTK_ORIENTATION_VERTICAL,
                         NULL);
}
