/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* truefrom.h: the public API of libtruefrom. Nothing else is exported.
 *
 *   truefrom-request.h  TfSource, TfSettings, TfRequest: what goes into a check
 *   here                TfResolver, TfVerifier: who checks; TfReport: the result
 */
#pragma once

#include "truefrom-request.h"

G_BEGIN_DECLS

/**
 * TfReport:
 *
 * The result of a check. Immutable, boxed and reference-counted; may be used from any thread.
 */
typedef struct _TfReport TfReport;

/* ---- TfResolver: who answers questions ---------------------------------------------------- */

/**
 * TfResolver:
 *
 * Answers questions about the DNS.
 */
#define TF_TYPE_RESOLVER (tf_resolver_get_type ())
G_DECLARE_INTERFACE (TfResolver, tf_resolver, TF, RESOLVER, GObject)

/**
 * tf_resolver_new_system:
 * @server: (nullable): the server to ask: `ADDR`, `ADDR:PORT` or `[V6]:PORT`; %NULL for those of
 *   the system's configuration, which is read again when the network changes
 * @error: where to put `G_IO_ERROR_INVALID_ARGUMENT`: @server is not an address
 *
 * Asks over UDP, and over TCP if an answer is too long, is empty without a reason, or says that there
 * is no key. A question is answered, or counts as timed out, after 5 seconds (over TCP after
 * another 5); a failed look-up is an answer, never an error. Answers are kept as long as their
 * TTL says (1 minute to 1 day; negative ones at most 15 minutes; not at all if the TTL is 0), but
 * not beyond a change of the network or a sleep of the machine. Equal questions are asked only
 * once. At most 20 questions a second are asked for all messages together, after a burst of 100.
 *
 * When a network says that something does not exist, it is believed only as long as it answers
 * truthfully about a name that exists and one that cannot. Both are asked for at first for each type
 * of record, and then at most once a minute. These two questions contain nothing about the messages,
 * and they do not count among those of a report.
 *
 * The resolver belongs to the thread-default main context of the caller: use it, and the
 * verifiers that use it, from that thread only. When it is disposed, pending look-ups end with
 * `G_IO_ERROR_CANCELLED`.
 *
 * Returns: (transfer full) (nullable): a new resolver
 */
TfResolver *tf_resolver_new_system (const char *server, GError **error);
/**
 * tf_resolver_new_answers:
 * @path: (type filename): a file in the format of `truefrom check --answers`
 * @error: where to put a `G_FILE_ERROR`, or an error that names the malformed record
 *
 * Takes every answer from a file, which is read now and only once; opens no socket. The same message
 * and the same file give the same report everywhere.
 *
 * Returns: (transfer full) (nullable): a new resolver
 */
TfResolver *tf_resolver_new_answers (const char *path, GError **error);
/**
 * tf_resolver_forget:
 *
 * Forgets every answer that was kept, as if the network had changed.
 */
void tf_resolver_forget (TfResolver *resolver);
/**
 * tf_resolver_get_now:
 *
 * Gets the clock that was recorded with the answers.
 *
 * Returns: the clock in the answers file, in seconds since 1970; -1 if it has none, and for other
 *   resolvers
 */
gint64 tf_resolver_get_now (TfResolver *resolver);
/**
 * tf_resolver_get_received_at:
 *
 * Gets the time of arrival that was recorded with the answers.
 *
 * Returns: when the message arrived according to the answers file, in seconds since 1970; -1 if it
 *   does not say, and for other resolvers
 */
gint64 tf_resolver_get_received_at (TfResolver *resolver);
/**
 * tf_resolver_get_file_time:
 *
 * Gets the time of the message's file that was recorded with the answers.
 *
 * Returns: the time of the message's file when it was first checked, according to the answers file,
 *   in seconds since 1970; -1 if it does not say, and for other resolvers
 */
gint64 tf_resolver_get_file_time (TfResolver *resolver);

/* ---- TfVerifier ----------------------------------------------------------------------------*/

/**
 * TfVerifier:
 *
 * Checks messages: it has a resolver, what was learned from earlier checks, and a queue.
 */
#define TF_TYPE_VERIFIER (tf_verifier_get_type ())
G_DECLARE_FINAL_TYPE (TfVerifier, tf_verifier, TF, VERIFIER, GObject)

/**
 * tf_verifier_new:
 * @resolver: (nullable): whom to ask; with %NULL nobody is asked
 *
 * One is enough for a program: everything that belongs to one check is in its [struct@Request].
 *
 * Returns: (transfer full): a new verifier
 */
TfVerifier *tf_verifier_new (TfResolver *resolver);
/**
 * tf_verifier_check_async:
 * @request: what to check
 * @cancellable: (nullable): ends the check; @callback is then called at once
 * @callback: called on the main context that is thread-default now, which must be the resolver's
 * @user_data: data for @callback
 *
 * Reads and evaluates the message in threads of the library, and asks the resolver from this thread.
 * At most four messages are checked at a time; others wait for their turn. Once begun, a check waits
 * for the DNS for at most 20 seconds: what is not answered by then counts as timed out.
 */
void
tf_verifier_check_async (TfVerifier *self, TfRequest *request, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data);
/**
 * tf_verifier_check_finish:
 * @result: what the callback was given
 * @error: `G_IO_ERROR_CANCELLED`, or the error of reading the message
 *
 * A bad message, a missing record and a dead DNS are reports, not errors.
 *
 * Returns: (transfer full): the report
 */
TfReport *
tf_verifier_check_finish (TfVerifier *self, GAsyncResult *result, GError **error);
/**
 * tf_verifier_check:
 * @request: what to check
 * @cancellable: (nullable): ends the check
 * @error: like that of [method@Verifier.check_finish]
 *
 * The same for scripts and small programs: waits for the report. Meanwhile it runs the thread-default
 * main context of the caller, and with it any other sources that are ready there.
 *
 * Returns: (transfer full): the report
 */
TfReport *tf_verifier_check (TfVerifier *self, TfRequest *request,
                             GCancellable *cancellable, GError **error);
/**
 * tf_verifier_get_retry_seconds:
 * @report: a report of this verifier
 *
 * If a check could not be finished because of the DNS (`TF13`), it is worth retrying: 5 seconds,
 * a minute and ten minutes after the first that failed. Additional checks in between change
 * nothing; once the last of these times has come, what still fails counts as not passed.
 *
 * Returns: in how many seconds the message should be checked again; 0 if a retry would not help
 */
guint tf_verifier_get_retry_seconds (TfVerifier *self, TfReport *report);

/* ---- TfReport ------------------------------------------------------------------------------*/

#define TF_TYPE_REPORT (tf_report_get_type ())
GType tf_report_get_type (void);
/**
 * tf_report_ref:
 *
 * Takes one more reference.
 *
 * Returns: (transfer full): @report
 */
TfReport *tf_report_ref (TfReport *report);
/**
 * tf_report_unref:
 *
 * Drops a reference.
 */
void tf_report_unref (TfReport *report);
/**
 * tf_report_get_level:
 *
 * Gets how urgently to warn about the message.
 *
 * Returns: (transfer none): `alarm`, `warning`, `note` or `quiet`
 */
const char *tf_report_get_level (const TfReport *report);
/**
 * tf_report_get_code:
 *
 * A code never changes its meaning.
 *
 * Returns: (transfer none): the code of the deciding rule: `TF01` …
 */
const char *tf_report_get_code (const TfReport *report);
/**
 * tf_report_get_rule:
 *
 * The same as the code, in words, for people who read logs.
 *
 * Returns: (transfer none): the name of that rule: `domain-forged` …
 */
const char *tf_report_get_rule (const TfReport *report);
/**
 * tf_report_get_evidence:
 *
 * What is known about the domain in From, before any verdict.
 *
 * Returns: (transfer none): `pass`, `changed`, `fail`, `unproven`, `unknown`, `none` or
 *   `ambiguous-from`
 */
const char *tf_report_get_evidence (const TfReport *report);
/**
 * tf_report_get_from_address:
 *
 * The address that was checked.
 *
 * Returns: (transfer none) (nullable): the address in From; %NULL if none can be read
 */
const char *tf_report_get_from_address (const TfReport *report);
/**
 * tf_report_get_from_domain:
 *
 * The domain that the message claims to come from.
 *
 * Returns: (transfer none) (nullable): that domain, in lower case and with A-labels; %NULL if there is
 *   none
 */
const char *tf_report_get_from_domain (const TfReport *report);

/**
 * tf_report_to_string:
 *
 * Everything that the report says, with one fact a line, for tests and bug reports: the same report
 * always gives the same text. Text from the message is quoted and escaped. Later versions may add
 * lines and values.
 *
 * Returns: (transfer full): the text, in UTF-8
 */
char *tf_report_to_string (const TfReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfReport, tf_report_unref)

G_END_DECLS
