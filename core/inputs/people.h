/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* people: the addresses and domains that are the reader's own, or of those whom the reader knows. An
 * address book has thousands of them, so settings can share them; shared ones must not be changed. */
#pragma once

#include "base/base.h"
#include "impersonation/impersonation.h"

/** TfPeople: reference-counted. */
typedef struct {
    gatomicrefcount references;
    gboolean is_own;
    GPtrArray *addresses; /* char *, lower case, domain part normalised */
    TfTargets *domains;   /* each with all below it */
    TfContacts *contacts; /* the names and addresses */
} TfPeople;

TfPeople *tf_people_new (gboolean is_own);
TfPeople *tf_people_ref (TfPeople *people);
void tf_people_unref (TfPeople *people);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfPeople, tf_people_unref)

/* TEXT: an address, "Name <address>" or a domain. FALSE: it is none of these. */
gboolean tf_people_add (TfPeople *people, const char *text, const TfSuffixList *suffixes);
/* ADDRESS: somebody to whom the reader has written. Makes the domain known too, but the address only so far
 * that it is not a new one. FALSE: it is no address. */
gboolean tf_people_add_recipient (TfPeople *people, const char *address,
                                  const TfSuffixList *suffixes);
gboolean
tf_people_has_address (const TfPeople *people, const char *local, const char *domain);
/* Owned: what is between the last "<" and the ">" at the end, or all of TEXT. */
char *tf_people_within_brackets (TfSpan text);

/* Owned: the address in TEXT, in lower case, or NULL; the same for its domain. */
char *tf_people_parse_address (const char *text, char **ret_domain);
