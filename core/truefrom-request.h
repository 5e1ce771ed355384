/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* truefrom-request.h: what goes into a check: the bytes of a message, what the reader told
 * us, and what is known about this message. Included by truefrom.h. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TfSource:
 *
 * Where the bytes of one message come from. Read once; boxed and reference-counted.
 */
typedef struct _TfSource TfSource;

/**
 * TfSettings:
 *
 * What the reader told us: what is own, known, protected and trusted. Must not be changed once in use;
 * boxed and reference-counted.
 */
typedef struct _TfSettings TfSettings;

/**
 * TfRequest:
 *
 * One message to be checked, and everything that belongs to this check. Boxed and reference-counted.
 */
typedef struct _TfRequest TfRequest;

/* ---- TfSource: the bytes of a message ------------------------------------------------------- */

#define TF_TYPE_SOURCE (tf_source_get_type ())
GType tf_source_get_type (void);
/**
 * tf_source_new_fd:
 * @fd: an open descriptor, which the source takes over and closes
 * @offset: where the message begins, in bytes
 * @length: how many bytes it has, or -1 for all up to the end
 *
 * The descriptor is read with `pread()` in blocks, once, from whichever thread verifies. Nothing
 * is mapped: a file that is cut short meanwhile is read as a shorter message. A descriptor that is
 * not seekable (a pipe) is read from where it is, and @offset is ignored.
 *
 * Returns: (transfer full): a new source
 */
TfSource *tf_source_new_fd (int fd, goffset offset, goffset length);
/**
 * tf_source_new_file:
 * @path: (type filename): a file
 * @error: where to put a `G_FILE_ERROR`: the file is missing, not readable, or a directory
 *
 * Opens @path. Nothing is read yet: read errors are reported by [method@Verifier.check_finish].
 * [ctor@Request.new_file] also takes the modification time of the file.
 *
 * Returns: (transfer full): a new source
 */
TfSource *tf_source_new_file (const char *path, GError **error);
/**
 * tf_source_new_bytes:
 * @message: the whole message, as it was received
 *
 * A source for a message in memory.
 *
 * Returns: (transfer full): a new source
 */
TfSource *tf_source_new_bytes (GBytes *message);
/**
 * tf_source_ref:
 *
 * Takes one more reference.
 *
 * Returns: (transfer full): @source
 */
TfSource *tf_source_ref (TfSource *source);
/**
 * tf_source_unref:
 *
 * Drops a reference; with the last one the descriptor is closed.
 */
void tf_source_unref (TfSource *source);

/* ---- TfSettings --------------------------------------------------------------------------- */

#define TF_TYPE_SETTINGS (tf_settings_get_type ())
GType tf_settings_get_type (void);
/**
 * tf_settings_new:
 *
 * The public suffixes are those that libpsl was built with: see [method@Settings.load_suffixes].
 *
 * Returns: (transfer full): settings in which nothing is own, protected or trusted
 */
TfSettings *tf_settings_new (void);
/**
 * tf_settings_ref:
 *
 * Takes one more reference.
 *
 * Returns: (transfer full): @settings
 */
TfSettings *tf_settings_ref (TfSettings *settings);
/**
 * tf_settings_unref:
 *
 * Drops a reference.
 */
void tf_settings_unref (TfSettings *settings);
/**
 * tf_settings_add_own:
 * @text: an address or a domain of the reader
 *
 * An address counts as own, and so does every domain of its organization, unless many unrelated
 * people have mailboxes there.
 *
 * Returns: %FALSE if @text is neither
 */
gboolean tf_settings_add_own (TfSettings *settings, const char *text);
/**
 * tf_settings_add_account:
 * @address: the address of one of the reader's accounts
 *
 * Like tf_settings_add_own(), but only for addresses.
 *
 * Returns: %FALSE if @address is not an address
 */
gboolean tf_settings_add_account (TfSettings *settings, const char *address);
/**
 * tf_settings_add_known:
 * @text: a contact of the reader: an address, `Name <address>` or a domain
 *
 * An address makes its domain known, unless many unrelated people have mailboxes there.
 *
 * Returns: %FALSE if @text is none of these
 */
gboolean tf_settings_add_known (TfSettings *settings, const char *text);
/**
 * tf_settings_add_known_list:
 * @text: the List-Id of a mailing list that the reader knows, optionally followed by "=" and the
 *   domain that signs its messages; by default any domain of the organization that the List-Id names
 *
 * The changes that mailing lists make to From are not held against such a list.
 *
 * Returns: %FALSE if @text is not a List-Id, or the signer is not a domain
 */
gboolean tf_settings_add_known_list (TfSettings *settings, const char *text);
/**
 * tf_settings_add_protected:
 * @domain: a domain to guard against imitation
 *
 * A message from a domain that looks like @domain gets `TF06`.
 *
 * Returns: %FALSE if @domain is not a domain
 */
gboolean tf_settings_add_protected (TfSettings *settings, const char *domain);
/**
 * tf_settings_add_trusted_server:
 * @text: `ID`, or `ID:below` if the server writes its fields directly under its Received field (as
 *   Gmail and OpenDMARC do)
 *
 * Trusts this server and believes its Authentication-Results (RFC 8601).
 *
 * Returns: %FALSE if @text is not an ID
 */
gboolean tf_settings_add_trusted_server (TfSettings *settings, const char *text);
/**
 * tf_settings_add_border:
 * @host: the receiving server of the account, as it names itself in its Received field
 *
 * Anything above that field cannot have been written by the sender.
 *
 * Returns: %FALSE if @host is not a host name
 */
gboolean tf_settings_add_border (TfSettings *settings, const char *host);
/**
 * tf_settings_add_trusted_sealer:
 * @domain: a domain whose ARC seals are believed (RFC 8617)
 *
 * Such seals can explain a failure; they never confirm a sender.
 *
 * Returns: %FALSE if @domain is not a domain
 */
gboolean tf_settings_add_trusted_sealer (TfSettings *settings, const char *domain);
/**
 * tf_settings_add_exception:
 * @kind: `accepted-signer`, `accepted-sender` or `alias-service`
 * @text: "SENDER=SIGNER", "SENDER" or "DOMAIN"; a sender is an address or a domain
 *
 * What the reader found to be right. Counts only for a message that the signer, the sender's domain or
 * the service has authenticated.
 *
 * Returns: %FALSE if @text is not of that form, or if strangers share the domain
 */
gboolean
tf_settings_add_exception (TfSettings *settings, const char *kind, const char *text);
/**
 * tf_settings_set_allow_legacy_crypto:
 * @allow: %TRUE to judge rsa-sha1 and RSA keys under 1024 bits by the rules of their day
 *
 * For archives only: such signatures can be forged nowadays.
 */
void tf_settings_set_allow_legacy_crypto (TfSettings *settings, gboolean allow);
/**
 * tf_settings_load_suffixes:
 *
 * Loads the distribution's public suffix list, which is newer than the one that libpsl was
 * built with. Reads one file; if there is none, nothing changes. To be called before the settings
 * are in use.
 */
void tf_settings_load_suffixes (TfSettings *settings);

/* ---- TfRequest: one message to be checked, and everything that belongs to this check --------- */

/**
 * TfStore:
 * @TF_STORE_FILE: the bytes as they were delivered, except for line ends
 * @TF_STORE_MBOX: one message cut out of an mbox, without its separator
 * @TF_STORE_REWRITTEN: a mail program rebuilt the message from its own reading of it
 * @TF_STORE_SERVER_REWRITES: the account's server rebuilds every message (Exchange)
 * @TF_STORE_AGAIN: the mail program stored this message again because the reader asked it to
 *
 * Who wrote the copy of a message that is checked. If the message was rebuilt, a broken signature
 * means less.
 */
typedef enum {
    TF_STORE_FILE,
    TF_STORE_MBOX,
    TF_STORE_REWRITTEN,
    TF_STORE_SERVER_REWRITES,
    TF_STORE_AGAIN
} TfStore;

#define TF_TYPE_REQUEST (tf_request_get_type ())
GType tf_request_get_type (void);
/**
 * tf_request_new:
 * @message: the message; it is read once, so each request needs a source of its own
 *
 * A new request is right for a plain file. Everything must be set before the request is passed to a
 * verifier.
 *
 * Returns: (transfer full): a new request
 */
TfRequest *tf_request_new (TfSource *message);
/**
 * tf_request_new_file:
 * @path: (type filename): a file
 * @error: where to put a `G_FILE_ERROR`: the file is missing, not readable, or a directory
 *
 * Opens @path and takes its modification time as the time of arrival, to be used if nothing better
 * is known. Nothing is read yet: read errors are reported by [method@Verifier.check_finish].
 *
 * Returns: (transfer full): a new request
 */
TfRequest *tf_request_new_file (const char *path, GError **error);
/**
 * tf_request_ref:
 *
 * Takes one more reference.
 *
 * Returns: (transfer full): @request
 */
TfRequest *tf_request_ref (TfRequest *request);
/**
 * tf_request_unref:
 *
 * Drops a reference.
 */
void tf_request_unref (TfRequest *request);
/**
 * tf_request_set_settings:
 * @settings: (nullable): what the reader told us, for the account of this message; must not be
 *   changed afterwards
 *
 * %NULL, the default: nothing is own, protected or trusted.
 */
void tf_request_set_settings (TfRequest *request, TfSettings *settings);
/**
 * tf_request_set_offline:
 * @offline: %TRUE to ask nobody
 *
 * Every question then has the answer "not asked".
 */
void tf_request_set_offline (TfRequest *request, gboolean offline);
/**
 * tf_request_set_afresh:
 * @afresh: %TRUE to ask for every answer, and take none from the cache
 *
 * For a reader who presses "Check again".
 */
void tf_request_set_afresh (TfRequest *request, gboolean afresh);
/**
 * tf_request_set_final:
 * @final: %TRUE if failed look-ups will not be retried, so what still fails counts as not passed
 *
 * With %FALSE, the default, a check that ends with failed look-ups leaves room for retries
 * (`TF13`), until they are used up for this message: see [method@Verifier.get_retry_seconds].
 */
void tf_request_set_final (TfRequest *request, gboolean final);
/**
 * tf_request_set_remember:
 * @remember: %FALSE if nothing may be learned from this message, because the reader did not
 *   receive it
 *
 * %TRUE by default. Without a memory nothing is learned.
 */
void tf_request_set_remember (TfRequest *request, gboolean remember);
/**
 * tf_request_set_identify:
 * @identify: %TRUE if the report is to identify the message by the SHA-256 of all its bytes
 *
 * Off by default: it takes as long as the check itself.
 */
void tf_request_set_identify (TfRequest *request, gboolean identify);
/**
 * tf_request_set_store:
 * @store: who wrote the copy that is checked; %TF_STORE_FILE by default
 *
 * Says who wrote the copy that is checked.
 */
void tf_request_set_store (TfRequest *request, TfStore store);
/**
 * tf_request_set_now:
 * @seconds: the clock, in seconds since 1970; -1 (the default): that of the resolver's answers
 *   file, or the system's
 *
 * Sets the clock by which signatures and the age of the message are judged.
 */
void tf_request_set_now (TfRequest *request, gint64 seconds);
/**
 * tf_request_set_own_field:
 * @name: (nullable): a field that the mail program writes into a copy that it stores again
 * @value: (nullable): what it writes there
 *
 * A message of the store %TF_STORE_FILE that has this field, exactly once and with this value, counts
 * as %TF_STORE_AGAIN. To be set only if something that no sender can choose, such as the name of the
 * file, says so as well.
 */
void tf_request_set_own_field (TfRequest *request, const char *name, const char *value);
/**
 * tf_request_set_received_at:
 * @seconds: when the message arrived, in seconds since 1970, according to the user or a trusted
 *   store; -1 (the default): that of the resolver's answers file, or not known
 *
 * Takes precedence over every date in the message.
 */
void tf_request_set_received_at (TfRequest *request, gint64 seconds);
/**
 * tf_request_set_file_time:
 * @seconds: the time of the message's file, in seconds since 1970; -1: not known
 *
 * The time of arrival if neither the caller nor a Received field gives one. The time in the
 * resolver's answers file takes precedence.
 */
void tf_request_set_file_time (TfRequest *request, gint64 seconds);
/**
 * tf_request_set_displayed_from:
 * @text: (nullable): what the mail program shows as From, in UTF-8
 *
 * If it shows another address than the one that is checked, that is `TF04`.
 */
void tf_request_set_displayed_from (TfRequest *request, const char *text);
/**
 * tf_request_set_envelope:
 * @ip: (nullable): the address of the client
 * @helo: (nullable): what it said in HELO or EHLO
 * @mail_from: (nullable): the reverse-path; `""` or `<>` is the null one, which stands for
 *   postmaster@HELO (RFC 7208 §2.4)
 *
 * Sets the SMTP envelope, if it is known: SPF is then evaluated.
 */
void tf_request_set_envelope (TfRequest *request, const char *ip, const char *helo,
                              const char *mail_from);
/**
 * tf_request_set_incomplete:
 * @incomplete: %TRUE if only part of the message was fetched, so its body cannot be checked
 *
 * A body that does not match the signatures then proves nothing.
 */
void tf_request_set_incomplete (TfRequest *request, gboolean incomplete);
/**
 * tf_request_set_attached:
 * @seconds: when the message that carries this one arrived, in seconds since 1970; -1 if that is not
 *   known
 * @to_report: whether that message is a delivery report with a null reverse-path
 *
 * Says that the message is attached to another one, whose sender may have written all of it: then
 * nothing that it says about its delivery excuses it, but what accuses it still counts.
 */
void tf_request_set_attached (TfRequest *request, gint64 seconds, gboolean to_report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfSource, tf_source_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfSettings, tf_settings_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfRequest, tf_request_unref)

G_END_DECLS
