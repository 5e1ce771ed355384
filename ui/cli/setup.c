/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* setup: `setup`. Reads the headers of received mail and proposes the servers to believe. */

#include "cli/cli.h"
#include "cli/commands.h"
#include "client/preferences.h"
#include "delivery/proposal.h"
#include "memory/memory.h"
#include "print/print.h"
#include "verify/request.h"
#include "words/translate.h"
#include "words/words-private.h"

/* FALSE: it could not be read; that has been said. */
static gboolean
observe (TfObservations *observations, const TfCliMessage *message)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TfReader) reader = NULL;
    g_autoptr (TfHeader) header = NULL;

    if (message->request == NULL) {
        tf_cli_complain_of_message (message, NULL);
        return FALSE;
    }
    reader = tf_reader_new (message->request->source);
    header = tf_header_read (reader, &error);
    if (header == NULL) {
        tf_cli_complain_of_message (message, error);
        return FALSE;
    }
    tf_observations_add (observations, header);
    return TRUE;
}

/* What could not be read is counted. */
static void
observe_all (TfObservations *observations, const TfCliOptions *options, guint *ret_n_read,
             guint *ret_n_unread)
{
    g_autoptr (TfCliMessages) messages = tf_cli_messages_new (options);
    TfCliMessage message;

    while (tf_cli_messages_next (messages, &message)) {
        gboolean was_read = observe (observations, &message);

        *ret_n_read += was_read ? 1 : 0;
        *ret_n_unread += was_read ? 0 : 1;
        tf_cli_message_clear (&message);
    }
}

/* ---- what is proposed ---------------------------------------------------------------- */

/** Entry: a value for the settings. */
typedef struct {
    const char *key;
    char *value;
} Entry;

static void
entry_free (gpointer data)
{
    Entry *entry = data;

    g_free (entry->value);
    g_free (entry);
}

static void
add_entry (GPtrArray *entries, const char *key, char *value)
{
    Entry *entry = g_new (Entry, 1);

    *entry = (Entry){key, value};
    g_ptr_array_add (entries, entry);
}

/* Owned (of Entry); empty: nothing can be proposed. */
static GPtrArray *
entries_of (const TfProposal *proposal)
{
    GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);
    char *server = tf_proposal_dup_trusted_server (proposal);

    if (proposal->border != NULL)
        add_entry (entries, "border-hosts", g_strdup (proposal->border));
    if (server != NULL)
        add_entry (entries, "trusted-servers", server);
    return entries;
}

static void
print_sentence (char *sentence)
{
    g_autofree char *plain = tf_words_plain (sentence);
    g_autofree char *wrapped = tf_print_wrap (plain, tf_cli_terminal_width (), 0, 0);

    g_print ("%s", wrapped);
    g_free (sentence);
}

/* What was learned of the servers through which this mail came in. A file that cannot be read says nothing. */
static void
print_rewriting (const TfCliOptions *options, const TfProposal *proposal)
{
    g_autofree char *file =
        options->memory != NULL ? g_strdup (options->memory) : tf_memory_default_path ();
    g_autoptr (TfMemory) memory = tf_memory_new (file);
    g_autoptr (TfKnowledge) known =
        proposal->receiver != NULL ? tf_memory_show_server (memory, proposal->receiver)
                                   : NULL;
    const TfSeenServer *server =
        known != NULL ? tf_knowledge_find_rewriter (known) : NULL;

    if (server == NULL)
        return;
    print_sentence (tf_words_rewriting (server));
    if (proposal->state == TF_PROPOSAL_READY)
        print_sentence (g_strdup (tf_words_rewriting_advice ()));
}

static void
print_proposal (const TfCliOptions *options, const TfProposal *proposal,
                const GPtrArray *entries)
{
    print_sentence (tf_words_proposal (proposal));
    print_sentence (tf_words_proposal_grounds (proposal));
    print_rewriting (options, proposal);
    g_print ("%s", entries->len > 0 ? "\n" : "");
    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = g_ptr_array_index (entries, i);

        g_print ("  %-16s %s\n", entry->key, entry->value);
    }
}

/* Returns the exit status. */
static int
apply (const GPtrArray *entries)
{
    gboolean any_new = FALSE;

    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = g_ptr_array_index (entries, i);
        g_autoptr (GError) error = NULL;
        gboolean is_new = FALSE;

        if (!tf_preferences_add (entry->key, entry->value, &is_new, &error)) {
            tf_cli_complain ("{a}", error->message, NULL);
            return TF_EXIT_FILE;
        }
        any_new |= is_new;
    }
    tf_preferences_finish ();
    g_print ("\n%s\n", any_new ? _ ("This was added to your settings.")
                               : _ ("Your settings have it already."));
    return TF_EXIT_QUIET;
}

static int
propose (const TfCliOptions *options, const TfObservations *observations)
{
    g_auto (TfProposal) proposal = {0};
    g_autoptr (GPtrArray) entries = NULL;

    tf_observations_propose (observations, &proposal);
    entries = entries_of (&proposal);
    print_proposal (options, &proposal, entries);
    if (entries->len == 0)
        return TF_EXIT_INCOMPLETE;
    if (options->apply)
        return apply (entries);
    g_print ("\n%s\n",
             _ ("Nothing was changed. With --apply this is added to your settings."));
    return TF_EXIT_QUIET;
}

int
tf_cli_setup (GStrv arguments)
{
    TfCliOptions options = {.headers_only = TRUE};
    g_autoptr (TfObservations) observations =
        tf_observations_new ((TfSuffixList *)tf_words_suffixes ());
    int status = TF_EXIT_QUIET;
    guint n_read = 0, n_unread = 0;

    if (tf_cli_options_parse (&options, &tf_cli_setup_syntax, arguments, &status)) {
        observe_all (observations, &options, &n_read, &n_unread);
        if (n_read > 0 || n_unread == 0)
            status = propose (&options, observations);
        if (n_unread > 0)
            status = TF_EXIT_FILE;
    }
    tf_cli_options_clear (&options, &tf_cli_setup_syntax);
    return status;
}
