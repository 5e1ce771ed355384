/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* RFC 8617 §4.2.1 and §5.2 steps 1 to 3: the fields sorted into sets, and their numbers. */
#include "arc/arc.h"

#define MAX_INSTANCE 50 /* §4.2.1 */

static TfArcSet *
set_of (TfArcChain *chain, guint instance)
{
    if (instance == 0 || instance > MAX_INSTANCE) {
        chain->reason = TF_REASON_BAD_INSTANCE;
        return NULL;
    }
    while (chain->sets->len < instance) {
        TfArcSet empty = {.results_index = -1};

        g_array_append_val (chain->sets, empty);
    }
    return &g_array_index (chain->sets, TfArcSet, instance - 1);
}

static void
add_results (TfArcChain *chain, const TfHeader *header, guint index)
{
    guint instance;
    g_autoptr (TfAuthResults) results =
        tf_auth_results_parse_arc (tf_header_get (header, index)->value, &instance);
    TfArcSet *set = set_of (chain, instance);

    if (set == NULL)
        return;
    set->results_index = (gint)index;
    set->n_results++;
    g_clear_pointer (&set->results, tf_auth_results_free);
    set->results = g_steal_pointer (&results);
}

/* Keeps the first of two; the count then breaks the chain. */
static void
keep (TfDkimSignature **place, TfDkimSignature *signature, guint *count)
{
    if ((*count)++ == 0)
        *place = signature;
    else
        tf_dkim_signature_free (signature);
}

static void
add_signature (TfArcChain *chain, const TfHeader *header, guint index,
               TfSignatureKind kind)
{
    TfDkimSignature *signature = tf_dkim_signature_parse_kind (header, index, kind);
    TfArcSet *set = set_of (chain, signature->instance);

    if (set == NULL)
        tf_dkim_signature_free (signature);
    else if (kind == TF_SIGNATURE_ARC_SEAL)
        keep (&set->seal, signature, &set->n_seals);
    else
        keep (&set->message, signature, &set->n_messages);
}

static gboolean
add_field (TfArcChain *chain, const TfHeader *header, guint index)
{
    const TfField *field = tf_header_get (header, index);

    if (tf_field_is (field, "ARC-Authentication-Results"))
        add_results (chain, header, index);
    else if (tf_field_is (field, "ARC-Message-Signature"))
        add_signature (chain, header, index, TF_SIGNATURE_ARC_MESSAGE);
    else if (tf_field_is (field, "ARC-Seal"))
        add_signature (chain, header, index, TF_SIGNATURE_ARC_SEAL);
    else
        return FALSE;
    return TRUE;
}

static gboolean
is_complete (const TfArcSet *set)
{
    return set->n_results == 1 && set->n_messages == 1 && set->n_seals == 1;
}

/* §5.2 step 3 C and D: "none" begins a chain, "pass" continues one. */
static gboolean
has_right_status (const TfArcSet *set, guint instance)
{
    return set->seal->chain_validation ==
           (instance == 1 ? TF_RESULT_NONE : TF_RESULT_PASS);
}

static void
check_sets (TfArcChain *chain)
{
    const TfArcSet *newest = &g_array_index (chain->sets, TfArcSet, chain->sets->len - 1);

    chain->is_failed =
        newest->n_seals == 1 && newest->seal->chain_validation == TF_RESULT_FAIL;
    for (guint i = 0; i < chain->sets->len && chain->reason == TF_REASON_NONE; i++) {
        const TfArcSet *set = &g_array_index (chain->sets, TfArcSet, i);

        if (!is_complete (set))
            chain->reason = TF_REASON_INCOMPLETE_SET;
        else if (chain->is_failed || !has_right_status (set, i + 1))
            chain->reason = TF_REASON_CHAIN_STATUS;
    }
}

TfArcChain *
tf_arc_chain_read (const TfHeader *header)
{
    g_autoptr (TfArcChain) chain = g_new0 (TfArcChain, 1);
    gboolean any = FALSE;

    chain->sets = g_array_new (FALSE, FALSE, sizeof (TfArcSet));
    for (guint i = 0; i < header->fields->len; i++)
        any |= add_field (chain, header, i);
    if (!any)
        return NULL;
    if (chain->sets->len > 0)
        check_sets (chain);
    return g_steal_pointer (&chain);
}

void
tf_arc_chain_free (TfArcChain *chain)
{
    for (guint i = 0; i < chain->sets->len; i++) {
        TfArcSet *set = &g_array_index (chain->sets, TfArcSet, i);

        g_clear_pointer (&set->results, tf_auth_results_free);
        g_clear_pointer (&set->message, tf_dkim_signature_free);
        g_clear_pointer (&set->seal, tf_dkim_signature_free);
    }
    g_array_unref (chain->sets);
    g_free (chain);
}

const TfDkimSignature *
tf_arc_chain_newest (const TfArcChain *chain)
{
    if (chain == NULL || chain->reason != TF_REASON_NONE)
        return NULL;
    return g_array_index (chain->sets, TfArcSet, chain->sets->len - 1).message;
}
