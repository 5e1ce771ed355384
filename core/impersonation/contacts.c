/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* contacts: the people whom the reader knows, and whether a name is one of theirs on an address
 * that is not (TF07). The order of the words, their letters' case, diacritics and lookalike
 * letters make no difference. */
#include "impersonation/impersonation.h"

#include <string.h>

/** Contact: one name at one address. */
typedef struct {
    char *name;
    char *address; /* borrowed from addresses */
    gboolean is_own;
} Contact;

struct _TfContacts {
    GHashTable *addresses; /* char *, lower case → whether it is a contact's */
    GHashTable *names;     /* what the name is found by → GPtrArray of Contact */
};

static void
free_contact (gpointer data)
{
    Contact *contact = data;

    g_free (contact->name);
    g_free (contact);
}

TfContacts *
tf_contacts_new (void)
{
    TfContacts *contacts = g_new0 (TfContacts, 1);

    contacts->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    contacts->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify)g_ptr_array_unref);
    return contacts;
}

void
tf_contacts_free (TfContacts *contacts)
{
    if (contacts == NULL)
        return;
    g_hash_table_unref (contacts->names);
    g_hash_table_unref (contacts->addresses);
    g_free (contacts);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
    const TfNameWord *const *ours = a, *const *theirs = b;

    return strcmp ((*ours)->folded, (*theirs)->folded);
}

/* Owned; NULL: not a full name, which has two words of two letters or more. */
static char *
key_of (const char *name)
{
    g_autoptr (GPtrArray) words = tf_name_words_read (name);
    guint full = 0;

    for (guint i = 0; i < words->len; i++)
        full += ((const TfNameWord *)g_ptr_array_index (words, i))->is_single ? 0 : 1;
    if (full < 2)
        return NULL;
    g_ptr_array_sort (words, compare_words);
    return tf_name_words_join (words, 0, words->len, TRUE, " ");
}

static void
add_name (TfContacts *contacts, const char *name, char *address, gboolean is_own)
{
    char *key = key_of (name);
    GPtrArray *list = key != NULL ? g_hash_table_lookup (contacts->names, key) : NULL;
    Contact *contact;

    if (key == NULL)
        return;
    contact = g_new0 (Contact, 1);
    contact->name = g_strdup (name);
    contact->address = address;
    contact->is_own = is_own;
    if (list == NULL) {
        list = g_ptr_array_new_with_free_func (free_contact);
        g_hash_table_insert (contacts->names, g_strdup (key), list);
    }
    g_ptr_array_add (list, contact);
    g_free (key);
}

gboolean
tf_contacts_add (TfContacts *contacts, const char *name, const char *address,
                 gboolean is_own)
{
    gpointer kept = NULL;
    gboolean is_new =
        !g_hash_table_lookup_extended (contacts->addresses, address, &kept, NULL);

    if (is_new)
        kept = g_strdup (address);
    else
        g_hash_table_steal (contacts->addresses, kept);
    g_hash_table_insert (contacts->addresses, kept, GINT_TO_POINTER (TRUE));
    if (name != NULL)
        add_name (contacts, name, kept, is_own);
    return is_new;
}

void
tf_contacts_add_recipient (TfContacts *contacts, const char *address)
{
    if (!g_hash_table_contains (contacts->addresses, address))
        g_hash_table_insert (contacts->addresses, g_strdup (address),
                             GINT_TO_POINTER (FALSE));
}

/* FALSE: it is not there at all. */
static gboolean
look_up_address (const TfContacts *contacts, const char *local, const char *domain,
                 gpointer *ret_is_contact)
{
    g_autofree char *address = NULL, *lower = NULL;

    if (contacts == NULL || local == NULL || domain == NULL)
        return FALSE;
    address = g_strconcat (local, "@", domain, NULL);
    lower = g_utf8_strdown (address, -1);
    return g_hash_table_lookup_extended (contacts->addresses, lower, NULL,
                                         ret_is_contact);
}

gboolean
tf_contacts_has_address (const TfContacts *contacts, const char *local,
                         const char *domain)
{
    return look_up_address (contacts, local, domain, NULL);
}

gboolean
tf_contacts_has_contact (const TfContacts *contacts, const char *local,
                         const char *domain)
{
    gpointer is_contact = NULL;

    return look_up_address (contacts, local, domain, &is_contact) &&
           GPOINTER_TO_INT (is_contact);
}

gboolean
tf_contacts_is_known (const TfGuarded *guarded, const char *local, const char *domain)
{
    return tf_contacts_has_address (guarded->contacts, local, domain) ||
           tf_contacts_has_address (guarded->own_contacts, local, domain);
}

/* "jane.boss+lists" is the mailbox of "janeboss" at many providers. */
static char *
mailbox_of (const char *address)
{
    GString *out = g_string_new (NULL);
    gboolean tag = FALSE, at = FALSE;

    for (; *address != '\0'; address++) {
        at |= *address == '@';
        tag = !at && (tag || *address == '+');
        if (at || (!tag && *address != '.'))
            g_string_append_c (out, *address);
    }
    return g_string_free (out, FALSE);
}

static gboolean
is_same_mailbox (const char *a, const char *b)
{
    g_autofree char *ours = mailbox_of (a), *theirs = mailbox_of (b);

    return g_str_equal (ours, theirs);
}

/* The same mailbox, or another of the contact's own organization. */
static gboolean
is_of_contact (const Contact *contact, const TfImpersonationInput *input,
               const char *address)
{
    TfSpan domain = tf_span_after_last (tf_span_of (contact->address), '@');

    return is_same_mailbox (contact->address, address) ||
           (!input->is_mailbox_domain &&
            tf_suffix_list_same_organization (input->guarded.suffixes,
                                              input->author->domain, domain.data));
}

/* A list or a service that writes for others, and the reader's own house. */
static gboolean
is_exempt (const TfImpersonationInput *input)
{
    const TfAuthor *author = input->author;

    return input->is_known_list || input->is_from_reader ||
           tf_guarded_is_own (&input->guarded, author->domain) ||
           (input->is_authenticated && tf_name_service_find (author->domain) != NULL) ||
           tf_contacts_is_known (&input->guarded, author->local, author->domain);
}

static const GPtrArray *
look_up (const TfContacts *contacts, const char *key)
{
    return contacts != NULL ? g_hash_table_lookup (contacts->names, key) : NULL;
}

/* FALSE: the name is rightly there. RET_FOUND is left if it has one. */
static gboolean
find (const GPtrArray *list, const TfImpersonationInput *input, const Contact **ret_found)
{
    g_autofree char *address =
        g_strconcat (input->author->local, "@", input->author->domain, NULL);
    g_autofree char *lower = g_utf8_strdown (address, -1);

    for (guint i = 0; list != NULL && i < list->len; i++) {
        const Contact *contact = g_ptr_array_index (list, i);

        if (is_of_contact (contact, input, lower))
            return FALSE;
        /* The reader's own name is on much honest mail from elsewhere. */
        if (*ret_found == NULL && (!contact->is_own || input->is_mailbox_domain))
            *ret_found = contact;
    }
    return TRUE;
}

const char *
tf_contacts_find_name (const TfImpersonationInput *input, const char **ret_address)
{
    const TfAuthor *author = input->author;
    g_autofree char *key = NULL;
    const Contact *found = NULL;

    if (author->name == NULL || author->domain == NULL || author->local == NULL ||
        is_exempt (input))
        return NULL;
    key = key_of (author->name);
    if (key == NULL || !find (look_up (input->guarded.contacts, key), input, &found) ||
        !find (look_up (input->guarded.own_contacts, key), input, &found) ||
        found == NULL)
        return NULL;
    *ret_address = found->address;
    return found->name;
}
