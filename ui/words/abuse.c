/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* abuse: the mail is in English whatever the language of the reader: the desk may be anywhere. What is said about it
 * to its sender is translated. */
#include "words/abuse.h"

#include "words/translate.h"
#include "words/words-private.h"

/* ---- to the abuse desk ------------------------------------------------------------- */

static const char *
shown_domain (const TfReport *report)
{
    return report->author_domain != NULL ? report->author_domain
                                         : report->dossier->author->domain;
}

char *
tf_words_abuse_subject (const TfReport *report)
{
    const char *kind = tf_abuse_is_fraud (report) ? "fraud" : "abuse";
    const char *domain = shown_domain (report);

    if (domain == NULL)
        return g_strdup_printf ("Abuse report (%s): a message", kind);
    return g_strdup_printf ("Abuse report (%s): message in the name of %s", kind, domain);
}

static void
add_line (GString *text, const char *label, const char *foreign,
          const TfRedaction *redaction)
{
    g_autofree char *safe = foreign != NULL ? tf_words_safe_text (foreign, 0) : NULL;
    g_autofree char *shown = safe != NULL && redaction != NULL
                                 ? tf_redaction_apply (redaction, safe, TF_SCOPE_ALL)
                                 : g_strdup (safe);

    if (shown != NULL && *shown != '\0')
        g_string_append_printf (text, "%s: %s\n", label, shown);
}

static void
add_proven (GString *text, const TfReport *report)
{
    for (guint i = 0; i < report->dkim->len; i++) {
        const TfDkimResult *result = g_ptr_array_index (report->dkim, i);

        if (result->authenticates)
            add_line (text, "Signed by (DKIM)", result->domain, NULL);
    }
    if (report->delivery->spf.result == TF_RESULT_PASS)
        add_line (text, "Sent by a server of (SPF)", report->delivery->spf_domain, NULL);
}

/* What is missing in the copy, beside what is in brackets there. */
static void
add_omissions (GString *text, const TfAbuseCopy *copy, const TfRedaction *redaction)
{
    if (copy->n_left_out > 0)
        g_string_append_printf (text, "Fields of the header that were left out: %u\n",
                                copy->n_left_out);
    if (copy->uris->len >= TF_LIMIT_ABUSE_URIS)
        g_string_append_printf (
            text,
            "Not more than %d addresses of pages are listed; those of "
            "links come first.\n",
            TF_LIMIT_ABUSE_URIS);
    if (tf_redaction_has_gap (redaction))
        g_string_append (text,
                         "The text of the message was left out, because the message "
                         "names more recipients than can be hidden in it.\n");
    else if (tf_redaction_is_full (redaction))
        g_string_append (text, "The lists of recipients were left out, because they are "
                               "too long.\n");
}

static void
add_copy (GString *text, const TfAbuseCopy *copy, const TfRedaction *redaction,
          const char *sha256)
{
    if (redaction == NULL) {
        g_string_append_printf (text,
                                "\nThe message is attached as it was received.\n"
                                "SHA-256 of the original message: %s\n",
                                sha256);
        return;
    }
    g_string_append (
        text,
        "\nThe copy in this report is not the original: the addresses and names of "
        "its recipients were replaced (RFC 6590), attachments are only described, and "
        "text was re-encoded. Its signatures no longer verify; their values were removed, "
        "because they would show whether a guessed address is the right one.\n");
    add_omissions (text, copy, redaction);
}

char *
tf_words_abuse_text (const TfReport *report, const TfAbuseCopy *copy,
                     const TfRedaction *redaction, const char *sha256)
{
    g_autoptr (GString) text = g_string_new (NULL);

    g_string_append_printf (
        text, "This is a report, in the format of RFC 5965, of a message that %s.\n\n",
        tf_abuse_is_fraud (report) ? "was sent under a forged or disguised name"
                                   : "is unwanted or fraudulent");
    g_string_append_printf (text, "Finding: %s (%s)\n", tf_report_get_code (report),
                            tf_code_to_rule (report->verdict.deciding.code));
    add_line (text, "Address in From", report->dossier->author->address, redaction);
    add_line (text, "Date", report->dossier->date, redaction);
    add_line (text, "Message-ID", report->dossier->message_id, redaction);
    add_proven (text, report);
    if (!tf_abuse_knows_delivery (report))
        g_string_append (
            text,
            "\nThe sending server, the time of arrival and the return address are left out: "
            "no record of a server is known that the sender could not have written.\n");
    add_copy (text, copy, redaction, sha256);
    return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- to whoever sends it ----------------------------------------------------------- */

static const char *
reason_of (TfDeskReason reason)
{
    switch (reason) {
    case TF_DESK_SIGNER:
        /* Translators: {a} is a mail address. */
        return _ ("{a}: its domain has signed the message.");
    case TF_DESK_SENDER:
        return _ ("{a}: the message was sent by a server of its domain.");
    case TF_DESK_HOST:
        return _ ("{a}: the server that delivered the message belongs to it.");
    case TF_DESK_IMITATED:
        return _ ("{a}: the message pretends to come from there; so that they know.");
    case TF_DESK_FORGED:
        break;
    }
    /* Translators: {a} is a mail address, such as that of a bank whose name was forged. */
    return _ (
        "{a}: From has its name, but nothing proves that it sent the message; so that "
        "they know.");
}

/* A domain that signed or sent was theirs at the time; one that is only named may be anybody's. */
static const char *
caution_of (TfDeskReason reason)
{
    if (reason != TF_DESK_IMITATED)
        return _ ("The domain may be the sender's own: then the report is read by them.");
    /* Translators: of a domain that a message names, such as that of a firm. */
    return _ ("The sender chose this name: make sure that the domain is that of the real "
              "organization before you write to it.");
}

char *
tf_words_abuse_desk (const TfDesk *desk)
{
    g_autofree char *sentence =
        tf_words_fill (reason_of (desk->reason), "a", desk->address, NULL);

    if (!desk->may_be_forger)
        return g_steal_pointer (&sentence);
    return g_strdup_printf ("%s %s", sentence, caution_of (desk->reason));
}

const char *
tf_words_abuse_hidden (const TfRedaction *redaction)
{
    if (tf_redaction_has_gap (redaction))
        return tf_redaction_count_certain (redaction) > 0
                   ? _ ("The message names more recipients than can be hidden, so its "
                        "text is not in the report.")
                   : _ ("The message names more recipients than can be hidden, so its "
                        "text is not in the report. Name your address with --own, so "
                        "that the text can be shown without it.");
    if (tf_redaction_is_full (redaction))
        return _ ("The message names more recipients than can be hidden, so their lists "
                  "are not in the report.");
    if (tf_redaction_count (redaction) == 0)
        return _ (
            "The message does not say to whom it was sent. Name your address with --own, "
            "so that it can be hidden.");
    if (tf_redaction_count_certain (redaction) == 0)
        return _ ("No server has recorded to whom the message was sent, so only the "
                  "recipients that its sender named are hidden. Name your address with "
                  "--own, so that it is hidden too.");
    return NULL;
}

const char *
tf_words_abuse_warning (void)
{
    return _ (
        "Nothing was sent, and nobody is in To. Read it before you send it: links and "
        "codes in it may still tell the sender who you are.");
}
