/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* wrap-box: a GtkFlowBox would put the children into columns of equal width. */
#include "gtk/wrap-box.h"

struct _TfWrapBox {
    GtkContainer parent;
    GPtrArray *children; /* GtkWidget, borrowed: parent and child know each other */
    int gap;
};

G_DEFINE_FINAL_TYPE (TfWrapBox, tf_wrap_box, GTK_TYPE_CONTAINER)

/* ---- children ---------------------------------------------------------------------- */

static void
tf_wrap_box_add (GtkContainer *container, GtkWidget *child)
{
    g_ptr_array_add (TF_WRAP_BOX (container)->children, child);
    gtk_widget_set_parent (child, GTK_WIDGET (container));
}

static void
tf_wrap_box_remove (GtkContainer *container, GtkWidget *child)
{
    if (g_ptr_array_remove (TF_WRAP_BOX (container)->children, child))
        gtk_widget_unparent (child);
    gtk_widget_queue_resize (GTK_WIDGET (container));
}

/* CALLBACK may remove the child. */
static void
tf_wrap_box_forall (GtkContainer *container, gboolean internals, GtkCallback callback,
                    gpointer data)
{
    TfWrapBox *self = TF_WRAP_BOX (container);
    g_autoptr (GPtrArray) children = NULL;

    if (self->children == NULL)
        return;
    children = g_ptr_array_copy (self->children, NULL, NULL);
    for (guint i = 0; i < children->len; i++)
        callback (g_ptr_array_index (children, i), data);
}

static GType
tf_wrap_box_child_type (GtkContainer *container)
{
    return GTK_TYPE_WIDGET;
}

/* ---- lines ------------------------------------------------------------------------- */

static GtkWidget *
child_at (const TfWrapBox *self, guint index)
{
    return g_ptr_array_index (self->children, index);
}

static int
width_of (GtkWidget *child, int room)
{
    int least;
    int natural;

    gtk_widget_get_preferred_width (child, &least, &natural);
    return MAX (least, MIN (natural, room));
}

static int
height_of (GtkWidget *child, int width)
{
    int height;

    gtk_widget_get_preferred_height_for_width (child, width, NULL, &height);
    return height;
}

/* Returns the end of the line that begins with child FIRST. */
static guint
end_of_line (const TfWrapBox *self, guint first, int room, int *ret_height)
{
    int used = 0;
    guint i;

    *ret_height = 0;
    for (i = first; i < self->children->len; i++) {
        int width = width_of (child_at (self, i), room);

        if (i > first && used + self->gap + width > room)
            break;
        used += width + (i > first ? self->gap : 0);
        *ret_height = MAX (*ret_height, height_of (child_at (self, i), width));
    }
    return i;
}

/* Each child in the middle of the line. */
static void
place_line (const TfWrapBox *self, guint first, guint end, const GdkRectangle *line)
{
    gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
    int used = 0;

    for (guint i = first; i < end; i++) {
        GtkWidget *child = child_at (self, i);
        int width = width_of (child, line->width);
        int height = height_of (child, width);
        GtkAllocation place = {line->x + used, line->y + (line->height - height) / 2,
                               width, height};

        if (mirrored)
            place.x = line->x + line->width - used - width;
        gtk_widget_size_allocate (child, &place);
        used += width + self->gap;
    }
}

/* ---- sizes ------------------------------------------------------------------------- */

static GtkSizeRequestMode
tf_wrap_box_get_request_mode (GtkWidget *widget)
{
    return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tf_wrap_box_get_preferred_width (GtkWidget *widget, int *ret_least, int *ret_natural)
{
    TfWrapBox *self = TF_WRAP_BOX (widget);

    *ret_least = 0;
    *ret_natural = 0;
    for (guint i = 0; i < self->children->len; i++) {
        int least;
        int natural;

        gtk_widget_get_preferred_width (child_at (self, i), &least, &natural);
        *ret_least = MAX (*ret_least, least);
        *ret_natural += natural + (i > 0 ? self->gap : 0);
    }
}

static void
tf_wrap_box_get_preferred_height_for_width (GtkWidget *widget, int width, int *ret_least,
                                            int *ret_natural)
{
    TfWrapBox *self = TF_WRAP_BOX (widget);
    int total = 0;

    for (guint i = 0; i < self->children->len;) {
        int height;
        gboolean is_first = i == 0;

        i = end_of_line (self, i, width, &height);
        total += height + (is_first ? 0 : self->gap);
    }
    *ret_least = total;
    *ret_natural = total;
}

static void
tf_wrap_box_get_preferred_height (GtkWidget *widget, int *ret_least, int *ret_natural)
{
    int least;
    int natural;

    tf_wrap_box_get_preferred_width (widget, &least, &natural);
    tf_wrap_box_get_preferred_height_for_width (widget, natural, ret_least, ret_natural);
}

static void
tf_wrap_box_size_allocate (GtkWidget *widget, GtkAllocation *allocation)
{
    TfWrapBox *self = TF_WRAP_BOX (widget);
    GdkRectangle line = {allocation->x, allocation->y, allocation->width, 0};

    gtk_widget_set_allocation (widget, allocation);
    for (guint first = 0; first < self->children->len;) {
        guint end = end_of_line (self, first, line.width, &line.height);

        place_line (self, first, end, &line);
        line.y += line.height + self->gap;
        first = end;
    }
}

/* ---- the object -------------------------------------------------------------------- */

static void
tf_wrap_box_finalize (GObject *object)
{
    g_clear_pointer (&TF_WRAP_BOX (object)->children, g_ptr_array_unref);
    G_OBJECT_CLASS (tf_wrap_box_parent_class)->finalize (object);
}

static void
tf_wrap_box_class_init (TfWrapBoxClass *class)
{
    GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
    GtkContainerClass *container_class = GTK_CONTAINER_CLASS (class);

    G_OBJECT_CLASS (class)->finalize = tf_wrap_box_finalize;
    widget_class->get_request_mode = tf_wrap_box_get_request_mode;
    widget_class->get_preferred_width = tf_wrap_box_get_preferred_width;
    widget_class->get_preferred_height = tf_wrap_box_get_preferred_height;
    widget_class->get_preferred_height_for_width =
        tf_wrap_box_get_preferred_height_for_width;
    widget_class->size_allocate = tf_wrap_box_size_allocate;
    container_class->add = tf_wrap_box_add;
    container_class->remove = tf_wrap_box_remove;
    container_class->forall = tf_wrap_box_forall;
    container_class->child_type = tf_wrap_box_child_type;
}

static void
tf_wrap_box_init (TfWrapBox *self)
{
    gtk_widget_set_has_window (GTK_WIDGET (self), FALSE);
    self->children = g_ptr_array_new ();
}

GtkWidget *
tf_wrap_box_new (int gap)
{
    TfWrapBox *self = g_object_new (TF_TYPE_WRAP_BOX, NULL);

    self->gap = gap;
    return GTK_WIDGET (self);
}
