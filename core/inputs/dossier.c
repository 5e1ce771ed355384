/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Reads one message once, in blocks: the header block is kept, the body is only hashed. The
 * result depends on the bytes and on what the caller knows, and on nothing else. */
#include "inputs/dossier.h"

#include <string.h>

const char *
tf_time_source_to_string (TfTimeSource source)
{
    static const char *const words[] = {"option", "border", "topmost", "date",
                                        "file",   "outer",  "now"};

    G_STATIC_ASSERT (G_N_ELEMENTS (words) == TF_TIME_NOW + 1);
    return words[source];
}

TfDossier *
tf_dossier_ref (TfDossier *dossier)
{
    g_atomic_ref_count_inc (&dossier->references);
    return dossier;
}

void
tf_dossier_unref (TfDossier *dossier)
{
    if (!g_atomic_ref_count_dec (&dossier->references))
        return;
    g_clear_pointer (&dossier->body, tf_body_hasher_free);
    g_clear_pointer (&dossier->signatures, g_ptr_array_unref);
    g_clear_pointer (&dossier->arc, tf_arc_chain_free);
    g_ptr_array_unref (dossier->auth_results);
    tf_spf_envelope_clear (&dossier->envelope_sender);
    g_clear_pointer (&dossier->envelope, tf_envelope_free);
    g_clear_pointer (&dossier->author, tf_author_free);
    g_clear_pointer (&dossier->header, tf_header_free);
    g_ptr_array_unref (dossier->reply_to);
    g_clear_pointer (&dossier->answer, tf_answer_free);
    g_free (dossier->sha256);
    g_free (dossier->message_id);
    g_free (dossier->date);
    g_free (dossier->list_id);
    g_free (dossier->displayed_from);
    tf_suffix_list_unref (dossier->suffixes);
    g_free (dossier);
}

static TfDossier *
dossier_new (const TfCircumstances *known, const TfSuffixList *suffixes)
{
    TfDossier *dossier = g_new0 (TfDossier, 1);

    g_atomic_ref_count_init (&dossier->references);
    dossier->suffixes = tf_suffix_list_ref ((TfSuffixList *)suffixes);
    dossier->reply_to = g_ptr_array_new_with_free_func (g_free);
    dossier->auth_results =
        g_ptr_array_new_with_free_func ((GDestroyNotify)tf_auth_results_free);
    if (known->envelope_ip != NULL)
        tf_spf_envelope_from_envelope (known->envelope_ip, known->envelope_helo,
                                       known->envelope_mail_from,
                                       &dossier->envelope_sender);
    dossier->displayed_from = g_strdup (known->displayed_from);
    dossier->incomplete = known->incomplete;
    dossier->attached = known->attached;
    dossier->attached_to_report = known->attached_to_report;
    dossier->store = known->store;
    return dossier;
}

/* A message without a trace was never delivered, so its Date is as good as any other time. */
static gint64
read_date (const TfDossier *dossier)
{
    gint at = tf_header_find (dossier->header, "Date", 0);
    gint64 seconds;

    if (dossier->envelope->has_trace || at < 0 ||
        !tf_date_parse (tf_header_get (dossier->header, (guint)at)->value, &seconds))
        return -1;
    return seconds;
}

/* A sender cannot write above the receiver's Received field. For an attached message only the arrival
 * of the outer one is known: its own dates could make it look old. */
static void
decide_arrival (TfDossier *dossier, const TfCircumstances *known)
{
    const gint64 times[] = {known->received_at,
                            -1,
                            known->attached ? -1 : dossier->envelope->topmost_received,
                            known->attached ? -1 : read_date (dossier),
                            known->attached ? -1 : known->file_time,
                            known->attached ? known->attached_at : -1,
                            -1};

    G_STATIC_ASSERT (G_N_ELEMENTS (times) == TF_TIME_NOW + 1);
    dossier->time_source = TF_TIME_OPTION;
    while (dossier->time_source < TF_TIME_NOW && times[dossier->time_source] < 0)
        dossier->time_source++;
    dossier->received_at = times[dossier->time_source];
}

static void
read_answer (TfDossier *dossier)
{
    dossier->answer = tf_answer_read (dossier->header);
    for (guint i = 0; i < dossier->answer->targets->len; i++) {
        const TfAnswerTarget *target = g_ptr_array_index (dossier->answer->targets, i);

        if (target->field == TF_ANSWER_REPLY_TO && target->address != NULL)
            g_ptr_array_add (dossier->reply_to, g_strdup (target->address));
    }
}

/* RFC 8601 §4.1: only those of the outermost header. */
static void
read_auth_results (TfDossier *dossier)
{
    gint at = -1;

    while (dossier->auth_results->len < TF_LIMIT_AUTH_RESULTS &&
           (at = tf_header_find (dossier->header, "Authentication-Results",
                                 (guint)(at + 1))) >= 0) {
        TfAuthResults *results =
            tf_auth_results_parse (tf_header_get (dossier->header, (guint)at)->value);

        results->field_index = (guint)at;
        g_ptr_array_add (dossier->auth_results, results);
    }
}

static void
read_fields (TfDossier *dossier, const TfSuffixList *suffixes)
{
    dossier->author = tf_author_read (dossier->header);
    dossier->envelope = tf_envelope_read (dossier->header);
    dossier->signatures =
        tf_dkim_signatures_read (dossier->header, dossier->author->domain, suffixes);
    dossier->message_id = tf_header_dup_text (dossier->header, "Message-ID");
    dossier->date = tf_header_dup_text (dossier->header, "Date");
    dossier->list_id = tf_header_dup_text (dossier->header, "List-Id");
    dossier->arc = tf_arc_chain_read (dossier->header);
    dossier->n_dkim2 = tf_header_count (dossier->header, "DKIM2-Signature") +
                       tf_header_count (dossier->header, "Message-Instance");
    read_auth_results (dossier);
    read_answer (dossier);
}

/* A copy that the mail program itself stored, not one that only claims to be. */
static gboolean
is_stored_again (const TfHeader *header, const TfCircumstances *known)
{
    gint at;

    if (known->store != TF_STORE_FILE || known->own_field == NULL ||
        tf_header_count (header, known->own_field) != 1)
        return FALSE;
    at = tf_header_find (header, known->own_field, 0);
    return tf_span_equal (tf_span_strip (tf_header_get (header, (guint)at)->value),
                          known->own_value);
}

static void
want_hash (TfBodyHasher *hasher, const TfDkimSignature *signature)
{
    TfHashAlgorithm algorithm;

    if (signature == NULL || signature->result != TF_RESULT_NONE)
        return;
    /* rsa-sha1 is settled by today's rules, but it is checked by those of its day: hash it. */
    algorithm = signature->algorithm == TF_DKIM_RSA_SHA1 ? TF_HASH_SHA1 : TF_HASH_SHA256;
    tf_body_hasher_want (hasher, signature->body_canon, algorithm, signature->has_length,
                         signature->length);
}

static TfBodyHasher *
want_hashes (const TfDossier *dossier)
{
    TfBodyHasher *hasher =
        tf_body_hasher_new (dossier->header->line_ends, dossier->store);

    for (guint i = 0; i < dossier->signatures->len; i++)
        want_hash (hasher, g_ptr_array_index (dossier->signatures, i));
    want_hash (hasher, tf_arc_chain_newest (dossier->arc));
    return hasher;
}

static gboolean
read_body (TfDossier *dossier, TfReader *reader, TfHash *whole, GError **error)
{
    dossier->body = want_hashes (dossier);
    for (;;) {
        TfSpan chunk = tf_reader_peek (reader, error);

        if (chunk.data == NULL)
            return FALSE;
        if (chunk.length == 0)
            break;
        if (whole != NULL)
            tf_hash_update (whole, chunk.data, chunk.length);
        tf_body_hasher_update (dossier->body, chunk);
        tf_reader_skip (reader, chunk.length);
    }
    tf_body_hasher_finish (dossier->body);
    return TRUE;
}

static char *
hash_to_hex (TfHash *hash)
{
    guint8 digest[TF_HASH_MAX];
    gsize length = tf_hash_finish (hash, digest);

    return tf_span_dup_hex (tf_span ((const char *)digest, length));
}

static TfDossier *
read_dossier (TfSource *source, const TfCircumstances *known,
              const TfSuffixList *suffixes, GError **error)
{
    g_autoptr (TfReader) reader = tf_reader_new (source);
    g_autoptr (TfHash) whole = known->identify ? tf_hash_new (TF_HASH_SHA256) : NULL;
    g_autoptr (TfDossier) dossier = dossier_new (known, suffixes);

    dossier->header = tf_header_read (reader, error);
    if (dossier->header == NULL)
        return NULL;
    read_fields (dossier, suffixes);
    if (is_stored_again (dossier->header, known))
        dossier->store = TF_STORE_AGAIN;
    decide_arrival (dossier, known);
    if (whole != NULL)
        tf_hash_update (whole, dossier->header->bytes->data, dossier->header->bytes->len);
    if (!read_body (dossier, reader, whole, error))
        return NULL;
    if (whole != NULL)
        dossier->sha256 = hash_to_hex (whole);
    return g_steal_pointer (&dossier);
}

TfDossier *
tf_dossier_read (TfSource *source, const TfCircumstances *known,
                 const TfSuffixList *suffixes, GError **error)
{
    static const TfCircumstances plain_file = TF_CIRCUMSTANCES_INIT;

    return read_dossier (source, known != NULL ? known : &plain_file, suffixes, error);
}

char *
tf_dossier_dup_key (const TfDossier *dossier)
{
    g_autoptr (TfHash) hash = tf_hash_new (TF_HASH_SHA256);

    tf_hash_update (hash, dossier->header->bytes->data, dossier->header->bytes->len);
    return hash_to_hex (hash);
}

gboolean
tf_dossier_get_digest (const TfDossier *dossier, guint8 ret_digest[32])
{
    if (dossier->sha256 == NULL)
        return FALSE;
    for (guint i = 0; i < 32; i++)
        ret_digest[i] = (guint8)(g_ascii_xdigit_value (dossier->sha256[2 * i]) * 16 +
                                 g_ascii_xdigit_value (dossier->sha256[2 * i + 1]));
    return TRUE;
}
