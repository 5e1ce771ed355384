/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-resolver-ares: the real c-ares against a small server on loopback, honest and not
 * (KY-14, DO-09, DO-10). */
#include "resolver-helper.h"

static void
test_answers (void)
{
    static const struct {
        TfDnsType type;
        const char *name;
        TfDnsStatus status;
    } rows[] = {
        {TF_DNS_TXT, "A.example.", TF_DNS_RECORDS},
        {TF_DNS_MX, "a.example", TF_DNS_RECORDS},
        {TF_DNS_A, "a.example", TF_DNS_RECORDS},
        {TF_DNS_AAAA, "a.example", TF_DNS_RECORDS},
        {TF_DNS_PTR, "a.example", TF_DNS_RECORDS},
        {TF_DNS_TXT, "alias.example", TF_DNS_RECORDS},
        {TF_DNS_TXT, "_under.score.example", TF_DNS_RECORDS},
        {TF_DNS_TXT, "score.example", TF_DNS_NODATA},
        {TF_DNS_TXT, "example", TF_DNS_NODATA},
        {TF_DNS_TXT, "absent.example", TF_DNS_NXDOMAIN},
        {TF_DNS_TXT, "loop.example", TF_DNS_MALFORMED},
        {TF_DNS_TXT, "bad.example", TF_DNS_SERVFAIL},
        {TF_DNS_TXT, "no.example", TF_DNS_REFUSED},
    };
    g_autoptr (DnsServer) server = dns_server_start (zone, "");
    TfResolver *resolver;
    guint n_descriptors = count_descriptors ();

    if (server == NULL)
        return;
    resolver = resolver_for (server);
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        assert_status (resolver, rows[i].type, rows[i].name, rows[i].status);
    assert_gone (resolver, n_descriptors);
}

static void
test_contents (void)
{
    g_autoptr (DnsServer) server = dns_server_start (zone, "--ttl 120 --ad");
    g_autoptr (TfResolver) resolver = NULL;
    g_autoptr (TfDnsAnswer) text = NULL;
    g_autoptr (TfDnsAnswer) mx = NULL;
    g_autoptr (TfDnsAnswer) none = NULL;
    g_autoptr (GBytes) two = g_bytes_new_static ("two", 3);
    const TfDnsMx *exchange;

    if (server == NULL)
        return;
    resolver = resolver_for (server);
    text = look_up (resolver, TF_DNS_TXT, "a.example");
    g_assert_cmpuint (text->texts->len, ==, 2);
    g_assert_true (g_bytes_equal (g_ptr_array_index (text->texts, 1), two));
    g_assert_cmpuint (text->ttl, ==, 120);
    g_assert_true (text->authentic); /* so AD was asked for */
    mx = look_up (resolver, TF_DNS_MX, "a.example");
    exchange = g_ptr_array_index (mx->exchanges, 0);
    g_assert_cmpstr (exchange->host, ==, "mx.example");
    none = look_up (resolver, TF_DNS_MX, "absent.example");
    g_assert_cmpuint (none->ttl, ==, 120);
    g_assert_cmpint (tf_resolver_get_now (resolver), ==, -1);
    g_assert_cmpint (tf_resolver_get_received_at (resolver), ==, -1);
    g_assert_cmpint (tf_resolver_get_file_time (resolver), ==, -1);
}

static void
test_impossible_names (void)
{
    g_autoptr (DnsServer) server = dns_server_start (zone, "");
    g_autoptr (TfResolver) resolver = NULL;
    g_autofree char *label = g_strnfill (64, 'a');
    g_autofree char *long_label = g_strconcat (label, ".example", NULL);
    GString *long_name = g_string_new ("example");

    if (server == NULL) {
        g_string_free (long_name, TRUE);
        return;
    }
    for (guint i = 0; i < 130; i++)
        g_string_prepend (long_name, "a.");
    resolver = resolver_for (server);
    assert_status (resolver, TF_DNS_TXT, long_label, TF_DNS_NXDOMAIN);
    assert_status (resolver, TF_DNS_TXT, long_name->str, TF_DNS_NXDOMAIN);
    assert_status (resolver, TF_DNS_TXT, "a..example", TF_DNS_NXDOMAIN);
    g_string_free (long_name, TRUE);
}

/* ---- TCP --------------------------------------------------------------------------- */

static char *
large_zone (void)
{
    g_autofree char *filler = g_strnfill (3000, 'x');

    return g_strdup_printf ("{\"large.example\": {\"TXT\": [\"%s\"]}}", filler);
}

static void
check_large (const char *options)
{
    g_autofree char *contents = large_zone ();
    g_autoptr (DnsServer) server = dns_server_start (contents, options);
    g_autoptr (TfResolver) resolver = NULL;
    g_autoptr (TfDnsAnswer) answer = NULL;

    if (server == NULL)
        return;
    resolver = resolver_for (server);
    answer = look_up (resolver, TF_DNS_TXT, "large.example");
    g_assert_cmpstr (tf_dns_status_to_string (answer->status), ==, "RECORDS");
    g_assert_cmpuint (g_bytes_get_size (g_ptr_array_index (answer->texts, 0)), ==, 3000);
}

static void
test_truncated (void)
{
    check_large ("--truncate");
}

static void
test_truncated_late (void)
{
    check_large ("--truncate --delay 0.1");
}

/* KY-14: truncated, and nobody listens on TCP. */
static void
test_truncated_without_tcp (void)
{
    g_autofree char *contents = large_zone ();
    g_autoptr (DnsServer) server = dns_server_start (contents, "--truncate --no-tcp");
    g_autoptr (TfResolver) resolver = NULL;
    g_autoptr (TfDnsAnswer) answer = NULL;

    if (server == NULL)
        return;
    resolver = resolver_for (server);
    answer = look_up (resolver, TF_DNS_TXT, "large.example");
    g_assert_true (tf_dns_status_is_failure (answer->status));
}

static void
test_ipv6 (void)
{
    g_autoptr (DnsServer) server = dns_server_start (zone, "--host ::1");
    g_autoptr (TfResolver) resolver = NULL;

    if (server == NULL)
        return;
    g_free (server->address);
    server->address = g_strdup_printf ("[::1]:%u", server->port);
    resolver = resolver_for (server);
    assert_status (resolver, TF_DNS_TXT, "a.example", TF_DNS_RECORDS);
}

/* ---- servers that lie or are silent ------------------------------------------------ */

/* All at once, for some take the whole 5 s. */
static void
test_liars (void)
{
    static const struct {
        const char *options;
        TfDnsStatus status;
    } rows[] = {
        {"--drop", TF_DNS_TIMEOUT},
        {"--wrong-id", TF_DNS_TIMEOUT},
        {"--wrong-question", TF_DNS_TIMEOUT},
        {"--other-name", TF_DNS_MALFORMED},
        {"--garbage", TF_DNS_TIMEOUT},
        {"--rcode FORMERR", TF_DNS_SERVFAIL},
        {"--rcode NOTIMP", TF_DNS_SERVFAIL},
        {"--rcode SERVFAIL", TF_DNS_SERVFAIL},
        {"--rcode REFUSED", TF_DNS_REFUSED},
        {"--rcode NXDOMAIN", TF_DNS_SERVFAIL}, /* of names that exist, too */
        {"--rcode YXDOMAIN", TF_DNS_SERVFAIL},
        {"--drop-first 1", TF_DNS_RECORDS},
    };
    DnsServer *servers[G_N_ELEMENTS (rows)] = {NULL};
    TfResolver *resolvers[G_N_ELEMENTS (rows)] = {NULL};
    Waiter waiters[G_N_ELEMENTS (rows)] = {0};
    gint64 begin;

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        servers[i] = dns_server_start (zone, rows[i].options);
        if (servers[i] == NULL)
            return;
        resolvers[i] = resolver_for (servers[i]);
    }
    begin = g_get_monotonic_time ();
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        tf_resolver_lookup_async (resolvers[i], TF_DNS_TXT, "a.example", NULL, on_done,
                                  &waiters[i]);
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        wait_for (&waiters[i], 1);
        g_test_message ("%s: %s", rows[i].options,
                        tf_dns_status_to_string (waiters[i].answer->status));
        g_assert_no_error (waiters[i].error);
        /* Versions of c-ares drop or report what they cannot read: a failure in any case.
         */
        if (tf_dns_status_is_failure (rows[i].status))
            g_assert_true (tf_dns_status_is_failure (waiters[i].answer->status));
        else
            g_assert_cmpint (waiters[i].answer->status, ==, rows[i].status);
        waiter_clear (&waiters[i]);
        g_object_unref (resolvers[i]);
        dns_server_stop (servers[i]);
    }
    g_assert_cmpint (g_get_monotonic_time () - begin, <, 8 * G_USEC_PER_SEC);
}

static void
test_nobody_listens (void)
{
    g_autoptr (DnsServer) server = dns_server_start (zone, "");
    g_autoptr (TfResolver) resolver = NULL;
    g_autoptr (TfDnsAnswer) answer = NULL;

    if (server == NULL)
        return;
    resolver = resolver_for (server);
    g_output_stream_close (g_subprocess_get_stdin_pipe (server->process), NULL, NULL);
    g_subprocess_wait (server->process, NULL, NULL);
    answer = look_up (resolver, TF_DNS_TXT, "a.example");
    g_assert_true (tf_dns_status_is_failure (answer->status));
}

static void
test_cache (void)
{
    g_autoptr (DnsServer) server = dns_server_start (zone, "");
    g_autoptr (TfResolver) resolver = NULL;

    if (server == NULL)
        return;
    resolver = resolver_for (server);
    assert_status (resolver, TF_DNS_TXT, "a.example", TF_DNS_RECORDS);
    assert_status (resolver, TF_DNS_TXT, "absent.example", TF_DNS_NXDOMAIN);
    assert_status (resolver, TF_DNS_TXT, "bad.example", TF_DNS_SERVFAIL);
    g_output_stream_close (g_subprocess_get_stdin_pipe (server->process), NULL, NULL);
    g_subprocess_wait (server->process, NULL, NULL);
    assert_status (resolver, TF_DNS_TXT, "A.example.", TF_DNS_RECORDS);
    assert_status (resolver, TF_DNS_TXT, "absent.example", TF_DNS_NXDOMAIN);
    assert_status (resolver, TF_DNS_TXT, "bad.example", TF_DNS_SERVFAIL);
}

/* The system's configuration is read, nobody is asked. */
static void
test_system (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TfResolver) resolver = tf_resolver_new_system (NULL, &error);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_auto (Waiter) waiter = {0};

    g_assert_no_error (error);
    g_cancellable_cancel (cancellable);
    ask_many (resolver, 1, cancellable, &waiter);
    wait_for (&waiter, 1);
    g_assert_error (waiter.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/resolver-ares/system", test_system);
    g_test_add_func ("/resolver-ares/answers", test_answers);
    g_test_add_func ("/resolver-ares/contents", test_contents);
    g_test_add_func ("/resolver-ares/impossible-names", test_impossible_names);
    g_test_add_func ("/resolver-ares/truncated", test_truncated);
    g_test_add_func ("/resolver-ares/truncated-late", test_truncated_late);
    g_test_add_func ("/resolver-ares/truncated-without-tcp", test_truncated_without_tcp);
    g_test_add_func ("/resolver-ares/ipv6", test_ipv6);
    g_test_add_func ("/resolver-ares/liars", test_liars);
    g_test_add_func ("/resolver-ares/nobody-listens", test_nobody_listens);
    g_test_add_func ("/resolver-ares/cache", test_cache);
    return g_test_run ();
}
