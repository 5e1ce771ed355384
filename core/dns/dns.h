/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* dns: what is known from the DNS, and what is wanted from it. No sockets here.
 *
 *   dns-answer.c  one answer: a status and its records, immutable
 *   dns-table.c   the table: ask (the core), wanted and tell (the shell)
 *   dns-zone.c    an answers file in memory, and how it answers
 *   dns-json.c    the form of --answers: reader (json-glib)
 *   dns-json-head.c  its "@" entry
 *   json-prepare.c  JSON text made safe for json-glib
 *   dns-print.c   the form of --record: printer
 */
#pragma once

#include "base/base.h"

typedef enum {
    TF_DNS_TXT,
    TF_DNS_A,
    TF_DNS_AAAA,
    TF_DNS_MX,
    TF_DNS_PTR,
    TF_N_DNS_TYPES
} TfDnsType;

typedef enum {
    TF_DNS_RECORDS,  /* there are records of the type */
    TF_DNS_NODATA,   /* the name exists, but has no record of the type */
    TF_DNS_NXDOMAIN, /* the name does not exist, nor anything below it (RFC 8020) */
    TF_DNS_SERVFAIL,
    TF_DNS_REFUSED,
    TF_DNS_TIMEOUT,
    TF_DNS_MALFORMED, /* an answer that cannot be read, or a CNAME loop */
    TF_DNS_NOTASKED,  /* offline, or for privacy */
    TF_DNS_LIMIT      /* the question budget of this message is used up */
} TfDnsStatus;

const char *tf_dns_type_to_string (TfDnsType type);
const char *tf_dns_status_to_string (TfDnsStatus status);
/* Neither records nor a clear "no". */
gboolean tf_dns_status_is_failure (TfDnsStatus status);

/* ---- dns-answer.c ------------------------------------------------------------------ */

typedef struct {
    guint preference;
    char *host;
} TfDnsMx;

/** TfDnsAnswer: immutable once it has been told; reference-counted, atomically. */
typedef struct {
    TfDnsStatus status;
    GPtrArray *texts;     /* GBytes: character-strings joined, any byte. For TXT */
    GPtrArray *addresses; /* GBytes of 4 or 16 octets. For A and AAAA */
    GPtrArray *exchanges; /* TfDnsMx. For MX */
    GPtrArray *names;     /* char *, lower case. For PTR */
    guint32 ttl;          /* seconds; 0 when unknown */
    gboolean authentic;   /* the AD bit was seen; informative only */
    char *alias;          /* where CNAMEs led; NULL: there were none */
    gboolean doubtful; /* addresses from a network that may make them up for names that do
                           * not exist: they do not show that this name exists */
} TfDnsAnswer;

TfDnsAnswer *tf_dns_answer_new (TfDnsStatus status); /* all arrays empty, not NULL */
TfDnsAnswer *tf_dns_answer_ref (const TfDnsAnswer *answer);
void tf_dns_answer_unref (TfDnsAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfDnsAnswer, tf_dns_answer_unref)
/* Only while the answer is being made. Records past TF_LIMIT_RECORDS and texts past
 * TF_LIMIT_ANSWER_BYTES are dropped. */
void tf_dns_answer_add_text (TfDnsAnswer *answer, GBytes *text);
void
tf_dns_answer_add_address (TfDnsAnswer *answer, gconstpointer octets, gsize n_octets);
void tf_dns_answer_add_exchange (TfDnsAnswer *answer, guint preference, const char *host);
void tf_dns_answer_add_name (TfDnsAnswer *answer, const char *name);
void tf_dns_answer_set_alias (TfDnsAnswer *answer, const char *alias);
/* Owned: the same records, found by following CNAMEs to ALIAS. */
TfDnsAnswer *tf_dns_answer_new_by_alias (const TfDnsAnswer *answer, const char *alias);
/* How many records of TYPE it has. */
guint tf_dns_answer_count (const TfDnsAnswer *answer, TfDnsType type);
char *tf_dns_name_normalize (const char *name); /* owned: lower case, no dot at the end */

/* ---- dns-table.c ------------------------------------------------------------------- */

typedef struct _TfDns TfDns;

typedef struct {
    TfDnsType type;
    char *name;      /* lower case */
    gboolean afresh; /* an answer in a cache does not count */
} TfDnsQuestion;

TfDns *tf_dns_new (void); /* for one message: TF_LIMIT_QUESTIONS */
TfDns *tf_dns_new_with_budget (guint questions);
TfDns *tf_dns_ref (TfDns *dns);
void tf_dns_unref (TfDns *dns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfDns, tf_dns_unref)

/* An evaluation begins: the report will rest on what it asks. */
void tf_dns_begin_evaluation (TfDns *dns);
/* Borrowed; NULL means that the answer is not known yet and that the question has been noted.
 * Past the budget of distinct questions the answer has the status TF_DNS_LIMIT. */
const TfDnsAnswer *tf_dns_ask (TfDns *dns, TfDnsType type, const char *name);
/* As tf_dns_ask(), but never notes a question. */
const TfDnsAnswer *tf_dns_peek (const TfDns *dns, TfDnsType type, const char *name);
gboolean tf_dns_has_wanted (const TfDns *dns);
/* When a look-up has failed, puts every "_dmarc" name that was answered back on the list of what is
 * wanted, to be asked afresh. Only once; these are the only answers that are ever told twice.
 * TRUE: there are such names. If a key fails while the policy can still be fetched, that is the
 * sender's doing; if the policy fails too, our own network is down. */
gboolean tf_dns_renew_policy (TfDns *dns);
/* Owned (of TfDnsQuestion), in the order of asking; the set is empty afterwards. */
GPtrArray *tf_dns_take_wanted (TfDns *dns);
/* Written once, for good: a second answer to the same question is ignored. The table takes a
 * reference of its own: the caller keeps theirs. */
void tf_dns_tell (TfDns *dns, TfDnsType type, const char *name, TfDnsAnswer *answer);
void tf_dns_question_free (TfDnsQuestion *question);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfDnsQuestion, tf_dns_question_free)

/* As tf_dns_tell(), with what was answered when this message was first checked: nobody is asked. */
void tf_dns_remember (TfDns *dns, TfDnsType type, const char *name, TfDnsAnswer *answer);

typedef void (*TfDnsFunc) (TfDnsType type, const char *name, const TfDnsAnswer *answer,
                           gpointer data);
/* What was told, sorted by name, then type. */
void tf_dns_foreach (const TfDns *dns, TfDnsFunc function, gpointer data);
guint tf_dns_count_questions (const TfDns *dns);
/* Counts only what the last evaluation asked. What an earlier one asked in advance, and nobody
 * needed in the end, depends on the order in which answers came, and no report may depend on
 * that. */
guint tf_dns_count_failed (const TfDns *dns);
guint tf_dns_get_rounds (const TfDns *dns); /* how often wanted questions were taken */

/* ---- dns-zone.c, dns-json.c, dns-print.c ------------------------------------------- */

/** TfDnsZone: an answers file in memory: names that exist, CNAMEs, words in place of
 * records. */
typedef struct _TfDnsZone TfDnsZone;

#define TF_DNS_ERROR (tf_dns_error_quark ())
GQuark tf_dns_error_quark (void);

typedef enum {
    TF_DNS_ERROR_JSON, /* not JSON at all */
    TF_DNS_ERROR_FORM  /* JSON, but not of this form */
} TfDnsError;

/* NULL and TF_DNS_ERROR (a sentence that names the line, or the name and type at fault) when
 * TEXT is malformed. */
TfDnsZone *tf_dns_zone_parse (const char *text, gssize length, GError **error);
void tf_dns_zone_free (TfDnsZone *zone);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfDnsZone, tf_dns_zone_free)
/* Owned. CNAMEs are followed; an absent name is NXDOMAIN, or NODATA when there is a name below
 * it. */
TfDnsAnswer *tf_dns_zone_lookup (const TfDnsZone *zone, TfDnsType type, const char *name);
/* Whether the file itself says something about this type of NAME, or of what it is an alias for. */
gboolean tf_dns_zone_says (const TfDnsZone *zone, TfDnsType type, const char *name);
/* The "@" entry; -1 where it is absent. */
gint64 tf_dns_zone_get_now (const TfDnsZone *zone);
gint64 tf_dns_zone_get_received_at (const TfDnsZone *zone);
gint64 tf_dns_zone_get_file_time (const TfDnsZone *zone);
/* Borrowed (of char *): what was known from earlier mail, a fact a line; NULL: the file does not say. */
const GPtrArray *tf_dns_zone_peek_knowledge (const TfDnsZone *zone);
/* The answers of TABLES in the same form: tf_dns_zone_parse() gives every one of them again.
 * Several tables may be merged (one --record for many messages). Times of -1 are left
 * out. */
char *tf_dns_to_json (TfDns *const *tables, gsize n_tables, gint64 now,
                      gint64 received_at, gint64 file_time);

/** TfDnsHead: what a record says besides the answers. */
typedef struct {
    gint64 now;
    gint64 received_at;
    gint64 file_time;
    const GPtrArray *knowledge; /* char *: a fact a line, in ASCII; or NULL */
} TfDnsHead;

/* The same with all of HEAD. */
char *tf_dns_to_record (TfDns *const *tables, gsize n_tables, const TfDnsHead *head);
