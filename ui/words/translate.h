/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* translate: gettext as every file with words uses it. GLib's own macros (glib/gi18n-lib.h) stay in
 * English where the program has no translation for the reader's language. A mail program that has
 * none, or whose translations were not installed, is no reason to warn in a foreign language. */
#pragma once

#include <libintl.h>

#include <glib.h>

#define _(text)            dgettext (GETTEXT_PACKAGE, text)
#define N_(text)           (text)
#define C_(context, text)  tf_words_in_context (context "\004" text, text)
#define NC_(context, text) (text)

/* Static: the translation of KEY, which is a context, U+0004 and TEXT; TEXT if there is none. */
static inline const char *
tf_words_in_context (const char *key, const char *text)
{
    const char *translated = dgettext (GETTEXT_PACKAGE, key);

    return translated != key ? translated : text;
}
