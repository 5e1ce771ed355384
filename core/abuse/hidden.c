/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* hidden: which words stand for an address and the name beside it. The local part becomes a keyed digest (RFC 6590),
 * the words of a name are only taken away. */
#include <string.h>

#include "abuse/abuse-private.h"

#define DIGEST_BYTES                                                                     \
    12 /* 16 letters: enough to tell users apart, too few to be mistaken for a key */
#define SHORTEST_LOCAL 4 /* shorter ones are hidden beside their domain alone, */
#define SHORTEST_NAME  3

/* ... and so are these, which are in every message. */
static const char *const everyday[] = {
    "abuse",      "accounting", "admin",     "billing",  "contact", "customer",
    "email",      "example",    "from",      "hello",    "help",    "helpdesk",
    "home",       "http",       "https",     "info",     "kontakt", "list",
    "lists",      "local",      "localhost", "mail",     "mailer",  "marketing",
    "news",       "newsletter", "noreply",   "office",   "order",   "orders",
    "postmaster", "post",       "press",     "received", "reply",   "root",
    "sales",      "service",    "smtp",      "staff",    "subject", "support",
    "team",       "test",       "text",      "user",     "users",   "webmaster",
    "with",       "the",        "and",       "for",      "via",     "der",
    "die",        "das",        "und",       "von",      "www",     "com",
    "net",        "org",        "html"};

static gboolean
is_everyday (const char *word)
{
    for (guint i = 0; i < G_N_ELEMENTS (everyday); i++)
        if (g_ascii_strcasecmp (word, everyday[i]) == 0)
            return TRUE;
    return FALSE;
}

void
tf_hidden_free (gpointer data)
{
    TfHidden *hidden = data;

    g_array_unref (hidden->chars);
    g_clear_pointer (&hidden->domains, g_ptr_array_unref);
    g_free (hidden->instead);
    g_free (hidden);
}

/* Owned (gunichar): as a view has it. */
static GArray *
chars_of (const char *text)
{
    g_autoptr (GArray) view = tf_view_new (text);
    GArray *chars = g_array_new (FALSE, FALSE, sizeof (gunichar));

    for (guint i = 0; i < view->len; i++)
        g_array_append_val (chars, g_array_index (view, TfSeen, i).c);
    return chars;
}

/* Owned: the digest of LOCAL. */
static char *
digest_of (const TfRedaction *redaction, const char *local)
{
    g_autoptr (GHmac) hmac =
        g_hmac_new (G_CHECKSUM_SHA256, redaction->key, redaction->key_length);
    guint8 digest[32];
    gsize length = sizeof digest;
    char *text;

    g_hmac_update (hmac, (const guchar *)local, (gssize)strlen (local));
    g_hmac_get_digest (hmac, digest, &length);
    text = g_base64_encode (digest, DIGEST_BYTES);
    return g_strcanon (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS, 'x');
}

static gboolean
has_joined_script (const GArray *chars)
{
    for (guint i = 0; i < chars->len; i++)
        if (g_array_index (chars, gunichar, i) >= 0x2e80)
            return TRUE;
    return FALSE;
}

/* Takes ownership of DOMAINS and INSTEAD. */
static void
add_hidden (TfRedaction *redaction, const char *word, GPtrArray *domains, gboolean alone,
            char *instead)
{
    TfHidden *hidden = g_new0 (TfHidden, 1);

    hidden->chars = chars_of (word);
    hidden->domains = domains;
    hidden->alone = alone && hidden->chars->len > 1;
    hidden->joined = has_joined_script (hidden->chars);
    hidden->instead = instead;
    redaction->full |= redaction->hidden->len >= TF_LIMIT_ABUSE_WORDS;
    if (hidden->chars->len == 0 || redaction->full)
        tf_hidden_free (hidden);
    else
        g_ptr_array_add (redaction->hidden, hidden);
}

/* Owned (GArray of gunichar): DOMAIN as it may be written. */
static GPtrArray *
domains_of (const char *domain)
{
    GPtrArray *domains = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
    g_autofree char *ascii = tf_domain_parse (tf_span_of (domain));
    g_autofree char *unicode = ascii != NULL ? tf_unicode_to_unicode (ascii) : NULL;

    g_ptr_array_add (domains, chars_of (domain));
    if (ascii != NULL)
        g_ptr_array_add (domains, chars_of (ascii));
    if (unicode != NULL)
        g_ptr_array_add (domains, chars_of (unicode));
    return domains;
}

static void
add_local (TfRedaction *redaction, const char *local, const char *domain)
{
    gboolean alone = g_utf8_strlen (local, -1) >= SHORTEST_LOCAL && !is_everyday (local);

    add_hidden (redaction, local, domains_of (domain), alone,
                digest_of (redaction, local));
}

/* Known digests of an address stand for it in links (as for avatars). */
static void
add_checksums (TfRedaction *redaction, const char *address)
{
    const GChecksumType types[] = {G_CHECKSUM_MD5, G_CHECKSUM_SHA1, G_CHECKSUM_SHA256};

    for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
        g_autofree char *sum = g_compute_checksum_for_string (types[i], address, -1);

        add_hidden (redaction, sum, NULL, TRUE, g_strdup ("redacted"));
    }
}

/* The word that stands for an address is the same for both forms of "local+tag". */
void
tf_hidden_add_address (TfRedaction *redaction, const char *local, const char *domain)
{
    g_autofree char *address = g_strconcat (local, "@", domain, NULL);
    TfCursor cursor = tf_cursor (tf_span_of (local));
    g_autofree char *base = tf_span_dup (tf_cursor_take_until (&cursor, '+'));
    g_autofree char *prefix = g_strconcat (domain, "-", NULL);

    if (g_hash_table_contains (redaction->addresses, address))
        return;
    redaction->full |= tf_redaction_count (redaction) >= TF_LIMIT_ABUSE_ADDRESSES;
    if (redaction->full)
        return;
    add_local (redaction, local, domain);
    if (!tf_cursor_at_end (&cursor) && *base != '\0')
        add_local (redaction, base, domain);
    if (g_str_has_prefix (local, prefix)) /* as qmail writes Delivered-To */
        add_local (redaction, local + strlen (prefix), domain);
    add_checksums (redaction, address);
    g_hash_table_add (redaction->addresses, g_steal_pointer (&address));
}

void
tf_hidden_add_name (TfRedaction *redaction, const char *name)
{
    g_auto (GStrv) words = g_strsplit_set (name, " \t\r\n,;.()<>\"'@_/-", -1);

    for (guint i = 0; words[i] != NULL; i++)
        if ((g_utf8_strlen (words[i], -1) >= SHORTEST_NAME ||
             g_utf8_get_char (words[i]) >= 0x2e80) &&
            !is_everyday (words[i]))
            add_hidden (redaction, words[i], NULL, TRUE, g_strdup ("redacted"));
}
