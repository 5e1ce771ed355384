/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* unclear: why it is not clear who sent a message (TF04), one sentence for each reason. What From
 * names is shown by its domains, because a sender can write anything into a local part. */

#include "words/translate.h"
#include "words/words-private.h"

/* clang-format off */
static const struct {
    TfReason reason;
    const char *text; /* with one domain, or none */
    const char *two;  /* where two domains are named; or NULL */
} reasons[] = {
    /* Translators: "It" is the message, in all of these sentences. */
    {TF_REASON_MISSING, N_ ("It names no sender. Ask before you act on it."), NULL},
    {TF_REASON_EMPTY, N_ ("It names no sender. Ask before you act on it."), NULL},
    {TF_REASON_EMPTY_GROUP, N_ ("It names no sender. Ask before you act on it."), NULL},
    {TF_REASON_SEVERAL_FIELDS,
     N_ ("It has several From lines. Ask before you act on it."),
     /* Translators: {first} and {second} are domains. */
     N_ ("It has several From lines: {first} and {second}. Ask before you act on it.")},
    {TF_REASON_SEVERAL_DOMAINS,
     N_ ("It names several senders. Ask before you act on it."),
     /* Translators: {first} and {second} are domains. */
     N_ ("It names several senders: {first} and {second}. Ask before you act on it.")},
    {TF_REASON_SEVERAL_AUTHORS,
     N_ ("It names several senders. Ask before you act on it."),
     N_ ("It names several senders: {first} and {second}. Ask before you act on it.")},
    {TF_REASON_SINGLE_LABEL,
     N_ ("The address of its sender has no internet domain. Ask before you act on it."), NULL},
    {TF_REASON_DOMAIN_LITERAL,
     N_ ("The address of its sender has no internet domain. Ask before you act on it."), NULL},
    {TF_REASON_SYNTAX,
     N_ ("The address of its sender has no internet domain. Ask before you act on it."), NULL},
};
/* clang-format on */

const char *
tf_words_unclear (const TfReport *report)
{
    gboolean are_two = report->dossier->author->domains->len > 1;

    if (report->evidence.result !=
        TF_EVIDENCE_AMBIGUOUS_FROM) /* authors of one organization */
        return N_ (
            "It names several authors, but not who sent it. Ask before you act on it.");
    for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
        if (reasons[i].reason == report->evidence.reason)
            return are_two && reasons[i].two != NULL ? reasons[i].two : reasons[i].text;
    return N_ ("Mail programs show its sender differently. Ask before you act on it.");
}
