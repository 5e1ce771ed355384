/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* exceptions: what the reader has looked at and found to be right. Plain data: whether one applies to a
 * message is decided in evaluate/exceptions.c, and never without evidence. */
#pragma once

#include "inputs/settings.h"

/* Owned. TEXT is "SENDER=SIGNER", "SENDER" or "DOMAIN". NULL: it is not of this form, or strangers
 * share the domain that would be believed. */
TfException *
tf_exception_parse (TfExceptionKind kind, const char *text, const TfSuffixList *suffixes);
/* The same for the WORD of a kind, by the public suffixes that libpsl was built with. */
TfException *tf_exception_parse_word (const char *word, const char *text);
/* Whether tf_exception_parse() refuses TEXT because strangers have their mail signed by its signer. */
gboolean tf_exception_is_of_shared_signer (TfExceptionKind kind, const char *text);
TfException *tf_exception_copy (const TfException *exception);
void tf_exception_free (TfException *exception);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfException, tf_exception_free)
/* Owned: what tf_exception_parse() reads. */
char *tf_exception_to_text (const TfException *exception);
gboolean tf_exception_equal (const TfException *a, const TfException *b);
/* FALSE: see tf_exception_parse(). */
gboolean tf_exceptions_add (TfSettings *settings, TfExceptionKind kind, const char *text);
/* The same for one kind each. */
gboolean tf_exceptions_add_signer (TfSettings *settings, const char *text);
gboolean tf_exceptions_add_sender (TfSettings *settings, const char *text);
gboolean tf_exceptions_add_alias_service (TfSettings *settings, const char *text);
/* The word for a kind: "accepted-signer". */
const char *tf_exception_kind_to_string (TfExceptionKind kind);
