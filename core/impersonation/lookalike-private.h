/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* lookalike-private: what comparing two domains and finding the ones to compare have in common. */
#pragma once

#include "impersonation/impersonation.h"

/* ---- skeleton.c -------------------------------------------------------------------- */

/* Owned: the same for a skeleton, with those that only a hurried eye confuses: cl d, nn m, 5 s,
 * 8 b. */
char *tf_skeleton_weak (const char *skeleton);
/* Owned: what LABEL looks like, letter by letter, without those pairs. */
char *tf_skeleton_letters (const char *label);
/* Owned: the same for two skeletons that nobody tells apart in passing: b d, c e, g q, i l, m n r
 * and their doubles. */
char *tf_skeleton_glance (const char *skeleton);
/* Owned; owned char *: the glances that SKELETON may be meant for, where two letters are drawn for
 * one: "lc" for "k", "dl" for "d". The first is its own. */
GPtrArray *tf_skeleton_readings (const char *skeleton);

/* ---- edit.c ------------------------------------------------------------------------ */

typedef enum {
    TF_EDIT_NONE, /* equal, or too far apart, or an exception applies */
    TF_EDIT_SLIP, /* two neighbours swapped, or in A one too many within: hardly anybody's name */
    TF_EDIT_ONE,   /* one character replaced, missing or added at the end */
    TF_EDIT_HYPHEN /* only hyphens are added or missing */
} TfEdit;

/* A and B are skeletons of labels, or their letters. The exceptions: under five characters, a difference in the
 * first character, a difference only in a number at the end. */
TfEdit tf_edit_compare (const char *a, const char *b);

/* ---- respelled.c ------------------------------------------------------------------- */

/* Owned: TEXT with plain dots for those that look like them, in the middle of a line or larger. */
char *tf_respelled_dots (const char *text);
/* Owned: TEXT (from tf_visible_text()) in lower case and in Latin letters, with dots for the words that
 * are said for them, and without spaces or dots between single letters. Takes linear time. */
char *tf_respelled_text (const char *text);

/* ---- drawn.c ----------------------------------------------------------------------- */

/* Owned, or NULL: the name in plain letters for which DOMAIN passes, because it mixes Latin letters
 * with others that are drawn like them. */
char *tf_lookalike_find_drawn (const char *domain);

/* ---- shape.c, candidates.c --------------------------------------------------------- */

/* Shorter names occur in everything. */
#define TF_MIN_NAME 5

/** TfShape: a domain, taken apart. */
typedef struct {
    const char *domain;      /* borrowed */
    const char *registrable; /* borrowed from domain */
    const char *suffix;      /* what follows the first label of registrable */
    char *label;             /* the first label of registrable */
    char *letters;           /* what it looks like, letter by letter */
    char *skeleton;          /* the same, with those that two letters draw */
    gboolean is_hosted;      /* the suffix belongs to somebody who rents out names */
    gboolean is_famous;      /* registrable is known to so many that it imitates nobody */
} TfShape;

/* WRITTEN is DOMAIN as the message writes it; or NULL. */
void tf_shape_init (TfShape *shape, const char *domain, const char *written,
                    const TfSuffixList *suffixes);
void tf_shape_clear (TfShape *shape);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TfShape, tf_shape_clear)

/* Owned char *: the skeletons of the pieces between dots and hyphens. */
GPtrArray *tf_shape_pieces (TfSpan text);
/* What comes before the public suffix, so that bank.com.br does not contain bank.com. */
TfSpan tf_shape_above_suffix (const char *domain, const TfSuffixList *suffixes);
/* Owned: PIECES from START, COUNT of them, without anything between them. */
char *tf_shape_join (const GPtrArray *pieces, guint start, guint count);
gboolean tf_lookalike_has_trust_word (TfSpan text);
/* The same for those that hardly any honest host has. */
gboolean tf_lookalike_has_login_word (TfSpan text);

/* lookalike.c: tf_lookalike_compare() for a domain that has been taken apart. */
TfLookalike tf_lookalike_compare_shape (const TfShape *shape, const char *target,
                                        const TfSuffixList *suffixes);

/* targets.c. Owned; owned char *: TEXT without one of its characters, for each of them. */
GPtrArray *tf_targets_gaps (const char *text);
/* Owned. */
char *tf_skeleton_joined (const char *skeleton);
/* Where the letters and digits behind a dot, at AT, end, or the character of another alphabet. */
const char *tf_targets_behind_dot (TfSpan text, const char *at);

/* candidates.c: borrowed char *: those that look exactly like SHAPE, perhaps below another suffix. */
GPtrArray *tf_targets_alike (const TfTargets *targets, const TfShape *shape);
/* candidates.c: borrowed char *: everything that
 * may look like SHAPE, and little else. */
GPtrArray *tf_targets_candidates (const TfTargets *targets, const TfShape *shape,
                                  const TfSuffixList *suffixes);
