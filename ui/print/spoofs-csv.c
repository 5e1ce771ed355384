/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* spoofs-csv: a row for each message that counts, as it is found. */
#include "print/page.h"
#include "print/spoofs.h"

#include "scan/identity.h"

static const char *const columns[] = {
    "kind",     "domain",      "level",    "code",  "from_address", "subject",
    "date",     "received_at", "address",  "host",  "return_path",  "signed_by",
    "reply_to", "source",      "identity", "sha256"};

char *
tf_print_spoofs_csv_head (void)
{
    return tf_csv_head (columns, G_N_ELEMENTS (columns));
}

static void
add (GString *line, const char *text)
{
    tf_csv_add (line, text != NULL ? text : "");
}

static void
add_list (GString *line, const GPtrArray *texts)
{
    g_autoptr (GString) list = g_string_new (NULL);

    for (guint i = 0; texts != NULL && i < texts->len; i++)
        g_string_append_printf (list, "%s%s", i > 0 ? " " : "",
                                (const char *)g_ptr_array_index (texts, i));
    tf_csv_add (line, list->str);
}

static void
add_digest (GString *line, const guint8 *digest)
{
    g_autofree char *text = digest != NULL ? tf_identity_to_text (digest) : NULL;

    add (line, text);
}

char *
tf_print_spoofs_csv (const TfSpoofMessage *message, const TfSpoofClaim *claim)
{
    GString *line = g_string_new (NULL);
    g_autofree char *time =
        message->time > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, message->time) : NULL;

    tf_csv_add (line, tf_spoof_kind_to_string (claim->kind));
    tf_csv_add (line, claim->domain);
    tf_csv_add (line, tf_level_to_string (claim->level));
    tf_csv_add (line, tf_code_to_string (claim->code));
    add (line, message->sender);
    add (line, message->subject);
    add (line, message->date);
    add (line, time);
    add (line, message->address);
    add (line, message->host);
    add (line, message->return_path);
    add_list (line, message->signers);
    add_list (line, message->reply_to);
    add (line, message->place);
    add_digest (line, message->identity);
    add_digest (line, message->digest);
    tf_csv_end (line);
    return g_string_free (line, FALSE);
}
