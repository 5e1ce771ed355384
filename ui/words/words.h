/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* words: every sentence for people; translatable (gettext domain "truefrom"), plain,
 * calm. */
#pragma once

#include "delivery/proposal.h"
#include "evaluate/report.h"
#include "memory/memory.h"

/* Without a helpdesk to report to, SAVE stands in the place of REPORT. */
typedef enum { TF_BUTTON_DETAILS, TF_BUTTON_REPORT, TF_BUTTON_SAVE } TfButton;

/* Owned; NULL for quiet rows, which show nothing. Foreign text in it is already safe to
 * show: one line, no control or direction characters, isolated, domains left to right and
 * with a complete registrable part. It is plain text, not markup. */
char *tf_words_heading (const TfReport *report);
char *tf_words_text (const TfReport *report);
/* Owned: what the signatures that count do not cover; NULL: nothing that matters. */
char *tf_words_not_covered (const TfReport *report);
/* For a row that shows nothing one sentence, for every other row its heading; never
 * NULL. */
char *tf_words_summary (const TfReport *report);
/* The sentences under it; never NULL. */
char *tf_words_summary_text (const TfReport *report);
/* One plain line that names a confirmed domain; NULL for any other message. */
char *tf_words_confirmed_line (const TfReport *report);
/* The level as a word: "Alarm"; borrowed. */
const char *tf_words_level (TfLevel level);
/* The level of a message, or that its check was not finished; borrowed. */
const char *tf_words_result (const TfReport *report);

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

/* Owned: one sentence: what the reader has accepted, for the details and the preferences. */
char *tf_words_exception (const TfException *exception);
/* Owned: what it would mean to accept it. */
char *tf_words_exception_offer (const TfException *exception);
const char *tf_words_exception_button (TfExceptionKind kind); /* with mnemonic */

/** TfDetail: one row of the details: a label, and what was found. */
typedef struct {
    char *label;
    char *value;
} TfDetail;

/* Owned (of TfDetail): the code, what was checked, who signed the message, what did not match.
 * Heading and text are not among them. */
GPtrArray *tf_words_details (const TfReport *report);
/** TfLink: what is between a station and the one before it. */
typedef enum { TF_LINK_PLAIN, TF_LINK_UNPROVEN, TF_LINK_BROKEN } TfLink;

/** TfStation: one place on the way of a message. */
typedef struct {
    char *label;
    char *name;  /* safe to show; or NULL */
    TfLink link; /* to the station before; only the second station's is not plain */
} TfStation;

/* Owned (of TfStation): from the domain that the message names to the reader, 2 to 5; none for what the reader
 * wrote and nobody delivered. Only signers and what the reader's own servers recorded are named. */
GPtrArray *tf_words_path (const TfReport *report);
/* Owned: one sentence: where the path begins, or breaks. */
char *tf_words_path_finding (const TfReport *report);
/* Owned: all of that in words; NULL without a path. */
char *tf_words_path_text (const TfReport *report);
/* Borrowed: what is written at a link; NULL for a plain one. */
const char *tf_words_link (TfLink link);

/* Owned plain text of heading, text and details, for "Copy report" and for people at the command
 * line. */
char *tf_words_report_text (const TfReport *report);

/* Owned: one line for the Subject of a mail to the helpdesk: the code and the sender's domain. */
char *tf_words_mail_subject (const TfReport *report);
/* Owned plain text of that mail; PROGRAM is the mail program and its version, or NULL. */
char *tf_words_mail_text (const TfReport *report, const char *program);
/* Owned: a name for a file, ASCII, without what follows the last dot. */
char *tf_words_evidence_name (const TfReport *report);
/* Owned plain text: the report, to be saved beside the message. */
char *tf_words_evidence_text (const TfReport *report, const char *program);
/* Owned plain text: what evidence is, for whoever opens it. */
char *tf_words_evidence_readme (void);
/* Owned: that it was saved in FILE (a file name), and how it is checked again. */
char *tf_words_evidence_saved (const char *file);

/* Owned: the time of day for people, in the local time zone. */
char *tf_words_clock (gint64 seconds);
/* Owned: TEMPLATE with each {key} replaced by its value, once. Pairs of key and value, NULL at the
 * end. Values are never read as templates, and no format string is ever made of data. */
char *tf_words_fill (const char *template, ...) G_GNUC_NULL_TERMINATED;

/* What CODE means, and what to tell a caller; borrowed. */
const char *tf_words_explain_title (TfCode code);
const char *tf_words_explain_meaning (TfCode code);
const char *tf_words_explain_advice (TfCode code);

/** TfAudience: to whom a code is explained. */
typedef enum {
    TF_AUDIENCE_CALLER, /* what a helpdesk says on the phone */
    TF_AUDIENCE_READER, /* who has got the message */
    TF_AUDIENCE_ADMIN   /* who can change records, settings and servers */
} TfAudience;

/* Borrowed: the line above the advice for AUDIENCE, and the advice. */
const char *tf_words_explain_heading (TfAudience audience);
const char *tf_words_explain_for (TfCode code, TfAudience audience);

/* Owned: what the mail of an account says about its servers, or why nothing can be proposed. */
char *tf_words_proposal (const TfProposal *proposal);
/* Owned: in how many messages it was seen. */
char *tf_words_proposal_grounds (const TfProposal *proposal);
/* Owned: how much mail, from how many senders and over what time it rests on. */
char *tf_words_proposal_basis (const TfProposal *proposal);
/* Borrowed: the question after a proposal. */
const char *tf_words_offer_question (void);
/* Owned: that mail which comes in through SERVER is usually changed, and what that rests on. */
char *tf_words_rewriting (const TfSeenServer *server);
/* Owned: the same, and another sentence. */
char *tf_words_rewriting_with (const TfSeenServer *server, const char *sentence);
/* Borrowed: what follows from that. */
const char *tf_words_rewriting_advice (void);
/* Owned, for a message that could not be confirmed: the question whether HOST, through which it came in,
 * is to be believed. */
char *tf_words_cure (const char *host);
/* Owned: why nothing can be proposed for its account. */
char *tf_words_no_cure (const TfProposal *proposal);

/** TfSettingWords: those of one setting in the preferences; all borrowed. */
typedef struct {
    const char *label;   /* with mnemonic if something can be typed */
    const char *help;    /* or NULL */
    const char *example; /* of what can be typed; or NULL */
    const char *problem; /* beside what cannot be used; or NULL */
} TfSettingWords;

void tf_words_setting (const char *key, TfSettingWords *ret_words);

/** TfChoiceWords: one value of a setting that has a few. */
typedef struct {
    const char *value;
    const char *label; /* with mnemonic; not yet translated */
} TfChoiceWords;

/* Borrowed; ends with a NULL value. */
const TfChoiceWords *tf_words_choices (const char *key);
/* Owned: one line: what is believed of PROVIDER; both lists end with NULL, in the form of the settings. */
char *tf_words_servers (const char *provider, const char *const *trusted,
                        const char *const *borders);
/* Owned: that the reader refused these servers; ends with NULL, in the form of the settings. */
char *tf_words_refused (const char *const *names);
/* Owned: how much was learned from mail. */
char *tf_words_learned (const TfMemoryCounts *learned);
/* Owned: what was counted instead of being shown, as in TfTally. */
char *tf_words_tally (gint64 since, const char *const *codes, const guint *numbers);

/* SENTENCE without the isolation characters around its foreign words: for terminals, logs
 * and JSON, whose readers do their own isolating. Owned. */
char *tf_words_plain (const char *sentence);
/* One line, no control, direction or invisible characters; owned. MAX characters (0: no
 * limit) are kept at the left. */
char *tf_words_safe_text (const char *foreign, guint max);
/* A domain for people, shortened on the left before the registrable part, in a left-to-right
 * isolate. */
char *tf_words_safe_domain (const char *domain, const TfSuffixList *suffixes);
