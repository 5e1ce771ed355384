/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-books: the address books are read in a worker, once in a while; who is in them is known after that. */
#include "client/books.h"

#include <glib/gstdio.h>

/** Reader: a mail program with address books. */
typedef struct {
    GMainLoop *loop;
    const char *const *entries; /* NULL: they cannot be read */
    int n_open;
    int n_read; /* by the worker */
    guint n_changed;
} Reader;

static gpointer
open_books (gpointer data)
{
    ((Reader *)data)->n_open++;
    return data;
}

static GStrv
read_books (gpointer data)
{
    Reader *reader = data;

    g_atomic_int_inc (&reader->n_read);
    return g_strdupv ((GStrv)reader->entries);
}

static void
close_books (gpointer data)
{
    Reader *reader = data;

    reader->n_open--;
    g_main_loop_quit (reader->loop);
}

static void
on_changed (gpointer data)
{
    ((Reader *)data)->n_changed++;
}

static TfBooks *
start (Reader *reader)
{
    static const TfBooksClient client = {open_books, read_books, close_books};

    reader->loop = g_main_loop_new (NULL, FALSE);
    return tf_books_new (&client, reader, on_changed, reader);
}

static void
end (Reader *reader, TfBooks *books)
{
    tf_books_free (books);
    g_assert_cmpint (reader->n_open, ==, 0);
    g_main_loop_unref (reader->loop);
}

static void
test_read (void)
{
    static const char *const entries[] = {
        "Jane Roe <jane@legit.example>", "kim@here.example",
        "Jane Roe <jane@legit.example>", "nobody",
        "not \xff UTF-8 <a@b.example>",  NULL};
    Reader reader = {.entries = entries};
    TfBooks *books = start (&reader);
    const TfPeople *people;

    g_assert_null (tf_books_peek_people (books));
    tf_books_refresh (books);
    g_assert_null (tf_books_peek_people (books)); /* the caller does not wait */
    g_main_loop_run (reader.loop);
    people = tf_books_peek_people (books);
    g_assert_nonnull (people);
    g_assert_true (tf_people_has_address (people, "jane", "legit.example"));
    g_assert_true (tf_people_has_address (people, "Kim", "here.example"));
    g_assert_cmpuint (people->addresses->len, <=, 3);
    g_assert_cmpuint (reader.n_changed, ==, 1);
    tf_books_refresh (books); /* a moment later: what was read still counts */
    g_assert_cmpint (reader.n_read, ==, 1);
    end (&reader, books);
}

static void
test_unreadable (void)
{
    Reader reader = {.entries = NULL};
    TfBooks *books = start (&reader);

    tf_books_refresh (books);
    g_main_loop_run (reader.loop);
    g_assert_null (tf_books_peek_people (books));
    g_assert_cmpuint (reader.n_changed, ==, 0);
    end (&reader, books);
}

/* ---- whom the reader has written to ------------------------------------------------------------ */

static TfMemory *
make_memory (const char *folder, const char *const *addresses)
{
    g_autofree char *path = g_build_filename (folder, "memory.db", NULL);
    TfMemory *memory = tf_memory_new (path);

    for (guint i = 0; addresses != NULL && i < TF_RECIPIENT_SIGHTS; i++)
        g_assert_true (tf_memory_keep_recipients (memory, addresses, 1790000000));
    return memory;
}

static void
remove_memory (const char *folder)
{
    static const char *const names[] = {"memory.db", "memory.db-wal", "memory.db-shm"};

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        g_autofree char *path = g_build_filename (folder, names[i], NULL);

        g_unlink (path);
    }
    g_rmdir (folder);
}

/* They are known, their domain too, but less than a contact. */
static void
test_recipients (void)
{
    static const char *const entries[] = {"Jane Roe <jane@legit.example>", NULL};
    static const char *const written[] = {"kim@partner.example", "jane@legit.example",
                                          NULL};
    static const char *const later[] = {"joe@late.example", NULL};
    static const char *const mistyped[] = {"kim@parnter.example", NULL};
    g_autofree char *folder = g_dir_make_tmp ("truefrom-books-XXXXXX", NULL);
    TfMemory *memory = make_memory (folder, written);
    Reader reader = {.entries = entries};
    TfBooks *books = start (&reader);
    const TfPeople *people;

    tf_books_set_memory (books, memory);
    tf_books_refresh (books);
    g_main_loop_run (reader.loop);
    people = tf_books_peek_people (books);
    g_assert_true (tf_people_has_address (people, "kim", "partner.example"));
    g_assert_nonnull (tf_targets_above (people->domains, "partner.example"));
    g_assert_false (tf_contacts_has_contact (people->contacts, "kim", "partner.example"));
    g_assert_true (tf_contacts_has_contact (people->contacts, "jane", "legit.example"));
    g_assert_true (tf_memory_keep_recipients (memory, later, 1790000000));
    g_assert_true (tf_memory_keep_recipients (memory, later, 1790000001));
    g_assert_true (tf_memory_keep_recipients (memory, mistyped, 1790000001));
    tf_books_expire (books);
    tf_books_refresh (books);
    g_main_loop_run (reader.loop);
    people = tf_books_peek_people (books);
    g_assert_true (tf_people_has_address (people, "joe", "late.example"));
    g_assert_null (tf_targets_above (people->domains, "parnter.example"));
    g_assert_cmpuint (reader.n_changed, ==, 2);
    end (&reader, books);
    tf_memory_unref (memory);
    remove_memory (folder);
}

/* A file that cannot be read takes nobody out of the address book. */
static void
test_no_memory (void)
{
    static const char *const entries[] = {"Jane Roe <jane@legit.example>", NULL};
    Reader reader = {.entries = entries};
    TfBooks *books = start (&reader);
    TfMemory *memory = make_memory ("/dev/null/truefrom", NULL);

    tf_books_set_memory (books, memory);
    tf_books_refresh (books);
    g_main_loop_run (reader.loop);
    g_assert_true (
        tf_people_has_address (tf_books_peek_people (books), "jane", "legit.example"));
    end (&reader, books);
    tf_memory_unref (memory);
}

/* The program ends while they are being read. */
static void
test_left (void)
{
    static const char *const entries[] = {"Jane Roe <jane@legit.example>", NULL};
    Reader reader = {.entries = entries};
    TfBooks *books = start (&reader);

    tf_books_refresh (books);
    tf_books_free (books);
    g_main_loop_run (reader.loop);
    g_assert_cmpuint (reader.n_changed, ==, 0);
    g_assert_cmpint (reader.n_open, ==, 0);
    g_main_loop_unref (reader.loop);
}

static void
test_none (void)
{
    const TfBooksClient client = {0};
    TfBooks *books = tf_books_new (&client, NULL, on_changed, NULL);

    tf_books_refresh (books);
    g_assert_null (tf_books_peek_people (books));
    tf_books_free (books);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/books/read", test_read);
    g_test_add_func ("/books/unreadable", test_unreadable);
    g_test_add_func ("/books/recipients", test_recipients);
    g_test_add_func ("/books/no-memory", test_no_memory);
    g_test_add_func ("/books/left", test_left);
    g_test_add_func ("/books/none", test_none);
    return g_test_run ();
}
