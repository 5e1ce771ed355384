/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* answered: what is known of the messages that one composer answers or forwards; each is a TfView. */
#pragma once

#include "gtk/view.h"

/* The one with the highest level, or one about which nothing is known; NULL: there are none. */
TfView *tf_answered_find_worst (const GPtrArray *views);
/* The check of one of them is under way. */
gboolean tf_answered_are_checked (const GPtrArray *views);
/* Borrowed, for people: why nothing is known about one of them; or NULL. */
const char *tf_answered_peek_failure (const GPtrArray *views);
