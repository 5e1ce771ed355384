/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* address-mailbox: one mailbox made of its two parts, and what the characters in them show
 * (RFC 6532). Leaves out: the grammar around it. */
#include "message/message-private.h"

#include <string.h>

/* Anything longer is not a domain name (tf_domain_parse()), and sorting a long run of combining
 * marks takes quadratic time. */
#define MAX_NORMALIZED 1024

/* Direction controls, characters without width, variation selectors, tags; RFC 5322 has
 * none of them. */
static const struct {
    gunichar first, last;
} forbidden[] = {
    {0x00ad, 0x00ad}, {0x034f, 0x034f}, {0x061c, 0x061c},   {0x115f, 0x1160},
    {0x17b4, 0x17b5}, {0x180b, 0x180f}, {0x200b, 0x200f},   {0x2028, 0x202e},
    {0x2060, 0x206f}, {0x3164, 0x3164}, {0xfe00, 0xfe0f},   {0xfeff, 0xfeff},
    {0xffa0, 0xffa0}, {0xfff0, 0xfffb}, {0xe0000, 0xe0fff},
};

/* RFC 5892 §2.6 allows letters, marks and digits in names, and these few besides. UTS #46
 * lets through symbols that look like "/" or "." and hide where the domain ends. */
static gboolean
is_name_character (gunichar c)
{
    static const gunichar others[] = {0x00b7, 0x0375, 0x05f3, 0x05f4, 0x30fb};

    for (guint i = 0; i < G_N_ELEMENTS (others); i++)
        if (c == others[i])
            return TRUE;
    return c < 0x80 || g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static gboolean
is_forbidden (gunichar c)
{
    if (g_unichar_iscntrl (c) || (c > 0x7f && g_unichar_isspace (c)))
        return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
        if (c >= forbidden[i].first && c <= forbidden[i].last)
            return TRUE;
    return FALSE;
}

static gboolean
has_forbidden (const char *text, gboolean in_domain)
{
    for (const char *at = text; *at; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);

        if (is_forbidden (c) || (in_domain && !is_name_character (c)))
            return TRUE;
    }
    return FALSE;
}

/* A character that IDNA replaces by another (a full-width letter, a ligature) is shown as
 * one thing and looked up as another. Case and composition do not count. */
static gboolean
has_replaced (const char *domain_text)
{
    g_autofree char *composed = NULL, *compatible = NULL;

    if (strlen (domain_text) > MAX_NORMALIZED)
        return FALSE;
    composed = g_utf8_normalize (domain_text, -1, G_NORMALIZE_NFC);
    compatible = g_utf8_normalize (domain_text, -1, G_NORMALIZE_NFKC);
    return g_strcmp0 (composed, compatible) != 0;
}

static gboolean
is_dot_atom_byte (guchar byte)
{
    return byte > ' ' && byte != 0x7f &&
           !tf_span_has (tf_span_of ("\"()<>@,;:\\[]"), (char)byte);
}

/* As RFC 5322 §3.4.1 writes it: quoted when it is not a dot-atom. */
static char *
quote_local (const char *local)
{
    TfCursor cursor = tf_cursor (tf_span_of (local));
    GString *quoted;

    tf_cursor_take_while (&cursor, is_dot_atom_byte);
    if (tf_cursor_at_end (&cursor) && *local)
        return g_strdup (local);
    quoted = g_string_new ("\"");
    for (const char *at = local; *at; at++) {
        if (*at == '"' || *at == '\\')
            g_string_append_c (quoted, '\\');
        g_string_append_c (quoted, *at);
    }
    g_string_append_c (quoted, '"');
    return g_string_free (quoted, FALSE);
}

/* Names with "_" are not host names, but they exist in the DNS and mail comes from them.
 * Everything else about such a name must be right. */
static char *
parse_domain (TfSpan text)
{
    g_autofree char *without = NULL, *domain = NULL;

    if (!tf_span_has (text, '_') || tf_span_has (text, '\0'))
        return tf_domain_parse (text);
    without = tf_span_dup (text);
    domain = tf_domain_parse (tf_span_of (g_strdelimit (without, "_", 'x')));
    return domain != NULL ? tf_domain_parse_selector (text) : NULL;
}

static void
read_domain (TfMailbox *mailbox, TfSpan domain, guint *flags)
{
    if (domain.length > 0 && domain.data[0] == '[') {
        *flags |= TF_ADDRESS_LITERAL;
        return;
    }
    if (domain.length > 1 && domain.data[domain.length - 1] == '.') {
        *flags |= TF_ADDRESS_TRAILING_DOT;
        domain.length--;
    }
    mailbox->domain = parse_domain (domain);
    if (mailbox->domain == NULL && !g_str_is_ascii (mailbox->domain_text))
        *flags |= TF_ADDRESS_FORBIDDEN;
    if (has_replaced (mailbox->domain_text))
        *flags |= TF_ADDRESS_FORBIDDEN;
}

TfMailbox *
tf_mailbox_new (TfSpan local, TfSpan domain, guint *flags)
{
    TfMailbox *mailbox = g_new0 (TfMailbox, 1);
    g_autofree char *quoted = NULL;

    mailbox->local = tf_span_dup_utf8 (local);
    mailbox->domain_text = tf_span_dup_utf8 (domain);
    quoted = quote_local (mailbox->local);
    mailbox->address = g_strconcat (quoted, "@", mailbox->domain_text, NULL);
    if (tf_mime_has_word (local) || tf_mime_has_word (domain))
        *flags |= TF_ADDRESS_ENCODED;
    if (tf_span_has (local, '\0') || has_forbidden (mailbox->local, FALSE) ||
        has_forbidden (mailbox->domain_text, TRUE))
        *flags |= TF_ADDRESS_FORBIDDEN;
    if (!g_utf8_validate (local.data != NULL ? local.data : "", (gssize)local.length,
                          NULL))
        *flags |= TF_ADDRESS_TOLERATED;
    read_domain (mailbox, domain, flags);
    return mailbox;
}

void
tf_mailbox_free (TfMailbox *mailbox)
{
    if (mailbox == NULL)
        return;
    g_free (mailbox->local);
    g_free (mailbox->domain);
    g_free (mailbox->domain_text);
    g_free (mailbox->address);
    g_free (mailbox->name);
    g_free (mailbox);
}

char *
tf_mailbox_domain_key (const TfMailbox *mailbox)
{
    return mailbox->domain != NULL ? g_strdup (mailbox->domain)
                                   : g_utf8_casefold (mailbox->domain_text, -1);
}

char *
tf_mailbox_key (const TfMailbox *mailbox)
{
    g_autofree char *local = g_utf8_casefold (mailbox->local, -1);
    g_autofree char *domain = tf_mailbox_domain_key (mailbox);

    return g_strconcat (local, "@", domain, NULL);
}
