/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* impersonation-helper: one value of From, judged. */
#pragma once

#include "impersonation/impersonation.h"

#include <string.h>

#define A "any@attack.example"
#define V "user@victim.example"

/* ---- a From value ------------------------------------------------------------------ */

/** Row: VALUE of From; "level place what" of the finding, or "" for none. */
typedef struct {
    const char *value;
    const char *expected;
    const char *reply_to;
    gboolean is_known_list;
    gboolean is_unconfirmed;
    gboolean is_from_reader;
} Row;

static TfHeader *
header_of (const char *value)
{
    g_autofree char *text = g_strdup_printf ("From: %s\r\n\r\n", value);
    g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
    g_autoptr (TfSource) source = tf_source_new_bytes (bytes);
    g_autoptr (TfReader) reader = tf_reader_new (source);

    return tf_header_read (reader, NULL);
}

static GPtrArray *
array_of (const char *text)
{
    GPtrArray *array = g_ptr_array_new_with_free_func (g_free);

    if (text)
        g_ptr_array_add (array, g_strdup (text));
    return array;
}

static TfTargets *
targets_of (const char *domain, const TfSuffixList *suffixes)
{
    TfTargets *targets = tf_targets_new ();

    tf_targets_add (targets, domain, suffixes);
    return targets;
}

/* The reader's: victim.example, jane@freemail.example; a contact: kim@friend.example; protected:
 * bank.com. */
static TfImpersonation *
judge (const Row *row)
{
    g_autoptr (TfHeader) header = header_of (row->value);
    g_autoptr (TfAuthor) author = tf_author_read (header);
    g_autofree char *comments =
        tf_address_dup_comments (tf_header_get (header, 0)->value);
    g_autofree char *beside = tf_address_dup_beside (tf_header_get (header, 0)->value);
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();
    g_autoptr (TfTargets) own = targets_of ("victim.example", suffixes);
    g_autoptr (GPtrArray) addresses = array_of ("jane@freemail.example");
    g_autoptr (TfTargets) known = targets_of ("friend.example", suffixes);
    g_autoptr (GPtrArray) contacts = array_of ("kim@friend.example");
    g_autoptr (TfTargets) protected_domains = targets_of ("bank.com", suffixes);
    g_autoptr (GPtrArray) reply_to = array_of (row->reply_to);
    const TfImpersonationInput input = {
        .author = author,
        .comments = comments,
        .beside = beside,
        .reply_to = reply_to,
        .is_authenticated = !row->is_unconfirmed,
        .is_from_reader = row->is_from_reader,
        .is_known_list = row->is_known_list,
        .guarded = {.own_domains = own,
                    .own_addresses = addresses,
                    .known_domains = known,
                    .known_addresses = contacts,
                    .protected_domains = protected_domains,
                    .suffixes = suffixes},
    };

    return tf_impersonation_new (&input);
}
