/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* auth-results: RFC 8601, what a server says it found. Read strictly: a field that does not
 * match the grammar is ignored as a whole, because servers have copied senders' bytes into it. */
#pragma once

#include "message/message.h"

/** TfAuthProperty: "header.d=example.org". */
typedef struct {
    char *type;  /* lower case: smtp header body policy */
    char *name;  /* lower case */
    char *value; /* quotes resolved; UTF-8 */
} TfAuthProperty;

/** TfAuthResult: one method's result. */
typedef struct {
    char *method; /* lower case */
    char *result; /* lower case, as written: also words that are not in RFC 8601 */
    GPtrArray *properties; /* TfAuthProperty */
} TfAuthResult;

/** TfAuthResults: one Authentication-Results field. */
typedef struct {
    guint field_index;
    char *authserv_id;  /* lower case; or NULL: none, or the field does not parse */
    TfReason reason;    /* TF_REASON_NONE: parsed; _SYNTAX, _BAD_VERSION, _TOO_LONG */
    GPtrArray *results; /* TfAuthResult */
} TfAuthResults;

/* Never NULL. */
TfAuthResults *tf_auth_results_parse (TfSpan value);
void tf_auth_results_free (TfAuthResults *results);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfAuthResults, tf_auth_results_free)
/* Borrowed; NULL: absent. The first when there are several. */
const char *
tf_auth_result_get (const TfAuthResult *result, const char *type, const char *name);
/* ARC-Authentication-Results: "i=" comes first (RFC 8617 §4.1.1); *ret_instance is 0 when it does
 * not. */
TfAuthResults *tf_auth_results_parse_arc (TfSpan value, guint *ret_instance);
