/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* words: the stable words for levels, codes, rules and evidence. They appear in the JSON
 * and in reports; the sentences for people are in ui/. */
#include "verdict/verdict.h"

static const char *const level_words[] = {"quiet", "note", "warning", "alarm"};
G_STATIC_ASSERT (G_N_ELEMENTS (level_words) == TF_LEVEL_ALARM + 1);

static const char *const evidence_words[] = {
    [TF_EVIDENCE_PASS] = "pass",
    [TF_EVIDENCE_CHANGED] = "changed",
    [TF_EVIDENCE_FAIL] = "fail",
    [TF_EVIDENCE_UNPROVEN] = "unproven",
    [TF_EVIDENCE_UNKNOWN] = "unknown",
    [TF_EVIDENCE_NONE] = "none",
    [TF_EVIDENCE_AMBIGUOUS_FROM] = "ambiguous-from",
};
G_STATIC_ASSERT (G_N_ELEMENTS (evidence_words) == TF_N_EVIDENCE);

static const char *const source_words[] = {NULL, "dkim", "spf", "server", "internal"};
G_STATIC_ASSERT (G_N_ELEMENTS (source_words) == TF_PASS_SOURCE_INTERNAL + 1);

typedef struct {
    const char *code;
    const char *rule;
} CodeWords;

static const CodeWords code_words[] = {
    [0] = {NULL, NULL}, /* there is no TF00 */
    [TF_CODE_DOMAIN_FORGED] = {"TF01", "domain-forged"},
    [TF_CODE_OWN_DOMAIN_FORGED] = {"TF02", "own-domain-forged"},
    [TF_CODE_DOMAIN_UNPROVEN] = {"TF03", "domain-unproven"},
    [TF_CODE_SENDER_DISGUISED] = {"TF04", "sender-disguised"},
    [TF_CODE_NAME_SHOWS_OTHER_ADDRESS] = {"TF05", "name-shows-other-address"},
    [TF_CODE_LOOKALIKE_DOMAIN] = {"TF06", "lookalike-domain"},
    [TF_CODE_KNOWN_NAME_NEW_ADDRESS] = {"TF07", "known-name-new-address"},
    [TF_CODE_SELF_FORGED] = {"TF08", "self-forged"},
    [TF_CODE_DIFFERENT_FROM_USUAL] = {"TF09", "different-from-usual"},
    [TF_CODE_LIST_AUTHOR_UNCHECKED] = {"TF10", "list-author-unchecked"},
    [TF_CODE_PROVIDER_REWROTE] = {"TF11", "provider-rewrote"},
    [TF_CODE_NOTHING_TO_CHECK] = {"TF12", "nothing-to-check"},
    [TF_CODE_CHECK_INCOMPLETE] = {"TF13", "check-incomplete"},
    [TF_CODE_TOO_OLD_TO_CHECK] = {"TF14", "too-old-to-check"},
    [TF_CODE_DOMAIN_CONFIRMED] = {"TF15", "domain-confirmed"},
    [TF_CODE_PARTLY_UNSIGNED] = {"TF16", "partly-unsigned"},
    [TF_CODE_MONITORED_DOMAIN_FAILED] = {"TF17", "monitored-domain-failed"},
    [TF_CODE_REPLY_GOES_ELSEWHERE] = {"TF18", "reply-goes-elsewhere"},
    [TF_CODE_CHANGED_ON_THE_WAY] = {"TF19", "changed-on-the-way"},
    [TF_CODE_NAME_USES_BRAND] = {"TF20", "name-uses-brand"},
    [TF_CODE_NAME_DECORATED] = {"TF21", "name-decorated"},
};
G_STATIC_ASSERT (G_N_ELEMENTS (code_words) == TF_N_CODES);

const char *
tf_level_to_string (TfLevel level)
{
    return level_words[level];
}

const char *
tf_code_to_string (TfCode code)
{
    return code_words[code].code;
}

const char *
tf_code_to_rule (TfCode code)
{
    return code_words[code].rule;
}

gboolean
tf_code_from_string (const char *text, TfCode *ret_code)
{
    for (guint code = 1; code < TF_N_CODES; code++) {
        if (g_ascii_strcasecmp (text, code_words[code].code) == 0) {
            *ret_code = (TfCode)code;
            return TRUE;
        }
    }
    return FALSE;
}

const char *
tf_evidence_result_to_string (TfEvidenceResult result)
{
    return evidence_words[result];
}

const char *
tf_pass_source_to_string (TfPassSource source)
{
    return source_words[source];
}
