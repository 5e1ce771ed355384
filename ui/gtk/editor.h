/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* editor: one setting on a page of preferences: its label, what changes it, what it means, and beside it
 * why an entry was refused or why nothing can be changed. Each kind of setting has a file of its own. */
#pragma once

#include <gtk/gtk.h>

#include "words/words.h"

#define TF_TYPE_EDITOR (tf_editor_get_type ())
G_DECLARE_DERIVABLE_TYPE (TfEditor, tf_editor, TF, EDITOR, GtkBox)

struct _TfEditorClass {
    GtkBoxClass parent_class;
    void (*refresh) (TfEditor *self); /* shows what the setting is now */
};

/* ---- editor.c: for the kinds ------------------------------------------------------- */

/* LABELLED: with its name as a heading above it. */
void tf_editor_set_key (TfEditor *self, const char *key, gboolean labelled);
const char *tf_editor_get_key (TfEditor *self);
const TfSettingWords *tf_editor_get_words (TfEditor *self);
/* Puts what changes the setting into its place. */
void tf_editor_add (TfEditor *self, GtkWidget *widget);
/* The heading names WIDGET, the sentences describe it. */
void tf_editor_set_main (TfEditor *self, GtkWidget *widget);
/* A sentence beside what was entered; NULL: nothing is wrong. */
void tf_editor_set_problem (TfEditor *self, const char *sentence);

/* ---- for the page ------------------------------------------------------------------ */

/* Shows what the setting is now, and whether it can be changed. */
void tf_editor_refresh (TfEditor *self);

GtkWidget *tf_choice_editor_new (const char *key); /* choice-editor.c: one of a few */
GtkWidget *tf_switch_editor_new (const char *key); /* switch-editor.c: on or off */
GtkWidget *tf_text_editor_new (const char *key);   /* text-editor.c: one text */
GtkWidget *tf_list_editor_new (const char *key);   /* list-editor.c: several texts */
