/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Which forms of an address are hidden, and what is left alone. */
#include "abuse/abuse-private.h"

typedef struct {
    const char *text;
    gboolean hidden;
} Row;

static const Row rows[] = {
    {"jane.roe@victim.example", TRUE},
    {"JANE.ROE@VICTIM.EXAMPLE", TRUE},
    {"jane.roe=victim.example@list.example", TRUE},
    {"SRS0=x=yy=victim.example=jane.roe@a.example", TRUE},
    {"jane.roe%40victim.example", TRUE},
    {"jane.roe%2540victim.example", TRUE},
    {"%6a%61ne.roe%40victim.example", TRUE},
    {"jane&#46;roe&#x40;victim.example", TRUE},
    {"jane.roe=40victim.example", TRUE},
    {"jane.r=\noe@victim.example", TRUE},
    {"j<b>a</b>ne.roe@victim.example", TRUE},
    {"jane.roe\\u0040victim.example", TRUE},
    {"jane\u200b.roe\uff20victim\u3002example", TRUE},
    {"amFuZS5yb2VAdmljdGltLmV4YW1wbGU", TRUE},
    {"xxamFuZS5yb2VAdmljdGltLmV4YW1wbGU=", TRUE},
    {"YW1GdVpTNXliMlZBZG1samRHbHRMbVY0WVcxd2JHVQ==", TRUE},
    {"6a616e652e726f65407669637469", TRUE},
    {"ask jane.roe about it", TRUE}, /* alone */
    {"Dear Jane,", TRUE},            /* by name */
    {"Dear Mrs. Roe", TRUE},
    {"info@victim.example", TRUE}, /* an everyday word only beside its domain */
    {"info (at) victim dot example", TRUE},
    {"victim.example/info", TRUE},
    {"bo@victim.example", TRUE}, /* the same for a short one */
    {"info@other.example", FALSE},
    {"for your info", FALSE},
    {"bo ate", FALSE},
    {"J&aacute;ne", TRUE},
    {"janeroe", TRUE},
    {"Janes account", TRUE},
    {"https://x.example/jane", TRUE},
    {"9bo@victim.example", TRUE},
    {"https://jane.example/", FALSE}, /* a sender can choose a name to hide a host */
    {"x@jane.example", FALSE},
    {"Test User", TRUE},           /* a whole name, */
    {"a user of the test", FALSE}, /* and ordinary words of it */
    {"redacted, left out", FALSE},
    {"janet.roeder@victim.example", FALSE},
    {"postmaster@victim.example", FALSE},
    {"mx.victim.example", FALSE},
    {"", FALSE},
};

static TfRedaction *
redaction_of_all (void)
{
    TfRedaction *redaction = tf_redaction_new ((const guint8 *)"secret", 6);

    tf_redaction_add (redaction, "jane.roe@victim.example", "Jane Roe", TRUE);
    tf_redaction_add (redaction, "info@victim.example", "Test User", TRUE);
    tf_redaction_add (redaction, "bo@victim.example", NULL, TRUE);
    return redaction;
}

static void
test_forms (void)
{
    g_autoptr (TfRedaction) redaction = redaction_of_all ();

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *within = g_strconcat ("( ", rows[i].text, " )", NULL);
        g_autofree char *hidden = tf_redaction_apply (redaction, within, TF_SCOPE_ALL);

        g_test_message ("%s", rows[i].text);
        g_assert_cmpint (tf_redaction_finds (redaction, within, TF_SCOPE_ALL), ==,
                         rows[i].hidden);
        g_assert_nonnull (hidden);
        g_assert_false (tf_redaction_finds (redaction, hidden, TF_SCOPE_ALL));
        g_assert_cmpint (g_str_equal (hidden, within), ==, !rows[i].hidden);
    }
}

/* One user, one word; another key, another word; the domain stays. */
static void
test_digest (void)
{
    g_autoptr (TfRedaction) redaction = redaction_of_all ();
    g_autoptr (TfRedaction) other = tf_redaction_new ((const guint8 *)"other", 5);
    g_autofree char *one =
        tf_redaction_apply (redaction, "jane.roe@victim.example", TF_SCOPE_ALL);
    g_autofree char *again =
        tf_redaction_apply (redaction, "Jane.Roe@victim.example", TF_SCOPE_ALL);
    g_autofree char *two = NULL;

    tf_redaction_add (other, "jane.roe@victim.example", NULL, TRUE);
    two = tf_redaction_apply (other, "jane.roe@victim.example", TF_SCOPE_ALL);
    g_assert_cmpstr (one, ==, again);
    g_assert_cmpstr (one, !=, two);
    g_assert_true (g_str_has_suffix (one, "@victim.example"));
}

/* Both forms of an address have one word. */
static void
test_tag (void)
{
    g_autoptr (TfRedaction) redaction = tf_redaction_new ((const guint8 *)"secret", 6);
    g_autofree char *tagged = NULL;
    g_autofree char *plain = NULL;

    tf_redaction_add (redaction, "jane.roe+shop@victim.example", NULL, TRUE);
    tagged = tf_redaction_apply (redaction, "jane.roe+shop@victim.example", TF_SCOPE_ALL);
    plain = tf_redaction_apply (redaction, "jane.roe@victim.example", TF_SCOPE_ALL);
    g_assert_cmpstr (tagged, ==, plain);
}

/* In what servers record, only what no sender chose is hidden. */
static void
test_record (void)
{
    static const struct {
        const char *text;
        gboolean hidden;
    } records[] = {{"for <jane.roe@victim.example>", TRUE},
                   {"for <evil@sender.example>", TRUE},
                   {"for jane.roe", TRUE},
                   {"from Jane", FALSE},
                   {"from evil ([192.0.2.7])", FALSE},
                   {"Mon, 23 Nov 2026", FALSE}};
    g_autoptr (TfRedaction) redaction = tf_redaction_new ((const guint8 *)"secret", 6);

    tf_redaction_add (redaction, "jane.roe@victim.example", "Jane Mon Nov", TRUE);
    tf_redaction_add (redaction, "evil@sender.example", "from 192 2026", FALSE);
    tf_redaction_add (redaction, "192.0.2.7@sender.example", NULL, FALSE);
    for (gsize i = 0; i < G_N_ELEMENTS (records); i++) {
        g_test_message ("%s", records[i].text);
        g_assert_cmpint (tf_redaction_finds (redaction, records[i].text, TF_SCOPE_RECORD),
                         ==, records[i].hidden);
    }
}

/* Past what may be searched nothing is shown; an ordinary text is far from it. */
static void
test_work (void)
{
    g_autoptr (TfRedaction) redaction = redaction_of_all ();
    g_autofree char *large = g_strnfill (120000, 'b');
    g_autofree char *shown = tf_redaction_apply (redaction, large, TF_SCOPE_ALL);
    g_autofree char *hidden = NULL;

    g_assert_cmpstr (shown, ==, large);
    for (guint i = 0; i < 10000 && tf_redaction_spend (redaction, 1000000); i++)
        ;
    hidden = tf_redaction_apply (redaction, "x", TF_SCOPE_ALL);
    g_assert_null (hidden);
    g_assert_true (tf_redaction_finds (redaction, "x", TF_SCOPE_ALL));
}

/* What does not fit is known, and whose it is. */
static void
test_room (void)
{
    g_autoptr (TfRedaction) redaction = tf_redaction_new ((const guint8 *)"", 0);
    g_autoptr (GString) name = g_string_new (NULL);

    for (guint i = 0; i < 30; i++)
        g_string_append_printf (name, "nam%c%c ", 'a' + (int)i / 10, 'k' + (int)i % 10);
    tf_redaction_add (redaction, "jane.roe@victim.example", "Jane Roe", TRUE);
    g_assert_false (tf_redaction_is_full (redaction));
    tf_redaction_add (redaction, "a@else.example", name->str, FALSE);
    g_assert_true (tf_redaction_is_full (redaction));
    g_assert_false (tf_redaction_has_gap (redaction));
    tf_redaction_add (redaction, "jane.roe@victim.example", name->str, FALSE);
    g_assert_true (tf_redaction_has_gap (redaction));
}

static void
test_bad_addresses (void)
{
    g_autoptr (TfRedaction) redaction = tf_redaction_new ((const guint8 *)"", 0);
    g_autofree char *same = NULL;

    tf_redaction_add (redaction, "", NULL, TRUE);
    tf_redaction_add (redaction, "@", NULL, TRUE);
    tf_redaction_add (redaction, "a@", "\xff", TRUE);
    tf_redaction_add (redaction, "@b", NULL, TRUE);
    g_assert_cmpuint (tf_redaction_count (redaction), ==, 0);
    same = tf_redaction_apply (redaction, "a@b @ \uff20", TF_SCOPE_ALL);
    g_assert_cmpstr (same, ==, "a@b @ \uff20");
    for (guint i = 0; i < 1000; i++) {
        g_autofree char *address = g_strdup_printf ("person%u@victim.example", i);

        tf_redaction_add (redaction, address, NULL, TRUE);
    }
    g_assert_true (tf_redaction_is_full (redaction));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/redaction/forms", test_forms);
    g_test_add_func ("/redaction/digest", test_digest);
    g_test_add_func ("/redaction/tag", test_tag);
    g_test_add_func ("/redaction/record", test_record);
    g_test_add_func ("/redaction/work", test_work);
    g_test_add_func ("/redaction/room", test_room);
    g_test_add_func ("/redaction/bad-addresses", test_bad_addresses);
    return g_test_run ();
}
