/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-memory-servers: what happens to mail on its way in is kept for the servers that took it from outside, and
 * known for a message that came in there, until it is forgotten. */
#include "memory-helper.h"

#define DAY G_GINT64_CONSTANT (86400)

/* A message that HOST took from outside, with a number of its own. */
static TfDossier *
dossier_of (const char *host, guint number)
{
    TfCircumstances known = TF_CIRCUMSTANCES_INIT;
    g_autofree char *text =
        g_strdup_printf ("Received: from x (x [192.0.2.10]) by %s with ESMTPS id %u;\n"
                         "\tWed, 18 Nov 2026 10:06:40 +0000\n"
                         "From: <a@legit.example>\n\nHello\n",
                         host, number);
    g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
    g_autoptr (TfSource) source = tf_source_new_bytes (bytes);
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();

    known.identify = TRUE;
    return tf_dossier_read (source, &known, suffixes, NULL);
}

/* "NAME CHANGED/INTACT of SENDERS" of what is known for a new message; "": nothing. */
static char *
recall_for (TfMemory *memory, const char *host)
{
    g_autoptr (TfDossier) dossier = dossier_of (host, 0);
    g_autoptr (TfRecollection) recollection = tf_memory_recall (memory, dossier, FALSE);
    const GPtrArray *servers = recollection->knowledge->servers;
    const TfSeenServer *server;

    g_assert_cmpuint (servers->len, <=, 1);
    if (servers->len == 0)
        return g_strdup ("");
    server = g_ptr_array_index (servers, 0);
    return g_strdup_printf ("%s %u/%u of %u", server->name, server->n_changed,
                            server->n_intact, server->n_senders);
}

static void
expect (TfMemory *memory, const char *host, const char *expected)
{
    g_autofree char *found = recall_for (memory, host);

    g_assert_cmpstr (found, ==, expected);
}

static void
learn (TfMemory *memory, guint number, const char *server, const char *sender,
       gboolean is_changed)
{
    g_autoptr (TfLesson) lesson = lesson_of (number, sender);

    set_server (lesson, server, sender, is_changed);
    g_assert_true (tf_memory_keep (memory, lesson));
    g_assert_true (tf_memory_keep (memory, lesson)); /* opened again: it counts once */
}

static void
test_known (void)
{
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;

    place_init (&place);
    memory = tf_memory_open (place.path);
    expect (memory, "mx1.victim.example", "");
    for (guint i = 0; i < 3; i++)
        learn (memory, i, "victim.example", "legit.example", TRUE);
    learn (memory, 3, "victim.example", "other.example", FALSE);
    learn (memory, 4, "attack.example", "attack.example", TRUE);
    expect (memory, "mx1.victim.example", "victim.example 3/1 of 2");
    expect (memory, "mx2.victim.example", "victim.example 3/1 of 2");
    expect (memory, "mx.attack.example", "attack.example 1/0 of 1");
    expect (memory, "mx.nobody.example", "");
    expect (memory, "localhost", "");
    g_assert_cmpint (count_all (memory).servers, ==, 2);
}

/* What was known when it was checked stays with a message. */
static void
test_then (void)
{
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;
    g_autoptr (TfLesson) lesson = lesson_of (7, "legit.example");
    g_autoptr (TfDossier) dossier = dossier_of ("mx.victim.example", 7);
    g_autoptr (TfRecollection) recollection = NULL;
    const TfSeenServer *server;

    place_init (&place);
    memory = tf_memory_open (place.path);
    learn (memory, 1, "victim.example", "legit.example", TRUE);
    g_assert_true (tf_dossier_get_digest (dossier, lesson->digest));
    g_ptr_array_add (lesson->habits, g_strdup ("server victim.example 96 4 25 1 2"));
    g_assert_true (tf_memory_keep (memory, lesson));
    recollection = tf_memory_recall (memory, dossier, FALSE);
    g_assert_cmpuint (recollection->knowledge->servers->len, ==, 1);
    server = g_ptr_array_index (recollection->knowledge->servers, 0);
    g_assert_cmpuint (server->n_changed, ==, 96);
}

static void
test_forgotten (void)
{
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;

    place_init (&place);
    memory = tf_memory_open (place.path);
    g_assert_true (tf_memory_forget_server (memory, "victim.example"));
    for (guint i = 0; i < 4; i++)
        learn (memory, i, i % 2 == 0 ? "victim.example" : "other.example",
               i < 2 ? "legit.example" : "shop.example", TRUE);
    g_assert_true (tf_memory_forget_server (memory, "victim.example"));
    expect (memory, "mx.victim.example", "");
    expect (memory, "mx.other.example", "other.example 2/0 of 2");
    g_assert_cmpint (count_all (memory).domains, ==, 2);
    g_assert_true (tf_memory_forget_domain (memory, "shop.example", NULL));
    expect (memory, "mx.other.example", "other.example 1/0 of 1");
    g_assert_true (tf_memory_forget_domain (memory, "other.example", NULL));
    expect (memory, "mx.other.example", "");
}

/* Senders of whom nothing came for half a year do not count any more. */
static void
test_old (void)
{
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;

    place_init (&place);
    memory = tf_memory_open (place.path);
    learn (memory, 1, "victim.example", "legit.example", TRUE);
    g_assert_true (tf_memory_prune (memory, NOW + 100 * DAY));
    expect (memory, "mx.victim.example", "victim.example 1/0 of 1");
    g_assert_true (tf_memory_prune (memory, NOW + 200 * DAY));
    expect (memory, "mx.victim.example", "");
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/memory/servers/known", test_known);
    g_test_add_func ("/memory/servers/then", test_then);
    g_test_add_func ("/memory/servers/forgotten", test_forgotten);
    g_test_add_func ("/memory/servers/old", test_old);
    return g_test_run ();
}
