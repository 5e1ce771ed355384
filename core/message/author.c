/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* author: who the author is (RFC 5322 §3.6.2). From candidates are
 * counted liberally, since programs disagree about what a From field is; the value is
 * parsed strictly. Nothing replaces From: not Sender, not Resent-From. Leaves out:
 * whether it is true. */
#include "message/message-private.h"

/* Claws Mail cuts lines into pieces of 8,191 bytes; each piece is a new line to it. */
#define CLAWS_LINE 8190

/** FromField: one candidate. */
typedef struct {
    TfSpan value;
    gboolean regular; /* a field that every program should see */
} FromField;

/* ---- counting -------------------------------------------------------------------- */

static gboolean
is_junk (guchar byte)
{
    return byte <= ' ' || byte >= 0x7f;
}

static gboolean
is_line_junk (guchar byte)
{
    return is_junk (byte) && byte != '\r' && byte != '\n';
}

/* "From" and a colon, with anything invisible between. Moves on only when it is there. */
static gboolean
take_from (TfCursor *cursor)
{
    TfCursor look = *cursor;

    tf_cursor_take_while (&look, is_line_junk);
    for (const char *letter = "from"; *letter; letter++) {
        if (g_ascii_tolower (tf_cursor_peek (&look)) != *letter)
            return FALSE;
        tf_cursor_next (&look);
        tf_cursor_take_while (&look, is_junk);
    }
    if (!tf_cursor_take (&look, ':'))
        return FALSE;
    *cursor = look;
    return TRUE;
}

static void
add_candidate (GArray *found, TfSpan value, gboolean regular)
{
    FromField field = {value, regular};

    g_array_append_val (found, field);
}

/* Lines that are no field, and what is folded under them: RFC 7103 §7.2. */
static void
search_lines (GArray *found, TfSpan raw)
{
    TfCursor cursor = tf_cursor (raw);

    while (!tf_cursor_at_end (&cursor)) {
        if (take_from (&cursor))
            add_candidate (found, tf_cursor_rest (&cursor), FALSE);
        tf_cursor_take_until (&cursor, '\n');
        tf_cursor_take (&cursor, '\n');
    }
}

/* Behind a bare CR, which ends a line for some programs; white space there is a fold to
 * them. To find the end of each value takes quadratic time. */
static void
search_bare_cr (GArray *found, TfSpan raw)
{
    TfCursor cursor = tf_cursor (raw);

    for (tf_cursor_take_until (&cursor, '\r'); tf_cursor_take (&cursor, '\r');
         tf_cursor_take_until (&cursor, '\r')) {
        int byte = tf_cursor_peek (&cursor);
        gboolean read = found->len < TF_LIMIT_FROM_READ;
        TfCursor look = cursor;

        if (byte != '\n' && byte != ' ' && byte != '\t' && take_from (&look))
            add_candidate (
                found, read ? tf_cursor_take_until (&look, '\n') : TF_SPAN_EMPTY, FALSE);
    }
}

/* Behind the place where Claws Mail cuts a line. */
static void
search_long_line (GArray *found, TfSpan line)
{
    TfCursor cursor = tf_cursor (line);

    tf_cursor_take_count (&cursor, CLAWS_LINE);
    while (!tf_cursor_at_end (&cursor)) {
        int byte = tf_cursor_peek (&cursor);
        TfCursor look = cursor;

        if ((byte == 'f' || byte == 'F') && take_from (&look))
            add_candidate (found, tf_cursor_rest (&look), FALSE);
        tf_cursor_next (&cursor);
    }
}

static void
search_long_lines (GArray *found, TfSpan raw)
{
    TfCursor cursor = tf_cursor (raw);

    while (!tf_cursor_at_end (&cursor)) {
        search_long_line (found, tf_cursor_take_until (&cursor, '\n'));
        tf_cursor_take (&cursor, '\n');
    }
}

static GArray *
find_candidates (const TfHeader *header)
{
    GArray *found = g_array_new (FALSE, FALSE, sizeof (FromField));

    for (guint i = 0; i < header->fields->len; i++) {
        const TfField *field = tf_header_get (header, i);

        if (tf_field_is (field, "From"))
            add_candidate (found, field->value, TRUE);
        if (field->name.length == 0)
            search_lines (found, field->raw);
        if (header->flags & TF_HEADER_BARE_CR)
            search_bare_cr (found, field->raw);
        if (header->flags & TF_HEADER_LONG_LINE)
            search_long_lines (found, field->raw);
    }
    return found;
}

/* ---- addresses and domains ------------------------------------------------------- */

static void
add_once (GPtrArray *texts, const char *text)
{
    if (texts->len < TF_LIMIT_MAILBOXES &&
        !g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
        g_ptr_array_add (texts, g_strdup (text));
}

/* Each once. A single list may be long, so what it repeats is found by a table. Returns
 * how many domains it names, such as are none among them. */
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
            mailbox->domain)
            add_once (author->domains, mailbox->domain);
    }
    return g_hash_table_size (domains);
}

static void
add_claims (TfAuthor *author, TfSpan text)
{
    g_autoptr (GPtrArray) claims = tf_address_find_claims (text);

    for (guint i = 0; i < claims->len; i++)
        add_once (author->addresses, g_ptr_array_index (claims, i));
}

/* Everything the value may be taken for, also what a program may
 * decode there. */
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

    if (list->mailboxes->len == 0 || author->address)
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

/* No address at all is a warning; text that some program may take for one is not
 * harmless. */
static void
judge_no_mailbox (TfAuthor *author, const TfAddressList *list, TfSpan value)
{
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

/* A domain that is none, but of the characters of one, is shown alike
 * everywhere; not so a bad A-label, which programs decode or do not. */
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

    if (mailbox->domain && tf_domain_parent (mailbox->domain))
        return;
    if (mailbox->domain)
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
read_candidate (TfAuthor *author, const FromField *field)
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

/* What the header around From says. */
static void
judge_header (TfAuthor *author, const TfHeader *header, const GArray *found)
{
    if (header->flags & (TF_HEADER_TOO_LONG | TF_HEADER_TOO_MANY_FIELDS))
        set_ambiguous (author, TF_REASON_HEADER_TOO_LONG, FALSE);
    if (found->len == 0)
        set_ambiguous (author, TF_REASON_MISSING, TRUE);
    if (found->len > 1)
        set_ambiguous (author, TF_REASON_SEVERAL_FIELDS, FALSE);
    if (found->len == 1 && !g_array_index (found, FromField, 0).regular)
        set_ambiguous (author, TF_REASON_SEVERAL_READINGS, FALSE);
}

/* RFC 5322 §4.5.2: white space before the colon, which some programs do not expect. */
static gboolean
has_space_before_colon (const TfHeader *header)
{
    gint index = tf_header_find (header, "From", 0);
    const TfField *field = index >= 0 ? tf_header_get (header, (guint)index) : NULL;

    return field && field->raw.data[field->name.length] != ':';
}

TfAuthor *
tf_author_read (const TfHeader *header)
{
    TfAuthor *author = g_new0 (TfAuthor, 1);
    g_autoptr (GArray) found = find_candidates (header);

    author->addresses = g_ptr_array_new_with_free_func (g_free);
    author->domains = g_ptr_array_new_with_free_func (g_free);
    author->n_fields = found->len;
    judge_header (author, header, found);
    for (guint i = 0; i < MIN (found->len, TF_LIMIT_FROM_READ); i++)
        read_candidate (author, &g_array_index (found, FromField, i));
    if (has_space_before_colon (header))
        set_obsolete (author, TF_REASON_OBSOLETE_SYNTAX);
    if (header->flags & (TF_HEADER_NON_HEADER_LINE | TF_HEADER_STARTS_WITH_SPACE))
        set_obsolete (author, TF_REASON_TOLERATED);
    return author;
}

void
tf_author_free (TfAuthor *author)
{
    if (!author)
        return;
    g_ptr_array_unref (author->addresses);
    g_ptr_array_unref (author->domains);
    g_free (author->address);
    g_free (author->local);
    g_free (author->domain);
    g_free (author->name);
    g_free (author);
}
