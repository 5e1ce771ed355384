/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* signature-list.c: RFC 6376 §6.1: all signatures of a message, and which of them are
 * worth a question and a public-key operation. The RFC leaves order and
 * number to the verifier; whatever is beyond the limits is reported as such. */

#include "dkim/dkim.h"

/* A domain under which anybody may register names identifies nobody, except for a registry that
 * writes in its own name. */
static void
refuse_public_suffix (TfDkimSignature *signature, const char *author_domain,
                      const TfSuffixList *suffixes)
{
    if (signature->result != TF_RESULT_NONE ||
        g_strcmp0 (signature->domain, author_domain) == 0 ||
        !tf_suffix_list_is_suffix (suffixes, signature->domain))
        return;
    signature->result = TF_RESULT_NEUTRAL;
    signature->reason = TF_REASON_PUBLIC_SUFFIX;
}

/** Budget: what may still be spent. */
typedef struct {
    guint signatures;
    GHashTable *domains; /* borrowed: the d= that are asked for */
    GHashTable *keys;    /* owned: query names */
} Budget;

static gboolean
has_room (GHashTable *set, const char *key, guint limit)
{
    return g_hash_table_contains (set, key) || g_hash_table_size (set) < limit;
}

static void
spend (Budget *budget, TfDkimSignature *signature)
{
    g_autofree char *key = NULL;

    if (signature->result != TF_RESULT_NONE)
        return;
    key = g_strconcat (signature->selector, ".", signature->domain, NULL);
    if (budget->signatures >= TF_LIMIT_SIGNATURES ||
        !has_room (budget->domains, signature->domain, TF_LIMIT_SIGNING_DOMAINS) ||
        !has_room (budget->keys, key, TF_LIMIT_KEY_QUERIES)) {
        signature->result = TF_RESULT_NEUTRAL;
        signature->reason = TF_REASON_LIMIT;
        return;
    }
    budget->signatures++;
    g_hash_table_add (budget->domains, signature->domain);
    g_hash_table_add (budget->keys, g_steal_pointer (&key));
}

/* How close a signature is to the author: the same domain, the same organization, or neither. A
 * forger can make any number of the second kind. */
typedef enum { OF_AUTHOR, OF_ORGANIZATION, OF_OTHERS, N_NEARNESS } Nearness;

static Nearness
nearness (const TfDkimSignature *signature, const char *author_domain,
          const TfSuffixList *suffixes)
{
    if (author_domain == NULL || signature->domain == NULL)
        return OF_OTHERS;
    if (g_str_equal (signature->domain, author_domain))
        return OF_AUTHOR;
    return tf_suffix_list_same_organization (suffixes, signature->domain, author_domain)
               ? OF_ORGANIZATION
               : OF_OTHERS;
}

/* The closest first; equally close ones from top to bottom. */
static void
apply_limits (GPtrArray *signatures, const char *author_domain,
              const TfSuffixList *suffixes)
{
    Budget budget = {0};

    budget.domains = g_hash_table_new (g_str_hash, g_str_equal);
    budget.keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    for (guint turn = 0; turn < N_NEARNESS; turn++)
        for (guint i = 0; i < signatures->len; i++) {
            TfDkimSignature *signature = g_ptr_array_index (signatures, i);

            if (nearness (signature, author_domain, suffixes) == turn)
                spend (&budget, signature);
        }
    g_hash_table_unref (budget.domains);
    g_hash_table_unref (budget.keys);
}

/**
 * tf_dkim_signatures_read:
 * @header: the header block; it must outlive the signatures
 * @author_domain: (nullable): whose signatures come first where there are too many
 * @suffixes: the public suffixes
 *
 * Returns: (transfer full) (element-type TfDkimSignature): all of them, in their order
 */
GPtrArray *
tf_dkim_signatures_read (const TfHeader *header, const char *author_domain,
                         const TfSuffixList *suffixes)
{
    GPtrArray *signatures =
        g_ptr_array_new_with_free_func ((GDestroyNotify)tf_dkim_signature_free);

    for (guint i = 0; i < header->fields->len; i++) {
        TfDkimSignature *signature;

        if (!tf_field_is (tf_header_get (header, i), "DKIM-Signature"))
            continue;
        signature = tf_dkim_signature_parse (header, i);
        refuse_public_suffix (signature, author_domain, suffixes);
        g_ptr_array_add (signatures, signature);
    }
    apply_limits (signatures, author_domain, suffixes);
    return signatures;
}
