/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* view: an address is not only in the bytes of a text but in everything that some program makes of them.
 * Each step decodes once, whatever the encoding, and keeps the place in the original, so that
 * it is the original that is changed. */
#include <string.h>

#include "abuse/abuse-private.h"

typedef struct {
    const char *name;
    gunichar c;
} Entity;

static const Entity entities[] = {{"commat", '@'},
                                  {"period", '.'},
                                  {"equals", '='},
                                  {"plus", '+'},
                                  {"lowbar", '_'},
                                  {"hyphen", '-'},
                                  {"dash", '-'},
                                  {"percnt", '%'},
                                  {"amp", '&'},
                                  {"num", '#'},
                                  {"sol", '/'},
                                  {"nbsp", ' '},
                                  {"lt", '<'},
                                  {"gt", '>'},
                                  {"quot", '"'},
                                  {"apos", '\''},
                                  {"shy", 0},
                                  {"zwnj", 0},
                                  {"zwj", 0},
                                  {"ZeroWidthSpace", 0},
                                  {"colon", ':'},
                                  {"bsol", '\\'},
                                  {"Tab", 0},
                                  {"NewLine", 0},
                                  {"NoBreak", 0},
                                  {"szlig", 0xdf},
                                  {"InvisibleTimes", 0},
                                  {"InvisibleComma", 0}};

/* Small, without accents, and of the usual width. */
static gunichar
fold (gunichar c)
{
    gunichar parts[4] = {0};

    if (c < 0x80)
        return (gunichar)g_ascii_tolower ((char)c);
    if (c == 0x3002 || c == 0xff61) /* the full stops that stand for a dot in a domain */
        return '.';
    if (g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts)) > 0)
        c = parts[0];
    return g_unichar_tolower (c);
}

static gboolean
is_unseen (gunichar c)
{
    GUnicodeType type;

    if (c < 0x80)
        return g_ascii_iscntrl ((char)c) && c != '\n' && c != '\r' && c != '\t';
    type = g_unichar_type (c);
    return type == G_UNICODE_FORMAT || type == G_UNICODE_CONTROL ||
           type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK;
}

static void
add (GArray *view, gunichar c, guint32 start, guint32 end)
{
    const TfSeen seen = {fold (c), c, start, end};

    if (c != 0 && !is_unseen (c))
        g_array_append_val (view, seen);
}

GArray *
tf_view_new (const char *text)
{
    GArray *view = g_array_new (FALSE, FALSE, sizeof (TfSeen));

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
        add (view, g_utf8_get_char (at), (guint32)(at - text),
             (guint32)(g_utf8_next_char (at) - text));
    return view;
}

char *
tf_view_text_of (TfSpan bytes)
{
    GString *text;

    if (g_utf8_validate (bytes.data, (gssize)bytes.length, NULL))
        return tf_span_dup_utf8 (bytes);
    text = g_string_new (NULL);
    for (gsize i = 0; i < bytes.length; i++)
        g_string_append_unichar (text,
                                 bytes.data[i] != '\0' ? (guchar)bytes.data[i] : 0xfffd);
    return g_string_free (text, FALSE);
}

gboolean
tf_view_has_text (const char *text, const char *part)
{
    TfCursor cursor = tf_cursor (tf_span_of (text));

    for (; !tf_cursor_at_end (&cursor); tf_cursor_next (&cursor))
        if (tf_cursor_take_text (&cursor, part))
            return TRUE;
    return FALSE;
}

GArray *
tf_view_chars (const char *text)
{
    g_autoptr (GArray) view = tf_view_new (text);
    GArray *chars = g_array_new (FALSE, FALSE, sizeof (gunichar));

    for (guint i = 0; i < view->len; i++)
        g_array_append_val (chars, g_array_index (view, TfSeen, i).c);
    return chars;
}

/* ---- one step of decoding ---------------------------------------------------------- */

/** Place: where decoding is. */
typedef struct {
    const GArray *view;
    guint at;
} Place;

/* 0 past the end. */
static gunichar
peek (const Place *place, guint ahead)
{
    return place->at + ahead < place->view->len
               ? g_array_index (place->view, TfSeen, place->at + ahead).raw
               : 0;
}

static gint
hex_value (gunichar c)
{
    return c < 0x80 ? g_ascii_xdigit_value ((char)c) : -1;
}

/* N digits from AHEAD on; -1: there are not as many. */
static gint
hex_number (const Place *place, guint ahead, guint n)
{
    gint number = 0;

    for (guint i = 0; i < n; i++) {
        gint digit = hex_value (peek (place, ahead + i));

        if (digit < 0)
            return -1;
        number = number * 16 + digit;
    }
    return number;
}

/* "%40", "=40": as many as one character of UTF-8 takes; otherwise one byte of Latin-1. Returns how many
 * characters that was. */
static guint
take_bytes (const Place *place, gunichar sign, gunichar *ret_c)
{
    char bytes[4];
    guint n = 0;

    for (; n < sizeof bytes && peek (place, 3 * n) == sign; n++) {
        gint byte = hex_number (place, 3 * n + 1, 2);

        if (byte < 0)
            break;
        bytes[n] = (char)byte;
    }
    for (guint length = 1; length <= n; length++) {
        *ret_c = g_utf8_get_char_validated (bytes, (gssize)length);
        if (*ret_c < 0x110000)
            return 3 * length;
    }
    *ret_c = (guchar)bytes[0];
    return n > 0 ? 3 : 0;
}

/* RFC 2045 §6.7: a soft line break. */
static guint
take_soft_break (const Place *place, gunichar *ret_c)
{
    *ret_c = 0;
    if (peek (place, 0) != '=')
        return 0;
    if (peek (place, 1) == '\n')
        return 2;
    return peek (place, 1) == '\r' && peek (place, 2) == '\n' ? 3 : 0;
}

static guint
take_number (const Place *place, gunichar *ret_c)
{
    gboolean is_hex = peek (place, 2) == 'x' || peek (place, 2) == 'X';
    guint at = is_hex ? 3 : 2;
    guint start = at;
    gunichar number = 0;

    for (; at < start + 8; at++) {
        gint digit = hex_value (peek (place, at));

        if (digit < 0 || (!is_hex && digit > 9))
            break;
        number = number * (is_hex ? 16 : 10) + (gunichar)digit;
    }
    if (at == start || number >= 0x110000)
        return 0;
    *ret_c = number;
    return peek (place, at) == ';' ? at + 1 : at;
}

/* "&uuml;": a letter, which counts without its accent. */
static guint
take_accented (const Place *place, gunichar *ret_c)
{
    static const char *const accents[] = {"uml",  "acute", "grave", "circ",  "tilde",
                                          "ring", "cedil", "slash", "caron", "breve",
                                          "macr", "ogon",  "strok", "dblac", "lig",
                                          "scr",  "fr",    "opf",   "dot"};

    *ret_c = peek (place, 1);
    for (guint i = 0;
         *ret_c < 0x80 && g_ascii_isalpha ((char)*ret_c) && i < G_N_ELEMENTS (accents);
         i++) {
        guint n = 0;

        while (accents[i][n] != '\0' && peek (place, n + 2) == (guchar)accents[i][n])
            n++;
        if (accents[i][n] == '\0')
            return peek (place, n + 2) == ';' ? n + 3 : n + 2;
    }
    return 0;
}

static guint
take_entity (const Place *place, gunichar *ret_c)
{
    if (peek (place, 0) != '&')
        return 0;
    if (peek (place, 1) == '#')
        return take_number (place, ret_c);
    for (guint i = 0; i < G_N_ELEMENTS (entities); i++) {
        guint length = (guint)strlen (entities[i].name);
        guint n = 0;

        while (n < length && peek (place, n + 1) == (guchar)entities[i].name[n])
            n++;
        if (n == length) {
            *ret_c = entities[i].c;
            return peek (place, n + 1) == ';' ? n + 2 : n + 1;
        }
    }
    return take_accented (place, ret_c);
}

/* "\u0040", "\x40", "\@". */
static guint
take_escape (const Place *place, gunichar *ret_c)
{
    gint number;

    if (peek (place, 0) != '\\')
        return 0;
    number = peek (place, 1) == 'u'   ? hex_number (place, 2, 4)
             : peek (place, 1) == 'x' ? hex_number (place, 2, 2)
                                      : -1;
    if (number >= 0) {
        *ret_c = (gunichar)number;
        return peek (place, 1) == 'u' ? 6 : 4;
    }
    *ret_c = peek (place, 1);
    return g_unichar_isalnum (*ret_c) || *ret_c == 0 ? 0 : 2;
}

static guint
take_any (const Place *place, gunichar *ret_c)
{
    guint n = take_bytes (place, '%', ret_c);

    if (n == 0)
        n = take_soft_break (place, ret_c);
    if (n == 0)
        n = take_bytes (place, '=', ret_c);
    if (n == 0)
        n = take_entity (place, ret_c);
    return n > 0 ? n : take_escape (place, ret_c);
}

/* In the address of a page "&num=1" is no entity: only what ends as one is. */
static guint
take_closed_entity (const Place *place, gunichar *ret_c)
{
    guint n = take_entity (place, ret_c);

    return n > 0 && (peek (place, 1) == '#' || peek (place, n - 1) == ';') ? n : 0;
}

/* Owned: with what TAKE takes decoded. */
static GArray *
decode (const GArray *view, guint (*take) (const Place *place, gunichar *ret_c),
        gboolean *ret_changed)
{
    GArray *decoded = g_array_new (FALSE, FALSE, sizeof (TfSeen));

    *ret_changed = FALSE;
    for (Place place = {view, 0}; place.at < view->len;) {
        const TfSeen *seen = &g_array_index (view, TfSeen, place.at);
        gunichar c = 0;
        guint n = take (&place, &c);

        if (n == 0)
            g_array_append_val (decoded, *seen);
        else
            add (decoded, c, seen->start,
                 g_array_index (view, TfSeen, place.at + n - 1).end);
        *ret_changed |= n > 0;
        place.at += MAX (n, 1);
    }
    return decoded;
}

GArray *
tf_view_decode_entities (const GArray *view)
{
    gboolean changed;

    return decode (view, take_closed_entity, &changed);
}

GArray *
tf_view_decode (const GArray *view)
{
    gboolean changed;
    GArray *decoded = decode (view, take_any, &changed);

    if (!changed)
        g_clear_pointer (&decoded, g_array_unref);
    return decoded;
}

/* ---- tags -------------------------------------------------------------------------- */

/* Where the tag that begins at AT ends; AT: it is none. */
static guint
end_of_tag (const GArray *view, guint at, guint *last_end)
{
    gunichar next =
        at + 1 < view->len ? g_array_index (view, TfSeen, at + 1).raw : (gunichar)0;
    guint end = MAX (at, *last_end);

    if (next != '/' && next != '!' && next != '?' && !g_unichar_isalpha (next))
        return at;
    while (end < view->len && g_array_index (view, TfSeen, end).raw != '>')
        end++;
    *last_end = end; /* none before it, so that no character is looked at twice */
    return end < view->len ? end : at;
}

GArray *
tf_view_without_tags (const GArray *view)
{
    GArray *text = g_array_new (FALSE, FALSE, sizeof (TfSeen));
    guint last_end = 0;

    for (guint at = 0; at < view->len; at++) {
        const TfSeen *seen = &g_array_index (view, TfSeen, at);
        guint end = seen->raw == '<' ? end_of_tag (view, at, &last_end) : at;

        if (end == at)
            g_array_append_val (text, *seen);
        at = end;
    }
    if (text->len == view->len)
        g_clear_pointer (&text, g_array_unref);
    return text;
}
