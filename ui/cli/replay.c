/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* replay: see cli.h. */
#include "base/limits.h"
#include "cli/cli.h"
#include "scan/identity.h"
#include "words/translate.h"

/* Whether INPUT begins like evidence; FALSE and error: it cannot be read. */
static gboolean
is_evidence (const TfCliInput *input, GError **error)
{
    g_autofree char *block = g_malloc (TF_READ_BLOCK);
    gssize length = tf_cli_input_peek (input, block, TF_READ_BLOCK, error);

    return length >= 0 && tf_bundle_is_likely (tf_span (block, (gsize)length));
}

/* What comes through a pipe comes once, and is not looked at before it is read. */
gboolean
tf_cli_is_evidence (const char *file)
{
    TfCliInput input;
    gboolean likely;

    if (g_str_equal (file, "-") || !g_file_test (file, G_FILE_TEST_IS_REGULAR) ||
        !tf_cli_input_open_raw (&input, file, NULL))
        return FALSE;
    likely = is_evidence (&input, NULL);
    tf_cli_input_close (&input);
    return likely;
}

TfBundle *
tf_cli_bundle_open (const char *file, GError **error)
{
    TfCliInput input;
    TfBundle *bundle;

    if (!tf_cli_input_open (&input, file, error))
        return NULL;
    bundle = tf_bundle_read (input.fd, error);
    tf_cli_input_close (&input);
    return bundle;
}

static TfReplay *
replay (const TfBundle *bundle, char **ret_identity, GError **error)
{
    g_autoptr (TfSource) source = tf_source_new_bytes (bundle->message);

    *ret_identity = tf_identity_of_source (source);
    return tf_replay_new (bundle, error);
}

TfReplay *
tf_cli_replay_open (const char *file, char **ret_identity, GError **error)
{
    g_autoptr (TfBundle) bundle = NULL;
    TfCliInput input;
    gboolean wanted;

    if (!tf_cli_input_open (&input, file, error))
        return NULL;
    wanted = is_evidence (&input, error);
    tf_cli_input_close (&input);
    if (wanted)
        bundle = tf_cli_bundle_open (file, error);
    if (bundle == NULL)
        return NULL;
    if (bundle->changed->len == 0)
        return replay (bundle, ret_identity, error);
    g_set_error_literal (
        error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
        /* Translators: follows "FILE could not be read: ", hence the small letter. Keep the command. */
        _ ("it has been changed since it was saved; \"truefrom evidence verify\" says "
           "what"));
    return NULL;
}
