/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* lookalike: compares one domain with another (TF06). The registrable labels are compared by
 * skeleton and by edit; the whole host is searched for the other domain. Leaves out: who
 * is known and which domains are popular. */
#include "impersonation/lookalike-private.h"

#include <string.h>

/* Shorter names occur in everything. */
#define MIN_EMBEDDED 4
/* Among all names of the world, short ones have honest neighbours. */
#define MIN_EDITED 7

static const char *const kinds[] = {
    [TF_LOOKALIKE_NONE] = NULL,
    [TF_LOOKALIKE_SKELETON] = "skeleton",
    [TF_LOOKALIKE_EMBEDDED] = "embedded",
    [TF_LOOKALIKE_WEAK_SKELETON] = "weak-skeleton",
    [TF_LOOKALIKE_OTHER_SUFFIX] = "other-suffix",
    [TF_LOOKALIKE_EDIT] = "edit",
    [TF_LOOKALIKE_COMBINED] = "combined",
    [TF_LOOKALIKE_HOSTED] = "hosted",
    [TF_LOOKALIKE_HYPHEN] = "hyphen",
    [TF_LOOKALIKE_MIXED_SCRIPTS] = "mixed-scripts",
};
G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == TF_N_LOOKALIKES);

/* Names that are common for hosts: "mail-de.shop.example" does not mean mail.de. */
static const char *const common_names[] = {
    "blog",    "cloud",      "email",  "home",    "info", "mail",
    "news",    "newsletter", "office", "online",  "post", "server",
    "service", "shop",       "store",  "support", "team", "webmail",
};

/* ---- the other domain within the host ---------------------------------------------- */

static gboolean
is_common_name (const char *label)
{
    for (guint i = 0; i < G_N_ELEMENTS (common_names); i++)
        if (g_str_equal (common_names[i], label))
            return TRUE;
    return FALSE;
}

static gboolean
is_run (const GPtrArray *pieces, guint at, guint count, const char *together)
{
    g_autofree char *joined = tf_shape_join (pieces, at, count);

    return g_str_equal (joined, together);
}

/* The run of PIECES that is TOGETHER without anything between them; 0: there is none. */
static guint
find_run (const GPtrArray *pieces, const char *together, guint *ret_at)
{
    for (guint at = 0; at < pieces->len; at++)
        for (guint count = 1; count <= MIN (pieces->len - at, TF_LIMIT_EMBEDDED_PIECES);
             count++)
            if (is_run (pieces, at, count, together)) {
                *ret_at = at;
                return count;
            }
    return 0;
}

/* "bank.example", "bank-example" and "bankexample" in ABOVE. Where names are rented, many call themselves
 * "bankexample", after their own domain. */
static TfLookalike
find_embedded (const TfShape *target, TfSpan above, gboolean is_rented)
{
    g_autoptr (GPtrArray) pieces = tf_shape_pieces (above);
    g_autoptr (GPtrArray) wanted = tf_shape_pieces (tf_span_of (target->registrable));
    g_autofree char *together = tf_shape_join (wanted, 0, wanted->len);
    guint at, count = 0;

    if (strlen (target->label) >= MIN_EMBEDDED && !is_common_name (target->label))
        count = find_run (pieces, together, &at);
    if (count == 0)
        return TF_LOOKALIKE_NONE;
    return is_rented && count == 1 ? TF_LOOKALIKE_HOSTED : TF_LOOKALIKE_EMBEDDED;
}

/* "le.gitbank.com": only a dot is added. */
static gboolean
is_parted (const TfShape *shape, const TfShape *target, TfSpan above)
{
    g_autoptr (GPtrArray) pieces = tf_shape_pieces (above);
    g_autoptr (GPtrArray) wanted = tf_shape_pieces (tf_span_of (target->label));
    g_autofree char *together = tf_shape_join (wanted, 0, wanted->len);

    if (strlen (together) < MIN_EDITED || pieces->len > TF_LIMIT_EMBEDDED_PIECES)
        return FALSE;
    for (guint i = 0; i < pieces->len; i++)
        if (is_common_name (g_ptr_array_index (pieces, i)))
            return FALSE;
    return pieces->len > wanted->len && !shape->is_hosted &&
           is_run (pieces, 0, pieces->len, together);
}

/* ---- the name and a word of trust -------------------------------------------------- */

/* The word of trust is before or after the name and does not overlap it. */
static gboolean
is_combined (const char *label, const char *name)
{
    TfCursor at = tf_cursor (tf_span_of (label));

    if (strlen (name) < TF_MIN_NAME)
        return FALSE;
    for (; !tf_cursor_at_end (&at); tf_cursor_next (&at)) {
        TfCursor behind = at;

        if (tf_cursor_take_text (&behind, name))
            return tf_lookalike_has_trust_word (
                       tf_span (label, (gsize)(at.at - label))) ||
                   tf_lookalike_has_trust_word (tf_cursor_rest (&behind));
    }
    return FALSE;
}

static gboolean
has_login_word (const GPtrArray *pieces, guint at, guint count)
{
    for (guint i = at; i < at + count; i++)
        if (tf_lookalike_has_login_word (tf_span_of (g_ptr_array_index (pieces, i))))
            return TRUE;
    return FALSE;
}

/* "bank.secure-login.example": all of the name is a part of the host, such a word is in another. */
static gboolean
is_combined_host (const TfShape *target, TfSpan above)
{
    g_autoptr (GPtrArray) pieces = tf_shape_pieces (above);
    g_autoptr (GPtrArray) wanted = tf_shape_pieces (tf_span_of (target->label));
    g_autofree char *together = tf_shape_join (wanted, 0, wanted->len);
    guint at = 0, count = strlen (together) >= TF_MIN_NAME && !is_common_name (together)
                              ? find_run (pieces, together, &at)
                              : 0;

    return count > 0 && count == wanted->len &&
           (has_login_word (pieces, 0, at) ||
            has_login_word (pieces, at + count, pieces->len - at - count));
}

/* ---- one against another ----------------------------------------------------------- */

static gboolean
is_weakly_equal (const TfShape *a, const TfShape *b)
{
    g_autofree char *weak_a = tf_skeleton_weak (a->skeleton);
    g_autofree char *weak_b = tf_skeleton_weak (b->skeleton);

    return g_str_equal (weak_a, weak_b);
}

/* At a glance short names have many neighbours, more so with another first letter. */
static gboolean
is_equal_at_a_glance (const TfShape *shape, const TfShape *target)
{
    g_autofree char *wanted = tf_skeleton_glance (target->skeleton);
    g_autoptr (GPtrArray) readings = NULL;

    if (strlen (target->letters) <
        TF_MIN_NAME + (shape->skeleton[0] != target->skeleton[0]))
        return FALSE;
    readings = tf_skeleton_readings (shape->skeleton);
    for (guint i = 0; i < readings->len; i++)
        if (g_str_equal (wanted, g_ptr_array_index (readings, i)))
            return TRUE;
    return FALSE;
}

static TfLookalike
compare_edits (const TfShape *shape, const TfShape *target)
{
    TfEdit edit = tf_edit_compare (shape->skeleton, target->skeleton);

    if (edit == TF_EDIT_NONE) /* "klanra": of "rn" only two letters are left */
        edit = tf_edit_compare (shape->letters, target->letters);
    switch (edit) {
    case TF_EDIT_SLIP:
    case TF_EDIT_ONE:
        return TF_LOOKALIKE_EDIT;
    case TF_EDIT_HYPHEN:
        return TF_LOOKALIKE_HYPHEN;
    case TF_EDIT_NONE:
        break;
    }
    return TF_LOOKALIKE_NONE;
}

static TfLookalike
compare_same_suffix (const TfShape *shape, const TfShape *target, TfSpan above)
{
    TfLookalike kind;

    if (is_weakly_equal (shape, target) || is_equal_at_a_glance (shape, target))
        return TF_LOOKALIKE_WEAK_SKELETON;
    kind = compare_edits (shape, target);
    return kind == TF_LOOKALIKE_NONE && is_parted (shape, target, above)
               ? TF_LOOKALIKE_EDIT
               : kind;
}

/* What stands before the registrable domain. */
static TfSpan
below_registrable (const TfShape *shape)
{
    gsize length = strlen (shape->domain) - strlen (shape->registrable);

    return length > 0 ? tf_span (shape->domain, length - 1) : TF_SPAN_EMPTY;
}

static TfLookalike
compare_shapes (const TfShape *shape, const TfShape *target, const TfSuffixList *suffixes)
{
    gboolean same_suffix = g_str_equal (shape->suffix, target->suffix);
    gboolean same_look = g_str_equal (shape->skeleton, target->skeleton);
    gboolean long_name = g_utf8_strlen (target->skeleton, -1) >= TF_MIN_NAME;
    TfSpan above = tf_shape_above_suffix (shape->domain, suffixes);
    TfLookalike embedded =
        find_embedded (target, shape->is_famous ? below_registrable (shape) : above,
                       tf_rented_has (shape->domain, suffixes));

    if (shape->is_famous ||
        (embedded != TF_LOOKALIKE_NONE && !(same_suffix && same_look)))
        return embedded;
    if (same_suffix && same_look)
        return TF_LOOKALIKE_SKELETON;
    if (same_look && long_name && !g_str_equal (shape->label, target->label))
        return TF_LOOKALIKE_OTHER_SUFFIX;
    if (same_look && long_name && shape->is_hosted)
        return TF_LOOKALIKE_HOSTED;
    if (is_combined (shape->skeleton, target->skeleton) ||
        (!same_look && is_combined_host (target, above)))
        return TF_LOOKALIKE_COMBINED;
    return same_suffix ? compare_same_suffix (shape, target, above) : TF_LOOKALIKE_NONE;
}

TfLookalike
tf_lookalike_compare_shape (const TfShape *shape, const char *target,
                            const TfSuffixList *suffixes)
{
    g_auto (TfShape) theirs = {0};

    if (tf_suffix_list_same_organization (suffixes, shape->domain, target))
        return TF_LOOKALIKE_NONE;
    tf_shape_init (&theirs, target, NULL, suffixes);
    return compare_shapes (shape, &theirs, suffixes);
}

TfLookalike
tf_lookalike_compare (const char *domain, const char *written, const char *target,
                      const TfSuffixList *suffixes)
{
    g_auto (TfShape) shape = {0};

    tf_shape_init (&shape, domain, written, suffixes);
    return tf_lookalike_compare_shape (&shape, target, suffixes);
}

const char *
tf_lookalike_to_string (TfLookalike lookalike)
{
    return kinds[lookalike];
}

gboolean
tf_targets_has_lookalike (const TfTargets *targets, const char *domain,
                          const TfSuffixList *suffixes)
{
    g_auto (TfShape) shape = {0};
    g_autoptr (GPtrArray) found = NULL;

    if (targets == NULL || targets->domains->len == 0)
        return FALSE;
    tf_shape_init (&shape, domain, NULL, suffixes);
    found = tf_targets_alike (targets, &shape);
    for (guint i = 0; i < found->len; i++)
        if (tf_lookalike_compare_shape (&shape, g_ptr_array_index (found, i), suffixes) ==
            TF_LOOKALIKE_SKELETON)
            return TRUE;
    return FALSE;
}
