/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* view: what each message view shows. The client reports when a message is shown
 * (SHOW_DONE), but not when it no longer is; we notice that by the list of MIME parts, which it
 * empties first of all. */
#include "truefrom-claws.h"

#include "common/hooks.h"
#include "mainwindow.h"
#include "mimeview.h"
#include "summaryview.h"
#include "words/translate.h"

/** Pane: one message view, in the main window or in a window of its own. It keeps
 * nothing of the client's that outlives the box it is in. */
typedef struct {
    GtkWidget *box;
    gulong box_destroyed;
    GtkTreeModel *parts;
    gulong part_deleted;
    TfView *view;
    gulong changed;
    TfClawsLinks *links;
    TfClawsMenu *menu;      /* or NULL */
    TfClawsMenu *list_menu; /* NULL in a window of its own */
    guint mark_id;          /* 0: the marks are up to date */
} Pane;

#define MARK_MS 100 /* once the client has done what it does when a message is opened */

static GHashTable
    *panes; /* GtkWidget (the box) → Pane; NULL while the plugin is not loaded */

/* ---- Marks ------------------------------------------------------------------ */

/* NULL: its window is being closed. */
static MessageView *
find_message_view (const Pane *pane)
{
    MainWindow *window = mainwindow_get_mainwindow ();

    if (window != NULL && window->messageview->vbox == pane->box)
        return window->messageview;
    for (const GList *item = messageview_get_msgview_list (); item; item = item->next)
        if (((MessageView *)item->data)->vbox == pane->box)
            return item->data;
    return NULL;
}

static gboolean
has_message (const MessageView *view)
{
    return view->msginfo != NULL && view->mimeview != NULL &&
           view->mimeview->mimeinfo != NULL && view->mimeview->file != NULL;
}

/* What the client shows may already be something else than what our view knows. */
static MsgInfo *
find_shown (const Pane *pane)
{
    const MessageView *view = find_message_view (pane);
    const TfClawsMessage *known = tf_view_peek_data (pane->view);
    TfClawsMessage *shown;
    gboolean is_same;

    if (view == NULL || !has_message (view) || known == NULL)
        return NULL;
    shown = tf_claws_message_new (view->msginfo, view->mimeview->file);
    is_same = tf_claws_message_is (shown, known);
    tf_claws_message_free (shown);
    return is_same ? view->msginfo : NULL;
}

/* The pane may be gone at the end. */
static gboolean
on_mark_time (gpointer data)
{
    Pane *pane = data;
    MainWindow *window = mainwindow_get_mainwindow ();
    g_autoptr (TfView) view = g_object_ref (pane->view);
    MsgInfo *info;

    if (window != NULL && summary_is_locked (window->summaryview))
        return G_SOURCE_CONTINUE;
    pane->mark_id = 0;
    info = find_shown (pane);
    if (info != NULL)
        tf_claws_marks_update (view, info);
    return G_SOURCE_REMOVE;
}

static void
mark_later (Pane *pane)
{
    if (pane->mark_id == 0)
        pane->mark_id = g_timeout_add (MARK_MS, on_mark_time, pane);
}

/* ---- Panes ------------------------------------------------------------------ */

static void
clear_pane (Pane *pane)
{
    g_clear_handle_id (&pane->mark_id, g_source_remove);
    tf_view_clear (pane->view);
    tf_claws_menu_set_sensitive (pane->menu, FALSE);
}

static void
on_box_destroyed (Pane *pane)
{
    g_hash_table_remove (panes, pane->box);
}

static void
on_check_sender (gpointer data)
{
    Pane *pane = data;
    GtkWidget *top = gtk_widget_get_toplevel (pane->box);

    tf_view_check_sender (pane->view, GTK_IS_WINDOW (top) ? GTK_WINDOW (top) : NULL);
}

/* The menu of the list is about what is selected there, which need not be what is shown. Showing it may
 * let the main loop run. */
static void
on_check_selected (gpointer data)
{
    GtkWidget *box = ((Pane *)data)->box;
    SummaryView *list = mainwindow_get_mainwindow ()->summaryview;
    Pane *pane;

    if (!summary_is_opened_message_selected (list))
        summary_display_msg_selected (list, FALSE);
    pane = panes != NULL ? g_hash_table_lookup (panes, box) : NULL;
    if (pane != NULL && summary_is_opened_message_selected (list))
        on_check_sender (pane);
}

static gboolean
is_main (const MessageView *view)
{
    MainWindow *window = mainwindow_get_mainwindow ();

    return window != NULL && window->messageview == view;
}

/* Above the headers and the text: outside the area where a message can draw, in every layout and
 * viewer. */
static void
pack_banner (Pane *pane)
{
    GtkWidget *banner = tf_view_get_banner (pane->view);

    gtk_box_pack_start (GTK_BOX (pane->box), banner, FALSE, FALSE, 0);
    gtk_box_reorder_child (GTK_BOX (pane->box), banner, 0);
}

static GtkUIManager *
get_ui_manager (MessageView *view)
{
    return is_main (view) ? mainwindow_get_mainwindow ()->ui_manager : view->ui_manager;
}

static Pane *
pane_new (MessageView *view)
{
    Pane *pane = g_new0 (Pane, 1);

    pane->box = view->vbox;
    pane->view = tf_view_new (tf_claws_session_peek ());
    pane->parts =
        g_object_ref (gtk_tree_view_get_model (GTK_TREE_VIEW (view->mimeview->ctree)));
    pane->menu = tf_claws_menu_new (get_ui_manager (view), TF_CLAWS_MENU_MESSAGE,
                                    on_check_sender, pane);
    tf_claws_menu_set_sensitive (pane->menu, FALSE);
    if (is_main (view))
        pane->list_menu = tf_claws_menu_new (get_ui_manager (view), TF_CLAWS_MENU_LIST,
                                             on_check_selected, pane);
    pane->box_destroyed = g_signal_connect_swapped (pane->box, "destroy",
                                                    G_CALLBACK (on_box_destroyed), pane);
    pane->changed =
        g_signal_connect_swapped (pane->view, "changed", G_CALLBACK (mark_later), pane);
    pane->part_deleted = g_signal_connect_swapped (pane->parts, "row-deleted",
                                                   G_CALLBACK (clear_pane), pane);
    pane->links = tf_claws_links_new (view->mimeview, pane->view);
    pack_banner (pane);
    g_hash_table_insert (panes, pane->box, pane);
    return pane;
}

static void
pane_free (gpointer data)
{
    Pane *pane = data;
    GtkWidget *banner = tf_view_get_banner (pane->view);

    g_clear_handle_id (&pane->mark_id, g_source_remove);
    g_signal_handler_disconnect (pane->view, pane->changed);
    tf_claws_links_free (pane->links);
    g_signal_handler_disconnect (pane->box, pane->box_destroyed);
    g_signal_handler_disconnect (pane->parts, pane->part_deleted);
    g_clear_pointer (&pane->menu, tf_claws_menu_free);
    g_clear_pointer (&pane->list_menu, tf_claws_menu_free);
    if (banner != NULL)
        gtk_widget_destroy (banner);
    g_object_unref (pane->view);
    g_object_unref (pane->parts);
    g_free (pane);
}

static Pane *
get_pane (MessageView *view)
{
    Pane *pane = g_hash_table_lookup (panes, view->vbox);

    return pane != NULL ? pane : pane_new (view);
}

/* ---- Showing ---------------------------------------------------------------- */

/* A window that is being closed, and the hidden one used for printing a message, are
 * not seen. */
static gboolean
is_seen (const MessageView *view)
{
    return !view->deferred_destroy &&
           (view->window == NULL || gtk_widget_get_visible (view->window));
}

static void
show (MessageView *view)
{
    Pane *pane;
    TfClawsMessage *message;

    if (!is_seen (view) || !has_message (view))
        return;
    pane = get_pane (view);
    message = tf_claws_message_new (view->msginfo, view->mimeview->file);
    tf_view_show (pane->view, tf_claws_message_kind (view->msginfo),
                  tf_claws_message_account (message), tf_claws_message_open, message,
                  tf_claws_message_free);
    tf_claws_menu_set_sensitive (pane->menu, TRUE);
}

static void
show_all (void)
{
    MainWindow *window = mainwindow_get_mainwindow ();

    if (window != NULL && window->messageview != NULL)
        show (window->messageview);
    for (const GList *item = messageview_get_msgview_list (); item; item = item->next)
        show (item->data);
}

TfReport *
tf_claws_view_peek_report (const TfClawsMessage *message)
{
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init (&iter, panes);
    while (g_hash_table_iter_next (&iter, NULL, &value)) {
        const Pane *pane = value;
        const TfClawsMessage *shown = tf_view_peek_data (pane->view);
        TfReport *report = tf_view_peek_report (pane->view);

        if (shown != NULL && report != NULL && tf_claws_message_is (shown, message))
            return report;
    }
    return NULL;
}

/* ---- What the client tells us ----------------------------------------------- */

/* Always FALSE: TRUE would hide the event from the hooks after ours. */
static gboolean
on_show_done (gpointer view, gpointer data)
{
    show (view);
    return FALSE;
}

static gboolean
on_offline_switch (gpointer source, gpointer data)
{
    tf_session_client_changed (tf_claws_session_peek ());
    return FALSE;
}

static TfClawsHook hooks[] = {
    {MESSAGE_VIEW_SHOW_DONE_HOOKLIST, on_show_done, HOOK_NONE},
    {OFFLINE_SWITCH_HOOKLIST, on_offline_switch, HOOK_NONE},
};

/* The menu item of the main window must be there before the first message. */
static void
add_main_pane (void)
{
    MainWindow *window = mainwindow_get_mainwindow ();

    if (window != NULL && window->messageview != NULL)
        get_pane (window->messageview);
}

gboolean
tf_claws_view_start (char **ret_error)
{
    if (!tf_claws_hooks_add (hooks, G_N_ELEMENTS (hooks))) {
        /* Translators: shown when Claws Mail could not load the plugin. */
        *ret_error = g_strdup (_ ("Failed to register with the message view"));
        return FALSE;
    }
    panes = g_hash_table_new_full (NULL, NULL, NULL, pane_free);
    add_main_pane ();
    show_all ();
    return TRUE;
}

/* When the client exits, its main window has already been freed: only what is ours is touched
 * here. */
void
tf_claws_view_stop (void)
{
    tf_claws_hooks_remove (hooks, G_N_ELEMENTS (hooks));
    g_clear_pointer (&panes, g_hash_table_unref);
}
