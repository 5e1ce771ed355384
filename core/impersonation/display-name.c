/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* display-name: whether a name, a comment or the local part of From shows an address or
 * a domain of another organization (TF05). Leaves out: brands and
 * people's names. */
#include "impersonation/impersonation.h"

#include <string.h>

/** Search: one text of one message. */
typedef struct {
    const TfImpersonationInput *input;
    const char *domain; /* of From */
    TfShownIn where;
    gboolean is_list;
    guint n_judged;
    TfShown *worst;
} Search;

static const char *const places[] = {"name", "comment", "local-part"};
G_STATIC_ASSERT (G_N_ELEMENTS (places) == TF_SHOWN_IN_LOCAL_PART + 1);

const char *
tf_shown_in_to_string (TfShownIn where)
{
    return places[where];
}

void
tf_shown_clear (TfShown *shown)
{
    g_clear_pointer (&shown->address, g_free);
    g_clear_pointer (&shown->domain, g_free);
    shown->level = TF_LEVEL_QUIET;
}

/* The first of the worst is shown. */
static void
note (Search *search, TfLevel level, const char *local, const char *domain)
{
    TfShown *worst = search->worst;

    if (level <= worst->level)
        return;
    tf_shown_clear (worst);
    worst->level = level;
    worst->where = search->where;
    worst->domain = g_strdup (domain);
    worst->address = local ? g_strconcat (local, "@", domain, NULL) : NULL;
}

/* ---- whose it is ------------------------------------------------------------------- */

static gboolean
has_text (const GPtrArray *texts, guint limit, const char *text)
{
    g_autofree char *lower = g_utf8_strdown (text, -1);

    for (guint i = 0; texts && i < MIN (texts->len, limit); i++) {
        g_autofree char *other = g_utf8_strdown (g_ptr_array_index (texts, i), -1);

        if (g_str_equal (lower, other))
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_claim_in (const GPtrArray *addresses, guint limit, const TfClaim *claim)
{
    g_autofree char *address =
        claim->local ? g_strconcat (claim->local, "@", claim->domain, NULL) : NULL;

    return address && has_text (addresses, limit, address);
}

/* The reader's own, or what nobody tells apart from it. */
static gboolean
is_own (const TfGuarded *guarded, const TfClaim *claim)
{
    if (tf_guarded_is_own (guarded, claim->domain) ||
        is_claim_in (guarded->own_addresses, G_MAXUINT, claim))
        return TRUE;
    for (guint i = 0; guarded->own_domains && i < guarded->own_domains->len; i++)
        if (tf_lookalike_compare (claim->domain, NULL,
                                  g_ptr_array_index (guarded->own_domains, i),
                                  guarded->suffixes) == TF_LOOKALIKE_SKELETON)
            return TRUE;
    return FALSE;
}

/* The same name below another public suffix is mostly the same house. */
static gboolean
is_namesake (const Search *search, const char *domain)
{
    const TfSuffixList *suffixes = search->input->guarded.suffixes;
    const char *a = tf_suffix_list_registrable (suffixes, domain);
    const char *b = tf_suffix_list_registrable (suffixes, search->domain);
    TfCursor cursor_a = tf_cursor (tf_span_of (a)), cursor_b = tf_cursor (tf_span_of (b));
    TfSpan label = tf_cursor_take_until (&cursor_a, '.');
    g_autofree char *name = tf_span_dup (label);

    return a && b && tf_span_equal (tf_cursor_take_until (&cursor_b, '.'), name);
}

/* ---- name and comments ------------------------------------------------------------- */

/* The answer goes to the address that is shown, or the list's manager wrote it. */
static gboolean
is_list_form (const Search *search, const TfClaim *claim)
{
    return search->is_list && claim->local &&
           (tf_list_form_follows (claim->rest) ||
            is_claim_in (search->input->reply_to, TF_LIMIT_ADDRESS_CLAIMS, claim));
}

static gboolean
is_of_sender (const Search *search, const TfClaim *claim)
{
    const TfGuarded *guarded = &search->input->guarded;

    return tf_suffix_list_same_organization (guarded->suffixes, claim->domain,
                                             search->domain) ||
           (tf_guarded_is_own (guarded, search->domain) &&
            tf_guarded_is_own (guarded, claim->domain));
}

static TfLevel
judge (const Search *search, const TfClaim *claim)
{
    const TfGuarded *guarded = &search->input->guarded;
    const char *local =
        search->where == TF_SHOWN_IN_LOCAL_PART ? NULL : search->input->author->local;

    if (is_of_sender (search, claim) || is_list_form (search, claim))
        return TF_LEVEL_QUIET;
    if (is_own (guarded, claim))
        return TF_LEVEL_ALARM;
    if (!tf_claim_is_plausible (claim, local, guarded->suffixes))
        return tf_guarded_is_watched (guarded, claim->domain) ? TF_LEVEL_WARNING
                                                              : TF_LEVEL_QUIET;
    if (!claim->local && is_namesake (search, claim->domain))
        return TF_LEVEL_NOTE;
    return TF_LEVEL_WARNING;
}

/* ---- local part -------------------------------------------------------------------- */

/* RFC 5322 §3.2.3: what must stand in quotes. */
static gboolean
is_quoted (const char *local)
{
    TfSpan text = tf_span_of (local);

    for (gsize i = 0; i < text.length; i++)
        if ((guchar)text.data[i] <= ' ' ||
            tf_span_has (tf_span_of ("\"()<>@,;:\\[]"), text.data[i]))
            return TRUE;
    return FALSE;
}

static gboolean
has_letters (TfSpan text)
{
    for (gsize i = 0; i < text.length; i++)
        if ((guchar)text.data[i] >= 0x80 || g_ascii_isalnum (text.data[i]))
            return TRUE;
    return FALSE;
}

/* Nothing but the address: programs that drop the quotes show it as the sender's. */
static gboolean
is_whole (const char *text, const TfClaim *claim)
{
    gsize before = (gsize)(claim->written.data - text);
    gsize address = strlen (claim->local) + 1;

    return before >= address && !has_letters (tf_span (text, before - address)) &&
           !has_letters (claim->rest);
}

static void
search_text (Search *search, const char *foreign)
{
    g_autofree char *text = tf_visible_text (foreign);
    g_auto (TfClaimReader) reader = {0};
    TfClaim claim;

    tf_claim_reader_init (&reader, text);
    while (search->n_judged < TF_LIMIT_NAME_CLAIMS &&
           tf_claim_reader_next (&reader, &claim)) {
        TfLevel level = judge (search, &claim);

        if (search->where == TF_SHOWN_IN_LOCAL_PART && claim.local &&
            level == TF_LEVEL_WARNING && is_whole (text, &claim))
            level = TF_LEVEL_ALARM;
        search->n_judged += is_of_sender (search, &claim) ? 0 : 1;
        note (search, level, claim.local, claim.domain);
    }
}

/* A route or a munged address: "admin%bank.example", "bank.example!admin",
 * "jane=40bank.example". */
static void
search_route_piece (Search *search, TfSpan piece, gboolean is_route)
{
    const TfGuarded *guarded = &search->input->guarded;
    g_autofree char *domain = tf_domain_parse (piece);
    TfClaim claim = {.domain = domain, .written = piece, .is_certain = TRUE};

    if (!domain || !tf_domain_parent (domain) || is_of_sender (search, &claim) ||
        !tf_claim_is_plausible (&claim, NULL, guarded->suffixes))
        return;
    if (tf_guarded_is_watched (guarded, domain))
        note (search, TF_LEVEL_WARNING, NULL, domain);
    else if (is_route)
        note (search, TF_LEVEL_NOTE, NULL, domain);
}

static gboolean
is_piece_byte (guchar byte)
{
    return byte != '%' && byte != '!' && byte != '=';
}

static void
search_route (Search *search, const char *local)
{
    TfCursor cursor = tf_cursor (tf_span_of (local));
    int before = 0;

    while (!tf_cursor_at_end (&cursor) && search->n_judged < TF_LIMIT_NAME_CLAIMS) {
        TfSpan piece = tf_cursor_take_while (&cursor, is_piece_byte);
        TfCursor look = tf_cursor (piece);
        gboolean is_route = before != 0 || tf_cursor_peek (&cursor) == '!';

        if (before == '=' &&
            tf_cursor_take_text (&look, "40")) /* a quoted-printable "@" */
            search_route_piece (search, tf_cursor_rest (&look), TRUE);
        search_route_piece (search, piece, is_route);
        search->n_judged++;
        before = tf_cursor_next (&cursor);
    }
}

static void
search_local (Search *search, const char *local)
{
    g_autofree char *visible = tf_visible_text (local);

    search->where = TF_SHOWN_IN_LOCAL_PART;
    if (is_quoted (visible)) /* a full-width "@" is shown as one */
        search_text (search, local);
    else if (!search->is_list)
        search_route (search, local);
}

/* ---- all of them ------------------------------------------------------------------- */

void
tf_shown_find (const TfImpersonationInput *input, TfShown *ret_shown)
{
    const TfAuthor *author = input->author;
    Search search = {.input = input, .domain = author->domain, .worst = ret_shown};

    *ret_shown = (TfShown){0};
    if (!author->domain)
        return;
    search.is_list =
        tf_list_id_matches (input->list_id, author->domain, input->guarded.suffixes);
    if (author->name)
        search_text (&search, author->name);
    search.n_judged = 0;
    search.where = TF_SHOWN_IN_COMMENT;
    if (input->comments)
        search_text (&search, input->comments);
    search.n_judged = 0;
    if (author->local)
        search_local (&search, author->local);
    search.n_judged = 0;
    search.where = TF_SHOWN_IN_NAME;
    if (input->beside)
        search_text (&search, input->beside);
}
