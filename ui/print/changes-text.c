/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* changes-text: what has changed about a domain, for people at a terminal. */
#include "print/earlier.h"

#include "words/posture.h"
#include "words/translate.h"
#include "words/words-private.h"

static void
add_line (GString *out, const TfPrintStyle *style, guint indent, const char *sentence)
{
    g_autofree char *plain = tf_words_plain (sentence);
    g_autofree char *escaped = tf_print_escape (plain);
    g_autofree char *wrapped =
        tf_print_wrap (escaped, style->width, indent, indent > 0 ? indent + 2 : 0);

    g_string_append (out, wrapped);
}

static void
add_list (GString *out, const TfPrintStyle *style, const char *heading,
          const GPtrArray *lines)
{
    if (lines->len > 0)
        add_line (out, style, 0, heading);
    for (guint i = 0; i < lines->len; i++)
        add_line (out, style, 2, g_ptr_array_index (lines, i));
}

static gboolean
is_unchanged (const TfPosture *posture, const TfChanges *changes)
{
    return changes->verdict_before == posture->verdict &&
           changes->new_findings->len == 0 && changes->gone_findings->len == 0 &&
           changes->new_records->len == 0 && changes->gone_records->len == 0;
}

static void
add_before (GString *out, const TfPosture *posture, const TfChanges *changes,
            const TfPrintStyle *style)
{
    g_autofree char *sentence =
        tf_words_posture_promise (posture, changes->verdict_before);
    g_autofree char *line =
        /* Translators: {sentence} is a whole sentence: the verdict about a domain. */
        tf_words_fill (_ ("Before: {sentence}"), "sentence", sentence, NULL);

    if (changes->verdict_before != posture->verdict)
        add_line (out, style, 0, line);
}

char *
tf_print_changes_text (const TfPosture *posture, const TfChanges *changes,
                       const TfPrintStyle *style)
{
    GString *out = g_string_new (NULL);
    g_autofree char *verdict = tf_words_posture_verdict (posture);

    add_line (out, style, 0, verdict);
    if (!changes->has_before) {
        add_line (out, style, 0,
                  _ ("The earlier result says nothing about this domain."));
        return g_string_free (out, FALSE);
    }
    if (is_unchanged (posture, changes)) {
        add_line (out, style, 0, _ ("Nothing has changed."));
        return g_string_free (out, FALSE);
    }
    add_before (out, posture, changes, style);
    /* Translators: lines above lists of what has changed. */
    add_list (out, style, _ ("New:"), changes->new_findings);
    add_list (out, style, _ ("Gone:"), changes->gone_findings);
    add_list (out, style, _ ("Records that are new:"), changes->new_records);
    add_list (out, style, _ ("Records that are gone:"), changes->gone_records);
    return g_string_free (out, FALSE);
}
