/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* details: the verdict, what it means and what to do about it; what was checked is folded away.
 * Non-modal, because a modal dialog stops the client and the accessibility bus with it. */
#include "gtk/details.h"

#include "gtk/cure.h"
#include "gtk/detail-row.h"
#include "gtk/exception-box.h"
#include "gtk/fit.h"
#include "gtk/look.h"
#include "gtk/path-picture.h"
#include "gtk/status-line.h"
#include "gtk/style.h"
#include "words/translate.h"
#include "words/words.h"

#define WIDTH_CHARS       84 /* for a line of text; the window follows the font */
#define ICON_PX           32 /* beside usual text */
#define LIST_HEIGHT_LINES 16 /* for the rows, once they are unfolded */

struct _TfDetails {
    GtkWindow parent;
    GtkWidget *icon;
    GtkWidget *heading;
    GtkWidget *text;
    GtkWidget *what_to_do; /* the heading of the advice */
    GtkWidget *advice;
    GtkWidget *cure;     /* what would help to check it */
    GtkWidget *checks;   /* the fold and the rows */
    GtkWidget *expander; /* the fold */
    GtkWidget *scrolled; /* around the rows */
    GtkWidget *rows;
    GtkWidget *again;
    GtkWidget *copy;
    GtkWidget *tell; /* the helpdesk */
    GtkWidget *save;
    GtkWidget *exceptions;
    GtkWidget *notes;     /* of the settings */
    TfStatusLine *status; /* what a button did */
    gboolean asked_again; /* "Check again" was pressed, and its result is awaited */
    TfReport *report;     /* or NULL */
};

G_DEFINE_FINAL_TYPE (TfDetails, tf_details, GTK_TYPE_WINDOW)

enum { SIGNAL_CHECK_AGAIN, SIGNAL_REPORT, SIGNAL_SAVE_EVIDENCE, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ---- what it shows ----------------------------------------------------------------- */

/* The description is everything above the fold: a screen reader speaks it with the title. */
static void
set_words (TfDetails *self, const char *heading, const char *text, const char *advice)
{
    /* Translators: a heading above advice about the message. */
    const char *what_to_do = advice != NULL ? _ ("What to do") : NULL;
    g_autofree char *all = g_strjoin ("\n", heading, text != NULL ? text : what_to_do,
                                      text != NULL ? what_to_do : advice,
                                      text != NULL ? advice : NULL, NULL);
    g_autofree char *spoken = tf_words_plain (all);

    tf_detail_row_set_label (self->heading, heading);
    tf_detail_row_set_label (self->text, text);
    tf_detail_row_set_label (self->what_to_do, what_to_do);
    tf_detail_row_set_label (self->advice, advice);
    atk_object_set_description (gtk_widget_get_accessible (GTK_WIDGET (self)), spoken);
}

void
tf_details_set_status (TfDetails *self, const char *sentence)
{
    g_return_if_fail (TF_IS_DETAILS (self));
    tf_status_line_say (self->status, sentence);
}

static void
set_report (TfDetails *self, TfReport *report)
{
    g_clear_pointer (&self->report, tf_report_unref);
    self->report = report != NULL ? tf_report_ref (report) : NULL;
    tf_style_remove_children (self->rows);
    gtk_widget_set_sensitive (self->copy, report != NULL);
    gtk_widget_set_sensitive (self->tell, report != NULL);
    gtk_widget_set_sensitive (self->save, report != NULL);
    gtk_widget_set_visible (self->checks, report != NULL);
    tf_exception_box_set_report (TF_EXCEPTION_BOX (self->exceptions), report);
}

static void
set_icon (TfDetails *self, TfLevel level)
{
    tf_look_set_icon (self->icon, level, tf_fit_icon (self->icon, ICON_PX));
}

static void
show_report (TfDetails *self)
{
    g_autofree char *heading = tf_words_summary (self->report);
    g_autofree char *text = tf_words_summary_text (self->report);

    set_icon (self, tf_report_peek_level (self->report));
    set_words (self, heading, text, tf_words_advice (self->report));
    tf_detail_rows_add (self->rows, self->report);
    tf_path_picture_add (self->rows, self->report);
}

/* Even if the result is the same as before, one must see that it is new. */
static void
say_checked_again (TfDetails *self)
{
    g_autofree char *time = tf_words_clock (self->report->now);
    /* Translators: {time} is a time of day. */
    g_autofree char *sentence =
        tf_words_fill (_ ("Checked again at {time}."), "time", time, NULL);

    self->asked_again = FALSE;
    tf_details_set_status (self, sentence);
}

void
tf_details_set_report (TfDetails *self, TfReport *report)
{
    g_return_if_fail (TF_IS_DETAILS (self));
    set_report (self, report);
    gtk_widget_set_sensitive (self->again, report != NULL);
    if (report == NULL) {
        set_icon (self, TF_LEVEL_QUIET);
        set_words (self, _ ("Checking the sender…"), NULL, NULL);
        return;
    }
    show_report (self);
    tf_status_line_set_report (self->status, report);
    if (self->asked_again)
        say_checked_again (self);
}

void
tf_details_set_failed (TfDetails *self, const char *sentence)
{
    g_return_if_fail (TF_IS_DETAILS (self));
    set_report (self, NULL);
    self->asked_again = FALSE;
    set_icon (self, TF_LEVEL_NOTE);
    set_words (self, _ ("The sender could not be checked."), sentence, NULL);
    gtk_widget_set_sensitive (self->again, TRUE);
}

void
tf_details_set_not_again (TfDetails *self, const char *sentence)
{
    g_autofree char *both = tf_words_fill (
        /* Translators: {reason} is a sentence of its own. */
        _ ("It could not be checked again. {reason}"), "reason", sentence, NULL);

    g_return_if_fail (TF_IS_DETAILS (self));
    self->asked_again = FALSE;
    tf_status_line_say_for_now (self->status, both);
}

void
tf_details_set_notes (TfDetails *self, const char *notes)
{
    tf_detail_row_set_label (self->notes, notes);
}

void
tf_details_set_offer (TfDetails *self, const char *sentence, gboolean can_use)
{
    g_return_if_fail (TF_IS_DETAILS (self));
    tf_cure_set (self->cure, sentence, can_use);
}

void
tf_details_set_can_report (TfDetails *self, gboolean can_report)
{
    gtk_widget_set_visible (self->tell, can_report);
}

/* ---- the buttons ------------------------------------------------------------------- */

static void
on_button (GtkWidget *button, TfDetails *self)
{
    guint signal = button == self->again  ? SIGNAL_CHECK_AGAIN
                   : button == self->save ? SIGNAL_SAVE_EVIDENCE
                                          : SIGNAL_REPORT;

    self->asked_again |= signal == SIGNAL_CHECK_AGAIN;
    tf_details_set_status (self, NULL);
    g_signal_emit (self, signals[signal], 0);
}

static void
on_copy (TfDetails *self)
{
    GtkClipboard *clipboard =
        gtk_widget_get_clipboard (GTK_WIDGET (self), GDK_SELECTION_CLIPBOARD);
    g_autofree char *text = NULL;

    if (self->report == NULL)
        return;
    text = tf_words_report_text (self->report);
    gtk_clipboard_set_text (clipboard, text, -1);
    tf_details_set_status (self, _ ("The report was copied."));
}

static gboolean
tf_details_key_press_event (GtkWidget *widget, GdkEventKey *event)
{
    if (event->keyval != GDK_KEY_Escape)
        return GTK_WIDGET_CLASS (tf_details_parent_class)
            ->key_press_event (widget, event);
    gtk_window_close (GTK_WINDOW (widget));
    return GDK_EVENT_STOP;
}

/* ---- the object -------------------------------------------------------------------- */

static void
tf_details_finalize (GObject *object)
{
    g_clear_pointer (&TF_DETAILS (object)->report, tf_report_unref);
    tf_style_release ();
    G_OBJECT_CLASS (tf_details_parent_class)->finalize (object);
}

static void
tf_details_class_init (TfDetailsClass *class)
{
    static const char *const names[] = {"check-again", "report", "save-evidence"};

    G_OBJECT_CLASS (class)->finalize = tf_details_finalize;
    GTK_WIDGET_CLASS (class)->key_press_event = tf_details_key_press_event;
    for (guint i = 0; i < N_SIGNALS; i++)
        signals[i] = g_signal_new (names[i], TF_TYPE_DETAILS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
    g_signal_new ("use-offer", TF_TYPE_DETAILS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

/* Unfolding makes room for the rows below what is there already, on the screen. */
static void
on_unfolded (TfDetails *self)
{
    GtkWindow *window = GTK_WINDOW (self);
    GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (self->scrolled);
    gboolean unfolded = gtk_expander_get_expanded (GTK_EXPANDER (self->expander));
    int width = gtk_widget_get_allocated_width (GTK_WIDGET (self));
    int height;

    gtk_widget_set_visible (self->scrolled, unfolded);
    gtk_scrolled_window_set_min_content_height (scrolled, -1);
    if (unfolded)
        gtk_scrolled_window_set_min_content_height (
            scrolled, tf_fit_height (window, self->scrolled, LIST_HEIGHT_LINES));
    gtk_widget_get_preferred_height_for_width (GTK_WIDGET (self), width, &height, NULL);
    gtk_window_resize (window, width, height);
    if (unfolded)
        tf_fit_on_screen (window, height);
}

static GtkWidget *
new_rows (TfDetails *self)
{
    self->rows = gtk_list_box_new ();
    gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->rows), GTK_SELECTION_NONE);
    /* Translators: the name of a list, spoken by screen readers. */
    tf_detail_row_set_spoken_name (self->rows, _ ("What was checked"));
    self->scrolled = gtk_scrolled_window_new (NULL, NULL);
    gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled),
                                    GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
    gtk_container_add (GTK_CONTAINER (self->scrolled), self->rows);
    gtk_widget_set_vexpand (self->scrolled, TRUE);
    gtk_widget_set_no_show_all (self->scrolled, TRUE);
    return self->scrolled;
}

/* An expander that holds something has its label on the left in every language: the rows are below it. */
static GtkWidget *
new_checks (TfDetails *self)
{
    self->checks = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
    /* Translators: unfolds the list of what was checked; the underscore marks the access key. */
    self->expander = gtk_expander_new_with_mnemonic (_ ("What was c_hecked"));
    gtk_widget_set_halign (self->expander, GTK_ALIGN_START);
    gtk_container_add (GTK_CONTAINER (self->checks), self->expander);
    gtk_container_add (GTK_CONTAINER (self->checks), new_rows (self));
    g_signal_connect_object (self->expander, "notify::expanded", G_CALLBACK (on_unfolded),
                             self, G_CONNECT_SWAPPED);
    return self->checks;
}

static GtkWidget *
add_button (TfDetails *self, GtkWidget *row, const char *label, GCallback clicked)
{
    GtkWidget *button = gtk_button_new_with_mnemonic (label);
    GConnectFlags flags = clicked == G_CALLBACK (on_button) ? 0 : G_CONNECT_SWAPPED;

    g_signal_connect_object (button, "clicked", clicked, self, flags);
    gtk_container_add (GTK_CONTAINER (row), button);
    return button;
}

static GtkWidget *
new_button_row (TfDetails *self)
{
    GtkWidget *row = gtk_button_box_new (GTK_ORIENTATION_HORIZONTAL);

    gtk_button_box_set_layout (GTK_BUTTON_BOX (row), GTK_BUTTONBOX_END);
    gtk_box_set_spacing (GTK_BOX (row), 6);
    self->again = add_button (self, row, _ ("Check _again"), G_CALLBACK (on_button));
    self->copy = add_button (self, row, _ ("_Copy report"), G_CALLBACK (on_copy));
    self->tell = add_button (self, row, tf_words_button_label (TF_BUTTON_REPORT),
                             G_CALLBACK (on_button));
    /* Translators: a button; opens a dialog. */
    self->save = add_button (self, row, _ ("_Save evidence…"), G_CALLBACK (on_button));
    add_button (self, row, _ ("C_lose"), G_CALLBACK (gtk_window_close));
    return row;
}

static GtkWidget *
new_top (TfDetails *self)
{
    GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

    self->icon = gtk_image_new ();
    gtk_widget_set_valign (self->icon, GTK_ALIGN_START);
    gtk_container_add (GTK_CONTAINER (top), self->icon);
    self->heading = tf_style_label_in (top, "truefrom-details-title");
    return top;
}

static void
tf_details_init (TfDetails *self)
{
    GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
    GtkWidget *advice = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

    tf_style_hold ();
    /* Translators: the title of the window with the details of a message. */
    gtk_window_set_title (GTK_WINDOW (self), _ ("About the sender"));
    gtk_window_set_type_hint (GTK_WINDOW (self), GDK_WINDOW_TYPE_HINT_DIALOG);
    gtk_window_set_position (GTK_WINDOW (self), GTK_WIN_POS_CENTER_ON_PARENT);
    gtk_container_set_border_width (GTK_CONTAINER (self), 12);
    gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (self)),
                                 "truefrom-details");
    atk_object_set_role (gtk_widget_get_accessible (GTK_WIDGET (self)), ATK_ROLE_DIALOG);

    gtk_container_add (GTK_CONTAINER (column), new_top (self));
    self->text = tf_style_label_in (column, NULL);
    self->what_to_do = tf_style_label_in (advice, "truefrom-details-heading");
    self->advice = tf_style_label_in (advice, NULL);
    gtk_container_add (GTK_CONTAINER (column), advice);
    self->cure = tf_cure_new (G_OBJECT (self), "use-offer");
    gtk_container_add (GTK_CONTAINER (column), self->cure);
    gtk_container_add (GTK_CONTAINER (column), new_checks (self));
    self->exceptions = tf_exception_box_new ();
    gtk_container_add (GTK_CONTAINER (column), self->exceptions);
    g_signal_connect_object (self->exceptions, "failed",
                             G_CALLBACK (tf_details_set_status), self, G_CONNECT_SWAPPED);
    self->notes = tf_style_label_in (column, NULL);
    self->status = TF_STATUS_LINE (tf_status_line_new ());
    gtk_container_add (GTK_CONTAINER (column), GTK_WIDGET (self->status));
    gtk_container_add (GTK_CONTAINER (column), new_button_row (self));
    gtk_container_add (GTK_CONTAINER (self), column);
    gtk_widget_show_all (column);
    tf_details_set_status (self, NULL);
    tf_details_set_notes (self, NULL);
    tf_details_set_can_report (self, FALSE);
    /* From here one Tab reaches the first button. */
    gtk_window_set_focus (GTK_WINDOW (self), self->expander);
    tf_details_set_report (self, NULL);
}

/* The least width is the wanted one: GTK makes a window at least as high as its texts are at its
 * least width. */
GtkWidget *
tf_details_new (GtkWindow *parent, TfSession *session)
{
    GtkWidget *self = g_object_new (TF_TYPE_DETAILS, "transient-for", parent,
                                    "destroy-with-parent", TRUE, NULL);
    int width = tf_fit_width (self, parent, WIDTH_CHARS);

    tf_exception_box_set_session (TF_EXCEPTION_BOX (TF_DETAILS (self)->exceptions),
                                  session);
    gtk_widget_set_size_request (self, width, -1);
    gtk_window_set_default_size (GTK_WINDOW (self), width, -1);
    return self;
}
