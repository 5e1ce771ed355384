/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* earlier: reads what `domain --json` wrote, and compares a posture with it. Anything may stand in the
 * file: what has another form is left out, and what is no such file at all is refused. */
#include "print/earlier.h"

#include "dns/dns-zone.h"
#include "words/posture.h"
#include "words/words.h"

#include <json-glib/json-glib.h>

#define SCHEMA "truefrom.domain/1"

/** Then: one domain at that time. */
typedef struct {
    TfPostureVerdict verdict;
    gint64 now;
    GHashTable *findings; /* char *: what it is → char *: the sentence */
    GPtrArray *records;   /* char * */
} Then;

struct _TfEarlier {
    GHashTable *domains; /* char * → Then */
};

/* ---- reading ------------------------------------------------------------------------ */

static void
then_free (Then *then)
{
    g_hash_table_unref (then->findings);
    g_ptr_array_unref (then->records);
    g_free (then);
}

/* Borrowed; "" where there is no such text. */
static const char *
text_of (JsonObject *object, const char *name)
{
    JsonNode *node = json_object_get_member (object, name);
    const char *text = node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                               json_node_get_value_type (node) == G_TYPE_STRING
                           ? json_node_get_string (node)
                           : NULL;

    return text != NULL ? text : "";
}

/* NULL: it is none. */
static JsonObject *
object_of (JsonNode *node)
{
    return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node)
                                                         : NULL;
}

typedef void (*Take) (Then *then, JsonObject *element);

static void
take_all (Then *then, JsonObject *domain, const char *name, Take take)
{
    JsonNode *node = json_object_get_member (domain, name);
    JsonArray *array =
        node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

    for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
        JsonObject *element = object_of (json_array_get_element (array, i));

        if (element != NULL)
            take (then, element);
    }
}

static char *
key_of (const char *id, const char *name, const char *tag)
{
    return g_strjoin (" ", id, name != NULL ? name : "", tag != NULL ? tag : "", NULL);
}

static void
take_finding (Then *then, JsonObject *element)
{
    g_hash_table_replace (then->findings,
                          key_of (text_of (element, "id"), text_of (element, "name"),
                                  text_of (element, "tag")),
                          g_strdup (text_of (element, "text")));
}

static char *
line_of (const char *name, const char *type, const char *text)
{
    return g_strjoin (" ", name, type, text, NULL);
}

static void
take_record (Then *then, JsonObject *element)
{
    g_ptr_array_add (then->records,
                     line_of (text_of (element, "name"), text_of (element, "type"),
                              text_of (element, "text")));
}

static gboolean
read_verdict (JsonObject *domain, TfPostureVerdict *ret_verdict)
{
    JsonObject *object = object_of (json_object_get_member (domain, "verdict"));
    const char *word = object != NULL ? text_of (object, "result") : "";

    for (guint verdict = 0; verdict <= TF_POSTURE_UNNOTICED; verdict++) {
        *ret_verdict = (TfPostureVerdict)verdict;
        if (g_str_equal (word, tf_posture_verdict_to_string (*ret_verdict)))
            return TRUE;
    }
    return FALSE;
}

static gint64
read_time (JsonObject *domain)
{
    JsonNode *node = json_object_get_member (domain, "now");

    return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                   json_node_get_value_type (node) == G_TYPE_INT64
               ? json_node_get_int (node)
               : -1;
}

static gboolean
read_domain (TfEarlier *earlier, JsonObject *domain)
{
    TfPostureVerdict verdict;
    Then *then;

    if (domain == NULL || !g_str_equal (text_of (domain, "schema"), SCHEMA) ||
        !read_verdict (domain, &verdict))
        return FALSE;
    then = g_new0 (Then, 1);
    then->verdict = verdict;
    then->now = read_time (domain);
    then->findings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    then->records = g_ptr_array_new_with_free_func (g_free);
    take_all (then, domain, "findings", take_finding);
    take_all (then, domain, "records", take_record);
    g_hash_table_replace (earlier->domains, g_strdup (text_of (domain, "domain")), then);
    return TRUE;
}

static gboolean
read_line (TfEarlier *earlier, TfSpan line)
{
    g_autoptr (JsonParser) parser = json_parser_new ();
    g_autofree char *prepared = NULL;

    if (g_utf8_validate_len (line.data, line.length, NULL))
        prepared = tf_dns_json_prepare (line, NULL); /* not nested too deeply */
    return prepared != NULL && json_parser_load_from_data (parser, prepared, -1, NULL) &&
           json_parser_get_root (parser) != NULL &&
           read_domain (earlier, object_of (json_parser_get_root (parser)));
}

TfEarlier *
tf_earlier_parse (const char *text, gsize length, GError **error)
{
    g_autoptr (TfEarlier) earlier = g_new0 (TfEarlier, 1);
    TfCursor cursor = tf_cursor (tf_span (text, length));
    gboolean good = TRUE;

    earlier->domains = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                              (GDestroyNotify)then_free);
    do {
        TfSpan line = tf_span_strip (tf_cursor_take_until (&cursor, '\n'));

        good &= line.length == 0 || read_line (earlier, line);
    } while (good && tf_cursor_take (&cursor, '\n'));
    if (good && g_hash_table_size (earlier->domains) > 0)
        return g_steal_pointer (&earlier);
    g_set_error_literal (error, TF_DNS_ERROR, TF_DNS_ERROR_FORM, SCHEMA);
    return NULL;
}

void
tf_earlier_free (TfEarlier *earlier)
{
    g_hash_table_unref (earlier->domains);
    g_free (earlier);
}

/* ---- comparing ----------------------------------------------------------------------- */

static void
compare_findings (TfChanges *changes, const Then *then, const TfPosture *posture)
{
    g_autoptr (GHashTable) now =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter iterator;
    gpointer key, text;

    for (guint i = 0; i < posture->findings->len; i++) {
        const TfPostureFinding *finding = g_ptr_array_index (posture->findings, i);
        char *id =
            key_of (tf_posture_id_to_string (finding->id), finding->name, finding->tag);

        if (!g_hash_table_contains (then->findings, id)) {
            g_autofree char *sentence = tf_words_posture_finding (posture, finding);

            g_ptr_array_add (changes->new_findings, tf_words_plain (sentence));
            changes->weaker |= finding->severity == TF_SEVERITY_OPEN;
        }
        g_hash_table_add (now, id);
    }
    g_hash_table_iter_init (&iterator, then->findings);
    while (g_hash_table_iter_next (&iterator, &key, &text))
        if (!g_hash_table_contains (now, key))
            g_ptr_array_add (changes->gone_findings, g_strdup (text));
}

static gboolean
has_line (const GPtrArray *lines, const char *line)
{
    return g_ptr_array_find_with_equal_func ((GPtrArray *)lines, line, g_str_equal, NULL);
}

static void
compare_records (TfChanges *changes, const Then *then, const TfPosture *posture)
{
    g_autoptr (GPtrArray) now = g_ptr_array_new_with_free_func (g_free);

    for (guint i = 0; i < posture->records->len; i++) {
        const TfPostureRecord *record = g_ptr_array_index (posture->records, i);
        char *line = line_of (record->name, record->type, record->text);

        g_ptr_array_add (now, line);
        if (!has_line (then->records, line))
            g_ptr_array_add (changes->new_records, g_strdup (line));
    }
    for (guint i = 0; i < then->records->len; i++) {
        const char *line = g_ptr_array_index (then->records, i);

        if (!has_line (now, line))
            g_ptr_array_add (changes->gone_records, g_strdup (line));
    }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
    return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

static gboolean
is_worse (TfPostureVerdict now, TfPostureVerdict before)
{
    return now != TF_POSTURE_UNKNOWN && before != TF_POSTURE_UNKNOWN && now > before;
}

TfChanges *
tf_changes_new (const TfEarlier *earlier, const TfPosture *posture)
{
    TfChanges *changes = g_new0 (TfChanges, 1);
    const Then *then = g_hash_table_lookup (earlier->domains, posture->domain);

    changes->new_findings = g_ptr_array_new_with_free_func (g_free);
    changes->gone_findings = g_ptr_array_new_with_free_func (g_free);
    changes->new_records = g_ptr_array_new_with_free_func (g_free);
    changes->gone_records = g_ptr_array_new_with_free_func (g_free);
    if (then == NULL)
        return changes;
    changes->has_before = TRUE;
    changes->before = then->now;
    changes->verdict_before = then->verdict;
    compare_findings (changes, then, posture);
    compare_records (changes, then, posture);
    g_ptr_array_sort (changes->gone_findings, compare_lines); /* a table has no order */
    changes->weaker |= is_worse (posture->verdict, then->verdict);
    return changes;
}

void
tf_changes_free (TfChanges *changes)
{
    g_ptr_array_unref (changes->new_findings);
    g_ptr_array_unref (changes->gone_findings);
    g_ptr_array_unref (changes->new_records);
    g_ptr_array_unref (changes->gone_records);
    g_free (changes);
}

void
tf_print_changes_json (TfPrinter *printer, const TfChanges *changes)
{
    tf_printer_begin_object (printer, "changes");
    tf_printer_text (printer, "result_before",
                     changes->has_before
                         ? tf_posture_verdict_to_string (changes->verdict_before)
                         : NULL);
    tf_printer_boolean (printer, "weaker", changes->weaker);
    tf_printer_texts (printer, "new_findings", changes->new_findings);
    tf_printer_texts (printer, "gone_findings", changes->gone_findings);
    tf_printer_texts (printer, "new_records", changes->new_records);
    tf_printer_texts (printer, "gone_records", changes->gone_records);
    tf_printer_end (printer);
}
