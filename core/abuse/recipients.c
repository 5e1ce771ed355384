/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* recipients: where a message says to whom it was sent. Servers note that in many fields, and so can a sender, below
 * them: what servers say is kept first, because there may be too much of the rest. */
#include "abuse/abuse-private.h"

/* By the sender. */
static const char *const addressed[] = {"To",        "Cc",        "Bcc",
                                        "Resent-To", "Resent-Cc", "Resent-Bcc"};

/* Who sends. Whoever is in one of these too is no recipient. */
static const char *const senders[] = {"From",        "Reply-To",    "Sender",
                                      "Return-Path", "Resent-From", "Resent-Sender"};

/* What servers call fields about this one copy: a name ends in "-To", or has one of these words. */
static const char *const delivered[] = {"deliver",  "rcpt",      "recipient",
                                        "receiver", "forwarded", "originalarrivalto"};

/* These end in "-To" too, or have such a word, and name others. */
static const char *const others[] = {
    "reply", "errors", "receipt",  "notification", "followup",
    "abuse", "bounce", "complain", "report",       "delivery-date"};

/** Reading: whom a message names. */
typedef struct {
    TfRedaction *redaction;
    const TfHeader *header;
    const TfReceiver *receiver;
    GHashTable *senders; /* char *: addresses in lower case */
} Reading;

typedef void (*TakeFunc) (const Reading *reading, const char *address, const char *name);

/* ---- kinds of fields --------------------------------------------------------------- */

static gboolean
is_one_of (const TfField *field, const char *const *names, guint n_names)
{
    for (guint i = 0; i < n_names; i++)
        if (tf_field_is (field, names[i]))
            return TRUE;
    return FALSE;
}

static gboolean
has_one_of (const char *name, const char *const *words, guint n_words)
{
    for (guint i = 0; i < n_words; i++)
        if (tf_view_has_text (name, words[i]))
            return TRUE;
    return FALSE;
}

static gboolean
is_delivered (const TfField *field)
{
    g_autofree char *name = tf_span_dup_lower (field->name);

    return !is_one_of (field, addressed, G_N_ELEMENTS (addressed)) &&
           !has_one_of (name, others, G_N_ELEMENTS (others)) &&
           (g_str_has_suffix (name, "-to") ||
            has_one_of (name, delivered, G_N_ELEMENTS (delivered)));
}

static gboolean
is_by_server (const Reading *reading, guint index)
{
    return index <= reading->receiver->last_field;
}

/* ---- values ------------------------------------------------------------------------ */

static void
each_claim (const Reading *reading, TfSpan value, TakeFunc take)
{
    g_autoptr (GPtrArray) claims = tf_address_find_claims (value);

    for (guint i = 0; i < claims->len; i++)
        take (reading, g_ptr_array_index (claims, i), NULL);
}

/* "for <victim@example.org>", "(for <victim@example.org>)", "for" at the end of a line. */
static void
each_for (const Reading *reading, TfSpan value, TakeFunc take)
{
    TfCursor cursor = tf_cursor (value);
    gboolean begins = TRUE;

    while (!tf_cursor_at_end (&cursor)) {
        TfCursor look = cursor;

        if (begins && tf_cursor_take_text (&look, "for") &&
            (g_ascii_isspace (tf_cursor_peek (&look)) || tf_cursor_peek (&look) == '<'))
            each_claim (reading, tf_cursor_take_until (&look, ';'), take);
        begins = !g_ascii_isalnum (tf_cursor_peek (&cursor));
        tf_cursor_next (&cursor);
    }
}

/* smtp.rcptto=, smtp.rcpttodomain=, envelope-to=, X-Envelope-To=. */
static void
each_result (const Reading *reading, TfSpan value, TakeFunc take)
{
    TfCursor cursor = tf_cursor (value);

    for (; !tf_cursor_at_end (&cursor); tf_cursor_next (&cursor))
        if (tf_cursor_take_text (&cursor, "rcptto=") ||
            tf_cursor_take_text (&cursor, "envelope-to=") ||
            tf_cursor_take_text (&cursor, "recipient="))
            each_claim (reading, tf_cursor_take_until (&cursor, ' '), take);
}

/* Everybody in the fields in which servers write that; BY_SERVER: in those that servers wrote. */
static void
each_delivered (const Reading *reading, gboolean by_server, TakeFunc take)
{
    for (guint i = 0; i < reading->header->fields->len; i++) {
        const TfField *field = tf_header_get (reading->header, i);

        if (is_by_server (reading, i) != by_server)
            continue;
        if (tf_field_is (field, "Received"))
            each_for (reading, field->value, take);
        else if (tf_field_is (field, "Received-SPF") ||
                 tf_field_is (field, "Authentication-Results"))
            each_result (reading, field->value, take);
        else if (is_delivered (field))
            each_claim (reading, field->value, take);
    }
}

/* Names without an encoding are in Latin-1 if they are not in UTF-8. */
static void
each_mailbox (const Reading *reading, TakeFunc take)
{
    for (guint i = 0; i < reading->header->fields->len; i++) {
        const TfField *field = tf_header_get (reading->header, i);
        g_autofree char *text = NULL;
        g_autoptr (TfAddressList) list = NULL;

        if (!is_one_of (field, addressed, G_N_ELEMENTS (addressed)))
            continue;
        text = tf_view_text_of (field->value);
        list = tf_address_list_parse (tf_span_of (text));
        for (guint k = 0; k < list->mailboxes->len; k++) {
            const TfMailbox *mailbox = g_ptr_array_index (list->mailboxes, k);

            take (reading, mailbox->address, mailbox->name);
        }
    }
}

/* ---- who is hidden ----------------------------------------------------------------- */

static const char *
domain_of (const char *address)
{
    return tf_span_after_last (tf_span_of (address), '@').data;
}

static gboolean
is_of_receiver (const Reading *reading, const char *address)
{
    const char *domain = reading->receiver->domain;
    g_autofree char *lower = g_ascii_strdown (domain_of (address), -1);

    return domain != NULL && tf_domain_is_within (lower, domain);
}

/* Forgers address a message to the address that they write from, or want the answers at. Where that is one of the
 * receiver's own organization, it is the recipient's. */
static gboolean
is_sender (const Reading *reading, const char *address)
{
    g_autofree char *lower = g_utf8_strdown (address, -1);

    return g_hash_table_contains (reading->senders, lower) &&
           !is_of_receiver (reading, address);
}

static void
take_certain (const Reading *reading, const char *address, const char *name)
{
    tf_redaction_add (reading->redaction, address, name, TRUE);
}

/* The name of somebody who is known already. */
static void
take_known (const Reading *reading, const char *address, const char *name)
{
    if (tf_redaction_has_address (reading->redaction, address))
        tf_redaction_add (reading->redaction, address, name, FALSE);
}

static void
take_possible (const Reading *reading, const char *address, const char *name)
{
    if (!is_sender (reading, address) &&
        !tf_redaction_is_certain (reading->redaction, address))
        tf_redaction_add (reading->redaction, address, name, FALSE);
}

/* Somebody at the receiver's domain, wherever he is named. */
static void
take_colleague (const Reading *reading, const char *address, const char *name)
{
    g_autofree char *lower = g_ascii_strdown (domain_of (address), -1);

    if (!tf_settings_is_shared_provider (lower) &&
        (is_of_receiver (reading, address) ||
         tf_redaction_is_certain_domain (reading->redaction, lower)))
        take_possible (reading, address, name);
}

static void
add_colleagues (const Reading *reading)
{
    static const char *const identifiers[] = {"Message-ID", "References", "In-Reply-To",
                                              "Content-ID", "DKIM-Signature"};

    for (guint i = 0; i < reading->header->fields->len; i++) {
        const TfField *field = tf_header_get (reading->header, i);

        if (!is_one_of (field, identifiers, G_N_ELEMENTS (identifiers)))
            each_claim (reading, field->value, take_colleague);
    }
}

static void
read_sender (const Reading *reading, const char *address, const char *name)
{
    g_hash_table_add (reading->senders, g_utf8_strdown (address, -1));
}

void
tf_redaction_add_recipients (TfRedaction *redaction, const TfHeader *header,
                             const TfReceiver *receiver)
{
    g_autoptr (GHashTable) found =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    const Reading reading = {redaction, header, receiver, found};

    for (guint i = 0; i < header->fields->len; i++) {
        const TfField *field = tf_header_get (header, i);

        if (is_one_of (field, senders, G_N_ELEMENTS (senders)))
            each_claim (&reading, field->value, read_sender);
    }
    each_delivered (&reading, TRUE, take_certain);
    each_mailbox (&reading, take_known);
    each_mailbox (&reading, take_possible);
    each_delivered (&reading, FALSE, take_possible);
    add_colleagues (&reading);
}

/* ---- who received it --------------------------------------------------------------- */

/* The hop at which the message came in; otherwise the topmost one; NULL: there is none. */
static const TfReceived *
entrance_of (const TfReport *report)
{
    const TfTrail *trail = report->delivery->trail;
    gint hop = report->delivery->border;

    if (hop < 0)
        hop = tf_trail_find_entrance (trail);
    return (guint)MAX (hop, 0) < trail->hops->len
               ? tf_trail_hop (trail, (guint)MAX (hop, 0))
               : NULL;
}

void
tf_receiver_read (const TfReport *report, const char *host, TfReceiver *ret_receiver)
{
    const TfReceived *entrance = entrance_of (report);

    ret_receiver->last_field = entrance != NULL ? entrance->field_index : 0;
    if (entrance != NULL && entrance->by != NULL)
        host = entrance->by;
    if (host != NULL && *host == '@')
        host++;
    ret_receiver->domain = g_strdup (
        host != NULL ? tf_suffix_list_registrable (report->suffixes, host) : NULL);
}

void
tf_receiver_clear (TfReceiver *receiver)
{
    g_clear_pointer (&receiver->domain, g_free);
}
