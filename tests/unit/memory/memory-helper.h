/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What the tests of core/memory share: a folder of their own, and lessons made by hand. */
#pragma once

#include "memory/memory-private.h"

#include <glib/gstdio.h>

#define NOW    G_GINT64_CONSTANT (1795000000)
#define RECORD "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="

/** Place: a folder for one test. */
typedef struct {
    char *folder;
    char *path;
} Place;

static inline void
place_init (Place *place)
{
    place->folder = g_dir_make_tmp ("truefrom-memory-XXXXXX", NULL);
    g_assert_nonnull (place->folder);
    place->path = g_build_filename (place->folder, "truefrom", "memory.db", NULL);
}

static inline void
remove_folder (const char *folder)
{
    g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
    const char *name;

    while (files != NULL && (name = g_dir_read_name (files)) != NULL) {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        if (g_file_test (path, G_FILE_TEST_IS_DIR))
            remove_folder (path);
        else
            g_unlink (path);
    }
    g_rmdir (folder);
}

static inline void
place_clear (Place *place)
{
    remove_folder (place->folder);
    g_free (place->folder);
    g_free (place->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static inline void
free_lesson_answer (gpointer data)
{
    TfLessonAnswer *answer = data;

    g_free (answer->name);
    g_free (answer->text);
    g_free (answer);
}

static inline TfLessonAnswer *
lesson_answer (const char *name)
{
    TfLessonAnswer *answer = g_new (TfLessonAnswer, 1);

    answer->type = TF_DNS_TXT;
    answer->name = g_strdup (name);
    answer->text = g_strdup_printf ("{\"%s\": {\"TXT\": [\"%s\"]}}", name, RECORD);
    return answer;
}

static inline void
set_digest (TfLesson *lesson, guint number)
{
    for (guint i = 0; i < 32; i++)
        lesson->digest[i] = (guint8)(number >> (i % 4 * 8));
}

/* A message with this number, that its domain has signed. */
static inline TfLesson *
lesson_of (guint number, const char *domain)
{
    TfLesson *lesson = g_new0 (TfLesson, 1);
    g_autofree char *key = g_strconcat ("s1._domainkey.", domain, NULL);

    set_digest (lesson, number);
    lesson->now = lesson->arrived = NOW + number;
    lesson->domain = g_strdup (domain);
    lesson->code = g_strdup ("TF15");
    lesson->level = "quiet";
    lesson->evidence = "pass";
    lesson->is_settled = lesson->is_conclusive = TRUE;
    lesson->is_authenticated = lesson->is_signed = TRUE;
    lesson->answers = g_ptr_array_new_with_free_func (free_lesson_answer);
    lesson->habits = g_ptr_array_new_with_free_func (g_free);
    lesson->keys = g_ptr_array_new_with_free_func ((GDestroyNotify)tf_seen_key_free);
    lesson->revoked = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (lesson->answers, lesson_answer (key));
    g_ptr_array_add (lesson->keys,
                     tf_seen_key_new (key, RECORD, lesson->arrived, lesson->now, -1));
    lesson->list_id = g_strconcat ("dev.", domain, NULL);
    lesson->list_signer = g_strdup (domain);
    return lesson;
}

/* That message came in through a server, changed or not. */
static inline void
set_server (TfLesson *lesson, const char *server, const char *sender, gboolean is_changed)
{
    lesson->server = g_strdup (server);
    lesson->sender = g_strdup (sender);
    lesson->is_changed = is_changed;
}

static inline gboolean
keep (TfMemory *memory, guint number, const char *domain)
{
    g_autoptr (TfLesson) lesson = lesson_of (number, domain);

    return tf_memory_keep (memory, lesson);
}

static inline TfMemoryCounts
count_all (TfMemory *memory)
{
    TfMemoryCounts counts = {-1, -1, -1, -1, -1, -1, -1};

    tf_memory_count (memory, &counts);
    return counts;
}
