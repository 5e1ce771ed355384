/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* view-setup: what the mail of the message's account shows about its servers, proposed above the
 * message, and in the details of one that could not be confirmed for want of it. */
#include "gtk/view-private.h"

#include "delivery/delivery.h"
#include "words/words.h"

/* ---- above the message ------------------------------------------------------------- */

/* Nothing stands beside an alarm, a message that was not received says nothing of servers, and who only
 * counts is shown nothing at all. */
static gboolean
has_room (TfView *self)
{
    return !tf_session_peek_preferences (self->session)->report_only &&
           self->message.open != NULL && self->message.account != NULL &&
           self->message.kind == TF_VIEW_RECEIVED && self->report != NULL &&
           tf_report_peek_level (self->report) != TF_LEVEL_ALARM;
}

/* Owned: what is proposed, and why it helps most. */
static char *
words_of_offer (const TfProposal *seen, const TfSeenServer *rewriter)
{
    g_autofree char *sentence = tf_words_proposal (seen);

    return rewriter != NULL ? tf_words_rewriting_with (rewriter, sentence)
                            : g_steal_pointer (&sentence);
}

static void
paint_bar (TfView *self)
{
    TfAccounts *accounts = tf_session_get_accounts (self->session);
    const char *account = self->message.account;
    g_auto (TfOffer) offer = {0};
    const TfProposal *seen;
    g_autofree char *sentence = NULL;
    g_autofree char *grounds = NULL;

    if (!has_room (self) || !tf_accounts_get_offer (accounts, account, &offer)) {
        tf_setup_bar_set_nothing (self->setup);
        return;
    }
    seen = &tf_accounts_peek_look (accounts, account)->proposal;
    sentence = words_of_offer (seen, tf_accounts_peek_rewriter (accounts, account));
    grounds = tf_words_proposal_basis (seen);
    tf_setup_bar_set_offer (self->setup, sentence, tf_words_offer_question (), grounds);
}

/* ---- in the details ---------------------------------------------------------------- */

/* Borrowed: the host through which the message came in, where no sender writes; NULL: not known. */
static const char *
entrance_of (const TfReport *report)
{
    const TfTrail *trail = report->delivery != NULL ? report->delivery->trail : NULL;
    gint at = trail != NULL ? tf_trail_find_entrance (trail) : -1;

    return at >= 0 ? tf_trail_hop (trail, (guint)at)->by : NULL;
}

static gboolean
lacks_servers (const TfView *self)
{
    return self->report != NULL && self->message.account != NULL &&
           self->message.kind == TF_VIEW_RECEIVED &&
           (g_str_equal (tf_report_get_code (self->report), "TF03") ||
            self->report->rewriter != NULL);
}

/* A large provider has many hosts. */
static gboolean
is_of_account (const TfSeenServer *rewriter, const TfLook *look)
{
    return rewriter != NULL && look != NULL &&
           g_strcmp0 (look->proposal.receiver, rewriter->name) == 0;
}

static void
paint_offer (TfView *self, TfAccounts *accounts)
{
    const char *account = self->message.account;
    const TfLook *look = tf_accounts_peek_look (accounts, account);
    const char *host = entrance_of (self->report);
    g_auto (TfOffer) offer = {0};
    gboolean can_use =
        tf_accounts_get_offer (accounts, account, &offer) && host != NULL &&
        ((offer.border != NULL && g_str_equal (host, offer.border)) ||
         (offer.trusted != NULL && is_of_account (self->report->rewriter, look)));
    g_autofree char *sentence = NULL;

    if (can_use)
        sentence = tf_words_cure (host);
    else if (look != NULL && tf_accounts_get_lacks_servers (accounts, account))
        sentence = tf_words_no_cure (&look->proposal);
    tf_details_set_offer (self->details, sentence, can_use);
}

void
tf_view_paint_setup (TfView *self)
{
    if (self->banner != NULL)
        paint_bar (self);
    if (self->details == NULL)
        return;
    if (lacks_servers (self))
        paint_offer (self, tf_session_get_accounts (self->session));
    else
        tf_details_set_offer (self->details, NULL, FALSE);
}

/* ---- the answers ------------------------------------------------------------------- */

/* What is believed now makes the session check every message again. */
void
tf_view_use_offer (TfView *self)
{
    g_autoptr (GError) error = NULL;

    if (self->message.account == NULL)
        return;
    self->visibly = TRUE;
    if (tf_accounts_accept (tf_session_get_accounts (self->session),
                            self->message.account, &error))
        return;
    self->visibly = FALSE;
    if (self->banner != NULL)
        tf_setup_bar_set_failed (self->setup, error->message);
    if (self->details != NULL)
        tf_details_set_status (self->details, error->message);
}

void
tf_view_refuse_offer (TfView *self)
{
    g_autoptr (GError) error = NULL;

    if (self->message.account != NULL &&
        !tf_accounts_refuse (tf_session_get_accounts (self->session),
                             self->message.account, &error))
        tf_setup_bar_set_failed (self->setup, error->message);
}
