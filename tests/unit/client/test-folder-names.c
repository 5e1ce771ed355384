/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The names of folders that hold junk or deleted mail. */
#include "client/folder-names.h"

static void
test_junk (void)
{
    static const char *const names[] = {
        "Junk",
        "JUNK E-MAIL",
        "junk-email",
        "Spam",
        "[Spam]",
        "Junk-E-Mail",
        "Courrier indésirable",
        "courrier INDÉSIRABLE",
        "Courrier inde\xCC\x81sirable",
        "Papierkorb",
        "Gelöschte Elemente",
        "Correo no deseado",
        "Lixo Eletrônico",
        "Wiadomości-śmieci",
        "Нежелательная почта",
        "Ανεπιθύμητα",
        "البريد العشوائي",
        "迷惑メール",
        "垃圾邮件",
        "휴지통",
        "\uFF2A\uFF55\uFF4E\uFF4B",
    };

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        g_test_message ("%s", names[i]);
        g_assert_true (tf_folder_name_is_junk (names[i]));
    }
}

/* A folder whose name only sounds similar is treated like any other. */
static void
test_other (void)
{
    static const char *const names[] = {
        "Inbox",    "Posteingang", "Sent",      "Archive",    "Spammers we sued",
        "Junkyard", "Binder",      "Kosztorys", "Trash talk", "",
        "---",      "\xFF\xFE",    "Корзинка",
    };

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        g_assert_false (tf_folder_name_is_junk (names[i]));
    }
    g_assert_false (tf_folder_name_is_junk (NULL));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/folder-names/junk", test_junk);
    g_test_add_func ("/folder-names/other", test_other);
    return g_test_run ();
}
