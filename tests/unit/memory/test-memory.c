/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-memory: what is kept is recalled, and what is forgotten is gone. */
#include "memory-helper.h"

#include <sys/stat.h>

#define MESSAGE                                                                          \
    "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; d=legit.example; s=s1;\n" \
    "\th=from; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA\n"                \
    "List-Id: <dev.legit.example>\nFrom: <a@legit.example>\n\nHello\n"

static TfDossier *
dossier_of (const char *text)
{
    TfCircumstances known = TF_CIRCUMSTANCES_INIT;
    g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
    g_autoptr (TfSource) source = tf_source_new_bytes (bytes);
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();

    known.identify = TRUE;
    return tf_dossier_read (source, &known, suffixes, NULL);
}

static void
test_statements (void)
{
    g_auto (Place) place;
    TfStoreFile store = {NULL};

    place_init (&place);
    g_assert_true (tf_place_make (place.path));
    g_assert_cmpint (tf_store_open (&store, place.path), ==, SQLITE_OK);
    for (TfSql which = 0; which < TF_N_SQL; which++)
        if (tf_store_bind (&store, which, "") == NULL)
            g_error ("%s: %s", tf_sql_get (which), sqlite3_errmsg (store.database));
    g_assert_cmpint (store.failed, ==, SQLITE_OK);
    tf_store_close (&store);
}

static guint
mode_of (const char *path)
{
    GStatBuf info;

    g_assert_cmpint (g_stat (path, &info), ==, 0);
    return info.st_mode & 0777;
}

static void
test_modes (void)
{
    static const char *const parts[] = {"", "-wal", "-shm"};
    g_auto (Place) place;
    g_autofree char *folder = NULL;
    g_autoptr (TfMemory) memory = NULL;

    place_init (&place);
    memory = tf_memory_open (place.path);
    folder = g_path_get_dirname (place.path);
    g_assert_true (keep (memory, 1, "legit.example"));
    g_assert_cmpint (tf_memory_get_trouble (memory), ==, TF_MEMORY_FINE);
    g_assert_cmpuint (mode_of (folder), ==, 0700);
    for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
        g_autofree char *path = g_strconcat (place.path, parts[i], NULL);

        g_assert_cmpuint (mode_of (path), ==, 0600);
    }
}

/* The lesson of number 7, with the digest of DOSSIER. */
static void
keep_as (TfMemory *memory, const TfDossier *dossier, gboolean is_recalled)
{
    g_autoptr (TfLesson) lesson = lesson_of (7, "legit.example");

    g_assert_true (tf_dossier_get_digest (dossier, lesson->digest));
    lesson->is_recalled = is_recalled;
    g_ptr_array_add (lesson->habits,
                     g_strdup ("usual legit.example 3000 3000 1700000000 1790000000"));
    g_assert_true (tf_memory_keep (memory, lesson));
}

static void
test_recall (void)
{
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;
    g_autoptr (TfDossier) dossier = dossier_of (MESSAGE);
    g_autoptr (TfRecollection) before = NULL;
    g_autoptr (TfRecollection) then = NULL;
    g_autoptr (TfRecollection) afresh = NULL;
    const TfRecalledAnswer *recalled;
    const TfHabit *habit;

    place_init (&place);
    memory = tf_memory_open (place.path);
    before = tf_memory_recall (memory, dossier, FALSE);
    g_assert_cmpint (before->checked, ==, -1);
    g_assert_true (tf_knowledge_is_empty (before->knowledge));
    keep_as (memory, dossier, FALSE);
    keep_as (memory, dossier, TRUE);
    then = tf_memory_recall (memory, dossier, FALSE);
    g_assert_cmpint (then->checked, ==, NOW + 7);
    g_assert_cmpuint (then->answers->len, ==, 1);
    recalled = g_ptr_array_index (then->answers, 0);
    g_assert_cmpstr (recalled->name, ==, "s1._domainkey.legit.example");
    g_assert_cmpint (recalled->answer->status, ==, TF_DNS_RECORDS);
    habit = tf_knowledge_find_habit (then->knowledge, "legit.example");
    g_assert_cmpuint (habit->signed_days, ==, 3000); /* as it was then */
    g_assert_cmpuint (then->knowledge->keys->len, ==, 1);
    afresh = tf_memory_recall (memory, dossier, TRUE);
    g_assert_cmpint (afresh->checked, ==, -1);
    habit = tf_knowledge_find_habit (afresh->knowledge, "legit.example");
    g_assert_cmpuint (habit->signed_days, ==, 1000); /* as it is now */
    g_assert_cmpuint (afresh->knowledge->lists->len, ==, 1);
}

/* However often it is opened, a message counts once; a check that ends worse replaces nothing. */
static void
test_again (void)
{
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;
    g_autoptr (TfLesson) lesson = lesson_of (1, "legit.example");
    g_autoptr (TfKnowledge) shown = NULL;
    const TfSeenList *list;

    place_init (&place);
    memory = tf_memory_open (place.path);
    for (guint i = 0; i < 3; i++)
        g_assert_true (tf_memory_keep (memory, lesson));
    lesson->is_conclusive = FALSE;
    lesson->evidence = "unknown";
    g_assert_true (tf_memory_keep (memory, lesson));
    shown = tf_memory_show (memory, "legit.example");
    g_assert_cmpuint (shown->lists->len, ==, 1);
    list = g_ptr_array_index (shown->lists, 0);
    g_assert_cmpuint (list->sights, ==, 1);
    g_assert_cmpint (count_all (memory).messages, ==, 1);
}

static void
test_revoked (void)
{
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;
    g_autoptr (TfLesson) lesson = lesson_of (2, "legit.example");
    g_autoptr (TfKnowledge) shown = NULL;
    const TfSeenKey *key;

    place_init (&place);
    memory = tf_memory_open (place.path);
    g_assert_true (keep (memory, 1, "legit.example"));
    g_ptr_array_set_size (lesson->keys, 0);
    g_ptr_array_add (lesson->revoked, g_strdup ("s1._domainkey.legit.example"));
    g_assert_true (tf_memory_keep (memory, lesson));
    shown = tf_memory_show (memory, NULL);
    key = g_ptr_array_index (shown->keys, 0);
    g_assert_cmpint (key->revoked, ==, NOW + 2);
}

/* ---- whom the reader has written to -------------------------------------------------------- */

static void
test_recipients (void)
{
    static const char *const first[] = {
        "Jane@Legit.example",        "kim@other.example", "nobody",
        "j\xc3\xa4ne@legit.example", "a b@legit.example", NULL};
    static const char *const again[] = {"jane@legit.example", NULL};
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;
    g_autoptr (TfKnowledge) all = NULL;
    g_autoptr (TfKnowledge) shown = NULL;
    g_autoptr (TfKnowledge) left = NULL;
    const TfRecipient *jane;

    place_init (&place);
    memory = tf_memory_open (place.path);
    g_assert_true (tf_memory_keep_recipients (memory, first, NOW));
    g_assert_true (tf_memory_keep_recipients (memory, again, NOW + 5));
    g_assert_cmpint (count_all (memory).recipients, ==, 2);
    all = tf_memory_show_recipients (memory);
    g_assert_cmpuint (all->recipients->len, ==, 2);
    jane = g_ptr_array_index (all->recipients, 0);
    g_assert_cmpstr (jane->address, ==, "jane@legit.example");
    g_assert_cmpuint (jane->sights, ==, 2);
    g_assert_cmpint (jane->first, ==, NOW);
    g_assert_cmpint (jane->last, ==, NOW + 5);
    shown = tf_memory_show (memory, "other.example");
    g_assert_cmpuint (shown->recipients->len, ==, 1);
    g_assert_true (tf_memory_forget_domain (memory, "legit.example", NULL));
    left = tf_memory_show_recipients (memory);
    g_assert_cmpuint (left->recipients->len, ==, 1);
    g_assert_true (tf_memory_prune (memory, NOW + TF_MEMORY_KEY_SECONDS + TF_DAY));
    g_assert_cmpint (count_all (memory).recipients, ==, 0);
    g_assert_true (tf_memory_keep_recipients (memory, first, NOW));
    g_assert_true (tf_memory_forget_all (memory));
    g_assert_cmpint (count_all (memory).recipients, ==, 0);
}

/* ---- habits of addresses ------------------------------------------------------------------- */

static void
test_addresses (void)
{
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;
    g_autoptr (TfLesson) lesson = lesson_of (1, "legit.example");
    g_autoptr (TfKnowledge) shown = NULL;
    g_autoptr (TfKnowledge) left = NULL;
    const TfHabit *habit;

    place_init (&place);
    memory = tf_memory_open (place.path);
    lesson->address = g_strdup ("jane@legit.example");
    g_assert_true (tf_memory_keep (memory, lesson));
    g_assert_cmpint (count_all (memory).domains, ==, 1);
    shown = tf_memory_show (memory, "legit.example");
    g_assert_cmpuint (shown->habits->len, ==, 2);
    habit = tf_knowledge_find_habit (shown, "jane@legit.example");
    g_assert_cmpuint (habit->n_passed, ==, 1);
    g_assert_true (tf_memory_forget_domain (memory, "legit.example", NULL));
    left = tf_memory_show (memory, NULL);
    g_assert_true (tf_knowledge_is_empty (left));
}

/* ---- forgetting -------------------------------------------------------------------------- */

static gboolean
file_has (const char *path, const char *suffix, const char *text)
{
    g_autofree char *name = g_strconcat (path, suffix, NULL);
    g_autofree char *contents = NULL;
    gsize length = 0;
    gsize wanted = strlen (text);

    g_file_get_contents (name, &contents, &length, NULL);
    for (gsize i = 0; i + wanted <= length; i++)
        if (memcmp (contents + i, text, wanted) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
disk_has (const char *path, const char *text)
{
    return file_has (path, "", text) || file_has (path, "-wal", text);
}

static void
test_forget_domain (void)
{
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;
    gboolean known = TRUE;

    place_init (&place);
    memory = tf_memory_open (place.path);
    g_assert_true (tf_memory_forget_domain (memory, "legit.example", &known));
    g_assert_false (known);
    g_assert_true (keep (memory, 1, "legit.example"));
    g_assert_true (keep (memory, 2, "news.legit.example"));
    g_assert_true (keep (memory, 3, "illegit.example"));
    g_assert_true (tf_memory_forget_domain (memory, "legit.example", &known));
    g_assert_true (known);
    g_assert_true (tf_memory_forget_domain (memory, "legit.example", &known));
    g_assert_false (known);
    g_assert_cmpint (count_all (memory).messages, ==, 1);
    g_assert_cmpint (count_all (memory).keys, ==, 1);
    g_assert_cmpint (count_all (memory).domains, ==, 1);
    g_assert_cmpint (count_all (memory).lists, ==, 1);
    g_assert_false (disk_has (place.path, "news.legit.example"));
    g_assert_true (disk_has (place.path, "illegit.example"));
}

static void
test_forget_all (void)
{
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;
    TfMemoryCounts counts;

    place_init (&place);
    memory = tf_memory_open (place.path);
    for (guint i = 0; i < 50; i++) {
        g_autofree char *domain = g_strdup_printf ("secret%u.example", i);

        g_assert_true (keep (memory, i, domain));
    }
    g_assert_true (disk_has (place.path, "secret7.example"));
    g_assert_true (tf_memory_forget_all (memory));
    counts = count_all (memory);
    g_assert_cmpint (counts.messages + counts.keys + counts.domains + counts.lists, ==,
                     0);
    g_assert_false (disk_has (place.path, "secret"));
    g_assert_true (keep (memory, 1, "legit.example"));
}

static void
test_prune (void)
{
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;

    place_init (&place);
    memory = tf_memory_open (place.path);
    g_assert_true (keep (memory, 1, "legit.example"));
    g_assert_true (tf_memory_prune (memory, NOW + TF_MEMORY_SECONDS - TF_DAY));
    g_assert_cmpint (count_all (memory).messages, ==, 1);
    g_assert_true (tf_memory_prune (memory, NOW + TF_MEMORY_SECONDS + TF_DAY));
    g_assert_cmpint (count_all (memory).messages, ==, 0);
    g_assert_cmpint (count_all (memory).domains, ==, 0);
    g_assert_cmpint (count_all (memory).keys, ==, 1);
    g_assert_true (tf_memory_prune (memory, NOW + TF_MEMORY_KEY_SECONDS + 2 * TF_DAY));
    g_assert_cmpint (count_all (memory).keys, ==, 0);
}

/* ---- alarms and warnings ------------------------------------------------------------------ */

static void
note_message (const TfMemoryMessage *message, gpointer data)
{
    g_string_append_printf (data, "%s %s %s %u %d\n", tf_level_to_string (message->level),
                            tf_code_to_string (message->code),
                            message->domain != NULL ? message->domain : "-",
                            message->digest[0], (int)(message->checked - NOW));
}

static void
keep_with (TfMemory *memory, guint number, const char *domain, const char *level,
           const char *code)
{
    g_autoptr (TfLesson) lesson =
        lesson_of (number, domain != NULL ? domain : "x.example");

    lesson->level = level;
    lesson->is_authenticated = FALSE;
    g_free (lesson->code);
    lesson->code = g_strdup (code);
    if (domain == NULL)
        g_clear_pointer (&lesson->domain, g_free);
    g_assert_true (tf_memory_keep (memory, lesson));
}

static void
test_suspicious (void)
{
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;
    g_autoptr (GString) found = g_string_new (NULL);

    place_init (&place);
    memory = tf_memory_new (place.path);
    g_assert_true (tf_memory_foreach_suspicious (memory, note_message, found));
    g_assert_true (tf_place_is_missing (place.path));
    keep_with (memory, 4, "forged.example", "alarm", "TF01");
    keep_with (memory, 3, "forged.example", "note", "TF17");
    keep_with (memory, 2, "unproven.example", "warning", "TF03");
    keep_with (memory, 1, "legit.example", "quiet", "TF15");
    keep_with (memory, 5, NULL, "alarm", "TF04");
    keep_with (memory, 6, "later.example", "alarm", "TF99");
    g_assert_true (tf_memory_foreach_suspicious (memory, note_message, found));
    g_assert_cmpstr (found->str, ==,
                     "warning TF03 unproven.example 2 2\n"
                     "alarm TF01 forged.example 4 4\n"
                     "alarm TF04 - 5 5\n");
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/memory/statements", test_statements);
    g_test_add_func ("/memory/modes", test_modes);
    g_test_add_func ("/memory/recall", test_recall);
    g_test_add_func ("/memory/again", test_again);
    g_test_add_func ("/memory/revoked", test_revoked);
    g_test_add_func ("/memory/recipients", test_recipients);
    g_test_add_func ("/memory/addresses", test_addresses);
    g_test_add_func ("/memory/forget-domain", test_forget_domain);
    g_test_add_func ("/memory/forget-all", test_forget_all);
    g_test_add_func ("/memory/prune", test_prune);
    g_test_add_func ("/memory/suspicious", test_suspicious);
    return g_test_run ();
}
