/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* recall: what is known for a message: the answers of its own earlier check, with what was usual then;
 * the keys of its signatures; for a message that is new, what is usual for its author's domain and
 * address, for its list, and for the servers that it came in through. */
#include "memory/memory-private.h"

static void
recalled_answer_free (TfRecalledAnswer *recalled)
{
    g_free (recalled->name);
    tf_dns_answer_unref (recalled->answer);
    g_free (recalled);
}

void
tf_recollection_free (TfRecollection *recollection)
{
    tf_knowledge_unref (recollection->knowledge);
    g_ptr_array_unref (recollection->answers);
    g_free (recollection);
}

/* ---- its own earlier check --------------------------------------------------------------- */

/* NULL: it cannot be read. */
static TfRecalledAnswer *
read_answer (sqlite3_stmt *row)
{
    g_autoptr (TfDnsZone) zone = tf_dns_zone_parse (tf_store_text (row, 2), -1, NULL);
    int type = sqlite3_column_int (row, 0);
    TfRecalledAnswer *recalled;

    if (zone == NULL || type < 0 || type >= TF_N_DNS_TYPES)
        return NULL;
    recalled = g_new (TfRecalledAnswer, 1);
    recalled->type = (TfDnsType)type;
    recalled->name = g_strdup (tf_store_text (row, 1));
    recalled->answer = tf_dns_zone_lookup (zone, recalled->type, recalled->name);
    return recalled;
}

static void
read_answers (TfStoreFile *store, gint64 id, TfRecollection *recollection)
{
    sqlite3_stmt *row = tf_store_bind (store, TF_SQL_GET_ANSWERS, "i", id);

    while (tf_store_next (store, row)) {
        TfRecalledAnswer *recalled = read_answer (row);

        if (recalled != NULL)
            g_ptr_array_add (recollection->answers, recalled);
    }
}

static void
read_lines (TfKnowledge *knowledge, const char *text)
{
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++)
        tf_knowledge_read_line (knowledge, lines[i]);
}

/* FALSE: the message is new. */
static gboolean
read_message (TfStoreFile *store, const guint8 *digest, TfRecollection *recollection)
{
    sqlite3_stmt *row = tf_store_bind (store, TF_SQL_FIND_MESSAGE, "b", digest);
    gint64 id;

    if (!tf_store_next (store, row))
        return FALSE;
    id = sqlite3_column_int64 (row, 0);
    recollection->checked = sqlite3_column_int64 (row, 1);
    read_lines (recollection->knowledge, tf_store_text (row, 3));
    sqlite3_reset (row);
    read_answers (store, id, recollection);
    return TRUE;
}

/* ---- keys, domains, lists ---------------------------------------------------------------- */

static void
read_keys (TfStoreFile *store, const TfDkimSignature *signature, TfKnowledge *knowledge)
{
    g_autofree char *name = NULL;

    if (signature->result != TF_RESULT_NONE)
        return;
    name = tf_dkim_key_name (signature);
    tf_rows_take_keys (store, tf_store_bind (store, TF_SQL_GET_KEYS, "t", name),
                       knowledge);
}

/* Two signatures with one key are common. */
static gboolean
is_first_with_key (const GPtrArray *signatures, guint index)
{
    const TfDkimSignature *signature = g_ptr_array_index (signatures, index);

    for (guint i = 0; i < index; i++) {
        const TfDkimSignature *before = g_ptr_array_index (signatures, i);

        if (g_strcmp0 (before->domain, signature->domain) == 0 &&
            g_strcmp0 (before->selector, signature->selector) == 0)
            return FALSE;
    }
    return TRUE;
}

static void
read_all_keys (TfStoreFile *store, const TfDossier *dossier, TfKnowledge *knowledge)
{
    for (guint i = 0; i < dossier->signatures->len; i++)
        if (is_first_with_key (dossier->signatures, i))
            read_keys (store, g_ptr_array_index (dossier->signatures, i), knowledge);
}

static void
read_habit (TfStoreFile *store, const char *name, TfKnowledge *knowledge)
{
    tf_rows_take_habits (store, tf_store_bind (store, TF_SQL_GET_HABIT, "t", name),
                         knowledge);
}

static void
read_habits (TfStoreFile *store, const TfDossier *dossier, TfKnowledge *knowledge)
{
    const GPtrArray *domains = dossier->author->domains;
    g_autofree char *address = tf_habit_address_name (dossier->author);

    for (guint i = 0; i < MIN (domains->len, TF_LIMIT_AUTHOR_DOMAINS); i++)
        read_habit (store, g_ptr_array_index (domains, i), knowledge);
    if (address != NULL)
        read_habit (store, address, knowledge);
}

static void
read_lists (TfStoreFile *store, const TfDossier *dossier, TfKnowledge *knowledge)
{
    g_autofree char *id = NULL;

    if (dossier->list_id == NULL)
        return;
    id = tf_list_id_read (dossier->list_id);
    tf_rows_take_lists (store, tf_store_bind (store, TF_SQL_GET_LISTS, "t", id),
                        knowledge);
}

static void
read_server (TfStoreFile *store, const TfDossier *dossier, TfKnowledge *knowledge)
{
    g_autofree char *name =
        tf_trail_dup_receiver (dossier->envelope->trail, dossier->suffixes);

    if (name != NULL)
        tf_rows_take_servers (store, tf_store_bind (store, TF_SQL_GET_SERVER, "t", name),
                              knowledge);
}

static void
read_store (TfStoreFile *store, const TfDossier *dossier, gboolean afresh,
            TfRecollection *recollection)
{
    guint8 digest[32];
    gboolean is_known = !afresh && tf_dossier_get_digest (dossier, digest) &&
                        read_message (store, digest, recollection);

    read_all_keys (store, dossier, recollection->knowledge);
    tf_rows_take_exceptions (store,
                             tf_store_bind (store, TF_SQL_SHOW_EXCEPTIONS, "t", NULL),
                             dossier->author, recollection->knowledge);
    if (is_known)
        return; /* what became usual since then says nothing about it */
    read_habits (store, dossier, recollection->knowledge);
    read_lists (store, dossier, recollection->knowledge);
    read_server (store, dossier, recollection->knowledge);
}

TfRecollection *
tf_memory_recall (TfMemory *memory, const TfDossier *dossier, gboolean afresh)
{
    TfRecollection *recollection = g_new0 (TfRecollection, 1);
    TfStoreFile *store = tf_memory_enter (memory);

    recollection->knowledge = tf_knowledge_new ();
    recollection->checked = -1;
    recollection->answers =
        g_ptr_array_new_with_free_func ((GDestroyNotify)recalled_answer_free);
    if (store == NULL)
        return recollection;
    if (tf_store_run (store, TF_SQL_BEGIN_READ, "")) {
        read_store (store, dossier, afresh, recollection);
        tf_store_run (store, TF_SQL_COMMIT, "");
    }
    if (!tf_memory_leave (memory))
        recollection->checked = -1; /* some of the answers may be missing */
    return recollection;
}
