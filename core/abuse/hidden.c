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
#define INSTEAD        "redacted"

/* ... and so are these, which are in every message, in every page, or in what is written instead. */
static const char *const everyday[] = {
    "abuse",      "accounting", "admin",      "billing",    "contact",   "customer",
    "email",      "example",    "from",       "hello",      "help",      "helpdesk",
    "home",       "http",       "https",      "info",       "kontakt",   "list",
    "lists",      "local",      "localhost",  "mail",       "mailer",    "marketing",
    "news",       "newsletter", "noreply",    "office",     "order",     "orders",
    "postmaster", "post",       "press",      "received",   "reply",     "root",
    "sales",      "service",    "smtp",       "staff",      "subject",   "support",
    "team",       "test",       "text",       "user",       "users",     "webmaster",
    "with",       "the",        "and",        "for",        "via",       "der",
    "die",        "das",        "und",        "von",        "www",       "com",
    "net",        "org",        "html",       INSTEAD,      "left",      "out",
    "account",    "accounts",   "client",     "company",    "customers", "data",
    "date",       "dear",       "delivery",   "department", "desk",      "firm",
    "ftp",        "group",      "href",       "img",        "src",       "internet",
    "invoice",    "member",     "members",    "message",    "notice",    "number",
    "online",     "page",       "payment",    "payments",   "phone",     "please",
    "private",    "recipient",  "recipients", "registered", "request",   "secure",
    "security",   "sender",     "server",     "services",   "shop",      "store",
    "student",    "students",   "system",     "ticket",     "web",       "website",
    "your",       "you",        "our",        "not",        "are",       "this",
    "that",       "body",       "head",       "table",      "div",       "span",
    "style",      "class",      "bank",       "click",      "login",     "password",
    "card",       "name",       "address",    "report",     "spam",      "phishing",
    "kunde",      "kunden",     "rechnung",   "bestellung", "herr",      "frau",
    "les",        "des",        "del",        "los",        "las"};

/* Owned: WORD as a view has it: small, without accents. */
static char *
fold_word (const char *word)
{
    g_autoptr (GArray) chars = tf_view_chars (word);
    GString *folded = g_string_new (NULL);

    for (guint i = 0; i < chars->len; i++)
        g_string_append_unichar (folded, g_array_index (chars, gunichar, i));
    return g_string_free (folded, FALSE);
}

static gboolean
is_everyday (const char *word)
{
    g_autofree char *folded = fold_word (word);

    for (guint i = 0; i < G_N_ELEMENTS (everyday); i++)
        if (g_str_equal (folded, everyday[i]))
            return TRUE;
    return FALSE;
}

/* What is written instead would be found again, and so on without an end. */
static gboolean
has_instead (const char *word)
{
    g_autofree char *folded = fold_word (word);

    return tf_view_has_text (folded, INSTEAD);
}

/* ---- addresses --------------------------------------------------------------------- */

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

/* The address of a host is evidence, whoever has it for a name. */
static gboolean
is_distinct (const char *local)
{
    TfIp address;

    return g_utf8_strlen (local, -1) >= SHORTEST_LOCAL && !is_everyday (local) &&
           !tf_ip_parse (tf_span_of (local), &address);
}

/* BASE is what its digest is made of. */
static void
add_local (TfRedaction *redaction, const char *local, const char *base,
           const char *domain, gboolean is_certain)
{
    const TfHidden word = {.domain = tf_hidden_domain (redaction, domain),
                           .alone = is_distinct (local),
                           .is_certain = is_certain};

    tf_hidden_hide (redaction, word, local, digest_of (redaction, base));
}

/* Known digests of an address stand for it in links (as for avatars). */
static void
add_checksums (TfRedaction *redaction, const char *address)
{
    const TfHidden word = {.alone = TRUE, .is_certain = TRUE};
    const GChecksumType types[] = {G_CHECKSUM_MD5, G_CHECKSUM_SHA1, G_CHECKSUM_SHA256,
                                   G_CHECKSUM_SHA512};

    for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
        g_autofree char *sum = g_compute_checksum_for_string (types[i], address, -1);

        tf_hidden_hide (redaction, word, sum, g_strdup (INSTEAD));
    }
}

/* ---- names ------------------------------------------------------------------------- */

static gboolean
has_letter (const char *word)
{
    for (const char *at = word; *at != '\0'; at = g_utf8_next_char (at))
        if (g_unichar_isalpha (g_utf8_get_char (at)))
            return TRUE;
    return FALSE;
}

static gboolean
is_name_word (const char *word)
{
    return has_letter (word) && !is_everyday (word) &&
           (g_utf8_strlen (word, -1) >= SHORTEST_NAME ||
            g_utf8_get_char (word) >= 0x2e80);
}

/* Owned: WORD in small letters, with the first of each pair of TABLE replaced by the second. */
static char *
respell (const char *word, const char *const (*table)[2], guint n)
{
    g_autofree char *composed = g_utf8_normalize (word, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    g_autofree char *lower = composed != NULL ? g_utf8_strdown (composed, -1) : NULL;
    GString *text = g_string_new (lower);

    for (guint i = 0; i < n; i++)
        g_string_replace (text, table[i][0], table[i][1], 0);
    return g_string_free (text, FALSE);
}

static void
hide_name (TfRedaction *redaction, const char *word)
{
    const TfHidden hidden = {.alone = TRUE, .is_name = TRUE};

    if (!is_everyday (word) && !has_instead (word))
        tf_hidden_hide (redaction, hidden, word, g_strdup (INSTEAD));
}

/* Two letters often stand for one with an accent, and one for them. */
static void
add_name_word (TfRedaction *redaction, const char *word)
{
    static const char *const apart[][2] = {
        {"\u00e4", "ae"}, {"\u00f6", "oe"}, {"\u00fc", "ue"}, {"\u00df", "ss"},
        {"\u00e5", "aa"}, {"\u00f8", "oe"}, {"\u00e6", "ae"}};
    static const char *const together[][2] = {
        {"ae", "a"}, {"oe", "o"}, {"ue", "u"}, {"aa", "a"}};
    g_autofree char *longer = respell (word, apart, G_N_ELEMENTS (apart));
    g_autofree char *shorter = respell (word, together, G_N_ELEMENTS (together));

    hide_name (redaction, word);
    hide_name (redaction, longer);
    if (is_name_word (shorter))
        hide_name (redaction, shorter);
}

/* All WORDS at once; an ordinary word is no name by itself, only with the others: "Test User". */
static void
add_whole_name (TfRedaction *redaction, GPtrArray *words, gboolean has_ordinary)
{
    g_autofree char *apart = NULL;
    g_autofree char *joined = NULL;

    if (words->len < 2)
        return;
    g_ptr_array_add (words, NULL);
    apart = g_strjoinv (" ", (GStrv)words->pdata);
    joined = g_strjoinv ("", (GStrv)words->pdata);
    if (!has_letter (joined))
        return;
    hide_name (redaction, joined); /* as in the address of a page */
    if (has_ordinary)
        hide_name (redaction, apart);
}

/* The words of TEXT. FALSE: there are too many. */
static gboolean
add_words (TfRedaction *redaction, const char *text)
{
    g_auto (GStrv) pieces = g_strsplit_set (text, " \t\r\n,;.()<>\"'@_/-+", -1);
    g_autoptr (GPtrArray) words = g_ptr_array_new ();
    gboolean has_ordinary = FALSE;
    guint n = 0;

    for (guint i = 0; pieces[i] != NULL; i++) {
        gboolean is_name = is_name_word (pieces[i]);

        if (*pieces[i] != '\0')
            g_ptr_array_add (words, pieces[i]);
        has_ordinary |= *pieces[i] != '\0' && !is_name;
        if (is_name && n++ < TF_LIMIT_ABUSE_NAME)
            add_name_word (redaction, pieces[i]);
    }
    if (words->len <= TF_LIMIT_ABUSE_NAME)
        add_whole_name (redaction, words, has_ordinary);
    return n <= TF_LIMIT_ABUSE_NAME;
}

gboolean
tf_hidden_add_name (TfRedaction *redaction, const char *name)
{
    g_autofree char *valid =
        g_utf8_make_valid (name, (gssize)MIN (strlen (name), TF_LIMIT_PATH_BYTES));

    return add_words (redaction, valid) && strlen (name) <= TF_LIMIT_PATH_BYTES;
}

/* ---- both ---------------------------------------------------------------------------- */

/* The word that stands for an address is the same for both forms of "local+tag". */
void
tf_hidden_add_address (TfRedaction *redaction, const char *local, const char *domain,
                       gboolean is_certain)
{
    g_autofree char *address = g_strconcat (local, "@", domain, NULL);
    TfCursor cursor = tf_cursor (tf_span_of (local));
    g_autofree char *before = tf_span_dup (tf_cursor_take_until (&cursor, '+'));
    const char *base = *before != '\0' ? before : local;
    g_autofree char *prefix = g_strconcat (domain, "-", NULL);

    add_local (redaction, local, base, domain, is_certain);
    if (!g_str_equal (base, local))
        add_local (redaction, base, base, domain, is_certain);
    if (g_str_has_prefix (local, prefix)) /* as qmail writes Delivered-To */
        add_local (redaction, local + strlen (prefix), local + strlen (prefix), domain,
                   is_certain);
    add_checksums (redaction, address);
    if (!g_str_equal (base, domain) && is_distinct (base))
        add_words (redaction, base); /* often a name */
}
