/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* exceptions: what the reader found to be right. The memory keeps it; without one, and when it cannot be
 * written, the preferences do, where an administrator can set exceptions for all and lock them. Their
 * sentences: tf_words_exception() in words/words.h. */
#pragma once

#include "client/session.h"
#include "evaluate/report.h"

/* WHY: a whole sentence: it could not be stored; or NULL: it was, and SESSION has said so. */
typedef void (*TfExceptionsDone) (const char *why, gpointer data);
/* Takes over LIST (of TfException, owned). */
typedef void (*TfExceptionsFunc) (GPtrArray *list, gpointer data);

/* DONE is always called, from the main loop. */
void tf_exceptions_accept (TfSession *session, const TfException *exception,
                           TfExceptionsDone done, gpointer data);
void tf_exceptions_withdraw (TfSession *session, const TfException *exception,
                             TfExceptionsDone done, gpointer data);
/* All that can be used, in the order in which they were accepted; FUNC is called from the main loop. */
void tf_exceptions_list (TfSession *session, TfExceptionsFunc func, gpointer data);
/* Owned, of TfException: what the reader may accept about the message of REPORT. Empty for a message
 * that shows nothing, or whose sender nobody has confirmed. */
GPtrArray *tf_exceptions_offer (const TfReport *report);
