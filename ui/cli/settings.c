/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* settings: what the reader trusts and owns, and the SMTP envelope, from the options
 * of `check`. */

#include "cli/cli.h"
#include "delivery/delivery.h"
#include "inputs/exceptions.h"
#include "inputs/settings.h"
#include "words/translate.h"
#include "words/words-private.h"

typedef gboolean (*AddFunc) (TfSettings *settings, const char *text);

/* COMPLAINT names the option, {b}, and the value, {a}. */
static gboolean
add_all (TfSettings *settings, GStrv values, AddFunc add, const char *option,
         const char *complaint)
{
    for (guint i = 0; values != NULL && values[i] != NULL; i++) {
        if (!add (settings, values[i])) {
            tf_cli_complain (complaint, values[i], option);
            return FALSE;
        }
    }
    return TRUE;
}

TfSettings *
tf_cli_settings_new_attached (const TfCliOptions *options)
{
    g_autoptr (TfSettings) settings = tf_settings_new ();

    tf_suffix_list_unref (settings->suffixes);
    settings->suffixes = tf_suffix_list_ref ((TfSuffixList *)tf_words_suffixes ());
    tf_settings_set_allow_legacy_crypto (settings, options->allow_legacy_crypto);
    if (!add_all (
            settings, options->own, tf_settings_add_own, "--own",
            /* Translators: {a} is what the user typed, {b} the name of an option. */
            N_ ("{b}: \"{a}\" is neither an address nor a domain.")) ||
        !add_all (settings, options->known, tf_settings_add_known, "--known",
                  N_ ("{b}: \"{a}\" is neither an address nor a domain.")) ||
        !add_all (
            settings, options->known_lists, tf_settings_add_known_list,
            /* Translators: {a} is what the user typed, {b} the name of an option. */
            "--known-list", N_ ("{b}: \"{a}\" is not the ID of a list.")) ||
        !add_all (
            settings, options->protected_domains, tf_settings_add_protected,
            /* Translators: {a} is what the user typed, {b} the name of an option. */
            "--protect", N_ ("{b}: \"{a}\" is not a domain to protect.")))
        return NULL;
    return g_steal_pointer (&settings);
}

static gboolean
add_signers (TfSettings *settings, GStrv signers)
{
    for (guint i = 0; signers != NULL && signers[i] != NULL; i++) {
        if (tf_exceptions_add (settings, TF_EXCEPTION_SIGNER, signers[i]))
            continue;
        tf_cli_complain (
            tf_exception_is_of_shared_signer (TF_EXCEPTION_SIGNER, signers[i])
                /* Translators: {a} is what the user typed, {b} the name of an option. */
                ? N_ ("{b}: \"{a}\" is not accepted, because this signer signs for many "
                      "unrelated senders.")
                /* Translators: {a} is what the user typed, {b} the name of an option. */
                : N_ ("{b}: \"{a}\" is not a sender and a domain that could sign for it."),
            signers[i], "--accept-signer");
        return FALSE;
    }
    return TRUE;
}

static gboolean
add_exceptions (TfSettings *settings, const TfCliOptions *options)
{
    return add_signers (settings, options->accepted_signers) &&
           add_all (
               settings, options->accepted_senders, tf_exceptions_add_sender,
               "--accept-sender",
               /* Translators: {a} is what the user typed, {b} the name of an option. */
               N_ ("{b}: \"{a}\" is not a sender that could be accepted.")) &&
           add_all (
               settings, options->alias_services, tf_exceptions_add_alias_service,
               "--alias-service",
               /* Translators: {a} is what the user typed, {b} the name of an option. */
               N_ ("{b}: \"{a}\" is not the domain of an alias service."));
}

TfSettings *
tf_cli_settings_new (const TfCliOptions *options)
{
    g_autoptr (TfSettings) settings = tf_cli_settings_new_attached (options);

    if (settings == NULL || !add_exceptions (settings, options) ||
        !add_all (
            settings, options->borders, tf_settings_add_border, "--border",
            /* Translators: {a} is what the user typed, {b} the name of an option. */
            N_ ("{b}: \"{a}\" is not the name of a server.")) ||
        !add_all (
            settings, options->trusted_sealers, tf_settings_add_trusted_sealer,
            "--trust-sealer",
            /* Translators: {a} is what the user typed, {b} the name of an option. */
            N_ ("{b}: \"{a}\" is not a domain that could seal.")) ||
        !add_all (
            settings, options->trusted_servers, tf_settings_add_trusted_server,
            /* Translators: {a} is what the user typed, {b} the name of an option. */
            "--trust-authserv", N_ ("{b}: \"{a}\" is not the ID of a server.")))
        return NULL;
    return g_steal_pointer (&settings);
}

/* ---- the SMTP envelope ------------------------------------------------------------- */

static gboolean
is_one_word (const char *text)
{
    const char *at = text;

    while (g_ascii_isgraph (*at) || ((guchar)*at & 0x80))
        at++;
    return *text != '\0' && *at == '\0';
}

/* "<>", or an address with or without its brackets. */
static gboolean
is_reverse_path (const char *text)
{
    TfSpan span = tf_span_of (text);
    TfSpan domain;

    if (span.length >= 2 && text[0] == '<' && text[span.length - 1] == '>')
        span = tf_span (text + 1, span.length - 2);
    if (span.length == 0)
        return TRUE;
    domain = tf_span_after_last (span, '@');
    return is_one_word (text) && domain.length > 0 && domain.length < span.length;
}

static gboolean
refuse (const char *complaint, const char *value)
{
    tf_cli_complain (complaint, value, NULL);
    return FALSE;
}

gboolean
tf_cli_envelope_is_good (const TfCliOptions *options)
{
    g_auto (TfSpfEnvelope) sender = {.source = TF_SPF_SOURCE_NONE};
    TfIp address;

    if (options->helo != NULL && !is_one_word (options->helo))
        /* Translators: {a} is what the user typed. */
        return refuse (N_ ("\"{a}\" is not a name for --helo."), options->helo);
    if (options->mail_from != NULL && !is_reverse_path (options->mail_from))
        /* Translators: {a} is what the user typed. */
        return refuse (N_ ("\"{a}\" is not an address for --mail-from."),
                       options->mail_from);
    if (options->ip == NULL) {
        if (options->helo == NULL && options->mail_from == NULL)
            return TRUE;
        return refuse (N_ ("--helo and --mail-from need --ip."), NULL);
    }
    if (!tf_ip_parse (tf_span_of (options->ip), &address))
        /* Translators: {a} is what the user typed. */
        return refuse (N_ ("\"{a}\" is not an address for --ip."), options->ip);
    if (!tf_spf_envelope_from_envelope (options->ip, options->helo, options->mail_from,
                                        &sender))
        return refuse (N_ ("--ip needs --mail-from or --helo."), NULL);
    return TRUE;
}
