/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* brand-files: the lists of brands beside the built-in one: the reader's own and the administrator's,
 * "truefrom/brands.txt" in the folders for configuration and data. Waits for the disk. */
#pragma once

#include "impersonation/impersonation.h"

/** TfBrandFiles: what was read. */
typedef struct {
    TfBrands *brands; /* owned; NULL: there is nothing but the built-in list */
    char *complaint;  /* owned: a sentence a line about what cannot be used; or NULL */
} TfBrandFiles;

/* Owned: the reader's own list, which need not be there. */
char *tf_brand_files_own_path (void);
/* OWN: the list that counts first; or NULL. IS_NEEDED: it is an error if it is not there. FALSE: it cannot be
 * read, although it is needed; the complaint says why. */
gboolean
tf_brand_files_read (TfBrandFiles *ret_files, const char *own, gboolean is_needed);
void tf_brand_files_clear (TfBrandFiles *files);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TfBrandFiles, tf_brand_files_clear)
