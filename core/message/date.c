/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* date: a date-time of RFC 5322 §3.3, with the obsolete forms of §4.3, to seconds since
 * 1970. Leaves out: whether the day of the week fits. */
#include "message/message.h"

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static const struct {
    const char *name;
    int hours;
} zones[] = {{"EST", -5}, {"EDT", -4}, {"CST", -6}, {"CDT", -5},
             {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7}};

static void
skip_cfws (TfCursor *cursor)
{
    TfSpan comment;

    do
        tf_cursor_skip_fws (cursor);
    while (tf_cursor_take_comment (cursor, &comment));
    if (tf_cursor_peek (cursor) == '(') /* it never closes: the value was cut off */
        cursor->at = cursor->end;
}

static gboolean
is_alpha (guchar byte)
{
    return g_ascii_isalpha (byte);
}

static gboolean
take_word (TfCursor *cursor, TfSpan *ret_word)
{
    *ret_word = tf_cursor_take_while (cursor, is_alpha);
    skip_cfws (cursor);
    return ret_word->length > 0;
}

static gboolean
take_int (TfCursor *cursor, guint digits, guint low, guint high, int *ret_number)
{
    guint64 number;

    if (!tf_cursor_take_number (cursor, digits, &number) || number < low || number > high)
        return FALSE;
    *ret_number = (int)number;
    skip_cfws (cursor);
    return TRUE;
}

static gboolean
take_month (TfCursor *cursor, int *ret_month)
{
    TfSpan word;

    if (!take_word (cursor, &word))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS (months); i++) {
        if (tf_span_equal_nocase (word, months[i])) {
            *ret_month = (int)i + 1;
            return TRUE;
        }
    }
    return FALSE;
}

/* RFC 5322 §4.3: two digits are 1950 to 2049, three count from 1900. */
static gboolean
take_year (TfCursor *cursor, int *ret_year)
{
    const char *start = cursor->at;
    guint64 year;
    gsize digits;

    if (!tf_cursor_take_number (cursor, 4, &year))
        return FALSE;
    digits = (gsize)(cursor->at - start);
    if (digits == 1)
        return FALSE;
    if (digits == 2)
        year += year < 50 ? 2000 : 1900;
    if (digits == 3)
        year += 1900;
    *ret_year = (int)year;
    skip_cfws (cursor);
    return year >= 1970;
}

static gboolean
take_time (TfCursor *cursor, int *ret_seconds)
{
    int hour, minute, second = 0;

    if (!take_int (cursor, 2, 0, 23, &hour) || !tf_cursor_take (cursor, ':'))
        return FALSE;
    skip_cfws (cursor);
    if (!take_int (cursor, 2, 0, 59, &minute))
        return FALSE;
    if (tf_cursor_take (cursor, ':')) {
        skip_cfws (cursor);
        if (!take_int (cursor, 2, 0, 60, &second))
            return FALSE;
    }
    *ret_seconds = hour * 3600 + minute * 60 + second;
    return TRUE;
}

/* RFC 5322 §4.3: a name that is not in the table counts as -0000. */
static gboolean
take_zone_name (TfCursor *cursor, int *ret_seconds)
{
    TfSpan word;

    if (!take_word (cursor, &word) || word.length > 5)
        return FALSE;
    *ret_seconds = 0;
    for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
        if (tf_span_equal_nocase (word, zones[i].name))
            *ret_seconds = zones[i].hours * 3600;
    return TRUE;
}

static gboolean
take_zone (TfCursor *cursor, int *ret_seconds)
{
    gboolean west = tf_cursor_peek (cursor) == '-';
    TfSpan digits;
    TfCursor hour_minute;
    guint64 number;

    if (!tf_cursor_take (cursor, west ? '-' : '+'))
        return take_zone_name (cursor, ret_seconds);
    digits = tf_cursor_take_count (cursor, 4);
    hour_minute = tf_cursor (digits);
    if (digits.length != 4 || !tf_cursor_take_number (&hour_minute, 4, &number) ||
        !tf_cursor_at_end (&hour_minute))
        return FALSE;
    if (number / 100 > 15 || number % 100 > 59) /* no place on Earth */
        return FALSE;
    *ret_seconds = (int)(number / 100 * 3600 + number % 100 * 60) * (west ? -1 : 1);
    skip_cfws (cursor);
    return TRUE;
}

static gint64
days_since_1970 (int year, int month, int day)
{
    GDate date;
    static const guint32 epoch = 719163; /* 1 January 1970 as GLib counts */

    g_date_clear (&date, 1);
    g_date_set_dmy (&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    return (gint64)g_date_get_julian (&date) - epoch;
}

gboolean
tf_date_parse (TfSpan text, gint64 *ret_seconds)
{
    TfCursor cursor = tf_cursor (text);
    int day, month, year, time, zone;
    TfSpan day_name;

    skip_cfws (&cursor);
    if (take_word (&cursor, &day_name) && !tf_cursor_take (&cursor, ','))
        return FALSE;
    skip_cfws (&cursor);
    if (!take_int (&cursor, 2, 1, 31, &day) || !take_month (&cursor, &month) ||
        !take_year (&cursor, &year) || !take_time (&cursor, &time) ||
        !take_zone (&cursor, &zone))
        return FALSE;
    if (!tf_cursor_at_end (&cursor) ||
        !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        return FALSE;
    *ret_seconds = days_since_1970 (year, month, day) * TF_DAY + time - zone;
    return TRUE;
}

char *
tf_date_format (gint64 seconds)
{
    static const char *const day_names[] = {"Mon", "Tue", "Wed", "Thu",
                                            "Fri", "Sat", "Sun"};
    static const char *const month_names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

    if (time == NULL)
        return tf_date_format (0);
    return g_strdup_printf ("%s, %02d %s %04d %02d:%02d:%02d +0000",
                            day_names[g_date_time_get_day_of_week (time) - 1],
                            g_date_time_get_day_of_month (time),
                            month_names[g_date_time_get_month (time) - 1],
                            g_date_time_get_year (time), g_date_time_get_hour (time),
                            g_date_time_get_minute (time), g_date_time_get_second (time));
}
