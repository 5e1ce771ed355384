/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* brand-list: reads a list of brands: the one that is built in, an administrator's, the reader's own; all
 * have the form of data/brands.txt. What comes first counts: a brand that is there already gets more words and
 * domains, and words that are there already stay its own. */
#include "impersonation/impersonation.h"

/** Row: the cells of a line. */
typedef struct {
    TfSpan name;
    TfSpan words;
    TfSpan domains;
} Row;

/* NAME ; WORDS ; DOMAINS. */
static gboolean
split (TfSpan line, Row *ret_row)
{
    TfCursor cursor = tf_cursor (line);

    ret_row->name = tf_span_strip (tf_cursor_take_until (&cursor, ';'));
    if (!tf_cursor_take (&cursor, ';'))
        return FALSE;
    ret_row->words = tf_span_strip (tf_cursor_take_until (&cursor, ';'));
    if (!tf_cursor_take (&cursor, ';'))
        return FALSE;
    ret_row->domains = tf_span_strip (tf_cursor_rest (&cursor));
    return ret_row->name.length > 0 &&
           ret_row->name.length <= TF_LIMIT_BRAND_NAME_BYTES &&
           !tf_span_has (ret_row->domains, ';');
}

/* Owned (of char *): what is between SEPARATORs. */
static GPtrArray *
read_cells (TfSpan text, char separator)
{
    GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
    TfCursor cursor = tf_cursor (text);

    do {
        TfSpan cell = tf_span_strip (tf_cursor_take_until (&cursor, separator));

        if (cell.length > 0)
            g_ptr_array_add (cells, tf_span_dup (cell));
    } while (tf_cursor_take (&cursor, separator));
    return cells;
}

/* ---- what may be used -------------------------------------------------------------------- */

/* A name that a reader can read, in one line. */
static gboolean
is_name (TfSpan name)
{
    if (!g_utf8_validate (name.data, (gssize)name.length, NULL))
        return FALSE;
    for (const char *at = name.data; at < name.data + name.length;
         at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);

        if (c != ' ' && !g_unichar_isgraph (c))
            return FALSE;
    }
    return TRUE;
}

/* The words of TEXT, without the "~" in front. */
static GPtrArray *
read_words (const char *text)
{
    return tf_name_words_read (*text == '~' ? text + 1 : text);
}

/* A single letter is in every other name. */
static gboolean
is_phrase (const char *text)
{
    g_autoptr (GPtrArray) words = NULL;
    g_autofree char *joined = NULL;

    if (!g_utf8_validate (text, -1, NULL))
        return FALSE;
    words = read_words (text);
    joined = tf_name_words_join (words, 0, words->len, FALSE, "");
    return words->len > 0 && words->len <= TF_LIMIT_BRAND_WORDS &&
           g_utf8_strlen (joined, -1) > 1;
}

static gboolean
is_domain (const char *text)
{
    g_autofree char *domain = tf_domain_parse (tf_span_of (text));

    return domain != NULL && tf_domain_count_labels (domain) > 1;
}

static gboolean
are_all (const GPtrArray *cells, gboolean (*test) (const char *))
{
    for (guint i = 0; i < cells->len; i++)
        if (!test (g_ptr_array_index (cells, i)))
            return FALSE;
    return cells->len > 0 && cells->len <= TF_LIMIT_BRAND_CELLS;
}

/* ---- what is used ------------------------------------------------------------------------ */

static void
add_phrase (TfBrands *brands, TfBrand *brand, const char *text)
{
    g_autoptr (GPtrArray) words = read_words (text);
    char *key = tf_name_words_join (words, 0, words->len, TRUE, " ");
    TfPhrase *entry;

    if (g_hash_table_contains (brands->phrases, key)) { /* the first one has it */
        g_free (key);
        return;
    }
    entry = g_new0 (TfPhrase, 1);
    entry->brand = brand;
    entry->is_everyday = *text == '~';
    entry->plain = tf_name_words_join (words, 0, words->len, FALSE, " ");
    brands->longest = MAX (brands->longest, words->len);
    g_hash_table_insert (brands->phrases, key, entry);
    if (!entry->is_everyday)
        g_hash_table_replace (brands->joined,
                              tf_name_words_join (words, 0, words->len, TRUE, ""), entry);
}

/* "deutsche-bank.de", but not a firm's "post.example". */
static gboolean
is_named_like (const TfBrands *brands, const TfBrand *brand, const char *domain,
               const TfSuffixList *suffixes)
{
    const char *house = tf_suffix_list_registrable (suffixes, domain);
    TfCursor cursor = tf_cursor (tf_span_of (house != NULL ? house : domain));
    g_autofree char *label = tf_span_dup (tf_cursor_take_until (&cursor, '.'));
    g_autoptr (GPtrArray) words = tf_name_words_read (label);
    g_autofree char *joined = tf_name_words_join (words, 0, words->len, TRUE, "");
    const TfPhrase *phrase = g_hash_table_lookup (brands->joined, joined);

    return phrase != NULL && phrase->brand == brand;
}

static void
add_domain (TfBrands *brands, TfBrand *brand, const char *text,
            const TfSuffixList *suffixes)
{
    char *domain = tf_domain_parse (tf_span_of (text));

    tf_targets_add (brands->targets, domain, suffixes);
    if (is_named_like (brands, brand, domain, suffixes))
        tf_targets_add (brands->plain, domain, suffixes);
    g_ptr_array_add (brand->domains, domain);
}

/* The brand of that name: another list may have begun it. */
static TfBrand *
get_brand (TfBrands *brands, TfSpan name)
{
    g_autofree char *text = tf_span_dup_utf8 (name);
    TfBrand *brand;

    for (guint i = 0; i < brands->brands->len; i++) {
        brand = g_ptr_array_index (brands->brands, i);
        if (g_ascii_strcasecmp (brand->name, text) == 0)
            return brand;
    }
    brand = g_new0 (TfBrand, 1);
    brand->name = g_steal_pointer (&text);
    brand->domains = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (brands->brands, brand);
    return brand;
}

/* FALSE: it is none, and nothing was added. */
static gboolean
add_line (TfBrands *brands, TfSpan line, const TfSuffixList *suffixes)
{
    g_autoptr (GPtrArray) words = NULL;
    g_autoptr (GPtrArray) domains = NULL;
    TfBrand *brand;
    Row row;

    if (!split (line, &row) || !is_name (row.name))
        return FALSE;
    words = read_cells (row.words, ',');
    domains = read_cells (row.domains, ' ');
    if (!are_all (words, is_phrase) || !are_all (domains, is_domain) ||
        brands->brands->len >= TF_LIMIT_BRANDS)
        return FALSE;
    brand = get_brand (brands, row.name);
    for (guint i = 0; i < words->len; i++)
        add_phrase (brands, brand, g_ptr_array_index (words, i));
    for (guint i = 0; i < domains->len; i++)
        add_domain (brands, brand, g_ptr_array_index (domains, i), suffixes);
    return TRUE;
}

gboolean
tf_brands_add_list (TfBrands *brands, TfSpan text, const TfSuffixList *suffixes,
                    TfBrandFaults *faults)
{
    TfCursor cursor = tf_cursor (text);
    gboolean is_only = FALSE;
    guint number = 0;

    do {
        TfCursor whole = tf_cursor (tf_cursor_take_until (&cursor, '\n'));
        TfSpan line = tf_span_strip (tf_cursor_take_until (&whole, '#'));

        number++;
        if (line.length == 0)
            continue;
        if (tf_span_equal (line, "only")) {
            is_only = TRUE;
        } else if (!add_line (brands, line, suffixes)) {
            faults->line = faults->count++ == 0 ? number : faults->line;
            continue;
        }
        g_string_append_len (brands->added, line.data, (gssize)line.length);
        g_string_append_c (brands->added, '\n');
    } while (tf_cursor_take (&cursor, '\n'));
    return is_only;
}
