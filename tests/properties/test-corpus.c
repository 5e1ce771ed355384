/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The same properties over every message of tests/cases with its DNS answers. Options of
 * a case do not matter here: what must be true is true with and without them. */
#include "harness.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define NOW 1795000000

/** Case: one message and its DNS. */
typedef struct {
    char *name;
    TfDossier *dossier;
    TfDnsZone *zone;
    gint64 now;
} Case;

static const char *folder;
static TfSettings *settings; /* of a reader who trusts nobody */
static TfSettings *trusting;
static GPtrArray *cases;

/* ---- reading ------------------------------------------------------------------- */

static JsonNode *
load_json (const char *path)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonParser) parser = json_parser_new ();

    json_parser_load_from_file (parser, path, &error);
    g_assert_no_error (error);
    return json_parser_steal_root (parser);
}

static void
lay_over (JsonObject *zone, JsonObject *more)
{
    JsonObjectIter iterator;
    const char *name;
    JsonNode *node;

    json_object_iter_init (&iterator, more);
    while (json_object_iter_next (&iterator, &name, &node))
        json_object_set_member (zone, name, json_node_copy (node));
}

/* The shared zone with the case's own answers laid over it, name by name. */
static TfDnsZone *
load_zone (JsonObject *about)
{
    g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
    g_autoptr (GError) error = NULL;
    g_autofree char *text = NULL;
    TfDnsZone *zone;

    json_node_take_object (root, json_object_new ());
    if (json_object_has_member (about, "zone")) {
        g_autofree char *file =
            g_strconcat (json_object_get_string_member (about, "zone"), ".json", NULL);
        g_autofree char *path = g_build_filename (folder, "zones", file, NULL);
        g_autoptr (JsonNode) shared = load_json (path);

        lay_over (json_node_get_object (root), json_node_get_object (shared));
    }
    if (json_object_has_member (about, "answers"))
        lay_over (json_node_get_object (root),
                  json_object_get_object_member (about, "answers"));
    text = json_to_string (root, FALSE);
    zone = tf_dns_zone_parse (text, -1, &error);
    g_assert_no_error (error);
    return zone;
}

static TfDossier *
load_message (const char *path)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (TfSource) source = NULL;
    TfCircumstances known = TF_CIRCUMSTANCES_INIT;
    TfDossier *dossier;
    char *data;
    gsize length;

    g_file_get_contents (path, &data, &length, &error);
    g_assert_no_error (error);
    bytes = g_bytes_new_take (data, length);
    source = tf_source_new_bytes (bytes);
    known.file_time = NOW;
    dossier = tf_dossier_read (source, &known, settings->suffixes, &error);
    g_assert_no_error (error);
    return dossier;
}

static void
load_case (const char *topic, const char *file)
{
    g_autofree char *path = g_build_filename (folder, topic, file, NULL);
    g_autofree char *stem = g_strndup (file, strlen (file) - strlen (".json"));
    g_autofree char *own = g_strconcat (stem, ".eml", NULL);
    g_autoptr (JsonNode) root = load_json (path);
    JsonObject *about = json_node_get_object (root);
    g_autofree char *message = g_build_filename (
        folder, topic, json_object_get_string_member_with_default (about, "message", own),
        NULL);
    Case *loaded = g_new0 (Case, 1);

    loaded->name = g_strconcat (topic, "/", stem, NULL);
    loaded->dossier = load_message (message);
    loaded->zone = load_zone (about);
    loaded->now = tf_dns_zone_get_now (loaded->zone);
    if (loaded->now < 0)
        loaded->now = NOW;
    g_ptr_array_add (cases, loaded);
}

static void
load_topic (const char *topic)
{
    g_autofree char *path = g_build_filename (folder, topic, NULL);
    g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
    const char *file;

    while (directory != NULL && (file = g_dir_read_name (directory)) != NULL)
        if (g_str_has_suffix (file, ".json"))
            load_case (topic, file);
}

static void
case_free (Case *loaded)
{
    g_free (loaded->name);
    tf_dossier_unref (loaded->dossier);
    tf_dns_zone_free (loaded->zone);
    g_free (loaded);
}

static void
load_kind (const char *kind)
{
    g_autofree char *path = g_build_filename (folder, kind, NULL);
    g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
    const char *name;

    g_assert_nonnull (directory);
    while ((name = g_dir_read_name (directory)) != NULL) {
        g_autofree char *topic = g_build_filename (kind, name, NULL);

        load_topic (topic);
    }
}

static void
load_all (void)
{
    cases = g_ptr_array_new_with_free_func ((GDestroyNotify)case_free);
    load_kind ("generated");
    load_kind ("written");
}

/* ---- the properties ------------------------------------------------------------ */

static TfDnsAnswer *
lookup (gpointer data, TfDnsType type, const char *name)
{
    return tf_dns_zone_lookup (data, type, name);
}

static TfReport *
run_for (const Case *it, const TfSettings *reader, Plan plan, gboolean final)
{
    const TfEvaluation evaluation = {.now = it->now, .final = final};

    plan.lookup = lookup;
    plan.data = plan.data != NULL ? plan.data : it->zone;
    return plan_run (&plan, it->dossier, reader, &evaluation);
}

static TfReport *
run (const Case *it, Plan plan, gboolean final)
{
    return run_for (it, settings, plan, final);
}

static void
test_found (void)
{
    g_test_message ("%u cases", cases->len);
    g_assert_cmpuint (cases->len, >, 300);
}

static void
assert_same (const Case *it, const TfReport *before, const TfReport *after)
{
    g_autofree char *expected = report_to_text (before);
    g_autofree char *got = report_to_text (after);

    if (strcmp (got, expected) != 0)
        g_test_message ("%s", it->name);
    g_assert_cmpstr (got, ==, expected);
}

static void
check_order (const Case *it, const TfSettings *reader)
{
    g_autoptr (TfReport) first = run_for (it, reader, (Plan){0}, TRUE);
    g_autoptr (TfReport) second = run_for (it, reader, (Plan){.shuffle = TRUE}, TRUE);

    assert_same (it, first, second);
}

static void
test_order (void)
{
    for (guint i = 0; i < cases->len; i++) {
        check_order (g_ptr_array_index (cases, i), settings);
        check_order (g_ptr_array_index (cases, i), trusting);
    }
}

/* What was recorded gives the same report again. */
static void
check_replay (const Case *it, const TfSettings *reader)
{
    g_autoptr (TfReport) first = run_for (it, reader, (Plan){0}, TRUE);
    g_autofree char *record = tf_dns_to_json (&first->dns, 1, -1, -1, -1);
    g_autoptr (GError) error = NULL;
    g_autoptr (TfDnsZone) zone = tf_dns_zone_parse (record, -1, &error);
    g_autoptr (TfReport) second = NULL;

    g_assert_no_error (error);
    second = run_for (it, reader, (Plan){.data = zone}, TRUE);
    assert_same (it, first, second);
}

static void
test_replay (void)
{
    for (guint i = 0; i < cases->len; i++) {
        check_replay (g_ptr_array_index (cases, i), settings);
        check_replay (g_ptr_array_index (cases, i), trusting);
    }
}

static void
check_failures (const Case *it, gboolean final)
{
    g_autoptr (GPtrArray) asked = questions_new ();
    g_autoptr (TfReport) before = run (it, (Plan){.asked = asked}, final);

    for (guint n = 0; n < asked->len; n++) {
        Plan plan = {.fails = g_ptr_array_index (asked, n), .failure = random_failure ()};
        g_autoptr (TfReport) after = run (it, plan, final);

        if (!failure_is_harmless (before, after, final || plan.failure == TF_DNS_LIMIT))
            g_error ("%s: %s fails: %s %s instead of %s %s", it->name, plan.fails->name,
                     tf_report_get_code (after), tf_report_get_level (after),
                     tf_report_get_code (before), tf_report_get_level (before));
    }
}

static void
test_each_fails (void)
{
    for (guint i = 0; i < cases->len; i++) {
        check_failures (g_ptr_array_index (cases, i), FALSE);
        check_failures (g_ptr_array_index (cases, i), TRUE);
    }
}

/* Without any answer only what the message shows can be said: TF04, a sign of its own, or
 * quiet. */
static void
test_all_fail (void)
{
    for (guint i = 0; i < cases->len; i++) {
        const Case *it = g_ptr_array_index (cases, i);
        Plan plan = {.all_fail = TRUE, .failure = random_failure ()};
        g_autoptr (TfReport) report = run (it, plan, TRUE);

        if (report->evidence.result != TF_EVIDENCE_AMBIGUOUS_FROM &&
            !is_sign_of_the_message (report))
            g_assert_cmpint (report->verdict.deciding.level, ==, TF_LEVEL_QUIET);
    }
}

int
main (int argc, char **argv)
{
    int status;

    g_test_init (&argc, &argv, NULL);
    g_assert_cmpint (argc, ==, 2);
    folder = argv[1];
    settings = tf_settings_new ();
    trusting = tf_settings_new ();
    tf_settings_add_border (trusting, "mx.victim.example");
    tf_settings_add_trusted_server (trusting, "mx.victim.example");
    tf_settings_add_trusted_sealer (trusting, "list.example");
    load_all ();
    g_test_add_func ("/corpus/found", test_found);
    g_test_add_func ("/corpus/order", test_order);
    g_test_add_func ("/corpus/replay", test_replay);
    g_test_add_func ("/corpus/each-fails", test_each_fails);
    g_test_add_func ("/corpus/all-fail", test_all_fail);
    status = g_test_run ();
    g_ptr_array_unref (cases);
    tf_settings_unref (settings);
    tf_settings_unref (trusting);
    return status;
}
