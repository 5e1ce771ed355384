/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* in-flight: who waits for which look-up. When nobody waits for a look-up any more, it goes on for
 * the sake of the cache; but one that has not been sent is dropped. Left out: how it is looked
 * up. */
#include "io/in-flight.h"

struct _TfInFlight {
    TfAsker *asker;
    TfNetworkCheck *check;
    TfDnsCache *cache;
    GMainContext *context;
    GHashTable *joinable; /* the key, owned by the flight → Flight */
    GQueue all;           /* Flight, owned */
};

/** Flight: one look-up. */
typedef struct {
    TfInFlight *flights;
    TfDnsType type;
    char *name;
    char *key;
    TfLookUp *look_up;
    GPtrArray *waiters; /* Waiter */
    GSource *limit;
    gboolean was_repeated; /* its time limit has started again */
    gboolean keep;         /* the answer goes into the cache */
} Flight;

/** Waiter: one of those who asked. */
typedef struct {
    Flight *flight;
    GTask *task;
    GSource *cancelled;
} Waiter;

static void
destroy_source (GSource *source)
{
    g_source_destroy (source);
    g_source_unref (source);
}

static void
waiter_free (Waiter *waiter)
{
    g_clear_pointer (&waiter->cancelled, destroy_source);
    g_object_unref (waiter->task);
    g_free (waiter);
}

static void
part (Flight *flight)
{
    if (g_hash_table_lookup (flight->flights->joinable, flight->key) == flight)
        g_hash_table_remove (flight->flights->joinable, flight->key);
}

static void
flight_free (Flight *flight)
{
    part (flight);
    g_queue_remove (&flight->flights->all, flight);
    g_clear_pointer (&flight->limit, destroy_source);
    g_clear_pointer (&flight->look_up, tf_look_up_free);
    g_ptr_array_unref (flight->waiters);
    g_free (flight->name);
    g_free (flight->key);
    g_free (flight);
}

/* ---- giving the answer ------------------------------------------------------------- */

static void
return_answer (gpointer data, gpointer answer)
{
    Waiter *waiter = data;

    g_task_return_pointer (waiter->task, tf_dns_answer_ref (answer),
                           (GDestroyNotify)tf_dns_answer_unref);
}

/* From here on they cannot be cancelled. */
static GPtrArray *
steal_waiters (Flight *flight)
{
    GPtrArray *waiters = flight->waiters;

    for (guint i = 0; i < waiters->len; i++) {
        Waiter *waiter = g_ptr_array_index (waiters, i);

        g_clear_pointer (&waiter->cancelled, destroy_source);
    }
    flight->waiters = g_ptr_array_new_with_free_func ((GDestroyNotify)waiter_free);
    return waiters;
}

/* A waiter's callback may end all flights: FLIGHT must be gone by then. */
static void
on_looked_up (gpointer data, TfDnsAnswer *answer)
{
    Flight *flight = data;
    g_autoptr (TfDnsAnswer) held = tf_dns_answer_ref (answer);
    g_autoptr (GPtrArray) waiters = steal_waiters (flight);

    if (flight->keep)
        tf_dns_cache_put (flight->flights->cache, flight->type, flight->name, answer,
                          g_get_monotonic_time ());
    flight_free (flight);
    g_ptr_array_foreach (waiters, return_answer, held);
}

/* ---- ending early ------------------------------------------------------------------ */

static void start_limit (Flight *flight);

/* The waiting is over; the answer is still useful for the cache. */
static gboolean
on_limit (gpointer data)
{
    Flight *flight = data;
    g_autoptr (GPtrArray) waiters = NULL;
    g_autoptr (TfDnsAnswer) answer = NULL;

    g_clear_pointer (&flight->limit, destroy_source);
    if (tf_look_up_is_repeated (flight->look_up) && !flight->was_repeated) {
        flight->was_repeated = TRUE;
        start_limit (flight);
        return G_SOURCE_REMOVE;
    }
    answer = tf_look_up_peek_records (flight->look_up);
    answer =
        answer != NULL ? tf_dns_answer_ref (answer) : tf_dns_answer_new (TF_DNS_TIMEOUT);
    waiters = steal_waiters (flight);
    part (flight);
    g_ptr_array_foreach (waiters, return_answer, answer);
    return G_SOURCE_REMOVE;
}

static void
start_limit (Flight *flight)
{
    flight->limit = g_timeout_source_new (TF_LIMIT_QUESTION_MS);
    g_source_set_static_name (flight->limit, "truefrom: DNS time limit");
    g_source_set_callback (flight->limit, on_limit, flight, NULL);
    g_source_attach (flight->limit, flight->flights->context);
}

static void
return_cancelled (gpointer data, gpointer unused)
{
    Waiter *waiter = data;

    g_task_return_new_error (waiter->task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                             "The look-up was cancelled");
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer data)
{
    Waiter *waiter = data;
    Flight *flight = waiter->flight;
    guint index;

    if (!g_ptr_array_find (flight->waiters, waiter, &index))
        return G_SOURCE_REMOVE;
    waiter = g_ptr_array_steal_index_fast (flight->waiters, index);
    if (flight->waiters->len == 0 && tf_look_up_withdraw (flight->look_up))
        flight_free (flight);
    return_cancelled (waiter, NULL);
    waiter_free (waiter);
    return G_SOURCE_REMOVE;
}

/* ---- beginning --------------------------------------------------------------------- */

static void
add_waiter (Flight *flight, GTask *task)
{
    GCancellable *cancellable = g_task_get_cancellable (task);
    Waiter *waiter = g_new0 (Waiter, 1);

    waiter->flight = flight;
    waiter->task = g_object_ref (task);
    g_ptr_array_add (flight->waiters, waiter);
    if (cancellable == NULL)
        return;
    waiter->cancelled = g_cancellable_source_new (cancellable);
    g_source_set_callback (waiter->cancelled, G_SOURCE_FUNC (on_cancelled), waiter, NULL);
    g_source_attach (waiter->cancelled, flight->flights->context);
}

static char *
make_key (TfDnsType type, const char *name)
{
    g_autofree char *normal = tf_dns_name_normalize (name);

    return g_strconcat (tf_dns_type_to_string (type), " ", normal, NULL);
}

static Flight *
flight_new (TfInFlight *flights, TfDnsType type, const char *name)
{
    Flight *flight = g_new0 (Flight, 1);

    flight->flights = flights;
    flight->type = type;
    flight->name = tf_dns_name_normalize (name);
    flight->key = make_key (type, name);
    flight->look_up = tf_look_up_new (flights->asker, flights->check, type, flight->name,
                                      on_looked_up, flight);
    flight->waiters = g_ptr_array_new_with_free_func ((GDestroyNotify)waiter_free);
    g_queue_push_tail (&flights->all, flight);
    g_hash_table_insert (flights->joinable, flight->key, flight);
    start_limit (flight);
    return flight;
}

void
tf_in_flight_look_up (TfInFlight *flights, GTask *task, TfDnsType type, const char *name,
                      TfDnsAnswer *kept)
{
    g_autofree char *key = make_key (type, name);
    Flight *flight = g_hash_table_lookup (flights->joinable, key);

    if (flight != NULL) {
        add_waiter (flight, task);
        return;
    }
    flight = flight_new (flights, type, name);
    add_waiter (flight, task);
    flight->keep = kept == NULL;
    if (kept == NULL)
        tf_look_up_start (flight->look_up);
    else
        tf_look_up_start_kept (flight->look_up, kept);
}

/* ---- the object -------------------------------------------------------------------- */

void
tf_in_flight_part (TfInFlight *flights, TfDnsType type, const char *name)
{
    g_autofree char *key = name != NULL ? make_key (type, name) : NULL;

    for (GList *link = flights->all.head; link != NULL; link = link->next) {
        Flight *flight = link->data;

        if (key != NULL && !g_str_equal (key, flight->key))
            continue;
        part (flight);
        flight->keep = FALSE;
    }
}

TfInFlight *
tf_in_flight_new (TfAsker *asker, TfNetworkCheck *check, TfDnsCache *cache,
                  GMainContext *context)
{
    TfInFlight *flights = g_new0 (TfInFlight, 1);

    flights->asker = asker;
    flights->check = check;
    flights->cache = cache;
    flights->context = context;
    flights->joinable = g_hash_table_new (g_str_hash, g_str_equal);
    g_queue_init (&flights->all);
    return flights;
}

/* The callbacks of those who waited run only when nothing is under way any more. */
void
tf_in_flight_end (TfInFlight *flights)
{
    g_autoptr (GPtrArray) waiters =
        g_ptr_array_new_with_free_func ((GDestroyNotify)waiter_free);

    while (!g_queue_is_empty (&flights->all)) {
        Flight *flight = g_queue_peek_head (&flights->all);
        GPtrArray *stolen = steal_waiters (flight);

        g_ptr_array_extend_and_steal (waiters, stolen);
        flight_free (flight);
    }
    g_ptr_array_foreach (waiters, return_cancelled, NULL);
}

void
tf_in_flight_free (TfInFlight *flights)
{
    tf_in_flight_end (flights);
    g_hash_table_unref (flights->joinable);
    g_free (flights);
}
