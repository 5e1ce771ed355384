/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* path-picture: boxes with arrows between them, which go on in the next line where the window is too
 * narrow. Each arrow stands before its box, and follows the direction of the layout. What it means is
 * always said in words too. */
#include "gtk/path-picture.h"

#include <gtk/gtk-a11y.h>

#include "gtk/detail-row.h"
#include "gtk/style.h"
#include "gtk/wrap-box.h"
#include "words/translate.h"
#include "words/words.h"

#define STATION_CHARS 20
#define GAP           6

/* ---- a box without children for a screen reader: the row speaks for all of them ---- */

typedef GtkContainerAccessible TfSilentAccessible;
typedef GtkContainerAccessibleClass TfSilentAccessibleClass;

GType tf_silent_accessible_get_type (void);
G_DEFINE_TYPE (TfSilentAccessible, tf_silent_accessible, GTK_TYPE_CONTAINER_ACCESSIBLE)

static gint
no_children (AtkObject *object)
{
    return 0;
}

static AtkObject *
no_child (AtkObject *object, gint index)
{
    return NULL;
}

static void
tf_silent_accessible_class_init (TfSilentAccessibleClass *class)
{
    ATK_OBJECT_CLASS (class)->get_n_children = no_children;
    ATK_OBJECT_CLASS (class)->ref_child = no_child;
}

static void
tf_silent_accessible_init (TfSilentAccessible *self)
{
}

#define TF_TYPE_SILENT_BOX (tf_silent_box_get_type ())
G_DECLARE_FINAL_TYPE (TfSilentBox, tf_silent_box, TF, SILENT_BOX, GtkBox)

struct _TfSilentBox {
    GtkBox parent;
};

G_DEFINE_FINAL_TYPE (TfSilentBox, tf_silent_box, GTK_TYPE_BOX)

static void
tf_silent_box_class_init (TfSilentBoxClass *class)
{
    gtk_widget_class_set_accessible_type (GTK_WIDGET_CLASS (class),
                                          tf_silent_accessible_get_type ());
}

static void
tf_silent_box_init (TfSilentBox *self)
{
    gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
    gtk_box_set_spacing (GTK_BOX (self), GAP);
}

/* ---- a station and the link before it ---------------------------------------------- */

static void
add_label (GtkWidget *box, const char *text, const char *style_class)
{
    GtkWidget *label = tf_style_label_in (box, style_class);

    tf_style_label_set_text (label, text);
    gtk_label_set_max_width_chars (GTK_LABEL (label), STATION_CHARS);
    gtk_widget_set_hexpand (label, FALSE);
}

static GtkWidget *
new_station (const TfStation *station)
{
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

    gtk_style_context_add_class (gtk_widget_get_style_context (box), "truefrom-station");
    add_label (box, station->label,
               station->name != NULL ? "truefrom-details-label" : NULL);
    if (station->name != NULL)
        add_label (box, station->name, NULL);
    return box;
}

static const char *
sign_of (TfLink link, gboolean mirrored)
{
    switch (link) {
    case TF_LINK_BROKEN:
        return "\u00d7";
    case TF_LINK_UNPROVEN:
        /* Translators: a sign: something is not known. */
        return C_ ("sign", "?");
    case TF_LINK_PLAIN:
        break;
    }
    return mirrored ? "\u2190" : "\u2192";
}

static GtkWidget *
new_link (TfLink link, gboolean mirrored)
{
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
    GtkWidget *sign = gtk_label_new (sign_of (link, mirrored));
    GtkStyleContext *style = gtk_widget_get_style_context (sign);

    gtk_style_context_add_class (style, "truefrom-link");
    gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
    gtk_container_add (GTK_CONTAINER (box), sign);
    if (link == TF_LINK_BROKEN)
        gtk_style_context_add_class (style, "truefrom-broken");
    if (tf_words_link (link) != NULL)
        gtk_container_add (GTK_CONTAINER (box), gtk_label_new (tf_words_link (link)));
    return box;
}

/* ---- the picture ------------------------------------------------------------------- */

static GtkWidget *
new_step (const TfStation *station, gboolean is_first, gboolean mirrored)
{
    GtkWidget *step = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);
    GtkWidget *box = new_station (station);

    if (!is_first)
        gtk_container_add (GTK_CONTAINER (step), new_link (station->link, mirrored));
    gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
    gtk_container_add (GTK_CONTAINER (step), box);
    return step;
}

static GtkWidget *
new_picture (const GPtrArray *path, const char *finding)
{
    GtkWidget *picture = g_object_new (TF_TYPE_SILENT_BOX, NULL);
    GtkWidget *wrap = tf_wrap_box_new (GAP);
    gboolean mirrored = gtk_widget_get_direction (wrap) == GTK_TEXT_DIR_RTL;

    for (guint i = 0; i < path->len; i++)
        gtk_container_add (GTK_CONTAINER (wrap),
                           new_step (g_ptr_array_index (path, i), i == 0, mirrored));
    gtk_container_add (GTK_CONTAINER (picture), wrap);
    tf_style_label_set_text (tf_style_label_in (picture, NULL), finding);
    return picture;
}

void
tf_path_picture_add (GtkWidget *rows, const TfReport *report)
{
    g_autoptr (GPtrArray) path = tf_words_path (report);
    g_autofree char *finding = tf_words_path_finding (report);
    g_autofree char *text = tf_words_path_text (report);
    GtkWidget *row;

    if (path->len == 0)
        return;
    row = gtk_list_box_row_new ();
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
    gtk_container_add (GTK_CONTAINER (row), new_picture (path, finding));
    tf_detail_row_set_spoken_name (row, text);
    gtk_list_box_insert (GTK_LIST_BOX (rows), row, 1);
    gtk_widget_show_all (row);
}
