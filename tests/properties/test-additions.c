/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What a sender can add or take away never makes the message look better; and how it was
 * read, in which order it is signed, and where the answers come from do not matter. */
#include "drafts.h"
#include "harness.h"

#include <string.h>

#define N_DRAFTS 600

static Pieces *pieces;

static TfReport *
evaluate (const Draft *draft, const TfDossier *dossier, Plan plan)
{
    plan.lookup = plan.lookup != NULL ? plan.lookup : draft_lookup;
    plan.data = plan.data != NULL ? plan.data : (gpointer)draft;
    return plan_run (&plan, dossier, draft->settings, &draft->evaluation);
}

static TfReport *
run (const Draft *draft)
{
    g_autoptr (TfDossier) dossier = draft_read (draft);

    return evaluate (draft, dossier, (Plan){0});
}

static void
describe (const Draft *draft, const char *what, const TfReport *before,
          const TfReport *after)
{
    g_autofree char *text = draft_to_text (draft);
    g_autofree char *first = report_to_text (before);
    g_autofree char *second = report_to_text (after);

    g_test_message ("%s; trusting %d, final %d\n%s", what,
                    draft->settings == pieces->trusting, draft->evaluation.final, text);
    g_test_message ("before: %s", first);
    g_test_message ("after: %s", second);
}

/* ---- additions
 * --------------------------------------------------------------------------- */

#define MX "mx.victim.example"

/* Fields that anybody can write; "%s" is the Author Domain. */
static const char *const additions[] = {
    "X-Anything: at all\r\n",
    "X-Spam-Status: No\r\n",
    "List-Id: Friends <friends.%s>\r\n",
    "List-Id: <list.example>\r\nList-Unsubscribe: <mailto:x@list.example>\r\nPrecedence: "
    "list\r\n",
    "Authentication-Results: " MX "; dmarc=pass header.from=%s\r\n",
    "Authentication-Results: " MX
    ";\r\n spf=pass smtp.mailfrom=x@%s; dkim=pass header.d=%s\r\n",
    "Authentication-Results: other.example; dmarc=pass header.from=%s\r\n",
    "Received-SPF: pass (" MX
    ": domain of x@%s) client-ip=192.0.2.10; envelope-from=x@%s\r\n",
    "Return-Path: <x@%s>\r\n",
    "Sender: x@%s\r\n",
    "Resent-From: x@%s\r\n",
    "DKIM2-Signature: i=1; d=%s\r\n",
    "ARC-Authentication-Results: i=1; " MX "; dmarc=pass header.from=%s\r\n",
    "ARC-Seal: i=1; a=rsa-sha256; cv=none; d=list.example; s=s1; b=AAAA\r\n"
    "ARC-Message-Signature: i=1; a=rsa-sha256; c=relaxed/relaxed; d=list.example; s=s1; "
    "h=from;"
    " bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA\r\n"
    "ARC-Authentication-Results: i=1; list.example; dmarc=pass header.from=%s\r\n",
    "DKIM-Signature: v=1; a=rsa-sha256; d=%s; s=s1; h=from; bh=AAAA; b=AAAA\r\n",
    "X-Original-Authentication-Results: " MX "; dmarc=pass header.from=%s\r\n",
};

/* A hop that the sender makes up below the one that received the message from them. */
#define HOP                                                                              \
    "Received: from good ([192.0.2.10]) by " MX "; Wed, 18 Nov 2026 10:06:39 +0000\r\n"

static char *
fill (const char *template, const char *domain)
{
    g_auto (GStrv) parts = g_strsplit (template, "%s", -1);

    return g_strjoinv (domain, parts);
}

/* Between what the reader's server wrote and what was there before. */
static char *
add_by_sender (Draft *draft)
{
    const char *template = additions[g_test_rand_int_range (0, G_N_ELEMENTS (additions))];
    gboolean hop = draft->from_outside && g_test_rand_bit ();
    char *field = fill (template, draft->domain);

    if (hop && g_test_rand_bit ())
        g_string_append (draft->trace, HOP);
    g_string_append (draft->trace, field);
    if (hop)
        g_string_append (draft->trace, HOP);
    return field;
}

static gboolean
is_not_better (const TfReport *before, const TfReport *after)
{
    if (after->evidence.result == TF_EVIDENCE_PASS &&
        before->evidence.result != TF_EVIDENCE_PASS)
        return FALSE;
    return after->verdict.deciding.level >= before->verdict.deciding.level;
}

/* The topmost Return-Path is the delivering server's; without one, a sender's own turns a
 * refuted path into an unknown one, and nothing else (it never confirms). */
static gboolean
is_first_return_path (const Draft *draft, const char *field)
{
    return g_str_has_prefix (field, "Return-Path:") &&
           strstr (draft->trace->str, "Return-Path:") ==
               strstr (draft->trace->str, field);
}

static void
test_additions (void)
{
    for (guint i = 0; i < 3 * N_DRAFTS; i++) {
        g_autoptr (Draft) draft = draft_new (pieces);
        g_autoptr (TfReport) before = run (draft);
        g_autofree char *field = add_by_sender (draft);
        g_autoptr (TfReport) after = run (draft);
        gboolean good = is_not_better (before, after);

        if (is_first_return_path (draft, field))
            good = after->evidence.result != TF_EVIDENCE_PASS ||
                   before->evidence.result == TF_EVIDENCE_PASS;
        if (!good)
            describe (draft, field, before, after);
        g_assert_true (good);
    }
}

/* Additions do not harm mail that its author has signed completely, either. */
static void
test_additions_harmless (void)
{
    static const char *const harmless[] = {
        "X-Anything: at all\r\n", "List-Id: <list.example>\r\n",
        "DKIM2-Signature: i=1; d=%s\r\n",
        "Authentication-Results: other.example; dmarc=fail header.from=%s\r\n",
        "DKIM-Signature: v=1; a=rsa-sha256; d=%s; s=s1; h=from; bh=AAAA; b=AAAA\r\n"};

    for (guint i = 0; i < N_DRAFTS; i++) {
        g_autoptr (Draft) draft = draft_new (pieces);
        g_autoptr (TfReport) before = run (draft);
        g_autofree char *field = fill (
            harmless[g_test_rand_int_range (0, G_N_ELEMENTS (harmless))], draft->domain);
        g_autoptr (TfReport) after = NULL;
        gboolean good;

        if (before->evidence.result != TF_EVIDENCE_PASS)
            continue;
        g_string_append (draft->trace, field);
        after = run (draft);
        good = after->evidence.result == TF_EVIDENCE_PASS &&
               after->verdict.deciding.level == before->verdict.deciding.level;
        if (!good)
            describe (draft, field, before, after);
        g_assert_true (good);
    }
}

/* ---- what is missing
 * --------------------------------------------------------------------- */

static TfDnsAnswer *
lookup_without_keys (gpointer data, TfDnsType type, const char *name)
{
    if (strstr (name, "_domainkey.") != NULL)
        return tf_dns_answer_new (TF_DNS_NXDOMAIN);
    return draft_lookup (data, type, name);
}

/* The owner asks for distrust, the message is new and not internal, and nothing confirms
 * it: then it is not judged more mildly for being unsigned. */
static gboolean
is_distrusted (const Draft *draft, const TfReport *before, const TfReport *after)
{
    return draft->from_outside && DRAFT_NOW - draft->received_at <= TF_LONG_AGO &&
           before->policy != NULL && before->policy->effective != TF_POLICY_NONE &&
           after->evidence.result != TF_EVIDENCE_PASS;
}

/* Without keys nothing is confirmed that was not confirmed before. */
static void
test_without_keys (void)
{
    for (guint i = 0; i < N_DRAFTS; i++) {
        g_autoptr (Draft) draft = draft_new (pieces);
        g_autoptr (TfDossier) dossier = draft_read (draft);
        g_autoptr (TfReport) before = NULL;
        g_autoptr (TfReport) after = NULL;
        gboolean good;

        draft->evaluation.final = TRUE;
        before = evaluate (draft, dossier, (Plan){0});
        after = evaluate (draft, dossier, (Plan){.lookup = lookup_without_keys});
        good = is_distrusted (draft, before, after)
                   ? is_not_better (before, after)
                   : after->evidence.result != TF_EVIDENCE_PASS ||
                         before->evidence.result == TF_EVIDENCE_PASS;
        if (!good)
            describe (draft, "without keys", before, after);
        g_assert_true (good);
    }
}

/* Taking a signature away never confirms anything. */
static void
test_without_signature (void)
{
    for (guint i = 0; i < N_DRAFTS; i++) {
        g_autoptr (Draft) draft = draft_new (pieces);
        g_autoptr (TfReport) before = run (draft);
        g_autoptr (TfReport) after = NULL;

        if (draft->signatures->len == 0)
            continue;
        g_ptr_array_remove_index (
            draft->signatures,
            (guint)g_test_rand_int_range (0, (gint)draft->signatures->len));
        after = run (draft);
        if (after->evidence.result == TF_EVIDENCE_PASS &&
            before->evidence.result != TF_EVIDENCE_PASS)
            describe (draft, "a signature less", before, after);
        g_assert_true (after->evidence.result != TF_EVIDENCE_PASS ||
                       before->evidence.result == TF_EVIDENCE_PASS);
    }
}

/* ---- what does not matter
 * ---------------------------------------------------------------- */

static void
shuffle (GPtrArray *array)
{
    for (guint i = array->len; i > 1; i--) {
        guint other = (guint)g_test_rand_int_range (0, (gint)i);
        gpointer last = array->pdata[i - 1];

        array->pdata[i - 1] = array->pdata[other];
        array->pdata[other] = last;
    }
}

static void
test_signature_order (void)
{
    for (guint i = 0; i < N_DRAFTS; i++) {
        g_autoptr (Draft) draft = draft_new (pieces);
        g_autoptr (TfReport) before = run (draft);
        g_autoptr (TfReport) after = NULL;
        gboolean same;

        shuffle (draft->signatures);
        after = run (draft);
        same = after->verdict.deciding.code == before->verdict.deciding.code &&
               after->verdict.deciding.level == before->verdict.deciding.level &&
               after->evidence.result == before->evidence.result &&
               after->dmarc.result == before->dmarc.result;
        if (!same)
            describe (draft, "signatures in another order", before, after);
        g_assert_true (same);
    }
}

static void
assert_same (const Draft *draft, const char *what, const TfReport *before,
             const TfReport *after)
{
    g_autofree char *expected = report_to_text (before);
    g_autofree char *got = report_to_text (after);

    if (strcmp (got, expected) != 0)
        describe (draft, what, before, after);
    g_assert_cmpstr (got, ==, expected);
}

/* Blocks of any length. */
static void
test_pieces (void)
{
    for (guint i = 0; i < N_DRAFTS; i++) {
        g_autoptr (Draft) draft = draft_new (pieces);
        g_autoptr (TfDossier) dossier = draft_read_in_pieces (draft);
        g_autoptr (TfReport) before = run (draft);
        g_autoptr (TfReport) after = evaluate (draft, dossier, (Plan){0});

        assert_same (draft, "in pieces", before, after);
    }
}

static TfDnsAnswer *
lookup_recorded (gpointer data, TfDnsType type, const char *name)
{
    return tf_dns_zone_lookup (data, type, name);
}

/* What was recorded gives the same report again. */
static void
test_replay (void)
{
    for (guint i = 0; i < N_DRAFTS; i++) {
        g_autoptr (Draft) draft = draft_new (pieces);
        g_autoptr (TfDossier) dossier = draft_read (draft);
        Plan plan = {.shuffle = TRUE,
                     .some_fail = g_test_rand_bit () ? 0 : (guint)g_test_rand_int (),
                     .failure = random_failure ()};
        g_autoptr (TfReport) before = evaluate (draft, dossier, plan);
        g_autofree char *record = tf_dns_to_json (&before->dns, 1, -1, -1, -1);
        g_autoptr (GError) error = NULL;
        g_autoptr (TfDnsZone) zone = tf_dns_zone_parse (record, -1, &error);
        g_autoptr (TfReport) after = NULL;

        g_assert_no_error (error);
        after =
            evaluate (draft, dossier, (Plan){.lookup = lookup_recorded, .data = zone});
        assert_same (draft, record, before, after);
    }
}

int
main (int argc, char **argv)
{
    int status;

    g_test_init (&argc, &argv, NULL);
    g_assert_cmpint (argc, ==, 2);
    pieces = pieces_new (argv[1]);
    g_test_add_func ("/additions/never-better", test_additions);
    g_test_add_func ("/additions/harmless", test_additions_harmless);
    g_test_add_func ("/additions/without-keys", test_without_keys);
    g_test_add_func ("/additions/without-signature", test_without_signature);
    g_test_add_func ("/additions/signature-order", test_signature_order);
    g_test_add_func ("/additions/pieces", test_pieces);
    g_test_add_func ("/additions/replay", test_replay);
    status = g_test_run ();
    pieces_free (pieces);
    return status;
}
