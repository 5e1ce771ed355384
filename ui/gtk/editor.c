/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* editor: what all kinds of settings have in common on a page of preferences. */
#include "gtk/editor.h"

#include "client/setting.h"
#include "gtk/style.h"
#include "words/translate.h"

typedef struct {
    char *key;
    TfSettingWords words;
    GtkWidget *heading; /* NULL without one */
    GtkWidget *content;
    GtkWidget *main; /* where one types; or NULL */
    GtkWidget *help;
    GtkWidget *problem;
    GtkWidget *state;
} TfEditorPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (TfEditor, tf_editor, GTK_TYPE_BOX)

static TfEditorPrivate *
private_of (TfEditor *self)
{
    return tf_editor_get_instance_private (self);
}

static void
set_sentence (GtkWidget *label, const char *sentence)
{
    tf_style_label_set_text (label, sentence);
    gtk_widget_set_visible (label, sentence != NULL);
}

/* ---- for the kinds ----------------------------------------------------------------- */

const char *
tf_editor_get_key (TfEditor *self)
{
    return private_of (self)->key;
}

const TfSettingWords *
tf_editor_get_words (TfEditor *self)
{
    return &private_of (self)->words;
}

void
tf_editor_add (TfEditor *self, GtkWidget *widget)
{
    gtk_container_add (GTK_CONTAINER (private_of (self)->content), widget);
    gtk_widget_show_all (widget);
}

/* Screen readers say more than the label of what has the focus. */
static void
describe (TfEditor *self)
{
    TfEditorPrivate *own = private_of (self);
    const char *problem = gtk_widget_get_visible (own->problem)
                              ? gtk_label_get_text (GTK_LABEL (own->problem))
                              : NULL;
    const char *state = gtk_widget_get_visible (own->state)
                            ? gtk_label_get_text (GTK_LABEL (own->state))
                            : NULL;
    const char *sentence = problem != NULL ? problem
                           : state != NULL ? state
                                           : own->words.help;
    g_autofree char *spoken = tf_words_plain (sentence != NULL ? sentence : "");

    if (own->main != NULL)
        atk_object_set_description (gtk_widget_get_accessible (own->main), spoken);
}

void
tf_editor_set_main (TfEditor *self, GtkWidget *widget)
{
    TfEditorPrivate *own = private_of (self);

    own->main = widget;
    if (own->heading != NULL) {
        gtk_label_set_mnemonic_widget (GTK_LABEL (own->heading), widget);
        atk_object_set_name (gtk_widget_get_accessible (widget),
                             gtk_label_get_text (GTK_LABEL (own->heading)));
    }
    describe (self);
}

void
tf_editor_set_problem (TfEditor *self, const char *sentence)
{
    TfEditorPrivate *own = private_of (self);
    GtkStyleContext *context =
        own->main != NULL ? gtk_widget_get_style_context (own->main) : NULL;

    set_sentence (own->problem, sentence);
    if (context != NULL && sentence != NULL)
        gtk_style_context_add_class (context, "error");
    else if (context != NULL)
        gtk_style_context_remove_class (context, "error");
    describe (self);
}

static void
add_heading (TfEditor *self)
{
    TfEditorPrivate *own = private_of (self);

    own->heading = tf_style_label_new ("truefrom-details-heading");
    gtk_label_set_text_with_mnemonic (GTK_LABEL (own->heading), own->words.label);
    gtk_box_pack_start (GTK_BOX (self), own->heading, FALSE, FALSE, 0);
    gtk_box_reorder_child (GTK_BOX (self), own->heading, 0);
    gtk_widget_show (own->heading);
}

void
tf_editor_set_key (TfEditor *self, const char *key, gboolean labelled)
{
    TfEditorPrivate *own = private_of (self);

    own->key = g_strdup (key);
    tf_words_setting (key, &own->words);
    if (labelled)
        add_heading (self);
    set_sentence (own->help, own->words.help);
}

/* ---- what it shows ----------------------------------------------------------------- */

/* Borrowed; NULL: there is nothing to say. */
static const char *
sentence_of (TfSchemaState state, const char *key)
{
    switch (state) {
    case TF_SCHEMA_LOCKED:
        return _ ("An administrator has set this. It cannot be changed here.");
    case TF_SCHEMA_MISSING:
        return _ (
            "The settings of truefrom are not installed here, so this cannot be changed.");
    case TF_SCHEMA_FORGETFUL:
        return _ ("There is no place here to store settings, so this cannot be changed.");
    case TF_SCHEMA_OPEN:
        break;
    }
    return tf_setting_is_from_vendor (key) ? _ ("This is the default of this computer.")
                                           : NULL;
}

void
tf_editor_refresh (TfEditor *self)
{
    TfEditorPrivate *own;
    TfSchemaState state;

    g_return_if_fail (TF_IS_EDITOR (self));
    own = private_of (self);
    state = tf_setting_get_state (own->key);
    set_sentence (own->state, sentence_of (state, own->key));
    gtk_widget_set_sensitive (own->content, state == TF_SCHEMA_OPEN);
    TF_EDITOR_GET_CLASS (self)->refresh (self);
    describe (self);
}

/* ---- the object -------------------------------------------------------------------- */

static void
tf_editor_finalize (GObject *object)
{
    g_free (private_of (TF_EDITOR (object))->key);
    G_OBJECT_CLASS (tf_editor_parent_class)->finalize (object);
}

static void
tf_editor_class_init (TfEditorClass *class)
{
    G_OBJECT_CLASS (class)->finalize = tf_editor_finalize;
}

static GtkWidget *
add_sentence (TfEditor *self, const char *style_class)
{
    GtkWidget *label = tf_style_label_in (GTK_WIDGET (self), style_class);

    gtk_widget_set_no_show_all (label, TRUE);
    return label;
}

static void
tf_editor_init (TfEditor *self)
{
    TfEditorPrivate *own = private_of (self);

    gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
    gtk_box_set_spacing (GTK_BOX (self), 4);
    own->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
    gtk_container_add (GTK_CONTAINER (self), own->content);
    gtk_widget_show (own->content);
    own->problem = add_sentence (self, "truefrom-problem");
    atk_object_set_role (gtk_widget_get_accessible (own->problem), ATK_ROLE_NOTIFICATION);
    own->state = add_sentence (self, "truefrom-state");
    own->help = add_sentence (self, "truefrom-details-label");
    gtk_widget_show (GTK_WIDGET (self));
}
