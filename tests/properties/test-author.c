/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* From in any dress: one address is that address, and two of different organizations are never
 * quiet. The message comes from where the first one's SPF record says, and passes. */
#include "harness.h"
#include "io/io.h"

#include <string.h>

#define N_FIELDS 4000
#define NOW      1795000000
#define US       "jane@plumber.example" /* SPF passes for its domain */
#define THEM     "boss@victim.example"

#define PICK(words) ((words)[g_test_rand_int_range (0, G_N_ELEMENTS (words))])

static TfSettings *settings;

/* ---- the field ------------------------------------------------------------------------ */

/* What stands in front of an address or behind it, and holds none. */
static const char *const names[] = {
    "Jane",
    "Jane Roe",
    "\"Jane Roe\"",
    "\"Roe, Jane\"",
    "J. Roe",
    "'Jane Roe'",
    "O'Brien",
    "Ja\xc3\xafne",
    "\xe9\x8a\x80\xe8\xa1\x8c",
    "=?utf-8?q?J=C3=A4ne?=",
    "=?utf-8?b?SsOkbmU=?= =?utf-8?b?IFJvZQ==?=",
    "=?iso-8859-1?Q?J=E4ne_Roe?=",
    "\x1b$B;3EDB@O:\x1b(B",
    "\x1b$@<>;@<>\x1b(J",
    "[Sales]",
    "R&D",
    "*** Sales ***",
    "\"Jane \\\"JR\\\" Roe\"",
    "\"a < b\"",
    "(Sales)",
    "Jane (Sales (EU))",
    "\xe2\x98\x8e",
    "Jane Roe |",
    "Dr. Jane Roe / Sales",
    "",
};

/* One address, "%s", however clumsily it was put there. */
static const char *const dresses[] = {
    "<%s>",        "< %s >", "<'%s'>", "<\"%s\">", "<`%s`>",
    "<mailto:%s>", "<<%s>>", "<%s",    "[%s]",     "[mailto:%s]",
    "[[%s]]",      "<%s>,",  "<%s>;",  "<%s> ",    "<%s> (work)",
};

/* The same with a name of its own, or without one. */
static const char *const bare[] = {
    "=?utf-8?q?=22Jane=22?= <%s>",
    "Jane <%s>>",
    "%s <%s>",
    "\"%s\" <%s>",
    "%s (%s)",
    "Jane <%s> <%s>",
    "%s, %s",
    "<%s> Jane Roe",
    "Jane <%s> via Sales",
    "Jane<%s>",
    "<%s>Jane",
    "; <%s>",
    ", <%s>",
    "Team: <%s>;",
    "Team: %s",
    "Roe, Jane <%s>",
    "Roe; Jane <%s>",
    "Jane <%s.>",
    "Jane @ Work <%s>",
    "\"Jane @ Work\" <%s>",
    "Jane &lt;%s&gt;",
    "Jane Roe, <%s>",
    "Jane: <%s>",
    "Jane Roe \\<%s>",
    "Jane (the 1st <%s>",
    "Jane \"Roe <%s>",
    "Jane Roe> <%s>",
    "Jane Roe <JANE@Plumber.Example>",
    "\"Jane Roe' <%s>",
    "'Jane Roe\" <%s>",
    "Jane <smtp:%s>",
    "Jane <SMTP:%s>",
    "From: Jane <%s>",
    "From: %s",
    "<%s>\r\nFrom: <%s>",
    "Jane Roe <%s>\r\nFrom: Jane Roe <%s>",
    "Jane http://plumber.example/ <%s>",
    "Jane /O=X/CN=Jane <%s>",
    "Jane +49 30 1234 <%s>",
    "@jane <%s>",
    "\"@jane\" <%s>",
    "Jane (@jane) <%s>",
    "\"Jane at plumber.example\" <%s>",
    "Jane <jane@plumber.example >",
    "Jane < jane@plumber.example>",
    "Jane <jane @plumber.example>",
    "Jane <jane@ plumber.example>",
    "Jane <jane (x) @plumber.example>",
    "Jane <\"jane\"@plumber.example>",
    "<@relay.example:jane@plumber.example>",
    "Jane <%s>, Jane R. <%s>",
    "\"\" <%s>",
    "\"\"<%s>",
    "<>%s",
    "Jane <> <%s>",
    "Jane Roe <%s><>",
    "%s",
    "'%s'",
    "\"%s\"",
    "%s (Jane Roe)",
    "%s (work)",
    "\"Jane <%s>\"",
    "%s,",
    "\"Jane Roe <%s>\"",
    "\"'%s'\"",
    "%s Wed Nov 18 10:05:00 2026",
    "mailto:%s",
};

/* Two, of which the second is the one that passes. */
static const char *const pairs[] = {
    "Jane &lt;%t&gt; <%s>",
    "Jane <%t&gt; <%s>",
    "\"%t\\\" <%s>",
    "\"\\%t\" <%s>",
    "\\%t <%s>",
    "<%s\\>, <%t>",
    "<%s\\ %t>",
    "\"@ \\\"%t\" <%s>",
    "\"@ \\\" <%t>\" <%s>",
    "\"@ \" <%t>\\\" <%s>",
    "=?utf-8?q?%t?= <%s>",
    "=?utf-8?q?@_<boss=40victim.example>?= <%s>",
    "=?utf-8?b?Ym9zc0B2aWN0aW0uZXhhbXBsZQ==?= <%s>",
    "=?utf-7?q?boss+AEA-victim.example?= <%s>",
    "@ <%s>&gt;, %t",
    "<%t><%s>",
    "<%t,> <%s>",
    "@ <%t> via <%s>",
    "@ <%t>: <%s>;",
    "%t: %s;",
    "%t <%s",
    "%t> <%s>",
    "<%t (<%s>)",
    "(%t <%s>",
    "\"%t <%s>",
    "'%t' <%s>",
    "[%t] <%s>",
    "@ (%t <%s>)",
    "<%t>\r\nFrom: <%s>",
    "<%s>\nFrom: <%t>",
    "boss\xef\xbc\xa0victim.example <%s>",
    "boss\xef\xb9\xabvictim.example <%s>",
    "boss@\xe2\x80\x8bvictim.example <%s>",
    "boss@victim\xe3\x80\x82"
    "example <%s>",
    "\xe2\x80\x9c%t\xe2\x80\x9d <%s>",
    "\xc2\xab%t\xc2\xbb <%s>",
    "*%t* <%s>",
    "%t\xe2\x84\xa2 <%s>",
    "mailto:%t <%s>",
    "%t, <%s>",
    ", %t <%s>",
    "<%t>;<%s>",
    "@ <%s> <%t>",
    "@ <%s>\\, <%t>",
    "@ <%s> \"<%t>\"",
    "@ <\"%t\"@plumber.example>",
    "\"%t\"@plumber.example",
    "\"%t \"@plumber.example",
    "@ <%t@plumber.example>",
    "%t@plumber.example",
    "<@victim.example,@x.example:%s> (%t)",
    "@ <%t>, <%s>",
    "<%t>, @ <%s>",
    "\"%t\" <%s>",
    "\"@ %t\" <%s>",
    "@ %t <%s>",
    "%t (@) <%s>",
    "@ [%t] <%s>",
    "@ <%t> <%s>",
    "@ <\"%t\", %s",
    "@ <'%t'> '%s'",
    "@ (%t) <%s>",
    "%s (%t)",
    "@ <%s> (%t)",
    "@ <%s> %t",
    "@ <%s>, %t",
    "@ <%s>; %t",
    "\"@ <%t>\" <%s>",
    "\"@ <%t>, @ <%s>\"",
    "@ '%t' <%s>",
    "@ via %t <%s>",
    "@ [mailto:%t] [mailto:%s]",
    "{%t} {%s}",
    "@: %t, %s;",
    "<%t,%s>",
    "<%t;%s>",
    "<%t %s>",
    "@ <@victim.example:%s> (%t)",
    "%t\r\nFrom: %s",
    "@ <%s>\r\nfrom: <%t>",
    "@ <%s>\r\nFROM : %t",
};

static char *
replace (const char *text, const char *what, const char *with)
{
    g_auto (GStrv) parts = g_strsplit (text, what, -1);

    return g_strjoinv (with, parts);
}

/* A blank may be a fold, a tab, or more of them. */
static char *
fold (const char *text)
{
    static const char *const blanks[] = {" ", " ", " ", "\r\n ", "\r\n\t", "  ", "\t"};
    GString *folded = g_string_new (NULL);

    for (; *text != '\0'; text++)
        if (*text == ' ')
            g_string_append (folded, PICK (blanks));
        else
            g_string_append_c (folded, *text);
    return g_string_free (folded, FALSE);
}

static char *
field_of_one (void)
{
    g_autofree char *dressed = NULL;

    if (g_test_rand_int_range (0, 3) == 0)
        dressed = replace (PICK (bare), "%s", US);
    else {
        g_autofree char *dress = replace (PICK (dresses), "%s", US);

        dressed = g_strconcat (PICK (names), " ", dress, NULL);
    }
    return fold (dressed);
}

static char *
field_of_two (void)
{
    g_autofree char *named = replace (PICK (pairs), "@ ", "\x01 ");
    g_autofree char *first = replace (named, "%t", THEM);
    g_autofree char *second = replace (first, "%s", US);
    g_autofree char *whole = replace (second, "\x01", PICK (names));

    return fold (whole);
}

/* ---- the message ---------------------------------------------------------------------- */

static TfDnsAnswer *
look_up (G_GNUC_UNUSED gpointer data, TfDnsType type, const char *name)
{
    const char *text = g_str_has_prefix (name, "_dmarc.") ? "v=DMARC1; p=reject"
                                                          : "v=spf1 ip4:192.0.2.7 -all";
    TfDnsAnswer *answer;

    if (type != TF_DNS_TXT)
        return tf_dns_answer_new (TF_DNS_NODATA);
    answer = tf_dns_answer_new (TF_DNS_RECORDS);
    g_ptr_array_add (answer->texts, g_bytes_new_static (text, strlen (text)));
    return answer;
}

static TfReport *
judge (const char *from)
{
    g_autofree char *message = g_strconcat (
        "Return-Path: <" US ">\r\n"
        "Received: from m (m [192.0.2.7]) by mx.reader.example;"
        " Wed, 18 Nov 2026 10:06:40 +0000\r\n"
        "From: ",
        from, "\r\nTo: user@reader.example\r\nSubject: x\r\n\r\nHello\r\n", NULL);
    g_autoptr (GBytes) bytes = g_bytes_new (message, strlen (message));
    g_autoptr (TfSource) source = tf_source_new_bytes (bytes);
    TfCircumstances known = TF_CIRCUMSTANCES_INIT;
    g_autoptr (TfDossier) dossier = NULL;
    TfEvaluation evaluation = {.now = NOW, .final = TRUE};
    Plan plan = {.lookup = look_up};

    known.received_at = NOW - 3600;
    dossier = tf_dossier_read (source, &known, settings->suffixes, NULL);
    g_assert_nonnull (dossier);
    return plan_run (&plan, dossier, settings, &evaluation);
}

static void
describe (const char *from, const TfReport *report)
{
    g_autofree char *escaped = g_strescape (from, NULL);
    g_autofree char *text = report_to_text (report);

    g_test_message ("From: %s\n%s", escaped, text);
}

/* ---- what must hold --------------------------------------------------------------------- */

typedef char *(*FieldFunc) (void);
typedef gboolean (*HoldsFunc) (const TfReport *report);

static gboolean
is_quiet (const TfReport *report)
{
    return report->evidence.result == TF_EVIDENCE_PASS &&
           report->verdict.deciding.level == TF_LEVEL_QUIET;
}

static gboolean
warns (const TfReport *report)
{
    return report->verdict.deciding.level >= TF_LEVEL_WARNING;
}

static void
check_fields (FieldFunc make, HoldsFunc holds)
{
    for (guint i = 0; i < N_FIELDS; i++) {
        g_autofree char *from = make ();
        g_autoptr (TfReport) report = judge (from);

        if (!holds (report)) {
            describe (from, report);
            g_test_fail ();
        }
    }
}

static void
test_one (void)
{
    check_fields (field_of_one, is_quiet);
}

static void
test_two (void)
{
    check_fields (field_of_two, warns);
}

int
main (int argc, char **argv)
{
    int status;

    g_test_init (&argc, &argv, NULL);
    settings = tf_settings_new ();
    tf_settings_add_border (settings, "mx.reader.example");
    g_test_add_func ("/properties/author/one", test_one);
    g_test_add_func ("/properties/author/two", test_two);
    status = g_test_run ();
    tf_settings_unref (settings);
    return status;
}
