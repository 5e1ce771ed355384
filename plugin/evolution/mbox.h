/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* mbox: one message from an mbox (RFC 4155), from where Evolution says that it begins
 * to where Evolution sees its end: without its "From " line and the field in which
 * Evolution keeps its own flags. The ">" that escapes "From " lines is kept; the core knows
 * about it. Leaves out: Content-Length. */
#pragma once

#include <gio/gio.h>

/** TfMbox: reads one message; of constant size, whatever the length of lines. */
typedef struct _TfMbox TfMbox;

/* Takes ownership of FD, which is positioned at the "From " line. */
TfMbox *tf_mbox_new (int fd);
/* Like read(): 0 at the end of the message, -1 and error when reading failed, or when
 * there is no "From " line where the message begins. */
gssize tf_mbox_read (TfMbox *self, guint8 *buffer, gsize length, GError **error);
void tf_mbox_free (TfMbox *self);
