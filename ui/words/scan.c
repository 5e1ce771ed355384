/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan: see scan.h. */
#include "words/scan.h"

#include "words/translate.h"
#include "words/words-private.h"

/* ---- where ------------------------------------------------------------------------- */

char *
tf_words_scan_place (const TfScanItem *item)
{
    return tf_words_place (item->place, item->is_mbox, item->index, item->part);
}

char *
tf_words_record_place (const TfScanRecord *record)
{
    guint index =
        (guint)g_ascii_strtoull (tf_scan_record_get (record, TF_SCAN_INDEX), NULL, 10);

    return tf_words_place (tf_scan_record_get (record, TF_SCAN_PLACE),
                           *tf_scan_record_get (record, TF_SCAN_MBOX) != '\0', index,
                           tf_scan_record_get (record, TF_SCAN_PART));
}

/* ---- what was not checked ---------------------------------------------------------- */

static const char *const refusals[TF_N_SCAN_STATES] = {
    [TF_SCAN_BROKEN] =
        /* Translators: {a} is the name of a file. */
    N_ ("{a} is an archive that is damaged, encrypted, or packed in a way that is not "
        "known."),
    [TF_SCAN_BOMB] =
        /* Translators: {a} is the name of a file. */
    N_ ("{a}: there is far more in this archive than in any honest one; it was not read "
        "any further."),
    [TF_SCAN_TOO_MANY] =
        /* Translators: {a} is the name of a file. */
    N_ ("{a}: there are too many files in this archive."),
    [TF_SCAN_NESTED] =
        /* Translators: {a} is the name of a file. */
    N_ ("{a}: too many archives are packed within each other."),
    [TF_SCAN_NO_FILE] =
        /* Translators: {a} is the name of an entry of an archive. */
    N_ ("{a} is a link, a device or a file with holes in an archive; it was not read."),
    [TF_SCAN_TOO_LARGE] =
        /* Translators: {a} is the name of an entry of an archive. */
    N_ ("{a} is too large to be read out of an archive."),
    [TF_SCAN_TOO_DEEP] =
        /* Translators: {a} is the name of a folder. */
    N_ ("{a} is within too many other folders; it was not read."),
    [TF_SCAN_CRASHED] =
        /* Translators: {a} is the name of a file, or of a message in it. */
    N_ ("{a}: the program itself failed over it and left it out. Please report this to "
        "the makers of truefrom."),
};

char *
tf_words_scan_unread (const TfScanItem *item)
{
    g_autofree char *place = tf_words_scan_place (item);
    const char *sentence = item->state == TF_SCAN_OTHER    ? tf_words_form (item->form)
                           : refusals[item->state] != NULL ? _ (refusals[item->state])
                                                           : NULL;

    if (sentence != NULL)
        return tf_words_fill (sentence, "a", place, NULL);
    return tf_words_fill (_ ("{a} could not be read: {b}."), "a", place, "b",
                          item->error != NULL ? item->error : "?", NULL);
}

const char *
tf_words_scan_rank (TfScanRank rank)
{
    static const TfLevel levels[TF_N_SCAN_RANKS] = {[TF_SCAN_QUIET] = TF_LEVEL_QUIET,
                                                    [TF_SCAN_NOTE] = TF_LEVEL_NOTE,
                                                    [TF_SCAN_WARNING] = TF_LEVEL_WARNING,
                                                    [TF_SCAN_ALARM] = TF_LEVEL_ALARM};

    return rank == TF_SCAN_INCOMPLETE ? _ ("Not finished")
                                      : tf_words_level (levels[rank]);
}

/* ---- the sentence ------------------------------------------------------------------ */

/* Owned: FORMS is translated already. */
static char *
counted (const char *form, guint64 n)
{
    g_autofree char *number = tf_words_number (n);

    return tf_words_fill (form, "number", number, NULL);
}

#define PLURAL(n) ((gulong)MIN (n, G_MAXUINT))

char *
tf_words_scan_verdict (const TfScanSums *sums)
{
    guint64 n_alarms = sums->ranks[TF_SCAN_ALARM];
    guint64 n_warnings = sums->ranks[TF_SCAN_WARNING];
    guint64 n_unchecked = sums->not_read + sums->ranks[TF_SCAN_INCOMPLETE];
    g_autofree char *alarms = counted (
        /* Translators: takes the place of {alarms} in "{alarms} and {warnings} in {messages}." */
        dngettext (GETTEXT_PACKAGE, "{number} alarm", "{number} alarms",
                   PLURAL (n_alarms)),
        n_alarms);
    g_autofree char *warnings = counted (
        /* Translators: takes the place of {warnings} in "{alarms} and {warnings} in {messages}." */
        dngettext (GETTEXT_PACKAGE, "{number} warning", "{number} warnings",
                   PLURAL (n_warnings)),
        n_warnings);
    g_autofree char *messages = counted (
        /* Translators: takes the place of {messages} in "{alarms} and {warnings} in {messages}." */
        dngettext (GETTEXT_PACKAGE, "{number} message", "{number} messages",
                   PLURAL (sums->messages)),
        sums->messages);
    g_autofree char *unchecked = tf_words_number (n_unchecked);

    if (n_unchecked == 0)
        return tf_words_fill (_ ("{alarms} and {warnings} in {messages}."), "alarms",
                              alarms, "warnings", warnings, "messages", messages, NULL);
    return tf_words_fill (
        /* Translators: {number} is how many could not be checked. */
        _ ("{alarms} and {warnings} in {messages}; could not be checked: {number}."),
        "alarms", alarms, "warnings", warnings, "messages", messages, "number", unchecked,
        NULL);
}

/* ---- foreign words ----------------------------------------------------------------- */

static gboolean
is_scheme_end (const char *at)
{
    return at[0] == ':' && at[1] == '/' && at[2] == '/';
}

char *
tf_words_scan_harmless (const char *text)
{
    GString *out = g_string_new (NULL);
    gboolean in_host = FALSE;

    for (const char *at = text; *at != '\0'; at++) {
        if (is_scheme_end (at))
            in_host = TRUE;
        else if (in_host && (g_ascii_isspace (*at) || *at == '"' || *at == '<'))
            in_host = FALSE;
        if (in_host && *at == '.')
            g_string_append (out, "[.]");
        else if (g_ascii_strncasecmp (at, "http", 4) == 0 &&
                 (is_scheme_end (at + 4) ||
                  (g_ascii_tolower (at[4]) == 's' && is_scheme_end (at + 5)))) {
            g_string_append (out, "hxxp");
            at += 3;
        } else {
            g_string_append_c (out, *at);
        }
    }
    return g_string_free (out, FALSE);
}

/* Owned: a host in which nothing can be taken for a link. */
static char *
broken_host (const char *host)
{
    GString *out = g_string_new (NULL);

    for (; *host != '\0'; host++)
        g_string_append (out, *host == '.' ? "[.]" : ((char[]){*host, '\0'}));
    return g_string_free (out, FALSE);
}

char *
tf_words_scan_join (const char *join)
{
    const char *value = strchr (join, ':');
    g_autofree char *kind =
        value != NULL ? g_strndup (join, (gsize)(value - join)) : NULL;
    g_autofree char *safe = NULL;

    if (kind == NULL)
        return NULL;
    value++;
    if (g_str_equal (kind, "body"))
        return g_strdup (_ ("The same text"));
    if (g_str_equal (kind, "file"))
        return g_strdup (_ ("The same attached file"));
    if (g_str_equal (kind, "host")) {
        safe = broken_host (value);
        /* Translators: {host} is the name of a web server. */
        return tf_words_fill (_ ("Links to {host}"), "host", safe, NULL);
    }
    if (g_str_equal (kind, "reply-to")) {
        safe = tf_words_address_text (value);
        return tf_words_fill (_ ("Answers go to {address}"), "address", safe, NULL);
    }
    if (g_str_equal (kind, "signer")) {
        safe = g_strndup (value, strcspn (value, " "));
        return tf_words_fill (_ ("Signed by {domain}, with the same kind of Subject"),
                              "domain", safe, NULL);
    }
    return NULL;
}

#define BETWEEN       " \u00b7 "
#define SUBJECT_CHARS 80

/* Owned: foreign words between quotes that they cannot close. */
static char *
in_quotes (const char *foreign)
{
    g_autofree char *safe = tf_words_safe_text (foreign, SUBJECT_CHARS);
    g_autofree char *harmless = tf_words_scan_harmless (safe);

    g_strdelimit (harmless, "\"", '\'');
    return g_strconcat (TF_WORDS_FSI "\"", harmless, "\"" TF_WORDS_PDI, NULL);
}

char *
tf_words_scan_sender (const TfScanRecord *record)
{
    const char *first = tf_scan_record_get (record, TF_SCAN_FROM_ADDRESS);
    const char *lines = tf_scan_record_get (record, TF_SCAN_MORE_FROM);
    g_auto (GStrv) more = g_strsplit (lines, "\n", TF_LIMIT_SCAN_FROM);
    g_autoptr (GPtrArray) addresses = g_ptr_array_new ();

    if (*first == '\0')
        return NULL;
    g_ptr_array_add (addresses, (gpointer)first);
    for (guint i = 0; more[i] != NULL; i++)
        g_ptr_array_add (addresses, more[i]);
    return tf_words_addresses ((gpointer const *)addresses->pdata, addresses->len);
}

char *
tf_words_scan_line (const TfScanRecord *record, const TfScanRow *row)
{
    const char *subject = tf_scan_record_get (record, TF_SCAN_SUBJECT);
    gint64 at = tf_scan_record_get_arrival (record);
    g_autofree char *quoted =
        *subject != '\0' ? in_quotes (subject) : g_strdup (_ ("no subject"));
    g_autofree char *sender = tf_words_scan_sender (record);
    g_autofree char *time = at >= 0 ? tf_words_date (at) : g_strdup (_ ("no date"));
    GString *line = g_string_new (NULL);

    g_string_append_printf (line, "%s %s" BETWEEN "%s" BETWEEN "%s" BETWEEN "%s",
                            tf_words_scan_rank (row->rank),
                            tf_scan_record_get (record, TF_SCAN_CODE), quoted,
                            sender != NULL ? sender : _ ("no address"), time);
    if (row->reported > 0) {
        g_autofree char *times = counted (
            /* Translators: about a message that was attached to others. */
            dngettext (GETTEXT_PACKAGE, "reported {number} time",
                       "reported {number} times", row->reported),
            row->reported);

        g_string_append_printf (line, BETWEEN "%s", times);
    }
    if (tf_scan_row_is_under (row))
        /* Translators: about a message to which the one above it in the list is attached. */
        g_string_append_printf (line, BETWEEN "%s", _ ("reports the message above"));
    else if (row->under != NULL)
        /* Translators: about a message that brings another one. */
        g_string_append_printf (line, BETWEEN "%s", _ ("another message is attached"));
    if (row->copies > 1) {
        g_autofree char *copies =
            /* Translators: about a message that is there more than once. */
            counted (dngettext (GETTEXT_PACKAGE, "{number} copy", "{number} copies",
                                row->copies),
                     row->copies);

        g_string_append_printf (line, BETWEEN "%s", copies);
    }
    return g_string_free (line, FALSE);
}
