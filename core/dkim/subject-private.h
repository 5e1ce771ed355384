/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* subject-private.h: what subject-words.c, subject-start.c and subject-marks.c share. */
#pragma once

#include "dkim/dkim.h"

/** TfSubjectByte: where a byte that is read was written, within the value. */
typedef struct {
    gsize from; /* a byte out of base64: its word */
    gsize to;
    gint word; /* index; -1: outside encoded words */
} TfSubjectByte;

/** TfSubjectWord: an encoded word (RFC 2047 §2). */
typedef struct {
    gsize from; /* within the value */
    gsize to;
    gsize first; /* of the bytes that are read out of it */
    gsize end;
    TfSpan charset;
    TfSpan payload;
    char encoding; /* as written: one of BbQq */
} TfSubjectWord;

/** TfSubject: a value as it is read. */
typedef struct {
    TfSpan value;   /* borrowed */
    GString *text;  /* in the charset of the words, which is not looked at */
    GArray *places; /* TfSubjectByte, one for each byte of text */
    GArray *words;  /* TfSubjectWord */
} TfSubject;

/** TfSubjectStyle: how a program writes encoded words. */
typedef struct {
    const char *charset;
    char encoding;
    gboolean strict; /* quotes all but letters, digits and !*+-/ */
} TfSubjectStyle;

TfSubject *tf_subject_read (TfSpan value);
void tf_subject_free (TfSubject *subject);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfSubject, tf_subject_free)
/* Owned: the value without those bytes of the text for which TAKEN is set; words that lose
 * some are written in the same encoding. */
GString *tf_subject_write_without (const TfSubject *subject, const guint8 *taken);
/* Appends TEXT in as few encoded words as hold it. */
void tf_subject_encode (GString *out, TfSpan text, const TfSubjectStyle *style);

/* ---- subject-charset.c ----------------------------------------------------------- */

GString *tf_subject_recode (TfSpan text, TfSpan charset, gboolean *ret_is_utf8);

/* ---- subject-start.c ------------------------------------------------------------- */

#define TF_SUBJECT_PIECES  16
#define TF_SUBJECT_CHARSET 40 /* a name that is longer is none */

/** TfSubjectPiece: a mark or a reply prefix at the start of a text, with the blanks behind it. */
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

/* Fills START, but for is_list, which is the caller's. */
void tf_subject_read_start (TfSpan text, TfSubjectStart *start);
