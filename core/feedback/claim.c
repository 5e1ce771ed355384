/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* claim: whose name a message uses. */
#include "feedback/spoofs.h"

#define FROM_MAX TF_LIMIT_FROM_READ /* domains in From that are looked at */

const char *
tf_spoof_kind_to_string (TfSpoofKind kind)
{
    static const char *const words[TF_N_SPOOF_KINDS] = {"none", "forged", "alike"};

    return words[kind];
}

char *
tf_spoof_domain_of (const char *text)
{
    const char *at = text != NULL ? strrchr (text, '@') : NULL;

    return text != NULL ? tf_domain_parse (tf_span_of (at != NULL ? at + 1 : text))
                        : NULL;
}

static gboolean
is_own (const char *domain, const char *const *own)
{
    for (guint i = 0; domain != NULL && own[i] != NULL; i++)
        if (tf_domain_is_within (domain, own[i]))
            return TRUE;
    return FALSE;
}

/* These say that the domain in From did not send it. That a part of it was added or altered on the way says that the
 * domain did. */
static gboolean
is_forgery (TfCode code)
{
    return code == TF_CODE_DOMAIN_FORGED || code == TF_CODE_OWN_DOMAIN_FORGED ||
           code == TF_CODE_DOMAIN_UNPROVEN || code == TF_CODE_SENDER_DISGUISED ||
           code == TF_CODE_SELF_FORGED || code == TF_CODE_DIFFERENT_FROM_USUAL ||
           code == TF_CODE_MONITORED_DOMAIN_FAILED;
}

static gboolean
is_imitation (TfCode code)
{
    return code == TF_CODE_NAME_SHOWS_OTHER_ADDRESS || code == TF_CODE_LOOKALIKE_DOMAIN;
}

/* Owned; NULL: none. */
static char *
own_domain_in_from (const GPtrArray *from, const char *const *own)
{
    for (guint i = 0; from != NULL && i < MIN (from->len, FROM_MAX); i++) {
        g_autofree char *domain = tf_spoof_domain_of (g_ptr_array_index (from, i));

        if (is_own (domain, own))
            return g_steal_pointer (&domain);
    }
    return NULL;
}

/* Takes ownership of DOMAIN. */
static void
claim (TfSpoofClaim *claim, TfSpoofKind kind, const TfSpoofFinding *finding, char *domain)
{
    g_free (claim->domain);
    claim->domain = domain;
    claim->kind = kind;
    claim->code = finding->code;
    claim->level = finding->level;
}

/* The worst counts; of equal ones the first. */
static void
read_finding (TfSpoofClaim *found, const TfSpoofFinding *finding, const char *own_in_from,
              const char *const *own)
{
    g_autofree char *imitated = NULL;

    if (finding->level < TF_LEVEL_WARNING || finding->level <= found->level)
        return;
    if (own_in_from != NULL) {
        if (is_forgery (finding->code))
            claim (found, TF_SPOOF_FORGED, finding, g_strdup (own_in_from));
        return;
    }
    if (!is_imitation (finding->code))
        return;
    imitated = tf_spoof_domain_of (finding->imitated);
    if (is_own (imitated, own))
        claim (found, TF_SPOOF_ALIKE, finding, g_steal_pointer (&imitated));
}

void
tf_spoof_claim_read (const TfSpoofMessage *message, const char *const *own,
                     TfSpoofClaim *ret_claim)
{
    g_autofree char *own_in_from = own_domain_in_from (message->from, own);

    *ret_claim = (TfSpoofClaim){TF_SPOOF_NONE, 0, TF_LEVEL_QUIET, NULL, NULL};
    for (guint i = 0; i < message->findings->len; i++)
        read_finding (ret_claim, &g_array_index (message->findings, TfSpoofFinding, i),
                      own_in_from, own);
    if (message->from != NULL && message->from->len > 0)
        ret_claim->used = tf_spoof_domain_of (g_ptr_array_index (message->from, 0));
}

void
tf_spoof_claim_clear (TfSpoofClaim *claim)
{
    g_clear_pointer (&claim->domain, g_free);
    g_clear_pointer (&claim->used, g_free);
}
