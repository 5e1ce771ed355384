/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* drawn: a domain that imitates letters, whoever may be meant: UTS #39 §5.1, mixed-script confusable.
 * Leaves out: names of one foreign script, which nearly all are honest (they are shown as A-labels). */
#include "impersonation/lookalike-private.h"

static gboolean
mixes_latin (const char *label)
{
    gboolean latin = FALSE, other = FALSE;

    for (const char *at = label; *at != '\0'; at = g_utf8_next_char (at)) {
        GUnicodeScript script = g_unichar_get_script (g_utf8_get_char (at));

        if (script == G_UNICODE_SCRIPT_LATIN)
            latin = TRUE;
        else if (script != G_UNICODE_SCRIPT_COMMON &&
                 script != G_UNICODE_SCRIPT_INHERITED)
            other = TRUE;
    }
    return latin && other;
}

/* Appends what LABEL passes for; TRUE: it mixes scripts, and nobody sees it. */
static gboolean
append_drawn (GString *out, TfSpan label)
{
    g_autofree char *written = tf_span_dup (label);
    g_autofree char *letters = tf_skeleton_letters (written);
    g_autofree char *unicode = tf_unicode_to_unicode (written);
    gboolean mixed = unicode != NULL && mixes_latin (unicode) && g_str_is_ascii (letters);

    g_string_append (out, mixed ? letters : written);
    return mixed;
}

char *
tf_lookalike_find_drawn (const char *domain)
{
    g_autoptr (GString) out = g_string_new (NULL);
    TfCursor cursor = tf_cursor (tf_span_of (domain));
    gboolean mixed = FALSE;

    do {
        if (out->len > 0)
            g_string_append_c (out, '.');
        mixed |= append_drawn (out, tf_cursor_take_until (&cursor, '.'));
    } while (tf_cursor_take (&cursor, '.'));
    return mixed ? tf_domain_parse (tf_span_of (out->str)) : NULL;
}
