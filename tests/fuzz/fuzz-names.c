/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What a From value pretends to be. The first line of the input is empty unless a known
 * list sent it, the second is Reply-To, the rest is the value of From. */
#include "impersonation/impersonation.h"

#include "fuzz.h"

static GPtrArray *
array_of (char *text)
{
    GPtrArray *array = g_ptr_array_new_with_free_func (g_free);

    g_ptr_array_add (array, text);
    return array;
}

static TfTargets *
targets_of (const char *domain, const TfSuffixList *suffixes)
{
    TfTargets *targets = tf_targets_new ();

    tf_targets_add (targets, domain, suffixes);
    return targets;
}

static void
check (const TfImpersonation *signs, const TfAuthor *author, const TfSuffixList *suffixes)
{
    fuzz_check_utf8 (signs->shown.address);
    fuzz_check_domain (signs->shown.domain);
    FUZZ_ASSERT ((signs->shown.level == TF_LEVEL_QUIET) == (signs->shown.domain == NULL));
    FUZZ_ASSERT ((signs->imitation.level == TF_LEVEL_QUIET) == (signs->known == NULL));
    /* What is shown never belongs to the author's own organization. */
    FUZZ_ASSERT (signs->shown.domain == NULL ||
                 !tf_suffix_list_same_organization (suffixes, signs->shown.domain,
                                                    author->domain));
    FUZZ_ASSERT (author->domain != NULL || signs->reply_lookalike == NULL);
    FUZZ_ASSERT ((signs->brand_kind == TF_BRAND_NONE) == (signs->brand == NULL));
    FUZZ_ASSERT ((signs->contact == NULL) == (signs->contact_address == NULL));
    fuzz_check_domain (signs->known);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    TfCursor cursor = tf_cursor (fuzz_span (data, size));
    gboolean known_list = tf_cursor_take_until (&cursor, '\n').length > 0;
    gboolean more = tf_cursor_take (&cursor, '\n');
    char *reply = tf_span_dup_utf8 (tf_cursor_take_until (&cursor, '\n'));
    g_autoptr (GPtrArray) reply_to = array_of (reply);
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();
    g_autoptr (GPtrArray) own_addresses = array_of (g_strdup ("jane@freemail.example"));
    g_autoptr (GPtrArray) known_addresses = array_of (g_strdup ("kim@goodfellow.com"));
    g_autoptr (TfBrands) brands = tf_brands_ref_builtin ();
    g_autoptr (TfContacts) contacts = tf_contacts_new ();
    g_autoptr (TfTargets) own = targets_of ("victim.example", suffixes);
    g_autoptr (TfTargets) known = targets_of ("goodfellow.com", suffixes);
    g_autoptr (TfTargets) protected_domains = targets_of ("legitbank.com", suffixes);
    g_autoptr (GString) text = g_string_new ("From: ");
    g_autoptr (TfHeader) header = NULL;
    g_autoptr (TfAuthor) author = NULL;
    g_autoptr (TfImpersonation) signs = NULL;
    g_autofree char *comments = NULL, *beside = NULL;

    tf_cursor_take (&cursor, '\n');
    g_string_append_len (text, cursor.at, cursor.end - cursor.at);
    g_string_append (text, "\r\n\r\n");
    header = fuzz_header ((const uint8_t *)text->str, text->len);
    author = tf_author_read (header);
    if (tf_header_count (header, "From") > 0) {
        TfSpan from =
            tf_header_get (header, (guint)tf_header_find (header, "From", 0))->value;

        comments = tf_address_dup_comments (from);
        beside = tf_address_dup_beside (from);
    }
    fuzz_check_utf8 (comments);
    fuzz_check_utf8 (beside);
    tf_contacts_add (contacts, "Kim Doe", "kim@goodfellow.com", FALSE);
    tf_contacts_add (contacts, "Jane Roe", "jane@freemail.example", TRUE);
    signs = tf_impersonation_new (&(TfImpersonationInput){
        .author = author,
        .comments = comments,
        .beside = beside,
        .reply_to = reply_to,
        .is_authenticated = more,
        .is_known_list = known_list,
        .brands = more ? brands : NULL,
        .guarded = {.own_domains = own,
                    .own_addresses = own_addresses,
                    .known_domains = known,
                    .known_addresses = known_addresses,
                    .protected_domains = protected_domains,
                    .contacts = known_list ? NULL : contacts,
                    .suffixes = suffixes},
    });
    check (signs, author, suffixes);
    return 0;
}
