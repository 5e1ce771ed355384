/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* message: from bytes to fields, and what the fields say about the author and the delivery path
 * (RFC 5322, 6854, 7103).
 *
 *   source.c    where the bytes come from
 *   reader.c    a source in blocks of TF_READ_BLOCK; nothing is mapped
 *   header.c    the header block split into fields, byte-exact; every oddity is flagged
 *   address.c   the grammar of one From value: mailboxes, groups, comments, obsolete forms
 *   address-token.c, address-mailbox.c, address-spec.c, address-scan.c
 *               its tokens; one mailbox; addr-spec; what is done with a value that follows no grammar
 *   comments.c  what is in parentheses there, and what else is not an address
 *   address-claims.c  what looks like an address there, and what a bracket hides
 *   address-only.c  the address of a value, when it is the only one in every reading
 *   iso-2022.c  names in raw ISO-2022-JP
 *   from-fields.c, author.c
 *               who the author is: counts From fields liberally, parses them strictly
 *   displayed.c compares the author with what the mail program shows
 *   answer.c    Reply-To, List-Post, Mail-Followup-To: where an answer goes
 *   date.c      RFC 5322 §3.3 date-time to seconds and back
 *   envelope.c  Return-Path, and other traces of delivery
 *   trail.c     the Received fields (received.h)
 *   mime.c      RFC 2047 decoding for display, MIME types (the only file that includes GMime)
 *   attached.c  the messages that are attached to a message, byte-exact
 *   form.c      what a file looks like that may not be a message at all
 *   through.c   what programs put in front of a message, or how they encode it, when they save it
 */
#pragma once

#include "base/base.h"
#include "message/received.h"
#include "truefrom.h"

/* ---- source.c ---------------------------------------------------------------------------- */

/* Fills BUFFER with up to LENGTH bytes. 0 at the end, -1 and error when reading failed. */
typedef gssize (*TfReadFunc) (gpointer data, guint8 *buffer, gsize length,
                              GError **error);

/** TfSource: a message to be read once. Reference-counted. */
struct _TfSource {
    gatomicrefcount references;
    TfReadFunc read;
    gpointer data;
    GDestroyNotify free_data;
};

TfSource *tf_source_new (TfReadFunc read, gpointer data, GDestroyNotify free_data);

/* ---- reader.c ---------------------------------------------------------------------------- */

typedef struct _TfReader TfReader;

TfReader *tf_reader_new (TfSource *source);
/* What has been buffered and not yet skipped; if there is none, reads one block. Length 0 at the
 * end; data NULL and error when reading failed. */
TfSpan tf_reader_peek (TfReader *reader, GError **error);
void tf_reader_skip (TfReader *reader, gsize length);
void tf_reader_free (TfReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfReader, tf_reader_free)

/* ---- header.c ---------------------------------------------------------------------------- */

typedef enum { TF_LINE_ENDS_CRLF, TF_LINE_ENDS_LF, TF_LINE_ENDS_MIXED } TfLineEnds;

typedef enum {
    TF_HEADER_STARTS_WITH_SPACE = 1
                                  << 0, /* the first line is a continuation of nothing */
    TF_HEADER_NON_HEADER_LINE = 1 << 1, /* RFC 7103 §7.2: read in four ways */
    TF_HEADER_BARE_CR = 1 << 2,         /* some programs end a line there */
    TF_HEADER_NUL = 1 << 3,
    TF_HEADER_TOO_LONG = 1 << 4,
    TF_HEADER_TOO_MANY_FIELDS = 1 << 5,
    TF_HEADER_NO_END = 1 << 6, /* the message ends within the header: an empty body */
    TF_HEADER_LONG_LINE =
        1 << 7, /* over 8,189 bytes: Claws Mail starts a new line there */
    /* for one of these two reasons a program may end the header, or a line of it, before we do.
     * Not set when every line ends in CR CR LF, which is a mistake made in storing. */
    TF_HEADER_ENDS_EARLY = 1 << 8
} TfHeaderFlags;

/** TfField: one field; the spans point into the header's bytes. A line that is not a field, with what
 * is folded under it, has an entry too, with an empty name: the raw parts and the empty line together
 * make up the header. Only what lies past TF_LIMIT_FIELDS is in none of them. */
typedef struct {
    TfSpan raw;   /* from the name to the last line end, as stored */
    TfSpan name;  /* as written, without white space before the colon */
    TfSpan value; /* after the colon, without the last line end; folds as stored */
} TfField;

/** TfHeader: the header block. Fields are in the order of the message. */
typedef struct {
    GByteArray *bytes; /* all of it, with the empty line that ends it */
    GArray *fields;    /* TfField */
    TfLineEnds line_ends;
    guint flags; /* TfHeaderFlags */
} TfHeader;

/* Leaves READER at the first byte of the body. NULL and error only when reading failed. */
TfHeader *tf_header_read (TfReader *reader, GError **error);
void tf_header_free (TfHeader *header);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfHeader, tf_header_free)
const TfField *tf_header_get (const TfHeader *header, guint index);
gboolean tf_field_is (const TfField *field, const char *name); /* ASCII case ignored */
/* The index of the topmost field called NAME at or below the index FROM; -1: none. */
gint tf_header_find (const TfHeader *header, const char *name, guint from);
guint tf_header_count (const TfHeader *header, const char *name);
/* Owned UTF-8: value unfolded, stripped; invalid bytes U+FFFD. NULL: no such field. */
char *tf_header_dup_text (const TfHeader *header, const char *name);

/* ---- address.c --------------------------------------------------------------------------- */

/** TfMailbox: one author as written. */
typedef struct {
    char *local; /* quoted-pairs and quotes resolved; UTF-8 */
    /* tf_domain_parse() form, but "_" is allowed; NULL: literal or not a domain */
    char *domain;
    char *domain_text; /* as written, comments and white space removed; UTF-8 */
    /* local@domain_text, quoted where it must be; for people and JSON; UTF-8 */
    char *address;
    char *name; /* display name, decoded (RFC 2047), UTF-8; or NULL */
} TfMailbox;

typedef enum {
    TF_ADDRESS_OBSOLETE = 1 << 0,   /* a route, CFWS around dots, <<a@b>> */
    TF_ADDRESS_TOLERATED = 1 << 1,  /* broken, but with one reading */
    TF_ADDRESS_UNPARSABLE = 1 << 2, /* no single reading */
    TF_ADDRESS_ENCODED = 1 << 3,    /* an encoded word where an address must be */
    TF_ADDRESS_FORBIDDEN = 1 << 4,  /* a forbidden character in the address */
    TF_ADDRESS_COMMENT_IN_DOMAIN = 1 << 5,
    TF_ADDRESS_GROUP = 1 << 6,
    TF_ADDRESS_GROUP_NAME_HAS_ADDRESS = 1 << 7,
    TF_ADDRESS_TRAILING_DOT = 1 << 8,
    TF_ADDRESS_LITERAL = 1 << 9,
    TF_ADDRESS_TOO_MANY = 1 << 10
} TfAddressFlags;

typedef struct {
    GPtrArray *mailboxes; /* TfMailbox */
    guint flags;
} TfAddressList;

/* Never NULL. Linear in the length; no recursion on input. */
TfAddressList *tf_address_list_parse (TfSpan value);
void tf_address_list_free (TfAddressList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfAddressList, tf_address_list_free)
/* Owned char *: everything in VALUE that looks like an address, each once, at most
 * TF_LIMIT_ADDRESS_CLAIMS. For "claims to be …" only. */
GPtrArray *tf_address_find_claims (TfSpan value);
/* Owned UTF-8: all comments in VALUE, decoded, a space between them; NULL: none. */
char *tf_address_dup_comments (TfSpan value);
/* Owned UTF-8: everything in VALUE besides the addresses in "<>" and the comments, decoded. Mail
 * programs show it: the names of all mailboxes, and words after an address. */
char *tf_address_dup_beside (TfSpan value);

/* ---- author.c ---------------------------------------------------------------------------- */

typedef enum {
    TF_AUTHOR_CLEAN,
    TF_AUTHOR_OBSOLETE_SYNTAX, /* still one reading; reason is only a remark */
    TF_AUTHOR_AMBIGUOUS /* reason says why; domain may still be NULL or the first reading */
} TfAuthorState;

/** TfAuthor: RFC 5322 From, and whether it is clear who that is. */
typedef struct {
    TfAuthorState state;
    TfReason reason;
    /* no address, an empty group, a literal, a single label: TF04 warns */
    gboolean harmless_ambiguity;
    guint n_fields;  /* From candidates, counted liberally */
    guint n_authors; /* mailboxes of one From, each address once */
    /* of several authors: who is named in the only Sender; or NULL */
    char *sender;
    char *sender_domain;
    /* char *: every address that may be meant, in order, each once */
    GPtrArray *addresses;
    GPtrArray *domains; /* char *: distinct domains of the mailboxes, in order */
    char *address;      /* of the (first) author; or NULL */
    char *local;
    char *domain;
    char *name;
} TfAuthor;

TfAuthor *tf_author_read (const TfHeader *header);
void tf_author_free (TfAuthor *author);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfAuthor, tf_author_free)

/* Whether DISPLAYED (UTF-8, decoded, as a mail program shows it) shows another address than
 * AUTHOR's. A text without an address does not differ. */
gboolean tf_author_displayed_differs (const TfAuthor *author, const char *displayed);

/* ---- answer.c ---------------------------------------------------------------------------- */

typedef enum {
    TF_ANSWER_REPLY_TO,
    TF_ANSWER_LIST_POST,
    TF_ANSWER_FOLLOWUP_TO,
    TF_N_ANSWER_FIELDS
} TfAnswerField;

const char *tf_answer_field_to_string (TfAnswerField field); /* in lower case */

/** TfAnswerTarget: an address that an answer may go to. */
typedef struct {
    TfAnswerField field;
    guint field_index; /* of the header's fields */
    char *address; /* NULL: there is something that each program reads in its own way */
    char *domain;  /* NULL: an address literal, or no domain */
} TfAnswerTarget;

/** TfAnswer: where an answer goes, according to the message itself. */
typedef struct {
    GPtrArray *targets;      /* TfAnswerTarget, in the order of the header */
    GPtrArray *list_domains; /* char *: of every List-Id */
} TfAnswer;

/* Owned; never NULL. A List-Post or Mail-Followup-To without an address leads nowhere. */
TfAnswer *tf_answer_read (const TfHeader *header);
void tf_answer_free (TfAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfAnswer, tf_answer_free)
/* Belongs to another organization than DOMAIN's, or to an unknown one. */
gboolean tf_answer_target_is_elsewhere (const TfAnswerTarget *target, const char *domain,
                                        const TfSuffixList *suffixes);
/* Belongs to the organization of a list that a List-Id names. */
gboolean
tf_answer_target_is_of_list (const TfAnswer *answer, const TfAnswerTarget *target,
                             const TfSuffixList *suffixes);

/* ---- date.c ------------------------------------------------------------------------------ */

gboolean tf_date_parse (TfSpan text, gint64 *ret_seconds); /* RFC 5322 §3.3 and §4.3 */
/* Owned: "Thu, 09 Oct 2025 08:53:20 +0000", whatever the locale. */
char *tf_date_format (gint64 seconds);

/* ---- trail.c ----------------------------------------------------------------------------- */

/** TfTrail: the Received fields from the top, at most TF_LIMIT_RECEIVED. */
typedef struct {
    GArray *hops;                /* TfReceived */
    gboolean has_public_address; /* a public IP address in any of them */
} TfTrail;

/* MAIL_FROM: what the Return-Path says, as written; may be empty. */
TfTrail *tf_trail_read (const TfHeader *header, TfSpan mail_from);
void tf_trail_free (TfTrail *trail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfTrail, tf_trail_free)
const TfReceived *tf_trail_hop (const TfTrail *trail, guint hop);

/* ---- envelope.c -------------------------------------------------------------------------- */

typedef enum {
    TF_RETURN_PATH_ABSENT,
    TF_RETURN_PATH_NULL, /* <>: postmaster@HELO, which cannot be known here */
    TF_RETURN_PATH_UNPARSABLE,
    TF_RETURN_PATH_ADDRESS
} TfReturnPathState;

typedef struct {
    TfReturnPathState state; /* of the topmost Return-Path */
    char *return_path;       /* the address; or NULL */
    char *return_path_domain;
    TfSpan mail_from; /* its content, as written; borrowed from the header */
    TfTrail *trail;
    /* the date of the topmost Received field, even if the field is not understood; -1: no date, or
     * none that can be read */
    gint64 topmost_received;
    /* has Received, Return-Path, Delivered-To or Authentication-Results: it was delivered */
    gboolean has_trace;
    /* a report, or written by a program: RFC 6522 §3, RFC 3834 §5 */
    gboolean is_report;
} TfEnvelope;

TfEnvelope *tf_envelope_read (const TfHeader *header);
void tf_envelope_free (TfEnvelope *envelope);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfEnvelope, tf_envelope_free)

/* ---- mime.c ------------------------------------------------------------------------------ */

/* Owned UTF-8: every encoded word decoded, even in UTF-7 and where none is allowed, because some program
 * may do so. For "claims to be …" and to hide something. */
char *tf_mime_decode_every_word (TfSpan text);
/* Whether something in TEXT begins like an encoded word. */
gboolean tf_mime_has_word (TfSpan text);
/* Whether TEXT contains an encoded word in UTF-7, which tf_mime_decode_words() leaves as it is. */
gboolean tf_mime_has_utf7 (TfSpan text);
/* Owned: a parameter of a Content-Type value, decoded; NULL: none. */
char *tf_mime_read_parameter (TfSpan value, const char *name);
/* Owned UTF-8: encoded words decoded (never UTF-7), line breaks to spaces, bad bytes U+FFFD. */
char *tf_mime_decode_words (TfSpan text);
/* Owned: the type of a Content-Type value, "multipart/mixed"; *ret_boundary (owned) or NULL. */
char *tf_mime_read_type (TfSpan value, char **ret_boundary);
/* Owned UTF-8: the name that a part's Content-Disposition, or else its Content-Type, gives the file
 * (RFC 2183 §2.3), decoded (RFC 2231, RFC 2047); NULL: none. */
char *tf_mime_read_file_name (TfSpan disposition, TfSpan type);
/* Owned: BODY decoded; NULL: ENCODING leaves bytes as they are, or is not known. */
GBytes *tf_mime_decode_body (TfSpan encoding, TfSpan body);

/* ---- form.c ------------------------------------------------------------------------------ */

/** TfForm: what a file looks like. */
typedef enum {
    TF_FORM_MESSAGE,
    TF_FORM_EMPTY,
    TF_FORM_TEXT, /* without the fields of a message */
    TF_FORM_BINARY,
    TF_FORM_PDF,
    TF_FORM_PICTURE,
    TF_FORM_RECORDING,          /* sound or film */
    TF_FORM_OUTLOOK,            /* .msg */
    TF_FORM_OUTLOOK_ATTACHMENT, /* winmail.dat */
    TF_FORM_OUTLOOK_FOLDER,     /* .pst, .dbx */
    TF_FORM_OFFICE,
    TF_FORM_GZIP,
    TF_FORM_ZIP,
    TF_FORM_ARCHIVE, /* or otherwise compressed */
    TF_FORM_HTML,
    TF_FORM_SAVED_PAGE, /* .mhtml */
    TF_FORM_MARKUP,     /* XML and the like */
    TF_FORM_CALENDAR,
    TF_FORM_CONTACT,
    TF_FORM_INDEX /* a mail program's own file */
} TfForm;

/* START is the first TF_READ_BLOCK of a file, or all of it, without what tf_through_look() skips. */
TfForm tf_form_of (TfSpan start);

/* ---- through.c --------------------------------------------------------------------------- */

/** TfThrough: a set of what is read through. */
typedef guint TfThrough;
enum {
    TF_THROUGH_BYTE_ORDER_MARK = 1 << 0,
    TF_THROUGH_BLANK_LINES = 1 << 1,
    TF_THROUGH_LENGTH = 1 << 2, /* .emlx */
    TF_THROUGH_MAC_LINE_ENDS = 1 << 3,
    TF_THROUGH_UTF16LE = 1 << 4,
    TF_THROUGH_UTF16BE = 1 << 5,
    /* for these every byte must be rewritten */
    TF_THROUGH_RECODED =
        TF_THROUGH_MAC_LINE_ENDS | TF_THROUGH_UTF16LE | TF_THROUGH_UTF16BE
};
#define TF_THROUGH_PASSES 4 /* one may hide behind another */

/* What to do first with a file that begins with START (as above): recode all of it, or skip *ret_skip
 * bytes and read at most *ret_length further ones (-1: to the end). 0: it can be read as it is. */
TfThrough tf_through_look (TfSpan start, gsize *ret_skip, gint64 *ret_length);

/** TfRecoder: rewrites what is fed to it in pieces; initially zeroed except for FROM. */
typedef struct {
    TfThrough from; /* one of TF_THROUGH_RECODED */
    gboolean after_cr;
    gboolean begun;
    gboolean has_half; /* of a UTF-16 unit */
    guint8 half;
    gunichar high; /* surrogate that waits for its other half; 0: none */
} TfRecoder;

void tf_recoder_feed (TfRecoder *recoder, TfSpan bytes, GByteArray *out);
void tf_recoder_end (TfRecoder *recoder, GByteArray *out);
/* Owned: the message in BYTES, without anything that had to be read through. */
GBytes *tf_through_read (GBytes *bytes, TfThrough *ret_found);

/* ---- attached.c -------------------------------------------------------------------------- */

/** TfAttached: one message, or other part, within another. */
typedef struct {
    char *part; /* RFC 3501 §6.4.5: "2", or "2.1" for one in part 2 */
    GBytes *bytes;
    TfThrough through; /* what was read through in front of it */
    TfHeader *header;  /* the part's own; NULL but for tf_attached_find_own() */
} TfAttached;

/* Owned (TfAttached), in order: at most TF_LIMIT_ATTACHED messages attached to MESSAGE and to what is
 * attached to it: parts of a message type, parts of a digest, files named like saved messages. */
GPtrArray *tf_attached_find (GBytes *message);
/* Owned (TfAttached), in order: what is in MESSAGE and in what is attached to it, decoded: every part that is
 * neither a message nor made of parts. */
GPtrArray *tf_attached_find_leaves (GBytes *message);
/* Owned (TfAttached), in order: what MESSAGE itself is made of, decoded; a message in it is one part. */
GPtrArray *tf_attached_find_own (GBytes *message);
/* FALSE: a message with this header has none, so its body need not be read. */
gboolean tf_attached_is_possible (const TfHeader *header);
