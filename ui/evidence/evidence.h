/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* evidence: one zip with a message and everything that its check rests on, so that anybody comes to the
 * same report again, at any time and without asking anybody.
 *
 *   contents.c        what goes into it besides the message
 *   settings-write.c  what the reader and the mail program said, as settings.json
 *   bundle.c          such a zip, read: foreign bytes
 *   settings-read.c   settings.json as a request
 *   replay.c          the check once more
 *   compare.c         two reports, field by field
 *
 *   README.txt       what this is, and how to check it without truefrom
 *   message.eml      the bytes as they were checked
 *   answers.json     the clock, what was known from earlier mail, and the DNS answers, as for --answers
 *   settings.json    what the reader trusts and owns, and how the message was given
 *   report.json      truefrom.check/1
 *   report.txt       the same for people
 *   about.json       by which program, when, and who was asked
 *   MANIFEST.sha256  the digests of all these, as sha256sum writes them
 */
#pragma once

#include "client/saving.h"
#include "evaluate/report.h"
#include "inputs/circumstances.h"
#include "truefrom.h"

#define TF_EVIDENCE_README   "README.txt"
#define TF_EVIDENCE_ANSWERS  "answers.json"
#define TF_EVIDENCE_SETTINGS "settings.json"
#define TF_EVIDENCE_REPORT   "report.json"
#define TF_EVIDENCE_TEXT     "report.txt"
#define TF_EVIDENCE_ABOUT    "about.json"

#define TF_EVIDENCE_SCHEMA "truefrom.evidence/1"

/** TfEvidenceSubject: what evidence is made of; all borrowed. */
typedef struct {
    const TfReport *report;
    const TfSettings *settings;   /* with which it was checked; NULL: nothing was said */
    const TfCircumstances *known; /* of the request */
    const char *program;          /* the mail program and its version; or NULL */
    const char *asked;            /* who answered for the DNS; or NULL */
} TfEvidenceSubject;

/* Owned: the files besides the message and the manifest: name, text, name, text…, NULL; README.txt is
 * the first. */
GStrv tf_evidence_contents (const TfEvidenceSubject *subject);
/* Owned: settings.json. Of all whom the reader knows, it names only those who took part: the rest is
 * nobody else's business. */
char *tf_evidence_settings_to_json (const TfEvidenceSubject *subject);

/* ---- bundle.c ---------------------------------------------------------------------- */

/** TfBundle: evidence in memory. */
typedef struct {
    GBytes *message;
    GBytes *answers;
    GBytes *settings;
    GBytes *report;
    GBytes *about;
    GPtrArray *changed; /* char *: entries whose bytes are not those of the manifest */
} TfBundle;

/* Whether the first bytes of a file are those of a zip that begins as evidence does. */
gboolean tf_bundle_is_likely (TfSpan start);
/* Owned. NULL and error, a whole sentence: the file behind FD, which remains the caller's, is no evidence
 * or cannot be read. */
TfBundle *tf_bundle_read (int fd, GError **error);
/* Owned: the version of truefrom that made it, escaped; or NULL. */
char *tf_bundle_dup_version (const TfBundle *bundle);
void tf_bundle_free (TfBundle *bundle);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfBundle, tf_bundle_free)

/* ---- settings-read.c, replay.c ------------------------------------------------------ */

/* Owned: a request for the message, as it was checked then. NULL and error, a whole sentence:
 * settings.json cannot be used. */
TfRequest *tf_bundle_dup_request (const TfBundle *bundle, GError **error);

/** TfReplay: a check that asks nobody but the evidence. */
typedef struct {
    TfResolver *resolver;
    TfVerifier *verifier;
    TfRequest *request;
} TfReplay;

/* Owned. NULL and error, a whole sentence: its answers or settings cannot be used. */
TfReplay *tf_replay_new (const TfBundle *bundle, GError **error);
/* Borrowed: "TXT name" of each answer that was wanted and is not in the evidence. */
const GPtrArray *tf_replay_peek_missing (const TfReplay *replay);
void tf_replay_free (TfReplay *replay);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfReplay, tf_replay_free)

/* ---- compare.c --------------------------------------------------------------------- */

/** TfDifference: one member of a report that is not the same. */
typedef struct {
    char *member; /* "verdict.code" */
    char *then;
    char *now;
} TfDifference;

/* Owned (of TfDifference): in what JSON, the report of today, differs from that of BUNDLE. Left out are
 * the name of the file, the sentences, which depend on the language, and how the DNS was asked. NULL: the
 * report of BUNDLE cannot be read. */
GPtrArray *tf_bundle_compare (const TfBundle *bundle, const char *json);
