/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* forgeries: messages in the domain's name from a stranger, judged as any message is. The worst of them
 * is the verdict.
 *
 *   F1  From the domain, the envelope of a stranger
 *   F2  From and envelope of the domain, from an address that should not be allowed; IPv4 and IPv6
 *   F3  the same, of a subdomain that exists and says nothing of its own
 *   F4  the same, of a subdomain that does not exist
 *   F5  a null reverse-path, and the domain in HELO
 *
 * F3 is a supposition: that name is never asked for. Where a wildcard answers for every name there is
 * no F4: what it gives to a name that nobody has is another F3. */
#include "posture/posture-private.h"

#include "evaluate/evaluate.h"
#include "spf/spf.h"

#include <string.h>

#define STRANGER  "truefrom-supposes-a-forger.invalid"
#define ADDRESS_4 "203.0.113.66"
#define ADDRESS_6 "2001:db8:bad::66"
#define MAX_NAME  200 /* so that there is room for a label */

/** Forgery: how a message is forged. */
typedef struct {
    const char *id;
    const char *address;
    const char *author;   /* the domain in From */
    const char *envelope; /* the domain in MAIL FROM; NULL: a null reverse-path */
    const char *helo;
} Forgery;

/* ---- the message ------------------------------------------------------------------- */

static TfSource *
write_message (const Forgery *forgery)
{
    g_autofree char *text = g_strdup_printf (
        "Received: from %s ([%s]) by mx.invalid with ESMTP\r\n"
        "From: <office@%s>\r\nSubject: x\r\nMessage-ID: <1@invalid>\r\n\r\nx\r\n",
        forgery->helo, forgery->address, forgery->author);
    g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

    return tf_source_new_bytes (bytes);
}

static TfDossier *
write_dossier (const TfPostureReading *reading, const Forgery *forgery)
{
    g_autoptr (TfSource) source = write_message (forgery);
    g_autofree char *path = forgery->envelope != NULL
                                ? g_strconcat ("office@", forgery->envelope, NULL)
                                : g_strdup ("<>");
    g_auto (TfCircumstances) known = TF_CIRCUMSTANCES_INIT;

    known.received_at = reading->question->now;
    tf_circumstances_set_envelope (&known, forgery->address, forgery->helo, path);
    return tf_dossier_read (source, &known, reading->question->suffixes, NULL);
}

/* ---- what comes of it -------------------------------------------------------------- */

static TfPostureVerdict
judge_policy (const TfPosture *posture, TfPolicy policy)
{
    switch (policy) {
    case TF_POLICY_REJECT:
        return TF_POSTURE_REJECTED;
    case TF_POLICY_QUARANTINE:
        return TF_POSTURE_QUARANTINED;
    case TF_POLICY_NONE:
        break;
    }
    return posture->has_reports ? TF_POSTURE_WATCHED : TF_POSTURE_UNNOTICED;
}

static TfPostureVerdict
judge_evidence (const TfPosture *posture, const TfEvidence *evidence)
{
    switch (evidence->result) {
    case TF_EVIDENCE_FAIL:
    case TF_EVIDENCE_UNPROVEN:
    case TF_EVIDENCE_CHANGED:
        return judge_policy (posture, evidence->policy);
    case TF_EVIDENCE_UNKNOWN:
        return TF_POSTURE_UNKNOWN;
    case TF_EVIDENCE_PASS:
    case TF_EVIDENCE_NONE:
    case TF_EVIDENCE_AMBIGUOUS_FROM:
    case TF_N_EVIDENCE:
        break;
    }
    return TF_POSTURE_UNNOTICED;
}

static void
note (TfPostureReading *reading, const Forgery *forgery, const TfReport *report)
{
    TfPosture *posture = reading->posture;
    TfPostureForgery *noted = g_new0 (TfPostureForgery, 1);

    noted->id = forgery->id;
    noted->author = g_strdup (forgery->author);
    noted->evidence = report->evidence.result;
    noted->policy = report->evidence.policy;
    noted->verdict = judge_evidence (posture, &report->evidence);
    posture->verdict = MAX (posture->verdict, noted->verdict);
    g_ptr_array_add (posture->forgeries, noted);
}

static TfEvidenceResult
judge (TfPostureReading *reading, TfSettings *settings, const Forgery *forgery)
{
    const TfEvaluation evaluation = {.now = reading->question->now};
    g_autoptr (TfDossier) dossier = write_dossier (reading, forgery);
    g_autoptr (TfReport) report =
        tf_evaluate (dossier, settings, NULL, reading->dns, &evaluation);

    if (report == NULL) {
        reading->pending = TRUE;
        return TF_EVIDENCE_UNKNOWN;
    }
    note (reading, forgery, report);
    return report->evidence.result;
}

/* ---- all of them ------------------------------------------------------------------- */

static void
suppose (TfPostureReading *reading, TfDnsStatus status, const char *prefix,
         const char *domain)
{
    g_autoptr (TfDnsAnswer) answer = tf_dns_answer_new (status);
    g_autofree char *name = g_strconcat (prefix, domain, NULL);

    for (TfDnsType type = TF_DNS_TXT; type < TF_DNS_PTR; type++)
        tf_dns_tell (reading->dns, type, name, answer);
}

/* A wildcard's SPF record lets it through. */
static void
say_open (TfPostureReading *reading)
{
    g_autofree char *name = g_strconcat ("*.", reading->domain, NULL);
    const TfDnsAnswer *answer =
        tf_posture_ask (reading, TF_DNS_TXT, TF_POSTURE_NOBODY, reading->domain);

    for (guint i = 0; answer != NULL && i < answer->texts->len; i++)
        if (tf_spf_is_record (tf_posture_text (answer, i)))
            tf_posture_finding_set_value (tf_posture_add (reading, TF_POSTURE_S6, name),
                                          tf_posture_text (answer, i));
}

static TfEvidenceResult
judge_subdomain (TfPostureReading *reading, TfSettings *settings, const char *id,
                 const char *label)
{
    g_autofree char *name = g_strconcat (label, ".", reading->domain, NULL);
    const Forgery forgery = {id, ADDRESS_4, name, name, STRANGER};

    return judge (reading, settings, &forgery);
}

static void
judge_subdomains (TfPostureReading *reading, TfSettings *settings)
{
    const TfDnsAnswer *nobody =
        tf_posture_ask (reading, TF_DNS_A, TF_POSTURE_NOBODY, reading->domain);
    gboolean exists = nobody != NULL && (nobody->status == TF_DNS_RECORDS ||
                                         nobody->status == TF_DNS_NODATA);

    suppose (reading, TF_DNS_NODATA, TF_POSTURE_EXISTING ".", reading->domain);
    suppose (reading, TF_DNS_NXDOMAIN, "_dmarc." TF_POSTURE_EXISTING ".",
             reading->domain);
    judge_subdomain (reading, settings, "F3", TF_POSTURE_EXISTING);
    if (judge_subdomain (reading, settings, exists ? "F3" : "F4", TF_POSTURE_NOBODY) ==
        TF_EVIDENCE_PASS)
        say_open (reading);
}

static TfSettings *
settings_of (const TfPostureReading *reading)
{
    TfSettings *settings = tf_settings_new ();

    tf_suffix_list_unref (settings->suffixes);
    settings->suffixes = tf_suffix_list_ref ((TfSuffixList *)reading->question->suffixes);
    return settings;
}

void
tf_posture_judge_forgeries (TfPostureReading *reading)
{
    const char *domain = reading->domain;
    g_autoptr (TfSettings) settings = settings_of (reading);
    const Forgery forgeries[] = {
        {"F1", ADDRESS_4, domain, STRANGER, STRANGER},
        {"F2", ADDRESS_4, domain, domain, STRANGER},
        {"F2", ADDRESS_6, domain, domain, STRANGER},
    };
    const Forgery without_path = {"F5", ADDRESS_4, domain, NULL, domain};

    suppose (reading, TF_DNS_NXDOMAIN, "", STRANGER);
    for (guint i = 0; i < G_N_ELEMENTS (forgeries); i++)
        judge (reading, settings, &forgeries[i]);
    if (strlen (domain) <= MAX_NAME)
        judge_subdomains (reading, settings);
    judge (reading, settings, &without_path);
}
