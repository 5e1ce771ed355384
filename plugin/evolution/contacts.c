/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* contacts: those in the program's address books. Directories (LDAP) are not asked: they know whole
 * organizations, and are on the network. */
#include "truefrom-evolution.h"

#include <libebook/libebook.h>

#define CONNECTING_S 10

/* Owned (of ESource). */
gpointer
tf_evolution_books_open (gpointer registry)
{
    GPtrArray *books = g_ptr_array_new_with_free_func (g_object_unref);
    GList *sources =
        e_source_registry_list_enabled (registry, E_SOURCE_EXTENSION_ADDRESS_BOOK);

    for (GList *item = sources; item != NULL; item = item->next) {
        ESourceBackend *backend =
            e_source_get_extension (item->data, E_SOURCE_EXTENSION_ADDRESS_BOOK);
        g_autofree char *name = e_source_backend_dup_backend_name (backend);

        if (g_strcmp0 (name, "ldap") != 0)
            g_ptr_array_add (books, g_object_ref (item->data));
    }
    g_list_free_full (sources, g_object_unref);
    return books;
}

static void
add_contact (GPtrArray *found, EContact *contact)
{
    const char *name = e_contact_get_const (contact, E_CONTACT_FULL_NAME);
    GList *addresses;

    if (e_contact_get (contact, E_CONTACT_IS_LIST) != NULL)
        return;
    addresses = e_contact_get (contact, E_CONTACT_EMAIL);
    for (const GList *item = addresses; item != NULL; item = item->next)
        g_ptr_array_add (found,
                         name != NULL && *name
                             ? g_strdup_printf ("%s <%s>", name, (const char *)item->data)
                             : g_strdup (item->data));
    g_list_free_full (addresses, g_free);
}

/* Owned: everybody who has an address. */
static char *
query_text (void)
{
    EBookQuery *query = e_book_query_field_exists (E_CONTACT_EMAIL);
    char *text = e_book_query_to_string (query);

    e_book_query_unref (query);
    return text;
}

/* A book that does not answer is left out, with a line in the log. */
static gboolean
read_book (ESource *source, GPtrArray *found)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (EClient) client =
        e_book_client_connect_sync (source, CONNECTING_S, NULL, &error);
    g_autofree char *text = query_text ();
    GSList *contacts = NULL;

    if (client == NULL || !e_book_client_get_contacts_sync (E_BOOK_CLIENT (client), text,
                                                            &contacts, NULL, &error)) {
        g_info ("address book %s: %s", e_source_get_uid (source), error->message);
        return FALSE;
    }
    for (const GSList *item = contacts; item != NULL; item = item->next)
        add_contact (found, item->data);
    g_slist_free_full (contacts, g_object_unref);
    return TRUE;
}

GStrv
tf_evolution_books_read (gpointer data)
{
    const GPtrArray *books = data;
    GPtrArray *found = g_ptr_array_new ();
    gboolean good = FALSE;

    for (guint i = 0; i < books->len; i++)
        good |= read_book (g_ptr_array_index (books, i), found);
    g_ptr_array_add (found, NULL);
    if (good)
        return (GStrv)g_ptr_array_free (found, FALSE);
    g_strfreev ((GStrv)g_ptr_array_free (found, FALSE));
    return NULL;
}

void
tf_evolution_books_close (gpointer books)
{
    g_ptr_array_unref (books);
}
