/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* sheet: one page about a domain, for somebody who does not run it. It has no score, and promises nothing:
 * it says what was asked, what was answered, and what follows. */

#include "words/sheet.h"

#include "words/posture.h"
#include "words/translate.h"
#include "words/words-private.h"

/* ---- making it --------------------------------------------------------------------- */

static void
row_free (TfSheetRow *row)
{
    g_free (row->label);
    g_free (row->state);
    g_free (row->text);
    g_free (row);
}

static void
part_free (TfSheetPart *part)
{
    g_ptr_array_unref (part->rows);
    g_free (part);
}

static TfSheetPart *
add_part (TfSheet *sheet, const char *heading, const char *a, const char *b,
          const char *c)
{
    TfSheetPart *part = g_new0 (TfSheetPart, 1);

    part->heading = heading;
    part->columns[0] = a;
    part->columns[1] = b;
    part->columns[2] = c;
    part->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)row_free);
    g_ptr_array_add (sheet->parts, part);
    return part;
}

/* Takes ownership of TEXT, which may be NULL. */
static TfSheetRow *
add_row (TfSheetPart *part, const char *label, const char *state, char *text)
{
    TfSheetRow *row = g_new0 (TfSheetRow, 1);

    row->label = g_strdup (label);
    row->state = g_strdup (state);
    row->text = text;
    g_ptr_array_add (part->rows, row);
    return row;
}

/* ---- the three protocols ----------------------------------------------------------- */

/* The most serious thing that was found in FIRST … LAST; NULL: nothing is. */
static const TfPostureFinding *
worst_of (const TfPosture *posture, TfPostureId first, TfPostureId last)
{
    for (guint i = 0; i < posture->findings->len; i++) {
        const TfPostureFinding *finding = g_ptr_array_index (posture->findings, i);

        if (finding->id >= first && finding->id <= last)
            return finding;
    }
    return NULL;
}

static const char *
works (void)
{
    /* Translators: of SPF, DKIM or DMARC of a domain. */
    return C_ ("state of a protocol", "works");
}

static const char *
faulty (void)
{
    return C_ ("state of a protocol", "faulty");
}

static const char *
not_known (void)
{
    return C_ ("state of a protocol", "not known");
}

static const char *
not_published (void)
{
    return C_ ("state of a protocol", "not published");
}

static gboolean
is_open_policy (const TfPostureFinding *finding)
{
    return finding->severity == TF_SEVERITY_OPEN && finding->id >= TF_POSTURE_D6 &&
           finding->id <= TF_POSTURE_D9;
}

static const char *
state_of_dmarc (const TfPosture *posture, const TfPostureFinding *worst)
{
    if (posture->policy_name == NULL && worst == NULL)
        return not_known ();
    if (tf_posture_find (posture, TF_POSTURE_D1) != NULL)
        return not_published ();
    if (worst != NULL && is_open_policy (worst))
        /* Translators: DMARC works, but asks receivers to do nothing. */
        return C_ ("state of a protocol", "not enforced");
    return worst != NULL && worst->severity == TF_SEVERITY_OPEN ? faulty () : works ();
}

static const char *
state_of_spf (const TfPosture *posture, const TfPostureFinding *worst)
{
    if (tf_posture_find (posture, TF_POSTURE_S1) != NULL)
        return not_published ();
    if (worst != NULL && worst->severity == TF_SEVERITY_OPEN)
        return faulty ();
    return tf_posture_find (posture, TF_POSTURE_S10) != NULL ? not_known () : works ();
}

static const char *
state_of_dkim (const TfPosture *posture, const TfPostureFinding *worst)
{
    if (tf_posture_find (posture, TF_POSTURE_K2) != NULL)
        return not_published ();
    if (posture->keys->len == 0)
        return worst != NULL && worst->id == TF_POSTURE_K9 ? faulty () : not_known ();
    for (guint i = 0; i < posture->keys->len; i++)
        if (((TfPostureKey *)g_ptr_array_index (posture->keys, i))->reason ==
            TF_REASON_NONE)
            return works ();
    return faulty ();
}

static char *
evidence_of (const TfPosture *posture, const TfPostureFinding *worst)
{
    return worst != NULL ? tf_words_posture_finding (posture, worst)
                         /* Translators: instead of a list of faults. */
                         : g_strdup (_ ("No fault was found."));
}

static void
add_protocols (TfSheet *sheet, const TfPosture *posture)
{
    const TfPostureFinding *dmarc = worst_of (posture, TF_POSTURE_D1, TF_POSTURE_D22);
    const TfPostureFinding *spf = worst_of (posture, TF_POSTURE_S1, TF_POSTURE_S16);
    const TfPostureFinding *dkim = worst_of (posture, TF_POSTURE_K1, TF_POSTURE_K11);
    TfSheetPart *part = add_part (sheet, _ ("The three protocols"),
                                  /* Translators: the heads of the columns of a table. */
                                  _ ("Protocol"), _ ("State"), _ ("Evidence"));

    add_row (part, "DMARC", state_of_dmarc (posture, dmarc),
             evidence_of (posture, dmarc));
    add_row (part, "SPF", state_of_spf (posture, spf), evidence_of (posture, spf));
    add_row (part, "DKIM", state_of_dkim (posture, dkim), evidence_of (posture, dkim));
}

/* ---- forged messages --------------------------------------------------------------- */

static const char *
about_forgery (const char *id)
{
    switch (id[1]) {
    case '1':
        /* Translators: a kind of forged message. */
        return _ ("The domain in From, a stranger's return address");
    case '2':
        return _ ("The domain in From and in the return address");
    case '3':
        return _ ("A subdomain that exists");
    case '4':
        return _ ("A subdomain that does not exist");
    default:
        break;
    }
    return _ ("No return address, the domain as the name of the server");
}

static const char *
about_result (TfPostureVerdict verdict)
{
    switch (verdict) {
    case TF_POSTURE_REJECTED:
        /* Translators: what receivers are asked to do with a forged message. */
        return C_ ("a forged message", "to be rejected");
    case TF_POSTURE_QUARANTINED:
        return C_ ("a forged message", "to be treated as spam");
    case TF_POSTURE_UNKNOWN:
        return C_ ("a forged message", "not known");
    case TF_POSTURE_WATCHED:
        return C_ ("a forged message", "only reported");
    case TF_POSTURE_UNNOTICED:
        break;
    }
    return C_ ("a forged message", "not noticed");
}

/* The worst that came of the messages with the ID of FORGERY; they follow one another. */
static TfPostureVerdict
worst_result (const TfPosture *posture, const TfPostureForgery *forgery)
{
    TfPostureVerdict worst = forgery->verdict;

    for (guint i = 0; i < posture->forgeries->len; i++) {
        const TfPostureForgery *other = g_ptr_array_index (posture->forgeries, i);

        if (g_str_equal (other->id, forgery->id))
            worst = MAX (worst, other->verdict);
    }
    return worst;
}

static void
add_forgeries (TfSheet *sheet, const TfPosture *posture)
{
    TfSheetPart *part = NULL;
    const char *last = NULL;

    for (guint i = 0; i < posture->forgeries->len; i++) {
        const TfPostureForgery *forgery = g_ptr_array_index (posture->forgeries, i);

        if (part == NULL)
            part = add_part (sheet, _ ("Forged messages, as a receiver would judge them"),
                             _ ("Test"), _ ("Result"), _ ("How it was forged"));
        if (g_strcmp0 (last, forgery->id) != 0)
            add_row (part, forgery->id, about_result (worst_result (posture, forgery)),
                     g_strdup (about_forgery (forgery->id)));
        last = forgery->id;
    }
}

/* ---- the rest ---------------------------------------------------------------------- */

static void
add_findings (TfSheet *sheet, const TfPosture *posture)
{
    TfSheetPart *part = NULL;

    for (guint i = 0; i < posture->findings->len; i++) {
        const TfPostureFinding *finding = g_ptr_array_index (posture->findings, i);

        if (part == NULL)
            part = add_part (sheet, _ ("All that was found"), _ ("Code"),
                             _ ("How serious"), _ ("What it is"));
        add_row (part, tf_posture_id_to_string (finding->id),
                 tf_words_posture_severity (finding->severity),
                 tf_words_posture_finding (posture, finding));
    }
}

static void
add_records (TfSheet *sheet, const TfPosture *posture)
{
    TfSheetPart *part = NULL;

    for (guint i = 0; i < posture->records->len; i++) {
        const TfPostureRecord *record = g_ptr_array_index (posture->records, i);

        if (part == NULL)
            part = add_part (sheet, _ ("The records, as they were found"), _ ("Name"),
                             _ ("Type"), _ ("Text"));
        add_row (part, record->name, record->type, g_strdup (record->text))->verbatim =
            TRUE;
    }
}

static void
add_source (TfSheet *sheet, const TfPosture *posture, const TfSheetSource *source)
{
    TfSheetPart *part =
        add_part (sheet, _ ("How this was made"), _ ("What"), NULL, _ ("Answer"));
    g_autofree char *questions = g_strdup_printf ("%u", posture->n_questions);
    g_autofree char *failed = g_strdup_printf ("%u", posture->n_failed);

    add_row (part, _ ("Time"), NULL, g_strdup (sheet->date));
    add_row (part, _ ("Who was asked"), NULL, g_strdup (source->asked));
    add_row (part, _ ("Questions"), NULL,
             /* Translators: both are numbers of questions to the DNS. */
             tf_words_fill (_ ("{number}, of which {failed} without an answer"), "number",
                            questions, "failed", failed, NULL));
    add_row (part, _ ("Program"), NULL, g_strconcat ("truefrom ", source->version, NULL));
}

static char *
date_of (gint64 now)
{
    g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now);

    return time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M UTC")
                        : g_strdup_printf ("%" G_GINT64_FORMAT, now);
}

TfSheet *
tf_words_sheet_new (const TfPosture *posture, const TfSheetSource *source)
{
    TfSheet *sheet = g_new0 (TfSheet, 1);
    g_autofree char *domain =
        tf_words_domain (posture->domain, TF_WORDS_LONG_DOMAIN_CHARS);

    /* Translators: the title of a page about the domain. */
    sheet->title = tf_words_fill (_ ("{domain}: protection against forged mail"),
                                  "domain", domain, NULL);
    sheet->verdict = tf_words_posture_verdict (posture);
    sheet->date = date_of (posture->now);
    sheet->limits = tf_words_posture_limits ();
    sheet->not_seen = _ (
        "Not shown by the DNS: whether logging in needs a second factor, how mail is "
        "filtered, whether mail from outside is marked, and whether somebody calls back "
        "before a payment.");
    sheet->parts = g_ptr_array_new_with_free_func ((GDestroyNotify)part_free);
    if (posture->exists) {
        add_protocols (sheet, posture);
        add_forgeries (sheet, posture);
        add_findings (sheet, posture);
        add_records (sheet, posture);
    }
    add_source (sheet, posture, source);
    return sheet;
}

void
tf_words_sheet_free (TfSheet *sheet)
{
    g_ptr_array_unref (sheet->parts);
    g_free (sheet->title);
    g_free (sheet->verdict);
    g_free (sheet->date);
    g_free (sheet);
}

const char *
tf_words_language (void)
{
    /* Translators: the code of your language, such as "de" or "pt-BR"; with a hyphen. */
    return C_ ("code of the language", "en");
}
