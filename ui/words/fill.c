/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* fill: whole sentences with {placeholders}. Translators move the placeholders;
 * values are put in once and never read again, so that a name of "{from}" stays what it
 * is. */
#include <glib/gi18n-lib.h>

#include "words/words-private.h"

#define MAX_PAIRS 10

typedef struct {
    const char *key;
    const char *value;
} Pair;

static const char *
find_value (const Pair *pairs, guint n_pairs, TfSpan key)
{
    for (guint i = 0; i < n_pairs; i++)
        if (tf_span_equal (key, pairs[i].key))
            return pairs[i].value;
    return NULL;
}

/* The cursor is behind "{". */
static void
fill_one (GString *out, TfCursor *cursor, const Pair *pairs, guint n_pairs)
{
    TfSpan key = tf_cursor_take_until (cursor, '}');
    tf_cursor_take (cursor, '}');
    const char *value = find_value (pairs, n_pairs, key);
    if (value != NULL)
        g_string_append (out, value);
    else
        g_string_append_printf (out, "{%.*s}", (int)key.length, key.data);
}

static char *
fill_pairs (const char *template, const Pair *pairs, guint n_pairs)
{
    GString *out = g_string_new (NULL);
    TfCursor cursor = tf_cursor (tf_span_of (template));
    while (!tf_cursor_at_end (&cursor)) {
        TfSpan text = tf_cursor_take_until (&cursor, '{');
        g_string_append_len (out, text.data, (gssize)text.length);
        if (tf_cursor_take (&cursor, '{'))
            fill_one (out, &cursor, pairs, n_pairs);
    }
    return g_string_free (out, FALSE);
}

char *
tf_words_fill (const char *template, ...)
{
    Pair pairs[MAX_PAIRS];
    guint n_pairs = 0;
    va_list arguments;
    va_start (arguments, template);
    const char *key = va_arg (arguments, const char *);
    while (key != NULL && n_pairs < MAX_PAIRS) {
        pairs[n_pairs].key = key;
        pairs[n_pairs++].value = va_arg (arguments, const char *);
        key = va_arg (arguments, const char *);
    }
    va_end (arguments);
    return fill_pairs (template, pairs, n_pairs);
}

char *
tf_words_time (gint64 seconds)
{
    g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);
    char *text = time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M:%S %z") : NULL;
    return text != NULL ? text : g_strdup_printf ("%" G_GINT64_FORMAT, seconds);
}

const char *
tf_words_signer (const TfReport *report)
{
    for (guint i = 0; i < report->dkim->len; i++) {
        const TfDkimResult *result = g_ptr_array_index (report->dkim, i);
        if (result->aligned && result->authenticates)
            return result->domain;
    }
    return report->evidence.source == TF_PASS_SOURCE_SPF ? report->delivery->spf_domain
                                                         : NULL;
}

static gboolean
is_elsewhere (const char *address, const char *author_domain)
{
    TfSpan local;
    TfSpan span;
    if (!tf_words_split_address (address, &local, &span))
        return FALSE;
    g_autofree char *domain = tf_domain_parse (span);
    return domain == NULL || !tf_suffix_list_same_organization (tf_words_suffixes (),
                                                                domain, author_domain);
}

const char *
tf_words_reply_elsewhere (const TfReport *report)
{
    const TfDossier *dossier = report->dossier;
    const char *domain = dossier->author->domain;
    if (report->impersonation != NULL && report->impersonation->reply_lookalike != NULL)
        return report->impersonation->reply_lookalike;
    for (guint i = 0; i < dossier->reply_to->len; i++) {
        const char *address = g_ptr_array_index (dossier->reply_to, i);
        if (domain == NULL || is_elsewhere (address, domain))
            return address;
    }
    return NULL;
}

/* The domain that the evidence is about; of an unclear author what he seems to be. */
static char *
from_value (const TfReport *report)
{
    const TfAuthor *author = report->dossier->author;
    const char *domain =
        report->author_domain != NULL ? report->author_domain : author->domain;
    if (domain != NULL)
        return tf_words_domain (domain, TF_WORDS_DOMAIN_CHARS);
    if (author->address != NULL)
        return tf_words_address (NULL, NULL, author->address);
    return g_strdup (_ ("an unnamed sender"));
}

/* TF05 is about the part of the name that shows another address. */
static char *
shown_value (const TfShown *shown)
{
    if (shown->address != NULL)
        return tf_words_address_text (shown->address);
    return tf_words_domain (shown->domain, TF_WORDS_DOMAIN_CHARS);
}

static char *
name_value (const TfReport *report)
{
    const TfAuthor *author = report->dossier->author;
    const TfImpersonation *signs = report->impersonation;
    if (report->verdict.deciding.code == TF_CODE_NAME_SHOWS_OTHER_ADDRESS &&
        signs != NULL && signs->shown.domain != NULL)
        return shown_value (&signs->shown);
    if (author->name != NULL)
        return tf_words_isolated_text (author->name, TF_WORDS_NAME_CHARS);
    return g_strdup (_ ("the sender"));
}

static char *
reply_value (const TfReport *report)
{
    const char *reply = tf_words_reply_elsewhere (report);
    return reply != NULL ? tf_words_address_text (reply)
                         : g_strdup (_ ("another address"));
}

static char *
known_value (const TfReport *report)
{
    if (report->impersonation != NULL && report->impersonation->known != NULL)
        return tf_words_domain (report->impersonation->known, TF_WORDS_DOMAIN_CHARS);
    return g_strdup (_ ("the name it looks like"));
}

static char *
list_value (const TfDossier *dossier)
{
    if (dossier->list_id != NULL)
        return tf_words_isolated_text (dossier->list_id, TF_WORDS_NAME_CHARS);
    return g_strdup (_ ("a mailing list"));
}

char *
tf_words_fill_report (const char *template, const TfReport *report)
{
    const char *signer_domain = tf_words_signer (report);
    g_autofree char *from = from_value (report);
    g_autofree char *name = name_value (report);
    g_autofree char *reply = reply_value (report);
    g_autofree char *list = list_value (report->dossier);
    g_autofree char *known = known_value (report);
    g_autofree char *date = tf_words_time (report->received_at);
    g_autofree char *signer = signer_domain != NULL
                                  ? tf_words_domain (signer_domain, TF_WORDS_DOMAIN_CHARS)
                                  : NULL;
    return tf_words_fill (template, "from", from, "real", from, "name", name, "reply",
                          reply, "list", list, "date", date, "signer",
                          signer != NULL ? signer : from, "known", known, NULL);
}
