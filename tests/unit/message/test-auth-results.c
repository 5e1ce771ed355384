/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Authentication-Results: the grammar of RFC 8601 §2.2, what servers write, and what comes in
 * through names that senders choose. */
#include "message/auth-results.h"

#include <string.h>

/* "id | method=result type.name=value … | …", as in the test tables. */
static char *
describe (const TfAuthResults *results)
{
    GString *text =
        g_string_new (results->authserv_id != NULL ? results->authserv_id : "");

    for (guint i = 0; i < results->results->len; i++) {
        const TfAuthResult *result = g_ptr_array_index (results->results, i);

        g_string_append_printf (text, " | %s=%s", result->method, result->result);
        for (guint k = 0; k < result->properties->len; k++) {
            const TfAuthProperty *property = g_ptr_array_index (result->properties, k);

            g_string_append_printf (text, " %s%s%s=%s", property->type,
                                    *property->name ? "." : "", property->name,
                                    property->value);
        }
    }
    return g_string_free (text, FALSE);
}

static const struct {
    const char *value;
    const char *expected;
} good[] = {
    /* The shapes of RFC 8601 appendix B: no result, one, several, with comments, multi-tier. */
    {" example.org 1; none", "example.org"},
    {" example.com;\r\n          spf=pass smtp.mailfrom=example.net",
     "example.com | spf=pass smtp.mailfrom=example.net"},
    {" example.com;\r\n          auth=pass (cram-md5) smtp.auth=sender@example.net;\r\n"
     "          spf=pass smtp.mailfrom=example.net",
     "example.com | auth=pass smtp.auth=sender@example.net | spf=pass smtp.mailfrom=example.net"},
    {" example.com;\r\n          sender-id=fail header.from=example.com;\r\n"
     "          dkim=pass (good signature) header.d=example.com",
     "example.com | sender-id=fail header.from=example.com | dkim=pass header.d=example.com"},
    {" example.com;\r\n      dkim=pass reason=\"good signature\"\r\n"
     "        header.i=@mail-router.example.net;\r\n      dkim=fail reason=\"bad signature\"\r\n"
     "        header.i=@newyork.example.com",
     "example.com | dkim=pass reason=good signature header.i=@mail-router.example.net | dkim=fail"
     " reason=bad signature header.i=@newyork.example.com"},
    {" foo.example.net (foobar) 1 (baz);\r\n    dkim (Because I like it) / 1 (One yay) = (wait for it)"
     " fail\r\n      policy (A dot can go here) . (like that) expired\r\n      (this surprised me) ="
     " (as I wasn't expecting it) 1362471462",
     "foo.example.net | dkim=fail policy.expired=1362471462"},
    /* What servers write. */
    {"mx.google.example;\r\n       dkim=pass header.i=@legit.example header.s=s1 header.b=\"AbC/d+1\";\r\n"
     "       spf=pass (google.example: domain of any@legit.example designates 192.0.2.10 as permitted"
     " sender) smtp.mailfrom=any@legit.example;\r\n       dmarc=pass (p=REJECT sp=REJECT dis=NONE)"
     " header.from=legit.example",
     "mx.google.example | dkim=pass header.i=@legit.example header.s=s1 header.b=AbC/d+1 | spf=pass"
     " smtp.mailfrom=any@legit.example | dmarc=pass header.from=legit.example"},
    {"mx.victim.example; dkim=pass (2048-bit key; secure) header.d=legit.example"
     " header.i=@legit.example header.a=rsa-sha256 header.s=s1 header.b=pkPpge+M",
     "mx.victim.example | dkim=pass header.d=legit.example header.i=@legit.example"
     " header.a=rsa-sha256 header.s=s1 header.b=pkPpge+M"},
    {"mx.victim.example; dmarc=fail (p=reject dis=none) header.from=legit.example",
     "mx.victim.example | dmarc=fail header.from=legit.example"},
    {"mx.victim.example;spf=pass smtp.mailfrom=SRS0=x=y=a.example=u@b.example;iprev=pass"
     " policy.iprev=192.0.2.1",
     "mx.victim.example | spf=pass smtp.mailfrom=SRS0=x=y=a.example=u@b.example | iprev=pass"
     " policy.iprev=192.0.2.1"},
    {"mx; spf=none smtp.helo=h.example; x-tls=pass smtp.version=TLSv1.3 smtp.cipher=AES/256",
     "mx | spf=none smtp.helo=h.example | x-tls=pass smtp.version=TLSv1.3 smtp.cipher=AES/256"},
    {"mx; dmarc=bestguesspass action=none header.from=a.example",
     "mx | dmarc=bestguesspass action=none header.from=a.example"},
    {"mx; iprev=pass policy.iprev=2001:db8::1",
     "mx | iprev=pass policy.iprev=2001:db8::1"},
    /* AR-06, AR-07, AR-08 */
    {"MX.Victim.EXAMPLE; none", "mx.victim.example"},
    {"\"mx.victim.example\"; none;", "mx.victim.example"},
    {"(x) mx.victim.example; NONE ", "mx.victim.example"},
    {"mx.victim.example.; none", "mx.victim.example."},
    {"mx.victim.example.attack.example; none", "mx.victim.example.attack.example"},
    {"mx 1; dkim=pass", "mx | dkim=pass"},
    {"mx;dkim=pass;", "mx | dkim=pass"},
    {"mx;\r\n\tdkim=pass\r\n\theader.d=a.example\r\n\t;\r\n\tspf=fail",
     "mx | dkim=pass header.d=a.example | spf=fail"},
    {"mx; DKIM=Pass HEADER.D=A.example", "mx | dkim=pass header.d=A.example"},
    {"mx; dkim=pass (dkim=fail) header.d=legit.example",
     "mx | dkim=pass header.d=legit.example"},
    {"mx; dkim=pass (a(b(c(d(e(f(g(h))))))))", "mx | dkim=pass"},
    {"mx; dkim=pass (\\)\\() header.d=a.example", "mx | dkim=pass header.d=a.example"},
    {"mx; dkim=pass reason=\"a; spf=pass \\\"x\\\"\"",
     "mx | dkim=pass reason=a; spf=pass \"x\""},
    {"mx; dkim/2=pass header.d=a.example", "mx | dkim= header.d=a.example"},
    {"mx; dkim=pass header.d=legit.example'a.attack.example",
     "mx | dkim=pass header.d=legit.example'a.attack.example"},
    {"mx; spf=pass smtp.mailfrom=\xc3\xbc@a.example",
     "mx | spf=pass smtp.mailfrom=\xc3\xbc@a.example"},
    {"mx; dkim=pass dkim=fail", "mx | dkim=pass dkim=fail"},
    /* no authserv-id, as one large service writes it */
    {"spf=pass (sender IP is 192.0.2.10) smtp.mailfrom=a.example; dkim=none (message not signed)"
     " header.d=none;dmarc=pass action=none header.from=a.example;compauth=pass reason=100",
     " | spf=pass smtp.mailfrom=a.example | dkim=none header.d=none | dmarc=pass action=none"
     " header.from=a.example | compauth=pass reason=100"},
    {"dkim=pass;", " | dkim=pass"},
    /* nothing where a value should be, and methods that nobody registered */
    {"mx; spf=pass smtp.mailfrom=; dkim=pass header.i=@a.example",
     "mx | spf=pass | dkim=pass header.i=@a.example"},
    {"mx; spf=none smtp.mailfrom=<> smtp.helo=h; dkim=pass",
     "mx | spf=none smtp.helo=h | dkim=pass"},
    {"mx; spf=none smtp.mailfrom=\r\n\tsmtp.helo=h", "mx | spf=none smtp.helo=h"},
    {"mx; spf=none smtp.mailfrom= (x) ;dkim=pass", "mx | spf=none | dkim=pass"},
    {"mx; x-ptr=fail x-ptr-helo=h.example x-ptr-lookup=",
     "mx | x-ptr=fail x-ptr-helo=h.example"},
    {"mx; dkim=pass header.d= a.example", "mx | dkim=pass header.d=a.example"},
    {"mx; dkim=; dmarc=pass", "mx | dkim= | dmarc=pass"},
    {"mx; dmarc=pass; gateway.spf=", "mx | dmarc=pass | gateway.spf="},
};

static void
test_good (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
        g_autoptr (TfAuthResults) results =
            tf_auth_results_parse (tf_span_of (good[i].value));
        g_autofree char *text = describe (results);

        g_test_message ("%s", good[i].value);
        g_assert_cmpint (results->reason, ==, TF_REASON_NONE);
        g_assert_cmpstr (text, ==, good[i].expected);
    }
}

static const struct {
    const char *value;
    TfReason reason;
} bad[] = {
    {"", TF_REASON_SYNTAX},
    {";", TF_REASON_SYNTAX},
    {"; dkim=pass", TF_REASON_SYNTAX},
    {"mx", TF_REASON_SYNTAX},
    {"mx;", TF_REASON_SYNTAX},
    {"mx;;dkim=pass", TF_REASON_SYNTAX},
    {"mx dkim=pass", TF_REASON_SYNTAX},
    {"mx 2; dkim=pass", TF_REASON_BAD_VERSION},
    {"mx 11; dkim=pass", TF_REASON_BAD_VERSION},
    {"mx 1x; dkim=pass", TF_REASON_SYNTAX},
    {"mx victim.example; dkim=pass", TF_REASON_SYNTAX},
    {"mx.victim.example, mx; dkim=pass", TF_REASON_SYNTAX},
    {"\"mx; dkim=pass", TF_REASON_SYNTAX},
    {"mx; dkim", TF_REASON_SYNTAX},
    {"mx; dkim=pass header", TF_REASON_SYNTAX},
    {"mx; dkim=pass header.=x", TF_REASON_SYNTAX},
    {"mx; dkim=pass header.d", TF_REASON_SYNTAX},
    {"mx; dkim=pass x", TF_REASON_SYNTAX},
    {"mx; none; dkim=pass", TF_REASON_SYNTAX},
    /* AR-07: nine deep, and unclosed */
    {"mx; dkim=pass (a(b(c(d(e(f(g(h(i))))))))) header.d=a.example", TF_REASON_SYNTAX},
    {"mx; dkim=pass (header.d=a.example", TF_REASON_SYNTAX},
    {"mx; dkim=pass (x\\", TF_REASON_SYNTAX},
    {"mx; dkim=pass ) header.d=a.example", TF_REASON_SYNTAX},
    /* AR-13, CK-A4, CK-A5: a name from the message that ends early in another program */
    {"mx; dkim=pass header.d=legit.example(.attack.example", TF_REASON_SYNTAX},
    {"mx; dkim=pass header.d=legit.example(.attack.example)", TF_REASON_SYNTAX},
    {"mx; dkim=pass header.d=legit.example(.x).attack.example", TF_REASON_SYNTAX},
    {"mx; dkim=pass header.d=legit.example\"a.attack.example", TF_REASON_SYNTAX},
    {"mx; dkim=pass header.d=legit.example,attack.example", TF_REASON_SYNTAX},
    {"mx; dkim=pass header.d=legit.example\\.attack.example", TF_REASON_SYNTAX},
    {"mx; spf=pass smtp.mailfrom=<any@legit.example>", TF_REASON_SYNTAX},
    {"mx; spf=pass smtp.mailfrom=any@legit.example(.attack.example", TF_REASON_SYNTAX},
    /* CK-A8b: what was a field of its own is folded in */
    {"mx; dmarc=pass header.from=legit.example\r\n From: <any@attack.example>",
     TF_REASON_SYNTAX},
    {"mx; dkim=pass\x01", TF_REASON_SYNTAX},
};

static void
test_bad (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_autoptr (TfAuthResults) results =
            tf_auth_results_parse (tf_span_of (bad[i].value));

        g_test_message ("%s", bad[i].value);
        g_assert_cmpint (results->reason, ==, bad[i].reason);
        g_assert_cmpuint (results->results->len, ==, 0);
    }
}

static void
test_nul (void)
{
    static const char *const begin[] = {"mx", "mx; dkim",
                                        "mx; dkim=pass header.d=legit.example",
                                        "mx; dkim=pass reason=\"a"};

    for (guint i = 0; i < G_N_ELEMENTS (begin); i++) {
        g_autoptr (GString) text = g_string_new (begin[i]);
        g_autoptr (TfAuthResults) results = NULL;

        g_string_append_len (text, "\0.attack.example\"; spf=pass", 27);
        results = tf_auth_results_parse (tf_span (text->str, text->len));
        g_assert_cmpint (results->reason, ==, TF_REASON_SYNTAX);
    }
}

static void
test_arc (void)
{
    static const struct {
        const char *value;
        guint instance;
        const char *expected; /* NULL: does not parse */
    } rows[] = {
        {" i=1; mx.example; dmarc=pass header.from=a.example", 1,
         "mx.example | dmarc=pass header.from=a.example"},
        {"i = 12 ;\r\n mx; none", 12, "mx"},
        {"i=50;mx;spf=fail", 50, "mx | spf=fail"},
        {"i=0; mx; none", 0, "mx"},
        {"i=; mx; none", 0, NULL},
        {"i=-1; mx; none", 0, NULL},
        {"i=100; mx; none", 0, NULL},
        {"mx; i=1; none", 0, NULL},
        {"mx; none", 0, NULL},
        {"i=1 mx; none", 0, NULL},
        {"", 0, NULL},
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        guint instance = 99;
        g_autoptr (TfAuthResults) results =
            tf_auth_results_parse_arc (tf_span_of (rows[i].value), &instance);
        g_autofree char *text = describe (results);

        g_test_message ("%s", rows[i].value);
        g_assert_cmpuint (instance, ==, rows[i].instance);
        if (rows[i].expected != NULL)
            g_assert_cmpstr (text, ==, rows[i].expected);
    }
}

static void
test_get (void)
{
    g_autoptr (TfAuthResults) results = tf_auth_results_parse (tf_span_of (
        "mx; dkim=pass header.i=@a.example header.d=first.example header.d=second.example"));
    const TfAuthResult *result = g_ptr_array_index (results->results, 0);

    g_assert_cmpstr (tf_auth_result_get (result, "header", "d"), ==, "first.example");
    g_assert_cmpstr (tf_auth_result_get (result, "header", "i"), ==, "@a.example");
    g_assert_null (tf_auth_result_get (result, "header", "s"));
    g_assert_null (tf_auth_result_get (result, "smtp", "d"));
}

/* AR-18 */
static void
test_long (void)
{
    g_autoptr (GString) many = g_string_new ("mx");
    g_autoptr (GString) wide = g_string_new ("mx; dkim=pass");
    g_autoptr (GString) deep = g_string_new ("mx; dkim=pass ");
    g_autoptr (TfAuthResults) a = NULL;
    g_autoptr (TfAuthResults) b = NULL;
    g_autoptr (TfAuthResults) c = NULL;

    for (guint i = 0; i < 500; i++)
        g_string_append (many, "; dkim=pass header.d=a.example");
    while (wide->len < TF_LIMIT_FIELD_BYTES + 1)
        g_string_append (wide, " header.d=a.example");
    while (deep->len < TF_LIMIT_FIELD_BYTES - 10)
        g_string_append_c (deep, '(');
    a = tf_auth_results_parse (tf_span (many->str, many->len));
    b = tf_auth_results_parse (tf_span (wide->str, wide->len));
    c = tf_auth_results_parse (tf_span (deep->str, deep->len));
    g_assert_cmpint (a->reason, ==, TF_REASON_TOO_MANY);
    g_assert_cmpint (b->reason, ==, TF_REASON_TOO_LONG);
    g_assert_cmpint (c->reason, ==, TF_REASON_SYNTAX);
}

static void
test_random (void)
{
    static const char *const pieces[] = {
        "mx",     ";",    " ",         "dkim",   "spf",  "=",     "pass", "fail",
        "header", ".",    "d",         "(",      ")",    "\\",    "\"",   "1",
        "/",      "none", "a.example", "\r\n\t", "\xff", "reason"};

    for (guint round = 0; round < 50000; round++) {
        g_autoptr (GString) text = g_string_new ("mx;");
        g_autoptr (TfAuthResults) results = NULL;

        for (gint i = g_test_rand_int_range (0, 20); i > 0; i--)
            g_string_append (text,
                             pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
        results = tf_auth_results_parse (tf_span (text->str, text->len));
        for (guint i = 0; i < results->results->len; i++) {
            g_autofree char *description = describe (results);

            g_assert_true (g_utf8_validate (description, -1, NULL));
        }
        g_assert_true (results->reason == TF_REASON_NONE || results->results->len == 0);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/auth-results/good", test_good);
    g_test_add_func ("/auth-results/bad", test_bad);
    g_test_add_func ("/auth-results/nul", test_nul);
    g_test_add_func ("/auth-results/arc", test_arc);
    g_test_add_func ("/auth-results/get", test_get);
    g_test_add_func ("/auth-results/long", test_long);
    g_test_add_func ("/auth-results/random", test_random);
    return g_test_run ();
}
