/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* commands: the table itself. A new command or option needs a line here, one in the manual page
 * and one in each completion; the tests say which is missing. */
#include "cli/commands.h"

#include <glib/gi18n-lib.h>

#include "cli/cli.h"

/* clang-format off */
const TfCliCommand tf_cli_commands[] = {
    {"check", N_ ("[OPTION\u2026] FILE\u2026"),
     N_ ("whether messages come from the domain they name"), tf_cli_check},
    {"explain", N_ ("[CODE]"),
     N_ ("what a code means, and what to tell a caller"), tf_cli_explain},
    {NULL, NULL, NULL, NULL}};

#define FIELD(member) G_STRUCT_OFFSET (TfCliOptions, member)

const TfCliOption tf_cli_check_options[] = {
    {"json", TF_CLI_FLAG, FIELD (json),
     N_ ("One JSON object per message, one a line"), NULL},
    {"summary", TF_CLI_FLAG, FIELD (summary),
     N_ ("One line per message, the worst first"), NULL},
    {"details", TF_CLI_FLAG, FIELD (details),
     N_ ("All details of every message"), NULL},
    {"answers", TF_CLI_FILE, FIELD (answers),
     N_ ("Take DNS answers from FILE and ask nobody"), N_ ("FILE")},
    {"record", TF_CLI_FILE, FIELD (record),
     N_ ("Write the DNS answers that were used, and the clock, to FILE"), N_ ("FILE")},
    {"resolver", TF_CLI_WORD, FIELD (resolver),
     N_ ("Ask this DNS server instead of the system's"), N_ ("ADDR[:PORT]")},
    {"now", TF_CLI_WORD, FIELD (now_text),
     N_ ("The clock: seconds since 1970 or ISO 8601"), N_ ("TIME")},
    {"received-at", TF_CLI_WORD, FIELD (received_at_text),
     N_ ("When the messages arrived"), N_ ("TIME")},
    {"ip", TF_CLI_WORD, FIELD (ip),
     N_ ("The address the messages came from: SPF is then evaluated"), N_ ("ADDR")},
    {"helo", TF_CLI_WORD, FIELD (helo),
     N_ ("The name the sending server gave"), N_ ("NAME")},
    {"mail-from", TF_CLI_WORD, FIELD (mail_from),
     N_ ("The return address of the SMTP envelope; \"<>\" for none"), N_ ("ADDRESS")},
    {"trust-authserv", TF_CLI_WORDS, FIELD (trusted_servers),
     N_ ("Believe this server's Authentication-Results (may be repeated)"), N_ ("ID[:below]")},
    {"border", TF_CLI_WORDS, FIELD (borders),
     N_ ("The server that receives your mail (may be repeated)"), N_ ("HOST")},
    {"trust-sealer", TF_CLI_WORDS, FIELD (trusted_sealers),
     N_ ("Believe this domain's ARC seals (may be repeated)"), N_ ("DOMAIN")},
    {"own", TF_CLI_WORDS, FIELD (own),
     N_ ("One of your addresses or domains (may be repeated)"), N_ ("ADDRESS")},
    {"known", TF_CLI_WORDS, FIELD (known),
     N_ ("A contact of yours (may be repeated)"), N_ ("ADDRESS")},
    {"known-list", TF_CLI_WORDS, FIELD (known_lists),
     N_ ("A mailing list you know, and who signs for it (may be repeated)"),
     N_ ("LIST-ID[=SIGNER]")},
    {"protect", TF_CLI_WORDS, FIELD (protected_domains),
     N_ ("A domain to watch over like your own (may be repeated)"), N_ ("DOMAIN")},
    {"displayed-from", TF_CLI_WORD, FIELD (displayed_from),
     N_ ("What the mail program shows as From"), N_ ("TEXT")},
    {"attached", TF_CLI_FLAG, FIELD (attached),
     N_ ("Judge attached messages too: with --json they are only counted"), NULL},
    {"no-attached", TF_CLI_FLAG, FIELD (no_attached),
     N_ ("Do not judge attached messages"), NULL},
    {"allow-legacy-crypto", TF_CLI_FLAG, FIELD (allow_legacy_crypto),
     N_ ("Judge rsa-sha1 and short keys by the rules of their day"), NULL},
    {"offline", TF_CLI_FLAG, FIELD (offline),
     N_ ("Ask nobody"), NULL},
    {NULL, TF_CLI_FLAG, 0, NULL, NULL}};
/* clang-format on */
