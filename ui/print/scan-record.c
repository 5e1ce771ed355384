/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan-record: what is kept of a message that was checked. Nothing of its text. */
#include "print/printer.h"
#include "print/scan.h"

#include "words/words.h"

#define JOIN_BYTES                                                                       \
    (8 * 1024 * 1024) /* of a message that is searched for what it has in common */
#define TEXT_CHARS 1000

/** TfPrintField: a field of a record, and its name in JSON. */
typedef struct {
    const char *name;
    TfScanField field;
} TfPrintField;

static void
set (TfScanRecord *record, TfScanField field, const char *text)
{
    if (text == NULL)
        return;
    record->texts[field] = g_utf8_make_valid (text, -1);
    if (field != TF_SCAN_JSON && g_utf8_strlen (record->texts[field], -1) > TEXT_CHARS)
        *g_utf8_offset_to_pointer (record->texts[field], TEXT_CHARS) = '\0';
}

/* Takes ownership of LINES; of what is too long the first lines are kept. */
static void
set_lines (TfScanRecord *record, TfScanField field, char *lines)
{
    gsize end = TF_LIMIT_SCAN_LIST;

    record->texts[field] = lines;
    if (lines == NULL || strlen (lines) <= end)
        return;
    while (end > 0 && lines[end] != '\n')
        end--;
    lines[end] = '\0';
}

/* Takes ownership of TEXT. */
static void
set_plain (TfScanRecord *record, TfScanField field, char *text)
{
    g_autofree char *taken = text;
    g_autofree char *plain = taken != NULL ? tf_words_plain (taken) : NULL;

    set (record, field, plain);
}

static void
set_number (TfScanRecord *record, TfScanField field, gint64 number)
{
    record->texts[field] = g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

/* Owned: the addresses it was sent to (char *), as far as its header says. */
static GPtrArray *
recipients_of (const TfHeader *header)
{
    static const char *const names[] = {"Delivered-To", "X-Original-To", "To", "Cc"};
    GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        gint index = tf_header_find (header, names[i], 0);
        g_autoptr (TfAddressList) list =
            index >= 0
                ? tf_address_list_parse (tf_header_get (header, (guint)index)->value)
                : NULL;

        for (guint at = 0; list != NULL && at < list->mailboxes->len &&
                           found->len < TF_LIMIT_SCAN_RECIPIENTS;
             at++) {
            const TfMailbox *mailbox = g_ptr_array_index (list->mailboxes, at);
            g_autofree char *lower = g_utf8_strdown (mailbox->address, -1);

            if (!g_ptr_array_find_with_equal_func (found, lower, g_str_equal, NULL))
                g_ptr_array_add (found, g_steal_pointer (&lower));
        }
    }
    return found;
}

/* Owned: texts, a line end between them. */
static char *
join_lines (const GPtrArray *texts)
{
    GString *lines = g_string_new (NULL);

    for (guint i = 0; i < texts->len; i++) {
        g_autofree char *line = g_strdup (g_ptr_array_index (texts, i));

        g_strdelimit (line, "\n\r", ' ');
        g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "", line);
    }
    return g_string_free (lines, FALSE);
}

/* Owned: who sent it, as far as anything proves that; NULL: nothing does. */
static char *
sender_of (const TfReport *report)
{
    const TfDelivery *delivery = report->delivery;
    const TfReceived *hop;

    for (guint i = 0; i < report->dkim->len; i++) {
        const TfDkimResult *result = g_ptr_array_index (report->dkim, i);

        if (result->authenticates)
            return g_strdup (result->domain);
    }
    if (delivery->spf.result == TF_RESULT_PASS && delivery->spf_domain != NULL)
        return g_strdup (delivery->spf_domain);
    if (delivery->border < 0)
        return NULL;
    hop = tf_trail_hop (delivery->trail, (guint)delivery->border);
    return hop->client.length > 0 ? tf_ip_to_text (&hop->client) : NULL;
}

static char *
subject_of (const TfHeader *header)
{
    gint index = tf_header_find (header, "Subject", 0);

    return index >= 0 ? g_strstrip (tf_mime_decode_words (
                            tf_header_get (header, (guint)index)->value))
                      : NULL;
}

static char *
findings_of (const TfVerdict *verdict)
{
    GString *codes = g_string_new (NULL);

    for (guint i = 0; i < verdict->n_others; i++)
        g_string_append_printf (codes, "%s%s", i > 0 ? " " : "",
                                tf_code_to_string (verdict->others[i].code));
    return g_string_free (codes, FALSE);
}

static void
set_verdict (TfScanRecord *record, const TfReport *report)
{
    const TfFinding *deciding = &report->verdict.deciding;

    set (record, TF_SCAN_LEVEL, tf_level_to_string (deciding->level));
    set (record, TF_SCAN_CODE, tf_code_to_string (deciding->code));
    set (record, TF_SCAN_RULE, tf_code_to_rule (deciding->code));
    set (record, TF_SCAN_EVIDENCE,
         tf_evidence_result_to_string (report->evidence.result));
    set (record, TF_SCAN_POLICY, tf_policy_to_string (report->evidence.policy));
    set_plain (record, TF_SCAN_HEADING, tf_words_heading (report));
    set_plain (record, TF_SCAN_TEXT, tf_words_text (report));
    record->texts[TF_SCAN_FINDINGS] = findings_of (&report->verdict);
    record->texts[TF_SCAN_SENDER] = sender_of (report);
    set_plain (record, TF_SCAN_OPEN, tf_words_not_covered (report));
}

/* Borrowed: if which one counts is unclear, the first that a mail program may show; NULL: there is none. */
static const char *
first_of (const char *certain, const GPtrArray *texts)
{
    return certain != NULL || texts->len == 0 ? certain : g_ptr_array_index (texts, 0);
}

/* Owned; or NULL. */
static char *
author_domain (const TfAuthor *author)
{
    const char *domain = first_of (author->domain, author->domains);
    const char *address = first_of (author->address, author->addresses);
    const char *at = address != NULL ? strrchr (address, '@') : NULL;

    if (domain != NULL)
        return g_strdup (domain);
    return at != NULL ? tf_domain_parse (tf_span_of (at + 1)) : NULL;
}

/* Owned: the addresses behind the one of first_of (), one a line. */
static char *
more_of (const TfAuthor *author)
{
    const char *first = first_of (author->address, author->addresses);
    g_autoptr (GPtrArray) more = g_ptr_array_new ();
    g_autofree char *lines = NULL;

    for (guint i = 0; i < author->addresses->len && more->len + 1 < TF_LIMIT_SCAN_FROM;
         i++) {
        char *address = g_ptr_array_index (author->addresses, i);

        if (!g_str_equal (address, first) &&
            !g_ptr_array_find_with_equal_func (more, address, g_str_equal, NULL))
            g_ptr_array_add (more, address);
    }
    lines = join_lines (more);
    return g_utf8_make_valid (lines, -1);
}

static void
set_header (TfScanRecord *record, const TfReport *report)
{
    const TfDossier *dossier = report->dossier;
    const TfAuthor *author = dossier->author;
    g_autofree char *domain = author_domain (author);
    g_autofree char *subject = subject_of (dossier->header);
    g_autofree char *reply_to = join_lines (dossier->reply_to);

    set (record, TF_SCAN_FROM_ADDRESS, first_of (author->address, author->addresses));
    set_lines (record, TF_SCAN_MORE_FROM, more_of (author));
    set (record, TF_SCAN_FROM_DOMAIN, domain);
    set (record, TF_SCAN_FROM_NAME, author->name);
    set (record, TF_SCAN_REPLY_TO, reply_to);
    set (record, TF_SCAN_SUBJECT, subject);
    set (record, TF_SCAN_DATE, dossier->date);
    set (record, TF_SCAN_MESSAGE_ID, dossier->message_id);
}

static void
set_place (TfScanRecord *record, const TfScanItem *item)
{
    set (record, TF_SCAN_PLACE, item->place);
    set (record, TF_SCAN_MBOX, item->is_mbox ? "1" : "");
    set (record, TF_SCAN_PART, item->part);
    set_number (record, TF_SCAN_INDEX, item->index);
    record->texts[TF_SCAN_IDENTITY] = tf_identity_to_text (item->identity);
}

/* Only what is not quiet joins anything; what brings a message has in common with it whatever that has. */
static void
set_joins (TfScanRecord *record, const TfReport *report, const TfScanItem *item,
           const TfSettings *settings, const GPtrArray *recipients)
{
    const TfFinding *deciding = &report->verdict.deciding;
    g_autoptr (GBytes) bytes = NULL;

    if (tf_scan_rank_of (deciding->level, deciding->code) == TF_SCAN_QUIET ||
        item->attached != NULL)
        return;
    bytes = tf_scan_item_read (item, JOIN_BYTES);
    set_lines (record, TF_SCAN_JOINS,
               tf_scan_joins (report, bytes, settings, recipients));
}

/* ---- as JSON ----------------------------------------------------------------------- */

static void
add_field (TfPrinter *printer, const char *name, const TfScanRecord *record,
           TfScanField field)
{
    const char *text = tf_scan_record_get (record, field);

    tf_printer_text (printer, name, *text != '\0' ? text : NULL);
}

static void
add_fields (TfPrinter *printer, const char *name, const TfScanRecord *record,
            const TfPrintField *fields)
{
    tf_printer_begin_object (printer, name);
    for (; fields->name != NULL; fields++)
        add_field (printer, fields->name, record, fields->field);
    tf_printer_end (printer);
}

/* Owned. A report as long as this has a sender who made it so. Whoever gets it must still learn what it is about,
 * and results that are added up must count it. */
static char *
shortened (const TfScanRecord *record, const TfPrintMessage *message)
{
    static const TfPrintField ids[] = {{"identity", TF_SCAN_IDENTITY},
                                       {"message_id", TF_SCAN_MESSAGE_ID},
                                       {"date", TF_SCAN_DATE},
                                       {NULL}};
    static const TfPrintField from[] = {{"address", TF_SCAN_FROM_ADDRESS},
                                        {"name", TF_SCAN_FROM_NAME},
                                        {"domain", TF_SCAN_FROM_DOMAIN},
                                        {NULL}};
    static const TfPrintField verdict[] = {
        {"level", TF_SCAN_LEVEL},     {"code", TF_SCAN_CODE}, {"rule", TF_SCAN_RULE},
        {"heading", TF_SCAN_HEADING}, {"text", TF_SCAN_TEXT}, {NULL}};
    static const TfPrintField evidence[] = {
        {"result", TF_SCAN_EVIDENCE}, {"policy", TF_SCAN_POLICY}, {NULL}};
    TfPrinter *printer = tf_printer_new_json ();

    tf_printer_begin_object (printer, NULL);
    tf_printer_text (printer, "schema", "truefrom.check/1");
    tf_printer_boolean (printer, "shortened", TRUE);
    add_field (printer, "file", record, TF_SCAN_PLACE);
    tf_printer_number (printer, "index", message->index);
    tf_printer_boolean (printer, "attached", message->part != NULL);
    add_field (printer, "part", record, TF_SCAN_PART);
    add_fields (printer, "message", record, ids);
    add_fields (printer, "from", record, from);
    tf_printer_begin_object (printer, "time");
    tf_printer_number (
        printer, "received_at",
        g_ascii_strtoll (tf_scan_record_get (record, TF_SCAN_RECEIVED_AT), NULL, 10));
    tf_printer_end (printer);
    add_fields (printer, "verdict", record, verdict);
    add_fields (printer, "evidence", record, evidence);
    tf_printer_end (printer);
    return tf_printer_finish (printer);
}

/* TEXT, of any length: RFC 5321 §4.5.3.1 allows for 256 octets. */
static void
add_short (TfPrinter *printer, const char *name, const char *text)
{
    g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

    if (valid != NULL && g_utf8_strlen (valid, -1) > TEXT_CHARS)
        *g_utf8_offset_to_pointer (valid, TEXT_CHARS) = '\0';
    tf_printer_text (printer, name, valid);
}

/* Where it came in: at the border that the reader named, or else where the header says that it did, which a sender
 * can make up. */
static void
add_hop (TfPrinter *printer, const TfDelivery *delivery)
{
    gint at = delivery->border >= 0 ? delivery->border
                                    : tf_trail_find_entrance (delivery->trail);
    const TfReceived *hop = at >= 0 ? tf_trail_hop (delivery->trail, (guint)at) : NULL;
    g_autofree char *address =
        hop != NULL && hop->client.length > 0 ? tf_ip_to_text (&hop->client) : NULL;

    tf_printer_text (printer, "address", address);
    add_short (printer, "host", hop != NULL ? hop->name : NULL);
    tf_printer_boolean (printer, "border", delivery->border >= 0);
}

/* Adds to JSON, an object, how the message was delivered, if its trail says anything. */
static char *
with_delivery (char *json, const TfReport *report)
{
    g_autofree char *object = json;
    g_autofree char *delivery = NULL;
    TfPrinter *printer;

    if (report->delivery->trail->hops->len == 0)
        return g_steal_pointer (&object);
    printer = tf_printer_new_json ();
    tf_printer_begin_object (printer, NULL);
    tf_printer_begin_object (printer, "delivery");
    add_hop (printer, report->delivery);
    add_short (printer, "return_path", report->dossier->envelope->return_path);
    tf_printer_end (printer);
    tf_printer_end (printer);
    delivery = tf_printer_finish (printer);
    return g_strdup_printf ("%.*s,%s", (int)strlen (object) - 1, object, delivery + 1);
}

static void
set_json (TfScanRecord *record, const TfReport *report, const TfScanItem *item)
{
    g_autofree char *label = tf_words_scan_place (item);
    const TfPrintMessage message = {.file = item->place,
                                    .index = item->index,
                                    .part = item->part,
                                    .label = label,
                                    .identity = record->texts[TF_SCAN_IDENTITY],
                                    .through = item->through,
                                    .n_attached =
                                        item->attached != NULL ? item->attached->len : 0};
    char *json = tf_print_json (report, &message);

    if (strlen (json) > TF_LIMIT_SCAN_JSON) {
        g_free (json);
        json = shortened (record, &message);
    }
    json = with_delivery (json, report);
    json[strlen (json) - 1] = '\0'; /* the last bracket: more follows */
    record->texts[TF_SCAN_JSON] = json;
}

TfScanRecord *
tf_print_scan_record (const TfReport *report, const TfScanItem *item,
                      const TfSettings *settings, gboolean with_json)
{
    TfScanRecord *record = tf_scan_record_new ();
    g_autoptr (GPtrArray) recipients = recipients_of (report->dossier->header);

    set_place (record, item);
    set_verdict (record, report);
    set_header (record, report);
    tf_scan_record_set_arrival (record, report, settings);
    set_lines (record, TF_SCAN_RECIPIENTS, join_lines (recipients));
    set_joins (record, report, item, settings, recipients);
    if (with_json)
        set_json (record, report, item);
    return record;
}
