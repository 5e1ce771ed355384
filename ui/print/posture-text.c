/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* posture-text: what protects a domain, for people at a terminal: the verdict first, then what is missing
 * in the order in which to fix it, each with the record to publish now. Records are never wrapped: they
 * are to be copied. */
#include "print/posture.h"

#include "words/posture.h"
#include "words/translate.h"
#include "words/words-private.h"

#define RESET "\033[0m"

static const char *
colour_of (TfPostureVerdict verdict)
{
    switch (verdict) {
    case TF_POSTURE_REJECTED:
    case TF_POSTURE_QUARANTINED:
        return "\033[1m";
    case TF_POSTURE_UNKNOWN:
    case TF_POSTURE_WATCHED:
        return "\033[1;33m";
    case TF_POSTURE_UNNOTICED:
        break;
    }
    return "\033[1;31m";
}

/* Takes ownership of SENTENCE. */
static void
add_line (GString *out, const TfPrintStyle *style, guint indent, guint rest,
          char *sentence)
{
    g_autofree char *taken = sentence;
    g_autofree char *plain = tf_words_plain (taken);
    g_autofree char *escaped = tf_print_escape (plain);
    g_autofree char *wrapped = tf_print_wrap (escaped, style->width, indent, rest);

    g_string_append (out, wrapped);
}

static void
add_verdict (GString *out, const TfPosture *posture, const TfPrintStyle *style)
{
    const char *colour = style->colour ? colour_of (posture->verdict) : "";
    g_autofree char *sentence = tf_words_posture_verdict (posture);
    g_autofree char *plain = tf_words_plain (sentence);
    g_autofree char *escaped = tf_print_escape (plain);
    g_autofree char *painted =
        g_strconcat (colour, escaped, *colour != '\0' ? RESET : "", NULL);
    g_autofree char *wrapped = tf_print_wrap (painted, style->width, 0, 0);

    g_string_append (out, wrapped);
    if (posture->exists)
        add_line (out, style, 0, 0, g_strdup (tf_words_posture_limits ()));
}

/* ---- findings ---------------------------------------------------------------------- */

/* As a zone file has it: strings of at most 255 bytes between quotes. */
static void
add_strings (GString *out, const char *text)
{
    gsize n_bytes = 0;

    g_string_append_c (out, '"');
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
        gsize size = (gsize)(g_utf8_next_char (at) - at);

        n_bytes += size;
        if (n_bytes > 255) {
            g_string_append (out, "\" \"");
            n_bytes = size;
        }
        if (*at == '"' || *at == '\\')
            g_string_append_c (out, '\\');
        g_string_append_len (out, at, (gssize)size);
    }
    g_string_append_c (out, '"');
}

static void
add_record (GString *out, const TfPostureRecord *record)
{
    g_autofree char *name = tf_print_escape (record->name);
    g_autofree char *text = tf_print_escape (record->text);

    g_string_append_printf (out, "      %s. %s ", name, record->type);
    if (g_str_equal (record->type, "TXT"))
        add_strings (out, text);
    else
        g_string_append (out, text);
    g_string_append_c (out, '\n');
}

static void
add_advice (GString *out, const TfPosture *posture, const TfPostureAdvice *advice,
            const TfPrintStyle *style)
{
    /* Translators: a line above records of the DNS, in the form of a zone file. */
    add_line (out, style, 4, 4, g_strdup (_ ("Publish now, in place of what is there:")));
    for (guint i = 0; i < advice->records->len; i++)
        add_record (out, g_ptr_array_index (advice->records, i));
    add_line (out, style, 4, 4,
              /* Translators: {risk} is a sentence or two: what may go wrong. */
              tf_words_fill (_ ("Risk: {risk}"), "risk",
                             tf_words_posture_risk (advice->step), NULL));
    if (advice->has_promise && advice->promise != posture->verdict) {
        g_autofree char *promise = tf_words_posture_promise (posture, advice->promise);

        /* Translators: {sentence} is a whole sentence: the verdict about a domain. */
        add_line (
            out, style, 4, 4,
            tf_words_fill (_ ("After that: {sentence}"), "sentence", promise, NULL));
    }
}

static void
add_finding (GString *out, const TfPosture *posture, const TfPostureFinding *finding,
             guint number, const TfPrintStyle *style)
{
    g_autofree char *sentence = tf_words_posture_finding (posture, finding);
    g_autofree char *line = g_strdup_printf (
        "%u. %s (%s): %s", number, tf_words_posture_severity (finding->severity),
        tf_posture_id_to_string (finding->id), sentence);

    add_line (out, style, 2, 4, g_steal_pointer (&line));
    if (finding->advice != NULL)
        add_advice (out, posture, finding->advice, style);
}

static void
add_serious (GString *out, const TfPosture *posture, const TfPrintStyle *style)
{
    guint number = 0;

    for (guint i = 0; i < posture->findings->len; i++) {
        const TfPostureFinding *finding = g_ptr_array_index (posture->findings, i);

        if (finding->severity > TF_SEVERITY_WEAK)
            continue;
        if (number == 0)
            g_string_append_printf (out, "\n%s\n",
                                    /* Translators: a line above a numbered list. */
                                    _ ("What is missing, in the order to fix it:"));
        add_finding (out, posture, finding, ++number, style);
    }
    if (number == 0 && posture->exists)
        g_string_append_printf (out, "\n%s\n", _ ("Nothing is missing."));
}

static void
add_notes (GString *out, const TfPosture *posture, const TfPrintStyle *style)
{
    gboolean any = FALSE;

    for (guint i = 0; i < posture->findings->len; i++) {
        const TfPostureFinding *finding = g_ptr_array_index (posture->findings, i);
        g_autofree char *sentence = NULL;

        if (finding->severity <= TF_SEVERITY_WEAK)
            continue;
        if (!any)
            /* Translators: a line above a list of less important things. */
            g_string_append_printf (out, "\n%s\n", _ ("Also noted:"));
        any = TRUE;
        sentence = tf_words_posture_finding (posture, finding);
        add_line (
            out, style, 2, 4,
            g_strdup_printf ("%s: %s", tf_posture_id_to_string (finding->id), sentence));
    }
}

/* ---- what was found ---------------------------------------------------------------- */

static void
add_records (GString *out, const TfPosture *posture)
{
    if (posture->records->len > 0)
        /* Translators: a line above records of the DNS. */
        g_string_append_printf (out, "\n%s\n", _ ("Records that were found:"));
    for (guint i = 0; i < posture->records->len; i++)
        add_record (out, g_ptr_array_index (posture->records, i));
}

static const char *
state_of (const TfPostureStop *stop)
{
    if (stop->applies)
        /* Translators: of a DMARC record in a list of names. */
        return _ ("its record applies");
    if (tf_dns_status_is_failure (stop->status))
        return _ ("no answer");
    if (stop->n_records > 0)
        return stop->walked ? _ ("has a record that is not used")
                            : _ ("has a record, but receivers do not look here");
    return stop->walked ? _ ("no record") : _ ("receivers do not look here");
}

static void
add_walk (GString *out, const TfPosture *posture, const TfPrintStyle *style)
{
    if (posture->walk->len > 0)
        g_string_append_printf (out, "\n%s\n",
                                _ ("Where receivers look for a DMARC record:"));
    for (guint i = 0; i < posture->walk->len; i++) {
        const TfPostureStop *stop = g_ptr_array_index (posture->walk, i);

        add_line (out, style, 2, 4,
                  g_strdup_printf ("%s: %s", stop->name, state_of (stop)));
    }
    if (posture->walk->len == 0 ||
        g_strcmp0 (posture->policy_name, posture->policy_name_before) == 0)
        return;
    add_line (out, style, 2, 4,
              posture->policy_name_before == NULL
                  ? g_strdup (_ ("Receivers that still go by RFC 7489 find none."))
                  : tf_words_fill (
                        /* Translators: {name} is a name in the DNS. */
                        _ ("Receivers that still go by RFC 7489 use that of {name}."),
                        "name", posture->policy_name_before, NULL));
}

static void
add_costs (GString *out, const TfPosture *posture, const TfPrintStyle *style)
{
    g_autofree char *lookups = g_strdup_printf ("%u", posture->spf_lookups);
    g_autofree char *voids = g_strdup_printf ("%u", posture->spf_voids);
    g_autofree char *addresses =
        g_strdup_printf ("%" G_GUINT64_FORMAT, posture->spf_addresses);

    if (!posture->has_spf)
        return;
    g_string_append_printf (out, "\n%s\n", _ ("What SPF adds up to:"));
    add_line (
        out, style, 2, 4,
        tf_words_fill (posture->spf_at_least
                           /* Translators: all of these are numbers. */
                           ? _ ("DNS look-ups: at least {lookups} (10 are allowed); of "
                                "these, {voids} found nothing (2 are allowed). IPv4 "
                                "addresses: at least {addresses}.")
                           /* Translators: all of these are numbers. */
                           : _ ("DNS look-ups: {lookups} (10 are allowed); of these, "
                                "{voids} found nothing (2 are allowed). IPv4 "
                                "addresses: {addresses}."),
                       "lookups", lookups, "voids", voids, "addresses", addresses, NULL));
    for (guint i = 0; i < posture->includes->len; i++) {
        const TfPostureInclude *include = g_ptr_array_index (posture->includes, i);

        add_line (out, style, 2 + 2 * include->depth, 4 + 2 * include->depth,
                  g_strdup_printf ("%s: %u", include->name, include->lookups));
    }
}

char *
tf_print_posture_text (const TfPosture *posture, const TfPrintStyle *style, gboolean all)
{
    GString *out = g_string_new (NULL);

    add_verdict (out, posture, style);
    add_serious (out, posture, style);
    if (!all)
        return g_string_free (out, FALSE);
    add_notes (out, posture, style);
    if (posture->later != NULL) {
        /* Translators: a line above what is to be done later. */
        g_string_append_printf (out, "\n%s\n",
                                _ ("Later, if reports show no trouble for a month:"));
        add_advice (out, posture, posture->later, style);
    }
    add_records (out, posture);
    add_walk (out, posture, style);
    add_costs (out, posture, style);
    return g_string_free (out, FALSE);
}
