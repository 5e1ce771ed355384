/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-report-string: the text of a report is that of an earlier one, and nothing in a
 * message makes a line of it. */
#include "verifier-helper.h"

static char *
text_of (TfVerifier *verifier, const char *message)
{
    g_autoptr (TfReport) report = verify (verifier, message);

    return tf_report_to_string (report);
}

static const char expected[] =
    "verdict: quiet TF13 check-incomplete\n"
    "evidence: unknown policy=reject reason=dns domain=\"mail.legit.example\"\n"
    "from: clean address=\"anna@mail.legit.example\" domain=\"mail.legit.example\""
    " name=\"Anna\" one-of=\"anna@mail.legit.example\"\n"
    "message: date=\"Thu, 9 Oct 2025 08:53:20 +0000\" dkim2-fields=0\n"
    "time: topmost received-at=1760000000 now=1760000000\n"
    "impersonation:\n";

static void
test_text (void)
{
    g_autoptr (TestResolver) resolver = resolver_new (zone);
    g_autoptr (TfVerifier) verifier = verifier_new (resolver);
    g_autofree char *text = text_of (verifier, MESSAGE);
    g_autofree char *again = text_of (verifier, MESSAGE);

    g_test_message ("%s", text);
    g_assert_cmpstr (text, ==, again);
    g_assert_true (g_str_has_prefix (text, expected));
    g_assert_nonnull (strstr (text,
                              "\ndkim: temperror reason=dns domain=\"legit.example\""
                              " selector=\"s3\""));
    g_assert_nonnull (strstr (text, "\nspf: none reason=not-evaluated"));
    g_assert_nonnull (strstr (text, "\ndmarc: temperror "));
    g_assert_nonnull (strstr (text, "\narc: none "));
    g_assert_nonnull (strstr (text, "\ndns: questions="));
}

/* Every line begins like one of ours, whatever is in the message. */
static void
test_foreign_text (void)
{
    static const char *const lines[] = {
        "verdict:", "finding:", "evidence:", "from:",          "answer:",
        "message:", "time:",    "dkim:",     "impersonation:", "spf:",
        "dmarc:",   "arc:",     "server:",   "dns:",           "server-result:"};
    static const char message[] =
        "From: =?utf-8?q?x=0Averdict=3A_quiet=22_y=E2=80=A8z?= <a@b.example>\r\n"
        "Reply-To: c@d.example\r\n"
        "List-Id: \"\\\r\n verdict: \x01\xff\" <l.b.example>\r\n"
        "Message-ID: <\"\x7f\x80\"@b.example>\r\n"
        "Authentication-Results: s.example; spf=pass smtp.mailfrom=\"x\n y\"\r\n\r\n";
    g_autoptr (TestResolver) resolver = resolver_new (zone);
    g_autoptr (TfVerifier) verifier = verifier_new (resolver);
    g_autofree char *text = text_of (verifier, message);
    g_auto (GStrv) found = g_strsplit (text, "\n", -1);

    g_test_message ("%s", text);
    g_assert_true (g_utf8_validate (text, -1, NULL));
    g_assert_cmpstr (found[g_strv_length (found) - 1], ==, "");
    for (guint i = 0; i + 1 < g_strv_length (found); i++) {
        gboolean known = FALSE;

        for (guint n = 0; n < G_N_ELEMENTS (lines); n++)
            known |= g_str_has_prefix (found[i], lines[n]);
        g_assert_true (known);
        for (const char *at = found[i]; *at != '\0'; at = g_utf8_next_char (at))
            g_assert_true (g_unichar_isprint (g_utf8_get_char (at)));
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/report-string/text", test_text);
    g_test_add_func ("/report-string/foreign-text", test_foreign_text);
    return g_test_run ();
}
