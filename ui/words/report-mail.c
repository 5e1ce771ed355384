/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* report-mail: what is said to the helpdesk, and how saved evidence is checked again. Subject and names
 * of folders hold nothing that a sender can write freely. */
#include <string.h>

#include "words/translate.h"
#include "words/words-private.h"

/* Owned: ASCII, as the domain is registered; NULL without one. A long one loses its lowest labels, and
 * a star says so. */
static char *
sender_domain (const TfReport *report)
{
    const char *domain = report->author_domain != NULL ? report->author_domain
                                                       : report->dossier->author->domain;
    const char *rest = domain;

    while (rest != NULL && strlen (rest) > TF_WORDS_LONG_DOMAIN_CHARS)
        rest = tf_domain_parent (rest);
    if (rest == NULL)
        return NULL;
    return g_strconcat (rest != domain ? "*." : "", rest, NULL);
}

char *
tf_words_mail_subject (const TfReport *report)
{
    g_autofree char *domain = sender_domain (report);
    g_autofree char *subject = NULL;
    const char *code = tf_report_get_code (report);

    if (domain != NULL)
        /* Translators: the subject of a mail; {code} is "TF01", {domain} the sender's. */
        subject = tf_words_fill (_ ("Suspicious message: {code}, {domain}"), "code", code,
                                 "domain", domain, NULL);
    else
        subject = tf_words_fill (_ ("Suspicious message: {code}"), "code", code, NULL);
    return tf_words_safe_text (subject, 0);
}

/* The text of Copy report, with the name of the program; ends with a line end. */
static char *
report_with_program (const TfReport *report, const char *program)
{
    g_autofree char *text = tf_words_report_text (report);

    if (program == NULL)
        return g_steal_pointer (&text);
    /* Translators: followed by the name of a mail program and its version. */
    return g_strdup_printf ("%s%s: %s\n", text, _ ("Mail program"), program);
}

char *
tf_words_mail_text (const TfReport *report, const char *program)
{
    g_autofree char *text = report_with_program (report, program);

    return g_strconcat (
        _ ("The attached message looks suspicious to me. It is the original, "
           "byte for byte."),
        "\n\n", text, NULL);
}

char *
tf_words_evidence_name (const TfReport *report)
{
    g_autofree char *domain = sender_domain (report);
    char *name = g_strjoin ("-", "truefrom", tf_report_get_code (report), domain, NULL);

    return g_strdelimit (name, "*", '_');
}

/* What needs no quotes has none; and what cannot be seen is not copied. */
static void
add_word (GString *command, const char *word)
{
    g_autofree char *safe = tf_words_safe_text (word, 0);
    g_autofree char *quoted = g_shell_quote (safe);
    gboolean is_plain = *safe != '\0';

    for (const char *at = safe; *at != '\0'; at++)
        is_plain =
            is_plain && (g_ascii_isalnum (*at) || strchr ("-_.:@/=+", *at) != NULL);
    g_string_append_printf (command, " %s", is_plain ? safe : quoted);
}

char *
tf_words_replay (const char *answers, const char *message, const char *const *options)
{
    GString *command = g_string_new ("truefrom check");

    add_word (command, "--answers");
    add_word (command, answers);
    for (guint i = 0; options != NULL && options[i] != NULL; i++)
        add_word (command, options[i]);
    add_word (command, message);
    return g_string_free (command, FALSE);
}

/* No option says who wrote the copy or that more attempts would have followed. */
static gboolean
is_all_in_options (const TfReport *report)
{
    return report->dossier->store == TF_STORE_FILE && !report->dossier->incomplete &&
           tf_dns_count_failed (report->dns) == 0;
}

char *
tf_words_evidence_text (const TfReport *report, const char *program, const char *replay)
{
    g_autofree char *text = report_with_program (report, program);
    g_autoptr (GString) out = g_string_new (text);

    g_string_append_c (out, '\n');
    if (!is_all_in_options (report))
        g_string_append_printf (
            out, "%s\n",
            _ ("The mail program knew more about this message than can be passed to the command, "
               "so the command may judge it more strictly."));
    g_string_append_printf (out, "%s\n%s\n",
                            _ ("To check the message again, in this folder:"), replay);
    return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
tf_words_evidence_saved (const char *folder, const char *replay)
{
    g_autofree char *place = g_filename_display_name (folder);
    g_autofree char *safe = tf_words_isolated_text (place, 0);

    /* Translators: {command} is what to type in a terminal. */
    return tf_words_fill (
        _ ("The evidence was saved in the folder {folder}. To check it again "
           "there: {command}"),
        "folder", safe, "command", replay, NULL);
}
