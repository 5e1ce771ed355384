/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* RFC 7208 §5: the mechanisms except "include": each gives a match, no match, an error, or
 * pending. */
#include "spf/spf-private.h"

#define LIMIT_VOID  2  /* §4.6.4 */
#define LIMIT_NAMES 10 /* hosts of an mx, names of a ptr */

/* ---- asking ------------------------------------------------------------------------------ */

/* §4.3: what cannot be a domain name is not asked for. Underscores are allowed here. */
gboolean
tf_spf_is_askable (const char *name)
{
    gsize length = 0;
    gsize label = 0;

    for (; name[length] != '\0'; length++) {
        if (name[length] != '.')
            label++;
        else if (label == 0)
            return FALSE;
        else
            label = 0;
        if (label > 63)
            return FALSE;
    }
    return length > 0 && length <= 253 && label > 0;
}

/* NULL: pending. */
const TfDnsAnswer *
tf_spf_ask (TfSpfCheck *check, TfDnsType type, const char *name)
{
    const TfDnsAnswer *answer = tf_dns_ask (check->dns, type, name);

    if (answer == NULL)
        check->pending = TRUE;
    return answer;
}

TfMatch
tf_spf_lookup_failed (TfSpfCheck *check, const TfDnsAnswer *answer)
{
    check->reason = answer->status == TF_DNS_NOTASKED ? TF_REASON_OFFLINE
                    : answer->status == TF_DNS_LIMIT  ? TF_REASON_LIMIT
                                                      : TF_REASON_DNS;
    return TF_MATCH_TEMPERROR;
}

static TfDnsType
address_type (const TfSpfCheck *check)
{
    return check->sender->address.length == 4 ? TF_DNS_A : TF_DNS_AAAA;
}

/* §4.6.4: more than two terms that find nothing are an error. TF_MATCH_NO: go on. */
static TfMatch
count_void (TfSpfCheck *check, const TfDnsAnswer *answer)
{
    if (answer->status != TF_DNS_NXDOMAIN && answer->status != TF_DNS_NODATA)
        return TF_MATCH_NO;
    return ++check->voids > LIMIT_VOID ? TF_MATCH_PERMERROR : TF_MATCH_NO;
}

static gboolean
has_address (const TfSpfCheck *check, const TfDnsAnswer *answer, guint prefix)
{
    for (guint i = 0; i < answer->addresses->len; i++) {
        TfIp network;

        if (tf_ip_from_bytes (g_ptr_array_index (answer->addresses, i), &network) &&
            tf_ip_in_network (&check->sender->address, &network, prefix))
            return TRUE;
    }
    return FALSE;
}

/* ---- %{p} and ptr ------------------------------------------------------------------------ */

/* §5.5: NAME is validated when it resolves to the client's address. */
static TfMatch
validate_name (TfSpfCheck *check, const char *name)
{
    const TfDnsAnswer *answer;

    if (!tf_spf_is_askable (name))
        return TF_MATCH_NO;
    answer = tf_spf_ask (check, address_type (check), name);
    if (answer == NULL)
        return TF_MATCH_PENDING;
    return has_address (check, answer, 8 * check->sender->address.length) ? TF_MATCH_YES
                                                                          : TF_MATCH_NO;
}

static gboolean
is_candidate (const char *name, const char *domain, gboolean below)
{
    g_autofree char *lower = NULL;

    if (domain == NULL)
        return TRUE;
    lower = g_ascii_strdown (domain, -1); /* names in answers are lower case */
    return below ? tf_domain_is_within (name, lower) : g_str_equal (name, lower);
}

/* The first validated name that is (or, with BELOW, is at or below) DOMAIN; any at all when
 * DOMAIN is NULL. Errors are "no match" (§5.5). */
static TfMatch
find_validated (TfSpfCheck *check, const char *domain, gboolean below,
                const char **ret_name)
{
    g_autofree char *reverse = tf_ip_to_reverse (&check->sender->address);
    const TfDnsAnswer *answer = tf_spf_ask (check, TF_DNS_PTR, reverse);
    TfMatch found = TF_MATCH_NO;

    if (answer == NULL)
        return TF_MATCH_PENDING;
    for (guint i = 0; i < MIN (answer->names->len, LIMIT_NAMES); i++) {
        const char *name = g_ptr_array_index (answer->names, i);
        TfMatch match;

        if (!is_candidate (name, domain, below))
            continue;
        match = validate_name (check, name);
        if (match == TF_MATCH_YES) {
            if (ret_name != NULL)
                *ret_name = name;
            return TF_MATCH_YES;
        }
        if (match == TF_MATCH_PENDING)
            found = TF_MATCH_PENDING;
    }
    return found;
}

/* §7.3: the domain itself if it is among them, else a subdomain, else any. */
static TfMatch
name_for_macro (TfSpfCheck *check, const char *domain, const char **ret_name)
{
    TfMatch match = find_validated (check, domain, FALSE, ret_name);

    if (match == TF_MATCH_NO)
        match = find_validated (check, domain, TRUE, ret_name);
    if (match == TF_MATCH_NO)
        match = find_validated (check, NULL, FALSE, ret_name);
    return match;
}

/* ---- terms ------------------------------------------------------------------------------- */

/* The term's target name; NULL while pending. */
static char *
target_name (TfSpfCheck *check, TfSpan spec, const char *domain)
{
    const char *name = NULL;

    if (spec.length == 0)
        return g_strdup (domain);
    if (tf_spf_macro_needs_name (spec) &&
        name_for_macro (check, domain, &name) == TF_MATCH_PENDING)
        return NULL;
    return tf_spf_macro_expand (spec, check->sender, domain, name);
}

static guint
prefix_of (const TfSpfCheck *check, const TfSpfTerm *term)
{
    return check->sender->address.length == 4 ? term->prefix4 : term->prefix6;
}

/* §5.3 */
static TfMatch
match_a (TfSpfCheck *check, const TfSpfTerm *term, const char *target)
{
    const TfDnsAnswer *answer = tf_spf_ask (check, address_type (check), target);

    if (answer == NULL)
        return TF_MATCH_PENDING;
    if (tf_dns_status_is_failure (answer->status))
        return tf_spf_lookup_failed (check, answer);
    if (has_address (check, answer, prefix_of (check, term)))
        return TF_MATCH_YES;
    return count_void (check, answer);
}

static TfMatch
match_exchange (TfSpfCheck *check, const TfSpfTerm *term, const char *host)
{
    const TfDnsAnswer *answer;

    if (!tf_spf_is_askable (host))
        return TF_MATCH_NO;
    answer = tf_spf_ask (check, address_type (check), host);
    if (answer == NULL)
        return TF_MATCH_PENDING;
    if (tf_dns_status_is_failure (answer->status))
        return tf_spf_lookup_failed (check, answer);
    return has_address (check, answer, prefix_of (check, term)) ? TF_MATCH_YES
                                                                : TF_MATCH_NO;
}

/* §5.4; more than ten hosts are an error (§4.6.4). */
static TfMatch
match_mx (TfSpfCheck *check, const TfSpfTerm *term, const char *target)
{
    const TfDnsAnswer *answer = tf_spf_ask (check, TF_DNS_MX, target);
    TfMatch found = TF_MATCH_NO;

    if (answer == NULL)
        return TF_MATCH_PENDING;
    if (tf_dns_status_is_failure (answer->status))
        return tf_spf_lookup_failed (check, answer);
    if (answer->exchanges->len > LIMIT_NAMES)
        return TF_MATCH_PERMERROR;
    for (guint i = 0; i < answer->exchanges->len; i++) {
        const TfDnsMx *exchange = g_ptr_array_index (answer->exchanges, i);
        TfMatch match = match_exchange (check, term, exchange->host);

        if (match == TF_MATCH_PENDING)
            found = TF_MATCH_PENDING;
        else if (match != TF_MATCH_NO && found == TF_MATCH_NO)
            return match;
    }
    return found == TF_MATCH_NO ? count_void (check, answer) : found;
}

/* §5.5 */
static TfMatch
match_ptr (TfSpfCheck *check, const char *target)
{
    TfMatch match = find_validated (check, target, TRUE, NULL);

    if (match == TF_MATCH_NO) {
        g_autofree char *reverse = tf_ip_to_reverse (&check->sender->address);

        return count_void (check, tf_spf_ask (check, TF_DNS_PTR, reverse));
    }
    return match;
}

/* §5.7: always A, whatever the client's family. Not asked in advance: the name may tell who
 * reads. */
static TfMatch
match_exists (TfSpfCheck *check, const char *target)
{
    const TfDnsAnswer *answer = check->pending
                                    ? tf_dns_peek (check->dns, TF_DNS_A, target)
                                    : tf_spf_ask (check, TF_DNS_A, target);

    if (answer == NULL)
        return TF_MATCH_PENDING;
    /* Any address at all counts as a match, even one that the network puts in place of "no". */
    if (tf_dns_status_is_failure (answer->status) || answer->doubtful)
        return tf_spf_lookup_failed (check, answer);
    return answer->addresses->len > 0 ? TF_MATCH_YES : count_void (check, answer);
}

TfMatch
tf_spf_term_target (TfSpfCheck *check, TfSpan spec, const char *domain, char **ret_target)
{
    if (++check->terms > TF_SPF_LIMIT_TERMS)
        return TF_MATCH_PERMERROR;
    *ret_target = target_name (check, spec, domain);
    return *ret_target == NULL ? TF_MATCH_PENDING : TF_MATCH_YES;
}

static TfMatch
match_name (TfSpfCheck *check, const TfSpfTerm *term, const char *domain)
{
    g_autofree char *target = NULL;
    TfMatch match = tf_spf_term_target (check, term->domain_spec, domain, &target);

    if (match != TF_MATCH_YES)
        return match;
    if (!tf_spf_is_askable (target)) /* §4.8: such a name has no records */
        return TF_MATCH_NO;
    switch (term->mechanism) {
    case TF_SPF_A:
        return match_a (check, term, target);
    case TF_SPF_MX:
        return match_mx (check, term, target);
    case TF_SPF_PTR:
        return match_ptr (check, target);
    case TF_SPF_EXISTS:
        return match_exists (check, target);
    case TF_SPF_INCLUDE:
    case TF_SPF_ALL:
    case TF_SPF_IP4:
    case TF_SPF_IP6:
        break;
    }
    return TF_MATCH_NO;
}

TfMatch
tf_spf_match_term (TfSpfCheck *check, const TfSpfTerm *term, const char *domain)
{
    const TfIp *address = &check->sender->address;

    switch (term->mechanism) {
    case TF_SPF_ALL:
        return TF_MATCH_YES;
    case TF_SPF_IP4:
    case TF_SPF_IP6: {
        guint prefix = term->mechanism == TF_SPF_IP4 ? term->prefix4 : term->prefix6;

        return tf_ip_in_network (address, &term->network, prefix) ? TF_MATCH_YES
                                                                  : TF_MATCH_NO;
    }
    case TF_SPF_INCLUDE:
    case TF_SPF_A:
    case TF_SPF_MX:
    case TF_SPF_PTR:
    case TF_SPF_EXISTS:
        break;
    }
    return match_name (check, term, domain);
}
