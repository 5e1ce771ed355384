/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* codes: the heading and the text for each row of the verdict table. A heading has at most
 * nine words, a text at most two sentences; they promise nothing and use no technical
 * words. Nothing that a sender can write freely is in them: {from} and {real} are the
 * sender's domain. */
#include "words/words.h"

#include "words/translate.h"
#include "words/words-private.h"

typedef struct {
    const char *heading;
    const char *text;
} Words;

/* clang-format off */
static const Words words[TF_N_CODES] = {
    [TF_CODE_DOMAIN_FORGED] = {
        /* Translators: {from} is always the domain in the From line. */
        N_ ("This message is probably not from {from}"),
        N_ ("Someone may be using its name. Do not reply, pay, log in or open "
            "attachments because of this message.") },
    [TF_CODE_OWN_DOMAIN_FORGED] = {
        /* Translators: {from} is the domain in the From line. */
        N_ ("This message may only pretend to be from {from}"),
        N_ ("Nothing shows that it came through your organization. Do not pay, log in "
            "or send data because of it.") },
    [TF_CODE_DOMAIN_UNPROVEN] = {
        /* Translators: {from} is the domain in the From line. */
        N_ ("We could not confirm that {from} sent this"),
        N_ ("It may have been forged or changed on the way. Before you act on it, ask "
            "the sender by phone or in a new message.") },
    [TF_CODE_SENDER_DISGUISED] = {
        N_ ("It is not clear who sent this message"),
        NULL /* unclear.c */ },
    [TF_CODE_NAME_SHOWS_OTHER_ADDRESS] = {
        N_ ("The name shows a different address"),
        /* Translators: {shown} is an address or a domain that is part of the sender's name. */
        N_ ("It shows {shown}, but the message comes from {real}.") },
    [TF_CODE_LOOKALIKE_DOMAIN] = {
        /* Translators: both are domains that look alike; {known} is one that the reader knows. */
        N_ ("{from} is not {known}"),
        N_ ("The names look alike, but they are different.") },
    [TF_CODE_KNOWN_NAME_NEW_ADDRESS] = {
        /* Translators: {name} is the name of a contact of the reader. */
        N_ ("New address for {name}"),
        /* Translators: {name} is the name of a contact of the reader. */
        N_ ("You know {name} under a different address. Ask before you trust this one.") },
    [TF_CODE_SELF_FORGED] = {
        N_ ("This may not be your own message"),
        N_ ("It uses your address, and nothing shows that your account sent it. That "
            "alone does not mean that your account was broken into.") },
    [TF_CODE_DIFFERENT_FROM_USUAL] = {
        N_ ("Different from usual"),
        /* Translators: {from} is the domain in the From line. */
        N_ ("Mail from {from} is normally confirmed. This message is not.") },
    [TF_CODE_LIST_AUTHOR_UNCHECKED] = {
        /* Translators: {list} is the name of a mailing list. */
        N_ ("Sent through {list}"),
        /* Translators: "it" is the list. */
        N_ ("The list is one that you know. Whether {from} wrote the message cannot "
            "be checked through it.") },
    [TF_CODE_PROVIDER_REWROTE] = {
        N_ ("Confirmed when it arrived"),
        /* Translators: {from} is the domain in the From line. */
        N_ ("Your mail provider found the message confirmed by {from}; the text was "
            "changed afterwards.") },
    [TF_CODE_NOTHING_TO_CHECK] = {
        N_ ("Nothing to check"),
        /* Translators: {from} is the domain in the From line. */
        N_ ("Nothing in this message proves that {from} sent it, and {from} does not "
            "ask for that.") },
    [TF_CODE_CHECK_INCOMPLETE] = {
        N_ ("The check could not be finished"),
        /* Translators: "it" is the check. */
        N_ ("Something that it needs could not be read just now. Check again later.") },
    [TF_CODE_TOO_OLD_TO_CHECK] = {
        N_ ("Too old to check"),
        /* Translators: {date} is a date with a time. */
        N_ ("The message arrived on {date}. What would prove its sender is no longer "
            "kept.") },
    [TF_CODE_DOMAIN_CONFIRMED] = {
        /* Translators: {signer} is a domain. */
        N_ ("Confirmed by {signer}"),
        /* Translators: {signer} is a domain. */
        N_ ("{signer} confirms that this message comes from there. That says nothing "
            "about the person who wrote it, or about what it asks for.") },
    [TF_CODE_PARTLY_UNSIGNED] = {
        N_ ("Part of this message is not confirmed"),
        /* Translators: {from} is the domain in the From line. */
        N_ ("{from} confirmed only a part; something may have been added later.") },
    [TF_CODE_MONITORED_DOMAIN_FAILED] = {
        /* Translators: {from} is the domain in the From line. */
        N_ ("We could not confirm that {from} sent this"),
        N_ ("Nothing proves it. Lists and invoice services often send like this; ask "
            "before you act on it.") },
    [TF_CODE_REPLY_GOES_ELSEWHERE] = {
        /* Translators: {reply} is a mail address. */
        N_ ("Your answer would go to {reply}"),
        /* Translators: {from} is the domain in the From line. */
        N_ ("The message claims to be from {from}.") },
    [TF_CODE_CHANGED_ON_THE_WAY] = {
        N_ ("This message was changed on the way"),
        /* Translators: {from} is the domain in the From line. */
        N_ ("{from} confirmed the sender and the date, but not the text you see. "
            "Lists and gateways change mail like this; a forger can too.") },
    [TF_CODE_NAME_USES_BRAND] = {
        /* Translators: {name} is a known company, {real} the domain in the From line. */
        N_ ("The name says {name}, the address says {real}"),
        N_ ("They do not belong together, as far as this program knows.") },
    [TF_CODE_NAME_DECORATED] = {
        N_ ("This sender's name is decorated"),
        /* Translators: "Signs" are pictures such as ticks and padlocks. {real} is a domain. */
        N_ ("Signs in a name prove nothing. The message comes from {real}.") },
};
/* clang-format on */

/* Quiet rows whose sentence depends on more than the code. */
static const Words local_mail = {
    /* Translators: mail that stays on one machine or in one organization. */
    N_ ("Local mail"),
    N_ ("The message never passed a public mail server, and its sender has no internet "
        "address."),
};
static const Words inside_mail = {
    N_ ("Sent from within your organization"),
    N_ ("Your own mail server recorded that the sender had logged in."),
};
static const Words confirmed_by_way = {
    N_ ("Confirmed by {signer}"),
    /* Translators: {signer} is a domain. */
    N_ ("{signer} names the server that sent this message as one of its own. That says "
        "nothing about the person who wrote it, or about what it asks for."),
};
static const Words confirmed_by_server = {
    N_ ("Confirmed by your mail server"),
    /* Translators: "It" is the reader's mail server. {from} is the domain in the From line. */
    N_ ("It found, when the message arrived, that it comes from {from}. That says "
        "nothing about the person who wrote it, or about what it asks for."),
};
static const Words dns_trouble = {
    N_ ("The check could not be finished"),
    /* Translators: {from} is the domain in the From line. */
    N_ ("The DNS, where {from} publishes what is needed, did not answer. Check again "
        "later."),
};
static const Words offline = {
    N_ ("Not checked: the DNS was not asked"),
    N_ ("The check needs the DNS, and the program works offline."),
};
static const Words incomplete = {
    N_ ("Not checked: the message is not complete"),
    N_ ("Only a part of it was fetched. Open it as a whole, then check again."),
};
static const Words changed_without_policy = {
    N_ ("Changed on the way"),
    /* Translators: {from} is the domain in the From line. */
    N_ ("{from} confirmed the sender and the date, but not the text you see. Lists and "
        "gateways often change mail like this."),
};

/* TF19 when the text is unchanged, or when this program itself stored a different one. */
static const Words only_marked = {
    N_ ("This message was changed on the way"),
    /* Translators: a mark is a word in brackets such as [List] or [EXTERNAL]. */
    N_ ("Only a mark was put in front of the subject. Everything else is as {from} "
        "confirmed it."),
};
static const Words stored_again = {
    N_ ("This copy of the message was changed here"),
    /* Translators: {from} is the domain in the From line. */
    N_ ("Your mail program has stored it again, so its text is not the one that {from} "
        "confirmed."),
};

static const Words accepted_signer = {
    N_ ("Signed by a domain that you accept"),
    /* Translators: {from} is the domain in the From line. */
    N_ ("{from} itself does not confirm this message. A domain that you accept for this sender "
        "has signed all of it."),
};
static const Words server_rewrites = {
    N_ ("This account's server changes messages"),
    /* Translators: {from} is the domain in the From line. */
    N_ ("So it cannot be confirmed here that {from} sent this one."),
};

static const Words *
incomplete_words (TfReason reason)
{
    if (reason == TF_REASON_OFFLINE)
        return &offline;
    if (reason == TF_REASON_INCOMPLETE)
        return &incomplete;
    return reason == TF_REASON_DNS ? &dns_trouble : &words[TF_CODE_CHECK_INCOMPLETE];
}

static const Words *
confirmed_words (TfPassSource source)
{
    switch (source) {
    case TF_PASS_SOURCE_SPF:
        return &confirmed_by_way;
    case TF_PASS_SOURCE_SERVER:
        return &confirmed_by_server;
    case TF_PASS_SOURCE_INTERNAL:
        return &inside_mail;
    case TF_PASS_SOURCE_NONE:
    case TF_PASS_SOURCE_DKIM:
        break;
    }
    return &words[TF_CODE_DOMAIN_CONFIRMED];
}

static const Words *
changed_words (TfReason reason)
{
    if (reason == TF_REASON_MARK_ADDED)
        return &only_marked;
    if (reason == TF_REASON_STORED_AGAIN)
        return &stored_again;
    return &words[TF_CODE_CHANGED_ON_THE_WAY];
}

static const Words *
words_of (const TfReport *report)
{
    const TfFinding *deciding = &report->verdict.deciding;
    const TfEvidence *evidence = &report->evidence;

    if (deciding->code == TF_CODE_SENDER_DISGUISED && deciding->level == TF_LEVEL_QUIET)
        return &local_mail;
    if (report->facts.signer_accepted && deciding->level == TF_LEVEL_QUIET)
        return &accepted_signer;
    if (deciding->code == TF_CODE_DOMAIN_CONFIRMED)
        return confirmed_words (evidence->source);
    if (deciding->code == TF_CODE_DOMAIN_UNPROVEN &&
        evidence->reason == TF_REASON_SERVER_REWRITES)
        return &server_rewrites;
    if (deciding->code == TF_CODE_CHECK_INCOMPLETE)
        return incomplete_words (evidence->reason);
    if (deciding->code == TF_CODE_CHANGED_ON_THE_WAY)
        return changed_words (evidence->reason);
    if (deciding->code == TF_CODE_NOTHING_TO_CHECK &&
        evidence->result == TF_EVIDENCE_CHANGED)
        return &changed_without_policy;
    return &words[deciding->code];
}

static gboolean
is_shown (const TfReport *report)
{
    return report->verdict.deciding.level != TF_LEVEL_QUIET;
}

char *
tf_words_summary (const TfReport *report)
{
    return tf_words_fill_report (_ (words_of (report)->heading), report);
}

char *
tf_words_summary_text (const TfReport *report)
{
    const char *text = words_of (report)->text;

    return tf_words_fill_report (_ (text != NULL ? text : tf_words_unclear (report)),
                                 report);
}

char *
tf_words_heading (const TfReport *report)
{
    return is_shown (report) ? tf_words_summary (report) : NULL;
}

char *
tf_words_text (const TfReport *report)
{
    return is_shown (report) ? tf_words_summary_text (report) : NULL;
}

char *
tf_words_confirmed_line (const TfReport *report)
{
    if (is_shown (report) || report->verdict.deciding.code != TF_CODE_DOMAIN_CONFIRMED)
        return NULL;
    /* Translators: one plain line above a message; {from} is the domain in its From line. */
    return tf_words_fill_report (_ ("Confirmed domain: {from}"), report);
}

const char *
tf_words_level (TfLevel level)
{
    switch (level) {
    case TF_LEVEL_ALARM:
        /* Translators: the worst of four levels. */
        return C_ ("level", "Alarm");
    case TF_LEVEL_WARNING:
        /* Translators: the second of four levels. */
        return C_ ("level", "Warning");
    case TF_LEVEL_NOTE:
        /* Translators: the third of four levels: a remark. */
        return C_ ("level", "Note");
    case TF_LEVEL_QUIET:
        break;
    }
    /* Translators: the mildest of four levels: nothing is shown. */
    return C_ ("level", "Quiet");
}

const char *
tf_words_result (const TfReport *report)
{
    const TfFinding *deciding = &report->verdict.deciding;

    if (deciding->code == TF_CODE_CHECK_INCOMPLETE)
        /* Translators: the check of one message; stands in place of the level. */
        return C_ ("level", "Not finished");
    return tf_words_level (deciding->level);
}

/* ---- the address line -------------------------------------------------------------- */

char *
tf_words_addresses (gpointer const *addresses, guint n_addresses)
{
    GString *out = g_string_new (NULL);

    for (guint i = 0; i < MIN (n_addresses, TF_WORDS_ADDRESSES); i++) {
        g_autofree char *shown = tf_words_address_text (addresses[i]);

        tf_words_add_item (out, shown);
    }
    if (n_addresses > TF_WORDS_ADDRESSES)
        tf_words_add_item (out, "\u2026");
    return g_string_free (out, FALSE);
}

char *
tf_words_address_line (const TfReport *report)
{
    const TfAuthor *author = report->dossier->author;
    g_autofree char *address = NULL;

    if (author->addresses->len > 1) {
        address = tf_words_addresses (author->addresses->pdata, author->addresses->len);
        /* Translators: a line in the banner. {addresses} is a list of mail addresses. */
        return tf_words_fill (_ ("Addresses shown: {addresses}"), "addresses", address,
                              NULL);
    }
    if (author->address != NULL)
        address = tf_words_address (author->local, author->domain, author->address);
    else if (author->addresses->len > 0)
        address = tf_words_address_text (g_ptr_array_index (author->addresses, 0));
    else
        /* Translators: a line in the banner: the message has no sender's address. */
        return g_strdup (_ ("Address shown: none"));
    /* Translators: a line in the banner. {address} is the sender's mail address. */
    return tf_words_fill (_ ("Address shown: {address}"), "address", address, NULL);
}
