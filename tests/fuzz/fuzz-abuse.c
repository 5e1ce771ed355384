/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The copy of a message for an abuse desk. The first line of the input is an address to hide, the rest is the
 * message: the copy shows it nowhere, has no line that is too long, and is the same a second time. */
#include "abuse/abuse.h"

#include "fuzz.h"

static void
check_lines (const GString *bytes)
{
    gsize line = 0;

    for (gsize i = 0; i < bytes->len; i++) {
        line = bytes->str[i] == '\n' ? 0 : line + 1;
        FUZZ_ASSERT (line <= 998 && (guchar)bytes->str[i] < 0x80 &&
                     bytes->str[i] != '\0');
        FUZZ_ASSERT (bytes->str[i] != '\n' || (i > 0 && bytes->str[i - 1] == '\r'));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    TfCursor cursor = tf_cursor (fuzz_span (data, size));
    g_autofree char *address = tf_span_dup_utf8 (tf_cursor_take_until (&cursor, '\n'));
    g_autoptr (TfRedaction) redaction = tf_redaction_new ((const guint8 *)"key", 3);
    g_autoptr (TfAbuseCopy) copy = NULL;
    g_autoptr (TfHeader) header = NULL;
    g_autoptr (GBytes) message = NULL;
    const TfReceiver receiver = {2, (char *)"victim.example"};

    tf_cursor_take (&cursor, '\n');
    header = fuzz_header ((const uint8_t *)cursor.at, (gsize)(cursor.end - cursor.at));
    message = g_bytes_new (cursor.at, (gsize)(cursor.end - cursor.at));
    tf_redaction_add (redaction, address, "Jane Roe", TRUE);
    tf_redaction_add_recipients (redaction, header, &receiver);
    copy = tf_abuse_copy_new (message, redaction, FALSE);
    check_lines (copy->bytes);
    fuzz_check_utf8 (copy->text->str);
    for (guint i = 0; i < copy->uris->len; i++) {
        const char *uri = g_ptr_array_index (copy->uris, i);
        g_autofree char *shown = tf_redaction_apply (redaction, uri, TF_SCOPE_ALL);

        tf_redaction_allow (redaction, 10);
        FUZZ_ASSERT (shown == NULL ||
                     !tf_redaction_finds (redaction, shown, TF_SCOPE_ALL));
    }
    return 0;
}
