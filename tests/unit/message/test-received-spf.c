/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Received-SPF fields (RFC 7208 §9.1). */
#include "message/received.h"

static void
test_received_spf (void)
{
    static const struct {
        const char *value;
        const char *
            expected; /* result, domain, octets of the client, about MAIL FROM; NULL: refused */
    } table[] = {
        {"pass", "pass - 0 yes"},
        {" Pass (mailfrom) identity=mailfrom; client-ip=192.0.2.1; helo=x; envelope-from=a@b.example;"
         " receiver=<UNKNOWN> ",
         "pass b.example 4 yes"},
        {" softfail (a ; envelope-from=x@y.example) client-ip=2001:db8::1; envelope-from=\"a b@c.example\";",
         "softfail c.example 16 yes"},
        {"none client-ip=192.0.2.1 envelope-from=<>", NULL},
        {"none client-ip=192.0.2.1; envelope-from=\"<>\"", "none - 4 yes"},
        {"fail identity=helo; client-ip=192.0.2.1", "fail - 4 no"},
        {"pass helo=\"x; envelope-from=a@b.example\"", "pass - 0 yes"},
        {"pass receiver=x; envelope-from=a@b.example", "pass b.example 0 yes"},
        {"pass receiver=x identity=helo envelope-from=a@b.example",
         "pass b.example 0 no"},
        {"pass envelope-from=a@b.example; envelope-from=a@c.example", NULL},
        {"pass client-ip=192.0.2.1; client-ip=192.0.2.1", NULL},
        {"pass client-ip=192.0.2", NULL},
        {"pass (open client-ip=192.0.2.1", NULL},
        {"pass; helo", NULL},
        {"passed", NULL},
        {"", NULL},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (table); i++) {
        g_auto (TfReceivedSpf) spf = {0};
        g_autofree char *got = NULL;

        if (tf_received_spf_parse (tf_span_of (table[i].value), &spf))
            got = g_strdup_printf ("%s %s %u %s", tf_result_to_string (spf.result),
                                   spf.domain != NULL ? spf.domain : "-",
                                   (guint)spf.client.length,
                                   spf.of_other_identity ? "no" : "yes");
        g_test_message ("%s", table[i].value);
        g_assert_cmpstr (got, ==, table[i].expected);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/received/received-spf", test_received_spf);
    return g_test_run ();
}
