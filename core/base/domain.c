/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* domain: the syntax of domain names (RFC 1035 §2.3.1, RFC 1123 §2.1, RFC 5890 §2.3) and
 * their comparison by labels. Leaves out: which names exist, and who owns them. */
#include "base/base.h"

#include <string.h>

#define MAX_NAME  253
#define MAX_LABEL 63

/* A name in another script may be longer before it is converted; beyond this it never
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

/* How many labels an ASCII name has; 0: it is not one. */
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
is_ascii (TfSpan text)
{
    for (gsize i = 0; i < text.length; i++)
        if ((guchar)text.data[i] >= 0x80)
            return FALSE;
    return TRUE;
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

/* R-EAI-1. Plain names never reach ICU: its tables need not be loaded for them. */
static char *
convert (TfSpan text)
{
    g_autofree char *utf8 = NULL, *ascii = NULL;

    if (tf_span_has (text, '\0') ||
        !g_utf8_validate (text.data, (gssize)text.length, NULL))
        return NULL;
    utf8 = tf_span_dup (text);
    ascii = tf_unicode_to_ascii (utf8);
    if (!ascii || count_valid_labels (tf_span_of (ascii), FALSE) == 0)
        return NULL;
    return g_steal_pointer (&ascii);
}

char *
tf_domain_parse (TfSpan text)
{
    if (text.length == 0 || text.length > MAX_UNCONVERTED)
        return NULL;
    if (!is_ascii (text) || has_a_label (text))
        return convert (text);
    return count_valid_labels (text, FALSE) > 0 ? tf_span_dup_lower (text) : NULL;
}

char *
tf_domain_parse_sdid (TfSpan text)
{
    return count_valid_labels (text, FALSE) >= 2 ? tf_span_dup_lower (text) : NULL;
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

    for (const char *at = domain; at && *at; at = tf_domain_parent (at))
        count++;
    return count;
}

const char *
tf_domain_parent (const char *domain)
{
    const char *dot = strchr (domain, '.');

    return dot ? dot + 1 : NULL;
}

const char *
tf_domain_last_labels (const char *domain, guint count)
{
    guint labels = tf_domain_count_labels (domain);
    const char *at = domain;

    for (; labels > count && tf_domain_parent (at); labels--)
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

char *
tf_domain_to_unicode (const char *domain)
{
    g_autofree char *unicode = NULL, *back = NULL;

    if (!has_a_label (tf_span_of (domain)))
        return g_strdup (domain);
    unicode = tf_unicode_to_unicode (domain);
    back = unicode ? tf_unicode_to_ascii (unicode) : NULL;
    if (g_strcmp0 (back, domain) != 0)
        return g_strdup (domain);
    return g_steal_pointer (&unicode);
}
