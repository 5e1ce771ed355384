/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The trail of Received fields, the envelope that is reconstructed from it, and which
 * Authentication-Results fields count. */
#include "delivery/delivery.h"

#include <string.h>

#include "message-helper.h"

#define MX                                                                               \
    "Received: from x.example (x.example [192.0.2.10]) by mx.victim.example (Postfix) with ESMTP id 1\r\n"
#define FORGED                                                                           \
    "Received: from y.example (y.example [198.51.100.3]) by mx.victim.example with ESMTP id 2\r\n"
#define LMTP "Received: from mx.victim.example by imap.victim.example with LMTP id 3\r\n"
#define PRIVATE                                                                          \
    "Received: from mx.victim.example (mx.victim.example [10.0.0.1]) by store.victim.example\r\n"
#define OTHER                                                                            \
    "Received: from z.example (z.example [203.0.113.66]) by mx2.victim.example\r\n"
#define FETCH                                                                            \
    "Received: from pop.example [198.51.100.9] by localhost with POP3 (fetchmail-6.4)\r\n"
#define GOOGLE     "Received: by 2002:a05:6a20:3d8a:b0:1ab:cd:7 with SMTP id s10csp1\r\n"
#define NO_ADDRESS "Received: from z.example by mx2.victim.example with ESMTP\r\n"

/* ---- the border ---------------------------------------------------------------------------- */

static const struct {
    const char *fields;
    gint border; /* of "mx.victim.example" */
    gint server; /* of the authserv-id "mx.victim.example", no border being named */
} trails[] = {
    {"", -1, -1},
    {MX, 0, 0},
    {MX FORGED, 0, 0},
    {"X: y\r\n" MX FORGED, 0, 0},
    {LMTP MX FORGED, 1, 1},
    {PRIVATE MX, 1, 1},
    {FETCH LMTP MX, 2, 2},
    {FETCH PRIVATE LMTP MX, 3, 3},
    {OTHER MX, -1, 0}, /* another way in: what looks like the border's is the sender's */
    {NO_ADDRESS MX, -1, -1},
    {FORGED MX, 0, 0},
    {"Received: by mx.victim.example (Postfix, from userid 1000) id 1\r\n" MX, -1, -1},
    {"Received: from x (x [10.0.0.1]) by mx.victim.example\r\n", -1, -1},
    {"Received: from x (x [192.0.2.10]) by MX.victim.example\r\n", 0, 0},
    {"Received: from x (x [192.0.2.10]) by mx.victim.example.\r\n", -1, -1},
    {"Received: from x (x [192.0.2.10]) by mx.victim.example.attack.example\r\n", -1, -1},
    {"Received: from x (x [192.0.2.10]) by attack.example (mx.victim.example)\r\n" MX, -1,
     -1},
    {"Received: nothing\r\n" MX, -1, -1},
    /* Google's inner hops: hosts that nobody outside reaches, and no client */
    {GOOGLE MX, 1, 1},
    {GOOGLE LMTP MX FORGED, 2, 2},
    {"Received: by 10.5.1.2 with HTTP; Wed, 18 Nov 2026 10:06:40 +0000\r\n" MX, 1, 1},
    {"Received: by 2002:c000:20a::1 with SMTP id x\r\n" MX, -1, -1},
    {"Received: by 192.0.2.10 with HTTP\r\n" MX, -1, -1},
    {"Received: from x (what is this) by 10.5.1.2 with SMTP\r\n" MX, -1, -1},
};

static void
test_trails (void)
{
    g_autoptr (GPtrArray) hosts = g_ptr_array_new ();
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();

    g_ptr_array_add (hosts, (gpointer) "mx.victim.example");
    for (guint i = 0; i < G_N_ELEMENTS (trails); i++) {
        g_autoptr (TfHeader) header =
            read_header (trails[i].fields, strlen (trails[i].fields));
        g_autoptr (TfTrail) trail = tf_trail_read (header, TF_SPAN_EMPTY);
        gboolean pending = FALSE;
        gint door;

        g_test_message ("%s", trails[i].fields);
        g_assert_cmpint (tf_trail_find_border (trail, hosts, NULL, &door, &pending), ==,
                         trails[i].border);
        g_assert_cmpint (
            tf_trail_find_server (trail, "mx.victim.example", suffixes, NULL, &pending),
            ==, trails[i].server);
        g_assert_false (pending);
        if (trails[i].server >= 0)
            g_assert_cmpint (tf_trail_find_entrance (trail), ==, trails[i].server);
        else if (trails[i].border >= 0)
            g_assert_cmpint (tf_trail_find_entrance (trail), ==, trails[i].border);
    }
}

static void
test_many (void)
{
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (TfHeader) header = NULL;
    g_autoptr (TfTrail) trail = NULL;

    for (guint i = 0; i < 1000; i++)
        g_string_append (text, LMTP);
    header = read_header (text->str, text->len);
    trail = tf_trail_read (header, TF_SPAN_EMPTY);
    g_assert_cmpuint (trail->hops->len, ==, TF_LIMIT_RECEIVED);
}

/* ---- the envelope -------------------------------------------------------------------------- */

static const struct {
    const char *ip, *helo, *mail_from;
    const char *local, *domain; /* NULL: refused */
} envelopes[] = {
    {"192.0.2.1", "h.example", "a@b.example", "a", "b.example"},
    {"192.0.2.1", NULL, "<a@B.Example>", "a", "b.example"},
    {"2001:db8::1", "h.example", "", "postmaster", "h.example"},
    {"192.0.2.1", "H.example", "<>", "postmaster", "h.example"},
    {"192.0.2.1", "h.example", NULL, "postmaster", "h.example"},
    {"192.0.2.1", "h.example", "@b.example", "postmaster", "b.example"},
    {"192.0.2.1", "h.example", "b.example", "postmaster", "b.example"},
    {"192.0.2.1", "h.example", "\"a@x\"@b.example", "\"a@x\"", "b.example"},
    {"192.0.2.1", NULL, "", NULL, NULL},
    {"192.0.2.1", "", "<>", NULL, NULL},
    {"192.0.2", "h.example", "a@b.example", NULL, NULL},
    {"192.0.2.1/24", "h.example", "a@b.example", NULL, NULL},
    {"", "h.example", "a@b.example", NULL, NULL},
};

static void
test_envelopes (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (envelopes); i++) {
        g_auto (TfSpfEnvelope) sender = {0};
        gboolean good = tf_spf_envelope_from_envelope (envelopes[i].ip, envelopes[i].helo,
                                                       envelopes[i].mail_from, &sender);

        g_test_message ("%s %s %s", envelopes[i].ip, envelopes[i].helo,
                        envelopes[i].mail_from);
        g_assert_cmpint (good, ==, envelopes[i].domain != NULL);
        if (!good)
            continue;
        g_assert_cmpstr (sender.sender.local, ==, envelopes[i].local);
        g_assert_cmpstr (sender.sender.domain, ==, envelopes[i].domain);
        g_assert_cmpstr (tf_spf_source_to_string (sender.source), ==, "envelope");
    }
}

static const struct {
    const char *fields;
    const char *local, *domain; /* NULL: not known */
} hops[] = {
    {"Return-Path: <a@b.example>\r\n" MX, "a", "b.example"},
    {"Return-Path: <A.B@B.Example>\r\n" MX, "A.B", "b.example"},
    {"Return-Path: <a@b\xc3\xbc.example>\r\n" MX, "a", "xn--b-eha.example"},
    {"Return-Path: <SRS0=x=y=c.example=d@b.example>\r\n" MX, "SRS0=x=y=c.example=d",
     "b.example"},
    {"Return-Path: <a@b.example>\r\nReturn-Path: <c@d.example>\r\n" MX, "a", "b.example"},
    {"Return-Path: <>\r\n" MX, NULL, NULL},
    {"Return-Path: <(a@b.example>\r\n" MX, NULL, NULL},
    {MX, NULL, NULL},
    {"Return-Path: <a@b.example>\r\n" NO_ADDRESS, NULL, NULL},
};

static void
test_hops (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (hops); i++) {
        g_autoptr (TfHeader) header =
            read_header (hops[i].fields, strlen (hops[i].fields));
        g_autoptr (TfEnvelope) envelope = tf_envelope_read (header);
        g_auto (TfSpfEnvelope) sender = {0};

        tf_spf_envelope_from_hop (tf_trail_hop (envelope->trail, 0), envelope, &sender);
        g_test_message ("%s", hops[i].fields);
        g_assert_cmpint (sender.source, ==,
                         hops[i].domain != NULL ? TF_SPF_SOURCE_RECEIVED
                                                : TF_SPF_SOURCE_NONE);
        g_assert_cmpstr (sender.sender.local, ==, hops[i].local);
        g_assert_cmpstr (sender.sender.domain, ==, hops[i].domain);
    }
}

/* ---- Authentication-Results ---------------------------------------------------------------- */

#define AR   "Authentication-Results: mx.victim.example; "
#define PASS AR "dmarc=pass header.from=legit.example\r\n"
#define FAIL AR "dmarc=fail header.from=legit.example\r\n"

static const struct {
    const char *fields;
    const char *id;      /* trusted, with ":below" or not */
    const char *border;  /* NULL: none is named */
    const char *reasons; /* of each field, with blanks between; "used" */
} chosen[] = {
    {PASS MX, "mx.victim.example", NULL, "used"},
    {PASS MX, "mx.victim.example", "mx.victim.example", "used"},
    {PASS MX, "mx.other.example", NULL, "not-trusted"},
    {PASS MX, NULL, NULL, "not-trusted"},
    {MX PASS, "mx.victim.example", NULL, "ar-forged-below"},
    {MX PASS, "mx.victim.example:below", NULL, "used"},
    {MX FORGED PASS, "mx.victim.example:below", NULL, "ar-forged-below"},
    {MX "X: y\r\n" PASS "Z: z\r\n" FORGED, "mx.victim.example:below", NULL, "used"},
    {LMTP PASS MX, "mx.victim.example", NULL, "used"},
    {PASS, "mx.victim.example", NULL, "no-border"},
    {PASS NO_ADDRESS, "mx.victim.example", NULL, "no-border"},
    {PASS OTHER, "mx.victim.example", NULL, "used"},
    {PASS OTHER, "mx.victim.example", "mx.victim.example", "no-border"},
    {PASS MX FAIL, "mx.victim.example", NULL, "used ar-forged-below"},
    {FAIL PASS MX, "mx.victim.example", NULL, "ar-conflict ar-conflict"},
    {PASS PASS MX, "mx.victim.example", NULL, "used used"},
    {PASS "Authentication-Results: mx.victim.example; dmarc=pass (\r\n" MX,
     "mx.victim.example", NULL, "used syntax"},
    {PASS "Authentication-Results: mx.victim.example 2; dmarc=fail\r\n" MX,
     "mx.victim.example", NULL, "used bad-version"},
    {AR "dkim=pass header.d=a.example; dkim=fail header.d=a.example\r\n" MX,
     "mx.victim.example", NULL, "used"},
    {AR "dkim=fail header.d=a.example; dkim=pass header.d=a.example\r\n" AR
        "dkim=pass header.d=a.example\r\n" MX,
     "mx.victim.example", NULL, "used used"},
    {AR "dkim=fail header.d=a.example\r\n" AR "dkim=pass header.d=a.example\r\n" MX,
     "mx.victim.example", NULL, "ar-conflict ar-conflict"},
    {AR "dkim=fail header.d=a.example\r\n" AR "dkim=pass header.d=b.example\r\n" MX,
     "mx.victim.example", NULL, "used used"},
    {AR "spf=pass smtp.mailfrom=a@b.example; spf=fail smtp.mailfrom=a@b.example\r\n" MX,
     "mx.victim.example", NULL, "ar-conflict"},
    {AR "spf=pass smtp.mailfrom=a@b.example; spf=none smtp.helo=h.example\r\n" MX,
     "mx.victim.example", NULL, "used"},
    {AR "spf=pass smtp.mailfrom=a@b.example\r\n" AR
        "spf=fail smtp.mailfrom=a@c.example\r\n" MX,
     "mx.victim.example", NULL, "ar-conflict ar-conflict"},
    {AR "x=pass; x=pass\r\n" MX, "mx.victim.example", NULL, "used"},
    {AR "none\r\n" MX, "mx.victim.example", NULL, "used"},
};

static char *
describe (const TfServerResults *results)
{
    GString *text = g_string_new (NULL);

    for (guint i = 0; i < results->fields->len; i++) {
        const TfServerField *field = &g_array_index (results->fields, TfServerField, i);

        g_assert_cmpint (field->used, ==, field->reason == TF_REASON_NONE);
        g_assert_true (field->trusted || !field->used);
        g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                                field->used ? "used"
                                            : tf_reason_to_string (field->reason));
    }
    return g_string_free (text, FALSE);
}

static TfDossier *
read_dossier (const char *fields, const TfSuffixList *suffixes)
{
    g_autofree char *text =
        g_strconcat (fields, "From: jane@legit.example\r\n\r\nHello\r\n", NULL);
    g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
    g_autoptr (TfSource) source = tf_source_new_bytes (bytes);

    return tf_dossier_read (source, NULL, suffixes, NULL);
}

static void
test_chosen (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (chosen); i++) {
        g_autoptr (TfSettings) settings = tf_settings_new ();
        g_autoptr (TfDossier) dossier =
            read_dossier (chosen[i].fields, settings->suffixes);
        g_autoptr (TfDns) dns = tf_dns_new ();
        g_autoptr (TfDelivery) delivery = NULL;
        g_autofree char *text = NULL;

        if (chosen[i].id != NULL)
            g_assert_true (tf_settings_add_trusted_server (settings, chosen[i].id));
        if (chosen[i].border != NULL)
            g_assert_true (tf_settings_add_border (settings, chosen[i].border));
        delivery = tf_delivery_read (dossier, settings, dns, 1795000000);
        text = describe (delivery->server);
        g_test_message ("%s", chosen[i].fields);
        g_assert_cmpstr (text, ==, chosen[i].reasons);
    }
}

static const struct {
    const char *result;
    const char *domain;
} domains[] = {
    {"dkim=pass header.d=Legit.Example", "legit.example"},
    {"dkim=pass header.i=@legit.example", "legit.example"},
    {"dkim=pass header.i=x@legit.example header.d=other.example", "other.example"},
    {"dkim=pass header.s=s1", NULL},
    {"dkim=pass smtp.mailfrom=legit.example", NULL},
    {"spf=pass smtp.mailfrom=a@legit.example", "legit.example"},
    {"spf=pass smtp.mailfrom=legit.example", "legit.example"},
    {"spf=pass smtp.mfrom=legit.example", "legit.example"},
    {"spf=pass smtp.helo=legit.example", NULL},
    {"spf=pass smtp.mailfrom=\"\"", NULL},
    {"spf=pass smtp.mailfrom=a@legit.example'b", NULL},
    {"spf=pass smtp.mailfrom=\"a@legit.example (x\"", NULL},
    {"dmarc=pass header.from=legit.example", "legit.example"},
    {"dmarc=pass header.from=legit.example.", NULL},
    {"dmarc=pass header.d=legit.example", NULL},
    {"dmarc=pass header.from=-legit.example", NULL},
    {"arc=pass header.d=legit.example", NULL},
};

static void
test_domains (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (domains); i++) {
        g_autofree char *value = g_strconcat ("mx; ", domains[i].result, NULL);
        g_autoptr (TfAuthResults) results = tf_auth_results_parse (tf_span_of (value));
        g_autofree char *domain = NULL;

        g_test_message ("%s", value);
        g_assert_cmpuint (results->results->len, ==, 1);
        domain = tf_auth_result_domain (g_ptr_array_index (results->results, 0));
        g_assert_cmpstr (domain, ==, domains[i].domain);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/path/trails", test_trails);
    g_test_add_func ("/path/trails/many", test_many);
    g_test_add_func ("/path/envelopes", test_envelopes);
    g_test_add_func ("/path/hops", test_hops);
    g_test_add_func ("/path/server-results", test_chosen);
    g_test_add_func ("/path/domains", test_domains);
    return g_test_run ();
}
