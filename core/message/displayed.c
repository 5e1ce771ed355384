/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* displayed: compares the author with what the mail program shows. In honest mail, too, names
 * contain addresses ("jane@example.org via List"), so an address counts only where it is shown as
 * the address: within the last "<>", or alone and not part of the author's name.
 * Leaves out: what the name pretends. */
#include "message/message-private.h"

static void
add_keys (GHashTable *keys, TfSpan text)
{
    gboolean broken;
    g_autoptr (GArray) tokens = tf_address_tokens (text, &broken);
    g_autoptr (GArray) sightings = tf_address_sightings (tokens);

    for (guint i = 0; i < sightings->len; i++)
        g_hash_table_add (
            keys, tf_mailbox_key (g_array_index (sightings, TfSighting, i).mailbox));
}

/* Camel shows a quoted local part without its quotes. One that contains an address could then be
 * mistaken for that address, so it is recognized only with its quotes. */
static void
add_unquoted_keys (GHashTable *keys, const TfMailbox *mailbox)
{
    g_autofree char *text =
        g_strdup_printf ("%s@%s <%s@%s>", mailbox->local, mailbox->domain_text,
                         mailbox->local, mailbox->domain_text);

    if (!tf_span_has (tf_span_of (mailbox->local), '@'))
        add_keys (keys, tf_span_of (text));
}

static GHashTable *
author_keys (const TfAuthor *author)
{
    GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < author->addresses->len; i++) {
        gboolean broken;
        TfSpan address = tf_span_of (g_ptr_array_index (author->addresses, i));
        g_autoptr (GArray) tokens = tf_address_tokens (address, &broken);
        g_autoptr (GArray) sightings = tf_address_sightings (tokens);

        add_keys (keys, address);
        for (guint j = 0; j < sightings->len; j++)
            add_unquoted_keys (keys, g_array_index (sightings, TfSighting, j).mailbox);
    }
    return keys;
}

static GHashTable *
name_keys (const TfAuthor *author)
{
    GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GPtrArray) claims = tf_address_find_claims (tf_span_of (author->name));

    for (guint i = 0; i < claims->len; i++)
        add_keys (keys, tf_span_of (g_ptr_array_index (claims, i)));
    return keys;
}

/* A name that a program cut short ends in "…"; it is neither a domain nor an address. */
static gboolean
is_foreign (GHashTable *keys, const TfSighting *sighting)
{
    g_autofree char *key = tf_mailbox_key (sighting->mailbox);

    return sighting->mailbox->domain != NULL && !g_hash_table_contains (keys, key);
}

/* The address in the last "<>" is the author's: anything before it is the name. */
static gboolean
ends_with_own (const GArray *sightings, GHashTable *own)
{
    for (guint i = sightings->len; i > 0; i--) {
        const TfSighting *sighting = &g_array_index (sightings, TfSighting, i - 1);

        if (sighting->in_angle)
            return !is_foreign (own, sighting);
    }
    return FALSE;
}

/* An address is shown that is neither the author's nor (unless KNOWN is NULL) one of
 * KNOWN. */
static gboolean
shows_foreign (const GArray *sightings, gboolean in_angle, GHashTable *own,
               GHashTable *known)
{
    for (guint i = 0; i < sightings->len; i++) {
        const TfSighting *sighting = &g_array_index (sightings, TfSighting, i);

        if (sighting->in_angle == in_angle && is_foreign (own, sighting) &&
            (known == NULL || is_foreign (known, sighting)))
            return TRUE;
    }
    return FALSE;
}

/* The index of the token "<" of the last "<>" that is not empty; -1: there is none. */
static gint
last_bracket (const GArray *tokens)
{
    gint open = -1, last = -1;

    for (guint i = 0; i < tokens->len; i++) {
        const TfToken *token = &g_array_index (tokens, TfToken, i);

        if (tf_token_is (token, '<')) {
            open = (gint)i;
        } else if (tf_token_is (token, '>') && open >= 0) {
            last = (gint)i > open + 1 ? open : -1;
            open = -1;
        }
    }
    return last;
}

/* What is shown as the address is not one: the author's address has become part of the name. */
static gboolean
shows_no_address (const TfAuthor *author, const GArray *tokens, const GArray *sightings)
{
    gint bracket = last_bracket (tokens);

    if (bracket < 0 || author->address == NULL)
        return FALSE;
    for (guint i = 0; i < sightings->len; i++) {
        const TfSighting *sighting = &g_array_index (sightings, TfSighting, i);

        if (sighting->in_angle && sighting->angle == (guint)bracket)
            return FALSE;
    }
    return TRUE;
}

/* After an open bracket, or within one; a text that a program cut short ends in "…". */
static gboolean
hides_foreign (const GArray *tokens, TfSpan shown, GHashTable *own)
{
    g_autofree char *text = tf_span_dup (shown);
    g_autoptr (GPtrArray) hidden = tf_address_find_hidden (tokens);

    if (g_str_has_suffix (text, "\xe2\x80\xa6"))
        return FALSE;
    for (guint i = 0; i < hidden->len; i++) {
        g_autofree char *key = g_utf8_casefold (g_ptr_array_index (hidden, i), -1);

        if (!g_hash_table_contains (own, key))
            return TRUE;
    }
    return FALSE;
}

gboolean
tf_author_displayed_differs (const TfAuthor *author, const char *displayed)
{
    gboolean broken;
    g_autofree char *text = g_utf8_make_valid (displayed != NULL ? displayed : "", -1);
    g_autoptr (GArray) tokens = tf_address_tokens (tf_span_of (text), &broken);
    g_autoptr (GArray) sightings = tf_address_sightings (tokens);
    g_autoptr (GHashTable) own = author_keys (author);
    g_autoptr (GHashTable) named = name_keys (author);
    TfSpan shown = tf_span_strip (tf_span_of (text));
    gboolean is_bracket_first = shown.length > 0 && shown.data[0] == '<';

    if (shows_no_address (author, tokens, sightings) ||
        hides_foreign (tokens, shown, own))
        return TRUE;
    /* Bare addresses beside it are part of the name, and so is one in "<>" after other words. */
    if (ends_with_own (sightings, own))
        return shows_foreign (sightings, TRUE, own, is_bracket_first ? NULL : named);
    return shows_foreign (sightings, TRUE, own, NULL) ||
           shows_foreign (sightings, FALSE, own, named);
}
