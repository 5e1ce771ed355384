/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* setup: what the mail of an account says of the servers it comes through. */

#include "words/translate.h"
#include "words/words-private.h"

/* clang-format off */
static const char *const refusals[] = {
    [TF_PROPOSAL_READY] = NULL,
    [TF_PROPOSAL_TOO_FEW] =
        /* Translators: both are numbers of messages. */
        N_ ("There is too little mail from different senders to tell which server is yours. It "
            "takes at least {messages} messages; of each sender at most {few} count."),
    [TF_PROPOSAL_TOO_SOON] =
        /* Translators: {days} is a number, more than one. */
        N_ ("The first and the last of these messages are less than {days} days apart. That is "
            "too short a time to tell which server is yours."),
    [TF_PROPOSAL_NO_RESULTS] =
        N_ ("This mail came in through several servers, and none of them records what it checked."),
    [TF_PROPOSAL_SEVERAL] =
        N_ ("Several servers record what they checked. Which of them is yours cannot be told."),
    /* Translators: {server} is the name of a mail server. */
    [TF_PROPOSAL_NOT_CONSTANT] =
        N_ ("{server} records what it checked, but not in every message."),
    /* Translators: {server} is the name of a mail server. */
    [TF_PROPOSAL_SEEN_BELOW] =
        N_ ("Results of {server} also stand where senders can write. Which of them are your "
            "server's cannot be told."),
    [TF_PROPOSAL_ONE_LIST] =
        N_ ("Nearly all of this mail came through one mailing list, so the servers may be the "
            "list's. Choose another mailbox."),
    [TF_PROPOSAL_INNER_ADDRESSES] =
        N_ ("The server that receives this mail notes an address of its own network for senders "
            "outside it. So which lines are your server's cannot be told from those that a sender "
            "made up."),
};
/* clang-format on */
G_STATIC_ASSERT (G_N_ELEMENTS (refusals) == TF_PROPOSAL_INNER_ADDRESSES + 1);

/* To be filled in with {server} and {border}. */
static const char *
sentence_of (const TfProposal *proposal)
{
    gboolean has_server = proposal->state == TF_PROPOSAL_READY;

    if (has_server && proposal->border == NULL)
        /* Translators: {server} is the name of a mail server. */
        return N_ ("Your mail comes in through {server}, which records what it checked.");
    if (has_server && g_str_equal (proposal->border, proposal->authserv_id))
        /* Translators: {border} is the name of a mail server. */
        return N_ ("Your mail arrives through {border}, which records what it checked.");
    if (has_server)
        /* Translators: both are names of mail servers. */
        return N_ (
            "Your mail arrives through {border}, and {server} records what was checked.");
    if (proposal->border != NULL)
        /* Translators: {border} is the name of a mail server. */
        return N_ (
            "Your mail arrives through {border}, which notes where each message came "
            "from.");
    return refusals[proposal->state];
}

static char *
name_of (const char *host)
{
    return host != NULL ? tf_words_domain_in_sentence (host) : g_strdup ("");
}

char *
tf_words_proposal (const TfProposal *proposal)
{
    g_autofree char *server = name_of (proposal->authserv_id);
    g_autofree char *border = name_of (proposal->border);
    g_autofree char *messages = g_strdup_printf ("%d", TF_PROPOSAL_MESSAGES);
    g_autofree char *few = g_strdup_printf ("%d", TF_PROPOSAL_OF_ONE);
    g_autofree char *days = g_strdup_printf ("%d", (int)(TF_PROPOSAL_SECONDS / TF_DAY));

    return tf_words_fill (_ (sentence_of (proposal)), "server", server, "border", border,
                          "messages", messages, "few", few, "days", days, NULL);
}

char *
tf_words_proposal_grounds (const TfProposal *proposal)
{
    gboolean has_server = proposal->state == TF_PROPOSAL_READY;
    g_autofree char *support = g_strdup_printf ("%u", proposal->n_support);
    g_autofree char *all = g_strdup_printf ("%u", proposal->n_messages);

    /* Translators: {support} and {all} are numbers of messages. */
    return tf_words_fill (
        has_server ? _ ("It did so in {support} of {all} messages from outside.")
                   : _ ("Messages from outside: {all}."),
        "support", support, "all", all, NULL);
}

char *
tf_words_proposal_basis (const TfProposal *proposal)
{
    g_autofree char *messages = g_strdup_printf ("%u", proposal->n_messages);
    g_autofree char *senders = g_strdup_printf ("%u", proposal->n_organizations);
    g_autofree char *days = g_strdup_printf ("%u", proposal->n_days);

    /* Translators: all three are numbers. Organizations are the domains that the messages came from. */
    return tf_words_fill (
        _ ("This rests on your own mail. Messages from outside: {messages}. "
           "Organizations that sent them, at least: {senders}. Days between "
           "the first and the last: {days}."),
        "messages", messages, "senders", senders, "days", days, NULL);
}

const char *
tf_words_offer_question (void)
{
    /* Translators: after "Your mail arrives through … , which records what it checked." */
    return _ (
        "Trust this server? Mail without a signature can then be checked too. Choose this "
        "only if you know that it is your provider's server.");
}

char *
tf_words_rewriting (const TfSeenServer *server)
{
    g_autofree char *name = name_of (server->name);
    g_autofree char *all = g_strdup_printf ("%u", server->n_changed + server->n_intact);
    g_autofree char *changed = g_strdup_printf ("%u", server->n_changed);
    g_autofree char *senders = g_strdup_printf ("%u", server->n_senders);

    /* Translators: {server} is a domain; the others are numbers. Organizations are the domains that the
     * messages came from. */
    return tf_words_fill (
        _ ("Most mail that comes in through {server} is changed after it was signed. Messages "
           "counted: {all}; changed: {changed}; organizations that sent them: {senders}."),
        "server", name, "all", all, "changed", changed, "senders", senders, NULL);
}

char *
tf_words_rewriting_with (const TfSeenServer *server, const char *sentence)
{
    GString *text = g_string_new (NULL);

    tf_words_add_sentence (text, tf_words_rewriting (server));
    tf_words_add_sentence (text, g_strdup (sentence));
    return g_string_free (text, FALSE);
}

const char *
tf_words_rewriting_advice (void)
{
    /* Translators: after "Most mail that comes in through … is changed after it was signed." */
    return _ (
        "So a change does not tell a forged message from others. What the server recorded "
        "when the message arrived can tell.");
}

char *
tf_words_cure (const char *host)
{
    g_autofree char *name = name_of (host);

    /* Translators: {server} is the name of a mail server. */
    return tf_words_fill (
        _ ("This message came in through {server}. Is that your provider's server? "
           "If it is, the message can be checked with what it recorded."),
        "server", name, NULL);
}

char *
tf_words_no_cure (const TfProposal *proposal)
{
    if (refusals[proposal->state] == NULL)
        return NULL;
    return tf_words_proposal (proposal);
}
