/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* plausible: whether a word with dots in a name is meant as a domain. Titles, abbreviations,
 * legal forms, file names and people's own names have dots too, and with over a thousand
 * top-level domains many of them could be one. */
#include "impersonation/impersonation.h"

#include <string.h>

/* Domains for internal use; nobody imitates them. */
static const char *const local_suffixes[] = {
    "arpa", "corp",  "home",        "internal", "intranet",
    "lan",  "local", "localdomain", "private",
};

/* Top-level domains that occur in names for other reasons. */
static const char *const name_words[] = {
    "dds", "esq", "gmbh", "inc", "ing",  "llc", "llp", "ltd", "ltda",
    "mba", "med", "mov",  "phd", "sarl", "sas", "srl", "zip",
};

static const char *const file_endings[] = {
    "ai", "cc", "la", "md", "pl", "ps", "py", "rs", "sh", "so",
};
static const char *const file_names[] = {
    "build",   "changelog", "config",  "contributing", "index",
    "install", "lib",       "license", "main",         "makefile",
    "readme",  "run",       "script",  "setup",        "test",
};

static const char *const products[] = {"ado.net", "asp.net", "vb.net"};

/* Those that everybody reads as a domain, in upper or lower case. */
static const char *const plain_suffixes[] = {
    "biz", "com", "edu", "gov", "info", "int", "mil", "net", "org",
};

/* Legal forms: "Muster & Co.KG", "Pty.Ltd". */
static const char *const company_words[] = {
    "ab",  "ag",  "aps", "as",   "bhd",  "bv",  "cia",  "cie", "co",   "corp", "cv",
    "doo", "ek",  "ev",  "gmbh", "hf",   "inc", "kft",  "kg",  "kgaa", "kk",   "limited",
    "llc", "llp", "lp",  "ltd",  "ltda", "mbh", "nv",   "ohg", "oy",   "oyj",  "plc",
    "pte", "pt",  "pty", "pvt",  "sa",   "sab", "sarl", "sas", "sdn",  "se",   "sl",
    "slu", "snc", "spa", "sprl", "srl",  "sro", "ug",   "vof", "zrt",
};

#define HAS(list, text) has (list, G_N_ELEMENTS (list), text)

static gboolean
has (const char *const *list, guint length, const char *text)
{
    for (guint i = 0; i < length; i++)
        if (g_str_equal (list[i], text))
            return TRUE;
    return FALSE;
}

/* "Kim", not "kim" and not "KIM". */
static gboolean
is_capitalised (TfSpan label)
{
    return label.length > 1 && g_ascii_isupper (label.data[0]) &&
           !g_ascii_isupper (label.data[1]);
}

static gboolean
is_file_name (const char *stem, const char *last)
{
    return HAS (file_endings, last) && HAS (file_names, stem);
}

/* "H.J.M." before "de Wit". */
static gboolean
is_initials (const char *stem)
{
    for (; stem[0] != '\0' && stem[1] == '.'; stem += 2)
        ;
    return stem[0] != '\0' && stem[1] == '\0';
}

/* "Dr.Li", "Hello.World", "J.Kim". */
static gboolean
is_name_like (const TfClaim *claim, const char *stem, const char *last)
{
    if (HAS (plain_suffixes, last))
        return FALSE;
    if (is_initials (stem))
        return TRUE;
    if (!is_capitalised (tf_span_after_last (claim->written, '.')))
        return FALSE;
    return strlen (last) > 2 || strlen (stem) < 4;
}

/* "Co.KG", also after a name and a dot. */
static gboolean
is_company_form (const char *stem, const char *suffix)
{
    const char *last = tf_domain_last_labels (stem, 1);

    return HAS (company_words, suffix) && HAS (company_words, last);
}

/* ---- people's own names ------------------------------------------------------------- */

/* Only the letters, in lower case: "Anna.Li" gives "annali", "li_anna7+lists" gives "lianna". */
static char *
letters_of (const char *text)
{
    GString *out = g_string_new (NULL);
    TfCursor cursor = tf_cursor (tf_span_of (text));
    TfSpan name = tf_cursor_take_until (&cursor, '+');

    for (gsize i = 0; i < name.length; i++)
        if (g_ascii_isalpha (name.data[i]) || (guchar)name.data[i] >= 0x80)
            g_string_append_c (out, tf_lower (name.data[i]));
    return g_string_free (out, FALSE);
}

static gboolean
is_joined (const char *letters, const char *first, const char *second)
{
    g_autofree char *joined = g_strconcat (first, second, NULL);

    return g_str_equal (letters, joined);
}

/* given.family beside a local part of the same person: both names, or one name and the first letter
 * of the other, in either order. */
static gboolean
repeats_local (const char *local, const char *domain)
{
    g_autofree char *letters = letters_of (local);
    g_autofree char *all = letters_of (domain);
    g_autofree char *given = NULL, *family = NULL;
    char g[2] = {0}, f[2] = {0};

    if (*letters != '\0' && g_str_equal (letters, all))
        return TRUE;
    if (tf_domain_count_labels (domain) != 2)
        return FALSE;
    family = letters_of (tf_domain_parent (domain));
    given = g_strndup (all, strlen (all) - strlen (family));
    g[0] = given[0];
    f[0] = family[0];
    return is_joined (letters, family, given) || is_joined (letters, g, family) ||
           is_joined (letters, family, g) || is_joined (letters, given, f) ||
           is_joined (letters, f, given);
}

/* ------------------------------------------------------------------------------------- */

/* A router that names the home network after itself; the name later became a public one. */
#define ROUTER "fritz.box"

static gboolean
is_at_home (const char *domain)
{
    return HAS (local_suffixes, tf_domain_last_labels (domain, 1)) ||
           tf_domain_is_within (domain, ROUTER);
}

/* Only a suffix that is on the Public Suffix List, with at least one label before it. */
static gboolean
is_plausible_word (const TfClaim *claim, const TfSuffixList *suffixes)
{
    const char *suffix = tf_suffix_list_icann_suffix (suffixes, claim->domain);
    const char *last = tf_domain_last_labels (claim->domain, 1);
    g_autofree char *stem = NULL;

    if (suffix == NULL || suffix == claim->domain || HAS (products, claim->domain))
        return FALSE;
    if (HAS (name_words, last) && (suffix == last))
        return FALSE;
    stem = g_strndup (claim->domain, (gsize)(suffix - claim->domain) - 1);
    return !is_file_name (stem, last) && !is_company_form (stem, suffix) &&
           !is_name_like (claim, stem, last);
}

gboolean
tf_claim_is_plausible (const TfClaim *claim, const char *local,
                       const TfSuffixList *suffixes)
{
    if (is_at_home (claim->domain))
        return FALSE;
    if (claim->is_certain)
        return TRUE;
    if (local != NULL &&
        !HAS (plain_suffixes, tf_domain_last_labels (claim->domain, 1)) &&
        repeats_local (local, claim->domain))
        return FALSE;
    return is_plausible_word (claim, suffixes);
}
