/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* exception-box: each exception is a sentence and, under it, its button. */
#include "gtk/exception-box.h"

#include "client/exceptions.h"
#include "gtk/detail-row.h"
#include "gtk/style.h"
#include "gtk/ticket.h"
#include "words/translate.h"
#include "words/words.h"

struct _TfExceptionBox {
    GtkBox parent;
    TfSession *session;
};

G_DEFINE_FINAL_TYPE (TfExceptionBox, tf_exception_box, GTK_TYPE_BOX)

static guint failed_signal;

typedef void (*ChangeFunc) (TfSession *session, const TfException *exception,
                            TfExceptionsDone done, gpointer data);

/** Change: what a button does. */
typedef struct {
    TfExceptionBox *box;
    TfException *exception;
    ChangeFunc change;
} Change;

static void
change_free (gpointer data, GClosure *closure)
{
    Change *change = data;

    tf_exception_free (change->exception);
    g_free (change);
}

static void
on_changed (const char *why, gpointer data)
{
    g_autoptr (TfTicket) ticket = data;
    g_autoptr (TfExceptionBox) box = tf_ticket_ref_object (ticket);

    if (box != NULL && why != NULL)
        g_signal_emit (box, failed_signal, 0, why);
}

/* Storing shows another report, and that destroys the button. */
static void
on_clicked (Change *change)
{
    g_autoptr (TfExceptionBox) box = g_object_ref (change->box);

    change->change (box->session, change->exception, on_changed,
                    tf_ticket_new (G_OBJECT (box), 0));
}

/* Takes SENTENCE. */
static void
add (TfExceptionBox *self, const TfException *exception, char *sentence,
     const char *button_label, ChangeFunc change_func)
{
    GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
    GtkWidget *label = tf_style_label_in (row, NULL);
    GtkWidget *button = gtk_button_new_with_mnemonic (button_label);
    Change *change = g_new (Change, 1);

    *change = (Change){self, tf_exception_copy (exception), change_func};
    tf_style_label_set_text (label, sentence);
    tf_detail_row_set_spoken_name (label, sentence);
    g_free (sentence);
    gtk_widget_set_halign (button, GTK_ALIGN_START);
    gtk_container_add (GTK_CONTAINER (row), button);
    gtk_container_add (GTK_CONTAINER (self), row);
    gtk_widget_show_all (row);
    g_signal_connect_data (button, "clicked", G_CALLBACK (on_clicked), change,
                           change_free, G_CONNECT_SWAPPED);
}

static void
add_accepted (TfExceptionBox *self, const GPtrArray *exceptions)
{
    for (guint i = 0; i < exceptions->len; i++) {
        const TfException *accepted = g_ptr_array_index (exceptions, i);

        add (self, accepted, tf_words_exception (accepted),
             /* Translators: a button: an exception no longer applies. */
             _ ("_Withdraw this exception"), tf_exceptions_withdraw);
    }
}

void
tf_exception_box_set_all (TfExceptionBox *self, const GPtrArray *exceptions)
{
    g_return_if_fail (TF_IS_EXCEPTION_BOX (self));
    tf_style_remove_children (GTK_WIDGET (self));
    add_accepted (self, exceptions);
    gtk_widget_set_visible (GTK_WIDGET (self), exceptions->len > 0);
}

void
tf_exception_box_set_report (TfExceptionBox *self, const TfReport *report)
{
    g_autoptr (GPtrArray) offers = NULL;

    g_return_if_fail (TF_IS_EXCEPTION_BOX (self));
    tf_style_remove_children (GTK_WIDGET (self));
    offers = report != NULL ? tf_exceptions_offer (report) : NULL;
    if (report != NULL)
        add_accepted (self, report->exceptions);
    for (guint i = 0; offers != NULL && i < offers->len; i++) {
        const TfException *offer = g_ptr_array_index (offers, i);

        add (self, offer, tf_words_exception_offer (offer),
             tf_words_exception_button (offer->kind), tf_exceptions_accept);
    }
    /* An empty box would leave a gap between its neighbours. */
    gtk_widget_set_visible (GTK_WIDGET (self),
                            report != NULL && report->exceptions->len + offers->len > 0);
}

static void
tf_exception_box_finalize (GObject *object)
{
    g_clear_object (&TF_EXCEPTION_BOX (object)->session);
    G_OBJECT_CLASS (tf_exception_box_parent_class)->finalize (object);
}

static void
tf_exception_box_class_init (TfExceptionBoxClass *class)
{
    G_OBJECT_CLASS (class)->finalize = tf_exception_box_finalize;
    failed_signal = g_signal_new ("failed", TF_TYPE_EXCEPTION_BOX, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
tf_exception_box_init (TfExceptionBox *self)
{
    gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
    gtk_box_set_spacing (GTK_BOX (self), 8);
    gtk_widget_set_no_show_all (GTK_WIDGET (self), TRUE);
}

GtkWidget *
tf_exception_box_new (void)
{
    return g_object_new (TF_TYPE_EXCEPTION_BOX, NULL);
}

void
tf_exception_box_set_session (TfExceptionBox *self, TfSession *session)
{
    g_return_if_fail (TF_IS_EXCEPTION_BOX (self));
    g_set_object (&self->session, session);
}
