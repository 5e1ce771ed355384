/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-resolver-run: in a run over many messages nothing is asked twice, servers that fail are left alone, and what is
 * kept has a bound. */
#include "test-resolver.h"

#define FAILURES   5
#define LONG_BYTES TF_LIMIT_ANSWER_BYTES
#define KEPT       (16 * 1024 * 1024 / LONG_BYTES) /* at most, and one */
#define MANY       (KEPT + KEPT / 4)

static const char zone_of_run[] =
    "{\"a.example\": {\"TXT\": [\"a\"]}, \"b.example\": {\"TXT\": [\"b\"]},"
    " \"1.down.example\": {\"TXT\": \"SERVFAIL\"}, \"2.down.example\": {\"TXT\": \"SERVFAIL\"},"
    " \"up.down.example\": {\"TXT\": [\"c\"]}}";

/** Run: a resolver, and the one that it asks. */
typedef struct {
    TestResolver *asked;
    TfResolver *resolver;
} Run;

static void
run_init (Run *run, const char *zone)
{
    run->asked = resolver_new (zone);
    run->resolver = tf_resolver_for_run (TF_RESOLVER (run->asked));
}

static void
run_clear (Run *run)
{
    g_object_unref (run->resolver);
    g_object_unref (run->asked);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static void
on_answer (GObject *resolver, GAsyncResult *result, gpointer data)
{
    TfDnsAnswer **answer = data;

    *answer = tf_resolver_lookup_finish (TF_RESOLVER (resolver), result, NULL);
    g_assert_nonnull (*answer);
}

static TfDnsStatus
ask (const Run *run, const char *name)
{
    TfDnsAnswer *answer = NULL;
    TfDnsStatus status;

    tf_resolver_lookup_async (run->resolver, TF_DNS_TXT, name, NULL, on_answer, &answer);
    while (answer == NULL)
        g_main_context_iteration (NULL, TRUE);
    status = answer->status;
    tf_dns_answer_unref (answer);
    return status;
}

/* Whether somebody is asked for NAME. */
static gboolean
is_asked (const Run *run, const char *name)
{
    guint before = run->asked->n_lookups;

    ask (run, name);
    return run->asked->n_lookups > before;
}

static void
test_once (void)
{
    g_auto (Run) run = {NULL};

    run_init (&run, zone_of_run);
    g_assert_true (is_asked (&run, "a.example"));
    g_assert_false (is_asked (&run, "a.example"));
    g_assert_false (is_asked (&run, "A.Example."));
    g_assert_true (is_asked (&run, "nothing.example"));
    g_assert_false (is_asked (&run, "nothing.example"));
    g_assert_true (is_asked (&run, "b.example"));
    tf_resolver_forget_question (run.resolver, TF_DNS_TXT, "a.example");
    g_assert_false (is_asked (&run, "b.example"));
    g_assert_true (is_asked (&run, "a.example"));
    tf_resolver_forget (run.resolver);
    g_assert_true (is_asked (&run, "b.example"));
    g_assert_cmpuint (tf_resolver_count_waiting (run.resolver), ==, 0);
}

static void
test_rest (void)
{
    g_auto (Run) run = {NULL};

    run_init (&run, zone_of_run);
    for (guint i = 0; i < FAILURES; i++) {
        const char *name = i % 2 == 0 ? "1.down.example" : "2.down.example";

        g_assert_true (is_asked (&run, name));
    }
    g_assert_false (is_asked (&run, "1.down.example"));
    g_assert_cmpint (ask (&run, "1.down.example"), ==, TF_DNS_TIMEOUT);
    g_assert_false (is_asked (&run, "up.down.example"));
    g_assert_true (is_asked (&run, "a.example"));
}

/* A server that answers in between has only been busy, and what it answered is known while it rests. */
static void
test_busy (void)
{
    static const char *const last[] = {"up.down.example", "3.down.example"};
    g_auto (Run) run = {NULL};

    run_init (&run, zone_of_run);
    for (guint i = 0; i < G_N_ELEMENTS (last); i++) {
        for (guint n = 1; n < FAILURES; n++)
            g_assert_true (is_asked (&run, "1.down.example"));
        g_assert_true (is_asked (&run, last[i]));
    }
    for (guint n = 0; n < FAILURES; n++)
        g_assert_true (is_asked (&run, "1.down.example"));
    g_assert_false (is_asked (&run, "1.down.example"));
    g_assert_cmpint (ask (&run, "up.down.example"), ==, TF_DNS_RECORDS);
}

/* Whoever publishes very long texts makes nobody keep them all. */
static void
test_bound (void)
{
    g_autofree char *text = g_strnfill (LONG_BYTES, 'x');
    g_autoptr (GString) zone = g_string_new ("{");
    g_auto (Run) run = {NULL};
    guint n_kept = 0;

    for (guint i = 0; i < MANY; i++)
        g_string_append_printf (zone, "%s\"%u.example\": {\"TXT\": [\"%s\"]}",
                                i > 0 ? ", " : "", i, text);
    g_string_append_c (zone, '}');
    run_init (&run, zone->str);
    for (guint round = 0; round < 2; round++) {
        n_kept = 0;
        for (guint i = 0; i < MANY; i++) {
            g_autofree char *name = g_strdup_printf ("%u.example", i);

            n_kept += !is_asked (&run, name);
        }
    }
    g_assert_cmpuint (n_kept, >=, KEPT / 2);
    g_assert_cmpuint (n_kept, <=, KEPT + 1);
    tf_resolver_forget (run.resolver);
    g_assert_true (is_asked (&run, "0.example"));
    g_assert_false (is_asked (&run, "0.example"));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/resolver-run/once", test_once);
    g_test_add_func ("/resolver-run/rest", test_rest);
    g_test_add_func ("/resolver-run/busy", test_busy);
    g_test_add_func ("/resolver-run/bound", test_bound);
    return g_test_run ();
}
