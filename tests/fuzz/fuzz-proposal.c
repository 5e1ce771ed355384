/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The proposal of a receiving server. The input consists of headers with empty lines between them;
 * each message is received a day after the previous one. In any order they give the
 * same result, and a name that is ready can be set as trusted. */
#include "delivery/proposal.h"

#include "fuzz.h"
#include "inputs/settings.h"

#define MAX_HEADERS 100

static GPtrArray *
split (const uint8_t *data, size_t size)
{
    GPtrArray *headers = g_ptr_array_new_with_free_func ((GDestroyNotify)tf_header_free);

    while (size > 0 && headers->len < MAX_HEADERS) {
        TfHeader *header = fuzz_header (data, size);
        gsize length = MIN (header->bytes->len, size);

        g_ptr_array_add (headers, header);
        data += length;
        size -= length;
    }
    return headers;
}

static TfObservations *
observe (const GPtrArray *headers, TfSuffixList *suffixes, gboolean backwards,
         guint times)
{
    TfObservations *observations = tf_observations_new (suffixes);

    for (guint i = 0; i < headers->len * times; i++) {
        guint at = backwards ? headers->len * times - 1 - i : i;

        tf_observations_add (observations,
                             g_ptr_array_index (headers, at % headers->len));
    }
    return observations;
}

static void
check_proposal (const TfProposal *proposal, guint n_messages)
{
    g_autoptr (TfSettings) settings = tf_settings_new ();

    FUZZ_ASSERT (tf_proposal_state_to_string (proposal->state) != NULL);
    FUZZ_ASSERT (proposal->n_support <= proposal->n_messages);
    FUZZ_ASSERT (proposal->n_messages <= n_messages);
    FUZZ_ASSERT ((proposal->authserv_id != NULL) == (proposal->n_support > 0));
    fuzz_check_domain (proposal->authserv_id);
    fuzz_check_utf8 (proposal->border);
    if (proposal->state != TF_PROPOSAL_READY)
        return;
    FUZZ_ASSERT (proposal->n_support >= TF_PROPOSAL_MESSAGES);
    FUZZ_ASSERT (!proposal->below || proposal->n_support == proposal->n_messages);
    FUZZ_ASSERT (tf_settings_add_trusted_server (settings, proposal->authserv_id));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();
    g_autoptr (GPtrArray) headers = split (data, size);
    g_auto (TfProposal) one = {0};
    g_auto (TfProposal) two = {0};

    for (guint times = 1; times <= 5; times += 4) {
        g_autoptr (TfObservations) forward = observe (headers, suffixes, FALSE, times);
        g_autoptr (TfObservations) backward = observe (headers, suffixes, TRUE, times);

        tf_proposal_clear (&one);
        tf_proposal_clear (&two);
        tf_observations_propose (forward, &one);
        tf_observations_propose (backward, &two);
        check_proposal (&one, headers->len * times);
        FUZZ_ASSERT (one.state == two.state && one.below == two.below);
        FUZZ_ASSERT (g_strcmp0 (one.authserv_id, two.authserv_id) == 0);
        FUZZ_ASSERT (g_strcmp0 (one.border, two.border) == 0);
        FUZZ_ASSERT (one.n_support == two.n_support && one.n_messages == two.n_messages);
    }
    return 0;
}
