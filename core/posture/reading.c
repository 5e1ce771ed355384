/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* reading: what all parts use: asking, noting what was found, and the posture that they fill. */
#include "posture/posture-private.h"

const TfDnsAnswer *
tf_posture_ask (TfPostureReading *reading, TfDnsType type, const char *prefix,
                const char *domain)
{
    g_autofree char *name =
        prefix != NULL ? g_strconcat (prefix, ".", domain, NULL) : g_strdup (domain);
    const TfDnsAnswer *answer = tf_dns_ask (reading->dns, type, name);

    reading->pending |= answer == NULL;
    return answer;
}

TfSpan
tf_posture_text (const TfDnsAnswer *answer, guint index)
{
    gsize length;
    const char *data =
        g_bytes_get_data (g_ptr_array_index (answer->texts, index), &length);

    return tf_span (data, length);
}

void
tf_posture_note_record (TfPostureReading *reading, const char *name, const char *type,
                        TfSpan text)
{
    TfPostureRecord *record;
    g_autofree char *shown = tf_span_dup_utf8 (text);

    for (guint i = 0; i < reading->posture->records->len; i++) {
        record = g_ptr_array_index (reading->posture->records, i);
        if (g_str_equal (record->name, name) && g_str_equal (record->text, shown))
            return;
    }
    g_ptr_array_add (reading->posture->records,
                     tf_posture_record_new (name, type, shown));
}

/* ---- making and freeing ------------------------------------------------------------ */

static void
forgery_free (TfPostureForgery *forgery)
{
    g_free (forgery->author);
    g_free (forgery);
}

static void
stop_free (TfPostureStop *stop)
{
    g_free (stop->name);
    g_free (stop);
}

static void
include_free (TfPostureInclude *include)
{
    g_free (include->name);
    g_free (include);
}

static void
key_free (TfPostureKey *key)
{
    g_free (key->selector);
    g_free (key->alias);
    g_free (key);
}

TfPosture *
tf_posture_new (const TfPostureQuestion *question)
{
    TfPosture *posture = g_new0 (TfPosture, 1);

    posture->domain = g_strdup (question->domain);
    posture->now = question->now;
    posture->exists = TRUE;
    posture->forgeries = g_ptr_array_new_with_free_func ((GDestroyNotify)forgery_free);
    posture->findings =
        g_ptr_array_new_with_free_func ((GDestroyNotify)tf_posture_finding_free);
    posture->records =
        g_ptr_array_new_with_free_func ((GDestroyNotify)tf_posture_record_free);
    posture->walk = g_ptr_array_new_with_free_func ((GDestroyNotify)stop_free);
    posture->includes = g_ptr_array_new_with_free_func ((GDestroyNotify)include_free);
    posture->keys = g_ptr_array_new_with_free_func ((GDestroyNotify)key_free);
    posture->unanswered = g_ptr_array_new_with_free_func (g_free);
    return posture;
}

void
tf_posture_free (TfPosture *posture)
{
    g_ptr_array_unref (posture->forgeries);
    g_ptr_array_unref (posture->findings);
    g_ptr_array_unref (posture->records);
    g_clear_pointer (&posture->later, tf_posture_advice_free);
    g_ptr_array_unref (posture->walk);
    g_ptr_array_unref (posture->includes);
    g_ptr_array_unref (posture->keys);
    g_ptr_array_unref (posture->unanswered);
    g_free (posture->domain);
    g_free (posture->policy_name);
    g_free (posture->policy_name_before);
    g_free (posture->organizational_domain);
    g_free (posture);
}
