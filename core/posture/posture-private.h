/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* posture-private: what the files of posture share. */
#pragma once

#include "posture/posture.h"

#define TF_POSTURE_EXISTING                                                              \
    "truefrom-supposes-this-name" /* never asked: supposed to exist */

/** TfPostureReading: one call of tf_posture_read(). */
typedef struct {
    const TfPostureQuestion *question;
    const char *domain; /* of the question */
    TfDns *dns;         /* what is known, and what is supposed */
    TfPosture *posture;
    gboolean pending;
} TfPostureReading;

TfPosture *tf_posture_new (const TfPostureQuestion *question); /* nothing is known yet */
/* Borrowed; NULL: not known yet, and noted. NAME is a domain or PREFIX (may be NULL), a dot, a domain. */
const TfDnsAnswer *tf_posture_ask (TfPostureReading *reading, TfDnsType type,
                                   const char *prefix, const char *domain);
TfSpan tf_posture_text (const TfDnsAnswer *answer, guint index);
/* Adds TEXT at NAME to the records that were found. */
void tf_posture_note_record (TfPostureReading *reading, const char *name,
                             const char *type, TfSpan text);

/* ---- finding.c --------------------------------------------------------------------- */

/* Borrowed: a new finding of the posture, NAME copied (may be NULL). */
TfPostureFinding *
tf_posture_add (TfPostureReading *reading, TfPostureId id, const char *name);
void tf_posture_finding_set_value (TfPostureFinding *finding, TfSpan value);
void tf_posture_finding_set_tag (TfPostureFinding *finding, TfSpan tag);
void tf_posture_sort (TfPosture *posture);
/* What is advised for FINDING is already advised for one before it. */
gboolean
tf_posture_is_advised (const TfPosture *posture, const TfPostureFinding *finding);

/* ---- tags.c ------------------------------------------------------------------------ */

/** TfPostureTag: one piece of a record between semicolons. */
typedef struct {
    TfSpan piece; /* as it is */
    TfSpan name;  /* length 0: the piece is no tag */
    TfSpan value;
} TfPostureTag;

GArray *tf_posture_tags_read (TfSpan text); /* of TfPostureTag; TEXT must outlive it */
/* Borrowed; NULL: there is none. Case is ignored. */
const TfPostureTag *tf_posture_tags_find (const GArray *tags, const char *name);
gboolean tf_posture_tag_is (const TfPostureTag *tag, const char *name);
/* FALSE: there is no tag NAME, or it has another value. Case is ignored. */
gboolean tf_posture_tags_have (const GArray *tags, const char *name, const char *value);
/* Whether "v=VERSION" comes first (case counts in the value). */
gboolean tf_posture_tags_begin (const GArray *tags, const char *version);
/* Owned: TEXT with NAME set to VALUE, once; at the end, or after "v" for "p". */
char *tf_posture_tags_set (const char *text, const char *name, const char *value);
char *tf_posture_tags_remove (const char *text, const char *name);

/* ---- the parts; each asks for all it needs, as far as that is known ------------------ */

void tf_posture_read_dmarc (TfPostureReading *reading);
void tf_posture_read_spf (TfPostureReading *reading);
void tf_posture_read_dkim (TfPostureReading *reading);
/* After the others. */
void tf_posture_read_others (TfPostureReading *reading);
void tf_posture_judge_forgeries (TfPostureReading *reading);
/* Once nothing is missing, with the findings of all parts. */
void tf_posture_advise (TfPostureReading *reading);

/* ---- dmarc-walk.c ------------------------------------------------------------------ */

/** TfPostureApplied: the record that applies to the domain. */
typedef struct {
    char *name; /* NULL: none applies */
    TfSpan text;
    TfDmarcRecord record;
    TfPolicy published;      /* for the domain */
    gboolean own;            /* it is the domain's own */
    gboolean organizational; /* and the domain is an organizational one, or inherits */
} TfPostureApplied;

/* FALSE: not known yet, or it cannot be known. */
gboolean tf_posture_walk (TfPostureReading *reading, TfPostureApplied *ret_applied);
void tf_posture_applied_clear (TfPostureApplied *applied);
/* How many texts of ANSWER are DMARC records; *ret_text: the last of them. */
guint tf_posture_count_dmarc (const TfDnsAnswer *answer, TfSpan *ret_text);

/* ---- dmarc-reports.c --------------------------------------------------------------- */

void tf_posture_read_reports (TfPostureReading *reading, const TfPostureApplied *applied,
                              const GArray *tags);

/* ---- spf-walk.c -------------------------------------------------------------------- */

void tf_posture_walk_spf (TfPostureReading *reading, TfSpan text);

/* ---- spf-fault.c ------------------------------------------------------------------- */

/* Owned: the first word of TEXT, a record that is an error, which is one by itself; or all of it. */
char *tf_posture_spf_fault (TfSpan text);

/* ---- dkim-key.c -------------------------------------------------------------------- */

/* What is to be said about the answer for SELECTOR. FALSE: there is no key at all. */
gboolean tf_posture_read_key (TfPostureReading *reading, const char *selector,
                              const TfDnsAnswer *answer);

/* ---- advice-spf.c ------------------------------------------------------------------ */

char *tf_posture_spf_close (const char *text); /* owned: ends in "~all" */
char *tf_posture_spf_without_ptr (const char *text);
char *tf_posture_spf_until_all (const char *text); /* owned: what counts of it */

/* ---- promise.c --------------------------------------------------------------------- */

/* The verdict with RECORDS (TfPostureRecord) in place of what is there, as far as it can be told. */
gboolean tf_posture_promise (TfPostureReading *reading, const GPtrArray *records,
                             TfPostureVerdict *ret_verdict);
