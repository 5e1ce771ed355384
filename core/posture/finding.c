/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* finding: what there is to say about a domain, and the records that go with it. */
#include "posture/posture-private.h"

#define LIMIT_FINDINGS 100 /* a hostile record has a thousand unknown tags */

TfPostureFinding *
tf_posture_add (TfPostureReading *reading, TfPostureId id, const char *name)
{
    TfPostureFinding *finding = g_new0 (TfPostureFinding, 1);

    finding->id = id;
    finding->severity = tf_posture_id_to_severity (id);
    finding->name = g_strdup (name);
    g_ptr_array_add (reading->posture->findings, finding);
    return finding;
}

void
tf_posture_finding_set_value (TfPostureFinding *finding, TfSpan value)
{
    g_free (finding->value);
    finding->value = tf_span_dup_utf8 (value);
}

void
tf_posture_finding_set_tag (TfPostureFinding *finding, TfSpan tag)
{
    g_free (finding->tag);
    finding->tag = tf_span_dup_utf8 (tag);
}

void
tf_posture_finding_free (TfPostureFinding *finding)
{
    g_free (finding->name);
    g_free (finding->tag);
    g_free (finding->value);
    g_clear_pointer (&finding->advice, tf_posture_advice_free);
    g_free (finding);
}

TfPostureRecord *
tf_posture_record_new (const char *name, const char *type, const char *text)
{
    TfPostureRecord *record = g_new0 (TfPostureRecord, 1);

    record->name = g_strdup (name);
    record->type = type;
    record->text = g_strdup (text);
    return record;
}

void
tf_posture_record_free (TfPostureRecord *record)
{
    g_free (record->name);
    g_free (record->text);
    g_free (record);
}

void
tf_posture_advice_free (TfPostureAdvice *advice)
{
    g_ptr_array_unref (advice->records);
    g_free (advice);
}

/* The same record, or another in the place of one that is to be repaired: both would be one too many. */
static gboolean
is_same_advice (const TfPostureAdvice *a, const TfPostureAdvice *b)
{
    const TfPostureRecord *first = g_ptr_array_index (a->records, 0);
    const TfPostureRecord *second = g_ptr_array_index (b->records, 0);

    return g_str_equal (first->name, second->name) &&
           (g_str_equal (first->text, second->text) ||
            (a->step == TF_STEP_REPAIR && b->step == TF_STEP_REPAIR));
}

gboolean
tf_posture_is_advised (const TfPosture *posture, const TfPostureFinding *finding)
{
    for (guint i = 0; finding->advice != NULL && i < posture->findings->len; i++) {
        const TfPostureFinding *earlier = g_ptr_array_index (posture->findings, i);

        if (earlier == finding)
            return FALSE;
        if (earlier->advice != NULL && is_same_advice (earlier->advice, finding->advice))
            return TRUE;
    }
    return FALSE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
    const TfPostureFinding *first = *(TfPostureFinding *const *)a;
    const TfPostureFinding *second = *(TfPostureFinding *const *)b;

    if (first->severity != second->severity)
        return (int)first->severity - (int)second->severity;
    if (first->id != second->id)
        return (int)first->id - (int)second->id;
    if (g_strcmp0 (first->name, second->name) != 0)
        return g_strcmp0 (first->name, second->name);
    if (g_strcmp0 (first->tag, second->tag) != 0)
        return g_strcmp0 (first->tag, second->tag);
    return g_strcmp0 (first->value, second->value);
}

/* The same thing of the same name is said once. */
static gboolean
is_repeated (const TfPostureFinding *a, const TfPostureFinding *b)
{
    return a->id == b->id && g_strcmp0 (a->name, b->name) == 0 &&
           g_strcmp0 (a->tag, b->tag) == 0 && g_strcmp0 (a->value, b->value) == 0;
}

/* In one pass: a hostile record says the same two thousand times. */
static void
remove_repeated (GPtrArray *findings)
{
    guint n_kept = MIN (findings->len, 1);

    for (guint i = 1; i < findings->len; i++) {
        gpointer *kept = &g_ptr_array_index (findings, n_kept - 1);
        gpointer *next = &g_ptr_array_index (findings, i);

        if (is_repeated (*kept, *next))
            continue;
        if (kept + 1 != next) {
            gpointer repeated = kept[1];

            kept[1] = *next;
            *next = repeated;
        }
        n_kept++;
    }
    g_ptr_array_set_size (findings, (int)n_kept);
}

void
tf_posture_sort (TfPosture *posture)
{
    GPtrArray *findings = posture->findings;

    g_ptr_array_sort (findings, compare);
    remove_repeated (findings);
    if (findings->len > LIMIT_FINDINGS)
        g_ptr_array_set_size (findings, LIMIT_FINDINGS);
}

const TfPostureFinding *
tf_posture_find (const TfPosture *posture, TfPostureId id)
{
    for (guint i = 0; i < posture->findings->len; i++) {
        const TfPostureFinding *finding = g_ptr_array_index (posture->findings, i);

        if (finding->id == id)
            return finding;
    }
    return NULL;
}
