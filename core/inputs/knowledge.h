/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* knowledge: what is known from earlier mail before a message is evaluated: contacts, known
 * lists, habits, stored results. Plain data, gathered in advance, so that evaluation stays
 * pure. Nothing is stored yet, so there is nothing in it. */
#pragma once

#include <glib.h>

/** TfKnowledge: immutable once in use; reference-counted. */
typedef struct _TfKnowledge {
    gatomicrefcount references;
} TfKnowledge;

TfKnowledge *tf_knowledge_new (void); /* nothing is known */
TfKnowledge *tf_knowledge_ref (TfKnowledge *knowledge);
void tf_knowledge_unref (TfKnowledge *knowledge);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfKnowledge, tf_knowledge_unref)
