/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* replay: see evidence.h. What is not among the answers was never asked: it is a failure that is named, not
 * a name that does not exist. */
#include "evidence/evidence.h"
#include "io/io.h"
#include "words/translate.h"
#include "words/words.h"

TfReplay *
tf_replay_new (const TfBundle *bundle, GError **error)
{
    g_autoptr (TfRequest) request = tf_bundle_dup_request (bundle, error);
    g_autoptr (GError) why = NULL;
    TfResolver *resolver;
    TfReplay *replay;
    gsize length;
    const char *text = g_bytes_get_data (bundle->answers, &length);

    if (request == NULL)
        return NULL;
    resolver = tf_resolver_open_recorded (length > 0 ? text : "", length, &why);
    if (resolver == NULL) {
        g_autofree char *sentence =
            tf_words_fill (_ ("“{name}” in it cannot be used: see “{member}”"), "name",
                           TF_EVIDENCE_ANSWERS, "member", why->message, NULL);

        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, sentence);
        return NULL;
    }
    replay = g_new0 (TfReplay, 1);
    replay->resolver = resolver;
    replay->verifier = tf_verifier_new (resolver);
    replay->request = g_steal_pointer (&request);
    return replay;
}

const GPtrArray *
tf_replay_peek_missing (const TfReplay *replay)
{
    return tf_resolver_peek_missing (replay->resolver);
}

void
tf_replay_free (TfReplay *replay)
{
    g_object_unref (replay->verifier);
    g_object_unref (replay->resolver);
    tf_request_unref (replay->request);
    g_free (replay);
}
