/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-aggregate: one report: the forms of RFC 7489 and RFC 9990, what receivers write instead, and what is
 * refused. */
#include "feedback-helper.h"

#define ANY_ROW ROW ("192.0.2.1", "2", "none", "pass", "fail", "")

static void
test_whole (void)
{
    g_autoptr (TfAggregate) report = read_report (REPORT (ANY_ROW));
    const TfAggregateRow *row = row_of (report, 0);
    g_autofree char *source = tf_ip_to_text (&row->source);

    g_assert_cmpstr (report->org_name, ==, "r.example");
    g_assert_cmpstr (report->id, ==, "1");
    g_assert_cmpint (report->begin, ==, 1700006400);
    g_assert_cmpint (report->end, ==, 1700092799);
    g_assert_cmpstr (report->policy.domain, ==, "example.org");
    g_assert_cmpstr (report->policy.p, ==, "none");
    g_assert_cmpstr (report->policy.sp, ==, "");
    g_assert_cmpuint (report->n_messages, ==, 2);
    g_assert_cmpuint (report->remarks, ==, 0);
    g_assert_cmpstr (source, ==, "192.0.2.1");
    g_assert_true (row->dkim_passed);
    g_assert_false (row->spf_passed);
    g_assert_cmpint (row->disposition, ==, TF_DISPOSITION_NONE);
    g_assert_cmpstr (row->header_from, ==, "example.org");
}

/* Names with a namespace, another order, extensions, spaces and capitals. */
static void
test_liberal (void)
{
    g_autoptr (TfAggregate) report = read_report (
        "<?xml version='1.0'?>\n<!-- a comment --><d:FEEDBACK xmlns:d='urn:x'><d:record>"
        "<extensions><row><source_ip>198.51.100.9</source_ip></row></extensions>"
        "<d:identities><header_from>EXAMPLE.org.</header_from></d:identities>"
        "<auth_results><dkim><result> Pass </result><domain>example.ORG</domain>"
        "<selector>S1</selector><human_result>fine</human_result></dkim>"
        "<spf><result>hardfail</result></spf></auth_results>"
        "<d:row><count> 7 </count><source_ip> 2001:DB8::1 </source_ip><policy_evaluated>"
        "<dkim> PASS\n</dkim><disposition>pass</disposition></policy_evaluated></d:row>"
        "</d:record><unknown><p>reject</p></unknown>"
        "<policy_published><domain>\xc3\xa4.example</domain><p><![CDATA[Reject]]></p>"
        "</policy_published></d:FEEDBACK>\n");
    const TfAggregateRow *row = row_of (report, 0);
    const TfAuthentication *signature =
        &g_array_index (row->signatures, TfAuthentication, 0);
    g_autofree char *source = tf_ip_to_text (&row->source);

    g_assert_cmpstr (source, ==, "2001:db8::1");
    g_assert_cmpuint (row->count, ==, 7);
    g_assert_true (row->dkim_passed);
    g_assert_cmpint (row->disposition, ==, TF_DISPOSITION_NONE);
    g_assert_cmpstr (row->header_from, ==, "example.org");
    g_assert_cmpstr (signature->domain, ==, "example.org");
    g_assert_cmpstr (signature->selector, ==, "s1");
    g_assert_cmpstr (signature->result, ==, "pass");
    g_assert_cmpstr (g_array_index (row->paths, TfAuthentication, 0).result, ==, "fail");
    g_assert_cmpstr (report->policy.domain, ==, "xn--4ca.example");
    g_assert_cmpstr (report->policy.p, ==, "reject");
    g_assert_cmpint (report->begin, ==, -1);
}

static void
test_dispositions (void)
{
    static const struct {
        const char *word;
        TfDisposition disposition;
    } rows[] = {
        {"none", TF_DISPOSITION_NONE},     {"quarantine", TF_DISPOSITION_QUARANTINE},
        {"Reject", TF_DISPOSITION_REJECT}, {"softfail", TF_DISPOSITION_UNKNOWN},
        {"", TF_DISPOSITION_UNKNOWN},      {"pass", TF_DISPOSITION_NONE}};

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *record = g_strdup_printf (
            "<feedback>" POLICY "<record><row><source_ip>192.0.2.1</source_ip>"
            "<count>1</count><policy_evaluated><disposition>%s</disposition>"
            "</policy_evaluated></row></record></feedback>",
            rows[i].word);
        g_autoptr (TfAggregate) report = read_report (record);

        g_assert_cmpint (row_of (report, 0)->disposition, ==, rows[i].disposition);
    }
}

static void
test_reasons (void)
{
    static const struct {
        const char *xml, *type, *comment;
    } rows[] = {
        {"<type>Mailing_List</type><comment> A list </comment>", "mailing_list",
         "A list"},
        {"<type></type><comment></comment>", "other", ""},
        {"forwarded", "forwarded", ""},
        {"our own rule", "other", "our own rule"},
        {"<type>policy_test_mode</type>", "policy_test_mode", ""},
        {"<type>moon_phase</type>", "moon_phase", ""},
        {"", "other", ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *text = g_strdup_printf (
            "<feedback>" POLICY "<record><row><source_ip>192.0.2.1</source_ip>"
            "<count>1</count><policy_evaluated><reason>%s</reason></policy_evaluated>"
            "</row></record></feedback>",
            rows[i].xml);
        g_autoptr (TfAggregate) report = read_report (text);
        const TfOverride *override =
            &g_array_index (row_of (report, 0)->overrides, TfOverride, 0);

        g_assert_cmpstr (override->type, ==, rows[i].type);
        g_assert_cmpstr (override->comment, ==, rows[i].comment);
    }
}

static void
test_rows_left_out (void)
{
    g_autoptr (TfAggregate) report = read_report (REPORT (
        ANY_ROW ROW ("", "1", "none", "pass", "pass",
                     "") ROW ("192.0.2.1", "", "none", "pass", "pass",
                              "") ROW ("192.0.2.1", "0", "none", "pass", "pass", "")
            ROW ("192.0.2.1", "-1", "none", "pass", "pass", "")
                ROW ("192.0.2.1", "9999999999999", "none", "pass", "pass", "")
                    ROW ("host.example", "1", "none", "pass", "pass", "") "<record/>"));

    g_assert_cmpuint (report->rows->len, ==, 1);
    g_assert_cmpuint (report->n_rows_left_out, ==, 7);
    g_assert_cmpuint (report->remarks, ==, TF_REMARK_ROWS);
    g_assert_cmpuint (report->n_messages, ==, 2);
}

static void
test_times (void)
{
    static const struct {
        const char *begin, *end;
        gint64 expected;
        gboolean odd;
    } rows[] = {{"1700006400.75", "1700092799.5", 1700006400, FALSE},
                {"1700006400", "1700006399", 1700006400, TRUE},
                {"1700006400", "1702771201", 1700006400, TRUE},
                {"1700006400", "1702684800", 1700006400, FALSE},
                {"", "", -1, TRUE},
                {"yesterday", "1700006400", -1, TRUE},
                {"99999999999999999999", "1", -1, TRUE}};

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *text =
            g_strdup_printf ("<feedback>" META ("1", "%s", "%s") POLICY "</feedback>",
                             rows[i].begin, rows[i].end);
        g_autoptr (TfAggregate) report = read_report (text);

        g_assert_cmpint (report->begin, ==, rows[i].expected);
        g_assert_cmpint ((report->remarks & TF_REMARK_TIME) != 0, ==, rows[i].odd);
    }
}

static void
test_charsets (void)
{
    static const char latin[] =
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"
        "<feedback><report_metadata><org_name>M\xfcller</org_name>"
        "</report_metadata>" POLICY "</feedback>";
    static const char mark[] = "\xef\xbb\xbf<feedback>" POLICY "</feedback>";
    static const char wrong[] = "<feedback><report_metadata><org_name>a\xff"
                                "b\ac"
                                "</org_name></report_metadata>" POLICY "</feedback>";
    g_autoptr (TfAggregate) first = read_report (latin);
    g_autoptr (TfAggregate) second = read_report (mark);
    g_autoptr (TfAggregate) third = read_report (wrong);

    g_assert_cmpstr (first->org_name, ==, "M\xc3\xbcller");
    g_assert_cmpuint (first->remarks & TF_REMARK_CHARSET, ==, 0);
    g_assert_cmpstr (second->policy.domain, ==, "example.org");
    g_assert_cmpstr (third->org_name, ==,
                     "a\xef\xbf\xbd"
                     "bc");
    g_assert_cmpuint (third->remarks & TF_REMARK_CHARSET, !=, 0);
}

static void
test_utf16 (void)
{
    static const char text[] = "\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"UTF-16\"?>"
                               "<feedback>" POLICY "</feedback>";
    static const char *const charsets[] = {"UTF-16LE", "UTF-16BE"};

    for (guint i = 0; i < 4; i++) {
        const char *from = text + (i < 2 ? 0 : 3); /* with and without a mark */
        gsize length;
        g_autofree char *wide =
            g_convert (from, -1, charsets[i % 2], "UTF-8", NULL, &length, NULL);

        for (gsize piece = 1; piece < 600; piece += 97) {
            g_autoptr (TfAggregate) report = NULL;

            g_assert_cmpint (read_bytes (wide, length, piece, &report), ==,
                             TF_FEEDBACK_OK);
            g_assert_cmpstr (report->policy.domain, ==, "example.org");
            g_assert_cmpuint (report->remarks & TF_REMARK_CHARSET, ==, 0);
        }
    }
}

/* A closed report within something that is not (IKEA's). */
static void
test_not_closed (void)
{
    g_autoptr (TfAggregate) report = read_report (
        "<?xml version=\"1.0\"?> <xs:schema xmlns:xs=\"x\">\n<feedback>" POLICY
        "</feedback>");

    g_assert_cmpuint (report->remarks & TF_REMARK_NOT_CLOSED, !=, 0);
}

static void
test_refused (void)
{
    static const struct {
        const char *text;
        TfFeedbackState state;
    } rows[] = {
        {"<feedback>" POLICY, TF_FEEDBACK_UNFINISHED},
        {"<feedback>" POLICY "<a></feedback>", TF_FEEDBACK_MALFORMED},
        {"<feedback>" POLICY "<email><x@y></email></feedback>", TF_FEEDBACK_MALFORMED},
        {"<feedback>A & B" POLICY "</feedback>", TF_FEEDBACK_MALFORMED},
        {"<feedback>&x;" POLICY "</feedback>", TF_FEEDBACK_MALFORMED},
        {"<!DOCTYPE feedback><feedback>" POLICY "</feedback>", TF_FEEDBACK_DOCTYPE},
        {"<!DOCTYPE f [<!ENTITY x \"y\">]><feedback>" POLICY "</feedback>",
         TF_FEEDBACK_DOCTYPE},
        {"<feedback>" POLICY "</feedback><feedback>" POLICY "</feedback>",
         TF_FEEDBACK_SECOND_ROOT},
        {"<a><feedback>" POLICY "</feedback><feedback>" POLICY "</feedback></a>",
         TF_FEEDBACK_SECOND_ROOT},
        {"<feedback></feedback>", TF_FEEDBACK_NO_DOMAIN},
        {"<feedback/>", TF_FEEDBACK_NO_DOMAIN},
        {"<rss><channel/></rss>", TF_FEEDBACK_NO_REPORT},
        {"unused", TF_FEEDBACK_MALFORMED},
        {"", TF_FEEDBACK_MALFORMED},
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        for (gsize piece = 1; piece < 400; piece += 133) {
            TfAggregate *report = NULL;

            g_assert_cmpint (
                read_bytes (rows[i].text, strlen (rows[i].text), piece, &report), ==,
                rows[i].state);
            g_assert_null (report);
        }
}

static TfFeedbackState
read_repeated (const char *before, const char *piece, guint n, const char *after)
{
    g_autoptr (GString) text = g_string_new (before);
    TfAggregate *report = NULL;
    TfFeedbackState state;

    for (guint i = 0; i < n; i++)
        g_string_append (text, piece);
    g_string_append (text, after);
    state = read_bytes (text->str, text->len, TF_READ_BLOCK, &report);
    g_clear_pointer (&report, tf_aggregate_free);
    return state;
}

static void
test_limits (void)
{
    g_assert_cmpint (read_repeated ("<feedback>" POLICY, "<a>", 31, ""), ==,
                     TF_FEEDBACK_UNFINISHED);
    g_assert_cmpint (read_repeated ("<feedback>" POLICY, "<a>", 32, ""), ==,
                     TF_FEEDBACK_TOO_DEEP);
    g_assert_cmpint (read_repeated ("<feedback>" POLICY, "x", 60000, "</feedback>"), ==,
                     TF_FEEDBACK_OK);
    g_assert_cmpint (read_repeated ("<feedback>" POLICY, "x", 80000, "</feedback>"), ==,
                     TF_FEEDBACK_LONG_TEXT);
    g_assert_cmpint (
        read_repeated ("<feedback>" POLICY "<a b=\"", "x", 80000, "\"/></feedback>"), ==,
        TF_FEEDBACK_LONG_TEXT);
    g_assert_cmpint (read_repeated ("<feedback>" POLICY, "<a></a>", 9000, "</feedback>"),
                     ==, TF_FEEDBACK_OK);
    g_assert_cmpint (read_repeated ("<feedback>" POLICY, "<a></a>", 20000, "</feedback>"),
                     ==, TF_FEEDBACK_TOO_LARGE);
    g_assert_cmpint (
        read_repeated ("<feedback>" POLICY, "<record/>", 20000, "</feedback>"), ==,
        TF_FEEDBACK_TOO_LARGE);
    g_assert_cmpint (read_repeated ("<!DOCTYPE f [", "<!ENTITY a 'b'>", 8000, "]>"), ==,
                     TF_FEEDBACK_LONG_TEXT);
    g_assert_cmpint (read_repeated ("<feedback>" POLICY, ANY_ROW, 20000, "</feedback>"),
                     ==, TF_FEEDBACK_OK);
}

/* Wherever a report is cut, it is no report. */
static void
test_cut (void)
{
    static const char text[] = REPORT (ANY_ROW);

    for (gsize length = 0; length < sizeof text - 1; length++) {
        TfAggregate *report = NULL;

        g_assert_cmpint (read_bytes (text, length, 100, &report), !=, TF_FEEDBACK_OK);
        g_assert_null (report);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/feedback/aggregate/whole", test_whole);
    g_test_add_func ("/feedback/aggregate/liberal", test_liberal);
    g_test_add_func ("/feedback/aggregate/dispositions", test_dispositions);
    g_test_add_func ("/feedback/aggregate/reasons", test_reasons);
    g_test_add_func ("/feedback/aggregate/rows-left-out", test_rows_left_out);
    g_test_add_func ("/feedback/aggregate/times", test_times);
    g_test_add_func ("/feedback/aggregate/charsets", test_charsets);
    g_test_add_func ("/feedback/aggregate/utf16", test_utf16);
    g_test_add_func ("/feedback/aggregate/not-closed", test_not_closed);
    g_test_add_func ("/feedback/aggregate/refused", test_refused);
    g_test_add_func ("/feedback/aggregate/limits", test_limits);
    g_test_add_func ("/feedback/aggregate/cut", test_cut);
    return g_test_run ();
}
