/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* answered: what is known of the messages that one composer answers or forwards; each is a TfView. */
#pragma once

#include "gtk/view.h"

/* The one with the highest level, or one about which nothing is known; NULL: there are none. */
TfView *tf_answered_find_worst (const GPtrArray *views);
/* The check of one of them is under way. */
gboolean tf_answered_are_checked (const GPtrArray *views);
/* All of them were found to be quiet: see tf_recipients_may_be_learned(). */
gboolean tf_answered_may_be_learned (const GPtrArray *views);
/* The same for a message that answers none, when it is begun: it may be a link in one on screen that led the
 * reader to write it. */
gboolean tf_answered_none_leads (void);
/* Borrowed, for people: why nothing is known about one of them; or NULL. */
const char *tf_answered_peek_failure (const GPtrArray *views);
