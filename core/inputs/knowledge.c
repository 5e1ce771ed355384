/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* knowledge: making, sharing and freeing it. */
#include "inputs/knowledge.h"

static void
habit_free (TfHabit *habit)
{
    g_free (habit->name);
    g_free (habit);
}

static void
seen_list_free (TfSeenList *list)
{
    g_free (list->id);
    g_free (list->signer);
    g_free (list);
}

static void
recipient_free (TfRecipient *recipient)
{
    g_free (recipient->address);
    g_free (recipient);
}

static void
seen_server_free (TfSeenServer *server)
{
    g_free (server->name);
    g_free (server);
}

TfKnowledge *
tf_knowledge_new (void)
{
    TfKnowledge *knowledge = g_new0 (TfKnowledge, 1);

    g_atomic_ref_count_init (&knowledge->references);
    knowledge->keys = g_ptr_array_new_with_free_func ((GDestroyNotify)tf_seen_key_free);
    knowledge->habits = g_ptr_array_new_with_free_func ((GDestroyNotify)habit_free);
    knowledge->lists = g_ptr_array_new_with_free_func ((GDestroyNotify)seen_list_free);
    knowledge->recipients =
        g_ptr_array_new_with_free_func ((GDestroyNotify)recipient_free);
    knowledge->exceptions =
        g_ptr_array_new_with_free_func ((GDestroyNotify)tf_exception_free);
    knowledge->servers =
        g_ptr_array_new_with_free_func ((GDestroyNotify)seen_server_free);
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
    if (!g_atomic_ref_count_dec (&knowledge->references))
        return;
    g_ptr_array_unref (knowledge->keys);
    g_ptr_array_unref (knowledge->habits);
    g_ptr_array_unref (knowledge->lists);
    g_ptr_array_unref (knowledge->recipients);
    g_ptr_array_unref (knowledge->exceptions);
    g_ptr_array_unref (knowledge->servers);
    g_free (knowledge);
}

void
tf_knowledge_add_key (TfKnowledge *knowledge, TfSeenKey *key)
{
    g_ptr_array_add (knowledge->keys, key);
}

void
tf_knowledge_add_habit (TfKnowledge *knowledge, const TfHabit *habit)
{
    TfHabit *copy = g_memdup2 (habit, sizeof *habit);

    copy->name = g_strdup (habit->name);
    g_ptr_array_add (knowledge->habits, copy);
}

void
tf_knowledge_add_list (TfKnowledge *knowledge, const TfSeenList *list)
{
    TfSeenList *copy = g_memdup2 (list, sizeof *list);

    copy->id = g_strdup (list->id);
    copy->signer = g_strdup (list->signer);
    g_ptr_array_add (knowledge->lists, copy);
}

void
tf_knowledge_add_recipient (TfKnowledge *knowledge, const TfRecipient *recipient)
{
    TfRecipient *copy = g_memdup2 (recipient, sizeof *recipient);

    copy->address = g_strdup (recipient->address);
    g_ptr_array_add (knowledge->recipients, copy);
}

void
tf_knowledge_add_exception (TfKnowledge *knowledge, const TfException *exception)
{
    g_ptr_array_add (knowledge->exceptions, tf_exception_copy (exception));
}

void
tf_knowledge_add_server (TfKnowledge *knowledge, const TfSeenServer *server)
{
    TfSeenServer *copy = g_memdup2 (server, sizeof *server);

    copy->name = g_strdup (server->name);
    g_ptr_array_add (knowledge->servers, copy);
}

gboolean
tf_recipient_is_known (const TfRecipient *recipient)
{
    return recipient->sights >= TF_RECIPIENT_SIGHTS;
}

gboolean
tf_knowledge_is_empty (const TfKnowledge *knowledge)
{
    return knowledge->keys->len + knowledge->habits->len + knowledge->lists->len +
               knowledge->recipients->len + knowledge->exceptions->len +
               knowledge->servers->len ==
           0;
}
