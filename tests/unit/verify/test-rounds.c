/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-rounds: a step that is not the check of a message is driven in the same way: asked and
 * answered, offline, limited, in time, cancelled. */
#include "verify/rounds.h"
#include "test-resolver.h"

static const char zone[] = "{\"a.example\": {\"TXT\": [\"b.example\"]},"
                           " \"b.example\": {\"TXT\": [\"c.example\"]},"
                           " \"c.example\": {\"TXT\": \"SERVFAIL\"}}";

/** Chase: a step that follows names, where each text gives the next name, until there is none. */
typedef struct {
    const char *start;
    guint n_steps;
    gboolean gives_up; /* neither a result nor a question */
} Chase;

/* Owned; NULL: there is none. */
static char *
next_name (const TfDnsAnswer *answer)
{
    gsize length;
    const char *text;

    if (answer->status != TF_DNS_RECORDS)
        return NULL;
    text = g_bytes_get_data (g_ptr_array_index (answer->texts, 0), &length);
    return g_strndup (text, length);
}

static gpointer
chase (gpointer data, TfDns *dns)
{
    Chase *self = data;
    g_autoptr (GString) way = g_string_new (NULL);
    g_autofree char *name = g_strdup (self->start);

    self->n_steps++;
    if (self->gives_up)
        return NULL;
    while (name != NULL) {
        const TfDnsAnswer *answer = tf_dns_ask (dns, TF_DNS_TXT, name);

        if (answer == NULL)
            return NULL;
        g_string_append_printf (way, "%s:%s ", name,
                                tf_dns_status_to_string (answer->status));
        g_free (name);
        name = next_name (answer);
    }
    return g_strdup (way->str);
}

/** End: the result of a run. */
typedef struct {
    char *result;
    GError *error;
    gboolean done;
} End;

static void
on_end (GObject *nobody, GAsyncResult *result, gpointer data)
{
    End *end = data;

    end->result = tf_rounds_run_finish (result, &end->error);
    end->done = TRUE;
}

static void
run (Chase *chased, gpointer resolver, guint deadline_ms, GCancellable *cancellable,
     End *end)
{
    g_autoptr (TfDns) dns = tf_dns_new ();
    const TfRounds rounds = {chase, chased, g_free, dns, resolver, deadline_ms};

    tf_rounds_run_async (&rounds, cancellable, on_end, end);
    while (!end->done)
        g_main_context_iteration (NULL, TRUE);
    g_assert_true ((end->result == NULL) == (end->error != NULL));
}

static void
expect (const char *start, gpointer resolver, guint deadline_ms, const char *expected)
{
    Chase chased = {.start = start};
    End end = {0};

    run (&chased, resolver, deadline_ms, NULL, &end);
    g_assert_no_error (end.error);
    g_assert_cmpstr (end.result, ==, expected);
    g_free (end.result);
}

static void
test_rounds (void)
{
    g_autoptr (TestResolver) resolver = resolver_new (zone);

    expect ("a.example", resolver, 10000,
            "a.example:RECORDS b.example:RECORDS c.example:SERVFAIL ");
    g_assert_cmpuint (resolver->n_lookups, ==, 3);
    expect ("a.example", NULL, 10000, "a.example:NOTASKED ");
    resolver->silent = TRUE;
    expect ("a.example", resolver, 50, "a.example:TIMEOUT ");
    g_assert_cmpuint (resolver->n_waiting, ==, 0);
}

/* It gives neither a result nor a question: that is an error, never an endless wait. */
static void
test_step_that_gives_up (void)
{
    g_autoptr (TestResolver) resolver = resolver_new (zone);
    Chase chased = {.start = "a.example", .gives_up = TRUE};
    End end = {0};

    run (&chased, resolver, 10000, NULL, &end);
    g_assert_error (end.error, G_IO_ERROR, G_IO_ERROR_FAILED);
    g_assert_cmpuint (chased.n_steps, ==, 1);
    g_clear_error (&end.error);
}

static gboolean
cancel (gpointer cancellable)
{
    g_cancellable_cancel (cancellable);
    return G_SOURCE_REMOVE;
}

static void
test_cancelled (void)
{
    g_autoptr (TestResolver) resolver = resolver_new (zone);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    Chase chased = {.start = "a.example"};
    End end = {0};

    resolver->silent = TRUE;
    g_timeout_add (30, cancel, cancellable);
    run (&chased, resolver, 10000, cancellable, &end);
    g_assert_error (end.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_cmpuint (resolver->n_waiting, ==, 0);
    g_clear_error (&end.error);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/rounds/rounds", test_rounds);
    g_test_add_func ("/rounds/step-that-gives-up", test_step_that_gives_up);
    g_test_add_func ("/rounds/cancelled", test_cancelled);
    return g_test_run ();
}
