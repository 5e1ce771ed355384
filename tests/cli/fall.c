/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* fall: loaded into a program, it ends it by the signal TRUEFROM_FALL when certain bytes are hashed: "FALL WHEN READ"
 * in the thread that reads, "FALL WHEN CHECKED" in any other. So a fault can be tried that is not there. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

int EVP_DigestUpdate (void *context, const void *data, size_t length);

static int
is_reader (void)
{
    char name[16] = "";

    pthread_getname_np (pthread_self (), name, sizeof name);
    return strcmp (name, "truefrom-scan") == 0;
}

static int
has (const void *data, size_t length, const char *text)
{
    return data != NULL && memmem (data, length, text, strlen (text)) != NULL;
}

int
EVP_DigestUpdate (void *context, const void *data, size_t length)
{
    static int (*real) (void *, const void *, size_t);
    const char *number = getenv ("TRUEFROM_FALL");

    if (real == NULL)
        *(void **)&real = dlsym (RTLD_NEXT, "EVP_DigestUpdate");
    if (number != NULL &&
        has (data, length, is_reader () ? "FALL WHEN READ" : "FALL WHEN CHECKED"))
        raise (atoi (number));
    return real (context, data, length);
}
