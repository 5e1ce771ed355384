/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* report: `report`. A mail to an abuse desk, as a file. Sending is for whoever has read it. */
#include <string.h>

#include "abuse/abuse.h"
#include "archive/zip.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "client/report-mail.h"
#include "print/print.h"
#include "words/abuse.h"
#include "words/translate.h"
#include "words/words.h"

/** Content: what the report is made of. */
typedef struct {
    TfRedaction *redaction; /* NULL: nothing is hidden */
    TfAbuseCopy *copy;
    char *text;
    char *fields;
} Content;

static void
content_clear (Content *content)
{
    g_clear_pointer (&content->redaction, tf_redaction_free);
    g_clear_pointer (&content->copy, tf_abuse_copy_free);
    g_clear_pointer (&content->text, g_free);
    g_clear_pointer (&content->fields, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Content, content_clear)

/* ---- making it --------------------------------------------------------------------- */

/* Owned: whom to hide: those on the command line, and those in the message. */
static TfRedaction *
make_redaction (const TfCliOptions *options, const TfReport *report)
{
    guint8 key[TF_CLI_KEY_BYTES];
    g_auto (TfReceiver) receiver = {0};
    TfRedaction *redaction;

    if (!tf_cli_report_key (key))
        tf_cli_complain (
            N_ ("The secret that hides addresses could not be kept, so the next "
                "report will hide them in another way."),
            NULL, NULL);
    redaction = tf_redaction_new (key, sizeof key);
    for (guint i = 0; options->own != NULL && options->own[i] != NULL; i++)
        tf_redaction_add (redaction, options->own[i], NULL, TRUE);
    tf_receiver_read (report, options->borders != NULL ? options->borders[0] : NULL,
                      &receiver);
    tf_redaction_add_recipients (redaction, report->dossier->header, &receiver);
    return redaction;
}

static void
make_content (const TfCliOptions *options, const TfCliSingle *single, Content *content)
{
    g_autofree char *sha256 =
        g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, single->bytes);

    if (!options->full)
        content->redaction = make_redaction (options, single->report);
    content->copy =
        tf_abuse_copy_new (single->bytes, content->redaction, options->headers);
    content->text =
        tf_words_abuse_text (single->report, content->copy, content->redaction, sha256);
    content->fields =
        tf_abuse_fields (single->report, content->redaction, content->copy->uris);
}

/* ---- its forms --------------------------------------------------------------------- */

static gboolean
append_to (gpointer data, const void *bytes, gsize length)
{
    g_string_append_len (data, bytes, (gssize)length);
    return TRUE;
}

static GString *
make_zip (const TfCliOptions *options, const Content *content, gint64 now)
{
    GString *out = g_string_new (NULL);
    g_autoptr (TfZipWriter) zip = tf_zip_writer_new (append_to, out, now);
    const char *name = options->headers ? "message-headers.txt" : "message.eml";

    tf_zip_writer_add (zip, "report.txt", content->text, strlen (content->text));
    tf_zip_writer_add (zip, "feedback-report.txt", content->fields,
                       strlen (content->fields));
    tf_zip_writer_add (zip, name, content->copy->bytes->str, content->copy->bytes->len);
    tf_zip_writer_end (zip);
    return out;
}

/* Owned: TEXT without anything that a terminal obeys or that turns it around, in the same lines. */
static GString *
escape_lines (const GString *text)
{
    g_auto (GStrv) lines = g_strsplit (text->str, "\n", -1);
    GString *out = g_string_new (NULL);

    for (guint i = 0; lines[i] != NULL; i++) {
        g_auto (GStrv) cells = NULL;

        g_string_append (out, i > 0 ? "\n" : "");
        if (g_str_has_suffix (lines[i], "\r"))
            lines[i][strlen (lines[i]) - 1] = '\0';
        cells = g_strsplit (lines[i], "\t", -1);
        for (guint k = 0; cells[k] != NULL; k++) {
            g_autofree char *escaped = tf_print_escape (cells[k]);

            g_string_append_printf (out, "%s%s", k > 0 ? "\t" : "", escaped);
        }
    }
    return out;
}

static GString *
make_text (const Content *content)
{
    g_autoptr (GString) text = g_string_new (content->text);
    const GString *copy = content->copy->text;

    g_string_append_printf (text, "\n%s\n", content->fields);
    for (gsize i = 0; i < copy->len; i++)
        g_string_append_c (text, copy->str[i] != '\0' ? copy->str[i] : ' ');
    return escape_lines (text);
}

static GString *
make_mail (const TfCliOptions *options, const TfCliSingle *single, const Content *content)
{
    g_autofree char *subject = tf_words_abuse_subject (single->report);
    const TfAbuseMail mail = {.from = options->from,
                              .subject = subject,
                              .text = content->text,
                              .fields = content->fields,
                              .copy = content->copy,
                              .headers_only = options->headers,
                              .now = single->now};

    return tf_abuse_mail_write (&mail);
}

/* ---- writing ----------------------------------------------------------------------- */

/* Owned: where to. */
static char *
path_of (const TfCliOptions *options, const TfReport *report)
{
    const char *ending = options->zip ? "zip" : options->text ? "txt" : "eml";
    g_autofree char *stem = tf_words_evidence_name (report);

    return options->output != NULL ? g_strdup (options->output)
                                   : g_strconcat (stem, "-report.", ending, NULL);
}

/* FALSE: it was said why. */
static gboolean
write_file (const char *path, const GString *content)
{
    g_autoptr (GFile) file = g_file_new_for_path (path);
    g_autoptr (GError) error = NULL;
    g_autoptr (GFileOutputStream) stream = NULL;

    if (g_str_equal (path, "-")) {
        fwrite (content->str, 1, content->len, stdout);
        return TRUE;
    }
    stream = g_file_create (file, G_FILE_CREATE_PRIVATE, NULL, &error);
    if (stream != NULL &&
        g_output_stream_write_all (G_OUTPUT_STREAM (stream), content->str, content->len,
                                   NULL, NULL, &error))
        g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, &error);
    if (error != NULL)
        tf_cli_complain (N_ ("{a} could not be written: {b}."), path, error->message);
    return error == NULL;
}

static void
say (const char *sentence)
{
    g_autofree char *plain = tf_words_plain (sentence);
    g_autofree char *escaped = tf_print_escape (plain);

    g_printerr ("%s\n", escaped);
}

static void
say_what_follows (const TfCliOptions *options, const TfReport *report,
                  const Content *content, const char *path)
{
    g_autoptr (GPtrArray) desks = tf_abuse_desks (report);
    g_autofree char *display = g_filename_display_name (path);
    /* Translators: {a} is the name of a file. */
    g_autofree char *written =
        tf_words_fill (_ ("The report was written to {a}."), "a", display, NULL);

    if (!g_str_equal (path, "-"))
        say (written);
    say (tf_words_abuse_warning ());
    if (content->redaction != NULL && options->from != NULL &&
        tf_redaction_has_address (content->redaction, options->from))
        say (_ ("The address in From is one of those that are hidden in the message."));
    if (content->redaction != NULL && tf_words_abuse_hidden (content->redaction) != NULL)
        say (tf_words_abuse_hidden (content->redaction));
    if (!tf_abuse_knows_delivery (report) &&
        (options->borders == NULL || options->borders[0] == NULL))
        /* Translators: do not translate --border. */
        say (_ (
            "The address of the sending server is not in the report; to have it there, "
            "name your own incoming server with --border."));
    say (desks->len > 0
             ? _ ("To whom it can be sent:")
             : _ ("No domain is known that took part, so nobody can be proposed."));
    for (guint i = 0; i < desks->len; i++) {
        g_autofree char *sentence = tf_words_abuse_desk (g_ptr_array_index (desks, i));
        g_autofree char *line = g_strconcat ("  ", sentence, NULL);

        say (line);
    }
}

/* ---- the command ------------------------------------------------------------------- */

static gboolean
is_good (const TfCliOptions *options)
{
    if (g_strv_length (options->files) != 1)
        tf_cli_complain (N_ ("Name one message; it may be \"-\"."), NULL, NULL);
    else if (options->zip && options->text)
        tf_cli_complain (N_ ("{a} and {b} cannot be used together."), "--zip", "--text");
    else if (options->from != NULL && !tf_report_mail_is_address (options->from))
        /* Translators: {a} is what the user typed. */
        tf_cli_complain (N_ ("\"{a}\" is not an address for --from."), options->from,
                         NULL);
    else
        return TRUE;
    return FALSE;
}

static int
run (const TfCliOptions *options)
{
    g_auto (TfCliSingle) single = {NULL};
    g_auto (Content) content = {NULL};
    g_autoptr (GString) out = NULL;
    g_autofree char *path = NULL;
    int status;

    if (!is_good (options))
        return TF_EXIT_USAGE;
    status = tf_cli_single_check (options, options->files[0], &single);
    if (status != TF_EXIT_QUIET)
        return status;
    make_content (options, &single, &content);
    out = options->zip    ? make_zip (options, &content, single.now)
          : options->text ? make_text (&content)
                          : make_mail (options, &single, &content);
    path = path_of (options, single.report);
    if (!write_file (path, out))
        return TF_EXIT_FILE;
    say_what_follows (options, single.report, &content, path);
    return TF_EXIT_QUIET;
}

int
tf_cli_report (GStrv arguments)
{
    TfCliOptions options = {.now = -1, .received_at = -1};
    int status = TF_EXIT_USAGE;

    if (tf_cli_options_parse (&options, &tf_cli_report_syntax, arguments, &status))
        status = run (&options);
    tf_cli_options_clear (&options, &tf_cli_report_syntax);
    return status;
}
