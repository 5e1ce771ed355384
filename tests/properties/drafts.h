/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* drafts: random messages, put together from pieces.ini, and random DNS for them. */
#pragma once

#include "evaluate/evaluate.h"

#define DRAFT_NOW 1795000000

/** Pieces: pieces.ini, and what every test needs. */
typedef struct {
    GKeyFile *file;
    TfSettings *settings; /* of a reader who trusts nobody */
    TfSettings *trusting; /* and of one who named their server */
    GStrv kinds;          /* of signatures */
} Pieces;

/** Draft: one message and its world. */
typedef struct {
    const Pieces *pieces;
    guint author;
    char *domain;
    GString *trace;        /* fields above the signatures */
    GPtrArray *signatures; /* char *: fields */
    GString *rest;         /* the other fields, the empty line and the body */
    gboolean altered;      /* on the way: signatures do not match */
    GHashTable *policies;  /* domain → text of its DMARC record */
    gboolean nonexistent;  /* the Author Domain */
    guint seed;            /* of the rest of the DNS */
    TfSettings *settings;  /* borrowed */
    gboolean from_outside; /* the reader's server received it from a public address */
    gboolean has_results;  /* and wrote what it found */
    gint64 received_at;
    TfEvaluation evaluation;
} Draft;

Pieces *pieces_new (const char *path);
void pieces_free (Pieces *pieces);
char *pieces_dup_signature (const Pieces *pieces, guint author, const char *kind);

Draft *draft_new (const Pieces *pieces);
void draft_free (Draft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Draft, draft_free)
TfDossier *draft_read (const Draft *draft);
/* The same, read in pieces of any length. */
TfDossier *draft_read_in_pieces (const Draft *draft);
char *draft_to_text (const Draft *draft);
/* A LookupFunc for a Draft: keys, policies, and SPF records of every kind. */
TfDnsAnswer *draft_lookup (gpointer draft, TfDnsType type, const char *name);
