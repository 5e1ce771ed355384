/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* dns-print: answers in the form that dns-json.c reads, sorted, one set of records a
 * line, in plain ASCII, so that two records of the same evidence can be compared line by
 * line. */
#include "dns/dns.h"

#include <arpa/inet.h>

typedef struct {
    TfDns *merged;
    GString *out;
    char *name;       /* the name whose object is open */
    gboolean aliased; /* and whether its CNAME has been printed */
} Printer;

static void
append_escaped (GString *out, const guint8 *bytes, gsize length)
{
    g_string_append_c (out, '"');
    for (gsize i = 0; i < length; i++) {
        if (bytes[i] < 0x20 || bytes[i] >= 0x7f)
            g_string_append_printf (out, "\\u%04x", bytes[i]);
        else if (bytes[i] == '"' || bytes[i] == '\\')
            g_string_append_printf (out, "\\%c", bytes[i]);
        else
            g_string_append_c (out, (char)bytes[i]);
    }
    g_string_append_c (out, '"');
}

static void
append_text (GString *out, const char *text)
{
    append_escaped (out, (const guint8 *)text, strlen (text));
}

static void
append_bytes (GString *out, GBytes *bytes)
{
    gsize length;
    const guint8 *data = g_bytes_get_data (bytes, &length);

    append_escaped (out, data, length);
}

static void
append_address (GString *out, GBytes *address)
{
    char text[INET6_ADDRSTRLEN] = "";
    gsize length;
    const guint8 *octets = g_bytes_get_data (address, &length);

    inet_ntop (length == 4 ? AF_INET : AF_INET6, octets, text, sizeof text);
    append_text (out, text);
}

static void
append_exchange (GString *out, const TfDnsMx *mx)
{
    g_string_append_printf (out, "[%u, ", mx->preference);
    append_text (out, mx->host);
    g_string_append_c (out, ']');
}

static void
append_record (GString *out, TfDnsType type, const TfDnsAnswer *answer, guint index)
{
    switch (type) {
    case TF_DNS_TXT:
        append_bytes (out, g_ptr_array_index (answer->texts, index));
        return;
    case TF_DNS_A:
    case TF_DNS_AAAA:
        append_address (out, g_ptr_array_index (answer->addresses, index));
        return;
    case TF_DNS_MX:
        append_exchange (out, g_ptr_array_index (answer->exchanges, index));
        return;
    case TF_DNS_PTR:
        append_text (out, g_ptr_array_index (answer->names, index));
        return;
    case TF_N_DNS_TYPES:
        return;
    }
}

/* "No data" is written as an empty list of records. */
static void
append_answer (GString *out, TfDnsType type, const TfDnsAnswer *answer)
{
    guint n_records = tf_dns_answer_count (answer, type);

    if (answer->status != TF_DNS_RECORDS && answer->status != TF_DNS_NODATA) {
        append_text (out, tf_dns_status_to_string (answer->status));
        return;
    }
    g_string_append_c (out, '[');
    for (guint i = 0; i < n_records; i++) {
        if (i > 0)
            g_string_append (out, ", ");
        append_record (out, type, answer, i);
    }
    g_string_append_c (out, ']');
}

static void
merge (TfDnsType type, const char *name, const TfDnsAnswer *answer, gpointer data)
{
    Printer *printer = data;
    g_autoptr (TfDnsAnswer) kept = tf_dns_answer_ref (answer);

    tf_dns_tell (printer->merged, type, name, kept);
}

static void
print (TfDnsType type, const char *name, const TfDnsAnswer *answer, gpointer data)
{
    Printer *printer = data;

    if (g_strcmp0 (printer->name, name) == 0) {
        g_string_append (printer->out, ",\n        ");
    } else {
        g_string_append (printer->out, printer->name != NULL ? " },\n " : ",\n ");
        append_text (printer->out, name);
        g_string_append (printer->out, ": { ");
        g_free (printer->name);
        printer->name = g_strdup (name);
        printer->aliased = FALSE;
    }
    append_text (printer->out, tf_dns_type_to_string (type));
    g_string_append (printer->out, ": ");
    append_answer (printer->out, type, answer);
    if (answer->alias == NULL || printer->aliased)
        return;
    printer->aliased = TRUE;
    g_string_append (printer->out, ", \"CNAME\": ");
    append_text (printer->out, answer->alias);
}

static void
append_time (GString *out, const char *name, gint64 time, const char **separator)
{
    if (time < 0)
        return;
    g_string_append_printf (out, "%s\"%s\": %" G_GINT64_FORMAT, *separator, name, time);
    *separator = ", ";
}

static void
note_doubt (TfDnsType type, const char *name, const TfDnsAnswer *answer, gpointer data)
{
    gboolean *doubtful = data;

    *doubtful |= answer->doubtful;
}

static void
append_lines (GString *out, const GPtrArray *lines, const char **separator)
{
    if (lines == NULL || lines->len == 0)
        return;
    g_string_append_printf (out, "%s\"knowledge\": [", *separator);
    for (guint i = 0; i < lines->len; i++) {
        g_string_append (out, i > 0 ? ",\n     " : "\n     ");
        append_text (out, g_ptr_array_index (lines, i));
    }
    g_string_append_c (out, ']');
    *separator = ", ";
}

static void
append_head (GString *out, const TfDnsHead *head, gboolean invents)
{
    const char *separator = "";

    g_string_append (out, " \"@\": {");
    append_time (out, "now", head->now, &separator);
    append_time (out, "received_at", head->received_at, &separator);
    append_time (out, "file_time", head->file_time, &separator);
    append_lines (out, head->knowledge, &separator);
    if (invents)
        g_string_append_printf (out, "%s\"invents\": true", separator);
    g_string_append_c (out, '}');
}

char *
tf_dns_to_record (TfDns *const *tables, gsize n_tables, const TfDnsHead *head)
{
    Printer printer = {tf_dns_new (), g_string_new ("{\n"), NULL, FALSE};
    gboolean invents = FALSE;

    for (gsize i = 0; i < n_tables; i++)
        tf_dns_foreach (tables[i], merge, &printer);
    tf_dns_foreach (printer.merged, note_doubt, &invents);
    append_head (printer.out, head, invents);
    tf_dns_foreach (printer.merged, print, &printer);
    g_string_append (printer.out, printer.name != NULL ? " }\n}\n" : "\n}\n");
    g_free (printer.name);
    tf_dns_unref (printer.merged);
    return g_string_free (printer.out, FALSE);
}

char *
tf_dns_to_json (TfDns *const *tables, gsize n_tables, gint64 now, gint64 received_at,
                gint64 file_time)
{
    const TfDnsHead head = {now, received_at, file_time, NULL};

    return tf_dns_to_record (tables, n_tables, &head);
}
