/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* No sequence of forged messages ever makes a later forged message quieter: random messages that their
 * author's domain did not authenticate are learned from, and then one more is judged with and without
 * what was learned; by a reader who knows nothing, and by one who has had honest mail of the same domains for
 * weeks. And that a server changes all mail, whoever may have taught it, changes no verdict at all. */
#include "drafts.h"
#include "harness.h"

#include "memory/memory.h"

#include <glib/gstdio.h>

#define N_SEQUENCES 60
#define N_FORGED    12

static Pieces *pieces;
static guint number; /* of the messages so far: each is another one */

static TfReport *
run (const Draft *draft, TfDossier *dossier, const TfKnowledge *knowledge)
{
    const Plan plan = {
        .lookup = draft_lookup, .data = (gpointer)draft, .knowledge = knowledge};

    return plan_run (&plan, dossier, draft->settings, &draft->evaluation);
}

static TfDossier *
read_draft (const Draft *draft)
{
    TfDossier *dossier = draft_read (draft);

    g_free (dossier->sha256);
    dossier->sha256 = g_strdup_printf ("%064x", ++number);
    return dossier;
}

static gboolean
is_forged (const TfReport *report)
{
    return report->evidence.result != TF_EVIDENCE_PASS;
}

static TfKnowledge *
recall (TfMemory *memory, const TfDossier *dossier)
{
    g_autoptr (TfRecollection) recollection = tf_memory_recall (memory, dossier, TRUE);

    return tf_knowledge_ref (recollection->knowledge);
}

/* FALSE: the message at hand is another one than was asked for. */
static gboolean
learn_from (TfMemory *memory, gboolean forged)
{
    g_autoptr (Draft) draft = draft_new (pieces);
    g_autoptr (TfDossier) dossier = read_draft (draft);
    g_autoptr (TfKnowledge) knowledge = recall (memory, dossier);
    g_autoptr (TfReport) report = run (draft, dossier, knowledge);
    g_autoptr (TfLesson) lesson = NULL;

    if (is_forged (report) != forged)
        return FALSE;
    lesson = tf_lesson_new (report);
    g_assert_nonnull (lesson);
    g_assert_true (tf_memory_keep (memory, lesson));
    return TRUE;
}

/* ---- by a reader who has had honest mail -------------------------------------------------- */

/* Authenticated mail of ADDRESS (or NULL), with nothing else to learn from it. */
static TfLesson *
lesson_by_hand (const char *domain, const char *address)
{
    TfLesson *lesson = g_new0 (TfLesson, 1);

    lesson->domain = g_strdup (domain);
    lesson->address = g_strdup (address);
    lesson->code = g_strdup ("TF15");
    lesson->level = "quiet";
    lesson->evidence = "pass";
    lesson->is_settled = lesson->is_conclusive = TRUE;
    lesson->is_authenticated = lesson->is_signed = TRUE;
    lesson->answers = g_ptr_array_new ();
    lesson->habits = g_ptr_array_new ();
    lesson->keys = g_ptr_array_new ();
    lesson->revoked = g_ptr_array_new ();
    return lesson;
}

/* Days with authenticated mail of every domain and of an address there: what is usual for all of them. */
static void
learn_habits (TfMemory *memory, const TfDossier *dossier, gint64 now)
{
    g_autofree char *address = tf_habit_address_name (dossier->author);

    if (dossier->author->domain == NULL)
        return;
    for (guint day = 0; day < 40; day++) {
        g_autoptr (TfLesson) lesson = lesson_by_hand (dossier->author->domain, address);

        lesson->now = lesson->arrived = now - (gint64)(40 - day) * TF_DAY;
        for (guint i = 0; i < sizeof number; i++)
            lesson->digest[i] = (guint8)(number >> (8 * i));
        number++;
        g_assert_true (tf_memory_keep (memory, lesson));
    }
}

/** Judged: a forgery, and how it was judged before others of its kind came. */
typedef struct {
    Draft *draft;
    TfDossier *dossier;
    TfLevel level;
} Judged;

static void
judged_free (Judged *judged)
{
    draft_free (judged->draft);
    tf_dossier_unref (judged->dossier);
    g_free (judged);
}

static TfLevel
judge (TfMemory *memory, const Judged *judged)
{
    g_autoptr (TfKnowledge) knowledge = recall (memory, judged->dossier);
    g_autoptr (TfReport) report = run (judged->draft, judged->dossier, knowledge);

    return tf_report_peek_level (report);
}

/* NULL: what was drawn is no forgery. */
static Judged *
draw_forgery (TfMemory *memory)
{
    Judged *judged = g_new0 (Judged, 1);
    g_autoptr (TfReport) report = NULL;

    judged->draft = draft_new (pieces);
    judged->dossier = read_draft (judged->draft);
    report = run (judged->draft, judged->dossier, NULL);
    if (is_forged (report)) {
        learn_habits (memory, judged->dossier, judged->draft->evaluation.now);
        judged->level = judge (memory, judged);
        return judged;
    }
    judged_free (judged);
    return NULL;
}

static void
compare_with_honest (TfMemory *memory, guint *n_unusual)
{
    g_autoptr (GPtrArray) all =
        g_ptr_array_new_with_free_func ((GDestroyNotify)judged_free);
    guint n_learned = 0;

    for (guint n = 0; n < 100 && all->len < 5; n++) {
        Judged *judged = draw_forgery (memory);

        if (judged != NULL)
            g_ptr_array_add (all, judged);
    }
    for (guint i = 0; i < all->len; i++) { /* again: now all habits are known */
        Judged *judged = g_ptr_array_index (all, i);

        judged->level = judge (memory, judged);
    }
    for (guint n = 0; n < 20 * N_FORGED && n_learned < N_FORGED; n++)
        n_learned += learn_from (memory, TRUE);
    for (guint i = 0; i < all->len; i++) {
        const Judged *judged = g_ptr_array_index (all, i);
        g_autoptr (TfReport) without = run (judged->draft, judged->dossier, NULL);

        g_assert_cmpint (judge (memory, judged), >=, judged->level);
        *n_unusual += judged->level > tf_report_peek_level (without);
    }
}

static void
compare (TfMemory *memory)
{
    g_autoptr (Draft) draft = draft_new (pieces);
    g_autoptr (TfDossier) dossier = read_draft (draft);
    g_autoptr (TfReport) before = run (draft, dossier, NULL);
    g_autoptr (TfKnowledge) knowledge = recall (memory, dossier);
    g_autoptr (TfReport) after = run (draft, dossier, knowledge);

    if (!is_forged (before))
        return;
    if (tf_report_peek_level (after) < tf_report_peek_level (before)) {
        g_autofree char *text = draft_to_text (draft);

        g_test_message ("%s\n%s → %s", text, tf_report_get_code (before),
                        tf_report_get_code (after));
    }
    g_assert_cmpint (tf_report_peek_level (after), >=, tf_report_peek_level (before));
}

/* ---- a server that changes mail ----------------------------------------------------------- */

/* Owned; NULL: nobody can tell through which server it came. */
static TfKnowledge *
know_rewriter (const TfDossier *dossier, gint64 now)
{
    g_autofree char *name =
        tf_trail_dup_receiver (dossier->envelope->trail, dossier->suffixes);
    const TfSeenServer server = {name, 1000, 0, 300, now - 40 * TF_DAY, now};
    TfKnowledge *knowledge = name != NULL ? tf_knowledge_new () : NULL;

    if (knowledge != NULL)
        tf_knowledge_add_server (knowledge, &server);
    return knowledge;
}

static void
test_rewriter (void)
{
    guint n_named = 0;

    for (guint i = 0; i < 40 * N_SEQUENCES; i++) {
        g_autoptr (Draft) draft = draft_new (pieces);
        g_autoptr (TfDossier) dossier = read_draft (draft);
        g_autoptr (TfKnowledge) knowledge =
            know_rewriter (dossier, draft->evaluation.now);
        g_autoptr (TfReport) before = run (draft, dossier, NULL);
        g_autoptr (TfReport) after = run (draft, dossier, knowledge);

        g_assert_cmpint (tf_report_peek_level (after), ==, tf_report_peek_level (before));
        g_assert_cmpstr (tf_report_get_code (after), ==, tf_report_get_code (before));
        n_named += after->rewriter != NULL;
    }
    g_test_message ("%u had come through such a server, changed", n_named);
    g_assert_cmpuint (n_named, >, 0); /* otherwise nothing was compared */
}

static void
remove_memory (const char *folder, const char *path)
{
    static const char *const parts[] = {"", "-wal", "-shm"};

    for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
        g_autofree char *part = g_strconcat (path, parts[i], NULL);

        g_unlink (part);
    }
    g_rmdir (folder);
}

static void
test_forgeries (void)
{
    for (guint i = 0; i < N_SEQUENCES; i++) {
        g_autofree char *folder = g_dir_make_tmp ("truefrom-XXXXXX", NULL);
        g_autofree char *path = g_build_filename (folder, "memory.db", NULL);
        TfMemory *memory = tf_memory_open (path);
        guint n_learned = 0;

        for (guint n = 0; n < 20 * N_FORGED && n_learned < N_FORGED; n++)
            n_learned += learn_from (memory, TRUE);
        g_assert_cmpuint (n_learned, ==, N_FORGED);
        for (guint n = 0; n < 5; n++)
            compare (memory);
        tf_memory_unref (memory);
        remove_memory (folder, path);
    }
}

static void
test_after_honest (void)
{
    guint n_unusual = 0;

    for (guint i = 0; i < N_SEQUENCES; i++) {
        g_autofree char *folder = g_dir_make_tmp ("truefrom-XXXXXX", NULL);
        g_autofree char *path = g_build_filename (folder, "memory.db", NULL);
        TfMemory *memory = tf_memory_open (path);

        compare_with_honest (memory, &n_unusual);
        tf_memory_unref (memory);
        remove_memory (folder, path);
    }
    g_test_message ("%u were unusual", n_unusual);
    g_assert_cmpuint (n_unusual, >, 0); /* otherwise nothing was compared */
}

int
main (int argc, char **argv)
{
    int status;

    g_test_init (&argc, &argv, NULL);
    g_assert_cmpint (argc, ==, 2);
    pieces = pieces_new (argv[1]);
    g_test_add_func ("/properties/memory/forgeries", test_forgeries);
    g_test_add_func ("/properties/memory/after-honest", test_after_honest);
    g_test_add_func ("/properties/memory/rewriter", test_rewriter);
    status = g_test_run ();
    pieces_free (pieces);
    return status;
}
