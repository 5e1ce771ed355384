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
/* Owned: the same for entities alone. */
GArray *tf_view_decode_entities (const GArray *view);
/* Owned: without what looks like tags; NULL: there are none. */
GArray *tf_view_without_tags (const GArray *view);

/* Owned UTF-8 without NUL: BYTES, in Latin-1 if they are no UTF-8. */
char *tf_view_text_of (TfSpan bytes);
/* Whether PART is in TEXT, in ASCII letters of any case. */
gboolean tf_view_has_text (const char *text, const char *part);
/* Owned (gunichar): TEXT as a view has it. */
GArray *tf_view_chars (const char *text);

/* ---- hosts.c ----------------------------------------------------------------------- */

/* Owned: of each character of VIEW, whether it is in the name of a host: behind "://" or "@". */
guint8 *tf_view_find_hosts (const GArray *view);

/* ---- words.c ----------------------------------------------------------------------- */

typedef struct _TfHidden TfHidden;
typedef struct _TfSpelling TfSpelling;
typedef struct _TfNode TfNode;

/** TfHiddenDomain: of addresses that are hidden. */
typedef struct {
    GPtrArray *forms; /* GArray of gunichar: as it may be written */
} TfHiddenDomain;

/** TfHidden: one word that is to be hidden. */
struct _TfHidden {
    GArray *chars;                /* gunichar, as TfSeen.c */
    const TfHiddenDomain *domain; /* of the address; or NULL */
    gboolean alone; /* it is hidden wherever it is, not only beside its domain */
    gboolean is_name;
    gboolean joined; /* its script has no blanks between words */
    /* the reader or a server named the address: a word that a sender chose hides less */
    gboolean is_certain;
    char *instead;
    TfHidden *next; /* with the same characters */
};

/** TfSpelling: of a domain. */
struct _TfSpelling {
    GArray *chars; /* gunichar */
    const TfHiddenDomain *domain;
    TfSpelling *next; /* with the same first label */
};

/** TfNode: of the tree of all words, and of the first labels of all domains. */
struct _TfNode {
    gunichar c;
    TfNode *child;
    TfNode *sibling;
    TfHidden *words;   /* that end here */
    TfSpelling *forms; /* whose first label ends here */
};

struct _TfRedaction {
    guint8 *key;
    gsize key_length;
    GPtrArray *words;      /* TfHidden */
    GPtrArray *forms;      /* TfSpelling */
    GHashTable *domains;   /* char * → TfHiddenDomain */
    TfNode *roots[256];    /* by the first character */
    GHashTable *addresses; /* char *, in lower case → whether it is certain */
    guint n_certain;
    gboolean full; /* something could not be kept ... */
    gboolean gap;  /* ... of somebody whose address is certain */
    gsize *left;   /* characters that may still be searched */
};

void tf_hidden_init (TfRedaction *redaction);
void tf_hidden_clear (TfRedaction *redaction);
/* Adds TEXT, which WORD describes. Takes ownership of INSTEAD. */
void
tf_hidden_hide (TfRedaction *redaction, TfHidden word, const char *text, char *instead);
/* NAME in lower case. */
const TfHiddenDomain *tf_hidden_domain (TfRedaction *redaction, const char *name);
void tf_node_free (TfNode *node);
/* Where words that begin with C are; NULL: there are none. */
const TfNode *tf_hidden_enter (const TfRedaction *redaction, gunichar c);
const TfNode *tf_hidden_step (const TfNode *node, gunichar c, gsize *steps);
/* FALSE: too much was searched. */
gboolean tf_redaction_spend (const TfRedaction *redaction, gsize work);

/* ---- hidden.c ---------------------------------------------------------------------- */

/* LOCAL and DOMAIN in lower case. */
void tf_hidden_add_address (TfRedaction *redaction, const char *local, const char *domain,
                            gboolean is_certain);
/* FALSE: it has too many words. */
gboolean tf_hidden_add_name (TfRedaction *redaction, const char *name);

/* ---- replace.c --------------------------------------------------------------------- */

typedef struct _TfLook TfLook;

/** TfLook: how a text is searched. */
struct _TfLook {
    /* adds to HITS what is found in TEXT, UTF-8 */
    void (*in_text) (const TfLook *look, const char *text, GArray *hits);
    const TfRedaction *redaction;
    TfScope scope;
    guint depth; /* of encodings within one another */
};

/** TfHit: bytes that show one. */
typedef struct {
    guint32 start;
    guint32 end;
    const TfHidden *hidden;
} TfHit;

/* ---- find.c ------------------------------------------------------------------------ */

/* Adds what is found in VIEW to HITS. */
void tf_find_hidden (const TfLook *look, const GArray *view, GArray *hits);

/* ---- tokens.c ---------------------------------------------------------------------- */

/* Decodes what may be encoded in VIEW, and adds what is found in it to HITS. */
void tf_find_tokens (const TfLook *look, const GArray *view, GArray *hits);

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

/* ---- copy-fields.c ----------------------------------------------------------------- */

/* Appends the fields of HEADER to OUT. Returns how many were left out, or parts of them. */
guint tf_copy_fields (GString *out, const TfHeader *header, const TfRedaction *redaction);

/* ---- copy-text.c ------------------------------------------------------------------- */

/** TfCopyPart: a part of a message, for people. */
typedef struct {
    char *text;    /* UTF-8; of a part that is shown */
    gboolean html; /* of that */
} TfCopyPart;

void tf_copy_part_free (gpointer part);
/* Owned (TfCopyPart), at most TF_LIMIT_ABUSE_PARTS: text as it is shown, and what describes the rest. */
GPtrArray *tf_copy_parts (GBytes *message, const TfRedaction *redaction);

/* ---- charset.c --------------------------------------------------------------------- */

/* Owned UTF-8: BYTES from CHARSET (or NULL), as far as they are, at most LIMIT bytes; NULL: it cannot be read for
 * sure. */
char *tf_copy_decode (GBytes *bytes, const char *charset, gsize limit);

/* ---- uris.c ------------------------------------------------------------------------ */

/* Adds to URIS (char *) those in TEXT, each once, at most TF_LIMIT_ABUSE_URIS. */
void tf_copy_find_uris (const char *text, GPtrArray *uris);
