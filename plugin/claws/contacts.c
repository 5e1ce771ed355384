/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* contacts: those in the client's own address books. The client's functions that read them may only be
 * called in the main loop, and would make it wait; the files are simple, so they are read here.
 * Directories (LDAP) are not asked: they know whole organizations, and are on the network. */
#include "truefrom-claws.h"

#include <glib/gstdio.h>

#include "common/utils.h"

#define BOOKS      "addrbook"
#define INDEX      "addrbook--index.xml"
#define MOST_BYTES (64 * 1024 * 1024)

/** Book: what is found in one file. */
typedef struct {
    GPtrArray *found; /* char * */
    char *name;       /* of the person whose addresses follow; or NULL */
} Book;

static const char *
attribute (const char **names, const char **values, const char *name)
{
    for (guint i = 0; names[i] != NULL; i++)
        if (g_str_equal (names[i], name))
            return values[i];
    return NULL;
}

/* Owned: as the person is shown, else what else is known; NULL: nothing. */
static char *
name_of (const char **names, const char **values)
{
    const char *shown = attribute (names, values, "cn");
    const char *first = attribute (names, values, "first-name");
    const char *last = attribute (names, values, "last-name");
    g_autofree char *both = NULL;

    if (shown != NULL && *shown)
        return g_strdup (shown);
    both = g_strjoin (" ", first != NULL ? first : "", last != NULL ? last : "", NULL);
    g_strstrip (both);
    return *both ? g_steal_pointer (&both) : NULL;
}

static void
add_address (Book *book, const char *address)
{
    if (address == NULL || *address == '\0')
        return;
    g_ptr_array_add (book->found, book->name != NULL
                                      ? g_strdup_printf ("%s <%s>", book->name, address)
                                      : g_strdup (address));
}

static void
on_person (GMarkupParseContext *context, const char *element, const char **names,
           const char **values, gpointer data, GError **error)
{
    Book *book = data;

    if (g_str_equal (element, "person")) {
        g_free (book->name);
        book->name = name_of (names, values);
    } else if (g_str_equal (element, "address")) {
        add_address (book, attribute (names, values, "email"));
    }
}

static void
on_file (GMarkupParseContext *context, const char *element, const char **names,
         const char **values, gpointer data, GError **error)
{
    const char *file = attribute (names, values, "file");

    if (g_str_equal (element, "book") && file != NULL && strchr (file, '/') == NULL)
        g_ptr_array_add (((Book *)data)->found, g_strdup (file));
}

/* Before it is read: a file that is missing says so itself. */
static gboolean
is_too_long (const char *path)
{
    GStatBuf status;

    return g_stat (path, &status) == 0 && status.st_size > MOST_BYTES;
}

/* What could not be read or understood is left out, with a line in the log. */
static gboolean
parse (const char *folder, const char *file, const GMarkupParser *parser, Book *book)
{
    g_autofree char *path = g_build_filename (folder, file, NULL);
    g_autoptr (GMarkupParseContext) context =
        g_markup_parse_context_new (parser, 0, book, NULL);
    g_autofree char *text = NULL;
    gsize length = 0;
    g_autoptr (GError) error = NULL;

    if (is_too_long (path) || !g_file_get_contents (path, &text, &length, &error) ||
        !g_markup_parse_context_parse (context, text, (gssize)length, &error)) {
        g_info ("address book %s: %s", path, error != NULL ? error->message : "too long");
        return FALSE;
    }
    return TRUE;
}

gpointer
tf_claws_books_open (gpointer unused)
{
    return g_build_filename (get_rc_dir (), BOOKS, NULL);
}

GStrv
tf_claws_books_read (gpointer folder)
{
    static const GMarkupParser index = {.start_element = on_file};
    static const GMarkupParser people = {.start_element = on_person};
    g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
    Book list = {files, NULL};
    Book book = {g_ptr_array_new (), NULL};

    if (!parse (folder, INDEX, &index, &list)) {
        g_ptr_array_unref (book.found);
        return NULL;
    }
    for (guint i = 0; i < files->len; i++) {
        parse (folder, g_ptr_array_index (files, i), &people, &book);
        g_clear_pointer (&book.name, g_free);
    }
    g_ptr_array_add (book.found, NULL);
    return (GStrv)g_ptr_array_free (book.found, FALSE);
}
