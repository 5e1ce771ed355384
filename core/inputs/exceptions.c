/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* exceptions: read, written and compared. */
#include "inputs/exceptions.h"

#include <string.h>

static const char *const words[] = {
    [TF_EXCEPTION_SIGNER] = "accepted-signer",
    [TF_EXCEPTION_SENDER] = "accepted-sender",
    [TF_EXCEPTION_ALIAS_SERVICE] = "alias-service",
};
G_STATIC_ASSERT (G_N_ELEMENTS (words) == TF_N_EXCEPTIONS);

const char *
tf_exception_kind_to_string (TfExceptionKind kind)
{
    return words[kind];
}

static TfException *
exception_new (TfExceptionKind kind, const char *sender, const char *signer)
{
    TfException *exception = g_new0 (TfException, 1);

    exception->kind = kind;
    exception->sender = g_strdup (sender);
    exception->signer = g_strdup (signer);
    return exception;
}

TfException *
tf_exception_copy (const TfException *exception)
{
    return exception_new (exception->kind, exception->sender, exception->signer);
}

void
tf_exception_free (TfException *exception)
{
    if (exception == NULL)
        return;
    g_free (exception->sender);
    g_free (exception->signer);
    g_free (exception);
}

gboolean
tf_exception_equal (const TfException *a, const TfException *b)
{
    return a->kind == b->kind && g_str_equal (a->sender, b->sender) &&
           g_strcmp0 (a->signer, b->signer) == 0;
}

char *
tf_exception_to_text (const TfException *exception)
{
    return exception->signer != NULL
               ? g_strconcat (exception->sender, "=", exception->signer, NULL)
               : g_strdup (exception->sender);
}

/* ---- reading ----------------------------------------------------------------------- */

/* Owned: a domain of one organization. Where unrelated people have mailboxes or have their mail signed,
 * it proves nothing about any of them. */
static char *
parse_house (TfSpan text, const TfSuffixList *suffixes)
{
    g_autofree char *domain = tf_domain_parse (text);

    if (domain == NULL || tf_settings_is_shared_signer (domain) ||
        tf_suffix_list_is_suffix (suffixes, domain))
        return NULL;
    return g_steal_pointer (&domain);
}

static char *
parse_sender (TfSpan text, const TfSuffixList *suffixes)
{
    g_autofree char *copy = NULL;

    if (!tf_span_has (text, '@'))
        return parse_house (text, suffixes);
    copy = tf_span_dup (text);
    return tf_people_parse_address (copy, NULL);
}

/* A local part may contain "=", a domain cannot. */
static TfException *
parse_signer (const char *text, const TfSuffixList *suffixes)
{
    TfSpan all = tf_span_of (text);
    TfSpan behind = tf_span_after_last (all, '=');
    g_autofree char *signer = parse_house (behind, suffixes);
    g_autofree char *sender = NULL;

    if (!tf_span_has (all, '=') || signer == NULL)
        return NULL;
    sender = parse_sender (tf_span (text, all.length - behind.length - 1), suffixes);
    return sender != NULL ? exception_new (TF_EXCEPTION_SIGNER, sender, signer) : NULL;
}

gboolean
tf_exception_is_of_shared_signer (TfExceptionKind kind, const char *text)
{
    TfSpan all = tf_span_of (text);
    g_autofree char *signer = tf_domain_parse (tf_span_after_last (all, '='));

    return kind == TF_EXCEPTION_SIGNER && tf_span_has (all, '=') && signer != NULL &&
           tf_settings_is_shared_signer (signer);
}

TfException *
tf_exception_parse (TfExceptionKind kind, const char *text, const TfSuffixList *suffixes)
{
    g_autofree char *sender = NULL;

    if (strlen (text) != tf_span_strip (tf_span_of (text)).length)
        return NULL;
    if (kind == TF_EXCEPTION_SIGNER)
        return parse_signer (text, suffixes);
    sender = kind == TF_EXCEPTION_SENDER ? parse_sender (tf_span_of (text), suffixes)
                                         : parse_house (tf_span_of (text), suffixes);
    return sender != NULL ? exception_new (kind, sender, NULL) : NULL;
}

TfException *
tf_exception_parse_word (const char *word, const char *text)
{
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();

    for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        if (g_str_equal (word, words[i]))
            return tf_exception_parse ((TfExceptionKind)i, text, suffixes);
    return NULL;
}

/* ---- in the settings --------------------------------------------------------------- */

gboolean
tf_exceptions_add (TfSettings *settings, TfExceptionKind kind, const char *text)
{
    g_autoptr (TfException) added = tf_exception_parse (kind, text, settings->suffixes);

    if (added == NULL)
        return FALSE;
    for (guint i = 0; i < settings->exceptions->len; i++)
        if (tf_exception_equal (g_ptr_array_index (settings->exceptions, i), added))
            return TRUE;
    g_ptr_array_add (settings->exceptions, g_steal_pointer (&added));
    return TRUE;
}

gboolean
tf_exceptions_add_signer (TfSettings *settings, const char *text)
{
    return tf_exceptions_add (settings, TF_EXCEPTION_SIGNER, text);
}

gboolean
tf_exceptions_add_sender (TfSettings *settings, const char *text)
{
    return tf_exceptions_add (settings, TF_EXCEPTION_SENDER, text);
}

gboolean
tf_exceptions_add_alias_service (TfSettings *settings, const char *text)
{
    return tf_exceptions_add (settings, TF_EXCEPTION_ALIAS_SERVICE, text);
}

gboolean
tf_settings_add_exception (TfSettings *settings, const char *kind, const char *text)
{
    for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        if (g_str_equal (kind, words[i]))
            return tf_exceptions_add (settings, (TfExceptionKind)i, text);
    return FALSE;
}
