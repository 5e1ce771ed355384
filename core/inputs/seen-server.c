/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* seen-server: what usually happens to mail that comes in through a server. Counted are messages whose header
 * their own domain has signed: was the text still the one that was signed? Anybody can send such messages, in
 * the name of a domain of their own; so of each organization only the last few count, and what is found
 * changes no verdict. It is a reason to propose that the server be believed. */
#include "inputs/knowledge.h"

/* When there are as many as may count, the new message takes the place of one of the other kind. */
void
tf_seen_server_add (TfSeenServer *server, gint64 arrived, gboolean is_changed)
{
    guint *same = is_changed ? &server->n_changed : &server->n_intact;
    guint *other = is_changed ? &server->n_intact : &server->n_changed;
    gboolean is_first = server->n_changed + server->n_intact == 0;

    server->first = is_first ? arrived : MIN (server->first, arrived);
    server->last = is_first ? arrived : MAX (server->last, arrived);
    if (*same + *other >= TF_REWRITING_OF_ONE) {
        if (*other == 0)
            return;
        (*other)--;
    }
    (*same)++;
}

gboolean
tf_seen_server_changes (const TfSeenServer *server, gint64 arrived)
{
    guint64 n_all = (guint64)server->n_changed + server->n_intact;

    return n_all >= TF_REWRITING_MESSAGES &&
           (guint64)server->n_changed * 100 >= n_all * TF_REWRITING_PERCENT &&
           server->last - server->first >= TF_REWRITING_SPAN &&
           arrived - server->last <= TF_USUAL_LATELY;
}

const TfSeenServer *
tf_knowledge_find_rewriter (const TfKnowledge *knowledge)
{
    for (guint i = 0; i < knowledge->servers->len; i++) {
        const TfSeenServer *server = g_ptr_array_index (knowledge->servers, i);

        if (tf_seen_server_changes (server, server->last))
            return server;
    }
    return NULL;
}
