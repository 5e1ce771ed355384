/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* knowledge: what is known from earlier mail before a message is evaluated. Plain data, gathered in
 * advance, so that evaluation stays pure. It has a form in text, one fact a line, in which it is
 * recorded with the DNS answers: the same message, answers and knowledge give the same report.
 *
 *   knowledge.c       making, sharing and freeing it
 *   knowledge-text.c  its form in text
 *   habit.c           how the mail of a domain or an address is usually authenticated
 *   seen-server.c     what usually happens to mail that comes in through a server
 */
#pragma once

#include "dkim/dkim.h"
#include "inputs/exceptions.h"

/** TfHabit: how the mail of a domain, or of one address, is usually authenticated. The weights are days on
 * which such mail arrived, in thousandths; an old day weighs less. */
typedef struct {
    char *name;        /* the domain; or the address, in lower case */
    guint signed_days; /* the domain itself has signed */
    guint passed_days; /* authenticated in any way */
    guint n_passed;    /* how many messages; 0: written by an older version */
    gint64 first;      /* when the first such message arrived */
    gint64 last;
} TfHabit;

/** TfSeenList: a mailing list that has signed its messages. */
typedef struct {
    char *id;     /* of List-Id, lower case */
    char *signer; /* d= */
    guint sights; /* how many messages */
    gint64 first;
    gint64 last;
} TfSeenList;

/** TfRecipient: somebody to whom the reader has written. */
typedef struct {
    char *address; /* in lower case */
    guint sights;  /* how many messages */
    gint64 first;
    gint64 last;
} TfRecipient;

/** TfSeenServer: what happened to signed mail on its way in through the servers of one organization. */
typedef struct {
    char *name; /* the domain of that organization */
    guint
        n_changed; /* the author's domain has signed the header, and the text was another one */
    guint n_intact;  /* the author's domain has signed what arrived */
    guint n_senders; /* organizations; of each, only the last few messages count */
    gint64 first;    /* when the first of them arrived */
    gint64 last;
} TfSeenServer;

/** TfKnowledge: immutable once in use; reference-counted. */
typedef struct _TfKnowledge {
    gatomicrefcount references;
    GPtrArray *keys;   /* TfSeenKey */
    GPtrArray *habits; /* TfHabit */
    GPtrArray *lists;  /* TfSeenList */
    GPtrArray *
        recipients; /* TfRecipient; whoever checks a message makes them known to its settings */
    GPtrArray *exceptions; /* TfException: what the reader has accepted */
    GPtrArray *servers;    /* TfSeenServer */
} TfKnowledge;

TfKnowledge *tf_knowledge_new (void); /* nothing is known */
TfKnowledge *tf_knowledge_ref (TfKnowledge *knowledge);
void tf_knowledge_unref (TfKnowledge *knowledge);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfKnowledge, tf_knowledge_unref)
/* Only while it is being made. */
void tf_knowledge_add_key (TfKnowledge *knowledge, TfSeenKey *key); /* takes KEY over */
void tf_knowledge_add_habit (TfKnowledge *knowledge, const TfHabit *habit);
void tf_knowledge_add_list (TfKnowledge *knowledge, const TfSeenList *list);
void tf_knowledge_add_recipient (TfKnowledge *knowledge, const TfRecipient *recipient);
void tf_knowledge_add_exception (TfKnowledge *knowledge, const TfException *exception);
void tf_knowledge_add_server (TfKnowledge *knowledge, const TfSeenServer *server);
gboolean tf_knowledge_is_empty (const TfKnowledge *knowledge);
/* The reader has written to them often enough to know them. */
gboolean tf_recipient_is_known (const TfRecipient *recipient);

/* ---- knowledge-text.c -------------------------------------------------------------------- */

/* Owned (of char *): its facts, a line each, of printable ASCII. */
GPtrArray *tf_knowledge_to_lines (const TfKnowledge *knowledge);
char *tf_recipient_to_line (const TfRecipient *recipient); /* owned */
/* Adds the fact in LINE. FALSE: it is none. */
gboolean tf_knowledge_read_line (TfKnowledge *knowledge, const char *line);

/* ---- habit.c ----------------------------------------------------------------------------- */

/* One more message of it was authenticated; it arrived at ARRIVED. Several on one day count as one: a
 * flood of them makes no habit. */
void tf_habit_add (TfHabit *habit, gint64 arrived, gboolean is_signed);
/* Borrowed; NULL: nothing is known of NAME. */
const TfHabit *tf_knowledge_find_habit (const TfKnowledge *knowledge, const char *name);
/* For a message that arrived at ARRIVED: such mail is usually signed; it is usually authenticated. */
gboolean tf_habit_is_signed (const TfHabit *habit, gint64 arrived);
gboolean tf_habit_is_passed (const TfHabit *habit, gint64 arrived);
/* The same, without a sign that it is ever sent in another way, and until lately. */
gboolean tf_habit_is_always_signed (const TfHabit *habit, gint64 arrived);
/* Owned: the name under which the habit of an author's address is kept. NULL: there is no such address, or
 * it may be another one in each message. */
char *tf_habit_address_name (const TfAuthor *author);

/* ---- seen-server.c ----------------------------------------------------------------------- */

/* One more message of the one organization that SERVER is about here; it arrived at ARRIVED. */
void tf_seen_server_add (TfSeenServer *server, gint64 arrived, gboolean is_changed);
/* For a message that arrived at ARRIVED: mail that comes in there is usually changed. That says nothing of
 * any message: whoever has one real message can send its header with another text. */
gboolean tf_seen_server_changes (const TfSeenServer *server, gint64 arrived);
/* Borrowed: the first one that did so when something was last learned of it; NULL: none. */
const TfSeenServer *tf_knowledge_find_rewriter (const TfKnowledge *knowledge);
