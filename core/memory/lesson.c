/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* lesson: what a report teaches; a pure function of the report.
 *
 * What is usual for a domain is learned only from mail that the domain itself authenticated, what a
 * list does only from mail that the list has signed and whose author is no forgery, and keys only from
 * the DNS, after they have verified a signature. So nothing that a forger can send teaches anything
 * about the domain that is forged. That mail is changed on its way in is learned from any header that its
 * own domain has signed, so a forger who has one can teach it too: it changes no verdict. */
#include "memory/memory.h"

static void
answer_free (TfLessonAnswer *answer)
{
    g_free (answer->name);
    g_free (answer->text);
    g_free (answer);
}

void
tf_lesson_free (TfLesson *lesson)
{
    g_free (lesson->domain);
    g_free (lesson->address);
    g_free (lesson->code);
    g_ptr_array_unref (lesson->answers);
    g_ptr_array_unref (lesson->habits);
    g_ptr_array_unref (lesson->keys);
    g_ptr_array_unref (lesson->revoked);
    g_free (lesson->list_id);
    g_free (lesson->list_signer);
    g_free (lesson->server);
    g_free (lesson->sender);
    g_free (lesson);
}

static TfLesson *
lesson_new (void)
{
    TfLesson *lesson = g_new0 (TfLesson, 1);

    lesson->answers = g_ptr_array_new_with_free_func ((GDestroyNotify)answer_free);
    lesson->habits = g_ptr_array_new_with_free_func (g_free);
    lesson->keys = g_ptr_array_new_with_free_func ((GDestroyNotify)tf_seen_key_free);
    lesson->revoked = g_ptr_array_new_with_free_func (g_free);
    return lesson;
}

/* ---- the check itself -------------------------------------------------------------------- */

static void
add_answer (TfDnsType type, const char *name, const TfDnsAnswer *answer, gpointer data)
{
    TfLesson *lesson = data;
    g_autoptr (TfDns) dns = NULL;
    g_autoptr (TfDnsAnswer) copy = NULL;
    TfLessonAnswer *kept;

    if (tf_dns_status_is_failure (answer->status))
        return; /* asked in advance, and not needed in the end */
    dns = tf_dns_new ();
    copy = tf_dns_answer_ref (answer);
    kept = g_new (TfLessonAnswer, 1);
    tf_dns_tell (dns, type, name, copy);
    kept->type = type;
    kept->name = g_strdup (name);
    kept->text = tf_dns_to_json (&dns, 1, -1, -1, -1);
    g_ptr_array_add (lesson->answers, kept);
}

/* Keys are not among them: they are in a table of their own, and only make a report better. */
static void
add_habits (TfLesson *lesson, const TfKnowledge *knowledge)
{
    g_autoptr (TfKnowledge) habits = tf_knowledge_new ();

    for (guint i = 0; i < knowledge->habits->len; i++)
        tf_knowledge_add_habit (habits, g_ptr_array_index (knowledge->habits, i));
    for (guint i = 0; i < knowledge->lists->len; i++)
        tf_knowledge_add_list (habits, g_ptr_array_index (knowledge->lists, i));
    for (guint i = 0; i < knowledge->servers->len; i++)
        tf_knowledge_add_server (habits, g_ptr_array_index (knowledge->servers, i));
    g_ptr_array_unref (lesson->habits);
    lesson->habits = tf_knowledge_to_lines (habits);
}

static void
add_check (TfLesson *lesson, const TfReport *report)
{
    lesson->now = report->now;
    lesson->domain = g_strdup (report->author_domain);
    lesson->code = g_strdup (tf_code_to_string (report->verdict.deciding.code));
    lesson->level = tf_level_to_string (report->verdict.deciding.level);
    lesson->evidence = tf_evidence_result_to_string (report->evidence.result);
    lesson->is_conclusive = report->evidence.result != TF_EVIDENCE_UNKNOWN;
    lesson->is_settled = tf_dns_count_failed (report->dns) == 0;
    lesson->is_recalled = report->recalled;
    if (!lesson->is_settled || lesson->is_recalled)
        return;
    tf_dns_foreach (report->dns, add_answer, lesson);
    add_habits (lesson, report->knowledge);
}

/* ---- keys -------------------------------------------------------------------------------- */

/* The text can be kept as it is: a line of printable ASCII. */
static gboolean
is_plain (TfSpan text)
{
    for (gsize i = 0; i < text.length; i++)
        if (!g_ascii_isprint (text.data[i]))
            return FALSE;
    return text.length > 0 && text.length <= TF_LIMIT_RECORD_BYTES;
}

static gint64
get_arrival (const TfReport *report)
{
    return CLAMP (report->received_at, 0, report->now);
}

static void
add_record (TfLesson *lesson, const char *name, GBytes *bytes, const TfReport *report)
{
    gsize length;
    const char *data = g_bytes_get_data (bytes, &length);
    g_autofree char *text = NULL;
    g_autoptr (TfDkimKeyRecord) record = NULL;

    if (!is_plain (tf_span (data, length)))
        return;
    record = tf_dkim_key_record_parse (tf_span (data, length));
    if (record == NULL || record->reason != TF_REASON_NONE)
        return;
    text = g_strndup (data, length);
    g_ptr_array_add (lesson->keys,
                     tf_seen_key_new (name, text, get_arrival (report), report->now, -1));
}

static void
add_key (TfLesson *lesson, const TfDkimSignature *signature, const TfDkimResult *result,
         const TfReport *report)
{
    g_autofree char *name = NULL;
    const TfDnsAnswer *answer;

    if (signature->result != TF_RESULT_NONE)
        return;
    name = tf_dkim_key_name (signature);
    answer = tf_dns_peek (report->dns, TF_DNS_TXT, name);
    if (answer == NULL || answer->status != TF_DNS_RECORDS || result->stored_key)
        return;
    if (result->reason == TF_REASON_KEY_REVOKED)
        g_ptr_array_add (lesson->revoked, g_steal_pointer (&name));
    else if (result->header_verified)
        for (guint i = 0; i < MIN (answer->texts->len, TF_LIMIT_KEY_RECORDS); i++)
            add_record (lesson, name, g_ptr_array_index (answer->texts, i), report);
}

static void
add_keys (TfLesson *lesson, const TfReport *report)
{
    const GPtrArray *signatures = report->dossier->signatures;

    for (guint i = 0; i < signatures->len; i++)
        add_key (lesson, g_ptr_array_index (signatures, i),
                 g_ptr_array_index (report->dkim, i), report);
}

/* ---- what is usual ----------------------------------------------------------------------- */

static gboolean
is_signed_by_domain (const TfReport *report)
{
    for (guint i = 0; i < report->dkim->len; i++) {
        const TfDkimResult *result = g_ptr_array_index (report->dkim, i);

        if (result->aligned && result->authenticates && !result->stored_key)
            return TRUE;
    }
    return FALSE;
}

/* A message that only a key from the memory verifies was counted when it was new. */
static void
add_authentication (TfLesson *lesson, const TfReport *report)
{
    lesson->arrived = get_arrival (report);
    if (report->author_domain == NULL || report->evidence.result != TF_EVIDENCE_PASS)
        return;
    lesson->is_signed = report->evidence.source == TF_PASS_SOURCE_DKIM;
    lesson->address = tf_habit_address_name (report->dossier->author);
    lesson->is_authenticated = lesson->is_signed
                                   ? is_signed_by_domain (report)
                                   : report->evidence.source != TF_PASS_SOURCE_INTERNAL;
}

static gboolean
signs_for_list (const TfDkimResult *result)
{
    return result->authenticates && !result->stored_key && result->domain != NULL &&
           tf_coverage_open_content (&result->coverage) == TF_REASON_NONE &&
           result->signed_fields != NULL &&
           g_strv_contains ((const char *const *)result->signed_fields, "list-id");
}

static gboolean
is_plain_id (const char *id)
{
    return is_plain (tf_span_of (id)) && strchr (id, ' ') == NULL &&
           strlen (id) <= TF_LIMIT_PATH_BYTES;
}

/* The list's own signature: the last one that was put on top. */
static void
add_list (TfLesson *lesson, const TfReport *report)
{
    const TfDossier *dossier = report->dossier;
    g_autofree char *id = NULL;

    if (tf_header_count (dossier->header, "List-Id") != 1 || dossier->list_id == NULL ||
        (report->evidence.result != TF_EVIDENCE_PASS &&
         report->evidence.result != TF_EVIDENCE_CHANGED))
        return;
    id = tf_list_id_read (dossier->list_id);
    for (guint i = 0; is_plain_id (id) && i < report->dkim->len; i++) {
        const TfDkimResult *result = g_ptr_array_index (report->dkim, i);

        if (!signs_for_list (result))
            continue;
        lesson->list_id = g_steal_pointer (&id);
        lesson->list_signer = g_strdup (result->domain);
        return;
    }
}

/* ---- what happens to mail on its way in --------------------------------------------------- */

/* Lists change mail, and so do mail programs when they store it again. */
static gboolean
says_something_of_server (const TfReport *report)
{
    const TfDossier *dossier = report->dossier;

    return report->author_domain != NULL && dossier->list_id == NULL &&
           report->evidence.result != TF_EVIDENCE_AMBIGUOUS_FROM &&
           (dossier->store == TF_STORE_FILE || dossier->store == TF_STORE_MBOX) &&
           tf_report_how_arrived (report) != TF_ARRIVED_UNKNOWN;
}

static void
add_server (TfLesson *lesson, const TfReport *report)
{
    const char *sender;

    if (!says_something_of_server (report))
        return;
    sender = tf_suffix_list_registrable (report->suffixes, report->author_domain);
    lesson->server =
        tf_trail_dup_receiver (report->dossier->envelope->trail, report->suffixes);
    lesson->sender = g_strdup (sender != NULL ? sender : report->author_domain);
    lesson->is_changed = tf_report_how_arrived (report) == TF_ARRIVED_CHANGED;
}

TfLesson *
tf_lesson_new (const TfReport *report)
{
    g_autoptr (TfLesson) lesson = lesson_new ();

    if (report->dossier->attached ||
        !tf_dossier_get_digest (report->dossier, lesson->digest))
        return NULL;
    add_check (lesson, report);
    if (lesson->is_recalled)
        return g_steal_pointer (&lesson);
    add_keys (lesson, report);
    add_authentication (lesson, report);
    add_list (lesson, report);
    add_server (lesson, report);
    return g_steal_pointer (&lesson);
}
