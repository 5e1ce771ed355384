/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* domain-names: the domains of `domain`: from the command line and from a list, in which people paste
 * them with blanks, dots, and characters that nobody sees. */
#include <errno.h>
#include <string.h>

#include "base/base.h"
#include "cli/cli.h"
#include "words/translate.h"
#include "words/words-private.h"

#define LIMIT_LIST_BYTES (8 * 1024 * 1024) /* a hundred thousand domains and more */

/* Owned. */
static char *
without_invisible (const char *text)
{
    GString *out = g_string_new (NULL);

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);

        if (!tf_words_is_invisible (c) && c != 0xfeff)
            g_string_append_unichar (out, c);
    }
    return g_string_free (out, FALSE);
}

char *
tf_cli_domain_parse (const char *text)
{
    g_autofree char *valid = g_utf8_make_valid (text, -1);
    g_autofree char *visible = without_invisible (valid);
    TfSpan name = tf_span_of (g_strstrip (visible));

    if (name.length > 1 && name.data[name.length - 1] == '.')
        name.length--; /* as in a zone file */
    return tf_domain_parse (name);
}

static void
add (GPtrArray *domains, char *domain)
{
    if (g_ptr_array_find_with_equal_func (domains, domain, g_str_equal, NULL))
        g_free (domain);
    else
        g_ptr_array_add (domains, domain);
}

static gboolean
add_named (GPtrArray *domains, GStrv names)
{
    for (guint i = 0; names != NULL && names[i] != NULL; i++) {
        char *domain = tf_cli_domain_parse (names[i]);

        if (domain == NULL) {
            /* Translators: {a} is what the user typed. */
            tf_cli_complain (N_ ("\"{a}\" is not a domain."), names[i], NULL);
            return FALSE;
        }
        add (domains, domain);
    }
    return TRUE;
}

/* Owned: what is before a "#". */
static char *
without_comment (const char *line)
{
    const char *comment = strchr (line, '#');

    return comment != NULL ? g_strndup (line, (gsize)(comment - line)) : g_strdup (line);
}

static gboolean
add_line (GPtrArray *domains, const char *line, const char *file)
{
    g_autofree char *text = without_comment (line);
    char *domain;

    if (*g_strstrip (text) == '\0')
        return TRUE;
    domain = tf_cli_domain_parse (text);
    if (domain == NULL) {
        /* Translators: {a} is a line of the file {b}. */
        tf_cli_complain (N_ ("{b}: \"{a}\" is not a domain."), text, file);
        return FALSE;
    }
    add (domains, domain);
    return TRUE;
}

/* Owned; NULL: it cannot be read, which has been said. */
static char *
read_list (const char *file)
{
    g_autofree char *text = NULL;
    gsize length = 0;

    if (!g_file_get_contents (file, &text, &length, NULL)) {
        tf_cli_complain (N_ ("{a} could not be read: {b}."), file, g_strerror (errno));
        return NULL;
    }
    if (length > LIMIT_LIST_BYTES || strlen (text) != length) {
        tf_cli_complain (N_ ("{a} is not a list of domains."), file, NULL);
        return NULL;
    }
    return g_steal_pointer (&text);
}

static gboolean
add_list (GPtrArray *domains, const char *file)
{
    g_autofree char *text = read_list (file);
    g_auto (GStrv) lines = text != NULL ? g_strsplit_set (text, "\r\n", -1) : NULL;
    gboolean good = text != NULL;

    for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
        good &= add_line (domains, lines[i], file);
    return good;
}

GPtrArray *
tf_cli_domains_new (const TfCliOptions *options, int *ret_status)
{
    g_autoptr (GPtrArray) domains = g_ptr_array_new_with_free_func (g_free);

    *ret_status = TF_EXIT_USAGE;
    if (!add_named (domains, options->files))
        return NULL;
    *ret_status = TF_EXIT_FILE;
    if (options->list != NULL && !add_list (domains, options->list))
        return NULL;
    return g_steal_pointer (&domains);
}
