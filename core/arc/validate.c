/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* RFC 8617 §5.2 steps 4 to 7. A seal covers all sets up to its own, each as its
 * ARC-Authentication-Results, ARC-Message-Signature and ARC-Seal (§5.1.1). */
#include "arc/arc.h"

static const TfArcSet *
set_at (const TfArcChain *chain, guint instance)
{
    return &g_array_index (chain->sets, TfArcSet, instance - 1);
}

static gboolean
is_verifiable (const TfArcChain *chain)
{
    return chain != NULL && chain->reason == TF_REASON_NONE &&
           chain->sets->len <= TF_LIMIT_ARC_SETS;
}

gboolean
tf_arc_ask (const TfArcChain *chain, TfDns *dns)
{
    gboolean known = TRUE;

    if (!is_verifiable (chain))
        return TRUE;
    known = tf_dkim_ask (tf_arc_chain_newest (chain), dns);
    for (guint i = chain->sets->len; i > 0; i--)
        known &= tf_dkim_ask (set_at (chain, i)->seal, dns);
    return known;
}

/* ---- one seal ---------------------------------------------------------------------------- */

static void
hash_seal (const TfArcChain *chain, guint instance, const TfHeader *header,
           TfVariant variant, TfHash *hash)
{
    gboolean repair =
        variant == TF_VARIANT_LINE_ENDS || header->line_ends == TF_LINE_ENDS_LF;
    g_autoptr (GString) block = g_string_new (NULL);

    for (guint i = 1; i <= instance; i++) {
        const TfArcSet *set = set_at (chain, i);
        const guint indexes[] = {(guint)set->results_index, set->message->field_index,
                                 set->seal->field_index};
        gboolean last = i == instance;

        for (guint k = 0; k < G_N_ELEMENTS (indexes) - (last ? 1 : 0); k++)
            tf_dkim_canon_field (tf_header_get (header, indexes[k]), TF_CANON_RELAXED,
                                 repair, block);
        if (last)
            tf_dkim_canon_emptied (tf_header_get (header, indexes[2]), set->seal->b_value,
                                   TF_CANON_RELAXED, repair, block);
    }
    tf_hash_update (hash, block->str, block->len);
}

static TfDkimResult *
check_seal (const TfArcChain *chain, guint instance, const TfHeader *header,
            const TfDns *dns, const TfDkimContext *context)
{
    const TfDkimSignature *seal = set_at (chain, instance)->seal;
    TfVariant variant =
        header->line_ends == TF_LINE_ENDS_MIXED ? TF_VARIANT_LINE_ENDS : TF_VARIANT_AS_IS;
    g_autoptr (TfHash) hash = tf_hash_new (TF_HASH_SHA256);
    guint8 digest[TF_HASH_MAX];
    gsize length;

    hash_seal (chain, instance, header, variant, hash);
    length = tf_hash_finish (hash, digest);
    return tf_dkim_check_digest (seal, digest, length, dns, context);
}

/* ---- the chain --------------------------------------------------------------------------- */

/* FALSE: this result ends the validation. */
static gboolean
take_result (TfArcResult *result, TfDkimResult *check)
{
    g_autoptr (TfDkimResult) found = check;

    if (found->authenticates)
        return TRUE;
    result->result = found->lookup_failed ? TF_RESULT_TEMPERROR : TF_RESULT_FAIL;
    result->reason = found->reason;
    return FALSE;
}

static void
validate (const TfArcChain *chain, const TfHeader *header, const TfBodyHasher *body,
          const TfDns *dns, const TfDkimContext *context, TfArcResult *result)
{
    if (!take_result (result, tf_dkim_check (tf_arc_chain_newest (chain), header, body,
                                             dns, context)))
        return;
    for (guint i = chain->sets->len; i > 0; i--)
        if (!take_result (result, check_seal (chain, i, header, dns, context)))
            return;
    result->result = TF_RESULT_PASS;
}

static gboolean
signs_from (const TfDkimSignature *signature)
{
    for (guint i = 0; i < signature->signed_names->len; i++)
        if (g_str_equal (g_ptr_array_index (signature->signed_names, i), "from"))
            return TRUE;
    return FALSE;
}

static void
list_sealers (const TfArcChain *chain, TfArcResult *result)
{
    for (guint i = chain->sets->len; i > 0; i--) {
        const TfDkimSignature *seal = set_at (chain, i)->seal;

        if (seal != NULL && seal->domain != NULL)
            g_ptr_array_add (result->sealers, g_strdup (seal->domain));
    }
}

TfArcResult *
tf_arc_validate (const TfArcChain *chain, const TfHeader *header,
                 const TfBodyHasher *body, const TfDns *dns, const TfDkimContext *context)
{
    TfArcResult *result = g_new0 (TfArcResult, 1);

    result->sealers = g_ptr_array_new_with_free_func (g_free);
    if (chain == NULL)
        return result;
    result->n_sets = chain->sets->len;
    list_sealers (chain, result);
    if (chain->reason != TF_REASON_NONE) {
        result->result = TF_RESULT_FAIL;
        result->reason = chain->reason;
    } else if (!is_verifiable (chain)) {
        result->result = TF_RESULT_NONE;
        result->reason = TF_REASON_LIMIT;
    } else {
        result->covers_from = signs_from (tf_arc_chain_newest (chain));
        validate (chain, header, body, dns, context, result);
    }
    return result;
}

void
tf_arc_result_free (TfArcResult *result)
{
    g_ptr_array_unref (result->sealers);
    g_free (result);
}
