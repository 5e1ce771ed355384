/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* message: what Evolution shows of a message, to be compared with what was checked. With
 * two From fields its list shows the first one, but the opened message the last one. */
#include "truefrom-evolution.h"

#include <libemail-engine/libemail-engine.h>

struct _TfEvolutionMessage {
    grefcount references;
    CamelFolder *shown_in;
    char *shown_uid;
    TfEvolutionPlace place;
    char *account;        /* or NULL */
    char *displayed_from; /* every address that is shown; or NULL */
    gint64 received_at;   /* what the store says; -1: unknown */
};

/* ---- What is shown ---------------------------------------------------------- */

/* Names are left out: in honest mail, too, they contain addresses, which are not the sender's
 * address. If there is no address, the name is shown in its place. */
static void
add_addresses (GString *text, CamelInternetAddress *addresses)
{
    const char *name = NULL;
    const char *address = NULL;

    for (gint i = 0; camel_internet_address_get (addresses, i, &name, &address); i++) {
        const char *shown = address != NULL && *address ? address : name;

        if (shown != NULL && *shown)
            g_string_append_printf (text, "%s<%s>", text->len ? ", " : "", shown);
    }
}

static void
add_address_text (GString *text, const char *list)
{
    g_autoptr (CamelInternetAddress) addresses = camel_internet_address_new ();

    if (list != NULL && camel_address_unformat (CAMEL_ADDRESS (addresses), list) > 0)
        add_addresses (text, addresses);
}

static char *
find_displayed_from (CamelMimeMessage *message, const CamelMessageInfo *info)
{
    g_autoptr (GString) text = g_string_new (NULL);
    CamelInternetAddress *from =
        message != NULL ? camel_mime_message_get_from (message) : NULL;

    if (from != NULL)
        add_addresses (text, from);
    if (info != NULL)
        add_address_text (text, camel_message_info_get_from (info));
    return text->len ? g_utf8_make_valid (text->str, (gssize)text->len) : NULL;
}

/* IMAP: INTERNALDATE; Maildir: from the name of the file. For MH and mbox Evolution knows only
 * what the message says about itself. */
static gint64
find_received_at (const TfEvolutionPlace *place, const CamelMessageInfo *info)
{
    static const char *const keepers[] = {"imapx", "maildir", NULL};
    gint64 seconds = info != NULL ? camel_message_info_get_date_received (info) : 0;

    if (!g_strv_contains (keepers, tf_evolution_protocol (place->folder)))
        return -1;
    return seconds > 0 ? seconds : -1;
}

/* ---- The message ------------------------------------------------------------ */

TfEvolutionMessage *
tf_evolution_message_new (EMailSession *session, CamelFolder *folder, const char *uid,
                          CamelMimeMessage *message)
{
    TfEvolutionMessage *self = g_new0 (TfEvolutionMessage, 1);
    g_autoptr (CamelMessageInfo) info = camel_folder_get_message_info (folder, uid);

    g_ref_count_init (&self->references);
    self->shown_in = g_object_ref (folder);
    self->shown_uid = g_strdup (uid);
    self->displayed_from = find_displayed_from (message, info);
    tf_evolution_place_find (&self->place, session, folder, uid);
    self->received_at = find_received_at (&self->place, info);
    self->account = tf_evolution_account_of (session, self->place.folder);
    return self;
}

TfEvolutionMessage *
tf_evolution_message_ref (TfEvolutionMessage *self)
{
    g_ref_count_inc (&self->references);
    return self;
}

void
tf_evolution_message_unref (gpointer message)
{
    TfEvolutionMessage *self = message;

    if (!g_ref_count_dec (&self->references))
        return;
    tf_evolution_place_clear (&self->place);
    g_object_unref (self->shown_in);
    g_free (self->shown_uid);
    g_free (self->account);
    g_free (self->displayed_from);
    g_free (self);
}

gboolean
tf_evolution_message_is (const TfEvolutionMessage *self, CamelFolder *folder,
                         const char *uid)
{
    return self->shown_in == folder && g_strcmp0 (self->shown_uid, uid) == 0;
}

gboolean
tf_evolution_message_lies_in (const TfEvolutionMessage *self, const char *folder_uri,
                              const char *uid)
{
    g_autofree char *own = e_mail_folder_uri_from_folder (self->place.folder);

    return g_str_equal (self->place.uid, uid) && g_strcmp0 (own, folder_uri) == 0;
}

gboolean
tf_evolution_message_equal (const TfEvolutionMessage *one, const TfEvolutionMessage *two)
{
    return one->place.folder == two->place.folder &&
           g_str_equal (one->place.uid, two->place.uid);
}

const char *
tf_evolution_message_uid (const TfEvolutionMessage *self)
{
    return self->place.uid;
}

CamelMessageInfo *
tf_evolution_message_ref_info (const TfEvolutionMessage *self)
{
    return camel_folder_get_message_info (self->place.folder, self->place.uid);
}

const char *
tf_evolution_message_account (const TfEvolutionMessage *self)
{
    return self->account;
}

TfViewKind
tf_evolution_message_kind (const TfEvolutionMessage *self)
{
    return self->place.kind;
}

/* Camel names the files it writes into a Maildir TIME.PID_COUNT.HOST; no sender can choose a
 * name. */
static gboolean
has_own_name (const TfEvolutionPlace *place)
{
    g_auto (GStrv) parts = g_strsplit (place->uid, ".", 3);

    return g_str_equal (tf_evolution_protocol (place->folder), "maildir") &&
           g_strv_length (parts) == 3 &&
           g_regex_match_simple ("^[0-9]+\\.[0-9]+_[0-9]+\\.", place->uid, 0, 0) &&
           g_str_equal (parts[2], g_get_host_name ());
}

/* "Remove Attachments" stores a message again. Evolution writes the account that it came from
 * into such a copy; a sender who writes that field does not choose the name of the file. */
static void
set_own_field (TfRequest *request, const TfEvolutionPlace *place)
{
    CamelStore *store = camel_folder_get_parent_store (place->folder);

    if (store != NULL && has_own_name (place))
        tf_request_set_own_field (request, "X-Evolution-Source",
                                  camel_service_get_uid (CAMEL_SERVICE (store)));
}

TfRequest *
tf_evolution_message_open (gpointer message)
{
    const TfEvolutionMessage *self = message;
    g_autoptr (TfSource) source = tf_evolution_bytes_new (&self->place);
    TfRequest *request = tf_request_new (source);

    tf_request_set_store (request, self->place.store);
    tf_request_set_displayed_from (request, self->displayed_from);
    tf_request_set_file_time (request, self->received_at);
    set_own_field (request, &self->place);
    return request;
}
