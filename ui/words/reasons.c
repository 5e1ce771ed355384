/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* reasons: every reason as a clause for somebody at a helpdesk. The technical
 * word is in the JSON form. */

#include "words/translate.h"
#include "words/words-private.h"

/* clang-format off */
static const char *const reasons[] = {
    [TF_REASON_NONE] = NULL,
    /* Translators: all of these are clauses that stand at the end of a sentence. */
    [TF_REASON_NOT_EVALUATED] = N_ ("this was not checked"),
    [TF_REASON_LIMIT] = N_ ("there was more to check than one message may ask for"),
    /* Translators: "it" is a signature, a field or a key. */
    [TF_REASON_SYNTAX] = N_ ("it is not written according to the rules"),
    [TF_REASON_TOO_LONG] = N_ ("it is too long"),
    /* Translators: "them" are signatures or other fields. */
    [TF_REASON_TOO_MANY] = N_ ("there are too many of them"),
    [TF_REASON_MISSING] = N_ ("the message has no From line"),
    [TF_REASON_EMPTY] = N_ ("the From line is empty"),
    [TF_REASON_EMPTY_GROUP] = N_ ("the From line names a group without members"),
    [TF_REASON_SEVERAL_FIELDS] = N_ ("the message has several From lines"),
    [TF_REASON_SEVERAL_DOMAINS] =
        N_ ("the From line names senders of several organizations"),
    [TF_REASON_SEVERAL_AUTHORS] =
        N_ ("the From line names senders of several organizations, of which one sent it"),
    [TF_REASON_SEVERAL_READINGS] = N_ ("mail programs read the From line differently"),
    [TF_REASON_ENCODED_ADDRESS] =
        N_ ("the address itself is encoded, which is not allowed"),
    [TF_REASON_FORBIDDEN_CHARACTER] =
        N_ ("the address holds characters that cannot be seen"),
    [TF_REASON_COMMENT_IN_DOMAIN] = N_ ("a remark is hidden inside the address"),
    [TF_REASON_ADDRESS_IN_GROUP_NAME] =
        N_ ("the name of the group looks like an address"),
    [TF_REASON_DOMAIN_LITERAL] = N_ ("the address has a number in place of a domain"),
    [TF_REASON_SINGLE_LABEL] = N_ ("the address has no internet domain"),
    [TF_REASON_DISPLAYED_DIFFERS] = N_ ("the mail program shows another address"),
    [TF_REASON_HEADER_TOO_LONG] = N_ ("the message header is too long"),
    [TF_REASON_OBSOLETE_SYNTAX] = N_ ("the From line is written in an old form"),
    [TF_REASON_TRAILING_DOT] = N_ ("the domain ends with a dot"),
    [TF_REASON_TOLERATED] = N_ ("the From line is badly written, but has only one meaning"),
    [TF_REASON_DUPLICATE_TAG] = N_ ("the signature says one thing twice"),
    [TF_REASON_MISSING_V] = N_ ("the signature lacks its version"),
    /* Translators: "method" is the algorithm of a signature. */
    [TF_REASON_MISSING_A] = N_ ("the signature lacks its method"),
    [TF_REASON_MISSING_B] = N_ ("the signature lacks its value"),
    [TF_REASON_MISSING_BH] = N_ ("the signature lacks the checksum of the text"),
    [TF_REASON_MISSING_D] = N_ ("the signature names no domain"),
    [TF_REASON_MISSING_H] = N_ ("the signature does not say what it covers"),
    /* Translators: the name of a key is meant (selector). */
    [TF_REASON_MISSING_S] = N_ ("the signature names no key"),
    [TF_REASON_BAD_VERSION] = N_ ("the signature has an unknown version"),
    [TF_REASON_BAD_DOMAIN] = N_ ("the signature names something that is no domain"),
    [TF_REASON_BAD_SELECTOR] = N_ ("the signature names something that is no key"),
    [TF_REASON_BAD_SIGNED_FIELDS] =
        N_ ("the signature's list of what it covers cannot be read"),
    [TF_REASON_BAD_IDENTITY] = N_ ("the signature's identity cannot be read"),
    [TF_REASON_BAD_LENGTH] = N_ ("the signature's length cannot be read"),
    [TF_REASON_BAD_TIME] = N_ ("the signature's times cannot be right"),
    [TF_REASON_BAD_SIGNATURE_DATA] = N_ ("the signature's value cannot be read"),
    [TF_REASON_BAD_BODY_HASH_DATA] =
        N_ ("the signature's checksum of the text cannot be read"),
    [TF_REASON_FROM_NOT_SIGNED] = N_ ("the signature does not cover the sender"),
    [TF_REASON_DOMAIN_MISMATCH] = N_ ("the signature names two domains that do not belong together"),
    [TF_REASON_UNKNOWN_ALGORITHM] =
        N_ ("the signature uses a method that is not known here"),
    [TF_REASON_UNKNOWN_CANONICALIZATION] =
        N_ ("the signature uses a form (canonicalization) that is not known here"),
    [TF_REASON_UNKNOWN_QUERY_METHOD] =
        N_ ("the signature's key is kept in an unknown place"),
    [TF_REASON_RSA_SHA1] =
        N_ ("the signature uses a method that is broken today (rsa-sha1)"),
    [TF_REASON_PUBLIC_SUFFIX] =
        N_ ("the signing domain belongs to no single organization"),
    [TF_REASON_LENGTH_BEYOND_BODY] = N_ ("the signed text was longer than this one"),
    [TF_REASON_EXPIRED] = N_ ("the signature had expired"),
    [TF_REASON_EXPIRED_ARRIVAL_UNKNOWN] =
        N_ ("the signature has expired, and when the message arrived is not known"),
    [TF_REASON_BODY_HASH_MISMATCH] = N_ ("the text is not the one that was signed"),
    [TF_REASON_SIGNATURE_MISMATCH] =
        N_ ("the signature does not match the message header"),
    [TF_REASON_MARK_ADDED] = N_ ("a mark was put in front of the subject"),
    [TF_REASON_UNSIGNED_BODY] = N_ ("text at the end is not covered by the signature"),
    [TF_REASON_UNSIGNED_CONTENT_TYPE] =
        N_ ("the format of the text is not covered by the signature"),
    [TF_REASON_UNSIGNED_SUBJECT] = N_ ("the subject is not covered by the signature"),
    [TF_REASON_UNSIGNED_REPLY_TO] =
        N_ ("the reply address is not covered by the signature"),
    [TF_REASON_ADDED_FIELD] = N_ ("a field was added that the signature covers only once"),
    [TF_REASON_DUPLICATE_FIELD] = N_ ("a field that may occur only once occurs twice"),
    [TF_REASON_HEADER_ENDS_EARLY] =
        N_ ("some mail programs take a line of the message header for its end"),
    [TF_REASON_INCOMPLETE] = N_ ("only a part of the message was fetched"),
    [TF_REASON_NO_KEY] = N_ ("the domain publishes no such key"),
    [TF_REASON_KEY_SYNTAX] = N_ ("the published key cannot be read"),
    [TF_REASON_KEY_REVOKED] = N_ ("the domain has withdrawn the key"),
    [TF_REASON_KEY_TOO_SHORT] = N_ ("the key is too short to prove anything"),
    [TF_REASON_KEY_TOO_LONG] = N_ ("the key is too long to be checked"),
    [TF_REASON_KEY_EXPONENT] = N_ ("the key has a part that no good key has"),
    [TF_REASON_KEY_TYPE_MISMATCH] = N_ ("the key and the signature are of different kinds"),
    [TF_REASON_KEY_TYPE_UNKNOWN] = N_ ("the key is of a kind that is not known here"),
    [TF_REASON_KEY_HASH_NOT_ALLOWED] = N_ ("the key may not be used with this method"),
    [TF_REASON_KEY_SERVICE_NOT_ALLOWED] = N_ ("the key may not be used for mail"),
    [TF_REASON_TESTING_KEY] = N_ ("the domain is only testing the key"),
    [TF_REASON_WEAK_KEY] = N_ ("the key is short by today's rules"),
    [TF_REASON_STORED_KEY] = N_ ("the key was remembered from an earlier message"),
    [TF_REASON_NOT_SUPPORTED_HERE] = N_ ("this computer cannot check such a signature"),
    [TF_REASON_DNS] = N_ ("the DNS did not answer"),
    [TF_REASON_OFFLINE] = N_ ("the DNS was not asked"),
    [TF_REASON_PENDING] = N_ ("an answer is still awaited"),
    [TF_REASON_NO_POLICY] = N_ ("the domain publishes no rule for its mail"),
    [TF_REASON_NO_AUTHOR_DOMAIN] = N_ ("the message names no domain as its sender"),
    [TF_REASON_ORG_DOMAIN_IS_PUBLIC_SUFFIX] =
        N_ ("the domains share only an ending that belongs to nobody"),
    [TF_REASON_UNPROVEN] = N_ ("nothing proves it, and nothing refutes it"),
    [TF_REASON_NULL_REVERSE_PATH] = N_ ("the message came without a return address"),
    [TF_REASON_NO_RETURN_PATH] = N_ ("the receiving server recorded no return address"),
    [TF_REASON_RETURN_PATH_ALIGNED] =
        N_ ("the return address belongs to the same organization, which alone proves "
            "nothing"),
    [TF_REASON_RETURN_PATH_NOT_ALIGNED] =
        N_ ("the return address belongs to another organization"),
    [TF_REASON_SPF_NOT_PASSED] =
        N_ ("the server that sent it is not one that the sender's domain names"),
    [TF_REASON_SERVER_FAILED] =
        N_ ("your mail server could not confirm the sender either"),
    /* Translators: a stage is one forwarder's set of ARC fields. */
    [TF_REASON_BAD_INSTANCE] = N_ ("a stage of the forwarding is not numbered as required"),
    [TF_REASON_INCOMPLETE_SET] = N_ ("a stage of the forwarding lacks a part"),
    [TF_REASON_CHAIN_STATUS] =
        N_ ("a forwarder found the record of the stages before it broken"),
    [TF_REASON_BAD_SEAL] = N_ ("a forwarder's seal is not valid"),
    /* Translators: "it" is the result of a mail server. */
    [TF_REASON_NOT_TRUSTED] = N_ ("it comes from a server that you have not named"),
    [TF_REASON_NO_BORDER] =
        N_ ("where your own mail servers begin cannot be seen in this message"),
    [TF_REASON_FORGED_BELOW] =
        /* Translators: "it" is the result of a mail server. */
        N_ ("it stands where the sender could have written it"),
    /* Translators: "it" is the result of a mail server. */
    [TF_REASON_CONFLICT] = N_ ("it says different things about the same question"),
    /* Translators: "it" is the result of a mail server. */
    [TF_REASON_INCONSISTENT] = N_ ("nothing that it lists supports what it says"),
    [TF_REASON_NO_TRACE] = N_ ("no server recorded a delivery of this copy"),
    [TF_REASON_OWN_COPY] = N_ ("it is a copy of your own message, which was not delivered"),
    [TF_REASON_REWRITTEN] =
        N_ ("your mail program keeps its own copy of the message, not what was delivered"),
    [TF_REASON_STORED_AGAIN] = N_ ("your mail program stored this message again"),
    [TF_REASON_SERVER_REWRITES] =
        N_ ("the server of this account changes the messages that it keeps"),
    [TF_REASON_OLD] = N_ ("the message arrived too long ago"),
    [TF_REASON_INTERNAL] = N_ ("the message never passed a public mail server"),
};
/* clang-format on */

G_STATIC_ASSERT (G_N_ELEMENTS (reasons) == TF_N_REASONS);

const char *
tf_words_reason (TfReason reason)
{
    return reasons[reason] != NULL ? _ (reasons[reason]) : NULL;
}
