/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* aggregate: see aggregate.h. */
#include "words/aggregate.h"

#include "words/translate.h"
#include "words/words-private.h"

/* ---- what was not counted ---------------------------------------------------------- */

static const char *const refusals[TF_N_FEEDBACK_STATES] = {
    [TF_FEEDBACK_UNREADABLE] = N_ ("This could not be read."),
    [TF_FEEDBACK_EMPTY] = N_ ("This is empty."),
    [TF_FEEDBACK_NO_REPORT] = N_ ("This holds no DMARC report."),
    [TF_FEEDBACK_MALFORMED] = N_ ("This report is not well-formed XML."),
    [TF_FEEDBACK_UNFINISHED] = N_ ("This report ends in the middle."),
    [TF_FEEDBACK_DOCTYPE] =
        N_ ("This report has a document type, which no report needs and an attack may."),
    [TF_FEEDBACK_SECOND_ROOT] = N_ ("There is more than one report in this file of XML."),
    [TF_FEEDBACK_TOO_DEEP] = N_ ("The elements of this report are nested too deeply."),
    [TF_FEEDBACK_LONG_TEXT] = N_ ("A text in this report is too long."),
    [TF_FEEDBACK_TOO_LARGE] = N_ ("This is too large."),
    [TF_FEEDBACK_TOO_MANY_ROWS] = N_ ("This report has too many rows."),
    [TF_FEEDBACK_NO_DOMAIN] = N_ ("This report does not say which domain it is about."),
    [TF_FEEDBACK_BROKEN_ARCHIVE] =
        N_ ("This archive is damaged, encrypted, or packed in a way that is not known."),
    [TF_FEEDBACK_BOMB] =
        N_ ("There is far more in this archive than in any honest one; it was not "
            "read any further."),
    [TF_FEEDBACK_TOO_MANY_ENTRIES] = N_ ("There are too many files in this archive."),
    [TF_FEEDBACK_NESTED] = N_ ("Too many archives are packed within each other."),
    [TF_FEEDBACK_NO_FILE] =
        N_ ("This entry of an archive is a link, a device or a file with holes."),
    [TF_FEEDBACK_FAILURE] =
        N_ ("This is a report about one message that failed; it is not counted."),
    [TF_FEEDBACK_ABUSE] = N_ ("This is a complaint about a message; it is not counted."),
    [TF_FEEDBACK_TLS] = N_ ("This is a report about TLS; it is not counted."),
};

char *
tf_words_refusal (const TfRefusal *refusal)
{
    if (refusal->text != NULL)
        /* Translators: {text} is all that is in a file. */
        return tf_words_fill (_ ("This holds no DMARC report, only \"{text}\"."), "text",
                              refusal->text, NULL);
    return g_strdup (_ (refusals[refusal->state]));
}

const char *
tf_words_remark (guint bit)
{
    static const char *const sentences[TF_N_REMARKS] = {
        N_ ("Some characters are wrong."),
        N_ ("Rows without an address or a number of messages were left out."),
        N_ ("The times cannot be right; the report counts in the totals, but not in any day "
            "or month."),
        N_ ("The XML around the report is not closed."),
        N_ ("The file is damaged after the end of the report."),
        N_ ("What the receiver concluded does not follow from the results it lists."),
        N_ ("It came more than once, with different rows; the larger one counts."),
    };

    return _ (sentences[bit]);
}

/* ---- senders ----------------------------------------------------------------------- */

const char *
tf_words_sender_group (TfSenderGroup group)
{
    static const char *const labels[TF_N_SENDER_GROUPS] = {
        /* Translators: these are about messages. */
        N_ ("Probably yours, but failing"),
        N_ ("Yours by DKIM only"),
        N_ ("Yours by SPF only: fails when it is forwarded"),
        N_ ("Yours by DKIM and SPF"),
        N_ ("Forwarded"),
        N_ ("From strangers"),
    };

    return _ (labels[group]);
}

/* ---- the first sentence ------------------------------------------------------------ */

/* Cut, not rounded: 100 means all. */
static char *
percentage (guint64 part, guint64 whole)
{
    guint tenths = (guint)((double)part * 1000 / (double)whole);

    return g_strdup_printf ("%.1f %%", MIN (tenths, part < whole ? 999 : 1000) / 10.0);
}

char *
tf_words_aggregate (const TfSums *sums)
{
    g_autofree char *total = tf_words_number (sums->n_messages);
    g_autofree char *lost = tf_words_number (sums->n_lost);
    g_autofree char *percent = NULL;
    const char *template;

    if (sums->n_messages == 0)
        return g_strdup (_ ("The reports name no messages."));
    percent = percentage (sums->n_passed, sums->n_messages);
    template =
        sums->n_lost == 0
            /* Translators: {total} is how many messages, {percent} such as "99.2 %". */
            ? _ ("Of {total} messages {percent} pass; no message that is probably "
                 "yours would go to spam.")
            /* Translators: {lost} is how many messages. */
            : dngettext (GETTEXT_PACKAGE,
                         "Of {total} messages {percent} pass; {lost} that is "
                         "probably yours would go to spam.",
                         "Of {total} messages {percent} pass; {lost} that are "
                         "probably yours would go to spam.",
                         MIN (sums->n_lost, G_MAXUINT));
    return tf_words_fill (template, "total", total, "percent", percent, "lost", lost,
                          NULL);
}
