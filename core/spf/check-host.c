/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors
 *
 * RFC 7208 §4: check_host(). Plain recursion: a missing answer unwinds to the top as "pending",
 * having noted every question on the way. Its depth is bounded by the ten terms of §4.6.4. */
#include "spf/spf.h"

#include <string.h>

#define LIMIT_TERMS 10 /* §4.6.4 */
#define LIMIT_VOID 2
#define LIMIT_NAMES 10 /* hosts of an mx, names of a ptr */
#define LIMIT_LOCAL 255

/** Check: one evaluation with all its nested ones. */
typedef struct {
    const TfSpfSender *sender;
    TfDns *dns;
    guint terms; /* of those that ask the DNS */
    guint voids;
    gboolean pending;
    TfReason reason; /* of a temperror */
} Check;

typedef enum { MATCH_NO, MATCH_YES, MATCH_PENDING, MATCH_TEMPERROR, MATCH_PERMERROR } Match;

static TfResult check_domain (Check *check, const char *domain);

/* ---- asking ------------------------------------------------------------------------------ */

/* §4.3: what cannot be a domain name asks nothing. Underscores are fine here. */
static gboolean
is_askable (const char *name)
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
static const TfDnsAnswer *
ask (Check *check, TfDnsType type, const char *name)
{
    const TfDnsAnswer *answer = tf_dns_ask (check->dns, type, name);

    if (answer == NULL)
        check->pending = TRUE;
    return answer;
}

static Match
failed (Check *check, const TfDnsAnswer *answer)
{
    check->reason = answer->status == TF_DNS_NOTASKED ? TF_REASON_OFFLINE
                    : answer->status == TF_DNS_LIMIT  ? TF_REASON_LIMIT
                                                      : TF_REASON_DNS;
    return MATCH_TEMPERROR;
}

static TfDnsType
address_type (const Check *check)
{
    return check->sender->address.length == 4 ? TF_DNS_A : TF_DNS_AAAA;
}

/* §4.6.4: more than two terms that find nothing are an error. MATCH_NO: go on. */
static Match
count_void (Check *check, const TfDnsAnswer *answer)
{
    if (answer->status != TF_DNS_NXDOMAIN && answer->status != TF_DNS_NODATA)
        return MATCH_NO;
    return ++check->voids > LIMIT_VOID ? MATCH_PERMERROR : MATCH_NO;
}

static gboolean
has_address (const Check *check, const TfDnsAnswer *answer, guint prefix)
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

/* §5.5: NAME is validated when it leads back to the client's address. */
static Match
validate_name (Check *check, const char *name)
{
    const TfDnsAnswer *answer;

    if (!is_askable (name))
        return MATCH_NO;
    answer = ask (check, address_type (check), name);
    if (answer == NULL)
        return MATCH_PENDING;
    return has_address (check, answer, 8 * check->sender->address.length) ? MATCH_YES : MATCH_NO;
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
static Match
find_validated (Check *check, const char *domain, gboolean below, const char **ret_name)
{
    g_autofree char *reverse = tf_ip_to_reverse (&check->sender->address);
    const TfDnsAnswer *answer = ask (check, TF_DNS_PTR, reverse);
    Match found = MATCH_NO;

    if (answer == NULL)
        return MATCH_PENDING;
    for (guint i = 0; i < MIN (answer->names->len, LIMIT_NAMES); i++) {
        const char *name = g_ptr_array_index (answer->names, i);
        Match match;

        if (!is_candidate (name, domain, below))
            continue;
        match = validate_name (check, name);
        if (match == MATCH_YES) {
            if (ret_name != NULL)
                *ret_name = name;
            return MATCH_YES;
        }
        if (match == MATCH_PENDING)
            found = MATCH_PENDING;
    }
    return found;
}

/* §7.3: the domain itself if it is among them, else a subdomain, else any. */
static Match
name_for_macro (Check *check, const char *domain, const char **ret_name)
{
    Match match = find_validated (check, domain, FALSE, ret_name);

    if (match == MATCH_NO)
        match = find_validated (check, domain, TRUE, ret_name);
    if (match == MATCH_NO)
        match = find_validated (check, NULL, FALSE, ret_name);
    return match;
}

/* ---- terms ------------------------------------------------------------------------------- */

/* The term's target name; NULL while pending. */
static char *
target_name (Check *check, TfSpan spec, const char *domain)
{
    const char *name = NULL;

    if (spec.length == 0)
        return g_strdup (domain);
    if (tf_spf_macro_needs_name (spec) && name_for_macro (check, domain, &name) == MATCH_PENDING)
        return NULL;
    return tf_spf_macro_expand (spec, check->sender, domain, name);
}

static guint
prefix_of (const Check *check, const TfSpfTerm *term)
{
    return check->sender->address.length == 4 ? term->prefix4 : term->prefix6;
}

/* §5.3 */
static Match
match_a (Check *check, const TfSpfTerm *term, const char *target)
{
    const TfDnsAnswer *answer = ask (check, address_type (check), target);

    if (answer == NULL)
        return MATCH_PENDING;
    if (tf_dns_status_is_failure (answer->status))
        return failed (check, answer);
    if (has_address (check, answer, prefix_of (check, term)))
        return MATCH_YES;
    return count_void (check, answer);
}

static Match
match_exchange (Check *check, const TfSpfTerm *term, const char *host)
{
    const TfDnsAnswer *answer;

    if (!is_askable (host))
        return MATCH_NO;
    answer = ask (check, address_type (check), host);
    if (answer == NULL)
        return MATCH_PENDING;
    if (tf_dns_status_is_failure (answer->status))
        return failed (check, answer);
    return has_address (check, answer, prefix_of (check, term)) ? MATCH_YES : MATCH_NO;
}

/* §5.4; more than ten hosts are an error (§4.6.4). */
static Match
match_mx (Check *check, const TfSpfTerm *term, const char *target)
{
    const TfDnsAnswer *answer = ask (check, TF_DNS_MX, target);
    Match found = MATCH_NO;

    if (answer == NULL)
        return MATCH_PENDING;
    if (tf_dns_status_is_failure (answer->status))
        return failed (check, answer);
    if (answer->exchanges->len > LIMIT_NAMES)
        return MATCH_PERMERROR;
    for (guint i = 0; i < answer->exchanges->len; i++) {
        const TfDnsMx *exchange = g_ptr_array_index (answer->exchanges, i);
        Match match = match_exchange (check, term, exchange->host);

        if (match == MATCH_PENDING)
            found = MATCH_PENDING;
        else if (match != MATCH_NO && found == MATCH_NO)
            return match;
    }
    return found == MATCH_NO ? count_void (check, answer) : found;
}

/* §5.5 */
static Match
match_ptr (Check *check, const char *target)
{
    Match match = find_validated (check, target, TRUE, NULL);

    if (match == MATCH_NO) {
        g_autofree char *reverse = tf_ip_to_reverse (&check->sender->address);

        return count_void (check, ask (check, TF_DNS_PTR, reverse));
    }
    return match;
}

/* §5.7: always A, whatever the client's family. Not asked ahead: the name may tell who reads. */
static Match
match_exists (Check *check, const char *target)
{
    const TfDnsAnswer *answer = check->pending ? tf_dns_peek (check->dns, TF_DNS_A, target)
                                               : ask (check, TF_DNS_A, target);

    if (answer == NULL)
        return MATCH_PENDING;
    if (tf_dns_status_is_failure (answer->status))
        return failed (check, answer);
    return answer->addresses->len > 0 ? MATCH_YES : count_void (check, answer);
}

/* §5.2 */
static Match
match_include (Check *check, const char *target)
{
    gboolean before = check->pending;
    TfResult result;

    check->pending = FALSE;
    result = check_domain (check, target);
    if (check->pending)
        return MATCH_PENDING;
    check->pending = before;
    switch (result) {
    case TF_RESULT_PASS:
        return MATCH_YES;
    case TF_RESULT_FAIL:
    case TF_RESULT_SOFTFAIL:
    case TF_RESULT_NEUTRAL:
        return MATCH_NO;
    case TF_RESULT_TEMPERROR:
        return MATCH_TEMPERROR;
    case TF_RESULT_NONE:
    case TF_RESULT_PERMERROR:
    case TF_RESULT_POLICY:
        break;
    }
    return MATCH_PERMERROR;
}

static Match
match_name (Check *check, const TfSpfTerm *term, const char *domain)
{
    g_autofree char *target = NULL;

    if (++check->terms > LIMIT_TERMS)
        return MATCH_PERMERROR;
    target = target_name (check, term->domain_spec, domain);
    if (target == NULL)
        return MATCH_PENDING;
    if (!is_askable (target)) /* §4.8: such a name has no records */
        return term->mechanism == TF_SPF_INCLUDE ? MATCH_PERMERROR : MATCH_NO;
    switch (term->mechanism) {
    case TF_SPF_INCLUDE:
        return match_include (check, target);
    case TF_SPF_A:
        return match_a (check, term, target);
    case TF_SPF_MX:
        return match_mx (check, term, target);
    case TF_SPF_PTR:
        return match_ptr (check, target);
    case TF_SPF_EXISTS:
        return match_exists (check, target);
    case TF_SPF_ALL:
    case TF_SPF_IP4:
    case TF_SPF_IP6:
        break;
    }
    return MATCH_NO;
}

static Match
match_term (Check *check, const TfSpfTerm *term, const char *domain)
{
    const TfIp *address = &check->sender->address;

    switch (term->mechanism) {
    case TF_SPF_ALL:
        return MATCH_YES;
    case TF_SPF_IP4:
    case TF_SPF_IP6: {
        guint prefix = term->mechanism == TF_SPF_IP4 ? term->prefix4 : term->prefix6;

        return tf_ip_in_network (address, &term->network, prefix) ? MATCH_YES : MATCH_NO;
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

/* ---- records ----------------------------------------------------------------------------- */

/* §6.1 */
static TfResult
follow_redirect (Check *check, const TfSpfRecord *record, const char *domain)
{
    g_autofree char *target = NULL;
    TfResult result;

    if (++check->terms > LIMIT_TERMS)
        return TF_RESULT_PERMERROR;
    target = target_name (check, record->redirect, domain);
    if (target == NULL)
        return TF_RESULT_NONE;
    if (!is_askable (target))
        return TF_RESULT_PERMERROR;
    result = check_domain (check, target);
    return result == TF_RESULT_NONE ? TF_RESULT_PERMERROR : result;
}

/* Once something is pending the rest is only looked at for its questions: the result does not
 * count, and the term limit ends it. */
static TfResult
evaluate_record (Check *check, const TfSpfRecord *record, const char *domain)
{
    for (guint i = 0; i < record->terms->len; i++) {
        const TfSpfTerm *term = &g_array_index (record->terms, TfSpfTerm, i);
        Match match = match_term (check, term, domain);

        if (match == MATCH_PENDING)
            check->pending = TRUE;
        else if (match == MATCH_TEMPERROR)
            return TF_RESULT_TEMPERROR;
        else if (match == MATCH_PERMERROR)
            return TF_RESULT_PERMERROR;
        else if (match == MATCH_YES)
            return term->qualifier;
    }
    if (record->has_redirect)
        return follow_redirect (check, record, domain);
    return TF_RESULT_NEUTRAL; /* §4.7 */
}

static TfSpan
text_of (GBytes *text)
{
    gsize length;
    const char *data = g_bytes_get_data (text, &length);

    return tf_span (data, length);
}

/* §4.5: exactly one record. */
static guint
select_record (const TfDnsAnswer *answer, TfSpan *ret_text)
{
    guint count = 0;

    for (guint i = 0; i < answer->texts->len; i++) {
        TfSpan text = text_of (g_ptr_array_index (answer->texts, i));

        if (!tf_spf_is_record (text))
            continue;
        *ret_text = text;
        count++;
    }
    return count;
}

static TfResult
check_domain (Check *check, const char *domain)
{
    g_autoptr (TfSpfRecord) record = NULL;
    const TfDnsAnswer *answer = ask (check, TF_DNS_TXT, domain);
    TfSpan text = TF_SPAN_EMPTY;
    guint count;

    if (answer == NULL)
        return TF_RESULT_NONE;
    if (tf_dns_status_is_failure (answer->status)) { /* §4.4 */
        failed (check, answer);
        return TF_RESULT_TEMPERROR;
    }
    count = select_record (answer, &text);
    if (count != 1)
        return count == 0 ? TF_RESULT_NONE : TF_RESULT_PERMERROR;
    if (text.length > TF_LIMIT_RECORD_BYTES)
        return TF_RESULT_PERMERROR;
    record = tf_spf_record_parse (text);
    return record == NULL ? TF_RESULT_PERMERROR : evaluate_record (check, record, domain);
}

TfSpfResult
tf_spf_check_host (const TfSpfSender *sender, TfDns *dns)
{
    Check check = { .sender = sender, .dns = dns };
    TfSpfResult none = { TF_RESULT_NONE, TF_REASON_BAD_DOMAIN, FALSE };
    TfResult result;

    if (sender->address.length == 0)
        return (TfSpfResult){ TF_RESULT_NONE, TF_REASON_NOT_EVALUATED, FALSE };
    /* §4.3 */
    if (!is_askable (sender->domain) || tf_domain_count_labels (sender->domain) < 2 ||
        strlen (sender->local) > LIMIT_LOCAL)
        return none;
    result = check_domain (&check, sender->domain);
    if (check.pending)
        return (TfSpfResult){ TF_RESULT_NONE, TF_REASON_PENDING, TRUE };
    return (TfSpfResult){ result, result == TF_RESULT_TEMPERROR ? check.reason : TF_REASON_NONE,
                          FALSE };
}
