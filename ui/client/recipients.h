/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* recipients: where what is being written goes, and what took it there. */
#pragma once

#include "evaluate/report.h"

/* Owned: the bare addresses in FIELDS (UTF-8, as they stand in a composer), each once, never the
 * names beside them. Those of another organization than the author's of REPORT (or NULL) come first. */
GStrv tf_recipients_read (const char *const *fields, const TfReport *report);
/* Owned: those of RECIPIENTS to whom a Reply-To, List-Post or Mail-Followup-To of the message took
 * the answer, out of its author's organization. */
GStrv tf_recipients_elsewhere (const char *const *recipients, const TfReport *report);
/* Whether a message with this report is asked about before an answer to it is sent. */
gboolean tf_recipients_need_question (const TfReport *report);
/* Whether the recipients of an answer to it are people whom the reader knows from then on. Whoever made a
 * reader answer a message that may be forged is none of them. */
gboolean tf_recipients_may_be_learned (const TfReport *report);
