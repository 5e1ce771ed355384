/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What is proposed is what is used: a server that is proposed for a kind of messages counts in one
 * of them. */
#include "delivery/proposal-helper.h"
#include "inputs/settings.h"

static guint
count_used (const TfHeader *header, const TfSettings *settings)
{
    g_autoptr (GBytes) bytes = g_bytes_new (header->bytes->data, header->bytes->len);
    g_autoptr (TfSource) source = tf_source_new_bytes (bytes);
    g_autoptr (TfDossier) dossier =
        tf_dossier_read (source, NULL, settings->suffixes, NULL);
    g_autoptr (TfDns) dns = tf_dns_new ();
    g_autoptr (TfDelivery) delivery = tf_delivery_read (dossier, settings, dns, 0);
    guint n = 0;

    for (guint i = 0; i < delivery->server->fields->len; i++)
        n += g_array_index (delivery->server->fields, TfServerField, i).used;
    return n;
}

static void
test_used (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
        g_autoptr (TfSettings) settings = tf_settings_new ();
        g_autoptr (TfObservations) observations =
            tf_observations_new (settings->suffixes);
        g_auto (TfProposal) proposal = {0};
        g_autoptr (TfHeader) header = make (kinds[i].letter, 0, 0, 1);
        g_autofree char *text = NULL;

        for (guint k = 0; k < 40; k++) {
            g_autoptr (TfHeader) one = make (kinds[i].letter, k, TF_DAY, 20);

            tf_observations_add (observations, one);
        }
        tf_observations_propose (observations, &proposal);
        g_test_message ("%c %s", kinds[i].letter,
                        tf_proposal_state_to_string (proposal.state));
        text = tf_proposal_dup_trusted_server (&proposal);
        g_assert_true ((text != NULL) == (proposal.state == TF_PROPOSAL_READY));
        if (text == NULL)
            continue;
        g_assert_true (tf_settings_add_trusted_server (settings, text));
        g_assert_cmpuint (count_used (header, settings), >, 0);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/proposal/used", test_used);
    return g_test_run ();
}
