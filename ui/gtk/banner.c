/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* banner: one report in the client's window, from edge to edge of its pane: an icon, the
 * heading, the text, the address that is shown, and the buttons at the end of the line. Nothing
 * that a sender can write freely is in it. It is filled before it is shown, because a screen
 * reader speaks it at that moment. */
#include "gtk/banner.h"

#include "gtk/look.h"
#include "gtk/style.h"
#include "words/translate.h"
#include "words/words.h"

/* The banner moves the message down. A click that was meant for what was there before must not
 * hit a link of the message. */
#define SHIELD_MS 300

struct _TfBanner {
    GtkBox parent;
    GtkWidget *icon;
    GtkWidget *heading;
    GtkWidget *text;
    GtkWidget *address;
    GtkWidget *buttons;
    TfButton report_button;
    const char *style_class; /* of the level that is shown; or NULL */
    guint shield_id;
};

G_DEFINE_FINAL_TYPE (TfBanner, tf_banner, GTK_TYPE_BOX)

enum { SIGNAL_DETAILS, SIGNAL_REPORT, SIGNAL_CHECK_NOW, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
set_style_class (TfBanner *self, const char *style_class)
{
    GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));

    if (self->style_class != NULL)
        gtk_style_context_remove_class (context, self->style_class);
    if (style_class != NULL)
        gtk_style_context_add_class (context, style_class);
    self->style_class = style_class;
}

static void
set_look (TfBanner *self, TfLevel level)
{
    const TfLevelLook *look = tf_look_of (level);

    set_style_class (self, look->style_class);
    tf_look_set_icon (self->icon, level, look->icon_size);
    atk_object_set_role (gtk_widget_get_accessible (GTK_WIDGET (self)), look->role);
}

/* ---- the shield -------------------------------------------------------------------- */

static void
lower_shield (TfBanner *self)
{
    if (self->shield_id == 0)
        return;
    g_clear_handle_id (&self->shield_id, g_source_remove);
    gtk_grab_remove (GTK_WIDGET (self));
}

static gboolean
on_shield_time (gpointer data)
{
    TfBanner *self = data;

    self->shield_id = 0;
    gtk_grab_remove (GTK_WIDGET (self));
    return G_SOURCE_REMOVE;
}

/* Pointer events outside the banner have no effect while it holds the grab; keys still work. An
 * open menu or dialog has a grab of its own, which must not be taken away. */
static void
raise_shield (TfBanner *self)
{
    if (self->shield_id != 0 || gtk_grab_get_current () != NULL)
        return;
    gtk_grab_add (GTK_WIDGET (self));
    self->shield_id = g_timeout_add (SHIELD_MS, on_shield_time, self);
}

static void
tf_banner_map (GtkWidget *widget)
{
    GTK_WIDGET_CLASS (tf_banner_parent_class)->map (widget);
    raise_shield (TF_BANNER (widget));
}

static void
tf_banner_unmap (GtkWidget *widget)
{
    lower_shield (TF_BANNER (widget));
    GTK_WIDGET_CLASS (tf_banner_parent_class)->unmap (widget);
}

/* ---- the words --------------------------------------------------------------------- */

/* Speech does not need direction marks, which are for the eye. */
static void
set_accessible_name (GtkWidget *widget, const char *text)
{
    g_autofree char *spoken = tf_words_plain (text);

    atk_object_set_name (gtk_widget_get_accessible (widget), spoken);
}

static void
set_label (GtkWidget *label, const char *text)
{
    tf_style_label_set_text (label, text);
    set_accessible_name (label, text != NULL ? text : "");
    gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

/* The accessible name is the heading, and the description is everything under it. */
static void
set_words (TfBanner *self, const char *heading, const char *text, const char *address)
{
    g_autofree char *all = g_strconcat (text != NULL ? text : "",
                                        text != NULL && address != NULL ? "\n" : "",
                                        address != NULL ? address : "", NULL);
    g_autofree char *description = tf_words_plain (all);

    set_label (self->heading, heading);
    set_label (self->text, text);
    set_label (self->address, address);
    set_accessible_name (GTK_WIDGET (self), heading);
    atk_object_set_description (gtk_widget_get_accessible (GTK_WIDGET (self)),
                                description);
}

/* ---- the buttons ------------------------------------------------------------------- */

static void
on_details (TfBanner *self)
{
    g_signal_emit (self, signals[SIGNAL_DETAILS], 0);
}

static void
on_report (TfBanner *self)
{
    g_signal_emit (self, signals[SIGNAL_REPORT], 0);
}

static void
on_check_now (TfBanner *self)
{
    g_signal_emit (self, signals[SIGNAL_CHECK_NOW], 0);
}

static void
add_button (TfBanner *self, const char *label, GCallback clicked)
{
    GtkWidget *button = gtk_button_new_with_mnemonic (label);

    g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
    gtk_container_add (GTK_CONTAINER (self->buttons), button);
    gtk_widget_show (button);
    gtk_widget_show (self->buttons);
}

static void
remove_buttons (TfBanner *self)
{
    tf_style_remove_children (self->buttons);
    gtk_widget_hide (self->buttons);
}

static void
add_buttons_of_report (TfBanner *self, const TfReport *report)
{
    TfButton buttons[2];
    guint n_buttons = tf_words_buttons (report, buttons);

    for (guint i = 0; i < n_buttons; i++) {
        gboolean is_details = buttons[i] == TF_BUTTON_DETAILS;
        TfButton button = is_details ? TF_BUTTON_DETAILS : self->report_button;

        add_button (self, tf_words_button_label (button),
                    is_details ? G_CALLBACK (on_details) : G_CALLBACK (on_report));
    }
}

/* ---- what it shows ----------------------------------------------------------------- */

void
tf_banner_set_nothing (TfBanner *self)
{
    g_return_if_fail (TF_IS_BANNER (self));
    remove_buttons (self);
    gtk_widget_hide (GTK_WIDGET (self));
    set_words (self, "", NULL, NULL);
}

/* A confirmed domain has a plain line, for those who want one. */
static void
set_quiet_report (TfBanner *self, const TfReport *report)
{
    g_autofree char *line = report != NULL ? tf_words_confirmed_line (report) : NULL;

    if (line == NULL) {
        tf_banner_set_nothing (self);
        return;
    }
    tf_banner_set_line (self, line);
    add_button (self, tf_words_button_label (TF_BUTTON_DETAILS), G_CALLBACK (on_details));
}

void
tf_banner_set_report (TfBanner *self, TfReport *report)
{
    g_autofree char *heading = NULL;
    g_autofree char *text = NULL;
    g_autofree char *address = NULL;
    TfLevel level;

    g_return_if_fail (TF_IS_BANNER (self));
    if (report == NULL || tf_report_peek_level (report) == TF_LEVEL_QUIET) {
        set_quiet_report (self, report);
        return;
    }
    level = tf_report_peek_level (report);
    remove_buttons (self);
    heading = tf_words_heading (report);
    text = tf_words_text (report);
    address = tf_words_address_line (report);
    set_look (self, level);
    set_words (self, heading, text, address);
    /* A note is a slim line above the address; what it means is in the details, and in the
     * description for screen readers. */
    if (level == TF_LEVEL_NOTE)
        gtk_widget_hide (self->text);
    add_buttons_of_report (self, report);
    gtk_widget_show (GTK_WIDGET (self));
}

void
tf_banner_set_report_button (TfBanner *self, TfButton button)
{
    g_return_if_fail (TF_IS_BANNER (self));
    self->report_button = button;
}

void
tf_banner_set_answer (TfBanner *self, TfReport *report, const char *heading,
                      const char *text, const char *line)
{
    g_return_if_fail (TF_IS_BANNER (self));
    remove_buttons (self);
    set_look (self, tf_report_peek_level (report));
    set_words (self, heading, text, line);
    add_button (self, tf_words_button_label (TF_BUTTON_DETAILS), G_CALLBACK (on_details));
    gtk_widget_show (GTK_WIDGET (self));
}

void
tf_banner_set_line (TfBanner *self, const char *sentence)
{
    g_return_if_fail (TF_IS_BANNER (self));
    remove_buttons (self);
    set_look (self, TF_LEVEL_QUIET);
    set_words (self, sentence, NULL, NULL);
    gtk_widget_show (GTK_WIDGET (self));
}

void
tf_banner_set_checking (TfBanner *self)
{
    g_return_if_fail (TF_IS_BANNER (self));
    tf_banner_set_line (self, _ ("Checking the sender…"));
}

void
tf_banner_set_unchecked (TfBanner *self, gboolean can_check)
{
    g_return_if_fail (TF_IS_BANNER (self));
    /* Translators: one grey line above a message, with the button "Check now". */
    tf_banner_set_line (self, _ ("The sender was not checked here"));
    if (!can_check)
        return;
    /* Translators: a button beside "The sender was not checked here". */
    add_button (self, _ ("Check _now"), G_CALLBACK (on_check_now));
}

void
tf_banner_set_failed (TfBanner *self, const char *sentence)
{
    g_return_if_fail (TF_IS_BANNER (self));
    remove_buttons (self);
    set_look (self, TF_LEVEL_NOTE);
    set_words (self, _ ("The sender could not be checked."), sentence, NULL);
    add_button (self, tf_words_button_label (TF_BUTTON_DETAILS), G_CALLBACK (on_details));
    gtk_widget_show (GTK_WIDGET (self));
}

/* ---- the object -------------------------------------------------------------------- */

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
    GTK_WIDGET_CLASS (class)->map = tf_banner_map;
    GTK_WIDGET_CLASS (class)->unmap = tf_banner_unmap;
    gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "truefrombanner");
    signals[SIGNAL_DETAILS] = g_signal_new ("details", TF_TYPE_BANNER, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 0);
    signals[SIGNAL_REPORT] = g_signal_new ("report", TF_TYPE_BANNER, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
    signals[SIGNAL_CHECK_NOW] =
        g_signal_new ("check-now", TF_TYPE_BANNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 0);
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

    self->report_button = TF_BUTTON_SAVE;
    tf_style_hold ();
    gtk_box_set_spacing (GTK_BOX (self), 10);

    self->icon = gtk_image_new ();
    gtk_widget_set_valign (self->icon, GTK_ALIGN_START);
    gtk_container_add (GTK_CONTAINER (self), self->icon);
    gtk_widget_set_valign (column, GTK_ALIGN_CENTER);
    gtk_box_pack_start (GTK_BOX (self), column, TRUE, TRUE, 0);

    self->heading = add_label (column, "truefrom-heading");
    self->text = add_label (column, NULL);
    self->address = add_label (column, "truefrom-address");

    self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
    gtk_widget_set_valign (self->buttons, GTK_ALIGN_START);
    gtk_box_pack_end (GTK_BOX (self), self->buttons, FALSE, FALSE, 0);

    gtk_widget_show (self->icon);
    gtk_widget_show (column);
    /* A client that calls gtk_widget_show_all() must not show an empty banner. */
    gtk_widget_set_no_show_all (GTK_WIDGET (self), TRUE);
}

GtkWidget *
tf_banner_new (void)
{
    return g_object_new (TF_TYPE_BANNER, "orientation", GTK_ORIENTATION_HORIZONTAL, NULL);
}
