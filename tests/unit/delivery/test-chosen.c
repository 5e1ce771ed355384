/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What a sender chose and the receiving server prints among its results, in the ways that servers do it,
 * never becomes a pass for the domain that the sender claims. */
#include "delivery/delivery.h"

#include <string.h>

#include "message-helper.h"

#define NOW 1795000000

static const char *const payloads[] = {
    "x; dkim=pass header.d=legit.example",
    "x; dkim=pass header.d=legit.example; y=z",
    "x; spf=pass smtp.mailfrom=legit.example",
    "x;dmarc=pass\theader.from=legit.example;y=z",
    "x) smtp.mailfrom=legit.example (y",
    "x) ; dmarc=pass header.from=legit.example (y",
    "x\"; dmarc=pass header.from=legit.example; y=\"z",
    "x\\\"; dkim=pass header.d=legit.example",
    "x\r\nAuthentication-Results: mx.victim.example; dmarc=pass header.from=legit.example\r\nX: y",
    "x(); spf=pass smtp.mailfrom=a@legit.example",
    "bounce+jane=legit.example",
    "SRS0=a=b=legit.example=jane",
    "jane"};

/* %i: the identity as it was decoded, %f: MAIL FROM, %h: HELO. */
static const char *const templates[] = {
    "dkim=pass (2048-bit key) header.d=attack.example header.i=%i header.b=AbCd",
    "dkim=pass header.i=%i",
    "dkim=fail header.d=legit.example; dkim=pass header.d=attack.example header.i=%i",
    "spf=pass (mx: domain of %f designates 203.0.113.66 as permitted sender) smtp.mailfrom=attack.example",
    "spf=pass smtp.mailfrom=%f",
    "spf=pass smtp.mailfrom=\"%f\"",
    "spf=none smtp.helo=%h",
    "spf=pass (helo %h) smtp.mailfrom=attack.example smtp.helo=%h",
    "iprev=pass (%h) smtp.remote-ip=203.0.113.66",
    "dmarc=fail header.from=legit.example",
    "arc=none"};

/** Chosen: what the sender chose in one round. */
typedef struct {
    const char *identity, *path, *helo;
} Chosen;

static void
append_encoded (GString *text, const char *value)
{
    for (; *value != '\0'; value++) {
        if (g_ascii_isalnum (*value) ||
            (strchr ("()\"\\.-:", *value) != NULL && g_test_rand_bit ()))
            g_string_append_c (text, *value);
        else
            g_string_append_printf (text, "=%02X", (guchar)*value);
    }
}

static void
append_results (GString *text, const Chosen *chosen)
{
    g_string_append (text, "Authentication-Results: mx.victim.example");
    for (gint n = g_test_rand_int_range (1, 5); n > 0; n--) {
        g_autoptr (GString) result =
            g_string_new (templates[g_test_rand_int_range (0, G_N_ELEMENTS (templates))]);

        g_string_replace (result, "%i", chosen->identity, 0);
        g_string_replace (result, "%f", chosen->path, 0);
        g_string_replace (result, "%h", chosen->helo, 0);
        g_string_append_printf (text, ";\r\n\t%s", result->str);
    }
    g_string_append (text, "\r\n");
}

static char *
make (const Chosen *chosen)
{
    GString *text = g_string_new (NULL);

    append_results (text, chosen);
    g_string_append_printf (
        text,
        "Return-Path: <%s>\r\nReceived: from %s (x.example [203.0.113.66])\r\n"
        "\tby mx.victim.example (Postfix) with ESMTP id 1;"
        " Wed, 18 Nov 2026 10:06:40 +0000\r\n"
        "DKIM-Signature: v=1; a=rsa-sha256; d=attack.example; s=s1; i=",
        chosen->path, chosen->helo);
    append_encoded (text, chosen->identity);
    g_string_append (
        text, "; h=from; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA\r\n"
              "DKIM-Signature: v=1; a=rsa-sha256; d=legit.example; s=s1; h=from;"
              " bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA\r\n"
              "From: <admin@legit.example>\r\n\r\nHello\r\n");
    return g_string_free (text, FALSE);
}

static void
expect_no_pass (const TfAuthResult *result, gboolean doubtful, gpointer data)
{
    g_autofree char *domain = tf_auth_result_domain (result);

    if (doubtful || !g_str_equal (result->result, "pass"))
        return;
    if (g_strcmp0 (domain, "legit.example") == 0)
        g_test_message ("%s", (const char *)data);
    g_assert_cmpstr (domain, !=, "legit.example");
}

static void
check (const char *text, const char *const *methods)
{
    g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
    g_autoptr (TfSource) source = tf_source_new_bytes (bytes);
    g_autoptr (TfSettings) settings = tf_settings_new ();
    g_autoptr (TfDossier) dossier = NULL;
    g_autoptr (TfDns) dns = tf_dns_new ();
    g_autoptr (TfDelivery) delivery = NULL;

    g_assert_true (tf_settings_add_trusted_server (settings, "mx.victim.example"));
    if (g_test_rand_bit ())
        g_assert_true (tf_settings_add_border (settings, "mx.victim.example"));
    dossier = tf_dossier_read (source, NULL, settings->suffixes, NULL);
    delivery = tf_delivery_read (dossier, settings, dns, NOW);
    for (; *methods != NULL; methods++)
        tf_server_results_foreach_used (delivery->server, *methods, expect_no_pass,
                                        (gpointer)text);
    g_assert_false (delivery->spf_source == TF_SPF_SOURCE_SERVER &&
                    delivery->spf.result == TF_RESULT_PASS &&
                    g_strcmp0 (delivery->spf_domain, "legit.example") == 0);
}

static void
test_printed (void)
{
    static const char *const methods[] = {"dkim", "spf", "dmarc", NULL};

    for (guint round = 0; round < 5000; round++) {
        gint n = G_N_ELEMENTS (payloads);
        g_autofree char *identity =
            g_strconcat (payloads[g_test_rand_int_range (0, n)], "@attack.example", NULL);
        g_autofree char *path =
            g_strconcat (payloads[g_test_rand_int_range (0, n)], "@attack.example", NULL);
        /* in the envelope no server takes the end of a line */
        Chosen chosen = {identity,
                         strchr (path, '\n') != NULL ? "a@attack.example" : path,
                         g_test_rand_bit () ? "mail.example"
                                            : "x; dmarc=pass header.from=legit.example"};
        g_autofree char *text = make (&chosen);

        check (text, methods);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/chosen/printed", test_printed);
    return g_test_run ();
}
