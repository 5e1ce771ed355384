/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-knowledge: its form in text, and what makes a habit. */
#include "inputs/knowledge.h"

#define DAY G_GINT64_CONSTANT (86400)
#define NOW (20000 * DAY)

static const char *const lines[] = {
    "key s1._domainkey.legit.example 1700000000 1790000000 - v=DKIM1; k=rsa; p=AAAA",
    "key s1._domainkey.legit.example 1600000000 1690000000 1690000001 v=DKIM1; p=BBBB",
    "usual legit.example 8000 9500 1700000000 1790000000 12",
    "usual jane@legit.example 8000 8000 1700000000 1790000000 9",
    "list dev.list.example list.example 3 1700000000 1790000000",
    "written jane@legit.example 3 1700000000 1790000000",
    "exception accepted-signer a+b@legit.example=list.example",
    "exception accepted-sender j%C3%B6rg@legit.example",
    "exception alias-service alias.example",
    "server victim.example 96 4 25 1700000000 1790000000",
};

static void
test_lines (void)
{
    g_autoptr (TfKnowledge) knowledge = tf_knowledge_new ();
    g_autoptr (GPtrArray) written = NULL;

    g_assert_true (tf_knowledge_is_empty (knowledge));
    for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
        g_assert_true (tf_knowledge_read_line (knowledge, lines[i]));
    written = tf_knowledge_to_lines (knowledge);
    g_assert_cmpuint (written->len, ==, G_N_ELEMENTS (lines));
    for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
        g_assert_cmpstr (g_ptr_array_index (written, i), ==, lines[i]);
}

static void
test_bad_lines (void)
{
    static const char *const bad[] = {
        "",
        "key",
        "key ",
        "key a 1 2 -",
        "key a 1 2 - ",
        "key a x 2 - p=",
        "key a 1 2 y p=",
        "key a 99999999999999 2 - p=",
        "usual a 1 2 3",
        "usual a 1 2 3 4 x",
        "usual a 1 2 3 4 5 6",
        "usual \xc3\xa4 1 2 3 4",
        "usual a -1 2 3 4",
        "list a 1 2 3",
        "list a b 1 2 3x",
        "written a 1 2",
        "written a@b 1 2 3 4",
        "server a 1 2 3 4",
        "server a 1 2 3 4 5 6",
        "server a -1 2 3 4 5",
        "server a b 1 2 3 4 5",
        "other a b",
        "exception a@legit.example",
        "exception other a@legit.example",
        "exception accepted-signer a@legit.example",
        "exception accepted-signer a@legit.example=amazonses.com",
        "exception accepted-sender a@legit.example b",
        "exception accepted-sender %00",
        "exception accepted-sender %ff@legit.example",
    };
    g_autoptr (TfKnowledge) knowledge = tf_knowledge_new ();

    for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
        g_assert_false (tf_knowledge_read_line (knowledge, bad[i]));
    g_assert_true (tf_knowledge_is_empty (knowledge));
}

/* N_DAYS days with a message, EVERY so many days, the last one at NOW. */
static TfHabit
habit_of (guint n_days, guint every, guint a_day)
{
    TfHabit habit = {NULL};

    for (guint i = 0; i < n_days; i++)
        for (guint n = 0; n < a_day; n++)
            tf_habit_add (&habit, NOW - (gint64)(n_days - 1 - i) * every * DAY + n, TRUE);
    return habit;
}

static void
test_habits (void)
{
    static const struct {
        guint n_days;
        guint every;
        guint a_day;
        gint64 later; /* days from the last one to the message in question */
        gboolean is_usual;
    } rows[] = {
        {7, 7, 1, 0, FALSE},   /* on too few days */
        {8, 1, 100, 0, FALSE}, /* a flood within a week */
        {1, 1, 10000, 0, FALSE}, {30, 1, 1, 0, TRUE},
        {10, 7, 1, 3, TRUE},     {24, 30, 1, 0, TRUE},   /* once a month, for two years */
        {30, 1, 1, 179, TRUE},   {30, 1, 1, 181, FALSE}, /* nothing for half a year */
        {9, 7, 1, 170, FALSE},                           /* it fades */
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        TfHabit habit = habit_of (rows[i].n_days, rows[i].every, rows[i].a_day);

        g_test_message ("row %u: %u", i, habit.signed_days);
        g_assert_true (tf_habit_is_signed (&habit, NOW + rows[i].later * DAY) ==
                       rows[i].is_usual);
    }
}

/* Mail may be opened in any order. */
static void
test_backwards (void)
{
    TfHabit habit = {NULL};

    for (guint i = 0; i < 20; i++)
        tf_habit_add (&habit, NOW - (gint64)i * 3 * DAY, i % 2 == 0);
    g_assert_cmpint (habit.first, ==, NOW - 57 * DAY);
    g_assert_cmpint (habit.last, ==, NOW);
    g_assert_true (tf_habit_is_passed (&habit, NOW));
    g_assert_cmpuint (habit.signed_days, <, habit.passed_days);
}

/* Always signed: without a sign that it is ever sent in another way, and until lately. */
static void
test_always (void)
{
    TfHabit habit = {NULL};

    for (guint i = 0; i < 30; i++)
        tf_habit_add (&habit, NOW - (gint64)(30 - i) * 3 * DAY, TRUE);
    g_assert_cmpuint (habit.n_passed, ==, 30);
    g_assert_true (tf_habit_is_always_signed (&habit, NOW));
    g_assert_false (tf_habit_is_always_signed (&habit, NOW + 61 * DAY));
    g_assert_true (tf_habit_is_signed (&habit, NOW + 61 * DAY));
    tf_habit_add (&habit, NOW, FALSE);
    g_assert_false (tf_habit_is_always_signed (&habit, NOW + 4 * DAY));
    g_assert_true (tf_habit_is_signed (&habit, NOW + 4 * DAY));
}

/* Of one sender the last four count. */
static void
test_server_of_sender (void)
{
    TfSeenServer server = {NULL};

    for (guint i = 0; i < 1000; i++)
        tf_seen_server_add (&server, NOW - i * DAY, TRUE);
    g_assert_cmpuint (server.n_changed, ==, 4);
    g_assert_cmpint (server.first, ==, NOW - 999 * DAY);
    g_assert_cmpint (server.last, ==, NOW);
    for (guint i = 1; i <= 4; i++) {
        tf_seen_server_add (&server, NOW + DAY, FALSE);
        g_assert_cmpuint (server.n_changed, ==, 4 - i);
        g_assert_cmpuint (server.n_intact, ==, i);
    }
    tf_seen_server_add (&server, NOW, FALSE);
    g_assert_cmpuint (server.n_changed + server.n_intact, ==, 4);
}

static void
test_servers (void)
{
    static const struct {
        guint n_changed;
        guint n_intact;
        gint64 span;  /* days */
        gint64 later; /* days from the last one to the message in question */
        gboolean changes;
    } rows[] = {
        {30, 0, 7, 0, TRUE},
        {29, 0, 7, 0, FALSE},
        {24, 6, 7, 0, TRUE},
        {23, 7, 7, 0, FALSE},
        {100, 0, 6, 0, FALSE},
        {100, 0, 7, 60, TRUE},
        {100, 0, 7, 61, FALSE},
        {100, 0, 7, -30, TRUE},
        {0, 100, 7, 0, FALSE},
        {0, 0, 0, 0, FALSE},
        {G_MAXUINT, G_MAXUINT, 7, 0, FALSE},
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        const TfSeenServer server = {
            .n_changed = rows[i].n_changed,
            .n_intact = rows[i].n_intact,
            .first = NOW - rows[i].span * DAY,
            .last = NOW,
        };

        g_test_message ("row %u", i);
        g_assert_true (tf_seen_server_changes (&server, NOW + rows[i].later * DAY) ==
                       rows[i].changes);
    }
}

static void
test_address_names (void)
{
    static const struct {
        const char *local;
        const char *name;
    } rows[] = {
        {"Jane.Doe", "jane.doe@legit.example"},
        {"reply+4711", NULL},
        {"jane=victim.example", NULL},
        {"jane doe", NULL},
        {"a@b", NULL},
        {"j\xc3\xa4ne", NULL},
        {NULL, NULL},
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        const TfAuthor author = {.local = (char *)rows[i].local,
                                 .domain = (char *)"legit.example"};
        g_autofree char *name = tf_habit_address_name (&author);

        g_assert_cmpstr (name, ==, rows[i].name);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/knowledge/lines", test_lines);
    g_test_add_func ("/knowledge/bad-lines", test_bad_lines);
    g_test_add_func ("/knowledge/habits", test_habits);
    g_test_add_func ("/knowledge/backwards", test_backwards);
    g_test_add_func ("/knowledge/always", test_always);
    g_test_add_func ("/knowledge/address-names", test_address_names);
    g_test_add_func ("/knowledge/server-of-sender", test_server_of_sender);
    g_test_add_func ("/knowledge/servers", test_servers);
    return g_test_run ();
}
