/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* domain: the syntax of domain names (RFC 1035 §2.3.1, RFC 1123 §2.1, RFC 5890 §2.3) and
 * their comparison by labels. Leaves out: which names exist, and who owns them. */
#include "base/base.h"

#include <string.h>

#define MAX_NAME  253
#define MAX_LABEL 63

/* A name in another script may be longer before it is converted; one longer than this never
 * fits. */
#define MAX_UNCONVERTED (MAX_NAME * 4)

static gboolean
is_label_byte (guchar byte, gboolean underscore)
{
    return g_ascii_isalnum (byte) || byte == '-' || (underscore && byte == '_');
}

static gboolean
is_label (TfSpan label, gboolean underscore)
{
    if (label.length == 0 || label.length > MAX_LABEL)
        return FALSE;
    if (label.data[0] == '-' || label.data[label.length - 1] == '-')
        return FALSE;
    for (gsize i = 0; i < label.length; i++)
        if (!is_label_byte ((guchar)label.data[i], underscore))
            return FALSE;
    return TRUE;
}

/* How many labels an ASCII name has; 0: TEXT is not a name. */
static guint
count_valid_labels (TfSpan text, gboolean underscore)
{
    TfCursor cursor = tf_cursor (text);
    guint count = 0;

    if (text.length > MAX_NAME)
        return 0;
    do {
        if (!is_label (tf_cursor_take_until (&cursor, '.'), underscore))
            return 0;
        count++;
    } while (tf_cursor_take (&cursor, '.'));
    return count;
}

static gboolean
has_a_label (TfSpan text)
{
    TfCursor cursor = tf_cursor (text);

    do {
        if (tf_cursor_take_text (&cursor, "xn--"))
            return TRUE;
        tf_cursor_take_until (&cursor, '.');
    } while (tf_cursor_take (&cursor, '.'));
    return FALSE;
}

/* Plain names never reach ICU: its tables need not be loaded for them. */
static char *
convert (TfSpan text)
{
    g_autofree char *utf8 = NULL, *ascii = NULL;

    if (tf_span_has (text, '\0') ||
        !g_utf8_validate (text.data, (gssize)text.length, NULL))
        return NULL;
    utf8 = tf_span_dup (text);
    ascii = tf_unicode_to_ascii (utf8);
    if (ascii == NULL || count_valid_labels (tf_span_of (ascii), FALSE) == 0)
        return NULL;
    return g_steal_pointer (&ascii);
}

char *
tf_domain_parse (TfSpan text)
{
    if (text.length == 0 || text.length > MAX_UNCONVERTED)
        return NULL;
    if (!tf_span_is_ascii (text) || has_a_label (text))
        return convert (text);
    return count_valid_labels (text, FALSE) > 0 ? tf_span_dup_lower (text) : NULL;
}

char *
tf_domain_parse_sdid (TfSpan text)
{
    return count_valid_labels (text, FALSE) >= 2 ? tf_domain_parse (text) : NULL;
}

char *
tf_domain_parse_selector (TfSpan text)
{
    return count_valid_labels (text, TRUE) > 0 ? tf_span_dup_lower (text) : NULL;
}

guint
tf_domain_count_labels (const char *domain)
{
    guint count = 0;

    for (const char *at = domain; at != NULL && *at; at = tf_domain_parent (at))
        count++;
    return count;
}

const char *
tf_domain_parent (const char *domain)
{
    while (*domain && *domain != '.')
        domain++;
    return *domain ? domain + 1 : NULL;
}

const char *
tf_domain_last_labels (const char *domain, guint count)
{
    guint labels = tf_domain_count_labels (domain);
    const char *at = domain;

    for (; labels > count && tf_domain_parent (at) != NULL; labels--)
        at = tf_domain_parent (at);
    return at;
}

gboolean
tf_domain_is_within (const char *domain, const char *ancestor)
{
    gsize length = strlen (domain), end = strlen (ancestor);

    if (end == 0 || end > length || strcmp (domain + length - end, ancestor) != 0)
        return FALSE;
    return end == length || domain[length - end - 1] == '.';
}

/* ---- for people ------------------------------------------------------------------ */

/* Scripts that are written together in one word (UTS #39 §5.2, "Highly Restrictive"). */
enum { LATIN = 1 << 0, HAN = 1 << 1, KANA = 1 << 2, BOPOMOFO = 1 << 3, HANGUL = 1 << 4 };

/** Scripts: those used in a label. */
typedef struct {
    guint known;
    GUnicodeScript
        other; /* the only script besides those; G_UNICODE_SCRIPT_COMMON: none */
    gboolean mixed;
} Scripts;

static guint
known_script (GUnicodeScript script)
{
    static const struct {
        GUnicodeScript script;
        guint flag;
    } known[] = {
        {G_UNICODE_SCRIPT_LATIN, LATIN},   {G_UNICODE_SCRIPT_HAN, HAN},
        {G_UNICODE_SCRIPT_HIRAGANA, KANA}, {G_UNICODE_SCRIPT_KATAKANA, KANA},
        {G_UNICODE_SCRIPT_HANGUL, HANGUL}, {G_UNICODE_SCRIPT_BOPOMOFO, BOPOMOFO},
    };

    for (guint i = 0; i < G_N_ELEMENTS (known); i++)
        if (known[i].script == script)
            return known[i].flag;
    return 0;
}

static void
add_script (Scripts *scripts, gunichar c)
{
    GUnicodeScript script = g_unichar_get_script (c);

    if (script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED)
        return;
    if (known_script (script) != 0) {
        scripts->known |= known_script (script);
        return;
    }
    if (scripts->other != G_UNICODE_SCRIPT_COMMON && scripts->other != script)
        scripts->mixed = TRUE;
    scripts->other = script;
}

static gboolean
is_mixed (const Scripts *scripts)
{
    guint east = scripts->known & ~(guint)LATIN;

    if (scripts->other != G_UNICODE_SCRIPT_COMMON)
        return scripts->mixed || scripts->known != 0;
    return (east & ~(guint)(HAN | KANA)) != 0 && (east & ~(guint)(HAN | BOPOMOFO)) != 0 &&
           (east & ~(guint)(HAN | HANGUL)) != 0;
}

/* Letters that nobody can tell from a Latin one. A label made of nothing else is shown in its own
 * script only below a top-level domain that is not ASCII. */
static gboolean
looks_latin (gunichar c)
{
    static const gunichar letters[] = {
        0x0430, 0x0435, 0x043e, 0x0440, 0x0441, 0x0443, 0x0445, 0x0455, 0x0456,
        0x0458, 0x0475, 0x0461, 0x04bb, 0x04cf, 0x0501, 0x051b, 0x051d, 0x04bd,
        0x043f, 0x0433, 0x044c, 0x044a, 0x03b1, 0x03b9, 0x03ba, 0x03bd, 0x03bf,
        0x03c1, 0x03c5, 0x03c9, 0x03b7, 0x03c4, 0x03c7, 0x03b3, 0x0578, 0x057d,
        0x0581, 0x0570, 0x0561, 0x0585, 0x0566, 0x0584, 0x0575,
    };

    for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
        if (letters[i] == c)
            return TRUE;
    return c < 0x80;
}

/* UTS #39 §3.1, roughly: letters of living orthographies. Phonetic letters imitate
 * others. */
static gboolean
is_name_letter (gunichar c)
{
    if ((c >= 0x0250 && c <= 0x02ff) || (c >= 0x1d00 && c <= 0x1dbf) || c >= 0x1d400)
        return c >= 0x20000 && g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
    return c < 0x80 || g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static gboolean
is_displayable_label (TfSpan label, gboolean ascii_tld)
{
    Scripts scripts = {0, G_UNICODE_SCRIPT_COMMON, FALSE};
    gboolean imitates = TRUE, ascii = TRUE;
    const char *end = label.data + label.length;

    for (const char *at = label.data; at < end; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);

        if (!is_name_letter (c))
            return FALSE;
        add_script (&scripts, c);
        imitates &= looks_latin (c);
        ascii &= c < 0x80;
    }
    return ascii || (!is_mixed (&scripts) && !(imitates && ascii_tld));
}

static gboolean
is_displayable (const char *unicode)
{
    TfCursor cursor = tf_cursor (tf_span_of (unicode));
    gboolean ascii_tld =
        tf_span_is_ascii (tf_span_of (tf_domain_last_labels (unicode, 1)));

    do
        if (!is_displayable_label (tf_cursor_take_until (&cursor, '.'), ascii_tld))
            return FALSE;
    while (tf_cursor_take (&cursor, '.'));
    return TRUE;
}

char *
tf_domain_to_unicode (const char *domain)
{
    g_autofree char *unicode = NULL, *back = NULL;

    if (!has_a_label (tf_span_of (domain)))
        return g_strdup (domain);
    unicode = tf_unicode_to_unicode (domain);
    back = unicode != NULL ? tf_unicode_to_ascii (unicode) : NULL;
    if (g_strcmp0 (back, domain) != 0 || !is_displayable (unicode))
        return g_strdup (domain);
    return g_steal_pointer (&unicode);
}
