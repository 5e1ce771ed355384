/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* recent: the DNS answers of the messages that arrived last, for a program without a memory: opening one
 * of them asks nobody. Nothing is learned from it, it is never written anywhere, and it ends with the
 * program. */
#pragma once

#include "evaluate/report.h"

typedef struct _TfRecent TfRecent;

TfRecent *tf_recent_new (void);
TfRecent *tf_recent_ref (TfRecent *recent);
void tf_recent_unref (TfRecent *recent);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfRecent, tf_recent_unref)
/* Only a report of an identified message that left no question open; the oldest one makes room. */
void tf_recent_keep (TfRecent *recent, const TfReport *report);
/* Puts the answers into DNS. *ret_checked: when they were given. FALSE: the message is not there. */
gboolean tf_recent_recall (TfRecent *recent, const TfDossier *dossier, TfDns *dns,
                           gint64 *ret_checked);
