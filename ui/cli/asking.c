/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* asking: who answers for the DNS, and what the options say about when and how messages arrived. */
#include "cli/cli.h"
#include "io/io.h"
#include "words/translate.h"

TfResolver *
tf_cli_resolver_new (const TfCliOptions *options, int *ret_status)
{
    g_autoptr (GError) error = NULL;
    gboolean from_file = options->answers != NULL;
    TfResolver *resolver = from_file ? tf_resolver_new_answers (options->answers, &error)
                                     : tf_resolver_new_system (options->resolver, &error);

    if (resolver != NULL)
        return resolver;
    /* Translators: {a} is a sentence that says what is wrong with the file. */
    tf_cli_complain (from_file ? N_ ("The DNS answers cannot be used: {a}")
                               /* Translators: {a} is a sentence that says why. */
                               : N_ ("The DNS cannot be asked: {a}"),
                     error->message, NULL);
    *ret_status = options->resolver != NULL ? TF_EXIT_USAGE : TF_EXIT_FILE;
    return NULL;
}

gint64
tf_cli_get_now (const TfCliOptions *options, TfResolver *resolver)
{
    gint64 now = options->now >= 0 ? options->now : tf_resolver_get_now (resolver);

    return now >= 0 ? now : g_get_real_time () / G_USEC_PER_SEC;
}

gint64
tf_cli_get_received_at (const TfCliOptions *options, TfResolver *resolver)
{
    return options->received_at >= 0 ? options->received_at
                                     : tf_resolver_get_received_at (resolver);
}

void
tf_cli_tell_the_way (const TfCliOptions *options, gint64 received_at, TfRequest *request)
{
    if (received_at >= 0)
        tf_request_set_received_at (request, received_at);
    if (options->displayed_from != NULL)
        tf_request_set_displayed_from (request, options->displayed_from);
    if (options->ip != NULL)
        tf_request_set_envelope (request, options->ip, options->helo, options->mail_from);
}
