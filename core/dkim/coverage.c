/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* coverage.c: RFC 6376 §8.2 and §8.15: a valid signature protects what it names and no more.
 * What it leaves open to others is counted here (R-DKIM-40, R-DKIM-60); what follows from it is
 * decided in check.c. */

#include "dkim/dkim.h"

#include <string.h>

/* RFC 5322 §3.6 and the MIME fields: what may stand in a message once. */
static const char *const single_fields[] = {
    "from",         "sender",       "reply-to",     "to",
    "cc",           "subject",      "date",         "message-id",
    "in-reply-to",  "references",   "mime-version", "content-type",
    "content-transfer-encoding",    "content-disposition",
    "content-id",
};

static guint
count_signed (const TfDkimSignature *signature, const char *name)
{
    guint count = 0;

    for (guint i = 0; i < signature->signed_names->len; i++)
        if (strcmp (g_ptr_array_index (signature->signed_names, i), name) == 0)
            count++;
    return count;
}

static gboolean
is_open (const TfHeader *header, const TfDkimSignature *signature, const char *name)
{
    return tf_header_find (header, name, 0) >= 0 && count_signed (signature, name) == 0;
}

static void
find_copies (const TfHeader *header, const TfDkimSignature *signature, TfCoverage *coverage)
{
    for (guint i = 0; i < G_N_ELEMENTS (single_fields); i++) {
        const char *name = single_fields[i];
        guint in_message = tf_header_count (header, name);
        guint in_signature;

        if (in_message < 2)
            continue;
        in_signature = count_signed (signature, name);
        if (in_signature == 0 && coverage->duplicate_field == NULL)
            coverage->duplicate_field = g_strdup (name);
        if (in_signature > 0 && in_message > in_signature && coverage->added_field == NULL)
            coverage->added_field = g_strdup (name);
    }
}

static gboolean
has_foreign_domain (const TfField *field, const char *domain, const TfSuffixList *suffixes)
{
    g_autoptr (TfAddressList) list = tf_address_list_parse (field->value);

    for (guint i = 0; i < list->mailboxes->len; i++) {
        const TfMailbox *mailbox = g_ptr_array_index (list->mailboxes, i);

        if (mailbox->domain != NULL
            && !tf_suffix_list_same_organization (suffixes, mailbox->domain, domain))
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_reply_to_open (const TfHeader *header, const TfDkimSignature *signature,
                  const TfSuffixList *suffixes)
{
    gint index;

    if (count_signed (signature, "reply-to") > 0)
        return FALSE;
    index = tf_header_find (header, "reply-to", 0);
    while (index >= 0) {
        if (has_foreign_domain (tf_header_get (header, (guint)index), signature->domain,
                                suffixes))
            return TRUE;
        index = tf_header_find (header, "reply-to", (guint)index + 1);
    }
    return FALSE;
}

/**
 * tf_coverage_read:
 * @header: the header block
 * @signature: one whose domain and h= could be read
 * @canonical_length: octets of the body in the signature's canonical form
 * @suffixes: the public suffixes
 * @ret_coverage: (out caller-allocates): for tf_coverage_clear()
 */
void
tf_coverage_read (const TfHeader *header, const TfDkimSignature *signature,
                  guint64 canonical_length, const TfSuffixList *suffixes,
                  TfCoverage *ret_coverage)
{
    TfCoverage coverage = { 0 };

    if (signature->has_length) {
        coverage.unsigned_bytes = canonical_length - MIN (signature->length, canonical_length);
        coverage.content_type_open = is_open (header, signature, "content-type")
                                     || is_open (header, signature, "mime-version")
                                     || is_open (header, signature, "content-transfer-encoding");
    }
    coverage.subject_open = is_open (header, signature, "subject");
    coverage.reply_to_open = is_reply_to_open (header, signature, suffixes);
    find_copies (header, signature, &coverage);
    *ret_coverage = coverage;
}

void
tf_coverage_clear (TfCoverage *coverage)
{
    g_clear_pointer (&coverage->added_field, g_free);
    g_clear_pointer (&coverage->duplicate_field, g_free);
}
