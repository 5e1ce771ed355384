/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* exceptions: what the reader found to be right, and what may be accepted. */
#include <string.h>

#include "words/translate.h"
#include "words/words-private.h"

static char *
safe_sender (const char *sender)
{
    return strchr (sender, '@') != NULL ? tf_words_address_text (sender)
                                        : tf_words_domain_both (sender);
}

static char *
fill (const char *template, const TfException *exception)
{
    g_autofree char *sender = safe_sender (exception->sender);
    g_autofree char *signer = exception->signer != NULL
                                  ? tf_words_domain_both (exception->signer)
                                  : g_strdup ("");

    return tf_words_fill (template, "sender", sender, "signer", signer, NULL);
}

char *
tf_words_exception (const TfException *exception)
{
    switch (exception->kind) {
    case TF_EXCEPTION_SIGNER:
        /* Translators: {signer} is a domain, {sender} an address or a domain. */
        return fill (_ ("You accept messages of {sender} that {signer} has signed."),
                     exception);
    case TF_EXCEPTION_SENDER:
        /* Translators: {sender} is an address or a domain. */
        return fill (
            _ ("You found that {sender} is correct, whatever its name looks like."),
            exception);
    case TF_EXCEPTION_ALIAS_SERVICE:
    case TF_N_EXCEPTIONS:
        break;
    }
    /* Translators: {sender} is a domain. */
    return fill (_ ("You use {sender} as an alias service."), exception);
}

char *
tf_words_exception_offer (const TfException *exception)
{
    switch (exception->kind) {
    case TF_EXCEPTION_SIGNER:
        return fill (
            /* Translators: {signer} is a domain, {sender} a mail address. */
            _ ("{signer} has signed this message. Accept that only if you know from "
               "{sender} that its mail comes through there: everybody who can send through "
               "{signer} could then write in this name."),
            exception);
    case TF_EXCEPTION_SENDER:
        return fill (
            /* Translators: {sender} is an address or a domain. */
            _ ("If you have asked, and {sender} is who you think it is, its name will no longer "
               "count against messages that are confirmed."),
            exception);
    case TF_EXCEPTION_ALIAS_SERVICE:
    case TF_N_EXCEPTIONS:
        break;
    }
    return fill (
        /* Translators: {sender} is a domain. An alias is a mail address that forwards to another. */
        _ ("If {sender} forwards mail to your aliases, it may show the address of the person "
           "who wrote. It is then not known whether that person really wrote."),
        exception);
}

const char *
tf_words_exception_button (TfExceptionKind kind)
{
    switch (kind) {
    case TF_EXCEPTION_SIGNER:
        /* Translators: a button. */
        return _ ("Accept this s_igner for this sender");
    case TF_EXCEPTION_SENDER:
        /* Translators: a button. */
        return _ ("This sender is c_orrect");
    case TF_EXCEPTION_ALIAS_SERVICE:
    case TF_N_EXCEPTIONS:
        break;
    }
    /* Translators: a button. */
    return _ ("This is _my alias service");
}

void
tf_words_add_exceptions (GPtrArray *rows, const TfReport *report)
{
    for (guint i = 0; i < report->exceptions->len; i++)
        /* Translators: a label; a sentence says what the reader has accepted. */
        tf_words_add_row (rows, g_strdup (_ ("Your exception")),
                          tf_words_exception (g_ptr_array_index (report->exceptions, i)));
}
