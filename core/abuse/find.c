/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* find: one word of an address in a view. Alone it counts at the borders of words; beside its domain in any
 * form: victim@example.org, victim=example.org (VERP), example.org=victim (SRS), "victim at example
 * dot org". */
#include "abuse/abuse-private.h"

#define GAP_CHARS 12 /* "  [ at ]  " */
#define DOT_CHARS 7  /* " [dot] " */

static gunichar
char_at (const GArray *view, guint at)
{
    return at < view->len ? g_array_index (view, TfSeen, at).c : 0;
}

static gboolean
is_word_char (gunichar c)
{
    return c != 0 && g_unichar_isalnum (c);
}

/* Whether VIEW continues with CHARS at AT. */
static gboolean
is_here (const GArray *view, guint at, const GArray *chars)
{
    if (at + chars->len > view->len)
        return FALSE;
    for (guint i = 0; i < chars->len; i++)
        if (char_at (view, at + i) != g_array_index (chars, gunichar, i))
            return FALSE;
    return TRUE;
}

/* Skips what stands for a sign: characters that are in no word, and WORD, "at" or "dot", once. Returns the place
 * behind it. */
static guint
skip_sign (const GArray *view, guint at, const char *word, guint max)
{
    guint end = at + max;
    gboolean had_word = FALSE;

    for (; at < end && at < view->len; at++) {
        guint n = 0;

        if (!is_word_char (char_at (view, at)))
            continue;
        while (word[n] != '\0' && char_at (view, at + n) == (guchar)word[n])
            n++;
        if (had_word || word[n] != '\0')
            break;
        had_word = TRUE;
        at += n - 1;
    }
    return at;
}

/* A dot of the domain may be written in other ways. *ret_end is behind it. */
static gboolean
is_domain_here (const GArray *view, guint at, const GArray *domain, guint *ret_end)
{
    for (guint i = 0; i < domain->len; i++) {
        gunichar wanted = g_array_index (domain, gunichar, i);

        if (wanted == '.') {
            at = skip_sign (view, at, "dot", DOT_CHARS);
            continue;
        }
        if (char_at (view, at) != wanted)
            return FALSE;
        at++;
    }
    *ret_end = at;
    return !is_word_char (char_at (view, at));
}

static gboolean
is_before_domain (const TfHidden *hidden, const GArray *view, guint behind)
{
    guint at = skip_sign (view, behind, "at", GAP_CHARS);
    guint end;

    for (guint i = 0; i < hidden->domains->len; i++) {
        const GArray *domain = g_ptr_array_index (hidden->domains, i);

        if (is_domain_here (view, behind, domain, &end) ||
            is_domain_here (view, at, domain, &end))
            return TRUE;
    }
    return FALSE;
}

static void
add_hit (GArray *hits, const GArray *view, guint start, guint end, const TfHidden *hidden)
{
    const TfHit hit = {g_array_index (view, TfSeen, start).start,
                       g_array_index (view, TfSeen, end - 1).end, hidden};

    if (hits->len < TF_LIMIT_ABUSE_HITS)
        g_array_append_val (hits, hit);
}

/* At a place where one of its domains is: the word behind it. */
static void
find_behind_domain (const TfHidden *hidden, const GArray *view, guint at, GArray *hits)
{
    for (guint i = 0; hidden->domains != NULL && i < hidden->domains->len; i++) {
        guint end;

        if (!is_domain_here (view, at, g_ptr_array_index (hidden->domains, i), &end))
            continue;
        end = skip_sign (view, end, "at", GAP_CHARS);
        if (is_here (view, end, hidden->chars) &&
            !is_word_char (char_at (view, end + hidden->chars->len)))
            add_hit (hits, view, end, end + hidden->chars->len, hidden);
    }
}

static void
find_at (const TfHidden *hidden, const GArray *view, guint at, GArray *hits)
{
    guint end = at + hidden->chars->len;
    gboolean begins = at == 0 || !is_word_char (char_at (view, at - 1));
    gboolean ends = !is_word_char (char_at (view, end));
    gboolean is_alone = hidden->alone && ((begins && ends) || hidden->joined);

    if (is_here (view, at, hidden->chars) &&
        (is_alone || (hidden->domains != NULL && (begins || hidden->alone) &&
                      is_before_domain (hidden, view, end))))
        add_hit (hits, view, at, end, hidden);
}

/* ---- all of them ------------------------------------------------------------------- */

static void
mark_first (guint8 first[256], const GArray *chars)
{
    if (chars->len > 0)
        first[g_array_index (chars, gunichar, 0) & 0xff] = 1;
}

void
tf_find_hidden (const GPtrArray *hidden, const GArray *view, GArray *hits)
{
    for (guint i = 0; i < hidden->len; i++) {
        const TfHidden *one = g_ptr_array_index (hidden, i);
        guint8 first[256] = {0};

        mark_first (first, one->chars);
        for (guint d = 0; one->domains != NULL && d < one->domains->len; d++)
            mark_first (first, g_ptr_array_index (one->domains, d));
        for (guint at = 0; at < view->len; at++) {
            if (first[char_at (view, at) & 0xff] == 0)
                continue;
            find_at (one, view, at, hits);
            find_behind_domain (one, view, at, hits);
        }
    }
}
