/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* statements: all SQL that is run on an open memory. A test prepares each of them. "WITHIN" is for
 * a domain and what is below it; domains have no characters that mean something to LIKE but "_", which
 * stands for itself there. */
#include "memory/memory-private.h"

#define STRING(number)  STRING_ (number)
#define STRING_(number) #number
#define WITHIN(column)  "(" column " = ?1 OR " column " LIKE '%.' || ?1)"
#define SENDER_DOMAIN   "substr(sender, instr(sender, '@') + 1)" /* a domain has no "@" */
#define KEY_DOMAIN      "substr(name, instr(name, '._domainkey.') + 12)"
/* The "domain" of a habit may be an address. */
#define HABIT_DOMAIN   "substr(domain, instr(domain, '@') + 1)"
#define ADDRESS_DOMAIN "substr(address, instr(address, '@') + 1)"
#define SERVER_SUMS                                                                      \
    "SELECT name, sum(changed), sum(intact), count(*), min(first), max(last) FROM server "

/* clang-format off */
static const char *const statements[] = {
    [TF_SQL_BEGIN] = "BEGIN IMMEDIATE",
    [TF_SQL_BEGIN_READ] = "BEGIN",
    [TF_SQL_COMMIT] = "COMMIT",
    [TF_SQL_ROLLBACK] = "ROLLBACK",
    [TF_SQL_FIND_MESSAGE] = "SELECT id, checked, seen, known FROM message WHERE digest = ?1",
    [TF_SQL_GET_ANSWERS] =
        "SELECT type, name, text FROM answer JOIN message_answer ON answer = id WHERE message = ?1",
    [TF_SQL_GET_KEYS] =
        "SELECT name, record, first, last, revoked FROM key WHERE name = ?1 ORDER BY last DESC "
        "LIMIT " STRING (TF_MEMORY_KEYS_OF_NAME),
    [TF_SQL_GET_HABIT] =
        "SELECT domain, signed, passed, count, first, last FROM habit WHERE domain = ?1",
    [TF_SQL_GET_LISTS] =
        "SELECT id, signer, sights, first, last FROM list WHERE id = ?1 ORDER BY sights DESC "
        "LIMIT " STRING (TF_MEMORY_KEYS_OF_NAME),
    [TF_SQL_GET_SERVER] = SERVER_SUMS "WHERE name = ?1 GROUP BY name",
    [TF_SQL_GET_SERVER_OF_SENDER] =
        "SELECT changed, intact, first, last FROM server WHERE name = ?1 AND sender = ?2",
    [TF_SQL_ADD_MESSAGE] =
        "INSERT OR IGNORE INTO message (digest, domain, level, code, evidence, checked, seen, known) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7)",
    [TF_SQL_SET_MESSAGE] =
        "UPDATE message SET domain = ?2, level = ?3, code = ?4, evidence = ?5, checked = ?6, seen = ?6, "
        "known = ?7 WHERE digest = ?1",
    [TF_SQL_SEE_MESSAGE] = "UPDATE message SET seen = max(seen, ?2) WHERE digest = ?1",
    [TF_SQL_ADD_ANSWER] = "INSERT OR IGNORE INTO answer (type, name, text) VALUES (?1, ?2, ?3)",
    [TF_SQL_FIND_ANSWER] = "SELECT id FROM answer WHERE type = ?1 AND name = ?2 AND text = ?3",
    [TF_SQL_UNLINK_ANSWERS] = "DELETE FROM message_answer WHERE message = ?1",
    [TF_SQL_LINK_ANSWER] = "INSERT OR IGNORE INTO message_answer (message, answer) VALUES (?1, ?2)",
    [TF_SQL_PUT_KEY] =
        "INSERT INTO key (name, record, first, last, revoked) VALUES (?1, ?2, ?3, ?4, -1) "
        "ON CONFLICT (name, record) DO UPDATE SET first = min(first, ?3), last = max(last, ?4), revoked = -1",
    [TF_SQL_REVOKE_KEY] = "UPDATE key SET revoked = ?2 WHERE name = ?1 AND revoked < 0",
    [TF_SQL_PUT_HABIT] =
        "INSERT OR REPLACE INTO habit (domain, signed, passed, count, first, last) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [TF_SQL_PUT_LIST] =
        "INSERT INTO list (id, signer, sights, first, last) VALUES (?1, ?2, 1, ?3, ?3) "
        "ON CONFLICT (id, signer) DO UPDATE SET sights = sights + 1, first = min(first, ?3), "
        "last = max(last, ?3)",
    [TF_SQL_PUT_SERVER] =
        "INSERT OR REPLACE INTO server (name, sender, changed, intact, first, last) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [TF_SQL_PUT_RECIPIENT] =
        "INSERT INTO recipient (address, sights, first, last) VALUES (?1, 1, ?2, ?2) "
        "ON CONFLICT (address) DO UPDATE SET sights = sights + 1, first = min(first, ?2), "
        "last = max(last, ?2)",
    [TF_SQL_PUT_EXCEPTION] =
        "INSERT OR IGNORE INTO exception (kind, sender, signer) VALUES (?1, ?2, ?3)",
    [TF_SQL_DROP_EXCEPTION] =
        "DELETE FROM exception WHERE kind = ?1 AND sender = ?2 AND signer = ?3",
    [TF_SQL_PRUNE_MESSAGES] = "DELETE FROM message WHERE seen < ?1",
    [TF_SQL_PRUNE_MANY_MESSAGES] =
        "DELETE FROM message WHERE id IN (SELECT id FROM message ORDER BY seen DESC LIMIT -1 OFFSET "
        STRING (TF_MEMORY_MESSAGES) ")",
    [TF_SQL_PRUNE_KEYS] = "DELETE FROM key WHERE last < ?1",
    [TF_SQL_PRUNE_MANY_KEYS] =
        "DELETE FROM key WHERE last < (SELECT last FROM key ORDER BY last DESC LIMIT 1 OFFSET "
        STRING (TF_MEMORY_FACTS) ")",
    [TF_SQL_PRUNE_HABITS] = "DELETE FROM habit WHERE last < ?1",
    [TF_SQL_PRUNE_MANY_HABITS] =
        "DELETE FROM habit WHERE last < (SELECT last FROM habit ORDER BY last DESC LIMIT 1 OFFSET "
        STRING (TF_MEMORY_FACTS) ")",
    [TF_SQL_PRUNE_LISTS] = "DELETE FROM list WHERE last < ?1",
    [TF_SQL_PRUNE_MANY_LISTS] =
        "DELETE FROM list WHERE last < (SELECT last FROM list ORDER BY last DESC LIMIT 1 OFFSET "
        STRING (TF_MEMORY_FACTS) ")",
    [TF_SQL_PRUNE_SERVERS] = "DELETE FROM server WHERE last < ?1",
    [TF_SQL_PRUNE_MANY_SERVERS] =
        "DELETE FROM server WHERE last < (SELECT last FROM server ORDER BY last DESC LIMIT 1 OFFSET "
        STRING (TF_MEMORY_FACTS) ")",
    [TF_SQL_PRUNE_RECIPIENTS] = "DELETE FROM recipient WHERE last < ?1",
    [TF_SQL_PRUNE_MANY_RECIPIENTS] =
        "DELETE FROM recipient WHERE last < (SELECT last FROM recipient ORDER BY last DESC LIMIT 1 OFFSET "
        STRING (TF_MEMORY_RECIPIENTS) ")",
    [TF_SQL_PRUNE_LINKS] =
        "DELETE FROM message_answer WHERE message NOT IN (SELECT id FROM message)",
    [TF_SQL_PRUNE_ANSWERS] =
        "DELETE FROM answer WHERE id NOT IN (SELECT answer FROM message_answer)",
    [TF_SQL_GET_PRUNED] = "SELECT value FROM meta WHERE name = 'pruned'",
    [TF_SQL_SET_PRUNED] = "INSERT OR REPLACE INTO meta (name, value) VALUES ('pruned', ?1)",
    [TF_SQL_FORGET_MESSAGES] = "DELETE FROM message WHERE " WITHIN ("domain"),
    [TF_SQL_FORGET_KEYS] = "DELETE FROM key WHERE " WITHIN (KEY_DOMAIN),
    [TF_SQL_FORGET_HABITS] = "DELETE FROM habit WHERE " WITHIN (HABIT_DOMAIN),
    [TF_SQL_FORGET_LISTS] = "DELETE FROM list WHERE " WITHIN ("id") " OR " WITHIN ("signer"),
    [TF_SQL_FORGET_SERVERS] = "DELETE FROM server WHERE " WITHIN ("name") " OR " WITHIN ("sender"),
    [TF_SQL_FORGET_SERVER] = "DELETE FROM server WHERE name = ?1",
    [TF_SQL_FORGET_RECIPIENTS] = "DELETE FROM recipient WHERE " WITHIN (ADDRESS_DOMAIN),
    [TF_SQL_FORGET_EXCEPTIONS] =
        "DELETE FROM exception WHERE " WITHIN (SENDER_DOMAIN) " OR " WITHIN ("signer"),
    [TF_SQL_CLEAR_MESSAGES] = "DELETE FROM message",
    [TF_SQL_CLEAR_KEYS] = "DELETE FROM key",
    [TF_SQL_CLEAR_HABITS] = "DELETE FROM habit",
    [TF_SQL_CLEAR_LISTS] = "DELETE FROM list",
    [TF_SQL_CLEAR_SERVERS] = "DELETE FROM server",
    [TF_SQL_CLEAR_RECIPIENTS] = "DELETE FROM recipient",
    [TF_SQL_CLEAR_EXCEPTIONS] = "DELETE FROM exception",
    [TF_SQL_VACUUM] = "VACUUM",
    [TF_SQL_CHECKPOINT] = "PRAGMA wal_checkpoint(TRUNCATE)",
    [TF_SQL_COUNT_MESSAGES] = "SELECT count(*) FROM message",
    [TF_SQL_COUNT_KEYS] = "SELECT count(*) FROM key",
    [TF_SQL_COUNT_DOMAINS] = "SELECT count(*) FROM habit WHERE instr(domain, '@') = 0",
    [TF_SQL_COUNT_LISTS] = "SELECT count(*) FROM list",
    [TF_SQL_COUNT_RECIPIENTS] = "SELECT count(*) FROM recipient",
    [TF_SQL_COUNT_SERVERS] = "SELECT count(DISTINCT name) FROM server",
    [TF_SQL_SHOW_KEYS] =
        "SELECT name, record, first, last, revoked FROM key WHERE ?1 IS NULL OR " WITHIN (KEY_DOMAIN)
        " ORDER BY name, first",
    [TF_SQL_SHOW_HABITS] =
        "SELECT domain, signed, passed, count, first, last FROM habit WHERE ?1 IS NULL OR "
        WITHIN (HABIT_DOMAIN) " ORDER BY " HABIT_DOMAIN ", domain",
    [TF_SQL_SHOW_LISTS] =
        "SELECT id, signer, sights, first, last FROM list WHERE ?1 IS NULL OR " WITHIN ("id") " OR "
        WITHIN ("signer") " ORDER BY id, signer",
    [TF_SQL_SHOW_SERVERS] =
        SERVER_SUMS "WHERE ?1 IS NULL OR " WITHIN ("name") " GROUP BY name ORDER BY name",
    [TF_SQL_SHOW_RECIPIENTS] =
        "SELECT address, sights, first, last FROM recipient WHERE ?1 IS NULL OR "
        WITHIN (ADDRESS_DOMAIN) " ORDER BY " ADDRESS_DOMAIN ", address",
    [TF_SQL_SHOW_SUSPICIOUS] =
        "SELECT digest, domain, level, code, checked FROM message WHERE level IN ('alarm', 'warning') "
        "ORDER BY checked, id",
    [TF_SQL_SHOW_EXCEPTIONS] =
        "SELECT kind, sender, signer FROM exception WHERE ?1 IS NULL OR " WITHIN (SENDER_DOMAIN) " OR "
        WITHIN ("signer") " ORDER BY id",
};
/* clang-format on */

G_STATIC_ASSERT (G_N_ELEMENTS (statements) == TF_N_SQL);

const char *
tf_sql_get (TfSql which)
{
    return statements[which];
}
