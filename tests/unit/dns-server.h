/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* dns-server: starts tests/dnsserver.py for one test. */
#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <unistd.h>

/** DnsServer: a running server, and where it listens. */
typedef struct {
    GSubprocess *process;
    GDataInputStream *output;
    guint port;
    char *address; /* "127.0.0.1:PORT" */
    char *answers; /* a temporary file */
} DnsServer;

static void
dns_server_stop (DnsServer *server)
{
    /* It ends when its input is closed. */
    g_output_stream_close (g_subprocess_get_stdin_pipe (server->process), NULL, NULL);
    g_subprocess_wait (server->process, NULL, NULL);
    g_object_unref (server->output);
    g_object_unref (server->process);
    g_unlink (server->answers);
    g_free (server->answers);
    g_free (server->address);
    g_free (server);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DnsServer, dns_server_stop)

static char *
dns_server_script (void)
{
    const char *data = g_getenv ("TRUEFROM_TEST_DATA");

    return g_build_filename (data != NULL ? data : ".", "../../dnsserver.py", NULL);
}

/* NULL, and the test is skipped, when a server cannot run here. OPTIONS are separated by
 * spaces. */
static DnsServer *
dns_server_start (const char *zone, const char *options)
{
    g_autoptr (DnsServer) server = g_new0 (DnsServer, 1);
    g_autofree char *script = dns_server_script ();
    g_autofree char *line = NULL;
    g_autoptr (GError) error = NULL;
    g_auto (GStrv) words = g_strsplit (options, " ", -1);
    g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
    int descriptor = g_file_open_tmp ("truefrom-XXXXXX.json", &server->answers, &error);

    g_assert_no_error (error);
    close (descriptor);
    g_file_set_contents (server->answers, zone, -1, &error);
    g_assert_no_error (error);
    g_ptr_array_add (arguments, (gpointer) "/usr/bin/python3");
    g_ptr_array_add (arguments, script);
    g_ptr_array_add (arguments, (gpointer) "--answers");
    g_ptr_array_add (arguments, server->answers);
    for (guint i = 0; words[i] != NULL; i++) {
        if (*words[i] != '\0')
            g_ptr_array_add (arguments, words[i]);
    }
    g_ptr_array_add (arguments, NULL);
    server->process = g_subprocess_newv (
        (const char *const *)arguments->pdata,
        G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
    g_assert_no_error (error);
    server->output =
        g_data_input_stream_new (g_subprocess_get_stdout_pipe (server->process));
    line = g_data_input_stream_read_line (server->output, NULL, NULL, &error);
    if (line == NULL) {
        g_test_skip ("tests/dnsserver.py does not run here (python3-dnslib, or loopback, "
                     "is missing)");
        return NULL;
    }
    server->port = (guint)g_ascii_strtoull (line, NULL, 10);
    server->address = g_strdup_printf ("127.0.0.1:%u", server->port);
    return g_steal_pointer (&server);
}
