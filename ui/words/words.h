/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* words: every sentence for people; translatable (gettext domain "truefrom"), plain,
 * calm. */
#pragma once

#include "delivery/proposal.h"
#include "evaluate/report.h"

/* Without a helpdesk to report to, SAVE stands in the place of REPORT. */
typedef enum { TF_BUTTON_DETAILS, TF_BUTTON_REPORT, TF_BUTTON_SAVE } TfButton;

/* Owned; NULL for quiet rows, which show nothing. Foreign text in it is already safe to
 * show: one line, no control or direction characters, isolated, domains left to right and
 * with a complete registrable part. It is plain text, not markup. */
char *tf_words_heading (const TfReport *report);
char *tf_words_text (const TfReport *report);
/* For a row that shows nothing one sentence, for every other row its heading; never
 * NULL. */
char *tf_words_summary (const TfReport *report);
/* The sentences under it; never NULL. */
char *tf_words_summary_text (const TfReport *report);
/* The level as a word: "Alarm"; borrowed. */
const char *tf_words_level (TfLevel level);

/** TfReplyKind: what is written because of a message. */
typedef enum { TF_REPLY_ANSWER, TF_REPLY_FORWARD } TfReplyKind;

/* The question before an answer to a message at alarm or warning level. RECIPIENTS are bare
 * addresses; without any the heading is that of the message. */
char *tf_words_reply_heading (const TfReport *report, TfReplyKind kind,
                              const char *const *recipients);
char *tf_words_reply_text (const TfReport *report);
/* One line: the answer leaves the author's organization for ELSEWHERE, bare addresses. NULL
 * without any. */
char *tf_words_reply_line (const TfReport *report, const char *const *elsewhere);
/* What is to be confirmed before an answer to a lookalike, with both domains; NULL for any
 * other message. */
char *tf_words_reply_confirmation (const TfReport *report);

/* "Address shown: service@bank.example": the address that was checked, never the name beside
 * it, which the sender can choose. Never NULL. */
char *tf_words_address_line (const TfReport *report);
/* The name beside the address, for the details: in quotation marks, with pictographs
 * replaced; NULL without one. */
char *tf_words_quoted_name (const char *name);
/* U+200E or U+200F: in front of a label it ensures the direction of the program's language,
 * whatever foreign word comes first. Borrowed. */
const char *tf_words_direction (void);
/* What to do about it: the words of `truefrom explain`, for the details. Borrowed. */
const char *tf_words_advice (const TfReport *report);
/* The buttons of this row in order: DETAILS and REPORT. Returns how many. */
guint tf_words_buttons (const TfReport *report, TfButton ret_buttons[2]);
const char *tf_words_button_label (TfButton button); /* with mnemonic */

/** TfDetail: one row of the details: a label, and what was found. */
typedef struct {
    char *label;
    char *value;
} TfDetail;

/* Owned (of TfDetail): the code, what was checked, who signed the message, what did not match.
 * Heading and text are not among them. */
GPtrArray *tf_words_details (const TfReport *report);
/* Owned plain text of heading, text and details, for "Copy report" and for people at the command
 * line. */
char *tf_words_report_text (const TfReport *report);

/* Owned: one line for the Subject of a mail to the helpdesk: the code and the sender's domain. */
char *tf_words_mail_subject (const TfReport *report);
/* Owned plain text of that mail; PROGRAM is the mail program and its version, or NULL. */
char *tf_words_mail_text (const TfReport *report, const char *program);
/* Owned: a name for a folder, ASCII. */
char *tf_words_evidence_name (const TfReport *report);
/* Owned: the command that checks the file MESSAGE again with ANSWERS; OPTIONS may be NULL. */
char *
tf_words_replay (const char *answers, const char *message, const char *const *options);
/* Owned plain text to be saved beside the message. */
char *
tf_words_evidence_text (const TfReport *report, const char *program, const char *replay);
/* Owned: that it was saved in FOLDER (a file name), and how it is checked again. */
char *tf_words_evidence_saved (const char *folder, const char *replay);

/* Owned: the time of day for people, in the local time zone. */
char *tf_words_clock (gint64 seconds);
/* Owned: TEMPLATE with each {key} replaced by its value, once. Pairs of key and value, NULL at the
 * end. Values are never read as templates, and no format string is ever made of data. */
char *tf_words_fill (const char *template, ...) G_GNUC_NULL_TERMINATED;

/* What CODE means, and what to tell a caller; borrowed. */
const char *tf_words_explain_title (TfCode code);
const char *tf_words_explain_meaning (TfCode code);
const char *tf_words_explain_advice (TfCode code);

/* Owned: what the mail of an account says about its servers, or why nothing can be proposed. */
char *tf_words_proposal (const TfProposal *proposal);
/* Owned: in how many messages it was seen. */
char *tf_words_proposal_grounds (const TfProposal *proposal);

/* SENTENCE without the isolation characters around its foreign words: for terminals, logs
 * and JSON, whose readers do their own isolating. Owned. */
char *tf_words_plain (const char *sentence);
/* One line, no control, direction or invisible characters; owned. MAX characters (0: no
 * limit) are kept at the left. */
char *tf_words_safe_text (const char *foreign, guint max);
/* A domain for people, shortened on the left before the registrable part, in a left-to-right
 * isolate. */
char *tf_words_safe_domain (const char *domain, const TfSuffixList *suffixes);
