/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* dkim-part: which keys a domain has. Nobody can list them: selectors are given, found in mail, or
 * guessed (data/selectors.txt), so that no key is ever called missing because it was not guessed. */
#include "posture/posture-private.h"

#define KEYS "_domainkey"
/* More would use up the questions for everything else. */
#define LIMIT_SELECTORS 100

static const char *const usual_selectors[] = {
#include "selectors.inc"
};

/** Keys: what is known so far. */
typedef struct {
    guint n_failed;
    gboolean anything; /* any selector has an answer of any kind */
    gboolean wildcard; /* every selector has the same */
} Keys;

static char *
place_of (const TfPostureReading *reading, const char *selector)
{
    return g_strconcat (selector, "." KEYS ".", reading->domain, NULL);
}

/* RFC 6376 says nothing of it, but whoever gets that name can sign. */
static void
judge_alias (TfPostureReading *reading, const char *selector, const char *alias)
{
    const char *registrable =
        tf_suffix_list_registrable (reading->question->suffixes, alias);
    const TfDnsAnswer *answer =
        registrable != NULL ? tf_posture_ask (reading, TF_DNS_A, NULL, registrable)
                            : NULL;
    TfPostureFinding *finding = tf_posture_add (reading, TF_POSTURE_K9, selector);

    tf_posture_finding_set_value (finding, tf_span_of (alias));
    if (answer == NULL || answer->status != TF_DNS_NXDOMAIN)
        return;
    finding->severity = TF_SEVERITY_OPEN;
    tf_posture_finding_set_tag (finding, tf_span_of (registrable));
}

static void
note_key (TfPostureReading *reading, const char *selector, const TfDnsAnswer *answer)
{
    g_autofree char *place = place_of (reading, selector);

    for (guint i = 0; i < answer->texts->len; i++)
        tf_posture_note_record (reading, place, "TXT", tf_posture_text (answer, i));
}

static void
read_selector (TfPostureReading *reading, const char *selector, Keys *keys)
{
    g_autofree char *place = place_of (reading, selector);
    const TfDnsAnswer *answer = tf_posture_ask (reading, TF_DNS_TXT, NULL, place);

    reading->posture->n_selectors++;
    if (answer == NULL)
        return;
    if (tf_dns_status_is_failure (answer->status)) {
        keys->n_failed++;
        return;
    }
    keys->anything |= answer->status != TF_DNS_NXDOMAIN || answer->alias != NULL;
    if (answer->alias != NULL && answer->status == TF_DNS_NXDOMAIN)
        judge_alias (reading, selector, answer->alias);
    else if (tf_posture_read_key (reading, selector, answer))
        note_key (reading, selector, answer);
}

/* A wildcard answers for every selector: the others would only repeat it. */
static void
read_wildcard (TfPostureReading *reading, Keys *keys)
{
    const TfDnsAnswer *answer =
        tf_posture_ask (reading, TF_DNS_TXT, TF_POSTURE_NOBODY "." KEYS, reading->domain);
    GPtrArray *found = reading->posture->keys;

    if (answer == NULL || !tf_posture_read_key (reading, "*", answer))
        return;
    note_key (reading, "*", answer);
    keys->wildcard = keys->anything = TRUE;
    if (((TfPostureKey *)g_ptr_array_index (found, 0))->reason != TF_REASON_KEY_REVOKED)
        tf_posture_add (reading, TF_POSTURE_K11, reading->domain);
}

static gboolean
is_listed (const GPtrArray *selectors, guint end, const char *selector)
{
    for (guint i = 0; i < end; i++)
        if (g_str_equal (g_ptr_array_index (selectors, i), selector))
            return TRUE;
    return FALSE;
}

static void
read_selectors (TfPostureReading *reading, Keys *keys)
{
    const GPtrArray *given = reading->question->selectors;
    guint n_given = given != NULL ? MIN (given->len, LIMIT_SELECTORS) : 0;

    read_wildcard (reading, keys);
    for (guint i = 0; i < n_given; i++)
        if (!is_listed (given, i, g_ptr_array_index (given, i)))
            read_selector (reading, g_ptr_array_index (given, i), keys);
    for (guint i = 0; i < G_N_ELEMENTS (usual_selectors) && !keys->wildcard; i++)
        if (n_given == 0 || !is_listed (given, n_given, usual_selectors[i]))
            read_selector (reading, usual_selectors[i], keys);
}

/* RFC 8020: nothing is below a name that does not exist, unless a server is wrong about it. */
static void
say_none (TfPostureReading *reading, const Keys *keys)
{
    const TfDnsAnswer *answer =
        tf_posture_ask (reading, TF_DNS_TXT, KEYS, reading->domain);
    TfPostureFinding *finding;

    if (answer == NULL || reading->posture->keys->len > 0)
        return;
    if (answer->status == TF_DNS_NXDOMAIN && !keys->anything && keys->n_failed == 0) {
        tf_posture_add (reading, TF_POSTURE_K2, reading->domain);
        return;
    }
    if (tf_posture_find (reading->posture, TF_POSTURE_K9) != NULL)
        return;
    finding = tf_posture_add (reading, TF_POSTURE_K1, reading->domain);
    finding->number = reading->posture->n_selectors;
    finding->unknown = keys->n_failed > 0 || tf_dns_status_is_failure (answer->status);
}

/* RFC 8463 §6: some receivers know RSA alone. */
static void
say_only_new (TfPostureReading *reading)
{
    guint n_new = 0;

    for (guint i = 0; i < reading->posture->keys->len; i++) {
        const TfPostureKey *key = g_ptr_array_index (reading->posture->keys, i);

        if (g_strcmp0 (key->type, "rsa") == 0)
            return;
        n_new += key->type != NULL;
    }
    if (n_new > 0)
        tf_posture_add (reading, TF_POSTURE_K10, reading->domain);
}

void
tf_posture_read_dkim (TfPostureReading *reading)
{
    Keys keys = {0};

    read_selectors (reading, &keys);
    say_none (reading, &keys);
    say_only_new (reading);
}
