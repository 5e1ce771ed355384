/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* words-private: what the files of words share.
 *
 *   codes.c             the heading and the text of each code; the address line
 *   buttons.c           the buttons of the banner
 *   reply.c             the question before an answer
 *   unclear.c           why it is not clear who sent a message
 *   exceptions.c        what the reader found to be right, and what may be accepted
 *   explain.c           every code: what it means, what to tell a caller
 *   explain-others.c    every code: what a reader and an administrator can do
 *   reasons.c           every TfReason in words
 *   report-mail.c       a mail to the helpdesk, and saved evidence
 *   abuse.c             a report to an abuse desk (abuse.h)
 *   fill.c              {placeholders} in translated sentences
 *   values.c            what replaces each of them when the sentence is about a report
 *   setup.c             which servers an account's mail comes through
 *   settings.c          the preferences
 *   safe.c              makes foreign text fit to be shown
 *   domains.c           makes domains and addresses fit to be shown
 *   rows.c              how the rows of the details are put together
 *   details.c           the rows of the details
 *   details-checks.c    those about signatures, the domain's policy and the DNS
 *   details-delivery.c  those about the delivery: SPF, servers, forwarders
 *   posture.c           what protects a domain (posture.h)
 *   sheet.c             a page about it for somebody else (sheet.h)
 *   path.c              the way of the message, as a few stations
 */
#pragma once

#include "words/words.h"

/* Room for a domain in a heading, and in a line of its own. Longer ones lose labels on
 * the left, never part of the registrable domain. */
#define TF_WORDS_DOMAIN_CHARS      48
#define TF_WORDS_LONG_DOMAIN_CHARS 96
#define TF_WORDS_NAME_CHARS        60
#define TF_WORDS_LOCAL_CHARS       64
#define TF_WORDS_VALUE_CHARS       200
#define TF_WORDS_ADDRESSES         4
/* Combining marks in a row; more of them paint over other lines. */
#define TF_WORDS_MARKS 4

/* Isolates of UAX #9: left to right; in the direction of the first letter inside; and the end of
 * either. */
#define TF_WORDS_LRI "\u2066"
#define TF_WORDS_FSI "\u2068"
#define TF_WORDS_PDI "\u2069"

/* ---- safe.c ------------------------------------------------------------------------ */

gboolean tf_words_is_invisible (gunichar c);
gboolean tf_words_is_unprintable (gunichar c);
gboolean tf_words_is_blank (gunichar c);
/* Foreign words, isolated in the direction of their own first strong letter. Owned. */
char *tf_words_isolated_text (const char *foreign, guint max);
/* A character that would not be seen is shown as U+FFFD: nothing is dropped, so that no address
 * can look like another one. Owned. */
char *tf_words_marked_text (const char *foreign, guint max);

/* ---- domains.c --------------------------------------------------------------------- */

/* The distribution's list, read once. Borrowed. */
const TfSuffixList *tf_words_suffixes (void);
/* As tf_words_safe_domain(), with a limit of its own. */
char *tf_words_domain (const char *domain, guint max);
/* For a heading or a text: the whole domain if it fits, otherwise the registrable domain alone, so that
 * no word before a shortened name looks like part of it. */
char *tf_words_domain_in_sentence (const char *domain);
/* A domain, followed by its A-label form if the two differ. */
char *tf_words_domain_both (const char *domain);
/* "local@domain" left to right; DOMAIN may be NULL: then ADDRESS as it was written. */
char *tf_words_address (const char *local, const char *domain, const char *address);
/* The same for an address that was not split. */
char *tf_words_address_text (const char *address);
/* Of char *: a few of them, and a sign that there are more. */
char *tf_words_addresses (gpointer const *addresses, guint n_addresses);
/* ---- fill.c ---------------------------------------------------------------- */

/* As tf_words_fill(), with {from} {real} {shown} {known} {name} {reply} {signer} {date} {list} from
 * REPORT. */
char *tf_words_fill_report (const char *template, const TfReport *report);
/* Owned: a time for people, in the local time zone. */
char *tf_words_time (gint64 seconds);
char *tf_words_date (gint64 seconds);
/* Borrowed: the Reply-To that imitates the sender, or the first of another organization; NULL
 * without one. */
const char *tf_words_reply_elsewhere (const TfReport *report);
/* Owned: what stands for {from}. */
char *tf_words_from (const TfReport *report);
/* Borrowed: the domain whose valid signature or SPF counts for From; NULL without one. */
const char *tf_words_signer (const TfReport *report);
/* The sentence of TF04, not yet translated: a template for tf_words_fill_report(). */
const char *tf_words_unclear (const TfReport *report);

/* ---- reasons.c ------------------------------------------------------------- */

/* Borrowed, translated: a clause without a full stop; NULL for TF_REASON_NONE. */
const char *tf_words_reason (TfReason reason);

/* ---- rows.c ------------------------------------------------------------------------ */

GPtrArray *tf_words_rows_new (void); /* of TfDetail */
/* Takes ownership of both. */
void tf_words_add_row (GPtrArray *rows, char *label, char *value);
/* Appends one of several sentences to a value; takes ownership of SENTENCE. */
void tf_words_add_sentence (GString *value, char *sentence);

/* Adds ITEM to a list that is shown in one line; what stands between two items is up to the
 * language. */
void tf_words_add_item (GString *list, const char *item);
/* Owned: TEMPLATE with {reason} filled in. */
char *tf_words_with_reason (const char *template, TfReason reason);

/* ---- details-checks.c, details-delivery.c ------------------------------------------ */

void tf_words_add_signatures (GPtrArray *rows, const TfReport *report);
void tf_words_add_rule (GPtrArray *rows, const TfReport *report);
void tf_words_add_dns (GPtrArray *rows, const TfDns *dns);
void tf_words_add_exceptions (GPtrArray *rows, const TfReport *report);
void tf_words_add_delivery (GPtrArray *rows, const TfReport *report);

/* ---- path.c ------------------------------------------------------------------------ */

/* For text, in place of the picture. Adds nothing if there is no path. */
void tf_words_add_path (GPtrArray *rows, const TfReport *report);
