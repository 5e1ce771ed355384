/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* exceptions: what the reader has accepted. These are decisions, not experience: they are kept until they
 * are withdrawn, or forgotten with all the rest. */
#include "memory/memory-private.h"

static gboolean
change (TfMemory *memory, TfSql which, const TfException *exception)
{
    TfStoreFile *store = tf_memory_enter (memory);

    if (store == NULL)
        return FALSE;
    tf_store_run (store, which, "itt", (gint64)exception->kind, exception->sender,
                  exception->signer != NULL ? exception->signer : "");
    return tf_memory_leave (memory);
}

gboolean
tf_memory_accept (TfMemory *memory, const TfException *exception)
{
    return change (memory, TF_SQL_PUT_EXCEPTION, exception);
}

gboolean
tf_memory_withdraw (TfMemory *memory, const TfException *exception)
{
    return tf_place_is_missing (tf_memory_peek_path (memory)) ||
           change (memory, TF_SQL_DROP_EXCEPTION, exception);
}

GPtrArray *
tf_memory_list_exceptions (TfMemory *memory)
{
    g_autoptr (TfKnowledge) knowledge = tf_memory_show (memory, NULL);

    return knowledge != NULL ? g_ptr_array_ref (knowledge->exceptions) : NULL;
}
