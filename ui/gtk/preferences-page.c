/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* preferences-page: tabs with editors; it follows what is changed elsewhere. */
#include "gtk/preferences-page.h"

#include "client/preferences.h"
#include "gtk/accounts-view.h"
#include "gtk/editor.h"
#include "gtk/exceptions-view.h"
#include "gtk/memory-view.h"
#include "gtk/style.h"
#include "gtk/tally-view.h"
#include "words/translate.h"

#define MARGIN_PX 12

#define TF_TYPE_PREFERENCES_PAGE (tf_preferences_page_get_type ())
G_DECLARE_FINAL_TYPE (TfPreferencesPage, tf_preferences_page, TF, PREFERENCES_PAGE,
                      GtkNotebook)

struct _TfPreferencesPage {
    GtkNotebook parent;
    GPtrArray *editors; /* TfEditor; borrowed */
    GtkWidget *exceptions;
    guint watch; /* 0: none */
};

G_DEFINE_FINAL_TYPE (TfPreferencesPage, tf_preferences_page, GTK_TYPE_NOTEBOOK)

static void
refresh (gpointer data)
{
    TfPreferencesPage *self = data;

    for (guint i = 0; i < self->editors->len; i++)
        tf_editor_refresh (g_ptr_array_index (self->editors, i));
    tf_exceptions_view_refresh (self->exceptions);
}

/* ---- the tabs ---------------------------------------------------------------------- */

static GtkWidget *
add_tab (TfPreferencesPage *self, const char *label)
{
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
    GtkWidget *scrolled = gtk_scrolled_window_new (NULL, NULL);

    gtk_container_set_border_width (GTK_CONTAINER (box), MARGIN_PX);
    gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                    GTK_POLICY_AUTOMATIC);
    gtk_container_add (GTK_CONTAINER (scrolled), box);
    gtk_widget_show_all (scrolled);
    gtk_notebook_append_page (GTK_NOTEBOOK (self), scrolled, gtk_label_new (label));
    return box;
}

static void
add (TfPreferencesPage *self, GtkWidget *tab, GtkWidget *editor)
{
    gtk_container_add (GTK_CONTAINER (tab), editor);
    g_ptr_array_add (self->editors, editor);
}

static void
add_tabs (TfPreferencesPage *self, TfSession *session, const char *program_switch)
{
    /* Translators: the name of a tab in the preferences. */
    GtkWidget *tab = add_tab (self, _ ("Warnings"));

    if (program_switch != NULL)
        add (self, tab, tf_switch_editor_new (program_switch));
    add (self, tab, tf_choice_editor_new ("talk"));
    add (self, tab, tf_text_editor_new ("helpdesk"));
    add (self, tab, tf_switch_editor_new ("marks"));
    add (self, tab, tf_switch_editor_new ("report-only"));
    gtk_container_add (GTK_CONTAINER (tab), tf_tally_view_new ());
    /* Translators: the name of a tab in the preferences: of addresses and domains. */
    tab = add_tab (self, _ ("Names"));
    add (self, tab, tf_list_editor_new ("own"));
    add (self, tab, tf_list_editor_new ("protected"));
    add (self, tab, tf_list_editor_new ("known-lists"));
    self->exceptions = tf_exceptions_view_new (session);
    gtk_container_add (GTK_CONTAINER (tab), self->exceptions);
    /* Translators: the name of a tab in the preferences: of mail servers. */
    tab = add_tab (self, _ ("Servers"));
    add (self, tab, tf_list_editor_new ("trusted-servers"));
    add (self, tab, tf_list_editor_new ("border-hosts"));
    add (self, tab, tf_list_editor_new ("trusted-sealers"));
    /* Translators: the name of a tab in the preferences: of mail accounts. */
    tab = add_tab (self, _ ("Accounts"));
    gtk_container_add (GTK_CONTAINER (tab), tf_accounts_view_new (session));
    /* Translators: the name of a tab in the preferences. */
    tab = add_tab (self, _ ("DNS"));
    add (self, tab, tf_choice_editor_new ("dns"));
    add (self, tab, tf_text_editor_new ("resolver"));
    add (self, tab, tf_switch_editor_new ("memory"));
    gtk_container_add (GTK_CONTAINER (tab), tf_memory_view_new (session));
}

/* ---- the object -------------------------------------------------------------------- */

static void
unwatch (TfPreferencesPage *self)
{
    if (self->watch != 0)
        tf_preferences_unwatch (self->watch);
    self->watch = 0;
}

/* Before the editors go, which may still take over what was typed. */
static void
tf_preferences_page_destroy (GtkWidget *widget)
{
    TfPreferencesPage *self = TF_PREFERENCES_PAGE (widget);

    unwatch (self);
    g_ptr_array_set_size (self->editors, 0);
    GTK_WIDGET_CLASS (tf_preferences_page_parent_class)->destroy (widget);
}

static void
tf_preferences_page_finalize (GObject *object)
{
    g_ptr_array_unref (TF_PREFERENCES_PAGE (object)->editors);
    tf_style_release ();
    G_OBJECT_CLASS (tf_preferences_page_parent_class)->finalize (object);
}

static void
tf_preferences_page_class_init (TfPreferencesPageClass *class)
{
    G_OBJECT_CLASS (class)->finalize = tf_preferences_page_finalize;
    GTK_WIDGET_CLASS (class)->destroy = tf_preferences_page_destroy;
}

static void
tf_preferences_page_init (TfPreferencesPage *self)
{
    tf_style_hold ();
    self->editors = g_ptr_array_new ();
    gtk_notebook_set_scrollable (GTK_NOTEBOOK (self), TRUE);
    gtk_widget_show (GTK_WIDGET (self));
}

GtkWidget *
tf_preferences_page_new (TfSession *session, const char *program_switch)
{
    TfPreferencesPage *self = g_object_new (TF_TYPE_PREFERENCES_PAGE, NULL);

    add_tabs (self, session, program_switch);
    refresh (self);
    self->watch = tf_preferences_watch (refresh, self);
    return GTK_WIDGET (self);
}
