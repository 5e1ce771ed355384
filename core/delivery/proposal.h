/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* proposal: the name of the receiving server, learnt from messages that were received.
 * RFC 8601 §4.1 wants readers to name the servers that they believe, but few know
 * the name. It is only proposed here, never adopted: the reader confirms it.
 *
 * A sender of many messages must not be able to propose a name of their own. So only one place in a
 * message counts, its entrance: the topmost Received field of a server that took it from a public
 * address, with only internal ones above it.
 *
 *   above it            nobody outside can write there: nearly every message must have
 *                       the field
 *   directly under it   a sender can write there too: every message must have it, and
 *                       then the first one is the server's
 *   further below       says nothing: many servers stamp what they send, some of them
 *                       with the recipient's domain
 *
 * So no sender can prevent a proposal by a field of that name, nor make one.
 */
#pragma once

#include "delivery/delivery.h"

/**
 * TfProposalState:
 * @TF_PROPOSAL_READY: a name can be proposed
 * @TF_PROPOSAL_TOO_FEW: not enough messages yet, or too many of them from the same
 * authors
 * @TF_PROPOSAL_TOO_SOON: enough messages, but all within a few days: an account that was
 * opened last week may have had only one sender
 * @TF_PROPOSAL_NO_RESULTS: the server writes no results, or none of its own
 * @TF_PROPOSAL_SEVERAL: several servers write results, none of them always
 * @TF_PROPOSAL_NOT_CONSTANT: the server's field is missing too often
 * @TF_PROPOSAL_SEEN_BELOW: the name is above the server's Received field in many messages and
 * under it in many others, so it is unclear which of them are the server's
 * @TF_PROPOSAL_ONE_LIST: nearly all messages are from one mailing list: perhaps an archive,
 * whose servers are the list's
 * @TF_PROPOSAL_INNER_ADDRESSES: the server sees strangers under addresses of its own network, so what
 * a sender wrote looks like the work of a second server of the organization
 */
typedef enum {
    TF_PROPOSAL_READY,
    TF_PROPOSAL_TOO_FEW,
    TF_PROPOSAL_TOO_SOON,
    TF_PROPOSAL_NO_RESULTS,
    TF_PROPOSAL_SEVERAL,
    TF_PROPOSAL_NOT_CONSTANT,
    TF_PROPOSAL_SEEN_BELOW,
    TF_PROPOSAL_ONE_LIST,
    TF_PROPOSAL_INNER_ADDRESSES
} TfProposalState;

/**
 * tf_proposal_state_to_string:
 * @state: a state
 *
 * Returns: (transfer none): a stable word for it: `ready`, `too-few` …
 */
const char *tf_proposal_state_to_string (TfProposalState state);

/**
 * TfProposal:
 * @state: whether @authserv_id can be proposed, and if not, why
 * @authserv_id: (nullable): the name that was seen most, even if it cannot be
 * proposed; lower case
 * @below: the server writes directly under its Received field: trust it as `ID:below`
 * @border: (nullable): the host that received every single message; can be proposed as a
 * border host whatever @state is. %NULL: several did, it is too early to say, or the messages are
 * from one list
 * @receiver: (nullable): the domain of the organization whose hosts received nearly all messages,
 * whatever @state is
 * @n_messages: messages from outside that were looked at
 * @n_organizations: that sent them; counting ends when there are enough
 * @n_days: between the first and the last of them
 * @n_support: those that have the field of @authserv_id in its place
 */
typedef struct {
    TfProposalState state;
    char *authserv_id;
    gboolean below;
    char *border;
    char *receiver;
    guint n_messages;
    guint n_organizations;
    guint n_days;
    guint n_support;
} TfProposal;

void tf_proposal_clear (TfProposal *proposal);
/**
 * tf_proposal_dup_trusted_server:
 * @proposal: a proposal
 *
 * Returns: (transfer full) (nullable): what `tf_settings_add_trusted_server()` takes, `ID` or
 * `ID:below`; %NULL unless @proposal is ready
 */
char *tf_proposal_dup_trusted_server (const TfProposal *proposal);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TfProposal, tf_proposal_clear)

/** TfObservations: what was seen in the messages of one account; of limited size. */
typedef struct _TfObservations TfObservations;

/**
 * tf_observations_new:
 * @suffixes: tells organizations apart
 *
 * For one account, because two accounts may have different servers.
 *
 * Returns: (transfer full): nothing seen yet
 */
TfObservations *tf_observations_new (TfSuffixList *suffixes);
/**
 * tf_observations_add:
 * @header: of a message that was received, from any folder except junk, trash and those for
 * the reader's own messages; each message once
 *
 * Internal messages are skipped, and so are those submitted by somebody who had logged in:
 * servers often do not check these. The order of messages does not matter.
 */
void tf_observations_add (TfObservations *self, const TfHeader *header);
/**
 * tf_observations_propose:
 * @ret_proposal: (out caller-allocates): to be cleared with tf_proposal_clear()
 *
 * What follows from the messages so far. May be called at any time and as often as wanted. A
 * name that is ready is one that `tf_settings_add_trusted_server()` accepts; with that setting
 * the fields that were counted here are those that are used.
 */
void tf_observations_propose (const TfObservations *self, TfProposal *ret_proposal);
void tf_observations_free (TfObservations *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfObservations, tf_observations_free)
