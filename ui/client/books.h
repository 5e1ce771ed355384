/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* books: whom the reader has in the address books of the mail program, or has written to. They are read in
 * a worker, a moment after the program starts and now and then again; what was read last is kept
 * meanwhile. */
#pragma once

#include "inputs/people.h"
#include "memory/memory.h"

/** TfBooksClient: what is needed of the mail program; all NULL: it has no address books. */
typedef struct {
    gpointer (*open) (gpointer data); /* in the main loop: owned, for the other two */
    /* In the worker: owned, "Name <address>", in any order; NULL: they cannot be read now. */
    GStrv (*read) (gpointer opened);
    void (*close) (gpointer opened); /* in the main loop */
} TfBooksClient;

typedef struct _TfBooks TfBooks;

/* DATA is what OPEN gets. CHANGED is called with OWNER when other people are known than before. */
TfBooks *tf_books_new (const TfBooksClient *client, gpointer data,
                       void (*changed) (gpointer owner), gpointer owner);
/* A worker that is still reading is left to itself. */
void tf_books_free (TfBooks *self);
/* Where whom the reader has written to is kept; NULL: nowhere. */
void tf_books_set_memory (TfBooks *self, TfMemory *memory);
/* The reader has written to somebody: they are read again when next needed. */
void tf_books_expire (TfBooks *self);
/* Reads them, unless that is being done or was done a short while ago. */
void tf_books_refresh (TfBooks *self);
/* Borrowed, until the next change; NULL: nothing was read yet. */
const TfPeople *tf_books_peek_people (const TfBooks *self);
