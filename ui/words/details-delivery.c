/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* details-delivery: the rows of the details about the delivery: the return
 * address, SPF, what the reader's own servers say, who forwarded it. What a forwarder
 * reports is shown and proves nothing. */

#include "words/translate.h"
#include "words/words-private.h"

#define MAX_SERVERS  4
#define MAX_RESULTS  8
#define MAX_SEALERS  4
#define METHOD_CHARS 40

/* ---- return address and arrival ---------------------------------------------------- */

static char *
return_path_state (const TfEnvelope *envelope)
{
    switch (envelope->state) {
    case TF_RETURN_PATH_ABSENT:
        /* Translators: "none" means no envelope return address. */
        return g_strdup (_ ("The receiving server recorded none."));
    case TF_RETURN_PATH_NULL:
        return g_strdup (
            /* Translators: "one" means an envelope return address. */
            _ ("The message came without one, as reports of mail servers do."));
    case TF_RETURN_PATH_UNPARSABLE:
        return g_strdup (_ ("What the receiving server recorded cannot be read."));
    case TF_RETURN_PATH_ADDRESS:
        break;
    }
    return tf_words_address_text (envelope->return_path);
}

static const char *
return_path_meaning (const TfReport *report)
{
    if (report->dossier->envelope->state != TF_RETURN_PATH_ADDRESS)
        return NULL;
    switch (report->return_path) {
    case TF_ALIGNED_NO:
        return _ (
            /* Translators: "It" is the envelope return address, which comes before this sentence. */
            "It does not belong to the sender's domain, so the delivery cannot confirm the sender.");
    case TF_ALIGNED_YES:
        return _ (
            /* Translators: "It" is the envelope return address, which comes before this sentence. */
            "It belongs to the sender's domain, but that alone proves nothing: anybody "
            "can write it.");
    case TF_ALIGNED_UNKNOWN:
    case TF_ALIGNED_PENDING:
        break;
    }
    return NULL;
}

static void
add_return_path (GPtrArray *rows, const TfReport *report)
{
    GString *value = g_string_new (NULL);
    const char *meaning =
        report->author_domain != NULL ? return_path_meaning (report) : NULL;

    tf_words_add_sentence (value, return_path_state (report->dossier->envelope));
    if (meaning != NULL) {
        g_string_append (value, " \u2013");
        tf_words_add_sentence (value, g_strdup (meaning));
    }
    /* Translators: a label; the address follows (Return-Path, MAIL FROM). */
    tf_words_add_row (rows, g_strdup (_ ("Envelope return address")),
                      g_string_free (value, FALSE));
}

static const char *
arrival_source (TfTimeSource source)
{
    switch (source) {
    case TF_TIME_OPTION:
        /* Translators: when the message arrived: a date that the user gave on the command line. */
        return _ ("{date}, as you said");
    case TF_TIME_BORDER:
    case TF_TIME_TOPMOST:
        /* Translators: when the message arrived. */
        return _ ("{date}, as the receiving server recorded");
    case TF_TIME_FILE:
        /* Translators: when the message arrived: the time of its file. */
        return _ ("{date}, as the file says");
    case TF_TIME_DATE:
        /* Translators: when the message arrived. Date is the header field of that name. */
        return _ ("{date}, as its own Date says");
    case TF_TIME_OUTER:
        /* Translators: when an attached message arrived. */
        return _ ("{date}, with the message that carries it");
    case TF_TIME_NOW:
        break;
    }
    /* Translators: when the message arrived; the label before it is "Arrived". */
    return _ ("Not known");
}

static void
add_arrival (GPtrArray *rows, const TfReport *report)
{
    tf_words_add_row (
        /* Translators: a label; the date when the message arrived follows. */
        rows, g_strdup (_ ("Arrived")),
        tf_words_fill_report (arrival_source (report->time_source), report));
}

/* ---- SPF --------------------------------------------------------------------------- */

static const char *
spf_template (TfResult result)
{
    switch (result) {
    case TF_RESULT_PASS:
        /* Translators: "it" is the server that sent the message. */
        return _ ("{domain} names it as one of its own.");
    case TF_RESULT_FAIL:
        /* Translators: "it" is {domain}. */
        return _ ("{domain} says that this server is not allowed to send for it.");
    case TF_RESULT_SOFTFAIL:
        /* Translators: "it" is {domain}. */
        return _ (
            "{domain} says that this server is probably not allowed to send for it.");
    case TF_RESULT_NEUTRAL:
        /* Translators: "it" is {domain}. */
        return _ ("{domain} does not say whether this server may send for it.");
    case TF_RESULT_PERMERROR:
        /* Translators: about which servers may send for {domain}. */
        return _ ("What {domain} says about its servers cannot be used.");
    case TF_RESULT_TEMPERROR:
        /* Translators: about which servers may send for {domain}. */
        return _ ("What {domain} says about its servers could not be read.");
    case TF_RESULT_NONE:
    case TF_RESULT_POLICY:
        break;
    }
    /* Translators: about which servers may send for {domain}. */
    return _ ("{domain} does not say which servers may send for it.");
}

static const char *
spf_origin (TfSpfSource source)
{
    switch (source) {
    case TF_SPF_SOURCE_ENVELOPE:
        /* Translators: "Its" is the sending server's; the user gave it on the command line. */
        return _ ("Its address was given.");
    case TF_SPF_SOURCE_SERVER:
        /* Translators: about which server sent the message. */
        return _ ("Your mail server checked that.");
    case TF_SPF_SOURCE_RECEIVED:
        /* Translators: "Its" is the sending server's. */
        return _ ("Its address is the one that your receiving server recorded.");
    case TF_SPF_SOURCE_NONE:
        break;
    }
    return NULL;
}

static void
add_spf_meaning (GString *value, const TfReport *report)
{
    if (report->author_domain == NULL || report->delivery->spf.result != TF_RESULT_PASS)
        return;
    if (report->spf_aligned == TF_ALIGNED_NO)
        tf_words_add_sentence (
            value,
            tf_words_fill_report (
                /* Translators: "That" is the domain in the sentence before; {from} is the sender's domain. */
                _ ("That is not {from}, so it says nothing about this sender."), report));
    if (report->spf_aligned == TF_ALIGNED_YES)
        tf_words_add_sentence (value,
                               g_strdup (_ ("That confirms the sender's domain.")));
}

static void
add_spf (GPtrArray *rows, const TfReport *report)
{
    const TfDelivery *delivery = report->delivery;
    GString *value = g_string_new (NULL);
    g_autofree char *domain = delivery->spf_domain != NULL
                                  ? tf_words_domain_both (delivery->spf_domain)
                                  : g_strdup (_ ("an unnamed domain"));

    if (delivery->spf_source == TF_SPF_SOURCE_NONE) {
        tf_words_add_sentence (
            /* Translators: "it" is the server that sent the message. */
            value, g_strdup (_ (
                       "Which server it was is not known here, so it was not checked.")));
    } else {
        tf_words_add_sentence (value, tf_words_fill (spf_template (delivery->spf.result),
                                                     "domain", domain, NULL));
        add_spf_meaning (value, report);
        tf_words_add_sentence (value, g_strdup (spf_origin (delivery->spf_source)));
    }
    /* Translators: a label; what follows says whether the server may send for the domain. */
    tf_words_add_row (rows, g_strdup (_ ("Sending server (SPF)")),
                      g_string_free (value, FALSE));
}

/* ---- what servers say -------------------------------------------------------------- */

/* "dkim=pass (bank.example), spf=none" */
static char *
list_results (const TfAuthResults *results)
{
    GString *list = g_string_new (NULL);

    for (guint i = 0; i < MIN (results->results->len, MAX_RESULTS); i++) {
        const TfAuthResult *result = g_ptr_array_index (results->results, i);
        g_autofree char *method = tf_words_safe_text (result->method, METHOD_CHARS);
        g_autofree char *word = tf_words_safe_text (result->result, METHOD_CHARS);
        g_autofree char *domain = tf_auth_result_domain (result);
        g_autofree char *shown = domain != NULL ? tf_words_domain_both (domain) : NULL;

        g_autofree char *item = shown != NULL
                                    ? g_strdup_printf ("%s=%s (%s)", method, word, shown)
                                    : g_strdup_printf ("%s=%s", method, word);

        tf_words_add_item (list, item);
    }
    if (results->results->len > MAX_RESULTS)
        tf_words_add_item (list, "\u2026");
    if (list->len == 0)
        /* Translators: used in "It found: {results}." when there are no results. */
        g_string_append (list, _ ("nothing"));
    return g_string_free (list, FALSE);
}

static char *
server_says (const TfReport *report, const TfServerField *field)
{
    GString *value = g_string_new (NULL);
    g_autofree char *list = list_results (field->results);

    if (!field->used) {
        tf_words_add_sentence (
            value,
            tf_words_with_reason (_ ("It does not count: {reason}."), field->reason));
        return g_string_free (value, FALSE);
    }
    tf_words_add_sentence (
        /* Translators: "It" is a mail server. {results} is such as "dkim=pass, spf=none". */
        value, tf_words_fill (_ ("It found: {results}."), "results", list, NULL));
    if (report->server_inconsistent)
        tf_words_add_sentence (
            value,
            /* Translators: "That" is what a mail server found; {reason} is a clause. */
            tf_words_with_reason (_ ("That does not count as a confirmation: {reason}."),
                                  TF_REASON_INCONSISTENT));
    return g_string_free (value, FALSE);
}

/* Results of other servers may be the sender's words; only the JSON form has them. */
static void
add_servers (GPtrArray *rows, const TfReport *report)
{
    const GArray *fields = report->delivery->server->fields;
    guint shown = 0;

    for (guint i = 0; i < fields->len && shown < MAX_SERVERS; i++) {
        g_autofree char *id = NULL;
        const TfServerField *field = &g_array_index (fields, TfServerField, i);

        if (!field->trusted)
            continue;
        id = tf_words_isolated_text (field->results->authserv_id, TF_WORDS_LOCAL_CHARS);
        tf_words_add_row (
            rows,
            /* Translators: a label; what the server found follows. {id} is its name. */
            tf_words_fill (_ ("Your mail server {id}"), "id", id, NULL),
            server_says (report, field));
        shown++;
    }
}

/* ---- ARC --------------------------------------------------------------------------- */

/* From the newest; one that sealed several times in a row is listed once. */
static char *
list_sealers (const GPtrArray *sealers)
{
    GString *list = g_string_new (NULL);
    const char *before = NULL;
    guint shown = 0;

    for (guint i = 0; i < sealers->len && shown <= MAX_SEALERS; i++) {
        const char *sealer = g_ptr_array_index (sealers, i);
        g_autofree char *domain = tf_words_domain_both (sealer);

        if (g_strcmp0 (before, sealer) == 0)
            continue;
        before = sealer;
        tf_words_add_item (list, shown < MAX_SEALERS ? domain : "\u2026");
        shown++;
    }
    return g_string_free (list, FALSE);
}

static char *
forwarded (const TfReport *report)
{
    g_autofree char *sealers = list_sealers (report->arc->sealers);
    const GArray *sets = report->dossier->arc->sets;
    const TfArcSet *newest = &g_array_index (sets, TfArcSet, sets->len - 1);
    g_autofree char *results = list_results (newest->results);
    GString *value = g_string_new (NULL);

    tf_words_add_sentence (
        /* Translators: {sealers} is a list of domains; {results} as in "It found: {results}.". */
        value, tf_words_fill (_ ("Forwarded by {sealers}, which reports: {results}."),
                              "sealers", sealers, "results", results, NULL));
    if (report->facts.explained)
        tf_words_add_sentence (
            value, g_strdup (_ (
                       "You believe this forwarder: that explains why the message is not "
                       "confirmed, but it confirms nothing.")));
    else
        tf_words_add_sentence (
            value,
            g_strdup (_ ("This is for your information only: a forwarder can report "
                         "what it likes.")));
    return g_string_free (value, FALSE);
}

static void
add_arc (GPtrArray *rows, const TfReport *report)
{
    const TfArcResult *arc = report->arc;
    char *value = NULL;

    if (arc->result == TF_RESULT_NONE)
        return;
    if (arc->result == TF_RESULT_PASS)
        value = forwarded (report);
    else if (arc->result == TF_RESULT_TEMPERROR)
        value =
            tf_words_with_reason (_ ("It could not be checked: {reason}."), arc->reason);
    else
        /* Translators: {reason} is a clause without a full stop. */
        value = tf_words_with_reason (_ ("The forwarding record is not valid: {reason}."),
                                      arc->reason);
    /* Translators: a label; what follows says who forwarded the message. */
    tf_words_add_row (rows, g_strdup (_ ("Forwarding (ARC)")), value);
}

void
tf_words_add_delivery (GPtrArray *rows, const TfReport *report)
{
    add_return_path (rows, report);
    add_spf (rows, report);
    add_servers (rows, report);
    add_arc (rows, report);
    add_arrival (rows, report);
}
