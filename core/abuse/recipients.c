/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* recipients: where a message says to whom it was sent. Servers note that in many fields. */
#include "abuse/abuse-private.h"

/* By servers, about this one copy. */
static const char *const delivered[] = {
    "Delivered-To",        "X-Delivered-To",
    "X-Original-To",       "Envelope-To",
    "X-Envelope-To",       "X-RCPT-To",
    "X-Rcpt-To",           "X-Real-To",
    "X-Forwarded-To",      "X-Forwarded-For",
    "X-Recipient",         "X-Apparently-To",
    "Apparently-To",       "Original-Recipient",
    "Final-Recipient",     "X-Failed-Recipients",
    "X-Originalarrivalto", "X-MS-Exchange-Organization-OriginalEnvelopeRecipients"};

/* By the sender. */
static const char *const addressed[] = {"To",        "Cc",        "Bcc",
                                        "Resent-To", "Resent-Cc", "Resent-Bcc"};

static void
add_claims (TfRedaction *redaction, TfSpan value)
{
    g_autoptr (GPtrArray) claims = tf_address_find_claims (value);

    for (guint i = 0; i < claims->len; i++)
        tf_redaction_add (redaction, g_ptr_array_index (claims, i), NULL);
}

static void
add_mailboxes (TfRedaction *redaction, TfSpan value, const TfAuthor *author)
{
    g_autoptr (TfAddressList) list = tf_address_list_parse (value);

    for (guint i = 0; i < list->mailboxes->len; i++) {
        const TfMailbox *mailbox = g_ptr_array_index (list->mailboxes, i);

        /* Forgers address a message to the address that they write from; that is no recipient's. */
        if (author == NULL || author->address == NULL ||
            g_ascii_strcasecmp (author->address, mailbox->address) != 0)
            tf_redaction_add (redaction, mailbox->address, mailbox->name);
    }
}

/* "for <victim@example.org>" */
static void
add_for (TfRedaction *redaction, TfSpan value)
{
    TfCursor cursor = tf_cursor (value);

    for (; !tf_cursor_at_end (&cursor); tf_cursor_next (&cursor)) {
        if (!tf_cursor_take_text (&cursor, " for ") &&
            !tf_cursor_take_text (&cursor, "\tfor "))
            continue;
        add_claims (redaction, tf_cursor_take_until (&cursor, ';'));
    }
}

static gboolean
is_one_of (const TfField *field, const char *const *names, guint n_names)
{
    for (guint i = 0; i < n_names; i++)
        if (tf_field_is (field, names[i]))
            return TRUE;
    return FALSE;
}

void
tf_redaction_add_recipients (TfRedaction *redaction, const TfHeader *header)
{
    g_autoptr (TfAuthor) author = tf_author_read (header);

    for (guint i = 0; i < header->fields->len; i++) {
        const TfField *field = tf_header_get (header, i);

        if (is_one_of (field, delivered, G_N_ELEMENTS (delivered)))
            add_claims (redaction, field->value);
        else if (tf_field_is (field, "Received"))
            add_for (redaction, field->value);
    }
    for (guint i = 0; i < header->fields->len; i++) {
        const TfField *field = tf_header_get (header, i);

        /* Without a server's word, whoever is named may be the one. */
        if (is_one_of (field, addressed, G_N_ELEMENTS (addressed)))
            add_mailboxes (redaction, field->value,
                           tf_redaction_count (redaction) > 0 ? author : NULL);
    }
}
