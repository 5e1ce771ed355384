/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* proposal-private: what observations.c counts and proposal.c judges. */
#pragma once

#include "delivery/proposal.h"

/** TfVoter: an organization that messages come from, or a network. */
typedef struct {
    char *name;
    guint n_votes;
} TfVoter;

/** TfVotes: of organizations, or of networks. One has TF_PROPOSAL_OF_ONE votes at most; once there are
 * TF_PROPOSAL_MESSAGES votes no more are needed. */
typedef struct {
    guint n_votes;
    TfVoter voters[TF_PROPOSAL_MESSAGES];
    guint n_voters;
} TfVotes;

/** TfSupport: who supports something, and over what time. */
typedef struct {
    guint n_messages;
    TfVotes organizations;
    TfVotes networks;
    gint64 first; /* by the date of the entrance, which no sender can write; -1: none */
    gint64 last;
} TfSupport;

/** TfCandidate: an authserv-id of the organization that received the message. A field further below
 * says nothing: large providers and whole companies stamp the mail that they send. */
typedef struct {
    char *id;
    TfSupport
        above; /* the messages whose topmost field of the server is above the entrance */
    TfSupport under; /* directly under it */
} TfCandidate;

/** TfMajority: the vote of Boyer and Moore: who has the majority is left, whatever the order. */
typedef struct {
    char *name; /* who leads; or NULL: those without a name */
    guint lead; /* by how many messages */
} TfMajority;

struct _TfObservations {
    TfSuffixList *suffixes;
    TfCandidate candidates[TF_LIMIT_PROPOSAL_IDS];
    guint n_candidates;
    gboolean too_many; /* there were too many IDs */
    TfSupport all;
    char *border; /* the host that received every message so far */
    gboolean several_borders;
    TfMajority list;     /* List-Id */
    TfMajority receiver; /* the organization of the entrance */
    /* Who was seen under an address that may be the organization's own, and is not of it. */
    char *strangers[TF_PROPOSAL_STRANGERS];
    guint n_strange; /* messages of such, that have an entrance further below */
    guint n_unsure; /* messages with such an address above the entrance, whoever it was */
};
