/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* resolver-ares: one c-ares channel on a main context, for resolver-system.c. */
#pragma once

#include "io/io.h"

/** TfAresChannel: a few questions in flight together. Every method is called on the
 * thread of its main context; none is ever called by c-ares itself. */
typedef struct _TfAresChannel TfAresChannel;

/** TfAresOwner: whoever asks the questions. A question belongs to the channel once it has been
 * asked; ANSWERED may ask again and may free the channel. */
typedef struct {
    gpointer data;
    void (*answered) (gpointer data, TfAresChannel *channel, gpointer question,
                      TfDnsAnswer *answer, const TfDnsRemark *remark);
    GDestroyNotify free_question;
} TfAresOwner;

typedef enum {
    TF_ARES_TCP = 1 << 0,        /* only over TCP */
    TF_ARES_MIXED_CASE = 1 << 1, /* if c-ares can do it */
    TF_ARES_ONE_TRY = 1 << 2,
} TfAresFlags;

gboolean tf_ares_has_mixed_case (void); /* whether c-ares can do it */

/* SERVERS is "ADDR:PORT", or NULL for the system's configuration. */
TfAresChannel *tf_ares_channel_new (const char *servers, TfAresFlags flags,
                                    GMainContext *context, const TfAresOwner *owner);
/* Questions that are not answered yet are dropped silently. */
void tf_ares_channel_free (TfAresChannel *channel);
void tf_ares_channel_ask (TfAresChannel *channel, TfDnsType type, const char *name,
                          gpointer question);
guint tf_ares_channel_count_asked (const TfAresChannel *channel);
guint tf_ares_channel_count_open (const TfAresChannel *channel);
