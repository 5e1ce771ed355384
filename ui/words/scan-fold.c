/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan-fold: what a page says about one message, and about one campaign. The message itself is never shown. */
#include "words/scan.h"

#include "words/translate.h"
#include "words/words-private.h"

#define PLACES_SHOWN     20
#define RECIPIENTS_SHOWN 20
#define SEPARATOR        "\n"

/** Folds: the rows of a part; and the result, which is borrowed. */
typedef struct {
    const TfScanResult *result;
    GPtrArray *rows;
    gboolean is_text; /* only the line is shown */
} Folds;

static char *
safe_field (const TfScanRecord *record, TfScanField field)
{
    g_autofree char *safe =
        tf_words_safe_text (tf_scan_record_get (record, field), TF_WORDS_VALUE_CHARS);

    return tf_words_scan_harmless (safe);
}

/* ---- who reported it --------------------------------------------------------------- */

static void
add_carriers (TfPageFold *fold, const TfScanResult *result, const TfScanRow *row)
{
    const GPtrArray *carriers = tf_scan_result_get_carriers (result, row);
    g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (g_free);

    for (guint i = 0; carriers != NULL && i < carriers->len; i++) {
        g_autoptr (TfScanRecord) record =
            tf_scan_result_get (result, g_ptr_array_index (carriers, i));
        const char *address =
            record != NULL ? tf_scan_record_get (record, TF_SCAN_FROM_ADDRESS) : "";

        if (*address != '\0' &&
            !g_ptr_array_find_with_equal_func (addresses, address, g_str_equal, NULL))
            g_ptr_array_add (addresses, g_strdup (address));
    }
    if (addresses->len > 0)
        tf_page_fold_add (
            fold,
            /* Translators: followed by the addresses of people who sent it to the helpdesk. */
            _ ("Reported by:"),
            tf_words_addresses ((gpointer const *)addresses->pdata, addresses->len));
}

/* Of a message that only brings another one, that is what matters. */
static void
add_brought (TfPageFold *fold, const TfScanResult *result, const TfScanRow *row)
{
    g_autoptr (TfScanRecord) record = tf_scan_result_get (result, row->under);

    if (record != NULL)
        /* Translators: followed by what is said about the message that is attached to this one. */
        tf_page_fold_add (fold, _ ("Attached to it:"),
                          tf_words_scan_line (record, row->under));
}

/* ---- one message ------------------------------------------------------------------- */

static void
add_meaning (TfPageFold *fold, const TfScanRecord *record, TfCode code)
{
    const char *heading = tf_scan_record_get (record, TF_SCAN_HEADING);
    const char *text = tf_scan_record_get (record, TF_SCAN_TEXT);

    if (*heading != '\0')
        tf_page_fold_add (fold, _ ("What it means:"),
                          g_strdup_printf ("%s. %s", heading, text));
    else
        tf_page_fold_add (fold, _ ("What it means:"),
                          g_strdup (tf_words_explain_meaning (code)));
    tf_page_fold_add (fold, _ ("What to tell a caller:"),
                      g_strdup (tf_words_explain_advice (code)));
    /* Translators: followed by sentences about parts of the message that are not signed. */
    tf_page_fold_add (fold, _ ("Not covered:"), safe_field (record, TF_SCAN_OPEN));
}

static void
add_findings (TfPageFold *fold, const TfScanRecord *record)
{
    g_auto (GStrv) codes =
        g_strsplit (tf_scan_record_get (record, TF_SCAN_FINDINGS), " ", -1);
    GString *all = g_string_new (NULL);

    for (guint i = 0; codes[i] != NULL; i++) {
        TfCode code;

        if (tf_code_from_string (codes[i], &code))
            g_string_append_printf (all, "%s%s: %s", all->len > 0 ? SEPARATOR : "",
                                    codes[i], tf_words_explain_title (code));
    }
    /* Translators: followed by signs of forgery. */
    tf_page_fold_add (fold, _ ("What else was found:"), g_string_free (all, FALSE));
}

static void
add_sender (TfPageFold *fold, const TfScanRecord *record)
{
    const char *name = tf_scan_record_get (record, TF_SCAN_FROM_NAME);
    const char *sender = tf_scan_record_get (record, TF_SCAN_SENDER);
    g_autofree char *harmless = tf_words_scan_harmless (name);
    g_autofree char *quoted = *name != '\0' ? tf_words_quoted_name (harmless) : NULL;
    g_autofree char *shown = tf_words_scan_sender (record);

    if (shown != NULL)
        tf_page_fold_add (fold, _ ("From:"),
                          g_strdup_printf ("%s%s%s", shown, quoted != NULL ? " " : "",
                                           quoted != NULL ? quoted : ""));
    /* Translators: followed by a domain or an address of a computer. */
    tf_page_fold_add (fold, _ ("Really sent by:"),
                      *sender != '\0' ? tf_words_domain (sender, TF_WORDS_VALUE_CHARS)
                                      : g_strdup (_ ("not known")));
    tf_page_fold_add (fold, _ ("Answers go to:"), safe_field (record, TF_SCAN_REPLY_TO));
}

static void
add_recipients (TfPageFold *fold, const char *lines)
{
    g_auto (GStrv) each = g_strsplit (lines, "\n", -1);
    g_autoptr (GPtrArray) addresses = g_ptr_array_new ();

    for (guint i = 0; each[i] != NULL && i < RECIPIENTS_SHOWN; i++)
        if (*each[i] != '\0')
            g_ptr_array_add (addresses, each[i]);
    if (addresses->len > 0)
        tf_page_fold_add (
            fold,
            /* Translators: followed by addresses. */
            _ ("Recipients:"),
            tf_words_addresses ((gpointer const *)addresses->pdata, addresses->len));
}

/* Borrowed: what the time of RECORD's arrival rests on; NULL: on what every message has. */
static const char *
arrival_source (const TfScanRecord *record)
{
    if (*tf_scan_record_get (record, TF_SCAN_OWN_ARRIVAL) != '\0')
        /* Translators: when an attached message arrived. */
        return _ (
            "{date}, as your server's line in it says, which whoever attached it may "
            "have written");
    if (*tf_scan_record_get (record, TF_SCAN_PART) != '\0')
        return _ ("{date}, with the message that carries it");
    return NULL;
}

static void
add_times (TfPageFold *fold, const TfScanRecord *record)
{
    gint64 at = tf_scan_record_get_arrival (record);
    const char *source = arrival_source (record);
    g_autofree char *time = at >= 0 ? tf_words_time (at) : NULL;

    if (time != NULL)
        tf_page_fold_add (fold,
                          /* Translators: followed by a time. */
                          _ ("Arrived:"),
                          source != NULL ? tf_words_fill (source, "date", time, NULL)
                                         : g_strdup (time));
}

static void
add_places (TfPageFold *fold, const TfScanResult *result, const TfScanRecord *record,
            const TfScanRow *row)
{
    g_autoptr (GPtrArray) places = tf_scan_result_get_places (result, row);
    g_autofree char *first = tf_words_record_place (record);
    GString *all = g_string_new (NULL);

    for (guint i = 0; i <= places->len && i < PLACES_SHOWN; i++) {
        g_autofree char *safe = tf_words_safe_text (
            i == 0 ? first : g_ptr_array_index (places, i - 1), TF_WORDS_VALUE_CHARS);

        g_string_append_printf (all, "%s%s", i > 0 ? SEPARATOR : "", safe);
    }
    if (places->len >= PLACES_SHOWN)
        g_string_append (all, SEPARATOR "\u2026");
    /* Translators: followed by names of files. */
    tf_page_fold_add (fold, _ ("Where it is:"), g_string_free (all, FALSE));
}

static void
add_marks (TfPageFold *fold, const TfScanRecord *record, const TfScanRow *row)
{
    if (row->campaign > 0)
        /* Translators: followed by a number. */
        tf_page_fold_add (fold, _ ("Campaign:"), g_strdup_printf ("%u", row->campaign));
    tf_page_fold_add (fold, "Message-ID:", safe_field (record, TF_SCAN_MESSAGE_ID));
    if (row->shared_id)
        /* Translators: a heading without content of its own. */
        tf_page_fold_add (fold, _ ("Note:"),
                          g_strdup (_ ("Another message has the same Message-ID.")));
    tf_page_fold_add (
        fold,
        /* Translators: followed by a long number that stands for one message. */
        _ ("Identity:"), safe_field (record, TF_SCAN_IDENTITY));
}

/* Owned. Where nothing opens, the place is in the line. */
static char *
line_of (const TfScanRecord *record, const TfScanRow *row, gboolean is_text)
{
    g_autofree char *line = tf_words_scan_line (record, row);
    g_autofree char *place = tf_words_record_place (record);

    return is_text ? g_strconcat (line, " \u00b7 ", place, NULL)
                   : g_steal_pointer (&line);
}

TfPageFold *
tf_words_record_fold (const TfScanRecord *record, const TfScanRow *row, gboolean is_text)
{
    TfPageFold *fold = tf_page_fold_new (tf_scan_rank_to_string (row->rank),
                                         line_of (record, row, is_text));

    if (is_text)
        return fold;
    add_meaning (fold, record, row->code);
    add_findings (fold, record);
    add_sender (fold, record);
    return fold;
}

static TfPageFold *
make_fold (gpointer data, guint index)
{
    const Folds *folds = data;
    TfScanRow *row = g_ptr_array_index (folds->rows, index);
    g_autoptr (TfScanRecord) record = tf_scan_result_get (folds->result, row);
    TfPageFold *fold;

    if (record == NULL)
        return NULL;
    fold = tf_words_record_fold (record, row, folds->is_text);
    if (folds->is_text)
        return fold;
    add_brought (fold, folds->result, row);
    add_carriers (fold, folds->result, row);
    add_recipients (fold, tf_scan_record_get (record, TF_SCAN_RECIPIENTS));
    add_times (fold, record);
    add_places (fold, folds->result, record, row);
    add_marks (fold, record, row);
    return fold;
}

static void
folds_free (gpointer data)
{
    g_ptr_array_unref (((Folds *)data)->rows);
    g_free (data);
}

void
tf_words_scan_folds (TfPagePart *part, const TfScanResult *result, GPtrArray *rows,
                     gboolean is_text)
{
    Folds *folds = g_new0 (Folds, 1);

    folds->result = result;
    folds->rows = g_ptr_array_ref (rows);
    folds->is_text = is_text;
    part->make_fold = make_fold;
    part->data = folds;
    part->free_data = folds_free;
    part->n_folds = rows->len;
}
