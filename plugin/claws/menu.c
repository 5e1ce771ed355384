/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* menu: "Check sender…" in the Message menu, and in the context menu of the message list. The client builds its menus with
 * GtkUIManager, which GTK has deprecated; there is no other way to add an item. The action group is
 * our own, so that removing it removes nothing else. */
#define GDK_DISABLE_DEPRECATION_WARNINGS
#include "truefrom-claws.h"

#include "words/translate.h"

#define MENU_PATH "/Menu/Message"
#define LIST_PATH "/Menus/SummaryViewPopup"

struct _TfClawsMenu {
    GtkUIManager *manager;
    GtkActionGroup *group;
    GtkAction *action;
    guint merge_id;
    TfClawsMenuFunc activate;
    gpointer data;
};

/** Place: a menu and the name of our item there. */
typedef struct {
    const char *path;
    const char *name;
    const char *action;
} Place;

static const Place places[] = {
    [TF_CLAWS_MENU_MESSAGE] = {MENU_PATH, "TruefromCheckSender",
                               "Message/TruefromCheckSender"},
    [TF_CLAWS_MENU_LIST] = {LIST_PATH, "TruefromCheckSelected",
                            "Message/TruefromCheckSelected"},
};

static void
on_activate (TfClawsMenu *menu)
{
    menu->activate (menu->data);
}

static void
add_action (TfClawsMenu *menu, const Place *place)
{
    menu->group = gtk_action_group_new (place->name);
    /* Translators: an item of the Message menu; the underscore marks the access key. */
    menu->action = gtk_action_new (place->action, _ ("Check s_ender…"), NULL, NULL);
    g_signal_connect_swapped (menu->action, "activate", G_CALLBACK (on_activate), menu);
    gtk_action_group_add_action (menu->group, menu->action);
    gtk_ui_manager_insert_action_group (menu->manager, menu->group, -1);
}

static void
add_item (TfClawsMenu *menu, const Place *place)
{
    menu->merge_id = gtk_ui_manager_new_merge_id (menu->manager);
    gtk_ui_manager_add_ui (menu->manager, menu->merge_id, place->path, place->name,
                           place->action, GTK_UI_MANAGER_MENUITEM, FALSE);
    gtk_ui_manager_ensure_update (menu->manager);
}

TfClawsMenu *
tf_claws_menu_new (GtkUIManager *manager, TfClawsMenuPlace place,
                   TfClawsMenuFunc activate, gpointer data)
{
    TfClawsMenu *menu;

    if (manager == NULL)
        return NULL;
    menu = g_new0 (TfClawsMenu, 1);
    menu->manager = g_object_ref (manager);
    menu->activate = activate;
    menu->data = data;
    add_action (menu, &places[place]);
    add_item (menu, &places[place]);
    return menu;
}

void
tf_claws_menu_free (TfClawsMenu *menu)
{
    g_signal_handlers_disconnect_by_data (menu->action, menu);
    gtk_ui_manager_remove_ui (menu->manager, menu->merge_id);
    gtk_ui_manager_remove_action_group (menu->manager, menu->group);
    gtk_ui_manager_ensure_update (menu->manager);
    g_object_unref (menu->action);
    g_object_unref (menu->group);
    g_object_unref (menu->manager);
    g_free (menu);
}

void
tf_claws_menu_set_sensitive (TfClawsMenu *menu, gboolean sensitive)
{
    if (menu != NULL)
        gtk_action_set_sensitive (menu->action, sensitive);
}
