/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* question: the safe button comes first, has the focus, and is what Return and Escape do. */
#include "gtk/question.h"

#include "gtk/look.h"
#include "gtk/style.h"
#include "words/translate.h"

#define ICON_SIZE  48
#define TEXT_CHARS 56

struct _TfQuestion {
    GtkDialog parent;
    GtkWidget *icon;
    GtkWidget *heading;
    GtkWidget *text;
    GtkWidget *line;
    GtkWidget *confirmation; /* a lookalike is sent to only when this is ticked */
    char *sentence;          /* beside the tick; or NULL */
};

G_DEFINE_FINAL_TYPE (TfQuestion, tf_question, GTK_TYPE_DIALOG)

/* ---- what it says ------------------------------------------------------------------ */

static void
set_label (GtkWidget *label, const char *text)
{
    tf_style_label_set_text (label, text);
    gtk_widget_set_visible (label, text != NULL);
}

static void
set_words (TfQuestion *self, TfLevel level, const char *heading, const char *text,
           const char *line)
{
    g_autofree char *spoken = tf_words_plain (heading);

    tf_look_set_icon (self->icon, level, ICON_SIZE);
    set_label (self->heading, heading);
    set_label (self->text, text);
    set_label (self->line, line);
    atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (self)), spoken);
}

static void
allow_sending (TfQuestion *self)
{
    gboolean is_confirmed =
        !gtk_widget_get_visible (self->confirmation) ||
        gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->confirmation));

    gtk_dialog_set_response_sensitive (GTK_DIALOG (self), TF_QUESTION_YES, is_confirmed);
}

static void
set_confirmation (TfQuestion *self, const char *sentence)
{
    GtkWidget *label = gtk_bin_get_child (GTK_BIN (self->confirmation));

    /* What was ticked was another sentence. */
    if (g_strcmp0 (self->sentence, sentence) != 0)
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->confirmation), FALSE);
    g_free (self->sentence);
    self->sentence = g_strdup (sentence);
    gtk_widget_set_visible (self->confirmation, sentence != NULL);
    tf_style_label_set_text (label, sentence);
    allow_sending (self);
}

void
tf_question_set_report (TfQuestion *self, TfReport *report, TfReplyKind kind,
                        const char *const *recipients, const char *const *elsewhere)
{
    g_autofree char *heading = NULL;
    g_autofree char *text = NULL;
    g_autofree char *line = NULL;
    g_autofree char *confirmation = NULL;

    g_return_if_fail (TF_IS_QUESTION (self));
    heading = tf_words_reply_heading (report, kind, recipients);
    text = tf_words_reply_text (report);
    line = tf_words_reply_line (report, elsewhere);
    confirmation = tf_words_reply_confirmation (report);
    set_words (self, tf_report_peek_level (report), heading, text, line);
    set_confirmation (self, confirmation);
}

void
tf_question_set_unchecked (TfQuestion *self)
{
    g_return_if_fail (TF_IS_QUESTION (self));
    set_words (
        self, TF_LEVEL_NOTE, _ ("The sender has not been checked yet"),
        /* Translators: the check of the sender of a message. */
        _ ("The check is taking longer than usual. You can wait, or send without it."),
        NULL);
    set_confirmation (self, NULL);
}

/* ---- the object -------------------------------------------------------------------- */

static void
tf_question_finalize (GObject *object)
{
    g_free (TF_QUESTION (object)->sentence);
    tf_style_release ();
    G_OBJECT_CLASS (tf_question_parent_class)->finalize (object);
}

static void
tf_question_class_init (TfQuestionClass *class)
{
    G_OBJECT_CLASS (class)->finalize = tf_question_finalize;
}

static GtkWidget *
add_label (GtkWidget *column, const char *style_class)
{
    GtkWidget *label = tf_style_label_new (style_class);

    gtk_label_set_max_width_chars (GTK_LABEL (label), TEXT_CHARS);
    gtk_container_add (GTK_CONTAINER (column), label);
    return label;
}

static GtkWidget *
add_confirmation (TfQuestion *self, GtkWidget *column)
{
    GtkWidget *button = gtk_check_button_new ();
    GtkWidget *label = tf_style_label_new (NULL);

    gtk_label_set_max_width_chars (GTK_LABEL (label), TEXT_CHARS);
    gtk_container_add (GTK_CONTAINER (button), label);
    gtk_widget_show (label);
    gtk_container_add (GTK_CONTAINER (column), button);
    g_signal_connect_object (button, "toggled", G_CALLBACK (allow_sending), self,
                             G_CONNECT_SWAPPED);
    return button;
}

static void
add_buttons (TfQuestion *self, const char *safe, const char *anyway)
{
    GtkDialog *dialog = GTK_DIALOG (self);
    GtkWidget *first = gtk_dialog_add_button (dialog, safe, TF_QUESTION_NO);

    gtk_dialog_add_button (dialog, anyway, TF_QUESTION_YES);
    gtk_dialog_set_default_response (dialog, TF_QUESTION_NO);
    gtk_widget_grab_focus (first);
}

static void
tf_question_init (TfQuestion *self)
{
    GtkWidget *content = gtk_dialog_get_content_area (GTK_DIALOG (self));
    GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
    GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

    tf_style_hold ();
    gtk_container_set_border_width (GTK_CONTAINER (row), 12);
    self->icon = gtk_image_new ();
    gtk_widget_set_valign (self->icon, GTK_ALIGN_START);
    gtk_container_add (GTK_CONTAINER (row), self->icon);
    gtk_box_pack_start (GTK_BOX (row), column, TRUE, TRUE, 0);
    gtk_container_add (GTK_CONTAINER (content), row);
    self->heading = add_label (column, "truefrom-details-title");
    self->text = add_label (column, NULL);
    self->line = add_label (column, NULL);
    self->confirmation = add_confirmation (self, column);
    gtk_widget_show (self->icon);
    gtk_widget_show (column);
    gtk_widget_show (row);
}

static TfQuestion *
make (GtkWindow *parent, const char *title)
{
    return g_object_new (TF_TYPE_QUESTION, "title", title, "modal", TRUE, "resizable",
                         FALSE, "transient-for", parent, "destroy-with-parent", TRUE,
                         "use-header-bar", FALSE, NULL);
}

GtkWidget *
tf_question_new (GtkWindow *parent)
{
    /* Translators: the title of a window: before a reply or a forwarded message is sent. */
    TfQuestion *self = make (parent, _ ("Send this message?"));

    add_buttons (
        self,
        /* Translators: a button of the question before sending; the safe choice. */
        _ ("Do _not send"),
        /* Translators: a button of the question before sending. */
        _ ("_Send anyway"));
    gtk_dialog_set_response_sensitive (GTK_DIALOG (self), TF_QUESTION_YES, FALSE);
    set_words (self, TF_LEVEL_NOTE, _ ("Checking the sender…"), NULL, NULL);
    return GTK_WIDGET (self);
}

GtkWidget *
tf_question_new_link (GtkWindow *parent, TfReport *report)
{
    /* Translators: the title of a window: before a link is opened. */
    TfQuestion *self = make (parent, _ ("Open this link?"));
    g_autofree char *heading = tf_words_summary (report);

    add_buttons (
        self,
        /* Translators: a button of the question before a link is opened; the safe
                  * choice. */
        _ ("Do _not open"),
        /* Translators: a button of the question before a link is opened. */
        _ ("_Open anyway"));
    set_words (
        self, tf_report_peek_level (report), heading,
        /* Translators: before a link of a forged message is opened. */
        _ ("Its links may lead to a false page. Do not log in, pay or enter anything "
           "there because of this message."),
        NULL);
    return GTK_WIDGET (self);
}

GtkWidget *
tf_question_new_forget (GtkWindow *parent)
{
    const char *heading = _ ("Forget everything that was learned from mail?");
    TfQuestion *self = make (parent, heading);

    add_buttons (
        self,
        /* Translators: a button of the question before what was learned is forgotten. */
        _ ("_Keep it"),
        /* Translators: a button of the question before what was learned is forgotten. */
        _ ("_Forget everything"));
    set_words (
        self, TF_LEVEL_NOTE, heading,
        _ ("Messages that were checked will be checked anew when you open them, and "
           "what is usual will have to be learned again."),
        NULL);
    return GTK_WIDGET (self);
}
