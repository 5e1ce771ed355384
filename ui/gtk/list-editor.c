/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* list-editor: a setting that is a list of texts: each with a button that removes it, and an entry for
 * another one. */
#include <string.h>

#include "client/setting.h"
#include "gtk/editor.h"
#include "gtk/style.h"
#include "words/translate.h"

#define TF_TYPE_LIST_EDITOR (tf_list_editor_get_type ())
G_DECLARE_FINAL_TYPE (TfListEditor, tf_list_editor, TF, LIST_EDITOR, TfEditor)

struct _TfListEditor {
    TfEditor parent;
    GtkWidget *rows;
    GtkWidget *entry;
    GStrv shown; /* what the rows show; or NULL */
};

G_DEFINE_FINAL_TYPE (TfListEditor, tf_list_editor, TF_TYPE_EDITOR)

#define VALUE "truefrom-value" /* of a button: what it removes */

/* ---- removing ---------------------------------------------------------------------- */

static void
on_remove (GtkWidget *button, TfListEditor *self)
{
    g_autofree char *value = g_strdup (g_object_get_data (G_OBJECT (button), VALUE));
    g_autoptr (GError) error = NULL;

    if (!tf_setting_remove (tf_editor_get_key (TF_EDITOR (self)), value, &error)) {
        tf_editor_set_problem (TF_EDITOR (self), error->message);
        return;
    }
    tf_editor_refresh (TF_EDITOR (self));
    gtk_widget_grab_focus (self->entry);
}

static GtkWidget *
new_remove_button (TfListEditor *self, const char *value, const char *shown)
{
    GtkWidget *button = gtk_button_new_with_label (_ ("Remove"));
    /* Translators: spoken by screen readers; {entry} is an entry of a list. */
    g_autofree char *name = tf_words_fill (_ ("Remove {entry}"), "entry", shown, NULL);

    atk_object_set_name (gtk_widget_get_accessible (button), name);
    g_object_set_data_full (G_OBJECT (button), VALUE, g_strdup (value), g_free);
    g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove), self, 0);
    return button;
}

/* Entries may come from elsewhere, so they are foreign text. */
static void
add_row (TfListEditor *self, const char *value)
{
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
    g_autofree char *shown = tf_words_safe_text (value, 0);
    GtkWidget *label = tf_style_label_in (box, NULL);

    tf_style_label_set_text (label, shown);
    gtk_label_set_selectable (GTK_LABEL (label), FALSE);
    gtk_box_pack_end (GTK_BOX (box), new_remove_button (self, value, shown), FALSE, FALSE,
                      0);
    gtk_container_add (GTK_CONTAINER (self->rows), box);
    gtk_widget_show_all (box);
}

static void
tf_list_editor_refresh (TfEditor *editor)
{
    TfListEditor *self = TF_LIST_EDITOR (editor);
    GStrv list = tf_setting_get_list (tf_editor_get_key (editor));

    if (self->shown != NULL &&
        g_strv_equal ((const char *const *)self->shown, (const char *const *)list)) {
        g_strfreev (list);
        return;
    }
    tf_style_remove_children (self->rows);
    for (guint i = 0; list[i] != NULL; i++)
        add_row (self, list[i]);
    g_strfreev (self->shown);
    self->shown = list;
}

/* ---- adding ------------------------------------------------------------------------ */

static void
on_add (TfListEditor *self)
{
    TfEditor *editor = TF_EDITOR (self);
    const char *key = tf_editor_get_key (editor);
    g_autofree char *typed =
        g_strstrip (g_strdup (gtk_entry_get_text (GTK_ENTRY (self->entry))));
    g_autoptr (GError) error = NULL;
    gboolean is_new = FALSE;

    if (*typed == '\0')
        return;
    if (!tf_setting_accepts (key, typed))
        tf_editor_set_problem (editor, tf_editor_get_words (editor)->problem);
    else if (!tf_setting_add (key, typed, &is_new, &error))
        tf_editor_set_problem (editor, error->message);
    else if (!is_new)
        tf_editor_set_problem (editor, _ ("This is in the list already."));
    else
        gtk_entry_set_text (GTK_ENTRY (self->entry), "");
    tf_editor_refresh (editor);
}

static void
on_changed (TfListEditor *self)
{
    tf_editor_set_problem (TF_EDITOR (self), NULL);
}

/* ---- the object -------------------------------------------------------------------- */

static void
tf_list_editor_finalize (GObject *object)
{
    g_strfreev (TF_LIST_EDITOR (object)->shown);
    G_OBJECT_CLASS (tf_list_editor_parent_class)->finalize (object);
}

static void
tf_list_editor_class_init (TfListEditorClass *class)
{
    G_OBJECT_CLASS (class)->finalize = tf_list_editor_finalize;
    TF_EDITOR_CLASS (class)->refresh = tf_list_editor_refresh;
}

static void
tf_list_editor_init (TfListEditor *self)
{
}

static GtkWidget *
new_entry_row (TfListEditor *self)
{
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
    GtkWidget *button = gtk_button_new_with_label (_ ("Add"));

    self->entry = gtk_entry_new ();
    gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry),
                                    tf_editor_get_words (TF_EDITOR (self))->example);
    gtk_box_pack_start (GTK_BOX (box), self->entry, TRUE, TRUE, 0);
    gtk_box_pack_end (GTK_BOX (box), button, FALSE, FALSE, 0);
    g_signal_connect_object (self->entry, "activate", G_CALLBACK (on_add), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (button, "clicked", G_CALLBACK (on_add), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_changed), self,
                             G_CONNECT_SWAPPED);
    return box;
}

GtkWidget *
tf_list_editor_new (const char *key)
{
    TfListEditor *self = g_object_new (TF_TYPE_LIST_EDITOR, NULL);

    tf_editor_set_key (TF_EDITOR (self), key, TRUE);
    self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
    atk_object_set_role (gtk_widget_get_accessible (self->rows), ATK_ROLE_LIST);
    tf_editor_add (TF_EDITOR (self), self->rows);
    tf_editor_add (TF_EDITOR (self), new_entry_row (self));
    tf_editor_set_main (TF_EDITOR (self), self->entry);
    return GTK_WIDGET (self);
}
