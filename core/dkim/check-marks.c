/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* check-marks.c: a signature that does not match the header as it is, tried again without the
 * marks that lists and gateways put into the Subject (subject-trials.c). A match proves that the
 * domain signed this header; it is not a pass, because the reader sees a different one. */

#include "dkim/check-private.h"

#include <string.h>

/* A running number is accepted as a list's only where the header comes from a list. */
static gboolean
is_from_list (const TfHeader *header)
{
    static const char *const names[] = {"List-Id",          "List-Post",
                                        "List-Unsubscribe", "Mailing-List",
                                        "X-Mailing-List",   "X-ML-Name"};

    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        if (tf_header_find (header, names[i], 0) >= 0)
            return TRUE;
    return FALSE;
}

static gboolean
signs_subject (const TfDkimSignature *signature)
{
    for (guint i = 0; i < signature->signed_names->len; i++)
        if (g_str_equal (g_ptr_array_index (signature->signed_names, i), "subject"))
            return TRUE;
    return FALSE;
}

/* The only Subject; -1: none that can be tried with another value. */
static gint
find_subject (const TfDkimSignature *signature, const TfHeader *header)
{
    if (header->bytes->len > TF_LIMIT_MARKED_HEADER_BYTES || !signs_subject (signature) ||
        tf_header_count (header, "Subject") != 1)
        return -1;
    return tf_header_find (header, "Subject", 0);
}

/* Writes FIELD with another value to RAW. */
static void
write_field (const TfField *field, const GString *value, GString *raw,
             TfDkimInstead *instead)
{
    gsize before = (gsize)(field->value.data - field->raw.data);
    gsize behind = before + field->value.length;

    g_string_truncate (raw, 0);
    g_string_append_len (raw, field->raw.data, (gssize)before);
    g_string_append_len (raw, value->str, (gssize)value->len);
    g_string_append_len (raw, field->raw.data + behind,
                         (gssize)(field->raw.length - behind));
    instead->field.raw = tf_span (raw->str, raw->len);
    instead->field.name = tf_span (raw->str, field->name.length);
    instead->field.value = tf_span (raw->str + before, value->len);
}

static gboolean
try_values (TfDkimCheck *check, const TfHeader *header, const GPtrArray *values,
            guint index, const TfDnsAnswer *answer, TfDkimTrial *ret_trial)
{
    g_autoptr (GString) raw = g_string_new (NULL);
    TfDkimInstead instead = {.index = index};
    gboolean valid = FALSE;

    check->instead = &instead;
    for (guint i = 0; i < values->len && !valid; i++) {
        write_field (tf_header_get (header, index), g_ptr_array_index (values, i), raw,
                     &instead);
        tf_dkim_read_header (check, header);
        valid = tf_dkim_try_records (check, answer, ret_trial) &&
                ret_trial->refused == TF_REASON_NONE &&
                ret_trial->state == TF_SIGNATURE_VALID;
    }
    check->instead = NULL;
    return valid;
}

/**
 * tf_dkim_check_without_marks:
 * @signature: one that did not match @header
 * @header: the header block
 * @body: the body's hashes, finished
 * @dns: what is known
 * @context: time and rules
 *
 * Returns: (transfer full) (nullable): the result; %NULL when nothing matches
 */
TfDkimResult *
tf_dkim_check_without_marks (const TfDkimSignature *signature, const TfHeader *header,
                             const TfBodyHasher *body, const TfDns *dns,
                             const TfDkimContext *context)
{
    gint index = find_subject (signature, header);
    g_autoptr (TfDkimResult) result = NULL;
    g_autoptr (GPtrArray) values = NULL;
    TfDkimCheck check = {signature, context};
    const TfDnsAnswer *answer;
    TfDkimTrial trial = {0};

    if (index < 0)
        return NULL;
    values = tf_subject_without_marks (tf_header_get (header, (guint)index)->value,
                                       is_from_list (header));
    if (values->len == 0)
        return NULL;
    result = tf_dkim_result_new (signature);
    answer = tf_dkim_begin_check (&check, dns, result);
    if (answer == NULL)
        return NULL;
    tf_dkim_read_message (&check, header, body);
    if (!try_values (&check, header, values, (guint)index, answer, &trial))
        return NULL;
    result->authentic = answer->authentic;
    result->mark_removed = TRUE;
    tf_dkim_conclude (result, &check, header, &trial);
    return g_steal_pointer (&result);
}
