/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* RFC 7208 §4: check_host(). Plain recursion: a missing answer unwinds to the top as "pending",
 * having noted every question on the way. Its depth is bounded by the ten terms of §4.6.4. */
#include "spf/spf-private.h"

#include <string.h>

#define LIMIT_LOCAL 255

/* ---- records ----------------------------------------------------------------------------- */

static TfResult check_domain (TfSpfCheck *check, const char *domain);

/* §5.2 */
static TfMatch
match_of_included (TfResult result)
{
    switch (result) {
    case TF_RESULT_PASS:
        return TF_MATCH_YES;
    case TF_RESULT_FAIL:
    case TF_RESULT_SOFTFAIL:
    case TF_RESULT_NEUTRAL:
        return TF_MATCH_NO;
    case TF_RESULT_TEMPERROR:
        return TF_MATCH_TEMPERROR;
    case TF_RESULT_NONE:
    case TF_RESULT_PERMERROR:
    case TF_RESULT_POLICY:
        break;
    }
    return TF_MATCH_PERMERROR;
}

static TfMatch
match_include (TfSpfCheck *check, const TfSpfTerm *term, const char *domain)
{
    g_autofree char *target = NULL;
    TfMatch match = tf_spf_term_target (check, term->domain_spec, domain, &target);
    gboolean before = check->pending;
    TfResult result;

    if (match != TF_MATCH_YES)
        return match;
    if (!tf_spf_is_askable (target))
        return TF_MATCH_PERMERROR;
    check->pending = FALSE;
    result = check_domain (check, target);
    if (check->pending)
        return TF_MATCH_PENDING;
    check->pending = before;
    return match_of_included (result);
}

/* §6.1 */
static TfResult
follow_redirect (TfSpfCheck *check, const TfSpfRecord *record, const char *domain)
{
    g_autofree char *target = NULL;
    TfMatch match = tf_spf_term_target (check, record->redirect, domain, &target);
    TfResult result;

    if (match == TF_MATCH_PENDING)
        return TF_RESULT_NONE;
    if (match != TF_MATCH_YES || !tf_spf_is_askable (target))
        return TF_RESULT_PERMERROR;
    result = check_domain (check, target);
    return result == TF_RESULT_NONE ? TF_RESULT_PERMERROR : result;
}

static TfMatch
match_term (TfSpfCheck *check, const TfSpfTerm *term, const char *domain)
{
    return term->mechanism == TF_SPF_INCLUDE ? match_include (check, term, domain)
                                             : tf_spf_match_term (check, term, domain);
}

/* Once something is pending, the rest is evaluated only to collect its questions: the result does
 * not count, and the term limit ends it. */
static TfResult
evaluate_record (TfSpfCheck *check, const TfSpfRecord *record, const char *domain)
{
    for (guint i = 0; i < record->terms->len; i++) {
        const TfSpfTerm *term = &g_array_index (record->terms, TfSpfTerm, i);
        TfMatch match = match_term (check, term, domain);

        if (match == TF_MATCH_PENDING)
            check->pending = TRUE;
        else if (match == TF_MATCH_TEMPERROR)
            return TF_RESULT_TEMPERROR;
        else if (match == TF_MATCH_PERMERROR)
            return TF_RESULT_PERMERROR;
        else if (match == TF_MATCH_YES)
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
check_domain (TfSpfCheck *check, const char *domain)
{
    g_autoptr (TfSpfRecord) record = NULL;
    const TfDnsAnswer *answer = tf_spf_ask (check, TF_DNS_TXT, domain);
    TfSpan text = TF_SPAN_EMPTY;
    guint count;

    if (answer == NULL)
        return TF_RESULT_NONE;
    if (tf_dns_status_is_failure (answer->status)) { /* §4.4 */
        tf_spf_lookup_failed (check, answer);
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
    TfSpfCheck check = {.sender = sender, .dns = dns};
    TfSpfResult none = {TF_RESULT_NONE, TF_REASON_BAD_DOMAIN, FALSE};
    TfResult result;

    if (sender->address.length == 0)
        return (TfSpfResult){TF_RESULT_NONE, TF_REASON_NOT_EVALUATED, FALSE};
    /* §4.3 */
    if (!tf_spf_is_askable (sender->domain) ||
        tf_domain_count_labels (sender->domain) < 2 ||
        strlen (sender->local) > LIMIT_LOCAL)
        return none;
    result = check_domain (&check, sender->domain);
    if (check.pending)
        return (TfSpfResult){TF_RESULT_NONE, TF_REASON_PENDING, TRUE};
    return (TfSpfResult){
        result, result == TF_RESULT_TEMPERROR ? check.reason : TF_REASON_NONE, FALSE};
}
