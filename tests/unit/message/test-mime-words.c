/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The decoding of names: encoded words, honest and not. */
#include "message/clean-text.h"

#include <string.h>

static void
test_decode_words (void)
{
    static const struct {
        const char *text, *decoded;
    } texts[] = {
        {"", ""},
        {"plain", "plain"},
        {"a\r\n b", "a b"},
        {"a\nb", "a b"},
        {"=?utf-8?Q?J=C3=B6rg_M?=", "J\xc3\xb6rg M"},
        {"=?ISO-8859-1?B?Svbn?= x", "J\xc3\xb6\xc3\xa7 x"},
        {"=?utf-8?B?SsO2?=\r\n =?utf-8?B?cmc=?=", "J\xc3\xb6rg"},
        {"=?utf-8?Q?J=C3?= =?utf-8?Q?=B6rg?=", "J\xc3\xb6rg"}, /* MS-05 */
        /* MS-04 */
        {"=?utf-7?Q?+ADw-a+AD4-?=", "=?utf-7?Q?+ADw-a+AD4-?="},
        {"=?UTF_7?Q?+ADw-?= =?utf-8?Q?=C3=B6?=", "=?UTF_7?Q?+ADw-?= \xc3\xb6"},
        {"x =?unicode-1-1-utf-7*en?B?KwBB?= y", "x =?unicode-1-1-utf-7*en?B?KwBB?= y"},
        /* MS-02, MS-03: no line break, no control */
        {"=?utf-8?Q?a=0D=0Ab?=", "a  b"},
        {"=?utf-8?Q?a=1Bb?=", "a\xef\xbf\xbd"
                              "b"},
        {"=?utf-8?Q?a=E2=80=A8b?=", "a b"},
        {"a\x1b b", "a\xef\xbf\xbd b"},
    };

    for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
        g_autofree char *decoded = tf_mime_decode_words (tf_span_of (texts[i].text));

        g_assert_cmpstr (decoded, ==, texts[i].decoded);
    }
}

/* MS-04: whatever a word claims to be, the result can be shown. */
static void
test_decode_bad (void)
{
    static const char *const texts[] = {
        "=?x-unknown?Q?=FF=00a?=",
        "=?utf-8?B?####?=",
        "=?utf-8?B?/w==?=",
        "=?utf-16?B?AEEA?=",
        "=?utf-16?Q?=D8=00?=",
        "=?utf-8?Q?=C0=AF=ED=A0=80?=",
        "=?utf-8?Q?a=00b?=",
        "=?utf-8?Q?=?=",
        "=?utf-8?X?a?=",
        "=?=?=?=?=",
        "=?iso-2022-jp?B?GyRC?=",
        "\xff\xfe",
        "=?utf-8?Q?=C2=85=C2=9F?=",
        "=?us-ascii?Q?=FF?=",
        "=?iso-8859-1?Q?=80?=",
    };

    for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
        g_autofree char *decoded = tf_mime_decode_words (tf_span_of (texts[i]));

        g_test_message ("%s", decoded);
        g_assert_true (is_clean (decoded));
    }
}

/* MS-06. */
static void
test_decode_many (void)
{
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *decoded = NULL;
    gint64 start = g_get_monotonic_time ();

    for (guint i = 0; i < 10000; i++)
        g_string_append (text, "=?utf-8?Q?=C3=B6?= =?utf-7?Q?a?= ");
    decoded = tf_mime_decode_words (tf_span (text->str, text->len));
    g_assert_cmpuint (strlen (decoded), <=, TF_LIMIT_DISPLAY_BYTES);
    g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * G_USEC_PER_SEC);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/address/decode-words", test_decode_words);
    g_test_add_func ("/address/decode-words/bad", test_decode_bad);
    g_test_add_func ("/address/decode-words/many", test_decode_many);
    return g_test_run ();
}
