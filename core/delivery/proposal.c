/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What follows from the observations. Left out: whether what the server says is true. */
#include "delivery/proposal-private.h"

#include <string.h>

static TfProposalState
judge_support (const TfSupport *support)
{
    if (support->organizations.n_votes < TF_PROPOSAL_MESSAGES)
        return TF_PROPOSAL_TOO_FEW;
    if (support->last - support->first < TF_PROPOSAL_SECONDS)
        return TF_PROPOSAL_TOO_SOON;
    return TF_PROPOSAL_READY;
}

/* ---- the proposal ---------------------------------------------------------------- */

const char *
tf_proposal_state_to_string (TfProposalState state)
{
    static const char *const words[] = {"ready",      "too-few",  "too-soon",
                                        "no-results", "several",  "not-constant",
                                        "seen-below", "one-list", "inner-addresses"};

    G_STATIC_ASSERT (G_N_ELEMENTS (words) == TF_PROPOSAL_INNER_ADDRESSES + 1);
    return words[state];
}

void
tf_proposal_clear (TfProposal *proposal)
{
    g_clear_pointer (&proposal->authserv_id, g_free);
    g_clear_pointer (&proposal->border, g_free);
    g_clear_pointer (&proposal->receiver, g_free);
}

char *
tf_proposal_dup_trusted_server (const TfProposal *proposal)
{
    if (proposal->state != TF_PROPOSAL_READY)
        return NULL;
    return g_strconcat (proposal->authserv_id, proposal->below ? ":below" : "", NULL);
}

static gboolean
is_below (const TfCandidate *candidate)
{
    return candidate->under.n_messages > candidate->above.n_messages;
}

/* The support in the place where the field is most often. */
static const TfSupport *
support_of (const TfCandidate *candidate)
{
    return is_below (candidate) ? &candidate->under : &candidate->above;
}

static gboolean
is_better (const TfCandidate *candidate, const TfCandidate *best)
{
    guint one = support_of (candidate)->n_messages;
    guint two = support_of (best)->n_messages;

    return one != two ? one > two : strcmp (candidate->id, best->id) < 0;
}

/* NULL: no name was ever in its place, or there were too many names to decide. */
static const TfCandidate *
find_best (const TfObservations *self)
{
    const TfCandidate *best = NULL;

    for (guint i = 0; i < self->n_candidates && !self->too_many; i++) {
        const TfCandidate *candidate = &self->candidates[i];

        if (support_of (candidate)->n_messages > 0 &&
            (best == NULL || is_better (candidate, best)))
            best = candidate;
    }
    return best;
}

/* Too many to be exceptions. */
static gboolean
are_many (const TfObservations *self, guint n_messages)
{
    return (guint64)n_messages * TF_PROPOSAL_EXCEPTIONS > self->all.n_messages;
}

static gboolean
has_rival (const TfObservations *self, const TfCandidate *best)
{
    for (guint i = 0; i < self->n_candidates; i++) {
        const TfCandidate *candidate = &self->candidates[i];

        if (candidate != best && are_many (self, support_of (candidate)->n_messages))
            return TRUE;
    }
    return FALSE;
}

/* Above the entrance a message without the field is merely odd. Under the entrance, that no message
 * lacks the field is all that tells the server's field from a sender's. */
static gboolean
is_constant (const TfObservations *self, const TfCandidate *candidate)
{
    guint n_missing = self->all.n_messages - support_of (candidate)->n_messages;

    return is_below (candidate) ? n_missing == 0 : !are_many (self, n_missing);
}

/* Above the entrance in many messages, under it in many others: some of those are senders'. */
static gboolean
is_seen_below (const TfObservations *self, const TfCandidate *candidate)
{
    return are_many (self, candidate->above.n_messages) &&
           are_many (self, candidate->under.n_messages);
}

/* A majority that leads by so much that all others are exceptions. */
static gboolean
is_of_nearly_all (const TfObservations *self, const TfMajority *majority)
{
    return majority->name != NULL && self->all.n_messages > 0 &&
           !are_many (self, self->all.n_messages - majority->lead);
}

static gboolean
is_of_one_list (const TfObservations *self)
{
    return is_of_nearly_all (self, &self->list);
}

/* Then no hop below the topmost one is certain to be the organization's. A few messages of the kind, from a program
 * inside that writes in the name of others, are exceptions; one stranger who brings everything is not. */
static gboolean
sees_inner_addresses (const TfObservations *self)
{
    return (self->strangers[TF_PROPOSAL_STRANGERS - 1] != NULL &&
            are_many (self, self->n_unsure)) ||
           (self->n_strange > 0 &&
            !are_many (self, self->all.n_messages -
                                 MIN (self->all.n_messages, self->n_strange)));
}

static TfProposalState
judge (const TfObservations *self, const TfCandidate *best)
{
    if (sees_inner_addresses (self))
        return TF_PROPOSAL_INNER_ADDRESSES;
    if (is_of_one_list (self))
        return TF_PROPOSAL_ONE_LIST;
    if (self->too_many)
        return TF_PROPOSAL_SEVERAL;
    if (best != NULL && is_seen_below (self, best))
        return TF_PROPOSAL_SEEN_BELOW;
    if (judge_support (&self->all) == TF_PROPOSAL_TOO_FEW)
        return TF_PROPOSAL_TOO_FEW;
    if (best == NULL)
        return TF_PROPOSAL_NO_RESULTS;
    if (has_rival (self, best))
        return TF_PROPOSAL_SEVERAL;
    if (!is_constant (self, best))
        return TF_PROPOSAL_NOT_CONSTANT;
    /* Whoever writes there chooses the name in From as well, but has few networks. */
    if (is_below (best) && best->under.networks.n_votes < TF_PROPOSAL_MESSAGES)
        return TF_PROPOSAL_TOO_FEW;
    return judge_support (support_of (best));
}

static gboolean
is_border_known (const TfObservations *self)
{
    return !self->several_borders && !is_of_one_list (self) &&
           !sees_inner_addresses (self) &&
           judge_support (&self->all) == TF_PROPOSAL_READY;
}

void
tf_observations_propose (const TfObservations *self, TfProposal *ret_proposal)
{
    const TfCandidate *best = find_best (self);

    *ret_proposal =
        (TfProposal){.state = judge (self, best),
                     .border = is_border_known (self) ? g_strdup (self->border) : NULL,
                     .n_messages = self->all.n_messages,
                     .n_organizations = self->all.organizations.n_voters,
                     .n_days = (guint)((self->all.last - self->all.first) / TF_DAY)};
    if (is_of_nearly_all (self, &self->receiver) && !sees_inner_addresses (self))
        ret_proposal->receiver = g_strdup (self->receiver.name);
    if (best == NULL)
        return;
    ret_proposal->authserv_id = g_strdup (best->id);
    ret_proposal->below = is_below (best);
    ret_proposal->n_support = support_of (best)->n_messages;
}
