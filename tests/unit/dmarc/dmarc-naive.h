/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The walk of RFC 9989 §4.10 to §4.10.2 written down step by step, for a world that is
 * known. */
#pragma once

#include "dmarc/dmarc.h"

#include <string.h>

/** World: what is at "_dmarc.NAME", and which NAMEs do not exist. */
typedef struct {
    GHashTable *records; /* NAME → text; a name without one has none */
    GHashTable *failing; /* NAMEs whose look-up fails */
    gboolean nonexistent;
    TfSuffixList *suffixes;
} World;

/** Outcome: all that the walk decides. */
typedef struct {
    gboolean exists;
    TfPolicy published;
    char *domain;
    char *organizational;
} Outcome;

/** Step: a record that the walk found. */
typedef struct {
    const char *name;
    TfDmarcRecord record;
} Step;

static inline gboolean
guarded (const World *world, const char *name, const char *domain)
{
    return tf_suffix_list_is_suffix (world->suffixes, name) &&
           (strcmp (name, domain) == 0 || tf_domain_is_within (domain, name));
}

/* §4.10. GUARD: a record at a public suffix counts as psd=y. */
static inline guint
naive_walk (const World *world, const char *domain, gboolean guard, Step steps[8])
{
    const char *target = domain;
    guint n = 0;

    while (target != NULL) {
        const char *text = g_hash_table_lookup (world->records, target);

        if (text != NULL && tf_dmarc_record_parse (tf_span_of (text), &steps[n].record)) {
            if (guard && guarded (world, target, domain))
                steps[n].record.psd = TF_PSD_YES;
            steps[n].name = target;
            if (steps[n++].record.psd != TF_PSD_UNKNOWN)
                return n;
        }
        if (target == domain && tf_domain_count_labels (domain) >= 8)
            target = tf_domain_last_labels (domain, 7);
        else
            target = tf_domain_parent (target);
    }
    return n;
}

/* §4.10.2 */
static inline const char *
naive_organizational (const World *world, const char *domain, gboolean guard)
{
    Step steps[8];
    guint n = naive_walk (world, domain, guard, steps);
    const char *organizational = n > 0 ? steps[n - 1].name : domain;

    for (guint i = 0; i < n; i++) {
        if (steps[i].record.psd == TF_PSD_NO) {
            organizational = steps[i].name;
            break;
        }
        if (steps[i].record.psd == TF_PSD_YES && steps[i].name != domain) {
            guint labels = tf_domain_count_labels (steps[i].name);

            organizational = tf_domain_last_labels (domain, labels + 1);
            break;
        }
    }
    if (guard && organizational != domain &&
        tf_suffix_list_is_suffix (world->suffixes, organizational) &&
        tf_suffix_list_registrable (world->suffixes, domain) != NULL)
        return tf_suffix_list_registrable (world->suffixes, domain);
    return organizational;
}

static inline const Step *
naive_choice (const Step *steps, guint n, const char *domain, const char *organizational)
{
    if (n > 0 && steps[0].name == domain)
        return &steps[0];
    for (guint i = 0; i < n; i++)
        if (strcmp (steps[i].name, organizational) == 0)
            return &steps[i];
    for (guint i = 0; i < n; i++)
        if (steps[i].record.psd == TF_PSD_YES)
            return &steps[i];
    return NULL;
}

/* §4.10.1 */
static inline Outcome
naive_outcome (const World *world, const char *domain, gboolean guard)
{
    Step steps[8];
    guint n = naive_walk (world, domain, guard, steps);
    const char *organizational = naive_organizational (world, domain, guard);
    const Step *step = naive_choice (steps, n, domain, organizational);
    Outcome outcome = {.organizational = g_strdup (organizational)};

    if (step == NULL || step->record.unusable)
        return outcome;
    outcome.exists = TRUE;
    outcome.domain = g_strdup (step->name);
    if (step->name == domain)
        outcome.published = step->record.p;
    else
        outcome.published = world->nonexistent ? step->record.np : step->record.sp;
    return outcome;
}

static inline void
outcome_clear (Outcome *outcome)
{
    g_free (outcome->domain);
    g_free (outcome->organizational);
}

/* The walk met a psd= at or below the registrable domain. */
static inline gboolean
naive_border (const World *world, const char *domain)
{
    Step steps[8];
    guint n = naive_walk (world, domain, FALSE, steps);

    for (guint i = 0; i < n; i++)
        if (steps[i].record.psd != TF_PSD_UNKNOWN &&
            !tf_suffix_list_is_suffix (world->suffixes, steps[i].name))
            return TRUE;
    return FALSE;
}

static inline TfAligned
naive_align (const World *world, const Outcome *author, const char *domain,
             const char *identifier)
{
    gboolean same = FALSE;

    if (strcmp (domain, identifier) == 0)
        same = !tf_suffix_list_is_suffix (world->suffixes, domain) ||
               (author->exists && strcmp (author->domain, domain) == 0);
    else if (!tf_suffix_list_same_organization (world->suffixes, domain, identifier))
        same = FALSE;
    else if (!author->exists ||
             (!naive_border (world, domain) && !naive_border (world, identifier)))
        same = TRUE;
    else
        same = strcmp (author->organizational,
                       naive_organizational (world, identifier, TRUE)) == 0;
    return same ? TF_ALIGNED_YES : TF_ALIGNED_NO;
}
