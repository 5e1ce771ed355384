/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* content: what bytes are. Names and MIME types are wrong too often: reports come as application/octet-stream,
 * as text/plain, as a gzip that is named zip. */
#include "archive/archive-reader.h"
#include "feedback/containers-private.h"
#include "mailbox/mailbox.h"
#include "message/message.h"

#define TEXT_BYTES   64
#define REPORT_LINES 20 /* Feedback-Type may be anywhere in its part (RFC 5965 §3.1) */

static void
skip_mark (TfCursor *cursor)
{
    tf_cursor_take_text (cursor, "\xef\xbb\xbf");
    tf_cursor_skip_fws (cursor);
}

/* In UTF-16 too. */
static gboolean
begins_like_xml (TfSpan start)
{
    TfCursor cursor = tf_cursor (start);
    TfCursor wide = cursor;

    skip_mark (&cursor);
    if (tf_cursor_peek (&cursor) == '<')
        return !tf_cursor_take_text (&cursor, "<html") &&
               !tf_cursor_take_text (&cursor, "<!doctype html");
    if (!tf_cursor_take_text (&wide, "\xff\xfe"))
        tf_cursor_take_text (&wide, "\xfe\xff");
    tf_cursor_take (&wide, '\0');
    return wide.at > start.data && tf_cursor_take (&wide, '<');
}

static gboolean
is_feedback_line (TfSpan line, gboolean *ret_is_failure)
{
    TfCursor cursor = tf_cursor (line);

    if (!tf_cursor_take_text (&cursor, "Feedback-Type:"))
        return FALSE;
    tf_cursor_skip_fws (&cursor);
    *ret_is_failure = tf_cursor_take_text (&cursor, "auth-failure");
    return TRUE;
}

/* RFC 5965 §3.1: only fields, so that a whole mail is none. */
static gboolean
is_feedback (TfSpan start, gboolean *ret_is_failure)
{
    TfCursor cursor = tf_cursor (start);

    for (guint i = 0; i < REPORT_LINES && !tf_cursor_at_end (&cursor); i++) {
        TfSpan line = tf_cursor_take_until (&cursor, '\n');

        tf_cursor_take (&cursor, '\n');
        if (i > 0 && tf_span_strip (line).length == 0)
            return FALSE;
        if (is_feedback_line (line, ret_is_failure))
            return TRUE;
    }
    return FALSE;
}

/* RFC 8460 §4.4. */
static gboolean
is_tls_report (TfSpan start)
{
    TfCursor cursor = tf_cursor (start);

    skip_mark (&cursor);
    if (tf_cursor_peek (&cursor) != '{')
        return FALSE;
    for (; !tf_cursor_at_end (&cursor); tf_cursor_take_until (&cursor, '"'))
        if (tf_cursor_take_text (&cursor, "\"organization-name\"") ||
            tf_cursor_take_text (&cursor, "\"policies\""))
            return TRUE;
        else
            tf_cursor_next (&cursor);
    return FALSE;
}

TfContent
tf_content_of (TfSpan start)
{
    gboolean is_failure;

    if (tf_archive_kind_of (start) != TF_ARCHIVE_NONE)
        return TF_CONTENT_ARCHIVE;
    if (begins_like_xml (start))
        return TF_CONTENT_XML;
    if (tf_mbox_begins (start))
        return TF_CONTENT_MBOX;
    if (is_feedback (start, &is_failure))
        return TF_CONTENT_NONE;
    return tf_form_of (start) == TF_FORM_MESSAGE ? TF_CONTENT_MAIL : TF_CONTENT_NONE;
}

TfFeedbackState
tf_content_state (TfSpan start)
{
    gboolean is_failure;

    if (start.length == 0)
        return TF_FEEDBACK_EMPTY;
    if (is_feedback (start, &is_failure))
        return is_failure ? TF_FEEDBACK_FAILURE : TF_FEEDBACK_ABUSE;
    return is_tls_report (start) ? TF_FEEDBACK_TLS : TF_FEEDBACK_NO_REPORT;
}

char *
tf_content_dup_text (TfSpan start)
{
    TfSpan text = tf_span_strip (start);

    if (text.length == 0 || text.length > TEXT_BYTES || tf_span_has (text, '\0'))
        return NULL;
    return g_utf8_validate (text.data, (gssize)text.length, NULL) ? tf_span_dup (text)
                                                                  : NULL;
}
