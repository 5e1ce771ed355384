/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Any file that somebody takes for a message: what it looks like, and what is read through in front
 * of it. Recoding it in pieces gives the same as at once; after a mail field it remains a
 * message. */
#include <gio/gio.h>

#include "fuzz.h"

#include "message/message.h"

static GByteArray *
recode (TfSpan bytes, TfThrough from, gsize piece)
{
    TfRecoder recoder = {.from = from};
    GByteArray *out = g_byte_array_new ();

    for (gsize at = 0; at < bytes.length; at += piece)
        tf_recoder_feed (&recoder,
                         tf_span (bytes.data + at, MIN (piece, bytes.length - at)), out);
    tf_recoder_end (&recoder, out);
    return out;
}

static void
check_recoder (TfSpan bytes, TfThrough from)
{
    g_autoptr (GByteArray) whole = recode (bytes, from, MAX (bytes.length, 1));
    g_autoptr (GByteArray) pieces = recode (bytes, from, 3);

    FUZZ_ASSERT (whole->len == pieces->len);
    FUZZ_ASSERT (whole->len == 0 || memcmp (whole->data, pieces->data, whole->len) == 0);
    FUZZ_ASSERT (whole->len <= 2 * bytes.length + 3);
}

static void
check_look (TfSpan bytes)
{
    gsize skip;
    gint64 length;
    TfThrough found = tf_through_look (bytes, &skip, &length);

    FUZZ_ASSERT (skip <= bytes.length && length >= -1);
    FUZZ_ASSERT (found != 0 || skip == 0);
    FUZZ_ASSERT ((length >= 0) == ((found & TF_THROUGH_LENGTH) != 0));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    static const char field[] = "Received: from a by b\n";
    TfSpan bytes = fuzz_span (data, size);
    g_autoptr (GBytes) copy = g_bytes_new (data, size);
    g_autoptr (GString) delivered = g_string_new (field);
    g_autoptr (GBytes) read = NULL;
    TfThrough found;
    TfForm form;

    check_look (bytes);
    check_recoder (bytes, TF_THROUGH_MAC_LINE_ENDS);
    check_recoder (bytes, TF_THROUGH_UTF16LE);
    check_recoder (bytes, TF_THROUGH_UTF16BE);
    FUZZ_ASSERT (tf_form_of (bytes) <= TF_FORM_INDEX);
    read = tf_through_read (copy, &found);
    FUZZ_ASSERT (found != 0 || g_bytes_equal (read, copy));
    g_string_append_len (delivered, bytes.data, (gssize)bytes.length);
    form = tf_form_of (tf_span (delivered->str, delivered->len));
    FUZZ_ASSERT (form == TF_FORM_MESSAGE || form == TF_FORM_SAVED_PAGE);
    return 0;
}
