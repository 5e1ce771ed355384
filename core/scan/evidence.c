/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* evidence: see scan-private.h. It is known by its first two entries. */
#include "scan/scan-private.h"

#define LETTER "message.eml"

static gboolean
is_of_evidence (const char *name)
{
    static const char *const names[] = {
        "answers.json", "settings.json",   "report.json", "report.txt",
        "about.json",   "MANIFEST.sha256", NULL};

    return g_strv_contains (names, name);
}

gboolean
tf_scan_evidence_expects (TfScanEvidence *evidence, const char *name)
{
    guint index = evidence->n_entries++;

    if (index == 0)
        return g_str_equal (name, TF_SCAN_README);
    if (index == 1)
        evidence->is_evidence = evidence->has_readme && g_str_equal (name, LETTER);
    return evidence->is_evidence && is_of_evidence (name);
}

gboolean
tf_scan_evidence_is_wrong (TfScanEvidence *evidence, gboolean is_end)
{
    gboolean is_wrong = evidence->has_readme && !evidence->is_evidence &&
                        (evidence->n_entries > 1 || is_end);

    if (is_wrong)
        evidence->has_readme = FALSE;
    return is_wrong;
}

static gboolean
has_author (TfSpan start)
{
    const char *end = start.data + start.length;

    for (const char *at = start.data; at != NULL && end - at >= 5;) {
        if (g_ascii_strncasecmp (at, "From", 4) == 0 && strchr (": \t", at[4]) != NULL)
            return TRUE;
        at = memchr (at, '\n', (gsize)(end - at));
        at = at != NULL ? at + 1 : NULL;
    }
    return FALSE;
}

/* The lines of our own reports look like a header, but they are few. */
gboolean
tf_scan_evidence_is_beside (TfForm form, TfSpan start)
{
    if (tf_mbox_begins (start) || has_author (start))
        return FALSE;
    return form != TF_FORM_MESSAGE || start.length < TF_READ_BLOCK;
}
