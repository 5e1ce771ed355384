/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Which server is proposed: every attack next to its honest twin. A row is a string with one
 * letter for each message. */
#include "delivery/proposal-helper.h"

#define A4    "aaaa"
#define A19   A4 A4 A4 A4 "aaa"
#define A20   A19 "a"
#define B20   "bbbbbbbbbbbbbbbbbbbb"
#define F20   "ffffffffffffffffffff"
#define N20   "nnnnnnnnnnnnnnnnnnnn"
#define G20   "gggggggggggggggggggg"
#define X20   "XXXXXXXXXXXXXXXXXXXX"
#define ONE20 "BBBBBBBBBBBBBBBBBBBB"
#define Z20   "ZZZZZZZZZZZZZZZZZZZZ"
#define ZZ20  "zzzzzzzzzzzzzzzzzzzz"
#define A40   A20 A20
#define MXV   "mx.victim.example"

static const struct {
    const char *messages;
    const char *expected; /* state, "ID" or "ID:below", border, support/messages */
} rows[] = {
    /* enough */
    {"", "too-few - - 0/0"},
    {A19, "too-few " MXV " - 19/19"},
    {A20, "ready " MXV " " MXV " 20/20"},
    {B20, "ready " MXV ":below " MXV " 20/20"},
    {"iiiiiiiiiiiiiiiiiiii", "ready " MXV " " MXV " 20/20"},
    {"IIIIIIIIIIIIIIIIIIII", "ready " MXV " " MXV " 20/20"},
    {"pppppppppppppppppppp", "ready " MXV " " MXV " 20/20"},
    {"vvvvvvvvvvqqqqqqqqqq", "ready " MXV " " MXV " 20/20"},
    {"yyyyyyyyyyyyyyyyyyyy", "ready " MXV " " MXV " 20/20"},
    {"cccccccccccccccccccc", "ready " MXV " " MXV " 20/20"},
    {G20, "ready mx.google.com:below mx.google.com 20/20"},
    {"dddddddddddddddddddd", "ready " MXV ":below " MXV " 20/20"},
    {"tttttttttttttttttttt", "ready " MXV ":below " MXV " 20/20"},
    /* of one list: an archive, whose servers are the list's */
    {"####################", "one-list " MXV " - 20/20"},
    {"####################"
     "####################"
     "a",
     "one-list " MXV " - 41/41"},
    {"####################"
     "aa",
     "ready " MXV " " MXV " 22/22"},
    {"##########"
     "%%%%%%%%%%",
     "ready " MXV " " MXV " 20/20"},
    {A20 "####################", "ready " MXV " " MXV " 40/40"},
    /* nothing of the server */
    {N20, "no-results - " MXV " 0/20"},
    {"oooooooooooooooooooo", "no-results - " MXV " 0/20"},
    {"ssssssssssssssssssss", "no-results - " MXV " 0/20"},
    {"NNNNNNNNNNNNNNNNNNNN", "no-results - " MXV " 0/20"},
    {"mmmmmmmmmmmmmmmmmmmm", "no-results - " MXV " 0/20"},
    {"0000000000000000000000", "too-few - - 0/0"},
    {"hhhhhhhhhhhhhhhhhhhhhh", "too-few - - 0/0"},
    {"llllllllllllllllllllll", "too-few - - 0/0"},
    /* passed over */
    {"h" A4 "l" A4 "0" A4 "l" A4 "h" A4, "ready " MXV " " MXV " 20/20"},
    {"hlh" B20, "ready " MXV ":below " MXV " 20/20"},
    /* an exception: above only, and one in twenty */
    {A20 "n", "ready " MXV " " MXV " 20/21"},
    {A19 "n", "too-few " MXV " " MXV " 19/20"},
    {A4 A4 A4 A4 "nnnn", "not-constant " MXV " " MXV " 16/20"},
    {A20 "nn", "not-constant " MXV " " MXV " 20/22"},
    {A40 "nn", "ready " MXV " " MXV " 40/42"},
    {A40 "m", "ready " MXV " " MXV " 40/41"},
    {B20 "n", "not-constant " MXV ":below " MXV " 20/21"},
    {G20 "G", "not-constant mx.google.com:below mx.google.com 20/21"},
    {B20 B20 B20 "L", "not-constant " MXV ":below - 60/61"},
    {A40 "L", "ready " MXV " - 40/41"},
    /* AR-19: the server writes nothing, a sender writes for it */
    {F20, "no-results - " MXV " 0/20"},
    {N20 B20, "not-constant " MXV ":below " MXV " 20/40"},
    /* the same in an account without other mail: whoever it is has one network */
    {ONE20, "too-few " MXV ":below " MXV " 20/20"},
    {"BBBB" B20, "ready " MXV ":below " MXV " 24/24"},
    {"n" B20 B20 B20, "not-constant " MXV ":below " MXV " 60/61"},
    /* a border that shows its own address for everybody says nothing */
    {X20, "no-results - - 0/20"},
    {X20 X20 "LLL", "no-results - - 0/43"},
    /* a server that sees strangers under inner addresses: what looks like another server of the
     * organization may be the work of a sender */
    {Z20, "ready mx2.victim.example mx2.victim.example 20/20"},
    {ZZ20, "ready mx2.victim.example mx2.victim.example 20/20"},
    {Z20 "SS", "ready mx2.victim.example mx2.victim.example 20/20"},
    {Z20 "hhhhhhhh", "ready mx2.victim.example mx2.victim.example 20/20"},
    /* six: in any order at least three authors */
    {Z20 "SSSSSS", "inner-addresses mx2.victim.example - 20/20"},
    {"SSSSSSSS" Z20, "inner-addresses mx2.victim.example - 20/20"},
    {"TTTTTT" Z20, "inner-addresses mx2.victim.example - 20/20"},
    /* all of it through somebody else's relay */
    {"RRRRRRRRRRRRRRRRRRRR", "inner-addresses relay.other.example - 20/20"},
    {A40 "R", "ready " MXV " - 40/41"},
    /* a program inside that writes in the names of others, beside mail that comes in as it should */
    {A20 "SSSSSS", "ready " MXV " " MXV " 20/20"},
    {B20 "SSSSSS", "ready " MXV ":below " MXV " 20/20"},
    {ZZ20 "lll", "ready mx2.victim.example mx2.victim.example 20/20"},
    /* a field further below, or under the server's own, prevents nothing: large
     * providers stamp what they send, and a sender must not prevent a proposal */
    {A40 A40 "f", "ready " MXV " " MXV " 80/81"},
    {"f" A40 A40, "ready " MXV " " MXV " 80/81"},
    {A40 "F", "ready " MXV " " MXV " 41/41"},
    {A40 "u", "ready " MXV " " MXV " 41/41"},
    {A40 "b", "ready " MXV " " MXV " 40/41"},
    {"b" A40, "ready " MXV " " MXV " 40/41"},
    {A40 "e", "ready " MXV " " MXV " 40/41"},
    {B20 "f", "not-constant " MXV ":below " MXV " 20/21"},
    {B20 "d", "ready " MXV ":below " MXV " 21/21"},
    {A40 "s", "ready " MXV " " MXV " 40/41"}, /* another name does no harm */
    /* several */
    {A20 "22222222222222222222", "several " MXV " - 20/40"},
    {A40 "2", "ready " MXV " - 40/41"},
    {"22222222222222222222", "ready mx2.victim.example mx2.victim.example 20/20"},
};

static char *
describe (const TfProposal *proposal)
{
    return g_strdup_printf ("%s %s%s %s %u/%u",
                            tf_proposal_state_to_string (proposal->state),
                            proposal->authserv_id != NULL ? proposal->authserv_id : "-",
                            proposal->below ? ":below" : "",
                            proposal->border != NULL ? proposal->border : "-",
                            proposal->n_support, proposal->n_messages);
}

static char *
propose (TfObservations *observations)
{
    g_auto (TfProposal) proposal = {0};

    tf_observations_propose (observations, &proposal);
    return describe (&proposal);
}

static char *
look_at (const char *messages, guint seconds, guint n_authors)
{
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();
    g_autoptr (TfObservations) observations = tf_observations_new (suffixes);

    for (guint i = 0; messages[i] != '\0'; i++) {
        g_autoptr (TfHeader) header = make (messages[i], i, seconds, n_authors);

        tf_observations_add (observations, header);
    }
    return propose (observations);
}

static void
test_rows (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *got = look_at (rows[i].messages, TF_DAY, 20);

        g_test_message ("%s", rows[i].messages);
        g_assert_cmpstr (got, ==, rows[i].expected);
    }
}

/* ---- authors and time -------------------------------------------------------------- */

static const struct {
    const char *messages;
    guint seconds; /* from one to the next */
    guint n_authors;
    const char *expected;
} crowds[] = {
    {A20, TF_DAY, 5, "ready"},
    {A20, TF_DAY, 4, "too-few"},
    {A20, TF_DAY, 1, "too-few"},
    {A40 A40, TF_DAY, 4, "too-few"}, /* any number from one sender */
    {A40 A40, TF_DAY, 6, "ready"},
    {B20 B20, TF_DAY, 1, "too-few"},
    {B20 B20, TF_DAY, 5, "ready"},
    {A20, 60, 20, "too-soon"},
    {A40 A40 A40, 3600, 20, "too-soon"},
    {A20, TF_DAY / 3, 20, "too-soon"},
    {A40, TF_DAY / 5, 20, "ready"},
    {N20, 60, 20, "no-results"},
};

static void
test_crowds (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (crowds); i++) {
        g_autofree char *got =
            look_at (crowds[i].messages, crowds[i].seconds, crowds[i].n_authors);

        g_test_message ("%u", i);
        g_assert_true (g_str_has_prefix (got, crowds[i].expected));
    }
}

/* ---- the organization that received it ----------------------------------------------- */

static void
test_receiver (void)
{
    static const struct {
        const char *messages;
        const char *expected;
    } receivers[] = {
        {A20, "victim.example"},
        {N20, "victim.example"},
        {A20 "22222222222222222222", "victim.example"},
        {A20 "hhhh", "victim.example"},
        {A20 "XXXXXXXXXXXXXXXXXXXX", NULL},
        {"", NULL},
    };

    for (guint i = 0; i < G_N_ELEMENTS (receivers); i++) {
        g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();
        g_autoptr (TfObservations) observations = tf_observations_new (suffixes);
        g_auto (TfProposal) proposal = {0};

        for (guint n = 0; receivers[i].messages[n] != '\0'; n++) {
            g_autoptr (TfHeader) header = make (receivers[i].messages[n], n, TF_DAY, 20);

            tf_observations_add (observations, header);
        }
        tf_observations_propose (observations, &proposal);
        g_test_message ("%s", receivers[i].messages);
        g_assert_cmpstr (proposal.receiver, ==, receivers[i].expected);
    }
}

/* ---- order, and size ----------------------------------------------------------------
 */

static char *
shuffle (const char *messages)
{
    char *mixed = g_strdup (messages);

    for (gint i = (gint)strlen (mixed) - 1; i > 0; i--) {
        gint other = g_test_rand_int_range (0, i + 1);
        char letter = mixed[i];

        mixed[i] = mixed[other];
        mixed[other] = letter;
    }
    return mixed;
}

/* The same messages in another order: dates and authors depend on the position, so every
 * message has them. */
static void
test_order (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *mixed = shuffle (rows[i].messages);
        g_autofree char *got = look_at (mixed, TF_DAY, 20);

        g_test_message ("%s", mixed);
        g_assert_cmpstr (got, ==, rows[i].expected);
    }
}

/* Every kind any number of times, each message the same in both orders. */
static void
test_any_order (void)
{
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();

    for (guint run = 0; run < 60; run++) {
        g_autoptr (TfObservations) forward = tf_observations_new (suffixes);
        g_autoptr (TfObservations) backward = tf_observations_new (suffixes);
        g_autoptr (GPtrArray) headers =
            g_ptr_array_new_with_free_func ((GDestroyNotify)tf_header_free);
        guint variety = (guint)g_test_rand_int_range (1, G_N_ELEMENTS (kinds));
        g_autofree char *one = NULL;
        g_autofree char *two = NULL;

        for (guint i = 0; i < 60; i++) {
            guint kind = (guint)g_test_rand_int_range (0, (gint)variety);
            guint author = (guint)g_test_rand_int_range (1, 30);

            g_ptr_array_add (headers, make (kinds[kind].letter, i, TF_DAY / 2, author));
        }
        for (guint i = 0; i < headers->len; i++) {
            tf_observations_add (forward, g_ptr_array_index (headers, i));
            tf_observations_add (backward,
                                 g_ptr_array_index (headers, headers->len - 1 - i));
        }
        one = propose (forward);
        two = propose (backward);
        g_assert_cmpstr (one, ==, two);
    }
}

static void
add_text (TfObservations *observations, const char *fields, guint day)
{
    g_autoptr (GDateTime) time =
        g_date_time_new_from_unix_utc (DAY0 + (gint64)day * TF_DAY);
    g_autofree char *date = g_date_time_format (time, "%a, %d %b %Y %H:%M:%S +0000");
    g_autoptr (GString) text = g_string_new (fields);
    g_autoptr (TfHeader) header = NULL;

    g_string_replace (text, "%s", date, 0);
    g_string_append_printf (text, "From: a@author%u.example\r\n", day);
    header = read_header (text->str, text->len);
    tf_observations_add (observations, header);
}

/* An endless number of names: none is proposed, in any order, and nothing grows. */
static void
test_many_names (void)
{
    for (guint before = 0; before < 2; before++) {
        g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();
        g_autoptr (TfObservations) observations = tf_observations_new (suffixes);
        g_autofree char *got = NULL;

        for (guint i = 0; i < 40 * before; i++)
            add_text (observations, MINE MX LAST, i);
        for (guint i = 0; i < 1000; i++) {
            g_autofree char *fields = g_strdup_printf (
                MX "Authentication-Results: n%u.victim.example; none\r\n" LAST, "x", i,
                "x");

            add_text (observations, fields, i);
        }
        for (guint i = 0; i < 40 * (1 - before); i++)
            add_text (observations, MINE MX LAST, i);
        got = propose (observations);
        g_assert_true (g_str_has_prefix (got, "several - "));
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/proposal/rows", test_rows);
    g_test_add_func ("/proposal/crowds", test_crowds);
    g_test_add_func ("/proposal/order", test_order);
    g_test_add_func ("/proposal/any-order", test_any_order);
    g_test_add_func ("/proposal/many-names", test_many_names);
    g_test_add_func ("/proposal/receiver", test_receiver);
    return g_test_run ();
}
