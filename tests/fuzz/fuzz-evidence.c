/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Evidence: a whole zip, or what one holds as settings and as a report. */
#define _GNU_SOURCE /* memfd_create() */
#include "fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

#include "evidence/evidence.h"

static const char message[] = "From: a@b.example\r\n\r\nHello\r\n";
static const char report[] =
    "{\"verdict\": {\"code\": \"TF01\"}, \"dkim\": [{\"a\": 1}]}";

static void
check_sentence (gboolean failed, const GError *error)
{
    FUZZ_ASSERT (failed == (error != NULL));
    if (error != NULL)
        fuzz_check_utf8 (error->message);
}

static void
read_zip (const uint8_t *data, size_t size)
{
    int fd = memfd_create ("zip", MFD_CLOEXEC);
    g_autoptr (GError) error = NULL;
    g_autoptr (TfBundle) bundle = NULL;

    FUZZ_ASSERT (write (fd, data, size) == (gssize)size);
    lseek (fd, 0, SEEK_SET);
    bundle = tf_bundle_read (fd, &error);
    check_sentence (bundle == NULL, error);
    close (fd);
}

static void
read_texts (const uint8_t *data, size_t size)
{
    g_autoptr (GBytes) bytes = g_bytes_new (data, size);
    g_autoptr (GBytes) mail = g_bytes_new_static (message, sizeof message - 1);
    g_autoptr (GError) error = NULL;
    TfBundle bundle = {mail, bytes, bytes, bytes, bytes, NULL};
    g_autoptr (TfRequest) request = tf_bundle_dup_request (&bundle, &error);
    g_autoptr (GPtrArray) differences = tf_bundle_compare (&bundle, report);
    g_autofree char *version = tf_bundle_dup_version (&bundle);

    check_sentence (request == NULL, error);
    if (version != NULL)
        fuzz_check_utf8 (version);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    if (size > 2 && data[0] == 'P' && data[1] == 'K')
        read_zip (data, size);
    else
        read_texts (data, size);
    return 0;
}
