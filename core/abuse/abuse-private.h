/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* abuse-private: what the files of this folder share. */
#pragma once

#include "abuse/abuse.h"

/* ---- view.c ------------------------------------------------------------------------ */

/** TfSeen: one character, and the bytes of the original that it comes from. */
typedef struct {
    gunichar c;   /* small, without accents and width */
    gunichar raw; /* as it is */
    guint32 start;
    guint32 end;
} TfSeen;

/* Owned (TfSeen): TEXT, UTF-8, as it is. */
GArray *tf_view_new (const char *text);
/* Owned: what a program shows that decodes percent-encoding, entities, quoted-printable and escapes, once.
 * NULL: there is nothing to decode. */
GArray *tf_view_decode (const GArray *view);
/* Owned: without what looks like tags; NULL: there are none. */
GArray *tf_view_without_tags (const GArray *view);

/* ---- find.c ------------------------------------------------------------------------ */

/** TfHidden: one word that is to be hidden. */
typedef struct {
    GArray *chars; /* gunichar, as TfSeen.c */
    GPtrArray
        *domains; /* GArray of gunichar: of the address, however it is written; or NULL */
    gboolean alone;  /* it is hidden wherever it is, not only beside its domain */
    gboolean joined; /* its script has no blanks between words */
    char *instead;
} TfHidden;

/** TfHit: bytes that show one. */
typedef struct {
    guint32 start;
    guint32 end;
    const TfHidden *hidden;
} TfHit;

/* Adds what is found in VIEW to HITS. */
void tf_find_hidden (const GPtrArray *hidden, const GArray *view, GArray *hits);

/* ---- hidden.c ---------------------------------------------------------------------- */

struct _TfRedaction {
    guint8 *key;
    gsize key_length;
    GPtrArray *hidden;     /* TfHidden */
    GHashTable *addresses; /* char *: in lower case */
    gboolean full;
};

void tf_hidden_free (gpointer hidden);
/* LOCAL and DOMAIN in lower case. */
void tf_hidden_add_address (TfRedaction *redaction, const char *local,
                            const char *domain);
void tf_hidden_add_name (TfRedaction *redaction, const char *name);

/* ---- tokens.c ---------------------------------------------------------------------- */

typedef struct _TfLook TfLook;

/** TfLook: how decoded text is searched. */
struct _TfLook {
    void (*look) (const TfLook *look, const char *text, GArray *hits);
    const GPtrArray *hidden; /* TfHidden */
    guint depth;             /* of encodings within one another */
};

/* Decodes what may be encoded in VIEW, and adds what is found in it to HITS. */
void tf_find_tokens (const GArray *view, const TfLook *look, GArray *hits);

/* ---- write.c ----------------------------------------------------------------------- */

/* Appends "NAME: VALUE", folded and in ASCII (RFC 2047). VALUE is UTF-8; line ends and controls in it become
 * blanks. */
void tf_write_field (GString *out, const char *name, const char *value);
/* Appends TEXT, UTF-8, as quoted-printable with lines of at most 76 characters. */
void tf_write_quoted (GString *out, const char *text);
/* Appends a part with TEXT. SUBTYPE is "plain" or "html". */
void tf_write_text_part (GString *out, const char *subtype, const char *text);
/* Owned: a boundary that is in none of the texts (NULL at the end). */
char *tf_write_boundary (const GString *const *texts);

/* ---- copy-text.c ------------------------------------------------------------------- */

/** TfCopyPart: a part of a message, for people. */
typedef struct {
    char *text;    /* UTF-8; of a part that is shown */
    gboolean html; /* of that */
} TfCopyPart;

/* Owned (TfCopyPart), at most TF_LIMIT_ABUSE_PARTS: text as it is shown, and what describes the rest. */
GPtrArray *tf_copy_parts (GBytes *message, const TfRedaction *redaction);
/* Adds to URIS (char *) those in TEXT, each once. */
void tf_copy_find_uris (const char *text, GPtrArray *uris);
