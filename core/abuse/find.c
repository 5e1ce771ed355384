/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* find: all words in a view, in one walk along it. Alone one counts at the borders of words; beside its domain in any
 * form: victim@example.org, victim=example.org (VERP), example.org=victim (SRS), "victim at example
 * dot org". */
#include "abuse/abuse-private.h"

#define GAP_CHARS 12 /* "  [ at ]  " */
#define DOT_CHARS 7  /* " [dot] " */
#define SHORTEST_IN_TOKEN                                                                \
    5 /* characters of a word alone: chance decodes to shorter ones */
#define WORK_OF_DOMAIN 16

/** Finding: where a walk is. */
typedef struct {
    const TfLook *look;
    const TfRedaction *redaction;
    const GArray *view;
    const guint8 *hosts; /* of each character: whether it is in the name of a host */
    GArray *hits;
    gsize steps; /* that were not yet counted */
} Finding;

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

/* ---- domains ----------------------------------------------------------------------- */

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
is_before_domain (Finding *finding, const TfHidden *hidden, guint behind)
{
    guint at = skip_sign (finding->view, behind, "at", GAP_CHARS);
    guint end;

    for (guint i = 0; i < hidden->domain->forms->len; i++) {
        const GArray *form = g_ptr_array_index (hidden->domain->forms, i);

        finding->steps += WORK_OF_DOMAIN;
        if (is_domain_here (finding->view, behind, form, &end) ||
            is_domain_here (finding->view, at, form, &end))
            return TRUE;
    }
    return FALSE;
}

/* ---- words ------------------------------------------------------------------------- */

static void
add_hit (Finding *finding, guint start, guint end, const TfHidden *hidden)
{
    const TfHit hit = {g_array_index (finding->view, TfSeen, start).start,
                       g_array_index (finding->view, TfSeen, end - 1).end, hidden};

    if (finding->hits->len < TF_LIMIT_ABUSE_HITS)
        g_array_append_val (finding->hits, hit);
}

/* What a sender can choose hides neither the name of a host nor what servers record. */
static gboolean
may_be_alone (const Finding *finding, const TfHidden *hidden, guint at)
{
    if (!hidden->alone ||
        (finding->look->depth > 0 && hidden->chars->len < SHORTEST_IN_TOKEN))
        return FALSE;
    if (hidden->is_certain)
        return TRUE;
    return finding->look->scope == TF_SCOPE_ALL && !finding->hosts[at] &&
           (finding->look->depth < 2 || hidden->domain != NULL);
}

/* "Erikas" is Erika's. */
static gboolean
ends_at (const GArray *view, guint end, const TfHidden *hidden)
{
    if (hidden->is_name && hidden->chars->len > 3 && char_at (view, end) == 's')
        end++;
    return !is_word_char (char_at (view, end));
}

/* In "9jane@example.org" the digit may be of something else. */
static gboolean
begins_at (const GArray *view, guint at, const TfHidden *hidden)
{
    gunichar before = at > 0 ? char_at (view, at - 1) : 0;

    return !is_word_char (before) ||
           (hidden->domain != NULL && g_unichar_isdigit (before) &&
            g_unichar_isalpha (char_at (view, at)));
}

static void
look_at_word (Finding *finding, const TfHidden *hidden, guint at, guint end)
{
    gboolean begins = begins_at (finding->view, at, hidden);
    gboolean ends = ends_at (finding->view, end, hidden);

    if (may_be_alone (finding, hidden, at) && ((begins && ends) || hidden->joined))
        add_hit (finding, at, end, hidden);
    else if (hidden->domain != NULL && (begins || hidden->alone) &&
             is_before_domain (finding, hidden, end))
        add_hit (finding, at, end, hidden);
}

/* The words of DOMAIN that are at AT, which is behind it. */
static void
find_behind (Finding *finding, const TfHiddenDomain *domain, guint at)
{
    guint end = at;

    for (const TfNode *node =
             tf_hidden_enter (finding->redaction, char_at (finding->view, at));
         node != NULL;
         node = tf_hidden_step (node, char_at (finding->view, end), &finding->steps)) {
        end++;
        if (is_word_char (char_at (finding->view, end)))
            continue;
        for (const TfHidden *hidden = node->words; hidden != NULL; hidden = hidden->next)
            if (hidden->domain == domain)
                add_hit (finding, at, end, hidden);
    }
}

static void
look_at_domain (Finding *finding, const TfSpelling *form, guint at)
{
    guint end;

    finding->steps += WORK_OF_DOMAIN;
    if (is_domain_here (finding->view, at, form->chars, &end))
        find_behind (finding, form->domain,
                     skip_sign (finding->view, end, "at", GAP_CHARS));
}

static void
find_at (Finding *finding, guint at)
{
    guint end = at;

    for (const TfNode *node =
             tf_hidden_enter (finding->redaction, char_at (finding->view, at));
         node != NULL;
         node = tf_hidden_step (node, char_at (finding->view, end), &finding->steps)) {
        end++;
        for (const TfHidden *hidden = node->words; hidden != NULL; hidden = hidden->next)
            look_at_word (finding, hidden, at, end);
        for (const TfSpelling *form = node->forms; form != NULL; form = form->next)
            look_at_domain (finding, form, at);
    }
}

void
tf_find_hidden (const TfLook *look, const GArray *view, GArray *hits)
{
    g_autofree guint8 *hosts = tf_view_find_hosts (view);
    Finding finding = {look, look->redaction, view, hosts, hits, 0};

    if (!tf_redaction_spend (look->redaction, view->len))
        return;
    for (guint at = 0; at < view->len; at++) {
        find_at (&finding, at);
        if ((at & 0xfff) == 0) {
            if (!tf_redaction_spend (look->redaction, finding.steps))
                return;
            finding.steps = 0;
        }
    }
    tf_redaction_spend (look->redaction, finding.steps);
}
