/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-archive-reader: what an archive is, by its bytes; its entries; and an end to whatever is damaged, or far
 * larger than it looks. */
#include "archive/archive-reader.h"

#include <string.h>

#include <gio/gio.h>

#include "archive/zip.h"

#define MIB         (1 << 20)
#define TAR_BLOCK   512
#define TAR_SUM     148 /* where the sum of the header is, of 8 bytes */
#define TAR_FILE    '0'
#define TAR_PADDING (2 * TAR_BLOCK)

static gboolean
keep (gpointer data, const void *bytes, gsize length)
{
    g_byte_array_append (data, bytes, (guint)length);
    return TRUE;
}

/* Owned: N entries, each with this content. */
static GBytes *
make_zip (const char *content, guint n)
{
    GByteArray *out = g_byte_array_new ();
    g_autoptr (TfZipWriter) writer = tf_zip_writer_new (keep, out, 0);

    for (guint i = 0; i < n; i++) {
        g_autofree char *name = g_strdup_printf ("../entry-%u.xml", i);

        g_assert_true (tf_zip_writer_add (writer, name, content, strlen (content)));
    }
    g_assert_true (tf_zip_writer_end (writer));
    return g_byte_array_free_to_bytes (out);
}

static TfArchiveState
read_all (TfArchiveReader *reader, GString *out)
{
    guint8 block[1000];
    gsize length;
    TfArchiveState state;

    do {
        state = tf_archive_reader_read (reader, block, sizeof block, &length);
        g_string_append_len (out, (const char *)block, (gssize)length);
    } while (state == TF_ARCHIVE_OK);
    return state;
}

static void
test_kinds (void)
{
    static const struct {
        const char *bytes;
        gsize length;
        TfArchiveKind kind;
    } rows[] = {{"PK\3\4", 4, TF_ARCHIVE_ZIP},
                {"PK\5\6", 4, TF_ARCHIVE_ZIP},
                {"PK\3", 3, TF_ARCHIVE_NONE},
                {"\x1f\x8b", 2, TF_ARCHIVE_PACKED},
                {"\x1f", 1, TF_ARCHIVE_NONE},
                {"\xfd"
                 "7zXZ\0",
                 6, TF_ARCHIVE_PACKED},
                {"<feedback>", 10, TF_ARCHIVE_NONE},
                {"", 0, TF_ARCHIVE_NONE}};
    char tar[512] = "name";

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        g_assert_cmpint (tf_archive_kind_of (tf_span (rows[i].bytes, rows[i].length)), ==,
                         rows[i].kind);
    memcpy (tar + 257, "ustar", 5);
    g_assert_cmpint (tf_archive_kind_of (tf_span (tar, sizeof tar)), ==, TF_ARCHIVE_TAR);
    g_assert_cmpint (tf_archive_kind_of (tf_span (tar, 507)), ==, TF_ARCHIVE_NONE);
    memset (tar + 262, 'x', sizeof tar - 262); /* a message that has the word there */
    g_assert_cmpint (tf_archive_kind_of (tf_span (tar, sizeof tar)), ==, TF_ARCHIVE_NONE);
}

static void
test_entries (void)
{
    g_autoptr (GBytes) zip = make_zip ("<feedback/>", 2);
    g_autoptr (TfArchiveReader) reader =
        tf_archive_reader_new_bytes (zip, TF_ARCHIVE_ZIP);
    gboolean is_file = FALSE;
    char *name = NULL;

    for (guint i = 0; i < 2; i++) {
        g_autofree char *expected = g_strdup_printf ("../entry-%u.xml", i);
        g_autoptr (GString) content = g_string_new (NULL);

        g_assert_cmpint (tf_archive_reader_next (reader, &name, &is_file), ==,
                         TF_ARCHIVE_OK);
        g_assert_cmpstr (name, ==, expected);
        g_assert_true (is_file);
        g_clear_pointer (&name, g_free);
        g_assert_cmpint (read_all (reader, content), ==, TF_ARCHIVE_END);
        g_assert_cmpstr (content->str, ==, "<feedback/>");
    }
    g_assert_cmpint (tf_archive_reader_next (reader, &name, &is_file), ==,
                     TF_ARCHIVE_END);
}

static void
test_too_many (void)
{
    g_autoptr (GBytes) zip = make_zip ("", TF_LIMIT_ARCHIVE_ENTRIES + 1);
    g_autoptr (TfArchiveReader) reader =
        tf_archive_reader_new_bytes (zip, TF_ARCHIVE_ZIP);
    TfArchiveState state = TF_ARCHIVE_OK;
    guint n = 0;

    while (state == TF_ARCHIVE_OK) {
        g_autofree char *name = NULL;
        gboolean is_file;

        state = tf_archive_reader_next (reader, &name, &is_file);
        n += state == TF_ARCHIVE_OK;
    }
    g_assert_cmpint (state, ==, TF_ARCHIVE_TOO_MANY);
    g_assert_cmpuint (n, ==, TF_LIMIT_ARCHIVE_ENTRIES);
}

/* Appends to OUT what BYTES give when they are packed. */
static void
pack (GZlibCompressor *packer, const char *bytes, gsize length, gboolean is_last,
      GByteArray *out)
{
    g_autofree guint8 *room = g_malloc (MIB);
    GConverterResult result = G_CONVERTER_CONVERTED;
    gsize done = 0, n_read, n_written;

    while (done < length || (is_last && result != G_CONVERTER_FINISHED)) {
        result = g_converter_convert (
            G_CONVERTER (packer), bytes + done, length - done, room, MIB,
            is_last ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS, &n_read,
            &n_written, NULL);
        g_assert_cmpint (result, !=, G_CONVERTER_ERROR);
        done += n_read;
        g_byte_array_append (out, room, (guint)n_written);
    }
}

static void
pack_letters (GZlibCompressor *packer, guint n_mib, GByteArray *out)
{
    g_autofree char *letters = g_strnfill (MIB, 'x');

    for (guint i = 0; i < n_mib; i++)
        pack (packer, letters, MIB, FALSE, out);
}

/* 64 MiB of one letter, some 1,030:1. */
static GBytes *
make_bomb (void)
{
    g_autoptr (GZlibCompressor) packer =
        g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
    GByteArray *out = g_byte_array_new ();

    pack_letters (packer, 64, out);
    return g_byte_array_free_to_bytes (out);
}

static void
test_bomb (void)
{
    g_autoptr (GBytes) bomb = make_bomb ();
    g_autoptr (TfArchiveReader) reader =
        tf_archive_reader_new_bytes (bomb, TF_ARCHIVE_PACKED);
    g_autofree char *name = NULL;
    g_autoptr (GString) content = g_string_new (NULL);
    gboolean is_file;

    g_assert_cmpint (tf_archive_reader_next (reader, &name, &is_file), ==, TF_ARCHIVE_OK);
    g_assert_cmpstr (name, ==, "");
    g_assert_cmpint (read_all (reader, content), ==, TF_ARCHIVE_TOO_LARGE);
    g_assert_cmpuint (content->len, <=,
                      MAX (TF_LIMIT_ARCHIVE_FREE_BYTES,
                           TF_LIMIT_ARCHIVE_RATIO * (g_bytes_get_size (bomb) + 1)));
}

/* The header of an entry in a tar (POSIX.1 ustar). */
static void
pack_header (GZlibCompressor *packer, const char *name, guint size, GByteArray *out)
{
    char block[TAR_BLOCK] = "";
    guint sum = 0;

    g_strlcpy (block, name, 100);
    g_snprintf (block + 100, 8, "%07o", 0600);
    g_snprintf (block + 124, 12, "%011o", size);
    memset (block + TAR_SUM, ' ', 8);
    block[156] = TAR_FILE;
    memcpy (block + 257, "ustar\00000", 8);
    for (guint i = 0; i < TAR_BLOCK; i++)
        sum += (guchar)block[i];
    g_snprintf (block + TAR_SUM, 8, "%06o", sum);
    pack (packer, block, TAR_BLOCK, FALSE, out);
}

/* Owned: a packed tar with two entries, the first one of so many MiB. */
static GBytes *
make_tar (guint n_mib)
{
    static const char end[TAR_PADDING] = "";
    g_autoptr (GZlibCompressor) packer =
        g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
    GByteArray *out = g_byte_array_new ();

    pack_header (packer, "first", n_mib * MIB, out);
    pack_letters (packer, n_mib, out);
    pack_header (packer, "second", 0, out);
    pack (packer, end, sizeof end, TRUE, out);
    return g_byte_array_free_to_bytes (out);
}

/* What comes after the first entry, of which nobody reads more than so many bytes. */
static TfArchiveState
pass_over_first (GBytes *tar, gsize n_wanted, char **ret_second)
{
    g_autoptr (TfArchiveReader) reader =
        tf_archive_reader_new_bytes (tar, TF_ARCHIVE_PACKED);
    g_autofree char *first = NULL;
    guint8 block[1];
    gboolean is_file;
    gsize length;

    g_assert_cmpint (tf_archive_reader_next (reader, &first, &is_file), ==,
                     TF_ARCHIVE_OK);
    g_assert_cmpstr (first, ==, "first");
    for (gsize i = 0; i < n_wanted; i++)
        g_assert_cmpint (tf_archive_reader_read (reader, block, 1, &length), ==,
                         TF_ARCHIVE_OK);
    return tf_archive_reader_next (reader, ret_second, &is_file);
}

/* An entry that nobody reads must be unpacked all the same to come to the next one. */
static void
test_unwanted (void)
{
    g_autoptr (GBytes) bomb = make_tar (64);
    g_autoptr (GBytes) honest = make_tar (8);

    for (gsize n_wanted = 0; n_wanted < 3; n_wanted++) {
        g_autofree char *none = NULL;
        g_autofree char *second = NULL;

        g_assert_cmpint (pass_over_first (bomb, n_wanted, &none), ==,
                         TF_ARCHIVE_TOO_LARGE);
        g_assert_null (none);
        g_assert_cmpint (pass_over_first (honest, n_wanted, &second), ==, TF_ARCHIVE_OK);
        g_assert_cmpstr (second, ==, "second");
    }
}

/* Cut anywhere, or with one byte changed anywhere: a state, and an end. */
static void
read_through (GBytes *bytes, TfArchiveKind kind)
{
    g_autoptr (TfArchiveReader) reader = tf_archive_reader_new_bytes (bytes, kind);
    TfArchiveState state = TF_ARCHIVE_OK;

    for (guint n = 0; state == TF_ARCHIVE_OK; n++) {
        g_autofree char *name = NULL;
        g_autoptr (GString) content = g_string_new (NULL);
        gboolean is_file;

        g_assert_cmpuint (n, <, 10);
        state = tf_archive_reader_next (reader, &name, &is_file);
        if (state == TF_ARCHIVE_OK && read_all (reader, content) == TF_ARCHIVE_TOO_LARGE)
            return;
    }
}

static void
test_damaged (void)
{
    g_autoptr (GBytes) zip = make_zip ("one\n", 2);
    gsize length;
    const guint8 *data = g_bytes_get_data (zip, &length);

    for (gsize i = 0; i < length; i++) {
        g_autofree guint8 *copy = g_memdup2 (data, length);
        g_autoptr (GBytes) cut = g_bytes_new (data, i);
        g_autoptr (GBytes) changed = NULL;

        copy[i] ^= 0x41;
        changed = g_bytes_new (copy, length);
        read_through (cut, TF_ARCHIVE_ZIP);
        read_through (changed, TF_ARCHIVE_ZIP);
        read_through (cut, TF_ARCHIVE_PACKED);
        read_through (changed, TF_ARCHIVE_TAR);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/archive-reader/kinds", test_kinds);
    g_test_add_func ("/archive-reader/entries", test_entries);
    g_test_add_func ("/archive-reader/too-many", test_too_many);
    g_test_add_func ("/archive-reader/bomb", test_bomb);
    g_test_add_func ("/archive-reader/unwanted", test_unwanted);
    g_test_add_func ("/archive-reader/damaged", test_damaged);
    return g_test_run ();
}
