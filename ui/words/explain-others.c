/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* explain-others: every code for those who do not answer the phone: what a reader can do in the mail
 * program, and what an administrator can check and change. As in explain.c, these texts may only become
 * clearer. */
#include "words/translate.h"
#include "words/words.h"

typedef struct {
    const char *reader;
    const char *admin;
} Advice;

/* Translators: what a reader can do, and what an administrator can check and change. "Report", "Save…",
 * "Details" and "Check again" are buttons. Do not translate what is typed: commands, settings,
 * options and names of records. */
/* clang-format off */
static const Advice advice[TF_N_CODES] = {
    [TF_CODE_DOMAIN_FORGED] = {
        N_ ("Do not answer, and use no link, attachment or phone number in it. Press Report, or "
            "Save… if there is no helpdesk, and ask the supposed sender by phone."),
        N_ ("Look in the mail server's log for who delivered it and who else received it. If the "
            "sender is real, the records shown by “truefrom domain” need correcting there. If your "
            "own server changed or forwarded it, “truefrom setup” finds how to name that server.") },
    [TF_CODE_OWN_DOMAIN_FORGED] = {
        N_ ("Treat it as mail from a stranger, whoever it names. Press Report, and ask the "
            "colleague by phone before you pay or change anything."),
        N_ ("“truefrom aggregate” shows which services send in your name: give each its DKIM key, or "
            "a place in SPF. Your mail server can refuse mail from outside that shows your domain in "
            "From without a signature of yours.") },
    [TF_CODE_DOMAIN_UNPROVEN] = {
        N_ ("It may be real. Ask the sender before you act on it. If all mail of this sender is "
            "like this, Details may offer to accept who signs it, or ask which server is your "
            "provider's."),
        N_ ("Put your receiving server into border-hosts (“truefrom setup” finds it), so that SPF "
            "can be evaluated. A forwarder that seals mail with ARC can be named with "
            "--trust-sealer. The sender can help by signing with DKIM.") },
    [TF_CODE_SENDER_DISGUISED] = {
        N_ ("Details lists the addresses that it names. Write to none of them. If you expected "
            "mail from somebody, ask them another way, and press Report."),
        N_ ("Look at From and Sender in the original. If a program of your own writes it so, "
            "correct that: one From field with one complete address. Mail servers can refuse "
            "what breaks RFC 5322 there.") },
    [TF_CODE_NAME_SHOWS_OTHER_ADDRESS] = {
        N_ ("Go by the address, not by the name. If it belongs to a service that you use, Details "
            "may offer to accept this sender; otherwise do not answer."),
        N_ ("Ticket systems and services that forward mail can often be told to leave addresses "
            "out of names. One that you use can be named with --accept-sender or "
            "--alias-service.") },
    [TF_CODE_LOOKALIKE_DOMAIN] = {
        N_ ("Compare the two names letter by letter. Reach the one you know by a link or an "
            "address that you saved yourself, and press Report."),
        N_ ("“truefrom scan” and the mail server's log show what else came from it. Block "
            "the domain and tell its registrar. If it is your own or a partner's, name it with "
            "--own or --accept-sender.") },
    [TF_CODE_KNOWN_NAME_NEW_ADDRESS] = {
        N_ ("Ask the person at the address you already have, or by phone. If the new one is "
            "theirs, add it to your address book, and the warning ends."),
        N_ ("Names come from the address books of the mail program and from --known; directories "
            "(LDAP) are not read. If many receive such mail in one name, block the address and "
            "tell those who make payments.") },
    [TF_CODE_SELF_FORGED] = {
        N_ ("Look into your folder of sent mail: what is not there was not sent by you. Change "
            "your password only if mail was sent that you did not write."),
        N_ ("See in the mail server's log whether the account was used at that time. A DMARC policy "
            "of quarantine or reject, obeyed by your own server too, stops such mail. Copiers and "
            "web forms that send in a user's name have to log in.") },
    [TF_CODE_DIFFERENT_FROM_USUAL] = {
        N_ ("Ask the sender by phone or in a new message before you act on it. They may have "
            "changed their provider."),
        N_ ("“truefrom memory show” says how mail of the domain was confirmed before; compare "
            "signatures and route with an earlier message. If what was learned is no longer right, "
            "“truefrom memory forget” starts anew.") },
    [TF_CODE_LIST_AUTHOR_UNCHECKED] = {
        N_ ("Read and answer it as usual, but treat requests in it as you would a stranger's."),
        N_ ("A list that adds nothing to Subject and text keeps the author's signature valid. Which "
            "lists are known: those learned from mail, in the setting known-lists and in "
            "--known-list.") },
    [TF_CODE_PROVIDER_REWROTE] = {
        N_ ("Nothing needs to be done. Details names the server that found it confirmed."),
        N_ ("Make sure that this server removes results that strangers write under its name: it is "
            "believed because of a setting. If it left mail as it is, the signatures "
            "would stay valid.") },
    [TF_CODE_NOTHING_TO_CHECK] = {
        N_ ("Nothing speaks for it or against it. Go by what it asks for, and ask the sender "
            "another way before you pay or log in."),
        N_ ("The domain has no DMARC policy that asks for anything, which can be changed only "
            "there. If it is yours, “truefrom domain” says what to publish, in which order.") },
    [TF_CODE_CHECK_INCOMPLETE] = {
        N_ ("Press Check again when you are online. Until then treat it as a message that was "
            "not checked."),
        N_ ("See whether the resolver (setting resolver, --resolver) answers TXT queries from this "
            "computer, and whether the setting dns allows any. “truefrom check --details” shows "
            "what failed. If only one domain fails, its name servers are at fault.") },
    [TF_CODE_TOO_OLD_TO_CHECK] = {
        N_ ("Nothing needs to be done. If you still want to act on it, ask the sender first."),
        N_ ("With dns at arrival and memory on, mail is checked in time and its keys are kept. An "
            "archive can be checked with answers recorded in its day (--answers).") },
    [TF_CODE_DOMAIN_CONFIRMED] = {
        N_ ("Details names the domain and what confirmed it. Read the domain letter by letter "
            "where money or access is at stake."),
        N_ ("If it is a fraud all the same, the domain or an account there belongs to the "
            "attacker: “truefrom report” writes a mail to its abuse desk. Blocking the domain "
            "works, because its mail is really its own.") },
    [TF_CODE_PARTLY_UNSIGNED] = {
        /* Translators: "Not covered" is a label in the details. */
        N_ ("Details says under “Not covered” what anybody may have added. Do not use that part, "
            "such as an account number or the address for answers."),
        N_ ("The sender should sign the whole text (no l=) and From, Reply-To, Subject, Date and "
            "Content-Type, each once more than it occurs. If your own server adds lines or fields, "
            "let it leave signed mail alone.") },
    [TF_CODE_MONITORED_DOMAIN_FAILED] = {
        N_ ("It may be real. Ask the sender before you pay, log in or send data because of it. If "
            "they always write through this service, Details may offer to accept who signs it."),
        N_ ("The domain's policy is p=none. If it is yours, “truefrom aggregate” shows which of your "
            "services are not confirmed: sign their mail with DKIM, then go on to quarantine and "
            "reject. If it is a partner's, tell them.") },
    [TF_CODE_REPLY_GOES_ELSEWHERE] = {
        N_ ("Do not use Reply. Write a new message to an address that you already have, and press "
            "Report."),
        N_ ("Search the mail server's log for answers that went to the address in Reply-To, and "
            "block it. Services that set Reply-To should sign that field; domains of your own are "
            "named with --own.") },
    [TF_CODE_CHANGED_ON_THE_WAY] = {
        N_ ("If it came through a mailing list, that is the usual reason. Otherwise ask the sender "
            "what they wrote, above all account numbers and links."),
        N_ ("Find what changes it: a list, a gateway that adds a notice or rewrites links, a virus "
            "scanner. If it is your own, let it record its results before it changes mail, and "
            "have them believed (“truefrom setup”).") },
    [TF_CODE_NAME_USES_BRAND] = {
        N_ ("Use no link in it. Open the company's site the way you always do, and look there "
            "whether it wants anything."),
        N_ ("Brands and their domains come from the lists of the program and from --brands, where "
            "domains can be added. A service that the company really uses can be named with "
            "--accept-sender; otherwise block the address.") },
    [TF_CODE_NAME_DECORATED] = {
        N_ ("Go by the address beside the name. If it is not the one you expect, ask the sender "
            "another way."),
        N_ ("If a service of yours writes such a name, have the signs taken out. Mail servers can "
            "remove pictures and hidden characters from names. A sender that is right can be named "
            "with --accept-sender.") },
};
/* clang-format on */

const char *
tf_words_explain_heading (TfAudience audience)
{
    switch (audience) {
    case TF_AUDIENCE_CALLER:
        /* Translators: a line above advice, for a helpdesk that somebody has called. */
        return _ ("What to tell a caller:");
    case TF_AUDIENCE_READER:
        /* Translators: a line above advice, for somebody who has got the message. */
        return _ ("What you can do:");
    case TF_AUDIENCE_ADMIN:
        break;
    }
    /* Translators: a line above advice, for whoever looks after mail. */
    return _ ("What an administrator can check and change:");
}

const char *
tf_words_explain_for (TfCode code, TfAudience audience)
{
    switch (audience) {
    case TF_AUDIENCE_CALLER:
        break;
    case TF_AUDIENCE_READER:
        return _ (advice[code].reader);
    case TF_AUDIENCE_ADMIN:
        return _ (advice[code].admin);
    }
    return tf_words_explain_advice (code);
}
