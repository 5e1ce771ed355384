/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* syntax: how each command is written. A new option needs a line here, one in the manual page and one
 * in each completion; the tests say which is missing. */

#include "cli/cli.h"
#include "cli/commands.h"
#include "words/translate.h"

/* clang-format off */
#define FIELD(member) G_STRUCT_OFFSET (TfCliOptions, member)

static const TfCliOption check_options[] = {
    {"json", TF_CLI_FLAG, FIELD (json),
     N_ ("One JSON object per message, one a line"), NULL},
    {"summary", TF_CLI_FLAG, FIELD (summary),
     N_ ("One line per message, the worst first"), NULL},
    {"details", TF_CLI_FLAG, FIELD (details),
     N_ ("All details of every message"), NULL},
    {"answers", TF_CLI_FILE, FIELD (answers),
     /* Translators: FILE is the word for the value of this option, translated below. */
     N_ ("Take DNS answers from FILE and ask nobody"),
     /* Translators: the value of an option: the name of a file. */
     N_ ("FILE")},
    {"record", TF_CLI_FILE, FIELD (record),
     N_ ("Write the DNS answers that were used, and the clock, to FILE"), N_ ("FILE")},
    {"resolver", TF_CLI_WORD, FIELD (resolver),
     N_ ("Ask this DNS server instead of the system's"),
     /* Translators: the value of an option: an IP address, perhaps with a port. */
     N_ ("ADDR[:PORT]")},
    {"now", TF_CLI_WORD, FIELD (now_text),
     N_ ("The clock: seconds since 1970 or ISO 8601"),
     /* Translators: the value of an option: a point in time. */
     N_ ("TIME")},
    {"received-at", TF_CLI_WORD, FIELD (received_at_text),
     N_ ("When the messages arrived"), N_ ("TIME")},
    {"ip", TF_CLI_WORD, FIELD (ip),
     N_ ("The address the messages came from: SPF is then evaluated"),
     /* Translators: the value of an option: an IP address. */
     N_ ("ADDR")},
    {"helo", TF_CLI_WORD, FIELD (helo),
     N_ ("The name the sending server gave"),
     /* Translators: the value of an option: the name of a mail server. */
     N_ ("NAME")},
    {"mail-from", TF_CLI_WORD, FIELD (mail_from),
     N_ ("The return address of the SMTP envelope; \"<>\" for none"),
     /* Translators: the value of an option: a mail address. */
     N_ ("ADDRESS")},
    {"trust-authserv", TF_CLI_WORDS, FIELD (trusted_servers),
     N_ ("Believe this server's Authentication-Results (may be repeated)"),
     /* Translators: the value of an option. Do not translate ":below". */
     N_ ("ID[:below]")},
    {"border", TF_CLI_WORDS, FIELD (borders),
     N_ ("The server that receives your mail (may be repeated)"),
     /* Translators: the value of an option: the name of a mail server. */
     N_ ("HOST")},
    {"trust-sealer", TF_CLI_WORDS, FIELD (trusted_sealers),
     N_ ("Believe this domain's ARC seals (may be repeated)"),
     /* Translators: the value of an option: an internet domain. */
     N_ ("DOMAIN")},
    {"own", TF_CLI_WORDS, FIELD (own),
     N_ ("One of your addresses or domains (may be repeated)"), N_ ("ADDRESS")},
    {"known", TF_CLI_WORDS, FIELD (known),
     N_ ("A contact of yours (may be repeated)"), N_ ("ADDRESS")},
    {"known-list", TF_CLI_WORDS, FIELD (known_lists),
     N_ ("A mailing list you know, and who signs for it (may be repeated)"),
     /* Translators: the value of an option: the ID of a mailing list and who signs for it. */
     N_ ("LIST-ID[=SIGNER]")},
    {"protect", TF_CLI_WORDS, FIELD (protected_domains),
     N_ ("A domain to watch over like your own (may be repeated)"), N_ ("DOMAIN")},
    {"displayed-from", TF_CLI_WORD, FIELD (displayed_from),
     N_ ("What the mail program shows as From"),
     /* Translators: the value of an option: any text. */
     N_ ("TEXT")},
    {"attached", TF_CLI_FLAG, FIELD (attached),
     N_ ("Judge attached messages too: with --json they are only counted"), NULL},
    {"no-attached", TF_CLI_FLAG, FIELD (no_attached),
     N_ ("Do not judge attached messages"), NULL},
    {"allow-legacy-crypto", TF_CLI_FLAG, FIELD (allow_legacy_crypto),
     N_ ("Judge rsa-sha1 and short keys by the rules of their day"), NULL},
    {"offline", TF_CLI_FLAG, FIELD (offline),
     N_ ("Ask nobody"), NULL},
    {NULL, TF_CLI_FLAG, 0, NULL, NULL}};

static const TfCliOption setup_options[] = {
    {"apply", TF_CLI_FLAG, FIELD (apply),
     N_ ("Add what is proposed to your settings"), NULL},
    {NULL, TF_CLI_FLAG, 0, NULL, NULL}};
/* clang-format on */

/* clang-format off */
const TfCliSyntax tf_cli_check_syntax = {
    /* Translators: what may follow "truefrom check" on the command line. */
    "check", N_ ("[OPTION\u2026] FILE\u2026"),
    /* Translators: what the command "check" tells; follows its name in a list. */
    N_ ("whether messages come from the domain they name"), check_options,
    N_ ("Says for each message whether it comes from the domain in its From line."),
    N_ ("\"-\" is standard input. Exit status: 3 a file could not be read or is no "
        "message,\n1 at least one alarm or warning, 2 a check could not be finished, "
        "64 wrong usage,\nelse 0.")};

const TfCliSyntax tf_cli_explain_syntax = {
    /* Translators: what may follow "truefrom explain" on the command line. */
    "explain", N_ ("[CODE]"),
    /* Translators: what the command "explain" tells; follows its name in a list. */
    N_ ("what a code means, and what to tell a caller"), NULL, NULL, NULL};

const TfCliSyntax tf_cli_setup_syntax = {
    /* Translators: what may follow "truefrom setup" on the command line. */
    "setup", N_ ("[OPTION\u2026] MAILBOX\u2026"),
    /* Translators: what the command "setup" tells; follows its name in a list. */
    N_ ("which servers your mail comes through"), setup_options,
    N_ ("Reads mail that you have received and proposes which servers to believe."),
    N_ ("Name mailboxes of one account, without junk: Maildirs, MH folders, mboxes or single\n"
        "messages. Nobody is asked, and without --apply nothing is changed. Exit status: 3 a\n"
        "file could not be read or the settings could not be written, 2 nothing can be\n"
        "proposed, 64 wrong usage, else 0.")};
/* clang-format on */
