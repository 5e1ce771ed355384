/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* coverage.c: RFC 6376 §8.2 and §8.15: a valid signature protects what it names and no
 * more. What it leaves open to others is counted here; what
 * follows from it is decided in check.c. */

#include "dkim/dkim.h"

#include <string.h>

#define SINGLE(name)                                                                     \
    {                                                                                    \
        name, sizeof name - 1                                                            \
    }

/* RFC 5322 §3.6 and the MIME fields: what may stand in a message once. */
static const struct {
    const char *name;
    gsize length;
} single_fields[] = {
    SINGLE ("from"),
    SINGLE ("sender"),
    SINGLE ("reply-to"),
    SINGLE ("to"),
    SINGLE ("cc"),
    SINGLE ("subject"),
    SINGLE ("date"),
    SINGLE ("message-id"),
    SINGLE ("in-reply-to"),
    SINGLE ("references"),
    SINGLE ("mime-version"),
    SINGLE ("content-type"),
    SINGLE ("content-transfer-encoding"),
    SINGLE ("content-disposition"),
    SINGLE ("content-id"),
};

enum { N_SINGLE = G_N_ELEMENTS (single_fields) };

/** Counts: how often each of them stands in the message, and in h=. */
typedef struct {
    guint in_message[N_SINGLE];
    guint in_signature[N_SINGLE];
} Counts;

static void
count_name (TfSpan name, guint *counts)
{
    for (guint i = 0; i < N_SINGLE; i++)
        if (name.length == single_fields[i].length &&
            tf_span_equal_nocase (name, single_fields[i].name))
            counts[i]++;
}

static Counts
count_all (const TfHeader *header, const TfDkimSignature *signature)
{
    Counts counts = {{0}};

    for (guint i = 0; i < header->fields->len; i++)
        count_name (tf_header_get (header, i)->name, counts.in_message);
    for (guint i = 0; i < signature->signed_names->len; i++)
        count_name (tf_span_of (g_ptr_array_index (signature->signed_names, i)),
                    counts.in_signature);
    return counts;
}

/* In the message, and nothing of it is signed. */
static gboolean
is_open (const Counts *counts, const char *name)
{
    for (guint i = 0; i < N_SINGLE; i++)
        if (strcmp (single_fields[i].name, name) == 0)
            return counts->in_message[i] > 0 && counts->in_signature[i] == 0;
    return FALSE;
}

static void
find_copies (const Counts *counts, TfCoverage *coverage)
{
    for (guint i = 0; i < N_SINGLE; i++) {
        if (counts->in_message[i] < 2)
            continue;
        if (counts->in_signature[i] == 0 && coverage->duplicate_field == NULL)
            coverage->duplicate_field = g_strdup (single_fields[i].name);
        if (counts->in_signature[i] > 0 &&
            counts->in_message[i] > counts->in_signature[i] &&
            coverage->added_field == NULL)
            coverage->added_field = g_strdup (single_fields[i].name);
    }
}

static gboolean
has_foreign_domain (const TfField *field, const char *domain,
                    const TfSuffixList *suffixes)
{
    g_autoptr (TfAddressList) list = tf_address_list_parse (field->value);

    for (guint i = 0; i < list->mailboxes->len; i++) {
        const TfMailbox *mailbox = g_ptr_array_index (list->mailboxes, i);

        if (mailbox->domain != NULL &&
            !tf_suffix_list_same_organization (suffixes, mailbox->domain, domain))
            return TRUE;
    }
    return FALSE;
}

/* Any of the Reply-To fields names another organization than the signer's. */
static gboolean
replies_elsewhere (const TfHeader *header, const char *domain,
                   const TfSuffixList *suffixes)
{
    gint index = tf_header_find (header, "reply-to", 0);

    while (index >= 0) {
        if (has_foreign_domain (tf_header_get (header, (guint)index), domain, suffixes))
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
    TfCoverage coverage = {0};
    Counts counts = count_all (header, signature);

    if (signature->has_length) {
        coverage.unsigned_bytes =
            canonical_length - MIN (signature->length, canonical_length);
        coverage.content_type_open = is_open (&counts, "content-type") ||
                                     is_open (&counts, "mime-version") ||
                                     is_open (&counts, "content-transfer-encoding");
    }
    coverage.subject_open = is_open (&counts, "subject");
    coverage.reply_to_open = is_open (&counts, "reply-to") &&
                             replies_elsewhere (header, signature->domain, suffixes);
    find_copies (&counts, &coverage);
    *ret_coverage = coverage;
}

void
tf_coverage_clear (TfCoverage *coverage)
{
    g_clear_pointer (&coverage->added_field, g_free);
    g_clear_pointer (&coverage->duplicate_field, g_free);
}
