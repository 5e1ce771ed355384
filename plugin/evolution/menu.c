/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* menu: "Check sender…" in the Message menu, in the menu of the message list and in that
 * of the text. Up to 3.54 Evolution builds its menus with GtkUIManager, and all views of
 * a window share one; from 3.55.1 on it uses EUIManager, and each view has its own. */
#define GDK_DISABLE_DEPRECATION_WARNINGS
#include "truefrom-evolution.h"

#include <libedataserver/libedataserver.h>
#include <mail/e-mail-browser.h>
#include <mail/e-mail-view.h>

#include "words/translate.h"

#define ACTION "truefrom-check-sender"
#define GROUP  "truefrom"

#if EDS_CHECK_VERSION(3, 55, 1)

struct _TfEvolutionMenu {
    EUIManager *manager;
    TfEvolutionMenuFunc activate;
    gpointer data;
};

static const char eui[] =
    "<eui>"
    "<menu id='main-menu'><placeholder id='custom-menus'>"
    "<submenu action='mail-message-menu'><placeholder id='mail-message-custom-menus'>"
    "<item action='" ACTION "'/>"
    "</placeholder></submenu></placeholder></menu>"
    "<menu id='mail-message-popup' is-popup='true'>"
    "<placeholder id='mail-message-popup-common-actions'>"
    "<item action='" ACTION "'/></placeholder></menu>"
    "<menu id='mail-preview-popup' is-popup='true'>"
    "<placeholder id='mail-preview-popup-actions'>"
    "<item action='" ACTION "'/></placeholder></menu>"
    "</eui>";

static void
on_activate (EUIAction *action, GVariant *parameter, gpointer data)
{
    TfEvolutionMenu *menu = data;

    menu->activate (menu->data);
}

static void
add_items (TfEvolutionMenu *menu)
{
    static const EUIActionEntry entries[] = {
        {ACTION, NULL, N_ ("Check s_ender…"), NULL, NULL, on_activate, NULL, NULL, NULL}};

    e_ui_manager_add_actions_with_eui_data (menu->manager, GROUP, GETTEXT_PACKAGE,
                                            entries, G_N_ELEMENTS (entries), menu, eui);
}

TfEvolutionMenu *
tf_evolution_menu_new (EMailReader *reader, TfEvolutionMenuFunc activate, gpointer data)
{
    TfEvolutionMenu *menu = g_new0 (TfEvolutionMenu, 1);

    menu->manager = g_object_ref (e_mail_reader_get_ui_manager (reader));
    menu->activate = activate;
    menu->data = data;
    add_items (menu);
    return menu;
}

void
tf_evolution_menu_set_sensitive (TfEvolutionMenu *menu, gboolean sensitive)
{
    EUIAction *action = e_ui_manager_get_action (menu->manager, ACTION);

    if (action)
        e_ui_action_set_sensitive (action, sensitive);
}

/* Its place in the menus remains defined, but without the action nothing is shown there. */
void
tf_evolution_menu_free (TfEvolutionMenu *menu)
{
    EUIActionGroup *group = e_ui_manager_get_action_group (menu->manager, GROUP);

    if (group)
        e_ui_action_group_remove_by_name (group, ACTION);
    g_object_unref (menu->manager);
    g_free (menu);
}

#else

struct _TfEvolutionMenu {
    GtkUIManager *manager;
    GtkActionGroup *group;
    GtkAction *action;
    EShellView *shell_view; /* NULL in a message window; weak */
    guint merge_id;         /* 0 while another view of the window is active */
    TfEvolutionMenuFunc activate;
    gpointer data;
};

static const char ui[] =
    "<menubar name='main-menu'><placeholder name='custom-menus'>"
    "<menu action='mail-message-menu'><placeholder name='mail-message-custom-menus'>"
    "<menuitem action='" ACTION "'/>"
    "</placeholder></menu></placeholder></menubar>"
    "<popup name='mail-message-popup'>"
    "<placeholder name='mail-message-popup-common-actions'>"
    "<menuitem action='" ACTION "'/></placeholder></popup>"
    "<popup name='mail-preview-popup'>"
    "<placeholder name='mail-message-popup-actions'>"
    "<menuitem action='" ACTION "'/></placeholder></popup>";

static void
on_activate (TfEvolutionMenu *menu)
{
    menu->activate (menu->data);
}

static void
merge (TfEvolutionMenu *menu)
{
    if (!menu->merge_id)
        menu->merge_id = gtk_ui_manager_add_ui_from_string (menu->manager, ui, -1, NULL);
}

static void
unmerge (TfEvolutionMenu *menu)
{
    if (menu->merge_id)
        gtk_ui_manager_remove_ui (menu->manager, menu->merge_id);
    menu->merge_id = 0;
}

/* The calendar has no Message menu. */
static void
on_view_toggled (TfEvolutionMenu *menu)
{
    if (e_shell_view_is_active (menu->shell_view))
        merge (menu);
    else
        unmerge (menu);
}

static void
follow_shell_view (TfEvolutionMenu *menu, EShellView *shell_view)
{
    g_set_weak_pointer (&menu->shell_view, shell_view);
    g_signal_connect_swapped (shell_view, "toggled", G_CALLBACK (on_view_toggled), menu);
    on_view_toggled (menu);
}

static void
add_action (TfEvolutionMenu *menu)
{
    menu->group = gtk_action_group_new (GROUP);
    menu->action = gtk_action_new (ACTION, _ ("Check s_ender…"), NULL, NULL);
    g_signal_connect_swapped (menu->action, "activate", G_CALLBACK (on_activate), menu);
    gtk_action_group_add_action (menu->group, menu->action);
    gtk_ui_manager_insert_action_group (menu->manager, menu->group, -1);
}

static GtkUIManager *
get_manager (EMailReader *reader, EShellView *shell_view)
{
    if (E_IS_MAIL_BROWSER (reader))
        return e_mail_browser_get_ui_manager (E_MAIL_BROWSER (reader));
    return e_shell_window_get_ui_manager (e_shell_view_get_shell_window (shell_view));
}

TfEvolutionMenu *
tf_evolution_menu_new (EMailReader *reader, TfEvolutionMenuFunc activate, gpointer data)
{
    EShellView *shell_view = E_IS_MAIL_VIEW (reader)
                                 ? e_mail_view_get_shell_view (E_MAIL_VIEW (reader))
                                 : NULL;
    TfEvolutionMenu *menu;

    if (shell_view == NULL && !E_IS_MAIL_BROWSER (reader))
        return NULL;
    menu = g_new0 (TfEvolutionMenu, 1);
    menu->manager = g_object_ref (get_manager (reader, shell_view));
    menu->activate = activate;
    menu->data = data;
    add_action (menu);
    if (shell_view != NULL)
        follow_shell_view (menu, shell_view);
    else
        merge (menu);
    return menu;
}

void
tf_evolution_menu_set_sensitive (TfEvolutionMenu *menu, gboolean sensitive)
{
    if (menu != NULL)
        gtk_action_set_sensitive (menu->action, sensitive);
}

void
tf_evolution_menu_free (TfEvolutionMenu *menu)
{
    if (menu->shell_view != NULL)
        g_signal_handlers_disconnect_by_data (menu->shell_view, menu);
    g_clear_weak_pointer (&menu->shell_view);
    g_signal_handlers_disconnect_by_data (menu->action, menu);
    unmerge (menu);
    gtk_ui_manager_remove_action_group (menu->manager, menu->group);
    g_object_unref (menu->action);
    g_object_unref (menu->group);
    g_object_unref (menu->manager);
    g_free (menu);
}

#endif
