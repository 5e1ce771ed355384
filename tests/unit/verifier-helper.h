/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* verifier-helper: a message, what the DNS says about it, and a verifier that is waited for.
 */
#pragma once

#include "io/io.h"
#include "evaluate/report.h"
#include "test-resolver.h"

#define SIGNATURE(domain, selector)                                                      \
    "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=" domain "; s=" selector    \
    ";\r\n"                                                                              \
    "\th=from:subject:date; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;\r\n"        \
    "\tb=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n"

#define MESSAGE                                                                          \
    "Received: from mx.far.example ([198.51.100.7]) by mx.here.example; "                \
    "Thu, 9 Oct 2025 08:53:20 +0000\r\n" SIGNATURE ("a.mail.legit.example", "s1")        \
        SIGNATURE ("other.example", "s2") SIGNATURE (                                    \
            "legit.example",                                                             \
            "s3") "From: Anna <anna@mail.legit.example>\r\n"                             \
                  "Subject: x\r\nDate: Thu, 9 Oct 2025 08:53:20 +0000\r\n\r\nHello\r\n"

#define KEY                                                                              \
    "v=DKIM1; "                                                                          \
    "p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC848PMQXuR6V4Tbj3Wb2TN/4Qon0v8ch1W"         \
    "oS0v5wC4/"                                                                          \
    "2FXHaH5g7xNwtIwgfE7kxkSqv1LnS4tUrpHjWcXJhtCkT9wkI0FOVFzKHRc7Gy7vYSFMUCnojiVVQjx"    \
    "Y6bnyPLIIP2l/D++0awe+XCWQsjFZ+CHW5Lo/lQ/bdrUcYEU/QIDAQAB"

static const char zone[] =
    "{\"@\": {\"now\": 1760000000, \"received_at\": 1759999000},"
    " \"_dmarc.legit.example\": {\"TXT\": [\"v=DMARC1; p=reject\"]},"
    " \"s1._domainkey.a.mail.legit.example\": {\"TXT\": [\"" KEY "\"]},"
    " \"s2._domainkey.other.example\": {\"TXT\": [\"" KEY "\"]},"
    " \"s3._domainkey.legit.example\": {\"TXT\": \"SERVFAIL\"},"
    " \"mail.legit.example\": {\"A\": [\"192.0.2.1\"]}}";

static const char zone_that_answers[] =
    "{\"_dmarc.legit.example\": {\"TXT\": [\"v=DMARC1; p=reject\"]},"
    " \"mail.legit.example\": {\"A\": [\"192.0.2.1\"]}}";

static inline TfSource *
source_of (const char *text)
{
    g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

    return tf_source_new_bytes (bytes);
}

/* At the time of the zone. */
static inline TfRequest *
request_of (const char *text)
{
    g_autoptr (TfSource) source = source_of (text);
    TfRequest *request = tf_request_new (source);

    tf_request_set_now (request, 1760000000);
    return request;
}

/** Outcome: the result of one verification. */
typedef struct {
    TfReport *report;
    GError *error;
    guint n_done;
} Outcome;

static inline void
outcome_clear (Outcome *outcome)
{
    g_clear_pointer (&outcome->report, tf_report_unref);
    g_clear_error (&outcome->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static inline void
on_verified (GObject *verifier, GAsyncResult *result, gpointer data)
{
    Outcome *outcome = data;

    outcome_clear (outcome);
    outcome->report =
        tf_verifier_check_finish (TF_VERIFIER (verifier), result, &outcome->error);
    outcome->n_done++;
    g_assert_true ((outcome->report == NULL) == (outcome->error != NULL));
}

static inline void
begin (TfVerifier *verifier, const char *text, GCancellable *cancellable,
       Outcome *outcome)
{
    g_autoptr (TfRequest) request = request_of (text);

    tf_verifier_check_async (verifier, request, cancellable, on_verified, outcome);
}

static inline void
wait_for (Outcome *outcome, guint n_done)
{
    while (outcome->n_done < n_done)
        g_main_context_iteration (NULL, TRUE);
}

static inline TfReport *
verify_request (TfVerifier *verifier, TfRequest *request)
{
    Outcome outcome = {0};

    tf_verifier_check_async (verifier, request, NULL, on_verified, &outcome);
    g_assert_cmpuint (outcome.n_done, ==, 0);
    wait_for (&outcome, 1);
    g_assert_no_error (outcome.error);
    return outcome.report;
}

static inline TfReport *
verify (TfVerifier *verifier, const char *text)
{
    g_autoptr (TfRequest) request = request_of (text);

    return verify_request (verifier, request);
}

static inline TfVerifier *
verifier_new (gpointer resolver)
{
    return tf_verifier_new (resolver);
}

/* Waits until what was cancelled has ended; then the object must be gone. */
static inline void
assert_gone (gpointer object)
{
    gpointer pointer = object;
    gint64 until = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

    g_object_add_weak_pointer (object, &pointer);
    g_object_unref (object);
    while (pointer != NULL && g_get_monotonic_time () < until) {
        g_main_context_iteration (NULL, FALSE);
        g_usleep (100);
    }
    g_assert_null (pointer);
}

static inline char *
describe (const TfReport *report)
{
    TfDns *dns = report->dns;
    g_autofree char *record = tf_dns_to_json (&dns, 1, report->now, -1, -1);

    return g_strdup_printf ("%s %s %u %u %s", tf_report_get_code (report),
                            tf_report_get_evidence (report), tf_dns_count_questions (dns),
                            tf_dns_count_failed (dns), record);
}
