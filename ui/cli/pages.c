/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* pages: see pages.h. */
#include "cli/pages.h"

#include "print/page.h"
#include "words/translate.h"

/* ---- options ----------------------------------------------------------------------- */

GStrv
tf_cli_read_own (GStrv texts)
{
    g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (g_free);

    for (guint i = 0; texts != NULL && texts[i] != NULL; i++) {
        char *domain = tf_domain_parse (tf_span_of (texts[i]));

        if (domain == NULL) {
            /* Translators: {a} is what the user typed. */
            tf_cli_complain (N_ ("\"{a}\" is not a domain for --own."), texts[i], NULL);
            return NULL;
        }
        g_ptr_array_add (own, domain);
    }
    g_ptr_array_add (own, NULL);
    return (GStrv)g_ptr_array_steal (own, NULL);
}

gboolean
tf_cli_forms_are_good (const TfCliOptions *options)
{
    gboolean to_output = g_strcmp0 (options->html, "-") == 0;

    if (options->json + options->csv + to_output <= 1)
        return TRUE;
    tf_cli_complain (N_ ("{a} and {b} cannot be used together."),
                     options->json ? "--json" : "--csv",
                     to_output ? "--html -" : "--csv");
    return FALSE;
}

/* ---- printing ---------------------------------------------------------------------- */

gboolean
tf_cli_write_page (const TfPage *page, const char *file)
{
    g_autofree char *html = tf_print_page_html (page);
    g_autoptr (GError) error = NULL;

    if (g_str_equal (file, "-"))
        g_print ("%s", html);
    else if (!g_file_set_contents (file, html, -1, &error))
        tf_cli_complain (N_ ("{a} could not be written: {b}."), file, error->message);
    return error == NULL;
}

void
tf_cli_print_page (const TfPage *page)
{
    const TfPrintStyle style = {tf_cli_has_colour (), tf_cli_terminal_width ()};
    g_autofree char *text = tf_print_page_text (page, &style);

    g_print ("%s", text);
}
