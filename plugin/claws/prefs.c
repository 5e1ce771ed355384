/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* prefs: our page under Plugins in the client's preferences. What is changed there counts at once, so
 * nothing is left to be saved by OK. */
#include "truefrom-claws.h"

#include <libintl.h>

#include "prefs_gtk.h"

#include "gtk/preferences-page.h"

static PrefsPage page;
static GtkWidget *content; /* NULL while it is not shown; weak */

/* The client keeps the frame until its window is closed; what is ours in it can go before. */
static void
on_create (PrefsPage *self, GtkWindow *window, gpointer unused)
{
    self->widget = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
    g_set_weak_pointer (&content,
                        tf_preferences_page_new (tf_claws_session_peek (), NULL));
    gtk_box_pack_start (GTK_BOX (self->widget), content, TRUE, TRUE, 0);
    gtk_widget_show (self->widget);
}

static void
destroy_content (void)
{
    if (content != NULL)
        gtk_widget_destroy (content);
    g_clear_weak_pointer (&content);
}

static void
on_destroy (PrefsPage *self)
{
    destroy_content ();
    self->widget = NULL;
}

static void
on_save (PrefsPage *self)
{
}

void
tf_claws_prefs_start (void)
{
    static char *path[] = {NULL, NULL, NULL};

    g_free (path[0]);
    /* The client translates its own part of the path: "Plugins". */
    path[0] = g_strdup (dgettext ("claws-mail", "Plugins"));
    path[1] = (char *)"truefrom";
    page = (PrefsPage){.path = path,
                       .weight = 30.0,
                       .create_widget = on_create,
                       .destroy_widget = on_destroy,
                       .save_page = on_save};
    prefs_gtk_register_page (&page);
}

void
tf_claws_prefs_stop (void)
{
    prefs_gtk_unregister_page (&page);
    destroy_content ();
    g_clear_pointer (&page.path[0], g_free);
}
