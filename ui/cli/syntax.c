/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* syntax: how each command is written. A new option needs a line here, one in the manual page and one
 * in each completion; the tests say which is missing. */

#include "cli/cli.h"
#include "cli/commands.h"
#include "words/translate.h"

/* clang-format off */
#define FIELD(member) G_STRUCT_OFFSET (TfCliOptions, member)

/* Whom the reader trusts and knows. */
#define READER_OPTIONS \
    {"trust-authserv", TF_CLI_WORDS, FIELD (trusted_servers), \
     N_ ("Believe this server's Authentication-Results (may be repeated)"), \
     /* Translators: the value of an option. Do not translate ":below". */ \
     N_ ("ID[:below]")}, \
    {"border", TF_CLI_WORDS, FIELD (borders), \
     N_ ("The server that receives your mail (may be repeated)"), \
     /* Translators: the value of an option: the name of a mail server. */ \
     N_ ("HOST")}, \
    {"trust-sealer", TF_CLI_WORDS, FIELD (trusted_sealers), \
     N_ ("Believe this domain's ARC seals (may be repeated)"), \
     /* Translators: the value of an option: an internet domain. */ \
     N_ ("DOMAIN")}, \
    {"own", TF_CLI_WORDS, FIELD (own), \
     N_ ("One of your addresses or domains (may be repeated)"), N_ ("ADDRESS")}, \
    {"brands", TF_CLI_FILE, FIELD (brands), \
     N_ ("Also look for the brands in FILE"), N_ ("FILE")}, \
    {"known", TF_CLI_WORDS, FIELD (known), \
     N_ ("A contact of yours (may be repeated)"), N_ ("ADDRESS")}, \
    {"known-list", TF_CLI_WORDS, FIELD (known_lists), \
     N_ ("A mailing list you know, and who signs for it (may be repeated)"), \
     /* Translators: the value of an option: the ID of a mailing list and who signs for it. */ \
     N_ ("LIST-ID[=SIGNER]")}, \
    {"protect", TF_CLI_WORDS, FIELD (protected_domains), \
     N_ ("A domain to watch over like your own (may be repeated)"), N_ ("DOMAIN")}, \
    {"accept-signer", TF_CLI_WORDS, FIELD (accepted_signers), \
     N_ ("Who may sign for a sender instead of its own domain (may be repeated)"), \
     /* Translators: the value of an option: an address or a domain, and a domain. */ \
     N_ ("SENDER=SIGNER")}, \
    {"accept-sender", TF_CLI_WORDS, FIELD (accepted_senders), \
     N_ ("A sender whose name is right, whatever it looks like (may be repeated)"), \
     /* Translators: the value of an option: an address or a domain. */ \
     N_ ("SENDER")}, \
    {"alias-service", TF_CLI_WORDS, FIELD (alias_services), \
     N_ ("A service that forwards to your aliases (may be repeated)"), N_ ("DOMAIN")}

/* What a check of one message depends on besides the message. */
#define CONTEXT_OPTIONS \
    {"answers", TF_CLI_FILE, FIELD (answers), \
     /* Translators: FILE is the word for the value of this option, translated below. */ \
     N_ ("Take DNS answers from FILE and send no DNS query"), \
     /* Translators: the value of an option: the name of a file. */ \
     N_ ("FILE")}, \
    {"memory", TF_CLI_FILE, FIELD (memory), \
     N_ ("Use what FILE keeps of earlier mail, and add to it"), N_ ("FILE")}, \
    {"no-memory", TF_CLI_FLAG, FIELD (no_memory), \
     N_ ("Use no memory, even if --memory names one"), NULL}, \
    {"resolver", TF_CLI_WORD, FIELD (resolver), \
     N_ ("Ask this DNS server instead of the system's"), \
     /* Translators: the value of an option: an IP address, perhaps with a port. */ \
     N_ ("ADDR[:PORT]")}, \
    {"now", TF_CLI_WORD, FIELD (now_text), \
     N_ ("The clock: seconds since 1970 or ISO 8601"), \
     /* Translators: the value of an option: a point in time. */ \
     N_ ("TIME")}, \
    {"received-at", TF_CLI_WORD, FIELD (received_at_text), \
     N_ ("When the messages arrived"), N_ ("TIME")}, \
    {"ip", TF_CLI_WORD, FIELD (ip), \
     N_ ("The address the messages came from: SPF is then evaluated"), \
     /* Translators: the value of an option: an IP address. */ \
     N_ ("ADDR")}, \
    {"helo", TF_CLI_WORD, FIELD (helo), \
     N_ ("The name the sending server gave"), \
     /* Translators: the value of an option: the name of a mail server. */ \
     N_ ("NAME")}, \
    {"mail-from", TF_CLI_WORD, FIELD (mail_from), \
     N_ ("The return address of the SMTP envelope; \"<>\" for none"), \
     /* Translators: the value of an option: a mail address. */ \
     N_ ("ADDRESS")}, \
    READER_OPTIONS, \
    {"displayed-from", TF_CLI_WORD, FIELD (displayed_from), \
     N_ ("What the mail program shows as From"), \
     /* Translators: the value of an option: any text. */ \
     N_ ("TEXT")}, \
    {"allow-legacy-crypto", TF_CLI_FLAG, FIELD (allow_legacy_crypto), \
     N_ ("Judge rsa-sha1 and short keys by the rules of their day"), NULL}, \
    {"no-settings", TF_CLI_FLAG, FIELD (no_settings), \
     N_ ("Do not follow the settings of your mail programs"), NULL}, \
    {"offline", TF_CLI_FLAG, FIELD (offline), \
     N_ ("Send no DNS query"), NULL}

static const TfCliOption check_options[] = {
    {"json", TF_CLI_FLAG, FIELD (json),
     N_ ("One JSON object per message, one a line"), NULL},
    {"summary", TF_CLI_FLAG, FIELD (summary),
     N_ ("One line per message, the worst first"), NULL},
    {"details", TF_CLI_FLAG, FIELD (details),
     N_ ("All details of every message"), NULL},
    {"record", TF_CLI_FILE, FIELD (record),
     N_ ("Write the DNS answers that were used, and the clock, to FILE"), N_ ("FILE")},
    {"attached", TF_CLI_FLAG, FIELD (attached),
     N_ ("Judge attached messages too: with --json they are only counted"), NULL},
    {"no-attached", TF_CLI_FLAG, FIELD (no_attached),
     N_ ("Do not judge attached messages"), NULL},
    CONTEXT_OPTIONS,
    {NULL, TF_CLI_FLAG, 0, NULL, NULL}};

static const TfCliOption explain_options[] = {
    {"for", TF_CLI_WORD, FIELD (audience),
     N_ ("For whom: somebody who calls (the default), who has the message, or who looks after mail"),
     /* Translators: the value of an option; not to be translated. */
     N_ ("caller|reader|admin")},
    {NULL, TF_CLI_FLAG, 0, NULL, NULL}};

static const TfCliOption evidence_options[] = {
    {"output", TF_CLI_FILE, FIELD (output),
     N_ ("The file to be made, instead of one that is named after the message"), N_ ("FILE")},
    CONTEXT_OPTIONS,
    {NULL, TF_CLI_FLAG, 0, NULL, NULL}};

static const TfCliOption report_options[] = {
    {"from", TF_CLI_WORD, FIELD (from),
     N_ ("Your address, for From; otherwise your mail program fills it in"), N_ ("ADDRESS")},
    {"headers", TF_CLI_FLAG, FIELD (headers),
     N_ ("Only the header of the message, without its body"), NULL},
    {"full", TF_CLI_FLAG, FIELD (full),
     N_ ("Hide nothing: the original, with your address"), NULL},
    {"zip", TF_CLI_FLAG, FIELD (zip),
     N_ ("A zip with the parts, for desks that take no mail in a mail"), NULL},
    {"text", TF_CLI_FLAG, FIELD (text),
     N_ ("Plain text, for desks that have a form"), NULL},
    {"output", TF_CLI_FILE, FIELD (output),
     N_ ("The file to be made, instead of one that is named after the message"), N_ ("FILE")},
    CONTEXT_OPTIONS,
    {NULL, TF_CLI_FLAG, 0, NULL, NULL}};

static const TfCliOption domain_options[] = {
    {"json", TF_CLI_FLAG, FIELD (json),
     N_ ("One JSON object per domain, one a line"), NULL},
    {"summary", TF_CLI_FLAG, FIELD (summary),
     N_ ("One line per domain"), NULL},
    {"details", TF_CLI_FLAG, FIELD (details),
     N_ ("Everything that was found, also what is only noted"), NULL},
    {"sheet", TF_CLI_WORD, FIELD (sheet),
     N_ ("One page for somebody else, such as an insurer"),
     /* Translators: the value of an option; not to be translated. */
     N_ ("html|text")},
    {"compare", TF_CLI_FILE, FIELD (compare),
     N_ ("Say what has changed since FILE, an earlier result of --json"), N_ ("FILE")},
    {"file", TF_CLI_FILE, FIELD (list),
     N_ ("Take domains from FILE, one a line"), N_ ("FILE")},
    {"selector", TF_CLI_WORDS, FIELD (selectors),
     N_ ("Look for a DKIM key under this selector (may be repeated)"),
     /* Translators: the value of an option: the name of a DKIM key. */
     N_ ("SELECTOR")},
    {"from-mail", TF_CLI_WORDS, FIELD (from_mail),
     N_ ("Take selectors from the signatures of this mail (may be repeated)"),
     /* Translators: the value of an option: a file or a folder. */
     N_ ("PATH")},
    {"parked", TF_CLI_FLAG, FIELD (parked),
     N_ ("The domains are not used for mail"), NULL},
    {"answers", TF_CLI_FILE, FIELD (answers),
     N_ ("Take DNS answers from FILE and send no DNS query"), N_ ("FILE")},
    {"record", TF_CLI_FILE, FIELD (record),
     N_ ("Write the DNS answers that were used, and the clock, to FILE"), N_ ("FILE")},
    {"resolver", TF_CLI_WORD, FIELD (resolver),
     N_ ("Ask this DNS server instead of the system's"), N_ ("ADDR[:PORT]")},
    {"now", TF_CLI_WORD, FIELD (now_text),
     N_ ("The clock: seconds since 1970 or ISO 8601"), N_ ("TIME")},
    {"no-settings", TF_CLI_FLAG, FIELD (no_settings),
     N_ ("Do not follow the settings of your mail programs"), NULL},
    {"offline", TF_CLI_FLAG, FIELD (offline),
     N_ ("Send no DNS query"), NULL},
    {NULL, TF_CLI_FLAG, 0, NULL, NULL}};

static const TfCliOption setup_options[] = {
    {"apply", TF_CLI_FLAG, FIELD (apply),
     N_ ("Add what is proposed to your settings"), NULL},
    {"memory", TF_CLI_FILE, FIELD (memory),
     N_ ("What was learned from earlier mail, instead of that of your mail programs"), N_ ("FILE")},
    {NULL, TF_CLI_FLAG, 0, NULL, NULL}};

static const TfCliOption memory_options[] = {
    {"memory", TF_CLI_FILE, FIELD (memory),
     N_ ("The file, instead of that of your mail programs"), N_ ("FILE")},
    {"all", TF_CLI_FLAG, FIELD (all),
     N_ ("With \"forget\": everything"), NULL},
    {NULL, TF_CLI_FLAG, 0, NULL, NULL}};
/* clang-format on */

/* clang-format off */
static const TfCliOption aggregate_options[] = {
    {"own", TF_CLI_WORDS, FIELD (own),
     N_ ("Another domain of yours, which may send for it (may be repeated)"), N_ ("DOMAIN")},
    {"json", TF_CLI_FLAG, FIELD (json),
     N_ ("All sums as one JSON object"), NULL},
    {"csv", TF_CLI_FLAG, FIELD (csv),
     N_ ("The rows of all reports, for a spreadsheet"), NULL},
    {"html", TF_CLI_FILE, FIELD (html),
     N_ ("Write a page with charts to FILE, which may be \"-\""), N_ ("FILE")},
    {"now", TF_CLI_WORD, FIELD (now_text),
     N_ ("The clock: seconds since 1970 or ISO 8601"), N_ ("TIME")},
    {NULL, TF_CLI_FLAG, 0, NULL, NULL}};
/* clang-format on */

/* clang-format off */
static const TfCliOption scan_options[] = {
    {"html", TF_CLI_FILE, FIELD (html),
     N_ ("Write a page with charts to FILE, which may be \"-\""), N_ ("FILE")},
    {"json", TF_CLI_FLAG, FIELD (json),
     N_ ("One JSON object per message, one a line; the last has the sums"), NULL},
    {"csv", TF_CLI_FLAG, FIELD (csv),
     N_ ("One row per message, for a spreadsheet"), NULL},
    {"state", TF_CLI_FILE, FIELD (state),
     N_ ("Keep in FILE what is done, and go on from there when called again"), N_ ("FILE")},
    {"shard", TF_CLI_WORD, FIELD (shard),
     N_ ("Check only the I-th of N parts of the messages"),
     /* Translators: the value of an option: a number, a slash, a number. */
     N_ ("I/N")},
    {"merge", TF_CLI_FLAG, FIELD (merge),
     N_ ("Add up results of --json, which are named instead of mail"), NULL},
    {"jobs", TF_CLI_WORD, FIELD (jobs),
     N_ ("How many messages to work on at once"),
     /* Translators: the value of an option: a number. */
     N_ ("NUMBER")},
    {"dns-rate", TF_CLI_WORD, FIELD (dns_rate),
     N_ ("How many DNS queries to send a second, at most"), N_ ("NUMBER")},
    {"exit-zero", TF_CLI_FLAG, FIELD (exit_zero),
     N_ ("End with status 0 whatever was found"), NULL},
    {"no-attached", TF_CLI_FLAG, FIELD (no_attached),
     N_ ("Do not judge attached messages"), NULL},
    {"answers", TF_CLI_FILE, FIELD (answers),
     N_ ("Take DNS answers from FILE and send no DNS query"), N_ ("FILE")},
    {"resolver", TF_CLI_WORD, FIELD (resolver),
     N_ ("Ask this DNS server instead of the system's"), N_ ("ADDR[:PORT]")},
    {"now", TF_CLI_WORD, FIELD (now_text),
     N_ ("The clock: seconds since 1970 or ISO 8601"), N_ ("TIME")},
    READER_OPTIONS,
    {"allow-legacy-crypto", TF_CLI_FLAG, FIELD (allow_legacy_crypto),
     N_ ("Judge rsa-sha1 and short keys by the rules of their day"), NULL},
    {"no-settings", TF_CLI_FLAG, FIELD (no_settings),
     N_ ("Do not follow the settings of your mail programs"), NULL},
    {"offline", TF_CLI_FLAG, FIELD (offline),
     N_ ("Send no DNS query"), NULL},
    {NULL, TF_CLI_FLAG, 0, NULL, NULL}};
/* clang-format on */

/* clang-format off */
static const TfCliOption spoofs_options[] = {
    {"own", TF_CLI_WORDS, FIELD (own),
     N_ ("A domain of yours, with all below it (may be repeated)"), N_ ("DOMAIN")},
    {"memory", TF_CLI_FILE, FIELD (memory),
     N_ ("Count what FILE, or \"default\", remembers of your mail program's checks"), N_ ("FILE")},
    {"json", TF_CLI_FLAG, FIELD (json),
     N_ ("All sums as one JSON object"), NULL},
    {"csv", TF_CLI_FLAG, FIELD (csv),
     N_ ("One row per message, for a spreadsheet"), NULL},
    {"html", TF_CLI_FILE, FIELD (html),
     N_ ("Write a page with charts to FILE, which may be \"-\""), N_ ("FILE")},
    {"exit-zero", TF_CLI_FLAG, FIELD (exit_zero),
     N_ ("End with status 0 whatever was found"), NULL},
    {"now", TF_CLI_WORD, FIELD (now_text),
     N_ ("The clock: seconds since 1970 or ISO 8601"), N_ ("TIME")},
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
    "explain", N_ ("[OPTION\u2026] [CODE]"),
    /* Translators: what the command "explain" tells; follows its name in a list. */
    N_ ("what a code means, and what to tell a caller"), explain_options,
    N_ ("Says what a code means, and what somebody can do about it."),
    N_ ("A code is TF01 to TF21, the number alone, or the name of a rule; without one, all of\n"
        "them are explained. Exit status: 64 wrong usage, else 0.")};

const TfCliSyntax tf_cli_domain_syntax = {
    /* Translators: what may follow "truefrom domain" on the command line. */
    "domain", N_ ("[OPTION\u2026] DOMAIN\u2026"),
    /* Translators: what the command "domain" tells; follows its name in a list. */
    N_ ("what protects a domain from forged mail"), domain_options,
    N_ ("Says what protects a domain from forged mail, by DNS alone, and what to fix first."),
    N_ ("Exit status: 3 a file could not be read, 1 a domain is not protected, or weaker than\n"
        "before with --compare, 2 it cannot be told, 64 wrong usage, else 0.")};

const TfCliSyntax tf_cli_setup_syntax = {
    /* Translators: what may follow "truefrom setup" on the command line. */
    "setup", N_ ("[OPTION\u2026] MAILBOX\u2026"),
    /* Translators: what the command "setup" tells; follows its name in a list. */
    N_ ("which servers your mail comes through"), setup_options,
    N_ ("Reads mail that you have received and proposes which servers to believe."),
    N_ ("Name mailboxes of one account, without junk: Maildirs, MH folders, mboxes or single\n"
        "messages. No DNS query is sent, and without --apply nothing is changed. Exit status:\n"
        "3 a file could not be read or the settings could not be written, 2 nothing can be\n"
        "proposed, 64 wrong usage, else 0.")};

const TfCliSyntax tf_cli_memory_syntax = {
    /* Translators: what may follow "truefrom memory" on the command line. Translate OPTION and DOMAIN only. */
    "memory", N_ ("[OPTION…] [stats|show [DOMAIN]|forget DOMAIN|export]"),
    /* Translators: what the command "memory" does; follows its name in a list. */
    N_ ("what was learned from earlier mail"), memory_options,
    N_ ("Shows what your mail programs have learned from earlier mail, or forgets it."),
    N_ ("\"stats\" says how much there is, \"show\" what is known of a domain, \"export\" all of it,\n"
        "one fact a line; \"forget\" takes a domain, or --all. Exit status: 3 the file could not be\n"
        "read or written, 64 wrong usage, else 0.")};

const TfCliSyntax tf_cli_evidence_syntax = {
    /* Translators: what may follow "truefrom evidence" on the command line. Translate OPTION only. */
    "evidence", N_ ("[OPTION…] create FILE|verify FILE.zip…"),
    /* Translators: what the command "evidence" does; follows its name in a list. */
    N_ ("a message and its check, to be kept and checked again"), evidence_options,
    N_ ("Puts a message and everything that its check rests on into one file, or checks such a file."),
    N_ ("\"create\" takes one message, \"verify\" what \"create\" or a mail program has saved, and\n"
        "sends no DNS query. Exit status of \"verify\": 3 a file could not be read, 1 something\n"
        "was changed or the result is another one now, 64 wrong usage, else 0.")};

const TfCliSyntax tf_cli_report_syntax = {
    /* Translators: what may follow "truefrom report" on the command line. */
    "report", N_ ("[OPTION\u2026] FILE"),
    /* Translators: what the command "report" does; follows its name in a list. */
    N_ ("a mail to an abuse desk, ready to be sent"), report_options,
    N_ ("Writes a mail that reports a message to an abuse desk (RFC 5965). It never sends it."),
    N_ ("Your address and name are hidden in it, and attachments are only described. To whom it can be\n"
        "sent is only proposed. Exit status: 3 a file could not be read or written, 64 wrong usage,\n"
        "else 0.")};

const TfCliSyntax tf_cli_aggregate_syntax = {
    /* Translators: what may follow "truefrom aggregate" on the command line. */
    "aggregate", N_ ("[OPTION\u2026] PATH\u2026"),
    /* Translators: what the command "aggregate" does; follows its name in a list. */
    N_ ("what receivers report about the mail of your domain"), aggregate_options,
    N_ ("Reads DMARC aggregate reports and says who sends as your domain, and what passes."),
    N_ ("Reports may be XML, packed with gzip or zip, in archives, or still in the mails that brought\n"
        "them; folders are searched. No DNS query is sent. Exit status: 3 a file could not be\n"
        "read or holds no report, 64 wrong usage, else 0.")};

const TfCliSyntax tf_cli_scan_syntax = {
    /* Translators: what may follow "truefrom scan" on the command line. */
    "scan", N_ ("[OPTION\u2026] PATH\u2026"),
    /* Translators: what the command "scan" does; follows its name in a list. */
    N_ ("a whole mailbox, the worst messages first"), scan_options,
    N_ ("Checks all messages in mailboxes, folders and archives, each once, and says what matters first."),
    N_ ("mbox, Maildir, MH, folders, and tar, zip, gzip and xz of these; \"-\" is standard input.\n"
        "Exit status: 3 something could not be read or is no message, 1 at least one alarm or\n"
        "warning, 2 a check could not be finished, 130 interrupted, 64 wrong usage, else 0.")};

const TfCliSyntax tf_cli_spoofs_syntax = {
    /* Translators: what may follow "truefrom spoofs" on the command line. Translate OPTION, DOMAIN and PATH only. */
    "spoofs", N_ ("[OPTION\u2026] --own DOMAIN [PATH\u2026]"),
    /* Translators: what the command "spoofs" tells; follows its name in a list. */
    N_ ("who pretends to be you"), spoofs_options,
    N_ ("Says who pretends to be your domains, from results of \"truefrom scan --json\" and from the memory."),
    N_ ("Each message counts once; \"-\" is standard input. Nothing is checked again and no DNS query is\n"
        "sent. Exit status: 3 something could not be read, 1 at least one message pretends to be\n"
        "you, 64 wrong usage, else 0.")};
/* clang-format on */
