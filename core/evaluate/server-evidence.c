/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What trusted servers say about one Author Domain, compared with our own rules. */
#include "evaluate/evidence.h"

/** ServerReading: the results of trusted servers, by our own rules of alignment. */
typedef struct {
    TfDomainCheck *check;
    const TfDossier *dossier;
    const TfSettings *settings;
    TfDns *dns;
    guint n_listed;     /* how many spf and dkim results are listed */
    gboolean supported; /* one of them is an aligned pass */
    gboolean disputed;  /* one would be, but the sender may have written it */
    gboolean dmarc_passed;
    gboolean dmarc_counts; /* the same, and the sender cannot have written it */
} ServerReading;

static gboolean
has_signature_of (const TfDossier *dossier, const char *domain)
{
    for (guint i = 0; i < dossier->signatures->len; i++) {
        const TfDkimSignature *signature = g_ptr_array_index (dossier->signatures, i);

        if (g_strcmp0 (signature->domain, domain) == 0)
            return TRUE;
    }
    return FALSE;
}

static void
note_support (ServerReading *reading, gboolean is_support, gboolean doubtful)
{
    reading->n_listed++;
    reading->supported |= is_support && !doubtful;
    reading->disputed |= is_support && doubtful;
}

static gboolean
is_aligned_pass (ServerReading *reading, const TfAuthResult *result, const char *domain,
                 TfAlignmentMode mode)
{
    TfAligned aligned;

    if (domain == NULL || !g_str_equal (result->result, "pass"))
        return FALSE;
    aligned = tf_domain_check_align (reading->check, domain, mode, reading->settings,
                                     reading->dns);
    reading->check->pending |= aligned == TF_ALIGNED_PENDING;
    reading->check->server_unclear |= aligned == TF_ALIGNED_UNKNOWN;
    return aligned == TF_ALIGNED_YES;
}

/* A pass for a signature that the message does not have was not given to this message. */
static void
read_server_dkim (const TfAuthResult *result, gboolean doubtful, gpointer data)
{
    ServerReading *reading = data;
    g_autofree char *domain = tf_auth_result_domain (result);

    note_support (
        reading,
        is_aligned_pass (reading, result, domain, reading->check->policy->adkim) &&
            has_signature_of (reading->dossier, domain),
        doubtful);
}

static void
read_server_spf (const TfAuthResult *result, gboolean doubtful, gpointer data)
{
    ServerReading *reading = data;
    g_autofree char *domain = tf_auth_result_domain (result);

    note_support (reading,
                  is_aligned_pass (reading, result, domain, reading->check->policy->aspf),
                  doubtful);
}

/* A result about another author says nothing about this one. */
static void
read_server_dmarc (const TfAuthResult *result, gboolean doubtful, gpointer data)
{
    ServerReading *reading = data;
    g_autofree char *from = tf_auth_result_domain (result);

    if (g_strcmp0 (from, reading->check->domain) != 0)
        return;
    reading->dmarc_passed |= g_str_equal (result->result, "pass");
    reading->dmarc_counts |= !doubtful && g_str_equal (result->result, "pass");
    reading->check->server_failed |= g_str_equal (result->result, "fail");
}

/* If any spf or dkim results are listed, one of them must support dmarc=pass. */
void
tf_domain_check_read_servers (TfDomainCheck *check, const TfDossier *dossier,
                              const TfDelivery *delivery, const TfSettings *settings,
                              TfDns *dns)
{
    ServerReading reading = {
        .check = check, .dossier = dossier, .settings = settings, .dns = dns};

    tf_server_results_foreach_used (delivery->server, "dkim", read_server_dkim, &reading);
    tf_server_results_foreach_used (delivery->server, "spf", read_server_spf, &reading);
    tf_server_results_foreach_used (delivery->server, "dmarc", read_server_dmarc,
                                    &reading);
    /* A result that is not believed because of the sender's words does not contradict anything. */
    check->server_inconsistent = reading.dmarc_passed && reading.n_listed > 0 &&
                                 !reading.supported && !reading.disputed;
    /* A server that lists a pass but nevertheless says dmarc=fail confirms nothing. */
    check->server_passed =
        !check->server_failed &&
        (reading.supported || (reading.dmarc_counts && reading.n_listed == 0));
}
