/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* memory-view: counted whenever it is shown, because mail is read meanwhile. */
#include "gtk/memory-view.h"

#include "client/learned.h"
#include "gtk/question.h"
#include "gtk/style.h"
#include "gtk/ticket.h"
#include "words/translate.h"
#include "words/words.h"

#define TF_TYPE_MEMORY_VIEW (tf_memory_view_get_type ())
G_DECLARE_FINAL_TYPE (TfMemoryView, tf_memory_view, TF, MEMORY_VIEW, GtkBox)

struct _TfMemoryView {
    GtkBox parent;
    TfSession *session;
    GtkWidget *label;
    GtkWidget *button;
    guint64 number; /* of the newest count */
};

G_DEFINE_FINAL_TYPE (TfMemoryView, tf_memory_view, GTK_TYPE_BOX)

static gboolean
is_empty (const TfMemoryCounts *counts)
{
    return counts->messages + counts->domains + counts->keys + counts->lists +
               counts->recipients + counts->servers ==
           0;
}

/* Owned. */
static char *
words_of (const TfMemoryCounts *counts, const char *why)
{
    if (counts == NULL)
        return g_strdup (why);
    return is_empty (counts) ? g_strdup (_ ("Nothing has been learned yet."))
                             : tf_words_learned (counts);
}

static void
on_counted (const TfMemoryCounts *counts, const char *why, gpointer data)
{
    g_autoptr (TfTicket) ticket = data;
    g_autoptr (TfMemoryView) self = tf_ticket_ref_object (ticket);
    g_autofree char *words = words_of (counts, why);

    if (self == NULL || self->number != ticket->number || self->label == NULL)
        return;
    tf_style_label_set_text (self->label, words);
    gtk_widget_set_sensitive (self->button, counts != NULL && !is_empty (counts));
}

static void
count (TfMemoryView *self, gboolean forget)
{
    g_autoptr (TfMemory) memory = tf_session_ref_memory (self->session);

    tf_learned_count (memory, forget, on_counted,
                      tf_ticket_new (G_OBJECT (self), ++self->number));
}

static void
on_map (TfMemoryView *self)
{
    count (self, FALSE);
}

static void
forget (TfMemoryView *self)
{
    count (self, TRUE);
    tf_accounts_drop_rewriters (tf_session_get_accounts (self->session));
}

static void
on_answered (GtkWidget *question, int response, gpointer data)
{
    if (response == TF_QUESTION_YES)
        forget (data);
    gtk_widget_destroy (question);
}

static void
on_forget (TfMemoryView *self)
{
    GtkWidget *top = gtk_widget_get_toplevel (GTK_WIDGET (self));
    GtkWidget *question =
        tf_question_new_forget (GTK_IS_WINDOW (top) ? GTK_WINDOW (top) : NULL);

    g_signal_connect_object (question, "response", G_CALLBACK (on_answered), self, 0);
    gtk_window_present (GTK_WINDOW (question));
}

static void
tf_memory_view_destroy (GtkWidget *widget)
{
    TfMemoryView *self = TF_MEMORY_VIEW (widget);

    self->label = NULL;
    self->button = NULL;
    GTK_WIDGET_CLASS (tf_memory_view_parent_class)->destroy (widget);
}

static void
tf_memory_view_finalize (GObject *object)
{
    g_clear_object (&TF_MEMORY_VIEW (object)->session);
    G_OBJECT_CLASS (tf_memory_view_parent_class)->finalize (object);
}

static void
tf_memory_view_class_init (TfMemoryViewClass *class)
{
    GTK_WIDGET_CLASS (class)->destroy = tf_memory_view_destroy;
    G_OBJECT_CLASS (class)->finalize = tf_memory_view_finalize;
}

static void
tf_memory_view_init (TfMemoryView *self)
{
    self->label = tf_style_label_in (GTK_WIDGET (self), NULL);
    /* Translators: a button: what was learned from mail is forgotten, after a question. */
    self->button = gtk_button_new_with_mnemonic (_ ("_Forget everything…"));
    gtk_widget_set_halign (self->button, GTK_ALIGN_START);
    gtk_widget_set_sensitive (self->button, FALSE);
    gtk_box_pack_end (GTK_BOX (self), self->button, FALSE, FALSE, 0);
    g_signal_connect_object (self->button, "clicked", G_CALLBACK (on_forget), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect (self, "map", G_CALLBACK (on_map), NULL);
    gtk_widget_show_all (GTK_WIDGET (self));
}

GtkWidget *
tf_memory_view_new (TfSession *session)
{
    TfMemoryView *self = g_object_new (TF_TYPE_MEMORY_VIEW, "orientation",
                                       GTK_ORIENTATION_VERTICAL, "spacing", 4, NULL);

    self->session = g_object_ref (session);
    return GTK_WIDGET (self);
}
