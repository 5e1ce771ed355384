/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What a Subject may have been before it was marked: a table, and random marks in random places
 * of random Subjects, which must be found again; other texts must not. */
#include "dkim/dkim.h"

#include <string.h>

/* The canonical form (RFC 6376 §3.4.2), so that folds and runs of blanks do not matter. */
static char *
canonical (TfSpan value)
{
    g_autofree char *raw =
        g_strdup_printf ("Subject:%.*s\r\n", (int)value.length, value.data);
    TfField field = {tf_span_of (raw), tf_span (raw, 7), tf_span (raw + 8, value.length)};
    GString *out = g_string_new (NULL);

    tf_dkim_canon_field (&field, TF_CANON_RELAXED, TRUE, out);
    return g_string_free (out, FALSE);
}

static gboolean
finds (const char *marked, const char *original, gboolean is_list)
{
    g_autoptr (GPtrArray) found = tf_subject_without_marks (tf_span_of (marked), is_list);
    g_autofree char *wanted = canonical (tf_span_of (original));
    gboolean is_found = FALSE;

    g_assert_cmpuint (found->len, <=, TF_LIMIT_SUBJECT_TRIALS);
    for (guint i = 0; i < found->len; i++) {
        const GString *value = g_ptr_array_index (found, i);
        g_autofree char *got = canonical (tf_span (value->str, value->len));

        is_found |= g_str_equal (got, wanted);
    }
    return is_found;
}

typedef struct {
    const char *marked;
    const char *original;
    gboolean is_list;
    gboolean found;
} Row;

static const Row rows[] = {
    {" [Dev] Text", " Text", FALSE, TRUE},
    {" [Dev]Text", " Text", FALSE, TRUE},
    {"[Dev] Text", "Text", FALSE, TRUE},
    {" [Dev]\r\n Text", " Text", FALSE, TRUE},
    {" [Dev]\n\tText", " Text", FALSE, TRUE},
    {" Re: [Dev] Text", " Re: Text", FALSE, TRUE},
    {" Re:[Dev] Text", " Re: Text", FALSE, TRUE},
    {" Re:[Dev]Text", " Re:Text", FALSE, TRUE},
    {" [Dev] Re: Text", " Re: [Dev] Text", FALSE, TRUE},
    {" [A] [B] Text", " [B] Text", FALSE, TRUE},
    {" [A] [B] Text", " [A] Text", FALSE, TRUE},
    {" [A] [B] [C] Text", " Text", FALSE, TRUE},
    {" [A] [B] [C] [D] Text", " [D] Text", FALSE, TRUE},
    {" [A] [B] [C] [D] Text", " Text", FALSE, FALSE},
    {" [Dev]", " ", FALSE, TRUE},
    {" [dev:12] Text", " Text", TRUE, TRUE},
    {" [dev:12] Text", " Text", FALSE, FALSE},
    {" [dev team 12] Text", " Text", TRUE, FALSE},
    {" [1234567] Text", " Text", TRUE, FALSE},
    {" [12] Text", " Text", TRUE, FALSE},
    {" [v6ops] Text", " Text", TRUE, TRUE},
    {" [v6ops] Text", " Text", FALSE, FALSE},
    {" [v6ops:123] Text", " Text", TRUE, TRUE},
    {" [v6 ops] Text", " Text", TRUE, FALSE},
    {" [v1234567] Text", " Text", TRUE, FALSE},
    {" [SPAM 5.2] Text", " Text", FALSE, TRUE},
    {" ***SPAM(05.2)*** Text", " Text", FALSE, TRUE},
    {" [SPAM 12345] Text", " Text", FALSE, FALSE},
    {" [SPAM 12 Mon] Text", " Text", FALSE, FALSE},
    {" EXTERNAL: Text", " Text", FALSE, TRUE},
    {" External Email: Text", " Text", FALSE, TRUE},
    {" ext - Text", " Text", FALSE, TRUE},
    {" ext -Text", " Text", FALSE, FALSE},
    {" EXTERNAL: Re: EXTERNAL: Text", " Re: EXTERNAL: Text", FALSE, TRUE},
    {" Re: SPAM: [Dev] Text", " Re: Text", FALSE, TRUE},
    {" EXTERNALLY: Text", " Text", FALSE, FALSE},
    {" Urgent: Text", " Text", FALSE, FALSE},
    {" [Dev]: Text", " Text", FALSE, TRUE},
    {" [Dev] - Text", " Text", FALSE, TRUE},
    {" [Dev] -1 is odd", " -1 is odd", FALSE, TRUE},
    {" #EXTERN# Text", " Text", FALSE, TRUE},
    {" --EXTERN-- Text", " Text", FALSE, TRUE},
    {" #EXTERN- Text", " Text", FALSE, FALSE},
    {" \xe3\x80\x8c"
     "Dev\xe3\x80\x8dText",
     " Text", FALSE, TRUE},
    {" \xe3\x80\x8c"
     "Dev] Text",
     " Text", FALSE, FALSE},
    {" [see www.attack.example] Text", " Text", FALSE, FALSE},
    {" [HTTPS://attack.example/] Text", " Text", FALSE, FALSE},
    {" [gnu/linux: news] Text", " Text", FALSE, TRUE},
    {" [dev] Text [dev]", " Text", TRUE, FALSE},
    {" Text", " Text", FALSE, FALSE}, /* nothing to take out */
    {" Hello: [Dev] Text", " Hello: Text", FALSE, FALSE},
    {" =?utf-8?q?=5BDev=5D_T=C3=A4xt?=", " =?utf-8?q?T=C3=A4xt?=", FALSE, TRUE},
    {" =?utf-8?q?[Dev]_?= =?utf-8?q?T=C3=A4xt?=", " =?utf-8?q?T=C3=A4xt?=", FALSE, TRUE},
    {" =?utf-8?q?[Dev]_?=\r\n =?utf-8?q?T=C3=A4xt?=", " =?utf-8?q?T=C3=A4xt?=", FALSE,
     TRUE},
    {" =?utf-8?q?[De?= =?utf-8?q?v]_T=C3=A4xt?=", " =?utf-8?q?T=C3=A4xt?=", FALSE, TRUE},
    {" =?utf-8?b?W0Rldl0gVMOkeHQ=?=", " =?utf-8?b?VMOkeHQ=?=", FALSE, TRUE},
    {" =?utf-8?b?W0Rldl0gVMOkeHQ=?=", " =?UTF-8?Q?T=C3=A4xt?=", FALSE, TRUE},
    {" =?utf-8?b?W0Rldl0gVMOkeHQ=?=", " T\xc3\xa4xt", FALSE, TRUE},
    {" =?utf-8?q?=5BDev=5D_Text?=", " Text", FALSE, TRUE},
    {" =?utf-8?q?=5BDev=5D_Re=3A_T=C3=A4xt?=", " Re: =?utf-8?q?T=C3=A4xt?=", FALSE, TRUE},
    {" =?iso-8859-1?q?=5BDev=5D_T=E4xt?=", " =?iso-8859-1?q?T=E4xt?=", FALSE, TRUE},
    {" =?utf-8?q?=5BDev=5D_T=C3=A4xt?=", " =?iso-8859-1?Q?T=E4xt?=", FALSE, TRUE},
    {" =?utf-8?b?W0Rldl0gVMOkeHQ=?=", " =?ISO-8859-1?Q?T=E4xt?=", FALSE, TRUE},
    {" =?utf-8?b?W0Rldl0gVMOkeHQ=?=", " =?windows-1252?Q?T=E4xt?=", FALSE, TRUE},
    {" =?iso-8859-1?Q?[Dev]_T=E4xt?=", " =?UTF-8?Q?T=C3=A4xt?=", FALSE, TRUE},
    {" =?iso-8859-1?Q?[Dev]_T=E4xt?=", " =?utf-8?B?VMOkeHQ=?=", FALSE, TRUE},
    {" =?iso-8859-1?Q?[Dev]_Re:_T=E4xt?=", " Re: =?UTF-8?Q?T=C3=A4xt?=", FALSE, TRUE},
    {" =?iso-8859-1?Q?[Dev]_T=E4xt?=", " =?UTF-8?Q?T=C3=B6xt?=", FALSE, FALSE},
    {" =?iso-8859-15?Q?[Dev]_=A4?=", " =?UTF-8?Q?=C2=A4?=", FALSE, FALSE},
    {" =?windows-1252?Q?[Dev]_=80?=", " =?UTF-8?Q?=C2=80?=", FALSE, FALSE},
    {" =?koi8-r?Q?[Dev]_=C4?=", " =?UTF-8?Q?=C3=84?=", FALSE, FALSE},
    {" [Dev] T\xc3\xa4xt", " =?UTF-8?Q?T=C3=A4xt?=", FALSE, TRUE},
    {" [Dev] T\xc3\xa4xt", " =?utf-8?B?VMOkeHQ=?=", FALSE, TRUE},
    {" [Dev] T\xc3\xa4xt", " =?iso-8859-1?Q?T=E4xt?=", FALSE, TRUE},
    {" =?iso-2022-jp?b?W0Rldl0gGyRCMnE1RBsoQg==?=", " =?iso-2022-jp?b?GyRCMnE1RBsoQg==?=",
     FALSE, TRUE},
    {" =?utf-8?b?not base64?=", " ", FALSE, FALSE},
    {" =?utf-8?x?[Dev]?= Text", " Text", FALSE, FALSE},
    {" =?utf-8?q?=5BDev", " ", FALSE, FALSE},
};

static void
test_rows (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_test_message ("%s | %s", rows[i].marked, rows[i].original);
        g_assert_cmpint (finds (rows[i].marked, rows[i].original, rows[i].is_list), ==,
                         rows[i].found);
    }
}

/* ---- random ones ----------------------------------------------------------------- */

static const char *
pick (const char *const *words, guint n)
{
    return words[g_test_rand_int_range (0, (gint)n)];
}

#define PICK(words) pick (words, G_N_ELEMENTS (words))

static char *
random_mark (void)
{
    static const char *const forms[] = {
        "[%s]", "{%s}", "(%s)", "<%s>", "*%s*", "***%s***", "\xe3\x80\x90%s\xe3\x80\x91"};
    static const char *const names[] = {"Dev",   "EXTERNAL", "Spam?",    "a b c",
                                        "ä ö ü", "外部",     "x.y-z_/+!"};
    static const char *const blanks[] = {"", " ", "  ", "\t", "\r\n "};
    g_autofree char *mark = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    mark = g_strdup_printf (PICK (forms), PICK (names));
#pragma GCC diagnostic pop
    return g_strconcat (mark, PICK (blanks), NULL);
}

static char *
encode (const char *text, gboolean base64)
{
    GString *out;

    if (base64) {
        g_autofree char *b = g_base64_encode ((const guchar *)text, strlen (text));

        return g_strdup_printf ("=?utf-8?b?%s?=", b);
    }
    out = g_string_new ("=?utf-8?q?");
    for (const char *at = text; *at != '\0'; at++)
        if (*at == ' ')
            g_string_append_c (out, '_');
        else
            g_string_append_printf (out, "=%02X", (guchar)*at);
    g_string_append (out, "?=");
    return g_string_free (out, FALSE);
}

static void
test_random (void)
{
    static const char *const prefixes[] = {
        "", "", "Re: ", "AW: ", "Fwd: Re: ", "Re[3]: "};
    static const char *const texts[] = {"Text", "Plan for May", "Grüße", "会議の記録",
                                        "Plan [draft], 12 May"};

    for (guint i = 0; i < 2000; i++) {
        g_autofree char *text = g_test_rand_bit ()
                                    ? g_strdup (PICK (texts))
                                    : encode (PICK (texts), g_test_rand_bit ());
        const char *prefix = PICK (prefixes);
        gboolean in_front = g_test_rand_bit ();
        g_autoptr (GString) marks = g_string_new (NULL);
        g_autofree char *original = g_strconcat (" ", prefix, text, NULL);
        g_autofree char *other = g_strconcat (" ", prefix, text, "!", NULL);
        g_autofree char *marked = NULL;

        for (gint n = g_test_rand_int_range (1, 4); n > 0; n--) {
            g_autofree char *mark = random_mark ();

            g_string_append (marks, mark);
        }
        marked = g_strconcat (" ", in_front ? marks->str : prefix,
                              in_front ? prefix : marks->str, text, NULL);
        g_test_message ("%s | %s", marked, original);
        g_assert_true (finds (marked, original, FALSE));
        g_assert_false (finds (marked, other, FALSE));
    }
}

/* Any bytes: no more than is allowed, and no candidate grows. */
static void
test_noise (void)
{
    static const char alphabet[] = "[]{}()<>* =?utf8qb_AZ09\r\n\t\xc3\xa4\xe3\x80:Re";

    for (guint i = 0; i < 3000; i++) {
        gsize length = (gsize)g_test_rand_int_range (0, 200);
        g_autofree char *noise = g_malloc (length + 1);
        g_autoptr (GPtrArray) found = NULL;

        for (gsize j = 0; j < length; j++)
            noise[j] = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
        found = tf_subject_without_marks (tf_span (noise, length), g_test_rand_bit ());
        g_assert_cmpuint (found->len, <=, TF_LIMIT_SUBJECT_TRIALS);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/subject-marks/rows", test_rows);
    g_test_add_func ("/subject-marks/random", test_random);
    g_test_add_func ("/subject-marks/noise", test_noise);
    return g_test_run ();
}
