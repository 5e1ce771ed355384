/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* identity: one number for one message, however it is stored (identity.c). */
#pragma once

#include "message/message.h"

#define TF_IDENTITY_LENGTH 32

typedef struct _TfIdentityHasher TfIdentityHasher;

TfIdentityHasher *tf_identity_hasher_new (void);
void tf_identity_hasher_feed (TfIdentityHasher *hasher, TfSpan bytes);
/* Afterwards the hasher can only be freed. */
void tf_identity_hasher_finish (TfIdentityHasher *hasher,
                                guint8 ret_identity[TF_IDENTITY_LENGTH]);
void tf_identity_hasher_free (TfIdentityHasher *hasher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfIdentityHasher, tf_identity_hasher_free)
/* Reads SOURCE to its end. FALSE and error: it cannot be read. */
gboolean tf_identity_read (TfSource *source, guint8 ret_identity[TF_IDENTITY_LENGTH],
                           GError **error);
/* Owned: that of SOURCE as text; NULL: it cannot be read. */
char *tf_identity_of_source (TfSource *source);
char *
tf_identity_to_text (const guint8 identity[TF_IDENTITY_LENGTH]); /* owned: hexadecimal */
/* FALSE: TEXT is none. */
gboolean tf_identity_from_text (TfSpan text, guint8 ret_identity[TF_IDENTITY_LENGTH]);
