/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* switch-editor: a setting that is on or off. */
#include "client/setting.h"
#include "gtk/editor.h"

#define TF_TYPE_SWITCH_EDITOR (tf_switch_editor_get_type ())
G_DECLARE_FINAL_TYPE (TfSwitchEditor, tf_switch_editor, TF, SWITCH_EDITOR, TfEditor)

struct _TfSwitchEditor {
    TfEditor parent;
    GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (TfSwitchEditor, tf_switch_editor, TF_TYPE_EDITOR)

static void
on_toggled (TfSwitchEditor *self)
{
    const char *key = tf_editor_get_key (TF_EDITOR (self));
    gboolean is_on = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->button));
    g_autoptr (GError) error = NULL;

    if (is_on != tf_setting_get_switch (key) &&
        !tf_setting_set_switch (key, is_on, &error))
        tf_editor_set_problem (TF_EDITOR (self), error->message);
}

static void
tf_switch_editor_refresh (TfEditor *editor)
{
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (TF_SWITCH_EDITOR (editor)->button),
                                  tf_setting_get_switch (tf_editor_get_key (editor)));
}

static void
tf_switch_editor_class_init (TfSwitchEditorClass *class)
{
    TF_EDITOR_CLASS (class)->refresh = tf_switch_editor_refresh;
}

static void
tf_switch_editor_init (TfSwitchEditor *self)
{
}

GtkWidget *
tf_switch_editor_new (const char *key)
{
    TfSwitchEditor *self = g_object_new (TF_TYPE_SWITCH_EDITOR, NULL);
    TfEditor *editor = TF_EDITOR (self);

    tf_editor_set_key (editor, key, FALSE);
    self->button =
        gtk_check_button_new_with_mnemonic (tf_editor_get_words (editor)->label);
    gtk_label_set_line_wrap (GTK_LABEL (gtk_bin_get_child (GTK_BIN (self->button))),
                             TRUE);
    g_signal_connect_object (self->button, "toggled", G_CALLBACK (on_toggled), self,
                             G_CONNECT_SWAPPED);
    tf_editor_add (editor, self->button);
    tf_editor_set_main (editor, self->button);
    return GTK_WIDGET (self);
}
