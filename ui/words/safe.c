/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* safe: foreign text made fit to be shown beside our own. One line, nothing
 * invisible, nothing that turns the direction; domains and addresses left to right
 * (Unicode UAX #9 isolates). Left out: confusable detection, which is a finding of its
 * own and not display. */
#include "words/words-private.h"

#include "io/io.h"

#define LRI         "\u2066"
#define FSI         "\u2068"
#define PDI         "\u2069"
#define ELLIPSIS    "\u2026"
#define REPLACEMENT 0xFFFD

typedef struct {
    gunichar first;
    gunichar last;
} Range;

/* Drawn as nothing or as blank: default ignorables (UAX #44) and the letters that are
 * empty. */
static const Range invisible[] = {
    {0x00AD, 0x00AD},   {0x034F, 0x034F},   {0x061C, 0x061C},   {0x115F, 0x1160},
    {0x17B4, 0x17B5},   {0x180B, 0x180F},   {0x200B, 0x200F},   {0x202A, 0x202E},
    {0x2060, 0x206F},   {0x2800, 0x2800},   {0x3164, 0x3164},   {0xFE00, 0xFE0F},
    {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFB},   {0x1BCA0, 0x1BCA3},
    {0x1D159, 0x1D159}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
};

static gboolean
is_invisible (gunichar c)
{
    for (gsize i = 0; i < G_N_ELEMENTS (invisible); i++)
        if (c >= invisible[i].first && c <= invisible[i].last)
            return TRUE;
    return g_unichar_type (c) == G_UNICODE_FORMAT;
}

/* Cannot be shown at all: shown as U+FFFD. */
static gboolean
is_unprintable (gunichar c)
{
    GUnicodeType type = g_unichar_type (c);
    return type == G_UNICODE_CONTROL || type == G_UNICODE_SURROGATE ||
           type == G_UNICODE_PRIVATE_USE || type == G_UNICODE_UNASSIGNED;
}

static gboolean
is_blank (gunichar c)
{
    return g_unichar_isspace (c) || c == 0x0B || c == 0x85 || c == 0x2028 || c == 0x2029;
}

const TfSuffixList *
tf_words_suffixes (void)
{
    static gsize once = 0;
    if (g_once_init_enter (&once))
        g_once_init_leave (&once, (gsize)tf_suffix_file_load ());
    return (const TfSuffixList *)once;
}

/* ---- text -------------------------------------------------------------------------- */

typedef struct {
    GString *out;
    guint n_chars;
    guint n_marks;  /* in a row */
    gboolean blank; /* a blank is due before the next character */
} Shown;

static void
show_char (Shown *shown, gunichar c)
{
    shown->n_marks = g_unichar_ismark (c) ? shown->n_marks + 1 : 0;
    if (shown->n_marks > TF_WORDS_MARKS)
        return;
    if (shown->blank && shown->out->len > 0) {
        g_string_append_c (shown->out, ' ');
        shown->n_chars++;
    }
    shown->blank = FALSE;
    g_string_append_unichar (shown->out, is_unprintable (c) ? REPLACEMENT : c);
    shown->n_chars++;
}

char *
tf_words_safe_text (const char *foreign, guint max)
{
    g_autofree char *valid = g_utf8_make_valid (foreign != NULL ? foreign : "", -1);
    Shown shown = {g_string_new (NULL), 0, 0, FALSE};
    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);
        if (is_blank (c)) {
            shown.blank = TRUE;
        } else if (!is_invisible (c)) {
            if (max > 0 && shown.n_chars + (shown.blank ? 1 : 0) >= max) {
                g_string_append (shown.out, ELLIPSIS);
                break;
            }
            show_char (&shown, c);
        }
    }
    return g_string_free (shown.out, FALSE);
}

/* Nothing is dropped, so that no address can look like another one. */
static char *
marked_text (const char *foreign, guint max)
{
    g_autofree char *valid = g_utf8_make_valid (foreign, -1);
    GString *out = g_string_new (NULL);
    guint n_chars = 0;
    guint n_marks = 0;
    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);
        n_marks = g_unichar_ismark (c) ? n_marks + 1 : 0;
        gboolean hidden = is_invisible (c) || is_unprintable (c) ||
                          (is_blank (c) && c != ' ') || n_marks > TF_WORDS_MARKS;
        if (max > 0 && n_chars++ >= max) {
            g_string_append (out, ELLIPSIS);
            break;
        }
        g_string_append_unichar (out, hidden ? REPLACEMENT : c);
    }
    return g_string_free (out, FALSE);
}

char *
tf_words_isolated_text (const char *foreign, guint max)
{
    g_autofree char *safe = tf_words_safe_text (foreign, max);
    return g_strconcat (FSI, safe, PDI, NULL);
}

char *
tf_words_plain (const char *sentence)
{
    GString *out = g_string_new (NULL);
    for (const char *at = sentence; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);
        if (c < 0x2066 || c > 0x2069)
            g_string_append_unichar (out, c);
    }
    return g_string_free (out, FALSE);
}

/* ---- domains ----------------------------------------------------------------------- */

/* Letters that pass for Latin ones: a label made of nothing else reads as a
 * Latin name. */
static const char *const latin_like =
    "\u0430\u0441\u0501\u0435\u04BB\u0456\u0458\u04CF\u043E\u0440\u051B\u0455\u051D\u0445"
    "\u0443"
    "\u044A\u044C\u04BD\u043F\u0433\u0475\u0461"                    /* Cyrillic */
    "\u03B1\u03B9\u03BA\u03BD\u03C1\u03C5\u03C9\u03B7\u03BF\u03C4"; /* Greek */

enum {
    SCRIPT_LATIN = 1 << 0,
    SCRIPT_HAN = 1 << 1,
    SCRIPT_KANA = 1 << 2,
    SCRIPT_BOPOMOFO = 1 << 3,
    SCRIPT_HANGUL = 1 << 4
};

/* 0: one that mixes with no other. */
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
            c >= 0x0250 && c <= 0x02AF; /* a in another shape, and the like */
        if (is_invisible (c) || is_unprintable (c) || is_blank (c) || phonetic)
            return FALSE;
    }
    return scripts_fit (label) && !(latin_ending && passes_for_latin (label));
}

/* Owned, NULL-terminated: the labels as they are shown. U-labels only where IDNA accepts
 * them and leads back to the same name (tf_domain_to_unicode()), and where nobody is
 * misled. */
static char **
shown_labels (const char *domain)
{
    g_autofree char *unicode = tf_domain_to_unicode (domain);
    char **shown = g_strsplit (unicode, ".", -1);
    g_auto (GStrv) ascii = g_strsplit (domain, ".", -1);
    guint n = g_strv_length (shown);
    if (n == 0 || n != g_strv_length (ascii)) {
        g_strfreev (shown);
        shown = g_strdupv (ascii);
        n = g_strv_length (shown);
    }
    gboolean latin_ending = n > 0 && g_str_is_ascii (shown[n - 1]);
    for (guint i = 0; i < n; i++) {
        if (!label_can_be_shown (shown[i], latin_ending)) {
            g_free (shown[i]);
            shown[i] = marked_text (ascii[i], 0);
        }
    }
    return shown;
}

/* Where to begin so that MAX characters hold it, but never within the last
 * KEEP labels. */
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

static char *
bare_domain (const char *domain, const TfSuffixList *suffixes, guint max)
{
    g_auto (GStrv) labels = shown_labels (domain);
    guint n_labels = g_strv_length (labels);
    const char *registrable = tf_suffix_list_registrable (suffixes, domain);
    guint keep = registrable != NULL ? tf_domain_count_labels (registrable) : n_labels;
    guint first = first_label (labels, n_labels, MIN (keep, n_labels), max);
    g_autofree char *joined = g_strjoinv (".", labels + first);
    return g_strconcat (first > 0 ? ELLIPSIS "." : "", joined, NULL);
}

char *
tf_words_safe_domain (const char *domain, const TfSuffixList *suffixes)
{
    g_autofree char *bare =
        bare_domain (domain, suffixes != NULL ? suffixes : tf_words_suffixes (),
                     TF_WORDS_DOMAIN_CHARS);
    return g_strconcat (LRI, bare, PDI, NULL);
}

char *
tf_words_domain (const char *domain, guint max)
{
    g_autofree char *bare = bare_domain (domain, tf_words_suffixes (), max);
    return g_strconcat (LRI, bare, PDI, NULL);
}

char *
tf_words_domain_both (const char *domain)
{
    g_autofree char *bare =
        bare_domain (domain, tf_words_suffixes (), TF_WORDS_LONG_DOMAIN_CHARS);
    if (g_str_is_ascii (bare) || g_str_has_prefix (bare, ELLIPSIS))
        return g_strconcat (LRI, bare, PDI, NULL);
    return g_strconcat (LRI, bare, " (", domain, ")" PDI, NULL);
}

/* ---- addresses --------------------------------------------------------------------- */

gboolean
tf_words_split_address (const char *address, TfSpan *ret_local, TfSpan *ret_domain)
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
    if (domain == NULL) {
        g_autofree char *whole =
            marked_text (address != NULL ? address : "", TF_WORDS_VALUE_CHARS);
        return g_strconcat (LRI, whole, PDI, NULL);
    }
    g_autofree char *shown_local =
        marked_text (local != NULL ? local : "", TF_WORDS_LOCAL_CHARS);
    g_autofree char *shown_domain =
        bare_domain (domain, tf_words_suffixes (), TF_WORDS_LONG_DOMAIN_CHARS);
    return g_strconcat (LRI, shown_local, "@", shown_domain, PDI, NULL);
}

char *
tf_words_address_text (const char *address)
{
    TfSpan local_span;
    TfSpan domain_span;
    if (!tf_words_split_address (address, &local_span, &domain_span))
        return tf_words_address (NULL, NULL, address);
    g_autofree char *domain = tf_domain_parse (domain_span);
    g_autofree char *local = tf_span_dup_utf8 (local_span);
    return tf_words_address (local, domain, address);
}
