/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Lines that may be results of a scan, and every form in which they are shown. */
#include "fuzz.h"
#include "print/page.h"
#include "print/spoofs.h"

static const char *const own[] = {"bank.example", NULL};

static void
take (const TfSpoofMessage *message, gpointer data)
{
    TfSpoofs *spoofs = data;
    g_auto (TfSpoofClaim) claim;

    tf_spoof_claim_read (message, own, &claim);
    fuzz_check_domain (claim.used);
    FUZZ_ASSERT ((claim.kind == TF_SPOOF_NONE) == (claim.domain == NULL));
    if (tf_spoofs_add (spoofs, message, &claim)) {
        g_autofree char *row = tf_print_spoofs_csv (message, &claim);

        FUZZ_ASSERT (tf_domain_is_within (claim.domain, own[0]));
        FUZZ_ASSERT (claim.level >= TF_LEVEL_WARNING);
        fuzz_check_utf8 (row);
    }
}

static void
show (const TfSpoofsReading *reading)
{
    const TfPrintStyle style = {FALSE, 80};
    g_autoptr (TfPage) page = tf_words_spoofs_page (reading, 0, FALSE);
    g_autoptr (TfPage) lines = tf_words_spoofs_page (reading, 10, TRUE);
    g_autofree char *html = tf_print_page_html (page);
    g_autofree char *text = tf_print_page_text (lines, &style);
    g_autofree char *json = tf_print_spoofs_json (reading);

    FUZZ_ASSERT (strstr (html, "<script") == NULL && strstr (html, "<img") == NULL);
    fuzz_check_utf8 (html);
    fuzz_check_utf8 (text);
    fuzz_check_utf8 (json);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autoptr (TfSpoofs) spoofs = tf_spoofs_new (own, 1795000000);
    const TfSpoofsReading reading = {spoofs, FALSE, 0};
    TfCursor cursor = tf_cursor (fuzz_span (data, size));

    while (!tf_cursor_at_end (&cursor)) {
        tf_spoofs_read_line (tf_cursor_take_until (&cursor, '\n'), take, spoofs);
        tf_cursor_take (&cursor, '\n');
    }
    FUZZ_ASSERT (tf_spoofs_count (spoofs) <= spoofs->n_scanned);
    show (&reading);
    return 0;
}
