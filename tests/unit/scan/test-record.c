/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Records keep any text; a file of them gives back what was written to its end; campaigns are what hangs together. */
#include <glib/gstdio.h>

#include "scan/result.h"

static void
test_record (void)
{
    static const char *const texts[] = {"", "a\tb\n\\n\\", "\\t\\\\", "\u00e4\r\v"};

    for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
        g_autoptr (TfScanRecord) record = tf_scan_record_new ();
        g_autoptr (TfScanRecord) again = NULL;
        g_autofree char *line = NULL;

        record->texts[TF_SCAN_SUBJECT] = g_strdup (texts[i]);
        record->texts[TF_SCAN_JSON] = g_strdup ("{\"a\":1");
        line = tf_scan_record_encode (record);
        g_assert_null (strchr (line, '\n'));
        again = tf_scan_record_decode (tf_span_of (line));
        g_assert_nonnull (again);
        g_assert_cmpstr (tf_scan_record_get (again, TF_SCAN_SUBJECT), ==, texts[i]);
        g_assert_cmpstr (tf_scan_record_get (again, TF_SCAN_JSON), ==, "{\"a\":1");
        g_assert_cmpstr (tf_scan_record_get (again, TF_SCAN_TEXT), ==, "");
    }
    g_assert_null (tf_scan_record_decode (tf_span_of ("a\tb")));
}

/* Of an older version; and with one field too many. */
static void
test_number_of_fields (void)
{
    g_autoptr (TfScanRecord) record = tf_scan_record_new ();
    g_autofree char *line = NULL;
    g_autofree char *longer = NULL;

    record->texts[TF_SCAN_JSON] = g_strdup ("{");
    line = tf_scan_record_encode (record);
    longer = g_strconcat (line, "\t", NULL);
    g_assert_null (tf_scan_record_decode (tf_span_of (longer)));
    for (guint n = TF_N_SCAN_FIELDS - 1; n > TF_SCAN_JSON; n--) {
        g_autoptr (TfScanRecord) older = NULL;

        *strrchr (line, '\t') = '\0';
        older = tf_scan_record_decode (tf_span_of (line));
        g_assert_nonnull (older);
        g_assert_cmpstr (tf_scan_record_get (older, TF_SCAN_JSON), ==, "{");
        g_assert_cmpstr (tf_scan_record_get (older, n), ==, "");
    }
    *strrchr (line, '\t') = '\0';
    g_assert_null (tf_scan_record_decode (tf_span_of (line)));
}

static void
on_found (gpointer data, goffset offset, TfSpan line)
{
    g_string_append_printf (data, "%.*s;", (int)line.length, line.data);
}

/* Owned: what is in FILE. */
static char *
read_lines (const char *file, const char *head)
{
    GString *lines = g_string_new (NULL);
    g_autoptr (TfSpool) spool = tf_spool_open (file, head, on_found, lines, NULL);

    if (spool == NULL)
        g_string_append (lines, "refused");
    return g_string_free (lines, FALSE);
}

static void
write_lines (const char *file)
{
    g_autoptr (TfSpool) spool = tf_spool_open (file, "head", on_found, NULL, NULL);
    goffset first = tf_spool_add (spool, "one"), second = tf_spool_add (spool, "two");
    g_autofree char *one = tf_spool_get (spool, first);
    g_autofree char *two = tf_spool_get (spool, second);

    g_assert_cmpstr (one, ==, "one");
    g_assert_cmpstr (two, ==, "two");
}

/* Owned: what is left of "one" and "two", of which CONTENTS has SIZE bytes: the lines that are whole. A file that is
 * empty is a new one; of one that ends in its head nobody knows whose it is. */
static char *
expect_lines (const char *contents, gsize size)
{
    static const char *const texts[] = {"", "one;", "one;two;"};
    guint n_lines = 0;

    for (gsize i = 0; i < size; i++)
        n_lines += contents[i] == '\n';
    if (n_lines == 0)
        return g_strdup (size == 0 ? "" : "refused");
    return g_strdup (texts[n_lines - 1]);
}

/* Cut anywhere, a file has the lines that were written to their end. */
static void
test_spool (void)
{
    g_autofree char *folder = g_dir_make_tmp ("truefrom-XXXXXX", NULL);
    g_autofree char *file = g_build_filename (folder, "state", NULL);
    g_autofree char *contents = NULL;
    g_autofree char *other = NULL;
    gsize length;

    write_lines (file);
    g_file_get_contents (file, &contents, &length, NULL);
    other = read_lines (file, "another head");
    g_assert_cmpstr (other, ==, "refused");
    for (gsize size = 0; size <= length; size++) {
        g_autofree char *expected = expect_lines (contents, size);
        g_autofree char *lines = NULL;

        g_file_set_contents (file, contents, (gssize)size, NULL);
        lines = read_lines (file, "head");
        g_assert_cmpstr (lines, ==, expected);
    }
    g_unlink (file);
    g_rmdir (folder);
}

/* What was changed is not given back, and what is too long is not taken. */
static void
test_damage (void)
{
    g_autofree char *folder = g_dir_make_tmp ("truefrom-XXXXXX", NULL);
    g_autofree char *file = g_build_filename (folder, "state", NULL);
    g_autofree char *longest = g_strnfill (TF_LIMIT_SCAN_RECORD - 17, 'x');
    g_autofree char *longer = g_strnfill (TF_LIMIT_SCAN_RECORD - 16, 'x');
    g_autofree char *same = NULL;
    g_autoptr (TfSpool) spool = tf_spool_open (file, "head", on_found, NULL, NULL);
    goffset one = tf_spool_add (spool, "one"), at;
    FILE *other;

    g_assert_cmpint (tf_spool_add (spool, longer), ==, -1);
    at = tf_spool_add (spool, longest);
    g_assert_cmpint (at, >, one);
    same = tf_spool_get (spool, at);
    g_assert_cmpstr (same, ==, longest);
    other = g_fopen (file, "r+e");
    fseek (other, (long)one + 17, SEEK_SET);
    fputc ('O', other);
    fclose (other);
    g_assert_null (tf_spool_get (spool, one));
    g_unlink (file);
    g_rmdir (folder);
}

static void
test_campaigns (void)
{
    /* The last three have something in common, and nothing is wrong with any of them. */
    static const struct {
        const char *joins;
        TfScanRank rank;
        guint expected;
    } lines[] = {{"a:1\nb:1", TF_SCAN_NOTE, 1}, {"c:1", TF_SCAN_ALARM, 0},
                 {"b:1\nd:1", TF_SCAN_NOTE, 1}, {"", TF_SCAN_ALARM, 0},
                 {"d:1", TF_SCAN_WARNING, 1},   {"c:2", TF_SCAN_ALARM, 0},
                 {"e:1", TF_SCAN_NOTE, 0},      {"e:1\nf:1", TF_SCAN_INCOMPLETE, 0},
                 {"f:1", TF_SCAN_INCOMPLETE, 0}};
    g_autoptr (TfCampaigns) campaigns = tf_campaigns_new ();
    TfScanRow rows[G_N_ELEMENTS (lines)] = {{.code = 1}};

    for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
        rows[i].rank = (guint8)lines[i].rank;
        tf_campaigns_add (campaigns, &rows[i], lines[i].joins);
    }
    g_assert_cmpuint (tf_campaigns_number (campaigns), ==, 1);
    for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
        g_assert_cmpuint (rows[i].campaign, ==, lines[i].expected);
}

/* What carries a message stands under it, wherever that is. */
static void
test_order (void)
{
    g_autoptr (TfScanTable) table = tf_scan_table_new ();
    g_autoptr (GPtrArray) sorted = NULL;
    TfScanRow *rows[4];
    static const TfScanRank ranks[] = {TF_SCAN_QUIET, TF_SCAN_WARNING, TF_SCAN_ALARM,
                                       TF_SCAN_ALARM};
    static const guint order[] = {2, 0, 3, 1};

    for (guint8 i = 0; i < G_N_ELEMENTS (rows); i++) {
        const guint8 identity[TF_IDENTITY_LENGTH] = {i};
        gboolean is_first;

        rows[i] = tf_scan_table_find (table, identity, &is_first);
        g_assert_true (is_first);
        g_assert_true (tf_scan_table_find (table, identity, &is_first) == rows[i]);
        g_assert_false (is_first);
        rows[i]->counts = TRUE;
        rows[i]->code = TF_CODE_DOMAIN_FORGED;
        rows[i]->rank = (guint8)ranks[i];
        rows[i]->message_id = i < 2 ? 7 : i;
    }
    rows[0]->under = rows[2];
    sorted = tf_scan_table_sort (table);
    for (guint i = 0; i < G_N_ELEMENTS (order); i++)
        g_assert_true (g_ptr_array_index (sorted, i) == rows[order[i]]);
    g_assert_true (rows[0]->shared_id && rows[1]->shared_id && !rows[2]->shared_id);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/scan/record", test_record);
    g_test_add_func ("/scan/record/number-of-fields", test_number_of_fields);
    g_test_add_func ("/scan/spool", test_spool);
    g_test_add_func ("/scan/spool/damage", test_damage);
    g_test_add_func ("/scan/campaigns", test_campaigns);
    g_test_add_func ("/scan/order", test_order);
    return g_test_run ();
}
