/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* explain: every code for the helpdesk: what it is called, what it means, and
 * what to tell somebody who calls about it. Codes keep their meaning for ever, so these
 * texts may only become clearer. */
#include "words/translate.h"
#include "words/words.h"

typedef struct {
    const char *title;
    const char *meaning;
    const char *advice;
} Explanation;

/* clang-format off */
static const Explanation explanations[TF_N_CODES] = {
    [TF_CODE_DOMAIN_FORGED] = {
        N_ ("The sender's domain is probably forged"),
        N_ ("The domain in the From line publishes a rule: mail that it has not "
            "confirmed is to be refused or treated as suspicious. This message "
            "carries no valid signature of the domain, and it came by another route "
            "than the domain's own mail, or from a server that the domain does not "
            "name."),
        N_ ("Do not reply, pay, log in or open attachments because of this message. "
            "Ask the supposed sender by phone, using a number you already have. If they "
            "did send it, their mail is not set up properly, and the people who run "
            "their domain need to know.") },
    [TF_CODE_OWN_DOMAIN_FORGED] = {
        N_ ("Your own domain is probably forged"),
        N_ ("The From line names your own organization, but nothing shows that the "
            "message came through it: it carries no valid signature of your domain, and "
            "it came by another route than your organization's mail, or from a server "
            "that your domain does not name. Anybody can write your domain into the From "
            "line. A service that sends for your organization, such as one for "
            "newsletters or surveys, can look the same if it is not set up properly."),
        N_ ("Treat it as coming from a stranger, even when it names a colleague or a "
            "director. Do not pay, log in or send data because of it. Ask the person "
            "named by phone, using a number you already have, and pass the message on "
            "to those who look after mail in your organization: if it is honest, they "
            "can set up the service that sent it.") },
    [TF_CODE_DOMAIN_UNPROVEN] = {
        N_ ("The sender's domain could not be confirmed"),
        N_ ("The domain asks mail programs to distrust mail it has not confirmed. "
            "Nothing in this message confirms it, but forwarding or a mailing list "
            "may be the reason, or which server sent it is not known."),
        N_ ("Before you act on it, ask the sender by phone or in a new message to an "
            "address you know. Do not use Reply for that.") },
    [TF_CODE_SENDER_DISGUISED] = {
        N_ ("It is not clear who the sender is"),
        N_ ("The From line is missing, names several senders, or is written so that "
            "mail programs read it differently. Ordinary programs do not write such "
            "messages; forgers do, so that the check and the reader see different "
            "senders."),
        N_ ("Do not rely on the name or address that is shown. If the message wants "
            "something from you, ask the supposed sender another way.") },
    [TF_CODE_NAME_SHOWS_OTHER_ADDRESS] = {
        N_ ("The name shows another address"),
        N_ ("The name beside the real address looks like an address or a domain of "
            "somebody else. Many programs show only the name."),
        N_ ("Look at the address the message comes from, not at the name. A reply "
            "goes to that address.") },
    [TF_CODE_LOOKALIKE_DOMAIN] = {
        N_ ("The sender's domain looks like another one"),
        N_ ("The domain in the From line differs from one that you know only by "
            "letters that look alike, or holds the known name inside a longer one."),
        N_ ("Compare the two names letter by letter. If you expected the known one, "
            "do not act on this message.") },
    [TF_CODE_KNOWN_NAME_NEW_ADDRESS] = {
        N_ ("A known name with a new address"),
        N_ ("The name is that of somebody you know, but the address is one you have "
            "never had mail from. People change addresses; forgers borrow names."),
        N_ ("Ask the person by phone or at the known address whether the new address "
            "is theirs.") },
    [TF_CODE_SELF_FORGED] = {
        N_ ("Somebody may be using your own address"),
        N_ ("The message shows your own address as its sender, but nothing shows that it "
            "was sent from your account. Anybody can write your address into the From line; "
            "nobody has to break into your account for that. A message of your own that "
            "comes back through a mailing list can look the same."),
        N_ ("Do not pay what the message asks for, and do not open its links. It does not "
            "mean that somebody knows your password: change that only if there are other "
            "signs, such as sent mail that you did not write.") },
    [TF_CODE_DIFFERENT_FROM_USUAL] = {
        N_ ("Different from usual"),
        N_ ("Earlier messages from this domain were confirmed by it, and this one is "
            "not. The domain itself publishes no rule about that."),
        N_ ("Ask the sender another way before you act on it.") },
    [TF_CODE_LIST_AUTHOR_UNCHECKED] = {
        N_ ("Sent through a known list"),
        N_ ("A mailing list that you know confirms that it sent the message on. "
            "Whether the author named wrote it cannot be checked through the list."),
        N_ ("Nothing needs to be done. Treat requests on a list as you would any "
            "public post.") },
    [TF_CODE_PROVIDER_REWROTE] = {
        N_ ("Confirmed on arrival, changed by the provider"),
        N_ ("The reader's mail server, which the program has been told to believe, found "
            "the message confirmed when it arrived. The message was changed "
            "afterwards, for instance by adding a notice at the top, so our own check of "
            "the signature fails."),
        N_ ("Nothing needs to be done.") },
    [TF_CODE_NOTHING_TO_CHECK] = {
        N_ ("Nothing to check"),
        N_ ("The domain publishes no rule for its mail, or one that asks for nothing, "
            "and nothing in this message confirms it. Much ordinary mail is like "
            "this. It may be real or forged; nothing in it shows which."),
        N_ ("Judge the message by what it asks for. Where money, passwords or access "
            "are at stake, ask the sender another way.") },
    [TF_CODE_CHECK_INCOMPLETE] = {
        N_ ("The check could not be finished"),
        N_ ("The DNS did not answer, the program works offline, or only a part of the "
            "message was fetched. This says nothing about the message."),
        N_ ("Check again later, when the network works. Until then treat the message "
            "as one that was not checked.") },
    [TF_CODE_TOO_OLD_TO_CHECK] = {
        N_ ("Too old to check"),
        N_ ("The message arrived more than a week ago and was not checked then. "
            "Domains change their keys and rules, so what is missing today proves "
            "nothing about that day."),
        N_ ("Nothing needs to be done. Where money or access is at stake, ask "
            "the sender another way.") },
    [TF_CODE_DOMAIN_CONFIRMED] = {
        N_ ("The domain is confirmed"),
        N_ ("The domain in the From line has confirmed the message: by its signature, by "
            "naming the server that sent it, or as the reader's own mail server found. "
            "That names the domain, not the person: somebody may have broken into an account there, "
            "and a forger can own a domain that confirms everything."),
        N_ ("If the message still seems wrong, read the domain letter by letter, and "
            "ask the sender another way.") },
    [TF_CODE_PARTLY_UNSIGNED] = {
        N_ ("Only a part is confirmed"),
        N_ ("The sender's domain has signed this message, but not all of it: the signature "
            "leaves out, for example, the end of the text, the subject or the address to "
            "which a reply goes. Somebody else may have added or changed that part. It can "
            "also be honest: some senders sign too little, and mailing lists add lines or "
            "an address for replies."),
        /* Translators: "Not covered" is a label in the details. */
        N_ ("The details say which part it is, under “Not covered”. Do not rely on "
            "that part. Before you reply or pay, ask the sender by phone or in a new message "
            "what they wrote.") },
    [TF_CODE_MONITORED_DOMAIN_FAILED] = {
        N_ ("Not confirmed, and its domain does not require it"),
        N_ ("Nothing shows that the message comes from the domain it names, and that domain "
            "does not ask for such mail to be refused. Mailing lists and invoice services "
            "often send mail like this; forgers can too."),
        N_ ("Before you pay, log in or send data because of it, ask the sender by phone or in "
            "a new message to an address you know. If all mail of this sender is like this, "
            "the people who run the domain can have it confirmed.") },
    [TF_CODE_REPLY_GOES_ELSEWHERE] = {
        N_ ("A reply would go elsewhere"),
        N_ ("The message asks for replies to an address of another organization, and "
            "something else about it is doubtful too."),
        N_ ("Do not use Reply. Write a new message to an address you know.") },
    [TF_CODE_CHANGED_ON_THE_WAY] = {
        N_ ("Changed on the way"),
        N_ ("The domain signed the sender and the date, but the text is not the one "
            "that was signed. Mailing lists and mail gateways add lines; a forger can "
            "exchange the whole text."),
        N_ ("If it came through a mailing list, that is the usual reason. Otherwise "
            "ask the sender what they wrote, above all when it holds an account number "
            "or a link.") },
    [TF_CODE_NAME_USES_BRAND] = {
        N_ ("The name is that of a known company"),
        N_ ("The name beside the address is that of a company, but the address does "
            "not belong to it, as far as the program knows."),
        N_ ("Do not follow links in the message. Open the company's site the way you "
            "always do.") },
    [TF_CODE_NAME_DECORATED] = {
        N_ ("The name is decorated"),
        N_ ("The sender's name contains something that names do not need: a tick, a padlock, "
            "a word that claims a check was made, or hidden characters that change the "
            "order of the letters. Senders choose their own name and can put anything into it."),
        N_ ("Do not go by the name. Look at the address beside it: if it is not the one you "
            "expect, ask the sender another way before you do what the message wants.") },
};
/* clang-format on */

const char *
tf_words_explain_title (TfCode code)
{
    return _ (explanations[code].title);
}

const char *
tf_words_explain_meaning (TfCode code)
{
    return _ (explanations[code].meaning);
}

const char *
tf_words_explain_advice (TfCode code)
{
    return _ (explanations[code].advice);
}

const char *
tf_words_advice (const TfReport *report)
{
    if (report->facts.signer_accepted && report->verdict.deciding.level == TF_LEVEL_QUIET)
        return _ ("Nothing, as long as you still accept this signer for this sender.");
    return tf_words_explain_advice (report->verdict.deciding.code);
}
