/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Attached messages: which parts they are, and their exact bytes. */
#include <string.h>

#include "message/message.h"

#define INNER  "From: a@b.example\n\nhello\n"
#define RFC822 "Content-Type: message/rfc822\n\n"
#define DIGEST "Content-Type: multipart/digest; boundary=b\n\n"
#define FILE_PART(type, disposition)                                                     \
    MIXED ("b")                                                                          \
    "--b\nContent-Type: " type "\nContent-Disposition: attachment; " disposition "\n\n"
#define MIXED(b) "Content-Type: multipart/mixed; boundary=" b "\n\n"

static const struct {
    const char *message;
    const char *found; /* "PART:bytes|" … */
} rows[] = {
    {"", ""},
    {"\n", ""},
    {INNER, ""},
    {"Content-Type: text/plain\n\n" RFC822 INNER, ""},
    {RFC822 INNER, "1:" INNER "|"},
    {"content-type:  Message / RFC822 ; x=y\n\n" INNER, "1:" INNER "|"},
    {"Content-Type: message/global\n\n" INNER, "1:" INNER "|"},
    {MIXED ("b") "--b\n" RFC822 INNER "\n--b--\n", "1:" INNER "|"},
    {MIXED ("\"a b\"") "--a b \t\n" RFC822 INNER "\n--a b--", "1:" INNER "|"},
    {MIXED ("b") "pre\n--b\n\ntext\n--b\n" RFC822 INNER "\n--b\n" RFC822
                 "x\n--b--\n--b\n" RFC822 "y\n",
     "2:" INNER "|3:x|"},
    {MIXED ("b") "--b\n" RFC822 INNER, "1:" INNER "|"},      /* cut off */
    {MIXED ("b") "--bb\n" RFC822 INNER "--b-\n" RFC822, ""}, /* no delimiters */
    {MIXED ("b") "--b\r\nContent-Type: message/rfc822\r\n\r\nA: 1\r\n\r\nx\r\n--b--\r\n",
     "1:A: 1\r\n\r\nx|"},
    {"Content-Type: multipart/mixed\n\n--\n" RFC822 INNER, ""}, /* no boundary */
    {MIXED ("b") "--b\n" MIXED ("c") "--c\n" RFC822 INNER "\n--c--\n--b\n" RFC822
                                     "x\n--b--",
     "1.1:" INNER "|2:x|"},
    {MIXED ("b") "--b\n" RFC822 MIXED ("c") "--c\n\nx\n--c\n" RFC822 INNER
                                            "\n--c--\n\n--b--",
     "1:" MIXED ("c") "--c\n\nx\n--c\n" RFC822 INNER "\n--c--\n|1.2:" INNER "|"},
    {RFC822 RFC822 INNER, "1:" RFC822 INNER "|1.1:" INNER "|"},
    {"Content-Transfer-Encoding: base64\n" RFC822 "QTogMQoK\neAo=\n", "1:A: 1\n\nx\n|"},
    {"Content-Transfer-Encoding: Quoted-Printable\n" RFC822 "A:=20=\n1\n", "1:A: 1\n|"},
    {"Content-Transfer-Encoding: 7bit\n" RFC822 "A:=20\n", "1:A:=20\n|"},
    {"Content-Transfer-Encoding: nonsense\n" RFC822 "A:=20\n", "1:A:=20\n|"},
    {"Content-Type: message/news\n\n" INNER, "1:" INNER "|"},
    {RFC822 "\n\n" INNER, "1:" INNER "|"}, /* read through */
    /* RFC 2046 §5.1.5 */
    {DIGEST "--b\n\n" INNER "\n--b\nContent-Type: text/plain\n\n" INNER
            "\n--b\nContent-Type:\n\n" INNER "\n--b--",
     "1:" INNER "|3:" INNER "|"},
    {MIXED ("o") "--o\n" DIGEST "--b\n\n" INNER "\n--b--\n--o--", "1.1:" INNER "|"},
    {MIXED ("b") "--b\n\n" INNER "\n--b--", ""},
    /* saved messages, whatever their type says */
    {FILE_PART ("application/octet-stream", "filename=x.eml") INNER "\n--b--",
     "1:" INNER "|"},
    {FILE_PART ("text/plain; name=\"a b.EML\"", "x=y") INNER "\n--b--", "1:" INNER "|"},
    {FILE_PART ("image/png", "filename*=utf-8''%C3%A4%2Eeml") INNER "\n--b--",
     "1:" INNER "|"},
    {FILE_PART ("x", "filename*0=\"long\"; filename*1=\".eml\"") INNER "\n--b--",
     "1:" INNER "|"},
    {FILE_PART ("x/y", "filename=\"=?utf-8?B?w6QuZW1s?=\"") INNER "\n--b--",
     "1:" INNER "|"},
    {FILE_PART (
         "x/y",
         "filename=x.eml\nContent-Transfer-Encoding: base64") "RnJvbTogYUBiLmV4YW1wbGUKCmhlbGxvCg==\n--b--",
     "1:" INNER "|"},
    {FILE_PART ("x/y", "filename=x.eml") "%PDF-1.7\n--b--", ""},
    {FILE_PART ("x/y", "filename=x.eml.exe") INNER "\n--b--", ""},
    {FILE_PART ("x/y", "filename=x.txt") INNER "\n--b--", ""},
    {FILE_PART ("application/octet-stream", "filename=x.eml")
         MIXED ("c") "--c\n" RFC822 INNER "\n--c--\n--b--",
     "1:" MIXED ("c") "--c\n" RFC822 INNER "\n--c--|1.1:" INNER "|"},
};

static char *
describe (const char *message, gsize length)
{
    g_autoptr (GBytes) bytes = g_bytes_new_static (message, length);
    g_autoptr (GPtrArray) found = tf_attached_find (bytes);
    GString *out = g_string_new (NULL);

    for (guint i = 0; i < found->len; i++) {
        const TfAttached *attached = g_ptr_array_index (found, i);
        gsize size;
        const char *data = g_bytes_get_data (attached->bytes, &size);

        g_string_append_printf (out, "%s:", attached->part);
        g_string_append_len (out, data, (gssize)size);
        g_string_append_c (out, '|');
    }
    return g_string_free (out, FALSE);
}

static void
test_rows (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *found = describe (rows[i].message, strlen (rows[i].message));

        g_assert_cmpstr (found, ==, rows[i].found);
    }
}

static guint
count (const GString *message)
{
    g_autoptr (GBytes) bytes = g_bytes_new (message->str, message->len);
    g_autoptr (GPtrArray) found = tf_attached_find (bytes);

    return found->len;
}

static void
test_limits (void)
{
    g_autoptr (GString) deep = g_string_new (NULL);
    g_autoptr (GString) wide = g_string_new (MIXED ("b"));
    g_autoptr (GString) many = g_string_new (MIXED ("b"));

    for (guint i = 0; i < 10000; i++) {
        g_string_append (deep, RFC822);
        g_string_append (wide, "--b\n" RFC822 "x\n");
        g_string_append (many, "--b\n\nx\n");
    }
    g_string_append (many, "--b\n" RFC822 "x\n");
    g_assert_cmpuint (count (deep), ==, TF_LIMIT_PART_DEPTH);
    g_assert_cmpuint (count (wide), ==, TF_LIMIT_ATTACHED);
    g_assert_cmpuint (count (many), ==, 0);
}

/* Pieces in any order: what is found is within the message, or decoded from it. */
static void
test_random (void)
{
    static const char *const pieces[] = {RFC822,
                                         MIXED ("b"),
                                         MIXED ("c"),
                                         "--b\n",
                                         "--c\n",
                                         "--b--\n",
                                         "--c--\r\n",
                                         "\n",
                                         "\r\n",
                                         INNER,
                                         "x",
                                         "--",
                                         "Content-Type: ",
                                         "Content-Transfer-Encoding: base64\n",
                                         "QTogMQo=\n",
                                         "\0"};

    for (guint round = 0; round < 3000; round++) {
        g_autoptr (GString) message = g_string_new (NULL);
        guint n_pieces = (guint)g_test_rand_int_range (0, 30);

        for (guint i = 0; i < n_pieces; i++) {
            const char *piece = pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))];

            g_string_append_len (message, piece, MAX ((gssize)strlen (piece), 1));
        }
        g_assert_cmpuint (count (message), <=, TF_LIMIT_ATTACHED);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/attached/rows", test_rows);
    g_test_add_func ("/attached/limits", test_limits);
    g_test_add_func ("/attached/random", test_random);
    return g_test_run ();
}
