/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-network: networks that lie, filter or fail, with the real c-ares: what is believed, what
 * is asked, and how often. */
#include "resolver-helper.h"

/* The sender's own names; what exists in every network is in the server. */
static const char world[] =
    "{\"_dmarc.bank.example\": {\"TXT\": [\"v=DMARC1; p=reject\"]},"
    " \"bank.example\": {\"A\": [\"192.0.2.1\"], \"MX\": [[10, \"mx.bank.example\"]]},"
    " \"s1._domainkey.bank.example\": {\"CNAME\": \"s1.esp.example\"},"
    " \"s1.esp.example\": {\"TXT\": [\"v=DKIM1; p=abc\"]},"
    " \"s2._domainkey.bank.example\": {\"CNAME\": \"s2.esp.example\"},"
    " \"s3._domainkey.bank.example\": {\"TXT\": [[\"v=DKIM1; p=\", \"a long one, over 60\"]]},"
    " \"a.loop.example\": {\"CNAME\": \"b.loop.example\"},"
    " \"b.loop.example\": {\"CNAME\": \"a.loop.example\"}}";

/* ---- what is believed -------------------------------------------------------------- */

/** Expected: F is any failure, D are addresses that do not show that the name exists. */
typedef enum { R, D, NO, NX, F } Expected;

/** Row: a network, and what it may say of five names. */
typedef struct {
    const char *options;
    Expected policy;     /* TXT, exists */
    Expected absent;     /* TXT, does not exist */
    Expected alias;      /* TXT, a key behind a CNAME */
    Expected address;    /* A, exists */
    Expected no_address; /* A, does not exist */
} Row;

static const struct {
    TfDnsType type;
    const char *name;
} names[] = {
    {TF_DNS_TXT, "_dmarc.bank.example"},        {TF_DNS_TXT, "_dmarc.gone.example"},
    {TF_DNS_TXT, "s1._domainkey.bank.example"}, {TF_DNS_A, "bank.example"},
    {TF_DNS_A, "1.2.3.4.spf.bank.example"},
};

static const Row rows[] = {
    {"", R, NX, R, R, NX},
    {"--ttl 0", R, NX, R, R, NX},
    {"--lower-case", R, NX, R, R, NX},
    {"--portal", F, F, F, D, D},
    {"--deny NXDOMAIN", F, F, F, F, F},
    {"--deny NODATA", F, F, F, F, F},
    {"--deny EMPTY", F, F, F, F, F},
    {"--rewrite A", R, NX, R, D, D},
    {"--rewrite TXT", F, F, F, R, NX},
    {"--rewrite A --rewrite TXT --rewrite MX --rewrite AAAA", F, F, F, D, D},
    {"--no-nxdomain", R, NO, R, D,
     F}, /* what does not exist matters for addresses only */
    {"--referral plain", F, F, F, F, F},
    {"--referral recursive", F, F, F, F, F},
    {"--lame", F, F, F, F, F},
    {"--no-targets", R, NX, R, R, NX}, /* we ask for the target ourselves */
    {"--filter bank.example --extended-error 15", F, NX, F, F, F},
    {"--filter esp.example --extended-error 16", R, NX, F, R, NX},
    {"--filter esp.example --extended-error 17 --filter-keeps", R, NX, F, R, NX},
    {"--filter esp.example --extended-error 18 --filter-keeps", R, NX, F, R, NX},
    {"--filter esp.example --extended-error 4 --filter-keeps", R, NX, F, R, NX},
    {"--filter esp.example --extended-error 3 --filter-keeps", R, NX, R, R, NX},
    {"--empty-over 60", R, NX, R, R, NX},
    {"--empty-over 60 --empty-soa", R, NX, R, R, NX},
    {"--empty-over 60 --no-tcp", F, NX, F, R, NX},
    {"--empty-over 60 --empty-soa --no-tcp", NO, NX, F, R,
     NX}, /* a key never seems to be missing in this way */
    {"--truncate", R, NX, R, R, NX},
    {"--truncate --no-tcp", F, F, F, F, F},
    {"--no-tcp", R, NX, R, R, NX},
    {"--rcode SERVFAIL", F, F, F, F, F},
    {"--rcode REFUSED", F, F, F, F, F},
    {"--rcode FORMERR", F, F, F, F, F},
    {"--other-name", F, NX, F, F, NX},
    {"--drop", F, F, F, F, F},
};

static gboolean
is_as_expected (const TfDnsAnswer *answer, Expected expected)
{
    switch (expected) {
    case R:
        return answer->status == TF_DNS_RECORDS && !answer->doubtful;
    case D:
        return answer->status == TF_DNS_RECORDS && answer->doubtful;
    case NO:
        return answer->status == TF_DNS_NODATA;
    case NX:
        return answer->status == TF_DNS_NXDOMAIN;
    case F:
        break;
    }
    return tf_dns_status_is_failure (answer->status);
}

/* With --other-name nothing that exists is answered, so that no "no" is believed either. */
static Expected
expected_of (const Row *row, guint name)
{
    const Expected expected[] = {row->policy, row->absent, row->alias, row->address,
                                 row->no_address};

    return g_str_equal (row->options, "--other-name") ? F : expected[name];
}

/* All at once, because some are silent for 5 s; each in its own order, because it must not matter
 * what was asked first. */
static void
test_table (void)
{
    DnsServer *servers[G_N_ELEMENTS (rows)] = {NULL};
    TfResolver *resolvers[G_N_ELEMENTS (rows)] = {NULL};
    Waiter waiters[G_N_ELEMENTS (rows)][G_N_ELEMENTS (names)] = {0};

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        servers[i] = dns_server_start (world, rows[i].options);
        if (servers[i] == NULL)
            return;
        resolvers[i] = resolver_for (servers[i]);
    }
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        for (guint j = 0; j < G_N_ELEMENTS (names); j++) {
            guint at = (i + j) % G_N_ELEMENTS (names);

            tf_resolver_lookup_async (resolvers[i], names[at].type, names[at].name, NULL,
                                      on_done, &waiters[i][at]);
        }
    }
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        for (guint j = 0; j < G_N_ELEMENTS (names); j++) {
            Waiter *waiter = &waiters[i][j];

            wait_for (waiter, 1);
            g_test_message ("%s: %s %s: %s%s", rows[i].options,
                            tf_dns_type_to_string (names[j].type), names[j].name,
                            tf_dns_status_to_string (waiter->answer->status),
                            waiter->answer->doubtful ? ", doubtful" : "");
            g_assert_true (is_as_expected (waiter->answer, expected_of (&rows[i], j)));
            waiter_clear (waiter);
        }
        g_object_unref (resolvers[i]);
        dns_server_stop (servers[i]);
    }
}

/* ---- what is asked, and how often -------------------------------------------------- */

static char *
new_log (void)
{
    char *path = NULL;
    int descriptor = g_file_open_tmp ("truefrom-XXXXXX.log", &path, NULL);

    g_assert_cmpint (descriptor, >=, 0);
    close (descriptor);
    return path;
}

/* How many lines of the log hold TEXT. */
static guint
count_asked (const char *log, const char *text)
{
    g_autofree char *contents = NULL;
    g_auto (GStrv) lines = NULL;
    guint count = 0;

    g_assert_true (g_file_get_contents (log, &contents, NULL, NULL));
    lines = g_strsplit (contents, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++)
        count += strstr (lines[i], text) != NULL ? 1 : 0;
    return count;
}

/** Fixture: a server with a log, and a resolver that asks it. */
typedef struct {
    char *log;
    DnsServer *server;
    TfResolver *resolver;
} Fixture;

static gboolean
set_up (Fixture *fixture, const char *more)
{
    g_autofree char *options = NULL;

    fixture->log = new_log ();
    options = g_strdup_printf ("--log %s %s", fixture->log, more);
    fixture->server = dns_server_start (world, options);
    if (fixture->server != NULL)
        fixture->resolver = resolver_for (fixture->server);
    return fixture->server != NULL;
}

static void
tear_down (Fixture *fixture)
{
    g_clear_object (&fixture->resolver);
    g_clear_pointer (&fixture->server, dns_server_stop);
    g_unlink (fixture->log);
    g_free (fixture->log);
}

/* Equal questions in flight are one, whatever the case of their letters. */
static void
test_asked_once (void)
{
    Fixture fixture = {0};
    g_auto (Waiter) waiter = {0};
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_auto (Waiter) cancelled = {0};

    if (!set_up (&fixture, "--delay 0.05"))
        return;
    for (guint i = 0; i < 20; i++)
        tf_resolver_lookup_async (fixture.resolver, TF_DNS_TXT,
                                  i % 2 == 0 ? "_dmarc.bank.example"
                                             : "_DMARC.Bank.Example.",
                                  NULL, on_done, &waiter);
    tf_resolver_lookup_async (fixture.resolver, TF_DNS_TXT, "_dmarc.bank.example",
                              cancellable, on_done, &cancelled);
    g_cancellable_cancel (cancellable);
    wait_for (&cancelled, 1);
    g_assert_error (cancelled.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    wait_for (&waiter, 20);
    g_assert_cmpint (waiter.answer->status, ==, TF_DNS_RECORDS);
    g_assert_cmpuint (count_asked (fixture.log, "_dmarc"), ==, 1);
    tear_down (&fixture);
}

/* Two questions for the network's honesty, however many names do not exist; a missing key may
 * cost another two, once. */
static void
test_check_is_rare (void)
{
    Fixture fixture = {0};

    if (!set_up (&fixture, ""))
        return;
    for (guint i = 0; i < 10; i++) {
        g_autofree char *name = g_strdup_printf ("n%u.example", i);

        assert_status (fixture.resolver, TF_DNS_TXT, name, TF_DNS_NXDOMAIN);
    }
    g_assert_cmpuint (count_asked (fixture.log, "zz--"), ==, 1);
    g_assert_cmpuint (count_asked (fixture.log, "example.com"), ==, 1);
    for (guint i = 0; i < 10; i++) {
        g_autofree char *name = g_strdup_printf ("n%u._domainkey.example", i);

        assert_status (fixture.resolver, TF_DNS_TXT, name, TF_DNS_NXDOMAIN);
    }
    g_assert_cmpuint (count_asked (fixture.log, "zz--"), ==, 2);
    assert_status (fixture.resolver, TF_DNS_A, "n1.example", TF_DNS_NXDOMAIN);
    g_assert_cmpuint (count_asked (fixture.log, "A zz--"), ==, 1);
    g_assert_cmpuint (count_asked (fixture.log, "A a.root-servers.net"), ==, 1);
    tear_down (&fixture);
}

/* A key that seems to be missing is asked for over TCP as well; nothing else is. */
static void
test_key_twice (void)
{
    Fixture fixture = {0};

    if (!set_up (&fixture, ""))
        return;
    assert_status (fixture.resolver, TF_DNS_TXT, "x._domainkey.bank.example",
                   TF_DNS_NXDOMAIN);
    assert_status (fixture.resolver, TF_DNS_TXT, "s3._domainkey.bank.example",
                   TF_DNS_RECORDS);
    assert_status (fixture.resolver, TF_DNS_TXT, "_dmarc.x.example", TF_DNS_NXDOMAIN);
    g_assert_cmpuint (count_asked (fixture.log, "udp TXT x._domainkey"), ==, 1);
    g_assert_cmpuint (count_asked (fixture.log, "tcp TXT x._domainkey"), ==, 1);
    g_assert_cmpuint (count_asked (fixture.log, "tcp"), ==, 1);
    tear_down (&fixture);
}

/* CNAMEs that nobody looks up are followed by us, as far as the others. */
static void
test_targets (void)
{
    Fixture fixture = {0};

    if (!set_up (&fixture, "--no-targets"))
        return;
    assert_status (fixture.resolver, TF_DNS_TXT, "s1._domainkey.bank.example",
                   TF_DNS_RECORDS);
    assert_status (fixture.resolver, TF_DNS_TXT, "s2._domainkey.bank.example",
                   TF_DNS_NXDOMAIN);
    assert_status (fixture.resolver, TF_DNS_TXT, "a.loop.example", TF_DNS_MALFORMED);
    assert_alias (fixture.resolver, "s1._domainkey.bank.example", "s1.esp.example");
    assert_alias (fixture.resolver, "s2._domainkey.bank.example", "s2.esp.example");
    g_assert_cmpuint (count_asked (fixture.log, "loop.example"), ==, TF_LIMIT_CNAMES + 1);
    tear_down (&fixture);
}

/* What is kept holds until it is forgotten, by name or altogether; a "no" in the cache is not given
 * after the network has begun to lie. */
static void
test_forget (void)
{
    Fixture fixture = {0};

    if (!set_up (&fixture, ""))
        return;
    for (guint i = 0; i < 3; i++) {
        assert_status (fixture.resolver, TF_DNS_TXT, "_dmarc.bank.example",
                       TF_DNS_RECORDS);
        assert_status (fixture.resolver, TF_DNS_TXT, "_dmarc.x.example", TF_DNS_NXDOMAIN);
    }
    g_assert_cmpuint (count_asked (fixture.log, "_dmarc.bank.example"), ==, 1);
    g_assert_cmpuint (count_asked (fixture.log, "_dmarc.x.example"), ==, 1);
    tf_resolver_forget_question (fixture.resolver, TF_DNS_TXT, "_dmarc.bank.example");
    assert_status (fixture.resolver, TF_DNS_TXT, "_dmarc.bank.example", TF_DNS_RECORDS);
    g_assert_cmpuint (count_asked (fixture.log, "_dmarc.bank.example"), ==, 2);
    g_assert_cmpuint (count_asked (fixture.log, "zz--"), ==, 1);
    tf_resolver_forget (fixture.resolver);
    assert_status (fixture.resolver, TF_DNS_TXT, "_dmarc.bank.example", TF_DNS_RECORDS);
    assert_status (fixture.resolver, TF_DNS_TXT, "_dmarc.x.example", TF_DNS_NXDOMAIN);
    g_assert_cmpuint (count_asked (fixture.log, "_dmarc.bank.example"), ==, 3);
    g_assert_cmpuint (count_asked (fixture.log, "_dmarc.x.example"), ==, 2);
    g_assert_cmpuint (count_asked (fixture.log, "zz--"), ==, 2);
    tear_down (&fixture);
}

/* With a time to live of 0 nothing is kept. */
static void
test_ttl_0 (void)
{
    Fixture fixture = {0};

    if (!set_up (&fixture, "--ttl 0"))
        return;
    for (guint i = 0; i < 3; i++)
        assert_status (fixture.resolver, TF_DNS_TXT, "_dmarc.bank.example",
                       TF_DNS_RECORDS);
    g_assert_cmpuint (count_asked (fixture.log, "_dmarc.bank.example"), ==, 3);
    tear_down (&fixture);
}

/* The network was honest a moment ago: a key is not missing because everything is now. */
static void
test_turn (void)
{
    static const char *const options[] = {
        "--portal",
        "--deny NXDOMAIN",
        "--deny NODATA",
        "--deny EMPTY",
        "--lame",
        "--rewrite TXT",
        "--rcode SERVFAIL",
        "--referral recursive",
        "--truncate --no-tcp",
    };

    for (guint i = 0; i < G_N_ELEMENTS (options); i++) {
        g_autofree char *more =
            g_strconcat ("--turn x._domainkey.bank.example ", options[i], NULL);
        Fixture fixture = {0};

        if (!set_up (&fixture, more))
            return;
        g_test_message ("%s", options[i]);
        assert_status (fixture.resolver, TF_DNS_TXT, "_dmarc.bank.example",
                       TF_DNS_RECORDS);
        assert_status (fixture.resolver, TF_DNS_TXT, "_dmarc.y.example", TF_DNS_NXDOMAIN);
        assert_status (fixture.resolver, TF_DNS_TXT, "x._domainkey.bank.example",
                       TF_DNS_SERVFAIL);
        tf_resolver_forget_question (fixture.resolver, TF_DNS_TXT, "_dmarc.bank.example");
        assert_status (fixture.resolver, TF_DNS_TXT, "_dmarc.bank.example",
                       TF_DNS_SERVFAIL);
        tear_down (&fixture);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/network/table", test_table);
    g_test_add_func ("/network/asked-once", test_asked_once);
    g_test_add_func ("/network/check-is-rare", test_check_is_rare);
    g_test_add_func ("/network/key-twice", test_key_twice);
    g_test_add_func ("/network/targets", test_targets);
    g_test_add_func ("/network/forget", test_forget);
    g_test_add_func ("/network/ttl-0", test_ttl_0);
    g_test_add_func ("/network/turn", test_turn);
    return g_test_run ();
}
