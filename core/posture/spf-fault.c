/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* spf-fault: which word makes a record an error (RFC 7208 §4.6). */
#include "posture/posture-private.h"

#include "spf/spf.h"

static gboolean
is_good_word (TfSpan word)
{
    g_autofree char *plain = tf_span_dup (word);
    g_autofree char *alone = g_strconcat ("v=spf1 ", plain, NULL);
    TfSpfRecord *record = tf_spf_record_parse (tf_span_of (alone));

    if (record == NULL)
        return FALSE;
    tf_spf_record_free (record);
    return TRUE;
}

char *
tf_posture_spf_fault (TfSpan text)
{
    TfCursor cursor = tf_cursor (text);

    tf_cursor_take_until (&cursor, ' ');
    while (tf_cursor_take (&cursor, ' ')) {
        TfSpan word = tf_cursor_take_until (&cursor, ' ');

        if (!is_good_word (word))
            return tf_span_dup_utf8 (word);
    }
    return tf_span_dup_utf8 (text); /* a modifier that stands twice */
}
