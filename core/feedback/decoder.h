/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* decoder: the bytes of an XML document as UTF-8 that GMarkup takes: without a byte order mark, without control
 * characters; what is not in the charset of the document becomes U+FFFD. */
#pragma once

#include "base/base.h"

typedef struct _TfDecoder TfDecoder;

TfDecoder *tf_decoder_new (void);
/* Appends to OUT what BYTES, the next piece, gives. */
void tf_decoder_feed (TfDecoder *decoder, TfSpan bytes, GString *out);
void
tf_decoder_end (TfDecoder *decoder, GString *out); /* what is left is half a character */
gboolean tf_decoder_has_replaced (const TfDecoder *decoder);
void tf_decoder_free (TfDecoder *decoder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfDecoder, tf_decoder_free)
