/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* abuse: what is said about a report to an abuse desk (abuse.c). */
#pragma once

#include "abuse/abuse.h"

/* Owned, in English, as an abuse desk anywhere reads it: the Subject of the mail. */
char *tf_words_abuse_subject (const TfReport *report);
/* Owned, the same: what is said to it. COPY is of the message; REDACTION may be NULL. SHA256, the digest of the
 * original, is given only with a copy that is one: with any other, it would tell whether a guess at what is hidden
 * is right. */
char *tf_words_abuse_text (const TfReport *report, const TfAbuseCopy *copy,
                           const TfRedaction *redaction, const char *sha256);
/* Owned: to whom it can be sent, and why. */
char *tf_words_abuse_desk (const TfDesk *desk);
/* Borrowed: what else is to be known about what is hidden; or NULL. */
const char *tf_words_abuse_hidden (const TfRedaction *redaction);
/* Borrowed: what must be known before that. */
const char *tf_words_abuse_warning (void);
