/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* separator: whether a line of an mbox is the line between two messages (RFC 4155, Appendix A), in
 * the forms that programs have actually written: "From WHO DATE", with the date of asctime(), RFC 5322
 * or ISO 8601, two-digit years and zones by name; "From - " and "From " alone. Any other line
 * that begins with "From " is text that was not escaped. Leaves out: dates in other languages. */
#include "mailbox/mailbox.h"

static const char *const weekdays[] = {
    "Mon",    "Tue",     "Wed",       "Thu",      "Fri",    "Sat",      "Sun",
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
static const char *const months[] = {
    "Jan",  "Feb",  "Mar",    "Apr",       "May",     "Jun",      "Jul",      "Aug",
    "Sep",  "Oct",  "Nov",    "Dec",       "January", "February", "March",    "April",
    "June", "July", "August", "September", "Sept",    "October",  "November", "December"};
/* The parts of zone names that need not be in capitals. */
static const char *const zones[] = {
    "am",       "pm",        "utc",       "gmt",     "est",      "edt",      "cst",
    "cdt",      "mst",       "mdt",       "pst",     "pdt",      "cet",      "cest",
    "met",      "mez",       "mesz",      "bst",     "dst",      "Standard", "Daylight",
    "Summer",   "Time",      "Eastern",   "Central", "Mountain", "Pacific",  "Atlantic",
    "European", "Universal", "Greenwich", "Mean",    "Europe",   "W.",       "E."};

/** Date: which parts of a date have been read. */
typedef struct {
    gboolean month;
    gboolean time;
    gboolean year; /* with four digits */
    guint numbers; /* with one or two digits: the day, then the year */
} Date;

static gboolean
is_one_of (TfSpan word, const char *const *words, gsize count)
{
    for (gsize i = 0; i < count; i++)
        if (tf_span_equal_nocase (word, words[i]))
            return TRUE;
    return FALSE;
}

static gboolean
is_digit (guchar byte)
{
    return g_ascii_isdigit (byte);
}

static gboolean
is_letter (guchar byte)
{
    return g_ascii_isalpha (byte);
}

static gboolean
is_capital (guchar byte)
{
    return g_ascii_isupper (byte);
}

static gboolean
is_hexadecimal (guchar byte)
{
    return g_ascii_isxdigit (byte);
}

static gboolean
is_space (guchar byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

static gboolean
is_not_space (guchar byte)
{
    return !is_space (byte);
}

/* ---- the words of a date ------------------------------------------------------------- */

/* "+0200", "-05:00" */
static gboolean
take_offset (TfCursor *cursor)
{
    TfCursor ahead = *cursor;

    if (!tf_cursor_take (&ahead, '+') && !tf_cursor_take (&ahead, '-'))
        return FALSE;
    if (tf_cursor_take_while (&ahead, is_digit).length == 0)
        return FALSE;
    if (tf_cursor_take (&ahead, ':'))
        tf_cursor_take_while (&ahead, is_digit);
    *cursor = ahead;
    return TRUE;
}

/* The end of a word that contains a time: "PM", "Z", "+0200", or nothing. */
static gboolean
take_zone_behind_time (TfCursor *cursor)
{
    if (!tf_cursor_take_text (cursor, "am") && !tf_cursor_take_text (cursor, "pm") &&
        !tf_cursor_take_text (cursor, "Z"))
        take_offset (cursor);
    return tf_cursor_at_end (cursor);
}

/* "21:12", "21:12:17", "21:12:17.123Z", "9:12PM" */
static gboolean
take_time (TfCursor *cursor)
{
    gsize hours = tf_cursor_take_while (cursor, is_digit).length;

    if (hours < 1 || hours > 2 || !tf_cursor_take (cursor, ':') ||
        tf_cursor_take_while (cursor, is_digit).length != 2)
        return FALSE;
    if (tf_cursor_take (cursor, ':') &&
        tf_cursor_take_while (cursor, is_digit).length != 2)
        return FALSE;
    if (tf_cursor_take (cursor, '.') || tf_cursor_take (cursor, ','))
        tf_cursor_take_while (cursor, is_digit);
    return take_zone_behind_time (cursor);
}

static gboolean
take_month_or_number (TfCursor *cursor)
{
    TfSpan name = tf_cursor_take_while (cursor, is_letter);

    if (name.length > 0)
        return is_one_of (name, months, G_N_ELEMENTS (months));
    return tf_cursor_take_while (cursor, is_digit).length > 0;
}

/* "2026-06-02", "02-Jun-98", "2.6.2026", "6/2/98", and "2026-06-02T21:12:17Z" */
static gboolean
take_whole_date (TfCursor *cursor, Date *date)
{
    gsize length = tf_cursor_take_while (cursor, is_digit).length;
    int mark = tf_cursor_peek (cursor);

    if (length == 0 || length > 4 || (mark != '-' && mark != '.' && mark != '/'))
        return FALSE;
    tf_cursor_next (cursor);
    if (!take_month_or_number (cursor) || !tf_cursor_take (cursor, (char)mark))
        return FALSE;
    length = tf_cursor_take_while (cursor, is_digit).length;
    if (length == 0 || length > 4)
        return FALSE;
    if (tf_cursor_take (cursor, 'T') || tf_cursor_take (cursor, 't')) {
        if (!take_time (cursor))
            return FALSE;
        date->time = TRUE;
    }
    date->month = date->year = TRUE;
    return tf_cursor_at_end (cursor);
}

/* "CEST", "GMT+01:00", "Europe/Berlin", "+0200" */
static gboolean
is_zone (TfSpan word)
{
    TfCursor cursor = tf_cursor (word);
    gsize capitals = tf_cursor_take_while (&cursor, is_capital).length;

    if (capitals <= 5 && (take_offset (&cursor) || capitals > 0) &&
        tf_cursor_at_end (&cursor))
        return TRUE;
    cursor = tf_cursor (word);
    if (tf_cursor_take_while (&cursor, is_letter).length > 0 &&
        tf_cursor_take (&cursor, '/') && is_capital ((guchar)tf_cursor_peek (&cursor)))
        return TRUE;
    return is_one_of (word, zones, G_N_ELEMENTS (zones));
}

static gboolean
take_number (TfSpan word, Date *date)
{
    TfCursor cursor = tf_cursor (word);
    gsize digits = tf_cursor_take_while (&cursor, is_digit).length;

    tf_cursor_take (&cursor, '.'); /* "2. Jun 2026" */
    if (digits == 0 || digits == 3 || digits > 4 || !tf_cursor_at_end (&cursor))
        return FALSE;
    if (digits == 4)
        date->year = TRUE;
    else
        date->numbers++;
    return TRUE;
}

/* FALSE: WORD is not part of a date. */
static gboolean
take_word (TfSpan word, Date *date)
{
    TfCursor cursor;

    if (word.length > 1 && word.data[word.length - 1] == ',')
        word.length--;
    if (is_one_of (word, weekdays, G_N_ELEMENTS (weekdays)))
        return TRUE;
    if (is_one_of (word, months, G_N_ELEMENTS (months)))
        return date->month = TRUE;
    cursor = tf_cursor (word);
    if (take_time (&cursor))
        return date->time = TRUE;
    cursor = tf_cursor (word);
    return take_number (word, date) || take_whole_date (&cursor, date) || is_zone (word);
}

static gboolean
is_complete (const Date *date)
{
    return date->month && date->time && (date->year || date->numbers >= 2);
}

/* ---- the line ------------------------------------------------------------------------ */

/* The next word, with everything in its quotes. */
static TfSpan
next_word (TfCursor *cursor)
{
    const char *start = cursor->at;

    if (tf_cursor_take (cursor, '"')) {
        tf_cursor_take_until (cursor, '"');
        tf_cursor_take (cursor, '"');
    }
    tf_cursor_take_while (cursor, is_not_space);
    return tf_span (start, (gsize)(cursor->at - start));
}

static void
skip_space (TfCursor *cursor)
{
    tf_cursor_take_while (cursor, is_space);
}

/* The name of a zone in parentheses may have several words. */
static gboolean
take_in_parentheses (TfCursor *cursor)
{
    if (!tf_cursor_take (cursor, '('))
        return FALSE;
    tf_cursor_take_until (cursor, ')');
    tf_cursor_take (cursor, ')');
    return TRUE;
}

/* UUCP: "remote from HOST" after the date. */
static gboolean
is_remote_from (TfSpan rest)
{
    TfCursor cursor = tf_cursor (rest);

    return tf_cursor_take_text (&cursor, "remote from ");
}

/* What git format-patch writes above every patch, and people paste and attach. */
static gboolean
is_patch (TfSpan who, TfSpan date)
{
    TfCursor cursor = tf_cursor (who);

    tf_cursor_take_while (&cursor, is_hexadecimal);
    return (who.length == 40 || who.length == 64) && tf_cursor_at_end (&cursor) &&
           tf_span_equal (tf_span_strip (date), "Mon Sep 17 00:00:00 2001");
}

/* Whether the line ends in a whole date; *ret_words is the number of words before it. */
static gboolean
ends_in_date (TfCursor cursor, guint *ret_words)
{
    Date date = {FALSE};

    for (skip_space (&cursor); !tf_cursor_at_end (&cursor); skip_space (&cursor)) {
        if (is_complete (&date) && is_remote_from (tf_cursor_rest (&cursor)))
            return TRUE;
        if (take_in_parentheses (&cursor) || take_word (next_word (&cursor), &date))
            continue;
        date = (Date){FALSE};
        *ret_words += 1;
    }
    return is_complete (&date);
}

/* Programs write these when they have no name to write. */
static gboolean
stands_for_nobody (TfSpan who, TfSpan rest)
{
    return tf_span_strip (rest).length == 0 &&
           (who.length == 0 || tf_span_equal (who, "-") || tf_span_equal (who, "nobody"));
}

/* A time and a year somewhere, as with a month in another language. */
static gboolean
has_time_and_year (TfCursor cursor)
{
    Date date = {FALSE};

    for (skip_space (&cursor); !tf_cursor_at_end (&cursor); skip_space (&cursor))
        take_word (next_word (&cursor), &date);
    return date.time && date.year;
}

/* REST is everything after "From WHO". */
static TfSeparator
judge (TfSpan who, TfSpan rest)
{
    Date ignored = {FALSE};
    TfCursor cursor = tf_cursor (rest);
    gboolean may_be_text = who.length == 0 || take_word (who, &ignored);
    guint words = 1;

    if (!ends_in_date (cursor, &words))
        return tf_span_has (who, '@') && has_time_and_year (cursor)
                   ? TF_SEPARATOR_BEFORE_FIELD
                   : TF_SEPARATOR_NONE;
    if (!may_be_text)
        return words == 1 ? TF_SEPARATOR_SURE : TF_SEPARATOR_BEFORE_FIELD;
    /* "From Monday 5 May 2026 10:00": an asctime() date begins with its weekday */
    skip_space (&cursor);
    return is_one_of (next_word (&cursor), weekdays, G_N_ELEMENTS (weekdays))
               ? TF_SEPARATOR_BEFORE_FIELD
               : TF_SEPARATOR_NONE;
}

TfSeparator
tf_mbox_separator (TfSpan line)
{
    TfCursor cursor = tf_cursor (line);
    TfSpan who;

    if (!tf_span_equal (tf_cursor_take_count (&cursor, 5), "From "))
        return TF_SEPARATOR_NONE;
    who = tf_cursor_peek (&cursor) == ' ' ? tf_span (cursor.at, 0) : next_word (&cursor);
    if (stands_for_nobody (who, tf_cursor_rest (&cursor)))
        return TF_SEPARATOR_BEFORE_FIELD;
    if (is_patch (who, tf_cursor_rest (&cursor)))
        return TF_SEPARATOR_PATCH;
    return judge (who, tf_cursor_rest (&cursor));
}

static gboolean
is_in_name (guchar byte)
{
    return g_ascii_isalnum (byte) || byte == '-' || byte == '_';
}

gboolean
tf_mbox_is_field (TfSpan line)
{
    TfCursor cursor = tf_cursor (line);
    gboolean has_name = tf_cursor_take_while (&cursor, is_in_name).length > 0;

    skip_space (&cursor);
    return has_name && tf_cursor_take (&cursor, ':');
}

gboolean
tf_mbox_begins (TfSpan start)
{
    TfCursor cursor = tf_cursor (start);
    TfSeparator separator = tf_mbox_separator (tf_cursor_take_until (&cursor, '\n'));

    tf_cursor_take (&cursor, '\n');
    return separator != TF_SEPARATOR_NONE &&
           (separator != TF_SEPARATOR_BEFORE_FIELD ||
            tf_mbox_is_field (tf_cursor_take_until (&cursor, '\n')));
}
