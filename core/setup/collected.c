/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* collected: whether the mail of an account was sent to other accounts, whose servers forward it, or
 * from which a program fetches it. A sender can write these fields too: that only means that the reader
 * is asked. A list names its own address there, so its mail says nothing. */
#include "message/message.h"
#include "setup/setup.h"

static gboolean
is_own (const char *domain, const char *const *own)
{
    for (guint i = 0; own[i] != NULL; i++)
        if (tf_domain_is_within (domain, own[i]))
            return TRUE;
    return FALSE;
}

static gboolean
has_words (const char *text)
{
    for (gsize i = 0; text[i] != '\0'; i++)
        if (text[i] == ' ' || text[i] == '\t' || text[i] == ',')
            return TRUE;
    return FALSE;
}

/* Not what has words beside the address: list servers write that. */
static gboolean
is_of_other (TfSpan value, const char *const *own)
{
    g_autofree char *text = g_strstrip (tf_mime_decode_words (value));
    g_autofree char *domain = !has_words (text) ? tf_account_domain (text) : NULL;

    return domain != NULL && !is_own (domain, own);
}

static gboolean
names_other (const TfHeader *header, const char *name, const char *const *own)
{
    gint at = tf_header_find (header, name, 0);

    while (at >= 0) {
        if (is_of_other (tf_header_get (header, (guint)at)->value, own))
            return TRUE;
        at = tf_header_find (header, name, (guint)at + 1);
    }
    return FALSE;
}

static gboolean
was_fetched (const TfHeader *header)
{
    static const TfSpan no_mail_from = {0};
    g_autoptr (TfTrail) trail = tf_trail_read (header, no_mail_from);

    for (guint i = 0; i < trail->hops->len; i++)
        if (tf_trail_hop (trail, i)->is_local_fetch)
            return TRUE;
    return FALSE;
}

gboolean
tf_account_is_collected (const TfHeader *header, const char *const *own)
{
    if (tf_header_find (header, "List-Id", 0) >= 0 ||
        tf_header_find (header, "Mailing-List", 0) >= 0)
        return FALSE;
    if (tf_header_find (header, "X-Gmail-Fetch-Info", 0) >= 0 || was_fetched (header))
        return TRUE;
    return names_other (header, "X-Forwarded-To", own) ||
           names_other (header, "Delivered-To", own);
}
