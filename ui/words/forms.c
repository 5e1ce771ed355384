/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* forms: what a file looks like that is no message, and how to get the message itself; and how a place is named. */
#include "words/scan.h"
#include "words/translate.h"
#include "words/words.h"

/* clang-format off */
static const char *const sentences[] = {
    [TF_FORM_MESSAGE] = NULL,
    [TF_FORM_EMPTY] = N_ (
        /* Translators: {a} is the name of a file. */
        "{a} is empty: save the message again, or ask for the original forwarded as an attachment."),
    [TF_FORM_TEXT] = N_ (
        /* Translators: {a} is the name of a file. */
        "{a} looks like plain text without the header of a message: ask for the original, forwarded "
        "as an attachment or saved as a file (.eml)."),
    [TF_FORM_BINARY] = N_ (
        /* Translators: {a} is the name of a file. */
        "{a} looks like data of another program, not like a message: ask for the original, forwarded "
        "as an attachment or saved as a file (.eml)."),
    [TF_FORM_PDF] = N_ (
        /* Translators: {a} is the name of a file. */
        "{a} looks like a PDF document, which shows only how a message looked: ask for the original, "
        "forwarded as an attachment or saved as a file (.eml)."),
    [TF_FORM_PICTURE] = N_ (
        /* Translators: {a} is the name of a file. */
        "{a} looks like a picture, which shows only how a message looked: ask for the original, "
        "forwarded as an attachment or saved as a file (.eml)."),
    [TF_FORM_RECORDING] = N_ (
        /* Translators: {a} is the name of a file. */
        "{a} looks like sound or film, not like a message: ask for the original, forwarded as an "
        "attachment or saved as a file (.eml)."),
    [TF_FORM_OUTLOOK] = N_ (
        /* Translators: {a} is the name of a file. */
        "{a} looks like a message in Outlook's own form (.msg), which does not keep the original: save "
        "it as .eml in Outlook on the web or the new Outlook, or have the original forwarded as an "
        "attachment."),
    [TF_FORM_OUTLOOK_ATTACHMENT] = N_ (
        /* Translators: {a} is the name of a file. */
        "{a} looks like an attachment in Outlook's own form (winmail.dat): ask for the original saved "
        "as .eml."),
    [TF_FORM_OUTLOOK_FOLDER] = N_ (
        /* Translators: {a} is the name of a file. */
        "{a} looks like a whole mailbox in Outlook's own form: open it in Outlook, and save the message "
        "as .eml."),
    [TF_FORM_OFFICE] = N_ (
        /* Translators: {a} is the name of a file. */
        "{a} looks like an Office document, not like a message: ask for the original, forwarded as an "
        "attachment or saved as a file (.eml)."),
    [TF_FORM_GZIP] = N_ (
        /* Translators: {a} is the name of a file. */
        "{a} looks like a compressed file (.gz): unpack it, and check what is in it."),
    [TF_FORM_ZIP] = N_ (
        /* Translators: {a} is the name of a file. */
        "{a} looks like an archive (.zip): unpack it, and check what is in it."),
    [TF_FORM_ARCHIVE] = N_ (
        /* Translators: {a} is the name of a file. */
        "{a} looks like a compressed file or an archive: unpack it, and check what is in it."),
    [TF_FORM_HTML] = N_ (
        /* Translators: {a} is the name of a file. */
        "{a} looks like a web page (HTML), not like a message: in the webmail, choose to show or "
        "download the original, and save that as a file (.eml)."),
    [TF_FORM_SAVED_PAGE] = N_ (
        /* Translators: {a} is the name of a file. */
        "{a} looks like a web page that a browser saved (MHTML), not like a message: in the webmail, "
        "choose to show or download the original, and save that as a file (.eml)."),
    [TF_FORM_MARKUP] = N_ (
        /* Translators: {a} is the name of a file. */
        "{a} looks like an XML file, not like a message: ask for the original, forwarded as an "
        "attachment or saved as a file (.eml)."),
    [TF_FORM_CALENDAR] = N_ (
        /* Translators: {a} is the name of a file. */
        "{a} looks like a calendar entry (.ics): ask for the message that brought it, forwarded as an "
        "attachment or saved as a file (.eml)."),
    [TF_FORM_CONTACT] = N_ (
        /* Translators: {a} is the name of a file. */
        "{a} looks like a contact (.vcf): ask for the message that brought it, forwarded as an "
        "attachment or saved as a file (.eml)."),
    [TF_FORM_INDEX] = N_ (
        /* Translators: {a} is the name of a file. */
        "{a} looks like an index that a mail program keeps of its messages: name the file or folder "
        "with the messages themselves."),
};
/* clang-format on */

G_STATIC_ASSERT (G_N_ELEMENTS (sentences) == TF_FORM_INDEX + 1);

const char *
tf_words_form (TfForm form)
{
    return sentences[form] != NULL ? _ (sentences[form]) : NULL;
}

char *
tf_words_place (const char *file, gboolean is_mbox, guint index, const char *part)
{
    g_autofree char *number = g_strdup_printf ("%u", index + 1);
    g_autofree char *name =
        is_mbox
            /* Translators: which message of a file with several: {number} is 1 for the first. */
            ? tf_words_fill (_ ("{file}, message {number}"), "file", file, "number",
                             number, NULL)
            : g_strdup (file);

    if (part == NULL || *part == '\0')
        return g_steal_pointer (&name);
    /* Translators: {file} names a message, {part} is the number of its part, such as 2 or 2.1. */
    return tf_words_fill (_ ("{file}, attached message {part}"), "file", name, "part",
                          part, NULL);
}
