/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* messages: turns the names on the command line into messages, one after another: files, the
 * messages of an mbox, the files of a folder, and what is attached to each. A file that does not
 * look like a message is not treated as one. */
#include <fcntl.h>

#include "base/limits.h"
#include "cli/cli.h"
#include "mailbox/mailbox.h"
#include "message/message.h"
#include "scan/identity.h"
#include "words/translate.h"

struct _TfCliMessages {
    const TfCliOptions *options;
    guint n_names;       /* how many were taken so far */
    GPtrArray *folder;   /* char *: files of a folder, the next one first; or NULL */
    guint n_folder;      /* how many were taken so far */
    char *file;          /* the one that is being read; or NULL */
    TfCliInput input;    /* the same file, opened; without a descriptor: none */
    TfMboxFile *mbox;    /* or NULL */
    guint index;         /* of the next message in it */
    GPtrArray *attached; /* TfAttached of the previous message; or NULL */
    guint n_attached;    /* how many were taken so far */
};

TfCliMessages *
tf_cli_messages_new (const TfCliOptions *options)
{
    TfCliMessages *messages = g_new0 (TfCliMessages, 1);

    messages->options = options;
    messages->input.fd = -1;
    return messages;
}

static void
close_file (TfCliMessages *messages)
{
    tf_cli_input_close (&messages->input);
    messages->index = 0;
    g_clear_pointer (&messages->file, g_free);
    g_clear_pointer (&messages->mbox, tf_mbox_file_free);
}

void
tf_cli_messages_free (TfCliMessages *messages)
{
    close_file (messages);
    g_clear_pointer (&messages->folder, g_ptr_array_unref);
    g_clear_pointer (&messages->attached, g_ptr_array_unref);
    g_free (messages);
}

void
tf_cli_message_clear (TfCliMessage *message)
{
    g_clear_pointer (&message->file, g_free);
    g_clear_pointer (&message->part, g_free);
    g_clear_pointer (&message->identity, g_free);
    g_clear_pointer (&message->request, tf_request_unref);
    g_clear_error (&message->error);
}

/* ---- files ------------------------------------------------------------------------- */

/* FALSE and error: NAME is not a folder of messages. */
static gboolean
open_folder (TfCliMessages *messages, const char *name, GError **error)
{
    gboolean is_mailbox;

    g_clear_pointer (&messages->folder, g_ptr_array_unref);
    messages->n_folder = 0;
    messages->folder = tf_mailbox_list (name, &is_mailbox, error);
    if (messages->folder == NULL)
        return FALSE;
    if (is_mailbox)
        return TRUE;
    g_set_error_literal (
        error, G_FILE_ERROR, G_FILE_ERROR_ISDIR,
        /* Translators: follows "FILE could not be read: ", hence the small letter. */
        _ ("it is a folder, but neither a Maildir nor an MH folder; name the folders or files in it"));
    g_clear_pointer (&messages->folder, g_ptr_array_unref);
    return FALSE;
}

/* Owned: the next file of the folder that is open; NULL: none. */
static char *
next_in_folder (TfCliMessages *messages)
{
    if (messages->folder != NULL && messages->n_folder < messages->folder->len)
        return g_strdup (g_ptr_array_index (messages->folder, messages->n_folder++));
    g_clear_pointer (&messages->folder, g_ptr_array_unref);
    return NULL;
}

static gboolean
open_file (TfCliMessages *messages, GError **error)
{
    TfCliInput *input = &messages->input;

    if (!tf_cli_input_open (input, messages->file, error))
        return FALSE;
    if (input->length >= 0)
        return TRUE;
    messages->mbox = tf_mbox_file_new (input->fd, input->offset, error);
    return messages->mbox != NULL || *error == NULL;
}

/* FALSE: no name is left. For a name that cannot be read: TRUE and an error. */
static gboolean
open_next (TfCliMessages *messages, GError **error)
{
    for (;;) {
        messages->file = next_in_folder (messages);
        if (messages->file == NULL) {
            messages->file = g_strdup (messages->options->files[messages->n_names]);
            if (messages->file == NULL)
                return FALSE;
            messages->n_names++;
            if (g_file_test (messages->file, G_FILE_TEST_IS_DIR)) {
                if (!open_folder (messages, messages->file, error))
                    return TRUE;
                g_clear_pointer (&messages->file, g_free);
                continue;
            }
        }
        open_file (messages, error);
        return TRUE;
    }
}

/* ---- what is attached -------------------------------------------------------------- */

/* All of SOURCE, up to the limit. */
static GBytes *
read_all (TfSource *source)
{
    GByteArray *bytes = g_byte_array_new ();
    g_autofree guint8 *block = g_malloc (TF_READ_BLOCK);
    gssize length = 0;

    while (bytes->len < TF_LIMIT_ATTACHED_BYTES &&
           (length = source->read (source->data, block, TF_READ_BLOCK, NULL)) > 0)
        g_byte_array_append (bytes, block, (guint)length);
    return g_byte_array_free_to_bytes (bytes);
}

static gboolean
may_have_attached (TfSource *source)
{
    g_autoptr (TfReader) reader = tf_reader_new (source);
    g_autoptr (TfHeader) header = tf_header_read (reader, NULL);

    return header != NULL && tf_attached_is_possible (header);
}

/* Whether SLICE is in the mbox itself, and not a rewritten copy. */
static gboolean
is_in_mbox (const TfCliMessages *messages, const TfCliInput *slice)
{
    return messages->mbox != NULL && slice->fd == messages->input.fd;
}

/* Each source reads the slice of a descriptor from its start. */
static TfSource *
open_slice (TfCliMessages *messages, const TfCliInput *slice, GError **error);

/* If it cannot be opened again, the message itself will report that. */
static void
look_for_attached (TfCliMessages *messages, const TfCliInput *slice)
{
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (TfSource) source = NULL;
    g_autoptr (TfSource) header = open_slice (messages, slice, NULL);

    messages->n_attached = 0;
    if (header == NULL || !may_have_attached (header))
        return;
    source = open_slice (messages, slice, NULL);
    if (source == NULL)
        return;
    bytes = read_all (source);
    messages->attached = tf_attached_find (bytes);
}

static gboolean
take_attached (TfCliMessages *messages, TfCliMessage *ret_message)
{
    const TfAttached *found;
    g_autoptr (TfSource) source = NULL;

    if (messages->attached == NULL)
        return FALSE;
    if (messages->n_attached == messages->attached->len) {
        g_clear_pointer (&messages->attached, g_ptr_array_unref);
        return FALSE;
    }
    found = g_ptr_array_index (messages->attached, messages->n_attached++);
    ret_message->file = g_strdup (messages->file);
    ret_message->index = messages->index - 1;
    ret_message->is_mbox = messages->mbox != NULL;
    ret_message->part = g_strdup (found->part);
    ret_message->through = found->through;
    if (messages->options->json) {
        g_autoptr (TfSource) again = tf_source_new_bytes (found->bytes);

        ret_message->identity = tf_identity_of_source (again);
    }
    source = tf_source_new_bytes (found->bytes);
    ret_message->request = tf_request_new (source);
    return TRUE;
}

/* ---- one after another ------------------------------------------------------------- */

static TfSource *
open_slice (TfCliMessages *messages, const TfCliInput *slice, GError **error)
{
    TfSource *source;

    if (is_in_mbox (messages, slice)) {
        source = tf_mbox_file_open (messages->mbox, slice->offset, slice->length, error);
    } else {
        int fd = fcntl (slice->fd, F_DUPFD_CLOEXEC, 0);

        source = fd >= 0 ? tf_source_new_fd (fd, slice->offset, slice->length) : NULL;
        if (source == NULL)
            tf_cli_set_errno_error (error);
    }
    return source;
}

static TfRequest *
open_request (TfCliMessages *messages, const TfCliInput *slice, GError **error)
{
    TfRequest *request;
    g_autoptr (TfSource) source = open_slice (messages, slice, error);

    if (source == NULL)
        return NULL;
    request = tf_request_new (source);
    tf_request_set_file_time (request, slice->time);
    if (messages->mbox != NULL)
        tf_request_set_store (request, TF_STORE_MBOX);
    return request;
}

/* Where the next message is; FALSE: the file has no further one, or there is an error. */
static gboolean
next_slice (TfCliMessages *messages, TfCliInput *ret_slice, GError **error)
{
    *ret_slice = messages->input;
    if (messages->mbox == NULL)
        return messages->index == 0;
    if (messages->index > 0) /* the top of the file belongs to the first message */
        ret_slice->through &= TF_THROUGH_RECODED;
    if (!tf_mbox_file_next (messages->mbox, &ret_slice->offset, &ret_slice->length,
                            error))
        return FALSE;
    return tf_cli_input_read_through (ret_slice, error);
}

/* What the file looks like; what is in an mbox is a message for that reason alone. */
static TfForm
form_of (const TfCliMessages *messages, const TfCliInput *slice)
{
    g_autofree char *block = g_malloc (TF_READ_BLOCK);
    gssize length;

    if (messages->mbox != NULL)
        return TF_FORM_MESSAGE;
    length = tf_cli_input_peek (slice, block, TF_READ_BLOCK, NULL);
    return length < 0 ? TF_FORM_MESSAGE : tf_form_of (tf_span (block, (gsize)length));
}

/* If it cannot be read, the check of it will say so. */
static void
identify (TfCliMessages *messages, const TfCliInput *slice, TfCliMessage *message)
{
    g_autoptr (TfSource) source = open_slice (messages, slice, NULL);

    if (source != NULL)
        message->identity = tf_identity_of_source (source);
}

static void
fill_message (TfCliMessages *messages, const TfCliInput *slice, TfCliMessage *message)
{
    message->through = slice->through;
    message->form = form_of (messages, slice);
    if (message->form != TF_FORM_MESSAGE)
        return;
    message->request = open_request (messages, slice, &message->error);
    if (message->request == NULL)
        return;
    if (messages->options->headers_only)
        return;
    if (messages->options->json)
        identify (messages, slice, message);
    look_for_attached (messages, slice);
    message->n_attached = messages->attached != NULL ? messages->attached->len : 0;
    if (!tf_cli_options_judge_attached (messages->options))
        g_clear_pointer (&messages->attached, g_ptr_array_unref);
}

/* FALSE: the file has no further message. */
static gboolean
take_from_file (TfCliMessages *messages, TfCliMessage *message)
{
    TfCliInput slice;
    gboolean found = next_slice (messages, &slice, &message->error);

    if (!found && message->error == NULL)
        return FALSE;
    message->file = g_strdup (messages->file);
    message->index = messages->index++;
    message->is_mbox = messages->mbox != NULL;
    if (found)
        fill_message (messages, &slice, message);
    if (slice.fd != messages->input.fd)
        tf_cli_input_close (&slice);
    return TRUE;
}

gboolean
tf_cli_messages_next (TfCliMessages *messages, TfCliMessage *ret_message)
{
    *ret_message = (TfCliMessage){.file = NULL};
    if (take_attached (messages, ret_message))
        return TRUE;
    for (;;) {
        if (messages->input.fd >= 0 && take_from_file (messages, ret_message))
            return TRUE;
        close_file (messages);
        if (!open_next (messages, &ret_message->error))
            return FALSE;
        if (ret_message->error == NULL)
            continue;
        ret_message->file = g_strdup (messages->file);
        close_file (messages);
        return TRUE;
    }
}
