/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* feedback: what receivers report about the mail of a domain (RFC 7489 appendix C, RFC 9990).
 *
 *   decoder.c             the bytes of a report as clean UTF-8, in pieces
 *   aggregate.c           one report: the XML
 *   aggregate-elements.c  its elements, and where their values go
 *   aggregate-words.c     the values
 *   containers.c          the reports in a file: archives and mail within each other
 *   content.c, stream.c   what bytes are; bytes from a file, an entry or a part
 *   state.c               why something is no report
 *   group.c               who probably sent the messages of a row
 *   sums.c               the sums over many reports
 *   duplicates.c          reports that came twice
 *   table.c               sums by a key
 *
 * What was found in the mail itself, of those who pretend to be the domain, is in spoofs.h.
 */
#pragma once

#include "base/base.h"

/** TfFeedbackState: why something is not, or not wholly, a report. */
typedef enum {
    TF_FEEDBACK_OK,
    TF_FEEDBACK_UNREADABLE, /* the file could not be read on */
    TF_FEEDBACK_EMPTY,
    TF_FEEDBACK_NO_REPORT,  /* something else */
    TF_FEEDBACK_MALFORMED,  /* not well-formed XML */
    TF_FEEDBACK_UNFINISHED, /* it ends within the report */
    TF_FEEDBACK_DOCTYPE,
    TF_FEEDBACK_SECOND_ROOT,
    TF_FEEDBACK_TOO_DEEP, /* elements */
    TF_FEEDBACK_LONG_TEXT,
    TF_FEEDBACK_TOO_LARGE,
    TF_FEEDBACK_TOO_MANY_ROWS,
    TF_FEEDBACK_NO_DOMAIN,
    TF_FEEDBACK_BROKEN_ARCHIVE,
    TF_FEEDBACK_BOMB, /* an archive with far more in it than its size allows for */
    TF_FEEDBACK_TOO_MANY_ENTRIES,
    TF_FEEDBACK_NESTED,  /* archives within archives within archives */
    TF_FEEDBACK_NO_FILE, /* an entry that is a link, a device or has holes */
    TF_FEEDBACK_FAILURE, /* RFC 6591, RFC 9991: about one message */
    TF_FEEDBACK_ABUSE,   /* RFC 5965 */
    TF_FEEDBACK_TLS,     /* RFC 8460 */
    TF_N_FEEDBACK_STATES
} TfFeedbackState;

const char *tf_feedback_state_to_string (TfFeedbackState state); /* as in the JSON form */
/* It is a report, but none that is counted here. */
gboolean tf_feedback_state_is_other_report (TfFeedbackState state);

/* ---- aggregate.c ------------------------------------------------------------------- */

/** TfDisposition: what the receiver did. */
typedef enum {
    TF_DISPOSITION_NONE,
    TF_DISPOSITION_QUARANTINE,
    TF_DISPOSITION_REJECT,
    TF_DISPOSITION_UNKNOWN,
    TF_N_DISPOSITIONS
} TfDisposition;

const char *tf_disposition_to_string (TfDisposition disposition);

/** TfAuthentication: a signature or an SPF result as the receiver saw it. Texts belong to the report. */
typedef struct {
    const char *domain;   /* lower case; "" without one */
    const char *selector; /* of a signature; of SPF: the scope; "" without one */
    const char *result;   /* lower case; "" without one */
} TfAuthentication;

/** TfOverride: why the receiver did not do what the policy asks for. */
typedef struct {
    const char *type; /* lower case; one that nobody knows is kept */
    const char *comment;
} TfOverride;

/** TfAggregateRow: messages that are alike. */
typedef struct {
    TfIp source;
    guint64 count;
    TfDisposition disposition;
    gboolean dkim_passed; /* and is aligned, as the receiver evaluated it */
    gboolean spf_passed;
    const char *header_from;
    const char *envelope_from; /* "" for an empty path, or not said */
    const char *envelope_to;
    GArray *signatures; /* TfAuthentication; or NULL */
    GArray *paths;      /* TfAuthentication, of SPF; or NULL */
    GArray *overrides;  /* TfOverride; or NULL */
} TfAggregateRow;

/** TfAggregateRemark: what is odd about a report that can be used. */
typedef enum {
    TF_REMARK_CHARSET = 1 << 0,    /* bytes that are not in the charset it names */
    TF_REMARK_ROWS = 1 << 1,       /* rows without an address or a count were left out */
    TF_REMARK_TIME = 1 << 2,       /* its times cannot be right: in no trend */
    TF_REMARK_NOT_CLOSED = 1 << 3, /* elements around the report were not closed */
    TF_REMARK_CUT = 1 << 4,        /* damaged after the end of the report */
    TF_REMARK_CONTRADICTION =
        1 << 5, /* what was evaluated does not follow from the results */
    TF_REMARK_DUPLICATE_DIFFERS = 1 << 6 /* came more than once, with other rows */
} TfAggregateRemark;
#define TF_N_REMARKS 7

const char *tf_remark_to_string (guint bit);

/** TfPublishedPolicy: as the receiver found it. Words in lower case; "" where nothing is said. */
typedef struct {
    const char *domain;
    const char *adkim;
    const char *aspf;
    const char *p;
    const char *sp;
    const char *np;
    const char *pct;
    const char *testing;
} TfPublishedPolicy;

/** TfAggregate: one report. Texts are valid UTF-8, stripped, and may be hostile. */
typedef struct {
    const char *version;
    const char *org_name;
    const char *email;
    const char *id;
    const char *generator;
    gint64 begin; /* seconds since 1970; -1: not said */
    gint64 end;
    TfPublishedPolicy policy;
    GArray *rows; /* TfAggregateRow */
    guint n_rows_left_out;
    guint64 n_messages;
    guint remarks; /* TfAggregateRemark */
    char *place;   /* where it was; owned */
    GStringChunk *texts;
} TfAggregate;

void tf_aggregate_free (TfAggregate *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfAggregate, tf_aggregate_free)

typedef struct _TfAggregateParser TfAggregateParser;

TfAggregateParser *tf_aggregate_parser_new (void);
/* Takes the next piece. Anything but TF_FEEDBACK_OK is final. */
TfFeedbackState tf_aggregate_parser_feed (TfAggregateParser *parser, TfSpan bytes);
/* CUT: the bytes end because something is damaged. On TF_FEEDBACK_OK *ret_report is owned. */
TfFeedbackState tf_aggregate_parser_end (TfAggregateParser *parser, gboolean cut,
                                         TfAggregate **ret_report);
/* Whether a report has begun: otherwise the bytes were something else. */
gboolean tf_aggregate_parser_has_begun (const TfAggregateParser *parser);
void tf_aggregate_parser_free (TfAggregateParser *parser);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfAggregateParser, tf_aggregate_parser_free)

/* ---- containers.c ------------------------------------------------------------------ */

/** TfFeedbackSink: who takes what is found. */
typedef struct {
    gpointer data;
    void (*report) (gpointer data, TfAggregate *report); /* takes ownership */
    /* PLACE is valid UTF-8, and may be hostile. TEXT: all that there was instead, if it is short; or NULL. */
    void (*refused) (gpointer data, const char *place, TfFeedbackState state,
                     const char *text);
} TfFeedbackSink;

/* Finds the reports in FD, which is seekable and remains the caller's: by their bytes, whatever their names. */
void tf_feedback_read (int fd, const char *place, const TfFeedbackSink *sink);
void
tf_feedback_read_bytes (GBytes *bytes, const char *place, const TfFeedbackSink *sink);

/* ---- group.c ----------------------------------------------------------------------- */

/** TfSenderGroup: who probably sent the messages of a row; in the order in which a domain's owner looks at
 * them. */
typedef enum {
    TF_SENDER_FAILING, /* probably the owner, with neither DKIM nor SPF */
    TF_SENDER_DKIM_ONLY,
    TF_SENDER_SPF_ONLY,
    TF_SENDER_BOTH,
    TF_SENDER_FORWARDED,
    TF_SENDER_STRANGER,
    TF_N_SENDER_GROUPS
} TfSenderGroup;

const char *tf_sender_group_to_string (TfSenderGroup group);

/** TfOwner: whose domain it is. */
typedef struct {
    const char *const *own; /* domains, NULL at the end; or NULL */
    const TfSuffixList *suffixes;
} TfOwner;

/* *ret_is_service: the owner is only probable because a service that many use signed or sent the messages. */
TfSenderGroup
tf_sender_group_of (const TfAggregateRow *row, const TfPublishedPolicy *policy,
                    const TfOwner *owner, gboolean *ret_is_service);
/* The receiver names a reason why it did not follow the policy that means forwarding. */
gboolean tf_row_is_forwarded (const TfAggregateRow *row);
gboolean tf_row_contradicts_itself (const TfAggregateRow *row);

/* ---- table.c ----------------------------------------------------------------------- */

/** TfSumLine: the sums for one key. */
typedef struct {
    char *key;
    char *more; /* the second part of the key; or NULL */
    guint64 n_messages;
    guint64 n_passed; /* of reports, as are the groups */
    guint64 n_alike;  /* of spoofs: without the domain itself */
    guint64 groups[TF_N_SENDER_GROUPS];
} TfSumLine;

typedef struct _TfSumTable TfSumTable;

TfSumTable *tf_sum_table_new (void);
/* The line of this key, made if there is none. */
TfSumLine *tf_sum_table_line (TfSumTable *table, const char *key, const char *more);
/* The same; NULL: there is none, and no room in a table of MAX lines. */
TfSumLine *tf_sum_table_line_within (TfSumTable *table, const char *key, const char *more,
                                     guint max);
/* Owned (borrowed TfSumLine): the largest first, equal ones by their keys. */
GPtrArray *tf_sum_table_by_size (const TfSumTable *table);
GPtrArray *tf_sum_table_by_key (const TfSumTable *table);
void tf_sum_table_free (TfSumTable *table);

/* ---- sums.c ----------------------------------------------------------------------- */

typedef enum {
    TF_TABLE_SOURCES,  /* addresses */
    TF_TABLE_NETWORKS, /* /24, /48 */
    TF_TABLE_SIGNERS,  /* DKIM domain, selector; passed: the signature is valid */
    TF_TABLE_FROM,     /* domains in From */
    TF_TABLE_REPORTERS,
    TF_TABLE_DISPOSITIONS,
    TF_TABLE_DAYS, /* UTC, "2026-11-27" */
    TF_N_TABLES
} TfTable;

const char *tf_table_to_string (TfTable table);

/** TfStricter: what an enforced policy would do to messages with neither DKIM nor SPF, in one month. */
typedef struct {
    char *month; /* "2026-11"; "" where the report has no time */
    TfSenderGroup group;
    gboolean is_subdomain;   /* sp or np would decide */
    guint64 n_failing;       /* all with neither */
    guint64 n_to_quarantine; /* of these: delivered today */
    guint64 n_to_reject;     /* delivered or treated as spam today */
    guint64 n_overridden;    /* of n_failing: the receiver made an exception */
} TfStricter;

/** TfPolicySpan: from when to when a policy was seen. */
typedef struct {
    TfPublishedPolicy policy; /* borrowed from a report */
    gint64 first;
    gint64 last;
    guint64 n_messages;
} TfPolicySpan;

/** TfSums: the picture that many reports give. */
typedef struct {
    GPtrArray *reports; /* TfAggregate: each that counts, once */
    guint n_duplicates;
    gint64 begin; /* -1: no report has a time that can be right */
    gint64 end;
    guint64 n_messages;
    guint64 n_passed;
    guint64 n_service; /* of TF_SENDER_FAILING: only because of a service */
    guint64
        n_lost; /* of TF_SENDER_FAILING: delivered today, spam under a stricter policy */
    guint64 groups[TF_N_SENDER_GROUPS];
    TfSumTable *tables[TF_N_TABLES];
    GArray *stricter; /* TfStricter, by month, group, subdomain */
    GArray *policies; /* TfPolicySpan, by domain and time */
} TfSums;

/* Takes ownership of REPORTS (TfAggregate). NOW: a report from the future is in no trend. */
TfSums *tf_sums_new (GPtrArray *reports, const TfOwner *owner, gint64 now);
void tf_sums_free (TfSums *sums);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfSums, tf_sums_free)

/* ---- duplicates.c ------------------------------------------------------------------ */

/* Removes from REPORTS all but one of those that are the same: by reporter, ID, domain and times together. Of
 * copies whose rows differ the one with more messages stays, with a remark. Returns how many it removed. */
guint tf_duplicates_remove (GPtrArray *reports);
