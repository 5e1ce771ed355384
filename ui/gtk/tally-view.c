/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* tally-view: follows the file, because other programs may count too. */
#include "gtk/tally-view.h"

#include "client/tally.h"
#include "gtk/style.h"
#include "words/words.h"
#include "words/translate.h"

#define TF_TYPE_TALLY_VIEW (tf_tally_view_get_type ())
G_DECLARE_FINAL_TYPE (TfTallyView, tf_tally_view, TF, TALLY_VIEW, GtkBox)

struct _TfTallyView {
    GtkBox parent;
    GtkWidget *label;
    GtkWidget *button;
    GFileMonitor *monitor; /* or NULL */
};

G_DEFINE_FINAL_TYPE (TfTallyView, tf_tally_view, GTK_TYPE_BOX)

static void
refresh (TfTallyView *self)
{
    g_autoptr (TfTally) tally = tf_tally_load ();
    g_autofree char *text =
        tf_words_tally (tally->since, (const char *const *)tally->codes, tally->numbers);

    tf_style_label_set_text (self->label, text);
    gtk_widget_set_sensitive (self->button, tally->codes[0] != NULL);
}

static void
on_reset (TfTallyView *self)
{
    tf_tally_reset ();
    refresh (self);
}

static void
tf_tally_view_dispose (GObject *object)
{
    g_clear_object (&TF_TALLY_VIEW (object)->monitor);
    G_OBJECT_CLASS (tf_tally_view_parent_class)->dispose (object);
}

static void
tf_tally_view_class_init (TfTallyViewClass *class)
{
    G_OBJECT_CLASS (class)->dispose = tf_tally_view_dispose;
}

static void
watch (TfTallyView *self)
{
    g_autofree char *path = tf_tally_dup_path ();
    g_autoptr (GFile) file = g_file_new_for_path (path);

    self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
    if (self->monitor != NULL)
        g_signal_connect_object (self->monitor, "changed", G_CALLBACK (refresh), self,
                                 G_CONNECT_SWAPPED);
}

static void
tf_tally_view_init (TfTallyView *self)
{
    self->label = tf_style_label_in (GTK_WIDGET (self), NULL);
    /* Translators: a button: what was counted is forgotten. */
    self->button = gtk_button_new_with_mnemonic (_ ("Start _again from zero"));
    gtk_widget_set_halign (self->button, GTK_ALIGN_START);
    gtk_box_pack_end (GTK_BOX (self), self->button, FALSE, FALSE, 0);
    g_signal_connect_object (self->button, "clicked", G_CALLBACK (on_reset), self,
                             G_CONNECT_SWAPPED);
    watch (self);
    refresh (self);
    gtk_widget_show_all (GTK_WIDGET (self));
}

GtkWidget *
tf_tally_view_new (void)
{
    return g_object_new (TF_TYPE_TALLY_VIEW, "orientation", GTK_ORIENTATION_VERTICAL,
                         "spacing", 4, NULL);
}
