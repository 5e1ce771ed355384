/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* folder: what Evolution knows about a folder without asking a server. What a message says
 * about itself is ignored: anybody may have written it. */
#include "truefrom-evolution.h"

#include <libemail-engine/libemail-engine.h>
#include <mail/e-mail-backend.h>

#include "client/folder-names.h"

static const CamelProvider *
peek_provider (CamelFolder *folder)
{
    CamelStore *store = camel_folder_get_parent_store (folder);

    return store != NULL ? camel_service_get_provider (CAMEL_SERVICE (store)) : NULL;
}

const char *
tf_evolution_protocol (CamelFolder *folder)
{
    const CamelProvider *provider = peek_provider (folder);

    return provider != NULL && provider->protocol != NULL ? provider->protocol : "";
}

static gboolean
has_protocol (CamelFolder *folder, const char *const *protocols)
{
    return g_strv_contains (protocols, tf_evolution_protocol (folder));
}

/* ---- Who wrote what is stored ----------------------------------------------- */

/* "On This Computer": Evolution writes POP3 mail and copies there as it has parsed them.
 * A field X-Evolution-Source says so too, but any sender can
 * write one. */
static gboolean
is_on_this_computer (CamelFolder *folder)
{
    CamelStore *store = camel_folder_get_parent_store (folder);
    const char *uid =
        store != NULL ? camel_service_get_uid (CAMEL_SERVICE (store)) : NULL;

    return g_strcmp0 (uid, E_MAIL_SESSION_LOCAL_UID) == 0;
}

TfStore
tf_evolution_store (CamelFolder *folder)
{
    static const char *const rewriting[] = {"ews", "microsoft365", NULL};
    static const char *const mbox[] = {"mbox", "spool", "spooldir", NULL};

    if (is_on_this_computer (folder))
        return TF_STORE_REWRITTEN;
    if (has_protocol (folder, rewriting))
        return TF_STORE_SERVER_REWRITES;
    return has_protocol (folder, mbox) ? TF_STORE_MBOX : TF_STORE_FILE;
}

/* ---- What kind of folder it is ---------------------------------------------- */

static guint32
folder_type (EMailSession *session, CamelFolder *folder)
{
    CamelFolderInfoFlags flags = 0;
    CamelStore *store = camel_folder_get_parent_store (folder);

    if (store != NULL)
        mail_folder_cache_get_folder_info_flags (
            e_mail_session_get_folder_cache (session), store,
            camel_folder_get_full_name (folder), &flags);
    return flags & CAMEL_FOLDER_TYPE_MASK;
}

/* Feeds and news are only read, not received from a sender. */
static gboolean
is_feed (CamelFolder *folder)
{
    static const char *const feeds[] = {"rss", "nntp", NULL};
    const CamelProvider *provider = peek_provider (folder);

    return has_protocol (folder, feeds) ||
           (provider != NULL && g_strcmp0 (provider->domain, "news") == 0);
}

/* An Inbox may also be where sent mail or drafts are kept; it still counts as a place for received
 * mail. */
static gboolean
is_written_here (EMailSession *session, CamelFolder *folder)
{
    ESourceRegistry *registry = e_mail_session_get_registry (session);
    guint32 type = folder_type (session, folder);

    if (type == CAMEL_FOLDER_TYPE_INBOX)
        return FALSE;
    return type == CAMEL_FOLDER_TYPE_SENT || type == CAMEL_FOLDER_TYPE_DRAFTS ||
           type == CAMEL_FOLDER_TYPE_OUTBOX ||
           em_utils_folder_is_sent (registry, folder) ||
           em_utils_folder_is_drafts (registry, folder) ||
           em_utils_folder_is_outbox (registry, folder) ||
           em_utils_folder_is_templates (registry, folder);
}

/* The folder itself or one above it. */
static gboolean
is_within_junk_name (CamelFolder *folder)
{
    g_auto (GStrv) names = g_strsplit (camel_folder_get_full_name (folder), "/", -1);

    for (guint i = 0; names[i]; i++)
        if (tf_folder_name_is_junk (names[i]))
            return TRUE;
    return FALSE;
}

static gboolean
is_junk_or_trash (EMailSession *session, CamelFolder *folder)
{
    guint32 type = folder_type (session, folder);
    guint32 flags = camel_folder_get_flags (folder);

    return type == CAMEL_FOLDER_TYPE_TRASH || type == CAMEL_FOLDER_TYPE_JUNK ||
           (flags & (CAMEL_FOLDER_IS_TRASH | CAMEL_FOLDER_IS_JUNK)) != 0 ||
           is_within_junk_name (folder);
}

static gboolean
is_flagged_junk (const TfEvolutionPlace *place)
{
    g_autoptr (CamelMessageInfo) info =
        camel_folder_get_message_info (place->folder, place->uid);

    return info != NULL &&
           (camel_message_info_get_flags (info) & CAMEL_MESSAGE_JUNK) != 0;
}

static TfViewKind
find_kind (const TfEvolutionPlace *place, EMailSession *session, CamelFolder *shown)
{
    if (is_feed (place->folder))
        return TF_VIEW_EXEMPT;
    if (is_written_here (session, place->folder))
        return TF_VIEW_OWN;
    if (is_junk_or_trash (session, shown) || is_junk_or_trash (session, place->folder) ||
        is_flagged_junk (place))
        return TF_VIEW_SILENT;
    return TF_VIEW_RECEIVED;
}

/* ---- Where it is ------------------------------------------------------------ */

void
tf_evolution_place_find (TfEvolutionPlace *place, EMailSession *session,
                         CamelFolder *shown, const char *uid)
{
    *place = (TfEvolutionPlace){0};
    em_utils_get_real_folder_and_message_uid (shown, uid, &place->folder, NULL,
                                              &place->uid);
    if (place->folder == NULL)
        place->folder = g_object_ref (shown);
    if (place->uid == NULL)
        place->uid = g_strdup (uid);
    place->store = tf_evolution_store (place->folder);
    place->kind = find_kind (place, session, shown);
}

void
tf_evolution_place_clear (TfEvolutionPlace *place)
{
    g_clear_object (&place->folder);
    g_clear_pointer (&place->uid, g_free);
}
