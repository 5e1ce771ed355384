/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* links: the question before a link of a forged message is opened. The client opens links from its text
 * when a button is pressed there, and from the menu of a link; we see both first. A press that waits for its
 * answer is given to the client again, which then does what it always does. The viewers for HTML that
 * plugins add open links by themselves. */
#define GDK_DISABLE_DEPRECATION_WARNINGS
#include "truefrom-claws.h"

#include "mimeview.h"
#include "textview.h"

#define MENU_OPEN "TextviewPopupLink/Open"
#define INTERNAL  "cm://" /* attachments, tags: not the message's own */

struct _TfClawsLinks {
    TextView *text;
    GtkWidget *widget;
    gulong event_id;
    GtkAction *action; /* in the menu of a link; or NULL */
    gulong action_id;
    gulong client_id;    /* that of the client's own function */
    gboolean is_blocked; /* the client's */
    TfView *view;
};

/** Press: one that waits for an answer. */
typedef struct {
    GtkWidget *widget;
    GdkEvent *event;
} Press;

static GtkWindow *
get_window (const TfClawsLinks *self)
{
    GtkWidget *top = gtk_widget_get_toplevel (self->widget);

    return GTK_IS_WINDOW (top) ? GTK_WINDOW (top) : NULL;
}

/* ---- in the menu ------------------------------------------------------------------- */

/* Between the press that opens the menu and the answer the client's own function does not run. */
static void
set_blocked (TfClawsLinks *self, gboolean is_blocked)
{
    if (self->action == NULL || self->is_blocked == is_blocked)
        return;
    self->is_blocked = is_blocked;
    if (is_blocked)
        g_signal_handler_block (self->action, self->client_id);
    else
        g_signal_handler_unblock (self->action, self->client_id);
}

static void
open_from_menu (gpointer data)
{
    TfClawsLinks *self = data;

    set_blocked (self, FALSE);
    gtk_action_activate (self->action);
}

static void
on_menu_open (TfClawsLinks *self)
{
    if (self->is_blocked)
        tf_view_ask_before_link (self->view, get_window (self), open_from_menu, self,
                                 NULL);
}

/* The client's function is the only one that has the text view as its data. */
static void
find_menu (TfClawsLinks *self)
{
    GtkActionGroup *group = self->text->link_action_group;
    GtkAction *action =
        group != NULL ? gtk_action_group_get_action (group, MENU_OPEN) : NULL;

    if (action == NULL)
        return;
    self->client_id = g_signal_handler_find (
        action, G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DATA,
        g_signal_lookup ("activate", GTK_TYPE_ACTION), 0, NULL, NULL, self->text);
    if (self->client_id == 0)
        return;
    self->action = g_object_ref (action);
    self->action_id =
        g_signal_connect_swapped (action, "activate", G_CALLBACK (on_menu_open), self);
}

/* ---- in the text ------------------------------------------------------------------- */

static gboolean
is_link (const ClickableText *part, guint offset)
{
    return !part->is_quote && part->uri != NULL && *part->uri != '\0' &&
           (part->filename == NULL || !g_str_has_prefix (part->filename, INTERNAL)) &&
           part->start <= offset && offset <= part->end;
}

static gboolean
is_on_link (const TfClawsLinks *self, const GdkEventButton *event)
{
    GtkTextView *view = GTK_TEXT_VIEW (self->widget);
    GtkTextIter place;
    gint x = 0;
    gint y = 0;

    if (event->window != gtk_text_view_get_window (view, GTK_TEXT_WINDOW_TEXT))
        return FALSE;
    gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_TEXT, (gint)event->x,
                                           (gint)event->y, &x, &y);
    gtk_text_view_get_iter_at_location (view, &place, x, y);
    for (const GSList *item = self->text->uri_list; item; item = item->next)
        if (is_link (item->data, (guint)gtk_text_iter_get_offset (&place)))
            return TRUE;
    return FALSE;
}

/* The third button opens a menu. */
static gboolean
opens_link (const GdkEvent *event)
{
    return (event->type == GDK_BUTTON_PRESS || event->type == GDK_2BUTTON_PRESS) &&
           event->button.button != GDK_BUTTON_SECONDARY;
}

static void
press_again (gpointer data)
{
    Press *press = data;

    gtk_widget_event (press->widget, press->event);
}

static void
press_free (gpointer data)
{
    Press *press = data;

    g_object_unref (press->widget);
    gdk_event_free (press->event);
    g_free (press);
}

static gboolean
on_event (GtkWidget *widget, GdkEvent *event, TfClawsLinks *self)
{
    Press *press;

    if (event->type == GDK_BUTTON_PRESS)
        set_blocked (self, tf_view_asks_before_link (self->view));
    if (!opens_link (event) || !tf_view_asks_before_link (self->view) ||
        !is_on_link (self, &event->button))
        return FALSE;
    press = g_new0 (Press, 1);
    *press = (Press){g_object_ref (widget), gdk_event_copy (event)};
    tf_view_ask_before_link (self->view, get_window (self), press_again, press,
                             press_free);
    return TRUE;
}

/* ---- both -------------------------------------------------------------------------- */

TfClawsLinks *
tf_claws_links_new (MimeView *mimeview, TfView *view)
{
    TfClawsLinks *self = g_new0 (TfClawsLinks, 1);

    self->text = mimeview->textview;
    self->widget = g_object_ref (self->text->text);
    self->view = view;
    self->event_id =
        g_signal_connect (self->widget, "event", G_CALLBACK (on_event), self);
    find_menu (self);
    return self;
}

void
tf_claws_links_free (TfClawsLinks *self)
{
    g_signal_handler_disconnect (self->widget, self->event_id);
    if (self->action != NULL) {
        set_blocked (self, FALSE);
        g_signal_handler_disconnect (self->action, self->action_id);
        g_object_unref (self->action);
    }
    g_object_unref (self->widget);
    g_free (self);
}
