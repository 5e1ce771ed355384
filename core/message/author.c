/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* author: who the author is (RFC 5322 §3.6.2). From candidates are
 * counted liberally, because programs disagree about what a From field is; the value is
 * parsed strictly. Nothing replaces From, neither Sender nor Resent-From. Leaves out:
 * whether it is true. */
#include "message/message-private.h"

/* ---- addresses and domains ------------------------------------------------------- */

static void
add_once (GPtrArray *texts, const char *text)
{
    if (texts->len < TF_LIMIT_MAILBOXES &&
        !g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
        g_ptr_array_add (texts, g_strdup (text));
}

/* Adds each address once. A single list may be long, so repetitions are found with a table. Returns
 * how many domains the list names, including those that are not valid. */
static guint
add_mailboxes (TfAuthor *author, const TfAddressList *list)
{
    g_autoptr (GHashTable) addresses =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GHashTable) domains =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < list->mailboxes->len; i++) {
        const TfMailbox *mailbox = g_ptr_array_index (list->mailboxes, i);

        if (!(list->flags & TF_ADDRESS_UNPARSABLE) &&
            g_hash_table_add (addresses, tf_mailbox_key (mailbox)))
            add_once (author->addresses, mailbox->address);
        if (g_hash_table_add (domains, tf_mailbox_domain_key (mailbox)) &&
            mailbox->domain != NULL)
            add_once (author->domains, mailbox->domain);
    }
    author->n_authors = MAX (author->n_authors, g_hash_table_size (addresses));
    return g_hash_table_size (domains);
}

static void
add_claims (TfAuthor *author, TfSpan text)
{
    g_autoptr (GPtrArray) claims = tf_address_find_claims (text);

    for (guint i = 0; i < claims->len; i++)
        add_once (author->addresses, g_ptr_array_index (claims, i));
}

/* Everything that may be read as an address in the value, also where only some programs decode
 * it. */
static void
add_all_claims (TfAuthor *author, TfSpan value)
{
    g_autofree char *decoded = tf_mime_decode_words (value);

    add_claims (author, tf_span (value.data, MIN (value.length, TF_LIMIT_DISPLAY_BYTES)));
    add_claims (author, tf_span_of (decoded));
}

static void
set_first (TfAuthor *author, const TfAddressList *list)
{
    const TfMailbox *mailbox;

    if (list->mailboxes->len == 0 || author->address != NULL)
        return;
    mailbox = g_ptr_array_index (list->mailboxes, 0);
    author->address = g_strdup (mailbox->address);
    author->local = g_strdup (mailbox->local);
    author->domain = g_strdup (mailbox->domain);
    author->name = g_strdup (mailbox->name);
}

/* ---- judging --------------------------------------------------------------------- */

static const struct {
    guint flag;
    TfReason reason;
} ambiguous_flags[] = {
    {TF_ADDRESS_TOO_MANY, TF_REASON_TOO_MANY},
    {TF_ADDRESS_ENCODED, TF_REASON_ENCODED_ADDRESS},
    {TF_ADDRESS_FORBIDDEN, TF_REASON_FORBIDDEN_CHARACTER},
    {TF_ADDRESS_GROUP_NAME_HAS_ADDRESS, TF_REASON_ADDRESS_IN_GROUP_NAME},
    {TF_ADDRESS_COMMENT_IN_DOMAIN, TF_REASON_COMMENT_IN_DOMAIN},
    {TF_ADDRESS_UNPARSABLE, TF_REASON_SEVERAL_READINGS},
};

static const struct {
    guint flag;
    TfReason reason;
} obsolete_flags[] = {
    {TF_ADDRESS_TRAILING_DOT, TF_REASON_TRAILING_DOT},
    {TF_ADDRESS_TOLERATED, TF_REASON_TOLERATED},
    {TF_ADDRESS_OBSOLETE, TF_REASON_OBSOLETE_SYNTAX},
};

static void
set_ambiguous (TfAuthor *author, TfReason reason, gboolean harmless)
{
    if (author->state == TF_AUTHOR_AMBIGUOUS)
        return;
    author->state = TF_AUTHOR_AMBIGUOUS;
    author->reason = reason;
    author->harmless_ambiguity = harmless;
}

static void
set_obsolete (TfAuthor *author, TfReason reason)
{
    if (author->state != TF_AUTHOR_CLEAN)
        return;
    author->state = TF_AUTHOR_OBSOLETE_SYNTAX;
    author->reason = reason;
}

/* An address that is only in a comment is what senders say about themselves: a name. */
static gboolean
claims_beside_comments (TfSpan value)
{
    g_autofree char *beside = tf_address_dup_beside (value);
    g_autoptr (GPtrArray) claims = tf_address_find_claims (tf_span_of (beside));

    return claims->len > 0;
}

/* No address at all is a warning; text that some programs may take for one is not
 * harmless. */
static void
judge_no_mailbox (TfAuthor *author, const TfAddressList *list, TfSpan value)
{
    if (claims_beside_comments (value))
        add_all_claims (author, value);
    if (author->addresses->len > 0)
        set_ambiguous (author, TF_REASON_SEVERAL_READINGS, FALSE);
    else if (list->flags & TF_ADDRESS_GROUP)
        set_ambiguous (author, TF_REASON_EMPTY_GROUP, TRUE);
    else
        set_ambiguous (author, TF_REASON_EMPTY, TRUE);
}

static gboolean
is_name_byte (guchar byte)
{
    return g_ascii_isalnum (byte) || byte == '-' || byte == '_' || byte == '.';
}

/* An invalid domain that consists of valid characters is shown in the same way everywhere. A bad
 * A-label is not: some programs decode it, others do not. */
static gboolean
is_shown_alike (TfSpan domain)
{
    TfCursor cursor = tf_cursor (domain);

    do {
        if (tf_cursor_take_text (&cursor, "xn--"))
            return FALSE;
        tf_cursor_take_until (&cursor, '.');
    } while (tf_cursor_take (&cursor, '.'));
    cursor = tf_cursor (domain);
    tf_cursor_take_while (&cursor, is_name_byte);
    return tf_cursor_at_end (&cursor);
}

static void
judge_domain (TfAuthor *author, const TfMailbox *mailbox)
{
    TfSpan domain = tf_span_of (mailbox->domain_text);

    if (mailbox->domain != NULL && tf_domain_parent (mailbox->domain) != NULL)
        return;
    if (mailbox->domain != NULL)
        set_ambiguous (author, TF_REASON_SINGLE_LABEL, TRUE);
    else if (domain.length > 0 && domain.data[0] == '[')
        set_ambiguous (author, TF_REASON_DOMAIN_LITERAL, TRUE);
    else if (is_shown_alike (domain))
        set_ambiguous (author, TF_REASON_SYNTAX, TRUE);
    else
        set_ambiguous (author, TF_REASON_FORBIDDEN_CHARACTER, FALSE);
}

static void
judge_list (TfAuthor *author, const TfAddressList *list, guint n_domains, TfSpan value)
{
    for (guint i = 0; i < G_N_ELEMENTS (ambiguous_flags); i++)
        if (list->flags & ambiguous_flags[i].flag)
            set_ambiguous (author, ambiguous_flags[i].reason, FALSE);
    if (list->mailboxes->len == 0) {
        judge_no_mailbox (author, list, value);
        return;
    }
    if (author->state == TF_AUTHOR_AMBIGUOUS)
        add_all_claims (author, value);
    if (n_domains > 1 && n_domains > author->domains->len) /* one that nobody can check */
        set_ambiguous (author, TF_REASON_SEVERAL_READINGS, FALSE);
    if (n_domains > 1)
        set_ambiguous (author, TF_REASON_SEVERAL_DOMAINS, FALSE);
    judge_domain (author, g_ptr_array_index (list->mailboxes, 0));
    for (guint i = 0; i < G_N_ELEMENTS (obsolete_flags); i++)
        if (list->flags & obsolete_flags[i].flag)
            set_obsolete (author, obsolete_flags[i].reason);
}

static void
read_candidate (TfAuthor *author, const TfFromField *field)
{
    g_autoptr (TfAddressList) list = NULL;
    guint n_domains;

    if (field->value.length > TF_LIMIT_FIELD_BYTES) {
        set_ambiguous (author, TF_REASON_TOO_LONG, FALSE);
        return;
    }
    list = tf_address_list_parse (field->value);
    n_domains = add_mailboxes (author, list);
    set_first (author, list);
    judge_list (author, list, n_domains, field->value);
}

/* RFC 5322 §2.2.3: the same value on one line, with one blank in place of white space. */
static GString *
unfolded (TfSpan value)
{
    TfSpan text = tf_span_strip (value);
    GString *out = g_string_new (NULL);

    for (gsize i = 0; i < text.length; i++)
        if (!tf_span_has (tf_span_of (" \t\r\n"), text.data[i]))
            g_string_append_c (out, text.data[i]);
        else if (out->str[out->len - 1] != ' ')
            g_string_append_c (out, ' ');
    return out;
}

/* Every program shows the same sender, whichever of the fields it takes. */
static gboolean
are_equal (const GArray *found)
{
    const TfFromField *first = &g_array_index (found, TfFromField, 0);
    g_autoptr (GString) value = unfolded (first->value);

    for (guint i = 0; i < found->len; i++) {
        const TfFromField *field = &g_array_index (found, TfFromField, i);

        g_autoptr (GString) other = unfolded (field->value);

        if (!field->regular || !g_string_equal (other, value))
            return FALSE;
    }
    return TRUE;
}

/* What the rest of the header says about From. */
static void
judge_header (TfAuthor *author, const TfHeader *header, const GArray *found)
{
    if (header->flags & (TF_HEADER_TOO_LONG | TF_HEADER_TOO_MANY_FIELDS))
        set_ambiguous (author, TF_REASON_HEADER_TOO_LONG, FALSE);
    if (found->len == 0)
        set_ambiguous (author, TF_REASON_MISSING, TRUE);
    if (found->len > 1 && are_equal (found))
        set_obsolete (author, TF_REASON_TOLERATED);
    else if (found->len > 1)
        set_ambiguous (author, TF_REASON_SEVERAL_FIELDS, FALSE);
    if (found->len == 1 && !g_array_index (found, TfFromField, 0).regular)
        set_ambiguous (author, TF_REASON_SEVERAL_READINGS, FALSE);
}

/* RFC 5322 §4.5.2: white space before the colon, which some programs do not expect. */
static gboolean
has_space_before_colon (const TfHeader *header)
{
    gint index = tf_header_find (header, "From", 0);
    const TfField *field = index >= 0 ? tf_header_get (header, (guint)index) : NULL;

    return field != NULL && field->raw.data[field->name.length] != ':';
}

/* RFC 5322 §3.6.2: who sent it for several authors. Anything but one field with one mailbox names
 * nobody. */
static void
read_sender (TfAuthor *author, const TfHeader *header)
{
    gint index = tf_header_find (header, "Sender", 0);
    g_autoptr (TfAddressList) list = NULL;
    const TfMailbox *sender;

    if (index < 0 || tf_header_count (header, "Sender") != 1)
        return;
    list = tf_address_list_parse (tf_header_get (header, (guint)index)->value);
    if (list->mailboxes->len != 1 || list->flags & TF_ADDRESS_UNPARSABLE)
        return;
    sender = g_ptr_array_index (list->mailboxes, 0);
    author->sender = g_strdup (sender->address);
    author->sender_domain = g_strdup (sender->domain);
}

TfAuthor *
tf_author_read (const TfHeader *header)
{
    TfAuthor *author = g_new0 (TfAuthor, 1);
    g_autoptr (GArray) found = tf_from_fields (header);

    author->addresses = g_ptr_array_new_with_free_func (g_free);
    author->domains = g_ptr_array_new_with_free_func (g_free);
    author->n_fields = found->len;
    judge_header (author, header, found);
    for (guint i = 0; i < MIN (found->len, TF_LIMIT_FROM_READ); i++)
        read_candidate (author, &g_array_index (found, TfFromField, i));
    if (author->n_authors > 1)
        read_sender (author, header);
    if (has_space_before_colon (header))
        set_obsolete (author, TF_REASON_OBSOLETE_SYNTAX);
    if (header->flags & (TF_HEADER_NON_HEADER_LINE | TF_HEADER_STARTS_WITH_SPACE))
        set_obsolete (author, TF_REASON_TOLERATED);
    return author;
}

void
tf_author_free (TfAuthor *author)
{
    if (author == NULL)
        return;
    g_ptr_array_unref (author->addresses);
    g_ptr_array_unref (author->domains);
    g_free (author->sender);
    g_free (author->sender_domain);
    g_free (author->address);
    g_free (author->local);
    g_free (author->domain);
    g_free (author->name);
    g_free (author);
}
