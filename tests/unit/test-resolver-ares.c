/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-resolver-ares: the real c-ares against a small server on loopback, honest and not
 * (KY-14, DO-09, DO-10). */
#include "io/io.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "dns-server.h"

static const char zone[]
    = "{\"a.example\": {\"TXT\": [\"one\", [\"t\", \"wo\"]], \"MX\": [[10, \"mx.example\"]],"
      "  \"A\": [\"192.0.2.1\"], \"AAAA\": [\"2001:db8::1\"], \"PTR\": [\"p.example\"]},"
      " \"alias.example\": {\"CNAME\": \"a.example\"}, \"loop.example\": {\"CNAME\": \"loop.example\"},"
      " \"bad.example\": {\"*\": \"SERVFAIL\"}, \"no.example\": {\"*\": \"REFUSED\"},"
      " \"_under.score.example\": {\"TXT\": [\"under\"]}}";

/* ---- one look-up at a time ---------------------------------------------------------------- */

/** Waiter: what came back. */
typedef struct {
    TfDnsAnswer *answer;
    GError *error;
    guint n_done;
} Waiter;

static void
waiter_clear (Waiter *waiter)
{
    g_clear_pointer (&waiter->answer, tf_dns_answer_unref);
    g_clear_error (&waiter->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Waiter, waiter_clear)

static void
on_done (GObject *resolver, GAsyncResult *result, gpointer data)
{
    Waiter *waiter = data;

    waiter_clear (waiter);
    waiter->answer = tf_resolver_lookup_finish (TF_RESOLVER (resolver), result, &waiter->error);
    waiter->n_done++;
}

static void
wait_for (Waiter *waiter, guint n_done)
{
    while (waiter->n_done < n_done)
        g_main_context_iteration (NULL, TRUE);
}

static TfResolver *
resolver_for (const DnsServer *server)
{
    g_autoptr (GError) error = NULL;
    TfResolver *resolver = tf_resolver_new_system (server->address, &error);

    g_assert_no_error (error);
    return resolver;
}

static TfDnsAnswer *
look_up (TfResolver *resolver, TfDnsType type, const char *name)
{
    Waiter waiter = { 0 };

    tf_resolver_lookup_async (resolver, type, name, NULL, on_done, &waiter);
    g_assert_cmpuint (waiter.n_done, ==, 0); /* never before we return */
    wait_for (&waiter, 1);
    g_assert_no_error (waiter.error);
    return waiter.answer;
}

static void
assert_status (TfResolver *resolver, TfDnsType type, const char *name, TfDnsStatus status)
{
    g_autoptr (TfDnsAnswer) answer = look_up (resolver, type, name);

    g_test_message ("%s", name);
    /* c-ares 1.18 does not say how servers failed, and versions differ in what they drop. */
    if (tf_dns_status_is_failure (status)) {
        g_assert_true (tf_dns_status_is_failure (answer->status));
        return;
    }
    g_assert_cmpstr (tf_dns_status_to_string (answer->status), ==,
                     tf_dns_status_to_string (status));
}

static guint
count_descriptors (void)
{
    g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
    guint count = 0;

    while (folder != NULL && g_dir_read_name (folder) != NULL)
        count++;
    return count;
}

/* After this the resolver is gone, and nothing of it is left. */
static void
assert_gone (TfResolver *resolver, guint n_descriptors)
{
    g_object_add_weak_pointer (G_OBJECT (resolver), (gpointer *)&resolver);
    g_object_unref (resolver);
    while (g_main_context_iteration (NULL, FALSE))
        ;
    g_assert_null (resolver);
    g_assert_cmpuint (count_descriptors (), ==, n_descriptors);
}

static void
test_answers (void)
{
    static const struct {
        TfDnsType type;
        const char *name;
        TfDnsStatus status;
    } rows[] = {
        { TF_DNS_TXT, "A.example.", TF_DNS_RECORDS },
        { TF_DNS_MX, "a.example", TF_DNS_RECORDS },
        { TF_DNS_A, "a.example", TF_DNS_RECORDS },
        { TF_DNS_AAAA, "a.example", TF_DNS_RECORDS },
        { TF_DNS_PTR, "a.example", TF_DNS_RECORDS },
        { TF_DNS_TXT, "alias.example", TF_DNS_RECORDS },
        { TF_DNS_TXT, "_under.score.example", TF_DNS_RECORDS },
        { TF_DNS_TXT, "score.example", TF_DNS_NODATA },
        { TF_DNS_TXT, "example", TF_DNS_NODATA },
        { TF_DNS_TXT, "absent.example", TF_DNS_NXDOMAIN },
        { TF_DNS_TXT, "loop.example", TF_DNS_MALFORMED },
        { TF_DNS_TXT, "bad.example", TF_DNS_SERVFAIL },
        { TF_DNS_TXT, "no.example", TF_DNS_REFUSED },
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

/* ---- TCP ---------------------------------------------------------------------------------- */

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

/* ---- servers that lie or are silent --------------------------------------------------------- */

/* All at once, for some take the whole 5 s. */
static void
test_liars (void)
{
    static const struct {
        const char *options;
        TfDnsStatus status;
    } rows[] = {
        { "--drop", TF_DNS_TIMEOUT },
        { "--wrong-id", TF_DNS_TIMEOUT },
        { "--wrong-question", TF_DNS_TIMEOUT },
        { "--other-name", TF_DNS_MALFORMED },
        { "--garbage", TF_DNS_TIMEOUT },
        { "--rcode FORMERR", TF_DNS_SERVFAIL },
        { "--rcode NOTIMP", TF_DNS_SERVFAIL },
        { "--rcode SERVFAIL", TF_DNS_SERVFAIL },
        { "--rcode REFUSED", TF_DNS_REFUSED },
        { "--rcode NXDOMAIN", TF_DNS_NXDOMAIN },
        { "--rcode YXDOMAIN", TF_DNS_SERVFAIL },
        { "--drop-first 1", TF_DNS_RECORDS },
    };
    DnsServer *servers[G_N_ELEMENTS (rows)] = { NULL };
    TfResolver *resolvers[G_N_ELEMENTS (rows)] = { NULL };
    Waiter waiters[G_N_ELEMENTS (rows)] = { 0 };
    gint64 begin;

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        servers[i] = dns_server_start (zone, rows[i].options);
        if (servers[i] == NULL)
            return;
        resolvers[i] = resolver_for (servers[i]);
    }
    begin = g_get_monotonic_time ();
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        tf_resolver_lookup_async (resolvers[i], TF_DNS_TXT, "a.example", NULL, on_done, &waiters[i]);
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        wait_for (&waiters[i], 1);
        g_test_message ("%s: %s", rows[i].options,
                        tf_dns_status_to_string (waiters[i].answer->status));
        g_assert_no_error (waiters[i].error);
        /* Versions of c-ares drop or report what they cannot read: a failure in any case. */
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

/* ---- many, cancelled, ended ----------------------------------------------------------------- */

static void
ask_many (TfResolver *resolver, guint n_questions, GCancellable *cancellable, Waiter *waiter)
{
    for (guint i = 0; i < n_questions; i++) {
        g_autofree char *name = g_strdup_printf ("n%u.example", i);

        tf_resolver_lookup_async (resolver, TF_DNS_TXT, name, cancellable, on_done, waiter);
    }
}

/* More than the burst: the rest is paced. */
static void
test_many (void)
{
    g_autoptr (DnsServer) server = dns_server_start (zone, "--delay 0.05");
    g_auto (Waiter) waiter = { 0 };
    TfResolver *resolver;
    guint n_descriptors = count_descriptors ();
    gint64 begin = g_get_monotonic_time ();

    if (server == NULL)
        return;
    resolver = resolver_for (server);
    ask_many (resolver, TF_LIMIT_QUESTION_BURST + 20, NULL, &waiter);
    wait_for (&waiter, TF_LIMIT_QUESTION_BURST + 20);
    g_assert_cmpint (waiter.answer->status, ==, TF_DNS_NXDOMAIN);
    g_assert_cmpint (g_get_monotonic_time () - begin, >, 700 * 1000);
    assert_gone (resolver, n_descriptors);
}

/* DO-10: cancel after the n-th turn of the loop, for every n. */
static void
test_cancel_at_every_step (void)
{
    g_autoptr (DnsServer) server = dns_server_start (zone, "--delay 0.002");
    guint n_descriptors = count_descriptors ();

    if (server == NULL)
        return;
    for (guint n_turns = 0; n_turns < 12; n_turns++) {
        TfResolver *resolver = resolver_for (server);
        g_autoptr (GCancellable) cancellable = g_cancellable_new ();
        g_auto (Waiter) waiter = { 0 };

        ask_many (resolver, 6, cancellable, &waiter);
        for (guint i = 0; i < n_turns && waiter.n_done < 6; i++)
            g_main_context_iteration (NULL, TRUE);
        g_cancellable_cancel (cancellable);
        wait_for (&waiter, 6);
        if (n_turns == 0)
            g_assert_error (waiter.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        assert_gone (resolver, n_descriptors);
    }
}

static void
test_cancel_is_prompt (void)
{
    g_autoptr (DnsServer) server = dns_server_start (zone, "--drop");
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_auto (Waiter) waiter = { 0 };
    TfResolver *resolver;
    guint n_descriptors = count_descriptors ();
    gint64 begin;

    if (server == NULL)
        return;
    resolver = resolver_for (server);
    /* Past the burst, so that some have not even been sent. */
    ask_many (resolver, TF_LIMIT_QUESTION_BURST + 20, cancellable, &waiter);
    for (guint i = 0; i < 5; i++)
        g_main_context_iteration (NULL, FALSE);
    begin = g_get_monotonic_time ();
    g_cancellable_cancel (cancellable);
    wait_for (&waiter, TF_LIMIT_QUESTION_BURST + 20);
    g_assert_cmpint (g_get_monotonic_time () - begin, <, G_USEC_PER_SEC);
    g_assert_error (waiter.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

    /* Cancelled before it was asked. */
    ask_many (resolver, 1, cancellable, &waiter);
    wait_for (&waiter, TF_LIMIT_QUESTION_BURST + 21);
    g_assert_error (waiter.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    assert_gone (resolver, n_descriptors);
}

/* The plugin is unloaded: whoever waits is told, and nothing is left. */
static void
test_dispose_while_asking (void)
{
    g_autoptr (DnsServer) server = dns_server_start (zone, "--delay 0.002");
    guint n_descriptors = count_descriptors ();
    guint n_questions = TF_LIMIT_QUESTION_BURST + 5;

    if (server == NULL)
        return;
    for (guint n_turns = 0; n_turns < 12; n_turns++) {
        TfResolver *resolver = resolver_for (server);
        g_auto (Waiter) waiter = { 0 };

        ask_many (resolver, n_questions, NULL, &waiter);
        for (guint i = 0; i < n_turns; i++)
            g_main_context_iteration (NULL, TRUE);
        g_object_run_dispose (G_OBJECT (resolver));
        wait_for (&waiter, n_questions);
        g_assert_error (waiter.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        ask_many (resolver, 1, NULL, &waiter);
        wait_for (&waiter, n_questions + 1);
        g_assert_error (waiter.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        assert_gone (resolver, n_descriptors);
    }
}

/** Ender: drops the last reference from within an answer. */
typedef struct {
    TfResolver *resolver;
    guint n_done;
} Ender;

static void
end_on_first (GObject *resolver, GAsyncResult *result, gpointer data)
{
    Ender *ender = data;
    g_autoptr (TfDnsAnswer) answer
        = tf_resolver_lookup_finish (TF_RESOLVER (resolver), result, NULL);

    ender->n_done++;
    if (ender->resolver == NULL)
        return;
    g_object_run_dispose (G_OBJECT (ender->resolver));
    g_clear_object (&ender->resolver);
}

static void
test_dispose_in_callback (void)
{
    g_autoptr (DnsServer) server = dns_server_start (zone, "");
    guint n_descriptors = count_descriptors ();
    Ender ender = { 0 };
    TfResolver *resolver;

    if (server == NULL)
        return;
    resolver = resolver_for (server);
    ender.resolver = g_object_ref (resolver);
    for (guint i = 0; i < 8; i++) {
        g_autofree char *name = g_strdup_printf ("n%u.example", i);

        tf_resolver_lookup_async (resolver, TF_DNS_TXT, name, NULL, end_on_first, &ender);
    }
    while (ender.n_done < 8)
        g_main_context_iteration (NULL, TRUE);
    assert_gone (resolver, n_descriptors);
}

/* ---- no server needed ------------------------------------------------------------------------ */

static void
test_addresses (void)
{
    static const struct {
        const char *text;
        gboolean good;
    } rows[] = {
        { "127.0.0.1:5353", TRUE }, { "192.0.2.1", TRUE },      { "[::1]:53", TRUE },
        { "::1", TRUE },            { "2001:db8::1", TRUE },    { "[2001:db8::1]", TRUE },
        { "192.0.2.1:65535", TRUE }, { "", FALSE },             { ":53", FALSE },
        { "192.0.2.1:", FALSE },    { "192.0.2.1:0", FALSE },   { "192.0.2.1:65536", FALSE },
        { "192.0.2.1:53x", FALSE }, { "192.0.2", FALSE },       { "dns.example", FALSE },
        { "dns.example:53", FALSE }, { "[::1", FALSE },         { "[::1]53", FALSE },
        { "[::1]:", FALSE },        { "192.0.2.1,192.0.2.2", FALSE }, { " 192.0.2.1", FALSE },
        { "192.0.2.1 ", FALSE },    { "[192.0.2.1]:53", TRUE },
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (GError) error = NULL;
        g_autoptr (TfResolver) resolver = tf_resolver_new_system (rows[i].text, &error);

        g_test_message ("%s", rows[i].text);
        g_assert_true ((resolver != NULL) == rows[i].good);
        if (!rows[i].good)
            g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
}

/* The system's configuration is read, nobody is asked. */
static void
test_system (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TfResolver) resolver = tf_resolver_new_system (NULL, &error);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_auto (Waiter) waiter = { 0 };

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
    g_test_add_func ("/resolver-ares/addresses", test_addresses);
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
    g_test_add_func ("/resolver-ares/many", test_many);
    g_test_add_func ("/resolver-ares/cancel-at-every-step", test_cancel_at_every_step);
    g_test_add_func ("/resolver-ares/cancel-is-prompt", test_cancel_is_prompt);
    g_test_add_func ("/resolver-ares/dispose-while-asking", test_dispose_while_asking);
    g_test_add_func ("/resolver-ares/dispose-in-callback", test_dispose_in_callback);
    return g_test_run ();
}
