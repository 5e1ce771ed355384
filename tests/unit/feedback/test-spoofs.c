/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-spoofs: which messages pretend to be a domain, each once, and that little is kept however many there are. */
#include "feedback/spoofs.h"

#define NOW G_GINT64_CONSTANT (1795000000) /* 2026-11-18 */

static const char *const own[] = {"example.org", "example.net", NULL};

/** Case: a finding, and who it is about. */
typedef struct {
    const char *from;
    TfCode code;
    TfLevel level;
    const char *imitated;
    TfSpoofKind kind;
    const char *domain; /* that is claimed */
} Case;

/* ---- whose name is used ------------------------------------------------------------ */

/* Attacks, and under each the honest message that looks most like it. */
/* clang-format off */
static const Case cases[] = {
    {"boss@example.org", TF_CODE_DOMAIN_FORGED, TF_LEVEL_ALARM, NULL, TF_SPOOF_FORGED, "example.org"},
    {"boss@example.org", TF_CODE_DOMAIN_CONFIRMED, TF_LEVEL_QUIET, NULL, TF_SPOOF_NONE, NULL},
    {"boss@notexample.org", TF_CODE_DOMAIN_FORGED, TF_LEVEL_ALARM, NULL, TF_SPOOF_NONE, NULL},
    {"a@Mail.EXAMPLE.net", TF_CODE_OWN_DOMAIN_FORGED, TF_LEVEL_ALARM, NULL, TF_SPOOF_FORGED, "mail.example.net"},
    {"a@example.org.attack.example", TF_CODE_DOMAIN_FORGED, TF_LEVEL_ALARM, NULL, TF_SPOOF_NONE, NULL},
    {"a@example.org", TF_CODE_DOMAIN_UNPROVEN, TF_LEVEL_WARNING, NULL, TF_SPOOF_FORGED, "example.org"},
    {"a@example.org", TF_CODE_DOMAIN_UNPROVEN, TF_LEVEL_NOTE, NULL, TF_SPOOF_NONE, NULL},
    {"a@example.org", TF_CODE_MONITORED_DOMAIN_FAILED, TF_LEVEL_WARNING, NULL, TF_SPOOF_FORGED, "example.org"},
    /* A list has added its footer. */
    {"a@example.org", TF_CODE_MONITORED_DOMAIN_FAILED, TF_LEVEL_NOTE, NULL, TF_SPOOF_NONE, NULL},
    {"a@example.org", TF_CODE_CHANGED_ON_THE_WAY, TF_LEVEL_NOTE, NULL, TF_SPOOF_NONE, NULL},
    /* The domain did send these. */
    {"a@example.org", TF_CODE_CHANGED_ON_THE_WAY, TF_LEVEL_WARNING, NULL, TF_SPOOF_NONE, NULL},
    {"a@example.org", TF_CODE_PARTLY_UNSIGNED, TF_LEVEL_WARNING, NULL, TF_SPOOF_NONE, NULL},
    {"a@example.org", TF_CODE_REPLY_GOES_ELSEWHERE, TF_LEVEL_WARNING, NULL, TF_SPOOF_NONE, NULL},
    {"a@example.org", TF_CODE_SELF_FORGED, TF_LEVEL_ALARM, NULL, TF_SPOOF_FORGED, "example.org"},
    {"a@example.org", TF_CODE_SELF_FORGED, TF_LEVEL_NOTE, NULL, TF_SPOOF_NONE, NULL},
    {"a@example.org", TF_CODE_DIFFERENT_FROM_USUAL, TF_LEVEL_WARNING, NULL, TF_SPOOF_FORGED, "example.org"},
    {"a@examp1e.example", TF_CODE_LOOKALIKE_DOMAIN, TF_LEVEL_WARNING, "example.org", TF_SPOOF_ALIKE, "example.org"},
    {"a@examp1e.example", TF_CODE_LOOKALIKE_DOMAIN, TF_LEVEL_WARNING, "bank.example", TF_SPOOF_NONE, NULL},
    {"a@examp1e.example", TF_CODE_LOOKALIKE_DOMAIN, TF_LEVEL_NOTE, "example.org", TF_SPOOF_NONE, NULL},
    {"a@x.example", TF_CODE_NAME_SHOWS_OTHER_ADDRESS, TF_LEVEL_ALARM, "boss@example.org", TF_SPOOF_ALIKE, "example.org"},
    {"a@x.example", TF_CODE_NAME_SHOWS_OTHER_ADDRESS, TF_LEVEL_NOTE, "boss@example.org", TF_SPOOF_NONE, NULL},
    {"a@x.example", TF_CODE_NAME_SHOWS_OTHER_ADDRESS, TF_LEVEL_ALARM, NULL, TF_SPOOF_NONE, NULL},
    /* One of our own addresses as the name of another. */
    {"a@example.org", TF_CODE_NAME_SHOWS_OTHER_ADDRESS, TF_LEVEL_WARNING, "b@example.net", TF_SPOOF_NONE, NULL},
    {"example.org", TF_CODE_DOMAIN_FORGED, TF_LEVEL_ALARM, NULL, TF_SPOOF_FORGED, "example.org"},
    {"\xff@\xff", TF_CODE_SENDER_DISGUISED, TF_LEVEL_ALARM, "\xff", TF_SPOOF_NONE, NULL},
    {"", TF_CODE_SENDER_DISGUISED, TF_LEVEL_ALARM, "", TF_SPOOF_NONE, NULL},
};
/* clang-format on */

static void
test_claims (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
        const TfSpoofFinding finding = {cases[i].code, cases[i].level, cases[i].imitated};
        g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof finding);
        g_autoptr (GPtrArray) from = g_ptr_array_new ();
        const TfSpoofMessage message = {.findings = findings, .from = from};
        g_auto (TfSpoofClaim) claim;

        g_array_append_val (findings, finding);
        g_ptr_array_add (from, (gpointer)cases[i].from);
        tf_spoof_claim_read (&message, own, &claim);
        g_assert_cmpuint (claim.kind, ==, cases[i].kind);
        g_assert_cmpstr (claim.domain, ==, cases[i].domain);
        g_assert_cmpuint (claim.code, ==,
                          claim.kind != TF_SPOOF_NONE ? cases[i].code : 0);
    }
}

/* ---- messages ---------------------------------------------------------------------- */

/** Mail: a message that can be changed. */
typedef struct {
    TfSpoofMessage message;
    guint8 identity[32];
    guint8 digest[32];
    GArray *findings;
    GPtrArray *from;
    GPtrArray *signers;
} Mail;

static void
number (guint8 bytes[32], guint32 of)
{
    memset (bytes, 0, 32);
    for (guint i = 0; i < 4; i++)
        bytes[i] = (guint8)(of >> (8 * i));
}

static void
mail_init (Mail *mail, guint32 identity, TfCode code, TfLevel level)
{
    const TfSpoofFinding finding = {code, level, "example.org"};

    *mail = (Mail){.findings = g_array_new (FALSE, FALSE, sizeof finding),
                   .from = g_ptr_array_new (),
                   .signers = g_ptr_array_new ()};
    g_array_append_val (mail->findings, finding);
    number (mail->identity, identity);
    mail->message = (TfSpoofMessage){.findings = mail->findings,
                                     .from = mail->from,
                                     .signers = mail->signers,
                                     .identity = mail->identity,
                                     .time = NOW - TF_DAY,
                                     .subject = "hello"};
}

static void
mail_clear (Mail *mail)
{
    g_array_unref (mail->findings);
    g_ptr_array_unref (mail->from);
    g_ptr_array_unref (mail->signers);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Mail, mail_clear)

static gboolean
add (TfSpoofs *spoofs, const Mail *mail)
{
    g_auto (TfSpoofClaim) claim;

    tf_spoof_claim_read (&mail->message, own, &claim);
    return tf_spoofs_add (spoofs, &mail->message, &claim);
}

/* What it says of two From fields and of several findings. */
static void
test_several (void)
{
    const TfSpoofFinding more = {TF_CODE_DOMAIN_FORGED, TF_LEVEL_ALARM, NULL};
    g_auto (Mail) mail;
    g_auto (TfSpoofClaim) worst = {0}, none = {0};

    mail_init (&mail, 1, TF_CODE_DOMAIN_UNPROVEN, TF_LEVEL_WARNING);
    g_ptr_array_add (mail.from, (gpointer) "a@attack.example");
    g_ptr_array_add (mail.from, (gpointer) "b@example.net");
    g_array_append_val (mail.findings, more);
    tf_spoof_claim_read (&mail.message, own, &worst);
    g_assert_cmpuint (worst.code, ==, TF_CODE_DOMAIN_FORGED);
    g_assert_cmpstr (worst.domain, ==, "example.net");
    g_assert_cmpstr (worst.used, ==, "attack.example");
    g_ptr_array_set_size (mail.from, 1);
    tf_spoof_claim_read (&mail.message, own, &none);
    g_assert_cmpuint (none.kind, ==, TF_SPOOF_NONE);
}

/* By what it is, by how it was stored: in a scan twice, in the memory, and there alone. */
static void
test_once (void)
{
    g_autoptr (TfSpoofs) spoofs = tf_spoofs_new (own, NOW);
    g_auto (Mail) mail, stored, remembered, quiet;

    mail_init (&mail, 1, TF_CODE_DOMAIN_FORGED, TF_LEVEL_ALARM);
    mail_init (&stored, 1, TF_CODE_DOMAIN_FORGED, TF_LEVEL_ALARM);
    mail_init (&remembered, 0, TF_CODE_DOMAIN_FORGED, TF_LEVEL_ALARM);
    mail_init (&quiet, 3, TF_CODE_DOMAIN_CONFIRMED, TF_LEVEL_QUIET);
    g_ptr_array_add (mail.from, (gpointer) "a@example.org");
    g_ptr_array_add (stored.from, (gpointer) "a@example.org");
    g_ptr_array_add (remembered.from, (gpointer) "example.org");
    g_ptr_array_add (quiet.from, (gpointer) "a@example.org");
    number (stored.digest, 7);
    stored.message.digest = stored.digest;
    remembered.message.identity = NULL;
    remembered.message.digest = remembered.digest;
    remembered.message.is_remembered = TRUE;
    number (remembered.digest, 7);
    g_assert_true (add (spoofs, &mail));
    g_assert_false (add (spoofs, &stored));
    g_assert_false (add (spoofs, &remembered));
    g_assert_false (add (spoofs, &quiet));
    g_assert_cmpuint (tf_spoofs_count (spoofs), ==, 1);
    g_assert_cmpuint (spoofs->n_again, ==, 2);
    g_assert_cmpuint (spoofs->n_scanned, ==, 3);
    g_assert_cmpuint (spoofs->samples->len, ==, 1);
    number (remembered.digest, 8);
    g_assert_true (add (spoofs, &remembered));
    g_assert_cmpuint (spoofs->n_remembered, ==, 1);
    g_assert_cmpuint (spoofs->samples->len, ==, 1);
    g_assert_cmpuint (spoofs->levels[TF_LEVEL_ALARM], ==, 2);
}

static const TfSumLine *
only_line (const TfSpoofs *spoofs, TfSpoofTable table)
{
    g_autoptr (GPtrArray) lines = tf_sum_table_by_size (spoofs->tables[table]);

    g_assert_cmpuint (lines->len, ==, 1);
    return g_ptr_array_index (lines, 0);
}

static void
test_sums (void)
{
    g_autoptr (TfSpoofs) spoofs = tf_spoofs_new (own, NOW);
    g_autoptr (GPtrArray) replies = g_ptr_array_new ();
    g_auto (Mail) mail;

    mail_init (&mail, 1, TF_CODE_LOOKALIKE_DOMAIN, TF_LEVEL_WARNING);
    g_ptr_array_add (mail.from, (gpointer) "a@examp1e.example");
    g_ptr_array_add (mail.signers, (gpointer) "examp1e.example");
    g_ptr_array_add (mail.signers, (gpointer) "examp1e.example");
    g_ptr_array_add (mail.signers, (gpointer) "<b>");
    g_ptr_array_add (replies, (gpointer) "A@Reply.example");
    mail.message.reply_to = replies;
    mail.message.address = "2001:DB8:0::1";
    mail.message.host = "Box.attack.example";
    mail.message.return_path = "x@attack.example";
    g_assert_true (add (spoofs, &mail));
    g_assert_cmpstr (only_line (spoofs, TF_SPOOF_MONTHS)->key, ==, "2026-11");
    g_assert_cmpuint (only_line (spoofs, TF_SPOOF_MONTHS)->n_alike, ==, 1);
    g_assert_cmpstr (only_line (spoofs, TF_SPOOF_DOMAINS)->key, ==, "example.org");
    g_assert_cmpstr (only_line (spoofs, TF_SPOOF_LOOKALIKES)->key, ==, "examp1e.example");
    g_assert_cmpstr (only_line (spoofs, TF_SPOOF_CODES)->key, ==, "TF06");
    g_assert_cmpstr (only_line (spoofs, TF_SPOOF_SOURCES)->key, ==, "2001:db8::1");
    g_assert_cmpstr (only_line (spoofs, TF_SPOOF_SOURCES)->more, ==,
                     "box.attack.example");
    g_assert_cmpstr (only_line (spoofs, TF_SPOOF_RETURN_PATHS)->key, ==,
                     "attack.example");
    g_assert_cmpstr (only_line (spoofs, TF_SPOOF_SIGNERS)->key, ==, "examp1e.example");
    g_assert_cmpuint (only_line (spoofs, TF_SPOOF_SIGNERS)->n_messages, ==, 1);
    g_assert_cmpstr (only_line (spoofs, TF_SPOOF_REPLIES)->key, ==, "a@reply.example");
    g_assert_cmpuint (spoofs->n_unproven, ==, 1);
}

/* From the future, from before all mail, never: in the sums, in no month. */
static void
test_times (void)
{
    static const gint64 times[] = {NOW + 2 * TF_DAY, 0, -1, G_MAXINT64, G_MININT64};
    g_autoptr (TfSpoofs) spoofs = tf_spoofs_new (own, NOW);
    g_autoptr (GPtrArray) months = NULL;

    for (guint i = 0; i < G_N_ELEMENTS (times); i++) {
        g_auto (Mail) mail;

        mail_init (&mail, i + 1, TF_CODE_DOMAIN_FORGED, TF_LEVEL_ALARM);
        g_ptr_array_add (mail.from, (gpointer) "a@example.org");
        mail.message.time = times[i];
        g_assert_true (add (spoofs, &mail));
    }
    months = tf_sum_table_by_key (spoofs->tables[TF_SPOOF_MONTHS]);
    g_assert_cmpuint (tf_spoofs_count (spoofs), ==, G_N_ELEMENTS (times));
    g_assert_cmpuint (months->len, ==, 0);
    g_assert_cmpint (spoofs->first, ==, 0);
}

/* ---- very many --------------------------------------------------------------------- */

static void
test_many (void)
{
    g_autoptr (TfSpoofs) spoofs = tf_spoofs_new (own, NOW);
    guint n = TF_LIMIT_SPOOFS_LINES + 1000;
    const TfSpoofSample *first;

    for (guint i = 0; i < n; i++) {
        g_autofree char *signer = g_strdup_printf ("s%u.example", i);
        g_auto (Mail) mail;

        mail_init (&mail, i + 1, TF_CODE_DOMAIN_FORGED, TF_LEVEL_ALARM);
        g_ptr_array_add (mail.from, (gpointer) "a@example.org");
        g_ptr_array_add (mail.signers, signer);
        mail.message.time = NOW - n + i;
        g_assert_true (add (spoofs, &mail));
    }
    g_assert_cmpuint (tf_spoofs_count (spoofs), ==, n);
    g_assert_cmpuint (spoofs->left_out[TF_SPOOF_SIGNERS], ==, 1000);
    g_assert_cmpuint (spoofs->samples->len, ==, TF_LIMIT_SPOOFS_SAMPLES);
    first = g_ptr_array_index (spoofs->samples, 0);
    g_assert_cmpint (first->time, ==, NOW - 1);
}

static void
test_seen (void)
{
    g_autoptr (TfSeenSet) set = tf_seen_set_new (10000);
    guint8 one[32], other[32];

    for (guint i = 0; i < 5000; i++) {
        number (one, i + 1);
        number (other, i + 1000000);
        g_assert_cmpuint (tf_seen_set_add (set, one, other), ==, TF_SEEN_NEW);
        g_assert_cmpuint (tf_seen_set_add (set, NULL, other), ==, TF_SEEN_AGAIN);
    }
    number (other, 2000000);
    g_assert_cmpuint (tf_seen_set_add (set, NULL, other), ==, TF_SEEN_FULL);
    for (guint i = 0; i < 5000; i++) {
        number (one, i + 1);
        g_assert_cmpuint (tf_seen_set_add (set, one, NULL), ==, TF_SEEN_AGAIN);
    }
    g_assert_cmpuint (tf_seen_set_add (set, NULL, NULL), ==, TF_SEEN_FULL);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/spoofs/claims", test_claims);
    g_test_add_func ("/spoofs/several", test_several);
    g_test_add_func ("/spoofs/once", test_once);
    g_test_add_func ("/spoofs/sums", test_sums);
    g_test_add_func ("/spoofs/times", test_times);
    g_test_add_func ("/spoofs/many", test_many);
    g_test_add_func ("/spoofs/seen", test_seen);
    return g_test_run ();
}
