/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* style: our style sheet and icons. Both are resources of the program, so that they are available
 * without being installed and in a sandbox too. Colours are the theme's; the fallbacks have the
 * lowest priority and count only where a theme does not define a colour. */
#include "gtk/style.h"

#include "truefrom-resources.h"
#include "words/words.h"

#define RESOURCE_BASE "/org/truefrom"

static guint holders;
static GtkCssProvider *sheet;
static GtkCssProvider *fallbacks;

static void
register_resources_once (void)
{
    static gsize done = 0;

    if (!g_once_init_enter (&done))
        return;
    truefrom_register_resource ();
    gtk_icon_theme_add_resource_path (gtk_icon_theme_get_default (),
                                      RESOURCE_BASE "/icons");
    g_once_init_leave (&done, 1);
}

static GtkCssProvider *
add_sheet (const char *path, guint priority)
{
    GtkCssProvider *provider = gtk_css_provider_new ();

    gtk_css_provider_load_from_resource (provider, path);
    gtk_style_context_add_provider_for_screen (gdk_screen_get_default (),
                                               GTK_STYLE_PROVIDER (provider), priority);
    return provider;
}

static void
remove_sheet (GtkCssProvider **provider)
{
    gtk_style_context_remove_provider_for_screen (gdk_screen_get_default (),
                                                  GTK_STYLE_PROVIDER (*provider));
    g_clear_object (provider);
}

void
tf_style_hold (void)
{
    register_resources_once ();
    if (holders++ > 0)
        return;
    fallbacks =
        add_sheet (RESOURCE_BASE "/fallback.css", GTK_STYLE_PROVIDER_PRIORITY_FALLBACK);
    sheet = add_sheet (RESOURCE_BASE "/truefrom.css",
                       GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

void
tf_style_release (void)
{
    if (--holders > 0)
        return;
    remove_sheet (&sheet);
    remove_sheet (&fallbacks);
}

/* A hyphen that a line break puts into an address would look like part of it. */
static void
forbid_hyphens (GtkLabel *label)
{
    PangoAttrList *attributes = pango_attr_list_new ();

    pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
    gtk_label_set_attributes (label, attributes);
    pango_attr_list_unref (attributes);
}

GtkWidget *
tf_style_label_new (const char *style_class)
{
    GtkWidget *label = gtk_label_new (NULL);

    gtk_label_set_xalign (GTK_LABEL (label), 0.0);
    gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
    gtk_label_set_line_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
    forbid_hyphens (GTK_LABEL (label));
    gtk_widget_set_hexpand (label, TRUE);
    if (style_class != NULL)
        gtk_style_context_add_class (gtk_widget_get_style_context (label), style_class);
    return label;
}

/* If a label began with a foreign word, the whole sentence would get the direction of that word:
 * Pango looks even inside isolates for the first strong letter. */
void
tf_style_label_set_text (GtkWidget *label, const char *text)
{
    g_autofree char *directed = NULL;

    if (text != NULL && *text != '\0')
        directed = g_strconcat (tf_words_direction (), text, NULL);
    gtk_label_set_text (GTK_LABEL (label), directed != NULL ? directed : "");
}

static void
destroy_child (GtkWidget *child, gpointer data)
{
    gtk_widget_destroy (child);
}

void
tf_style_remove_children (GtkWidget *container)
{
    gtk_container_foreach (GTK_CONTAINER (container), destroy_child, NULL);
}

GtkWidget *
tf_style_label_in (GtkWidget *box, const char *style_class)
{
    GtkWidget *label = tf_style_label_new (style_class);

    gtk_container_add (GTK_CONTAINER (box), label);
    return label;
}
