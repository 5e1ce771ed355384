/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Who may show another address in From (TF05): lists, the reader, services; and what imitates
 * them. */
#include "impersonation/shown-helper.h"

#define KNOWN .is_known_list = TRUE

static const Row lists[] = {
    {"\"jane@example.org via Dev\" <dev@list.example>", "", KNOWN},
    {"\"'jane@example.org' via Dev\" <dev@list.example>", "", KNOWN},
    {"\"Jane Roe (example.com) via Dev\" <dev@list.example>", "", KNOWN},
    {"jane@example.org via Dev <dev@list.example>", "", KNOWN},
    {"\"jane@example.org \xc3\xbc"
     "ber Dev\" <dev@list.example>",
     "", KNOWN},
    {"\"Dev on behalf of kim@friend.example\" <dev@list.example>", "", KNOWN},
    {"\"kim@friend.example--- via Dev\" <dev@list.example>", "", KNOWN},
    {"\"jane@example.org\" <dev@list.example>", "", "Jane@example.org", KNOWN},
    {"\"" V " via List\" <list@list.example>", "note name " V, KNOWN},
    {"\"Boss (victim.example) via List\" <list@list.example>", "note name victim.example",
     KNOWN},
    /* Not of lists, or of lists that nobody knows. */
    {"\"" V " via List\" <list@list.example>", "alarm name " V},
    {"\"" V " via List\" <" A ">", "alarm name " V},
    {"\"Boss (victim.example) via List\" <" A ">", "warning name victim.example"},
    {"\"boss@victim.example--- via Users\" <" A ">", "alarm name boss@victim.example"},
    {"\"kim@friend.example via Dev\" <dev@list.example>",
     "alarm name kim@friend.example"},
    {"\"Jane Roe (example.com) via Dev\" <dev@list.example>", "note name example.com"},
    {"\"jane@example.org via Dev\" <dev@list.example>", "warning name jane@example.org"},
    {"\"jane@example.org\" <dev@list.example>", "warning name jane@example.org", KNOWN},
    {"\"jane@example.org\" <dev@list.example>", "warning name jane@example.org",
     "joe@example.org", KNOWN},
    {"\"jane@example.org\" <dev@list.example>", "warning name jane@example.org",
     "jane@example.org"},
    {"\"jane@example.org via\" <dev@list.example>", "warning name jane@example.org",
     KNOWN},
    {"\"jane@example.org via Dev, " V "\" <dev@list.example>", "alarm name " V, KNOWN},
    {"\"" V "\"@list.example", "alarm local-part " V, KNOWN},
};

static void
test_lists (void)
{
    CHECK (lists);
}

#define READER .is_from_reader = TRUE

/* The reader's own addresses may name each other; nobody else's, and nobody may name them. */
static const Row readers[] = {
    {"\"jane@freemail.example\" <jane@victim.example>", "", READER},
    {"\"Jane@FreeMail.example\" <jane@victim.example>", "", READER},
    {"\"jane@victim.example\" <jane@freemail.example>", "", READER},
    {"Jane (work: jane@victim.example) <jane@freemail.example>", "", READER},
    {"\"Jane (victim.example)\" <jane@freemail.example>", "", READER},
    {"\"jane@freemail.example\" <jane@victim.example>",
     "alarm name jane@freemail.example"},
    {"\"jane@victim.example\" <jane@freemail.example>", "alarm name jane@victim.example"},
    {"\"joe@freemail.example\" <jane@victim.example>",
     "warning name joe@freemail.example", READER},
    {"\"kim@friend.example\" <jane@freemail.example>", "alarm name kim@friend.example",
     READER},
    {"\"jane@victirn.example\" <jane@freemail.example>",
     "alarm name jane@victirn.example", READER},
    {"\"bank.com\" <jane@freemail.example>", "warning name bank.com", READER},
};

static void
test_readers (void)
{
    CHECK (readers);
}

/* Each form, and the same from elsewhere, unconfirmed, or in another form. */
static const Row services[] = {
    {"\"Jane Doe - jane(a)example.com\" <ra+x.y@simplelogin.co>", ""},
    {"\"Jane Doe - jane at friend.example\" <ra+x.y@aleeas.com>", ""},
    {"\"kim at friend.example\" <ra@simplelogin.co>", ""},
    {"\"jane@example.com [via Relay]\" <abc@mozmail.com>", ""},
    {"\"Jane Doe <jane@example.com> [via Relay]\" <abc@x.mozmail.com>", ""},
    {"\"jane@mail.example.com ... [via Relay]\" <abc@mozmail.com>", ""},
    {"\"Jane Doe 'jane at example.com'\" <a+jane=friend.example@anonaddy.me>", ""},
    {"\"bob@example.com (via Google Drive)\" <drive-shares@google.com>", ""},
    {"=?utf-8?q?bob=40example=2Ecom_=28via_Google_Docs=29?= <x@docs.google.com>", ""},
    {"\"kim@friend.example via DocuSign\" <dse_NA3@docusign.net>", ""},
    {"\"Kim (kim@friend.example) via Docusign\" <dse@docusign.net>", ""},
    {"\"kim@friend.example \xc3\xbc"
     "ber DocuSign\" <dse@eumail.docusign.net>",
     ""},
    {"\"kim@friend.example (Jira)\" <jira@site.atlassian.net>", ""},
    {"kim_at_friend.example_me@duck.com", ""},
    /* The reader's own: a note. */
    {"\"boss@victim.example [via Relay]\" <abc@mozmail.com>",
     "note name boss@victim.example"},
    {"\"boss@victim.example (via Google Drive)\" <drive@google.com>",
     "note name boss@victim.example"},
    {"\"Jane@FreeMail.example via DocuSign\" <dse@docusign.net>",
     "note name Jane@freemail.example"},
    {"\"Boss - boss(a)victim.example\" <ra@simplelogin.co>", "note name victim.example"},
    {"boss_at_victim.example_me@duck.com", "note local-part victim.example"},
    /* Another's. */
    {"\"boss@victim.example [via Relay]\" <abc@attack.example>",
     "alarm name boss@victim.example"},
    {"\"jane@example.com [via Relay]\" <abc@mozmail.com.attack.example>",
     "warning name jane@example.com"},
    {"\"jane@example.com via DocuSign\" <dse@notdocusign.net>",
     "warning name jane@example.com"},
    {"\"Boss - boss(a)victim.example\" <" A ">", "warning name victim.example"},
    /* Not confirmed. */
    {"\"jane@example.com [via Relay]\" <abc@mozmail.com>",
     "warning name jane@example.com", .is_unconfirmed = TRUE},
    {"\"boss@victim.example via DocuSign\" <dse@docusign.net>",
     "alarm name boss@victim.example", .is_unconfirmed = TRUE},
    /* Another form. */
    {"\"boss@victim.example\" <dse@docusign.net>", "alarm name boss@victim.example"},
    {"\"boss@victim.example [via Relay]\" <dse@docusign.net>",
     "alarm name boss@victim.example"},
    {"\"boss@victim.example via DocuSign Support\" <dse@docusign.net>",
     "alarm name boss@victim.example"},
    {"\"Invoice of boss@victim.example via DocuSign\" <dse@docusign.net>",
     "alarm name boss@victim.example"},
    {"\"jane@example.com via DocuSign\" <abc@mozmail.com>",
     "warning name jane@example.com"},
    /* The words before the address are the sender's. */
    {"\"boss@victim.example - x(a)example.com\" <ra@simplelogin.co>",
     "alarm name boss@victim.example"},
    {"\"Jane (boss@victim.example) (jane@example.com) via DocuSign\" <d@docusign.net>",
     "alarm name boss@victim.example"},
    {"\"boss@victim.example <jane@example.com> [via Relay]\" <abc@mozmail.com>",
     "alarm name boss@victim.example"},
    {"jane@example.com (via Google Drive) <x@google.com>",
     "warning name jane@example.com"},
};

static void
test_services (void)
{
    CHECK (services);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/impersonation/lists", test_lists);
    g_test_add_func ("/impersonation/readers", test_readers);
    g_test_add_func ("/impersonation/services", test_services);
    return g_test_run ();
}
