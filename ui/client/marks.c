/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* marks: a result that says nothing new of the sender, because nobody could be asked or the keys are
 * gone by now, takes no mark away. */
#include "client/marks.h"

const char *
tf_mark_tag (TfMark mark)
{
    static const char *const tags[] = {
        [TF_MARK_NONE] = NULL,
        [TF_MARK_WARNING] = "truefrom-warning",
        [TF_MARK_ALARM] = "truefrom-alarm",
    };

    G_STATIC_ASSERT (G_N_ELEMENTS (tags) == TF_N_MARKS);
    return tags[mark];
}

static TfMark
mark_of_level (TfLevel level)
{
    switch (level) {
    case TF_LEVEL_ALARM:
        return TF_MARK_ALARM;
    case TF_LEVEL_WARNING:
        return TF_MARK_WARNING;
    case TF_LEVEL_NOTE:
    case TF_LEVEL_QUIET:
        break;
    }
    return TF_MARK_NONE;
}

TfMark
tf_mark_after (TfMark now, const TfReport *report)
{
    TfMark mark = mark_of_level (tf_report_peek_level (report));

    return report->evidence.result == TF_EVIDENCE_UNKNOWN ? MAX (now, mark) : mark;
}

TfMark
tf_mark_read (const TfMarkClient *client, gpointer data)
{
    TfMark mark = TF_N_MARKS - 1;

    while (mark > TF_MARK_NONE && !client->has (tf_mark_tag (mark), data))
        mark--;
    return mark;
}

void
tf_mark_write (TfMark mark, const TfMarkClient *client, gpointer data)
{
    for (TfMark other = TF_MARK_NONE + 1; other < TF_N_MARKS; other++)
        if (other != mark && client->has (tf_mark_tag (other), data))
            client->set (tf_mark_tag (other), FALSE, data);
    if (mark != TF_MARK_NONE && !client->has (tf_mark_tag (mark), data))
        client->set (tf_mark_tag (mark), TRUE, data);
}
