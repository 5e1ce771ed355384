/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-talk: how much is shown at each level of talk, and what is counted instead of being shown. */
#include "client/talk.h"

#include <glib/gstdio.h>

#include "client/session.h"
#include "client/tally.h"
#include "evaluate/report.h"

#define WAIT_MS 5000

/* ---- how much is shown ------------------------------------------------------------- */

static gboolean
includes (TfTalk talk, TfCode code, TfLevel level)
{
    TfReport report = {.verdict.deciding = {code, level}};

    return tf_talk_includes (talk, &report);
}

static void
test_levels (void)
{
    for (TfTalk talk = TF_TALK_WARNINGS; talk <= TF_TALK_CONFIRMED; talk++) {
        g_assert_true (includes (talk, TF_CODE_DOMAIN_FORGED, TF_LEVEL_ALARM));
        g_assert_true (includes (talk, TF_CODE_DOMAIN_UNPROVEN, TF_LEVEL_WARNING));
        g_assert_false (includes (talk, TF_CODE_NOTHING_TO_CHECK, TF_LEVEL_QUIET));
        g_assert_false (includes (talk, TF_CODE_CHECK_INCOMPLETE, TF_LEVEL_QUIET));
    }
    g_assert_false (
        includes (TF_TALK_WARNINGS, TF_CODE_MONITORED_DOMAIN_FAILED, TF_LEVEL_NOTE));
    g_assert_true (
        includes (TF_TALK_NOTES, TF_CODE_MONITORED_DOMAIN_FAILED, TF_LEVEL_NOTE));
    g_assert_false (includes (TF_TALK_NOTES, TF_CODE_DOMAIN_CONFIRMED, TF_LEVEL_QUIET));
    g_assert_true (
        includes (TF_TALK_CONFIRMED, TF_CODE_DOMAIN_CONFIRMED, TF_LEVEL_QUIET));
}

/* ---- counting ---------------------------------------------------------------------- */

/* Owned: "TF01=2 TF03=1". */
static char *
read_tally (void)
{
    g_autoptr (TfTally) tally = tf_tally_load ();
    g_autoptr (GString) out = g_string_new (NULL);

    g_assert_true ((tally->since > 0) == (tally->codes[0] != NULL));
    for (guint i = 0; tally->codes[i] != NULL; i++)
        g_string_append_printf (out, "%s%s=%u", i > 0 ? " " : "", tally->codes[i],
                                tally->numbers[i]);
    return g_string_free (g_steal_pointer (&out), FALSE);
}

/* A worker writes. */
static void
expect_tally (const char *expected)
{
    gint64 end = g_get_monotonic_time () + WAIT_MS * 1000;
    g_autofree char *found = read_tally ();

    while (!g_str_equal (found, expected) && g_get_monotonic_time () < end) {
        g_main_context_iteration (NULL, FALSE);
        g_usleep (1000);
        g_free (found);
        found = read_tally ();
    }
    g_assert_cmpstr (found, ==, expected);
}

static void
count (TfTallyCounter *counter, const char *sha256, TfCode code)
{
    TfDossier dossier = {.sha256 = (char *)sha256};
    TfReport report = {.dossier = &dossier, .verdict.deciding = {code, TF_LEVEL_ALARM}};

    tf_tally_counter_add (counter, TF_TALK_NOTES, &report);
}

static void
test_tally (void)
{
    TfTallyCounter *one = tf_tally_counter_new ();
    TfTallyCounter *other = tf_tally_counter_new ();

    expect_tally ("");
    count (one, "aa", TF_CODE_DOMAIN_UNPROVEN);
    count (one, "aa", TF_CODE_DOMAIN_UNPROVEN); /* the same message, shown again */
    count (one, "bb", TF_CODE_DOMAIN_FORGED);
    expect_tally ("TF01=1 TF03=1");
    count (other, "cc", TF_CODE_DOMAIN_FORGED);
    expect_tally ("TF01=2 TF03=1");
    g_assert_true (tf_tally_reset ());
    expect_tally ("");
    g_assert_true (tf_tally_reset ());
    tf_tally_counter_free (one);
    tf_tally_counter_free (other);
}

/* Several programs at once lose nothing. */
static void
test_tally_at_once (void)
{
    TfTallyCounter *counter = tf_tally_counter_new ();

    for (guint i = 0; i < 50; i++) {
        g_autofree char *hash = g_strdup_printf ("%u", i);

        count (counter, hash, TF_CODE_DOMAIN_FORGED);
    }
    expect_tally ("TF01=50");
    g_assert_true (tf_tally_reset ());
    tf_tally_counter_free (counter);
}

static void
test_broken_file (void)
{
    g_autofree char *path = tf_tally_dup_path ();
    TfTallyCounter *counter = tf_tally_counter_new ();

    g_assert_true (g_file_set_contents (path, "no [key] file\n=-7", -1, NULL));
    expect_tally ("");
    count (counter, "aa", TF_CODE_OWN_DOMAIN_FORGED);
    expect_tally ("TF02=1");
    g_assert_true (tf_tally_reset ());
    tf_tally_counter_free (counter);
}

/* ---- the session ------------------------------------------------------------------- */

static GStrv
list_addresses (gpointer data)
{
    return g_new0 (char *, 1);
}

static gboolean
is_online (gpointer data)
{
    return FALSE;
}

static void
test_session (void)
{
    static const TfSessionClient client = {list_addresses, is_online};
    g_autoptr (GSettings) preferences = g_settings_new ("org.truefrom");
    g_autoptr (TfSession) session = tf_session_new (&client, NULL, NULL);
    TfDossier dossier = {.sha256 = (char *)"aa"};
    TfReport report = {
        .dossier = &dossier,
        .verdict.deciding = {TF_CODE_MONITORED_DOMAIN_FAILED, TF_LEVEL_NOTE}};

    g_assert_cmpint (tf_session_peek_preferences (session)->talk, ==, TF_TALK_NOTES);
    tf_session_count (session, &report); /* it was shown */
    g_settings_set_boolean (preferences, "report-only", TRUE);
    g_settings_set_string (preferences, "talk", "warnings");
    g_assert_true (tf_session_peek_preferences (session)->report_only);
    tf_session_count (session, &report); /* it would not have been shown */
    g_settings_set_string (preferences, "talk", "confirmed");
    tf_session_count (session, &report);
    expect_tally ("TF17=1");
    g_assert_true (tf_tally_reset ());
    g_settings_reset (preferences, "report-only");
    g_settings_reset (preferences, "talk");
}

int
main (int argc, char **argv)
{
    g_autofree char *state = g_dir_make_tmp ("truefrom-XXXXXX", NULL);
    g_autofree char *folder = g_build_filename (state, "truefrom", NULL);
    int status;

    g_setenv ("XDG_STATE_HOME", state, TRUE);
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/talk/levels", test_levels);
    g_test_add_func ("/talk/tally", test_tally);
    g_test_add_func ("/talk/tally-at-once", test_tally_at_once);
    g_test_add_func ("/talk/broken-file", test_broken_file);
    g_test_add_func ("/talk/session", test_session);
    status = g_test_run ();
    g_rmdir (folder);
    g_rmdir (state);
    return status;
}
