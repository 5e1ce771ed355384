/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* saving-worker: what a worker does of saving.h. The message is read once and kept in memory up to a limit,
 * so that its size and digest are known before the first byte of a zip is written. */
#include "client/saving-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "archive/zip.h"
#include "base/limits.h"
#include "words/translate.h"

#define MAX_NUMBER 1000 /* of a file whose name is taken */

/* Takes the next bytes of a message. */
typedef gboolean (*TakeFunc) (TfSaving *saving, gpointer data, const guint8 *bytes,
                              gsize length);

/* ---- sentences --------------------------------------------------------------------- */

static gboolean
fail (TfSaving *saving, const char *sentence)
{
    if (saving->error == NULL)
        g_set_error_literal (&saving->error, G_IO_ERROR, G_IO_ERROR_FAILED, sentence);
    return FALSE;
}

static gboolean
fail_writing (TfSaving *saving, int number)
{
    g_autofree char *place = g_filename_display_name (saving->parent);
    /* Translators: the name of a folder, and what the system says ("Disk full"). */
    g_autofree char *sentence = g_strdup_printf (_ ("Nothing could be saved in “%s”: %s"),
                                                 place, g_strerror (number));

    return fail (saving, sentence);
}

static gboolean
fail_reading (TfSaving *saving, const GError *error)
{
    /* Translators: what the system says, for example "No such file or directory". */
    g_autofree char *sentence =
        g_strdup_printf (_ ("The message could not be read: %s"),
                         error != NULL ? error->message : g_strerror (EIO));

    return fail (saving, sentence);
}

/* ---- writing ----------------------------------------------------------------------- */

static gboolean
write_all (TfSaving *saving, int fd, const void *data, gsize length)
{
    const char *at = data;

    while (length > 0) {
        gssize count = write (fd, at, length);

        if (count < 0 && errno != EINTR)
            return fail_writing (saving, errno);
        at += MAX (count, 0);
        length -= (gsize)MAX (count, 0);
        g_atomic_int_inc (&saving->progress);
    }
    return TRUE;
}

/* A full disk may be noticed only here. */
static gboolean
close_file (TfSaving *saving, int fd)
{
    return close (fd) == 0 || errno == EINTR || fail_writing (saving, errno);
}

static int
create_file (const char *path)
{
    return g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
}

/* Of a folder: 0 or -1. */
static int
create_folder (const char *path)
{
    return g_mkdir (path, 0700);
}

/* By MAKE, with a number where the name is taken. -1: why is said. */
static int
make_numbered (TfSaving *saving, const char *suffix, int (*make) (const char *path))
{
    for (guint number = 1; number <= MAX_NUMBER; number++) {
        g_autofree char *numbered =
            number > 1 ? g_strdup_printf ("%s-%u%s", saving->name, number, suffix)
                       : g_strconcat (saving->name, suffix, NULL);
        g_autofree char *path = g_build_filename (saving->parent, numbered, NULL);
        int fd = make (path);

        if (fd >= 0) {
            saving->made = g_steal_pointer (&path);
            return fd;
        }
        if (errno != EEXIST)
            break;
    }
    fail_writing (saving, errno);
    return -1;
}

/* ---- the message ------------------------------------------------------------------- */

static gboolean
is_wanted (TfSaving *saving)
{
    if (!g_atomic_int_get (&saving->given_up) && !tf_worker_is_exiting ())
        return TRUE;
    return fail (saving, g_strerror (ETIMEDOUT));
}

static gboolean
read_message (TfSaving *saving, TakeFunc take, gpointer data)
{
    g_autofree guint8 *block = g_malloc (TF_READ_BLOCK);
    TfSource *source = saving->request->source;

    while (is_wanted (saving)) {
        g_autoptr (GError) error = NULL;
        gssize count = source->read (source->data, block, TF_READ_BLOCK, &error);

        g_atomic_int_inc (&saving->progress);
        if (count < 0)
            return fail_reading (saving, error);
        if (count == 0)
            return TRUE;
        if (!take (saving, data, block, (gsize)count))
            return FALSE;
    }
    return FALSE;
}

/* A report beside another message would accuse the wrong one. */
static gboolean
is_what_was_checked (TfSaving *saving, const char *sha256)
{
    return saving->sha256 == NULL || g_str_equal (saving->sha256, sha256) ||
           fail (saving, _ ("The stored message has changed since it was checked. Check "
                            "it again first."));
}

/* ---- a folder with the message alone ----------------------------------------------- */

/** Copy: a file being written, and the digest of what was. */
typedef struct {
    int fd;
    GChecksum *checksum;
} Copy;

static gboolean
take_copy (TfSaving *saving, gpointer data, const guint8 *bytes, gsize length)
{
    Copy *copy = data;

    g_checksum_update (copy->checksum, bytes, (gssize)length);
    return write_all (saving, copy->fd, bytes, length);
}

static gboolean
write_copy (TfSaving *saving)
{
    g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
    g_autofree char *path = g_build_filename (saving->made, TF_SAVING_MESSAGE, NULL);
    Copy copy = {create_file (path), checksum};
    gboolean good;

    if (copy.fd < 0)
        return fail_writing (saving, errno);
    good = read_message (saving, take_copy, &copy);
    return close_file (saving, copy.fd) && good &&
           is_what_was_checked (saving, g_checksum_get_string (checksum));
}

void
tf_saving_remove_copy (const char *folder)
{
    g_autofree char *path = g_build_filename (folder, TF_SAVING_MESSAGE, NULL);

    g_unlink (path);
    g_rmdir (folder);
}

/* ---- a zip -------------------------------------------------------------------------- */

/** Zip: being written. */
typedef struct {
    TfSaving *saving;
    TfZipWriter *writer;
    GString *manifest; /* as sha256sum writes it */
    int fd;
} Zip;

static gboolean
take_memory (TfSaving *saving, gpointer data, const guint8 *bytes, gsize length)
{
    GByteArray *message = data;

    if (length > TF_SAVING_LIMIT_BYTES - message->len)
        return fail (saving, _ ("The message is too large to be saved as evidence."));
    g_byte_array_append (message, bytes, (guint)length);
    return TRUE;
}

static gboolean
write_part (gpointer data, const void *bytes, gsize length)
{
    Zip *zip = data;

    return write_all (zip->saving, zip->fd, bytes, length);
}

static gboolean
add_entry (Zip *zip, const char *name, gconstpointer bytes, gsize length)
{
    g_autofree char *sha256 =
        g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes, length);

    g_string_append_printf (zip->manifest, "%s  %s\n", sha256, name);
    return tf_zip_writer_add (zip->writer, name, bytes, length) ||
           fail_writing (zip->saving, EIO);
}

static gboolean
add_text (Zip *zip, const char *name, const char *text)
{
    return add_entry (zip, name, text, strlen (text));
}

static gboolean
add_entries (Zip *zip, const GByteArray *message)
{
    const GStrv files = zip->saving->files;
    gboolean good = add_text (zip, files[0], files[1]) &&
                    add_entry (zip, TF_SAVING_MESSAGE, message->data, message->len);

    for (guint i = 2; good && files[i] != NULL; i += 2)
        good = add_text (zip, files[i], files[i + 1]);
    return good && (tf_zip_writer_add (zip->writer, TF_SAVING_MANIFEST,
                                       zip->manifest->str, zip->manifest->len) ||
                    fail_writing (zip->saving, EIO));
}

static gboolean
write_zip (TfSaving *saving, const GByteArray *message)
{
    gint64 now = g_get_real_time () / G_USEC_PER_SEC;
    g_autoptr (GString) manifest = g_string_new (NULL);
    Zip zip = {saving, NULL, manifest, make_numbered (saving, ".zip", create_file)};
    g_autoptr (TfZipWriter) writer = tf_zip_writer_new (write_part, &zip, now);
    gboolean good;

    if (zip.fd < 0)
        return FALSE;
    zip.writer = writer;
    good = add_entries (&zip, message) &&
           (tf_zip_writer_end (writer) || fail_writing (saving, EIO));
    return close_file (saving, zip.fd) && good;
}

static gboolean
read_and_zip (TfSaving *saving)
{
    g_autoptr (GByteArray) message = g_byte_array_new ();
    g_autofree char *sha256 = NULL;

    if (!read_message (saving, take_memory, message))
        return FALSE;
    sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, message->data, message->len);
    return is_what_was_checked (saving, sha256) && write_zip (saving, message);
}

/* ---- the whole --------------------------------------------------------------------- */

static void
remove_made (TfSaving *saving)
{
    if (saving->files != NULL)
        g_unlink (saving->made);
    else
        tf_saving_remove_copy (saving->made);
    g_clear_pointer (&saving->made, g_free);
}

void
tf_saving_work (TfSaving *saving)
{
    gboolean good =
        saving->files != NULL
            ? read_and_zip (saving)
            : make_numbered (saving, "", create_folder) >= 0 && write_copy (saving);

    if (saving->made != NULL && (!good || g_atomic_int_get (&saving->given_up)))
        remove_made (saving);
}
