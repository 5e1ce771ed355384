/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* circumstances: setting their texts, and freeing them. */
#include "inputs/circumstances.h"

void
tf_circumstances_set_displayed_from (TfCircumstances *known, const char *text)
{
    g_free (known->displayed_from);
    known->displayed_from = g_strdup (text);
}

void
tf_circumstances_set_own_field (TfCircumstances *known, const char *name,
                                const char *value)
{
    g_free (known->own_field);
    g_free (known->own_value);
    known->own_field = g_strdup (name);
    known->own_value = g_strdup (value);
}

void
tf_circumstances_set_envelope (TfCircumstances *known, const char *ip, const char *helo,
                               const char *mail_from)
{
    g_free (known->envelope_ip);
    g_free (known->envelope_helo);
    g_free (known->envelope_mail_from);
    known->envelope_ip = g_strdup (ip);
    known->envelope_helo = g_strdup (helo);
    known->envelope_mail_from = g_strdup (mail_from);
}

void
tf_circumstances_clear (TfCircumstances *known)
{
    tf_circumstances_set_displayed_from (known, NULL);
    tf_circumstances_set_own_field (known, NULL, NULL);
    tf_circumstances_set_envelope (known, NULL, NULL, NULL);
}
