/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* subject-private.h: what subject-words.c, subject-marks.c and subject-trials.c share. */
#pragma once

#include "dkim/dkim.h"

/** TfSubjectByte: where a byte of the decoded text comes from, within the value. */
typedef struct {
    gsize from; /* for a byte from base64: the whole word */
    gsize to;
    gint word; /* index; -1: outside encoded words */
} TfSubjectByte;

/** TfSubjectWord: an encoded word (RFC 2047 §2). */
typedef struct {
    gsize from; /* within the value */
    gsize to;
    gsize first; /* the first of the bytes that it decodes to */
    gsize end;
    TfSpan charset;
    TfSpan payload;
    char encoding; /* as written: one of BbQq */
} TfSubjectWord;

/** TfSubject: a value, decoded. */
typedef struct {
    TfSpan value;   /* borrowed */
    GString *text;  /* in the charset of the words, whatever that is */
    GArray *places; /* TfSubjectByte, one for each byte of text */
    GArray *words;  /* TfSubjectWord */
} TfSubject;

/** TfSubjectStyle: how a program writes encoded words. */
typedef struct {
    const char *charset;
    char encoding;
    gboolean strict; /* encodes everything except letters, digits and !*+-/ */
} TfSubjectStyle;

TfSubject *tf_subject_read (TfSpan value);
void tf_subject_free (TfSubject *subject);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfSubject, tf_subject_free)
/* Owned: the value without those bytes of the text for which TAKEN is set; words that lose
 * some of theirs keep their encoding. */
GString *tf_subject_write_without (const TfSubject *subject, const guint8 *taken);
/* Appends TEXT in as few encoded words as hold it. */
void tf_subject_encode (GString *out, TfSpan text, const TfSubjectStyle *style);

/* ---- subject-charset.c ----------------------------------------------------------- */

GString *tf_subject_recode (TfSpan text, TfSpan charset, gboolean *ret_is_utf8);

/* ---- subject-marks.c ------------------------------------------------------------- */

#define TF_SUBJECT_PIECES  16
#define TF_SUBJECT_CHARSET 40 /* a longer name is not a charset's */

/** TfSubjectPiece: a mark or a reply prefix at the start of a text, with the blanks after it. */
typedef struct {
    gboolean is_mark;
    gsize from;
    gsize to;   /* without the blanks */
    gsize next; /* with them */
} TfSubjectPiece;

/** TfSubjectStart: the pieces that a Subject begins with. */
typedef struct {
    TfSubjectPiece pieces[TF_SUBJECT_PIECES];
    guint n;
    gboolean is_list; /* the header has fields of a list */
} TfSubjectStart;

/* Fills START, except for is_list, which the caller has set. */
void tf_subject_read_start (TfSpan text, TfSubjectStart *start);
