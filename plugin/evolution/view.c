/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* view: what each view of messages shows: the pane of the main window and each message
 * window. Evolution reports when a message was loaded; that it is no longer shown is noticed
 * when the list of its parts is taken away, or when the selection changes. */
#include "truefrom-evolution.h"

#include <libebackend/libebackend.h>
#include <libemail-engine/libemail-engine.h>
#include <mail/e-mail-backend.h>

#define TF_TYPE_EVOLUTION_READER (tf_evolution_reader_get_type ())
G_DECLARE_FINAL_TYPE (TfEvolutionReader, tf_evolution_reader, TF, EVOLUTION_READER,
                      EExtension)

/** TfEvolutionReader: everything in it is made when the first message is shown. In 3.46 the main
 * window has an additional reader, which only passes on what another one does and stays empty. */
struct _TfEvolutionReader {
    EExtension parent;
    TfView *view;
    TfEvolutionCare *care;
    TfEvolutionReceipts *receipts;
    TfEvolutionMenu *menu;
    TfEvolutionMessage *message; /* the one that was loaded last; or NULL */
    gboolean is_shown;           /* it has not been taken away since */
    /* "Check sender…" for this message, once it is shown; or NULL */
    CamelFolder *wanted_folder;
    char *wanted_uid;
};

G_DEFINE_DYNAMIC_TYPE (TfEvolutionReader, tf_evolution_reader, E_TYPE_EXTENSION)

static GPtrArray *readers; /* TfEvolutionReader: all that live; borrowed */

static EMailReader *
get_reader (TfEvolutionReader *self)
{
    return (EMailReader *)e_extension_get_extensible (E_EXTENSION (self));
}

/* Owned: the UID of the only selected message; NULL with none or several. */
static char *
dup_selected (TfEvolutionReader *self)
{
    g_autoptr (GPtrArray) uids = e_mail_reader_get_selected_uids (get_reader (self));

    return uids != NULL && uids->len == 1 ? g_strdup (g_ptr_array_index (uids, 0)) : NULL;
}

/* ---- Showing ---------------------------------------------------------------- */

/* A menu of the message list opens, and leaves out what cannot be done, before the message that
 * was clicked is loaded. */
static void
update_menu (TfEvolutionReader *self)
{
    g_autofree char *selected = dup_selected (self);

    if (self->menu != NULL)
        tf_evolution_menu_set_sensitive (self->menu, self->is_shown || selected != NULL);
}

static void
forget_wanted (TfEvolutionReader *self)
{
    g_clear_object (&self->wanted_folder);
    g_clear_pointer (&self->wanted_uid, g_free);
}

static gboolean
is_wanted (TfEvolutionReader *self)
{
    return self->wanted_uid != NULL &&
           tf_evolution_message_is (self->message, self->wanted_folder, self->wanted_uid);
}

static void
check_sender (TfEvolutionReader *self)
{
    tf_view_check_sender (self->view, e_mail_reader_get_window (get_reader (self)));
}

static void
hide_message (TfEvolutionReader *self)
{
    if (self->is_shown)
        g_debug ("nothing is shown");
    self->is_shown = FALSE;
    if (self->view != NULL)
        tf_view_clear (self->view);
    update_menu (self);
}

static void
show_message (TfEvolutionReader *self)
{
    TfEvolutionMessage *message = self->message;

    self->is_shown = TRUE;
    tf_evolution_care_begin (self->care);
    tf_view_show (self->view, tf_evolution_message_kind (message),
                  tf_evolution_message_account (message), tf_evolution_message_open,
                  tf_evolution_message_ref (message), tf_evolution_message_unref);
    update_menu (self);
    g_debug ("message %s is shown", tf_evolution_message_uid (message));
    if (is_wanted (self))
        check_sender (self);
    forget_wanted (self);
}

/* ---- What Evolution shows now ----------------------------------------------- */

static gboolean
has_parts_of_message (TfEvolutionReader *self)
{
    EMailDisplay *display = e_mail_reader_get_mail_display (get_reader (self));
    EMailPartList *parts =
        display != NULL ? e_mail_display_get_part_list (display) : NULL;

    return parts != NULL && self->message != NULL &&
           tf_evolution_message_is (self->message, e_mail_part_list_get_folder (parts),
                                    e_mail_part_list_get_message_uid (parts));
}

/* The list of parts may come back, when the message is displayed again in another way. */
static void
on_parts_changed (TfEvolutionReader *self)
{
    if (get_reader (self) == NULL)
        return;
    if (has_parts_of_message (self)) {
        if (!self->is_shown)
            show_message (self);
        return;
    }
    hide_message (self);
}

/* Exactly one message is selected, and it is another one: that will be shown in a moment. With
 * none or several the old one may remain, and its banner with it. */
static gboolean
selects_another (TfEvolutionReader *self)
{
    EMailReader *reader = get_reader (self);
    g_autoptr (CamelFolder) folder = e_mail_reader_ref_folder (reader);
    g_autofree char *selected = dup_selected (self);

    return selected != NULL && !tf_evolution_message_is (self->message, folder, selected);
}

static void
on_changed (TfEvolutionReader *self)
{
    if (self->message == NULL)
        return;
    if (selects_another (self))
        hide_message (self);
    else if (!self->is_shown && has_parts_of_message (self))
        show_message (self);
    else
        update_menu (self);
}

/* ---- Equipment -------------------------------------------------------------- */

static void
want_check (TfEvolutionReader *self)
{
    forget_wanted (self);
    self->wanted_folder = e_mail_reader_ref_folder (get_reader (self));
    self->wanted_uid = dup_selected (self);
}

static void
on_check_sender (gpointer data)
{
    TfEvolutionReader *self = data;

    if (self->is_shown)
        check_sender (self);
    else
        want_check (self);
}

/* Above the bar for Evolution's own alerts, and outside the area where a message can draw. */
static void
pack_banner (TfEvolutionReader *self, EPreviewPane *pane)
{
    GtkWidget *banner = tf_view_get_banner (self->view);

    gtk_box_pack_start (GTK_BOX (pane), banner, FALSE, FALSE, 0);
    gtk_box_reorder_child (GTK_BOX (pane), banner, 0);
}

static void
follow_display (TfEvolutionReader *self, EMailReader *reader)
{
    EMailDisplay *display = e_mail_reader_get_mail_display (reader);

    if (display != NULL)
        g_signal_connect_object (display, "notify::part-list",
                                 G_CALLBACK (on_parts_changed), self, G_CONNECT_SWAPPED);
}

static EMailSession *
get_mail_session (EMailReader *reader)
{
    return e_mail_backend_get_session (e_mail_reader_get_backend (reader));
}

static TfSession *
get_session (EMailReader *reader)
{
    return tf_evolution_session_get (
        e_mail_session_get_registry (get_mail_session (reader)));
}

static void
mark (TfEvolutionReader *self)
{
    if (self->is_shown)
        tf_evolution_marks_update (self->view, self->message);
}

static gboolean
equip (TfEvolutionReader *self, EMailReader *reader)
{
    EPreviewPane *pane = e_mail_reader_get_preview_pane (reader);
    g_autoptr (TfSession) session = NULL;

    if (self->view != NULL || pane == NULL)
        return self->view != NULL;
    session = get_session (reader);
    self->view = tf_view_new (session);
    g_signal_connect_object (self->view, "changed", G_CALLBACK (mark), self,
                             G_CONNECT_SWAPPED);
    self->care = tf_evolution_care_new (reader, self->view);
    self->receipts = tf_evolution_receipts_new (reader, self->view);
    self->menu = tf_evolution_menu_new (reader, on_check_sender, self);
    pack_banner (self, pane);
    follow_display (self, reader);
    return TRUE;
}

static void
on_message_loaded (TfEvolutionReader *self, const char *uid, CamelMimeMessage *message,
                   EMailReader *reader)
{
    g_autoptr (CamelFolder) folder = e_mail_reader_ref_folder (reader);

    if (folder == NULL || uid == NULL || message == NULL || !equip (self, reader))
        return;
    g_clear_pointer (&self->message, tf_evolution_message_unref);
    self->message =
        tf_evolution_message_new (get_mail_session (reader), folder, uid, message);
    show_message (self);
    tf_evolution_receipts_begin (self->receipts, folder, uid, message);
}

TfEvolutionMessage *
tf_evolution_reader_find (const char *folder_uri, const char *uid, TfReport **ret_report)
{
    for (guint i = 0; readers != NULL && i < readers->len; i++) {
        const TfEvolutionReader *self = g_ptr_array_index (readers, i);

        if (self->message == NULL || self->view == NULL ||
            !tf_evolution_message_lies_in (self->message, folder_uri, uid))
            continue;
        *ret_report = self->is_shown ? tf_view_peek_report (self->view) : NULL;
        return tf_evolution_message_ref (self->message);
    }
    return NULL;
}

TfReport *
tf_evolution_reader_peek_report (const TfEvolutionMessage *message)
{
    for (guint i = 0; readers != NULL && i < readers->len; i++) {
        const TfEvolutionReader *self = g_ptr_array_index (readers, i);

        if (self->is_shown && self->message != NULL && self->view != NULL &&
            tf_evolution_message_equal (self->message, message))
            return tf_view_peek_report (self->view);
    }
    return NULL;
}

/* ---- The object ------------------------------------------------------------- */

static void
tf_evolution_reader_constructed (GObject *object)
{
    TfEvolutionReader *self = TF_EVOLUTION_READER (object);
    EMailReader *reader = get_reader (self);

    G_OBJECT_CLASS (tf_evolution_reader_parent_class)->constructed (object);
    g_signal_connect_object (reader, "message-loaded", G_CALLBACK (on_message_loaded),
                             self, G_CONNECT_SWAPPED);
    g_signal_connect_object (reader, "changed", G_CALLBACK (on_changed), self,
                             G_CONNECT_SWAPPED);
    if (readers == NULL)
        readers = g_ptr_array_new ();
    g_ptr_array_add (readers, self);
}

/* The banner and the reader may already be gone. */
static void
tf_evolution_reader_dispose (GObject *object)
{
    TfEvolutionReader *self = TF_EVOLUTION_READER (object);
    GtkWidget *banner = self->view != NULL ? tf_view_get_banner (self->view) : NULL;

    g_ptr_array_remove (readers, self);
    g_clear_pointer (&self->menu, tf_evolution_menu_free);
    g_clear_pointer (&self->care, tf_evolution_care_free);
    g_clear_pointer (&self->receipts, tf_evolution_receipts_free);
    if (banner != NULL)
        gtk_widget_destroy (banner);
    g_clear_object (&self->view);
    g_clear_pointer (&self->message, tf_evolution_message_unref);
    self->is_shown = FALSE;
    forget_wanted (self);
    G_OBJECT_CLASS (tf_evolution_reader_parent_class)->dispose (object);
}

static void
tf_evolution_reader_class_init (TfEvolutionReaderClass *class)
{
    GObjectClass *object_class = G_OBJECT_CLASS (class);

    object_class->constructed = tf_evolution_reader_constructed;
    object_class->dispose = tf_evolution_reader_dispose;
    E_EXTENSION_CLASS (class)->extensible_type = E_TYPE_MAIL_READER;
}

static void
tf_evolution_reader_class_finalize (TfEvolutionReaderClass *class)
{
}

static void
tf_evolution_reader_init (TfEvolutionReader *self)
{
}

void
tf_evolution_reader_type_register (GTypeModule *module)
{
    tf_evolution_reader_register_type (module);
}
