/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* dmarc-part: the record that applies, tag by tag (RFC 9989 §4.7), and texts that were meant to be one. */
#include "posture/posture-private.h"

#define LIMIT_UNKNOWN_TAGS 10

/* ---- texts that are ignored -------------------------------------------------------- */

/* "v=DMARC1" in any spelling, anywhere. */
static gboolean
is_meant (TfSpan text)
{
    g_autoptr (GArray) tags = tf_posture_tags_read (text);

    return tf_posture_tags_have (tags, "v", "DMARC1");
}

static gboolean
is_repeatable (const TfPostureTag *tag)
{
    static const char *const once[] = {"v", "p", "sp", "np", "psd", "t", "adkim", "aspf"};

    for (guint i = 0; i < G_N_ELEMENTS (once); i++)
        if (tf_posture_tag_is (tag, once[i]))
            return FALSE;
    return TRUE;
}

/* RFC 6376 §3.2; NULL: no tag that counts stands twice. */
static const TfPostureTag *
find_twice (const GArray *tags)
{
    for (guint i = 0; i < tags->len; i++) {
        const TfPostureTag *tag = &g_array_index (tags, TfPostureTag, i);

        if (tag->name.length == 0 || is_repeatable (tag))
            continue;
        for (guint j = 0; j < i; j++) {
            TfSpan name = g_array_index (tags, TfPostureTag, j).name;
            g_autofree char *other = tf_span_dup (name);

            if (tf_posture_tag_is (tag, other))
                return tag;
        }
    }
    return NULL;
}

/* FALSE: TEXT has nothing to do with DMARC, or is a record. */
static gboolean
say_why_ignored (TfPostureReading *reading, const char *place, TfSpan text)
{
    g_autoptr (GArray) tags = NULL;
    const TfPostureTag *twice;
    TfDmarcRecord record;
    TfPostureFinding *finding;

    if (!is_meant (text) || tf_dmarc_record_parse (text, &record))
        return FALSE;
    tags = tf_posture_tags_read (text);
    twice = tf_posture_tags_begin (tags, "DMARC1") ? find_twice (tags) : NULL;
    finding =
        tf_posture_add (reading, twice != NULL ? TF_POSTURE_D22 : TF_POSTURE_D3, place);
    tf_posture_finding_set_value (finding, text);
    if (twice != NULL)
        tf_posture_finding_set_tag (finding, twice->name);
    return TRUE;
}

static void
note_texts (TfPostureReading *reading, const char *place, const TfDnsAnswer *answer)
{
    for (guint i = 0; i < answer->texts->len; i++)
        tf_posture_note_record (reading, place, "TXT", tf_posture_text (answer, i));
}

/* FALSE: there was nothing to say about why there is no record. */
static gboolean
read_place (TfPostureReading *reading, const char *name)
{
    g_autofree char *place = g_strconcat ("_dmarc.", name, NULL);
    const TfDnsAnswer *answer = tf_posture_ask (reading, TF_DNS_TXT, NULL, place);
    gboolean said = FALSE;
    TfSpan text;

    if (answer == NULL)
        return FALSE;
    note_texts (reading, place, answer);
    for (guint i = 0; i < answer->texts->len; i++)
        said |= say_why_ignored (reading, place, tf_posture_text (answer, i));
    if (answer->alias != NULL) {
        TfPostureFinding *finding = tf_posture_add (reading, TF_POSTURE_D20, place);

        tf_posture_finding_set_value (finding, tf_span_of (answer->alias));
        if (answer->status == TF_DNS_NXDOMAIN || answer->status == TF_DNS_NODATA)
            finding->severity = TF_SEVERITY_OPEN;
    }
    if (tf_posture_count_dmarc (answer, &text) < 2)
        return said;
    tf_posture_add (reading, TF_POSTURE_D2, place);
    return TRUE;
}

/* ---- the record that applies -------------------------------------------------------- */

static TfPostureFinding *
add_at (TfPostureReading *reading, TfPostureId id, const TfPostureApplied *applied)
{
    g_autofree char *place = g_strconcat ("_dmarc.", applied->name, NULL);

    return tf_posture_add (reading, id, place);
}

static void
add_tag (TfPostureReading *reading, TfPostureId id, const TfPostureApplied *applied,
         const TfPostureTag *tag)
{
    TfPostureFinding *finding = add_at (reading, id, applied);

    tf_posture_finding_set_tag (
        finding, tag->name.length > 0 ? tag->name : tf_span_strip (tag->piece));
    tf_posture_finding_set_value (finding, tag->value);
}

static gboolean
is_policy_word (TfSpan word)
{
    for (TfPolicy policy = TF_POLICY_NONE; policy <= TF_POLICY_REJECT; policy++)
        if (tf_span_equal_nocase (word, tf_policy_to_string (policy)))
            return TRUE;
    return FALSE;
}

/* FALSE: a policy cannot be read, so none of them counts (§4.10.1). */
static gboolean
read_policy_words (TfPostureReading *reading, const TfPostureApplied *applied,
                   const GArray *tags)
{
    static const char *const names[] = {"p", "sp", "np"};

    if (tf_posture_tags_find (tags, "p") == NULL) {
        add_at (reading, TF_POSTURE_D5, applied);
        return FALSE;
    }
    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        const TfPostureTag *tag = tf_posture_tags_find (tags, names[i]);

        if (tag == NULL || is_policy_word (tag->value))
            continue;
        add_tag (reading, TF_POSTURE_D4, applied, tag);
        return FALSE;
    }
    return TRUE;
}

static void
read_subdomains (TfPostureReading *reading, const TfPostureApplied *applied,
                 const GArray *tags)
{
    const TfDmarcRecord *record = &applied->record;
    const TfPostureTag *np = tf_posture_tags_find (tags, "np");
    const TfPostureTag *sp = tf_posture_tags_find (tags, "sp");

    if (!applied->organizational && (sp != NULL || np != NULL)) {
        add_tag (reading, TF_POSTURE_D10, applied, sp != NULL ? sp : np);
        return;
    }
    if (applied->own && record->sp == TF_POLICY_NONE && record->p != TF_POLICY_NONE)
        add_tag (reading, TF_POSTURE_D8, applied, sp);
    if (np != NULL && record->np == TF_POLICY_NONE && record->sp != TF_POLICY_NONE)
        add_tag (reading, TF_POSTURE_D9, applied, np);
}

static void
read_policies (TfPostureReading *reading, const TfPostureApplied *applied,
               const GArray *tags)
{
    if (!read_policy_words (reading, applied, tags))
        return;
    if (applied->published == TF_POLICY_NONE) {
        gboolean inherits = !applied->own && applied->record.has_sp;

        tf_posture_finding_set_tag (add_at (reading, TF_POSTURE_D6, applied),
                                    tf_span_of (inherits ? "sp" : "p"));
    } else if (applied->record.testing) {
        TfPostureFinding *finding = add_at (reading, TF_POSTURE_D7, applied);

        if (applied->published == TF_POLICY_QUARANTINE)
            finding->severity = TF_SEVERITY_OPEN;
    }
    read_subdomains (reading, applied, tags);
}

/* A.6 of RFC 9989; with t=y, pct=0 tells older receivers the same. */
static void
read_percentage (TfPostureReading *reading, const TfPostureApplied *applied,
                 const GArray *tags)
{
    const TfPostureTag *tag = tf_posture_tags_find (tags, "pct");
    TfCursor cursor = tf_cursor (tag != NULL ? tag->value : TF_SPAN_EMPTY);
    guint64 percentage;

    if (tag == NULL || (applied->record.testing && tf_span_equal (tag->value, "0")))
        return;
    if (tf_cursor_take_number (&cursor, 3, &percentage) && tf_cursor_at_end (&cursor) &&
        percentage < 100)
        add_tag (reading, TF_POSTURE_D11, applied, tag);
    else
        add_tag (reading, TF_POSTURE_D12, applied, tag);
}

static gboolean
means_something (const TfPostureTag *tag, const GArray *tags)
{
    static const char *const names[] = {"v",   "p",   "sp",    "np",   "psd", "t",
                                        "rua", "ruf", "adkim", "aspf", "pct"};

    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        if (tf_posture_tag_is (tag, names[i]))
            return TRUE;
    return tf_posture_tag_is (tag, "fo") && tf_posture_tags_find (tags, "ruf") != NULL;
}

static void
read_unknown (TfPostureReading *reading, const TfPostureApplied *applied,
              const GArray *tags)
{
    guint n_unknown = 0;

    for (guint i = 0; i < tags->len && n_unknown < LIMIT_UNKNOWN_TAGS; i++) {
        const TfPostureTag *tag = &g_array_index (tags, TfPostureTag, i);

        if (tf_span_strip (tag->piece).length == 0 || means_something (tag, tags))
            continue;
        add_tag (reading, TF_POSTURE_D12, applied, tag);
        n_unknown++;
    }
}

static void
read_alignment (TfPostureReading *reading, const TfPostureApplied *applied,
                const GArray *tags)
{
    static const char *const names[] = {"adkim", "aspf"};

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        if (!tf_posture_tags_have (tags, names[i], "s"))
            continue;
        add_tag (reading, TF_POSTURE_D21, applied, tf_posture_tags_find (tags, names[i]));
        return;
    }
}

static void
read_record (TfPostureReading *reading, const TfPostureApplied *applied)
{
    g_autoptr (GArray) tags = tf_posture_tags_read (applied->text);

    if (!applied->own)
        tf_posture_finding_set_value (
            tf_posture_add (reading, TF_POSTURE_D17, reading->domain),
            tf_span_of (applied->name));
    else if (applied->record.psd == TF_PSD_YES)
        add_at (reading, TF_POSTURE_D19, applied);
    read_policies (reading, applied, tags);
    read_percentage (reading, applied, tags);
    read_unknown (reading, applied, tags);
    read_alignment (reading, applied, tags);
    tf_posture_read_reports (reading, applied, tags);
}

void
tf_posture_read_dmarc (TfPostureReading *reading)
{
    TfPostureApplied applied;
    gboolean known = tf_posture_walk (reading, &applied);
    gboolean said = read_place (reading, reading->domain);

    if (applied.name != NULL && !applied.own)
        read_place (reading, applied.name);
    if (applied.name != NULL)
        read_record (reading, &applied);
    else if (known && !said)
        tf_posture_add (reading, TF_POSTURE_D1, reading->domain);
    tf_posture_applied_clear (&applied);
}
