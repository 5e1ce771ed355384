/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* knowledge: making, sharing and freeing it. */
#include "inputs/knowledge.h"

TfKnowledge *
tf_knowledge_new (void)
{
    TfKnowledge *knowledge = g_new0 (TfKnowledge, 1);

    g_atomic_ref_count_init (&knowledge->references);
    return knowledge;
}

TfKnowledge *
tf_knowledge_ref (TfKnowledge *knowledge)
{
    g_atomic_ref_count_inc (&knowledge->references);
    return knowledge;
}

void
tf_knowledge_unref (TfKnowledge *knowledge)
{
    if (g_atomic_ref_count_dec (&knowledge->references))
        g_free (knowledge);
}
