/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* ticket: takes the result of a check back to the view that began it, if both still exist. */
#pragma once

#include <glib-object.h>

/** TfTicket: an object that may be gone by then, and which of its checks this is. */
typedef struct {
    GWeakRef object;
    guint64 number;
} TfTicket;

TfTicket *tf_ticket_new (GObject *object, guint64 number);
void tf_ticket_free (TfTicket *ticket);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfTicket, tf_ticket_free)
/* A reference; NULL: the object is gone. */
gpointer tf_ticket_ref_object (TfTicket *ticket);
