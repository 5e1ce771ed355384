/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* choice-editor: a setting that is one of a few values. All of them can be seen. */

#include "client/setting.h"
#include "gtk/editor.h"
#include "words/translate.h"

#define TF_TYPE_CHOICE_EDITOR (tf_choice_editor_get_type ())
G_DECLARE_FINAL_TYPE (TfChoiceEditor, tf_choice_editor, TF, CHOICE_EDITOR, TfEditor)

struct _TfChoiceEditor {
    TfEditor parent;
    const TfChoiceWords *choices;
    GPtrArray *buttons; /* GtkWidget, for each of CHOICES; borrowed */
    gboolean is_refreshing;
};

G_DEFINE_FINAL_TYPE (TfChoiceEditor, tf_choice_editor, TF_TYPE_EDITOR)

static void
on_toggled (GtkToggleButton *button, TfChoiceEditor *self)
{
    g_autoptr (GError) error = NULL;
    guint place;

    if (self->is_refreshing || !gtk_toggle_button_get_active (button) ||
        !g_ptr_array_find (self->buttons, button, &place))
        return;
    if (!tf_setting_set_text (tf_editor_get_key (TF_EDITOR (self)),
                              self->choices[place].value, &error))
        tf_editor_set_problem (TF_EDITOR (self), error->message);
}

static void
tf_choice_editor_refresh (TfEditor *editor)
{
    TfChoiceEditor *self = TF_CHOICE_EDITOR (editor);
    g_autofree char *value = tf_setting_get_text (tf_editor_get_key (editor));

    self->is_refreshing = TRUE;
    for (guint i = 0; i < self->buttons->len; i++)
        if (g_str_equal (self->choices[i].value, value))
            gtk_toggle_button_set_active (g_ptr_array_index (self->buttons, i), TRUE);
    self->is_refreshing = FALSE;
}

static void
tf_choice_editor_finalize (GObject *object)
{
    g_ptr_array_unref (TF_CHOICE_EDITOR (object)->buttons);
    G_OBJECT_CLASS (tf_choice_editor_parent_class)->finalize (object);
}

static void
tf_choice_editor_class_init (TfChoiceEditorClass *class)
{
    G_OBJECT_CLASS (class)->finalize = tf_choice_editor_finalize;
    TF_EDITOR_CLASS (class)->refresh = tf_choice_editor_refresh;
}

static void
tf_choice_editor_init (TfChoiceEditor *self)
{
    self->buttons = g_ptr_array_new ();
}

static void
add_choice (TfChoiceEditor *self, const char *label)
{
    GtkWidget *button = gtk_radio_button_new_with_mnemonic_from_widget (
        self->buttons->len > 0 ? g_ptr_array_index (self->buttons, 0) : NULL, label);

    gtk_label_set_line_wrap (GTK_LABEL (gtk_bin_get_child (GTK_BIN (button))), TRUE);
    g_ptr_array_add (self->buttons, button);
    g_signal_connect_object (button, "toggled", G_CALLBACK (on_toggled), self, 0);
    tf_editor_add (TF_EDITOR (self), button);
}

GtkWidget *
tf_choice_editor_new (const char *key)
{
    TfChoiceEditor *self = g_object_new (TF_TYPE_CHOICE_EDITOR, NULL);

    tf_editor_set_key (TF_EDITOR (self), key, TRUE);
    self->choices = tf_words_choices (key);
    atk_object_set_role (gtk_widget_get_accessible (GTK_WIDGET (self)), ATK_ROLE_PANEL);
    atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (self)),
                         tf_editor_get_words (TF_EDITOR (self))->label);
    self->is_refreshing = TRUE;
    for (guint i = 0; self->choices[i].value != NULL; i++)
        add_choice (self, _ (self->choices[i].label));
    self->is_refreshing = FALSE;
    return GTK_WIDGET (self);
}
