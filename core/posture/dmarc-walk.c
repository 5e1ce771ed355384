/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* dmarc-walk: which DMARC record applies to the domain, by RFC 9989 §4.10 and by RFC 7489 §6.6.3, and
 * which records on the way do not. */
#include "posture/posture-private.h"

#define LIMIT_STOPS 16 /* longer names exist in puzzles only */

guint
tf_posture_count_dmarc (const TfDnsAnswer *answer, TfSpan *ret_text)
{
    guint count = 0;

    for (guint i = 0; i < answer->texts->len; i++) {
        TfSpan text = tf_posture_text (answer, i);
        TfDmarcRecord record;

        if (!tf_dmarc_record_parse (text, &record))
            continue;
        *ret_text = text;
        count++;
    }
    return count;
}

/* §4.10 steps 3 to 7: the domain itself, then at most seven labels. */
static gboolean
is_walked (const TfPostureReading *reading, const char *name)
{
    return name == reading->domain || tf_domain_count_labels (name) < TF_LIMIT_WALK;
}

static void
add_stop (TfPostureReading *reading, const char *name, const TfDnsAnswer *answer)
{
    TfPostureStop *stop = g_new0 (TfPostureStop, 1);
    TfSpan text;

    stop->name = g_strdup (name);
    stop->status = answer->status;
    stop->n_records = tf_posture_count_dmarc (answer, &text);
    stop->walked = is_walked (reading, name);
    g_ptr_array_add (reading->posture->walk, stop);
}

/* All names up to the registrable domain, also those that the walk leaps over; those above only as far
 * as the walk itself has asked. */
static void
list_stops (TfPostureReading *reading, const char *registrable)
{
    guint n_own = tf_domain_count_labels (registrable);
    const char *name = reading->domain;

    for (guint i = 0; name != NULL && i < LIMIT_STOPS; i++) {
        g_autofree char *place = g_strconcat ("_dmarc.", name, NULL);
        gboolean above = tf_domain_count_labels (name) < n_own;
        const TfDnsAnswer *answer =
            above ? tf_dns_peek (reading->dns, TF_DNS_TXT, place)
                  : tf_posture_ask (reading, TF_DNS_TXT, "_dmarc", name);

        if (answer != NULL)
            add_stop (reading, name, answer);
        name = tf_domain_parent (name);
    }
}

static gboolean
is_below (const char *name, const char *ancestor)
{
    return ancestor == NULL ||
           (!g_str_equal (name, ancestor) && tf_domain_is_within (name, ancestor));
}

/* §4.10.1: a record between the domain and the one that applies. */
static void
say_unused (TfPostureReading *reading, const TfPostureApplied *applied)
{
    for (guint i = 0; i < reading->posture->walk->len; i++) {
        TfPostureStop *stop = g_ptr_array_index (reading->posture->walk, i);

        stop->applies = applied->name != NULL && g_str_equal (stop->name, applied->name);
        if (stop->n_records == 1 && !stop->applies && applied->name != NULL &&
            is_below (stop->name, applied->name) &&
            !g_str_equal (stop->name, reading->domain))
            tf_posture_add (reading, TF_POSTURE_D18, stop->name);
    }
}

/* RFC 7489 §6.6.3: the domain's own record, else that of the registrable domain. */
static void
find_name_before (TfPostureReading *reading, const char *registrable)
{
    for (guint i = 0; i < reading->posture->walk->len; i++) {
        const TfPostureStop *stop = g_ptr_array_index (reading->posture->walk, i);

        if (stop->n_records != 1 || reading->posture->policy_name_before != NULL)
            continue;
        if (g_str_equal (stop->name, reading->domain) ||
            g_str_equal (stop->name, registrable))
            reading->posture->policy_name_before = g_strdup (stop->name);
    }
}

static void
take_record (TfPostureReading *reading, const TfDmarcWalk *walk,
             TfPostureApplied *applied)
{
    const TfDmarcFound *found = tf_dmarc_choose_record (walk, reading->domain);
    const char *organizational = tf_dmarc_organizational_domain (walk, reading->domain);
    const TfDnsAnswer *answer;

    reading->posture->organizational_domain = g_strdup (organizational);
    if (found == NULL)
        return;
    answer = tf_posture_ask (reading, TF_DNS_TXT, "_dmarc", found->name);
    if (answer == NULL || tf_posture_count_dmarc (answer, &applied->text) == 0)
        return;
    applied->name = g_strdup (found->name);
    applied->record = found->record;
    applied->own = g_str_equal (found->name, reading->domain);
    applied->organizational =
        !applied->own || g_str_equal (organizational, reading->domain);
    reading->posture->policy_name = g_strdup (found->name);
}

/* Whether what applies can be told. */
static gboolean
read_published (TfPostureReading *reading, TfPostureApplied *applied)
{
    g_autoptr (TfDmarcPolicy) policy =
        tf_dmarc_discover (reading->domain, reading->dns, reading->question->suffixes);

    reading->pending |= policy->lookup == TF_LOOKUP_PENDING;
    applied->published = policy->published;
    return policy->lookup == TF_LOOKUP_DONE;
}

gboolean
tf_posture_walk (TfPostureReading *reading, TfPostureApplied *ret_applied)
{
    TfDmarcWalk walk;
    TfLookup lookup =
        tf_dmarc_walk (reading->domain, reading->dns, reading->question->suffixes, &walk);

    *ret_applied = (TfPostureApplied){.name = NULL};
    reading->pending |= lookup == TF_LOOKUP_PENDING;
    list_stops (reading, walk.registrable);
    if (lookup != TF_LOOKUP_DONE)
        return FALSE;
    find_name_before (reading, walk.registrable);
    take_record (reading, &walk, ret_applied);
    say_unused (reading, ret_applied);
    return read_published (reading, ret_applied);
}

void
tf_posture_applied_clear (TfPostureApplied *applied)
{
    g_clear_pointer (&applied->name, g_free);
}
