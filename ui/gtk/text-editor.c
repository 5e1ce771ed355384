/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* text-editor: a setting that is one text. It is taken over on Return, and when the reader goes on; what
 * cannot be used stays where it was typed, with a sentence beside it, and is not taken over. */
#include <string.h>

#include "client/setting.h"
#include "gtk/editor.h"

#define TF_TYPE_TEXT_EDITOR (tf_text_editor_get_type ())
G_DECLARE_FINAL_TYPE (TfTextEditor, tf_text_editor, TF, TEXT_EDITOR, TfEditor)

struct _TfTextEditor {
    TfEditor parent;
    GtkWidget *entry;
    char *shown; /* the value that the entry showed last */
};

G_DEFINE_FINAL_TYPE (TfTextEditor, tf_text_editor, TF_TYPE_EDITOR)

/* Owned. */
static char *
dup_typed (TfTextEditor *self)
{
    return g_strstrip (g_strdup (gtk_entry_get_text (GTK_ENTRY (self->entry))));
}

static void
take (TfTextEditor *self)
{
    TfEditor *editor = TF_EDITOR (self);
    const char *key = tf_editor_get_key (editor);
    g_autofree char *typed = dup_typed (self);
    g_autoptr (GError) error = NULL;

    if (!gtk_widget_is_sensitive (self->entry) || g_strcmp0 (typed, self->shown) == 0)
        return;
    if (!tf_setting_accepts (key, typed))
        tf_editor_set_problem (editor, tf_editor_get_words (editor)->problem);
    else if (!tf_setting_set_text (key, typed, &error))
        tf_editor_set_problem (editor, error->message);
    else
        tf_editor_refresh (editor);
}

static gboolean
on_focus_out (TfTextEditor *self)
{
    take (self);
    return GDK_EVENT_PROPAGATE;
}

/* What was wrong is being changed. */
static void
on_changed (TfTextEditor *self)
{
    tf_editor_set_problem (TF_EDITOR (self), NULL);
}

/* What is being typed is not replaced, unless the setting itself has another value now. */
static void
tf_text_editor_refresh (TfEditor *editor)
{
    TfTextEditor *self = TF_TEXT_EDITOR (editor);
    char *value = tf_setting_get_text (tf_editor_get_key (editor));

    if (g_strcmp0 (self->shown, value) != 0)
        gtk_entry_set_text (GTK_ENTRY (self->entry), value);
    g_free (self->shown);
    self->shown = value;
}

static void
tf_text_editor_unmap (GtkWidget *widget)
{
    take (TF_TEXT_EDITOR (widget));
    GTK_WIDGET_CLASS (tf_text_editor_parent_class)->unmap (widget);
}

static void
tf_text_editor_finalize (GObject *object)
{
    g_free (TF_TEXT_EDITOR (object)->shown);
    G_OBJECT_CLASS (tf_text_editor_parent_class)->finalize (object);
}

static void
tf_text_editor_class_init (TfTextEditorClass *class)
{
    G_OBJECT_CLASS (class)->finalize = tf_text_editor_finalize;
    GTK_WIDGET_CLASS (class)->unmap = tf_text_editor_unmap;
    TF_EDITOR_CLASS (class)->refresh = tf_text_editor_refresh;
}

static void
tf_text_editor_init (TfTextEditor *self)
{
}

GtkWidget *
tf_text_editor_new (const char *key)
{
    TfTextEditor *self = g_object_new (TF_TYPE_TEXT_EDITOR, NULL);
    TfEditor *editor = TF_EDITOR (self);

    tf_editor_set_key (editor, key, TRUE);
    self->entry = gtk_entry_new ();
    gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry),
                                    tf_editor_get_words (editor)->example);
    g_signal_connect_object (self->entry, "activate", G_CALLBACK (take), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_changed), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (self->entry, "focus-out-event", G_CALLBACK (on_focus_out),
                             self, G_CONNECT_SWAPPED);
    tf_editor_add (editor, self->entry);
    tf_editor_set_main (editor, self->entry);
    return GTK_WIDGET (self);
}
