/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* domain-selectors: under which selectors a domain's keys may be: those that are named, and those that the
 * domain's own mail uses. Of a message only the header is read, and nothing of it is checked: a selector
 * that somebody made up has no key. */
#include "cli/cli.h"
#include "cli/commands.h"
#include "inputs/dossier.h"
#include "verify/request.h"
#include "words/translate.h"
#include "words/words-private.h"

#define LIMIT_OF_MAIL                                                                    \
    1000 /* pairs of domain and selector; an account sees a few hundred */

/** Pair: what one signature names. */
typedef struct {
    char *domain; /* NULL: for every domain */
    char *selector;
} Pair;

struct _TfCliSelectors {
    GPtrArray *pairs; /* Pair */
};

static void
pair_free (Pair *pair)
{
    g_free (pair->domain);
    g_free (pair->selector);
    g_free (pair);
}

static gboolean
has_pair (const TfCliSelectors *selectors, const char *domain, const char *selector)
{
    for (guint i = 0; i < selectors->pairs->len; i++) {
        const Pair *pair = g_ptr_array_index (selectors->pairs, i);

        if (g_strcmp0 (pair->domain, domain) == 0 &&
            g_str_equal (pair->selector, selector))
            return TRUE;
    }
    return FALSE;
}

static void
add_pair (TfCliSelectors *selectors, const char *domain, const char *selector)
{
    Pair *pair;

    if (selectors->pairs->len >= LIMIT_OF_MAIL || has_pair (selectors, domain, selector))
        return;
    pair = g_new (Pair, 1);
    *pair = (Pair){g_strdup (domain), g_strdup (selector)};
    g_ptr_array_add (selectors->pairs, pair);
}

/* ---- mail -------------------------------------------------------------------------- */

/* FALSE: it could not be read; that has been said. */
static gboolean
read_message (TfCliSelectors *selectors, const TfCliMessage *message)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TfReader) reader = NULL;
    g_autoptr (TfHeader) header = NULL;
    g_autoptr (GPtrArray) signatures = NULL;

    if (message->request != NULL) {
        reader = tf_reader_new (message->request->source);
        header = tf_header_read (reader, &error);
    }
    if (header == NULL) {
        tf_cli_complain_of_message (message, error);
        return FALSE;
    }
    signatures = tf_dkim_signatures_read (header, NULL, tf_words_suffixes ());
    for (guint i = 0; i < signatures->len; i++) {
        const TfDkimSignature *signature = g_ptr_array_index (signatures, i);

        if (signature->domain != NULL && signature->selector != NULL)
            add_pair (selectors, signature->domain, signature->selector);
    }
    return TRUE;
}

static gboolean
read_mail (TfCliSelectors *selectors, GStrv paths)
{
    const TfCliOptions options = {.headers_only = TRUE, .files = paths};
    g_autoptr (TfCliMessages) messages = tf_cli_messages_new (&options);
    TfCliMessage message;
    gboolean good = TRUE;

    while (tf_cli_messages_next (messages, &message)) {
        good &= read_message (selectors, &message);
        tf_cli_message_clear (&message);
    }
    return good;
}

/* ---- the options ------------------------------------------------------------------- */

static gboolean
add_named (TfCliSelectors *selectors, GStrv names)
{
    for (guint i = 0; names != NULL && names[i] != NULL; i++) {
        g_autofree char *selector = tf_domain_parse_selector (tf_span_of (names[i]));

        if (selector == NULL) {
            tf_cli_complain (
                /* Translators: {a} is what the user typed. */
                N_ ("\"{a}\" is not a selector for --selector."), names[i], NULL);
            return FALSE;
        }
        add_pair (selectors, NULL, selector);
    }
    return TRUE;
}

TfCliSelectors *
tf_cli_selectors_new (const TfCliOptions *options, int *ret_status)
{
    g_autoptr (TfCliSelectors) selectors = g_new0 (TfCliSelectors, 1);

    selectors->pairs = g_ptr_array_new_with_free_func ((GDestroyNotify)pair_free);
    *ret_status = TF_EXIT_USAGE;
    if (!add_named (selectors, options->selectors))
        return NULL;
    *ret_status = TF_EXIT_FILE;
    if (options->from_mail != NULL && !read_mail (selectors, options->from_mail))
        return NULL;
    return g_steal_pointer (&selectors);
}

GPtrArray *
tf_cli_selectors_of (const TfCliSelectors *selectors, const char *domain)
{
    GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

    for (guint i = 0; i < selectors->pairs->len; i++) {
        const Pair *pair = g_ptr_array_index (selectors->pairs, i);

        if (pair->domain == NULL || g_str_equal (pair->domain, domain))
            g_ptr_array_add (found, g_strdup (pair->selector));
    }
    return found;
}

void
tf_cli_selectors_free (TfCliSelectors *selectors)
{
    g_ptr_array_unref (selectors->pairs);
    g_free (selectors);
}
