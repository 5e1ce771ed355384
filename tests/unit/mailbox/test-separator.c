/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Which lines separate two messages: every form of date after every form of name, and text
 * that only begins with the same word. */
#include "mailbox/mailbox.h"

static const char *const senders[] = {"ann@north.example",
                                      "-",
                                      "nobody",
                                      "<>",
                                      "MAILER-DAEMON",
                                      "???@\?\?\?",
                                      "\"Ann of North\"@north.example",
                                      "ann%north@relay.example",
                                      "=?utf-8?q?Ann?=@north.example",
                                      "SRS0=x=y=north.example=ann@relay.example"};

static const char *const dates[] = {
    "Tue Jun  2 21:12:17 2026",
    "Tue Jun 02 21:12:17 2026",
    "Tue Jun  2 21:12 2026",
    "Tue Jun  2 21:12:17 26",
    "Tue Jun  2 21:12:17 CEST 2026",
    "Tue Jun  2 21:12:17 MET DST 2026",
    "Tue Jun  2 21:12:17 +0200 2026",
    "Tue Jun  2 21:12:17 2026 +0200",
    "Tue Jun  2 21:12:17 2026 (CEST)",
    "Tue Jun  2 21:12:17 2026 (Central European Summer Time)",
    "Tue Jun  2 21:12:17 GMT+02:00 2026",
    "Tue Jun  2 21:12:17 Europe/Berlin 2026",
    "Tue Jun  2 21:12:17 Pacific Daylight Time 2026",
    "Tue Jun  2 09:12:17 PM 2026",
    "Tue, 2 Jun 2026 21:12:17 +0200",
    "Tue, 02 Jun 26 21:12:17 GMT",
    "Tuesday, June 2, 2026 21:12:17",
    "2 Jun 2026 21:12:17 -0700 (PDT)",
    "02-Jun-2026 21:12:17 +0200",
    "02-Jun-26 21:12",
    "2026-06-02 21:12:17",
    "2026-06-02 21:12:17.250 +02:00",
    "2026-06-02T21:12:17Z",
    "2026-06-02T21:12:17+02:00",
    "2026-06-02t21:12:17.5-0700",
    "02.06.2026 21:12:17",
    "6/2/26 9:12PM",
    "Tue Jun  2 21:12:17 2026 remote from relay",
    "Mon Sep 17 00:00:00 2001",
};

static TfSeparator
judge (const char *sender, const char *between, const char *date, const char *end)
{
    g_autofree char *line = g_strconcat ("From ", sender, between, date, end, NULL);

    g_test_message ("%s%s%s", sender, between, date);
    return tf_mbox_separator (tf_span_of (line));
}

static void
test_forms (void)
{
    for (guint s = 0; s < G_N_ELEMENTS (senders); s++)
        for (guint d = 0; d < G_N_ELEMENTS (dates); d++) {
            g_assert_cmpint (judge (senders[s], " ", dates[d], ""), ==,
                             TF_SEPARATOR_SURE);
            g_assert_cmpint (judge (senders[s], "  ", dates[d], "\r"), ==,
                             TF_SEPARATOR_SURE);
            g_assert_cmpint (judge (senders[s], "\t", dates[d], " "), ==,
                             TF_SEPARATOR_SURE);
        }
}

static void
test_before_a_field (void)
{
    static const char *const lines[] = {
        "From ",
        "From \r",
        "From  ",
        "From -",
        "From - ",
        "From - \r",
        "From nobody",
        "From nobody\r",
        "From  Tue Jun  2 21:12:17 2026",
        "From Ann of North Tue Jun  2 21:12:17 2026",
        "From \"Ann\" <ann@north.example> Tue Jun  2 21:12:17 2026",
        "From may Tue Jun  2 21:12:17 2026",
        "From ROOT Tue Jun  2 21:12:17 2026",
        "From ann@north.example 21:12:17 2026",
        "From ann@north.example Di 02 Juni 2026 21:12:17"};

    for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
        g_test_message ("row %u", i);
        g_assert_cmpint (tf_mbox_separator (tf_span_of (lines[i])), ==,
                         TF_SEPARATOR_BEFORE_FIELD);
    }
}

static void
test_text (void)
{
    static const char *const lines[] = {
        "",
        "From",
        "From: ann@north.example",
        "from ann@north.example Tue Jun  2 21:12:17 2026",
        "FROM ann@north.example Tue Jun  2 21:12:17 2026",
        ">From ann@north.example Tue Jun  2 21:12:17 2026",
        " From ann@north.example Tue Jun  2 21:12:17 2026",
        "From\tann@north.example Tue Jun  2 21:12:17 2026",
        "From now on we meet at ten.",
        "From the desk of Ann",
        "From ann@north.example",
        "From nobody else",
        "From - or to - nothing",
        "From 10:30 on 5 May 2026",
        "From Monday 5 May 2026 10:00",
        "From Tue, 5 May 2026 10:00 CEST",
        "From 5 May 2026, 10:00 until 11:00",
        "From May 2026 on, 10:30 is the time",
        "From 1970 to 21:12",
        "From Tue Jun  2",
        "From ann@north.example Tue Jun  2 2026",
        "From ann@north.example Tue Jun  2 21:12:17",
        "From here Tue Jun  2 21:12:17 2026 it was quiet",
        "From what Ann said, we leave at 9:00 on Tuesday"};

    for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
        g_test_message ("row %u", i);
        g_assert_cmpint (tf_mbox_separator (tf_span_of (lines[i])), ==,
                         TF_SEPARATOR_NONE);
    }
}

static void
test_patches (void)
{
    g_autofree char *sha1 = g_strnfill (40, 'a');
    g_autofree char *sha256 = g_strnfill (64, '0');
    g_autofree char *other = g_strnfill (41, 'a');
    const char *date = "Mon Sep 17 00:00:00 2001";

    g_assert_cmpint (judge (sha1, " ", date, ""), ==, TF_SEPARATOR_PATCH);
    g_assert_cmpint (judge (sha256, " ", date, "\r"), ==, TF_SEPARATOR_PATCH);
    g_assert_cmpint (judge (other, " ", date, ""), ==, TF_SEPARATOR_SURE);
    g_assert_cmpint (judge (sha1, " ", dates[0], ""), ==, TF_SEPARATOR_SURE);
}

static void
test_fields (void)
{
    static const char *const fields[] = {"From: x", "X-Mozilla-Status: 0001", "To :x",
                                         "a_b:"};
    static const char *const others[] = {"",         ":",     "From ", "two words: x",
                                         "\"a\": 1", " To: x"};

    for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
        g_assert_true (tf_mbox_is_field (tf_span_of (fields[i])));
    for (guint i = 0; i < G_N_ELEMENTS (others); i++)
        g_assert_false (tf_mbox_is_field (tf_span_of (others[i])));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/separator/forms", test_forms);
    g_test_add_func ("/separator/before-a-field", test_before_a_field);
    g_test_add_func ("/separator/text", test_text);
    g_test_add_func ("/separator/patches", test_patches);
    g_test_add_func ("/separator/fields", test_fields);
    return g_test_run ();
}
