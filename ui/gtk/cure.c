/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* cure: a sentence, and a button beside it. */
#include "gtk/cure.h"

#include "gtk/detail-row.h"
#include "gtk/style.h"
#include "words/translate.h"

static void
on_use (GObject *cure)
{
    g_signal_emit_by_name (g_object_get_data (cure, "object"),
                           g_object_get_data (cure, "signal"));
}

GtkWidget *
tf_cure_new (GObject *object, const char *signal)
{
    GtkWidget *cure = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
    GtkWidget *label = tf_style_label_new (NULL);
    GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Use it"));

    gtk_box_pack_start (GTK_BOX (cure), label, TRUE, TRUE, 0);
    gtk_box_pack_end (GTK_BOX (cure), button, FALSE, FALSE, 0);
    gtk_widget_set_valign (button, GTK_ALIGN_START);
    g_object_set_data (G_OBJECT (cure), "object", object);
    g_object_set_data (G_OBJECT (cure), "signal", (gpointer)signal);
    g_signal_connect_object (button, "clicked", G_CALLBACK (on_use), cure,
                             G_CONNECT_SWAPPED);
    g_object_set_data (G_OBJECT (cure), "label", label);
    g_object_set_data (G_OBJECT (cure), "button", button);
    gtk_widget_show (label);
    gtk_widget_set_no_show_all (cure, TRUE);
    return cure;
}

void
tf_cure_set (GtkWidget *cure, const char *sentence, gboolean can_use)
{
    GtkWidget *label = g_object_get_data (G_OBJECT (cure), "label");

    tf_style_label_set_text (label, sentence);
    tf_detail_row_set_spoken_name (label, sentence != NULL ? sentence : "");
    gtk_widget_set_visible (g_object_get_data (G_OBJECT (cure), "button"), can_use);
    gtk_widget_set_visible (cure, sentence != NULL);
}
