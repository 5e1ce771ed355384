/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* From bytes and answers to a verdict, for what a case file cannot express: rounds, retries, own
 * addresses and domains, arrival, partial messages. */
#include "evaluate/evaluate.h"

#define NOW 1760000000

static TfReport *
evaluate (const char *message, const char *answers, TfSettings *settings,
          gboolean incomplete, gboolean final, gint64 received_at)
{
    g_autoptr (GBytes) bytes = g_bytes_new_static (message, strlen (message));
    g_autoptr (TfSource) source = tf_source_new_bytes (bytes);
    g_autoptr (TfDnsZone) zone = tf_dns_zone_parse (answers, -1, NULL);
    g_autoptr (TfDns) dns = tf_dns_new ();
    g_autoptr (TfDossier) dossier = NULL;
    TfCircumstances known = TF_CIRCUMSTANCES_INIT;
    TfEvaluation evaluation = {.now = NOW, .final = final};
    TfReport *report;

    g_assert_nonnull (zone);
    known.incomplete = incomplete;
    known.received_at = received_at;
    dossier = tf_dossier_read (source, &known, settings->suffixes, NULL);
    g_assert_nonnull (dossier);
    while ((report = tf_evaluate (dossier, settings, NULL, dns, &evaluation)) == NULL) {
        g_autoptr (GPtrArray) wanted = tf_dns_take_wanted (dns);

        g_assert_cmpuint (wanted->len, >, 0);
        g_assert_cmpuint (tf_dns_get_rounds (dns), <=, TF_LIMIT_ROUNDS);
        for (guint i = 0; i < wanted->len; i++) {
            TfDnsQuestion *question = g_ptr_array_index (wanted, i);
            g_autoptr (TfDnsAnswer) answer =
                tf_dns_zone_lookup (zone, question->type, question->name);

            tf_dns_tell (dns, question->type, question->name, answer);
        }
    }
    return report;
}

#define RECEIVED                                                                         \
    "Received: from a (a [203.0.113.66]) by mx.victim.example; Thu, 9 Oct 2025 08:53:20 +0000\n"
#define SIGNED(domain)                                                                   \
    "DKIM-Signature: v=1; a=rsa-sha256; d=" domain "; s=s1; h=from; "                    \
    "bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA\n"
#define REJECT                                                                           \
    "{\"_dmarc.legit.example\": {\"TXT\": [\"v=DMARC1; p=reject\"]}, \"legit.example\": {}}"
#define KEY_FAILS                                                                        \
    "{\"_dmarc.legit.example\": {\"TXT\": [\"v=DMARC1; p=reject\"]},"                    \
    " \"s1._domainkey.legit.example\": {\"TXT\": \"SERVFAIL\"}}"

#define DEAD                                                                             \
    "{\"_dmarc.legit.example\": {\"TXT\": [\"v=DMARC1; p=reject\"]},"                    \
    " \"_dmarc.dead.legit.example\": {\"TXT\": \"TIMEOUT\"}}"
#define DEEP(n) SIGNED ("a" n ".b" n ".c" n ".d" n ".e" n ".f.legit.example")
#define MANY_DEEP                                                                        \
    DEEP ("1")                                                                           \
    DEEP ("2")                                                                           \
    DEEP ("3") DEEP ("4") DEEP ("5") DEEP ("6") DEEP ("7") DEEP ("8") DEEP ("9")

typedef struct {
    const char *name;
    const char *message;
    const char *answers;
    const char *own;
    gboolean account;
    gboolean incomplete;
    gboolean retrying;
    gint64 age;
    const char *code;
    const char *level;
} Row;

#define FROM      "From: <admin@legit.example>\n"
#define BAD_PATH  "Return-Path: <x@attack.example>\n"
#define GOOD_PATH "Return-Path: <x@legit.example>\n"

#define REPORT          "Auto-Submitted: auto-replied\n"
#define SENDER(address) "Sender: <" address ">\n"
#define TWO             "From: <a@legit.example>, <b@other.example>"
#define TWO_OF_ONE      "From: <a@legit.example>, <b@sub.legit.example>"

static const Row rows[] = {
    {"forged", BAD_PATH RECEIVED FROM "\nhi", REJECT, .code = "TF01", .level = "alarm"},
    {"aligned path", GOOD_PATH RECEIVED FROM "\nhi", REJECT, .code = "TF03",
     .level = "warning"},
    {"no path", RECEIVED FROM "\nhi", REJECT, .code = "TF03", .level = "warning"},
    {"null path", "Return-Path: <>\n" RECEIVED FROM "\nhi", REJECT, .code = "TF03",
     .level = "warning"},
    {"own domain named", BAD_PATH RECEIVED FROM "\nhi", REJECT, "legit.example",
     .code = "TF02", .level = "alarm"},
    {"own domain by account", BAD_PATH RECEIVED FROM "\nhi", REJECT, "me@legit.example",
     TRUE, .code = "TF02", .level = "alarm"},
    {"own domain by address", BAD_PATH RECEIVED FROM "\nhi", REJECT,
     "me@mail.legit.example", .code = "TF02", .level = "alarm"},
    {"own address", BAD_PATH RECEIVED FROM "\nhi", "{}", "ADMIN@legit.example",
     .code = "TF08", .level = "note"},
    {"old mail", BAD_PATH RECEIVED FROM "\nhi", REJECT, .age = 8 * TF_DAY, .code = "TF14",
     .level = "quiet"},
    {"not yet old", BAD_PATH RECEIVED FROM "\nhi", REJECT, .age = 6 * TF_DAY,
     .code = "TF01", .level = "alarm"},
    {"private address, foreign path",
     BAD_PATH
     "Received: from pc ([10.0.0.7]) by mx.legit.example; Thu, 9 Oct 2025 08:53:20 +0000\n" FROM
     "\nhi",
     REJECT, .code = "TF01", .level = "alarm"},
    {"private address, nothing speaks for the outside",
     GOOD_PATH
     "Received: from pc ([10.0.0.7]) by mx.legit.example; Thu, 9 Oct 2025 08:53:20 +0000\n" FROM
     "\nhi",
     REJECT, .code = "TF03", .level = "note"},
    {"no trace", FROM "\nhi", REJECT, .code = "TF03", .level = "note"},
    {"no trace, own address", FROM "\nhi", REJECT, "admin@legit.example", .code = "TF12",
     .level = "quiet"},
    {"no trace, own address, no policy", FROM "\nhi", "{}", "admin@legit.example",
     .code = "TF12", .level = "quiet"},
    {"no Received is not the house", BAD_PATH FROM "\nhi", REJECT, .code = "TF01",
     .level = "alarm"},
    {"partial, nothing signed", BAD_PATH RECEIVED FROM "\nhi", REJECT, .incomplete = TRUE,
     .code = "TF01", .level = "alarm"},
    {"key fails, final", BAD_PATH RECEIVED SIGNED ("legit.example") FROM "\n", KEY_FAILS,
     .code = "TF03", .level = "warning"},
    {"key fails, retried", BAD_PATH RECEIVED SIGNED ("legit.example") FROM "\n",
     KEY_FAILS, .retrying = TRUE, .code = "TF13", .level = "quiet"},
    {"more signatures than questions, retried", BAD_PATH RECEIVED MANY_DEEP FROM "\n",
     REJECT, .retrying = TRUE, .code = "TF03", .level = "warning"},
    {"subdomain that never answers, retried",
     BAD_PATH RECEIVED "From: <admin@dead.legit.example>\n\nhi", DEAD, .retrying = TRUE,
     .code = "TF13", .level = "quiet"},
    {"subdomain that never answers, final",
     BAD_PATH RECEIVED "From: <admin@dead.legit.example>\n\nhi", DEAD, .code = "TF03",
     .level = "warning"},
    {"foreign key fails", BAD_PATH RECEIVED SIGNED ("attack.example") FROM "\n",
     "{\"_dmarc.legit.example\": {\"TXT\": [\"v=DMARC1; p=reject\"]}, \"s1._domainkey.attack.example\": {\"TXT\": \"SERVFAIL\"}}",
     .retrying = TRUE, .code = "TF01", .level = "alarm"},
    {"policy fails", BAD_PATH RECEIVED FROM "\nhi",
     "{\"_dmarc.legit.example\": {\"TXT\": \"TIMEOUT\"}}", .code = "TF13",
     .level = "quiet"},
    {"no policy", BAD_PATH RECEIVED FROM "\nhi", "{}", .code = "TF12", .level = "quiet"},
    {"two domains of one organization",
     BAD_PATH RECEIVED "From: <a@legit.example>, <b@sub.legit.example>\n\nhi", REJECT,
     .code = "TF01", .level = "alarm"},
    {"two of one organization, which passes none of it",
     BAD_PATH RECEIVED SENDER ("b@legit.example") TWO_OF_ONE "\n\nhi", REJECT,
     .code = "TF01", .level = "alarm"},
    {"two of one organization without a policy", BAD_PATH RECEIVED TWO_OF_ONE "\n\nhi",
     "{}", .code = "TF04", .level = "warning"},
    {"two of one organization, another's Sender",
     BAD_PATH RECEIVED SENDER ("x@other.example") TWO_OF_ONE "\n\nhi", "{}",
     .code = "TF04", .level = "warning"},
    {"two of one organization with Sender",
     BAD_PATH RECEIVED SENDER ("c@sub.legit.example") TWO_OF_ONE "\n\nhi", "{}",
     .code = "TF12", .level = "quiet"},
    {"two organizations with Sender",
     BAD_PATH RECEIVED SENDER ("b@other.example") TWO "\n\nhi", REJECT, .code = "TF04",
     .level = "warning"},
    {"two organizations, one the reader's, another's Sender",
     BAD_PATH RECEIVED SENDER ("b@other.example") TWO "\n\nhi", REJECT, "legit.example",
     .code = "TF04", .level = "alarm"},
    {"two organizations, one the reader's, whose Sender it is",
     BAD_PATH RECEIVED SENDER ("a@legit.example") TWO "\n\nhi", REJECT, "legit.example",
     .code = "TF04", .level = "warning"},
    {"two organizations, two Senders",
     BAD_PATH RECEIVED SENDER ("b@other.example") SENDER ("a@legit.example") TWO "\n\nhi",
     REJECT, .code = "TF04", .level = "alarm"},
    {"two organizations",
     BAD_PATH RECEIVED "From: <a@legit.example>, <b@other.example>\n\nhi", REJECT,
     .code = "TF04", .level = "alarm"},
    {"no author", BAD_PATH RECEIVED "Subject: x\n\nhi", REJECT, .code = "TF04",
     .level = "warning"},
    {"local system mail",
     "Received: by host.local (Postfix, from userid 0); Thu, 9 Oct 2025 08:53:20 +0000\nFrom: root\n\nhi",
     "{}", .code = "TF04", .level = "quiet"},
    {"no address, no Received", "From: root\n\nhi", "{}", .code = "TF04",
     .level = "note"},
    {"no address, delivered", BAD_PATH RECEIVED "From: root\n\nhi", "{}", .code = "TF04",
     .level = "warning"},
    {"no address, report", "Return-Path: <>\n" RECEIVED REPORT "From: root\n\nhi", "{}",
     .code = "TF04", .level = "note"},
    {"no address, report with a return path", BAD_PATH RECEIVED REPORT "From: root\n\nhi",
     "{}", .code = "TF04", .level = "warning"},
    {"report that is forged", "Return-Path: <>\n" RECEIVED REPORT FROM "\nhi", REJECT,
     .code = "TF03", .level = "warning"},
    {"starts with the empty line", "\n" FROM "\nhi", "{}", .code = "TF04",
     .level = "note"},
    {"nothing", "", "{}", .code = "TF04", .level = "note"},
};

static void
test_rows (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        const Row *row = &rows[i];
        g_autoptr (TfSettings) settings = tf_settings_new ();
        g_autoptr (TfReport) report = NULL;

        if (row->own != NULL && row->account)
            g_assert_true (tf_settings_add_account (settings, row->own));
        else if (row->own != NULL)
            g_assert_true (tf_settings_add_own (settings, row->own));
        report = evaluate (row->message, row->answers, settings, row->incomplete,
                           !row->retrying, NOW - 3600 - row->age);
        g_test_message ("%s: %s %s, evidence %s", row->name, tf_report_get_code (report),
                        tf_report_get_level (report), tf_report_get_evidence (report));
        g_assert_cmpstr (tf_report_get_code (report), ==, row->code);
        g_assert_cmpstr (tf_report_get_level (report), ==, row->level);
    }
}

/* One round for key and policy together, where the names are known from the message. */
static void
test_rounds (void)
{
    g_autoptr (TfSettings) settings = tf_settings_new ();
    g_autoptr (TfReport) report =
        evaluate (BAD_PATH RECEIVED SIGNED ("legit.example") FROM "\nhi", REJECT,
                  settings, FALSE, TRUE, NOW);

    g_assert_cmpuint (tf_dns_get_rounds (report->dns), ==, 1);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/evaluate/rows", test_rows);
    g_test_add_func ("/evaluate/rounds", test_rounds);
    return g_test_run ();
}
