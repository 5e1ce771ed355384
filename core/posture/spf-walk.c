/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* spf-walk: all branches of an SPF record, also past the limits of RFC 7208 §4.6.4: what they cost and
 * whom they let in. Whether a certain message passes is not decided here: that is check_host().
 * Left out: where macros lead, which depends on the message. */
#include "posture/posture-private.h"

#include "spf/spf.h"

#define LIMIT_LOOKUPS 10 /* §4.6.4 */
#define LIMIT_HOSTS   10
#define LIMIT_WALKED  40 /* terms; nobody fixes a record with more one by one */
#define LIMIT_DEPTH   12
#define WIDE_PREFIX   16

/** Walk: the whole of it. */
typedef struct {
    TfPostureReading *reading;
    const char *path[LIMIT_DEPTH]; /* the names whose records are being read */
    guint depth;
} Walk;

/** Branch: one record. */
typedef struct {
    const char *name;
    gboolean own;    /* the domain's, or what it redirects to */
    gboolean passes; /* whom it lets in, the domain lets in */
} Branch;

static void walk_record (Walk *walk, const Branch *branch, TfSpan text);
static void walk_name (Walk *walk, const Branch *branch, const char *tag);

static TfPosture *
posture_of (Walk *walk)
{
    return walk->reading->posture;
}

/* NULL: not known, which has been said. */
static const TfDnsAnswer *
ask (Walk *walk, TfDnsType type, const char *name)
{
    const TfDnsAnswer *answer = tf_posture_ask (walk->reading, type, NULL, name);

    if (answer == NULL || !tf_dns_status_is_failure (answer->status))
        return answer;
    posture_of (walk)->spf_at_least = TRUE;
    if (answer->status != TF_DNS_LIMIT) /* then nobody was asked */
        tf_posture_add (walk->reading, TF_POSTURE_S10, name);
    return NULL;
}

static void
count_void (Walk *walk, guint n_records)
{
    if (n_records == 0)
        posture_of (walk)->spf_voids++;
}

static void
count_addresses (Walk *walk, guint64 hosts, guint prefix)
{
    guint64 *sum = &posture_of (walk)->spf_addresses;

    *sum += hosts << (32 - MIN (prefix, 32));
}

/* ---- terms ------------------------------------------------------------------------- */

/* Owned; NULL: it depends on the message, which is said. */
static char *
target_of (Walk *walk, const Branch *branch, TfSpan spec)
{
    g_autofree char *target = NULL;

    if (spec.length == 0)
        return g_strdup (branch->name);
    if (tf_span_has (spec, '%')) {
        TfPostureFinding *finding =
            tf_posture_add (walk->reading, TF_POSTURE_S15, branch->name);

        tf_posture_finding_set_value (finding, spec);
        posture_of (walk)->spf_at_least = TRUE;
        return NULL;
    }
    target = tf_span_dup (spec);
    return tf_dns_name_normalize (target);
}

static void
count_hosts (Walk *walk, const Branch *branch, const TfSpfTerm *term, const char *host,
             gboolean counts_void)
{
    const TfDnsAnswer *answer = ask (walk, TF_DNS_A, host);

    if (answer == NULL)
        return;
    if (counts_void)
        count_void (walk, answer->addresses->len);
    if (branch->passes && term->qualifier == TF_RESULT_PASS)
        count_addresses (walk, answer->addresses->len, term->prefix4);
}

static void
walk_mx (Walk *walk, const Branch *branch, const TfSpfTerm *term, const char *target)
{
    const TfDnsAnswer *answer = ask (walk, TF_DNS_MX, target);
    guint n_hosts;

    if (answer == NULL)
        return;
    n_hosts = answer->exchanges->len;
    count_void (walk, n_hosts);
    if (n_hosts > LIMIT_HOSTS)
        tf_posture_add (walk->reading, TF_POSTURE_S12, target)->number = n_hosts;
    for (guint i = 0; i < MIN (n_hosts, LIMIT_HOSTS); i++) {
        const TfDnsMx *exchange = g_ptr_array_index (answer->exchanges, i);

        count_hosts (walk, branch, term, exchange->host, FALSE);
    }
}

static void
say_open (Walk *walk, const Branch *branch, const char *term)
{
    TfPostureFinding *finding =
        tf_posture_add (walk->reading, TF_POSTURE_S6, branch->name);

    tf_posture_finding_set_value (finding, tf_span_of (term));
}

/* §5.7: without a macro it matches everybody, or nobody. */
static void
walk_exists (Walk *walk, const Branch *branch, const TfSpfTerm *term, const char *target)
{
    const TfDnsAnswer *answer = ask (walk, TF_DNS_A, target);
    g_autofree char *shown = g_strconcat ("exists:", target, NULL);

    if (answer == NULL)
        return;
    count_void (walk, answer->addresses->len);
    if (answer->addresses->len > 0 && branch->passes && term->qualifier == TF_RESULT_PASS)
        say_open (walk, branch, shown);
}

static void
walk_include (Walk *walk, const Branch *branch, const TfSpfTerm *term, const char *target)
{
    const Branch included = {
        .name = target, .passes = branch->passes && term->qualifier == TF_RESULT_PASS};

    walk_name (walk, &included, "include");
}

static void
walk_target (Walk *walk, const Branch *branch, const TfSpfTerm *term, const char *target)
{
    switch (term->mechanism) {
    case TF_SPF_A:
        count_hosts (walk, branch, term, target, TRUE);
        return;
    case TF_SPF_MX:
        walk_mx (walk, branch, term, target);
        return;
    case TF_SPF_EXISTS:
        walk_exists (walk, branch, term, target);
        return;
    case TF_SPF_INCLUDE:
        walk_include (walk, branch, term, target);
        return;
    case TF_SPF_PTR:
    case TF_SPF_ALL:
    case TF_SPF_IP4:
    case TF_SPF_IP6:
        return;
    }
}

/* A term that asks the DNS. */
static void
walk_asking (Walk *walk, const Branch *branch, const TfSpfTerm *term)
{
    g_autofree char *target = NULL;

    if (++posture_of (walk)->spf_lookups > LIMIT_WALKED) {
        posture_of (walk)->spf_at_least = TRUE;
        return;
    }
    if (term->mechanism == TF_SPF_PTR)
        tf_posture_add (walk->reading, TF_POSTURE_S11, branch->name);
    target = target_of (walk, branch, term->domain_spec);
    if (target != NULL)
        walk_target (walk, branch, term, target);
}

static void
walk_network (Walk *walk, const Branch *branch, const TfSpfTerm *term)
{
    gboolean is_ip4 = term->mechanism == TF_SPF_IP4;
    guint prefix = is_ip4 ? term->prefix4 : term->prefix6;

    if (!branch->passes || term->qualifier != TF_RESULT_PASS)
        return;
    if (is_ip4)
        count_addresses (walk, 1, prefix);
    if (branch->own && prefix < WIDE_PREFIX) {
        g_autofree char *range =
            g_strdup_printf ("%s/%u", is_ip4 ? "ip4" : "ip6", prefix);
        TfPostureFinding *finding =
            tf_posture_add (walk->reading, TF_POSTURE_S8, branch->name);

        tf_posture_finding_set_value (finding, tf_span_of (range));
    }
}

static void
walk_all (Walk *walk, const Branch *branch, const TfSpfTerm *term)
{
    if (branch->passes && term->qualifier == TF_RESULT_PASS)
        say_open (walk, branch, "+all");
    else if (branch->own && term->qualifier == TF_RESULT_NEUTRAL)
        tf_posture_finding_set_value (
            tf_posture_add (walk->reading, TF_POSTURE_S7, branch->name),
            tf_span_of ("?all"));
}

static void
walk_term (Walk *walk, const Branch *branch, const TfSpfTerm *term)
{
    switch (term->mechanism) {
    case TF_SPF_ALL:
        walk_all (walk, branch, term);
        return;
    case TF_SPF_IP4:
    case TF_SPF_IP6:
        walk_network (walk, branch, term);
        return;
    case TF_SPF_A:
    case TF_SPF_MX:
    case TF_SPF_PTR:
    case TF_SPF_EXISTS:
    case TF_SPF_INCLUDE:
        walk_asking (walk, branch, term);
        return;
    }
}

/* ---- records ----------------------------------------------------------------------- */

/* FALSE: there is none. What stands behind it is ignored (§5.1, §6.1). */
static gboolean
find_all (const TfSpfRecord *record, guint *ret_index)
{
    for (guint i = 0; i < record->terms->len; i++)
        if (g_array_index (record->terms, TfSpfTerm, i).mechanism == TF_SPF_ALL) {
            *ret_index = i;
            return TRUE;
        }
    return FALSE;
}

static void
walk_redirect (Walk *walk, const Branch *branch, TfSpan spec)
{
    g_autofree char *target = NULL;
    Branch redirected = *branch;

    posture_of (walk)->spf_lookups++;
    target = target_of (walk, branch, spec);
    redirected.name = target;
    if (target != NULL)
        walk_name (walk, &redirected, "redirect");
}

static void
walk_terms (Walk *walk, const Branch *branch, const TfSpfRecord *record)
{
    guint end = record->terms->len;
    gboolean has_all = find_all (record, &end);

    for (guint i = 0; i < MIN (end + 1, record->terms->len); i++)
        walk_term (walk, branch, &g_array_index (record->terms, TfSpfTerm, i));
    if (has_all && branch->own && (end + 1 < record->terms->len || record->has_redirect))
        tf_posture_add (walk->reading, TF_POSTURE_S14, branch->name);
    if (!has_all && record->has_redirect)
        walk_redirect (walk, branch, record->redirect);
    else if (!has_all && branch->own)
        tf_posture_add (walk->reading, TF_POSTURE_S7, branch->name);
}

static void
walk_record (Walk *walk, const Branch *branch, TfSpan text)
{
    g_autoptr (TfSpfRecord) record =
        text.length <= TF_LIMIT_RECORD_BYTES ? tf_spf_record_parse (text) : NULL;
    TfPostureFinding *finding;

    if (record != NULL) {
        walk->path[walk->depth++] = branch->name;
        walk_terms (walk, branch, record);
        walk->depth--;
        return;
    }
    finding = tf_posture_add (walk->reading, TF_POSTURE_S3, branch->name);
    finding->value = tf_posture_spf_fault (text);
}

static gboolean
is_loop (const Walk *walk, const char *name)
{
    for (guint i = 0; i < walk->depth; i++)
        if (g_str_equal (walk->path[i], name))
            return TRUE;
    return FALSE;
}

static gboolean
is_past_limits (Walk *walk, const char *name)
{
    if (walk->depth < LIMIT_DEPTH && posture_of (walk)->spf_lookups <= LIMIT_WALKED &&
        !is_loop (walk, name))
        return FALSE;
    /* A circle never ends, for a receiver either. */
    posture_of (walk)->spf_lookups =
        MAX (posture_of (walk)->spf_lookups, LIMIT_LOOKUPS + 1);
    posture_of (walk)->spf_at_least = TRUE;
    return TRUE;
}

static guint
find_records (const TfDnsAnswer *answer, TfSpan *ret_text)
{
    guint count = 0;

    for (guint i = 0; i < answer->texts->len; i++) {
        TfSpan text = tf_posture_text (answer, i);

        if (!tf_spf_is_record (text))
            continue;
        *ret_text = text;
        count++;
    }
    return count;
}

/* §4.5, §5.2: another number than one is an error of the whole. */
static void
walk_answer (Walk *walk, const Branch *branch, const char *tag, const TfDnsAnswer *answer)
{
    TfSpan text = TF_SPAN_EMPTY;
    guint n_records = find_records (answer, &text);

    if (n_records == 1) {
        tf_posture_note_record (walk->reading, branch->name, "TXT", text);
        walk_record (walk, branch, text);
    } else if (n_records > 1) {
        tf_posture_add (walk->reading, TF_POSTURE_S2, branch->name);
    } else {
        tf_posture_finding_set_tag (
            tf_posture_add (walk->reading, TF_POSTURE_S9, branch->name),
            tf_span_of (tag));
    }
}

/* The term that leads to NAME has been counted. */
static void
walk_name (Walk *walk, const Branch *branch, const char *tag)
{
    guint before = posture_of (walk)->spf_lookups - 1;
    TfPostureInclude *include;
    const TfDnsAnswer *answer;

    if (is_past_limits (walk, branch->name))
        return;
    answer = ask (walk, TF_DNS_TXT, branch->name);
    if (answer == NULL)
        return;
    include = g_new0 (TfPostureInclude, 1);
    include->name = g_strdup (branch->name);
    include->depth = walk->depth;
    g_ptr_array_add (posture_of (walk)->includes, include);
    walk_answer (walk, branch, tag, answer);
    include->lookups = posture_of (walk)->spf_lookups - before;
}

void
tf_posture_walk_spf (TfPostureReading *reading, TfSpan text)
{
    Walk walk = {.reading = reading};
    const Branch whole = {reading->domain, TRUE, TRUE};

    walk_record (&walk, &whole, text);
}
