/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* question: the dialog before an answer to a message that was not confirmed is sent, and before a link of
 * a forged message is opened, and before what was learned is forgotten. */
#pragma once

#include <gtk/gtk.h>

#include "evaluate/report.h"
#include "words/words.h"

#define TF_TYPE_QUESTION (tf_question_get_type ())
G_DECLARE_FINAL_TYPE (TfQuestion, tf_question, TF, QUESTION, GtkDialog)

/* Its responses. Escape, and any other, is "Do not send" or "Do not open". */
enum { TF_QUESTION_NO = GTK_RESPONSE_CANCEL, TF_QUESTION_YES = GTK_RESPONSE_ACCEPT };

/* Modal. Says that the sender is being checked until it is told more. */
GtkWidget *tf_question_new (GtkWindow *parent);
/* RECIPIENTS and ELSEWHERE are bare addresses. */
void tf_question_set_report (TfQuestion *self, TfReport *report, TfReplyKind kind,
                             const char *const *recipients, const char *const *elsewhere);
/* The check takes longer than anybody waits for it. */
void tf_question_set_unchecked (TfQuestion *self);

/* Modal: the question before a link of the message of REPORT is opened. */
GtkWidget *tf_question_new_link (GtkWindow *parent, TfReport *report);
/* Modal: the question before all that was learned from mail is forgotten. */
GtkWidget *tf_question_new_forget (GtkWindow *parent);
