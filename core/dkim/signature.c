/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* signature.c: RFC 6376 §3.5 and §6.1.1, the DKIM-Signature field as a whole. A signature that
 * requires something this verifier cannot do (an algorithm, a canonicalisation, a
 * query method) is neutral; one that breaks the grammar is permerror. The tags themselves:
 * signature-tags.c. */

#include "dkim/signature-private.h"

/* Ignored rather than wrong: the signature may be fine for a verifier that knows more. */
static gboolean
is_beyond_us (TfReason reason)
{
    return reason == TF_REASON_UNKNOWN_ALGORITHM ||
           reason == TF_REASON_UNKNOWN_CANONICALIZATION ||
           reason == TF_REASON_UNKNOWN_QUERY_METHOD;
}

static void
conclude (TfDkimSignature *signature, TfReason reason)
{
    if (reason == TF_REASON_NONE || signature->result != TF_RESULT_NONE)
        return;
    signature->result = is_beyond_us (reason) ? TF_RESULT_NEUTRAL : TF_RESULT_PERMERROR;
    signature->reason = reason;
}

static TfReason
list_reason (TfTagListState state)
{
    switch (state) {
    case TF_TAG_LIST_OK:
        return TF_REASON_NONE;
    case TF_TAG_LIST_SYNTAX:
        return TF_REASON_SYNTAX;
    case TF_TAG_LIST_DUPLICATE:
        return TF_REASON_DUPLICATE_TAG;
    case TF_TAG_LIST_TOO_MANY:
        return TF_REASON_TOO_MANY;
    }
    return TF_REASON_SYNTAX;
}

static gboolean
is_fws (char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* §3.7: b= is emptied with the white space around its value. */
static TfSpan
with_white_space (TfSpan value, TfSpan field)
{
    const char *start = value.data, *end = value.data + value.length;

    while (start > field.data && is_fws (start[-1]))
        start--;
    while (end < field.data + field.length && is_fws (*end))
        end++;
    return tf_span (start, (gsize)(end - start));
}

/* §3.5 "i=" */
static void
set_default_identity (TfDkimSignature *signature)
{
    signature->identity = g_strconcat ("@", signature->domain, NULL);
    signature->identity_domain = g_strdup (signature->domain);
}

/* Every tag is read, so that the report can name the domain of a broken signature
 * too; only the first complaint is kept. */
static void
read_tags (TfDkimSignature *signature, const TfTagList *list, const TfDkimTag *tags,
           TfSpan field)
{
    TfSpan value;

    for (const TfDkimTag *tag = tags; tag->name != NULL; tag++) {
        TfReason reason = tag->missing;

        if (tf_tag_list_get (list, tag->name, &value))
            reason = tag->read (signature, value);
        conclude (signature, reason);
    }
    if (signature->domain != NULL && signature->identity_domain == NULL &&
        (signature->instance > 0 || !tf_tag_list_get (list, "i", &value)))
        set_default_identity (signature);
    if (tf_tag_list_get (list, "b", &value))
        signature->b_value = with_white_space (value, field);
}

/**
 * tf_dkim_signature_parse_kind:
 * @header: the header block; it must outlive the signature
 * @field_index: which of its fields to read
 * @kind: what the field is
 *
 * Reads one DKIM-Signature field (RFC 6376 §3.5, §6.1.1). A field that breaks the rules
 * is a signature with a final result and a reason, never an error.
 *
 * Returns: (transfer full): the signature
 */
TfDkimSignature *
tf_dkim_signature_parse_kind (const TfHeader *header, guint field_index,
                              TfSignatureKind kind)
{
    const TfField *field = tf_header_get (header, field_index);
    TfDkimSignature *signature = g_new0 (TfDkimSignature, 1);
    g_autoptr (TfTagList) list = tf_tag_list_parse (field->value);
    TfReason reason = list_reason (tf_tag_list_get_state (list));

    signature->field_index = field_index;
    signature->timestamp = -1;
    signature->expiration = -1;
    signature->signed_names = g_ptr_array_new_with_free_func (g_free);
    if (kind != TF_SIGNATURE_DKIM) { /* what sealers mean when they leave out c= */
        signature->header_canon = TF_CANON_RELAXED;
        signature->body_canon = TF_CANON_RELAXED;
    }
    conclude (signature, reason);
    if (reason == TF_REASON_NONE)
        read_tags (signature, list, tf_dkim_tags (kind), field->value);
    return signature;
}

TfDkimSignature *
tf_dkim_signature_parse (const TfHeader *header, guint field_index)
{
    return tf_dkim_signature_parse_kind (header, field_index, TF_SIGNATURE_DKIM);
}

void
tf_dkim_signature_free (TfDkimSignature *signature)
{
    if (signature == NULL)
        return;
    g_free (signature->algorithm_text);
    g_free (signature->domain);
    g_free (signature->selector);
    g_free (signature->identity);
    g_free (signature->identity_domain);
    g_ptr_array_unref (signature->signed_names);
    g_clear_pointer (&signature->signature, g_bytes_unref);
    g_clear_pointer (&signature->body_hash, g_bytes_unref);
    g_free (signature);
}
