/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* posture: what protects a domain, in sentences for whoever runs it. */

#include "words/posture.h"

#include "words/translate.h"
#include "words/words-private.h"

/* Translators: the sentences of this file are for people who run an internet domain. {domain} is the
 * domain, {name} a name in the DNS or a selector of DKIM keys, {tag} and {value} are parts of a record,
 * {number} is a number. Do not translate what stands in records: v=DMARC1, p=none, rua, include … */

/* clang-format off */
static const char *const verdicts[] = {
    [TF_POSTURE_REJECTED] =
        /* Translators: the verdict about a domain. */
        N_ ("Receivers are asked to reject mail that pretends to come from {domain}."),
    [TF_POSTURE_QUARANTINED] =
        N_ ("Receivers are asked to treat mail that pretends to come from {domain} as spam."),
    [TF_POSTURE_UNKNOWN] =
        /* Translators: {name} is a list of names in the DNS. */
        N_ ("Cannot tell how mail that pretends to come from {domain} is treated: {name} did not answer."),
    [TF_POSTURE_WATCHED] =
        N_ ("Mail that pretends to come from {domain} is only monitored."),
    [TF_POSTURE_UNNOTICED] =
        N_ ("Mail that pretends to come from {domain} is not noticed."),
};
G_STATIC_ASSERT (G_N_ELEMENTS (verdicts) == TF_POSTURE_UNNOTICED + 1);

static const char *const findings[] = {
    [TF_POSTURE_D1] =
        N_ ("{domain} has no DMARC record: nobody is asked to refuse mail in its name."),
    [TF_POSTURE_D2] =
        N_ ("There are several DMARC records at {name}; receivers ignore all of them."),
    [TF_POSTURE_D3] =
        N_ ("The record at {name} is ignored: it must begin with v=DMARC1."),
    [TF_POSTURE_D4] =
        N_ ("{tag}={value} is no policy. The record counts as p=none if it has a report address, "
            "otherwise not at all."),
    [TF_POSTURE_D5] =
        N_ ("The record at {name} has no p. It counts as p=none if it has a report address, "
            "otherwise not at all; older receivers ignore it."),
    [TF_POSTURE_D6] = N_ ("Receivers are asked to do nothing ({tag}=none)."),
    [TF_POSTURE_D7] =
        N_ ("The policy is being tested (t=y): receivers apply the next lower one."),
    [TF_POSTURE_D8] = N_ ("Subdomains are open (sp=none)."),
    [TF_POSTURE_D9] = N_ ("Names that do not exist are open (np=none)."),
    [TF_POSTURE_D10] =
        N_ ("sp and np have no effect at {name}: only those of the organizational domain count."),
    [TF_POSTURE_D11] =
        N_ ("pct={value}: older receivers apply the policy to {value} of 100 messages only."),
    [TF_POSTURE_D12] = N_ ("{tag} in the record at {name} means nothing (any more)."),
    [TF_POSTURE_D13] = N_ ("Nobody gets reports: there is no usable rua at {name}."),
    [TF_POSTURE_D14] =
        N_ ("{value} has not agreed to receive reports about {name}, so it gets none."),
    [TF_POSTURE_D15] = N_ ("No report can be sent to {value}."),
    [TF_POSTURE_D16] =
        N_ ("ruf asks for copies of failing mail, which may hold personal data."),
    [TF_POSTURE_D17] = N_ ("{domain} has no record of its own; the policy of {value} applies."),
    [TF_POSTURE_D18] = N_ ("The record of {name} is not used for {domain}."),
    [TF_POSTURE_D19] = N_ ("psd=y: each subdomain counts as an organization of its own."),
    [TF_POSTURE_D20] = N_ ("{name} is an alias (CNAME) of {value}, whose owner decides."),
    [TF_POSTURE_D21] =
        N_ ("Alignment is strict ({tag}=s): mail of a subdomain does not count as mail of {domain}."),
    [TF_POSTURE_D22] = N_ ("{tag} stands twice in the record at {name}; all of it is invalid."),
    [TF_POSTURE_S1] = N_ ("{domain} has no SPF record."),
    [TF_POSTURE_S2] = N_ ("There are several SPF records at {name}; that is an error, and none counts."),
    [TF_POSTURE_S3] = N_ ("The SPF record of {name} cannot be read at {value}."),
    [TF_POSTURE_S4] =
        N_ ("SPF takes {number} DNS look-ups; 10 are allowed. Receivers stop with an error."),
    [TF_POSTURE_S5] = N_ ("{number} look-ups of SPF find nothing; 2 are allowed."),
    [TF_POSTURE_S6] = N_ ("Anybody may send as {domain}: {value} in the SPF record of {name}."),
    [TF_POSTURE_S7] =
        N_ ("SPF says nothing about strangers: the record should end in ~all or -all."),
    [TF_POSTURE_S8] = N_ ("{number} IPv4 addresses may send as {domain}."),
    [TF_POSTURE_S9] = N_ ("SPF refers to {name} ({tag}), which has no SPF record; that is an error."),
    [TF_POSTURE_S10] = N_ ("{name} did not answer: SPF is known only in part."),
    [TF_POSTURE_S11] = N_ ("SPF of {name} uses ptr, which is slow and should not be used."),
    [TF_POSTURE_S12] = N_ ("{name} has {number} mail servers; mx in SPF allows 10."),
    [TF_POSTURE_S13] = N_ ("The SPF record has {number} bytes; above 450 it may not arrive."),
    [TF_POSTURE_S14] = N_ ("What stands after “all” in the SPF record of {name} is ignored."),
    [TF_POSTURE_S15] =
        N_ ("SPF of {name} has a macro ({value}): it is counted as far as can be told."),
    [TF_POSTURE_S16] = N_ ("There is a record of an old form (spf2.0); nobody reads it any more."),
    [TF_POSTURE_K1] =
        N_ ("No DKIM key was found under the {number} selectors tried. That proves nothing: name "
            "a selector (--selector) or mail of the domain (--from-mail)."),
    [TF_POSTURE_K2] = N_ ("{domain} can have no DKIM key: nothing is below its _domainkey."),
    [TF_POSTURE_K3] = N_ ("DKIM key {name} has {number} bits; receivers must refuse it."),
    [TF_POSTURE_K4] = N_ ("DKIM key {name} has {number} bits; 2048 are advised."),
    [TF_POSTURE_K5] = N_ ("DKIM key {name} is withdrawn."),
    [TF_POSTURE_K6] = N_ ("DKIM key {name} is marked as a test (t=y)."),
    [TF_POSTURE_K7] =
        /* Translators: {value} is a reason: a half sentence without a full stop. */
        N_ ("DKIM key {name} cannot be used: {value}."),
    [TF_POSTURE_K8] =
        N_ ("There are several DKIM keys at {name}; a receiver may take either."),
    [TF_POSTURE_K9] =
        N_ ("DKIM selector {name} is an alias (CNAME) of {value}, which does not exist."),
    [TF_POSTURE_K10] = N_ ("All DKIM keys are Ed25519; some receivers need an RSA key as well."),
    [TF_POSTURE_K11] = N_ ("Every DKIM selector of {domain} answers with a key."),
    [TF_POSTURE_M1] = N_ ("{domain} receives no mail (null MX)."),
    [TF_POSTURE_M2] = N_ ("{domain} has a null MX beside other MX records; that is an error."),
    [TF_POSTURE_P1] =
        N_ ("{domain} seems not to be used for mail. Four records tell everybody so."),
    [TF_POSTURE_T1] = N_ ("No MTA-STS: mail to {domain} may travel unencrypted."),
    [TF_POSTURE_T2] = N_ ("The record at {name} cannot be read, or there are several."),
    [TF_POSTURE_B1] = N_ ("{domain} has a BIMI record (a logo)."),
    [TF_POSTURE_B2] = N_ ("BIMI needs p=quarantine or p=reject, without t=y."),
};
G_STATIC_ASSERT (G_N_ELEMENTS (findings) == TF_N_POSTURE_IDS);

static const char *const risks[] = {
    [TF_STEP_REPAIR] =
        /* Translators: what may go wrong when a record is published. */
        N_ ("The record begins to count. If it asks to reject, look at reports first: honest mail "
            "that fails is lost."),
    [TF_STEP_SPF] =
        N_ ("Mail of a server that you forget is marked as doubtful: name all services that send for "
            "you."),
    [TF_STEP_WATCH] =
        N_ ("None for your mail. Whoever gets the reports sees how much mail is sent in your name, and "
            "to which providers."),
    [TF_STEP_UNUSED_NAMES] =
        N_ ("Hosts that send under names without a DNS entry are refused. Older receivers ignore np."),
    [TF_STEP_TEST] =
        N_ ("Mailing lists may rewrite From. Older receivers ignore t=y, hence pct=0: without it "
            "they would act in full."),
    [TF_STEP_QUARANTINE] =
        N_ ("Mail of your own that fails goes to spam. Read reports for a month first."),
    [TF_STEP_REJECT] =
        N_ ("Mail of your own that fails is lost, and posts to mailing lists may bounce. Not with "
            "SPF alone, and not where people post to lists."),
    [TF_STEP_CLOSE] =
        N_ ("Subdomains that send unsigned mail are then treated as the domain is. Look for them in "
            "reports first."),
    [TF_STEP_CONSENT] =
        N_ ("None. Only whoever gets the reports can publish it."),
    [TF_STEP_PARK] =
        N_ ("All mail from and to the domain stops. Make sure that nobody uses it, not even once a year."),
    [TF_STEP_TIDY] = N_ ("None: nothing that counts is changed."),
};
/* clang-format on */
G_STATIC_ASSERT (G_N_ELEMENTS (risks) == TF_N_STEPS);

/* Where a finding has more than one form. NULL: its usual one. */
static const char *
other_form (const TfPostureFinding *finding)
{
    gboolean is_open = finding->severity == TF_SEVERITY_OPEN;

    switch ((guint)finding->id) {
    case TF_POSTURE_D14:
        return finding->unknown
                   ? N_ ("Whether {value} has agreed to receive reports about {name} is not "
                         "known: it did not answer.")
                   : NULL;
    case TF_POSTURE_D20:
        return is_open
                   ? N_ ("{name} is an alias (CNAME) of {value}, which has no record.")
                   : NULL;
    case TF_POSTURE_S8:
        /* Translators: {value} is a range of addresses, such as ip4/8. */
        return finding->number == 0
                   ? N_ ("A range in the SPF record of {domain} is very wide ({value}).")
                   : NULL;
    case TF_POSTURE_K1:
        return finding->unknown
                   ? N_ ("Whether there is a DKIM key is not known: look-ups failed.")
                   : NULL;
    case TF_POSTURE_K9:
        return is_open
                   ? N_ ("DKIM selector {name} is an alias (CNAME) of {value}, which does "
                         "not exist. Whoever registers {tag} can sign as {domain}.")
                   : NULL;
    case TF_POSTURE_T1:
        return g_strcmp0 (finding->tag, "tls-rpt") == 0
                   ? N_ ("No TLS reports: nobody is told when mail to {domain} cannot be "
                         "encrypted.")
                   : NULL;
    case TF_POSTURE_B1:
        return g_strcmp0 (finding->tag, "declined") == 0
                   ? N_ ("{domain} declines BIMI (a logo).")
                   : NULL;
    }
    return NULL;
}

/* ---- filling in -------------------------------------------------------------------- */

/* Owned: foreign text, left to right, with nothing in it that could not be seen. */
static char *
shown (const char *foreign)
{
    g_autofree char *marked =
        tf_words_marked_text (foreign != NULL ? foreign : "", TF_WORDS_VALUE_CHARS);

    return g_strconcat (TF_WORDS_LRI, marked, TF_WORDS_PDI, NULL);
}

static char *
value_of (const TfPostureFinding *finding)
{
    if (finding->id == TF_POSTURE_K7)
        return g_strdup (tf_words_reason (finding->reason));
    return shown (finding->value);
}

char *
tf_words_posture_finding (const TfPosture *posture, const TfPostureFinding *finding)
{
    const char *other = other_form (finding);
    g_autofree char *domain =
        tf_words_domain (posture->domain, TF_WORDS_LONG_DOMAIN_CHARS);
    g_autofree char *name = shown (finding->name);
    g_autofree char *tag = shown (finding->tag);
    g_autofree char *value = value_of (finding);
    g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, finding->number);

    return tf_words_fill (_ (other != NULL ? other : findings[finding->id]), "domain",
                          domain, "name", name, "tag", tag, "value", value, "number",
                          number, NULL);
}

/* Neither keys nor what comes with mail on its way decide, and a name of ours means nothing to anybody. */
static gboolean
is_telling (const char *name)
{
    static const char *const others[] = {"_domainkey.", "_bimi.", "_mta-sts.",
                                         "_smtp._tls.", TF_POSTURE_NOBODY};

    for (guint i = 0; i < G_N_ELEMENTS (others); i++)
        if (g_strstr_len (name, -1, others[i]) != NULL)
            return FALSE;
    return TRUE;
}

/* Owned: up to three names that did not answer. */
static char *
names_without_answer (const TfPosture *posture)
{
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

    for (guint i = 0; i < posture->unanswered->len && names->len < 3; i++) {
        const char *question = g_ptr_array_index (posture->unanswered, i);
        g_auto (GStrv) words = g_strsplit (question, " ", 2);

        if (is_telling (words[0]) &&
            !g_ptr_array_find_with_equal_func (names, words[0], g_str_equal, NULL))
            g_ptr_array_add (names, g_strdup (words[0]));
    }
    g_ptr_array_add (names, NULL);
    return g_strjoinv (", ", (char **)names->pdata);
}

char *
tf_words_posture_promise (const TfPosture *posture, TfPostureVerdict verdict)
{
    g_autofree char *domain =
        tf_words_domain (posture->domain, TF_WORDS_LONG_DOMAIN_CHARS);
    g_autofree char *names = names_without_answer (posture);
    g_autofree char *name = shown (names);

    return tf_words_fill (_ (verdicts[verdict]), "domain", domain, "name", name, NULL);
}

char *
tf_words_posture_verdict (const TfPosture *posture)
{
    g_autofree char *domain =
        tf_words_domain (posture->domain, TF_WORDS_LONG_DOMAIN_CHARS);

    if (!posture->exists)
        return tf_words_fill (_ ("{domain} does not exist."), "domain", domain, NULL);
    return tf_words_posture_promise (posture, posture->verdict);
}

const char *
tf_words_posture_limits (void)
{
    return _ (
        "Each receiver decides for itself; names that only look like this one are not covered.");
}

const char *
tf_words_posture_risk (TfPostureStep step)
{
    return _ (risks[step]);
}

const char *
tf_words_posture_severity (TfSeverity severity)
{
    switch (severity) {
    case TF_SEVERITY_OPEN:
        /* Translators: how serious something is: it is broken, or lets forgers in. */
        return C_ ("how serious", "Open");
    case TF_SEVERITY_WEAK:
        return C_ ("how serious", "Weak");
    case TF_SEVERITY_NOTE:
        return C_ ("how serious", "Note");
    case TF_SEVERITY_INFORMATION:
        break;
    }
    return C_ ("how serious", "Information");
}
