/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* output: what is printed about the messages. A single message is described in full. Several have
 * one line each, the worst first, and a summary at the end; which of the two it will be is known
 * when the second message comes. What is attached to a message is listed under it and moves with
 * it. */
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/cli.h"
#include "evaluate/report.h"
#include "print/print.h"
#include "words/translate.h"
#include "words/words-private.h"

enum { RANK_QUIET, RANK_NOTE, RANK_INCOMPLETE, RANK_WARNING, RANK_ALARM, N_RANKS };

/** Group: a message and what is attached to it. */
typedef struct {
    guint rank; /* that of the worst of them */
    GString *lines;
} Group;

struct _TfCliOutput {
    const TfCliOptions *options;
    TfPrintStyle style;
    GPtrArray *groups; /* Group, in the order of the command line */
    GString *only; /* the first group in full, as long as it is the only one; or NULL */
    gboolean printed;
    guint counts[N_RANKS];
    guint n_unread;
};

/* ---- the terminal ------------------------------------------------------------------ */

gboolean
tf_cli_has_colour (void)
{
    const char *no_colour = g_getenv ("NO_COLOR");
    const char *term = g_getenv ("TERM");

    return (no_colour == NULL || *no_colour == '\0') && isatty (STDOUT_FILENO) &&
           g_strcmp0 (term, "dumb") != 0;
}

guint
tf_cli_terminal_width (void)
{
    const char *columns = g_getenv ("COLUMNS");
    struct winsize size = {0};
    guint64 width = 0;

    if (columns != NULL &&
        g_ascii_string_to_unsigned (columns, 10, 1, 1000, &width, NULL))
        return (guint)width;
    if (!isatty (STDOUT_FILENO))
        return 0;
    if (ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return 80;
}

/* ---- beginning --------------------------------------------------------------------- */

static void
group_free (gpointer data)
{
    Group *group = data;

    g_string_free (group->lines, TRUE);
    g_free (group);
}

TfCliOutput *
tf_cli_output_new (const TfCliOptions *options)
{
    TfCliOutput *output = g_new0 (TfCliOutput, 1);

    output->options = options;
    output->style = (TfPrintStyle){tf_cli_has_colour (), tf_cli_terminal_width ()};
    output->groups = g_ptr_array_new_with_free_func (group_free);
    return output;
}

void
tf_cli_output_free (TfCliOutput *output)
{
    g_ptr_array_unref (output->groups);
    if (output->only != NULL)
        g_string_free (output->only, TRUE);
    g_free (output);
}

/* ---- one message ------------------------------------------------------------------- */

static guint
rank_of (const TfReport *report)
{
    const TfFinding *deciding = &report->verdict.deciding;

    if (deciding->code == TF_CODE_CHECK_INCOMPLETE)
        return RANK_INCOMPLETE;
    switch (deciding->level) {
    case TF_LEVEL_ALARM:
        return RANK_ALARM;
    case TF_LEVEL_WARNING:
        return RANK_WARNING;
    case TF_LEVEL_NOTE:
        return RANK_NOTE;
    case TF_LEVEL_QUIET:
        break;
    }
    return RANK_QUIET;
}

static void
print_json (const TfReport *report, const TfPrintMessage *message)
{
    g_autofree char *json = tf_print_json (report, message);

    fprintf (stdout, "%s\n", json); /* UTF-8, whatever the locale is */
    fflush (stdout);
}

/* With --details there is nothing to wait for. */
static void
add_details (TfCliOutput *output, const TfReport *report, const TfPrintMessage *message)
{
    g_autofree char *text = tf_print_text (report, message, &output->style);

    if (output->options->details) {
        g_print ("%s%s", output->printed ? "\n" : "", text);
        output->printed = TRUE;
    } else if (output->only != NULL) {
        g_string_append_printf (output->only, "%s%s", output->only->len > 0 ? "\n" : "",
                                text);
    }
}

static void
add_line (Group *group, TfCliOutput *output, const TfReport *report,
          const TfPrintMessage *message)
{
    g_autofree char *line = tf_print_line (report, message, &output->style);

    g_string_append (group->lines, line);
    group->rank = MAX (group->rank, rank_of (report));
}

static Group *
group_for (TfCliOutput *output, const TfCliMessage *message)
{
    Group *group;

    if (message->part != NULL && output->groups->len > 0)
        return g_ptr_array_index (output->groups, output->groups->len - 1);
    group = g_new0 (Group, 1);
    group->lines = g_string_new (NULL);
    g_ptr_array_add (output->groups, group);
    if (output->groups->len == 1 && !output->options->summary)
        output->only = g_string_new (NULL);
    else if (output->only != NULL)
        g_string_free (g_steal_pointer (&output->only), TRUE);
    return group;
}

void
tf_cli_output_add (TfCliOutput *output, const TfCliMessage *message,
                   const TfReport *report)
{
    Group *group;
    g_autofree char *label = tf_cli_message_label (message);
    TfPrintMessage print = {.file = message->file,
                            .index = message->index,
                            .part = message->part,
                            .label = label,
                            .identity = message->identity,
                            .through = message->through,
                            .n_attached = message->n_attached};

    if (output->options->json) {
        print_json (report, &print);
        return;
    }
    group = group_for (output, message);
    output->counts[rank_of (report)]++;
    if (!output->options->details)
        add_line (group, output, report, &print);
    add_details (output, report, &print);
}

void
tf_cli_output_add_error (TfCliOutput *output, const TfCliMessage *message,
                         const GError *error)
{
    output->n_unread++;
    tf_cli_complain_of_message (message, error);
}

/* ---- all of them ------------------------------------------------------------------- */

/* Stable: equal ones keep their order. */
static gint
compare (gconstpointer a, gconstpointer b)
{
    const Group *first = *(const Group *const *)a;
    const Group *second = *(const Group *const *)b;

    return (gint)second->rank - (gint)first->rank;
}

static void
add_count (GString *sum, const char *what, guint count)
{
    g_autofree char *number = g_strdup_printf ("%u", count);
    g_autofree char *text = tf_words_fill (
        /* Translators: a kind of messages and how many there are: "Alarm: 3." */
        C_ ("a sum", "{what}: {number}."), "what", what, "number", number, NULL);

    if (count > 0 || sum->len == 0)
        g_string_append_printf (sum, "%s%s", sum->len > 0 ? "  " : "", text);
}

static void
print_sum (const TfCliOutput *output)
{
    g_autofree char *wrapped = NULL;
    g_autoptr (GString) sum = g_string_new (NULL);
    guint all = 0;

    for (guint rank = 0; rank < N_RANKS; rank++)
        all += output->counts[rank];
    /* Translators: their number follows. */
    add_count (sum, _ ("Messages"), all);
    add_count (sum, tf_words_level (TF_LEVEL_ALARM), output->counts[RANK_ALARM]);
    add_count (sum, tf_words_level (TF_LEVEL_WARNING), output->counts[RANK_WARNING]);
    /* Translators: followed by the number of checks that were not finished. */
    add_count (sum, _ ("Not finished"), output->counts[RANK_INCOMPLETE]);
    add_count (sum, tf_words_level (TF_LEVEL_NOTE), output->counts[RANK_NOTE]);
    add_count (sum, tf_words_level (TF_LEVEL_QUIET), output->counts[RANK_QUIET]);
    /* Translators: followed by the number of files that could not be read or are not
     * messages. */
    add_count (sum, _ ("Not checked"), output->n_unread);
    wrapped = tf_print_wrap (sum->str, output->style.width, 0, 2);
    g_print ("\n%s", wrapped);
}

void
tf_cli_output_end (TfCliOutput *output)
{
    if (output->groups->len == 0)
        return;
    if (output->only != NULL && !output->options->details) {
        g_print ("%s", output->only->str);
        return;
    }
    g_ptr_array_sort (output->groups, compare);
    for (guint i = 0; i < output->groups->len; i++)
        g_print ("%s",
                 ((const Group *)g_ptr_array_index (output->groups, i))->lines->str);
    if (output->groups->len > 1)
        print_sum (output);
}
