/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* details: the rows behind the button "Details": the verdict, the sender, what was checked,
 * what else was noticed, and what identifies the message in a report. */

#include "words/translate.h"
#include "words/words-private.h"

/* ---- the verdict ------------------------------------------------------------------- */

static char *
code_and_rule (TfCode code)
{
    return g_strdup_printf ("%s (%s)", tf_code_to_string (code), tf_code_to_rule (code));
}

/* The reason for an unclear sender is given next to the sender. */
static void
add_evidence_reason (GPtrArray *rows, const TfEvidence *evidence)
{
    const char *clause = tf_words_reason (evidence->reason);

    if (clause != NULL && evidence->result != TF_EVIDENCE_AMBIGUOUS_FROM)
        /* Translators: a label; a clause follows that says why the message has its result. */
        tf_words_add_row (rows, g_strdup (_ ("Reason")), g_strdup (clause));
}

/* What is above the rows in a window, and at the top of a report. */
static void
add_verdict (GPtrArray *rows, const TfReport *report)
{
    g_autofree char *summary = tf_words_summary (report);

    tf_words_add_row (
        /* Translators: a label; the level and the heading of the message follow. */
        rows, g_strdup (_ ("Result")),
        /* Translators: {level} is a word such as "Alarm", {heading} a heading of the banner. */
        tf_words_fill (C_ ("level and heading", "{level}: {heading}"), "level",
                       tf_words_result (report), "heading", summary, NULL));
    /* Translators: a label; the sentences under the heading follow. */
    tf_words_add_row (rows, g_strdup (_ ("Meaning")), tf_words_summary_text (report));
}

static void
add_code (GPtrArray *rows, const TfReport *report)
{
    /* Translators: a label; a code such as "TF01 (domain-forged)" follows. */
    tf_words_add_row (rows, g_strdup (_ ("Code")),
                      code_and_rule (report->verdict.deciding.code));
    add_evidence_reason (rows, &report->evidence);
}

static void
add_findings (GPtrArray *rows, const TfVerdict *verdict)
{
    for (guint i = 0; i < verdict->n_others; i++) {
        const TfFinding *finding = &verdict->others[i];

        tf_words_add_row (
            /* Translators: a label; a second code and its title follow. */
            rows, g_strdup (_ ("Also noticed")),
            /* Translators: {code} is a code such as "TF16", {title} its title. */
            tf_words_fill (C_ ("code and title", "{code}: {title}"), "code",
                           tf_code_to_string (finding->code), "title",
                           tf_words_explain_title (finding->code), NULL));
    }
}

/* What the message differs from (TF09). */
static void
add_usual (GPtrArray *rows, const TfReport *report)
{
    const TfHabit *usual = report->usual;
    g_autofree char *count = NULL;
    g_autofree char *since = NULL;
    g_autofree char *name = NULL;

    if (usual == NULL || usual->n_passed == 0)
        return;
    count = g_strdup_printf ("%u", usual->n_passed);
    since = tf_words_date (usual->first);
    name = tf_words_isolated_text (usual->name, TF_WORDS_VALUE_CHARS);
    tf_words_add_row (
        /* Translators: a label; a sentence follows about earlier mail of the sender. */
        rows, g_strdup (_ ("What is usual")),
        tf_words_fill (
            /* Translators: {name} is a domain or an address, {date} a date such as 2026-11-27. */
            dngettext (GETTEXT_PACKAGE,
                       "{count} message from {name} has been confirmed since {date}.",
                       "{count} messages from {name} have been confirmed since {date}.",
                       usual->n_passed),
            "count", count, "name", name, "date", since, NULL));
}

/* What the servers of the account do to most mail (TF11, TF19). */
static void
add_rewriter (GPtrArray *rows, const TfReport *report)
{
    if (report->rewriter == NULL)
        return;
    tf_words_add_row (
        rows, g_strdup (_ ("What is usual")),
        report->evidence.result == TF_EVIDENCE_CHANGED
            ? tf_words_rewriting_with (report->rewriter, tf_words_rewriting_advice ())
            : tf_words_rewriting (report->rewriter));
}

/* ---- the sender -------------------------------------------------------------------- */

/* The address that was checked; for an unclear sender the first one that may be meant. */
static const char *
first_address (const TfAuthor *author)
{
    if (author->address != NULL)
        return author->address;
    return author->addresses->len > 0 ? g_ptr_array_index (author->addresses, 0) : NULL;
}

static char *
claimed_sender (const TfAuthor *author)
{
    const char *first = first_address (author);
    g_autofree char *address = NULL;
    g_autofree char *name = NULL;

    if (first == NULL)
        /* Translators: used in place of the sender's address. */
        return g_strdup (_ ("no address"));
    address = author->address != NULL
                  ? tf_words_address (author->local, author->domain, author->address)
                  : tf_words_address_text (first);
    name = tf_words_quoted_name (author->name);
    if (name == NULL)
        return g_steal_pointer (&address);
    /* Translators: {name} is the sender's name and already has quotation marks. */
    return tf_words_fill (_ ("{address}, with the name {name}"), "address", address,
                          "name", name, NULL);
}

static void
add_other_senders (GPtrArray *rows, const TfAuthor *author)
{
    const char *first = first_address (author);

    for (guint i = 0; i < MIN (author->addresses->len, TF_WORDS_ADDRESSES); i++) {
        const char *address = g_ptr_array_index (author->addresses, i);

        if (!g_str_equal (address, first))
            /* Translators: a label; a second sender's address follows. */
            tf_words_add_row (rows, g_strdup (_ ("Also named as sender")),
                              tf_words_address_text (address));
    }
}

static void
add_sender_reason (GPtrArray *rows, const TfReport *report)
{
    const TfAuthor *author = report->dossier->author;
    TfReason reason = report->evidence.result == TF_EVIDENCE_AMBIGUOUS_FROM
                          ? report->evidence.reason
                          : author->reason;
    const char *clause = tf_words_reason (reason);

    if (clause != NULL)
        tf_words_add_row (
            /* Translators: the title of the window, and a label before "Noticed: {reason}.". */
            rows, g_strdup (_ ("About the sender")),
            /* Translators: {reason} is a clause, such as "the From line is empty". */
            tf_words_fill (_ ("Noticed: {reason}."), "reason", clause, NULL));
    if (report->dossier->displayed_from != NULL && reason == TF_REASON_DISPLAYED_DIFFERS)
        /* Translators: a label; the text that the mail program shows as the sender follows. */
        tf_words_add_row (rows, g_strdup (_ ("The mail program shows")),
                          tf_words_isolated_text (report->dossier->displayed_from,
                                                  TF_WORDS_VALUE_CHARS));
}

static void
add_sender (GPtrArray *rows, const TfReport *report)
{
    const TfAuthor *author = report->dossier->author;

    /* Translators: a label; the address in the From line follows. */
    tf_words_add_row (rows, g_strdup (_ ("Named as sender")), claimed_sender (author));
    add_other_senders (rows, author);
    add_sender_reason (rows, report);
}

/* ---- the message ------------------------------------------------------------------- */

static void
add_foreign (GPtrArray *rows, const char *label, const char *foreign)
{
    if (foreign != NULL && foreign[0] != '\0')
        tf_words_add_row (rows, g_strdup (label),
                          tf_words_isolated_text (foreign, TF_WORDS_VALUE_CHARS));
}

static const char *
answer_label (TfAnswerField field)
{
    switch (field) {
    case TF_ANSWER_REPLY_TO:
        /* Translators: a label, followed by an address. */
        return _ ("A reply would go to");
    case TF_ANSWER_LIST_POST:
        /* Translators: a label, followed by the address of a mailing list. */
        return _ ("A reply to the list would go to");
    case TF_ANSWER_FOLLOWUP_TO:
        /* Translators: a label, followed by an address. */
        return _ ("A reply to all would go to");
    case TF_N_ANSWER_FIELDS:
        break;
    }
    g_return_val_if_reached ("");
}

/* Only answers that would leave the sender's organization. */
static void
add_answers (GPtrArray *rows, const GPtrArray *elsewhere)
{
    for (guint i = 0; elsewhere != NULL && i < elsewhere->len && i < TF_WORDS_ADDRESSES;
         i++) {
        const TfAnswerTarget *target = g_ptr_array_index (elsewhere, i);

        tf_words_add_row (
            rows, g_strdup (answer_label (target->field)),
            target->address != NULL
                ? tf_words_address_text (target->address)
                /* Translators: used in place of the address to which a reply would go. */
                : g_strdup (_ ("an address that cannot be read")));
    }
}

static void
add_message (GPtrArray *rows, const TfReport *report)
{
    const TfDossier *dossier = report->dossier;

    add_answers (rows, report->elsewhere);
    /* Translators: a label; the ID of a mailing list follows. */
    add_foreign (rows, _ ("The message names this list"), dossier->list_id);
    /* Translators: a label; the content of the header field Date follows. */
    add_foreign (rows, _ ("The message names this date"), dossier->date);
    /* Translators: a label: the name of a header field, usually not translated. */
    add_foreign (rows, _ ("Message-ID"), dossier->message_id);
    /* Translators: a label; a checksum follows. */
    add_foreign (rows, _ ("SHA-256 of the message"), dossier->sha256);
    /* Translators: a label; the time when the message was checked follows. */
    tf_words_add_row (rows, g_strdup (_ ("Checked")), tf_words_time (report->now));
    /* Translators: a label; the name and version of this program follow. */
    tf_words_add_row (rows, g_strdup (_ ("Program")), g_strdup ("truefrom " TF_VERSION));
}

/* Identifies the message for those who get a copy of the report. In the window the details are
 * shown beside the message, and need no such row. */
static void
add_field (GPtrArray *rows, const char *label, const TfHeader *header, const char *name)
{
    gint index = tf_header_find (header, name, 0);
    g_autofree char *text = NULL;

    if (index >= 0)
        text = tf_mime_decode_words (tf_header_get (header, (guint)index)->value);
    add_foreign (rows, label, text);
}

static void
add_all (GPtrArray *rows, const TfReport *report)
{
    add_code (rows, report);
    add_sender (rows, report);
    add_usual (rows, report);
    add_rewriter (rows, report);
    tf_words_add_exceptions (rows, report);
    add_findings (rows, &report->verdict);
    tf_words_add_signatures (rows, report);
    tf_words_add_rule (rows, report);
    tf_words_add_delivery (rows, report);
    tf_words_add_dns (rows, report->dns);
    add_message (rows, report);
}

GPtrArray *
tf_words_details (const TfReport *report)
{
    GPtrArray *rows = tf_words_rows_new ();

    add_all (rows, report);
    return rows;
}

char *
tf_words_report_text (const TfReport *report)
{
    g_autoptr (GPtrArray) rows = tf_words_rows_new ();
    g_autoptr (GString) out = g_string_new (NULL);

    add_verdict (rows, report);
    tf_words_add_path (rows, report);
    /* Translators: the names of two header fields, as mail programs show them. */
    add_field (rows, _ ("Subject"), report->dossier->header, "Subject");
    /* Translators: the name of a header field: the recipients of the message. */
    add_field (rows, _ ("To"), report->dossier->header, "To");
    add_all (rows, report);
    for (guint i = 0; i < rows->len; i++) {
        const TfDetail *detail = g_ptr_array_index (rows, i);

        g_string_append_printf (out, "%s: %s\n", detail->label, detail->value);
    }
    return tf_words_plain (out->str);
}
