/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Who the author is: the From shapes of the attack list (CK-*, FR-*, MS-*) with their honest
 * twins. L is admin@legit.example, A is
 * any@attack.example. */
#include "message-helper.h"

#define L          "admin@legit.example"
#define A          "any@attack.example"
#define L_B64      "=?utf-8?B?PGFkbWluQGxlZ2l0LmV4YW1wbGU+?=" /* <admin@legit.example> */
#define L_BARE_B64 "=?utf-8?b?YWRtaW5AbGVnaXQuZXhhbXBsZQ==?="

#define CLEAN     TF_AUTHOR_CLEAN
#define OBSOLETE  TF_AUTHOR_OBSOLETE_SYNTAX
#define AMBIGUOUS TF_AUTHOR_AMBIGUOUS

typedef struct {
    const char *id;
    const char *header; /* lines as stored; the empty line is added */
    gsize length;
    TfAuthorState state;
    const char *reason;
    gboolean harmless;
    const char *domain;    /* of the author; NULL none */
    const char *addresses; /* all, with a blank between */
} Row;

#define H(text) text, sizeof text - 1

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
    /* CK-B1, FR-29 */
    {"FR-29", H ("From: <" L "\xe2\x80\x80>\r\n"), AMBIGUOUS, "forbidden-character",
     FALSE, NULL, "admin@legit.example\xe2\x80\x80"},
    {"CK-B1 200B", H ("From: <" L "\xe2\x80\x8b>\r\n"), AMBIGUOUS, "forbidden-character",
     FALSE, "legit.example", "admin@legit.example\xe2\x80\x8b " L},
    {"CK-B1 AD", H ("From: <admin@leg\xc2\xadit.example>\r\n"), AMBIGUOUS,
     "forbidden-character", FALSE, "legit.example", "admin@leg\xc2\xadit.example " L},
    {"CK-B1 FEFF", H ("From: <\xef\xbb\xbf" L ">\r\n"), AMBIGUOUS, "forbidden-character",
     FALSE, "legit.example", "\xef\xbb\xbf" L},
    {"CK-B1 3002",
     H ("From: <admin@legit\xe3\x80\x82"
        "example>\r\n"),
     AMBIGUOUS, "forbidden-character", FALSE, "legit.example",
     "admin@legit\xe3\x80\x82"
     "example " L},
    {"bidi", H ("From: <admin\xe2\x80\xae@legit.example>\r\n"), AMBIGUOUS,
     "forbidden-character", FALSE, "legit.example", "admin\xe2\x80\xae@legit.example"},
    {"name only", H ("From: \"A\xe2\x80\x8b\xe2\x80\xae\" <" L ">\r\n"), CLEAN, NULL,
     FALSE, "legit.example", L},
    {"FR-30", H ("From: " L ".\r\n"), OBSOLETE, "trailing-dot", FALSE, "legit.example",
     L "."},
    /* Lines that programs see differently */
    {"FR-31", H ("X-A: b\rFrom: <" L ">\r\nFrom: <" A ">\r\n"), AMBIGUOUS,
     "several-fields", FALSE, "legit.example", L " " A},
    {"FR-31 alone", H ("X-A: b\rFrom: <" L ">\r\n"), AMBIGUOUS, "several-readings", FALSE,
     "legit.example", L},
    {"FR-31 within", H ("From: \"" L "\r\" <" A ">\r\n"), AMBIGUOUS,
     "forbidden-character", FALSE, "attack.example", A " " L},
    {"FR-31 twin", H ("X-A: b\rc\r\nFrom: <" L ">\r\n"), CLEAN, NULL, FALSE,
     "legit.example", L},
    {"FR-32", H ("X-A: b\nFrom: <" L ">\r\nFrom: <" A ">\r\n"), AMBIGUOUS,
     "several-fields", FALSE, "legit.example", L " " A},
    {"FR-33", H ("From: <" A ">\r\nnonsense\r\nFrom: <" L ">\r\n"), AMBIGUOUS,
     "several-fields", FALSE, "attack.example", A " " L},
    {"FR-33 folded", H ("nonsense\r\n From: <" A ">\r\nFrom: <" L ">\r\n"), AMBIGUOUS,
     "several-fields", FALSE, "attack.example", A " " L},
    {"FR-33b", H ("X-A: b\r\nnonsense\r\nFrom: <" L ">\r\n"), OBSOLETE, "tolerated",
     FALSE, "legit.example", L},
    {"FR-34", H ("From: admin%legit.example@attack.example\r\n"), CLEAN, NULL, FALSE,
     "attack.example", "admin%legit.example@attack.example"},
    {"FR-34 bang", H ("From: legit.example!admin@attack.example\r\n"), CLEAN, NULL, FALSE,
     "attack.example", "legit.example!admin@attack.example"},
    {"FR-34b", H ("From: jane=40legit.example@dmarc.list.example\r\n"), CLEAN, NULL,
     FALSE, "dmarc.list.example", "jane=40legit.example@dmarc.list.example"},
    {"FR-34b 2", H ("From: Jane via L <jane=legit.example@list.example>\r\n"), CLEAN,
     NULL, FALSE, "list.example", "jane=legit.example@list.example"},
    {"FR-35", H ("From: =?utf-8?Q?admin=40legit.example?=@attack.example\r\n"), AMBIGUOUS,
     "encoded-address", FALSE, "attack.example",
     "=?utf-8?Q?admin=40legit.example?=@attack.example " L
     " legit.example@attack.example"},
    {"FR-36", H ("From: admin@leg\xc3\xadt.example\r\n"), CLEAN, NULL, FALSE,
     "xn--legt-xpa.example", "admin@leg\xc3\xadt.example"},
    /* broken, with one address however it is read */
    {"all in quotes", H ("From: \"Admin <" L ">\"\r\n"), OBSOLETE, "tolerated", FALSE,
     "legit.example", L},
    {"all in quotes, two", H ("From: \"Admin <" L ">, B <" A ">\"\r\n"), AMBIGUOUS,
     "several-readings", FALSE, NULL, L " " A},
    {"apostrophes", H ("From: Admin <'" L "'>\r\n"), OBSOLETE, "tolerated", FALSE,
     "legit.example", L},
    {"quotes in brackets", H ("From: Admin <\"" L "\">\r\n"), OBSOLETE, "tolerated",
     FALSE, "legit.example", L},
    {"mailto in square brackets", H ("From: Admin [mailto:" L "]\r\n"), OBSOLETE,
     "tolerated", FALSE, "legit.example", L},
    {"square brackets and another", H ("From: Admin [" L "] " A "\r\n"), AMBIGUOUS,
     "several-readings", FALSE, NULL, L " " A},
    {"separator of an mbox", H ("From: " L " Wed Nov 18 10:05:00 2026\r\n"), OBSOLETE,
     "tolerated", FALSE, "legit.example", L},
    {"another label behind", H ("From: [" L "] .attack.example\r\n"), AMBIGUOUS,
     "several-readings", FALSE, NULL, L},
    {"quoted in a quoted local part", H ("From: \"" A "\"@legit.example]\r\n"), AMBIGUOUS,
     "forbidden-character", FALSE, NULL, "\"" A "\"@legit.example]"},
    {"only in a comment", H ("From: Admin (" L ")\r\n"), AMBIGUOUS, "empty", TRUE, NULL,
     ""},
    {"archive", H ("From: admin at legit.example (Admin)\r\n"), AMBIGUOUS, "empty", TRUE,
     NULL, ""},
    {"ISO-2022-JP", H ("From: \x1b$B;3EDB@O:\x1b(B <" L ">\r\n"), OBSOLETE, "tolerated",
     FALSE, "legit.example", L},
    {"ISO-2022-JP, an address in it", H ("From: \x1b$B<" L ">\x1b(B <" A ">\r\n"),
     AMBIGUOUS, "several-readings", FALSE, "legit.example", L " " A},
    {"open bracket", H ("From: Admin <\"" L "\", " A "\r\n"), AMBIGUOUS,
     "several-readings", FALSE, "attack.example", L " " A},
    {"open bracket, encoded", H ("From: <" L_BARE_B64 " , " A "\r\n"), AMBIGUOUS,
     "several-readings", FALSE, "attack.example", A " " L},
    {"open bracket, full-width sign",
     H ("From: <\"admin\xef\xbc\xa0legit.example\", " A "\r\n"), AMBIGUOUS,
     "several-readings", FALSE, "attack.example", NULL},
    {"quoted in brackets, full-width sign",
     H ("From: <\"admin\xef\xbc\xa0legit.example\", " A ">\r\n"), AMBIGUOUS,
     "several-readings", FALSE, "attack.example", NULL},
    {"quoted in brackets", H ("From: <\"" L "\", " A ">\r\n"), AMBIGUOUS,
     "several-readings", FALSE, "attack.example", NULL},
    {"open bracket, one address", H ("From: Admin <" L "\r\n"), OBSOLETE, "tolerated",
     FALSE, "legit.example", L},
    {"FR-37", H ("From: \"Admin " L " <" A ">\r\n"), AMBIGUOUS, "several-readings", FALSE,
     "legit.example", L " " A},
    {"FR-38", H ("From: <" L "@attack.example>\r\n"), AMBIGUOUS, "several-readings",
     FALSE, "legit.example", L " legit.example@attack.example"},
    {"FR-39", H ("from:<" A ">\r\nX-Claws-End-Special-Headers: 1\r\nFrom: <" L ">\r\n"),
     AMBIGUOUS, "several-fields", FALSE, "attack.example", A " " L},
    {"FR-43", H ("From:\t\v\f " L "\r\n"), OBSOLETE, "tolerated", FALSE, "legit.example",
     L},
    {"FR-44", H ("From: <any@[203.0.113.66]>\r\n"), AMBIGUOUS, "domain-literal", TRUE,
     NULL, "any@[203.0.113.66]"},
    {"FR-44 v6", H ("From: <any@[IPv6:2001:db8::1]>\r\n"), AMBIGUOUS, "domain-literal",
     TRUE, NULL, "any@[IPv6:2001:db8::1]"},
    {"FR-44 label", H ("From: admin@localhost\r\n"), AMBIGUOUS, "single-label", TRUE,
     "localhost", "admin@localhost"},
    {"FR-44 and", H ("From: <any@[203.0.113.66]>, <" L ">\r\n"), AMBIGUOUS,
     "several-readings", FALSE, NULL, "any@[203.0.113.66] " L},
    {"no domain", H ("From: <admin@legit..example>\r\n"), AMBIGUOUS, "syntax", TRUE, NULL,
     "admin@legit..example"},
    {"bad domain", H ("From: <admin@legit.example/attack>\r\n"), AMBIGUOUS,
     "forbidden-character", FALSE, NULL, "admin@legit.example/attack"},
    {"bad A-label", H ("From: <admin@xn--a.example>\r\n"), AMBIGUOUS,
     "forbidden-character", FALSE, NULL, "admin@xn--a.example"},
    {"slash", H ("From: <admin@legit.example\xe2\x88\x95x.attack.example>\r\n"),
     AMBIGUOUS, "forbidden-character", FALSE, "legit.xn--examplex-4f7d.attack.example",
     NULL},
    {"box slash", H ("From: <admin@legit.example\xe2\x95\xb1x.attack.example>\r\n"),
     AMBIGUOUS, "forbidden-character", FALSE, "legit.xn--examplex-9q3e.attack.example",
     NULL},
    {"underscore", H ("From: <admin@a_b.legit.example>\r\n"), CLEAN, NULL, FALSE,
     "a_b.legit.example", "admin@a_b.legit.example"},
    {"FR-45", H ("fRoM: " L "\r\n"), CLEAN, NULL, FALSE, "legit.example", L},
    {"FR-45 FROM", H ("FROM:" L "\r\n"), CLEAN, NULL, FALSE, "legit.example", L},
    {"FR-46 NBSP", H ("From\xc2\xa0: <" L ">\r\nFrom: <" A ">\r\n"), AMBIGUOUS,
     "several-fields", FALSE, "legit.example", L " " A},
    {"FR-46 NUL", H ("Fr\0om: <" L ">\r\nFrom: <" A ">\r\n"), AMBIGUOUS, "several-fields",
     FALSE, "legit.example", L " " A},
    {"FR-46 ZWSP", H ("Fro\xe2\x80\x8bm: <" L ">\r\nFrom: <" A ">\r\n"), AMBIGUOUS,
     "several-fields", FALSE, "legit.example", L " " A},
    {"FR-49",
     H ("From admin@legit.example Mon Jan  1 10:00:00 2026\r\nFrom: <" A ">\r\n"),
     OBSOLETE, "tolerated", FALSE, "attack.example", A},
    {"FR-49 middle", H ("From: <" A ">\r\nFrom admin@legit.example Mon Jan  1 10:00\r\n"),
     OBSOLETE, "tolerated", FALSE, "attack.example", A},
    {"FR-50", H ("From: \"adm\\in\"@legit.example\r\n"), CLEAN, NULL, FALSE,
     "legit.example", L},
    {"FR-50 2", H ("From: \"a\\\"@attack.example> \\\"\"@legit.example\r\n"), CLEAN, NULL,
     FALSE, "legit.example", "\"a\\\"@attack.example> \\\"\"@legit.example"},
    {"FR-51", H ("From: =?utf-8?Q?Bank,_=3Cadmin=40legit.example=3E?= <" A ">\r\n"),
     CLEAN, NULL, FALSE, "attack.example", A},
    {"FR-51 raw", H ("From: =?utf-8?Q?<admin@legit.example>?= <" A ">\r\n"), AMBIGUOUS,
     "several-readings", FALSE, "legit.example", L " " A},
    {"FR-52 comma", H ("From: Smith, John <" L ">\r\n"), OBSOLETE, "tolerated", FALSE,
     "legit.example", L},
    {"FR-52 bracket", H ("From: Foo [Bar] <" L ">\r\n"), OBSOLETE, "tolerated", FALSE,
     "legit.example", L},
    {"FR-52 dots", H ("From: a..b@legit.example\r\n"), OBSOLETE, "tolerated", FALSE,
     "legit.example", "a..b@legit.example"},
    {"FR-52 8 bit", H ("From: J\xf6rg <" L ">\r\n"), OBSOLETE, "tolerated", FALSE,
     "legit.example", L},
    {"FR-52 dot", H ("From: John Q. Public <" L ">\r\n"), OBSOLETE, "obsolete-syntax",
     FALSE, "legit.example", L},
    {"FR-52 JP", H ("From: \x1b$B%\"<@(B\x1b(B <" L ">\r\n"), OBSOLETE, "tolerated",
     FALSE, "legit.example", L},
    {"FR-53", H ("From: jane@example.org via Dev <dev@list.example>\r\n"), OBSOLETE,
     "tolerated", FALSE, "list.example", "dev@list.example"},
    /* Mailsploit */
    {"MS-01", H ("From: " L_BARE_B64 "=?utf-8?Q?=00?=" L_BARE_B64 "@attack.example\r\n"),
     AMBIGUOUS, "encoded-address", FALSE, "attack.example", NULL},
    {"MS-02",
     H ("From: " L_BARE_B64 "=?utf-8?Q?=0A=00?=" L_BARE_B64 "@attack.example\r\n"),
     AMBIGUOUS, "encoded-address", FALSE, "attack.example", NULL},
    {"MS-02 RLO", H ("From: <=?utf-8?Q?=E2=80=AE?=@attack.example>\r\n"), AMBIGUOUS,
     "encoded-address", FALSE, "attack.example", NULL},
    {"MS-03", H ("From: =?utf-8?b?PHNjcmlwdD4KCgo8L3NjcmlwdD4=?= <" A ">\r\n"), CLEAN,
     NULL, FALSE, "attack.example", A},
    {"MS-04", H ("From: =?utf-7?Q?+ADw-admin+AEA-legit.example+AD4-?= <" A ">\r\n"),
     CLEAN, NULL, FALSE, "attack.example", A},
    {"MS-04 alone", H ("From: =?utf-7?Q?+ADw-admin+AEA-legit.example+AD4-?=\r\n"),
     AMBIGUOUS, "encoded-address", FALSE, NULL, ""},
    /* What only mentions From is not a From field */
    {"subject", H ("Subject: Re: From: <" A ">\r\nFrom: " L "\r\n"), CLEAN, NULL, FALSE,
     "legit.example", L},
    {"folded h=",
     H ("DKIM-Signature: v=1; h=to:\r\n from:subject\r\n :from : date\r\nFrom: " L
        "\r\n"),
     CLEAN, NULL, FALSE, "legit.example", L},
    {"folded text", H ("X-Report: these were seen\r\n\tFrom: <" A ">\r\nFrom: " L "\r\n"),
     CLEAN, NULL, FALSE, "legit.example", L},
    {"other names",
     H ("X-From: " A "\r\nResent-From: " A "\r\nFrom-X: " A "\r\n>From: " A "\r\nFrom: " L
        "\r\n"),
     CLEAN, NULL, FALSE, "legit.example", L},
    {"no header", H (""), AMBIGUOUS, "missing", TRUE, NULL, ""},
};

static char *
join (const GPtrArray *texts)
{
    GString *joined = g_string_new (NULL);

    for (guint i = 0; i < texts->len; i++)
        g_string_append_printf (joined, "%s%s", i > 0 ? " " : "",
                                (const char *)g_ptr_array_index (texts, i));
    return g_string_free (joined, FALSE);
}

static void
check_row (const Row *row, const char *text, gsize length)
{
    g_autoptr (TfAuthor) author = read_author (text, length);
    g_autofree char *addresses = join (author->addresses);

    g_test_message ("%s", row->id);
    g_assert_cmpstr (tf_reason_to_string (author->reason), ==, row->reason);
    g_assert_cmpint (author->state, ==, row->state);
    g_assert_cmpint (author->harmless_ambiguity, ==, row->harmless);
    g_assert_cmpstr (author->domain, ==, row->domain);
    if (row->addresses != NULL)
        g_assert_cmpstr (addresses, ==, row->addresses);
}

static void
test_rows (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        check_row (&rows[i], rows[i].header, rows[i].length);
}

/* Storage with LF throughout says the same (attack list, harness rule 4). */
static void
test_rows_lf (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (GString) text = g_string_new (NULL);

        for (gsize at = 0; at < rows[i].length; at++)
            if (rows[i].header[at] != '\r' || rows[i].header[at + 1] != '\n')
                g_string_append_c (text, rows[i].header[at]);
        check_row (&rows[i], text->str, text->len);
    }
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
