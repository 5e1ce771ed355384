/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* display-name: whether a name, a comment or the local part of From shows an address or
 * a domain of another organization (TF05). Leaves out: brands and
 * people's names. */
#include "impersonation/lookalike-private.h"

#include <string.h>

/** Search: one text of one message. */
typedef struct {
    const TfImpersonationInput *input;
    const char *domain; /* of From */
    TfShownIn where;
    const TfNameService *service; /* the one that sent this; or NULL */
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

/* Of equally bad ones the first is shown. */
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
    worst->address = local != NULL ? g_strconcat (local, "@", domain, NULL) : NULL;
}

/* ---- whose it is ------------------------------------------------------------------- */

/* The same name below another public suffix usually belongs to the same organization. */
static gboolean
is_namesake (const Search *search, const char *domain)
{
    const TfSuffixList *suffixes = search->input->guarded.suffixes;
    const char *a = tf_suffix_list_registrable (suffixes, domain);
    const char *b = tf_suffix_list_registrable (suffixes, search->domain);
    TfCursor cursor_a = tf_cursor (tf_span_of (a)), cursor_b = tf_cursor (tf_span_of (b));
    TfSpan label = tf_cursor_take_until (&cursor_a, '.');
    g_autofree char *name = tf_span_dup (label);

    return a != NULL && b != NULL &&
           tf_span_equal (tf_cursor_take_until (&cursor_b, '.'), name);
}

/* The reader wrote it from one of several addresses: the name may show another of them. */
static gboolean
is_of_reader (const Search *search, const TfClaim *claim)
{
    const TfGuarded *guarded = &search->input->guarded;

    return search->input->is_from_reader &&
           (tf_guarded_is_own (guarded, claim->domain) ||
            (claim->local != NULL &&
             tf_guarded_is_own_address (guarded, claim->local, claim->domain)));
}

static gboolean
is_of_sender (const Search *search, const TfClaim *claim)
{
    const TfGuarded *guarded = &search->input->guarded;

    return tf_suffix_list_same_organization (guarded->suffixes, claim->domain,
                                             search->domain) ||
           (tf_guarded_is_own (guarded, search->domain) &&
            tf_guarded_is_own (guarded, claim->domain)) ||
           tf_brands_has_both (search->input->brands, claim->domain, search->domain) ||
           is_of_reader (search, claim);
}

/* ---- name and comments ------------------------------------------------------------- */

/* An answer goes to the very address that is shown. */
static gboolean
is_answered (const Search *search, const TfClaim *claim)
{
    const GPtrArray *reply_to = search->input->reply_to;
    g_autofree char *address = NULL;

    if (claim->local == NULL || reply_to == NULL)
        return FALSE;
    address = g_strconcat (claim->local, "@", claim->domain, NULL);
    for (guint i = 0; i < MIN (reply_to->len, TF_LIMIT_ADDRESS_CLAIMS); i++)
        if (g_ascii_strcasecmp (address, g_ptr_array_index (reply_to, i)) == 0)
            return TRUE;
    return FALSE;
}

/* A list or service that writes on behalf of others, and has signed, may write this. */
static gboolean
is_exempt (const Search *search, const char *text, const TfClaim *claim)
{
    const char *end = claim->written.data + claim->written.length;

    if (search->where != TF_SHOWN_IN_NAME)
        return FALSE;
    if (search->service != NULL &&
        tf_name_service_has_form (search->service, text, claim))
        return TRUE;
    return search->input->is_known_list &&
           (is_answered (search, claim) ||
            tf_list_form_is (tf_span (text, (gsize)(claim->start - text)),
                             tf_span_of (end)));
}

static TfLevel
judge_address (const Search *search, const TfClaim *claim)
{
    const TfGuarded *guarded = &search->input->guarded;

    if (tf_claim_is_own (claim, guarded) || tf_claim_is_contact (claim, guarded))
        return TF_LEVEL_ALARM;
    return tf_claim_is_watched (claim, guarded) ||
                   tf_claim_is_plausible (claim, NULL, guarded->suffixes)
               ? TF_LEVEL_WARNING
               : TF_LEVEL_QUIET;
}

/* "xin.wang---": the local part of an address that Mailman has masked. */
static gboolean
is_masked (const TfClaim *claim)
{
    TfCursor cursor =
        tf_cursor (tf_span_of (claim->written.data + claim->written.length));

    return tf_cursor_take_text (&cursor, "---");
}

static TfLevel
judge_domain (const Search *search, const TfClaim *claim)
{
    const TfGuarded *guarded = &search->input->guarded;
    const char *local =
        search->where == TF_SHOWN_IN_LOCAL_PART ? NULL : search->input->author->local;

    if (tf_claim_is_watched (claim, guarded))
        return TF_LEVEL_WARNING;
    if (is_masked (claim) || is_namesake (search, claim->domain) ||
        !tf_claim_is_plausible (claim, local, guarded->suffixes))
        return TF_LEVEL_QUIET;
    return TF_LEVEL_NOTE;
}

static TfLevel
judge (const Search *search, const char *text, const TfClaim *claim)
{
    if (is_of_sender (search, claim))
        return TF_LEVEL_QUIET;
    if (is_exempt (search, text, claim))
        return tf_claim_is_own (claim, &search->input->guarded) ? TF_LEVEL_NOTE
                                                                : TF_LEVEL_QUIET;
    return claim->local != NULL ? judge_address (search, claim)
                                : judge_domain (search, claim);
}

/* ---- a text ------------------------------------------------------------------------ */

/* What has been judged is blanked out, so that it is not judged again. */
static void
blank (char *rest, const char *text, const TfClaim *claim)
{
    gsize length = (gsize)(claim->written.data + claim->written.length - claim->start);

    memset (rest + (claim->start - text), ' ', length);
}

/* Finds an own, known or protected domain that is not written like a domain. */
static void
search_mentions (Search *search, const char *rest)
{
    g_autofree char *lower = g_utf8_strdown (rest, -1);
    gboolean only_own =
        search->where == TF_SHOWN_IN_LOCAL_PART && search->service != NULL;
    const char *domain = tf_guarded_find_mention (
        &search->input->guarded, tf_span_of (lower), search->domain, only_own);

    if (domain != NULL)
        note (search, TF_LEVEL_WARNING, NULL, domain);
}

/* RESPELLED: what is in TEXT is not written so, and counts only if it is watched. */
static void
search_visible (Search *search, const char *text, gboolean respelled)
{
    g_autofree char *rest = g_strdup (text);
    g_auto (TfClaimReader) reader = {0};
    TfClaim claim;

    tf_claim_reader_init (&reader, text);
    while (search->n_judged < TF_LIMIT_NAME_CLAIMS &&
           tf_claim_reader_next (&reader, &claim)) {
        TfLevel level = judge (search, text, &claim);

        search->n_judged += is_of_sender (search, &claim) ? 0 : 1;
        if (!respelled || tf_claim_is_watched (&claim, &search->input->guarded))
            note (search, level, claim.local, claim.domain);
        if (claim.local != NULL ||
            tf_guarded_is_watched (&search->input->guarded, claim.domain))
            blank (rest, text, &claim);
    }
    if (respelled) {
        g_autofree char *spelled = tf_respelled_text (rest);

        search_mentions (search, spelled);
    } else {
        search_mentions (search, rest);
    }
}

/* What only people recognize. */
static void
search_respelled (Search *search, const char *foreign)
{
    g_autofree char *dotted = tf_respelled_dots (foreign);
    g_autofree char *text = tf_visible_text (dotted, TF_SIGNS_JOINED);

    search->n_judged = 0;
    search_visible (search, text, TRUE);
}

/* A sign may count as a letter of the name, or as what ends it: both are tried. */
static void
search_text (Search *search, const char *foreign)
{
    g_autofree char *before = NULL;

    for (int signs = TF_SIGNS_JOINED; signs < TF_N_SIGNS; signs++) {
        g_autofree char *text = tf_visible_text (foreign, (TfSigns)signs);

        search->n_judged = 0;
        if (g_strcmp0 (text, before) != 0)
            search_visible (search, text, FALSE);
        g_free (before);
        before = g_steal_pointer (&text);
    }
    search_respelled (search, foreign);
}

/* ---- local part -------------------------------------------------------------------- */

/* RFC 5322 §3.2.3: what must be written in quotes. */
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

/* "jane=40example.org", "jane%40example.org": how programs write "@" there. */
static char *
with_at (const char *local)
{
    GString *out = g_string_new (NULL);
    TfCursor cursor = tf_cursor (tf_span_of (local));

    while (!tf_cursor_at_end (&cursor))
        if (tf_cursor_take_text (&cursor, "=40") || tf_cursor_take_text (&cursor, "%40"))
            g_string_append_c (out, '@');
        else
            g_string_append_c (out, (char)tf_cursor_next (&cursor));
    return g_string_free (out, FALSE);
}

/* "boss=bank.example@...": nobody takes this for the address, but it is there for a reason. */
static void
search_unquoted (Search *search, const char *visible)
{
    g_autofree char *lower = g_utf8_strdown (visible, -1);
    g_autofree char *text = with_at (lower);
    const char *domain =
        tf_guarded_find_mention (&search->input->guarded, tf_span_of (text),
                                 search->domain, search->service != NULL);

    if (domain != NULL)
        note (search, TF_LEVEL_NOTE, NULL, domain);
}

static void
search_local (Search *search, const char *local)
{
    g_autofree char *visible = tf_visible_text (local, TF_SIGNS_JOINED);

    search->where = TF_SHOWN_IN_LOCAL_PART;
    if (is_quoted (visible)) /* a full-width "@" is shown as one */
        search_text (search, local);
    else
        search_unquoted (search, visible);
}

/* What is shown besides the address, without the bracket that ends the address. */
static void
search_beside (Search *search, const char *beside)
{
    g_autofree char *text = g_strdup (beside);
    gsize length = strlen (text);

    while (length > 0 && (text[length - 1] == '>' || text[length - 1] == ' '))
        text[--length] = '\0';
    search->where = TF_SHOWN_IN_NAME;
    if (g_strcmp0 (text, search->input->author->name) != 0 &&
        g_strcmp0 (text, search->input->author->address) != 0)
        search_text (search, text);
}

/* ---- all of them ------------------------------------------------------------------- */

void
tf_shown_find (const TfImpersonationInput *input, TfShown *ret_shown)
{
    const TfAuthor *author = input->author;
    Search search = {.input = input, .domain = author->domain, .worst = ret_shown};

    *ret_shown = (TfShown){0};
    if (author->domain == NULL)
        return;
    if (input->is_authenticated)
        search.service = tf_name_service_find (author->domain);
    if (input->is_alias_service)
        search.service = tf_name_service_alias ();
    if (author->name != NULL)
        search_text (&search, author->name);
    search.where = TF_SHOWN_IN_COMMENT;
    if (input->comments != NULL)
        search_text (&search, input->comments);
    if (author->local != NULL)
        search_local (&search, author->local);
    if (input->beside != NULL)
        search_beside (&search, input->beside);
}
