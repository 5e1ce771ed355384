/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* settings: the words of the preferences, by key. */
#include <string.h>

#include "words/translate.h"
#include "words/words-private.h"

/** Words: of one setting. All but the label may be NULL. */
typedef struct {
    const char *key;
    TfSettingWords words;
} Words;

static const Words settings[] = {
    {"automatic",
     {N_ ("Believe what the servers of this _provider write"),
      N_ ("This was set up automatically, because the provider of this account is known."),
      NULL, NULL}},
    {"talk", {N_ ("What is shown above messages"), NULL, NULL, NULL}},
    {"marks",
     {N_ ("_Mark suspicious messages"),
      N_ ("A message with a red banner is marked truefrom-alarm when it is opened, one with an "
          "amber banner truefrom-warning, so that filters and searches can find it. The marks may "
          "reach your mail server."),
      NULL, NULL}},
    {"evolution",
     {/* Translators: Evolution is the name of a mail program. */
      N_ ("Check _senders in Evolution"),
      N_ ("This takes effect when you start Evolution again. Switched off, truefrom does nothing "
          "there but show this page."),
      NULL, NULL}},
    {"report-only",
     {N_ ("_Only count, and show nothing"),
      N_ ("Messages are checked and counted, but nothing is shown above them, and nothing is "
          "asked before you reply."),
      NULL, NULL}},
    {"memory",
     {N_ ("_Learn from mail"),
      N_ ("Remembers what was checked, and how the mail of a domain is usually confirmed, but not "
          "the text of any message. “truefrom memory” in a terminal can show it, and forget it."),
      NULL, NULL}},
    {"helpdesk",
     {N_ ("Address of your _helpdesk"),
      N_ ("“Report” opens a message to it, which you may send. While this is empty, the button "
          "saves report and message in one file."),
      "helpdesk@example.org",
      N_ ("This is not a mail address. Write, for example, helpdesk@example.org.")}},
    {"dns",
     {N_ ("When the DNS is asked"),
      N_ ("To check a message, the DNS of the sender’s domain is asked, and its operators can see "
          "that. If it is asked when the message arrives, they do not learn when you open it."),
      NULL, NULL}},
    {"resolver",
     {N_ ("_DNS server"),
      N_ ("An address, with or without a port. While it is empty, the servers of your system are "
          "asked."),
      "192.0.2.1",
      N_ ("This is not the address of a DNS server. Write, for example, 192.0.2.1 or "
          "[2001:db8::1]:53.")}},
    {"trusted-servers",
     {N_ ("Servers whose results are _believed"),
      N_ ("The names by which your own mail server marks what it checked, for example "
          "mx.example.org. Name only servers of your own provider: whatever they write is "
          "believed."),
      "mx.example.org",
      N_ ("This is not the name of a server. Write, for example, mx.example.org.")}},
    {"border-hosts",
     {N_ ("Servers that _receive your mail"),
      N_ ("Name only a server that records where each message came from: what it writes is "
          "believed."),
      "mx.example.org",
      N_ ("This is not the name of a server. Write, for example, mx.example.org.")}},
    {"trusted-sealers",
     {N_ ("Lists and _forwarders whose seals are believed"),
      N_ ("Domains of mailing lists and forwarders that change messages. Their seal can explain "
          "why a message does not fit its sender; it never confirms a sender."),
      "lists.example.org",
      N_ ("This is not a domain. Write, for example, lists.example.org.")}},
    {"own",
     {N_ ("Your _own addresses and domains"),
      N_ ("In addition to the addresses of your accounts. Mail that only pretends to come from "
          "one of them is shown as such."),
      "me@example.org",
      N_ ("This is neither a mail address nor a domain. Write, for example, me@example.org or "
          "example.org.")}},
    {"protected",
     {N_ ("Domains to _watch over"),
      N_ ("Domains of others that matter to you, such as your bank’s. You are warned about names "
          "that look like them, and more strongly about unconfirmed mail in their name."),
      "bank.example", N_ ("This is not a domain. Write, for example, bank.example.")}},
    {"known-lists",
     {N_ ("_Mailing lists that you know"),
      /* Translators: List-Id is the name of a field in messages. */
      N_ ("The name of a list as it stands in its List-Id. If another domain signs for the list, "
          "add an equals sign and that domain. Changes that lists make to the sender’s name are "
          "not held against them."),
      "dev.lists.example.org",
      N_ ("This is not the name of a mailing list. Write, for example, "
          "dev.lists.example.org.")}},
};

static const char *
translate (const char *text)
{
    return text != NULL ? _ (text) : NULL;
}

void
tf_words_setting (const char *key, TfSettingWords *ret_words)
{
    /* That of an account has its name at the end. */
    const char *slash = strrchr (key, '/');
    const char *name = slash != NULL ? slash + 1 : key;

    for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
        if (g_str_equal (settings[i].key, name)) {
            const TfSettingWords *words = &settings[i].words;

            *ret_words =
                (TfSettingWords){translate (words->label), translate (words->help),
                                 words->example, translate (words->problem)};
            return;
        }
    g_return_if_reached ();
}

/* ---- the choices ------------------------------------------------------------------- */

const TfChoiceWords *
tf_words_choices (const char *key)
{
    static const TfChoiceWords talk[] = {
        /* Translators: a choice of what is shown above messages. */
        {"warnings", N_ ("_Warnings only")},
        /* Translators: a choice of what is shown above messages: notes are milder. */
        {"notes", N_ ("Warnings and no_tes")},
        /* Translators: a choice of what is shown above messages. */
        {"confirmed", N_ ("Also a plain line that _names a confirmed domain")},
        {NULL, NULL},
    };
    static const TfChoiceWords dns[] = {
        /* Translators: a choice of when the DNS is asked. */
        {"arrival", N_ ("When a message _arrives")},
        /* Translators: a choice of when the DNS is asked. */
        {"opening", N_ ("When a message is _opened")},
        /* Translators: a choice of when the DNS is asked; “Check now” is a button above messages. */
        {"ask", N_ ("Only when you press “_Check now”")},
        /* Translators: a choice of when the DNS is asked. */
        {"never", N_ ("N_ever: almost nothing can be checked then")},
        {NULL, NULL},
    };

    return g_str_equal (key, "dns") ? dns : talk;
}

/* ---- what was counted -------------------------------------------------------------- */

static char *
number_text (gint64 number)
{
    return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

char *
tf_words_learned (const TfMemoryCounts *learned)
{
    g_autofree char *messages_text = number_text (learned->messages);
    g_autofree char *domains_text = number_text (learned->domains);
    g_autofree char *keys_text = number_text (learned->keys);
    g_autofree char *lists_text = number_text (learned->lists);
    g_autofree char *recipients_text = number_text (learned->recipients);

    /* Translators: how much of each was learned from mail; numbers are in the braces. */
    return tf_words_fill (
        _ ("Learned so far. Messages: {messages}. Domains: {domains}. "
           "Keys: {keys}. Mailing lists: {lists}. Addresses that you wrote "
           "to: {recipients}."),
        "messages", messages_text, "domains", domains_text, "keys", keys_text, "lists",
        lists_text, "recipients", recipients_text, NULL);
}

char *
tf_words_tally (gint64 since, const char *const *codes, const guint *numbers)
{
    g_autoptr (GString) lines = g_string_new (NULL);
    g_autofree char *time = NULL;

    if (codes[0] == NULL)
        return g_strdup (_ ("Nothing has been counted yet."));
    time = tf_words_time (since);
    for (guint i = 0; codes[i] != NULL; i++)
        g_string_append_printf (lines, "\n%s: %u", codes[i], numbers[i]);
    /* Translators: {time} is a date; a list follows. */
    return tf_words_fill (_ ("Messages that would have had a banner since {time}:{list}"),
                          "time", time, "list", lines->str, NULL);
}

/* ---- the servers of a provider ----------------------------------------------------- */

#define MAX_SERVER 253 /* characters: a host name has no more */

/* Without what is noted behind the name, and each once. */
static void
add_servers (GPtrArray *list, const char *const *names)
{
    for (guint i = 0; names[i] != NULL; i++) {
        g_autofree char *name = g_strndup (names[i], strcspn (names[i], ":"));
        g_autofree char *shown = tf_words_isolated_text (name, MAX_SERVER);

        if (!g_ptr_array_find_with_equal_func (list, shown, g_str_equal, NULL))
            g_ptr_array_add (list, g_steal_pointer (&shown));
    }
}

/* Owned. */
static char *
join_servers (const char *const *one, const char *const *two)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);

    add_servers (list, one);
    add_servers (list, two);
    g_ptr_array_add (list, NULL);
    return g_strjoinv (", ", (char **)list->pdata);
}

char *
tf_words_refused (const char *const *names)
{
    static const char *const none[] = {NULL};
    g_autofree char *servers = join_servers (names, none);

    /* Translators: {servers} are names of mail servers. "Not now" is the text of the button that was
     * pressed. */
    return tf_words_fill (
        _ ("You answered “Not now” to the proposal to believe {servers}."), "servers",
        servers, NULL);
}

char *
tf_words_servers (const char *provider, const char *const *trusted,
                  const char *const *borders)
{
    g_autofree char *servers = join_servers (borders, trusted);

    /* Translators: {provider} is a company, {servers} are names of its servers. */
    return tf_words_fill (_ ("{provider}: {servers}"), "provider", provider, "servers",
                          servers, NULL);
}
