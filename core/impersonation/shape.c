/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* shape: a domain, taken apart for comparing. */
#include "impersonation/lookalike-private.h"

#include <string.h>

/* Words that make a stranger's site look like a place to log in or to pay. */
static const char *const trust_words[] = {
    "account", "activat",  "admin",    "alert",   "auth",   "billing", "coin",
    "confirm", "crypto",   "helpdesk", "invoice", "login",  "logon",   "logout",
    "mailer",  "password", "payment",  "recover", "refund", "secur",   "service",
    "sicher",  "signin",   "signout",  "support", "unlock", "update",  "validat",
    "verif",   "wallet",   "www",
};

static const char *const login_words[] = {
    "account", "login",  "logon", "password", "secur",
    "signin",  "unlock", "verif", "wallet",
};

void
tf_shape_clear (TfShape *shape)
{
    g_free (shape->label);
    g_free (shape->letters);
    g_free (shape->skeleton);
}

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

void
tf_shape_init (TfShape *shape, const char *domain, const char *written,
               const TfSuffixList *suffixes)
{
    const char *registrable = tf_suffix_list_registrable (suffixes, domain);

    shape->domain = domain;
    shape->registrable = registrable != NULL ? registrable : domain;
    shape->suffix = tf_domain_parent (shape->registrable);
    if (shape->suffix == NULL)
        shape->suffix = "";
    shape->label = as_seen (first_label (shape->registrable), domain, written);
    shape->letters = tf_skeleton_letters (shape->label);
    shape->skeleton = tf_skeleton (shape->label);
    shape->is_hosted =
        *shape->suffix && tf_suffix_list_icann_suffix (suffixes, domain) != NULL &&
        strlen (tf_suffix_list_icann_suffix (suffixes, domain)) < strlen (shape->suffix);
}

/* ---- the pieces of a host ---------------------------------------------------------- */

GPtrArray *
tf_shape_pieces (TfSpan text)
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

char *
tf_shape_join (const GPtrArray *pieces, guint start, guint count)
{
    GString *out = g_string_new (NULL);

    for (guint i = start; i < start + count; i++)
        g_string_append (out, g_ptr_array_index (pieces, i));
    return g_string_free (out, FALSE);
}

TfSpan
tf_shape_above_suffix (const char *domain, const TfSuffixList *suffixes)
{
    const char *suffix = tf_suffix_list_icann_suffix (suffixes, domain);

    if (suffix == NULL)
        suffix = tf_domain_last_labels (domain, 1);
    return suffix > domain ? tf_span (domain, (gsize)(suffix - domain) - 1)
                           : TF_SPAN_EMPTY;
}

static gboolean
has_word (TfSpan text, const char *const *words, guint n_words)
{
    for (TfCursor at = tf_cursor (text); !tf_cursor_at_end (&at); tf_cursor_next (&at))
        for (guint i = 0; i < n_words; i++) {
            TfCursor look = at;

            if (tf_cursor_take_text (&look, words[i]))
                return TRUE;
        }
    return FALSE;
}

gboolean
tf_lookalike_has_trust_word (TfSpan text)
{
    return has_word (text, trust_words, G_N_ELEMENTS (trust_words));
}

gboolean
tf_lookalike_has_login_word (TfSpan text)
{
    return has_word (text, login_words, G_N_ELEMENTS (login_words));
}
