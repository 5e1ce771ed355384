/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* compose: the guard of each composer in which a message is answered or passed on. Evolution writes into
 * the composer which message is answered or forwarded, before it shows it. It does not for a message that is
 * redirected or edited as a new one, nor for several: see selection.c. A new message and a draft have no
 * guard. */
#include "truefrom-evolution.h"

#include <composer/e-msg-composer.h>
#include <libebackend/libebackend.h>
#include <libemail-engine/libemail-engine.h>

#include "gtk/answered.h"
#include "gtk/guard.h"
#include "words/translate.h"

#define TF_TYPE_EVOLUTION_COMPOSER (tf_evolution_composer_get_type ())
G_DECLARE_FINAL_TYPE (TfEvolutionComposer, tf_evolution_composer, TF, EVOLUTION_COMPOSER,
                      EExtension)

struct _TfEvolutionComposer {
    EExtension parent;
    TfGuard *guard; /* NULL: nothing is answered */
    GCancellable *cancellable;
    char *uid;
    gboolean is_led; /* a message that was on screen may have led to it */
};

G_DEFINE_DYNAMIC_TYPE (TfEvolutionComposer, tf_evolution_composer, E_TYPE_EXTENSION)

static EMsgComposer *
get_composer (TfEvolutionComposer *self)
{
    return (EMsgComposer *)e_extension_get_extensible (E_EXTENSION (self));
}

/* ---- Recipients ------------------------------------------------------------- */

static GStrv
read_recipients (EMsgComposer *composer)
{
    g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
    EDestination **destinations;

    destinations = e_composer_header_table_get_destinations (
        e_msg_composer_get_header_table (composer));
    for (guint i = 0; destinations != NULL && destinations[i] != NULL; i++) {
        const char *address = e_destination_get_address (destinations[i]);

        if (address != NULL)
            g_strv_builder_add (list, address);
    }
    e_destination_freev (destinations);
    return g_strv_builder_end (list);
}

static GStrv
list_recipients (gpointer data)
{
    EMsgComposer *composer = get_composer (data);

    return composer != NULL ? read_recipients (composer) : g_new0 (char *, 1);
}

/* What is new, or a draft: nobody's message is known to have led the reader to these recipients. A draft of
 * an answer does not show what it answers, so its recipients are left out. */
static void
learn_recipients (EMsgComposer *composer)
{
    g_autoptr (CamelSession) session = NULL;
    g_autoptr (TfSession) ours = NULL;
    g_auto (GStrv) recipients = NULL;

    if (e_msg_composer_get_is_reply_or_forward (composer) ||
        e_msg_composer_get_header (composer, "In-Reply-To", 0) != NULL)
        return;
    session = e_msg_composer_ref_session (composer);
    ours =
        tf_evolution_session_get (e_mail_session_get_registry (E_MAIL_SESSION (session)));
    recipients = read_recipients (composer);
    tf_session_learn_recipients (ours, (const char *const *)recipients);
}

/* ---- What is answered ------------------------------------------------------- */

static void
add_message (TfEvolutionComposer *self, TfEvolutionMessage *message, TfReport *known)
{
    if (tf_evolution_message_kind (message) == TF_VIEW_EXEMPT) {
        tf_guard_set_not_found (self->guard, NULL);
        return;
    }
    tf_guard_add_message (self->guard, tf_evolution_message_kind (message),
                          tf_evolution_message_account (message), known,
                          tf_evolution_message_open, tf_evolution_message_ref (message),
                          tf_evolution_message_unref);
}

static void
on_folder (GObject *session, GAsyncResult *result, gpointer data)
{
    g_autoptr (TfEvolutionComposer) self = data;
    g_autoptr (GError) error = NULL;
    g_autoptr (CamelFolder) folder =
        e_mail_session_uri_to_folder_finish (E_MAIL_SESSION (session), result, &error);
    TfEvolutionMessage *message;

    if (self->guard == NULL)
        return;
    if (folder == NULL) {
        g_message ("the message that is answered was not found: %s", error->message);
        tf_guard_set_not_found (self->guard, _ ("The original message was not found."));
        return;
    }
    message =
        tf_evolution_message_new (E_MAIL_SESSION (session), folder, self->uid, NULL);
    add_message (self, message, NULL);
    tf_evolution_message_unref (message);
}

/* No view shows it any more. */
static void
look_for_message (TfEvolutionComposer *self, EMailSession *session,
                  const char *folder_uri)
{
    self->cancellable = g_cancellable_new ();
    tf_guard_expect_message (self->guard);
    e_mail_session_uri_to_folder (session, folder_uri, 0, G_PRIORITY_DEFAULT,
                                  self->cancellable, on_folder, g_object_ref (self));
}

/* The value of a field as it was set; a long one is folded. */
static char *
dup_header (EMsgComposer *composer, const char *name)
{
    const char *value = e_msg_composer_get_header (composer, name, 0);

    return value != NULL ? g_strstrip (camel_header_unfold (value)) : NULL;
}

static gboolean
is_forward (EMsgComposer *composer)
{
    g_autofree char *flags = dup_header (composer, "X-Evolution-Source-Flags");

    return flags != NULL && strstr (flags, "FORWARDED") != NULL;
}

/* ---- The composer ----------------------------------------------------------- */

/* Above the fields for the recipients, out of what a message can write. */
static void
pack_banner (TfEvolutionComposer *self, EMsgComposer *composer)
{
    GtkWidget *table = GTK_WIDGET (e_msg_composer_get_header_table (composer));
    GtkWidget *box = gtk_widget_get_parent (table);
    GtkWidget *banner = tf_guard_get_banner (self->guard);
    gint place = 0;

    g_return_if_fail (GTK_IS_BOX (box));
    gtk_container_child_get (GTK_CONTAINER (box), table, "position", &place, NULL);
    gtk_box_pack_start (GTK_BOX (box), banner, FALSE, FALSE, 0);
    gtk_box_reorder_child (GTK_BOX (box), banner, place);
}

static void
make_guard (TfEvolutionComposer *self, EMsgComposer *composer, EMailSession *session,
            TfReplyKind kind)
{
    g_autoptr (TfSession) ours =
        tf_evolution_session_get (e_mail_session_get_registry (session));

    self->guard = tf_guard_new (ours, kind, list_recipients, self);
    pack_banner (self, composer);
}

static void
guard (TfEvolutionComposer *self, EMsgComposer *composer, const char *folder_uri)
{
    g_autoptr (CamelSession) session = e_msg_composer_ref_session (composer);
    TfReport *known = NULL;
    TfEvolutionMessage *message =
        tf_evolution_reader_find (folder_uri, self->uid, &known);

    make_guard (self, composer, E_MAIL_SESSION (session),
                is_forward (composer) ? TF_REPLY_FORWARD : TF_REPLY_ANSWER);
    if (message != NULL) {
        add_message (self, message, known);
        tf_evolution_message_unref (message);
    } else {
        look_for_message (self, E_MAIL_SESSION (session), folder_uri);
    }
}

static void
on_mapped (TfEvolutionComposer *self, EMsgComposer *composer)
{
    g_autofree char *folder_uri = dup_header (composer, "X-Evolution-Source-Folder");
    g_autofree char *uid = dup_header (composer, "X-Evolution-Source-Message");

    g_debug ("composer: answers %d, folder %s, message %s",
             e_msg_composer_get_is_reply_or_forward (composer), folder_uri, uid);
    if (self->guard != NULL || folder_uri == NULL || uid == NULL ||
        !e_msg_composer_get_is_reply_or_forward (composer))
        return;
    self->uid = g_steal_pointer (&uid);
    guard (self, composer, folder_uri);
}

/* Evolution has written into the composer what is answered there. */
static gboolean
names_original (EMsgComposer *composer)
{
    return e_msg_composer_get_is_reply_or_forward (composer) &&
           e_msg_composer_get_header (composer, "X-Evolution-Source-Folder", 0) != NULL &&
           e_msg_composer_get_header (composer, "X-Evolution-Source-Message", 0) != NULL;
}

static void
add_originals (TfEvolutionComposer *self, const GPtrArray *originals)
{
    for (guint i = 0; i < originals->len; i++) {
        TfEvolutionMessage *original = g_ptr_array_index (originals, i);

        add_message (self, original, tf_evolution_reader_peek_report (original));
    }
    if (originals->len == 0)
        tf_guard_set_not_found (self->guard, _ ("The original message was not found."));
}

static TfEvolutionComposer *
find_extension (EMsgComposer *composer)
{
    GList *extensions = e_extensible_list_extensions (E_EXTENSIBLE (composer),
                                                      TF_TYPE_EVOLUTION_COMPOSER);
    TfEvolutionComposer *self = extensions != NULL ? extensions->data : NULL;

    g_list_free (extensions);
    return self;
}

gboolean
tf_evolution_composer_knows (EMsgComposer *composer)
{
    TfEvolutionComposer *self = find_extension (composer);

    return self == NULL || self->guard != NULL || names_original (composer);
}

void
tf_evolution_composer_begin (EMsgComposer *composer, EMailSession *session,
                             const GPtrArray *originals)
{
    TfEvolutionComposer *self = find_extension (composer);

    if (self == NULL || self->guard != NULL)
        return;
    make_guard (self, composer, session, TF_REPLY_FORWARD);
    add_originals (self, originals);
}

/* FALSE: it is not sent. */
static gboolean
on_presend (EMsgComposer *composer, TfEvolutionComposer *self)
{
    if (self->guard != NULL)
        return tf_guard_may_send (self->guard, GTK_WINDOW (composer));
    if (!self->is_led)
        learn_recipients (composer);
    return TRUE;
}

/* ---- The object ------------------------------------------------------------- */

static void
tf_evolution_composer_constructed (GObject *object)
{
    TfEvolutionComposer *self = TF_EVOLUTION_COMPOSER (object);
    EMsgComposer *composer = get_composer (self);

    G_OBJECT_CLASS (tf_evolution_composer_parent_class)->constructed (object);
    self->is_led = !tf_answered_none_leads ();
    g_signal_connect_object (composer, "map", G_CALLBACK (on_mapped), self,
                             G_CONNECT_SWAPPED);
    /* Evolution's own questions come first. */
    g_signal_connect_object (composer, "presend", G_CALLBACK (on_presend), self,
                             G_CONNECT_AFTER);
}

static void
tf_evolution_composer_dispose (GObject *object)
{
    TfEvolutionComposer *self = TF_EVOLUTION_COMPOSER (object);
    GtkWidget *banner = self->guard != NULL ? tf_guard_get_banner (self->guard) : NULL;

    if (self->cancellable != NULL)
        g_cancellable_cancel (self->cancellable);
    g_clear_object (&self->cancellable);
    if (banner != NULL)
        gtk_widget_destroy (banner);
    g_clear_object (&self->guard);
    g_clear_pointer (&self->uid, g_free);
    G_OBJECT_CLASS (tf_evolution_composer_parent_class)->dispose (object);
}

static void
tf_evolution_composer_class_init (TfEvolutionComposerClass *class)
{
    GObjectClass *object_class = G_OBJECT_CLASS (class);

    object_class->constructed = tf_evolution_composer_constructed;
    object_class->dispose = tf_evolution_composer_dispose;
    E_EXTENSION_CLASS (class)->extensible_type = E_TYPE_MSG_COMPOSER;
}

static void
tf_evolution_composer_class_finalize (TfEvolutionComposerClass *class)
{
}

static void
tf_evolution_composer_init (TfEvolutionComposer *self)
{
}

void
tf_evolution_composer_type_register (GTypeModule *module)
{
    tf_evolution_composer_register_type (module);
}
