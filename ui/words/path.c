/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* path: the way of a message as a few stations, from the domain that it names to the reader. A station
 * is there only if its domain has signed the message or the reader's own server recorded it: what stands
 * below that server's field may be the sender's words. Older forwarders are left out, because only the
 * newest has sealed the message itself. */

#include "words/translate.h"
#include "words/words-private.h"

#define MAX_BEFORE_SERVER 3 /* the sending server is left out after so many stations */
#define MAX_SIGNERS       2

static void
station_free (gpointer data)
{
    TfStation *station = data;

    g_free (station->label);
    g_free (station->name);
    g_free (station);
}

/* Takes NAME. */
static TfStation *
add_station (GPtrArray *path, const char *label, char *name)
{
    TfStation *station = g_new0 (TfStation, 1);

    station->label = g_strdup (label);
    station->name = name;
    g_ptr_array_add (path, station);
    return station;
}

/* ---- who signed -------------------------------------------------------------------- */

static gboolean
has_passed_on (const TfDkimResult *result)
{
    return result->authenticates && !result->aligned && result->domain != NULL;
}

/* Owned: the host of the List-Id, which anybody can write; or NULL. */
static char *
list_host (const TfDossier *dossier)
{
    g_autofree char *id = NULL;

    if (dossier->list_id == NULL || tf_header_count (dossier->header, "List-Id") > 1)
        return NULL;
    id = tf_list_id_read (dossier->list_id);
    return id != NULL ? tf_domain_parse (tf_span_of (id)) : NULL;
}

/* Borrowed: who signed the message and names itself in List-Id. */
static const char *
find_list (const TfReport *report)
{
    g_autofree char *host = list_host (report->dossier);

    for (guint i = 0; host != NULL && i < report->dkim->len; i++) {
        const TfDkimResult *result = g_ptr_array_index (report->dkim, i);

        if (has_passed_on (result) &&
            tf_suffix_list_same_organization (tf_words_suffixes (), result->domain, host))
            return result->domain;
    }
    return NULL;
}

static gboolean
add_list (GPtrArray *path, const TfReport *report)
{
    const char *list = find_list (report);

    if (list == NULL)
        return FALSE;
    add_station (
        path,
        report->facts.known_list
            /* Translators: a station on the way of a message. */
            ? _ ("Mailing list")
            /* Translators: a station on the way of a message; a domain follows. */
            : _ ("Calls itself a mailing list"),
        tf_words_domain_both (list));
    return TRUE;
}

static gboolean
is_signed_before (const GPtrArray *results, guint index)
{
    const TfDkimResult *result = g_ptr_array_index (results, index);

    for (guint i = 0; i < index; i++) {
        const TfDkimResult *before = g_ptr_array_index (results, i);

        if (has_passed_on (before) && g_str_equal (before->domain, result->domain))
            return TRUE;
    }
    return FALSE;
}

static void
add_signers (GPtrArray *path, const TfReport *report)
{
    g_autoptr (GString) list = g_string_new (NULL);
    guint n_shown = 0;

    for (guint i = 0; i < report->dkim->len && n_shown <= MAX_SIGNERS; i++) {
        const TfDkimResult *result = g_ptr_array_index (report->dkim, i);
        g_autofree char *domain = NULL;

        if (!has_passed_on (result) || is_signed_before (report->dkim, i))
            continue;
        domain = tf_words_domain_both (result->domain);
        tf_words_add_item (list, n_shown < MAX_SIGNERS ? domain : "\u2026");
        n_shown++;
    }
    if (n_shown > 0)
        /* Translators: a station on the way of a message; one or two domains follow. */
        add_station (path, _ ("Signed by"), g_strdup (list->str));
}

/* ---- who recorded it --------------------------------------------------------------- */

/* What an attached message says about its delivery may be its sender's words. */
static const TfReceived *
find_hop (const TfReport *report, gint at)
{
    if (at < 0 || report->dossier->attached)
        return NULL;
    return tf_trail_hop (report->delivery->trail, (guint)at);
}

/* Owned: an address, left to right. */
static char *
ip_name (const TfIp *ip)
{
    g_autoptr (GInetAddress) address = g_inet_address_new_from_bytes (
        ip->octets, ip->length == 4 ? G_SOCKET_FAMILY_IPV4 : G_SOCKET_FAMILY_IPV6);
    g_autofree char *text = g_inet_address_to_string (address);

    return g_strconcat (TF_WORDS_LRI, text, TF_WORDS_PDI, NULL);
}

/* By address, unless the receiving server itself found a name that leads back to it: every other name
 * is what the sending server calls itself. */
static void
add_sending_server (GPtrArray *path, const TfReport *report)
{
    const TfReceived *hop = find_hop (report, report->delivery->border);

    if (hop == NULL || hop->client.length == 0 || hop->is_authenticated || hop->is_web ||
        path->len >= MAX_BEFORE_SERVER)
        return;
    add_station (
        path,
        /* Translators: a station on the way of a message; a name or an address follows. */
        _ ("Sending server"),
        hop->is_name_checked && hop->name != NULL ? tf_words_domain_both (hop->name)
                                                  : ip_name (&hop->client));
}

/* Borrowed: the name of a server that the reader believes; or NULL. */
static const char *
find_own_server (const TfReport *report)
{
    const TfReceived *hop = find_hop (report, report->delivery->door);
    const GArray *fields = report->delivery->server->fields;

    if (hop != NULL && hop->by != NULL)
        return hop->by;
    for (guint i = 0; i < fields->len && !report->dossier->attached; i++) {
        const TfServerField *field = &g_array_index (fields, TfServerField, i);

        if (field->used && field->results->authserv_id != NULL)
            return field->results->authserv_id;
    }
    return NULL;
}

static void
add_forwarder (GPtrArray *path, const TfReport *report, const char *own_server)
{
    const TfArcResult *arc = report->arc;
    const char *sealer;

    if (arc->result != TF_RESULT_PASS || !arc->covers_from || arc->sealers->len == 0)
        return;
    sealer = g_ptr_array_index (arc->sealers, 0);
    if (own_server != NULL &&
        tf_suffix_list_same_organization (tf_words_suffixes (), sealer, own_server))
        return; /* it sealed on arrival */
    /* Translators: a station on the way of a message; a domain follows. */
    add_station (path, _ ("Passed on by"), tf_words_domain_both (sealer));
}

/* ---- the first link ---------------------------------------------------------------- */

static gboolean
is_unclear (const TfReport *report)
{
    return report->author_domain == NULL ||
           report->evidence.result == TF_EVIDENCE_AMBIGUOUS_FROM;
}

static gboolean
is_excused (const TfFacts *facts)
{
    return facts->explained || facts->signer_accepted || facts->known_list;
}

/* Honest mail of a domain that only monitors fails too: it is not called broken. */
static TfLink
first_link (const TfReport *report)
{
    TfLevel level = tf_report_peek_level (report);

    if (report->evidence.result == TF_EVIDENCE_PASS)
        return TF_LINK_PLAIN;
    if (report->evidence.result == TF_EVIDENCE_FAIL && !is_excused (&report->facts) &&
        (level == TF_LEVEL_ALARM || level == TF_LEVEL_WARNING))
        return TF_LINK_BROKEN;
    return TF_LINK_UNPROVEN;
}

static const char *
finding (const TfReport *report)
{
    if (is_unclear (report))
        /* Translators: about the way of a message. */
        return _ ("It is not clear where the path begins.");
    if (report->evidence.result == TF_EVIDENCE_PASS)
        return report->evidence.source == TF_PASS_SOURCE_INTERNAL
                   /* Translators: about the way of a message. */
                   ? _ ("The path begins within your organization.")
                   /* Translators: about the way of a message; {from} is the domain in the From line. */
                   : _ ("The path leads back to {from}.");
    if (report->facts.explained)
        return _ ("{from} itself is not confirmed; a forwarder that you believe reports "
                  "that it was.");
    if (report->facts.signer_accepted)
        return _ ("{from} itself is not confirmed; you accept who signed the message for "
                  "this sender.");
    if (report->evidence.result == TF_EVIDENCE_CHANGED)
        return _ ("{from} has signed the message, but it was changed afterwards.");
    if (first_link (report) == TF_LINK_BROKEN)
        /* Translators: about the way of a message; {from} is the domain in the From line. */
        return _ ("The path breaks after {from}: nothing shows that the message comes "
                  "from there.");
    /* Translators: about the way of a message; {from} is the domain in the From line. */
    return _ ("Whether the path begins at {from} could not be shown.");
}

/* ---- the whole path ---------------------------------------------------------------- */

GPtrArray *
tf_words_path (const TfReport *report)
{
    GPtrArray *path = g_ptr_array_new_with_free_func (station_free);
    const char *own_server = find_own_server (report);

    if (report->delivery->is_own_copy)
        return path;
    add_station (path, _ ("Named as sender"),
                 is_unclear (report) ? NULL
                                     : tf_words_domain_both (report->author_domain));
    if (!add_list (path, report))
        add_signers (path, report);
    add_forwarder (path, report, own_server);
    add_sending_server (path, report);
    if (own_server != NULL)
        /* Translators: a station on the way of a message; the name of the server follows. */
        add_station (path, _ ("Your mail server"),
                     tf_words_isolated_text (own_server, TF_WORDS_LOCAL_CHARS));
    else if (report->dossier->attached)
        /* Translators: a station on the way of an attached message. */
        add_station (path, _ ("The message that carries it"), NULL);
    /* Translators: the last station on the way of a message: the reader. */
    add_station (path, _ ("You"), NULL);
    ((TfStation *)g_ptr_array_index (path, 1))->link = first_link (report);
    return path;
}

char *
tf_words_path_finding (const TfReport *report)
{
    return tf_words_fill_report (finding (report), report);
}

const char *
tf_words_link (TfLink link)
{
    switch (link) {
    case TF_LINK_BROKEN:
        /* Translators: between two stations on the way of a message; very short. */
        return _ ("broken here");
    case TF_LINK_UNPROVEN:
        /* Translators: between two stations on the way of a message; very short. */
        return _ ("not proven");
    case TF_LINK_PLAIN:
        break;
    }
    return NULL;
}

/* ---- as text ----------------------------------------------------------------------- */

static const char *
link_template (TfLink link)
{
    switch (link) {
    case TF_LINK_BROKEN:
        /* Translators: two stations on the way of a message; {first} may be several. */
        return _ ("{first}; broken here; then {second}");
    case TF_LINK_UNPROVEN:
        /* Translators: two stations on the way of a message; {first} may be several. */
        return _ ("{first}; not proven here; then {second}");
    case TF_LINK_PLAIN:
        break;
    }
    /* Translators: two stations on the way of a message; {first} may be several. */
    return _ ("{first}; then {second}");
}

static char *
station_text (const TfStation *station)
{
    if (station->name == NULL)
        return g_strdup (station->label);
    /* Translators: a station on the way of a message, such as "Your mail server: mx.example.org". */
    return tf_words_fill (C_ ("a station", "{label}: {name}"), "label", station->label,
                          "name", station->name, NULL);
}

char *
tf_words_path_text (const TfReport *report)
{
    g_autoptr (GPtrArray) path = tf_words_path (report);
    g_autofree char *last = tf_words_path_finding (report);
    g_autofree char *text = NULL;

    if (path->len == 0)
        return NULL;
    text = station_text (g_ptr_array_index (path, 0));
    for (guint i = 1; i < path->len; i++) {
        const TfStation *station = g_ptr_array_index (path, i);
        g_autofree char *second = station_text (station);
        char *both = tf_words_fill (link_template (station->link), "first", text,
                                    "second", second, NULL);

        g_free (text);
        text = both;
    }
    /* Translators: {path} is a list without a full stop, {finding} a sentence about it. */
    return tf_words_fill (C_ ("path and finding", "{path}. {finding}"), "path", text,
                          "finding", last, NULL);
}

void
tf_words_add_path (GPtrArray *rows, const TfReport *report)
{
    char *text = tf_words_path_text (report);

    if (text != NULL)
        /* Translators: a label: which way the message came. */
        tf_words_add_row (rows, g_strdup (_ ("Delivery path")), text);
}
