/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* plausible: whether a word with dots in a name means a domain. Titles, abbreviations,
 * legal forms, file names and people's own names have dots too, and with over a thousand
 * top-level domains many of them could be one. */
#include "impersonation/impersonation.h"

#include <string.h>

/* Domains within one house; nobody imitates them. */
static const char *const local_suffixes[] = {
    "arpa", "corp",  "home",        "internal", "intranet",
    "lan",  "local", "localdomain", "private",
};

/* Top-level domains that a name has for another reason. */
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

/* The ones that everybody reads as a domain, however they are written. */
static const char *const plain_suffixes[] = {
    "biz", "com", "edu", "gov", "info", "int", "mil", "net", "org",
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

/* "Dr.Li", "Hello.World", "J.Kim". */
static gboolean
is_name_like (const TfClaim *claim, const char *stem, const char *last)
{
    if (HAS (plain_suffixes, last))
        return FALSE;
    if (strlen (stem) < 2)
        return TRUE;
    if (!is_capitalised (tf_span_after_last (claim->written, '.')))
        return FALSE;
    return strlen (last) > 2 || strlen (stem) < 4;
}

/* Only what the Public Suffix List has, below it at least one label. */
static gboolean
is_plausible_word (const TfClaim *claim, const TfSuffixList *suffixes)
{
    const char *suffix = tf_suffix_list_icann_suffix (suffixes, claim->domain);
    const char *last = tf_domain_last_labels (claim->domain, 1);
    g_autofree char *stem = NULL;

    if (!suffix || suffix == claim->domain || HAS (products, claim->domain))
        return FALSE;
    if (HAS (name_words, last) && (suffix == last))
        return FALSE;
    stem = g_strndup (claim->domain, (gsize)(suffix - claim->domain) - 1);
    return !is_file_name (stem, last) && !is_name_like (claim, stem, last);
}

gboolean
tf_claim_is_plausible (const TfClaim *claim, const char *local,
                       const TfSuffixList *suffixes)
{
    if (HAS (local_suffixes, tf_domain_last_labels (claim->domain, 1)))
        return FALSE;
    if (claim->is_certain)
        return TRUE;
    if (local && g_ascii_strcasecmp (local, claim->domain) == 0)
        return FALSE;
    return is_plausible_word (claim, suffixes);
}
