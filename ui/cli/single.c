/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* single: one message, checked, with its bytes, for commands that make something of it. */
#include "base/limits.h"
#include "cli/cli.h"
#include "io/io.h"
#include "verify/request.h"
#include "words/translate.h"

/** Waiting: for what a function gives back by a callback. */
typedef struct {
    GMainLoop *loop;
    GAsyncResult *result;
} Waiting;

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
    Waiting *waiting = data;

    waiting->result = g_object_ref (result);
    g_main_loop_quit (waiting->loop);
}

TfReport *
tf_cli_check_now (TfVerifier *verifier, TfRequest *request, GError **error)
{
    Waiting waiting = {g_main_loop_new (NULL, FALSE), NULL};
    g_autoptr (GAsyncResult) result = NULL;

    tf_verifier_check_async (verifier, request, NULL, on_done, &waiting);
    g_main_loop_run (waiting.loop);
    g_main_loop_unref (waiting.loop);
    result = waiting.result;
    return tf_verifier_check_finish (verifier, result, error);
}

int
tf_cli_complain_of_file (const char *file, const char *why)
{
    tf_cli_complain (N_ ("{a} could not be read: {b}."), file, why);
    return TF_EXIT_FILE;
}

/* Owned: the bytes of SOURCE, once and for all. NULL and error. */
static GBytes *
read_bytes (TfSource *source, GError **error)
{
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    g_autofree guint8 *block = g_malloc (TF_READ_BLOCK);
    gssize length;

    while ((length = source->read (source->data, block, TF_READ_BLOCK, error)) > 0) {
        g_byte_array_append (bytes, block, (guint)length);
        if (bytes->len > TF_SAVING_LIMIT_BYTES) {
            g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                                 /* Translators: follows "FILE could not be read: ". */
                                 _ ("it is too large to be saved as evidence"));
            return NULL;
        }
    }
    return length == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

/* Owned: the only message of FILE. NULL: what is wrong was said. */
static TfRequest *
open_only (const TfCliOptions *options, const char *file)
{
    TfCliOptions only = *options;
    char *files[] = {(char *)file, NULL};
    g_autoptr (TfCliMessages) messages = NULL;
    TfCliMessage message;
    TfCliMessage other;
    TfRequest *request = NULL;

    only.files = files;
    only.no_attached = TRUE;
    messages = tf_cli_messages_new (&only);
    if (!tf_cli_messages_next (messages, &message)) {
        tf_cli_complain_of_file (file, _ ("it holds no message"));
        return NULL;
    }
    if (message.request == NULL)
        tf_cli_complain_of_message (&message, NULL);
    else if (tf_cli_messages_next (messages, &other)) {
        /* Translators: follows "FILE could not be read: ", hence the small letter. */
        tf_cli_complain_of_file (file,
                                 _ ("it holds several messages; save the one as a file"));
        tf_cli_message_clear (&other);
    } else {
        request = g_steal_pointer (&message.request);
    }
    tf_cli_message_clear (&message);
    return request;
}

/* Fills SINGLE, which has its settings and a resolver. */
static int
check_with (const TfCliOptions *options, TfResolver *resolver, const char *file,
            TfCliSingle *single)
{
    g_autoptr (TfVerifier) verifier = tf_verifier_new (resolver);
    g_autoptr (TfMemory) memory = NULL;
    g_autoptr (TfKnowledge) recipients = NULL;
    g_autoptr (GError) error = NULL;

    single->request = open_only (options, file);
    if (single->request == NULL ||
        !tf_cli_known_brands (options->brands, single->settings, single->settings))
        return TF_EXIT_FILE;
    single->bytes = read_bytes (single->request->source, &error);
    if (single->bytes == NULL)
        return tf_cli_complain_of_file (file, error->message);
    tf_source_unref (single->request->source);
    single->request->source = tf_source_new_bytes (single->bytes);
    tf_cli_tell_the_way (options, tf_cli_get_received_at (options, resolver),
                         single->request);
    tf_request_set_settings (single->request, single->settings);
    single->now = tf_cli_get_now (options, resolver);
    tf_request_set_now (single->request, single->now);
    tf_request_set_offline (single->request, options->offline);
    tf_request_set_final (single->request, TRUE);
    tf_request_set_identify (single->request, TRUE);
    memory = tf_cli_use_memory (options, verifier);
    recipients = tf_cli_known_recipients (tf_resolver_peek_knowledge (resolver), memory,
                                          single->settings, single->settings);
    single->report = tf_cli_check_now (verifier, single->request, &error);
    return single->report != NULL ? TF_EXIT_QUIET
                                  : tf_cli_complain_of_file (file, error->message);
}

int
tf_cli_single_check (const TfCliOptions *options, const char *file, TfCliSingle *single)
{
    int status = TF_EXIT_USAGE;
    g_autoptr (TfResolver) resolver = NULL;

    single->settings = tf_cli_settings_new (options);
    resolver = single->settings != NULL ? tf_cli_resolver_new (options, &status) : NULL;
    return resolver != NULL ? check_with (options, resolver, file, single) : status;
}

void
tf_cli_single_clear (TfCliSingle *single)
{
    g_clear_pointer (&single->report, tf_report_unref);
    g_clear_pointer (&single->request, tf_request_unref);
    g_clear_pointer (&single->settings, tf_settings_unref);
    g_clear_pointer (&single->bytes, g_bytes_unref);
}
