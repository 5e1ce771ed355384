/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Received fields: the forms of real servers, and HELO names that imitate them. */
#include "message/received.h"

#include <string.h>

#define DATE    "; Wed, 18 Nov 2026 10:06:40 +0000"
#define SECONDS 1794996400

typedef struct {
    const char *value;
    const char *by, *helo, *client; /* NULL: none */
} Row;

static void
check (const Row *row)
{
    g_auto (TfReceived) received = {0};
    TfIp expected = {{0}, 0};

    g_test_message ("%s", row->value);
    if (row->client != NULL)
        g_assert_true (tf_ip_parse (tf_span_of (row->client), &expected));
    tf_received_parse (tf_span_of (row->value), &received);
    g_assert_cmpstr (received.by, ==, row->by);
    g_assert_cmpstr (received.helo, ==, row->helo);
    g_assert_cmpmem (received.client.octets, received.client.length, expected.octets,
                     expected.length);
}

static const Row servers[] = {
    /* Postfix */
    {" from mail.legit.example (mail.legit.example [192.0.2.10])\r\n\tby mx.victim.example"
     " (Postfix) with ESMTPS id 4Fz0Qk\r\n\tfor <user@victim.example>" DATE " (UTC)",
     "mx.victim.example", "mail.legit.example", "192.0.2.10"},
    {"from h.example (unknown [203.0.113.66]) by MX.Victim.Example (Postfix) with SMTP id 4" DATE,
     "mx.victim.example", "h.example", "203.0.113.66"},
    {"from h.example (h.example [IPv6:2001:db8::25])\r\n\t(using TLSv1.3 with cipher"
     " TLS_AES_256_GCM_SHA384 (256/256 bits)\r\n\t key-exchange X25519 server-signature RSA-PSS"
     " (2048 bits) server-digest SHA256)\r\n\t(No client certificate requested)\r\n\tby mx.example"
     " (Postfix) with ESMTPS id 4" DATE,
     "mx.example", "h.example", "2001:db8::25"},
    {"from h.example (h.example [192.0.2.10]) (using TLSv1.2 with cipher ECDHE-RSA (256/256 bits))"
     " (Client CN \"h.example\", Issuer \"R3\" (verified OK)) by mx.example (Postfix) with ESMTPS" DATE,
     "mx.example", "h.example", "192.0.2.10"},
    {"from [10.0.0.5] (dsl.example [192.0.2.10]) (Authenticated sender: jane) by mx.example"
     " (Postfix) with ESMTPSA id 4" DATE,
     "mx.example", "[10.0.0.5]", "192.0.2.10"},
    {"by mail.example (Postfix, from userid 1000) id 8A" DATE, "mail.example", NULL,
     NULL},
    /* Exim */
    {"from mail.legit.example ([192.0.2.10])\r\n\tby mx.example with esmtps  (TLS1.3) tls"
     " TLS_AES_256_GCM_SHA384\r\n\t(Exim 4.96)\r\n\t(envelope-from <any@legit.example>)\r\n\tid 1r-0"
     "\r\n\tfor user@victim.example" DATE,
     "mx.example", "mail.legit.example", "192.0.2.10"},
    {"from r.example ([192.0.2.10] helo=mail.legit.example) by mx.example with esmtp (Exim 4.94)" DATE,
     "mx.example", "mail.legit.example", "192.0.2.10"},
    {"from r.example ([192.0.2.10]:45872 helo=h.example) by mx.example with esmtp (Exim 4.94)" DATE,
     "mx.example", "h.example", "192.0.2.10"},
    {"from [203.0.113.66] (helo=h.example) by mx.example with esmtp (Exim 4.94)" DATE,
     "mx.example", "h.example", "203.0.113.66"},
    {"from [203.0.113.66]:4711 (helo=h.example) by mx.example with esmtp (Exim 4.94)" DATE,
     "mx.example", "h.example", "203.0.113.66"},
    {"from [192.0.2.10] (port=4711 helo=h.example ident=x) by mx.example with esmtp" DATE,
     "mx.example", "h.example", "192.0.2.10"},
    {"from r.example ([2001:db8::25] helo=h.example ident=x) by mx.example with esmtp" DATE,
     "mx.example", "h.example", "2001:db8::25"},
    {"from jane by host.example with local (Exim 4.96) (envelope-from <jane@host.example>) id 1" DATE,
     "host.example", "jane", NULL},
    /* Sendmail */
    {"from h.example (r.example [192.0.2.10]) by mx.example (8.17.1/8.17.1) with ESMTPS id 3AI\r\n"
     "\t(version=TLSv1.3 cipher=TLS_AES_256_GCM_SHA384 bits=256 verify=NO) for <u@mx.example>" DATE,
     "mx.example", "h.example", "192.0.2.10"},
    {"from h.example (r.example [192.0.2.10] (may be forged)) by mx.example (8.15.2/8.15.2) with"
     " ESMTP id 3AI" DATE,
     "mx.example", "h.example", "192.0.2.10"},
    {"from h.example ([192.0.2.10]) by mx.example (8.15.2/8.15.2) with ESMTP id 3AI" DATE,
     "mx.example", "h.example", "192.0.2.10"},
    {"(from jane@localhost) by host.example (8.17.1/8.17.1/Submit) id 3AI" DATE, NULL,
     NULL, NULL},
    /* Exchange */
    {"from mail.legit.example (192.0.2.10) by EX01.victim.example (198.51.100.1) with Microsoft"
     " SMTP Server (version=TLS1_2, cipher=TLS_ECDHE_RSA) id 15.2.1544.4 via Frontend Transport" DATE,
     "ex01.victim.example", "mail.legit.example", "192.0.2.10"},
    {"from A.prod.example (2001:db8:1::a) by B.prod.example (2001:db8:1::b) with Microsoft SMTP"
     " Server (version=TLS1_3) id 15.20.8158.20" DATE,
     "b.prod.example", "A.prod.example", "2001:db8:1::a"},
    {"from A.prod.example ([fe80::1]) by B.prod.example ([fe80::2%5]) with mapi id 15.20" DATE,
     "b.prod.example", "A.prod.example", "fe80::1"},
    /* Google */
    {"from mail-x.legit.example (mail-x.legit.example. [192.0.2.10])\r\n        by mx.google.example"
     " with ESMTPS id x-20020a.12\r\n        for <user@victim.example>\r\n        (version=TLS1_3"
     " cipher=TLS_AES_128_GCM_SHA256 bits=128/128); Wed, 18 Nov 2026 02:06:40 -0800 (PST)",
     "mx.google.example", "mail-x.legit.example", "192.0.2.10"},
    {"from h.example (h.example. [2001:db8::25]) by mx.google.example with ESMTPS id x" DATE,
     "mx.google.example", "h.example", "2001:db8::25"},
    {"by 2002:a05:6a20:3d8a:b0:1 with SMTP id s10csp1" DATE, "2002:a05:6a20:3d8a:b0:1",
     NULL, NULL},
    /* qmail */
    {"from unknown (HELO mail.legit.example) (192.0.2.10)\n  by mx.example with SMTP; 18 Nov 2026"
     " 10:06:40 -0000",
     "mx.example", "mail.legit.example", "192.0.2.10"},
    {"from r.example (HELO h.example) (jane@192.0.2.10) by mx.example with SMTP" DATE,
     "mx.example", "h.example", "192.0.2.10"},
    {"from r.example (192.0.2.10) by mx.example with SMTP" DATE, "mx.example",
     "r.example", "192.0.2.10"},
    /* internal */
    {"from mx.victim.example\r\n\tby imap.victim.example with LMTP\r\n\tid cBQQ\r\n\t(envelope-from"
     " <any@legit.example>)\r\n\tfor <user@victim.example>" DATE,
     "imap.victim.example", "mx.victim.example", NULL},
    {"from mx.victim.example ([127.0.0.1]) by imap.victim.example with LMTP id x" DATE,
     "imap.victim.example", "mx.victim.example", "127.0.0.1"},
    {"from h.example (h.example [::ffff:192.0.2.10]) by mx.example with ESMTP" DATE,
     "mx.example", "h.example", "192.0.2.10"},
};

static void
test_servers (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (servers); i++) {
        g_auto (TfReceived) received = {0};

        check (&servers[i]);
        tf_received_parse (tf_span_of (servers[i].value), &received);
        g_assert_cmpint (received.time, ==, SECONDS);
        g_assert_false (received.is_local_fetch);
    }
}

static const struct {
    const char *value;
    gboolean has_from, is_authenticated;
} clauses[] = {
    {"from h (h [192.0.2.10]) by mx.example with ESMTPSA id 1" DATE, TRUE, TRUE},
    {"from h (h [192.0.2.10]) by mx.example (Postfix) with esmtpa id 1" DATE, TRUE, TRUE},
    {"from h (h [192.0.2.10]) by mx.example with UTF8SMTPSA" DATE, TRUE, TRUE},
    {"from h (h [192.0.2.10]) by mx.example with ESMTPS id ESMTPSA" DATE, TRUE, FALSE},
    /* the message itself began with white space */
    {"from h (h [192.0.2.10]) by mx.example with ESMTP" DATE "\r\n with ESMTPSA", TRUE,
     FALSE},
    {"from h (h [192.0.2.10]) by mx.example with ESMTP for u with ESMTPSA" DATE, TRUE,
     FALSE},
    {"from h (h [192.0.2.10]) by mx.example with (x) ESMTPSA" DATE, TRUE, FALSE},
    {"from h (with ESMTPSA [192.0.2.10]) by mx.example with ESMTPS" DATE, TRUE, FALSE},
    {"from with (h [192.0.2.10]) by ESMTPSA with ESMTPS" DATE, TRUE, FALSE},
    {"from h by x with ESMTPSA (h [192.0.2.10]) by mx.example with SMTP" DATE, TRUE,
     FALSE},
    {"from what (is this) by mx.example with ESMTP" DATE, TRUE, FALSE},
    {"by 2002:a05:6a20:3d8a:b0:1ab:cd:7 with SMTP id s10csp1" DATE, FALSE, FALSE},
    {"nothing", FALSE, FALSE},
};

static void
test_clauses (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (clauses); i++) {
        g_auto (TfReceived) received = {0};

        tf_received_parse (tf_span_of (clauses[i].value), &received);
        g_test_message ("%s", clauses[i].value);
        g_assert_cmpint (received.has_from, ==, clauses[i].has_from);
        g_assert_cmpint (received.is_authenticated, ==, clauses[i].is_authenticated);
    }
}

/* SP-12. What a server writes after such a HELO is either read with its own finding, or not at
 * all; 192.0.2.10 is never the client. */
static const Row hostile[] = {
    {"from [192.0.2.10] (unknown [203.0.113.66]) by mx.example" DATE, "mx.example",
     "[192.0.2.10]", "203.0.113.66"},
    {"from [192.0.2.10] (helo=x [203.0.113.66] (may be forged)) by mx.example" DATE,
     "mx.example", "[192.0.2.10]", "203.0.113.66"},
    {"from [192.0.2.10] (port=1 helo=x [203.0.113.66]) by mx.example" DATE, "mx.example",
     "[192.0.2.10]", "203.0.113.66"},
    {"from h.example (192.0.2.10.attack.example [203.0.113.66]) by mx.example" DATE,
     "mx.example", "h.example", "203.0.113.66"},
    {"from 192.0.2.10 (unknown [203.0.113.66]) by mx.example" DATE, "mx.example",
     "192.0.2.10", "203.0.113.66"},
    {"from x (y [192.0.2.10]) (r.example [203.0.113.66]) by mx.example" DATE,
     "mx.example", NULL, NULL},
    {"from x (y [192.0.2.10]) (using TLSv1.3 (r.example [203.0.113.66]) by mx.example" DATE,
     NULL, NULL, NULL},
    {"from x (y [192.0.2.10]) (using TLSv1.3) (r.example [203.0.113.66]) by mx.example" DATE,
     "mx.example", NULL, NULL},
    {"from x (y [192.0.2.10]) (using TLSv1.3 (r.example [203.0.113.66]) (No client certificate"
     " requested)) by mx.example" DATE,
     "mx.example", NULL, NULL},
    {"from x (HELO y) (192.0.2.10) (r.example [203.0.113.66]) by mx.example" DATE,
     "mx.example", NULL, NULL},
    {"from x (HELO y) (r.example [203.0.113.66]) by mx.example" DATE, "mx.example", NULL,
     NULL},
    {"from x (HELO y) (192.0.2.10) (203.0.113.66) by mx.example" DATE, "mx.example", NULL,
     NULL},
    {"from [192.0.2.10] (helo=y) (r.example [203.0.113.66]) by mx.example" DATE,
     "mx.example", NULL, NULL},
    {"from x (192.0.2.10) (r.example [203.0.113.66]) by mx.example" DATE, "mx.example",
     NULL, NULL},
    {"from x ([192.0.2.10] (r.example [203.0.113.66]) by mx.example" DATE, NULL, NULL,
     NULL},
    {"from x ([192.0.2.10]@r.example [203.0.113.66]) by mx.example (8.17.1/8.17.1)" DATE,
     "mx.example", "x", "203.0.113.66"},
    {"from x ([192.0.2.10] helo=y@r.example [203.0.113.66]) by mx.example" DATE,
     "mx.example", NULL, NULL},
    {"from x ([203.0.113.66] helo=[192.0.2.10]) by mx.example with esmtp" DATE,
     "mx.example", "[192.0.2.10]", "203.0.113.66"},
    {"from x ([203.0.113.66] helo=y [192.0.2.10]) by mx.example with esmtp" DATE,
     "mx.example", NULL, NULL},
    {"from [192.0.2.10] (HELO x@r.example [203.0.113.66]) by mx.example" DATE,
     "mx.example", "[192.0.2.10]", "203.0.113.66"},
    {"from 203.0.113.66 (EHLO 192.0.2.10) by mx.example with SMTPs" DATE, "mx.example",
     "192.0.2.10", "203.0.113.66"},
    {"from 203.0.113.66 (EHLO y) (r [192.0.2.10]) by mx.example with SMTPs" DATE,
     "mx.example", NULL, NULL},
    {"from 203.0.113.66 (EHLO y) ([192.0.2.10]) by mx.example with SMTPs" DATE,
     "mx.example", NULL, NULL},
    {"from x y [192.0.2.10] (r.example [203.0.113.66]) by mx.example" DATE, "mx.example",
     NULL, NULL},
    {"from x by mx.example (r.example [203.0.113.66]) by mx.example (Postfix)" DATE, NULL,
     NULL, NULL},
    {"from x (y [192.0.2.10]) by mx.example (r.example [203.0.113.66]) by mx.example" DATE,
     NULL, NULL, NULL},
    {"from x (y [192.0.2.10]) by mx.example; (r.example [203.0.113.66]) by mx.example" DATE,
     NULL, NULL, NULL},
    {"from x (y [192.0.2.10]) by mx.example ( (r.example [203.0.113.66]) by mx.example" DATE,
     NULL, NULL, NULL},
    {"from x (y [192.0.2.10]) by mx.example) (r.example [203.0.113.66]) by mx.example" DATE,
     NULL, NULL, NULL},
    {"from \\(y (r.example [203.0.113.66]) by mx.example" DATE, NULL, NULL, NULL},
    {"from x (r.example [203.0.113.66) by mx.example" DATE, "mx.example", NULL, NULL},
    {"from x (r.example [192.0.2.256]) by mx.example" DATE, "mx.example", NULL, NULL},
    {"from x (r.example [192.0.2.10] [203.0.113.66]) by mx.example" DATE, "mx.example",
     "x", "203.0.113.66"},
    {"from x () by mx.example" DATE, "mx.example", NULL, NULL},
    {"from (x [192.0.2.10]) by mx.example" DATE, "mx.example", NULL, NULL},
    {"from by mx.example" DATE, "mx.example", NULL, NULL},
    {"from x", NULL, NULL, NULL},
    {"by", NULL, NULL, NULL},
    {"", NULL, NULL, NULL},
    {"((((((((((((((((((((", NULL, NULL, NULL},
    {"from a b c d e f g h i j k l m (x [192.0.2.10]) by mx.example" DATE, NULL, NULL,
     NULL},
};

static void
test_hostile (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
        check (&hostile[i]);
}

static const struct {
    const char *value;
    gboolean is_local;
} fetched[] = {
    {"from pop.example [198.51.100.9] by localhost with POP3 (fetchmail-6.4.37) for <jane@localhost>"
     " (single-drop)" DATE,
     TRUE},
    {"from mx.example (mx.example [198.51.100.9]) by desk.home with IMAP (fetchmail-6.4.37)" DATE,
     TRUE},
    {"from pop.example by jane with POP3 (getmail6 6.18)" DATE, TRUE},
    {"from localhost (localhost [127.0.0.1]) by localhost (mx.example [127.0.0.1]) (amavis, port"
     " 10024) with ESMTP id x" DATE,
     TRUE},
    {"from x (x [192.0.2.10]) by localhost.localdomain (Postfix) with ESMTP" DATE, TRUE},
    {"from x (x [192.0.2.10]) by localhosts.example with ESMTP" DATE, FALSE},
    {"from fetchmail (fetchmail [192.0.2.10]) by mx.example with ESMTP" DATE, FALSE},
    {"from x (fetchmail.attack.example [192.0.2.10]) by mx.example with ESMTP" DATE,
     FALSE},
    {"from x (x [192.0.2.10]) (fetchmail-6) by mx.example with ESMTP" DATE, FALSE},
    {"from x (x [192.0.2.10]) by mx.example with ESMTP for <\"u+(fetchmail)\"@mx.example>" DATE,
     FALSE},
    {"from x (x [192.0.2.10]) by mx.example with ESMTP for \"u+(fetchmail)\"@mx.example" DATE,
     FALSE},
    {"from x (x [192.0.2.10]) by mx.example with ESMTP" DATE "\r\n (fetchmail-6)", FALSE},
    {"from x (x [192.0.2.10]) by mx.example with ESMTP (fetchmail-6) (" DATE, FALSE},
};

static void
test_fetched (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (fetched); i++) {
        g_auto (TfReceived) received = {0};

        g_test_message ("%s", fetched[i].value);
        tf_received_parse (tf_span_of (fetched[i].value), &received);
        g_assert_cmpint (received.is_local_fetch, ==, fetched[i].is_local);
    }
}

static const struct {
    const char *value;
    gboolean is_to_store;
} stored[] = {
    {"from mx.example ([10.0.0.2]) by store.example with LMTP id x" DATE, TRUE},
    {"from mx.example ([10.0.0.2]) by store.example with LMTPS id x" DATE, TRUE},
    {"from lmtp (lmtp [10.0.0.2]) by mx.example with ESMTP id x" DATE, FALSE},
    {"from x ([10.0.0.2]) by mx.example with ESMTP for <\"with lmtp\"@mx.example>" DATE,
     FALSE},
};

static void
test_stored (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (stored); i++) {
        g_auto (TfReceived) received = {0};

        g_test_message ("%s", stored[i].value);
        tf_received_parse (tf_span_of (stored[i].value), &received);
        g_assert_cmpint (received.is_to_store, ==, stored[i].is_to_store);
    }
}

static void
test_long (void)
{
    g_autoptr (GString) text = g_string_new ("from ");
    g_auto (TfReceived) received = {0};
    g_auto (TfReceived) nested = {0};

    while (text->len <= TF_LIMIT_FIELD_BYTES)
        g_string_append (text, "x (");
    tf_received_parse (tf_span (text->str, text->len), &received);
    g_assert_null (received.by);
    g_assert_cmpint (received.time, ==, -1);
    text->len = 100000;
    tf_received_parse (tf_span (text->str, text->len), &nested);
    g_assert_null (nested.by);
}

/* Whatever a sender puts in place of the HELO name, the sender's own address is the one that is found. */
static void
test_random (void)
{
    static const char *const pieces[] = {"(",
                                         ")",
                                         "[",
                                         "]",
                                         "192.0.2.10",
                                         " ",
                                         "by",
                                         "from",
                                         ";",
                                         "x",
                                         "y.example",
                                         "helo=",
                                         "HELO ",
                                         "using TLSv1.3 ",
                                         "\\",
                                         "\"",
                                         "@",
                                         "IPv6:",
                                         "::1",
                                         "mx.example",
                                         "No client certificate "};
    TfIp real;

    g_assert_true (tf_ip_parse (tf_span_of ("203.0.113.66"), &real));
    for (guint round = 0; round < 50000; round++) {
        g_autoptr (GString) text = g_string_new ("from ");
        g_auto (TfReceived) received = {0};

        for (gint i = g_test_rand_int_range (1, 12); i > 0; i--)
            g_string_append (text,
                             pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
        g_string_append (
            text,
            " (r.example [203.0.113.66]) by mx.example (Postfix) with ESMTP id 1" DATE);
        tf_received_parse (tf_span (text->str, text->len), &received);
        if (received.client.length == 0 || received.by == NULL)
            continue;
        g_test_message ("%s", text->str);
        g_assert_cmpmem (received.client.octets, received.client.length, real.octets,
                         real.length);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/received/servers", test_servers);
    g_test_add_func ("/received/clauses", test_clauses);
    g_test_add_func ("/received/hostile", test_hostile);
    g_test_add_func ("/received/fetched", test_fetched);
    g_test_add_func ("/received/stored", test_stored);
    g_test_add_func ("/received/long", test_long);
    g_test_add_func ("/received/random", test_random);
    return g_test_run ();
}
