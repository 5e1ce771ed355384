/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* fields: what a program at the abuse desk reads (RFC 5965 §3). Whatever the sender could have written is left out:
 * only what a server that is believed has recorded is there. */
#include "abuse/abuse-private.h"

#define VALUE_BYTES 2000

/* ---- what is known ----------------------------------------------------------------- */

gboolean
tf_abuse_is_fraud (const TfReport *report)
{
    static const TfCode codes[] = {
        TF_CODE_DOMAIN_FORGED,    TF_CODE_OWN_DOMAIN_FORGED,
        TF_CODE_SENDER_DISGUISED, TF_CODE_NAME_SHOWS_OTHER_ADDRESS,
        TF_CODE_LOOKALIKE_DOMAIN, TF_CODE_KNOWN_NAME_NEW_ADDRESS,
        TF_CODE_SELF_FORGED,      TF_CODE_NAME_USES_BRAND};

    for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
        if (report->verdict.deciding.code == codes[i])
            return report->verdict.deciding.level >= TF_LEVEL_WARNING;
    return FALSE;
}

gboolean
tf_abuse_knows_delivery (const TfReport *report)
{
    return report->delivery->border >= 0 ||
           report->delivery->sender.source == TF_SPF_SOURCE_ENVELOPE;
}

static const TfReceived *
border_of (const TfReport *report)
{
    return report->delivery->border >= 0
               ? tf_trail_hop (report->delivery->trail, (guint)report->delivery->border)
               : NULL;
}

/* ---- writing ----------------------------------------------------------------------- */

/** Writing: where fields are written to. */
typedef struct {
    GString *out;
    const TfRedaction *redaction; /* or NULL */
} Writing;

static void
add_scoped (const Writing *writing, const char *name, const char *value, TfScope scope)
{
    g_autofree char *valid = g_utf8_make_valid (value, -1);
    g_autofree char *shown = writing->redaction != NULL
                                 ? tf_redaction_apply (writing->redaction, valid, scope)
                                 : g_strdup (valid);

    if (shown != NULL && strlen (shown) <= VALUE_BYTES)
        tf_write_field (writing->out, name, shown);
}

/* What the sender wrote. */
static void
add_claim (const Writing *writing, const char *name, const char *value)
{
    add_scoped (writing, name, value, TF_SCOPE_ALL);
}

/* What a server wrote, or what is proven: no sender chooses what is hidden in it. */
static void
add_record (const Writing *writing, const char *name, const char *value)
{
    add_scoped (writing, name, value, TF_SCOPE_RECORD);
}

static void
add_ip (const Writing *writing, const TfReport *report)
{
    const TfReceived *border = border_of (report);
    const TfIp *address = &report->delivery->sender.sender.address;
    g_autofree char *text = NULL;

    if (address->length == 0 && border != NULL)
        address = &border->client;
    if (address->length == 0)
        return;
    text = tf_ip_to_text (address);
    tf_write_field (writing->out, "Source-IP", text);
}

static void
add_mail_from (const Writing *writing, const TfReport *report)
{
    const TfSpfEnvelope *sender = &report->delivery->sender;
    const TfEnvelope *envelope = report->dossier->envelope;
    g_autofree char *value = NULL;

    if (sender->source == TF_SPF_SOURCE_ENVELOPE && sender->local != NULL &&
        sender->domain != NULL)
        value = g_strdup_printf ("<%s@%s>", sender->local, sender->domain);
    else if (border_of (report) != NULL && envelope->state == TF_RETURN_PATH_NULL)
        value = g_strdup ("<>");
    else if (border_of (report) != NULL && envelope->return_path != NULL)
        value = g_strdup_printf ("<%s>", envelope->return_path);
    if (value != NULL)
        add_claim (writing, "Original-Mail-From", value);
}

static void
add_border (const Writing *writing, const TfReport *report)
{
    const TfReceived *border = border_of (report);
    g_autofree char *date = NULL;
    g_autofree char *host = NULL;

    if (border == NULL)
        return;
    if (border->by != NULL) {
        host = g_strconcat ("dns; ", border->by, NULL);
        add_record (writing, "Reporting-MTA", host);
    }
    if (border->time < 0)
        return;
    date = tf_date_format (border->time);
    tf_write_field (writing->out, "Arrival-Date", date);
}

/* RFC 8601: as the server wrote them. */
static void
add_results (const Writing *writing, const TfReport *report)
{
    const GArray *fields = report->delivery->server->fields;

    for (guint i = 0; i < fields->len; i++) {
        const TfServerField *field = &g_array_index (fields, TfServerField, i);
        g_autofree char *value = NULL;

        if (!field->trusted || !field->used)
            continue;
        value = tf_span_dup_utf8 (
            tf_header_get (report->dossier->header, field->results->field_index)->value);
        add_record (writing, "Authentication-Results", g_strstrip (value));
    }
}

/* RFC 5965 §3.2: domains that take part in the abuse. The one in From may be a victim, so only those that are proven
 * are named. */
static void
add_domains (const Writing *writing, const TfReport *report)
{
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

    for (guint i = 0; i < report->dkim->len; i++) {
        const TfDkimResult *result = g_ptr_array_index (report->dkim, i);

        if (result->authenticates && result->domain != NULL &&
            g_hash_table_add (seen, result->domain))
            add_record (writing, "Reported-Domain", result->domain);
    }
    if (report->delivery->spf.result == TF_RESULT_PASS &&
        report->delivery->spf_domain != NULL &&
        g_hash_table_add (seen, report->delivery->spf_domain))
        add_record (writing, "Reported-Domain", report->delivery->spf_domain);
}

char *
tf_abuse_fields (const TfReport *report, const TfRedaction *redaction,
                 const GPtrArray *uris)
{
    const Writing writing = {g_string_new (NULL), redaction};

    /* RFC 5965 §3.1: once each. Never auth-failure: receivers send those to "ruf". */
    tf_write_field (writing.out, "Feedback-Type",
                    tf_abuse_is_fraud (report) ? "fraud" : "abuse");
    tf_write_field (writing.out, "User-Agent", "truefrom/" TF_VERSION);
    tf_write_field (writing.out, "Version", "1");
    add_mail_from (&writing, report);
    add_border (&writing, report);
    if (tf_abuse_knows_delivery (report))
        add_ip (&writing, report);
    add_results (&writing, report);
    add_domains (&writing, report);
    for (guint i = 0; i < uris->len && i < TF_LIMIT_ABUSE_URIS; i++)
        add_claim (&writing, "Reported-URI", g_ptr_array_index (uris, i));
    return g_string_free (writing.out, FALSE);
}
