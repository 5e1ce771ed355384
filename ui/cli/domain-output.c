/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* domain-output: what `domain` prints about each domain: in full, in one line, as JSON, as a page for
 * somebody else, or what has changed since an earlier result. */
#include <errno.h>

#include "cli/cli.h"
#include "print/earlier.h"
#include "print/sheet.h"
#include "words/posture.h"
#include "words/translate.h"
#include "words/words-private.h"

struct _TfCliPostures {
    const TfCliOptions *options;
    TfEarlier *earlier; /* or NULL */
    TfPrintStyle style;
    guint n_printed;
};

/* ---- beginning --------------------------------------------------------------------- */

static gboolean
refuse (const char *sentence, const char *a, const char *b)
{
    tf_cli_complain (sentence, a, b);
    return FALSE;
}

static gboolean
options_are_good (const TfCliOptions *options)
{
    if (options->sheet == NULL)
        return TRUE;
    if (!g_str_equal (options->sheet, "html") && !g_str_equal (options->sheet, "text"))
        /* Translators: {a} is what the user typed. */
        return refuse (N_ ("\"{a}\" is not a form for --sheet: html or text."),
                       options->sheet, NULL);
    if (options->json || options->summary || options->compare != NULL)
        return refuse (N_ ("{a} and {b} cannot be used together."), "--sheet",
                       options->json      ? "--json"
                       : options->summary ? "--summary"
                                          : "--compare");
    if (options->list != NULL || options->files == NULL || options->files[1] != NULL)
        return refuse (N_ ("--sheet is about one domain: name it."), NULL, NULL);
    return TRUE;
}

/* FALSE: it cannot be used, which has been said. */
static gboolean
read_earlier (TfCliPostures *output, const char *file)
{
    g_autofree char *text = NULL;
    gsize length = 0;

    if (!g_file_get_contents (file, &text, &length, NULL))
        return refuse (N_ ("{a} could not be read: {b}."), file, g_strerror (errno));
    output->earlier = tf_earlier_parse (text, length, NULL);
    if (output->earlier == NULL)
        /* Translators: {a} is the name of a file. */
        return refuse (N_ ("{a} is not what \"truefrom domain --json\" writes."), file,
                       NULL);
    return TRUE;
}

TfCliPostures *
tf_cli_postures_new (const TfCliOptions *options, int *ret_status)
{
    g_autoptr (TfCliPostures) output = g_new0 (TfCliPostures, 1);

    output->options = options;
    output->style = (TfPrintStyle){tf_cli_has_colour (), tf_cli_terminal_width ()};
    *ret_status = TF_EXIT_USAGE;
    if (!options_are_good (options))
        return NULL;
    *ret_status = TF_EXIT_FILE;
    if (options->compare != NULL && !read_earlier (output, options->compare))
        return NULL;
    return g_steal_pointer (&output);
}

void
tf_cli_postures_free (TfCliPostures *output)
{
    g_clear_pointer (&output->earlier, tf_earlier_free);
    g_free (output);
}

/* ---- one domain -------------------------------------------------------------------- */

static char *
in_json (const TfPosture *posture, const TfChanges *changes)
{
    TfPrinter *printer = tf_printer_new_json ();
    g_autofree char *line = NULL;

    tf_printer_begin_object (printer, NULL);
    tf_print_posture_members (printer, posture);
    if (changes != NULL)
        tf_print_changes_json (printer, changes);
    tf_printer_end (printer);
    line = tf_printer_finish (printer);
    return g_strconcat (line, "\n", NULL);
}

static char *
in_a_line (const TfPosture *posture)
{
    g_autofree char *sentence = tf_words_posture_verdict (posture);
    g_autofree char *plain = tf_words_plain (sentence);
    g_autofree char *escaped = tf_print_escape (plain);

    return g_strdup_printf ("%s: %s\n", posture->domain, escaped);
}

static char *
who_was_asked (const TfCliOptions *options)
{
    if (options->offline)
        return g_strdup (_ ("No DNS query was sent."));
    if (options->answers != NULL) {
        g_autofree char *name = g_utf8_make_valid (options->answers, -1);
        g_autofree char *marked = tf_words_marked_text (name, TF_WORDS_VALUE_CHARS);

        /* Translators: {a} is the name of a file. */
        return tf_words_fill (
            _ ("Nobody was asked: answers of the DNS from the file {a}."), "a", marked,
            NULL);
    }
    if (options->resolver != NULL)
        /* Translators: {a} is an IP address. */
        return tf_words_fill (_ ("The DNS server {a}."), "a", options->resolver, NULL);
    return g_strdup (_ ("The DNS server of the computer that made this."));
}

static char *
in_a_sheet (const TfCliPostures *output, const TfPosture *posture)
{
    g_autofree char *asked = who_was_asked (output->options);
    const TfSheetSource source = {asked, TF_VERSION};
    g_autoptr (TfSheet) sheet = tf_words_sheet_new (posture, &source);

    return g_str_equal (output->options->sheet, "html") ? tf_print_sheet_html (sheet)
                                                        : tf_print_sheet_text (sheet);
}

static char *
in_form (const TfCliPostures *output, const TfPosture *posture, const TfChanges *changes)
{
    const TfCliOptions *options = output->options;

    if (options->json)
        return in_json (posture, changes);
    if (options->sheet != NULL)
        return in_a_sheet (output, posture);
    if (options->summary)
        return in_a_line (posture);
    if (changes != NULL)
        return tf_print_changes_text (posture, changes, &output->style);
    return tf_print_posture_text (posture, &output->style, options->details);
}

gboolean
tf_cli_postures_add (TfCliPostures *output, const TfPosture *posture)
{
    const TfCliOptions *options = output->options;
    g_autoptr (TfChanges) changes =
        output->earlier != NULL ? tf_changes_new (output->earlier, posture) : NULL;
    g_autofree char *text = in_form (output, posture, changes);
    gboolean apart = output->n_printed > 0 && !options->json && !options->summary;

    output->n_printed++;
    g_print ("%s%s", apart ? "\n" : "", text);
    return changes != NULL && changes->weaker;
}
