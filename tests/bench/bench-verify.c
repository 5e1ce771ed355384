/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* bench-verify: verifies a set of a corpus in one process (reading, evaluation, verdict)
 * with DNS answers from the corpus's keys.tsv, and prints what it cost as one line
 * of JSON.
 *
 *   bench-verify --corpus DIR --set NAME [--reps N] [--mode M] [--dns stub]
 *
 * DIR/NAME.tsv has one message a line, its path first; DIR/keys.tsv has a name and a text
 * a line. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "evaluate/evaluate.h"
#include "io/io.h"
#include "evaluate/report.h"

#define NOW 1750000000

typedef struct {
    const char *corpus;
    const char *set;
    const char *mode;
    const char *dns;
    int repetitions;
    GPtrArray *paths;
    GHashTable *answers; /* name → TfDnsAnswer */
    TfDnsAnswer *nothing;
    TfSettings *settings;
    TfKeyCache *keys;
    gsize messages;
    gsize bytes;
    gsize passed;
    gsize failed;
} Bench;

/* ---- arguments and corpus
 * ---------------------------------------------------------------- */

static void
die (const char *what)
{
    fprintf (stderr, "bench-verify: %s\n", what);
    exit (2);
}

static void
read_arguments (Bench *bench, int argc, char **argv)
{
    for (int i = 1; i + 1 < argc; i += 2) {
        if (g_str_equal (argv[i], "--corpus"))
            bench->corpus = argv[i + 1];
        else if (g_str_equal (argv[i], "--set"))
            bench->set = argv[i + 1];
        else if (g_str_equal (argv[i], "--mode"))
            bench->mode = argv[i + 1];
        else if (g_str_equal (argv[i], "--dns"))
            bench->dns = argv[i + 1];
        else if (g_str_equal (argv[i], "--reps"))
            bench->repetitions = atoi (argv[i + 1]);
        else
            die (argv[i]);
    }
    if (bench->corpus == NULL || bench->set == NULL)
        die ("--corpus DIR --set NAME [--reps N]");
}

static GStrv
read_lines (const Bench *bench, const char *name)
{
    g_autofree char *path = g_build_filename (bench->corpus, name, NULL);
    g_autofree char *text = NULL;

    if (!g_file_get_contents (path, &text, NULL, NULL))
        die (path);
    return g_strsplit (text, "\n", -1);
}

static void
read_set (Bench *bench)
{
    g_autofree char *name = g_strconcat (bench->set, ".tsv", NULL);
    g_auto (GStrv) lines = read_lines (bench, name);

    for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++) {
        g_auto (GStrv) columns = g_strsplit (lines[i], "\t", -1);

        g_ptr_array_add (bench->paths,
                         g_build_filename (bench->corpus, columns[0], NULL));
        bench->bytes += g_ascii_strtoull (columns[1], NULL, 10);
    }
}

static void
read_keys (Bench *bench)
{
    g_auto (GStrv) lines = read_lines (bench, "keys.tsv");

    for (guint i = 0; lines[i] != NULL; i++) {
        g_auto (GStrv) columns = g_strsplit (lines[i], "\t", 2);
        TfDnsAnswer *answer;

        if (g_strv_length (columns) != 2)
            continue;
        answer = tf_dns_answer_new (TF_DNS_RECORDS);
        g_ptr_array_add (answer->texts, g_bytes_new (columns[1], strlen (columns[1])));
        g_hash_table_replace (bench->answers, g_ascii_strdown (columns[0], -1), answer);
    }
}

/* ---- the work
 * ---------------------------------------------------------------------------- */

static void
answer_questions (const Bench *bench, TfDns *dns)
{
    g_autoptr (GPtrArray) wanted = tf_dns_take_wanted (dns);

    for (guint i = 0; i < wanted->len; i++) {
        const TfDnsQuestion *question = g_ptr_array_index (wanted, i);
        TfDnsAnswer *answer = question->type == TF_DNS_TXT
                                  ? g_hash_table_lookup (bench->answers, question->name)
                                  : NULL;

        tf_dns_tell (dns, question->type, question->name,
                     answer != NULL ? answer : bench->nothing);
    }
}

static TfReport *
verify (const Bench *bench, const char *path)
{
    TfCircumstances known = TF_CIRCUMSTANCES_INIT;
    g_autoptr (TfSource) source = tf_source_open_file (path, &known.file_time, NULL);
    g_autoptr (TfDossier) dossier = NULL;
    g_autoptr (TfDns) dns = tf_dns_new ();
    TfEvaluation evaluation = {.now = NOW, .final = TRUE, .keys = bench->keys};
    TfReport *report;

    if (source == NULL)
        die (path);
    dossier = tf_dossier_read (source, &known, bench->settings->suffixes, NULL);
    if (dossier == NULL)
        die (path);
    while ((report = tf_evaluate (dossier, bench->settings, NULL, dns, &evaluation)) ==
           NULL)
        answer_questions (bench, dns);
    return report;
}

static void
run (Bench *bench)
{
    for (guint i = 0; i < bench->paths->len; i++) {
        g_autoptr (TfReport) report = verify (bench, g_ptr_array_index (bench->paths, i));

        bench->messages++;
        for (guint k = 0; k < report->dkim->len; k++) {
            const TfDkimResult *result = g_ptr_array_index (report->dkim, k);

            *(result->result == TF_RESULT_PASS ? &bench->passed : &bench->failed) += 1;
        }
    }
}

/* ---- figures
 * ----------------------------------------------------------------------------- */

typedef struct {
    double user;
    double system;
    double wall;
} Times;

static Times
times_now (void)
{
    struct rusage usage;

    getrusage (RUSAGE_SELF, &usage);
    return (Times){(double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec / 1e6,
                   (double)usage.ru_stime.tv_sec + (double)usage.ru_stime.tv_usec / 1e6,
                   (double)g_get_monotonic_time () / 1e6};
}

/* For this program alone: ru_maxrss begins with the peak of the program that started it. */
static guint64
peak_kib (void)
{
    g_autofree char *text = NULL;
    const char *line;

    if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
        return 0;
    line = strstr (text, "VmHWM:");
    return line != NULL ? g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10) : 0;
}

static void
print_figures (const Bench *bench, Times start)
{
    Times end = times_now ();

    printf ("{\"peer\":\"truefrom\",\"set\":\"%s\",\"mode\":\"%s\",\"dns\":\"%s\","
            "\"msgs\":%zu,"
            "\"bytes\":%zu,\"pass\":%zu,\"fail\":%zu,\"user\":%.6f,\"sys\":%.6f,\"wall\":"
            "%.6f,"
            "\"start\":%.6f,\"rss_kb\":%" G_GUINT64_FORMAT "}\n",
            bench->set, bench->mode, bench->dns, bench->messages,
            bench->bytes * (gsize)bench->repetitions, bench->passed, bench->failed,
            end.user - start.user, end.system - start.system, end.wall - start.wall,
            start.user + start.system, peak_kib ());
}

int
main (int argc, char **argv)
{
    Bench bench = {.mode = "full", .dns = "stub", .repetitions = 1};
    Times start;

    bench.paths = g_ptr_array_new_with_free_func (g_free);
    bench.answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify)tf_dns_answer_unref);
    bench.nothing = tf_dns_answer_new (TF_DNS_NXDOMAIN);
    bench.settings = tf_settings_new ();
    bench.keys = tf_key_cache_new ();
    read_arguments (&bench, argc, argv);
    read_set (&bench);
    read_keys (&bench);
    start = times_now ();
    for (int i = 0; i < bench.repetitions; i++)
        run (&bench);
    print_figures (&bench, start);
    tf_key_cache_unref (bench.keys);
    tf_settings_unref (bench.settings);
    tf_dns_answer_unref (bench.nothing);
    g_hash_table_unref (bench.answers);
    g_ptr_array_unref (bench.paths);
    return bench.failed == 0 ? 0 : 1;
}
