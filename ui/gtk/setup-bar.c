/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* setup-bar: looks like a note, and is no alert: it says nothing of the message. */
#include "gtk/setup-bar.h"

#include "gtk/detail-row.h"
#include "gtk/look.h"
#include "gtk/style.h"
#include "words/translate.h"
#include "words/words.h"

struct _TfSetupBar {
    GtkBox parent;
    GtkWidget *sentence;
    GtkWidget *question;
    GtkWidget *grounds;
    GtkWidget *details;
};

G_DEFINE_FINAL_TYPE (TfSetupBar, tf_setup_bar, GTK_TYPE_BOX)

enum { SIGNAL_USE, SIGNAL_NOT_NOW, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
set_label (GtkWidget *label, const char *text)
{
    tf_style_label_set_text (label, text);
    tf_detail_row_set_spoken_name (label, text);
}

void
tf_setup_bar_set_offer (TfSetupBar *self, const char *sentence, const char *question,
                        const char *grounds)
{
    g_return_if_fail (TF_IS_SETUP_BAR (self));
    set_label (self->sentence, sentence);
    set_label (self->question, question);
    set_label (self->grounds, grounds);
    tf_detail_row_set_spoken_name (GTK_WIDGET (self), sentence);
    gtk_widget_show (GTK_WIDGET (self));
}

void
tf_setup_bar_set_nothing (TfSetupBar *self)
{
    g_return_if_fail (TF_IS_SETUP_BAR (self));
    gtk_widget_hide (GTK_WIDGET (self));
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->details), FALSE);
}

void
tf_setup_bar_set_failed (TfSetupBar *self, const char *sentence)
{
    g_return_if_fail (TF_IS_SETUP_BAR (self));
    set_label (self->question, sentence);
}

/* ---- the buttons ------------------------------------------------------------------- */

static void
on_use (TfSetupBar *self)
{
    g_signal_emit (self, signals[SIGNAL_USE], 0);
}

static void
on_not_now (TfSetupBar *self)
{
    g_signal_emit (self, signals[SIGNAL_NOT_NOW], 0);
}

static void
on_details (TfSetupBar *self)
{
    gtk_widget_set_visible (
        self->grounds, gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->details)));
}

static void
add_button (TfSetupBar *self, GtkWidget *box, GtkWidget *button, const char *signal,
            GCallback callback)
{
    g_signal_connect_object (button, signal, callback, self, G_CONNECT_SWAPPED);
    gtk_container_add (GTK_CONTAINER (box), button);
}

static void
add_buttons (TfSetupBar *self)
{
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

    self->details = gtk_toggle_button_new_with_mnemonic (_ ("_Details"));
    /* Translators: a button: believe the servers that were named. */
    add_button (self, box, gtk_button_new_with_mnemonic (_ ("_Use it")), "clicked",
                G_CALLBACK (on_use));
    /* Translators: a button: do not believe the servers, and do not ask again. */
    add_button (self, box, gtk_button_new_with_mnemonic (_ ("_Not now")), "clicked",
                G_CALLBACK (on_not_now));
    add_button (self, box, self->details, "toggled", G_CALLBACK (on_details));
    gtk_widget_set_valign (box, GTK_ALIGN_START);
    gtk_box_pack_end (GTK_BOX (self), box, FALSE, FALSE, 0);
    gtk_widget_show_all (box);
}

/* ---- the object -------------------------------------------------------------------- */

static void
tf_setup_bar_finalize (GObject *object)
{
    tf_style_release ();
    G_OBJECT_CLASS (tf_setup_bar_parent_class)->finalize (object);
}

static guint
new_signal (const char *name)
{
    return g_signal_new (name, TF_TYPE_SETUP_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                         G_TYPE_NONE, 0);
}

static void
tf_setup_bar_class_init (TfSetupBarClass *class)
{
    G_OBJECT_CLASS (class)->finalize = tf_setup_bar_finalize;
    gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "truefrombanner");
    signals[SIGNAL_USE] = new_signal ("use");
    signals[SIGNAL_NOT_NOW] = new_signal ("not-now");
}

static void
tf_setup_bar_init (TfSetupBar *self)
{
    const TfLevelLook *look = tf_look_of (TF_LEVEL_QUIET);
    GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

    tf_style_hold ();
    gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (self)),
                                 look->style_class);
    atk_object_set_role (gtk_widget_get_accessible (GTK_WIDGET (self)),
                         ATK_ROLE_INFO_BAR);
    gtk_box_set_spacing (GTK_BOX (self), 10);
    gtk_box_pack_start (GTK_BOX (self), column, TRUE, TRUE, 0);
    self->sentence = tf_style_label_in (column, NULL);
    self->question = tf_style_label_in (column, NULL);
    self->grounds = tf_style_label_in (column, "truefrom-details-label");
    gtk_widget_show (self->sentence);
    gtk_widget_show (self->question);
    gtk_widget_show (column);
    add_buttons (self);
    gtk_widget_set_no_show_all (GTK_WIDGET (self), TRUE);
}

GtkWidget *
tf_setup_bar_new (void)
{
    return g_object_new (TF_TYPE_SETUP_BAR, "orientation", GTK_ORIENTATION_HORIZONTAL,
                         NULL);
}
