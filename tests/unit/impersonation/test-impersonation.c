/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Names in From against its domain (TF05), and decorations (TF21): each attack with its
 * honest twins. */
#include "impersonation/shown-helper.h"

static const Row addresses[] = {
    {"\"admin@legit.example\" <" A ">", "warning name admin@legit.example"},
    {"\"Admin (admin@legit.example)\" <" A ">", "warning name admin@legit.example"},
    {"Admin [admin@legit.example] <" A ">", "warning name admin@legit.example"},
    {"\"admin@legit.example via Dev\" <" A ">", "warning name admin@legit.example"},
    {"\"mailto:admin@legit.example\" <" A ">", "warning name admin@legit.example"},
    {"\"<admin@legit.example>\" <" A ">", "warning name admin@legit.example"},
    {"=?utf-8?Q?Bank,_=3Cadmin=40legit.example=3E?= <" A ">",
     "warning name admin@legit.example"},
    {"\"a@attack.example, admin@legit.example\" <" A ">",
     "warning name admin@legit.example"},
    {"\"admin@legit.example a@victim.example\" <" A ">", "alarm name a@victim.example"},
    {"\"" V "\" <" A ">", "alarm name " V},
    {"<" A "> \"" V "\"", "alarm name " V},
    {"\"" V "\" " A, "alarm name " V},
    {"Foo <" A ">, \"" V "\" <b@attack.example>", "alarm name " V},
    {"<" A " \"" V "\">", "alarm name " V},
    {"<@victim.example:" A ">", ""}, /* an obsolete route */
    {"=?utf-7?q?a+AEA-victim.example?= <" A ">", "alarm name a@victim.example"},
    {"=?=x=?utf-8?q?a=40?= =?utf-8?q?victim=2Eexample?= <" A ">",
     "alarm name xa@victim.example"},
    {"\"USER@Victim.Example\" <" A ">", "alarm name USER@victim.example"},
    {"\"boss@mail.victim.example\" <" A ">", "alarm name boss@mail.victim.example"},
    {"\"Jane@FreeMail.example\" <" A ">", "alarm name Jane@freemail.example"},
    {"\"joe@freemail.example\" <" A ">", "warning name joe@freemail.example"},
    {"\"user@vict\xd1\x96m.example\" <" A ">", "alarm name user@xn--victm-q2e.example"},
    {"\"Kim@friend.example\" <" A ">", "alarm name Kim@friend.example"},
    {"\"joe@friend.example\" <" A ">", "warning name joe@friend.example"},
    {"\"mailto/kim@friend.example\" <" A ">", "alarm name mailto/kim@friend.example"},
    {"\"anna.kim@friend.example\" <" A ">", "warning name anna.kim@friend.example"},
    {"\"user@v1ctirn.example\" <" A ">", "warning name user@v1ctirn.example"},
    {"\"user@victirn.example\" <" A ">", "alarm name user@victirn.example"},
    /* Hidden, wide, reversed, run into words of another script. */
    {"\"admin@legit\xe2\x80\x8b.example\" <" A ">", "warning name admin@legit.example"},
    {"\"user\xef\xbc\xa0victim\xe3\x80\x82"
     "example\" <" A ">",
     "alarm name " V},
    {"\"\xe2\x80\xae"
     "elpmaxe.mitciv@resu\" <" A ">",
     "alarm name " V},
    {"\"\xe8\xaf\xb7user@victim.example\xe6\x9f\xa5\xe7\x9c\x8b\" <" A ">",
     "alarm name \xe8\xaf\xb7user@victim.example"},
    /* Twins. */
    {"\"support@legit.example (legit.example)\" <x@sub.legit.example>", ""},
    {"\"admin@legit.example\" <admin@legit.example>", ""},
    {"\"Jane Boss\" <jane@legit.example>", ""},
    {"\"scanner@firma.local\" <scan@legit.example>", ""},
    {"\"Jane @ work\" <jane@legit.example>", ""},
    {"\"root@localhost\" <root@legit.example>", ""},
    {"\"" V "\" <jane@desk.victim.example>", ""},
    {"jane@legit.example", ""},
};

static void
test_addresses (void)
{
    CHECK (addresses);
}

static const Row domains[] = {
    /* Own, protected, known. */
    {"\"victim.example Helpdesk\" <" A ">", "warning name victim.example"},
    {"\"https://victim.example/login\" <" A ">", "warning name victim.example"},
    {"\"desk.victim.example\" <" A ">", "warning name desk.victim.example"},
    {"\"Support (@victim.example)\" <" A ">", "warning name victim.example"},
    {"\"victirn.example\" <" A ">", "warning name victirn.example"},
    {"\"Bank.Com\" <" A ">", "warning name bank.com"},
    {"bank.com <service@bank.net>", "warning name bank.com"},
    {"\"Friend.example\" <" A ">", "warning name friend.example"},
    {"\"fri\xd0\xb5nd.example\" <" A ">", "warning name xn--frind-1we.example"},
    /* Anybody's: a note. */
    {"\"http://www.legit.com/login?x=1\" <" A ">", "note name www.legit.com"},
    {"www.legit.com <" A ">", "note name www.legit.com"},
    {"\"Jane (@jane.io)\" <" A ">", "note name jane.io"},
    {"Booking.com <" A ">", "note name booking.com"},
    {"\"Amazon.de: Konto\" <" A ">", "note name amazon.de"},
    {"\"Service|paypal.com|Team\" <" A ">", "note name paypal.com"},
    {"\"allegro.pl\" <" A ">", "note name allegro.pl"},
    {"\"M\xc3\xbcller.de\" <" A ">", "note name xn--mller-kva.de"},
    {"\"amazon.co.uk\" <" A ">", "note name amazon.co.uk"},
    {"\"x.com\" <" A ">", "note name x.com"},
    {"\"Legit.com\" <" A ">", "note name legit.com"},
    {"\"H.J.Wit.de\" <" A ">", "note name h.j.wit.de"},
    {"\"x.y.com\" <" A ">", "note name x.y.com"},
    {"\"nas.notfritz.box\" <" A ">", "note name nas.notfritz.box"},
    {"legit.com <legit.com@attack.example>", "note name legit.com"},
    {"\"qing.wang\" <q.wong@attack.example>", "note name qing.wang"},
    /* Twins. */
    {"Booking.com <noreply@mail.booking.com>", ""},
    {"\"Node.js Foundation\" <" A ">", ""},
    {"\"ASP.NET Team\" <" A ">", ""},
    {"\"Hans Jr.\" <" A ">", ""},
    {"\"Release v2.0\" <" A ">", ""},
    {"\"Muster Inc.Ltd\" <" A ">", ""},
    {"\"Acme Co.,Ltd.\" <" A ">", ""},
    {"\"Dr.med. Weber\" <" A ">", ""},
    {"\"Dipl.-Ing.Weber\" <" A ">", ""},
    {"\"M.Sc. J.Kim\" <" A ">", ""},
    {"\"H.J.M.de Wit\" <" A ">", ""},
    {"\"nas.fritz.box\" <" A ">", ""},
    {"\"Dr.Li\" <" A ">", ""},
    {"\"Hello.World\" <" A ">", ""},
    {"\"README.md\" <" A ">", ""},
    {"\"setup.py\" <" A ">", ""},
    {"\"photos.zip\" <" A ">", ""},
    {"Amazon.de <versand@amazon.com>", ""},
    {"\"anna.li\" <anna.li@attack.example>", ""},
    {"\"anna.berlin\" <a.berlin@attack.example>", ""},
    {"\"anna.berlin\" <berlinanna77+lists@attack.example>", ""},
    {"\"qing.wang\" <wangqing@attack.example>", ""},
    {"\"qing.wang\" <Qing_Wang@attack.example>", ""},
    {"\"jane.roe.cn\" <janeroecn@attack.example>", ""},
    {"\"Jane Doe (@jane.doe)\" <" A ">", ""},
    {"\"Jane (@legit.example)\" <" A ">", ""},
    {"\"xin.wang--- via Users\" <" A ">", ""},
    {"\"jane.roe.cn--- via Users\" <" A ">", ""},
    {"\"Doe Roofing GmbH & Co.KG\" <" A ">", ""},
    {"\"Doe Roofing Pty.Ltd\" <" A ">", ""},
    {"\"Verein e.V.\" <" A ">", ""},
    {"\"S.p.A. d.o.o. 24.12.2026 10.000\" <" A ">", ""},
    {"\"com .com co.uk\" <" A ">", ""},
    {"\"192.0.2.1\" <" A ">", ""},
    {"\"...\" <" A ">", ""},
};

static void
test_domains (void)
{
    CHECK (domains);
}

static void
test_comments (void)
{
    static const Row rows[] = {
        {"admin@legit.example (" A ")", "warning name " A},
        {"Foo (foo@legit.example) <" A ">", "warning comment foo@legit.example"},
        {"Foo (" V ") <" A ">", "alarm comment " V},
        {"Foo (a (nested foo@legit.example)) <" A ">",
         "warning comment foo@legit.example"},
        {"Foo (=?utf-8?Q?foo=40legit.example?=) <" A ">",
         "warning comment foo@legit.example"},
        {"Foo <" A "> (foo@legit.example)", "warning comment foo@legit.example"},
        {"Foo (x@attack.example) <" A ">", ""},
        {"Foo (Sales) <" A ">", ""},
    };

    CHECK (rows);
}

static void
test_local_parts (void)
{
    static const Row rows[] = {
        {"\"admin@legit.example\"@attack.example",
         "warning local-part admin@legit.example"},
        {"\" <admin@legit.example>\"@attack.example",
         "warning local-part admin@legit.example"},
        {"\"" V "\"@attack.example", "alarm local-part " V},
        {"\"kim@friend.example\"@attack.example", "alarm local-part kim@friend.example"},
        {"\"Someone <x@attack.example>\"@legit.example",
         "warning local-part x@attack.example"},
        {"\"paypal.com service\"@attack.example", "note local-part paypal.com"},
        {"\"bank.com service\"@attack.example", "warning local-part bank.com"},
        {"admin%victim.example@attack.example", "note local-part victim.example"},
        {"boss=victim.example@attack.example", "note local-part victim.example"},
        {"boss_at_victim.example_x@attack.example", "note local-part victim.example"},
        {"victim.example!boss@attack.example", "note local-part victim.example"},
        {"boss+victim.example@attack.example", "note local-part victim.example"},
        {"it-victim.example@attack.example", "note local-part victim.example"},
        {"admin%bank.com@attack.example", "note local-part bank.com"},
        {"bank.com@attack.example", "note local-part bank.com"},
        {"kim=friend.example@attack.example", "note local-part friend.example"},
        {"jane=40victim.example@attack.example", "note local-part victim.example"},
        /* Twins. */
        {"admin%legit.example@attack.example", ""},
        {"legit.example!admin@attack.example", ""},
        {"jane=paypal.com@attack.example", ""},
        {"notbank.com@attack.example", ""},
        {"bank.communication@attack.example", ""},
        {"boss=victim.example@desk.victim.example", ""},
        {"\"Jane Boss\"@legit.example", ""},
        {"\"jane@legit.example\"@legit.example", ""},
        {"john.kim@legit.example", ""},
        {"first.last%legit.example@mail.legit.example", ""},
        {"bounce+1234=x@legit.example", ""},
    };

    CHECK (rows);
}

static void
test_decoration (void)
{
    static const struct {
        const char *name;
        TfDecoration expected;
    } rows[] = {
        {"PayPal \xe2\x9c\x94", TF_DECORATION_BADGE},
        {"\xe2\x9c\x85 Bank", TF_DECORATION_BADGE},
        {"Bank \xf0\x9f\x94\x92", TF_DECORATION_BADGE},
        {"\xf0\x9f\x9b\xa1\xef\xb8\x8f Security", TF_DECORATION_BADGE},
        {"Bank (Verified)", TF_DECORATION_WORD},
        {"VERIFIED", TF_DECORATION_WORD},
        {"Ver\xe2\x80\x8bified sender", TF_DECORATION_WORD},
        {"Bank [verifiziert]", TF_DECORATION_WORD},
        {"\xe2\x80\xae"
         "knab",
         TF_DECORATION_DIRECTION},
        {"a\xe2\x81\xa6"
         "b",
         TF_DECORATION_DIRECTION},
        /* Twins. */
        {"Jane Boss", TF_DECORATION_NONE},
        {"Unverified Verifiedly Inc", TF_DECORATION_NONE},
        {"\xf0\x9f\x8e\x84 Shop \xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9",
         TF_DECORATION_NONE},
        {"Caf\xc3\xa9 \xe2\x9d\xa4\xef\xb8\x8f", TF_DECORATION_NONE},
        {"Brand\xc2\xae Brand\xe2\x84\xa2", TF_DECORATION_NONE},
        {"\xe2\x80\xab\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d\xe2\x80\xac", TF_DECORATION_NONE},
        {"\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85\xe2\x80\x8f", TF_DECORATION_NONE},
        {"", TF_DECORATION_NONE},
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_test_message ("%s", rows[i].name);
        g_assert_cmpint (tf_decoration_find (rows[i].name), ==, rows[i].expected);
    }
}

/* ---- limits ------------------------------------------------------------------------ */

/* Each of these must be linear: half the input takes about half the time, and none of
 * them a second. The address behind the padding is still found where the limit allows it.
 */
static void
test_long (void)
{
    static const char *const pieces[] = {"a",
                                         "@",
                                         "a@",
                                         ".",
                                         "a.",
                                         "a.de ",
                                         "a@b.de ",
                                         "//a.de/",
                                         "\xcc\x81\xcc\xa7",
                                         "\xe2\x80\xae",
                                         "x\xe2\x80\xae",
                                         "xn--a.de ",
                                         "\xd0\xb0.de ",
                                         "a@\xd0\xb0.",
                                         "(a@b.de)",
                                         "www."};

    for (guint i = 0; i < G_N_ELEMENTS (pieces); i++) {
        g_autoptr (GString) value = g_string_new ("\"");
        g_autoptr (TfImpersonation) signs = NULL;
        Row row = {0};
        gint64 start = g_get_monotonic_time ();

        while (value->len < 128 * 1024)
            g_string_append (value, pieces[i]);
        g_string_append (value, "\" <" A ">");
        row.value = value->str;
        signs = judge (&row);
        g_test_message ("%s: %" G_GINT64_FORMAT " us", pieces[i],
                        g_get_monotonic_time () - start);
        g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
    }
}

static void
test_empty (void)
{
    static const char *const values[] = {"", "<>", "Name", "Group:;", "\xff\xfe <a@b>",
                                         "@"};

    for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
        Row row = {.value = values[i]};
        g_autoptr (TfImpersonation) signs = judge (&row);

        g_assert_cmpint (signs->shown.level, ==, TF_LEVEL_QUIET);
        g_assert_cmpint (signs->imitation.level, ==, TF_LEVEL_QUIET);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/impersonation/addresses", test_addresses);
    g_test_add_func ("/impersonation/domains", test_domains);
    g_test_add_func ("/impersonation/comments", test_comments);
    g_test_add_func ("/impersonation/local-parts", test_local_parts);
    g_test_add_func ("/impersonation/decoration", test_decoration);
    g_test_add_func ("/impersonation/long", test_long);
    g_test_add_func ("/impersonation/empty", test_empty);
    return g_test_run ();
}
