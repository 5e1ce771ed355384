/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* truefrom.h: the public API of libtruefrom. Nothing else is exported. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _TfSource TfSource;
typedef struct _TfSettings TfSettings;
typedef struct _TfReport TfReport;

/* ---- TfSource: a message, and what the caller knows of it --------------------------------- */

#define TF_TYPE_SOURCE (tf_source_get_type ())
GType tf_source_get_type (void);
/**
 * tf_source_new_fd:
 * @fd: an open descriptor, which the source takes over and closes
 * @offset: where the message begins, in bytes
 * @length: how many bytes it has, or -1 for all up to the end
 *
 * The descriptor is read with `pread()` in blocks, once, from whichever thread verifies. Nothing
 * is mapped: a file cut short meanwhile is read as a shorter message. A descriptor that cannot be
 * sought (a pipe) is read on from where it is, and @offset is ignored.
 *
 * Returns: (transfer full): a new source
 */
TfSource *tf_source_new_fd (int fd, goffset offset, goffset length);
/**
 * tf_source_new_file:
 * @path: (type filename): a file
 * @error: where to put a `G_FILE_ERROR`: the file is missing, not readable, or a directory
 *
 * Opens @path and takes its modification time as the time of arrival of last resort. Reads
 * nothing yet: an error of reading is one of [method@Verifier.verify_finish].
 *
 * Returns: (transfer full) (nullable): a new source, or %NULL when the file cannot be opened
 */
TfSource *tf_source_new_file (const char *path, GError **error);
/**
 * tf_source_new_bytes:
 * @message: the whole message, as it was received
 *
 * Returns: (transfer full): a new source
 */
TfSource *tf_source_new_bytes (GBytes *message);
/**
 * tf_source_ref:
 *
 * Returns: (transfer full): @source
 */
TfSource *tf_source_ref (TfSource *source);
void tf_source_unref (TfSource *source);
/**
 * tf_source_set_received_at:
 * @seconds: when the message arrived, in seconds since 1970, as the user or a trusted store
 *   says; -1 (the default): not known
 *
 * Goes before every date in the message.
 */
void tf_source_set_received_at (TfSource *source, gint64 seconds);
/**
 * tf_source_set_file_time:
 * @seconds: the time of the message's file, in seconds since 1970; -1: not known
 *
 * The time of arrival where neither the caller nor a Received field tells it.
 */
void tf_source_set_file_time (TfSource *source, gint64 seconds);
/**
 * tf_source_set_displayed_from:
 * @text: (nullable): what the mail program shows as From, in UTF-8
 *
 * Another address there than the one that is checked is `TF04`.
 */
void tf_source_set_displayed_from (TfSource *source, const char *text);
/**
 * tf_source_set_identify:
 * @identify: %TRUE: the report names the message by the SHA-256 of all its bytes
 *
 * Off by default: it costs as much as the check itself.
 */
void tf_source_set_identify (TfSource *source, gboolean identify);
/**
 * tf_source_set_envelope:
 * @ip: (nullable): the address of the client
 * @helo: (nullable): what it said in HELO or EHLO
 * @mail_from: (nullable): the reverse-path; `""` or `<>` is the null one, which stands for
 *   postmaster@HELO (RFC 7208 §2.4)
 *
 * The SMTP envelope, where it is known: SPF is then evaluated.
 */
void tf_source_set_envelope (TfSource *source, const char *ip, const char *helo,
                             const char *mail_from);
/**
 * tf_source_set_attached:
 * @seconds: when the message arrived that carries this one; -1 when that is not known
 * @to_report: that message is a report of delivery with a null reverse-path
 *
 * The message is attached to another, whose sender may have written all of it: then nothing that it
 * says of its way excuses it, and what accuses it still does.
 */
void tf_source_set_attached (TfSource *source, gint64 seconds, gboolean to_report);
/**
 * tf_source_set_incomplete:
 * @incomplete: %TRUE: only a part of the message was fetched, so its body cannot be checked
 */
void tf_source_set_incomplete (TfSource *source, gboolean incomplete);

/* ---- TfSettings --------------------------------------------------------------------------- */

#define TF_TYPE_SETTINGS (tf_settings_get_type ())
GType tf_settings_get_type (void);
/**
 * tf_settings_new:
 *
 * Returns: (transfer full): settings in which nothing is own, protected or trusted
 */
TfSettings *tf_settings_new (void);
/**
 * tf_settings_ref:
 *
 * Returns: (transfer full): @settings
 */
TfSettings *tf_settings_ref (TfSettings *settings);
void tf_settings_unref (TfSettings *settings);
/**
 * tf_settings_add_own:
 * @text: an address or a domain of the reader
 *
 * An address makes itself own, and its domain with all below its organizational domain too,
 * unless many unrelated people have mailboxes there.
 *
 * Returns: %FALSE: @text is neither
 */
gboolean tf_settings_add_own (TfSettings *settings, const char *text);
/**
 * tf_settings_add_account:
 * @address: of an account of the reader
 *
 * As tf_settings_add_own(), for addresses only.
 *
 * Returns: %FALSE: @address is not an address
 */
gboolean tf_settings_add_account (TfSettings *settings, const char *address);
/**
 * tf_settings_add_known:
 * @text: a contact of the reader: an address, `Name <address>` or a domain
 *
 * An address makes its domain known, unless many unrelated people have mailboxes there.
 *
 * Returns: %FALSE: @text is none of these
 */
gboolean tf_settings_add_known (TfSettings *settings, const char *text);
/**
 * tf_settings_add_known_list:
 * @text: the List-Id of a mailing list that the reader knows, and behind "=" the domain that
 *   signs its messages; without it that is any domain of the organization that the List-Id names
 *
 * Returns: %FALSE: @text is no List-Id, or the signer is no domain
 */
gboolean tf_settings_add_known_list (TfSettings *settings, const char *text);
/**
 * tf_settings_add_protected:
 * @domain: a domain to guard against imitation
 *
 * Returns: %FALSE: @domain is not a domain
 */
gboolean tf_settings_add_protected (TfSettings *settings, const char *domain);
/**
 * tf_settings_add_trusted_server:
 * @text: `ID`, or `ID:below` when its fields stand under its Received field (as Gmail and
 *   OpenDMARC place them)
 *
 * Believe this Authentication-Results server (RFC 8601).
 *
 * Returns: %FALSE: @text is not an ID
 */
gboolean tf_settings_add_trusted_server (TfSettings *settings, const char *text);
/**
 * tf_settings_add_border:
 * @host: the receiving server of the account, as it names itself in its Received field
 *
 * What stands above that field is not the sender's.
 *
 * Returns: %FALSE: @host is not a host name
 */
gboolean tf_settings_add_border (TfSettings *settings, const char *host);
/**
 * tf_settings_add_trusted_sealer:
 * @domain: a domain whose ARC seals are believed (RFC 8617)
 *
 * They explain a failure, and never confirm.
 *
 * Returns: %FALSE: @domain is not a domain
 */
gboolean tf_settings_add_trusted_sealer (TfSettings *settings, const char *domain);
/**
 * tf_settings_set_allow_legacy_crypto:
 * @allow: %TRUE: judge rsa-sha1 and RSA keys under 1024 bits by the rules of their day
 *
 * For archives: such signatures can be forged now.
 */
void tf_settings_set_allow_legacy_crypto (TfSettings *settings, gboolean allow);
/**
 * tf_settings_load_suffixes:
 *
 * Takes the distribution's public suffix list, which is newer than the one that libpsl was
 * built with. Reads one file; without it nothing changes. To be called before the settings
 * are in use.
 */
void tf_settings_load_suffixes (TfSettings *settings);
/**
 * tf_settings_set_offline:
 * @offline: %TRUE: ask nobody
 */
void tf_settings_set_offline (TfSettings *settings, gboolean offline);

/* ---- TfResolver: who answers questions ---------------------------------------------------- */

#define TF_TYPE_RESOLVER (tf_resolver_get_type ())
G_DECLARE_INTERFACE (TfResolver, tf_resolver, TF, RESOLVER, GObject)

/**
 * tf_resolver_new_system:
 * @server: (nullable): the server to ask: `ADDR`, `ADDR:PORT` or `[V6]:PORT`; %NULL for those of
 *   the system's configuration, which is read again when the network changes
 * @error: where to put `G_IO_ERROR_INVALID_ARGUMENT`: @server is not an address
 *
 * Asks by UDP, and by TCP where an answer is too long. A question has its answer, or counts as
 * timed out, after 5 seconds; a failed look-up is an answer, never an error. Answers are kept as
 * long as their TTL says (1 minute to 1 day; 15 minutes at most when there is nothing). Over all
 * messages at most 20 questions a second are asked, after a burst of 100.
 *
 * The resolver belongs to the thread-default main context of the caller: use it, and the
 * verifiers that use it, from that thread only. When it is disposed, whoever waits is told
 * `G_IO_ERROR_CANCELLED`.
 *
 * Returns: (transfer full) (nullable): a new resolver
 */
TfResolver *tf_resolver_new_system (const char *server, GError **error);
/**
 * tf_resolver_new_answers:
 * @path: (type filename): a file of the form of `truefrom check --answers`
 * @error: where to put a `G_FILE_ERROR`, or an error that names the record that is not of the form
 *
 * Takes every answer from a file that is read once, now; opens no socket. The same message and
 * the same file give the same report everywhere.
 *
 * Returns: (transfer full) (nullable): a new resolver
 */
TfResolver *tf_resolver_new_answers (const char *path, GError **error);
/**
 * tf_resolver_get_now:
 *
 * Returns: the clock that an answers file carries, in seconds since 1970; -1 without one, and for
 *   other resolvers
 */
gint64 tf_resolver_get_now (TfResolver *resolver);
/**
 * tf_resolver_get_received_at:
 *
 * Returns: when the message arrived, as an answers file says, in seconds since 1970; -1 without
 *   that, and for other resolvers
 */
gint64 tf_resolver_get_received_at (TfResolver *resolver);
/**
 * tf_resolver_get_file_time:
 *
 * Returns: the time of the message's file when it was first checked, as an answers file says, in
 *   seconds since 1970; -1 without that, and for other resolvers
 */
gint64 tf_resolver_get_file_time (TfResolver *resolver);

/* ---- TfVerifier ----------------------------------------------------------------------------*/

#define TF_TYPE_VERIFIER (tf_verifier_get_type ())
G_DECLARE_FINAL_TYPE (TfVerifier, tf_verifier, TF, VERIFIER, GObject)

/**
 * tf_verifier_new:
 * @resolver: (nullable): who answers; with %NULL nobody is asked, as with offline settings
 * @settings: what the reader told us; not to be changed any more
 *
 * Returns: (transfer full): a new verifier
 */
TfVerifier *tf_verifier_new (TfResolver *resolver, TfSettings *settings);
/**
 * tf_verifier_set_now:
 * @seconds: the clock, in seconds since 1970; -1 (the default) is that of the resolver's answers
 *   file, or the system's
 */
void tf_verifier_set_now (TfVerifier *self, gint64 seconds);
/**
 * tf_verifier_set_final:
 * @final: %TRUE: nobody will try a failed look-up again, so what still fails counts as not passed
 *
 * Holds for the checks that begin from now on, until it is set again.
 *
 * With %FALSE, the default, the first five checks of a message that end with failed look-ups
 * leave room for retries (`TF13`); those after them are final by themselves.
 */
void tf_verifier_set_final (TfVerifier *self, gboolean final);
/**
 * tf_verifier_verify_async:
 * @message: the message; it is read once, so each verification needs a source of its own
 * @cancellable: (nullable): ends the verification; @callback then comes at once
 * @callback: called on the main context that is thread-default now, which must be the resolver's
 * @user_data: data for @callback
 *
 * Reads and evaluates @message in threads of ours, and asks the resolver from here. At most four
 * messages are verified at a time, the others wait for their turn. One that was begun has its
 * report after 20 seconds of waiting for the DNS at the latest: what is not answered then counts
 * as timed out.
 */
void
tf_verifier_verify_async (TfVerifier *self, TfSource *message, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
/**
 * tf_verifier_verify_finish:
 * @error: `G_IO_ERROR_CANCELLED`, or the error that reading the message gave
 *
 * A bad message, a missing record and a dead DNS are reports, not errors.
 *
 * Returns: (transfer full) (nullable): the report
 */
TfReport *
tf_verifier_verify_finish (TfVerifier *self, GAsyncResult *result, GError **error);

/* ---- TfReport ------------------------------------------------------------------------------*/

#define TF_TYPE_REPORT (tf_report_get_type ())
GType tf_report_get_type (void);
/**
 * tf_report_ref:
 *
 * Returns: (transfer full): @report
 */
TfReport *tf_report_ref (TfReport *report);
void tf_report_unref (TfReport *report);
/**
 * tf_report_get_level:
 *
 * Returns: (transfer none): `alarm`, `warning`, `note` or `quiet`
 */
const char *tf_report_get_level (const TfReport *report);
/**
 * tf_report_get_code:
 *
 * Returns: (transfer none): the code of the deciding rule: `TF01` …
 */
const char *tf_report_get_code (const TfReport *report);
/**
 * tf_report_get_rule:
 *
 * Returns: (transfer none): the name of that rule: `domain-forged` …
 */
const char *tf_report_get_rule (const TfReport *report);
/**
 * tf_report_get_evidence:
 *
 * Returns: (transfer none): `pass`, `changed`, `fail`, `unproven`, `unknown`, `none` or
 *   `ambiguous-from`
 */
const char *tf_report_get_evidence (const TfReport *report);
/**
 * tf_report_get_from_address:
 *
 * Returns: (transfer none) (nullable): the address in From; %NULL: there is none that can be read
 */
const char *tf_report_get_from_address (const TfReport *report);
/**
 * tf_report_get_from_domain:
 *
 * Returns: (transfer none) (nullable): its domain, in lower case and with A-labels; %NULL: there is none
 */
const char *tf_report_get_from_domain (const TfReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfSource, tf_source_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfSettings, tf_settings_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfReport, tf_report_unref)

G_END_DECLS
