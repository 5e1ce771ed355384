/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* tree-walk: the DNS tree walk of RFC 9989 §4.10 and the organizational domain of
 * §4.10.2.
 *
 * The RFC asks for one name after the other. Here all names up to the registrable domain
 * (suffix list) are asked for at once, and those above it, the public suffixes, only when a
 * record there could still change something: when nothing below stopped the walk and the
 * registrable domain has no record.
 *
 * Where we depart from the RFC (its §11.8 warns of it): a record at a public suffix
 * counts as psd=y, whatever it says. So the organizational domain is never a public
 * suffix, and a registry's mistake neither aligns two of its customers nor overrides the
 * policy that a customer published. */
#include "dmarc/dmarc.h"

#include <string.h>

#define MAX_NAME (253 - 7) /* RFC 1035 §2.3.4, less "_dmarc." */

/** Names: those to ask for, longest first; the first n_own are not above the registrable
 * domain. */
typedef struct {
    const char *name[TF_LIMIT_WALK];
    guint n;
    guint n_own;
} Names;

/* §4.10 steps 3 to 7: the domain itself, then the last seven labels or one label fewer, down to a
 * single one. */
static void
list_names (const char *domain, const char *registrable, Names *names)
{
    guint n_labels = tf_domain_count_labels (domain);
    guint n_registrable = tf_domain_count_labels (registrable);
    guint rest = MIN (n_labels, TF_LIMIT_WALK) - 1;

    names->name[0] = domain;
    names->n = names->n_own = 1;
    for (; rest > 0; rest--) {
        names->name[names->n++] = tf_domain_last_labels (domain, rest);
        if (rest >= n_registrable)
            names->n_own = names->n;
    }
}

TfReason
tf_dmarc_failure_reason (TfDnsStatus status)
{
    if (status == TF_DNS_NOTASKED)
        return TF_REASON_OFFLINE;
    return status == TF_DNS_LIMIT ? TF_REASON_LIMIT : TF_REASON_DNS;
}

/* NULL: not known yet; the question has been noted. */
static const TfDnsAnswer *
ask_name (TfDns *dns, const char *name)
{
    g_autofree char *question = g_strconcat ("_dmarc.", name, NULL);

    return tf_dns_ask (dns, TF_DNS_TXT, question);
}

/* §4.10 steps 2 and 6: more than one record at a name counts as none. */
static gboolean
find_record (const TfDnsAnswer *answer, TfDmarcRecord *ret_record)
{
    guint n_records = 0;

    for (guint i = 0; i < answer->texts->len; i++) {
        gsize length;
        const char *text =
            g_bytes_get_data (g_ptr_array_index (answer->texts, i), &length);

        if (tf_dmarc_record_parse (tf_span (text, length), ret_record))
            n_records++;
    }
    return n_records == 1;
}

/* One name of the walk. TF_LOOKUP_DONE: *ret_stop says whether the walk ends here. */
static TfLookup
visit (const Names *names, guint at, guint end, TfDns *dns, TfDmarcWalk *walk,
       gboolean *ret_stop)
{
    TfDmarcFound *found = &walk->found[walk->n_found];
    const TfDnsAnswer *answer;

    *ret_stop = FALSE;
    if (strlen (names->name[at]) > MAX_NAME)
        return TF_LOOKUP_DONE; /* with "_dmarc" before it, a name that cannot exist */
    answer = ask_name (dns, names->name[at]);
    if (answer == NULL) {
        for (guint i = at + 1; i < end; i++) /* note the rest of this round */
            ask_name (dns, names->name[i]);
        return TF_LOOKUP_PENDING;
    }
    if (tf_dns_status_is_failure (answer->status)) {
        if (walk->reason == TF_REASON_NONE)
            walk->reason = tf_dmarc_failure_reason (answer->status);
        return TF_LOOKUP_FAILED;
    }
    if (!find_record (answer, &found->record))
        return TF_LOOKUP_DONE;
    found->name = names->name[at];
    walk->n_found++;
    *ret_stop = found->record.psd != TF_PSD_UNKNOWN || at >= names->n_own;
    return TF_LOOKUP_DONE;
}

/* A name that cannot be looked up fails the walk; the records of the others are read all the
 * same. */
static TfLookup
visit_range (const Names *names, guint from, guint end, TfDns *dns, TfDmarcWalk *walk,
             gboolean *ret_stop)
{
    TfLookup all = TF_LOOKUP_DONE;

    *ret_stop = FALSE;
    walk->n_questions = end;
    for (guint i = from; i < end && !*ret_stop; i++) {
        TfLookup lookup = visit (names, i, end, dns, walk, ret_stop);

        if (lookup == TF_LOOKUP_PENDING)
            return lookup;
        if (lookup == TF_LOOKUP_FAILED)
            all = lookup;
    }
    return all;
}

static gboolean
has_record_at (const TfDmarcWalk *walk, const char *name)
{
    return walk->n_found > 0 && g_str_equal (walk->found[walk->n_found - 1].name, name);
}

TfLookup
tf_dmarc_walk (const char *domain, TfDns *dns, const TfSuffixList *suffixes,
               TfDmarcWalk *ret_walk)
{
    Names names;
    gboolean stop;
    TfLookup lookup;

    *ret_walk = (TfDmarcWalk){.reason = TF_REASON_NONE};
    ret_walk->registrable = tf_suffix_list_registrable (suffixes, domain);
    if (ret_walk->registrable == NULL) /* a public suffix that sends mail */
        ret_walk->registrable = domain;
    list_names (domain, ret_walk->registrable, &names);
    lookup = visit_range (&names, 0, names.n_own, dns, ret_walk, &stop);
    if (lookup != TF_LOOKUP_DONE || stop ||
        has_record_at (ret_walk, ret_walk->registrable))
        return lookup;
    return visit_range (&names, names.n_own, names.n, dns, ret_walk, &stop);
}

gboolean
tf_dmarc_found_is_suffix (const TfDmarcWalk *walk, const TfDmarcFound *found)
{
    return strlen (found->name) < strlen (walk->registrable);
}

/* §4.10.2 */
const char *
tf_dmarc_organizational_domain (const TfDmarcWalk *walk, const char *domain)
{
    for (guint i = 0; i < walk->n_found; i++) {
        const TfDmarcFound *found = &walk->found[i];

        if (tf_dmarc_found_is_suffix (walk, found))
            return walk->registrable; /* the safeguard: one label below, or more */
        if (found->record.psd == TF_PSD_NO)
            return found->name;
        if (found->record.psd == TF_PSD_YES && !g_str_equal (found->name, domain))
            return tf_domain_last_labels (domain,
                                          tf_domain_count_labels (found->name) + 1);
    }
    return walk->n_found > 0 ? walk->found[walk->n_found - 1].name : domain;
}
