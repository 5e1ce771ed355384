/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-containers: each mail of an mbox by itself: what is in one, and what one may cost, is never another's. */
#include "feedback-helper.h"

#include <gio/gio.h>

#include "archive/zip.h"

#define REPORT_OF(id)                                                                    \
    "<feedback>" META (id, "1700006400", "1700092799")                                   \
        POLICY ROW ("192.0.2.1", "2", "none", "pass", "fail", "") "</feedback>"
#define SEPARATOR    "From a@b.example Thu Jan  1 00:00:00 1970\n"
#define MIB          (1 << 20)
#define LETTER_MIB   15 /* not yet worth asking whether it is a bomb */
#define MANY_ENTRIES (TF_LIMIT_ARCHIVE_ENTRIES * 3 / 5)

/* ---- archives ---------------------------------------------------------------------- */

static gboolean
keep (gpointer data, const void *bytes, gsize length)
{
    g_byte_array_append (data, bytes, (guint)length);
    return TRUE;
}

static GByteArray *
make_zip (const char *content, guint n)
{
    GByteArray *out = g_byte_array_new ();
    g_autoptr (TfZipWriter) writer = tf_zip_writer_new (keep, out, 0);

    for (guint i = 0; i < n; i++)
        g_assert_true (tf_zip_writer_add (writer, "r.xml", content, strlen (content)));
    g_assert_true (tf_zip_writer_end (writer));
    return out;
}

/* HEAD, and so many MiB of letters. */
static GByteArray *
make_gzip (const char *head, guint n_mib)
{
    g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
    g_autoptr (GZlibCompressor) packer =
        g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
    g_autoptr (GOutputStream) out =
        g_converter_output_stream_new (memory, G_CONVERTER (packer));
    g_autofree char *letters = g_strnfill (MIB, 'x');
    g_autoptr (GBytes) bytes = NULL;

    g_output_stream_write_all (out, head, strlen (head), NULL, NULL, NULL);
    for (guint i = 0; i < n_mib; i++)
        g_output_stream_write_all (out, letters, MIB, NULL, NULL, NULL);
    g_assert_true (g_output_stream_close (out, NULL, NULL));
    bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
    return g_bytes_unref_to_array (g_steal_pointer (&bytes));
}

/* ---- mails ------------------------------------------------------------------------- */

static void
begin_mail (GString *mbox)
{
    g_string_append (mbox, SEPARATOR "From: r@r.example\nMIME-Version: 1.0\n"
                                     "Content-Type: multipart/mixed; boundary=b\n\n");
}

static void
attach (GString *mbox, const GByteArray *content)
{
    g_autofree char *text = g_base64_encode (content->data, content->len);

    g_string_append (mbox, "--b\nContent-Transfer-Encoding: base64\n\n");
    for (gsize at = 0; at < strlen (text); at += 76)
        g_string_append_printf (mbox, "%.76s\n", text + at);
}

static void
end_mail (GString *mbox)
{
    g_string_append (mbox, "--b--\n\n");
}

/* N mails, with PER_MAIL of these attachments each. */
static GString *
make_mbox (guint n, guint per_mail, const GByteArray *content)
{
    GString *mbox = g_string_new (NULL);

    for (guint i = 0; i < n; i++) {
        begin_mail (mbox);
        for (guint at = 0; at < per_mail; at++)
            attach (mbox, content);
        end_mail (mbox);
    }
    return mbox;
}

/* ---- what is found ----------------------------------------------------------------- */

static void
on_report (gpointer data, TfAggregate *report)
{
    g_string_append_printf (data, "%s = %s\n", report->place, report->id);
    tf_aggregate_free (report);
}

static void
on_refused (gpointer data, const char *place, TfFeedbackState state, const char *text)
{
    g_string_append_printf (data, "%s: %s\n", place, tf_feedback_state_to_string (state));
}

/* Owned: a line for each report and refusal. Takes ownership of MBOX. */
static char *
find (GString *mbox)
{
    GString *found = g_string_new (NULL);
    const TfFeedbackSink sink = {found, on_report, on_refused};
    g_autoptr (GBytes) bytes = g_string_free_to_bytes (mbox);

    tf_feedback_read_bytes (bytes, "m", &sink);
    return g_string_free (found, FALSE);
}

static void
test_each_its_own (void)
{
    g_autoptr (GByteArray) zip = make_zip (REPORT_OF ("one"), 1);
    g_autoptr (GByteArray) gzip = make_gzip (REPORT_OF ("two"), 0);
    g_autoptr (GByteArray) cut = make_gzip (REPORT_OF ("cut"), 0);
    GString *mbox = g_string_new (NULL);
    g_autofree char *found = NULL;

    g_byte_array_set_size (cut, cut->len / 2);
    begin_mail (mbox);
    attach (mbox, zip);
    end_mail (mbox);
    begin_mail (mbox); /* nothing at all */
    end_mail (mbox);
    begin_mail (mbox);
    attach (mbox, cut);
    end_mail (mbox);
    begin_mail (mbox);
    attach (mbox, gzip);
    end_mail (mbox);
    found = find (mbox);
    g_assert_cmpstr (found, ==,
                     "m [1] #1: r.xml = one\n"
                     "m [2]: no-report\n"
                     "m [3] #1: broken-archive\n"
                     "m [4] #1 = two\n");
}

/* ---- limits ------------------------------------------------------------------------ */

/* What is too much for one mail is not when it came in several. */
static void
assert_limit_is_of_mail (const GByteArray *content, guint n, guint per_mail,
                         const char *refusal)
{
    g_autofree char *together = find (make_mbox (1, n * per_mail, content));
    g_autofree char *apart = find (make_mbox (n, per_mail, content));

    g_assert_nonnull (strstr (together, refusal));
    g_assert_null (strstr (apart, refusal));
}

static void
test_entries (void)
{
    g_autoptr (GByteArray) many = make_zip ("", MANY_ENTRIES);

    assert_limit_is_of_mail (many, 2, 1, ": too-many-entries\n");
}

/* An mbox within a mail is still what one person sent. */
static void
test_mbox_within (void)
{
    g_autoptr (GByteArray) many = make_zip ("", MANY_ENTRIES);
    g_autoptr (GBytes) inner = g_string_free_to_bytes (make_mbox (2, 1, many));
    g_autoptr (GByteArray) attached = g_bytes_unref_to_array (g_bytes_ref (inner));
    g_autofree char *found = find (make_mbox (1, 1, attached));

    g_assert_nonnull (strstr (found, "m [1] #1 [2]"));
    g_assert_nonnull (strstr (found, ": too-many-entries\n"));
}

static void
test_unread (void)
{
    g_autoptr (GByteArray) letters = make_gzip ("", LETTER_MIB);

    assert_limit_is_of_mail (letters, 2, 10, ": bomb\n");
}

static void
test_unpacked (void)
{
    g_autoptr (GByteArray) mail = make_gzip ("From: a@b.example\n\n", LETTER_MIB);

    assert_limit_is_of_mail (mail, 2, 35, ": bomb\n");
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/feedback-containers/each-its-own", test_each_its_own);
    g_test_add_func ("/feedback-containers/entries", test_entries);
    g_test_add_func ("/feedback-containers/mbox-within", test_mbox_within);
    g_test_add_func ("/feedback-containers/unread", test_unread);
    g_test_add_func ("/feedback-containers/unpacked", test_unpacked);
    return g_test_run ();
}
