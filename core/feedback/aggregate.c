/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* aggregate: RFC 7489 appendix C and RFC 9990, read by GMarkup, which knows neither entities nor document types.
 * Only the local names of elements count, neither their namespace nor their order; what nobody knows is passed
 * over with all that is in it. */
#include "feedback/aggregate-private.h"
#include "feedback/decoder.h"

#define PIECE 4096 /* between two looks at whether anything has happened */

struct _TfAggregateParser {
    TfDecoder *decoder;
    GMarkupParseContext *markup;
    GString *clean; /* decoded, not yet parsed */
    GString *text;  /* of the innermost element */
    TfFeedbackState state;
    gsize n_bytes;
    gsize n_since_event;
    guint n_elements;
    const TfReportRule *open[TF_LIMIT_XML_DEPTH];
    guint depth;
    gboolean has_root;
    gboolean begun; /* there is a report */
    gboolean complete;
    TfAggregate *report;
    TfRecordDraft draft;
    TfAggregateRow row;
    TfAuthentication result;
    TfOverride override;
};

static void
refuse (TfAggregateParser *parser, TfFeedbackState state, GError **error)
{
    parser->state = state;
    g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "");
}

/* ---- elements ---------------------------------------------------------------------- */

static const TfReportRule *
rule_of (const TfAggregateParser *parser, const char *name)
{
    return tf_aggregate_rule_of (
        parser->depth > 0 ? parser->open[parser->depth - 1]->element : TF_IN_OTHER, name);
}

/* What this element collects begins anew. */
static void
begin (TfAggregateParser *parser, TfReportElement element)
{
    if (element == TF_IN_FEEDBACK)
        parser->begun = TRUE;
    if (element == TF_IN_RECORD) {
        tf_aggregate_row_clear (&parser->row);
        parser->row = (TfAggregateRow){.count = 0};
        parser->draft = (TfRecordDraft){.count = NULL};
    }
    if (element == TF_IN_SIGNATURE || element == TF_IN_PATH)
        parser->result = (TfAuthentication){.domain = NULL};
    if (element == TF_IN_REASON)
        parser->override = (TfOverride){.type = NULL};
}

/* A row has some 25 elements, and an element some 30 bytes. What has far more of them is made to cost time. */
static gboolean
has_too_many_elements (const TfAggregateParser *parser)
{
    const TfAggregate *report = parser->report;
    guint n_rows = report->rows->len + report->n_rows_left_out;

    return parser->n_elements > TF_LIMIT_XML_ELEMENTS &&
           (parser->n_elements / TF_LIMIT_ROW_ELEMENTS > n_rows ||
            parser->n_elements > parser->n_bytes / TF_LIMIT_ELEMENT_BYTES);
}

static void
on_start (GMarkupParseContext *markup, const char *name, const char **names,
          const char **values, gpointer data, GError **error)
{
    TfAggregateParser *parser = data;
    const TfReportRule *rule = rule_of (parser, name);

    parser->n_since_event = 0;
    g_string_truncate (parser->text, 0);
    parser->n_elements++;
    if (parser->depth == TF_LIMIT_XML_DEPTH) {
        refuse (parser, TF_FEEDBACK_TOO_DEEP, error);
        return;
    }
    if (has_too_many_elements (parser)) {
        refuse (parser, TF_FEEDBACK_TOO_LARGE, error);
        return;
    }
    if ((parser->depth == 0 && parser->has_root) ||
        (parser->complete && rule->element == TF_IN_FEEDBACK)) {
        refuse (parser, TF_FEEDBACK_SECOND_ROOT, error);
        return;
    }
    parser->has_root = TRUE;
    parser->open[parser->depth++] = rule;
    begin (parser, rule->element);
}

static gpointer
owner_of (TfAggregateParser *parser, TfReportOwner owner)
{
    switch (owner) {
    case TF_OF_REPORT:
        return parser->report;
    case TF_OF_DRAFT:
        return &parser->draft;
    case TF_OF_ROW:
        return &parser->row;
    case TF_OF_RESULT:
        return &parser->result;
    case TF_OF_OVERRIDE:
        return &parser->override;
    case TF_OF_NOTHING:
        break;
    }
    return NULL;
}

static void
take_value (TfAggregateParser *parser, const TfReportRule *rule)
{
    gpointer member = G_STRUCT_MEMBER_P (owner_of (parser, rule->owner), rule->offset);
    const char *text = parser->text->str;

    if (rule->form == TF_AS_TIME)
        *(gint64 *)member =
            tf_aggregate_read_time (tf_aggregate_keep (parser->report, text, TRUE));
    else if (rule->form == TF_AS_DOMAIN)
        *(const char **)member = tf_aggregate_keep_domain (parser->report, text);
    else
        *(const char **)member =
            tf_aggregate_keep (parser->report, text, rule->form == TF_AS_WORD);
}

/* Makes *ARRAY if there is none. What is beyond the limit is left out: no receiver has that many. */
static void
append (GArray **array, gconstpointer item, guint size)
{
    if (*array == NULL)
        *array = g_array_new (FALSE, FALSE, size);
    if ((*array)->len < TF_LIMIT_FEEDBACK_PARTS)
        g_array_append_vals (*array, item, 1);
}

static void
end_result (TfAggregateParser *parser, GArray **array)
{
    tf_aggregate_finish_result (&parser->result);
    append (array, &parser->result, sizeof parser->result);
}

static void
end_reason (TfAggregateParser *parser)
{
    tf_aggregate_finish_override (parser->report, &parser->override, parser->text->str);
    append (&parser->row.overrides, &parser->override, sizeof parser->override);
}

static void
end_record (TfAggregateParser *parser, GError **error)
{
    if (parser->report->rows->len + parser->report->n_rows_left_out ==
        TF_LIMIT_FEEDBACK_ROWS) {
        refuse (parser, TF_FEEDBACK_TOO_MANY_ROWS, error);
        return;
    }
    tf_aggregate_add_row (parser->report, &parser->draft, &parser->row);
    parser->row = (TfAggregateRow){.count = 0};
}

static void
on_end (GMarkupParseContext *markup, const char *name, gpointer data, GError **error)
{
    TfAggregateParser *parser = data;
    const TfReportRule *rule = parser->open[--parser->depth];

    parser->n_since_event = 0;
    if (rule->element == TF_IN_VALUE)
        take_value (parser, rule);
    else if (rule->element == TF_IN_SIGNATURE)
        end_result (parser, &parser->row.signatures);
    else if (rule->element == TF_IN_PATH)
        end_result (parser, &parser->row.paths);
    else if (rule->element == TF_IN_REASON)
        end_reason (parser);
    else if (rule->element == TF_IN_RECORD)
        end_record (parser, error);
    parser->complete |= rule->element == TF_IN_FEEDBACK;
    g_string_truncate (parser->text, 0);
}

static void
on_text (GMarkupParseContext *markup, const char *text, gsize length, gpointer data,
         GError **error)
{
    TfAggregateParser *parser = data;

    parser->n_since_event = 0;
    if (parser->text->len < TF_LIMIT_XML_EVENT)
        g_string_append_len (parser->text, text, (gssize)length);
}

/* Comments and processing instructions are nobody's business. */
static void
on_passthrough (GMarkupParseContext *markup, const char *text, gsize length,
                gpointer data, GError **error)
{
    TfAggregateParser *parser = data;
    TfCursor cursor = tf_cursor (tf_span (text, length));

    parser->n_since_event = 0;
    if (tf_cursor_take_text (&cursor, "<!") && !tf_cursor_take_text (&cursor, "--"))
        refuse (parser, TF_FEEDBACK_DOCTYPE, error);
}

static const GMarkupParser callbacks = {on_start, on_end, on_text, on_passthrough, NULL};

/* ---- the whole --------------------------------------------------------------------- */

TfAggregateParser *
tf_aggregate_parser_new (void)
{
    TfAggregateParser *parser = g_new0 (TfAggregateParser, 1);

    parser->decoder = tf_decoder_new ();
    parser->clean = g_string_new (NULL);
    parser->text = g_string_new (NULL);
    parser->report = tf_aggregate_new ();
    parser->markup = g_markup_parse_context_new (&callbacks, G_MARKUP_TREAT_CDATA_AS_TEXT,
                                                 parser, NULL);
    return parser;
}

/* Hands GMarkup what is decoded, in small pieces: it keeps all of a text until the text ends. */
static void
parse (TfAggregateParser *parser)
{
    for (gsize at = 0; at < parser->clean->len && parser->state == TF_FEEDBACK_OK;
         at += PIECE) {
        gsize length = MIN (PIECE, parser->clean->len - at);

        parser->n_since_event += length;
        if (!g_markup_parse_context_parse (parser->markup, parser->clean->str + at,
                                           (gssize)length, NULL) &&
            parser->state == TF_FEEDBACK_OK)
            parser->state = TF_FEEDBACK_MALFORMED;
        else if (parser->state == TF_FEEDBACK_OK &&
                 parser->n_since_event > TF_LIMIT_XML_EVENT)
            parser->state = TF_FEEDBACK_LONG_TEXT;
    }
    g_string_truncate (parser->clean, 0);
}

TfFeedbackState
tf_aggregate_parser_feed (TfAggregateParser *parser, TfSpan bytes)
{
    if (parser->state != TF_FEEDBACK_OK)
        return parser->state;
    parser->n_bytes += bytes.length;
    if (parser->n_bytes > TF_LIMIT_FEEDBACK_BYTES)
        parser->state = TF_FEEDBACK_TOO_LARGE;
    else
        tf_decoder_feed (parser->decoder, bytes, parser->clean);
    parse (parser);
    return parser->state;
}

/* Ended, but not by its last tag. */
static TfFeedbackState
state_of_unfinished (const TfAggregateParser *parser, gboolean cut)
{
    if (cut)
        return TF_FEEDBACK_BROKEN_ARCHIVE;
    return parser->begun ? TF_FEEDBACK_UNFINISHED : TF_FEEDBACK_MALFORMED;
}

static void
remark (TfAggregateParser *parser, gboolean condition, TfAggregateRemark what)
{
    if (condition)
        parser->report->remarks |= what;
}

TfFeedbackState
tf_aggregate_parser_end (TfAggregateParser *parser, gboolean cut,
                         TfAggregate **ret_report)
{
    gboolean ended;

    if (parser->state != TF_FEEDBACK_OK)
        return parser->state;
    tf_decoder_end (parser->decoder, parser->clean);
    parse (parser);
    if (parser->state != TF_FEEDBACK_OK)
        return parser->state;
    ended = g_markup_parse_context_end_parse (parser->markup, NULL);
    if (!ended && !(parser->complete && (parser->depth > 0 || cut)))
        return state_of_unfinished (parser, cut);
    if (!parser->begun)
        return TF_FEEDBACK_NO_REPORT;
    remark (parser, !ended && !cut, TF_REMARK_NOT_CLOSED);
    remark (parser, cut, TF_REMARK_CUT);
    remark (parser, tf_decoder_has_replaced (parser->decoder), TF_REMARK_CHARSET);
    parser->state = tf_aggregate_finish (parser->report);
    if (parser->state == TF_FEEDBACK_OK)
        *ret_report = g_steal_pointer (&parser->report);
    return parser->state;
}

gboolean
tf_aggregate_parser_has_begun (const TfAggregateParser *parser)
{
    return parser->begun;
}

void
tf_aggregate_parser_free (TfAggregateParser *parser)
{
    g_markup_parse_context_free (parser->markup);
    tf_decoder_free (parser->decoder);
    g_string_free (parser->clean, TRUE);
    g_string_free (parser->text, TRUE);
    tf_aggregate_row_clear (&parser->row);
    g_clear_pointer (&parser->report, tf_aggregate_free);
    g_free (parser);
}
