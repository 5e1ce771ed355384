/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* canon-header.c: RFC 6376 §3.4.1, §3.4.2 (canonical fields), §5.4.2 (which instance of a
 * field is meant) and §3.7 step 2 (the header hash).
 *
 * Fields are found through a sorted index, so that two thousand fields and a thousand
 * names in h= stay cheap. Departures: none. A field without a line end (in a message that was
 * cut off within its header) gets one, as any program that stores it would add one. */

#include "dkim/dkim.h"

#include <stdlib.h>
#include <string.h>

/* ---- canonical form -------------------------------------------------------------- */

/* The length of the line end at AT, 0 when there is none. A lone LF is one only when
 * REPAIR is set. */
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

/* §3.4.1: unchanged, except that every line end becomes CRLF. */
static void
append_simple (TfSpan text, gboolean repair, GString *out)
{
    const char *at = text.data, *end = at != NULL ? at + text.length : NULL;

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

/* §3.4.2 for a piece of a value: unfolded, each run of WSP reduced to one SP. Returns whether a run
 * is still open at the end, which is not written yet; OPEN says the same about the previous
 * piece. */
static gboolean
append_relaxed (TfSpan text, gboolean repair, gboolean open, GString *out)
{
    const char *at = text.data, *end = at != NULL ? at + text.length : NULL;

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

/* §3.4.2: no WSP after the colon, not even where there was a fold. */
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

static inline guchar
lower (char byte)
{
    return (guchar)(byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte);
}

static void
append_relaxed_name (const TfField *field, GString *out)
{
    for (gsize i = 0; i < field->name.length; i++)
        g_string_append_c (out, (char)lower (field->name.data[i]));
    g_string_append_c (out, ':');
}

/* FIELD without its last line end; the bytes of EMPTIED (within it) are left out. */
static void
append_field (const TfField *field, TfSpan emptied, TfCanon canon, gboolean repair,
              GString *out)
{
    TfSpan all = without_last_line_end (field->raw, repair);
    const char *end = all.data + all.length;
    const char *start =
        canon == TF_CANON_SIMPLE ? all.data : MIN (field->value.data, end);
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
tf_dkim_canon_emptied (const TfField *field, TfSpan emptied, TfCanon canon,
                       gboolean repair, GString *out)
{
    append_field (field, emptied, canon, repair, out);
}

void
tf_dkim_canon_field (const TfField *field, TfCanon canon, gboolean repair, GString *out)
{
    append_field (field, TF_SPAN_EMPTY, canon, repair, out);
    g_string_append (out, "\r\n");
}

/* ---- selection (§5.4.2) ---------------------------------------------------------- */

/* Longer names after shorter ones, then by their bytes: most comparisons then need only the
 * length. */
static int
compare_names (TfSpan a, TfSpan b)
{
    if (a.length != b.length)
        return a.length < b.length ? -1 : 1;
    for (gsize i = 0; i < a.length; i++) {
        guchar byte_a = lower (a.data[i]), byte_b = lower (b.data[i]);

        if (byte_a != byte_b)
            return byte_a < byte_b ? -1 : 1;
    }
    return 0;
}

/** Entry: the name and place of a field. */
typedef struct {
    TfSpan name;
    guint index;
    guint used; /* how many of this name; counted at its first entry */
} Entry;

/* By name, then from the bottom of the header to its top. */
static int
compare_entries (const void *a, const void *b)
{
    const Entry *entry_a = a, *entry_b = b;
    int order = compare_names (entry_a->name, entry_b->name);

    if (order != 0)
        return order;
    return entry_a->index > entry_b->index ? -1 : 1;
}

/** Selection: the fields by name. */
typedef struct {
    const TfHeader *header;
    Entry *entries;
    guint n_entries;
} Selection;

static void
selection_init (Selection *selection, const TfHeader *header, guint except)
{
    selection->header = header;
    selection->entries = g_new (Entry, header->fields->len + 1);
    selection->n_entries = 0;
    for (guint i = 0; i < header->fields->len; i++) {
        Entry entry = {tf_header_get (header, i)->name, i, 0};

        if (i != except) /* §3.5 "h=": a signature never covers itself this way */
            selection->entries[selection->n_entries++] = entry;
    }
    qsort (selection->entries, selection->n_entries, sizeof (Entry), compare_entries);
}

/* The index of the first entry that does not sort before NAME. */
static guint
selection_find (const Selection *selection, TfSpan name)
{
    guint low = 0, high = selection->n_entries;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (compare_names (selection->entries[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The lowest field called NAME that is not used yet; NULL when none is left, which adds nothing to
 * the hash. */
static const TfField *
selection_take (Selection *selection, const char *text)
{
    TfSpan name = tf_span_of (text);
    guint first = selection_find (selection, name);
    guint place;

    if (first >= selection->n_entries)
        return NULL;
    place = first + selection->entries[first].used;
    if (place >= selection->n_entries ||
        compare_names (selection->entries[place].name, name) != 0)
        return NULL;
    selection->entries[first].used++;
    return tf_header_get (selection->header, selection->entries[place].index);
}

/* ---- the header hash ------------------------------------------------------------- */

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
                     TfVariant variant, const TfDkimInstead *instead, TfHash *hash)
{
    const TfField *replaced =
        instead != NULL ? tf_header_get (header, instead->index) : NULL;
    gboolean repair =
        variant == TF_VARIANT_LINE_ENDS || header->line_ends == TF_LINE_ENDS_LF;
    g_autoptr (GString) block = g_string_sized_new (HASH_BLOCK);
    Selection selection;

    selection_init (&selection, header, signature->field_index);
    for (guint i = 0; i < signature->signed_names->len; i++) {
        const TfField *field =
            selection_take (&selection, g_ptr_array_index (signature->signed_names, i));

        if (field != NULL && field == replaced)
            field = &instead->field;
        if (field != NULL)
            tf_dkim_canon_field (field, signature->header_canon, repair, block);
        if (block->len >= HASH_BLOCK / 2)
            pass_on (block, hash);
    }
    g_free (selection.entries);
    /* §3.7: finally the signature itself, its b= emptied, without the line end */
    append_field (tf_header_get (header, signature->field_index), signature->b_value,
                  signature->header_canon, repair, block);
    pass_on (block, hash);
}
