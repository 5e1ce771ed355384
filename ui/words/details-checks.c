/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* details-checks: the rows of the details about what was checked: signatures, the domain's rule,
 * the DNS; the delivery is in details-delivery.c. What a signature says about a person (i=) is left
 * out, because a signature proves only a domain. */

#include "words/translate.h"
#include "words/words-private.h"

/* ---- signatures -------------------------------------------------------------------- */

static char *
signature_result (const TfDkimResult *result)
{
    if (result->result == TF_RESULT_PASS)
        return g_strdup (_ ("The signature is valid."));
    if (result->result == TF_RESULT_POLICY && result->authenticates)
        return tf_words_with_reason (
            /* Translators: {reason} is a clause without a full stop, such as "it is too long". */
            _ ("The signature is valid for what it covers, but not for everything: {reason}."),
            result->reason);
    if (result->header_verified && result->reason == TF_REASON_BODY_HASH_MISMATCH)
        return g_strdup (
            _ ("The signature is valid for the sender and the date, but the text is not "
               "the one that was signed."));
    if (result->header_verified && result->reason == TF_REASON_MARK_ADDED)
        /* Translators: a mark is a word in brackets such as [List] or [EXTERNAL]. */
        return g_strdup (_ (
            "The signature is valid once the mark in front of the subject is taken away."));
    if (result->result == TF_RESULT_TEMPERROR)
        /* Translators: "It" is a signature, or the forwarding; {reason} is a clause. */
        return tf_words_with_reason (_ ("It could not be checked: {reason}."),
                                     result->reason);
    /* Translators: "It" is a signature, or the result of a mail server; {reason} is a clause. */
    return tf_words_with_reason (_ ("It does not count: {reason}."), result->reason);
}

static char *
signature_meaning (const TfDkimResult *result, const TfReport *report)
{
    if (result->aligned)
        return g_strdup (_ ("It belongs to the sender's own domain."));
    return tf_words_fill_report (
        /* Translators: "It" is a signature. {from} is the domain in the From line. */
        _ ("It does not belong to {from}, so it says nothing about this sender."),
        report);
}

static char *
signature_key (const TfDkimResult *result)
{
    g_autofree char *selector = tf_words_isolated_text (result->selector, 63);
    g_autofree char *algorithm = tf_words_isolated_text (result->algorithm, 40);
    g_autofree char *bits = g_strdup_printf ("%u", result->key_bits);

    if (result->key_bits == 0)
        /* Translators: about a signature: {selector} is the name of its key. */
        return tf_words_fill (_ ("Key {selector}, {algorithm}."), "selector", selector,
                              "algorithm", algorithm, NULL);
    /* Translators: about a signature: {selector} is the name of its key. */
    return tf_words_fill (_ ("Key {selector}, {algorithm}, {bits} bits."), "selector",
                          selector, "algorithm", algorithm, "bits", bits, NULL);
}

static void
add_signature (GPtrArray *rows, const TfReport *report, const TfDkimResult *result)
{
    g_autofree char *domain =
        result->domain != NULL
            ? tf_words_domain_both (result->domain)
            /* Translators: used in place of a domain, for example in "Signature of {domain}". */
            : g_strdup (_ ("an unnamed domain"));
    GString *value = g_string_new (NULL);

    tf_words_add_sentence (value, signature_result (result));
    tf_words_add_sentence (value, signature_meaning (result, report));
    if (result->weak && result->reason != TF_REASON_WEAK_KEY)
        tf_words_add_sentence (value,
                               g_strdup (_ ("The key is short by today's rules.")));
    if (result->testing && result->reason != TF_REASON_TESTING_KEY)
        tf_words_add_sentence (value,
                               g_strdup (_ ("The domain is only testing the key.")));
    if (result->mark_removed)
        tf_words_add_sentence (
            /* Translators: "It" is a signature. */
            value, g_strdup (_ ("It is valid without the marks that were put into the "
                                "subject, such as a list's name in brackets.")));
    if (result->footer_removed)
        tf_words_add_sentence (
            value, g_strdup (_ ("The text is the signed one without the lines that were "
                                "added below it.")));
    if (result->variant == TF_VARIANT_LINE_ENDS)
        tf_words_add_sentence (
            value,
            /* Translators: "It" is a signature. */
            g_strdup (_ ("It is valid once the line ends, mixed up when the message was "
                         "stored, are repaired.")));
    if (result->variant == TF_VARIANT_MBOX)
        tf_words_add_sentence (
            value,
            /* Translators: "It" is a signature. */
            g_strdup (_ ("It is valid once the marks added when the message was stored "
                         "are removed.")));
    if (result->selector != NULL)
        tf_words_add_sentence (value, signature_key (result));
    tf_words_add_row (
        rows,
        /* Translators: a label; what follows says whether the signature is valid. */
        tf_words_fill (_ ("Signature of {domain}"), "domain", domain, NULL),
        g_string_free (value, FALSE));
}

/* ---- what a valid signature leaves open (TF16) ------------------------------------- */

static char *
unsigned_bytes (guint64 count)
{
    g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, count);
    gulong n = (gulong)MIN (count, 1000000);

    return tf_words_fill (
        dngettext (GETTEXT_PACKAGE, "{count} byte at the end of the text is not signed.",
                   "{count} bytes at the end of the text are not signed.", n),
        "count", number, NULL);
}

static char *
named_field (const char *template, const char *field)
{
    g_autofree char *shown = tf_words_isolated_text (field, 40);

    return tf_words_fill (template, "field", shown, NULL);
}

char *
tf_words_not_covered (const TfReport *report)
{
    const TfCoverage *open;
    GString *value;

    if (report->partial == NULL)
        return NULL;
    open = &report->partial->coverage;
    value = g_string_new (NULL);
    if (open->unsigned_bytes > 0)
        tf_words_add_sentence (value, unsigned_bytes (open->unsigned_bytes));
    if (open->subject_open)
        tf_words_add_sentence (value, g_strdup (_ ("The subject is not signed.")));
    if (open->content_type_open)
        tf_words_add_sentence (value,
                               g_strdup (_ ("The format of the text is not signed.")));
    if (open->answer_field != NULL && open->answer_unreadable)
        tf_words_add_sentence (
            value,
            g_strdup (_ ("The reply address is written so that mail programs read it "
                         "differently, and is not signed.")));
    else if (open->answer_field != NULL)
        tf_words_add_sentence (
            value,
            g_strdup (_ ("The reply address belongs to another organization and is not "
                         "signed.")));
    if (open->header_ends_early)
        tf_words_add_sentence (
            value,
            g_strdup (_ ("Some mail programs end the message header too early, and "
                         "show the rest of it as text.")));
    if (open->added_field != NULL)
        tf_words_add_sentence (
            value,
            /* Translators: {field} is the name of a header field, such as "subject". */
            named_field (_ ("A second line \"{field}\" was added."), open->added_field));
    if (open->duplicate_field != NULL)
        tf_words_add_sentence (
            /* Translators: {field} is the name of a header field, such as "subject". */
            value, named_field (_ ("The line \"{field}\" is there more than once "
                                   "and is not signed."),
                                open->duplicate_field));
    return g_string_free (value, FALSE);
}

/* ---- all of them -------------------------------------------------------------------- */

void
tf_words_add_signatures (GPtrArray *rows, const TfReport *report)
{
    if (report->dkim->len == 0)
        tf_words_add_row (
            /* Translators: a label; "The message carries none." follows. */
            rows, g_strdup (_ ("Signatures")),
            /* Translators: "none" means no signatures; the label before it is "Signatures". */
            g_strdup (_ ("The message carries none.")));
    for (guint i = 0; i < report->dkim->len; i++)
        add_signature (rows, report, g_ptr_array_index (report->dkim, i));
    if (report->dossier->n_dkim2 > 0)
        tf_words_add_row (
            /* Translators: the name of a new method of signing; it is usually not translated. */
            rows, g_strdup (_ ("DKIM2")),
            g_strdup (_ ("The message carries fields of this new method, which are not "
                         "checked yet.")));
    if (report->partial != NULL)
        tf_words_add_row (
            rows,
            /* Translators: a label; what follows lists the parts of the message that are not signed. */
            g_strdup (_ ("Not covered")), tf_words_not_covered (report));
}

/* ---- the domain's rule ------------------------------------------------------------- */

static const char *
rule_words (TfPolicy policy)
{
    switch (policy) {
    case TF_POLICY_REJECT:
        return _ ("Mail that the domain has not confirmed should be refused.");
    case TF_POLICY_QUARANTINE:
        return _ (
            "Mail that the domain has not confirmed should be treated as suspicious.");
    case TF_POLICY_NONE:
        break;
    }
    return _ ("The domain asks for nothing to be done with mail it has not confirmed.");
}

static char *
rule_place (const TfDmarcPolicy *policy)
{
    g_autofree char *domain = tf_words_domain_both (policy->domain);

    /* Translators: "Published" is the policy; {domain} is where it was found in the DNS. */
    return tf_words_fill (_ ("Published by {domain}."), "domain", domain, NULL);
}

void
tf_words_add_rule (GPtrArray *rows, const TfReport *report)
{
    const TfDmarcPolicy *policy = report->policy;
    GString *value;

    if (policy == NULL)
        return;
    value = g_string_new (NULL);
    if (policy->lookup != TF_LOOKUP_DONE)
        tf_words_add_sentence (
            value,
            /* Translators: "It" is the policy of a domain; {reason} is a clause. */
            tf_words_with_reason (_ ("It could not be read: {reason}."), policy->reason));
    else if (!policy->exists)
        /* Translators: "none" means no policy; the label before it is "Policy of {from}". */
        tf_words_add_sentence (value, g_strdup (_ ("The domain publishes none.")));
    else
        tf_words_add_sentence (value, g_strdup (rule_words (policy->published)));
    if (policy->exists && policy->testing)
        tf_words_add_sentence (
            value,
            /* Translators: "It" is the policy of a domain. */
            g_strdup (_ ("It is still being tested, so it counts one step less.")));
    if (policy->exists && policy->domain != NULL)
        tf_words_add_sentence (value, rule_place (policy));
    /* Translators: a label; how to treat unconfirmed mail of the domain follows. */
    tf_words_add_row (rows, tf_words_fill_report (_ ("Policy of {from}"), report),
                      g_string_free (value, FALSE));
}

/* ---- the DNS ----------------------------------------------------------------------- */

void
tf_words_add_dns (GPtrArray *rows, const TfDns *dns)
{
    guint n_questions = tf_dns_count_questions (dns);
    guint n_failed = tf_dns_count_failed (dns);
    g_autofree char *questions = g_strdup_printf ("%u", n_questions);
    g_autofree char *failed = g_strdup_printf ("%u", n_failed);
    GString *value = g_string_new (NULL);

    if (n_questions == 0)
        /* Translators: the label before it is "DNS". */
        tf_words_add_sentence (value, g_strdup (_ ("No question was asked.")));
    else
        tf_words_add_sentence (
            value,
            /* Translators: {count} is how many questions the DNS was asked. */
            tf_words_fill (dngettext (GETTEXT_PACKAGE, "{count} question was asked.",
                                      "{count} questions were asked.", n_questions),
                           "count", questions, NULL));
    if (n_failed > 0)
        tf_words_add_sentence (
            value,
            /* Translators: {count} is how many of the questions to the DNS. */
            tf_words_fill (dngettext (GETTEXT_PACKAGE, "{count} got no clear answer.",
                                      "{count} got no clear answer.", n_failed),
                           "count", failed, NULL));
    /* Translators: a label; what follows says how many questions the DNS was asked. */
    tf_words_add_row (rows, g_strdup (_ ("DNS")), g_string_free (value, FALSE));
}
