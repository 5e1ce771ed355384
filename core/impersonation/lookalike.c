/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* lookalike: compares one domain with another (TF06). The registrable labels are compared by
 * skeleton and by edit; the whole host is searched for the other domain. Leaves out: who
 * is known and which domains are popular. */
#include "impersonation/impersonation.h"

#include <string.h>

/* Shorter names occur in everything. */
#define MIN_EMBEDDED 4
#define MIN_NAME     5

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
};
G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == TF_N_LOOKALIKES);

/* Words that make a stranger's site look like a place to log in or to pay. */
static const char *const trust_words[] = {
    "account", "activat", "admin",    "alert",    "auth",    "billing",
    "coin",    "confirm", "crypto",   "helpdesk", "invoice", "login",
    "logon",   "logout",  "password", "payment",  "recover", "refund",
    "secur",   "service", "signin",   "signout",  "support", "unlock",
    "update",  "validat", "verif",    "wallet",   "www",
};

/* Names that are common for hosts: "mail-de.shop.example" does not mean mail.de. */
static const char *const common_names[] = {
    "blog",    "cloud",      "email",  "home",    "info", "mail",
    "news",    "newsletter", "office", "online",  "post", "server",
    "service", "shop",       "store",  "support", "team", "webmail",
};

/** Shape: a domain, taken apart. */
typedef struct {
    const char *domain;      /* borrowed */
    const char *registrable; /* borrowed from domain */
    const char *suffix;      /* what follows the first label of registrable */
    char *label;             /* the first label of registrable */
    char *skeleton;          /* of label */
    gboolean is_hosted;      /* the suffix belongs to somebody who rents out names */
} Shape;

static void
shape_clear (Shape *shape)
{
    g_free (shape->label);
    g_free (shape->skeleton);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shape, shape_clear)

static TfSpan
first_label (const char *domain)
{
    TfCursor cursor = tf_cursor (tf_span_of (domain));

    return tf_cursor_take_until (&cursor, '.');
}

/* A capital I among lower-case letters is meant to be read as an l. */
static char *
as_seen (TfSpan label, const char *domain, const char *written)
{
    char *seen = tf_span_dup (label);
    gsize offset = (gsize)(label.data - domain);
    gboolean small = FALSE;

    if (written == NULL || g_ascii_strcasecmp (written, domain) != 0)
        return seen;
    for (const char *at = written; *at; at++)
        small |= g_ascii_islower (*at);
    for (gsize i = 0; small && i < label.length; i++)
        if (written[offset + i] == 'I')
            seen[i] = 'l';
    return seen;
}

static void
shape_init (Shape *shape, const char *domain, const char *written,
            const TfSuffixList *suffixes)
{
    const char *registrable = tf_suffix_list_registrable (suffixes, domain);

    shape->domain = domain;
    shape->registrable = registrable != NULL ? registrable : domain;
    shape->suffix = tf_domain_parent (shape->registrable);
    if (shape->suffix == NULL)
        shape->suffix = "";
    shape->label = as_seen (first_label (shape->registrable), domain, written);
    shape->skeleton = tf_skeleton (shape->label);
    shape->is_hosted =
        *shape->suffix && tf_suffix_list_icann_suffix (suffixes, domain) != NULL &&
        strlen (tf_suffix_list_icann_suffix (suffixes, domain)) < strlen (shape->suffix);
}

/* ---- the other domain within the host ---------------------------------------------- */

static gboolean
is_common_name (const char *label)
{
    for (guint i = 0; i < G_N_ELEMENTS (common_names); i++)
        if (g_str_equal (common_names[i], label))
            return TRUE;
    return FALSE;
}

/* The skeletons of the pieces between dots and hyphens. */
static GPtrArray *
pieces_of (TfSpan text)
{
    GPtrArray *pieces = g_ptr_array_new_with_free_func (g_free);
    TfCursor cursor = tf_cursor (text);

    do {
        g_autofree char *label = tf_span_dup (tf_cursor_take_until (&cursor, '.'));
        g_autofree char *skeleton = tf_skeleton (label);
        TfCursor inner = tf_cursor (tf_span_of (skeleton));

        do
            g_ptr_array_add (pieces, tf_span_dup (tf_cursor_take_until (&inner, '-')));
        while (tf_cursor_take (&inner, '-'));
    } while (tf_cursor_take (&cursor, '.'));
    return pieces;
}

static gboolean
stands_at (const GPtrArray *pieces, guint at, const GPtrArray *wanted)
{
    if (wanted->len > pieces->len - at)
        return FALSE;
    for (guint i = 0; i < wanted->len; i++)
        if (!g_str_equal (g_ptr_array_index (pieces, at + i),
                          g_ptr_array_index (wanted, i)))
            return FALSE;
    return TRUE;
}

static char *
joined (const GPtrArray *pieces)
{
    GString *out = g_string_new (NULL);

    for (guint i = 0; i < pieces->len; i++)
        g_string_append (out, g_ptr_array_index (pieces, i));
    return g_string_free (out, FALSE);
}

/* What comes before the public suffix, so that bank.com.br does not contain bank.com. */
static TfSpan
above_suffix (const char *domain, const TfSuffixList *suffixes)
{
    const char *suffix = tf_suffix_list_icann_suffix (suffixes, domain);

    if (suffix == NULL)
        suffix = tf_domain_last_labels (domain, 1);
    return suffix > domain ? tf_span (domain, (gsize)(suffix - domain) - 1)
                           : TF_SPAN_EMPTY;
}

static gboolean
is_embedded (const Shape *target, const char *domain, const TfSuffixList *suffixes)
{
    g_autoptr (GPtrArray) pieces = pieces_of (above_suffix (domain, suffixes));
    g_autoptr (GPtrArray) wanted = pieces_of (tf_span_of (target->registrable));
    g_autofree char *together = joined (wanted);

    if (strlen (target->label) < MIN_EMBEDDED || is_common_name (target->label))
        return FALSE;
    for (guint i = 0; i < pieces->len; i++)
        if (stands_at (pieces, i, wanted) ||
            g_str_equal (g_ptr_array_index (pieces, i), together))
            return TRUE;
    return FALSE;
}

/* ---- the name and a word of trust -------------------------------------------------- */

static gboolean
has_trust_word (TfSpan text)
{
    for (TfCursor at = tf_cursor (text); !tf_cursor_at_end (&at); tf_cursor_next (&at))
        for (guint i = 0; i < G_N_ELEMENTS (trust_words); i++) {
            TfCursor look = at;

            if (tf_cursor_take_text (&look, trust_words[i]))
                return TRUE;
        }
    return FALSE;
}

/* The word of trust is before or after the name and does not overlap it. */
static gboolean
is_combined (const char *label, const char *name)
{
    TfCursor at = tf_cursor (tf_span_of (label));

    if (strlen (name) < MIN_NAME)
        return FALSE;
    for (; !tf_cursor_at_end (&at); tf_cursor_next (&at)) {
        TfCursor behind = at;

        if (tf_cursor_take_text (&behind, name))
            return has_trust_word (tf_span (label, (gsize)(at.at - label))) ||
                   has_trust_word (tf_cursor_rest (&behind));
    }
    return FALSE;
}

/* ---- one against another ----------------------------------------------------------- */

static gboolean
is_weakly_equal (const Shape *a, const Shape *b)
{
    g_autofree char *weak_a = tf_skeleton_weak (a->skeleton);
    g_autofree char *weak_b = tf_skeleton_weak (b->skeleton);

    return g_str_equal (weak_a, weak_b);
}

static TfLookalike
compare_same_suffix (const Shape *shape, const Shape *target)
{
    switch (tf_edit_compare (shape->skeleton, target->skeleton)) {
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
compare_shapes (const Shape *shape, const Shape *target, const TfSuffixList *suffixes)
{
    gboolean same_suffix = g_str_equal (shape->suffix, target->suffix);
    gboolean same_look = g_str_equal (shape->skeleton, target->skeleton);
    gboolean long_name = g_utf8_strlen (target->skeleton, -1) >= MIN_NAME;

    if (same_suffix && same_look)
        return TF_LOOKALIKE_SKELETON;
    if (is_embedded (target, shape->domain, suffixes))
        return TF_LOOKALIKE_EMBEDDED;
    if (same_suffix && is_weakly_equal (shape, target))
        return TF_LOOKALIKE_WEAK_SKELETON;
    if (same_look && long_name && !g_str_equal (shape->label, target->label))
        return TF_LOOKALIKE_OTHER_SUFFIX;
    if (same_look && long_name && shape->is_hosted)
        return TF_LOOKALIKE_HOSTED;
    if (is_combined (shape->skeleton, target->skeleton))
        return TF_LOOKALIKE_COMBINED;
    return same_suffix ? compare_same_suffix (shape, target) : TF_LOOKALIKE_NONE;
}

TfLookalike
tf_lookalike_compare (const char *domain, const char *written, const char *target,
                      const TfSuffixList *suffixes)
{
    g_auto (Shape) ours = {0}, theirs = {0};

    if (tf_suffix_list_same_organization (suffixes, domain, target))
        return TF_LOOKALIKE_NONE;
    shape_init (&ours, domain, written, suffixes);
    shape_init (&theirs, target, NULL, suffixes);
    return compare_shapes (&ours, &theirs, suffixes);
}

const char *
tf_lookalike_to_string (TfLookalike lookalike)
{
    return kinds[lookalike];
}

/* ---- against all that is guarded --------------------------------------------------- */

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

static void
search (TfImitation *worst, const GPtrArray *targets, gboolean own, const char *domain,
        const char *written, const TfSuffixList *suffixes)
{
    for (guint i = 0; targets != NULL && i < targets->len; i++) {
        const char *target = g_ptr_array_index (targets, i);
        TfLookalike kind = tf_lookalike_compare (domain, written, target, suffixes);
        TfLevel level = weigh (kind, own);

        if (level > worst->level)
            *worst = (TfImitation){level, kind, target};
    }
}

TfImitation
tf_lookalike_find (const char *domain, const char *written, const TfGuarded *guarded)
{
    TfImitation worst = {TF_LEVEL_QUIET, TF_LOOKALIKE_NONE, NULL};

    if (tf_guarded_is_watched (guarded, domain))
        return worst;
    search (&worst, guarded->own_domains, TRUE, domain, written, guarded->suffixes);
    search (&worst, guarded->known_domains, FALSE, domain, written, guarded->suffixes);
    search (&worst, guarded->protected_domains, FALSE, domain, written,
            guarded->suffixes);
    return worst;
}
