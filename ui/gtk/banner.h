/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* banner: one report in the client's window. Its own shape, icon and edge; above the
 * message. */
#pragma once

#include <gtk/gtk.h>

#include "evaluate/report.h"

#define TF_TYPE_BANNER (tf_banner_get_type ())
G_DECLARE_FINAL_TYPE (TfBanner, tf_banner, TF, BANNER, GtkBox)

/* Hidden until a report above quiet is set. Signal "details" (no arguments):
 * that button. */
GtkWidget *tf_banner_new (void);
void tf_banner_set_report (TfBanner *self, TfReport *report); /* NULL hides it */
void tf_banner_set_checking (TfBanner *self);                 /* one grey line */
void
tf_banner_set_failed (TfBanner *self, const char *sentence); /* could not be checked */
