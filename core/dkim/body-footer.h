/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* body-footer.h: a self-contained part of body-hash.c. */
#pragma once

#include "base/base.h"

/** TfFooter: a place at which something may have been added. */
typedef struct {
    gsize at;
    TfSpan
        closing; /* what was in its place: the line that ends a multipart, or nothing */
} TfFooter;

/* Owned (TfFooter), in order: the last TF_LIMIT_FOOTERS places of TEXT, the end of a body.
 * IS_WHOLE: TEXT is all of it. */
GArray *tf_footer_find (TfSpan text, gboolean is_whole);
