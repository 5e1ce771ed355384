/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* banner: one report in the client's window. An edge in the level's colour, an icon, the
 * heading, the text, the whole From address, and the buttons below, so that it fits a
 * narrow pane. It is filled before it is shown, because a screen reader speaks it at that
 * moment. */
#include "gtk/banner.h"

#include <glib/gi18n-lib.h>

#include "gtk/style.h"
#include "words/words.h"

struct _TfBanner {
    GtkBox parent;
    GtkWidget *icon;
    GtkWidget *heading;
    GtkWidget *text;
    GtkWidget *from;
    GtkWidget *buttons;      /* under the text */
    GtkWidget *side;         /* beside it: a note is slim */
    const char *style_class; /* of the level that is shown; or NULL */
};

G_DEFINE_FINAL_TYPE (TfBanner, tf_banner, GTK_TYPE_BOX)

enum { SIGNAL_DETAILS, N_SIGNALS };
static guint signals[N_SIGNALS];

/** Look: how a level is drawn, beside its words. */
typedef struct {
    const char *style_class;
    const char *icon;
    int icon_size; /* pixels */
    AtkRole role;
} Look;

static const Look look_of_level[] = {
    /* a quiet report is not shown; this is the line of a check under way */
    [TF_LEVEL_QUIET] = {"truefrom-note", "truefrom-note-symbolic", 16,
                        ATK_ROLE_NOTIFICATION},
    [TF_LEVEL_NOTE] = {"truefrom-note", "truefrom-note-symbolic", 16, ATK_ROLE_ALERT},
    [TF_LEVEL_WARNING] = {"truefrom-warning", "truefrom-warning-symbolic", 24,
                          ATK_ROLE_ALERT},
    [TF_LEVEL_ALARM] = {"truefrom-alarm", "truefrom-alarm-symbolic", 24, ATK_ROLE_ALERT},
};
G_STATIC_ASSERT (G_N_ELEMENTS (look_of_level) == TF_LEVEL_ALARM + 1);

static void
set_style_class (TfBanner *self, const char *style_class)
{
    GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
    if (self->style_class)
        gtk_style_context_remove_class (context, self->style_class);
    if (style_class)
        gtk_style_context_add_class (context, style_class);
    self->style_class = style_class;
}

static void
set_look (TfBanner *self, TfLevel level)
{
    const Look *look = &look_of_level[level];
    set_style_class (self, look->style_class);
    gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), look->icon, GTK_ICON_SIZE_MENU);
    gtk_image_set_pixel_size (GTK_IMAGE (self->icon), look->icon_size);
    atk_object_set_role (gtk_widget_get_accessible (GTK_WIDGET (self)), look->role);
}

/* What is spoken needs no marks of direction (U+2066 to U+2069), which are for
 * the eye. */
static char *
without_isolates (const char *text)
{
    GString *spoken = g_string_new (NULL);
    for (const char *at = text; *at; at = g_utf8_next_char (at)) {
        gunichar character = g_utf8_get_char (at);
        if (character < 0x2066 || character > 0x2069)
            g_string_append_unichar (spoken, character);
    }
    return g_string_free (spoken, FALSE);
}

static void
set_accessible_name (GtkWidget *widget, const char *text)
{
    g_autofree char *spoken = without_isolates (text);
    atk_object_set_name (gtk_widget_get_accessible (widget), spoken);
}

static void
set_label (GtkWidget *label, const char *text)
{
    gtk_label_set_text (GTK_LABEL (label), text ? text : "");
    set_accessible_name (label, text ? text : "");
    gtk_widget_set_visible (label, text && *text);
}

/* The accessible name is the heading, and the description is everything under it. */
static void
set_words (TfBanner *self, const char *heading, const char *text, const char *from)
{
    g_autofree char *all =
        g_strconcat (text ? text : "", text && from ? "\n" : "", from ? from : "", NULL);
    g_autofree char *description = without_isolates (all);
    set_label (self->heading, heading);
    set_label (self->text, text);
    set_label (self->from, from);
    set_accessible_name (GTK_WIDGET (self), heading);
    atk_object_set_description (gtk_widget_get_accessible (GTK_WIDGET (self)),
                                description);
}

static void
on_details (TfBanner *self)
{
    g_signal_emit (self, signals[SIGNAL_DETAILS], 0);
}

static void
remove_buttons (TfBanner *self)
{
    tf_style_remove_children (self->buttons);
    tf_style_remove_children (self->side);
    gtk_widget_hide (self->buttons);
    gtk_widget_hide (self->side);
}

static void
add_button (TfBanner *self, TfButton button, GtkWidget *box)
{
    GtkWidget *widget = gtk_button_new_with_mnemonic (tf_words_button_label (button));
    switch (button) {
    case TF_BUTTON_DETAILS:
        g_signal_connect_object (widget, "clicked", G_CALLBACK (on_details), self,
                                 G_CONNECT_SWAPPED);
        break;
    case TF_BUTTON_REPORT: /* not built yet: the wording does not offer it */
        gtk_widget_set_sensitive (widget, FALSE);
        break;
    }
    gtk_container_add (GTK_CONTAINER (box), widget);
    gtk_widget_show (widget);
    gtk_widget_show (box);
}

static void
add_buttons_of_report (TfBanner *self, const TfReport *report, gboolean slim)
{
    TfButton buttons[2];
    guint n_buttons = tf_words_buttons (report, buttons);
    for (guint i = 0; i < n_buttons; i++)
        add_button (self, buttons[i], slim ? self->side : self->buttons);
}

void
tf_banner_set_report (TfBanner *self, TfReport *report)
{
    g_return_if_fail (TF_IS_BANNER (self));
    TfLevel level = report ? report->verdict.deciding.level : TF_LEVEL_QUIET;
    remove_buttons (self);
    if (level == TF_LEVEL_QUIET) {
        gtk_widget_hide (GTK_WIDGET (self));
        set_words (self, "", NULL, NULL);
        return;
    }
    g_autofree char *heading = tf_words_heading (report);
    g_autofree char *text = tf_words_text (report);
    g_autofree char *from = tf_words_from_line (report);
    set_look (self, level);
    set_words (self, heading, text, from);
    /* A note is one slim line over the From line; what it means is in the details, and a screen
     * reader has it as the description. */
    if (level == TF_LEVEL_NOTE)
        gtk_widget_hide (self->text);
    add_buttons_of_report (self, report, level == TF_LEVEL_NOTE);
    gtk_widget_show (GTK_WIDGET (self));
}

void
tf_banner_set_checking (TfBanner *self)
{
    g_return_if_fail (TF_IS_BANNER (self));
    remove_buttons (self);
    set_look (self, TF_LEVEL_QUIET);
    set_words (self, _ ("Checking the sender…"), NULL, NULL);
    gtk_widget_show (GTK_WIDGET (self));
}

void
tf_banner_set_failed (TfBanner *self, const char *sentence)
{
    g_return_if_fail (TF_IS_BANNER (self));
    remove_buttons (self);
    set_look (self, TF_LEVEL_NOTE);
    set_words (self, _ ("The sender could not be checked."), sentence, NULL);
    add_button (self, TF_BUTTON_DETAILS, self->side);
    gtk_widget_show (GTK_WIDGET (self));
}

static void
tf_banner_finalize (GObject *object)
{
    tf_style_release ();
    G_OBJECT_CLASS (tf_banner_parent_class)->finalize (object);
}

static void
tf_banner_class_init (TfBannerClass *class)
{
    G_OBJECT_CLASS (class)->finalize = tf_banner_finalize;
    gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "truefrombanner");
    signals[SIGNAL_DETAILS] = g_signal_new ("details", TF_TYPE_BANNER, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_label (GtkWidget *column, const char *style_class)
{
    GtkWidget *label = tf_style_label_new (style_class);
    gtk_container_add (GTK_CONTAINER (column), label);
    return label;
}

static void
tf_banner_init (TfBanner *self)
{
    GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
    tf_style_hold ();
    gtk_box_set_spacing (GTK_BOX (self), 10);

    self->icon = gtk_image_new ();
    gtk_widget_set_valign (self->icon, GTK_ALIGN_START);
    gtk_container_add (GTK_CONTAINER (self), self->icon);
    gtk_box_pack_start (GTK_BOX (self), column, TRUE, TRUE, 0);

    self->heading = add_label (column, "truefrom-heading");
    self->text = add_label (column, NULL);
    self->from = add_label (column, "truefrom-from");

    self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
    gtk_widget_set_halign (self->buttons, GTK_ALIGN_START);
    gtk_style_context_add_class (gtk_widget_get_style_context (self->buttons),
                                 "truefrom-buttons");
    gtk_container_add (GTK_CONTAINER (column), self->buttons);

    self->side = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
    gtk_widget_set_valign (self->side, GTK_ALIGN_START);
    gtk_box_pack_end (GTK_BOX (self), self->side, FALSE, FALSE, 0);

    gtk_widget_show (self->icon);
    gtk_widget_show (column);
    /* A client that shows all it holds must not show an empty banner. */
    gtk_widget_set_no_show_all (GTK_WIDGET (self), TRUE);
}

GtkWidget *
tf_banner_new (void)
{
    return g_object_new (TF_TYPE_BANNER, "orientation", GTK_ORIENTATION_HORIZONTAL, NULL);
}
