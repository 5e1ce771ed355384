/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* domains: makes domains and addresses fit to be shown. Each label keeps its place whatever its
 * script; a label that could mislead is shown in its A-label form; a name that is too long is
 * shortened on the left, before the registrable part. */
#include "io/io.h"
#include "words/words-private.h"

/* Between two labels there is a mark on both sides of the dot; otherwise two labels in a
 * right-to-left script would be drawn in each other's place (UAX #9). */
#define LRM "\u200E"
#define CUT "[\u2026]."

const TfSuffixList *
tf_words_suffixes (void)
{
    static gsize once = 0;

    if (g_once_init_enter (&once))
        g_once_init_leave (&once, (gsize)tf_suffix_file_load ());
    return (const TfSuffixList *)once;
}

/* ---- labels ------------------------------------------------------------------------ */

/* Letters that pass for Latin ones: a label made of nothing else looks like a
 * Latin name. */
static const char *const latin_like =
    "\u0430\u0441\u0501\u0435\u04BB\u0456\u0458\u04CF\u043E\u0440\u051B\u0455\u051D\u0445\u0443"
    "\u044A\u044C\u04BD\u043F\u0433\u0475\u0461"                    /* Cyrillic */
    "\u03B1\u03B9\u03BA\u03BD\u03C1\u03C5\u03C9\u03B7\u03BF\u03C4"; /* Greek */

enum {
    SCRIPT_LATIN = 1 << 0,
    SCRIPT_HAN = 1 << 1,
    SCRIPT_KANA = 1 << 2,
    SCRIPT_BOPOMOFO = 1 << 3,
    SCRIPT_HANGUL = 1 << 4
};

/* 0: a script that may not be mixed with any other. */
static guint
script_bit (GUnicodeScript script)
{
    if (script == G_UNICODE_SCRIPT_LATIN)
        return SCRIPT_LATIN;
    if (script == G_UNICODE_SCRIPT_HAN)
        return SCRIPT_HAN;
    if (script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA)
        return SCRIPT_KANA;
    if (script == G_UNICODE_SCRIPT_BOPOMOFO)
        return SCRIPT_BOPOMOFO;
    if (script == G_UNICODE_SCRIPT_HANGUL)
        return SCRIPT_HANGUL;
    return 0;
}

/* UTS #39 §5.2, highly restrictive: one script, or Latin with one of the East
 * Asian sets. */
static gboolean
scripts_fit (const char *label)
{
    GUnicodeScript only = G_UNICODE_SCRIPT_COMMON;
    guint bits = 0;
    gboolean several = FALSE;

    for (const char *at = label; *at != '\0'; at = g_utf8_next_char (at)) {
        GUnicodeScript script = g_unichar_get_script (g_utf8_get_char (at));

        if (script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED)
            continue;
        several = several || (only != G_UNICODE_SCRIPT_COMMON && only != script);
        only = script;
        bits |= script_bit (script) == 0 ? 1u << 31 : script_bit (script);
    }
    if (!several)
        return TRUE;
    return (bits & ~(guint)(SCRIPT_LATIN | SCRIPT_HAN | SCRIPT_KANA)) == 0 ||
           (bits & ~(guint)(SCRIPT_LATIN | SCRIPT_HAN | SCRIPT_BOPOMOFO)) == 0 ||
           (bits & ~(guint)(SCRIPT_LATIN | SCRIPT_HAN | SCRIPT_HANGUL)) == 0;
}

static gboolean
passes_for_latin (const char *label)
{
    gboolean has_letter = FALSE;

    for (const char *at = label; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);

        if (c < 0x80)
            continue;
        if (g_utf8_strchr (latin_like, -1, c) == NULL)
            return FALSE;
        has_letter = TRUE;
    }
    return has_letter;
}

static gboolean
label_can_be_shown (const char *label, gboolean latin_ending)
{
    for (const char *at = label; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);
        gboolean phonetic =
            c >= 0x0250 && c <= 0x02AF; /* an "a" of another shape, and the like */

        if (tf_words_is_invisible (c) || tf_words_is_unprintable (c) ||
            tf_words_is_blank (c) || phonetic)
            return FALSE;
    }
    return scripts_fit (label) && !(latin_ending && passes_for_latin (label));
}

/* Owned, NULL-terminated: the labels as they are shown. U-labels only if IDNA accepts
 * them and converts them back to the same name (tf_domain_to_unicode()), and if nobody is
 * misled. */
static char **
shown_labels (const char *domain)
{
    g_autofree char *unicode = tf_domain_to_unicode (domain);
    char **shown = g_strsplit (unicode, ".", -1);
    g_auto (GStrv) ascii = g_strsplit (domain, ".", -1);
    guint n = g_strv_length (shown);
    gboolean latin_ending;

    if (n == 0 || n != g_strv_length (ascii)) {
        g_strfreev (shown);
        shown = g_strdupv (ascii);
        n = g_strv_length (shown);
    }
    latin_ending = n > 0 && g_str_is_ascii (shown[n - 1]);
    for (guint i = 0; i < n; i++) {
        if (!label_can_be_shown (shown[i], latin_ending)) {
            g_free (shown[i]);
            shown[i] = tf_words_marked_text (ascii[i], 0);
        }
    }
    return shown;
}

/* Which label to begin with so that the rest fits into MAX characters, but never one of the last
 * KEEP labels except the first of them. */
static guint
first_label (char **labels, guint n_labels, guint keep, guint max)
{
    glong length = -1;
    guint first = n_labels;

    while (first > 0) {
        length += g_utf8_strlen (labels[first - 1], -1) + 1;
        if (first <= n_labels - keep && length > (glong)max)
            return first;
        first--;
    }
    return 0;
}

/* ---- domains ----------------------------------------------------------------------- */

static gboolean
is_right_to_left (const char *text)
{
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);

        if ((c >= 0x0590 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFDFF) ||
            (c >= 0xFE70 && c <= 0xFEFE) || (c >= 0x10800 && c <= 0x10FFF) ||
            (c >= 0x1E800 && c <= 0x1EFFF))
            return TRUE;
    }
    return FALSE;
}

static char *
join_labels (char **labels)
{
    g_autofree char *plain = g_strjoinv (".", labels);

    if (is_right_to_left (plain))
        return g_strjoinv (LRM "." LRM, labels);
    return g_steal_pointer (&plain);
}

static guint
count_registrable (const char *domain, const TfSuffixList *suffixes, guint n_labels)
{
    const char *registrable = tf_suffix_list_registrable (suffixes, domain);

    return registrable != NULL ? MIN (tf_domain_count_labels (registrable), n_labels)
                               : n_labels;
}

static char *
bare_domain (const char *domain, const TfSuffixList *suffixes, guint max)
{
    g_auto (GStrv) labels = shown_labels (domain);
    guint n_labels = g_strv_length (labels);
    guint keep = count_registrable (domain, suffixes, n_labels);
    guint first = first_label (labels, n_labels, keep, max);
    g_autofree char *joined = join_labels (labels + first);

    return g_strconcat (first > 0 ? CUT : "", joined, NULL);
}

static char *
isolated (const char *bare)
{
    return g_strconcat (TF_WORDS_LRI, bare, TF_WORDS_PDI, NULL);
}

char *
tf_words_safe_domain (const char *domain, const TfSuffixList *suffixes)
{
    g_autofree char *bare =
        bare_domain (domain, suffixes != NULL ? suffixes : tf_words_suffixes (),
                     TF_WORDS_DOMAIN_CHARS);

    return isolated (bare);
}

char *
tf_words_domain (const char *domain, guint max)
{
    g_autofree char *bare = bare_domain (domain, tf_words_suffixes (), max);

    return isolated (bare);
}

char *
tf_words_domain_in_sentence (const char *domain)
{
    g_auto (GStrv) labels = shown_labels (domain);
    guint n_labels = g_strv_length (labels);
    guint keep = count_registrable (domain, tf_words_suffixes (), n_labels);
    guint first = first_label (labels, n_labels, keep, TF_WORDS_DOMAIN_CHARS);
    g_autofree char *joined = join_labels (labels + (first > 0 ? n_labels - keep : 0));

    return isolated (joined);
}

char *
tf_words_domain_both (const char *domain)
{
    g_autofree char *bare =
        bare_domain (domain, tf_words_suffixes (), TF_WORDS_LONG_DOMAIN_CHARS);
    g_autofree char *both = NULL;

    if (g_str_is_ascii (bare) || g_str_has_prefix (bare, CUT))
        return isolated (bare);
    both = g_strconcat (bare, LRM " (", domain, ")", NULL);
    return isolated (both);
}

/* ---- addresses --------------------------------------------------------------------- */

/* FALSE: there is no "@"; split at the last one. */
static gboolean
split_address (const char *address, TfSpan *ret_local, TfSpan *ret_domain)
{
    TfSpan span = tf_span_of (address);

    for (gsize i = span.length; i > 0; i--) {
        if (span.data[i - 1] != '@')
            continue;
        *ret_local = tf_span (span.data, i - 1);
        *ret_domain = tf_span (span.data + i, span.length - i);
        return TRUE;
    }
    return FALSE;
}

char *
tf_words_address (const char *local, const char *domain, const char *address)
{
    g_autofree char *shown_local = NULL;
    g_autofree char *shown_domain = NULL;
    g_autofree char *whole = NULL;

    if (domain == NULL) {
        whole =
            tf_words_marked_text (address != NULL ? address : "", TF_WORDS_VALUE_CHARS);
        return isolated (whole);
    }
    shown_local = tf_words_marked_text (local != NULL ? local : "", TF_WORDS_LOCAL_CHARS);
    shown_domain = bare_domain (domain, tf_words_suffixes (), TF_WORDS_LONG_DOMAIN_CHARS);
    whole = is_right_to_left (shown_local) || is_right_to_left (shown_domain)
                ? g_strconcat (shown_local, LRM "@" LRM, shown_domain, NULL)
                : g_strconcat (shown_local, "@", shown_domain, NULL);
    return isolated (whole);
}

char *
tf_words_address_text (const char *address)
{
    g_autofree char *domain = NULL;
    g_autofree char *local = NULL;
    TfSpan local_span;
    TfSpan domain_span;

    if (!split_address (address, &local_span, &domain_span))
        return tf_words_address (NULL, NULL, address);
    domain = tf_domain_parse (domain_span);
    local = tf_span_dup_utf8 (local_span);
    return tf_words_address (local, domain, address);
}
