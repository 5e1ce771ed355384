/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The kinds of messages of which a server is proposed. */
#pragma once

#include "delivery/proposal.h"

#include <string.h>

#include "message-helper.h"

#define DAY0 1794000000

#define AR(id) "Authentication-Results: " id "; dmarc=pass header.from=legit.example\r\n"
#define MINE   AR ("mx.victim.example")
#define SECOND AR ("mx2.victim.example")
#define LAST   "Received: from pc ([10.1.1.1]) by out.sender.example with ESMTPS; %s\r\n"
#define OUT    "Received: from pc ([198.51.100.5]) by out.sender.example with ESMTPS; %s\r\n"
#define MX     "Received: from x ([192.0.2.10]) by mx.victim.example with ESMTPS id 1; %s\r\n"
#define MX2                                                                              \
    "Received: from x ([192.0.2.10]) by mx2.victim.example with ESMTP id 1; %s\r\n"
#define INNER    "Received: from mx.victim.example by imap.victim.example with LMTP; %s\r\n"
#define LOGIN    "Received: from pc ([192.0.2.77]) by mx.victim.example with ESMTPSA; %s\r\n"
#define INSIDE   "Received: from pc ([10.0.0.7]) by mx.victim.example with ESMTP; %s\r\n"
#define BALANCED "Received: from lb ([10.0.0.9]) by mx.victim.example with ESMTP; %s\r\n"
#define RELAYED                                                                          \
    "Received: from r (unknown [192.168.1.1]) by mx.victim.example with ESMTP; %s\r\n"
#define RELAY                                                                            \
    "Received: from x ([192.0.2.10]) by relay.other.example with ESMTPS id 3; %s\r\n"
#define CHECKED                                                                          \
    "Received: from mx2.victim.example (mx2.victim.example [10.0.0.9]) by "              \
    "mx.victim.example (Postfix) with ESMTP id 2; %s\r\n"
#define OUTSIDE                                                                          \
    "Received: from pc ([10.1.1.1]) by mail.author%a.example with ESMTPS; %s\r\n"
#define FETCHED                                                                          \
    "Received: from pop.victim.example ([192.0.2.9]) by localhost with POP3; %s\r\n"
#define GOOGLE                                                                           \
    "Received: by 2002:a05:6a20:3d8a:b0:1ab:cd:7 with SMTP id s10csp1; %s\r\n"           \
    "X-Received: by 2002:a17:90b::1 with SMTP id x; %s\r\n"                              \
    "Received: from x (x. [192.0.2.10]) by mx.google.com with ESMTPS id 1; %s\r\n"

/** Kind: what a letter stands for; "%s" is a date. */
static const struct {
    char letter;
    const char *fields;
} kinds[] = {
    {'a', MINE MX LAST},          /* above */
    {'b', MX MINE LAST},          /* directly under */
    {'B', MX MINE LAST},          /* the same, all from one network */
    {'n', MX LAST},               /* none */
    {'f', MX LAST MINE},          /* below: a sender wrote it */
    {'F', MINE MX LAST MINE},     /* the server's, and a forged one */
    {'u', MINE MX MINE LAST},     /* the same, directly under */
    {'d', MX MINE MINE LAST},     /* two directly under */
    {'2', SECOND MX2 LAST},       /* another of the pool */
    {'i', MINE INNER MX LAST},    /* with an inner hop */
    {'I', INNER MINE MX LAST},    /* between it and the border */
    {'p', FETCHED MINE MX LAST},  /* by fetchmail */
    {'l', LOGIN LAST},            /* by somebody who has logged in */
    {'h', INSIDE},                /* internal */
    {'L', BALANCED OUT},          /* the border does not say from where */
    {'X', BALANCED MINE MX LAST}, /* and a sender says what it does not */
    {'S', BALANCED},              /* a stranger's, behind NAT */
    {'T', BALANCED OUTSIDE},      /* the same, with the stranger's server */
    {'R', RELAYED AR ("relay.other.example") RELAY LAST}, /* all through one relay */
    {'Z',
     BALANCED SECOND MX2 LAST}, /* behind NAT, a server is invented; or there is one */
    {'z', CHECKED SECOND MX2 LAST},          /* there is one: its name was looked up */
    {'o', AR ("mx.attack.example") MX LAST}, /* a name of another organization */
    {'s', MX AR ("mx.attack.example") LAST}, /* the same, by a sender */
    {'y', AR ("localhost") MINE MX LAST},    /* an internal filter, above */
    {'c', MINE SECOND MX LAST},              /* two names, always in this order */
    {'t', MX MINE SECOND LAST},              /* the same, directly under */
    {'m',
     "Authentication-Results: mx.victim.example; dmarc=(\r\n" MX LAST}, /* no field */
    {'e',
     MX LAST "Authentication-Results: mx.victim.example; (\r\n"}, /* the same below */
    {'v', AR ("MX.Victim.Example") MX LAST},                      /* upper case */
    {'q', "Authentication-Results: \"mx.victim.example\" 1; none\r\n" MX LAST},
    {'N', AR ("mx_1.victim.example") MX LAST},               /* not a domain */
    {'g', GOOGLE AR ("mx.google.com")},                      /* as Gmail writes */
    {'G', GOOGLE "X: y\r\n"},                                /* Gmail without */
    {'#', "List-Id: <users.list.example>\r\n" MINE MX LAST}, /* of a list */
    {'%', "List-Id: <news.other.example>\r\n" MINE MX LAST}, /* of another one */
    {'0', ""},                                               /* no trace at all */
};

static inline TfHeader *
make (char letter, guint at, guint seconds, guint n_authors)
{
    g_autoptr (GDateTime) time =
        g_date_time_new_from_unix_utc (DAY0 + (gint64)at * seconds);
    g_autofree char *date = g_date_time_format (time, "%a, %d %b %Y %H:%M:%S +0000");
    g_autofree char *author = g_strdup_printf ("%u", at % n_authors);
    /* As many networks as authors, but for capital B. */
    g_autofree char *client =
        g_strdup_printf ("2.0.%u.10", letter == 'B' ? 0 : at % n_authors);
    g_autoptr (GString) text = g_string_new (NULL);

    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
        if (kinds[i].letter == letter)
            g_string_append (text, kinds[i].fields);
    g_assert_true (letter == '0' || text->len > 0);
    g_string_replace (text, "%s", date, 0);
    g_string_replace (text, "192.0.2.10", client, 0);
    g_string_replace (text, "%a", author, 0);
    if (letter == 'h')
        g_string_append (text, "From: a@victim.example\r\n");
    else
        g_string_append_printf (text, "From: a@news%u.author%s.example\r\n", at, author);
    return read_header (text->str, text->len);
}
