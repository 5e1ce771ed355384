/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* drafts: see drafts.h. */
#include "drafts.h"

#include <string.h>

#define N_AUTHORS 3

static gboolean
one_in (gint n)
{
    return g_test_rand_int_range (0, n) == 0;
}

static const char *
pick (const char *const *words, guint n)
{
    return words[g_test_rand_int_range (0, n)];
}

#define PICK(...)                                                                        \
    pick ((const char *const[]){__VA_ARGS__},                                            \
          G_N_ELEMENTS (((const char *const[]){__VA_ARGS__})))

/* ---- pieces -------------------------------------------------------------------- */

Pieces *
pieces_new (const char *path)
{
    Pieces *pieces = g_new0 (Pieces, 1);
    g_autoptr (GError) error = NULL;

    pieces->file = g_key_file_new ();
    g_key_file_load_from_file (pieces->file, path, G_KEY_FILE_NONE, &error);
    g_assert_no_error (error);
    pieces->settings = tf_settings_new ();
    pieces->trusting = tf_settings_new ();
    tf_settings_add_border (pieces->trusting, "mx.victim.example");
    tf_settings_add_trusted_server (pieces->trusting, "mx.victim.example");
    tf_settings_add_trusted_sealer (pieces->trusting, "list.example");
    pieces->kinds = g_key_file_get_keys (pieces->file, "signatures 0", NULL, &error);
    g_assert_no_error (error);
    return pieces;
}

void
pieces_free (Pieces *pieces)
{
    g_key_file_unref (pieces->file);
    tf_settings_unref (pieces->settings);
    tf_settings_unref (pieces->trusting);
    g_strfreev (pieces->kinds);
    g_free (pieces);
}

static char *
get (const Pieces *pieces, const char *group, guint author, const char *key)
{
    g_autofree char *name = g_strdup_printf ("%s %u", group, author);
    g_autoptr (GError) error = NULL;
    char *value = g_key_file_get_string (pieces->file, name, key, &error);

    g_assert_no_error (error);
    return value;
}

char *
pieces_dup_signature (const Pieces *pieces, guint author, const char *kind)
{
    return get (pieces, "signatures", author, kind);
}

/* ---- the message --------------------------------------------------------------- */

#define DATE "; Wed, 18 Nov 2026 10:06:40 +0000\r\n"

/* What the reader's server found, true or not. */
static void
add_results (Draft *draft)
{
    g_autofree char *dmarc = g_strdup_printf (
        "Authentication-Results: mx.victim.example; dmarc=%s header.from=%s\r\n",
        PICK ("pass", "fail", "none"), draft->domain);
    g_autofree char *spf =
        g_strdup_printf ("Authentication-Results: mx.victim.example;\r\n spf=%s "
                         "smtp.mailfrom=bounce@%s\r\n",
                         PICK ("pass", "fail", "softfail", "none"), draft->domain);

    draft->has_results = TRUE;
    g_string_append (draft->trace, PICK (dmarc, spf));
}

static void
add_received (Draft *draft)
{
    draft->from_outside = !one_in (3);
    if (draft->from_outside)
        g_string_append (draft->trace, "Received: from m (m [203.0.113.66])"
                                       " by mx.victim.example" DATE);
    else
        g_string_append (
            draft->trace,
            PICK ("", "Received: from pc ([10.0.0.7]) by mx.victim.example" DATE));
}

static void
add_trace (Draft *draft)
{
    g_autofree char *aligned =
        g_strdup_printf ("Return-Path: <bounce@%s>\r\n", draft->domain);

    g_string_append (draft->trace, PICK ("", "Return-Path: <>\r\n",
                                         "Return-Path: <x@attack.example>\r\n",
                                         "Return-Path: nonsense\r\n", aligned, aligned));
    if (one_in (5))
        add_results (draft);
    add_received (draft);
    if (one_in (4)) {
        g_string_append (draft->trace, "Reply-To: <other@elsewhere.example>\r\n");
        draft->altered = TRUE; /* h= names the field, so that it cannot be added */
    }
}

static void
add_signatures (Draft *draft)
{
    guint n_kinds = g_strv_length (draft->pieces->kinds);

    for (gint n = g_test_rand_int_range (0, 5); n > 0; n--) {
        const char *kind = draft->pieces->kinds[g_test_rand_int_range (0, n_kinds)];

        g_ptr_array_add (draft->signatures,
                         pieces_dup_signature (draft->pieces, draft->author, kind));
    }
}

static void
add_rest (Draft *draft)
{
    g_autofree char *header = get (draft->pieces, "author", draft->author, "header");
    g_autofree char *body = get (draft->pieces, "author", draft->author, "body");

    gboolean field = one_in (10);
    gboolean footer = one_in (4);

    g_string_append (draft->rest, header);
    draft->altered |= field || footer;
    if (field)
        g_string_append (draft->rest, "Subject: another\r\n");
    g_string_append (draft->rest, "\r\n");
    g_string_append (draft->rest, body);
    if (footer)
        g_string_append (draft->rest, "-- \r\nA footer.\r\n");
}

char *
draft_to_text (const Draft *draft)
{
    g_autoptr (GString) text = g_string_new (draft->trace->str);

    for (guint i = 0; i < draft->signatures->len; i++)
        g_string_append (text, g_ptr_array_index (draft->signatures, i));
    g_string_append (text, draft->rest->str);
    return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A source that gives this much of the text at a time, or random amounts. */
typedef struct {
    GBytes *bytes;
    gsize at;
    gboolean in_pieces;
} Text;

static gssize
read_text (gpointer data, guint8 *buffer, gsize length, G_GNUC_UNUSED GError **error)
{
    Text *text = data;
    gsize size;
    const guint8 *bytes = g_bytes_get_data (text->bytes, &size);
    gsize n = MIN (length, size - text->at);

    if (text->in_pieces && n > 0)
        n = (gsize)g_test_rand_int_range (1, (gint32)MIN (n, 50) + 1);
    memcpy (buffer, bytes + text->at, n);
    text->at += n;
    return (gssize)n;
}

static TfDossier *
read_draft (const Draft *draft, gboolean in_pieces)
{
    char *message = draft_to_text (draft);
    g_autoptr (GBytes) bytes = g_bytes_new_take (message, strlen (message));
    Text text = {bytes, 0, in_pieces};
    g_autoptr (TfSource) source = tf_source_new (read_text, &text, NULL);
    TfCircumstances known = TF_CIRCUMSTANCES_INIT;
    TfDossier *dossier;

    known.received_at = draft->received_at;
    dossier = tf_dossier_read (source, &known, draft->pieces->settings->suffixes, NULL);
    g_assert_nonnull (dossier);
    return dossier;
}

TfDossier *
draft_read (const Draft *draft)
{
    return read_draft (draft, FALSE);
}

TfDossier *
draft_read_in_pieces (const Draft *draft)
{
    return read_draft (draft, TRUE);
}

/* ---- the DNS ------------------------------------------------------------------- */

static void
add_policies (Draft *draft)
{
    static const char *const names[] = {"a.mail.legit.example",
                                        "mail.legit.example",
                                        "legit.example",
                                        "shop.co.uk",
                                        "news.shop.co.uk",
                                        "co.uk",
                                        "example"};

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        char *text;

        if (tf_suffix_list_is_suffix (draft->pieces->settings->suffixes, names[i])
                ? !one_in (4)
                : one_in (2))
            continue;
        text = g_strconcat (
            "v=DMARC1; ", PICK ("p=none", "p=reject", "p=reject", "p=quarantine"),
            PICK ("", "", "; sp=none", "; sp=reject"), PICK ("", "", "; np=reject"),
            PICK ("", "", "", "; psd=n", "; psd=y"), PICK ("", "", "", "; t=y"),
            PICK ("", "", "", "; adkim=s"), NULL);
        g_hash_table_insert (draft->policies, g_strdup (names[i]), text);
    }
}

static TfDnsAnswer *
answer_text (const char *text)
{
    TfDnsAnswer *answer = tf_dns_answer_new (TF_DNS_RECORDS);

    g_ptr_array_add (answer->texts, g_bytes_new (text, strlen (text)));
    return answer;
}

static TfDnsAnswer *
lookup_key (const Draft *draft, const char *name)
{
    g_auto (GStrv) parts = g_strsplit (name, "._domainkey.", 2);
    g_autofree char *text =
        g_key_file_get_string (draft->pieces->file, "keys", parts[0], NULL);

    if (strcmp (parts[0], "slow") == 0)
        return tf_dns_answer_new (TF_DNS_TIMEOUT);
    return text != NULL ? answer_text (text) : tf_dns_answer_new (TF_DNS_NXDOMAIN);
}

/* A name has the same records every time it is asked for. */
static const char *
record_of (const Draft *draft, const char *name, const char *const *records, guint n)
{
    return records[(g_str_hash (name) ^ draft->seed) % n];
}

static TfDnsAnswer *
lookup_spf (const Draft *draft, const char *name)
{
    static const char *const records[] = {
        "v=spf1 ip4:203.0.113.66 -all",
        "v=spf1 -all",
        "v=spf1 ?all",
        "",
        "v=spf1 include:a.example ~all",
        "v=spf1 include:b.example include:c.example -all",
        "v=spf1 redirect=d.example",
        "v=spf1 exists:%{ir}.%{l1r-}.e.example -all",
        "v=spf1 a mx ptr ip6:2001:db8::/32 ~all",
        "v=spf1 a:%{d2} mx:f.example/28 -all",
        "v=spf1 include:%{d} -all",
        "v=spf1 nonsense",
        "v=spf1 +all",
        "another text"};
    const char *text = record_of (draft, name, records, G_N_ELEMENTS (records));

    return *text != '\0' ? answer_text (text) : tf_dns_answer_new (TF_DNS_NODATA);
}

/* A, AAAA, MX, PTR: the client's, another's, or nothing. */
static TfDnsAnswer *
lookup_host (const Draft *draft, TfDnsType type, const char *name)
{
    static const char *const kinds[] = {"client", "other", "none", "none"};
    const char *kind = record_of (draft, name, kinds, G_N_ELEMENTS (kinds));
    guint8 address[16] = {203, 0, 113, *kind == 'c' ? 66 : 67};
    TfDnsAnswer *answer =
        tf_dns_answer_new (*kind == 'n' ? TF_DNS_NODATA : TF_DNS_RECORDS);

    if (*kind == 'n')
        return answer;
    if (type == TF_DNS_MX)
        tf_dns_answer_add_exchange (answer, 10, "mail.f.example");
    else if (type == TF_DNS_PTR)
        tf_dns_answer_add_name (answer, "m.legit.example");
    else
        tf_dns_answer_add_address (answer, address, type == TF_DNS_A ? 4 : 16);
    return answer;
}

TfDnsAnswer *
draft_lookup (gpointer data, TfDnsType type, const char *name)
{
    const Draft *draft = data;
    const char *policy;

    if (draft->nonexistent && tf_domain_is_within (name, draft->domain) &&
        !tf_span_has (tf_span_of (name), '_'))
        return tf_dns_answer_new (TF_DNS_NXDOMAIN);
    if (type != TF_DNS_TXT)
        return lookup_host (draft, type, name);
    if (strstr (name, "_domainkey.") != NULL)
        return lookup_key (draft, name);
    if (!g_str_has_prefix (name, "_dmarc."))
        return lookup_spf (draft, name);
    policy = g_hash_table_lookup (draft->policies, name + strlen ("_dmarc."));
    return policy != NULL ? answer_text (policy) : tf_dns_answer_new (TF_DNS_NXDOMAIN);
}

/* ---- a draft ------------------------------------------------------------------- */

Draft *
draft_new (const Pieces *pieces)
{
    Draft *draft = g_new0 (Draft, 1);

    draft->pieces = pieces;
    draft->author = g_test_rand_int_range (0, N_AUTHORS);
    draft->domain = get (pieces, "author", draft->author, "domain");
    draft->trace = g_string_new (NULL);
    draft->signatures = g_ptr_array_new_with_free_func (g_free);
    draft->rest = g_string_new (NULL);
    draft->policies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    draft->nonexistent = one_in (4);
    draft->seed = (guint)g_test_rand_int ();
    draft->settings = one_in (2) ? pieces->settings : pieces->trusting;
    draft->received_at = DRAFT_NOW - 3600 - (one_in (5) ? TF_LONG_AGO : 0);
    draft->evaluation = (TfEvaluation){.now = DRAFT_NOW, .final = g_test_rand_bit ()};
    add_trace (draft);
    add_signatures (draft);
    add_rest (draft);
    add_policies (draft);
    return draft;
}

void
draft_free (Draft *draft)
{
    g_free (draft->domain);
    g_string_free (draft->trace, TRUE);
    g_ptr_array_unref (draft->signatures);
    g_string_free (draft->rest, TRUE);
    g_hash_table_unref (draft->policies);
    g_free (draft);
}
