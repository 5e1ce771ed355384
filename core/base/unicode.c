/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* unicode: UTS #46 conversion of domain names, non-transitional, with STD3 rules,
 * CheckHyphens, CheckBidi and CheckJoiners, and the skeleton of UTS #39 §4. The
 * only file that includes ICU. Leaves out: what a skeleton is compared with. */
#include "base/base.h"

#include <string.h>
#include <unicode/uidna.h>
#include <unicode/uspoof.h>

/* The longest name is 253 octets; a U-label has fewer characters than its A-label, each of up to
 * four bytes. */
#define MAX_CONVERTED 1024

typedef int32_t (*Convert) (const UIDNA *, const char *, int32_t, char *, int32_t,
                            UIDNAInfo *, UErrorCode *);

static gpointer
open_converter (gpointer unused)
{
    UErrorCode error = U_ZERO_ERROR;
    UIDNA *idna = uidna_openUTS46 (
        UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
            UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE,
        &error);

    return U_SUCCESS (error) ? idna : NULL;
}

/* Constant once opened: all threads may use it at the same time. */
static const UIDNA *
converter (void)
{
    static GOnce once = G_ONCE_INIT;

    return g_once (&once, open_converter, NULL);
}

static char *
run (Convert convert, const char *domain)
{
    const UIDNA *idna = converter ();
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    UErrorCode error = U_ZERO_ERROR;
    char result[MAX_CONVERTED];
    int32_t length;

    if (idna == NULL || strlen (domain) >= MAX_CONVERTED * 4)
        return NULL;
    length = convert (idna, domain, -1, result, sizeof result, &info, &error);
    if (U_FAILURE (error) || info.errors != 0 || length <= 0 ||
        length >= (int32_t)sizeof result)
        return NULL;
    return g_strndup (result, (gsize)length);
}

char *
tf_unicode_to_unicode (const char *domain)
{
    return run (uidna_nameToUnicodeUTF8, domain);
}

char *
tf_unicode_to_ascii (const char *domain_utf8)
{
    g_autofree char *ascii = run (uidna_nameToASCII_UTF8, domain_utf8);
    g_autofree char *unicode = ascii != NULL ? tf_unicode_to_unicode (ascii) : NULL;
    g_autofree char *back =
        unicode != NULL ? run (uidna_nameToASCII_UTF8, unicode) : NULL;

    return g_strcmp0 (ascii, back) == 0 ? g_steal_pointer (&ascii) : NULL;
}

/* ---- confusable characters -------------------------------------------------------- */

static gpointer
open_checker (gpointer unused)
{
    UErrorCode error = U_ZERO_ERROR;
    USpoofChecker *checker = uspoof_open (&error);

    return U_SUCCESS (error) ? checker : NULL;
}

/* UTS #39 §4: skeleton (X). ICU documents an open checker that nobody changes as thread-safe. */
char *
tf_unicode_skeleton (const char *text)
{
    static GOnce once = G_ONCE_INIT;
    const USpoofChecker *checker = g_once (&once, open_checker, NULL);
    UErrorCode error = U_ZERO_ERROR;
    char result[MAX_CONVERTED];
    int32_t length;

    if (checker == NULL || strlen (text) >= MAX_CONVERTED)
        return NULL;
    length = uspoof_getSkeletonUTF8 (checker, 0, text, -1, result, sizeof result, &error);
    if (U_FAILURE (error) || length < 0 || length >= (int32_t)sizeof result)
        return NULL;
    return g_strndup (result, (gsize)length);
}
