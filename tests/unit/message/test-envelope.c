/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Return-Path, Received and their dates. */
#include "message-helper.h"

#include <string.h>

static const struct {
    const char *value; /* NULL: no field */
    TfReturnPathState state;
    const char *path, *domain;
} paths[] = {
    {NULL, TF_RETURN_PATH_ABSENT, NULL, NULL},
    {"<any@legit.example>", TF_RETURN_PATH_ADDRESS, "any@legit.example", "legit.example"},
    {"any@Legit.Example", TF_RETURN_PATH_ADDRESS, "any@Legit.Example", "legit.example"},
    {"\r\n <any@legit.example>\t", TF_RETURN_PATH_ADDRESS, "any@legit.example",
     "legit.example"},
    {"< any@legit.example >", TF_RETURN_PATH_ADDRESS, "any@legit.example",
     "legit.example"},
    {"<>", TF_RETURN_PATH_NULL, NULL, NULL},
    {"< >", TF_RETURN_PATH_NULL, NULL, NULL},
    {"<@a.example,@b.example:any@legit.example>", TF_RETURN_PATH_ADDRESS,
     "any@legit.example", "legit.example"},
    {"<SRS0=x=y=attack.example=any@fwd.example>", TF_RETURN_PATH_ADDRESS,
     "SRS0=x=y=attack.example=any@fwd.example", "fwd.example"},
    {"<\"a>b@c\"@legit.example>", TF_RETURN_PATH_UNPARSABLE, NULL, NULL},
    {"<\"a b@c\"@legit.example>", TF_RETURN_PATH_ADDRESS, "\"a b@c\"@legit.example",
     "legit.example"},
    {"<any@leg\xc3\xadt.example>", TF_RETURN_PATH_ADDRESS, "any@leg\xc3\xadt.example",
     "xn--legt-xpa.example"},
    /* CK-A2, CK-A5 */
    {"<(any@legit.example>", TF_RETURN_PATH_UNPARSABLE, NULL, NULL},
    {"(any@legit.example", TF_RETURN_PATH_UNPARSABLE, NULL, NULL},
    {"<any@legit.example(.attack.example>", TF_RETURN_PATH_UNPARSABLE, NULL, NULL},
    {"<any@legit.example'@any.attack.example>", TF_RETURN_PATH_UNPARSABLE, NULL, NULL},
    {"<@legit.example,@any.example:'any@attack.example>", TF_RETURN_PATH_ADDRESS,
     "'any@attack.example", "attack.example"},
    {"<@legit.example,\"@any.example:any@attack.example>", TF_RETURN_PATH_UNPARSABLE,
     NULL, NULL},
    {"<any@legit.example> <any@attack.example>", TF_RETURN_PATH_UNPARSABLE, NULL, NULL},
    {"<any@legit.example", TF_RETURN_PATH_UNPARSABLE, NULL, NULL},
    {"any@legit.example>", TF_RETURN_PATH_UNPARSABLE, NULL, NULL},
    {"<any@legit@attack.example>", TF_RETURN_PATH_UNPARSABLE, NULL, NULL},
    {"<any@[192.0.2.1]>", TF_RETURN_PATH_UNPARSABLE, NULL, NULL},
    {"<any@legit.example.>", TF_RETURN_PATH_UNPARSABLE, NULL, NULL},
    {"<@legit.example>", TF_RETURN_PATH_UNPARSABLE, NULL, NULL},
    {"<any@>", TF_RETURN_PATH_UNPARSABLE, NULL, NULL},
    {"<MAILER-DAEMON>", TF_RETURN_PATH_NULL, NULL, NULL},
    {"<#@[]>", TF_RETURN_PATH_NULL, NULL, NULL},
    {"MAILER-DAEMON", TF_RETURN_PATH_UNPARSABLE, NULL, NULL},
    {"<MAILER-DAEMON@>", TF_RETURN_PATH_UNPARSABLE, NULL, NULL},
    {"<MAILER-DAEMON@legit.example>", TF_RETURN_PATH_ADDRESS,
     "MAILER-DAEMON@legit.example", "legit.example"},
    {"<any\xe2\x80\x8b@legit.example\xe2\x80\x80>", TF_RETURN_PATH_UNPARSABLE, NULL,
     NULL},
    {"", TF_RETURN_PATH_UNPARSABLE, NULL, NULL},
};

static void
test_return_path (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
        g_autofree char *text =
            paths[i].value != NULL
                ? g_strconcat ("Return-Path: ", paths[i].value, "\r\n", NULL)
                : g_strdup ("");
        g_autoptr (TfEnvelope) envelope = read_envelope (text, strlen (text));

        g_test_message ("%s", paths[i].value);
        g_assert_cmpint (envelope->state, ==, paths[i].state);
        g_assert_cmpstr (envelope->return_path, ==, paths[i].path);
        g_assert_cmpstr (envelope->return_path_domain, ==, paths[i].domain);
    }
}

/* RT-07: anything below was there before delivery. */
static void
test_return_path_topmost (void)
{
    static const char *const texts[] = {
        "Return-Path: <any@attack.example>\r\nReturn-Path: <any@legit.example>\r\n",
        "X: y\r\nreturn-path: <any@attack.example>\r\nReturn-Path: <>\r\n",
    };
    static const char bad[] = "Return-Path: <(x>\r\nReturn-Path: <any@legit.example>\r\n";
    g_autoptr (TfEnvelope) unparsable = read_envelope (bad, sizeof bad - 1);

    g_assert_cmpint (unparsable->state, ==, TF_RETURN_PATH_UNPARSABLE);
    for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
        g_autoptr (TfEnvelope) envelope = read_envelope (texts[i], strlen (texts[i]));

        g_assert_cmpstr (envelope->return_path_domain, ==, "attack.example");
    }
}

static const struct {
    const char *value;
    gboolean is_public;
} received[] = {
    {"from h (h [192.0.2.10]) by mx.victim.example; x", TRUE},
    {"from h ([203.0.113.66] helo=x) by mx", TRUE},
    {"from h (8.8.8.8) by mx", TRUE},
    {"from unknown (HELO h) (198.51.100.3)", TRUE},
    {"from 9.9.9.9 by mx", TRUE},
    {"from h (h [IPv6:2001:4860::1]) by mx", TRUE},
    {"from h (2001:db8::1) by mx", TRUE},
    {"from h ([::ffff:8.8.8.8]) by mx", TRUE},
    {"by 2a00:1450::1 with SMTP id x", TRUE},
    {"by 2002:a05:6a20:3d8a:b0:1ab:cd:7 with SMTP id x", FALSE}, /* 6to4 of 10.5.106.32 */
    {"by 2002:808:808::1 with SMTP id x", TRUE},
    {"from h (h [10.1.2.3]) by mx", FALSE},
    {"from h (h [172.16.0.1]) by mx", FALSE},
    {"from h (h [172.31.255.255]) by mx", FALSE},
    {"from h (h [172.32.0.1]) by mx", TRUE},
    {"from h (h [192.168.1.1]) by mx", FALSE},
    {"from localhost (localhost [127.0.0.1]) by mx", FALSE},
    {"from h ([169.254.1.1])", FALSE},
    {"from h ([100.64.0.1])", FALSE},
    {"from h ([100.128.0.1])", TRUE},
    {"from h ([0.0.0.0]) ([224.0.0.1]) ([255.255.255.255])", FALSE},
    {"from h (h [IPv6:::1]) by mx", FALSE},
    {"from h (h [IPv6:fe80::1]) by mx", FALSE},
    {"from h (h [fd00::1]) by mx", FALSE},
    {"from h ([::ffff:10.0.0.1]) by mx", FALSE},
    {"by mx (Postfix, from userid 1000) id 8A; Mon, 1 Jan 2024 10:11:12 +0000", FALSE},
    {"from h (10.0.0.1) by h (10.0.0.2) with Server id 14.3.123.3; x", FALSE},
    {"from id (8.8.8.8) by h (10.0.0.2) with Server id 14.3.123.3; x", TRUE},
    {"from id ([8.8.8.8]) by mx", TRUE},
    {"from version ([IPv6:2001:4860::1]) by mx", TRUE},
    {"from unknown (HELO id) (8.8.8.8) by mx", TRUE},
    {"from unknown (HELO h) (joe@8.8.8.8) by mx", TRUE},
    {"from unknown (HELO h) (joe@10.0.0.1) by mx", FALSE},
    {"from h (8.8.8.8:25) by mx", TRUE},
    {"from h (10.0.0.1:25) by mx", FALSE},
    {"from h ([2001:4860::1%eth0]) by mx", TRUE},
    {"from h ([fe80::1%eth0]) by mx", FALSE},
    {"from h <8.8.8.8> by mx", TRUE},
    {"from h (h \"8.8.8.8\") by mx", TRUE},
    {"from h (8.8.8.8.) by mx", TRUE},
    {"from h (h [10.0.0.1]) by mx (8.17.1.9/8.17.1.9/Debian-2) with ESMTP id 8.8.8.8",
     FALSE},
    {"from h (8.8.8) (1.2.3.4.5) (256.1.1.1) (a8.8.8.8) 8.8.8.8x", FALSE},
    {"from mail-8.8.8.8.example", FALSE},
    {"", FALSE},
};

static void
test_received_public (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (received); i++) {
        g_autofree char *text =
            g_strconcat ("Received: ", received[i].value, "\r\n", NULL);
        g_autoptr (TfEnvelope) envelope = read_envelope (text, strlen (text));

        g_test_message ("%s", received[i].value);
        g_assert_cmpint (envelope->trail->has_public_address, ==, received[i].is_public);
    }
}

static void
test_received (void)
{
    static const char text[] =
        "Received: by mx; Thu, 01 Jan 1970 00:00:10 +0000\r\n"
        "X: y\r\n"
        "Received: from h ([192.0.2.1]); Thu, 01 Jan 1970 00:00:05 +0000\r\n";
    static const char bad[] = "Received: by mx; yesterday\r\n"
                              "Received: by mx; Thu, 01 Jan 1970 00:00:05 +0000\r\n";
    g_autoptr (TfEnvelope) envelope = read_envelope (text, sizeof text - 1);
    g_autoptr (TfEnvelope) none = read_envelope (bad, sizeof bad - 1);
    g_autoptr (TfEnvelope) empty = read_envelope ("", 0);

    g_assert_cmpuint (envelope->trail->hops->len, ==, 2);
    g_assert_cmpint (envelope->topmost_received, ==, 10);
    g_assert_true (envelope->trail->has_public_address);
    g_assert_cmpint (none->topmost_received, ==, -1);
    g_assert_cmpuint (empty->trail->hops->len, ==, 0);
    g_assert_cmpint (empty->topmost_received, ==, -1);
    g_assert_false (empty->trail->has_public_address);
}

static const struct {
    const char *text;
    gboolean has_trace, is_report;
} kinds[] = {
    {"", FALSE, FALSE},
    {"Subject: Received: by mx\r\nDate: x\r\n", FALSE, FALSE},
    {"X-Received: by mx\r\nReceived-SPF: pass\r\nOriginal-Return-Path: <>\r\n", FALSE,
     FALSE},
    {"received : by mx\r\n", TRUE, FALSE},
    {"Return-Path: <>\r\n", TRUE, FALSE},
    {"Delivered-To:\r\n", TRUE, FALSE},
    {"AUTHENTICATION-RESULTS: mx; none\r\n", TRUE, FALSE},
    {"Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=a\r\n",
     FALSE, TRUE},
    {"Content-Type: Multipart/Report\r\n", FALSE, TRUE},
    {"Content-Type: multipart/mixed; x=\"multipart/report\"\r\n", FALSE, FALSE},
    {"Content-Type: text/plain\r\nContent-Type: multipart/report\r\n", FALSE, FALSE},
    {"Auto-Submitted: auto-replied (vacation)\r\n", FALSE, TRUE},
    {"auto-submitted:\r\n auto-generated; x=y\r\n", FALSE, TRUE},
    {"Auto-Submitted: No (really)\r\n", FALSE, FALSE},
    {"Auto-Submitted:\r\n", FALSE, FALSE},
    {"Auto-Submitted: (auto-replied)\r\n", FALSE, FALSE},
};

static void
test_kinds (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
        g_autoptr (TfEnvelope) envelope =
            read_envelope (kinds[i].text, strlen (kinds[i].text));

        g_test_message ("%s", kinds[i].text);
        g_assert_cmpint (envelope->has_trace, ==, kinds[i].has_trace);
        g_assert_cmpint (envelope->is_report, ==, kinds[i].is_report);
    }
}

static void
test_many_received (void)
{
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (TfEnvelope) envelope = NULL;

    for (guint i = 0; i < 1500; i++)
        g_string_append (text, "Received: by mx ;;;; ((((( 1.2.3\r\n");
    envelope = read_envelope (text->str, text->len);
    g_assert_cmpuint (envelope->trail->hops->len, ==, TF_LIMIT_RECEIVED);
}

static const struct {
    const char *text;
    gint64 seconds; /* -1: refused */
} dates[] = {
    {"Thu, 01 Jan 1970 00:00:00 +0000", 0},
    {"1 Jan 1970 00:01 GMT", 60},
    {" Fri,  9 Oct 2026 10:53:20 +0200 (CEST)\r\n", 1791535999 + 1},
    {"Tue, 29 Feb 2028 23:59:60 -0500", 1835499600},
    {"Mon (day), 5 (x(y)) Jan\r\n 1970 (year) 00 : 00 : 01 (t) EST (z)",
     4 * 86400 + 1 + 18000},
    {"5 jan 70 00:00:00 UT", 4 * 86400},
    {"5 Jan 1970 00:00:00 Z", 4 * 86400},
    {"5 Jan 1970 00:00:00 CET", 4 * 86400}, /* RFC 5322 §4.3: as -0000 */
    {"1 Jan 49 00:00 UT", 2493072000},
    {"1 Jan 124 00:00 UT", 1704067200},
    {"31 Dec 9999 23:59:59 +0000", 253402300799},
    {"", -1},
    {"yesterday", -1},
    {"Thu 01 Jan 1970 00:00:00 +0000", -1},
    {"01 Jan 1970 00:00:00", -1},
    {"01 Jan 1970", -1},
    {"30 Feb 2024 00:00:00 +0000", -1},
    {"29 Feb 2023 00:00:00 +0000", -1},
    {"32 Jan 2024 00:00:00 +0000", -1},
    {"0 Jan 2024 00:00:00 +0000", -1},
    {"1 Foo 2024 00:00:00 +0000", -1},
    {"1 Jan 1969 00:00:00 +0000", -1},
    {"1 Jan 20240 00:00:00 +0000", -1},
    {"1 Jan 2024 24:00:00 +0000", -1},
    {"1 Jan 2024 00:60:00 +0000", -1},
    {"1 Jan 2024 00:00:61 +0000", -1},
    {"1 Jan 2024 00:00:00 +000", -1},
    {"1 Jan 2024 00:00:00 +9900", -1},
    {"1 Jan 2024 00:00:00 +0060", -1},
    {"1 Jan 2024 00:00:00 +0000 x", -1},
    {"1 Jan 2024 00:00:00 +0000 (x", 1704067200},
    {"2024-01-01T00:00:00Z", -1},
    {"99999999999999999999 Jan 2024 00:00:00 +0000", -1},
};

static void
test_dates (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (dates); i++) {
        gint64 seconds = -1;

        g_test_message ("%s", dates[i].text);
        g_assert_cmpint (tf_date_parse (tf_span_of (dates[i].text), &seconds), ==,
                         dates[i].seconds >= 0);
        g_assert_cmpint (seconds, ==, dates[i].seconds);
    }
}

/* What GLib writes, we read. */
static void
test_dates_random (void)
{
    for (guint round = 0; round < 2000; round++) {
        gint64 expected = 100000 + (gint64)(g_test_rand_double () * 4e9), seconds = -1;
        g_autoptr (GTimeZone) zone =
            g_time_zone_new_offset (g_test_rand_int_range (-47, 56) * 900);
        g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (expected);
        g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
        g_autofree char *text = g_date_time_format (local, "%a, %d %b %Y %H:%M:%S %z");

        g_assert_true (tf_date_parse (tf_span_of (text), &seconds));
        g_assert_cmpint (seconds, ==, expected);
    }
}

static void
test_random (void)
{
    static const char *const pieces[] = {
        "<",     ">",       "@",  ":", ",",   "\"",
        "(",     ")",       "\\", " ", "a",   "b.example",
        ";",     "1.2.3.4", "[",  "]", "::1", "1 Jan 2024 10:00 ",
        "+0000", "\xff"};

    for (guint round = 0; round < 5000; round++) {
        g_autoptr (GString) text = g_string_new ("Return-Path: ");
        g_autoptr (TfEnvelope) envelope = NULL;

        for (gint i = g_test_rand_int_range (0, 12); i > 0; i--)
            g_string_append (text,
                             pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
        g_string_append (text, "\r\nReceived: ");
        for (gint i = g_test_rand_int_range (0, 12); i > 0; i--)
            g_string_append (text,
                             pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
        g_string_append (text, "\r\n");
        envelope = read_envelope (text->str, text->len);
        g_assert_cmpint (envelope->state == TF_RETURN_PATH_ADDRESS, ==,
                         envelope->return_path_domain != NULL);
        g_assert_true (!envelope->return_path ||
                       g_utf8_validate (envelope->return_path, -1, NULL));
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/envelope/return-path", test_return_path);
    g_test_add_func ("/envelope/return-path/topmost", test_return_path_topmost);
    g_test_add_func ("/envelope/received/public", test_received_public);
    g_test_add_func ("/envelope/received", test_received);
    g_test_add_func ("/envelope/received/many", test_many_received);
    g_test_add_func ("/envelope/kinds", test_kinds);
    g_test_add_func ("/envelope/dates", test_dates);
    g_test_add_func ("/envelope/dates/random", test_dates_random);
    g_test_add_func ("/envelope/random", test_random);
    return g_test_run ();
}
