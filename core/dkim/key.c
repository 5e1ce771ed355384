/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* key.c: RFC 6376 §3.6.1, the key record; RFC 8463 §4 for k=ed25519. The content of p= is
 * examined only when a signature is checked. Left out: n= (a note), g= (removed by
 * RFC 6376). */

#include "dkim/dkim.h"

static gboolean
list_has (TfSpan list, const char *word)
{
    TfCursor cursor = tf_cursor (list);

    do {
        if (tf_span_equal_nocase (tf_span_strip (tf_cursor_take_until (&cursor, ':')),
                                  word))
            return TRUE;
    } while (tf_cursor_take (&cursor, ':'));
    return FALSE;
}

/* Whether the operator meant this to be a key, however badly it came out. A text that
 * comes from a wildcard, or has another version, is not. */
static gboolean
looks_like_key (TfSpan text)
{
    TfCursor cursor = tf_cursor (text);

    tf_cursor_skip_fws (&cursor);
    if (!tf_cursor_take (&cursor, 'v'))
        return FALSE;
    tf_cursor_skip_fws (&cursor);
    if (!tf_cursor_take (&cursor, '='))
        return FALSE;
    tf_cursor_skip_fws (&cursor);
    return tf_cursor_take_text (&cursor, "DKIM1");
}

/* §3.6.1 "v=": if present, it comes first and is exactly DKIM1; without it, p= shows that this
 * is a key. */
static gboolean
is_key_list (const TfTagList *list)
{
    TfSpan value;

    if (tf_tag_list_get_state (list) != TF_TAG_LIST_OK)
        return FALSE;
    if (tf_tag_list_get (list, "v", &value))
        return tf_tag_list_is_first (list, "v") && tf_span_equal (value, "DKIM1");
    return tf_tag_list_get (list, "p", &value);
}

static TfReason
read_type (TfDkimKeyRecord *record, const TfTagList *list)
{
    TfSpan value;

    record->type = TF_KEY_RSA;
    if (!tf_tag_list_get (list, "k", &value) || tf_span_equal_nocase (value, "rsa"))
        return TF_REASON_NONE;
    if (!tf_span_equal_nocase (value, "ed25519"))
        return TF_REASON_KEY_TYPE_UNKNOWN;
    record->type = TF_KEY_ED25519;
    return TF_REASON_NONE;
}

static TfReason
read_data (TfDkimKeyRecord *record, const TfTagList *list)
{
    TfSpan value;

    if (!tf_tag_list_get (list, "p", &value))
        return TF_REASON_KEY_SYNTAX;
    if (value.length == 0)
        return TF_REASON_KEY_REVOKED; /* §3.6.1 "p=" */
    record->data = tf_base64_decode (value);
    return record->data != NULL ? TF_REASON_NONE : TF_REASON_KEY_SYNTAX;
}

static void
read_permissions (TfDkimKeyRecord *record, const TfTagList *list)
{
    TfSpan value;

    record->allows_sha256 = record->allows_sha1 = record->allows_email = TRUE;
    if (tf_tag_list_get (list, "h", &value)) {
        record->allows_sha256 = list_has (value, "sha256");
        record->allows_sha1 = list_has (value, "sha1");
    }
    if (tf_tag_list_get (list, "s", &value))
        record->allows_email = list_has (value, "*") || list_has (value, "email");
    if (tf_tag_list_get (list, "t", &value)) {
        record->testing = list_has (value, "y");
        record->strict_identity = list_has (value, "s");
    }
}

static void
read_record (TfDkimKeyRecord *record, const TfTagList *list)
{
    TfReason type_reason = read_type (record, list);

    record->reason = read_data (record, list);
    if (record->reason == TF_REASON_NONE)
        record->reason = type_reason;
    read_permissions (record, list);
}

/**
 * tf_dkim_key_record_parse:
 * @text: a TXT record, its character-strings joined
 *
 * Returns: (transfer full) (nullable): the record, with its reason set when it cannot be
 * used; or %NULL when it is not a key record at all
 */
TfDkimKeyRecord *
tf_dkim_key_record_parse (TfSpan text)
{
    g_autoptr (TfTagList) list = NULL;
    TfDkimKeyRecord *record;
    gboolean good = FALSE;

    if (text.length <= TF_LIMIT_RECORD_BYTES) {
        list = tf_tag_list_parse (text);
        good = is_key_list (list);
    }
    if (!good && !looks_like_key (text))
        return NULL;
    record = g_new0 (TfDkimKeyRecord, 1);
    record->reason = TF_REASON_KEY_SYNTAX;
    if (good)
        read_record (record, list);
    return record;
}

void
tf_dkim_key_record_free (TfDkimKeyRecord *record)
{
    if (record == NULL)
        return;
    g_clear_pointer (&record->data, g_bytes_unref);
    g_free (record);
}
