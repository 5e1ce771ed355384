/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* fit: how large something may be, in characters of the reader's font and on the reader's screen.
 */
#include "gtk/fit.h"

#define USUAL_LINE_PX  17 /* 10 points at 96 dots an inch */
#define LEAST_LINES    2
#define MARGIN_LINES   4 /* of the screen: the frame, and a line that comes later */
#define SIDE_MARGIN_PX 32

static GdkRectangle
area_of_screen (GtkWidget *widget)
{
    GdkDisplay *display = gtk_widget_get_display (widget);
    GdkWindow *window = gtk_widget_get_window (widget);
    GdkMonitor *monitor = window != NULL
                              ? gdk_display_get_monitor_at_window (display, window)
                              : gdk_display_get_monitor (display, 0);
    GdkRectangle area = {0, 0, G_MAXINT16, G_MAXINT16};

    if (monitor != NULL)
        gdk_monitor_get_workarea (monitor, &area);
    return area;
}

static PangoFontMetrics *
metrics_of (GtkWidget *widget)
{
    return pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
}

static int
line_height (GtkWidget *widget)
{
    PangoFontMetrics *metrics = metrics_of (widget);
    int height = pango_font_metrics_get_ascent (metrics) +
                 pango_font_metrics_get_descent (metrics);

    pango_font_metrics_unref (metrics);
    return PANGO_PIXELS (height);
}

int
tf_fit_icon (GtkWidget *widget, int size)
{
    int halves = (line_height (widget) * 2 + USUAL_LINE_PX / 2) / USUAL_LINE_PX;

    return size * MAX (halves, 2) / 2;
}

int
tf_fit_width (GtkWidget *widget, GtkWindow *parent, guint characters)
{
    GdkRectangle area = area_of_screen (parent != NULL ? GTK_WIDGET (parent) : widget);
    PangoFontMetrics *metrics = metrics_of (widget);
    int width = pango_font_metrics_get_approximate_char_width (metrics) * (int)characters;

    pango_font_metrics_unref (metrics);
    return MIN (PANGO_PIXELS (width), area.width - 2 * SIDE_MARGIN_PX);
}

int
tf_fit_height (GtkWindow *window, GtkWidget *part, guint lines)
{
    GtkWidget *whole = GTK_WIDGET (window);
    int line = line_height (part);
    int whole_height;
    int part_height;
    int room;

    gtk_widget_get_preferred_height_for_width (
        whole, gtk_widget_get_allocated_width (whole), &whole_height, NULL);
    gtk_widget_get_preferred_height (part, &part_height, NULL);
    room = area_of_screen (whole).height - (whole_height - part_height) -
           MARGIN_LINES * line;
    return CLAMP (room, LEAST_LINES * line, (int)lines * line);
}

void
tf_fit_on_screen (GtkWindow *window, int height)
{
    GtkWidget *whole = GTK_WIDGET (window);
    GdkRectangle area = area_of_screen (whole);
    int last = area.y + area.height - height - MARGIN_LINES / 2 * line_height (whole);
    int x;
    int y;

    gtk_window_get_position (window, &x, &y);
    if (y > last)
        gtk_window_move (window, x, MAX (area.y, last));
}
