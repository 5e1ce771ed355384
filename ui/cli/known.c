/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* known: what `check` knows of the reader besides what its options say: lists of brands, and whom the reader has
 * written to. */

#include "cli/cli.h"
#include "client/brand-files.h"
#include "inputs/settings.h"

/* ---- brands ------------------------------------------------------------------------ */

gboolean
tf_cli_known_brands (const char *file, TfSettings *settings, TfSettings *attached)
{
    g_auto (TfBrandFiles) files = {0};
    gboolean good = tf_brand_files_read (&files, file, TRUE);

    if (files.complaint != NULL)
        tf_cli_complain ("{a}", files.complaint, NULL);
    if (files.brands != NULL) {
        tf_settings_use_brands (settings, files.brands);
        tf_settings_use_brands (attached, files.brands);
    }
    return good;
}

/* ---- recipients -------------------------------------------------------------------- */

/* What was recorded with the answers takes the place of the memory. */
static TfKnowledge *
find_recipients (const GPtrArray *recorded, TfMemory *memory)
{
    TfKnowledge *knowledge = NULL;

    if (recorded == NULL && memory != NULL)
        knowledge = tf_memory_show_recipients (memory);
    if (knowledge == NULL)
        knowledge = tf_knowledge_new ();
    for (guint i = 0; recorded != NULL && i < recorded->len; i++)
        tf_knowledge_read_line (knowledge, g_ptr_array_index (recorded, i));
    return knowledge;
}

TfKnowledge *
tf_cli_known_recipients (const GPtrArray *recorded, TfMemory *memory,
                         TfSettings *settings, TfSettings *attached)
{
    TfKnowledge *knowledge = find_recipients (recorded, memory);

    for (guint i = 0; i < knowledge->recipients->len; i++) {
        const TfRecipient *recipient = g_ptr_array_index (knowledge->recipients, i);

        if (!tf_recipient_is_known (recipient))
            continue;
        tf_settings_know_recipient (settings, recipient->address);
        tf_settings_know_recipient (attached, recipient->address);
    }
    return knowledge;
}
