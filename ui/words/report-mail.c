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

    return g_strcanon (name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-.", '_');
}

char *
tf_words_evidence_text (const TfReport *report, const char *program)
{
    return report_with_program (report, program);
}

char *
tf_words_evidence_readme (void)
{
    return g_strconcat (
        _ ("This file was made by truefrom. It holds a message, and everything that is needed to "
           "check again, at any time, whether the message comes from the domain it names."),
        "\n\n",
        /* Translators: keep the name of the command and "FILE.zip". */
        _ ("With truefrom: truefrom evidence verify FILE.zip"), "\n\n",
        _ ("Without truefrom: unpack the file and type sha256sum -c MANIFEST.sha256 to see "
           "whether anything in it was changed. message.eml holds the message, byte for byte. "
           "answers.json holds what the DNS answered, with the keys of the signatures, which any "
           "DKIM program can check. report.txt says what truefrom found."),
        "\n\n",
        _ ("What this file shows: these were the message and the answers when it was saved. It "
           "does not show who saved it. To vouch for it, sign it as a whole, for example with "
           "gpg --detach-sign or ssh-keygen -Y sign."),
        NULL);
}

/* What needs no quotes has none; and what cannot be seen is not copied. Owned. */
static char *
quote_word (const char *word)
{
    g_autofree char *safe = tf_words_safe_text (word, 0);
    gboolean is_plain = *safe != '\0';

    for (const char *at = safe; *at != '\0'; at++)
        is_plain =
            is_plain && (g_ascii_isalnum (*at) || strchr ("-_.:@/=+", *at) != NULL);
    return is_plain ? g_steal_pointer (&safe) : g_shell_quote (safe);
}

char *
tf_words_evidence_saved (const char *file)
{
    g_autofree char *shown = g_filename_display_name (file);
    g_autofree char *safe = tf_words_isolated_text (shown, 0);
    g_autofree char *word = quote_word (shown);
    g_autofree char *command = g_strconcat ("truefrom check ", word, NULL);

    /* Translators: {command} is what to type in a terminal. */
    return tf_words_fill (
        _ ("The evidence was saved as {file}. To check it again: {command}"), "file",
        safe, "command", command, NULL);
}
