/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* spoofs: sums and samples of messages that pretend to come from somebody's domains. */
#include "feedback/spoofs.h"

const char *
tf_spoof_table_to_string (TfSpoofTable table)
{
    static const char *const words[TF_N_SPOOF_TABLES] = {
        "months",  "domains",      "lookalikes", "codes",
        "sources", "return_paths", "signers",    "replies"};

    return words[table];
}

static void
sample_free (gpointer data)
{
    TfSpoofSample *sample = data;

    g_free (sample->domain);
    g_free (sample->proven);
    g_free (sample->sender);
    g_free (sample->name);
    g_free (sample->subject);
    g_free (sample->date);
    g_free (sample->place);
    g_free (sample->address);
    g_free (sample->host);
    g_free (sample->return_path);
    g_free (sample);
}

TfSpoofs *
tf_spoofs_new (const char *const *own, gint64 now)
{
    TfSpoofs *spoofs = g_new0 (TfSpoofs, 1);

    spoofs->own = own;
    spoofs->now = now;
    for (guint i = 0; i < TF_N_SPOOF_TABLES; i++)
        spoofs->tables[i] = tf_sum_table_new ();
    spoofs->samples = g_ptr_array_new_with_free_func (sample_free);
    spoofs->seen = tf_seen_set_new (TF_LIMIT_SPOOFS_SEEN);
    return spoofs;
}

void
tf_spoofs_free (TfSpoofs *spoofs)
{
    for (guint i = 0; i < TF_N_SPOOF_TABLES; i++)
        tf_sum_table_free (spoofs->tables[i]);
    g_ptr_array_unref (spoofs->samples);
    tf_seen_set_free (spoofs->seen);
    g_free (spoofs);
}

guint64
tf_spoofs_count (const TfSpoofs *spoofs)
{
    return spoofs->kinds[TF_SPOOF_FORGED] + spoofs->kinds[TF_SPOOF_ALIKE];
}

/* ---- tables ------------------------------------------------------------------------ */

/** Adding: the message that is being added. */
typedef struct {
    TfSpoofs *spoofs;
    const TfSpoofMessage *message;
    const TfSpoofClaim *claim;
} Adding;

/* Nothing is added for NULL. */
static void
add_to (const Adding *adding, TfSpoofTable table, const char *key, const char *more)
{
    TfSpoofs *spoofs = adding->spoofs;
    TfSumLine *line = key != NULL ? tf_sum_table_line_within (spoofs->tables[table], key,
                                                              more, TF_LIMIT_SPOOFS_LINES)
                                  : NULL;

    if (line == NULL) {
        spoofs->left_out[table] += key != NULL;
        return;
    }
    line->n_messages++;
    line->n_alike += adding->claim->kind == TF_SPOOF_ALIKE;
}

static void
add_domain (const Adding *adding, TfSpoofTable table, const char *text)
{
    g_autofree char *domain = tf_spoof_domain_of (text);

    add_to (adding, table, domain, NULL);
}

/* Owned; NULL: it is none. */
static char *
clean_ip (const char *text)
{
    TfIp ip;

    return text != NULL && tf_ip_parse (tf_span_of (text), &ip) ? tf_ip_to_text (&ip)
                                                                : NULL;
}

static void
add_source (const Adding *adding)
{
    g_autofree char *host = tf_spoof_domain_of (adding->message->host);
    g_autofree char *address = clean_ip (adding->message->address);

    add_to (adding, TF_SPOOF_SOURCES, address, host);
    adding->spoofs->n_unproven += address != NULL && !adding->message->is_border;
}

/* Owned; NULL: longer than any address. */
static char *
clean_address (const char *text)
{
    return strlen (text) <= TF_LIMIT_PATH_BYTES ? g_utf8_strdown (text, -1) : NULL;
}

/* Each key once, however often it stands in the message. */
static void
add_all (const Adding *adding, TfSpoofTable table, const GPtrArray *texts,
         char *(*read) (const char *text))
{
    g_autoptr (GHashTable) done =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; texts != NULL && i < MIN (texts->len, TF_LIMIT_SIGNATURES); i++) {
        char *key = read (g_ptr_array_index (texts, i));

        if (key != NULL && !g_hash_table_contains (done, key))
            add_to (adding, table, key, NULL);
        if (key != NULL)
            g_hash_table_add (done, key);
    }
}

static gboolean
has_time (const Adding *adding)
{
    return adding->message->time > 0 &&
           adding->message->time <= adding->spoofs->now + TF_FUTURE_GRACE;
}

static void
add_time (const Adding *adding)
{
    TfSpoofs *spoofs = adding->spoofs;
    gint64 time = adding->message->time;
    g_autoptr (GDateTime) date = NULL;
    g_autofree char *month = NULL;

    if (!has_time (adding))
        return;
    date = g_date_time_new_from_unix_utc (time);
    month = date != NULL ? g_date_time_format (date, "%Y-%m") : NULL;
    add_to (adding, TF_SPOOF_MONTHS, month, NULL);
    spoofs->first = spoofs->first == 0 ? time : MIN (spoofs->first, time);
    spoofs->last = MAX (spoofs->last, time);
}

static void
add_to_tables (const Adding *adding)
{
    const TfSpoofMessage *message = adding->message;
    const TfSpoofClaim *claim = adding->claim;

    add_time (adding);
    add_to (adding, TF_SPOOF_DOMAINS, claim->domain, NULL);
    if (claim->kind == TF_SPOOF_ALIKE)
        add_to (adding, TF_SPOOF_LOOKALIKES, claim->used, NULL);
    add_to (adding, TF_SPOOF_CODES, tf_code_to_string (claim->code), NULL);
    add_source (adding);
    add_domain (adding, TF_SPOOF_RETURN_PATHS, message->return_path);
    add_all (adding, TF_SPOOF_SIGNERS, message->signers, tf_spoof_domain_of);
    add_all (adding, TF_SPOOF_REPLIES, message->reply_to, clean_address);
}

/* ---- samples ----------------------------------------------------------------------- */

/* Owned, never NULL. */
static char *
cut (const char *text)
{
    return text != NULL
               ? g_utf8_substring (text, 0,
                                   MIN (g_utf8_strlen (text, -1), TF_LIMIT_FEEDBACK_TEXT))
               : g_strdup ("");
}

/* Takes ownership of TEXT. Owned, never NULL. */
static char *
or_nothing (char *text)
{
    return text != NULL ? text : g_strdup ("");
}

/* Owned, never NULL: an address or a name of a host, and nothing else. */
static char *
clean_host (const char *text)
{
    char *address = clean_ip (text);

    return or_nothing (address != NULL ? address : tf_spoof_domain_of (text));
}

static TfSpoofSample *
sample_new (const Adding *adding)
{
    const TfSpoofMessage *message = adding->message;
    TfSpoofSample *sample = g_new (TfSpoofSample, 1);

    *sample = (TfSpoofSample){
        .kind = adding->claim->kind,
        .code = adding->claim->code,
        .level = adding->claim->level,
        .time = has_time (adding) ? message->time : 0,
        .domain = g_strdup (adding->claim->domain),
        .proven = clean_host (message->proven),
        .sender = cut (message->sender),
        .name = cut (message->name),
        .subject = cut (message->subject),
        .date = cut (message->date),
        .place = cut (message->place),
        .address = or_nothing (clean_ip (message->address)),
        .host = or_nothing (tf_spoof_domain_of (message->host)),
        .return_path = cut (message->return_path),
    };
    return sample;
}

/* The latest stay; of equal ones those that came first. */
static void
add_sample (const Adding *adding)
{
    GPtrArray *samples = adding->spoofs->samples;
    gint64 time = has_time (adding) ? adding->message->time : 0;
    guint at = samples->len;

    while (at > 0 && ((TfSpoofSample *)g_ptr_array_index (samples, at - 1))->time < time)
        at--;
    if (at >= TF_LIMIT_SPOOFS_SAMPLES)
        return;
    g_ptr_array_insert (samples, (gint)at, sample_new (adding));
    if (samples->len > TF_LIMIT_SPOOFS_SAMPLES)
        g_ptr_array_set_size (samples, TF_LIMIT_SPOOFS_SAMPLES);
}

/* ---- the whole --------------------------------------------------------------------- */

gboolean
tf_spoofs_add (TfSpoofs *spoofs, const TfSpoofMessage *message, const TfSpoofClaim *claim)
{
    const Adding adding = {spoofs, message, claim};
    TfSeenState seen;

    spoofs->n_scanned += !message->is_remembered;
    if (claim->kind == TF_SPOOF_NONE)
        return FALSE;
    seen = tf_seen_set_add (spoofs->seen, message->identity, message->digest);
    if (seen == TF_SEEN_AGAIN) {
        spoofs->n_again++;
        return FALSE;
    }
    spoofs->n_unsure += seen == TF_SEEN_FULL;
    spoofs->n_remembered += message->is_remembered;
    spoofs->kinds[claim->kind]++;
    spoofs->levels[claim->level]++;
    add_to_tables (&adding);
    if (!message->is_remembered)
        add_sample (&adding);
    return TRUE;
}
