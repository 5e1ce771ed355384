/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* details: what was checked, in rows that can be selected and copied. Non-modal, because
 * a modal dialog stops the client and the accessibility bus with it. */
#include "gtk/details.h"

#include <glib/gi18n-lib.h>

#include "gtk/style.h"
#include "words/words.h"

#define VALUE_WIDTH_CHARS     32
#define VALUE_WIDTH_CHARS_MAX 60

struct _TfDetails {
    GtkWindow parent;
    GtkWidget *heading;
    GtkWidget *text;
    GtkWidget *grid;
    GtkWidget *again;
    GtkWidget *copy;
    TfReport *report; /* or NULL */
};

G_DEFINE_FINAL_TYPE (TfDetails, tf_details, GTK_TYPE_WINDOW)

enum { SIGNAL_CHECK_AGAIN, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
set_report (TfDetails *self, TfReport *report)
{
    g_clear_pointer (&self->report, tf_report_unref);
    self->report = report ? tf_report_ref (report) : NULL;
    gtk_widget_set_sensitive (self->copy, report != NULL);
}

static void
set_words (TfDetails *self, const char *heading, const char *text)
{
    gtk_label_set_text (GTK_LABEL (self->heading), heading);
    gtk_label_set_text (GTK_LABEL (self->text), text ? text : "");
    gtk_widget_set_visible (self->text, text != NULL);
}

static void
remove_rows (TfDetails *self)
{
    tf_style_remove_children (self->grid);
}

static GtkWidget *
new_selectable (const char *style_class)
{
    GtkWidget *label = tf_style_label_new (style_class);
    gtk_label_set_selectable (GTK_LABEL (label), TRUE);
    return label;
}

static GtkWidget *
new_value (const char *text)
{
    GtkWidget *value = new_selectable (NULL);
    gtk_label_set_text (GTK_LABEL (value), text);
    gtk_label_set_yalign (GTK_LABEL (value), 0.0);
    gtk_widget_set_valign (value, GTK_ALIGN_START);
    gtk_label_set_width_chars (GTK_LABEL (value), VALUE_WIDTH_CHARS);
    gtk_label_set_max_width_chars (GTK_LABEL (value), VALUE_WIDTH_CHARS_MAX);
    return value;
}

static GtkWidget *
new_name (const char *text)
{
    GtkWidget *name = tf_style_label_new ("truefrom-details-label");
    gtk_label_set_text (GTK_LABEL (name), text);
    gtk_label_set_yalign (GTK_LABEL (name), 0.0);
    gtk_widget_set_hexpand (name, FALSE);
    gtk_widget_set_valign (name, GTK_ALIGN_START);
    return name;
}

/* The two labels are tied together for screen readers. */
static void
add_row (TfDetails *self, int row, const TfDetail *detail)
{
    GtkWidget *name = new_name (detail->label);
    GtkWidget *value = new_value (detail->value);
    atk_object_add_relationship (gtk_widget_get_accessible (value),
                                 ATK_RELATION_LABELLED_BY,
                                 gtk_widget_get_accessible (name));
    gtk_grid_attach (GTK_GRID (self->grid), value, 1, row, 1, 1);
    gtk_grid_attach (GTK_GRID (self->grid), name, 0, row, 1, 1);
}

static void
add_rows (TfDetails *self, const TfReport *report)
{
    g_autoptr (GPtrArray) details = tf_words_details (report);
    /* The last first: a screen reader meets a grid's children from the newest to the oldest. */
    for (guint i = details->len; i > 0; i--)
        add_row (self, (int)i - 1, details->pdata[i - 1]);
    gtk_widget_show_all (self->grid);
}

/* A quiet row has no heading of its own: then its summary is. */
static void
set_words_of_report (TfDetails *self, const TfReport *report)
{
    g_autofree char *heading = tf_words_heading (report);
    g_autofree char *summary = tf_words_summary (report);
    set_words (self, heading ? heading : summary, NULL);
}

void
tf_details_set_report (TfDetails *self, TfReport *report)
{
    g_return_if_fail (TF_IS_DETAILS (self));
    remove_rows (self);
    set_report (self, report);
    gtk_widget_set_sensitive (self->again, report != NULL);
    if (!report) {
        set_words (self, _ ("Checking the sender…"), NULL);
        return;
    }
    set_words_of_report (self, report);
    add_rows (self, report);
}

void
tf_details_set_failed (TfDetails *self, const char *sentence)
{
    g_return_if_fail (TF_IS_DETAILS (self));
    remove_rows (self);
    set_report (self, NULL);
    set_words (self, _ ("The sender could not be checked."), sentence);
    gtk_widget_set_sensitive (self->again, TRUE);
}

static void
on_again (TfDetails *self)
{
    g_signal_emit (self, signals[SIGNAL_CHECK_AGAIN], 0);
}

static void
on_copy (TfDetails *self)
{
    GtkClipboard *clipboard =
        gtk_widget_get_clipboard (GTK_WIDGET (self), GDK_SELECTION_CLIPBOARD);
    g_autofree char *text = self->report ? tf_words_report_text (self->report) : NULL;
    if (text)
        gtk_clipboard_set_text (clipboard, text, -1);
}

static gboolean
tf_details_key_press_event (GtkWidget *widget, GdkEventKey *event)
{
    if (event->keyval == GDK_KEY_Escape) {
        gtk_window_close (GTK_WINDOW (widget));
        return GDK_EVENT_STOP;
    }
    return GTK_WIDGET_CLASS (tf_details_parent_class)->key_press_event (widget, event);
}

static void
tf_details_finalize (GObject *object)
{
    TfDetails *self = TF_DETAILS (object);
    g_clear_pointer (&self->report, tf_report_unref);
    tf_style_release ();
    G_OBJECT_CLASS (tf_details_parent_class)->finalize (object);
}

static void
tf_details_class_init (TfDetailsClass *class)
{
    G_OBJECT_CLASS (class)->finalize = tf_details_finalize;
    GTK_WIDGET_CLASS (class)->key_press_event = tf_details_key_press_event;
    signals[SIGNAL_CHECK_AGAIN] =
        g_signal_new ("check-again", TF_TYPE_DETAILS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_button (TfDetails *self, GtkWidget *row, const char *label, GCallback clicked)
{
    GtkWidget *button = gtk_button_new_with_mnemonic (label);
    g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
    gtk_container_add (GTK_CONTAINER (row), button);
    return button;
}

static GtkWidget *
new_button_row (TfDetails *self)
{
    GtkWidget *row = gtk_button_box_new (GTK_ORIENTATION_HORIZONTAL);
    gtk_button_box_set_layout (GTK_BUTTON_BOX (row), GTK_BUTTONBOX_END);
    gtk_box_set_spacing (GTK_BOX (row), 6);
    self->again = add_button (self, row, _ ("Check _again"), G_CALLBACK (on_again));
    self->copy = add_button (self, row, _ ("_Copy report"), G_CALLBACK (on_copy));
    GtkWidget *close =
        add_button (self, row, _ ("C_lose"), G_CALLBACK (gtk_window_close));
    gtk_window_set_focus (GTK_WINDOW (self), close);
    return row;
}

static GtkWidget *
new_scrolled_grid (TfDetails *self)
{
    GtkWidget *scrolled = gtk_scrolled_window_new (NULL, NULL);
    self->grid = gtk_grid_new ();
    gtk_grid_set_column_spacing (GTK_GRID (self->grid), 18);
    gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
    gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                    GTK_POLICY_AUTOMATIC);
    gtk_container_add (GTK_CONTAINER (scrolled), self->grid);
    gtk_widget_set_vexpand (scrolled, TRUE);
    return scrolled;
}

static void
tf_details_init (TfDetails *self)
{
    GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
    tf_style_hold ();
    gtk_window_set_title (GTK_WINDOW (self), _ ("About the sender"));
    gtk_window_set_type_hint (GTK_WINDOW (self), GDK_WINDOW_TYPE_HINT_DIALOG);
    gtk_window_set_position (GTK_WINDOW (self), GTK_WIN_POS_CENTER_ON_PARENT);
    gtk_window_set_default_size (GTK_WINDOW (self), 620, 460);
    gtk_container_set_border_width (GTK_CONTAINER (self), 12);

    self->heading = new_selectable ("truefrom-details-heading");
    self->text = new_selectable (NULL);
    gtk_container_add (GTK_CONTAINER (column), self->heading);
    gtk_container_add (GTK_CONTAINER (column), self->text);
    gtk_container_add (GTK_CONTAINER (column), new_scrolled_grid (self));
    gtk_container_add (GTK_CONTAINER (column), new_button_row (self));
    gtk_container_add (GTK_CONTAINER (self), column);
    gtk_widget_show_all (column);
    tf_details_set_report (self, NULL);
}

GtkWidget *
tf_details_new (GtkWindow *parent)
{
    return g_object_new (TF_TYPE_DETAILS, "transient-for", parent, "destroy-with-parent",
                         TRUE, NULL);
}
