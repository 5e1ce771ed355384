/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* setup-bar: one calm line above a message: which servers the account's mail comes through, and whether
 * they may be believed. */
#pragma once

#include <gtk/gtk.h>

#define TF_TYPE_SETUP_BAR (tf_setup_bar_get_type ())
G_DECLARE_FINAL_TYPE (TfSetupBar, tf_setup_bar, TF, SETUP_BAR, GtkBox)

/* Hidden at first. Signals without arguments: "use" and "not-now", for the buttons. */
GtkWidget *tf_setup_bar_new (void);
/* Shows the bar. SENTENCE says what was seen, QUESTION asks, and GROUNDS, behind "Details", says what that
 * rests on. */
void tf_setup_bar_set_offer (TfSetupBar *self, const char *sentence, const char *question,
                             const char *grounds);
void tf_setup_bar_set_nothing (TfSetupBar *self); /* hides it */
/* In place of the question: why it could not be done. */
void tf_setup_bar_set_failed (TfSetupBar *self, const char *sentence);
