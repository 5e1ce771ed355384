/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* advice: the record to publish now for a finding: what is there, with the least change. One step at a
 * time, in the order in which none can cost honest mail without a warning before it. Left out: what
 * only its owner knows (senders, addresses, keys). */
#include "posture/posture-private.h"

#include "spf/spf.h"

#define WATCHING "v=DMARC1; p=none; rua=mailto:" TF_POSTURE_BLANK_REPORTS

/** Found: the records that changes begin with; NULL: there is none, or no text of letters. */
typedef struct {
    char *dmarc;
    char *dmarc_place;
    char *spf;
    gboolean has_address; /* an address in rua */
} Found;

/* ---- what is there ----------------------------------------------------------------- */

/* Owned; NULL: it has bytes that nobody should be asked to publish. */
static char *
dup_printable (TfSpan text)
{
    for (gsize i = 0; i < text.length; i++)
        if (text.data[i] < 0x20 || text.data[i] > 0x7e)
            return NULL;
    return tf_span_dup (text);
}

static void
find_dmarc (TfPostureReading *reading, Found *found)
{
    const char *name = reading->posture->policy_name;
    const TfDnsAnswer *answer =
        name != NULL ? tf_posture_ask (reading, TF_DNS_TXT, "_dmarc", name) : NULL;
    TfSpan text;

    if (answer == NULL || tf_posture_count_dmarc (answer, &text) != 1)
        return;
    found->dmarc = dup_printable (text);
    found->dmarc_place = g_strconcat ("_dmarc.", name, NULL);
    found->has_address = tf_posture_find (reading->posture, TF_POSTURE_D13) == NULL;
}

static void
find_spf (TfPostureReading *reading, Found *found)
{
    const TfDnsAnswer *answer =
        tf_posture_ask (reading, TF_DNS_TXT, NULL, reading->domain);

    if (!reading->posture->has_spf || answer == NULL)
        return;
    for (guint i = 0; i < answer->texts->len; i++)
        if (tf_spf_is_record (tf_posture_text (answer, i)))
            found->spf = dup_printable (tf_posture_text (answer, i));
}

/* ---- putting an advice together ---------------------------------------------------- */

static void
add_record (TfPostureAdvice **advice, TfPostureStep step, const char *place,
            const char *text)
{
    if (*advice == NULL) {
        *advice = g_new0 (TfPostureAdvice, 1);
        (*advice)->records =
            g_ptr_array_new_with_free_func ((GDestroyNotify)tf_posture_record_free);
    }
    (*advice)->step = step;
    g_ptr_array_add ((*advice)->records, tf_posture_record_new (place, "TXT", text));
}

/* Takes ownership of TEXT; NULL: there is nothing to publish. */
static void
propose (TfPostureFinding *finding, TfPostureStep step, const char *place, char *text)
{
    g_autofree char *taken = text;

    if (taken != NULL && !finding->unknown)
        add_record (&finding->advice, step, place, taken);
}

static void
propose_set (TfPostureFinding *finding, TfPostureStep step, const Found *found,
             const char *name, const char *value)
{
    if (found->dmarc != NULL)
        propose (finding, step, found->dmarc_place,
                 tf_posture_tags_set (found->dmarc, name, value));
}

static void
propose_without (TfPostureFinding *finding, TfPostureStep step, const Found *found,
                 const char *name)
{
    if (found->dmarc != NULL)
        propose (finding, step, found->dmarc_place,
                 tf_posture_tags_remove (found->dmarc, name));
}

/* ---- DMARC ------------------------------------------------------------------------- */

/* Owned: VALUE with v=DMARC1 where it belongs. */
static char *
begin_anew (const char *value)
{
    g_autofree char *rest = tf_posture_tags_remove (value, "v");

    return g_strconcat ("v=DMARC1", *rest != '\0' ? "; " : "", rest, NULL);
}

/* Owned: VALUE with TAG once, as it stands first. */
static char *
keep_first (const char *value, const char *tag)
{
    g_autoptr (GArray) tags = tf_posture_tags_read (tf_span_of (value));
    const TfPostureTag *first = tf_posture_tags_find (tags, tag);
    g_autofree char *kept = first != NULL ? tf_span_dup (first->value) : NULL;

    return kept != NULL ? tf_posture_tags_set (value, tag, kept) : NULL;
}

/* Texts that are ignored. Once repaired they begin to count. */
static void
repair (TfPostureFinding *finding, gboolean is_only)
{
    g_autofree char *text = is_only && finding->value != NULL
                                ? dup_printable (tf_span_of (finding->value))
                                : NULL;

    if (text == NULL)
        return;
    propose (finding, TF_STEP_REPAIR, finding->name,
             finding->id == TF_POSTURE_D3 ? begin_anew (text)
                                          : keep_first (text, finding->tag));
}

/* From p=none: first see, then close what nobody uses, then try. */
static void
leave_none (TfPostureFinding *finding, const Found *found)
{
    g_autoptr (GArray) tags = NULL;
    g_autofree char *policy = NULL;
    g_autofree char *testing = NULL;

    if (found->dmarc == NULL)
        return;
    tags = tf_posture_tags_read (tf_span_of (found->dmarc));
    if (g_strcmp0 (finding->tag, "sp") == 0) {
        propose_without (finding, TF_STEP_CLOSE, found, "sp");
    } else if (!found->has_address) {
        propose_set (finding, TF_STEP_WATCH, found, "rua",
                     "mailto:" TF_POSTURE_BLANK_REPORTS);
    } else if (!tf_posture_tags_have (tags, "np", "reject") &&
               !tf_posture_tags_have (tags, "sp", "reject")) {
        propose_set (finding, TF_STEP_UNUSED_NAMES, found, "np", "reject");
    } else {
        policy = tf_posture_tags_set (found->dmarc, "p", "quarantine");
        testing = tf_posture_tags_set (policy, "t", "y");
        propose (finding, TF_STEP_TEST, found->dmarc_place,
                 tf_posture_tags_set (testing, "pct", "0"));
    }
}

static void
end_test (TfPostureFinding *finding, const Found *found)
{
    g_autofree char *earnest = NULL;

    if (found->dmarc == NULL)
        return;
    earnest = tf_posture_tags_remove (found->dmarc, "t");
    propose (finding,
             finding->severity == TF_SEVERITY_OPEN ? TF_STEP_QUARANTINE : TF_STEP_REJECT,
             found->dmarc_place, tf_posture_tags_remove (earnest, "pct"));
}

static void
read_bad_policy (TfPostureFinding *finding, const Found *found)
{
    if (finding->id == TF_POSTURE_D5 || g_strcmp0 (finding->tag, "p") == 0 ||
        finding->tag == NULL)
        propose_set (finding, TF_STEP_WATCH, found, "p", "none");
    else
        propose_without (finding, TF_STEP_CLOSE, found, finding->tag);
}

static void
leave_out_levels (TfPostureFinding *finding, const Found *found)
{
    g_autofree char *without = NULL;

    if (found->dmarc == NULL)
        return;
    without = tf_posture_tags_remove (found->dmarc, "sp");
    propose (finding, TF_STEP_TIDY, found->dmarc_place,
             tf_posture_tags_remove (without, "np"));
}

static void
tidy_tag (TfPostureFinding *finding, const Found *found)
{
    g_autoptr (GArray) tags =
        found->dmarc != NULL ? tf_posture_tags_read (tf_span_of (found->dmarc)) : NULL;

    if (tags != NULL && finding->tag != NULL &&
        tf_posture_tags_find (tags, finding->tag) != NULL)
        propose_without (finding, TF_STEP_TIDY, found, finding->tag);
}

static void
ask_consent (TfPostureFinding *finding)
{
    g_autofree char *place =
        g_strconcat (finding->name, "._report._dmarc.", finding->value, NULL);

    propose (finding, TF_STEP_CONSENT, place, g_strdup ("v=DMARC1"));
}

static void
advise_dmarc (TfPostureReading *reading, TfPostureFinding *finding, const Found *found)
{
    g_autofree char *own_place = g_strconcat ("_dmarc.", reading->domain, NULL);

    switch ((guint)finding->id) {
    case TF_POSTURE_D1:
        propose (finding, TF_STEP_WATCH, own_place, g_strdup (WATCHING));
        return;
    case TF_POSTURE_D3:
    case TF_POSTURE_D22:
        repair (finding, found->dmarc == NULL &&
                             tf_posture_find (reading->posture, TF_POSTURE_D2) == NULL);
        return;
    case TF_POSTURE_D4:
    case TF_POSTURE_D5:
        read_bad_policy (finding, found);
        return;
    case TF_POSTURE_D6:
        leave_none (finding, found);
        return;
    case TF_POSTURE_D7:
        end_test (finding, found);
        return;
    case TF_POSTURE_D8:
        propose_without (finding, TF_STEP_CLOSE, found, "sp");
        return;
    case TF_POSTURE_D9:
        propose_set (finding, TF_STEP_UNUSED_NAMES, found, "np", "reject");
        return;
    case TF_POSTURE_D10:
        leave_out_levels (finding, found);
        return;
    case TF_POSTURE_D11:
        propose_without (finding, TF_STEP_QUARANTINE, found, "pct");
        return;
    case TF_POSTURE_D12:
        tidy_tag (finding, found);
        return;
    case TF_POSTURE_D13:
        propose_set (finding, TF_STEP_WATCH, found, "rua",
                     "mailto:" TF_POSTURE_BLANK_REPORTS);
        return;
    case TF_POSTURE_D14:
        ask_consent (finding);
        return;
    case TF_POSTURE_D19:
        propose_without (finding, TF_STEP_REPAIR, found, "psd");
        return;
    }
}

/* ---- SPF, and what is not used ----------------------------------------------------- */

static void
advise_spf (TfPostureReading *reading, TfPostureFinding *finding, const Found *found)
{
    const char *domain = reading->domain;

    if (finding->id == TF_POSTURE_S1)
        propose (finding, TF_STEP_SPF, domain,
                 g_strdup ("v=spf1 " TF_POSTURE_BLANK_SENDERS " ~all"));
    if (found->spf == NULL || g_strcmp0 (finding->name, domain) != 0)
        return;
    switch ((guint)finding->id) {
    case TF_POSTURE_S6:
        if (g_strcmp0 (finding->value, "+all") != 0)
            return;
        propose (finding, TF_STEP_SPF, domain, tf_posture_spf_close (found->spf));
        return;
    case TF_POSTURE_S7:
        propose (finding, TF_STEP_SPF, domain, tf_posture_spf_close (found->spf));
        return;
    case TF_POSTURE_S11:
        propose (finding, TF_STEP_SPF, domain, tf_posture_spf_without_ptr (found->spf));
        return;
    case TF_POSTURE_S14:
        propose (finding, TF_STEP_TIDY, domain, tf_posture_spf_until_all (found->spf));
        return;
    }
}

static void
advise_parking (TfPostureReading *reading, TfPostureFinding *finding)
{
    const char *domain = reading->domain;
    g_autofree char *keys = g_strconcat ("*._domainkey.", domain, NULL);
    g_autofree char *policy = g_strconcat ("_dmarc.", domain, NULL);

    propose (finding, TF_STEP_PARK, domain, g_strdup ("v=spf1 -all"));
    propose (finding, TF_STEP_PARK, keys, g_strdup ("v=DKIM1; p="));
    propose (finding, TF_STEP_PARK, policy,
             g_strdup ("v=DMARC1; p=reject; adkim=s; aspf=s"));
    g_ptr_array_insert (finding->advice->records, 0,
                        tf_posture_record_new (domain, "MX", "0 ."));
}

static void
advise_reports (TfPostureReading *reading, TfPostureFinding *finding)
{
    g_autofree char *place = g_strconcat ("_smtp._tls.", reading->domain, NULL);

    if (g_strcmp0 (finding->tag, "tls-rpt") == 0)
        propose (finding, TF_STEP_WATCH, place,
                 g_strdup ("v=TLSRPTv1; rua=mailto:" TF_POSTURE_BLANK_REPORTS));
}

/* ---- all of it --------------------------------------------------------------------- */

static void
promise (TfPostureReading *reading, TfPostureAdvice *advice)
{
    if (advice != NULL)
        advice->has_promise =
            tf_posture_promise (reading, advice->records, &advice->promise);
}

/* A domain that is not used needs the four records, and no others before them. */
static void
advise (TfPostureReading *reading, TfPostureFinding *finding, const Found *found)
{
    if (finding->id == TF_POSTURE_P1)
        advise_parking (reading, finding);
    else if (reading->posture->parked)
        return;
    else if (finding->id <= TF_POSTURE_D22)
        advise_dmarc (reading, finding, found);
    else if (finding->id <= TF_POSTURE_S16)
        advise_spf (reading, finding, found);
    else if (finding->id == TF_POSTURE_T1)
        advise_reports (reading, finding);
    if (tf_posture_is_advised (reading->posture, finding))
        g_clear_pointer (&finding->advice, tf_posture_advice_free);
    promise (reading, finding->advice);
}

/* From quarantine to reject. */
static void
advise_later (TfPostureReading *reading, const Found *found)
{
    TfPosture *posture = reading->posture;
    g_autofree char *text = NULL;

    if (posture->verdict != TF_POSTURE_QUARANTINED || found->dmarc == NULL ||
        tf_posture_find (posture, TF_POSTURE_D7) != NULL)
        return;
    text = tf_posture_tags_set (found->dmarc, "p", "reject");
    if (g_str_equal (text, found->dmarc)) {
        g_free (text);
        text = tf_posture_tags_remove (found->dmarc, "sp");
    }
    add_record (&posture->later, TF_STEP_REJECT, found->dmarc_place, text);
    promise (reading, posture->later);
}

void
tf_posture_advise (TfPostureReading *reading)
{
    Found found = {NULL};

    find_dmarc (reading, &found);
    find_spf (reading, &found);
    for (guint i = 0; i < reading->posture->findings->len; i++)
        advise (reading, g_ptr_array_index (reading->posture->findings, i), &found);
    advise_later (reading, &found);
    g_free (found.dmarc);
    g_free (found.dmarc_place);
    g_free (found.spf);
}
