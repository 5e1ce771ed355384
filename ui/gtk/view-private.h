/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* view-private: the inside of a view, for view.c and the other files of that name. */
#pragma once

#include "gtk/banner.h"
#include "gtk/details.h"
#include "gtk/question.h"
#include "gtk/setup-bar.h"
#include "gtk/view.h"

/** Message: what is shown, as the client gave it to us. */
typedef struct {
    TfViewKind kind;
    char *account;        /* or NULL */
    gboolean is_answered; /* by the reader, who is to be told before that */
    TfViewOpenFunc open;  /* NULL: nothing is shown */
    gpointer data;
    GDestroyNotify free_data;
} Message;

struct _TfView {
    GObject parent;
    TfSession *session;
    GtkWidget *area;    /* around the next two; NULL once it was destroyed */
    TfBanner *banner;   /* NULL once it was destroyed */
    TfSetupBar *setup;  /* as long as BANNER */
    TfDetails *details; /* while it is open */
    Message message;
    TfQuestion *question; /* before a link is opened; or NULL */
    gboolean opens_links; /* the reader was asked */
    gboolean
        asked; /* "Check sender…" or "Check again" was pressed: the DNS may be asked */
    gboolean afresh;  /* the next check takes nothing from the cache */
    gboolean visibly; /* the details say that the message is being checked */
    guint64 number;   /* of the newest check */
    GCancellable *cancellable;
    guint pending_id;
    guint retry_id;
    gboolean is_waiting;     /* for the session to be ready */
    TfReport *report;        /* what is known of the message; or NULL */
    char *failure;           /* why the newest check told nothing; or NULL */
    const TfReport *keeping; /* being written as evidence; it is only compared */
};

/* ---- view-report.c ----------------------------------------------------------------- */

/* Opens the details of what is shown, or raises them. */
void tf_view_open_details (TfView *self, GtkWindow *parent);
/* For the buttons: of the banner, of the details. */
void tf_view_report (TfView *self);
void tf_view_save_evidence (TfView *self);

/* ---- view-check.c ------------------------------------------------------------------ */

/* Begins a check of the message that is shown; what is known about it stays meanwhile. */
void tf_view_check (TfView *self);
/* The same for a reader who asked for it: the DNS may be asked. */
void tf_view_check_asked (TfView *self);
void tf_view_check_again (TfView *self); /* and nothing comes from the cache */
/* Whether the DNS may be asked about the message, provided that it may be asked at all. */
gboolean tf_view_asks_dns (const TfView *self);
/* After this nothing that is under way can paint any more. */
void tf_view_stop_check (TfView *self);
void tf_view_forget_result (TfView *self);
/* A result that somebody else has found. */
void tf_view_take_report (TfView *self, TfReport *report);
gboolean tf_view_is_unknown (const TfReport *report);
void tf_view_paint_details (TfView *self);

/* ---- view-care.c ------------------------------------------------------------------- */

/* The message is not shown any more. */
void tf_view_forget_care (TfView *self);

/* ---- view-setup.c ------------------------------------------------------------------ */

/* What is proposed for the message's account, in its bar and in the details. */
void tf_view_paint_setup (TfView *self);
void tf_view_use_offer (TfView *self);
void tf_view_refuse_offer (TfView *self);
