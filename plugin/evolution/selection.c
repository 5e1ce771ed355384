/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* selection: what a reader's view passes on in a composer that says nothing of it: a message that is
 * redirected or edited as a new one, or several that are forwarded together. It is what is selected there
 * when the composer is made. */
#include "truefrom-evolution.h"

#include <libebackend/libebackend.h>
#include <libemail-engine/libemail-engine.h>
#include <mail/e-mail-backend.h>

#define TF_TYPE_EVOLUTION_SELECTION (tf_evolution_selection_get_type ())
G_DECLARE_FINAL_TYPE (TfEvolutionSelection, tf_evolution_selection, TF,
                      EVOLUTION_SELECTION, EExtension)

struct _TfEvolutionSelection {
    EExtension parent;
};

G_DEFINE_DYNAMIC_TYPE (TfEvolutionSelection, tf_evolution_selection, E_TYPE_EXTENSION)

/* As the list of messages keeps it: the first bytes of a hash. */
static guint64
hash_message_id (CamelMimeMessage *message)
{
    const char *id = camel_mime_message_get_message_id (message);
    g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
    guint8 digest[16];
    gsize length = sizeof digest;
    guint64 hash;

    if (id == NULL)
        return 0;
    g_checksum_update (checksum, (const guint8 *)id, -1);
    g_checksum_get_digest (checksum, digest, &length);
    memcpy (&hash, digest, sizeof hash);
    return hash;
}

/* Another message may have been selected while this one was fetched. */
static gboolean
is_original (CamelFolder *folder, const char *uid, CamelMimeMessage *original)
{
    g_autoptr (CamelMessageInfo) info = camel_folder_get_message_info (folder, uid);

    return info != NULL &&
           camel_message_info_get_message_id (info) == hash_message_id (original);
}

/* Owned. ORIGINAL: one of them; NULL: all of them. */
static GPtrArray *
list_originals (EMailSession *session, CamelFolder *folder, const GPtrArray *uids,
                CamelMimeMessage *original)
{
    GPtrArray *list = g_ptr_array_new_with_free_func (tf_evolution_message_unref);

    for (guint i = 0; i < uids->len; i++) {
        const char *uid = g_ptr_array_index (uids, i);

        if (original != NULL && (list->len > 0 || !is_original (folder, uid, original)))
            continue;
        g_ptr_array_add (list, tf_evolution_message_new (session, folder, uid, NULL));
    }
    return list;
}

/* What the reader wrote is edited without a word. */
static gboolean
is_own (const GPtrArray *originals)
{
    for (guint i = 0; i < originals->len; i++)
        if (tf_evolution_message_kind (g_ptr_array_index (originals, i)) != TF_VIEW_OWN)
            return FALSE;
    return originals->len > 0;
}

/* ORIGINAL: what is in the composer; NULL: several messages, or none. */
static void
on_composer_created (EMailReader *reader, EMsgComposer *composer,
                     CamelMimeMessage *original, gpointer unused)
{
    EMailSession *session =
        e_mail_backend_get_session (e_mail_reader_get_backend (reader));
    g_autoptr (CamelFolder) folder = e_mail_reader_ref_folder (reader);
    g_autoptr (GPtrArray) uids = e_mail_reader_get_selected_uids (reader);
    g_autoptr (GPtrArray) originals = NULL;

    if (folder == NULL || uids == NULL || composer == NULL ||
        tf_evolution_composer_knows (composer) ||
        (original == NULL && !e_msg_composer_get_is_reply_or_forward (composer)))
        return;
    originals = list_originals (session, folder, uids, original);
    g_debug ("composer: %u of %u selected", originals->len, uids->len);
    if (!is_own (originals))
        tf_evolution_composer_begin (composer, session, originals);
}

/* ---- The object ------------------------------------------------------------- */

static void
tf_evolution_selection_constructed (GObject *object)
{
    EExtensible *reader = e_extension_get_extensible (E_EXTENSION (object));

    G_OBJECT_CLASS (tf_evolution_selection_parent_class)->constructed (object);
    g_signal_connect_object (reader, "composer-created", G_CALLBACK (on_composer_created),
                             object, 0);
}

static void
tf_evolution_selection_class_init (TfEvolutionSelectionClass *class)
{
    G_OBJECT_CLASS (class)->constructed = tf_evolution_selection_constructed;
    E_EXTENSION_CLASS (class)->extensible_type = E_TYPE_MAIL_READER;
}

static void
tf_evolution_selection_class_finalize (TfEvolutionSelectionClass *class)
{
}

static void
tf_evolution_selection_init (TfEvolutionSelection *self)
{
}

void
tf_evolution_selection_type_register (GTypeModule *module)
{
    tf_evolution_selection_register_type (module);
}
