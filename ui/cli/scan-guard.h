/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan-guard: what scan-guard.c and scan-process.c share. */
#pragma once

#include "cli/scan.h"

/* Of the name of a file. */
#define TF_SCAN_NAME 4096

/** TfScanPoint: how far a file was read. */
typedef struct {
    gboolean is_letter; /* the next message is there */
    guint64 n;          /* things that were found in it */
    char file[TF_SCAN_NAME];
} TfScanPoint;

/** TfScanWork: what both processes see. */
typedef struct {
    gboolean is_over;
    gboolean is_used[TF_LIMIT_SCAN_CHECKS];
    guint8 checks[TF_LIMIT_SCAN_CHECKS][TF_IDENTITY_LENGTH];
    gboolean is_reading;
    TfScanPoint place;
} TfScanWork;

struct _TfScanGuard {
    TfScanWork *work;
    int records; /* the file with the results, if they are in none that has a name */
    guint n_deaths;
    gboolean is_last; /* nothing is read or checked any more */
    pid_t child;
    int interrupt; /* the signal; 0: none has come */
    /* Of what the program has died. */
    GHashTable *left_out; /* a set of char *, identities */
    GPtrArray *places;    /* TfScanPoint */
    /* Of what it may have died. */
    GHashTable *suspects; /* a set of char *, identities */
    TfScanPoint suspect;
    gboolean has_suspect; /* which is that place */
    gboolean was_there;   /* the reader, at it */
    gint n_suspects;      /* atomic; of both kinds */
};

/* Owned; NULL: there is no room for it. */
TfScanGuard *tf_scan_guard_new (gboolean keeps_records);
void tf_scan_guard_free (TfScanGuard *guard);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfScanGuard, tf_scan_guard_free)
/* After a death: what is to be left out, or suspected. FALSE: nothing was in work. */
gboolean tf_scan_guard_judge (TfScanGuard *guard);
