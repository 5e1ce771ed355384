/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* SPF: records, macros, and that a check asks in few rounds. The results of check_host() are tested by
 * the public suites and the cases. */
#include "spf/spf.h"

#include <string.h>

static const struct {
    const char *text;
    gboolean is_record;
} versions[] = {
    {"v=spf1", TRUE},        {"v=spf1 -all", TRUE},
    {"V=SPF1 -all", TRUE},   {"v=spf1  ", TRUE},
    {"v=spf10 -all", FALSE}, {" v=spf1", FALSE},
    {"v=spf1\t-all", FALSE}, {"v=spf1-all", FALSE},
    {"v=spf2.0/pra", FALSE}, {"", FALSE},
    {"v=spf", FALSE},        {"\"v=spf1 -all\"", FALSE},
};

static void
test_versions (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (versions); i++) {
        g_test_message ("%s", versions[i].text);
        g_assert_cmpint (tf_spf_is_record (tf_span_of (versions[i].text)), ==,
                         versions[i].is_record);
    }
}

static const struct {
    const char *text;
    gint n_terms; /* -1: a syntax error */
} records[] = {
    {"v=spf1", 0},
    {"v=spf1 -all", 1},
    {"v=spf1 +all ~all ?all -all all ALL", 6},
    {"v=spf1 a mx ptr a:b.example mx:b.example/24 ptr:b.example", 6},
    {"v=spf1 a/0 a/32 a//0 a//128 a/24//64 a:b.example/24//64", 6},
    {"v=spf1 ip4:192.0.2.1 ip4:192.0.2.0/24 ip4:0.0.0.0/0 ip6:::/0 ip6:2001:db8::1/128",
     5},
    {"v=spf1 include:b.example exists:%{i}.b.example redirect=b.example", 2},
    {"v=spf1 exp=why.example foo=bar x.y-z_1=%{d}", 0},
    {"v=spf1 foo= -all", 1},
    {"v=spf1   -all   ", 1},
    {"v=spf1 a:b_c.example a:%{d1}.example", 2},
    {"v=spf1 --all", -1},
    {"v=spf1 -all.", -1},
    {"v=spf1 all:b.example", -1},
    {"v=spf1 all/8", -1},
    {"v=spf1 include", -1},
    {"v=spf1 include:", -1},
    {"v=spf1 exists", -1},
    {"v=spf1 include:b.example/24", -1},
    {"v=spf1 a:", -1},
    {"v=spf1 a:/24", -1},
    {"v=spf1 a/33", -1},
    {"v=spf1 a//129", -1},
    {"v=spf1 a/024", -1},
    {"v=spf1 a/", -1},
    {"v=spf1 a//", -1},
    {"v=spf1 a/24/64", -1},
    {"v=spf1 a/-1", -1},
    {"v=spf1 ip4:192.0.2", -1},
    {"v=spf1 ip4:192.0.2.256", -1},
    {"v=spf1 ip4:192.0.2.1/33", -1},
    {"v=spf1 ip4:192.0.2.1//24", -1},
    {"v=spf1 ip4:2001:db8::1", -1},
    {"v=spf1 ip6:192.0.2.1", -1},
    {"v=spf1 ip6:2001:db8::1/129", -1},
    {"v=spf1 ip4", -1},
    {"v=spf1 ip4:", -1},
    {"v=spf1 foo", -1},
    {"v=spf1 foo:bar", -1},
    {"v=spf1 redirect=", -1},
    {"v=spf1 redirect=a.example redirect=b.example", -1},
    {"v=spf1 exp=a.example exp=b.example", -1},
    {"v=spf1 -redirect=a.example", -1},
    {"v=spf1 1foo=bar", -1},
    {"v=spf1 a:b.example\x01", -1},
    {"v=spf1 a:b.\xc3\xbc.example", -1},
    {"v=spf1\t-all", -1},
    {"v=spf1 ip4:192.0.2.1,ip4:192.0.2.2", -1},
};

static void
test_records (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (records); i++) {
        g_autoptr (TfSpfRecord) record = NULL;

        if (!tf_spf_is_record (tf_span_of (records[i].text)))
            continue;
        record = tf_spf_record_parse (tf_span_of (records[i].text));
        g_test_message ("%s", records[i].text);
        g_assert_cmpint (record != NULL ? (gint)record->terms->len : -1, ==,
                         records[i].n_terms);
    }
}

static const struct {
    const char *text;
    const char *expected; /* NULL: not valid as a domain-spec */
} macros[] = {
    {"b.example", "b.example"},
    {"%{s}.b", "strong-bad@email.example.com.b"},
    {"%{o}", NULL},
    {"%{o}.x", "email.example.com.x"},
    {"%{d}.x", "email.example.com.x"},
    {"%{d4}.x", "email.example.com.x"},
    {"%{d2}.x", "example.com.x"},
    {"%{d1}.x", "com.x"},
    {"%{dr}.x", "com.example.email.x"},
    {"%{d2r}.x", "example.email.x"},
    {"%{l}.x", "strong-bad.x"},
    {"%{l-}.x", "strong.bad.x"},
    {"%{lr-}.x", "bad.strong.x"},
    {"%{l1r-}.x", "strong.x"},
    {"%{ir}.%{v}._spf.%{d2}", "3.2.0.192.in-addr._spf.example.com"},
    {"%{lr-}.lp._spf.%{d2}", "bad.strong.lp._spf.example.com"},
    {"%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}", "3.2.0.192.in-addr.strong.lp._spf.example.com"},
    {"%{h}.x", "helo.example.x"},
    {"%{p}.x", "mx.example.org.x"},
    {"%{S}.x", "strong-bad%40email.example.com.x"},
    {"a%%b%_c%-d.x", "a%b c%20d.x"},
    {"%{d99}.x", "email.example.com.x"},
    {"%{d999999999999999999999}.x", NULL}, /* more digits than are read */
    {"%{d0}.x", NULL},
    {"%{}.x", NULL},
    {"%{x}.x", NULL},
    {"%{d.x", NULL},
    {"%d.x", NULL},
    {"x.%", NULL},
    {"%{dd}.x", NULL},
    {"%{d2r2}.x", NULL},
    {"%{d!}.x", NULL},
    {"%{c}.x", NULL},
    {"%{r}.x", NULL},
    {"%{t}.x", NULL},
};

static const TfSpfSender *
sender_of_rfc (void)
{
    static TfSpfSender sender = {
        {{0}, 0}, "helo.example", "strong-bad", "email.example.com"};

    g_assert_true (tf_ip_parse (tf_span_of ("192.0.2.3"), &sender.address));
    return &sender;
}

static void
test_macros (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (macros); i++) {
        TfSpan text = tf_span_of (macros[i].text);
        gboolean valid = tf_spf_macro_is_valid (text, TRUE);
        g_autofree char *expanded = NULL;

        g_test_message ("%s", macros[i].text);
        if (macros[i].expected == NULL && !valid)
            continue;
        if (macros[i].expected ==
            NULL) { /* may end a domain-spec: RFC 7208 §7.1 domain-end */
            g_assert_true (g_str_has_suffix (macros[i].text, "}"));
            continue;
        }
        g_assert_true (valid);
        expanded = tf_spf_macro_expand (text, sender_of_rfc (), "email.example.com",
                                        "mx.example.org");
        g_assert_cmpstr (expanded, ==, macros[i].expected);
    }
}

static void
test_macro_nibbles (void)
{
    TfSpfSender sender = *sender_of_rfc ();
    g_autofree char *expanded = NULL;

    g_assert_true (tf_ip_parse (tf_span_of ("2001:db8::cb01"), &sender.address));
    expanded =
        tf_spf_macro_expand (tf_span_of ("%{ir}.%{v}.x"), &sender, "a.example", NULL);
    g_assert_cmpstr (
        expanded, ==,
        "1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.x");
}

/* §7.3: cut from the left, at a label. */
static void
test_macro_long (void)
{
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *expanded = NULL;

    for (guint i = 0; i < 1000; i++)
        g_string_append (text, "%{d}.");
    g_string_append (text, "example");
    expanded = tf_spf_macro_expand (tf_span (text->str, text->len), sender_of_rfc (),
                                    "email.example.com", NULL);
    g_assert_cmpuint (strlen (expanded), <=, 253);
    g_assert_cmpuint (strlen (expanded), >, 200);
    g_assert_true (g_str_has_suffix (expanded, ".email.example.com.example"));
    g_assert_false (g_str_has_prefix (expanded, "."));
}

/* ---- check_host --------------------------------------------------------------------------- */

static TfSpfResult
check (const char *answers, const char *ip, guint *ret_rounds, guint *ret_questions)
{
    g_autoptr (TfDnsZone) zone = tf_dns_zone_parse (answers, -1, NULL);
    g_autoptr (TfDns) dns = tf_dns_new ();
    TfSpfSender sender = {{{0}, 0}, "helo.example", "user", "d.example"};
    TfSpfResult result;

    g_assert_nonnull (zone);
    g_assert_true (tf_ip_parse (tf_span_of (ip), &sender.address));
    while ((result = tf_spf_check_host (&sender, dns)).pending) {
        g_autoptr (GPtrArray) wanted = tf_dns_take_wanted (dns);

        g_assert_cmpuint (wanted->len, >, 0);
        for (guint i = 0; i < wanted->len; i++) {
            TfDnsQuestion *question = g_ptr_array_index (wanted, i);
            g_autoptr (TfDnsAnswer) answer =
                tf_dns_zone_lookup (zone, question->type, question->name);

            tf_dns_tell (dns, question->type, question->name, answer);
        }
    }
    *ret_rounds = tf_dns_get_rounds (dns);
    *ret_questions = tf_dns_count_questions (dns);
    return result;
}

static const struct {
    const char *answers, *ip;
    TfResult result;
    guint max_rounds, max_questions;
} checks[] = {
    {"{}", "192.0.2.1", TF_RESULT_NONE, 1, 1},
    {"{\"d.example\": {\"TXT\": [\"v=spf1 ip4:192.0.2.1 -all\"]}}", "192.0.2.1",
     TF_RESULT_PASS, 1, 1},
    {"{\"d.example\": {\"TXT\": [\"v=spf1 a mx include:i.example include:k.example -all\"],"
     " \"A\": [\"192.0.2.9\"], \"MX\": [[10, \"m.example\"]]}, \"i.example\": {\"TXT\": [\"v=spf1 -all\"]},"
     " \"k.example\": {\"TXT\": [\"v=spf1 ip4:192.0.2.1\"]}, \"m.example\": {\"A\": [\"192.0.2.8\"]}}",
     "192.0.2.1", TF_RESULT_PASS, 3, 6},
    {"{\"d.example\": {\"TXT\": [\"v=spf1 redirect=e.example\"]}, \"e.example\": {\"TXT\": [\"v=spf1 -all\"]}}",
     "192.0.2.1", TF_RESULT_FAIL, 2, 2},
    {"{\"d.example\": {\"TXT\": \"TIMEOUT\"}}", "192.0.2.1", TF_RESULT_TEMPERROR, 1, 1},
    {"{\"d.example\": {\"TXT\": [\"v=spf1 ip4:192.0.2.1 include:gone.example -all\"]}, \"gone.example\":"
     " {\"TXT\": \"SERVFAIL\"}}",
     "192.0.2.1", TF_RESULT_PASS, 1, 1},
    {"{\"d.example\": {\"TXT\": [\"v=spf1 include:gone.example ip4:192.0.2.1 -all\"]}, \"gone.example\":"
     " {\"TXT\": \"SERVFAIL\"}}",
     "192.0.2.1", TF_RESULT_TEMPERROR, 2, 2},
};

static void
test_checks (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (checks); i++) {
        guint rounds, questions;
        TfSpfResult result = check (checks[i].answers, checks[i].ip, &rounds, &questions);

        g_test_message ("%s", checks[i].answers);
        g_assert_cmpstr (tf_result_to_string (result.result), ==,
                         tf_result_to_string (checks[i].result));
        g_assert_cmpuint (rounds, <=, checks[i].max_rounds);
        g_assert_cmpuint (questions, <=, checks[i].max_questions);
    }
}

static void
test_random (void)
{
    static const char *const pieces[] = {
        "v=spf1 ", "a",         "mx",   "ptr", "all",       "-",
        "~",       ":",         "/",    "24",  " ",         "include:",
        "exists:", "redirect=", "exp=", "%{",  "}",         "d",
        "i",       "r",         "1",    "%%",  "b.example", "ip4:192.0.2.1",
        "ip6:",    "::1",       "\xff", "="};

    for (guint round = 0; round < 50000; round++) {
        g_autoptr (GString) text = g_string_new ("v=spf1 ");
        g_autoptr (TfSpfRecord) record = NULL;

        for (gint i = g_test_rand_int_range (0, 20); i > 0; i--)
            g_string_append (text,
                             pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
        record = tf_spf_record_parse (tf_span (text->str, text->len));
        for (guint i = 0; record != NULL && i < record->terms->len; i++) {
            const TfSpfTerm *term = &g_array_index (record->terms, TfSpfTerm, i);
            g_autofree char *expanded = NULL;

            g_assert_cmpuint (term->prefix4, <=, 32);
            g_assert_cmpuint (term->prefix6, <=, 128);
            if (term->domain_spec.length == 0)
                continue;
            expanded = tf_spf_macro_expand (term->domain_spec, sender_of_rfc (),
                                            "d.example", "p.example");
            g_assert_cmpuint (strlen (expanded), <=, 253);
        }
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/spf/versions", test_versions);
    g_test_add_func ("/spf/records", test_records);
    g_test_add_func ("/spf/macros", test_macros);
    g_test_add_func ("/spf/macros/nibbles", test_macro_nibbles);
    g_test_add_func ("/spf/macros/long", test_macro_long);
    g_test_add_func ("/spf/checks", test_checks);
    g_test_add_func ("/spf/random", test_random);
    return g_test_run ();
}
