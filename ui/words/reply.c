/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* reply: the words of a composer, and of the question before sending. They name where it goes
 * and what the message is not; nothing that a sender can write freely is in them. */

#include "words/translate.h"
#include "words/words-private.h"

static char *
join_addresses (const char *const *addresses)
{
    return tf_words_addresses ((gpointer const *)addresses,
                               g_strv_length ((char **)addresses));
}

static const char *
heading_template (TfReplyKind kind)
{
    switch (kind) {
    case TF_REPLY_ANSWER:
        break;
    case TF_REPLY_FORWARD:
        /* Translators: {reply} is one or more mail addresses to which a message is forwarded. */
        return _ ("You are forwarding this to {reply}");
    }
    /* Translators: {reply} is one or more mail addresses. */
    return _ ("Your answer goes to {reply}");
}

char *
tf_words_reply_heading (const TfReport *report, TfReplyKind kind,
                        const char *const *recipients)
{
    g_autofree char *reply = NULL;

    if (recipients == NULL || recipients[0] == NULL)
        return tf_words_summary (report);
    reply = join_addresses (recipients);
    return tf_words_fill (heading_template (kind), "reply", reply, NULL);
}

static gboolean
is_lookalike (const TfReport *report)
{
    return report->verdict.deciding.code == TF_CODE_LOOKALIKE_DOMAIN;
}

/* What was confirmed, and what names nobody, must not be called unconfirmed: then the message's
 * own words say what is wrong with it. */
static gboolean
is_unconfirmed (const TfReport *report)
{
    return report->evidence.result != TF_EVIDENCE_PASS &&
           report->verdict.deciding.code != TF_CODE_SENDER_DISGUISED;
}

char *
tf_words_reply_text (const TfReport *report)
{
    g_autofree char *heading = NULL;
    g_autofree char *text = NULL;

    if (is_lookalike (report))
        return tf_words_fill_report (
            _ ("The message names {from} as its sender, not {known}."), report);
    if (is_unconfirmed (report))
        return tf_words_fill_report (
            _ ("The message was not confirmed as coming from {from}."), report);
    heading = tf_words_summary (report);
    text = tf_words_summary_text (report);
    return g_strconcat (heading, "\n", text, NULL);
}

char *
tf_words_reply_line (const TfReport *report, const char *const *elsewhere)
{
    g_autofree char *reply = NULL;
    g_autofree char *from = NULL;

    if (elsewhere == NULL || elsewhere[0] == NULL)
        return NULL;
    reply = join_addresses (elsewhere);
    from = tf_words_from (report);
    return tf_words_fill (
        /* Translators: {reply} is one or more mail addresses, which the message names for
         * replies to it; {from} is the domain of its sender. */
        _ ("The message asks for replies to {reply}, not to {from}."), "reply", reply,
        "from", from, NULL);
}

char *
tf_words_reply_confirmation (const TfReport *report)
{
    if (!is_lookalike (report))
        return NULL;
    /* Translators: to be ticked before sending; both are domains that look alike. */
    return tf_words_fill_report (_ ("I mean {from}, not {known}"), report);
}
