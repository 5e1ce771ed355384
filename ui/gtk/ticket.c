/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* ticket: a view may be gone, or look at another message, before its check ends. */
#include "gtk/ticket.h"

TfTicket *
tf_ticket_new (GObject *object, guint64 number)
{
    TfTicket *ticket = g_new0 (TfTicket, 1);

    g_weak_ref_init (&ticket->object, object);
    ticket->number = number;
    return ticket;
}

void
tf_ticket_free (TfTicket *ticket)
{
    g_weak_ref_clear (&ticket->object);
    g_free (ticket);
}

gpointer
tf_ticket_ref_object (TfTicket *ticket)
{
    return g_weak_ref_get (&ticket->object);
}
