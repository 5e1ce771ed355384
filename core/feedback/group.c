/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* group: who probably sent the messages of a row. What the receiver evaluated counts. A name that failed proves
 * nothing: anybody can write it; only one that passed says who took part. */
#include "feedback/feedback.h"

#include "inputs/settings.h"

const char *
tf_sender_group_to_string (TfSenderGroup group)
{
    static const char *const words[] = {"failing", "dkim-only", "spf-only",
                                        "both",    "forwarded", "stranger"};

    return words[group];
}

/* ---- what took part ---------------------------------------------------------------- */

typedef gboolean (*Accept) (const char *domain, const TfPublishedPolicy *policy,
                            const TfOwner *owner);

static gboolean
has_passing (const GArray *results, Accept accept, const TfPublishedPolicy *policy,
             const TfOwner *owner)
{
    for (guint i = 0; results != NULL && i < results->len; i++) {
        const TfAuthentication *result = &g_array_index (results, TfAuthentication, i);

        if (g_str_equal (result->result, "pass") && *result->domain != '\0' &&
            accept (result->domain, policy, owner))
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_own (const char *domain, const TfPublishedPolicy *policy, const TfOwner *owner)
{
    for (guint i = 0; owner->own != NULL && owner->own[i] != NULL; i++)
        if (tf_domain_is_within (domain, owner->own[i]))
            return TRUE;
    return tf_suffix_list_same_organization (owner->suffixes, domain, policy->domain);
}

static gboolean
is_service (const char *domain, const TfPublishedPolicy *policy, const TfOwner *owner)
{
    return tf_settings_is_shared_signer (domain);
}

static gboolean
is_foreign (const char *domain, const TfPublishedPolicy *policy, const TfOwner *owner)
{
    return !is_own (domain, policy, owner) && !is_service (domain, policy, owner);
}

/* ---- forwarding -------------------------------------------------------------------- */

/* RFC 8617 §7.2.1: what a receiver writes that let a message through because of ARC. */
static gboolean
says_arc_passed (const char *comment)
{
    TfCursor cursor = tf_cursor (tf_span_of (comment));

    for (; !tf_cursor_at_end (&cursor); tf_cursor_next (&cursor))
        if (tf_cursor_take_text (&cursor, "arc=pass"))
            return TRUE;
    return FALSE;
}

static gboolean
means_forwarding (const TfOverride *override)
{
    return g_str_equal (override->type, "mailing_list") ||
           g_str_equal (override->type, "trusted_forwarder") ||
           g_str_equal (override->type, "forwarded") ||
           (g_str_equal (override->type, "local_policy") &&
            says_arc_passed (override->comment));
}

gboolean
tf_row_is_forwarded (const TfAggregateRow *row)
{
    for (guint i = 0; row->overrides != NULL && i < row->overrides->len; i++)
        if (means_forwarding (&g_array_index (row->overrides, TfOverride, i)))
            return TRUE;
    return FALSE;
}

/* ---- the group --------------------------------------------------------------------- */

static TfSenderGroup
group_of_failing (const TfAggregateRow *row, const TfPublishedPolicy *policy,
                  const TfOwner *owner, gboolean *ret_is_service)
{
    if (tf_row_is_forwarded (row))
        return TF_SENDER_FORWARDED;
    if (has_passing (row->signatures, is_own, policy, owner) ||
        has_passing (row->paths, is_own, policy, owner))
        return TF_SENDER_FAILING;
    *ret_is_service = has_passing (row->signatures, is_service, policy, owner) ||
                      has_passing (row->paths, is_service, policy, owner);
    return *ret_is_service ? TF_SENDER_FAILING : TF_SENDER_STRANGER;
}

/* A forwarder sends with a return address of its own, for which SPF passes; so does a service, but then it sent
 * the message itself. */
static gboolean
was_sent_on (const TfAggregateRow *row, const TfPublishedPolicy *policy,
             const TfOwner *owner)
{
    return tf_row_is_forwarded (row) ||
           has_passing (row->paths, is_foreign, policy, owner);
}

TfSenderGroup
tf_sender_group_of (const TfAggregateRow *row, const TfPublishedPolicy *policy,
                    const TfOwner *owner, gboolean *ret_is_service)
{
    *ret_is_service = FALSE;
    if (row->dkim_passed && row->spf_passed)
        return TF_SENDER_BOTH;
    if (row->spf_passed)
        return TF_SENDER_SPF_ONLY;
    if (!row->dkim_passed)
        return group_of_failing (row, policy, owner, ret_is_service);
    return was_sent_on (row, policy, owner) ? TF_SENDER_FORWARDED : TF_SENDER_DKIM_ONLY;
}

/* ---- contradictions ---------------------------------------------------------------- */

static gboolean
has_result (const GArray *results, const char *word, const char *domain)
{
    for (guint i = 0; results != NULL && i < results->len; i++) {
        const TfAuthentication *result = &g_array_index (results, TfAuthentication, i);

        if (g_str_equal (result->result, word) &&
            (domain == NULL || g_str_equal (result->domain, domain)))
            return TRUE;
    }
    return FALSE;
}

/* An equal domain is aligned in both modes (RFC 9989 §4.4), and without a pass nothing is. */
static gboolean
contradicts (gboolean passed, const GArray *results, const char *from)
{
    if (results == NULL)
        return FALSE;
    return passed ? !has_result (results, "pass", NULL)
                  : has_result (results, "pass", from);
}

gboolean
tf_row_contradicts_itself (const TfAggregateRow *row)
{
    return contradicts (row->dkim_passed, row->signatures, row->header_from) ||
           contradicts (row->spf_passed, row->paths, row->header_from);
}
