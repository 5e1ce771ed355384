/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* exceptions-view: made anew only when there are others, so that the focus stays where it is. */
#include "gtk/exceptions-view.h"

#include "client/exceptions.h"
#include "gtk/exception-box.h"
#include "gtk/style.h"
#include "gtk/ticket.h"
#include "words/translate.h"

#define TF_TYPE_EXCEPTIONS_VIEW (tf_exceptions_view_get_type ())
G_DECLARE_FINAL_TYPE (TfExceptionsView, tf_exceptions_view, TF, EXCEPTIONS_VIEW, GtkBox)

struct _TfExceptionsView {
    GtkBox parent;
    TfSession *session;
    GtkWidget *box; /* NULL: destroyed */
    GtkWidget *problem;
    guint64 number;   /* of the newest reading */
    GPtrArray *shown; /* of TfException; NULL: nothing yet */
};

G_DEFINE_FINAL_TYPE (TfExceptionsView, tf_exceptions_view, GTK_TYPE_BOX)

static gboolean
is_same (const GPtrArray *one, const GPtrArray *two)
{
    gboolean same = one != NULL && one->len == two->len;

    for (guint i = 0; same && i < two->len; i++)
        same =
            tf_exception_equal (g_ptr_array_index (one, i), g_ptr_array_index (two, i));
    return same;
}

static void
on_listed (GPtrArray *list, gpointer data)
{
    g_autoptr (TfTicket) ticket = data;
    g_autoptr (GPtrArray) now = list;
    g_autoptr (TfExceptionsView) self = tf_ticket_ref_object (ticket);

    if (self == NULL || self->box == NULL || self->number != ticket->number ||
        is_same (self->shown, now))
        return;
    gtk_widget_hide (self->problem);
    tf_exception_box_set_all (TF_EXCEPTION_BOX (self->box), now);
    gtk_widget_set_visible (GTK_WIDGET (self), now->len > 0);
    g_clear_pointer (&self->shown, g_ptr_array_unref);
    self->shown = g_steal_pointer (&now);
}

void
tf_exceptions_view_refresh (GtkWidget *view)
{
    TfExceptionsView *self = TF_EXCEPTIONS_VIEW (view);

    tf_exceptions_list (self->session, on_listed,
                        tf_ticket_new (G_OBJECT (self), ++self->number));
}

static void
on_failed (TfExceptionsView *self, const char *sentence)
{
    tf_style_label_set_text (self->problem, sentence);
    gtk_widget_show (self->problem);
}

static void
tf_exceptions_view_destroy (GtkWidget *widget)
{
    TF_EXCEPTIONS_VIEW (widget)->box = NULL;
    GTK_WIDGET_CLASS (tf_exceptions_view_parent_class)->destroy (widget);
}

static void
tf_exceptions_view_finalize (GObject *object)
{
    g_clear_pointer (&TF_EXCEPTIONS_VIEW (object)->shown, g_ptr_array_unref);
    g_clear_object (&TF_EXCEPTIONS_VIEW (object)->session);
    G_OBJECT_CLASS (tf_exceptions_view_parent_class)->finalize (object);
}

static void
tf_exceptions_view_class_init (TfExceptionsViewClass *class)
{
    G_OBJECT_CLASS (class)->finalize = tf_exceptions_view_finalize;
    GTK_WIDGET_CLASS (class)->destroy = tf_exceptions_view_destroy;
}

static void
tf_exceptions_view_init (TfExceptionsView *self)
{
    GtkWidget *heading =
        tf_style_label_in (GTK_WIDGET (self), "truefrom-details-heading");

    gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
    gtk_box_set_spacing (GTK_BOX (self), 4);
    /* Translators: a heading: sentences say what the reader has accepted. */
    tf_style_label_set_text (heading, _ ("Your exceptions"));
    gtk_widget_show (heading);
}

static void
follow (TfExceptionsView *self, TfSession *session)
{
    self->session = g_object_ref (session);
    self->box = tf_exception_box_new ();
    tf_exception_box_set_session (TF_EXCEPTION_BOX (self->box), session);
    g_signal_connect_object (self->box, "failed", G_CALLBACK (on_failed), self,
                             G_CONNECT_SWAPPED);
    gtk_container_add (GTK_CONTAINER (self), self->box);
    self->problem = tf_style_label_in (GTK_WIDGET (self), "truefrom-problem");
    atk_object_set_role (gtk_widget_get_accessible (self->problem),
                         ATK_ROLE_NOTIFICATION);
    g_signal_connect_object (session, "changed", G_CALLBACK (tf_exceptions_view_refresh),
                             self, G_CONNECT_SWAPPED);
}

GtkWidget *
tf_exceptions_view_new (TfSession *session)
{
    TfExceptionsView *self = g_object_new (TF_TYPE_EXCEPTIONS_VIEW, NULL);

    follow (self, session);
    return GTK_WIDGET (self);
}
