/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What a reader, a settings file or somebody else's command line names: addresses,
 * domains, servers, times, the SMTP envelope. The input is lines. */
#include "cli/cli.h"
#include "spf/spf.h"
#include "fuzz.h"
#include "io/io.h"
#include "inputs/settings.h"

#define MAX_LINES 50

/* There is nobody to complain to. */
void
tf_cli_complain (G_GNUC_UNUSED const char *template, G_GNUC_UNUSED const char *a,
                 G_GNUC_UNUSED const char *b)
{
}

/* Nor is there a mail program. */
void
tf_cli_follow_settings (G_GNUC_UNUSED TfCliOptions *options,
                        G_GNUC_UNUSED const struct _TfCliSyntax *syntax)
{
}

static void
check_domains (const GPtrArray *domains)
{
    for (guint i = 0; i < domains->len; i++)
        fuzz_check_domain (g_ptr_array_index (domains, i));
}

static void
check_lists (const GPtrArray *lists)
{
    for (guint i = 0; i < lists->len; i++) {
        const TfKnownList *list = g_ptr_array_index (lists, i);

        FUZZ_ASSERT (list->id[0] != '\0');
        fuzz_check_domain (list->signer);
    }
}

static void
check_time (const char *text)
{
    gint64 seconds = -1;

    if (tf_cli_parse_time (text, &seconds))
        FUZZ_ASSERT (seconds >= 0 && seconds <= G_GINT64_CONSTANT (253402300799));
    else
        FUZZ_ASSERT (seconds == -1);
}

/* What is written out is the same when it is read again. */
static void
check_server_address (const char *text)
{
    g_autofree char *server = tf_server_address_parse (text);
    g_autofree char *again = server != NULL ? tf_server_address_parse (server) : NULL;

    FUZZ_ASSERT (g_strcmp0 (server, again) == 0);
}

static void
check_envelope (char *ip, char *helo, char *mail_from)
{
    const TfCliOptions options = {.ip = ip, .helo = helo, .mail_from = mail_from};
    g_auto (TfSpfEnvelope) sender = {.source = TF_SPF_SOURCE_NONE};
    gboolean good = tf_spf_envelope_from_envelope (ip, helo, mail_from, &sender);

    FUZZ_ASSERT (good == (sender.source == TF_SPF_SOURCE_ENVELOPE));
    FUZZ_ASSERT (!good || (sender.sender.local != NULL && sender.sender.domain != NULL));
    FUZZ_ASSERT (good || !tf_cli_envelope_is_good (&options));
}

static void
add_all (TfSettings *settings, const char *text)
{
    guint n_servers = settings->trusted_servers->len;

    tf_settings_add_own (settings, text);
    tf_settings_add_account (settings, text);
    tf_settings_add_known (settings, text);
    tf_settings_add_known_list (settings, text);
    tf_settings_add_protected (settings, text);
    tf_settings_add_border (settings, text);
    tf_settings_add_trusted_sealer (settings, text);
    FUZZ_ASSERT (tf_settings_add_trusted_server (settings, text) ==
                 (settings->trusted_servers->len > n_servers));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup ((const char *)data, size);
    g_auto (GStrv) lines = g_strsplit (text, "\n", MAX_LINES);
    g_autoptr (TfSettings) settings = tf_settings_new ();
    guint n_lines = g_strv_length (lines);

    for (guint i = 0; i < n_lines; i++) {
        add_all (settings, lines[i]);
        check_time (lines[i]);
        check_server_address (lines[i]);
    }
    check_domains (settings->own->domains->domains);
    check_domains (settings->known->domains->domains);
    check_domains (settings->protected_domains->domains);
    check_lists (settings->known_lists);
    check_domains (settings->border_hosts);
    check_domains (settings->trusted_sealers);
    if (n_lines >= 3)
        check_envelope (lines[0], lines[1], lines[2]);
    return 0;
}
