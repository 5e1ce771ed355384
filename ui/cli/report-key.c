/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* report-key: RFC 6590: the key is the same in all reports of a user, so that a desk can see that several are about
 * one mailbox, and it is nobody else's, so that it cannot try addresses. */
#include <fcntl.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "cli/cli.h"

static char *
key_file (void)
{
    return g_build_filename (g_get_user_data_dir (), "truefrom", "report.key", NULL);
}

static gboolean
read_key (const char *file, guint8 ret_key[TF_CLI_KEY_BYTES])
{
    g_autofree char *content = NULL;
    gsize length = 0;

    if (!g_file_get_contents (file, &content, &length, NULL) ||
        length != TF_CLI_KEY_BYTES)
        return FALSE;
    memcpy (ret_key, content, TF_CLI_KEY_BYTES);
    return TRUE;
}

/* Only for its user. Another program may be first: then its key counts. */
static gboolean
write_key (const char *file, const guint8 key[TF_CLI_KEY_BYTES])
{
    g_autofree char *folder = g_path_get_dirname (file);
    gssize written;
    int fd;

    if (g_mkdir_with_parents (folder, 0700) != 0)
        return FALSE;
    fd = open (file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return FALSE;
    written = write (fd, key, TF_CLI_KEY_BYTES);
    return close (fd) == 0 && written == TF_CLI_KEY_BYTES;
}

gboolean
tf_cli_report_key (guint8 ret_key[TF_CLI_KEY_BYTES])
{
    g_autofree char *file = key_file ();

    if (read_key (file, ret_key))
        return TRUE;
    if (getrandom (ret_key, TF_CLI_KEY_BYTES, 0) != TF_CLI_KEY_BYTES)
        g_error ("the system gives no random bytes");
    return write_key (file, ret_key) || read_key (file, ret_key);
}
