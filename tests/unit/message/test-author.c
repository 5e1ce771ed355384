/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Who the author is: the From shapes of the attack list (CK-*, FR-*) with their honest twins:
 * fields, lists, groups, comments. */
#include "message/author-helper.h"

static const Row rows[] = {
    {"plain", H ("From: " L "\r\n"), CLEAN, NULL, FALSE, "legit.example", L},
    {"named", H ("From: \"Admin\" <" L ">\n"), CLEAN, NULL, FALSE, "legit.example", L},
    /* CK-A6, A7, A8, A17, A18; FR-01 to FR-05 */
    {"FR-01", H ("From: <" A ">\r\nFrom: <" L ">\r\n"), AMBIGUOUS, "several-fields",
     FALSE, "attack.example", A " " L},
    {"FR-01 order", H ("From: <" L ">\nSubject: x\nFrom: <" A ">\n"), AMBIGUOUS,
     "several-fields", FALSE, "legit.example", L " " A},
    {"FR-01 equal", H ("From: <" L ">\nFrom: <" L ">\n"), OBSOLETE, "tolerated", FALSE,
     "legit.example", L},
    {"FR-01 equal, folded", H ("From: a b <" L ">\nFrom: a\n  b\n\t<" L ">\n"), OBSOLETE,
     "tolerated", FALSE, "legit.example", L},
    {"FR-01 folded, one blank less", H ("From: a b <" L ">\nFrom: ab\n <" L ">\n"),
     AMBIGUOUS, "several-fields", FALSE, "legit.example", L},
    {"FR-01 equal, another name", H ("From: a <" L ">\nFrom: b <" L ">\n"), AMBIGUOUS,
     "several-fields", FALSE, "legit.example", L},
    {"FR-01 equal and another", H ("From: <" L ">\nFrom: <" L ">\nFrom: <" A ">\n"),
     AMBIGUOUS, "several-fields", FALSE, "legit.example", L " " A},
    {"FR-02", H (" From: <" A ">\r\nFrom: <" L ">\r\n"), AMBIGUOUS, "several-fields",
     FALSE, "attack.example", A " " L},
    {"FR-02 tab", H ("\tfrom : <" A ">\nFrom: <" L ">\n"), AMBIGUOUS, "several-fields",
     FALSE, "attack.example", A " " L},
    {"FR-02 blank", H (" \n From: <" A ">\nFrom: <" L ">\n"), AMBIGUOUS, "several-fields",
     FALSE, "attack.example", A " " L},
    {"FR-03", H ("From: <" A ">\r\nFrom : <" L ">\r\n"), AMBIGUOUS, "several-fields",
     FALSE, "attack.example", A " " L},
    {"FR-03 alone", H ("From \t: <" L ">\r\n"), OBSOLETE, "obsolete-syntax", FALSE,
     "legit.example", L},
    {"FR-04", H ("From\r\n : <" A ">\r\nFrom: <" L ">\r\n"), AMBIGUOUS, "several-fields",
     FALSE, "attack.example", A " " L},
    {"FR-05", H ("From\r\n : <" A ">\r\nSender: <" L ">\r\n"), AMBIGUOUS,
     "several-readings", FALSE, "attack.example", A},
    {"CK-A8a", H ("Sender: <" L ">\r\nResent-From: <" L ">\r\n"), AMBIGUOUS, "missing",
     TRUE, NULL, ""},
    {"CK-A8b",
     H ("Authentication-Results: mx.victim.example; spf=none\r\n From: <" A ">\r\n"
        "Resent-From: <" L ">\r\n"),
     AMBIGUOUS, "missing", TRUE, NULL, ""},
    /* FR-06, CK-A9 */
    {"FR-06", H ("From: <" A ">, <" L ">\r\nSender: <" L ">\r\n"), AMBIGUOUS,
     "several-domains", FALSE, "attack.example", A " " L},
    {"FR-06b", H ("From: <a@legit.example>, <b@legit.example>\r\n"), CLEAN, NULL, FALSE,
     "legit.example", "a@legit.example b@legit.example"},
    {"FR-06 subdomain", H ("From: <a@legit.example>, <b@x.legit.example>\r\n"), AMBIGUOUS,
     "several-domains", FALSE, "legit.example", "a@legit.example b@x.legit.example"},
    /* FR-07, CK-A10; FR-08, CK-B2 */
    {"FR-07", H ("From: " L_B64 ", <" A ">\r\n"), AMBIGUOUS, "encoded-address", FALSE,
     "attack.example", A " " L},
    {"FR-07 twin", H ("From: =?utf-8?Q?M=C3=BCller?=, Hans <" L ">\r\n"), OBSOLETE,
     "tolerated", FALSE, "legit.example", L},
    {"FR-08", H ("From: " L_B64 "\r\n"), AMBIGUOUS, "encoded-address", FALSE, NULL, L},
    {"FR-08 bare", H ("From: " L_BARE_B64 "\r\n"), AMBIGUOUS, "encoded-address", FALSE,
     NULL, L},
    {"FR-08 quoted", H ("From: \"" L "\"\r\n"), OBSOLETE, "tolerated", FALSE,
     "legit.example", L},
    {"FR-08 comment", H ("From: (" L ")\r\n"), AMBIGUOUS, "empty", TRUE, NULL, ""},
    /* FR-09, CK-A11 */
    {"FR-09", H ("From: <@attack.example,@any.example:" L ">\r\n"), OBSOLETE,
     "obsolete-syntax", FALSE, "legit.example", L},
    /* FR-10, CK-A12; FR-11, CK-A13a; FR-12, CK-A13b */
    {"FR-10", H ("From: <" L ">\\, <" A ">\r\n"), AMBIGUOUS, "several-readings", FALSE,
     "legit.example", L " " A},
    {"FR-11", H ("From: " L ", <" A ">\r\n"), AMBIGUOUS, "several-domains", FALSE,
     "legit.example", L " " A},
    {"FR-12", H ("From: <" A ">" L "\r\n"), AMBIGUOUS, "several-readings", FALSE,
     "attack.example", A " " L},
    {"FR-13", H ("From: \"Someone <x@attack.example>\"@legit.example\r\n"), CLEAN, NULL,
     FALSE, "legit.example", "\"Someone <x@attack.example>\"@legit.example"},
    {"FR-14", H ("From: \"" L "\"@attack.example\r\n"), CLEAN, NULL, FALSE,
     "attack.example", "\"" L "\"@attack.example"},
    /* Groups */
    {"FR-15", H ("From: Team: " L ", " A ";\r\n"), AMBIGUOUS, "several-domains", FALSE,
     "legit.example", L " " A},
    {"FR-15b", H ("From: Team: " L ";\r\n"), CLEAN, NULL, FALSE, "legit.example", L},
    {"FR-15c", H ("From: Undisclosed:;\r\n"), AMBIGUOUS, "empty-group", TRUE, NULL, ""},
    {"FR-16", H ("From: <" L ">:" A ";\r\n"), AMBIGUOUS, "address-in-group-name", FALSE,
     "legit.example", L " " A},
    {"FR-17", H ("From: " L ":" A ";\r\n"), AMBIGUOUS, "address-in-group-name", FALSE,
     "legit.example", L " " A},
    {"FR-17 VU", H ("From: admin@a:user@b;\r\n"), AMBIGUOUS, "address-in-group-name",
     FALSE, "a", ""},
    {"FR-17 quoted", H ("From: \"" L "\": " A ";\r\n"), AMBIGUOUS,
     "address-in-group-name", FALSE, "attack.example", A " " L},
    {"FR-17 encoded", H ("From: " L_B64 ": " A ";\r\n"), AMBIGUOUS,
     "address-in-group-name", FALSE, "attack.example", A " " L},
    /* Comments */
    {"FR-18", H ("From: " L " (" A ")\r\n"), CLEAN, NULL, FALSE, "legit.example", L},
    {"FR-18b", H ("From: Foo (foo@legit.example) <" A ">\r\n"), CLEAN, NULL, FALSE,
     "attack.example", A},
    {"FR-19", H ("From: " L "(x).attack.example\r\n"), AMBIGUOUS, "comment-in-domain",
     FALSE, "legit.example.attack.example", L ".attack.example " L},
    {"FR-19 before", H ("From: <admin@(legit.example)attack.example>\r\n"), AMBIGUOUS,
     "comment-in-domain", FALSE, "attack.example", "admin@attack.example"},
    {"FR-20", H ("From: (" L " <" A ">\r\n"), AMBIGUOUS, "several-readings", FALSE,
     "legit.example", L " " A},
    {"FR-20 twin", H ("From: Foo (Bar <" L ">\r\n"), OBSOLETE, "tolerated", FALSE,
     "legit.example", L},
    /* Display names: the author is right, TF05 is not decided here */
    {"FR-21", H ("From: \"" L "\" <" A ">\r\n"), CLEAN, NULL, FALSE, "attack.example", A},
    {"FR-21b", H ("From: \"user@victim.example via List\" <list@list.example>\r\n"),
     CLEAN, NULL, FALSE, "list.example", "list@list.example"},
    {"FR-22", H ("From: <" L "> <" A ">\r\n"), AMBIGUOUS, "several-readings", FALSE,
     "legit.example", L " " A},
    {"FR-23", H ("From: <" L "\0@attack.example>\r\n"), AMBIGUOUS, "forbidden-character",
     FALSE, NULL, L},
    {"FR-23 behind", H ("From: <" L ">\0@attack.example>\r\n"), AMBIGUOUS,
     "forbidden-character", FALSE, "legit.example", L},
    {"FR-26", H ("From:\r\nSender: <" L ">\r\n"), AMBIGUOUS, "empty", TRUE, NULL, ""},
    {"FR-26 angle", H ("From: <>\r\n"), AMBIGUOUS, "empty", TRUE, NULL, ""},
    {"FR-26 words", H ("From: Cron Daemon\r\n"), AMBIGUOUS, "empty", TRUE, NULL, ""},
    {"FR-27", H ("From: <" A ">\r\n \r\n , <" L ">\r\n"), AMBIGUOUS, "several-domains",
     FALSE, "attack.example", A " " L},
    {"FR-27b", H ("X-A: b\r\n \t \r\nFrom: <" L ">\r\n"), CLEAN, NULL, FALSE,
     "legit.example", L},
    {"FR-28", H ("From: adm\xc3\xadn@legit.example\r\n"), CLEAN, NULL, FALSE,
     "legit.example", "adm\xc3\xadn@legit.example"},
};

static void
test_rows (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        check_row (&rows[i], rows[i].header, rows[i].length);
}

static void
test_rows_lf (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        check_row_lf (&rows[i]);
}

static void
test_details (void)
{
    static const char two[] =
        "From: Jane <a@legit.example>, \"B\" <b@x.attack.example>\r\n";
    g_autoptr (TfAuthor) author = read_author (H (two));
    g_autofree char *domains = join (author->domains);

    g_assert_cmpuint (author->n_fields, ==, 1);
    g_assert_cmpstr (domains, ==, "legit.example x.attack.example");
    g_assert_cmpstr (author->address, ==, "a@legit.example");
    g_assert_cmpstr (author->local, ==, "a");
    g_assert_cmpstr (author->name, ==, "Jane");
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/author/rows", test_rows);
    g_test_add_func ("/author/rows/lf", test_rows_lf);
    g_test_add_func ("/author/details", test_details);
    return g_test_run ();
}
