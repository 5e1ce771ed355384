/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* tokens: links that count who opened them often carry the reader's address as Base64 or in hexadecimal, in the
 * middle of other letters. So each run of such letters is decoded from each place where it may begin. */
#include <string.h>

#include "abuse/abuse-private.h"

#define SHORTEST 6 /* letters: fewer do not hold an address */
#define FEWEST                                                                           \
    4 /* readable letters in a row: any address has them, hardly any chance does */
#define WHOLE_LINE 40 /* letters: a line that may go on in the next one */

/** Run: letters of one alphabet in a row. */
typedef struct {
    GString *letters;
    GArray *places; /* guint: of each letter in the view */
} Run;

static gboolean
is_hex (gunichar c)
{
    return c < 0x80 && g_ascii_isxdigit ((char)c);
}

/* RFC 4648 §4 and §5. */
static gboolean
is_base64 (gunichar c)
{
    return c < 0x80 &&
           (g_ascii_isalnum ((char)c) || c == '+' || c == '/' || c == '-' || c == '_');
}

static char
standard_letter (gunichar c)
{
    return c == '-' ? '+' : c == '_' ? '/' : (char)c;
}

/* Most of what is decoded is nothing; the search is spared then. */
static gboolean
may_be_text (const guint8 *bytes, gsize length)
{
    guint n = 0;

    for (gsize i = 0; i < length && n < FEWEST; i++)
        if (g_ascii_isgraph ((char)bytes[i]))
            n++;
        else if (bytes[i] != 0)
            n = 0;
    return n >= FEWEST;
}

/** Decoded: what bytes say, and from which of them each byte of that comes. */
typedef struct {
    GString *text; /* UTF-8 */
    GArray *from;  /* guint32 */
} Decoded;

static void
decoded_clear (Decoded *decoded)
{
    g_string_free (decoded->text, TRUE);
    g_array_unref (decoded->from);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Decoded, decoded_clear)

/* What is no UTF-8 becomes a sign that is in no word; the NULs of UTF-16 are left out. */
static void
decode_bytes (const guint8 *bytes, gsize length, Decoded *decoded)
{
    for (gsize i = 0; i < length;) {
        gunichar c = bytes[i] < 0x80 ? bytes[i]
                                     : g_utf8_get_char_validated ((const char *)bytes + i,
                                                                  (gssize)(length - i));
        gboolean is_valid = c < 0x110000;
        gsize n = is_valid ? (gsize)g_unichar_to_utf8 (c, NULL) : 1;

        for (gsize k = 0; k < n && bytes[i] != 0; k++) {
            guint32 from = (guint32)(i + k);

            g_string_append_c (decoded->text, is_valid ? (char)bytes[i + k] : '|');
            g_array_append_val (decoded->from, from);
        }
        i += n;
    }
}

static void
hits_of_bytes (const TfLook *look, const guint8 *bytes, gsize length, GArray *hits)
{
    g_auto (Decoded)
        decoded = {g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (guint32))};

    if (!tf_redaction_spend (look->redaction, length) || !may_be_text (bytes, length))
        return;
    decode_bytes (bytes, length, &decoded);
    look->in_text (look, decoded.text->str, hits);
    for (guint i = 0; i < hits->len; i++) {
        TfHit *hit = &g_array_index (hits, TfHit, i);

        hit->start = g_array_index (decoded.from, guint32, hit->start);
        hit->end = g_array_index (decoded.from, guint32, hit->end - 1) + 1;
    }
}

/* BITS for each letter. From the letters FROM on, which gave bytes. */
static void
add_hits (const GArray *view, const Run *run, guint from, guint bits, const GArray *found,
          GArray *hits)
{
    for (guint i = 0; i < found->len && hits->len < TF_LIMIT_ABUSE_HITS; i++) {
        TfHit hit = g_array_index (found, TfHit, i);
        guint first = from + hit.start * 8 / bits;
        guint last = from + (hit.end * 8 + bits - 1) / bits;

        first = MIN (first, run->places->len - 1);
        last = CLAMP (last, first + 1, run->places->len);
        hit.start =
            g_array_index (view, TfSeen, g_array_index (run->places, guint, first)).start;
        hit.end =
            g_array_index (view, TfSeen, g_array_index (run->places, guint, last - 1))
                .end;
        g_array_append_val (hits, hit);
    }
}

static void
look_as_base64 (const TfLook *look, const GArray *view, const Run *run, GArray *hits)
{
    for (guint from = 0; from < 4 && from + SHORTEST <= run->letters->len; from++) {
        gsize length = run->letters->len - from;
        g_autofree guint8 *bytes = g_malloc (length + 8);
        g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (TfHit));
        g_autofree char *padded = g_strconcat (run->letters->str + from, "===", NULL);
        gint state = 0;
        guint save = 0;
        gsize n =
            g_base64_decode_step (padded, (length + 3) & ~(gsize)3, bytes, &state, &save);

        hits_of_bytes (look, bytes, MIN (n, length), found);
        add_hits (view, run, from, 6, found, hits);
    }
}

static void
look_as_hex (const TfLook *look, const GArray *view, const Run *run, GArray *hits)
{
    for (guint from = 0; from < 2 && from + SHORTEST <= run->letters->len; from++) {
        gsize length = (run->letters->len - from) / 2;
        g_autofree guint8 *bytes = g_malloc (length);
        g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (TfHit));

        for (gsize i = 0; i < length; i++)
            bytes[i] =
                (guint8)(g_ascii_xdigit_value (run->letters->str[from + 2 * i]) << 4 |
                         g_ascii_xdigit_value (run->letters->str[from + 2 * i + 1]));
        hits_of_bytes (look, bytes, length, found);
        add_hits (view, run, from, 4, found, hits);
    }
}

static gboolean
is_padding_or_break (const GArray *view, guint at, guint n_in_line)
{
    gunichar c = g_array_index (view, TfSeen, at).raw;

    return c == '=' || ((c == '\n' || c == '\r') && n_in_line >= WHOLE_LINE) ||
           ((c == ' ' || c == '\t') && at > 0 &&
            g_array_index (view, TfSeen, at - 1).raw == '\n' && n_in_line == 0);
}

/* Fills RUN with what begins at AT; returns the place behind it. */
static guint
read_run (const GArray *view, guint at, gboolean (*is_letter) (gunichar c),
          gboolean goes_on, Run *run)
{
    guint n_in_line = 0;

    g_string_truncate (run->letters, 0);
    g_array_set_size (run->places, 0);
    for (; at < view->len; at++) {
        gunichar c = g_array_index (view, TfSeen, at).raw;

        if (is_letter (c)) {
            g_string_append_c (run->letters, standard_letter (c));
            g_array_append_val (run->places, at);
            n_in_line++;
        } else if (!goes_on || run->letters->len == 0 ||
                   !is_padding_or_break (view, at, n_in_line)) {
            break;
        } else if (c == '\n') {
            n_in_line = WHOLE_LINE; /* "\r\n" is one break */
        }
    }
    return at;
}

void
tf_find_tokens (const TfLook *look, const GArray *view, GArray *hits)
{
    Run run = {g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (guint))};

    for (guint at = 0; at < view->len; at++) {
        at = read_run (view, at, is_base64, TRUE, &run);
        if (run.letters->len >= SHORTEST)
            look_as_base64 (look, view, &run, hits);
    }
    for (guint at = 0; at < view->len; at++) {
        at = read_run (view, at, is_hex, FALSE, &run);
        if (run.letters->len >= SHORTEST)
            look_as_hex (look, view, &run, hits);
    }
    g_string_free (run.letters, TRUE);
    g_array_unref (run.places);
}
