/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* answer: where an answer to the message goes: Reply-To (RFC 5322 §3.6.2), List-Post
 * (RFC 2369 §3.4) and Mail-Followup-To, read as mail programs read them. Leaves out: whose
 * organization that is, and which of these fields a signature covers. */
#include "message/message-private.h"

/* Flags that make the addresses of a field doubtful: a program may answer to other ones. */
#define DOUBTFUL                                                                         \
    (TF_ADDRESS_UNPARSABLE | TF_ADDRESS_ENCODED | TF_ADDRESS_FORBIDDEN |                 \
     TF_ADDRESS_COMMENT_IN_DOMAIN | TF_ADDRESS_GROUP_NAME_HAS_ADDRESS |                  \
     TF_ADDRESS_TOO_MANY)

static const char *const field_names[] = {"reply-to", "list-post", "mail-followup-to"};
G_STATIC_ASSERT (G_N_ELEMENTS (field_names) == TF_N_ANSWER_FIELDS);

const char *
tf_answer_field_to_string (TfAnswerField field)
{
    return field_names[field];
}

static void
target_free (gpointer data)
{
    TfAnswerTarget *target = data;

    g_free (target->address);
    g_free (target->domain);
    g_free (target);
}

static void
add_target (TfAnswer *answer, TfAnswerField field, guint index, const TfMailbox *mailbox)
{
    TfAnswerTarget *target;

    if (answer->targets->len > TF_LIMIT_MAILBOXES)
        return;
    if (answer->targets->len == TF_LIMIT_MAILBOXES)
        mailbox = NULL; /* like everything that follows, which is not read */
    target = g_new0 (TfAnswerTarget, 1);
    target->field = field;
    target->field_index = index;
    target->address = mailbox != NULL ? g_strdup (mailbox->address) : NULL;
    target->domain = mailbox != NULL ? g_strdup (mailbox->domain) : NULL;
    g_ptr_array_add (answer->targets, target);
}

/* Returns how many addresses TEXT has. */
static guint
add_addresses (TfAnswer *answer, TfAnswerField field, guint index, TfSpan text,
               guint *ret_flags)
{
    g_autoptr (TfAddressList) list = NULL;

    *ret_flags = TF_ADDRESS_TOO_MANY;
    if (text.length > TF_LIMIT_FIELD_BYTES)
        return 0;
    list = tf_address_list_parse (text);
    *ret_flags = list->flags;
    for (guint i = 0; i < list->mailboxes->len; i++)
        add_target (answer, field, index, g_ptr_array_index (list->mailboxes, i));
    return list->mailboxes->len;
}

/* ---- Reply-To -------------------------------------------------------------------- */

/* Only comments, or nothing: no program finds an address there. */
static gboolean
is_blank (TfSpan value)
{
    gboolean broken;
    g_autoptr (GArray) tokens = tf_address_tokens (value, &broken);

    for (guint i = 0; i < tokens->len; i++)
        if (!tf_token_is_comment (&g_array_index (tokens, TfToken, i)))
            return FALSE;
    return !broken;
}

/* An encoded word, a quoted string, a word without a domain: some programs make an address of it
 * and answer to that. */
static void
read_reply_to (TfAnswer *answer, guint index, TfSpan value)
{
    guint flags;
    guint n_addresses = add_addresses (answer, TF_ANSWER_REPLY_TO, index, value, &flags);

    if ((flags & DOUBTFUL) != 0 ||
        (n_addresses == 0 && (flags & TF_ADDRESS_GROUP) == 0 && !is_blank (value)))
        add_target (answer, TF_ANSWER_REPLY_TO, index, NULL);
}

/* ---- List-Post ------------------------------------------------------------------- */

/* RFC 3986 §2.1; a "%" that begins no escape stands for itself. */
static GString *
decode_percent (TfSpan text)
{
    GString *out = g_string_sized_new (text.length);
    TfCursor cursor = tf_cursor (text);
    int byte;

    while ((byte = tf_cursor_next (&cursor)) >= 0) {
        TfCursor look = cursor;
        int high = byte == '%' ? tf_cursor_next (&look) : -1;
        int low = tf_cursor_next (&look);

        if (high >= 0 && low >= 0 && g_ascii_isxdigit (high) && g_ascii_isxdigit (low)) {
            byte =
                g_ascii_xdigit_value ((char)high) << 4 | g_ascii_xdigit_value ((char)low);
            cursor = look;
        }
        g_string_append_c (out, (char)byte);
    }
    return out;
}

static void
add_encoded (TfAnswer *answer, guint index, TfSpan text)
{
    g_autoptr (GString) decoded = decode_percent (text);
    guint flags;

    add_addresses (answer, TF_ANSWER_LIST_POST, index,
                   tf_span (decoded->str, decoded->len), &flags);
}

/* RFC 6068 §2: the query may contain more recipients. */
static void
read_query (TfAnswer *answer, guint index, TfSpan query)
{
    static const char *const recipients[] = {"to", "cc", "bcc"};
    TfCursor cursor = tf_cursor (query);

    do {
        TfCursor pair = tf_cursor (tf_cursor_take_until (&cursor, '&'));
        TfSpan name = tf_cursor_take_until (&pair, '=');

        tf_cursor_take (&pair, '=');
        for (guint i = 0; i < G_N_ELEMENTS (recipients); i++)
            if (tf_span_equal_nocase (name, recipients[i]))
                add_encoded (answer, index, tf_cursor_rest (&pair));
    } while (tf_cursor_take (&cursor, '&'));
}

/* Claws Mail treats a bare address as a mailto: too. Other schemes lead to no address. */
static void
read_url (TfAnswer *answer, guint index, TfSpan url)
{
    TfCursor cursor = tf_cursor (tf_span_strip (url));
    TfCursor look = cursor;
    TfSpan address;

    tf_cursor_take_until (&look, ':');
    if (!tf_cursor_take_text (&cursor, "mailto:") && tf_cursor_take_text (&look, "://"))
        return;
    address = tf_cursor_take_until (&cursor, '?');
    if (tf_span_has (address, '@') || tf_span_has (address, '%'))
        add_encoded (answer, index, address);
    if (tf_cursor_take (&cursor, '?'))
        read_query (answer, index, tf_cursor_rest (&cursor));
}

/* "NO", and anything that is not an address, lead nowhere. */
static void
read_list_post (TfAnswer *answer, guint index, TfSpan value)
{
    TfCursor cursor = tf_cursor (value);

    if (value.length > TF_LIMIT_FIELD_BYTES)
        return;
    if (!tf_span_has (value, '<')) {
        read_url (answer, index, value);
        return;
    }
    for (tf_cursor_take_until (&cursor, '<'); tf_cursor_take (&cursor, '<');
         tf_cursor_take_until (&cursor, '<'))
        read_url (answer, index, tf_cursor_take_until (&cursor, '>'));
}

/* ---- List-Id --------------------------------------------------------------------- */

/* RFC 2919 §3: a phrase, and the identifier in brackets; some lists leave the brackets out. */
static void
read_list_id (TfAnswer *answer, TfSpan value)
{
    TfSpan text = tf_span_has (value, '<') ? tf_span_after_last (value, '<') : value;
    TfCursor cursor = tf_cursor (text);
    char *domain = NULL;
    gboolean more = text.length <= TF_LIMIT_LIST_ID_BYTES;

    cursor = tf_cursor (tf_span_strip (tf_cursor_take_until (&cursor, '>')));
    /* A list's own label is often not a valid one of a domain: "my_list.example.org". */
    while (more && domain == NULL) {
        domain = tf_domain_parse (tf_cursor_rest (&cursor));
        tf_cursor_take_until (&cursor, '.');
        more = tf_cursor_take (&cursor, '.');
    }
    if (domain != NULL)
        g_ptr_array_add (answer->list_domains, domain);
}

/* ---- all of them ----------------------------------------------------------------- */

static void
read_field (TfAnswer *answer, const TfField *field, guint index)
{
    guint flags;

    if (tf_field_is (field, "Reply-To"))
        read_reply_to (answer, index, field->value);
    else if (tf_field_is (field, "List-Post"))
        read_list_post (answer, index, field->value);
    else if (tf_field_is (field, "Mail-Followup-To"))
        add_addresses (answer, TF_ANSWER_FOLLOWUP_TO, index, field->value, &flags);
    else if (tf_field_is (field, "List-Id") &&
             answer->list_domains->len < TF_LIMIT_LIST_IDS)
        read_list_id (answer, field->value);
}

TfAnswer *
tf_answer_read (const TfHeader *header)
{
    TfAnswer *answer = g_new0 (TfAnswer, 1);

    answer->targets = g_ptr_array_new_with_free_func (target_free);
    answer->list_domains = g_ptr_array_new_with_free_func (g_free);
    for (guint i = 0; i < header->fields->len; i++)
        read_field (answer, tf_header_get (header, i), i);
    return answer;
}

void
tf_answer_free (TfAnswer *answer)
{
    if (answer == NULL)
        return;
    g_ptr_array_unref (answer->targets);
    g_ptr_array_unref (answer->list_domains);
    g_free (answer);
}

gboolean
tf_answer_target_is_elsewhere (const TfAnswerTarget *target, const char *domain,
                               const TfSuffixList *suffixes)
{
    return target->domain == NULL ||
           !tf_suffix_list_same_organization (suffixes, target->domain, domain);
}

gboolean
tf_answer_target_is_of_list (const TfAnswer *answer, const TfAnswerTarget *target,
                             const TfSuffixList *suffixes)
{
    for (guint i = 0; target->domain != NULL && i < answer->list_domains->len; i++)
        if (tf_suffix_list_same_organization (
                suffixes, target->domain, g_ptr_array_index (answer->list_domains, i)))
            return TRUE;
    return FALSE;
}
