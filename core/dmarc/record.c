/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* record: the DMARC policy record, RFC 9989 §4.7 and §4.8.
 *
 * Read more leniently than a DKIM tag list: after a valid "v" a piece that cannot be read
 * is skipped (§4.8). "fo" and the addresses of reports are left out: a mail program
 * sends no reports. */
#include "dmarc/dmarc.h"

typedef enum {
    TAG_V,
    TAG_P,
    TAG_SP,
    TAG_NP,
    TAG_PSD,
    TAG_T,
    TAG_ADKIM,
    TAG_ASPF,
    TAG_RUA,
    N_TAGS
} Tag;

static const char *const tag_names[] = {"v", "p",     "sp",   "np", "psd",
                                        "t", "adkim", "aspf", "rua"};
G_STATIC_ASSERT (G_N_ELEMENTS (tag_names) == N_TAGS);

typedef struct {
    gboolean present[N_TAGS];
    TfSpan value[N_TAGS];
} Tags;

static const char *const policy_words[] = {"none", "quarantine", "reject"};
G_STATIC_ASSERT (G_N_ELEMENTS (policy_words) == TF_POLICY_REJECT + 1);

static const char *const alignment_words[] = {"relaxed", "strict"};
G_STATIC_ASSERT (G_N_ELEMENTS (alignment_words) == TF_ALIGNMENT_STRICT + 1);

const char *
tf_policy_to_string (TfPolicy policy)
{
    return policy_words[policy];
}

const char *
tf_alignment_mode_to_string (TfAlignmentMode mode)
{
    return alignment_words[mode];
}

/* One "name = value"; FALSE: it is not one. */
static gboolean
split_tag (TfSpan piece, TfSpan *ret_name, TfSpan *ret_value)
{
    TfCursor cursor = tf_cursor (piece);
    TfSpan name = tf_cursor_take_until (&cursor, '=');

    if (!tf_cursor_take (&cursor, '='))
        return FALSE;
    *ret_name = tf_span_strip (name);
    *ret_value = tf_span_strip (tf_cursor_rest (&cursor));
    return TRUE;
}

/* §4.8 gives the names as plain strings, whose case does not matter (RFC 5234 §2.3). */
static gint
find_tag (TfSpan name)
{
    for (gint tag = 0; tag < N_TAGS; tag++)
        if (tf_span_equal_nocase (name, tag_names[tag]))
            return tag;
    return -1;
}

/* FALSE: a known tag appears twice. Only "rua" may: the first is read, the others are
 * ignored. */
static gboolean
store_tag (Tags *tags, TfSpan name, TfSpan value)
{
    gint tag = find_tag (name);

    if (tag < 0)
        return TRUE; /* §4.8: unknown tags are ignored; also "pct", "rf" and "ri" of RFC
                        7489 */
    if (tags->present[tag])
        return tag == TAG_RUA;
    tags->present[tag] = TRUE;
    tags->value[tag] = value;
    return TRUE;
}

/* Only the value is case-sensitive: §4.8 gives it byte by byte. */
static gboolean
is_version (TfSpan name, TfSpan value)
{
    return tf_span_equal_nocase (name, "v") && tf_span_equal (value, "DMARC1");
}

/* FALSE: not a record, because "v=DMARC1" is not the very first tag (§4.8) or a tag appears
 * twice. */
static gboolean
read_tags (TfSpan text, Tags *ret_tags)
{
    TfCursor cursor = tf_cursor (text);
    TfSpan name, value;

    if (g_ascii_tolower (tf_cursor_peek (&cursor)) != 'v')
        return FALSE; /* also white space, a quote or a byte order mark before it */
    if (!split_tag (tf_cursor_take_until (&cursor, ';'), &name, &value) ||
        !is_version (name, value))
        return FALSE;
    ret_tags->present[TAG_V] = TRUE;
    while (tf_cursor_take (&cursor, ';')) {
        if (split_tag (tf_cursor_take_until (&cursor, ';'), &name, &value) &&
            !store_tag (ret_tags, name, value))
            return FALSE;
    }
    return TRUE;
}

/* FALSE: VALUE is none of the words; their case does not matter (RFC 5234 §2.3). */
static gboolean
read_policy (TfSpan value, TfPolicy *ret_policy)
{
    for (guint i = 0; i < G_N_ELEMENTS (policy_words); i++) {
        if (tf_span_equal_nocase (value, policy_words[i])) {
            *ret_policy = (TfPolicy)i;
            return TRUE;
        }
    }
    return FALSE;
}

static TfAlignmentMode
read_alignment (const Tags *tags, Tag tag)
{
    return tags->present[tag] && tf_span_equal_nocase (tags->value[tag], "s")
               ? TF_ALIGNMENT_STRICT
               : TF_ALIGNMENT_RELAXED;
}

static TfPsd
read_psd (const Tags *tags)
{
    if (!tags->present[TAG_PSD])
        return TF_PSD_UNKNOWN;
    if (tf_span_equal_nocase (tags->value[TAG_PSD], "y"))
        return TF_PSD_YES;
    if (tf_span_equal_nocase (tags->value[TAG_PSD], "n"))
        return TF_PSD_NO;
    return TF_PSD_UNKNOWN;
}

/* RFC 3986 §2; a comma and a semicolon end a URI here (RFC 9989 §4.7 "rua"). */
static gboolean
is_uri_byte (guchar byte)
{
    return g_ascii_isalnum (byte) ||
           tf_span_has (tf_span_of ("-._~:/?#[]@!$&'()*+=%"), byte);
}

static gboolean
is_scheme_byte (guchar byte)
{
    return g_ascii_isalnum (byte) || byte == '+' || byte == '-' || byte == '.';
}

static gboolean
is_mail_address (TfSpan text)
{
    TfCursor cursor = tf_cursor (text);
    TfSpan local = tf_cursor_take_until (&cursor, '@');
    TfCursor rest;
    g_autofree char *domain = NULL;

    if (local.length == 0 || !tf_cursor_take (&cursor, '@'))
        return FALSE;
    rest = tf_cursor (tf_cursor_take_until (&cursor, '?'));
    domain =
        tf_domain_parse (tf_cursor_take_until (&rest, '!')); /* "!10m" of RFC 7489 §6.4 */
    return domain != NULL;
}

static gboolean
is_uri (TfSpan text)
{
    TfCursor cursor = tf_cursor (text);
    TfSpan scheme, rest;

    tf_cursor_take_while (&cursor, is_uri_byte);
    if (!tf_cursor_at_end (&cursor))
        return FALSE;
    cursor = tf_cursor (text);
    scheme = tf_cursor_take_while (&cursor, is_scheme_byte);
    if (scheme.length == 0 || !g_ascii_isalpha (scheme.data[0]) ||
        !tf_cursor_take (&cursor, ':'))
        return FALSE;
    rest = tf_cursor_rest (&cursor);
    return tf_span_equal_nocase (scheme, "mailto") ? is_mail_address (rest)
                                                   : rest.length > 0;
}

static gboolean
has_report_address (const Tags *tags)
{
    TfCursor cursor;

    if (!tags->present[TAG_RUA])
        return FALSE;
    cursor = tf_cursor (tags->value[TAG_RUA]);
    do {
        if (is_uri (tf_span_strip (tf_cursor_take_until (&cursor, ','))))
            return TRUE;
    } while (tf_cursor_take (&cursor, ','));
    return FALSE;
}

/* FALSE: an invalid "p", "sp" or "np". A missing one takes the value of the next wider
 * one. */
static gboolean
read_policies (const Tags *tags, TfDmarcRecord *record)
{
    record->has_sp = tags->present[TAG_SP];
    record->has_np = tags->present[TAG_NP];
    if (!tags->present[TAG_P] || !read_policy (tags->value[TAG_P], &record->p))
        return FALSE;
    record->sp = record->p;
    if (record->has_sp && !read_policy (tags->value[TAG_SP], &record->sp))
        return FALSE;
    record->np = record->sp;
    return !record->has_np || read_policy (tags->value[TAG_NP], &record->np);
}

/* §4.10.1: with a valid report address the record counts as "p=none", otherwise there is no
 * DMARC. */
static void
fall_back_to_none (const Tags *tags, TfDmarcRecord *record)
{
    record->p = record->sp = record->np = TF_POLICY_NONE;
    record->has_sp = record->has_np = FALSE;
    record->unusable = !has_report_address (tags);
}

gboolean
tf_dmarc_record_parse (TfSpan text, TfDmarcRecord *ret_record)
{
    Tags tags = {0};
    TfDmarcRecord record = {0};

    if (text.length > TF_LIMIT_RECORD_BYTES || !read_tags (text, &tags))
        return FALSE;
    if (!read_policies (&tags, &record))
        fall_back_to_none (&tags, &record);
    record.psd = read_psd (&tags);
    record.testing = tags.present[TAG_T] && tf_span_equal_nocase (tags.value[TAG_T], "y");
    record.adkim = read_alignment (&tags, TAG_ADKIM);
    record.aspf = read_alignment (&tags, TAG_ASPF);
    *ret_record = record;
    return TRUE;
}
