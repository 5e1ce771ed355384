/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Properties of reading a Received field: in the form of any server, with folds wherever there is a blank
 * and whatever the sender said, the client is the one that the server saw, or none. */
#include "message/message.h"

#include <string.h>

#include "message-helper.h"

#define REAL "203.0.113.66"
#define LURE "192.0.2.10"

/* Uppercase letters stand for what the sender says: H the HELO name, J the answer to IDENT, F the address of
 * MAIL FROM, R of RCPT TO. */
static const char *const forms[] = {
    "from H (x.example [" REAL
    "]) (using TLSv1.3 with cipher A (256/256 bits)) (No client certificate requested)"
    " by mx.example (Postfix) with ESMTPS id 4Fz for <R>",
    "from H (J@x.example [" REAL
    "]) by mx.example (8.17.1/8.17.1) with ESMTP id 4Fz for <R>",
    "from H (IDENT:J@x.example [" REAL
    "] (may be forged)) by mx.example (8.17.1/8.17.1) with ESMTP id 4Fz",
    "from x.example ([" REAL
    "] helo=H ident=J) by mx.example with esmtp (Exim 4.96) (envelope-from <F>) id 1r for R",
    "from [" REAL
    "] (port=4711 helo=H) by mx.example with esmtps (TLS1.3) (Exim 4.96) (envelope-from <F>) id 1r",
    "from H (" REAL
    ") by mx.example (198.51.100.1) with Microsoft SMTP Server id 15.2.1544.4 via Frontend Transport",
    "from unknown (HELO H) (J@" REAL ") by mx.example with SMTP",
    "from x.example (HELO H) ([" REAL "]) by mx.example with ESMTP/TLS/ECDHE",
    "from " REAL " (EHLO H) by mx.example with SMTPs (version=TLS1_3 cipher=A)",
    "from " REAL " (EHLO H) ([" REAL
    "]) by mx.example (JAMES SMTP Server ) with ESMTP ID -1",
    "from [" REAL "] (HELO H) by mx.example (CommuniGate Pro SMTP 6.3) with ESMTP id 1",
    "from x.example ([" REAL
    "]:50309 \"EHLO H\" rhost-flags-OK-OK) by mx.example with ESMTP id S1",
    "from H (x.example. [" REAL
    "]) by mx.example with ESMTPS id x-2 for <R> (version=TLS1_3 cipher=A)",
    "from H (x.example [" REAL "]) (Using TLS) by mx.example with ESMTP id us-mta-97",
    "from H ([" REAL
    "]) by mx.example (mxv017 [198.51.100.17]) with ESMTPS (Nemesis) id 1N for <R>",
    "from H (x.example [::ffff:" REAL
    "]) (TLS: TLSv1.3,256bits) by mx.example with ESMTPS id 1",
};

static const char *const said[] = {"mail.example",
                                   LURE,
                                   "[" LURE "]",
                                   "IPv6:2001:db8::9",
                                   "x@" LURE,
                                   "helo=" LURE,
                                   "id",
                                   "by",
                                   "with",
                                   "ESMTPSA",
                                   "(" LURE ")",
                                   "([" LURE "])",
                                   "x (y [" LURE "])",
                                   "x) ([" LURE "]",
                                   "x) (HELO y) ([" LURE "])",
                                   "x by mx.example",
                                   "x; y",
                                   "\"a\"",
                                   "\\",
                                   "(",
                                   ")",
                                   "x) by mx.example with esmtpsa (y",
                                   "J\xc3\xbcrgen",
                                   "localhost",
                                   "x (Authenticated sender: boss)",
                                   "x) (authenticated bits=0"};

static const char *const paths[] = {"a@b.example",
                                    "\"x) with esmtpa (y\"@b.example",
                                    "\"x) by mx.example with esmtpsa (y\"@b.example",
                                    "\"([" LURE "])\"@b.example",
                                    "\"(\"@b.example",
                                    "\")\"@b.example",
                                    "\"a\\\"b\"@b.example",
                                    "a=b@c.example"};

#define PICK(list) ((list)[g_test_rand_int_range (0, (gint32)G_N_ELEMENTS (list))])

/** Words: what the sender says in one message. */
typedef struct {
    const char *helo, *ident, *path, *recipient;
} Words;

static void
append_blank (GString *text, gboolean fold)
{
    static const char *const folds[] = {"\r\n ", "\r\n\t",       " ",      "  ",
                                        "\t",    "\r\n        ", " \r\n\t"};

    g_string_append (text, fold ? PICK (folds) : " ");
}

/* A letter stands for a word only where it is a word of its own. */
static gboolean
is_alone (const char *form, const char *at)
{
    return (at == form || !g_ascii_isalnum (at[-1])) && !g_ascii_isalnum (at[1]);
}

static char *
fill (const char *form, const Words *words, gboolean fold)
{
    GString *text = g_string_new (NULL);

    for (const char *at = form; *at != '\0'; at++) {
        if (*at == ' ')
            append_blank (text, fold);
        else if (*at == 'H' && is_alone (form, at))
            g_string_append (text, words->helo);
        else if (*at == 'J' && is_alone (form, at))
            g_string_append (text, words->ident);
        else if (*at == 'F' && is_alone (form, at))
            g_string_append (text, words->path);
        else if (*at == 'R' && is_alone (form, at))
            g_string_append (text, words->recipient);
        else
            g_string_append_c (text, *at);
    }
    g_string_append (text, "; Wed, 18 Nov 2026 10:06:40 +0000");
    return g_string_free (text, FALSE);
}

static TfEnvelope *
read_line (const char *line, const char *path, TfHeader **ret_header)
{
    g_autofree char *text =
        g_strdup_printf ("Return-Path: <%s>\r\nReceived: %s\r\n", path, line);

    *ret_header = read_header (text, strlen (text));
    return tf_envelope_read (*ret_header);
}

/* The client is REAL; if the line may have two readings, it may be none. */
static void
check (const char *line, const char *path, gboolean must)
{
    g_autoptr (TfHeader) header = NULL;
    g_autoptr (TfEnvelope) envelope = read_line (line, path, &header);
    const TfReceived *hop = tf_trail_hop (envelope->trail, 0);
    TfIp real;

    g_test_message ("%s", line);
    g_assert_true (tf_ip_parse (tf_span_of (REAL), &real));
    g_assert_false (hop->is_authenticated);
    g_assert_false (hop->is_local_fetch);
    g_assert_false (hop->is_local);
    if (!must && hop->client.length == 0)
        return;
    g_assert_cmpstr (hop->by, ==, "mx.example");
    g_assert_cmpmem (hop->client.octets, hop->client.length, real.octets, real.length);
}

static void
test_folds (void)
{
    static const Words plain = {"mail.example", "jane", "a@b.example", "u@mx.example"};

    for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
        for (guint round = 0; round < 200; round++) {
            g_autofree char *line = fill (forms[i], &plain, round > 0);

            check (line, plain.path, TRUE);
        }
}

static void
test_said (void)
{
    for (guint round = 0; round < 40000; round++) {
        Words words = {PICK (said), PICK (said), PICK (paths), PICK (paths)};
        g_autofree char *line = fill (PICK (forms), &words, g_test_rand_bit ());

        check (line, words.path, FALSE);
    }
}

/* Words that stay in their place never make a line unreadable: otherwise a forger could choose that. */
static void
test_harmless (void)
{
    static const char *const quiet[] = {
        "mail.example",  LURE,        "[" LURE "]", "id", "with", "ESMTPSA",
        "J\xc3\xbcrgen", "localhost", "a=b"};

    for (guint round = 0; round < 20000; round++) {
        Words words = {PICK (quiet), PICK (quiet), PICK (paths), "u@mx.example"};
        g_autofree char *line = fill (PICK (forms), &words, g_test_rand_bit ());

        check (line, words.path, TRUE);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/received-forms/folds", test_folds);
    g_test_add_func ("/received-forms/said", test_said);
    g_test_add_func ("/received-forms/harmless", test_harmless);
    return g_test_run ();
}
