/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* imitation: whether a domain looks like any that may be imitated: the reader's own, those of people
 * whom the reader knows, protected ones, and brands (TF06). */
#include "impersonation/lookalike-private.h"

#include <string.h>

/* Among all names of the world, short ones have honest neighbours. */
#define MIN_GUESSED 7
#define MIN_SLIPPED 6

/* An alarm for an exact lookalike, an embedded domain, or the reader's own domain. Hyphens and
 * rented names are often innocent, even if they contain the reader's own name. */
static TfLevel
weigh (TfLookalike kind, gboolean own)
{
    switch (kind) {
    case TF_LOOKALIKE_SKELETON:
    case TF_LOOKALIKE_EMBEDDED:
        return TF_LEVEL_ALARM;
    case TF_LOOKALIKE_WEAK_SKELETON:
    case TF_LOOKALIKE_OTHER_SUFFIX:
    case TF_LOOKALIKE_EDIT:
    case TF_LOOKALIKE_COMBINED:
    case TF_LOOKALIKE_MIXED_SCRIPTS:
        return own ? TF_LEVEL_ALARM : TF_LEVEL_WARNING;
    case TF_LOOKALIKE_HOSTED:
        return TF_LEVEL_WARNING;
    case TF_LOOKALIKE_HYPHEN:
        return own ? TF_LEVEL_WARNING : TF_LEVEL_QUIET;
    case TF_LOOKALIKE_NONE:
    case TF_N_LOOKALIKES:
        break;
    }
    return TF_LEVEL_QUIET;
}

/* Of equal ones the longer name: "bank-house-login" means "bank-house", not "bank". */
static gboolean
is_worse (const TfImitation *worst, TfLevel level, const char *target)
{
    return level > worst->level || (level == worst->level && level > TF_LEVEL_QUIET &&
                                    strlen (target) > strlen (worst->known));
}

static void
search (TfImitation *worst, const TfTargets *targets, gboolean own, const TfShape *shape,
        const TfSuffixList *suffixes)
{
    g_autoptr (GPtrArray) found =
        targets != NULL ? tf_targets_candidates (targets, shape, suffixes) : NULL;

    for (guint i = 0; found != NULL && i < found->len; i++) {
        const char *target = g_ptr_array_index (found, i);
        TfLookalike kind = tf_lookalike_compare_shape (shape, target, suffixes);
        TfLevel level = weigh (kind, own);

        if (is_worse (worst, level, target))
            *worst = (TfImitation){level, kind, target};
    }
}

static gboolean
is_guess (TfLookalike kind)
{
    switch (kind) {
    case TF_LOOKALIKE_EDIT:
    case TF_LOOKALIKE_WEAK_SKELETON:
    case TF_LOOKALIKE_COMBINED:
    case TF_LOOKALIKE_HOSTED:
        return TRUE;
    case TF_LOOKALIKE_SKELETON:
    case TF_LOOKALIKE_EMBEDDED:
    case TF_LOOKALIKE_OTHER_SUFFIX:
    case TF_LOOKALIKE_HYPHEN:
    case TF_LOOKALIKE_MIXED_SCRIPTS:
    case TF_LOOKALIKE_NONE:
    case TF_N_LOOKALIKES:
        break;
    }
    return FALSE;
}

/* Short names have neighbours; few of those are made by a slip of the finger. */
static gboolean
is_slip (const TfShape *shape, const TfShape *target)
{
    return tf_edit_compare (shape->skeleton, target->skeleton) == TF_EDIT_SLIP ||
           tf_edit_compare (shape->letters, target->letters) == TF_EDIT_SLIP;
}

/* Nobody told us that the reader has to do with a brand, and everyday words are in many names. */
static gboolean
is_too_weak (TfLookalike kind, const TfShape *shape, const char *target,
             const TfBrands *brands, const TfSuffixList *suffixes)
{
    g_auto (TfShape) theirs = {0};
    gsize length;

    if (!is_guess (kind))
        return FALSE;
    tf_shape_init (&theirs, target, NULL, suffixes);
    length = strlen (theirs.label);
    if (kind == TF_LOOKALIKE_EDIT && length < MIN_GUESSED &&
        (length < MIN_SLIPPED || !is_slip (shape, &theirs)))
        return TRUE;
    return (kind == TF_LOOKALIKE_WEAK_SKELETON && length < MIN_SLIPPED) ||
           !g_hash_table_contains (brands->plain->names, target);
}

static void
search_brands (TfImitation *worst, const TfBrands *brands, const TfShape *shape,
               const TfSuffixList *suffixes)
{
    g_autoptr (GPtrArray) found = NULL;

    if (tf_targets_has_house (brands->targets, shape->domain, suffixes))
        return;
    found = tf_targets_candidates (brands->targets, shape, suffixes);
    for (guint i = 0; i < found->len; i++) {
        const char *target = g_ptr_array_index (found, i);
        TfLookalike kind = tf_lookalike_compare_shape (shape, target, suffixes);
        TfLevel level = weigh (kind, FALSE);

        if (level > worst->level && !is_too_weak (kind, shape, target, brands, suffixes))
            *worst = (TfImitation){level, kind, target};
    }
}

static gboolean
is_famous (const char *registrable, const TfBrands *brands)
{
    return tf_famous_has (registrable) ||
           (brands != NULL &&
            g_hash_table_contains (brands->targets->houses, registrable));
}

TfImitation
tf_lookalike_find (const char *domain, const char *written, const TfGuarded *guarded,
                   const TfBrands *brands)
{
    TfImitation worst = {TF_LEVEL_QUIET, TF_LOOKALIKE_NONE, NULL};
    const TfSuffixList *suffixes = guarded->suffixes;
    g_auto (TfShape) shape = {0};

    if (tf_guarded_is_watched (guarded, domain))
        return worst;
    tf_shape_init (&shape, domain, written, suffixes);
    shape.is_famous = is_famous (shape.registrable, brands);
    search (&worst, guarded->own_domains, TRUE, &shape, suffixes);
    search (&worst, guarded->known_domains, FALSE, &shape, suffixes);
    search (&worst, guarded->protected_domains, FALSE, &shape, suffixes);
    if (worst.level == TF_LEVEL_QUIET && brands != NULL)
        search_brands (&worst, brands, &shape, suffixes);
    return worst;
}
