/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* coverage.c: RFC 6376 §8.2 and §8.15: a valid signature protects what it names and no
 * more. What it leaves open to others is counted here; check.c decides what
 * follows from that.
 *
 * Equal copies of a field do not matter: whichever a program takes, it reads what was signed. */

#include "dkim/dkim.h"

#include <string.h>

/* The fields that a reader goes by: a second copy with another value contradicts the signed one. */
static const char *const watched[] = {
    "from",
    "sender",
    "reply-to",
    "subject",
    "date",
    "content-type",
    "content-transfer-encoding",
    /* these decide where an answer goes, and may appear more than once */
    "list-post",
    "mail-followup-to",
};

enum { N_WATCHED = G_N_ELEMENTS (watched), N_SINGLE = N_WATCHED - 2 };

/** Places: where each of them is, from the top, and how often h= names it. */
typedef struct {
    GArray *at[N_WATCHED]; /* guint: of the header's fields; NULL: nowhere */
    guint n_signed[N_WATCHED];
} Places;

static gint
find_watched (TfSpan name)
{
    for (gint i = 0; i < N_WATCHED; i++)
        if (tf_span_equal_nocase (name, watched[i]))
            return i;
    return -1;
}

static void
places_init (Places *places, const TfHeader *header, const TfDkimSignature *signature)
{
    *places = (Places){{NULL}, {0}};
    for (guint i = 0; i < header->fields->len; i++) {
        gint found = find_watched (tf_header_get (header, i)->name);

        if (found < 0)
            continue;
        if (places->at[found] == NULL)
            places->at[found] = g_array_new (FALSE, FALSE, sizeof (guint));
        g_array_append_val (places->at[found], i);
    }
    for (guint i = 0; i < signature->signed_names->len; i++) {
        gint found =
            find_watched (tf_span_of (g_ptr_array_index (signature->signed_names, i)));

        if (found >= 0)
            places->n_signed[found]++;
    }
}

static void
places_clear (Places *places)
{
    for (guint i = 0; i < N_WATCHED; i++)
        g_clear_pointer (&places->at[i], g_array_unref);
}

static guint
count_in_message (const Places *places, guint name)
{
    return places->at[name] != NULL ? places->at[name]->len : 0;
}

/* How many fields called NAME are above those that h= covers: §5.4.2 counts from the bottom. */
static guint
count_unsigned (const Places *places, guint name)
{
    guint n = count_in_message (places, name);

    return n - MIN (n, places->n_signed[name]);
}

/* The message has the field, and no copy of it is signed. */
static gboolean
is_open (const Places *places, const char *name)
{
    guint found = (guint)find_watched (tf_span_of (name));

    return count_in_message (places, found) > 0 && places->n_signed[found] == 0;
}

/* ---- copies ---------------------------------------------------------------------- */

static char *
dup_value (const TfHeader *header, const Places *places, guint name, guint place)
{
    GString *text = g_string_new (NULL);

    tf_dkim_canon_field (
        tf_header_get (header, g_array_index (places->at[name], guint, place)),
        TF_CANON_RELAXED, TRUE, text);
    return g_string_free (text, FALSE);
}

/* An unsigned copy differs from all signed ones or, if none is signed, from the lowest. */
static gboolean
has_different_copy (const TfHeader *header, const Places *places, guint name)
{
    guint n = count_in_message (places, name);
    guint n_unsigned = count_unsigned (places, name);
    g_autoptr (GHashTable) values =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    if (n < 2 || n_unsigned == 0)
        return FALSE;
    for (guint i = MIN (n_unsigned, n - 1); i < n; i++)
        g_hash_table_add (values, dup_value (header, places, name, i));
    for (guint i = 0; i < MIN (n_unsigned, n - 1); i++) {
        g_autofree char *value = dup_value (header, places, name, i);

        if (!g_hash_table_contains (values, value))
            return TRUE;
    }
    return FALSE;
}

static void
find_copies (const TfHeader *header, const Places *places, TfCoverage *coverage)
{
    for (guint i = 0; i < N_SINGLE; i++) {
        char **found =
            places->n_signed[i] > 0 ? &coverage->added_field : &coverage->duplicate_field;

        if (*found == NULL && has_different_copy (header, places, i))
            *found = g_strdup (watched[i]);
    }
}

/* ---- where answers go ------------------------------------------------------------ */

static gboolean
is_signed_target (const Places *places, const TfAnswerTarget *target)
{
    guint name =
        (guint)find_watched (tf_span_of (tf_answer_field_to_string (target->field)));
    guint n_unsigned = count_unsigned (places, name);

    return n_unsigned == 0 ||
           target->field_index > g_array_index (places->at[name], guint, n_unsigned - 1);
}

/* A list's own fields lead to the list: that is not a diversion if the list says which one it
 * is. */
static gboolean
is_diversion (const TfAnswer *answer, const TfAnswerTarget *target, const char *domain,
              const TfSuffixList *suffixes)
{
    if (!tf_answer_target_is_elsewhere (target, domain, suffixes))
        return FALSE;
    return target->field == TF_ANSWER_REPLY_TO ||
           !tf_answer_target_is_of_list (answer, target, suffixes);
}

static void
find_diversion (const TfHeader *header, const Places *places, const char *domain,
                const TfSuffixList *suffixes, TfCoverage *coverage)
{
    g_autoptr (TfAnswer) answer = tf_answer_read (header);

    for (guint i = 0; i < answer->targets->len; i++) {
        const TfAnswerTarget *target = g_ptr_array_index (answer->targets, i);

        if (is_signed_target (places, target) ||
            !is_diversion (answer, target, domain, suffixes))
            continue;
        coverage->answer_field = tf_answer_field_to_string (target->field);
        coverage->answer_unreadable = target->address == NULL;
        return;
    }
}

/**
 * tf_coverage_read:
 * @header: the header block
 * @signature: one whose domain and h= could be read
 * @canonical_length: octets of the body in the signature's canonical form
 * @suffixes: the public suffixes
 * @ret_coverage: (out caller-allocates): for tf_coverage_clear()
 */
void
tf_coverage_read (const TfHeader *header, const TfDkimSignature *signature,
                  guint64 canonical_length, const TfSuffixList *suffixes,
                  TfCoverage *ret_coverage)
{
    TfCoverage coverage = {0};
    Places places;

    places_init (&places, header, signature);
    if (signature->has_length) {
        coverage.unsigned_bytes =
            canonical_length - MIN (signature->length, canonical_length);
        coverage.content_type_open = is_open (&places, "content-type");
    }
    coverage.subject_open = is_open (&places, "subject");
    coverage.header_ends_early = (header->flags & TF_HEADER_ENDS_EARLY) != 0;
    find_copies (header, &places, &coverage);
    find_diversion (header, &places, signature->domain, suffixes, &coverage);
    places_clear (&places);
    *ret_coverage = coverage;
}

TfReason
tf_coverage_open_content (const TfCoverage *coverage)
{
    if (coverage->unsigned_bytes > 0)
        return TF_REASON_UNSIGNED_BODY;
    if (coverage->content_type_open)
        return TF_REASON_UNSIGNED_CONTENT_TYPE;
    if (coverage->subject_open)
        return TF_REASON_UNSIGNED_SUBJECT;
    if (coverage->added_field != NULL)
        return TF_REASON_ADDED_FIELD;
    return coverage->header_ends_early ? TF_REASON_HEADER_ENDS_EARLY : TF_REASON_NONE;
}

TfReason
tf_coverage_open_part (const TfCoverage *coverage)
{
    TfReason reason = tf_coverage_open_content (coverage);

    if (reason != TF_REASON_NONE)
        return reason;
    if (coverage->duplicate_field != NULL)
        return TF_REASON_DUPLICATE_FIELD;
    return coverage->answer_field != NULL ? TF_REASON_UNSIGNED_REPLY_TO : TF_REASON_NONE;
}

void
tf_coverage_clear (TfCoverage *coverage)
{
    g_clear_pointer (&coverage->added_field, g_free);
    g_clear_pointer (&coverage->duplicate_field, g_free);
}
