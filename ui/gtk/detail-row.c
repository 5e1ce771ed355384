/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* detail-row: one row of what was checked: its label and its value. */
#include "gtk/detail-row.h"

#include "gtk/style.h"
#include "words/translate.h"
#include "words/words.h"

#define LABEL_WIDTH_CHARS 24
#define VALUE_WIDTH_CHARS 24

/* Values can be selected with the pointer; the list is a single stop for the Tab key, and the arrow
 * keys go from row to row. */
static GtkWidget *
new_value (const char *text)
{
    GtkWidget *value = tf_style_label_new (NULL);

    tf_style_label_set_text (value, text);
    gtk_label_set_selectable (GTK_LABEL (value), TRUE);
    gtk_widget_set_can_focus (value, FALSE);
    gtk_label_set_yalign (GTK_LABEL (value), 0.0);
    gtk_label_set_width_chars (GTK_LABEL (value), VALUE_WIDTH_CHARS);
    gtk_widget_set_halign (value, GTK_ALIGN_START);
    return value;
}

static GtkWidget *
new_label (const char *text)
{
    GtkWidget *label = tf_style_label_new ("truefrom-details-label");

    tf_style_label_set_text (label, text);
    gtk_label_set_yalign (GTK_LABEL (label), 0.0);
    gtk_widget_set_hexpand (label, FALSE);
    gtk_label_set_width_chars (GTK_LABEL (label), LABEL_WIDTH_CHARS);
    gtk_label_set_max_width_chars (GTK_LABEL (label), LABEL_WIDTH_CHARS);
    return label;
}

void
tf_detail_row_set_spoken_name (GtkWidget *widget, const char *name)
{
    g_autofree char *spoken = tf_words_plain (name);

    atk_object_set_name (gtk_widget_get_accessible (widget), spoken);
}

GtkWidget *
tf_detail_row_new (const TfDetail *detail)
{
    GtkWidget *row = gtk_list_box_row_new ();
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
    GtkWidget *label = new_label (detail->label);
    GtkWidget *value = new_value (detail->value);
    /* Translators: what a screen reader says of a line of the details. */
    g_autofree char *name =
        tf_words_fill (C_ ("label and value", "{label}: {value}"), "label", detail->label,
                       "value", detail->value, NULL);

    gtk_container_add (GTK_CONTAINER (box), label);
    gtk_box_pack_start (GTK_BOX (box), value, TRUE, TRUE, 0);
    gtk_container_add (GTK_CONTAINER (row), box);
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
    atk_object_add_relationship (gtk_widget_get_accessible (value),
                                 ATK_RELATION_LABELLED_BY,
                                 gtk_widget_get_accessible (label));
    tf_detail_row_set_spoken_name (value, detail->value);
    tf_detail_row_set_spoken_name (row, name);
    return row;
}

void
tf_detail_rows_add (GtkWidget *rows, const TfReport *report)
{
    g_autoptr (GPtrArray) details = tf_words_details (report);

    for (guint i = 0; i < details->len; i++)
        gtk_container_add (GTK_CONTAINER (rows),
                           tf_detail_row_new (g_ptr_array_index (details, i)));
    gtk_widget_show_all (rows);
}

void
tf_detail_row_set_label (GtkWidget *label, const char *text)
{
    tf_style_label_set_text (label, text);
    tf_detail_row_set_spoken_name (label, text != NULL ? text : "");
    gtk_widget_set_visible (label, text != NULL);
}
