/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* habit: how the mail of a domain or of an address is usually authenticated. Only authenticated mail is
 * counted, by days; a day counts half after TF_USUAL_HALF_LIFE. Mail that is not authenticated counts for
 * nothing, because anybody can send it: so it cannot teach that a domain signs only some of its mail. */
#include "inputs/knowledge.h"

#define DAY_WEIGHT 1000
/* Percent of the days: what counts as all; what is left after a message without a signature. */
#define ALWAYS     90
#define NOT_ALWAYS 80

/* Halves for each half-life; in between in a straight line. */
static guint
fade (guint weight, gint64 seconds)
{
    gint64 halves = seconds / TF_USUAL_HALF_LIFE;
    gint64 rest = seconds % TF_USUAL_HALF_LIFE;
    guint left = halves < 31 ? weight >> halves : 0;

    return left - (guint)((gint64)left * rest / (2 * TF_USUAL_HALF_LIFE));
}

static gboolean
is_same_day (gint64 a, gint64 b)
{
    return a / TF_DAY == b / TF_DAY;
}

static void
add_day (TfHabit *habit, guint weight, gboolean is_signed)
{
    habit->passed_days = MIN (habit->passed_days + weight, G_MAXUINT16);
    if (is_signed)
        habit->signed_days = MIN (habit->signed_days + weight, G_MAXUINT16);
}

static void
add_later (TfHabit *habit, gint64 arrived, gboolean is_signed)
{
    gint64 passed = arrived - habit->last;

    habit->signed_days = fade (habit->signed_days, passed);
    habit->passed_days = fade (habit->passed_days, passed);
    habit->last = arrived;
    add_day (habit, DAY_WEIGHT, is_signed);
}

static void
count (TfHabit *habit, gint64 arrived, gboolean is_signed)
{
    if (habit->passed_days == 0) {
        habit->first = habit->last = arrived;
        add_day (habit, DAY_WEIGHT, is_signed);
    } else if (is_same_day (arrived, habit->last) ||
               is_same_day (arrived, habit->first)) {
        habit->first = MIN (habit->first, arrived);
        habit->last = MAX (habit->last, arrived);
    } else if (arrived > habit->last) {
        add_later (habit, arrived, is_signed);
    } else if (arrived < habit->first) {
        habit->first = arrived;
        add_day (habit, fade (DAY_WEIGHT, habit->last - arrived), is_signed);
    }
}

/* A single message that was authenticated without a signature shows that not all are signed. */
void
tf_habit_add (TfHabit *habit, gint64 arrived, gboolean is_signed)
{
    habit->n_passed = MIN (habit->n_passed + 1, TF_USUAL_COUNT);
    count (habit, arrived, is_signed);
    if (!is_signed)
        habit->signed_days =
            MIN (habit->signed_days, habit->passed_days * NOT_ALWAYS / 100);
}

const TfHabit *
tf_knowledge_find_habit (const TfKnowledge *knowledge, const char *name)
{
    for (guint i = 0; i < knowledge->habits->len; i++) {
        const TfHabit *habit = g_ptr_array_index (knowledge->habits, i);

        if (g_str_equal (habit->name, name))
            return habit;
    }
    return NULL;
}

/* Nothing is usual that has not been seen for long enough, or has not been seen for long. */
static gboolean
is_usual (const TfHabit *habit, guint days, gint64 arrived)
{
    gint64 since = MAX (arrived - habit->last, 0);

    return habit->last - habit->first >= TF_USUAL_SPAN && since <= TF_USUAL_UNTIL &&
           fade (days, since) >= TF_USUAL_DAYS * DAY_WEIGHT;
}

gboolean
tf_habit_is_signed (const TfHabit *habit, gint64 arrived)
{
    return is_usual (habit, habit->signed_days, arrived);
}

gboolean
tf_habit_is_always_signed (const TfHabit *habit, gint64 arrived)
{
    return tf_habit_is_signed (habit, arrived) &&
           arrived - habit->last <= TF_USUAL_LATELY &&
           habit->signed_days * 100 >= habit->passed_days * ALWAYS;
}

gboolean
tf_habit_is_passed (const TfHabit *habit, gint64 arrived)
{
    return is_usual (habit, habit->passed_days, arrived);
}

/* Addresses with "+" or "=" are made for one message or one recipient (VERP, subaddresses). */
static gboolean
is_ordinary (const char *local)
{
    TfSpan text = tf_span_of (local);

    return !tf_span_has (text, '+') && !tf_span_has (text, '=') &&
           !tf_span_has (text, '@');
}

char *
tf_habit_address_name (const TfAuthor *author)
{
    g_autofree char *name = NULL;

    if (author->local == NULL || author->domain == NULL || !is_ordinary (author->local))
        return NULL;
    name = g_strdup_printf ("%s@%s", author->local, author->domain);
    for (const char *at = name; *at != '\0'; at++)
        if (!g_ascii_isgraph (*at))
            return NULL;
    return strlen (name) <= TF_LIMIT_PATH_BYTES ? g_ascii_strdown (name, -1) : NULL;
}
