/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* values: what replaces each {placeholder} when a sentence is about a report. */

#include "words/translate.h"
#include "words/words-private.h"

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

const char *
tf_words_reply_elsewhere (const TfReport *report)
{
    if (report->impersonation != NULL && report->impersonation->reply_lookalike != NULL)
        return report->impersonation->reply_lookalike;
    for (guint i = 0; report->elsewhere != NULL && i < report->elsewhere->len; i++) {
        const TfAnswerTarget *target = g_ptr_array_index (report->elsewhere, i);

        if (target->field == TF_ANSWER_REPLY_TO && target->address != NULL)
            return target->address;
    }
    return NULL;
}

/* The domain that the evidence is about; for an unclear author the one that seems to be meant. */
char *
tf_words_from (const TfReport *report)
{
    const TfAuthor *author = report->dossier->author;
    const char *domain =
        report->author_domain != NULL ? report->author_domain : author->domain;

    if (domain != NULL)
        return tf_words_domain_in_sentence (domain);
    if (author->address != NULL)
        return tf_words_address (NULL, NULL, author->address);
    /* Translators: used in a sentence in place of a domain. */
    return g_strdup (_ ("an unnamed sender"));
}

/* TF05: the address or domain that is in the name, never the name itself. */
static char *
shown_value (const TfImpersonation *signs)
{
    if (signs == NULL || signs->shown.domain == NULL)
        /* Translators: used in a sentence in place of {shown} or {reply}. */
        return g_strdup (_ ("another address"));
    if (signs->shown.address != NULL)
        return tf_words_address_text (signs->shown.address);
    return tf_words_domain_in_sentence (signs->shown.domain);
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
        return tf_words_domain_in_sentence (report->impersonation->known);
    /* Translators: used in a sentence in place of {known}; "it" is the sender's domain. */
    return g_strdup (_ ("the name it looks like"));
}

static char *
signer_value (const TfReport *report)
{
    const char *signer = tf_words_signer (report);

    return signer != NULL ? tf_words_domain_in_sentence (signer) : tf_words_from (report);
}

/* A contact's or a brand's name: no sender can choose it. */
static char *
name_value (const TfReport *report)
{
    const TfImpersonation *signs = report->impersonation;
    gboolean is_contact = report->verdict.deciding.code == TF_CODE_KNOWN_NAME_NEW_ADDRESS;
    const char *name = NULL;

    if (signs != NULL)
        name = is_contact || signs->brand == NULL ? signs->contact : signs->brand;
    if (name == NULL)
        /* Translators: used in a sentence in place of {name}. */
        return g_strdup (_ ("somebody"));
    return tf_words_isolated_text (name, TF_WORDS_NAME_CHARS);
}

/* One of several author domains. */
static char *
author_value (const TfReport *report, guint index)
{
    const GPtrArray *domains = report->dossier->author->domains;

    return index < domains->len
               ? tf_words_domain_in_sentence (g_ptr_array_index (domains, index))
               : tf_words_from (report);
}

char *
tf_words_fill_report (const char *template, const TfReport *report)
{
    g_autofree char *from = tf_words_from (report);
    g_autofree char *shown = shown_value (report->impersonation);
    g_autofree char *reply = reply_value (report);
    g_autofree char *known = known_value (report);
    g_autofree char *date = tf_words_time (report->received_at);
    g_autofree char *signer = signer_value (report);
    g_autofree char *first = author_value (report, 0);
    g_autofree char *second = author_value (report, 1);
    g_autofree char *name = name_value (report);

    /* No name of a list is known here, so {list} is the same for all of them. */
    return tf_words_fill (template, "from", from, "real", from, "shown", shown, "reply",
                          reply, "date", date, "signer", signer, "known", known, "first",
                          first, "second", second, "name", name, "list",
                          /* Translators: used in a sentence in place of {list}. */
                          _ ("a mailing list"), NULL);
}
