/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* joins: what messages of one campaign have in common: the text with its numbers changed, the address for answers,
 * the hosts of links, a file, who signs with which kind of Subject. Only messages that are not quiet are asked for
 * it. What many honest messages have too joins nothing: the reader's own and known domains and addresses, and
 * domains that everybody uses. */
#include "scan/record.h"

#include "crypto/crypto.h"
#include "impersonation/impersonation.h"

#define TEXT_MIN  64 /* of a text: "Hello" is no campaign */
#define FILE_MIN  512
#define LOOK_SIZE 4096
#define HOSTS_MAX 3
#define FILES_MAX 2

/** Joiner: what was found so far. */
typedef struct {
    GString *lines;
    const TfSettings *settings;
    const GPtrArray *recipients; /* char * */
    guint n_hosts;
    guint n_looked_at; /* hosts, whether they join anything or not */
    guint n_files;
    gboolean has_text;
} Joiner;

static gboolean
has_line (const Joiner *joiner, const char *line)
{
    TfCursor cursor = tf_cursor (tf_span (joiner->lines->str, joiner->lines->len));

    while (!tf_cursor_at_end (&cursor)) {
        if (tf_span_equal (tf_cursor_take_until (&cursor, '\n'), line))
            return TRUE;
        tf_cursor_take (&cursor, '\n');
    }
    return FALSE;
}

static gboolean
add (Joiner *joiner, const char *kind, const char *value)
{
    g_autofree char *line = g_strdup_printf ("%s:%s", kind, value);

    g_strdelimit (line, "\n\r\t", ' ');
    if (has_line (joiner, line))
        return FALSE;
    if (joiner->lines->len > 0)
        g_string_append_c (joiner->lines, '\n');
    g_string_append (joiner->lines, line);
    return TRUE;
}

static void
add_digest (Joiner *joiner, const char *kind, TfHash *hash)
{
    guint8 digest[TF_HASH_MAX];
    g_autofree char *text = NULL;

    tf_hash_finish (hash, digest);
    text = tf_span_dup_hex (tf_span ((const char *)digest, 8));
    add (joiner, kind, text);
}

/* ---- what joins nothing ------------------------------------------------------------ */

static gboolean
is_of_a_recipient (const Joiner *joiner, const char *domain)
{
    for (guint i = 0; joiner->recipients != NULL && i < joiner->recipients->len; i++) {
        const char *at = strrchr (g_ptr_array_index (joiner->recipients, i), '@');
        g_autofree char *own = at != NULL ? tf_domain_parse (tf_span_of (at + 1)) : NULL;

        if (own != NULL &&
            tf_suffix_list_same_organization (joiner->settings->suffixes, own, domain))
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_everybodys (const Joiner *joiner, const char *domain)
{
    const char *registrable =
        tf_suffix_list_registrable (joiner->settings->suffixes, domain);

    return tf_settings_is_watched_domain (joiner->settings, domain) ||
           tf_settings_is_shared_signer (domain) ||
           tf_famous_has (registrable != NULL ? registrable : domain) ||
           is_of_a_recipient (joiner, domain);
}

static gboolean
is_recipient (const Joiner *joiner, const char *address)
{
    for (guint i = 0; joiner->recipients != NULL && i < joiner->recipients->len; i++)
        if (g_ascii_strcasecmp (g_ptr_array_index (joiner->recipients, i), address) == 0)
            return TRUE;
    return FALSE;
}

/* ---- texts ------------------------------------------------------------------------- */

static gboolean
is_text (TfSpan leaf)
{
    return leaf.length > 0 &&
           memchr (leaf.data, '\0', MIN (leaf.length, LOOK_SIZE)) == NULL &&
           memchr (leaf.data, '\x1b', MIN (leaf.length, LOOK_SIZE)) == NULL;
}

/* Blanks folded, digits as 0: amounts, names of files and numbers of letters differ. */
static void
add_text (Joiner *joiner, TfSpan text)
{
    g_autoptr (GString) folded = g_string_sized_new (text.length);
    g_autoptr (TfHash) hash = tf_hash_new (TF_HASH_SHA256);
    gboolean was_blank = TRUE;

    for (gsize i = 0; i < text.length; i++) {
        char c = text.data[i];
        gboolean is_blank = g_ascii_isspace (c);

        if (!is_blank || !was_blank)
            g_string_append_c (folded, is_blank ? ' ' : g_ascii_isdigit (c) ? '0' : c);
        was_blank = is_blank;
    }
    joiner->has_text = TRUE;
    if (folded->len < TEXT_MIN)
        return;
    tf_hash_update (hash, folded->str, folded->len);
    add_digest (joiner, "body", hash);
}

/* Of what follows "://"; user names before a "@" are there to deceive. */
static void
add_host (Joiner *joiner, TfSpan text)
{
    g_autofree char *host = NULL;
    gsize start = 0, end = 0;

    for (; end < text.length && end < 300; end++) {
        char c = text.data[end];

        if (c == '@')
            start = end + 1;
        else if (c != '%' && c != '_' && c != '-' && c != '.' && c != ':' &&
                 !g_ascii_isalnum (c) && (guchar)c < 0x80)
            break;
    }
    joiner->n_looked_at++;
    text = tf_span (text.data + start, end - start);
    for (gsize i = 0; i < text.length; i++)
        if (text.data[i] == ':')
            text.length = i;
    while (text.length > 0 && text.data[text.length - 1] == '.')
        text.length--;
    host = tf_domain_parse (text);
    if (host != NULL && tf_domain_count_labels (host) > 1 &&
        !is_everybodys (joiner, host) && add (joiner, "host", host))
        joiner->n_hosts++;
}

static void
add_hosts (Joiner *joiner, TfSpan text)
{
    while (text.length > 3 && joiner->n_hosts < HOSTS_MAX &&
           joiner->n_looked_at < TF_LIMIT_SCAN_HOSTS) {
        const char *at = memchr (text.data, ':', text.length - 2);

        if (at == NULL)
            return;
        text = tf_span (at + 1, text.length - (gsize)(at + 1 - text.data));
        if (text.data[0] == '/' && text.data[1] == '/')
            add_host (joiner, tf_span (text.data + 2, text.length - 2));
    }
}

static void
add_leaf (Joiner *joiner, GBytes *bytes)
{
    gsize length;
    const char *data = g_bytes_get_data (bytes, &length);
    TfSpan leaf = tf_span (data, length);

    if (is_text (leaf)) {
        if (!joiner->has_text)
            add_text (joiner, leaf);
        add_hosts (joiner, leaf);
    } else if (length >= FILE_MIN && joiner->n_files < FILES_MAX) {
        g_autoptr (TfHash) hash = tf_hash_new (TF_HASH_SHA256);

        tf_hash_update (hash, data, length);
        add_digest (joiner, "file", hash);
        joiner->n_files++;
    }
}

/* ---- the header -------------------------------------------------------------------- */

static void
add_reply_to (Joiner *joiner, const TfReport *report)
{
    const GPtrArray *addresses = report->dossier->reply_to;

    for (guint i = 0; i < MIN (addresses->len, 2); i++) {
        const char *address = g_ptr_array_index (addresses, i);
        const char *at = strrchr (address, '@');
        g_autofree char *domain =
            at != NULL ? tf_domain_parse (tf_span_of (at + 1)) : NULL;
        g_autofree char *lower = g_ascii_strdown (address, -1);

        /* A mailbox at a large provider is somebody's own all the same. */
        if (domain != NULL && !is_recipient (joiner, address) &&
            (tf_settings_is_shared_provider (domain) || !is_everybodys (joiner, domain)))
            add (joiner, "reply-to", lower);
    }
}

/* Owned: SUBJECT without what differs from one message to the next. */
static char *
shape_of (const char *subject)
{
    g_autofree char *lower = g_utf8_strdown (subject, -1);
    GString *shape = g_string_new (NULL);

    for (const char *at = lower; *at != '\0'; at++)
        if (g_ascii_isdigit (*at))
            g_string_append_c (shape, '0');
        else if (!g_ascii_isspace (*at))
            g_string_append_c (shape, *at);
    return g_string_free (shape, FALSE);
}

static void
add_signers (Joiner *joiner, const TfReport *report)
{
    const TfHeader *header = report->dossier->header;
    gint index = tf_header_find (header, "Subject", 0);
    g_autofree char *subject =
        index >= 0 ? tf_mime_decode_words (tf_header_get (header, (guint)index)->value)
                   : NULL;
    g_autofree char *shape = subject != NULL ? shape_of (subject) : NULL;

    for (guint i = 0; shape != NULL && *shape != '\0' && i < report->dkim->len; i++) {
        const TfDkimResult *result = g_ptr_array_index (report->dkim, i);
        g_autofree char *value = NULL;

        if (!result->authenticates || is_everybodys (joiner, result->domain))
            continue;
        value = g_strdup_printf ("%s %.80s", result->domain, shape);
        add (joiner, "signer", value);
        return;
    }
}

char *
tf_scan_joins (const TfReport *report, GBytes *message, const TfSettings *settings,
               const GPtrArray *recipients)
{
    Joiner joiner = {
        .lines = g_string_new (NULL), .settings = settings, .recipients = recipients};
    g_autoptr (GPtrArray) leaves =
        message != NULL ? tf_attached_find_leaves (message) : NULL;
    char *valid;

    add_reply_to (&joiner, report);
    add_signers (&joiner, report);
    for (guint i = 0; leaves != NULL && i < leaves->len; i++)
        add_leaf (&joiner, ((const TfAttached *)g_ptr_array_index (leaves, i))->bytes);
    valid = g_utf8_make_valid (joiner.lines->str, (gssize)joiner.lines->len);
    g_string_free (joiner.lines, TRUE);
    return valid;
}
