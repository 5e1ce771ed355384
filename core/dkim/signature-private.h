/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* signature-private.h: what signature.c, signature-tags.c and signature-names.c share. */
#pragma once

#include "dkim/dkim.h"

typedef struct {
    const char *name; /* NULL ends the table */
    /* TF_REASON_NONE, or what is wrong with the value */
    TfReason (*read) (TfDkimSignature *signature, TfSpan value);
    TfReason missing; /* TF_REASON_NONE: the tag is optional */
} TfDkimTag;

/* In the order in which they depend on each other. */
const TfDkimTag *tf_dkim_tags (TfSignatureKind kind);

/* ---- signature-names.c ----------------------------------------------------------- */

TfReason tf_dkim_read_domain (TfDkimSignature *signature, TfSpan value);
TfReason tf_dkim_read_selector (TfDkimSignature *signature, TfSpan value);
TfReason tf_dkim_read_identity (TfDkimSignature *signature, TfSpan value);
