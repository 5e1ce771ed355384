/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The bytes of a message whose account is gone, or says nothing: whoever reads is in another
 * thread then, and must neither ask the account for more than the name of a file nor fail
 * without a reason. */
#include "truefrom-evolution.h"

#include <glib/gstdio.h>

static const char *protocol; /* of the account; NULL: it is gone, and must not be asked */

const char *
tf_evolution_protocol (CamelFolder *folder)
{
    g_assert_nonnull (protocol);
    return protocol;
}

/* ---- a folder ---------------------------------------------------------------------- */

typedef struct {
    CamelFolder parent;
    char *name; /* of every message's file; NULL: none, and no word about it */
} TestFolder;

typedef CamelFolderClass TestFolderClass;

GType test_folder_get_type (void);
G_DEFINE_TYPE (TestFolder, test_folder, CAMEL_TYPE_FOLDER)

static char *
get_filename (CamelFolder *folder, const char *uid, GError **error)
{
    return g_strdup (((TestFolder *)folder)->name);
}

static void
finalize (GObject *folder)
{
    g_free (((TestFolder *)folder)->name);
    G_OBJECT_CLASS (test_folder_parent_class)->finalize (folder);
}

static void
test_folder_class_init (TestFolderClass *class)
{
    G_OBJECT_CLASS (class)->finalize = finalize;
    class->get_filename = get_filename;
}

static void
test_folder_init (TestFolder *folder)
{
}

/* Without a store, as when the account is gone; Camel complains of that when it is made. */
static CamelFolder *
folder_new (char *name)
{
    TestFolder *folder;

    g_test_expect_message ("camel", G_LOG_LEVEL_CRITICAL, "*parent_store*");
    folder = g_object_new (test_folder_get_type (), "full-name", "Inbox", "display-name",
                           "Inbox", NULL);
    g_test_assert_expected_messages ();
    folder->name = name;
    return CAMEL_FOLDER (folder);
}

/* ---- reading ----------------------------------------------------------------------- */

/* Of a message in FOLDER, in an account that is removed before anybody reads. */
static TfSource *
source_of (CamelFolder *folder, const char *kind, TfStore store)
{
    TfEvolutionPlace place = {folder, (char *)"7", TF_VIEW_RECEIVED, store};
    TfSource *source;

    protocol = kind;
    source = tf_evolution_bytes_new (&place);
    protocol = NULL;
    return source;
}

/* What a reader of SOURCE gets first; NULL and error when it fails. */
static char *
read_some (TfSource *source, GError **error)
{
    char text[64] = "";
    gssize count = source->read (source->data, (guint8 *)text, sizeof text - 1, error);

    return count < 0 ? NULL : g_strndup (text, (gsize)count);
}

typedef struct {
    const char *name; /* what the account calls the file; NULL: nothing */
    const char *kind;
    TfStore store;
    const char *text; /* NULL: an error */
} Row;

/* What is in each file. */
#define TEXT "From x\ntext\n"

static const Row rows[] = {
    {"7", "maildir", TF_STORE_FILE, TEXT},
    {"cache/a/8", "imapx", TF_STORE_FILE, TEXT}, /* which is cur/a/8 */
    {"cache/a/8", "maildir", TF_STORE_FILE, NULL},
    {"7/!0", "mbox", TF_STORE_MBOX, "text\n"},
    {"7/!0", "mbox", TF_STORE_REWRITTEN, "text\n"},
    {"7/!0", "maildir", TF_STORE_FILE, NULL},
    {"9", "maildir", TF_STORE_FILE, NULL},
    {NULL, "maildir", TF_STORE_FILE, NULL},
    {NULL, "mbox", TF_STORE_MBOX, NULL},
};

static void
check (const Row *row, const char *place)
{
    g_autoptr (CamelFolder) folder =
        folder_new (row->name ? g_build_filename (place, row->name, NULL) : NULL);
    g_autoptr (TfSource) source = source_of (folder, row->kind, row->store);
    g_autoptr (GError) error = NULL;
    g_autofree char *text = NULL;

    g_test_message ("%s, %s", row->name, row->kind);
    for (guint i = 0; row->name == NULL && i < 2; i++) /* it is asked twice */
        g_test_expect_message ("camel", G_LOG_LEVEL_WARNING, "*without setting*");
    text = read_some (source, &error);
    g_test_assert_expected_messages ();
    g_assert_cmpstr (text, ==, row->text);
    g_assert_true ((error == NULL) == (row->text != NULL));
}

static void
test_account_is_gone (void)
{
    static const char *const folders[] = {"", "cur", "cur/a"};
    static const char *const files[] = {"cur/a/8", "7"};
    g_autofree char *place = g_dir_make_tmp (NULL, NULL);
    g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_free);

    for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
        g_ptr_array_add (made, g_build_filename (place, folders[i], NULL));
        g_mkdir_with_parents (made->pdata[i], 0700);
    }
    for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
        char *path = g_build_filename (place, files[i], NULL);

        g_ptr_array_add (made, path);
        g_file_set_contents (path, TEXT, -1, NULL);
    }
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        check (&rows[i], place);
    for (guint i = made->len; i > 0; i--)
        g_remove (made->pdata[i - 1]);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/bytes/account-is-gone", test_account_is_gone);
    return g_test_run ();
}
