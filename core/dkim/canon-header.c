/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* canon-header.c: RFC 6376 §3.4.1, §3.4.2 (canonical fields), §5.4.2 (which instance of a field
 * is meant) and §3.7 step 2 (the header hash).
 *
 * Fields are found through a sorted index, so that two thousand fields and a thousand names in
 * h= stay cheap. Departure: none. A field without a line end (a message that is cut off within
 * its header) gets one, as any program that stored it would have added. */

#include "dkim/dkim.h"

#include <string.h>

/* ---- canonical form ---------------------------------------------------------------------- */

/* The length of the line end at AT, 0 when there is none. A lone LF is one only when repaired. */
static inline gsize
line_end_length (const char *at, const char *end, gboolean repair)
{
    if (at < end && *at == '\n')
        return repair ? 1 : 0;
    return end - at >= 2 && at[0] == '\r' && at[1] == '\n' ? 2 : 0;
}

static TfSpan
without_last_line_end (TfSpan raw, gboolean repair)
{
    if (raw.length >= 2 && memcmp (raw.data + raw.length - 2, "\r\n", 2) == 0)
        return tf_span (raw.data, raw.length - 2);
    if (repair && raw.length >= 1 && raw.data[raw.length - 1] == '\n')
        return tf_span (raw.data, raw.length - 1);
    return raw;
}

static inline gboolean
is_plain (char byte)
{
    return byte != ' ' && byte != '\t' && byte != '\r' && byte != '\n';
}

static inline const char *
skip_plain (const char *at, const char *end)
{
    while (at < end && is_plain (*at))
        at++;
    return at;
}

/* §3.4.1: as it stands; only line ends that are meant as such are written as CRLF. */
static void
append_simple (TfSpan text, gboolean repair, GString *out)
{
    const char *at = text.data, *end = text.data + text.length;

    if (!repair) {
        g_string_append_len (out, text.data, (gssize)text.length);
        return;
    }
    while (at < end) {
        const char *stop = memchr (at, '\n', (gsize)(end - at));

        if (stop == NULL)
            stop = end;
        g_string_append_len (out, at, stop - at);
        if (stop < end)
            g_string_append (out, stop > text.data && stop[-1] == '\r' ? "\n" : "\r\n");
        at = stop < end ? stop + 1 : end;
    }
}

/* §3.4.2 for a piece of a value: unfolded, each run of WSP one SP. A run that is still open at
 * the end is returned, not written; OPEN is the same from the piece before. */
static gboolean
append_relaxed (TfSpan text, gboolean repair, gboolean open, GString *out)
{
    const char *at = text.data, *end = text.data + text.length;

    while (at < end) {
        const char *stop = skip_plain (at, end);
        gsize line_end = line_end_length (stop, end, repair);

        if (stop == at && line_end == 0 && (*at == '\r' || *at == '\n'))
            stop++; /* a lone CR, or an LF that is data */
        if (stop > at) {
            if (open)
                g_string_append_c (out, ' ');
            g_string_append_len (out, at, stop - at);
            open = FALSE;
            at = stop;
        } else if (line_end > 0) {
            at += line_end;
        } else {
            open = TRUE;
            at++;
        }
    }
    return open;
}

/* §3.4.2: no WSP after the colon, nor where a fold stood there. */
static TfSpan
without_blank_start (TfSpan text, gboolean repair)
{
    const char *at = text.data, *end = text.data + text.length;

    while (at < end) {
        gsize line_end = line_end_length (at, end, repair);

        if (line_end == 0 && *at != ' ' && *at != '\t')
            break;
        at += line_end > 0 ? line_end : 1;
    }
    return tf_span (at, (gsize)(end - at));
}

static void
append_relaxed_name (const TfField *field, GString *out)
{
    for (gsize i = 0; i < field->name.length; i++)
        g_string_append_c (out, g_ascii_tolower (field->name.data[i]));
    g_string_append_c (out, ':');
}

/* FIELD without its last line end; the bytes of EMPTIED (within it) are left out. */
static void
append_field (const TfField *field, TfSpan emptied, TfCanon canon, gboolean repair, GString *out)
{
    TfSpan all = without_last_line_end (field->raw, repair);
    const char *end = all.data + all.length;
    const char *start = canon == TF_CANON_SIMPLE ? all.data : MIN (field->value.data, end);
    TfSpan head = tf_span (start, (gsize)(end - start)), tail = TF_SPAN_EMPTY;
    gboolean open;

    if (emptied.length > 0) {
        head.length = (gsize)(emptied.data - start);
        start = MIN (emptied.data + emptied.length, end);
        tail = tf_span (start, (gsize)(end - start));
    }
    if (canon == TF_CANON_SIMPLE) {
        append_simple (head, repair, out);
        append_simple (tail, repair, out);
        return;
    }
    append_relaxed_name (field, out);
    open = append_relaxed (without_blank_start (head, repair), repair, FALSE, out);
    append_relaxed (tail, repair, open, out);
}

void
tf_dkim_canon_field (const TfField *field, TfCanon canon, gboolean repair, GString *out)
{
    append_field (field, TF_SPAN_EMPTY, canon, repair, out);
    g_string_append (out, "\r\n");
}

/* ---- selection (§5.4.2) ------------------------------------------------------------------ */

/* Longer names after shorter ones: most comparisons are then of one number. */
static int
compare_names (TfSpan a, const char *b, gsize b_length)
{
    if (a.length != b_length)
        return a.length < b_length ? -1 : 1;
    return b_length > 0 ? g_ascii_strncasecmp (a.data, b, b_length) : 0;
}

/* By name, then from the bottom of the header to its top. */
static int
compare_fields (gconstpointer a, gconstpointer b, gpointer header)
{
    guint index_a = *(const guint *)a, index_b = *(const guint *)b;
    const TfField *field_b = tf_header_get (header, index_b);
    int order = compare_names (tf_header_get (header, index_a)->name, field_b->name.data,
                               field_b->name.length);

    if (order != 0)
        return order;
    return index_a > index_b ? -1 : 1;
}

/** Selection: the fields by name, and how many of each name are used already. */
typedef struct {
    const TfHeader *header;
    guint n_fields;
    guint *sorted; /* field indexes */
    guint *used;   /* at the place of a name's first entry */
} Selection;

static void
selection_init (Selection *selection, const TfHeader *header, guint except)
{
    guint n = header->fields->len;

    selection->header = header;
    selection->sorted = g_new (guint, n + 1);
    selection->used = g_new0 (guint, n + 1);
    selection->n_fields = 0;
    for (guint i = 0; i < n; i++)
        if (i != except) /* §3.5 "h=": a signature never covers itself this way */
            selection->sorted[selection->n_fields++] = i;
    g_qsort_with_data (selection->sorted, (gint)selection->n_fields, sizeof (guint),
                       compare_fields, (gpointer)header);
}

static void
selection_clear (Selection *selection)
{
    g_free (selection->sorted);
    g_free (selection->used);
}

static const TfField *
selection_field (const Selection *selection, guint place)
{
    return tf_header_get (selection->header, selection->sorted[place]);
}

/* The first entry that does not sort before NAME. */
static guint
selection_find (const Selection *selection, const char *name, gsize length)
{
    guint low = 0, high = selection->n_fields;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (compare_names (selection_field (selection, middle)->name, name, length) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The lowest field NAME not yet used; NULL when there is none left, which adds nothing. */
static const TfField *
selection_take (Selection *selection, const char *name)
{
    gsize length = strlen (name);
    guint first = selection_find (selection, name, length);
    guint place;

    if (first >= selection->n_fields)
        return NULL;
    place = first + selection->used[first];
    if (place >= selection->n_fields
        || compare_names (selection_field (selection, place)->name, name, length) != 0)
        return NULL;
    selection->used[first]++;
    return selection_field (selection, place);
}

/* ---- the header hash --------------------------------------------------------------------- */

/* The canonical fields are collected here before they are hashed. */
#define HASH_BLOCK (8 * 1024)

static void
pass_on (GString *block, TfHash *hash)
{
    tf_hash_update (hash, block->str, block->len);
    g_string_truncate (block, 0);
}

void
tf_dkim_header_hash (const TfHeader *header, const TfDkimSignature *signature,
                     TfVariant variant, TfHash *hash)
{
    gboolean repair = variant == TF_VARIANT_LINE_ENDS || header->line_ends == TF_LINE_ENDS_LF;
    g_autoptr (GString) block = g_string_sized_new (HASH_BLOCK);
    Selection selection;

    selection_init (&selection, header, signature->field_index);
    for (guint i = 0; i < signature->signed_names->len; i++) {
        const TfField *field
            = selection_take (&selection, g_ptr_array_index (signature->signed_names, i));

        if (field != NULL)
            tf_dkim_canon_field (field, signature->header_canon, repair, block);
        if (block->len >= HASH_BLOCK / 2)
            pass_on (block, hash);
    }
    selection_clear (&selection);
    /* §3.7: at last the signature itself, its b= empty, without the line end */
    append_field (tf_header_get (header, signature->field_index), signature->b_value,
                  signature->header_canon, repair, block);
    pass_on (block, hash);
}
