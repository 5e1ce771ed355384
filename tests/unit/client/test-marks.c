/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-marks: which mark a message has after a result, and that only our own tags are touched. */
#include "client/marks.h"

#include <string.h>

/** Row: the mark of a message that had NOW. */
typedef struct {
    TfLevel level;
    TfEvidenceResult evidence;
    TfMark now;
    TfMark after;
} Row;

static const Row rows[] = {
    {TF_LEVEL_ALARM, TF_EVIDENCE_FAIL, TF_MARK_NONE, TF_MARK_ALARM},
    {TF_LEVEL_WARNING, TF_EVIDENCE_UNPROVEN, TF_MARK_NONE, TF_MARK_WARNING},
    {TF_LEVEL_NOTE, TF_EVIDENCE_FAIL, TF_MARK_NONE, TF_MARK_NONE},
    {TF_LEVEL_QUIET, TF_EVIDENCE_PASS, TF_MARK_NONE, TF_MARK_NONE},
    {TF_LEVEL_ALARM, TF_EVIDENCE_FAIL, TF_MARK_ALARM, TF_MARK_ALARM},
    /* An exception of the reader, or servers that are believed now. */
    {TF_LEVEL_QUIET, TF_EVIDENCE_PASS, TF_MARK_ALARM, TF_MARK_NONE},
    {TF_LEVEL_NOTE, TF_EVIDENCE_FAIL, TF_MARK_WARNING, TF_MARK_NONE},
    {TF_LEVEL_WARNING, TF_EVIDENCE_UNPROVEN, TF_MARK_ALARM, TF_MARK_WARNING},
    {TF_LEVEL_ALARM, TF_EVIDENCE_FAIL, TF_MARK_WARNING, TF_MARK_ALARM},
    /* Offline, or the keys are gone by now. */
    {TF_LEVEL_QUIET, TF_EVIDENCE_UNKNOWN, TF_MARK_ALARM, TF_MARK_ALARM},
    {TF_LEVEL_WARNING, TF_EVIDENCE_UNKNOWN, TF_MARK_ALARM, TF_MARK_ALARM},
    {TF_LEVEL_WARNING, TF_EVIDENCE_UNKNOWN, TF_MARK_NONE, TF_MARK_WARNING},
};

static void
test_results (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        const Row *row = &rows[i];
        TfReport report = {.verdict.deciding.level = row->level,
                           .evidence.result = row->evidence};

        g_test_message ("row %u", i);
        g_assert_cmpint (tf_mark_after (row->now, &report), ==, row->after);
    }
}

/* ---- the tags of a message --------------------------------------------------------- */

static gboolean
has (const char *tag, gpointer data)
{
    return g_ptr_array_find_with_equal_func (data, tag, g_str_equal, NULL);
}

static void
set (const char *tag, gboolean is_set, gpointer data)
{
    guint at = 0;

    g_assert_true (has (tag, data) != is_set);
    if (is_set)
        g_ptr_array_add (data, (gpointer)tag);
    else if (g_ptr_array_find_with_equal_func (data, tag, g_str_equal, &at))
        g_ptr_array_remove_index (data, at);
}

static const TfMarkClient client = {has, set};

static void
expect (GPtrArray *tags, TfMark mark, guint n_tags)
{
    tf_mark_write (mark, &client, tags);
    g_assert_cmpint (tf_mark_read (&client, tags), ==, mark);
    g_assert_cmpuint (tags->len, ==, n_tags);
    g_assert_true (has ("Boss", tags));
}

static void
test_tags (void)
{
    g_autoptr (GPtrArray) tags = g_ptr_array_new ();

    g_ptr_array_add (tags, (gpointer) "Boss");
    g_assert_cmpint (tf_mark_read (&client, tags), ==, TF_MARK_NONE);
    expect (tags, TF_MARK_NONE, 1);
    expect (tags, TF_MARK_WARNING, 2);
    expect (tags, TF_MARK_WARNING, 2);
    expect (tags, TF_MARK_ALARM, 2);
    set (tf_mark_tag (TF_MARK_WARNING), TRUE, tags); /* by somebody else */
    g_assert_cmpint (tf_mark_read (&client, tags), ==, TF_MARK_ALARM);
    expect (tags, TF_MARK_NONE, 1);
}

/* An IMAP server takes them as they are (RFC 3501, section 9: atom). */
static void
test_names (void)
{
    for (TfMark mark = TF_MARK_NONE + 1; mark < TF_N_MARKS; mark++)
        g_assert_cmpuint (strspn (tf_mark_tag (mark), "abcdefghijklmnopqrstuvwxyz-"), ==,
                          strlen (tf_mark_tag (mark)));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/marks/results", test_results);
    g_test_add_func ("/marks/tags", test_tags);
    g_test_add_func ("/marks/names", test_names);
    return g_test_run ();
}
