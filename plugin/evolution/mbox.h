/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* mbox: one message out of an mbox (RFC 4155), as it was before it was put in: without
 * its "From " line, the ">" that hides such lines in the text, and the field that
 * Evolution adds to keep its own flags in. Leaves out: Content-Length. */
#pragma once

#include <gio/gio.h>

/** TfMbox: reads one message; of constant size, whatever the length of lines. */
typedef struct _TfMbox TfMbox;

/* Takes FD, whose position is at the "From " line. */
TfMbox *tf_mbox_new (int fd);
/* Like read(): 0 at the end of the message, -1 and error when reading failed, or when
 * there is no "From " line where the message begins. */
gssize tf_mbox_read (TfMbox *self, guint8 *buffer, gsize length, GError **error);
void tf_mbox_free (TfMbox *self);
