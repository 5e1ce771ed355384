/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* recipients: whom the reader has written to. Only what the reader sends teaches them, never what others
 * send; whoever calls this leaves out what answers a message that may be forged. */
#include "inputs/people.h"
#include "memory/memory-private.h"

/* Owned; NULL: it is none, or no line of plain text. */
static char *
read_address (const char *text)
{
    g_autofree char *address = tf_people_parse_address (text, NULL);

    if (address == NULL || tf_span_of (address).length > TF_LIMIT_PATH_BYTES)
        return NULL;
    for (const char *at = address; *at != '\0'; at++)
        if (!g_ascii_isgraph (*at))
            return NULL;
    return g_steal_pointer (&address);
}

static void
put (TfStoreFile *store, const char *const *addresses, gint64 now)
{
    for (guint i = 0; addresses[i] != NULL && i < TF_LIMIT_MAILBOXES; i++) {
        g_autofree char *address = read_address (addresses[i]);

        if (address != NULL)
            tf_store_run (store, TF_SQL_PUT_RECIPIENT, "ti", address, now);
    }
}

gboolean
tf_memory_keep_recipients (TfMemory *memory, const char *const *addresses, gint64 now)
{
    TfStoreFile *store = tf_memory_enter (memory);

    if (store == NULL)
        return FALSE;
    if (tf_store_run (store, TF_SQL_BEGIN, "")) {
        put (store, addresses, now);
        if (store->failed == SQLITE_OK)
            tf_store_run (store, TF_SQL_COMMIT, "");
    }
    return tf_memory_leave (memory);
}
