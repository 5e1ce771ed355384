/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* brands: what may be imitated: domains, and the names of firms. A part of impersonation.h, which lists the files
 * of this folder. */
#pragma once

#include "base/base.h"

/* ---- targets.c --------------------------------------------------------------------- */

/** TfTargets: domains, each once, and an index of them. */
typedef struct {
    GPtrArray *domains; /* char *, in the order in which they were added */
    GHashTable *names;  /* the same */
    GHashTable *houses; /* their registrable domains */
    GHashTable *forms;  /* what they look like → them */
    GHashTable *dots;   /* what is beside their first dot → them, also as U-labels */
    GHashTable *gaps;   /* those that are not ASCII, without one character → them */
} TfTargets;

TfTargets *tf_targets_new (void);
void tf_targets_free (TfTargets *targets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfTargets, tf_targets_free)
/* DOMAIN as tf_domain_parse() makes it. FALSE: it is there already. */
gboolean
tf_targets_add (TfTargets *targets, const char *domain, const TfSuffixList *suffixes);
/* TARGETS may be NULL in all of these. Borrowed: the target that DOMAIN is or is below; or NULL. */
const char *tf_targets_above (const TfTargets *targets, const char *domain);
/* Whether DOMAIN is of the organization of one of them. */
gboolean tf_targets_has_house (const TfTargets *targets, const char *domain,
                               const TfSuffixList *suffixes);
/* Owned; borrowed char *: those that TEXT may mention. Takes linear time. */
GPtrArray *tf_targets_near_dots (const TfTargets *targets, TfSpan text);

/* ---- brands.c ---------------------------------------------------------------------- */

/** TfBrand: a firm or an authority whose name is used by forgers. */
typedef struct {
    char *name;
    GPtrArray *domains; /* char * */
} TfBrand;

/** TfPhrase: one of the names under which it is known. */
typedef struct {
    const TfBrand *brand;
    char *plain; /* as TfNameWord has it, with a space between words */
    gboolean is_everyday;
} TfPhrase;

/** TfBrands: all of them; reference-counted, never changed. */
typedef struct {
    gatomicrefcount references;
    GPtrArray *brands;   /* TfBrand */
    GHashTable *phrases; /* folded words → TfPhrase */
    GHashTable *joined;  /* the same without spaces, but for everyday words */
    guint longest;       /* words of a phrase */
    TfTargets *targets;  /* their domains */
    TfTargets *plain;    /* those that are a phrase which means nothing else */
    GString *added;      /* the lines of lists that are not built in */
} TfBrands;

/** TfBrandFaults: the lines of a list that are left out, because they have another form. */
typedef struct {
    guint line; /* the first of them, from 1; 0: none */
    guint count;
} TfBrandFaults;

/* TEXT has the form of data/brands.txt; a line that has not is left out. */
TfBrands *tf_brands_new (TfSpan text, const TfSuffixList *suffixes);
/* Several lists in one, those that count more first. Only while it is being made. */
TfBrands *tf_brands_new_empty (void);
/* brand-list.c. TRUE: it says that no further list is to be added. */
gboolean tf_brands_add_list (TfBrands *brands, TfSpan text, const TfSuffixList *suffixes,
                             TfBrandFaults *faults);
void tf_brands_add_builtin (TfBrands *brands, const TfSuffixList *suffixes);
TfBrands *tf_brands_ref_builtin (void);
TfBrands *tf_brands_ref (TfBrands *brands);
void tf_brands_unref (TfBrands *brands);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfBrands, tf_brands_unref)
gboolean tf_brand_has_domain (const TfBrand *brand, const char *domain);
/* Whether both are of one brand. BRANDS may be NULL. */
gboolean
tf_brands_has_both (const TfBrands *brands, const char *domain, const char *other);
const TfPhrase *tf_brands_find (const TfBrands *brands, const char *folded);
const TfPhrase *tf_brands_find_joined (const TfBrands *brands, const char *folded);
