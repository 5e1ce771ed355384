/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The way of a message as a few stations: only what is known is among them, and what broke is marked. */
#include <string.h>

#include "words-helper.h"

/** Way: a report that its tests add to. */
typedef struct {
    Sample *sample;
    TfTrail trail;
    TfReceived hop;
    TfDkimResult signature;
} Way;

static void
way_init (Way *way, TfEvidenceResult result, TfLevel level)
{
    *way = (Way){.sample = sample_new (TF_CODE_DOMAIN_FORGED, level)};
    set_author (way->sample, "Anna", "anna", "legit.example");
    way->sample->report.evidence.result = result;
    way->sample->report.evidence.source =
        result == TF_EVIDENCE_PASS ? TF_PASS_SOURCE_DKIM : TF_PASS_SOURCE_NONE;
    way->trail.hops = g_array_new (FALSE, FALSE, sizeof (TfReceived));
    way->sample->delivery.trail = &way->trail;
}

static void
way_clear (Way *way)
{
    g_array_unref (way->trail.hops);
    sample_free (way->sample);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Way, way_clear)

static void
add_border (Way *way, gboolean is_name_checked)
{
    way->hop = (TfReceived){.by = (char *)"mx.reader.example",
                            .from = (char *)"what.it.says.example",
                            .helo = (char *)"what.it.says.example",
                            .name = (char *)"box.way.example",
                            .is_name_checked = is_name_checked};
    g_assert_true (tf_ip_parse (tf_span_of ("203.0.113.66"), &way->hop.client));
    g_array_append_val (way->trail.hops, way->hop);
    way->sample->delivery.border = 0;
    way->sample->delivery.door = 0;
}

static void
add_signer (Way *way, const char *domain)
{
    way->signature = (TfDkimResult){
        .result = TF_RESULT_PASS, .domain = (char *)domain, .authenticates = TRUE};
    g_ptr_array_add (way->sample->report.dkim, &way->signature);
}

static void
assert_path (const Way *way, const char *expected)
{
    g_autofree char *text = tf_words_path_text (&way->sample->report);
    g_autofree char *plain = tf_words_plain (text);

    g_assert_cmpstr (plain, ==, expected);
}

static TfLink
link_at (const Way *way, guint at)
{
    g_autoptr (GPtrArray) path = tf_words_path (&way->sample->report);

    g_assert_cmpuint (at, <, path->len);
    return ((const TfStation *)g_ptr_array_index (path, at))->link;
}

/* ---- forged ------------------------------------------------------------------------ */

static void
test_forged (void)
{
    g_auto (Way) way;

    way_init (&way, TF_EVIDENCE_FAIL, TF_LEVEL_ALARM);
    add_border (&way, FALSE);
    assert_path (&way,
                 "Named as sender: legit.example; broken here; then Sending server: "
                 "203.0.113.66; then Your mail server: mx.reader.example; then You. "
                 "The path breaks after legit.example: nothing shows that the message "
                 "comes from there.");
    g_assert_cmpint (link_at (&way, 1), ==, TF_LINK_BROKEN);
    g_assert_cmpint (link_at (&way, 2), ==, TF_LINK_PLAIN);
    add_signer (&way, "attack.example");
    assert_path (&way,
                 "Named as sender: legit.example; broken here; then Signed by: "
                 "attack.example; then Sending server: 203.0.113.66; then Your mail "
                 "server: mx.reader.example; then You. The path breaks after "
                 "legit.example: nothing shows that the message comes from there.");
}

static void
test_no_border (void)
{
    g_auto (Way) way;

    way_init (&way, TF_EVIDENCE_FAIL, TF_LEVEL_ALARM);
    add_border (&way, TRUE);
    way.sample->delivery.border = -1;
    way.sample->delivery.door = -1;
    assert_path (&way, "Named as sender: legit.example; broken here; then You. The path "
                       "breaks after legit.example: nothing shows that the message comes "
                       "from there.");
}

/* A seal, a signature and a server's word that are not valid name nobody. */
static void
test_only_what_is_known (void)
{
    g_auto (Way) way;
    TfServerField field = {
        .results = tf_auth_results_parse (tf_span_of ("evil.example; dmarc=pass"))};

    way_init (&way, TF_EVIDENCE_UNPROVEN, TF_LEVEL_WARNING);
    add_signer (&way, "attack.example");
    way.signature.authenticates = FALSE;
    way.sample->arc.sealers = g_ptr_array_new ();
    g_ptr_array_add (way.sample->arc.sealers, (gpointer) "seal.example");
    way.sample->arc.result = TF_RESULT_FAIL;
    way.sample->arc.covers_from = TRUE;
    way.sample->dossier.list_id = (char *)"<rowers.lists.example>";
    g_array_append_val (way.sample->server.fields, field);
    assert_path (&way,
                 "Named as sender: legit.example; not proven here; then You. Whether "
                 "the path begins at legit.example could not be shown.");
    g_ptr_array_unref (way.sample->arc.sealers);
    tf_auth_results_free (field.results);
}

/* Whoever attached a message may have written its delivery lines. */
static void
test_attached (void)
{
    g_auto (Way) way;

    way_init (&way, TF_EVIDENCE_FAIL, TF_LEVEL_ALARM);
    add_border (&way, TRUE);
    way.sample->dossier.attached = TRUE;
    assert_path (&way,
                 "Named as sender: legit.example; broken here; then The message that "
                 "carries it; then You. The path breaks after legit.example: nothing "
                 "shows that the message comes from there.");
}

/* ---- honest ------------------------------------------------------------------------ */

static void
test_confirmed (void)
{
    g_auto (Way) way;

    way_init (&way, TF_EVIDENCE_PASS, TF_LEVEL_QUIET);
    add_border (&way, TRUE);
    add_signer (&way, "legit.example");
    way.signature.aligned = TRUE;
    assert_path (
        &way, "Named as sender: legit.example; then Sending server: box.way.example; "
              "then Your mail server: mx.reader.example; then You. The path leads back "
              "to legit.example.");
    way.sample->delivery.is_own_copy = TRUE;
    g_assert_null (tf_words_path_text (&way.sample->report));
}

static void
test_list (void)
{
    g_auto (Way) way;

    way_init (&way, TF_EVIDENCE_CHANGED, TF_LEVEL_NOTE);
    add_signer (&way, "lists.example");
    way.sample->dossier.list_id = (char *)"Rowers <rowers.lists.example>";
    assert_path (&way,
                 "Named as sender: legit.example; not proven here; then Calls itself a "
                 "mailing list: lists.example; then You. legit.example has signed the "
                 "message, but it was changed afterwards.");
    way.sample->dossier.list_id = (char *)"Rowers <rowers.elsewhere.example>";
    assert_path (&way,
                 "Named as sender: legit.example; not proven here; then Signed by: "
                 "lists.example; then You. legit.example has signed the message, but it "
                 "was changed afterwards.");
}

/* Only the newest forwarder has sealed the message, and one's own provider is none. */
static void
test_forwarder (void)
{
    g_auto (Way) way;

    way_init (&way, TF_EVIDENCE_FAIL, TF_LEVEL_WARNING);
    way.sample->report.facts.explained = TRUE;
    way.sample->arc.result = TF_RESULT_PASS;
    way.sample->arc.covers_from = TRUE;
    way.sample->arc.sealers = g_ptr_array_new ();
    g_ptr_array_add (way.sample->arc.sealers, (gpointer) "forward.example");
    g_ptr_array_add (way.sample->arc.sealers, (gpointer) "older.example");
    assert_path (&way,
                 "Named as sender: legit.example; not proven here; then Passed on by: "
                 "forward.example; then You. legit.example itself is not confirmed; a "
                 "forwarder that you believe reports that it was.");
    add_border (&way, TRUE);
    g_ptr_array_index (way.sample->arc.sealers, 0) = (gpointer) "reader.example";
    way.sample->report.facts.explained = FALSE;
    way.sample->report.evidence.result = TF_EVIDENCE_PASS;
    assert_path (
        &way, "Named as sender: legit.example; then Sending server: box.way.example; "
              "then Your mail server: mx.reader.example; then You. The path leads back "
              "to legit.example.");
    g_ptr_array_unref (way.sample->arc.sealers);
}

/* A domain that only monitors: honest mail fails too. */
static void
test_mild (void)
{
    g_auto (Way) way;

    way_init (&way, TF_EVIDENCE_FAIL, TF_LEVEL_NOTE);
    g_assert_cmpint (link_at (&way, 1), ==, TF_LINK_UNPROVEN);
    way.sample->report.evidence.result = TF_EVIDENCE_AMBIGUOUS_FROM;
    assert_path (&way,
                 "Named as sender; not proven here; then You. It is not clear where "
                 "the path begins.");
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/wording-path/forged", test_forged);
    g_test_add_func ("/wording-path/no-border", test_no_border);
    g_test_add_func ("/wording-path/only-what-is-known", test_only_what_is_known);
    g_test_add_func ("/wording-path/attached", test_attached);
    g_test_add_func ("/wording-path/confirmed", test_confirmed);
    g_test_add_func ("/wording-path/list", test_list);
    g_test_add_func ("/wording-path/forwarder", test_forwarder);
    g_test_add_func ("/wording-path/mild", test_mild);
    return g_test_run ();
}
