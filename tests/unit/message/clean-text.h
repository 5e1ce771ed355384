/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What a decoded text never has: a control character. */
#pragma once

#include "message/message.h"

static inline gboolean
is_clean (const char *text)
{
    for (const char *at = text; *at; at = g_utf8_next_char (at))
        if (g_unichar_iscntrl (g_utf8_get_char (at)))
            return FALSE;
    return g_utf8_validate (text, -1, NULL);
}
