/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* circumstances: what the caller knows about a message besides its bytes. */
#pragma once

#include "truefrom.h"

/** TfCircumstances: plain data; TF_CIRCUMSTANCES_INIT is right for a plain file. */
typedef struct {
    TfStore store;
    /* compute the digest of all bytes, which takes as long as the check itself */
    gboolean identify;
    gboolean incomplete; /* the client fetched only a part */
    /* It is attached to another message, whose sender may have written all of it, including
     * the traces of a delivery. */
    gboolean attached;
    gboolean attached_to_report; /* to a report with a null reverse-path */
    gint64 attached_at;   /* when the message that carries it arrived; -1 unknown */
    gint64 received_at;   /* what the user said (--received-at); -1 unknown */
    gint64 file_time;     /* INTERNALDATE or file time; -1 unknown */
    char *displayed_from; /* what the client shows as From, UTF-8; or NULL */
    char *own_field;      /* a message that has this field, once, */
    char *own_value;   /* with this value was stored again by the mail program; or NULL */
    char *envelope_ip; /* the SMTP envelope, where it is known; or NULL */
    char *envelope_helo;
    char *envelope_mail_from;
} TfCircumstances;

/* clang-format off */ /* its versions differ here */
#define TF_CIRCUMSTANCES_INIT                                                            \
    {                                                                                    \
        .received_at = -1, .file_time = -1                                               \
    }
/* clang-format on */

void tf_circumstances_set_displayed_from (TfCircumstances *known, const char *text);
void tf_circumstances_set_own_field (TfCircumstances *known, const char *name,
                                     const char *value);
void tf_circumstances_set_envelope (TfCircumstances *known, const char *ip,
                                    const char *helo, const char *mail_from);
void tf_circumstances_clear (TfCircumstances *known);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TfCircumstances, tf_circumstances_clear)
