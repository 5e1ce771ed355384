/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Everything that an outsider can make grow has its limit here, with the reason for it. */
#pragma once

/* The message. Real headers stay below 100 KiB; what lies beyond is not evaluated, and the report
 * says so. */
#define TF_LIMIT_HEADER_BYTES   (1024 * 1024)
#define TF_LIMIT_FIELDS         2000
#define TF_LIMIT_FIELD_BYTES    (256 * 1024)
#define TF_LIMIT_RECEIVED       100
#define TF_LIMIT_PATH_BYTES     1000 /* RFC 5321 §4.5.3.1.3: 256; in UTF-8 a few more */
#define TF_LIMIT_MAILBOXES      1000
#define TF_LIMIT_COMMENT_DEPTH  8 /* real comments are nested two or three deep */
#define TF_LIMIT_ADDRESS_CLAIMS 32
#define TF_LIMIT_LIST_IDS       8   /* a message passes through one list or two */
#define TF_LIMIT_LIST_ID_BYTES  998 /* RFC 5322 §2.1.1: a line */
#define TF_LIMIT_FROM_READ                                                               \
    8 /* From fields whose addresses are listed; one more is already wrong */
#define TF_LIMIT_DISPLAY_BYTES (64 * 1024) /* decoded for people; nobody sees more */
#define TF_LIMIT_NAME_CLAIMS                                                             \
    256 /* foreign domains in one name that are judged; nobody sees more */
#define TF_LIMIT_EMBEDDED_PIECES                                                         \
    8 /* pieces of a domain within another: a-b-c.co.uk has five */
#define TF_LIMIT_READINGS                                                                \
    64 /* of a label in which two letters may be drawn for one: three of ten such pairs */
#define TF_LIMIT_BRANDS           5000 /* the built-in list has 300 */
#define TF_LIMIT_BRAND_NAME_BYTES 100  /* it is shown to the reader */
#define TF_LIMIT_BRAND_WORDS                                                             \
    8 /* of one phrase; each is looked for at each place of a name */
#define TF_LIMIT_BRAND_CELLS  64            /* phrases, and domains, of one brand */
#define TF_LIMIT_BRANDS_BYTES (1024 * 1024) /* of a file; the built-in list has 20 KB */
#define TF_LIMIT_NAME_WORDS                                                              \
    64 /* words of one name that are compared; nobody reads more */

/* Messages attached to a message, looked for on request. */
#define TF_LIMIT_ATTACHED       50
#define TF_LIMIT_ATTACHED_BYTES (64 * 1024 * 1024) /* of the message that is searched */
#define TF_LIMIT_PARTS          1000
#define TF_LIMIT_PART_DEPTH     12 /* each level means reading the bytes once more */

/* Archives of reports. An honest report packs up to 206:1 if its rows are equal, zeros 1,026:1; little ones
 * are not worth asking. */
#define TF_LIMIT_ARCHIVE_ENTRIES    10000
#define TF_LIMIT_ARCHIVE_BYTES      (G_GUINT64_CONSTANT (1) << 30) /* out of one archive */
#define TF_LIMIT_ARCHIVE_UNREAD     (256 * 1024 * 1024) /* of these: what nobody reads */
#define TF_LIMIT_ARCHIVE_FREE_BYTES (16 * 1024 * 1024)
#define TF_LIMIT_ARCHIVE_RATIO      400

/* Reports about a domain's mail. The largest receivers' have some 100,000 rows. */
#define TF_LIMIT_FEEDBACK_BYTES (128 * 1024 * 1024) /* of one report */
#define TF_LIMIT_FEEDBACK_PACKED                                                         \
    (40 * 1024 * 1024)            /* of mails and archives that are held at once */
#define TF_LIMIT_FEEDBACK_DEPTH 3 /* of archives and mails within each other */
#define TF_LIMIT_FEEDBACK_ROWS  1000000
#define TF_LIMIT_FEEDBACK_PARTS 100 /* signatures, SPF results or reasons of a row */
#define TF_LIMIT_FEEDBACK_COUNT G_GINT64_CONSTANT (1000000000000) /* messages in a row */
#define TF_LIMIT_XML_DEPTH      32                                /* a report has 6 */
#define TF_LIMIT_XML_ELEMENTS   10000 /* before the next two count */
#define TF_LIMIT_ROW_ELEMENTS   60
#define TF_LIMIT_ELEMENT_BYTES  16
#define TF_LIMIT_XML_EVENT      (64 * 1024) /* bytes without a tag */
#define TF_LIMIT_FEEDBACK_TEXT  1000        /* of one value, in characters */
#define TF_LIMIT_FEEDBACK_DAYS  31 /* a report that says it covers more is no trend */
#define TF_LIMIT_FOLDER_DEPTH   8  /* of folders within each other */

/* Who pretends to be a domain. A campaign has some thousand sources; whoever wants to flood a table can. */
#define TF_LIMIT_SPOOFS_LINES   5000    /* of each table */
#define TF_LIMIT_SPOOFS_SAMPLES 100     /* messages that are shown */
#define TF_LIMIT_SPOOFS_SEEN    2000000 /* digests, two of each message that counts; 32 MB */

/* Scans of whole mailboxes. What comes out of an archive must be in memory: a message of 25 MB is sent as 35 MB.
 * Mail packs to a third or a fifth, so an archive may have any size as long as it does. */
#define TF_LIMIT_SCAN_DEPTH   3                  /* of archives within each other */
#define TF_LIMIT_SCAN_FOLDERS 32                 /* of folders within each other */
#define TF_LIMIT_SCAN_HELD    (40 * 1024 * 1024) /* of archives and a message at once */
#define TF_LIMIT_SCAN_SMALL   (1024 * 1024)      /* larger messages stay in their files */
#define TF_LIMIT_SCAN_ENTRIES 2000000
#define TF_LIMIT_SCAN_RATIO   20
#define TF_LIMIT_SCAN_QUEUE   256 /* messages that were read and wait to be checked */
#define TF_LIMIT_SCAN_CHECKS  24 /* at once: their questions must fit into the deadline */
#define TF_LIMIT_SCAN_DEATHS                                                             \
    100 /* of the process that checks; then there is no sense in it */
#define TF_LIMIT_SCAN_ATTACHED_BYTES                                                     \
    (8 * 1024 * 1024)                /* waiting with them; a larger one waits alone */
#define TF_LIMIT_SCAN_PLACES     100 /* of one message that are named */
#define TF_LIMIT_SCAN_JOINS      8   /* of one message; real forgeries have up to five */
#define TF_LIMIT_SCAN_RECIPIENTS 20
#define TF_LIMIT_SCAN_FROM       10  /* addresses in From of one message that are kept */
#define TF_LIMIT_SCAN_CARRIERS   10  /* of one message that are named */
#define TF_LIMIT_SCAN_HOSTS      200 /* of one message that are looked at for a campaign */
#define TF_LIMIT_SCAN_UNREAD                                                             \
    10000 /* things that are no messages and are named; all are counted */
#define TF_LIMIT_SCAN_TEXT_ROWS  1000  /* on a terminal */
#define TF_LIMIT_SCAN_ROWS       20000 /* on a page: more is no help to anybody */
#define TF_LIMIT_SCAN_QUIET_ROWS 5000 /* above this, the quiet ones are not on the page */
#define TF_LIMIT_SCAN_RECORD                                                             \
    (512 * 1024) /* of what is kept of one message: of all that follows */
#define TF_LIMIT_SCAN_JSON (128 * 1024) /* of it: the report; a longer one is shortened */
#define TF_LIMIT_SCAN_LIST                                                               \
    (8 * 1024) /* of it: the recipients, or what it has in common */
#define TF_LIMIT_SCAN_PLACE_TEXT (32 * 1024) /* of it: the places that are named */

/* A report to an abuse desk. A longer text is cut: nobody reads it, and each character is looked at many times. */
#define TF_LIMIT_ABUSE_TEXT   (128 * 1024) /* of all parts, in bytes */
#define TF_LIMIT_ABUSE_FIELD  (16 * 1024)  /* of one field; a longer one is left out */
#define TF_LIMIT_ABUSE_HEADER (256 * 1024) /* of all fields */
#define TF_LIMIT_ABUSE_PARTS  50
#define TF_LIMIT_ABUSE_ADDRESSES                                                         \
    100 /* recipients; with more, the fields that list them are left out */
#define TF_LIMIT_ABUSE_WORDS 1200   /* of their addresses and names */
#define TF_LIMIT_ABUSE_NAME  20     /* words of one name */
#define TF_LIMIT_ABUSE_HITS  100000 /* in one text */
#define TF_LIMIT_ABUSE_WORK                                                              \
    200000000 /* characters that are searched, in all decodings; some 2 seconds */
#define TF_LIMIT_ABUSE_DEPTH 2 /* of Base64 within Base64 */
#define TF_LIMIT_ABUSE_PASSES                                                            \
    4 /* until nothing is found any more; otherwise the text is left out */
#define TF_LIMIT_ABUSE_URIS 20

/* Blocks in which a message is read: large enough for the hash, small enough for memory. */
#define TF_READ_BLOCK (64 * 1024)

/* DKIM: real mail carries up to four signatures; each costs a question and a public-key operation. */
#define TF_LIMIT_SIGNATURES      10
#define TF_LIMIT_SIGNING_DOMAINS 5
#define TF_LIMIT_KEY_QUERIES     8
#define TF_LIMIT_KEY_RECORDS     4
#define TF_LIMIT_TAGS            1000
#define TF_LIMIT_SIGNED_NAMES    1000
#define TF_LIMIT_KEY_BITS_MIN    1024 /* RFC 8301 §3.2 */
#define TF_LIMIT_KEY_BITS_MAX    8192
#define TF_LIMIT_RECORD_BYTES    (8 * 1024)
#define TF_LIMIT_SUBJECT_BYTES                                                           \
    2048 /* RFC 5322 §2.1.1 allows 998 in a line; a longer Subject has no mark */
#define TF_LIMIT_SUBJECT_TRIALS                                                          \
    96 /* each costs a verification; two or three are enough for most mail */
#define TF_LIMIT_MARKED_SIGNATURES 3 /* of the author's domain; real mail has up to two */
#define TF_LIMIT_MARKED_HEADER_BYTES                                                     \
    (128 * 1024) /* hashed anew for each trial; real headers stay below 100 KiB */
#define TF_LIMIT_FOOTER_BYTES                                                            \
    (8 * 1024)                /* the end of a body, kept to look for a footer */
#define TF_LIMIT_FOOTERS   6  /* places at which one may begin */
#define TF_LIMIT_KEYS_KEPT 64 /* decoded; a few KB each */

/* A trusted server writes one or two; five hundred are an attack. */
#define TF_LIMIT_AUTH_RESULTS 50

/* Which server to trust. A name is proposed after this many messages, of which only so many from
 * any one organization count; over more days than anybody could flood a new account unnoticed; and
 * at most one message in so many may be an exception. A server has one name, a large one a few. */
#define TF_PROPOSAL_MESSAGES   20
#define TF_PROPOSAL_OF_ONE     4
#define TF_PROPOSAL_SECONDS    (7 * TF_DAY)
#define TF_PROPOSAL_EXCEPTIONS 20
#define TF_LIMIT_PROPOSAL_IDS  8
#define TF_PROPOSAL_STRANGERS  3 /* seen under inner addresses: that is no accident */

/* ARC: RFC 8617 allows fifty sets; real chains have up to four. */
#define TF_LIMIT_ARC_SETS 10

/* DMARC: RFC 9989 §4.10 allows eight questions a walk, §11.5 wants a cap on author domains. */
#define TF_LIMIT_WALK           8
#define TF_LIMIT_AUTHOR_DOMAINS 4

/* DNS: a forged message must not make its reader a source of floods of questions. */
#define TF_LIMIT_QUESTIONS 40
#define TF_LIMIT_POSTURE_QUESTIONS                                                       \
    200 /* about one domain: forty selectors, and SPF may need a hundred */
#define TF_LIMIT_ROUNDS      40
#define TF_LIMIT_DEADLINE_MS 20000
#define TF_LIMIT_POSTURE_MS  60000 /* 200 questions, 20 a second, some of them slow */
#define TF_LIMIT_QUESTION_MS 5000
#define TF_LIMIT_RECORDS                                                                 \
    256 /* large companies have a hundred texts beside their SPF record */
#define TF_LIMIT_ANSWER_BYTES (64 * 1024)
#define TF_LIMIT_CNAMES       8
#define TF_LIMIT_CACHE_BYTES                                                             \
    (1024 * 1024) /* a thousand everyday answers, sixteen of the largest */
#define TF_LIMIT_QUESTIONS_A_SECOND                                                      \
    20 /* over all messages: when a whole folder is verified at once */
#define TF_LIMIT_QUESTION_BURST      100 /* a reader who opens a few messages never notices */
#define TF_LIMIT_CONCURRENT_MESSAGES 4

/* Reading: a disk that wakes up or a busy server may take seconds; a lost one never answers. A
 * whole message may take this many times as long. A thread that hangs cannot be ended; each keeps
 * some memory and a descriptor. */
#define TF_LIMIT_READ_MS      10000
#define TF_LIMIT_READ_TOTAL   12
#define TF_LIMIT_LOST_THREADS 32
/* How long the client, when it quits, waits for our threads. */
#define TF_LIMIT_EXIT_MS 1000

/* The memory: what has not been seen for this long is forgotten. A key is worth keeping for as long as
 * its messages may be opened, and whom the reader has written to for as long as they may be remembered. */
#define TF_MEMORY_SECONDS      (400 * TF_DAY)
#define TF_MEMORY_KEY_SECONDS  (1500 * TF_DAY)
#define TF_MEMORY_KEYS_OF_NAME 8      /* a selector gets a new key once or twice a year */
#define TF_MEMORY_MESSAGES     100000 /* about 30 MB */
#define TF_MEMORY_FACTS        50000  /* keys, domains, lists: somebody may invent them */
#define TF_MEMORY_RECIPIENTS   10000  /* nobody writes to more people */
#define TF_LIMIT_MEMORY_MS     1000   /* a check waits no longer for it */
#define TF_LIMIT_LEARN_MS      5000   /* for the other program that writes into it */
#define TF_LIMIT_LESSONS       1000   /* waiting to be written */
#define TF_LIMIT_RECENT        500    /* messages, without a memory; a few KB each */
/* Messages that came in and wait to be checked; the others are checked when they are opened. */
#define TF_LIMIT_ARRIVALS 1000

/* What is usual for a domain: its mail was authenticated on this many days, over this time, and
 * not too long ago. A day counts half after the half-life. */
#define TF_USUAL_DAYS      8
#define TF_USUAL_SPAN      (21 * TF_DAY)
#define TF_USUAL_UNTIL     (180 * TF_DAY)
#define TF_USUAL_HALF_LIFE (180 * TF_DAY)
/* Whoever was not seen to sign for this long may have stopped. */
#define TF_USUAL_LATELY (60 * TF_DAY)
#define TF_USUAL_COUNT  999999 /* messages; more is of no use to anybody */
/* A server is said to change mail after this many signed messages, of which so many percent were changed,
 * and of which only so many of any one organization count; over more days than anybody could flood. */
#define TF_REWRITING_MESSAGES 30
#define TF_REWRITING_PERCENT  80
#define TF_REWRITING_OF_ONE   4
#define TF_REWRITING_SPAN     (7 * TF_DAY)
/* A mailing list is known after this many messages that it signed. */
#define TF_LIST_SIGHTS 3
/* Somebody is known after this many messages to them: an address that was mistyped once is none. */
#define TF_RECIPIENT_SIGHTS 2
/* A key that is gone may have been in use for this long after it was last seen. */
#define TF_KEY_GRACE (30 * TF_DAY)

/* Time. */
#define TF_DAY          86400
#define TF_LONG_AGO     (7 * TF_DAY) /* after this a key that is gone proves nothing */
#define TF_EXPIRY_GRACE 3600         /* for wrong clocks and slow queues */
#define TF_FUTURE_GRACE TF_DAY
/* What people report is believed to have arrived at most this long before: whoever made it up could stretch the times
 * of a whole scan. */
#define TF_LIMIT_REPORT_DELAY (31 * TF_DAY)
