/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What the DMARC tests share: a zone, and the loop that a verifier would run. */
#pragma once

#include "dmarc/dmarc.h"

typedef struct {
    TfDnsZone *zone;
    TfDns *dns;
    TfSuffixList *suffixes;
    GString *
        asked; /* the questions in order, "|" between rounds; "_dmarc." is written "_." */
} Lab;

static inline Lab
lab_new (const char *json)
{
    g_autoptr (GError) error = NULL;
    Lab lab = {.dns = tf_dns_new (),
               .suffixes = tf_suffix_list_new_builtin (),
               .asked = g_string_new (NULL)};

    lab.zone = tf_dns_zone_parse (json, -1, &error);
    g_assert_no_error (error);
    return lab;
}

static inline void
lab_clear (Lab *lab)
{
    tf_dns_zone_free (lab->zone);
    tf_dns_unref (lab->dns);
    tf_suffix_list_unref (lab->suffixes);
    g_string_free (lab->asked, TRUE);
}

static inline void
lab_note (Lab *lab, const TfDnsQuestion *question)
{
    gboolean dmarc =
        question->type == TF_DNS_TXT && g_str_has_prefix (question->name, "_dmarc.");

    if (lab->asked->len > 0)
        g_string_append_c (lab->asked, ' ');
    if (dmarc)
        g_string_append_printf (lab->asked, "_.%s", question->name + 7);
    else
        g_string_append_printf (lab->asked, "%s:%s",
                                tf_dns_type_to_string (question->type), question->name);
}

/* Answers what is wanted. */
static inline void
lab_answer (Lab *lab)
{
    g_autoptr (GPtrArray) wanted = tf_dns_take_wanted (lab->dns);

    g_assert_cmpuint (wanted->len, >, 0);
    if (lab->asked->len > 0)
        g_string_append (lab->asked, " |");
    for (guint i = 0; i < wanted->len; i++) {
        const TfDnsQuestion *question = g_ptr_array_index (wanted, i);
        g_autoptr (TfDnsAnswer) answer =
            tf_dns_zone_lookup (lab->zone, question->type, question->name);

        lab_note (lab, question);
        tf_dns_tell (lab->dns, question->type, question->name, answer);
    }
}

static inline TfDmarcPolicy *
lab_discover (Lab *lab, const char *author_domain)
{
    for (;;) {
        TfDmarcPolicy *policy =
            tf_dmarc_discover (author_domain, lab->dns, lab->suffixes);

        if (policy->lookup != TF_LOOKUP_PENDING)
            return policy;
        tf_dmarc_policy_free (policy);
        lab_answer (lab);
    }
}

static inline TfAligned
lab_align (Lab *lab, const TfDmarcPolicy *policy, const char *author_domain,
           const char *identifier, TfReason *ret_reason)
{
    for (;;) {
        TfAligned aligned =
            tf_dmarc_align (policy, author_domain, identifier, policy->adkim, lab->dns,
                            lab->suffixes, ret_reason);

        if (aligned != TF_ALIGNED_PENDING)
            return aligned;
        lab_answer (lab);
    }
}
