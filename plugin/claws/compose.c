/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* compose: the guard of each composer in which a message is answered, forwarded or redirected, and of a draft
 * of an answer. A new message and any other draft have none. */
#include "truefrom-claws.h"

#include "common/hooks.h"
#include "mainwindow.h"
#include "prefs_common.h"
#include "summaryview.h"

#include "gtk/answered.h"
#include "gtk/guard.h"
#include "words/translate.h"

/** Composer: one that has a guard. */
typedef struct {
    Compose *compose;
    GtkWidget *window;
    gulong destroyed;
    TfGuard *guard;
} Composer;

/* Of the window: a message that was on screen may have led to it. */
#define LED "truefrom-led"

/* GtkWidget (the window) → Composer; NULL while the plugin is not loaded */
static GHashTable *composers;

/* ---- Recipients ------------------------------------------------------------- */

static gboolean
is_recipient (const ComposeHeaderEntry *entry)
{
    static const char *const names[] = {"To:", "Cc:", "Bcc:"};
    GtkWidget *name_entry = gtk_bin_get_child (GTK_BIN (entry->combo));
    const char *name = gtk_entry_get_text (GTK_ENTRY (name_entry));

    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        if (g_str_equal (name, prefs_common_translated_header_name (names[i])))
            return TRUE;
    return FALSE;
}

static GStrv
read_recipients (const Compose *compose)
{
    g_autoptr (GStrvBuilder) list = g_strv_builder_new ();

    for (GSList *item = compose->header_list; item; item = item->next) {
        const ComposeHeaderEntry *entry = item->data;

        if (is_recipient (entry))
            g_strv_builder_add (list, gtk_entry_get_text (GTK_ENTRY (entry->entry)));
    }
    return g_strv_builder_end (list);
}

static GStrv
list_recipients (gpointer data)
{
    return read_recipients (((const Composer *)data)->compose);
}

/* What is new, or a draft of it, and never a draft of an answer: nobody's message has led the reader to
 * these recipients. */
static void
learn_recipients (const Compose *compose)
{
    g_auto (GStrv) recipients = NULL;

    if (g_object_get_data (G_OBJECT (compose->window), LED) != NULL || compose->batch ||
        compose->inreplyto != NULL || compose->replyinfo != NULL ||
        compose->fwdinfo != NULL ||
        (compose->mode != COMPOSE_NEW && compose->mode != COMPOSE_REEDIT))
        return;
    recipients = read_recipients (compose);
    tf_session_learn_recipients (tf_claws_session_peek (),
                                 (const char *const *)recipients);
}

/* ---- What is answered ------------------------------------------------------- */

/* The MsgInfo of the one message; NULL: there is none, or only a file is known. A draft remembers what it
 * answers. */
static MsgInfo *
find_original (const Compose *compose)
{
    if (compose->replyinfo != NULL)
        return compose->replyinfo;
    return compose->fwdinfo;
}

static void
add_message (TfGuard *guard, TfViewKind kind, TfClawsMessage *message)
{
    tf_guard_add_message (guard, kind, tf_claws_message_account (message),
                          tf_claws_view_peek_report (message), tf_claws_message_open,
                          message, tf_claws_message_free);
}

static void
add_original (TfGuard *guard, MsgInfo *info)
{
    g_autofree char *path = procmsg_get_message_file (info);

    add_message (guard, tf_claws_message_kind (info), tf_claws_message_new (info, path));
}

/* A message that is attached to another one: the client answers it when it is selected, and has
 * written it into a file of its own. Nobody knows how it was delivered. */
static void
add_attached_original (TfGuard *guard, MsgInfo *info)
{
    TfClawsMessage *message = tf_claws_message_new (info, info->plaintext_file);

    tf_claws_message_set_attached (message);
    add_message (guard, TF_VIEW_RECEIVED, message);
}

/* Borrowed: the message in the list whose file this is. NULL: it is from another window. */
static MsgInfo *
find_selected (const char *path)
{
    GSList *selected = summary_get_selection (mainwindow_get_mainwindow ()->summaryview);
    MsgInfo *found = NULL;

    for (GSList *item = selected; item != NULL && found == NULL; item = item->next) {
        g_autofree char *file = procmsg_get_message_file_path (item->data);

        if (g_strcmp0 (file, path) == 0)
            found = item->data;
    }
    g_slist_free (selected);
    return found;
}

/* Of what is redirected or attached the client keeps the file only; the list knows its account. */
static void
add_file (TfGuard *guard, const char *path)
{
    MsgInfo *info = find_selected (path);
    TfViewKind kind = info != NULL ? tf_claws_message_kind (info) : TF_VIEW_RECEIVED;

    if (kind != TF_VIEW_EXEMPT)
        add_message (guard, kind, tf_claws_message_new (info, path));
}

static void
add_attachment (TfGuard *guard, const AttachInfo *attachment)
{
    if (attachment != NULL && attachment->file != NULL &&
        g_strcmp0 (attachment->content_type, "message/rfc822") == 0)
        add_file (guard, attachment->file);
}

/* The number of the column in which they stand is the client's own; its type is not. */
static gint
find_attachment_column (GtkTreeModel *model)
{
    for (gint i = 0; i < gtk_tree_model_get_n_columns (model); i++)
        if (gtk_tree_model_get_column_type (model, i) == G_TYPE_POINTER)
            return i;
    return -1;
}

static void
add_attachments (TfGuard *guard, const Compose *compose)
{
    GtkTreeModel *model = gtk_tree_view_get_model (GTK_TREE_VIEW (compose->attach_clist));
    gint column = find_attachment_column (model);
    GtkTreeIter iter;
    gboolean more = column >= 0 && gtk_tree_model_get_iter_first (model, &iter);

    for (; more; more = gtk_tree_model_iter_next (model, &iter)) {
        AttachInfo *attachment = NULL;

        gtk_tree_model_get (model, &iter, column, &attachment, -1);
        add_attachment (guard, attachment);
    }
}

/* ---- Composers -------------------------------------------------------------- */

static gboolean
is_forward (const Compose *compose)
{
    return compose->mode == COMPOSE_FORWARD || compose->mode == COMPOSE_FORWARD_INLINE ||
           compose->mode == COMPOSE_FORWARD_AS_ATTACH ||
           compose->mode == COMPOSE_REDIRECT ||
           (compose->mode == COMPOSE_REEDIT && compose->replyinfo == NULL);
}

/* A feed or a news group is nobody's mail. */
static gboolean
is_guarded (const Compose *compose)
{
    MsgInfo *original = find_original (compose);

    if (compose->batch || compose->mode == COMPOSE_NEW)
        return FALSE;
    if (original == NULL)
        return is_forward (compose) && compose->mode != COMPOSE_REEDIT;
    return tf_claws_message_kind (original) != TF_VIEW_EXEMPT;
}

static void
on_window_destroyed (Composer *composer)
{
    g_hash_table_remove (composers, composer->window);
}

static void
composer_free (gpointer data)
{
    Composer *composer = data;
    GtkWidget *banner = tf_guard_get_banner (composer->guard);

    g_signal_handler_disconnect (composer->window, composer->destroyed);
    if (banner != NULL)
        gtk_widget_destroy (banner);
    g_object_unref (composer->guard);
    g_free (composer);
}

/* Above the headers, out of what a message can write. */
static void
pack_banner (TfGuard *guard, const Compose *compose)
{
    GtkWidget *banner = tf_guard_get_banner (guard);

    gtk_box_pack_start (GTK_BOX (compose->vbox2), banner, FALSE, FALSE, 0);
    gtk_box_reorder_child (GTK_BOX (compose->vbox2), banner, 0);
}

static void
guard (Compose *compose)
{
    Composer *composer = g_new0 (Composer, 1);
    MsgInfo *original = find_original (compose);

    composer->compose = compose;
    composer->window = compose->window;
    composer->guard =
        tf_guard_new (tf_claws_session_peek (),
                      is_forward (compose) ? TF_REPLY_FORWARD : TF_REPLY_ANSWER,
                      list_recipients, composer);
    composer->destroyed = g_signal_connect_swapped (
        composer->window, "destroy", G_CALLBACK (on_window_destroyed), composer);
    g_hash_table_insert (composers, composer->window, composer);
    pack_banner (composer->guard, compose);
    if (original != NULL && original->plaintext_file != NULL)
        add_attached_original (composer->guard, original);
    else if (original != NULL)
        add_original (composer->guard, original);
    else if (compose->redirect_filename != NULL)
        add_file (composer->guard, compose->redirect_filename);
    else
        add_attachments (composer->guard, compose);
}

/* Always FALSE: TRUE would hide the event from the hooks after ours. The client also calls with NULL,
 * when an answer could not be begun. */
static gboolean
on_created (gpointer data, gpointer unused)
{
    Compose *compose = data;

    if (compose != NULL && !tf_answered_none_leads ())
        g_object_set_data (G_OBJECT (compose->window), LED, compose);
    if (composers != NULL && compose != NULL && is_guarded (compose) &&
        !g_hash_table_contains (composers, compose->window))
        guard (compose);
    return FALSE;
}

/* TRUE: it is not sent. */
static gboolean
on_send (gpointer data, gpointer unused)
{
    const Compose *compose = data;
    const Composer *composer =
        composers != NULL ? g_hash_table_lookup (composers, compose->window) : NULL;

    if (composer != NULL)
        return !tf_guard_may_send (composer->guard, GTK_WINDOW (compose->window));
    if (composers != NULL)
        learn_recipients (compose);
    return FALSE;
}

static TfClawsHook hooks[] = {
    {COMPOSE_CREATED_HOOKLIST, on_created, HOOK_NONE},
    {COMPOSE_CHECK_BEFORE_SEND_HOOKLIST, on_send, HOOK_NONE},
};

/* Composers may be open already. */
gboolean
tf_claws_compose_start (char **ret_error)
{
    if (!tf_claws_hooks_add (hooks, G_N_ELEMENTS (hooks))) {
        /* Translators: shown when Claws Mail could not load the plugin. */
        *ret_error = g_strdup (_ ("Failed to register with the composer"));
        return FALSE;
    }
    composers = g_hash_table_new_full (NULL, NULL, NULL, composer_free);
    for (const GList *item = compose_get_compose_list (); item; item = item->next)
        on_created (item->data, NULL);
    return TRUE;
}

void
tf_claws_compose_stop (void)
{
    tf_claws_hooks_remove (hooks, G_N_ELEMENTS (hooks));
    g_clear_pointer (&composers, g_hash_table_unref);
}
