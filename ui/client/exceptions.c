/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* exceptions: see exceptions.h. A worker does what concerns the memory, whose disk may never answer. */
#include "client/exceptions.h"

#include "client/memory-trouble.h"
#include "client/preferences.h"
#include "inputs/settings.h"
#include "memory/memory.h"
#include "verify/verify.h"

static GPtrArray *
list_new (void)
{
    return g_ptr_array_new_with_free_func ((GDestroyNotify)tf_exception_free);
}

/* ---- in the preferences ------------------------------------------------------------ */

/* Owned (of TfException, owned). */
static GPtrArray *
load_from_preferences (void)
{
    g_autoptr (TfPreferences) preferences = tf_preferences_load ();
    g_autoptr (TfSettings) settings = tf_settings_new ();
    GPtrArray *list = list_new ();

    for (int kind = 0; kind < TF_N_EXCEPTIONS; kind++)
        for (guint i = 0; preferences->exceptions[kind][i] != NULL; i++)
            tf_exceptions_add (settings, (TfExceptionKind)kind,
                               preferences->exceptions[kind][i]);
    for (guint i = 0; i < settings->exceptions->len; i++)
        g_ptr_array_add (list,
                         tf_exception_copy (g_ptr_array_index (settings->exceptions, i)));
    return list;
}

static gboolean
add_to_preferences (const TfException *exception, GError **error)
{
    g_autofree char *text = tf_exception_to_text (exception);
    gboolean is_new;

    return tf_preferences_add (tf_preferences_exception_key (exception->kind), text,
                               &is_new, error);
}

/* A reader may have written it in another way, or twice. */
static gboolean
remove_from_preferences (const TfException *exception, GError **error)
{
    const char *key = tf_preferences_exception_key (exception->kind);
    g_autoptr (TfPreferences) preferences = tf_preferences_load ();
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();
    GStrv entries = preferences->exceptions[exception->kind];

    for (guint i = 0; entries[i] != NULL; i++) {
        g_autoptr (TfException) stored =
            tf_exception_parse (exception->kind, entries[i], suffixes);

        if (stored != NULL && tf_exception_equal (stored, exception) &&
            !tf_preferences_remove (key, entries[i], error))
            return FALSE;
    }
    return TRUE;
}

/* ---- in the memory ----------------------------------------------------------------- */

/** Change: of one exception. */
typedef struct {
    TfSession *session;
    TfMemory *memory;
    TfException *exception;
    gboolean is_accepted; /* or withdrawn */
    gboolean good;
    TfExceptionsDone done;
    gpointer data;
} Change;

static void
change_work (gpointer data)
{
    Change *change = data;

    change->good = change->is_accepted
                       ? tf_memory_accept (change->memory, change->exception)
                       : tf_memory_withdraw (change->memory, change->exception);
}

static void
finish_change (Change *change, const GError *error)
{
    if (error == NULL)
        tf_session_client_changed (change->session);
    change->done (error != NULL ? error->message : NULL, change->data);
    g_object_unref (change->session);
    g_clear_pointer (&change->memory, tf_memory_unref);
    tf_exception_free (change->exception);
    g_free (change);
}

/* What the memory could not take goes into the preferences; what it could not give up still counts. */
static void
change_done (gpointer data)
{
    Change *change = data;
    g_autoptr (GError) error = NULL;

    if (!change->good && change->is_accepted)
        add_to_preferences (change->exception, &error);
    else if (!change->good)
        g_set_error_literal (
            &error, G_IO_ERROR, G_IO_ERROR_FAILED,
            tf_memory_trouble_to_words (tf_memory_get_trouble (change->memory)));
    finish_change (change, error);
}

static Change *
change_new (TfSession *session, const TfException *exception, gboolean is_accepted,
            TfExceptionsDone done, gpointer data)
{
    Change *change = g_new0 (Change, 1);

    change->session = g_object_ref (session);
    change->memory =
        tf_session_has_memory (session) ? tf_session_ref_memory (session) : NULL;
    change->exception = tf_exception_copy (exception);
    change->is_accepted = is_accepted;
    change->done = done;
    change->data = data;
    return change;
}

void
tf_exceptions_accept (TfSession *session, const TfException *exception,
                      TfExceptionsDone done, gpointer data)
{
    Change *change = change_new (session, exception, TRUE, done, data);
    g_autoptr (GError) error = NULL;

    if (change->memory != NULL && tf_worker_has_room ()) {
        tf_worker_run (change_work, change_done, change);
        return;
    }
    add_to_preferences (exception, &error);
    finish_change (change, error);
}

void
tf_exceptions_withdraw (TfSession *session, const TfException *exception,
                        TfExceptionsDone done, gpointer data)
{
    Change *change = change_new (session, exception, FALSE, done, data);
    g_autoptr (GError) error = NULL;

    if (remove_from_preferences (exception, &error) && change->memory != NULL)
        tf_worker_run (change_work, change_done, change);
    else
        finish_change (change, error);
}

/* ---- all of them ------------------------------------------------------------------- */

/** Listing: what both places keep. */
typedef struct {
    TfMemory *memory;
    GPtrArray *list;
    GPtrArray *kept; /* of the memory; NULL: it cannot be read */
    TfExceptionsFunc func;
    gpointer data;
} Listing;

static void
list_work (gpointer data)
{
    Listing *listing = data;

    listing->kept = tf_memory_list_exceptions (listing->memory);
}

static void
finish_listing (gpointer data)
{
    Listing *listing = data;

    for (guint i = 0; listing->kept != NULL && i < listing->kept->len; i++) {
        const TfException *kept = g_ptr_array_index (listing->kept, i);

        if (!g_ptr_array_find_with_equal_func (listing->list, kept,
                                               (GEqualFunc)tf_exception_equal, NULL))
            g_ptr_array_add (listing->list, tf_exception_copy (kept));
    }
    listing->func (listing->list, listing->data);
    g_clear_pointer (&listing->kept, g_ptr_array_unref);
    g_clear_pointer (&listing->memory, tf_memory_unref);
    g_free (listing);
}

void
tf_exceptions_list (TfSession *session, TfExceptionsFunc func, gpointer data)
{
    Listing *listing = g_new0 (Listing, 1);

    listing->list = load_from_preferences ();
    listing->func = func;
    listing->data = data;
    if (!tf_session_has_memory (session) || !tf_worker_has_room ()) {
        finish_listing (listing);
        return;
    }
    listing->memory = tf_session_ref_memory (session);
    tf_worker_run (list_work, finish_listing, listing);
}

/* ---- what may be accepted ---------------------------------------------------------- */

static gboolean
has_finding (const TfReport *report, TfCode code)
{
    const TfVerdict *verdict = &report->verdict;
    gboolean found = verdict->deciding.code == code;

    for (guint i = 0; i < verdict->n_others; i++)
        found |= verdict->others[i].code == code;
    return found;
}

/* Only what can be read again is offered. */
static void
offer (GPtrArray *offers, TfExceptionKind kind, const char *text,
       const TfSuffixList *suffixes)
{
    TfException *exception =
        text != NULL ? tf_exception_parse (kind, text, suffixes) : NULL;

    if (exception != NULL)
        g_ptr_array_add (offers, exception);
}

/* Signs that somebody pretends to be another: then a stranger's signature is what one would expect. */
static gboolean
has_sign_of_forger (const TfReport *report)
{
    static const TfCode codes[] = {
        TF_CODE_SENDER_DISGUISED,     TF_CODE_NAME_SHOWS_OTHER_ADDRESS,
        TF_CODE_LOOKALIKE_DOMAIN,     TF_CODE_KNOWN_NAME_NEW_ADDRESS,
        TF_CODE_REPLY_GOES_ELSEWHERE, TF_CODE_NAME_USES_BRAND,
    };

    for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
        if (has_finding (report, codes[i]))
            return TRUE;
    return FALSE;
}

/* Not at an alarm: everybody can sign a forged message as himself, and who is in a hurry takes what is
 * offered. */
static void
offer_signer (GPtrArray *offers, const TfReport *report)
{
    const char *signer = tf_exceptions_possible_signer (report);
    const char *address = report->dossier->author->address;
    g_autofree char *text = NULL;

    if (signer == NULL || address == NULL || has_sign_of_forger (report) ||
        tf_report_peek_level (report) == TF_LEVEL_ALARM)
        return;
    text = g_strconcat (address, "=", signer, NULL);
    offer (offers, TF_EXCEPTION_SIGNER, text, report->suffixes);
}

/* A lookalike is a domain, whoever writes from there; a name belongs to an address. */
static void
offer_sender (GPtrArray *offers, const TfReport *report)
{
    const TfAuthor *author = report->dossier->author;
    gboolean is_lookalike = has_finding (report, TF_CODE_LOOKALIKE_DOMAIN);
    guint before = offers->len;

    if (is_lookalike)
        offer (offers, TF_EXCEPTION_SENDER, author->domain, report->suffixes);
    if (offers->len == before)
        offer (offers, TF_EXCEPTION_SENDER, author->address, report->suffixes);
}

static void
offer_alias_service (GPtrArray *offers, const TfReport *report)
{
    const TfShown *shown = &report->impersonation->shown;

    if (shown->address != NULL && shown->where == TF_SHOWN_IN_NAME)
        offer (offers, TF_EXCEPTION_ALIAS_SERVICE, report->dossier->author->domain,
               report->suffixes);
}

GPtrArray *
tf_exceptions_offer (const TfReport *report)
{
    GPtrArray *offers = list_new ();
    gboolean shows_other = has_finding (report, TF_CODE_NAME_SHOWS_OTHER_ADDRESS);

    if (tf_report_peek_level (report) == TF_LEVEL_QUIET)
        return offers;
    offer_signer (offers, report);
    if (report->evidence.result != TF_EVIDENCE_PASS ||
        report->evidence.source == TF_PASS_SOURCE_INTERNAL || report->exceptions->len > 0)
        return offers;
    if (shows_other || has_finding (report, TF_CODE_LOOKALIKE_DOMAIN) ||
        has_finding (report, TF_CODE_KNOWN_NAME_NEW_ADDRESS) ||
        has_finding (report, TF_CODE_NAME_USES_BRAND))
        offer_sender (offers, report);
    if (shows_other)
        offer_alias_service (offers, report);
    return offers;
}
