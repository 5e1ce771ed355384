/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* memory: what is kept of earlier mail, in one file of the reader's: for each message the DNS answers
 * that its check rested on, so that returning to it asks nobody and gives the same report; each key that
 * verified a signature; how the mail of a domain, and of an address there, is usually authenticated; mailing
 * lists and who signs for them; whether mail is changed on its way in, and by whose servers; whom the reader
 * has written to. No text of any message, no Subject. The only folder that knows SQLite.
 *
 *   lesson.c      what a report teaches: pure; mail that is not authenticated teaches nothing
 *   statements.c  all SQL that is run on an open memory
 *   schema.c      the tables, and how older ones are brought up to date
 *   place.c       the file: its folder, its mode, setting it aside
 *   store.c       one open file: who may use it now, and what is wrong with it
 *   rows.c        from rows to facts
 *   memory.c      the public object: opening, and opening again after damage
 *   recall.c      what is known for a message
 *   keep.c        writes a lesson
 *   recipients.c  whom the reader has written to
 *   exceptions.c  what the reader has accepted
 *   forget.c      what was not seen for long; what the reader wants to be forgotten
 *   overview.c    what there is, for people
 *
 * Nothing here ever stops a check: what cannot be read is not known, what cannot be written is not
 * learned, and the trouble says why. All functions may be called from any thread, but they may wait
 * for the disk. */
#pragma once

#include "evaluate/report.h"
#include "inputs/knowledge.h"

typedef struct _TfMemory TfMemory;

typedef enum {
    TF_MEMORY_FINE,
    TF_MEMORY_SET_ASIDE, /* it was damaged: renamed, and a new one begun */
    TF_MEMORY_NEWER,     /* a newer version of the program made it: left alone */
    TF_MEMORY_FOREIGN,   /* the file is something else: left alone */
    TF_MEMORY_READ_ONLY, /* can be read, but nothing can be learned */
    TF_MEMORY_FULL,      /* no room on the disk */
    TF_MEMORY_LOCKED,    /* another program keeps it busy */
    TF_MEMORY_UNUSABLE   /* it can be neither opened nor made */
} TfMemoryTrouble;

/* Owned: the reader's memory, "truefrom/memory.db" in the folder for user data. */
char *tf_memory_default_path (void);
/* Never NULL. The file is opened when it is first used: made if it is missing, in a folder with mode
 * 0700. */
TfMemory *tf_memory_new (const char *path);
/* The same, opened at once. */
TfMemory *tf_memory_open (const char *path);
TfMemory *tf_memory_ref (TfMemory *memory);
void tf_memory_unref (TfMemory *memory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfMemory, tf_memory_unref)
/* The last trouble. */
TfMemoryTrouble tf_memory_get_trouble (TfMemory *memory);
const char *tf_memory_peek_path (const TfMemory *memory);

/* ---- lesson.c ---------------------------------------------------------------------------- */

/** TfLessonAnswer: a DNS answer that a report rests on. */
typedef struct {
    TfDnsType type;
    char *name;
    char *text; /* in the form of --answers */
} TfLessonAnswer;

/** TfLesson: what is to be kept of one report. */
typedef struct {
    guint8 digest[32]; /* of the message */
    gint64 now;
    char *domain;  /* of the author; or NULL */
    char *address; /* of the author, as the name of a habit; or NULL */
    char *code;
    const char *level;
    const char *evidence;
    gboolean is_settled; /* the answers are to be kept: nothing was left open */
    gboolean
        is_conclusive; /* better than nothing: may take the place of an earlier check */
    gboolean is_recalled; /* the report came from the memory: nothing is new */
    GPtrArray *answers;   /* TfLessonAnswer */
    GPtrArray *habits;    /* char *, lines: what was known of domains and lists */
    gboolean is_authenticated;
    gboolean is_signed;
    gint64 arrived;
    GPtrArray *keys;    /* TfSeenKey that have verified */
    GPtrArray *revoked; /* char *: names whose key the DNS says is revoked */
    char *list_id;      /* of a list that has signed; or NULL */
    char *list_signer;
    char *
        server; /* through which it came in, if that says what happens to mail there; or NULL */
    char *sender; /* the author's organization; with server */
    gboolean is_changed;
} TfLesson;

/* Owned. NULL: there is nothing to learn, or the message is not identified. */
TfLesson *tf_lesson_new (const TfReport *report);
void tf_lesson_free (TfLesson *lesson);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfLesson, tf_lesson_free)

/* ---- recall.c, keep.c -------------------------------------------------------------------- */

/** TfRecollection: what the memory says about one message. */
typedef struct {
    TfKnowledge *knowledge; /* never NULL */
    gint64 checked; /* when it was checked; -1: it was not, or is to be checked again */
    GPtrArray *answers; /* TfRecalledAnswer */
} TfRecollection;

typedef struct {
    TfDnsType type;
    char *name;
    TfDnsAnswer *answer;
} TfRecalledAnswer;

/* AFRESH: the answers of an earlier check do not count. */
TfRecollection *
tf_memory_recall (TfMemory *memory, const TfDossier *dossier, gboolean afresh);
void tf_recollection_free (TfRecollection *recollection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfRecollection, tf_recollection_free)
/* In one transaction. FALSE: it could not be written; trying again later may help. */
gboolean tf_memory_keep (TfMemory *memory, const TfLesson *lesson);

/* ---- recipients.c ------------------------------------------------------------------------ */

/* The reader has written to ADDRESSES; what is no address in ASCII is left out. FALSE: it could not be
 * written. */
gboolean
tf_memory_keep_recipients (TfMemory *memory, const char *const *addresses, gint64 now);

/* ---- forget.c ---------------------------------------------------------------------------- */

/* Everything about DOMAIN and what is below it; FALSE: it could not be done. RET_KNOWN (may be NULL): there
 * was something to forget. */
gboolean
tf_memory_forget_domain (TfMemory *memory, const char *domain, gboolean *ret_known);
/* Everything, also in the free pages of the file. */
gboolean tf_memory_forget_all (TfMemory *memory);
/* What happens to mail that comes in through the servers of NAME. */
gboolean tf_memory_forget_server (TfMemory *memory, const char *name);
/* What was not seen for long, as of NOW. */
gboolean tf_memory_prune (TfMemory *memory, gint64 now);

/* ---- exceptions.c ------------------------------------------------------------------------ */

/* FALSE: it could not be written. */
gboolean tf_memory_accept (TfMemory *memory, const TfException *exception);
gboolean tf_memory_withdraw (TfMemory *memory, const TfException *exception);
/* Owned (of TfException), in the order in which they were accepted. NULL: they cannot be read. */
GPtrArray *tf_memory_list_exceptions (TfMemory *memory);

/* ---- overview.c -------------------------------------------------------------------------- */

/** TfMemoryCounts: how much there is. */
typedef struct {
    gint64 messages;
    gint64 keys;
    gint64 domains;
    gint64 lists;
    gint64 recipients;
    gint64 servers;
    gint64 bytes; /* of the file */
} TfMemoryCounts;

/* A file that was never made is not made for this, nor for showing and forgetting: it holds nothing. */
gboolean tf_memory_count (TfMemory *memory, TfMemoryCounts *ret_counts);
/* Owned: what was learned about DOMAIN and what is below it, or with NULL about all; sorted.
 * NULL: it cannot be read. */
TfKnowledge *tf_memory_show (TfMemory *memory, const char *domain);
/* Owned: only what is known of the servers of NAME. NULL: it cannot be read. */
TfKnowledge *tf_memory_show_server (TfMemory *memory, const char *name);
/* Owned: only whom the reader has written to. NULL: it cannot be read. */
TfKnowledge *tf_memory_show_recipients (TfMemory *memory);

/** TfMemoryMessage: what is known of a message that was checked; all borrowed. Neither its Subject nor where it came
 * from is kept, nor when it arrived. */
typedef struct {
    const guint8 *digest; /* 32 bytes: of the message as it was stored */
    const char *domain;   /* of the author; or NULL */
    TfLevel level;
    TfCode code;
    gint64 checked;
} TfMemoryMessage;

typedef void (*TfMemoryMessageFunc) (const TfMemoryMessage *message, gpointer data);

/* Calls FUNCTION for each alarm and each warning, in the order in which they were checked; it must not use MEMORY.
 * Nothing is changed. FALSE: not all of it could be read. */
gboolean tf_memory_foreach_suspicious (TfMemory *memory, TfMemoryMessageFunc function,
                                       gpointer data);
