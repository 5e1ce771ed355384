/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What is kept of the messages that a proposal is based on. Everything is a
 * set, a sum, a minimum or a maximum, so the order of messages does not matter; and all of
 * it has a fixed size. */
#include "delivery/proposal-private.h"
#include "impersonation/impersonation.h"

#include <string.h>

/** Place: where a field is. */
typedef enum { PLACE_ABOVE, PLACE_UNDER, PLACE_BELOW } Place;

/** Message: one message, as it is being looked at. */
typedef struct {
    TfEnvelope *envelope;
    const TfTrail *trail; /* its own */
    gint entrance;        /* hop; -1: none */
    char *organization;   /* of the author; or NULL */
    gint chosen; /* the candidate whose field is the topmost in its place; -1: none */
    Place chosen_place;
} Message;

/* ---- who supports a name --------------------------------------------------------- */

static TfVoter *
find_voter (TfVotes *votes, const char *name)
{
    for (guint i = 0; i < votes->n_voters; i++)
        if (g_str_equal (votes->voters[i].name, name))
            return &votes->voters[i];
    votes->voters[votes->n_voters].name = g_strdup (name);
    return &votes->voters[votes->n_voters++];
}

/* NAME NULL: nobody. */
static void
note_vote (TfVotes *votes, const char *name)
{
    TfVoter *voter;

    if (name == NULL || votes->n_votes == TF_PROPOSAL_MESSAGES)
        return;
    voter = find_voter (votes, name);
    if (voter->n_votes == TF_PROPOSAL_OF_ONE)
        return;
    voter->n_votes++;
    votes->n_votes++;
}

static void
votes_clear (TfVotes *votes)
{
    for (guint i = 0; i < votes->n_voters; i++)
        g_free (votes->voters[i].name);
}

static void
note_time (TfSupport *support, gint64 time)
{
    if (time < 0)
        return;
    support->first = support->first < 0 ? time : MIN (support->first, time);
    support->last = MAX (support->last, time);
}

/* Owned: an address costs a sender nothing, a network does. */
static char *
network_of (const TfIp *client)
{
    g_autofree char *digits = tf_span_dup_hex (
        tf_span ((const char *)client->octets, client->length == 4 ? 3 : 6));

    return g_strdup_printf ("%u:%s", (guint)client->length, digits);
}

/* HOP NULL: it came from nowhere. */
static void
note_support (TfSupport *support, const char *organization, const TfReceived *hop)
{
    g_autofree char *network = hop != NULL ? network_of (&hop->client) : NULL;

    support->n_messages++;
    note_time (support, hop != NULL ? hop->time : -1);
    note_vote (&support->organizations, organization);
    note_vote (&support->networks, network);
}

static void
support_clear (TfSupport *support)
{
    votes_clear (&support->organizations);
    votes_clear (&support->networks);
}

/* ---- one message ----------------------------------------------------------------- */

static void
message_clear (Message *message)
{
    tf_envelope_free (message->envelope);
    g_free (message->organization);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Message, message_clear)

static char *
read_organization (const TfHeader *header, const TfSuffixList *suffixes)
{
    g_autoptr (TfAuthor) author = tf_author_read (header);
    const char *registrable;

    if (author->domain == NULL)
        return NULL;
    registrable = tf_suffix_list_registrable (suffixes, author->domain);
    return g_strdup (registrable != NULL ? registrable : author->domain);
}

static const TfReceived *
get_entrance (const Message *message)
{
    return message->entrance >= 0
               ? tf_trail_hop (message->trail, (guint)message->entrance)
               : NULL;
}

static Place
place_of (const Message *message, guint field)
{
    guint hop = (guint)message->entrance;

    if (field < tf_trail_hop (message->trail, hop)->field_index)
        return PLACE_ABOVE;
    if (hop + 1 == message->trail->hops->len ||
        field < tf_trail_hop (message->trail, hop + 1)->field_index)
        return PLACE_UNDER;
    return PLACE_BELOW;
}

/* -1: there are too many. */
static gint
find_candidate (TfObservations *self, const char *id)
{
    TfCandidate *candidate = &self->candidates[self->n_candidates];

    for (guint i = 0; i < self->n_candidates; i++)
        if (g_str_equal (self->candidates[i].id, id))
            return (gint)i;
    if (self->n_candidates == TF_LIMIT_PROPOSAL_IDS) {
        self->too_many = TRUE;
        return -1;
    }
    candidate->id = g_strdup (id);
    candidate->above.first = candidate->above.last = -1;
    candidate->under.first = candidate->under.last = -1;
    return (gint)self->n_candidates++;
}

/* A name that the entrance's own organization may write under. */
static gboolean
is_of_entrance (const TfObservations *self, const Message *message,
                const char *authserv_id)
{
    g_autofree char *domain =
        authserv_id != NULL ? tf_domain_parse (tf_span_of (authserv_id)) : NULL;

    return domain != NULL && g_str_equal (domain, authserv_id) &&
           tf_suffix_list_same_organization (self->suffixes, get_entrance (message)->by,
                                             domain);
}

/* The first field above the entrance wins over all those under it; in each place the first wins
 * over those after it. */
static void
choose (Message *message, gint candidate, Place place)
{
    if (message->chosen >= 0 && message->chosen_place <= place)
        return;
    message->chosen = candidate;
    message->chosen_place = place;
}

static void
note_field (TfObservations *self, Message *message, const TfAuthResults *results)
{
    Place place = place_of (message, results->field_index);
    gint at;

    if (place == PLACE_BELOW || results->reason != TF_REASON_NONE ||
        !is_of_entrance (self, message, results->authserv_id))
        return;
    at = find_candidate (self, results->authserv_id);
    if (at >= 0)
        choose (message, at, place);
}

static void
note_fields (TfObservations *self, Message *message, const TfHeader *header)
{
    gint at = -1;

    for (guint n = 0; n < TF_LIMIT_AUTH_RESULTS; n++) {
        g_autoptr (TfAuthResults) results = NULL;

        at = tf_header_find (header, "Authentication-Results", (guint)(at + 1));
        if (at < 0)
            return;
        results = tf_auth_results_parse (tf_header_get (header, (guint)at)->value);
        results->field_index = (guint)at;
        note_field (self, message, results);
    }
}

static void
note_chosen (TfObservations *self, const Message *message)
{
    TfCandidate *candidate = &self->candidates[message->chosen];

    note_support (message->chosen_place == PLACE_ABOVE ? &candidate->above
                                                       : &candidate->under,
                  message->organization, get_entrance (message));
}

static void
note_border (TfObservations *self, const char *host)
{
    if (self->border == NULL)
        self->border = g_strdup (host);
    self->several_borders |= host == NULL || !g_str_equal (self->border, host);
}

/* Takes over NAME. */
static void
vote (TfMajority *majority, char *name)
{
    if (majority->lead == 0) {
        g_free (majority->name);
        majority->name = name;
        majority->lead = 1;
        return;
    }
    if (g_strcmp0 (majority->name, name) == 0)
        majority->lead++;
    else
        majority->lead--;
    g_free (name);
}

static void
note_list (TfObservations *self, const TfHeader *header)
{
    g_autofree char *text = tf_header_dup_text (header, "List-Id");

    vote (&self->list, text != NULL ? tf_list_id_read (text) : NULL);
}

/* ---- strangers behind NAT -------------------------------------------------------- */

/* Owned: whoever HOP took the message from; NULL: it was its own organization, or nobody can tell. */
static char *
stranger_at (const TfObservations *self, const TfTrail *trail, guint at,
             const TfHeader *header)
{
    const TfReceived *hop = tf_trail_hop (trail, at);
    const TfReceived *below =
        at + 1 < trail->hops->len ? tf_trail_hop (trail, at + 1) : NULL;
    g_autofree char *name = NULL;

    if (below == NULL)
        name = read_organization (header, self->suffixes);
    else if (below->by != NULL)
        name = g_strdup (tf_suffix_list_registrable (self->suffixes, below->by));
    if (name == NULL || hop->by == NULL ||
        tf_suffix_list_same_organization (self->suffixes, hop->by, name))
        return NULL;
    return g_steal_pointer (&name);
}

static void
note_stranger (TfObservations *self, const char *name)
{
    for (guint i = 0; i < TF_PROPOSAL_STRANGERS; i++) {
        if (self->strangers[i] == NULL)
            self->strangers[i] = g_strdup (name);
        if (g_str_equal (self->strangers[i], name))
            return;
    }
}

/* The messages of honest strangers show what an attacker's would hide. Where nothing of the kind is above the
 * entrance, it does not matter. */
static void
note_strangers (TfObservations *self, const Message *message, const TfHeader *header)
{
    const TfTrail *trail = message->trail;
    gint at = tf_trail_find_unsure (trail, 0);

    self->n_unsure += at >= 0 && at < message->entrance;

    while (at >= 0 && !tf_trail_hop (trail, (guint)at)->is_authenticated) {
        g_autofree char *name = stranger_at (self, trail, (guint)at, header);

        if (name != NULL) {
            note_stranger (self, name);
            self->n_strange += at < message->entrance;
            return;
        }
        at = tf_trail_find_unsure (trail, (guint)at + 1);
    }
}

/* ---- all ------------------------------------------------------------------------- */

TfObservations *
tf_observations_new (TfSuffixList *suffixes)
{
    TfObservations *self = g_new0 (TfObservations, 1);

    self->suffixes = tf_suffix_list_ref (suffixes);
    self->all.first = self->all.last = -1;
    return self;
}

void
tf_observations_add (TfObservations *self, const TfHeader *header)
{
    g_auto (Message) message = {.envelope = tf_envelope_read (header), .chosen = -1};
    const TfReceived *entrance;

    message.trail = message.envelope->trail;
    message.entrance = tf_trail_find_entrance (message.trail);
    note_strangers (self, &message, header);
    entrance = get_entrance (&message);
    if (!message.trail->has_public_address ||
        (entrance != NULL && entrance->is_authenticated))
        return;
    message.organization = read_organization (header, self->suffixes);
    note_support (&self->all, message.organization, entrance);
    note_border (self, entrance != NULL ? entrance->by : NULL);
    note_list (self, header);
    vote (&self->receiver, tf_trail_dup_receiver (message.trail, self->suffixes));
    if (entrance == NULL)
        return;
    note_fields (self, &message, header);
    if (message.chosen >= 0)
        note_chosen (self, &message);
}

void
tf_observations_free (TfObservations *self)
{
    for (guint i = 0; i < self->n_candidates; i++) {
        g_free (self->candidates[i].id);
        support_clear (&self->candidates[i].above);
        support_clear (&self->candidates[i].under);
    }
    support_clear (&self->all);
    tf_suffix_list_unref (self->suffixes);
    for (guint i = 0; i < TF_PROPOSAL_STRANGERS; i++)
        g_free (self->strangers[i]);
    g_free (self->border);
    g_free (self->list.name);
    g_free (self->receiver.name);
    g_free (self);
}
