/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The DMARC record, RFC 9989 §4.7 and §4.8. */
#include "dmarc/dmarc.h"

#include <string.h>

static gboolean
parse (const char *text, TfDmarcRecord *ret_record)
{
    return tf_dmarc_record_parse (tf_span_of (text), ret_record);
}

/* "p sp np" with what was not published in brackets, then what is not the default. */
static char *
describe (const TfDmarcRecord *record)
{
    GString *out = g_string_new (NULL);

    if (record->unusable)
        return g_string_free (g_string_append (out, "unusable"), FALSE);
    g_string_append (out, tf_policy_to_string (record->p));
    g_string_append_printf (out, record->has_sp ? " %s" : " (%s)",
                            tf_policy_to_string (record->sp));
    g_string_append_printf (out, record->has_np ? " %s" : " (%s)",
                            tf_policy_to_string (record->np));
    if (record->psd != TF_PSD_UNKNOWN)
        g_string_append (out, record->psd == TF_PSD_YES ? " psd=y" : " psd=n");
    if (record->testing)
        g_string_append (out, " t=y");
    if (record->adkim == TF_ALIGNMENT_STRICT)
        g_string_append (out, " adkim=s");
    if (record->aspf == TF_ALIGNMENT_STRICT)
        g_string_append (out, " aspf=s");
    return g_string_free (out, FALSE);
}

typedef struct {
    const char *text;
    const char *expected; /* NULL: not a record */
} Case;

static const Case cases[] = {
    {"v=DMARC1; p=reject", "reject (reject) (reject)"},
    {"v=DMARC1;p=reject;", "reject (reject) (reject)"},
    {"v = DMARC1 ;p = reject", "reject (reject) (reject)"},
    {"v\t=\tDMARC1\t;\tp\t=\tnone\t", "none (none) (none)"},
    {"v=DMARC1; p=Reject", "reject (reject) (reject)"},
    {"v=DMARC1; p=QUARANTINE; sp=NONE", "quarantine none (none)"},
    {"v=DMARC1; p=none; sp=quarantine; np=reject", "none quarantine reject"},
    {"v=DMARC1; np=reject; p=none", "none (none) reject"},
    {"v=DMARC1; p=reject; psd=y", "reject (reject) (reject) psd=y"},
    {"v=DMARC1; p=reject; psd=N", "reject (reject) (reject) psd=n"},
    {"v=DMARC1; p=reject; psd=u", "reject (reject) (reject)"},
    {"v=DMARC1; p=reject; psd=maybe", "reject (reject) (reject)"},
    {"v=DMARC1; p=reject; t=y", "reject (reject) (reject) t=y"},
    {"v=DMARC1; p=reject; t=Y", "reject (reject) (reject) t=y"},
    {"v=DMARC1; p=reject; t=n", "reject (reject) (reject)"},
    {"v=DMARC1; p=reject; t=yes", "reject (reject) (reject)"},
    {"v=DMARC1; p=reject; adkim=s; aspf=S", "reject (reject) (reject) adkim=s aspf=s"},
    {"v=DMARC1; p=reject; adkim=r; aspf=x", "reject (reject) (reject)"},
    /* DM-15: old and unknown tags, and what cannot be read */
    {"v=DMARC1; p=reject; pct=0; rf=afrf; ri=86400", "reject (reject) (reject)"},
    {"v=DMARC1; pct=10; pct=20; p=reject; x=1; x=2", "reject (reject) (reject)"},
    /* RFC 5234 §2.3: only the version's value is case-sensitive */
    {"V=DMARC1; p=reject", "reject (reject) (reject)"},
    {"V = DMARC1; P=Reject; AdKim=S; PSD=N", "reject (reject) (reject) psd=n adkim=s"},
    {"v=DMARC1; ;; nonsense; =; p=reject; =x; \xff\xfe=\xff", "reject (reject) (reject)"},
    {"v=DMARC1; p=reject; fo=1:d:s; ruf=mailto:x", "reject (reject) (reject)"},
    /* Not a record */
    {"", NULL},
    {"v", NULL},
    {"v=", NULL},
    {"v=dmarc1; p=reject", NULL},
    {"V=dmarc1; p=reject", NULL},
    {"V=DMARc1; p=reject", NULL},
    {"v=DMARC2; p=reject", NULL},
    {"v=DMARC10; p=reject", NULL},
    {"v=DMARC1 p=reject", NULL},
    {"v==DMARC1; p=reject", NULL},
    {"vv=DMARC1; p=reject", NULL},
    {"p=reject; v=DMARC1", NULL},
    {" v=DMARC1; p=reject", NULL},
    {";v=DMARC1; p=reject", NULL},
    {"\"v=DMARC1; p=reject\"", NULL},
    {"\xef\xbb\xbfv=DMARC1; p=reject", NULL},
    {"v=spf1 -all", NULL},
    {"v=DKIM1; p=MIIB", NULL},
    /* A known tag twice */
    {"v=DMARC1; v=DMARC1; p=reject", NULL},
    {"v=DMARC1; p=reject; p=reject", NULL},
    {"v=DMARC1; p=reject; p=none", NULL},
    {"v=DMARC1; p=reject; P=none", NULL},
    {"v=DMARC1; p=reject; sp=none; sp=none", NULL},
    {"v=DMARC1; p=reject; np=none; np=none", NULL},
    {"v=DMARC1; p=reject; psd=n; psd=y", NULL},
    {"v=DMARC1; p=reject; t=n; t=y", NULL},
    {"v=DMARC1; p=reject; adkim=r; adkim=s", NULL},
    {"v=DMARC1; p=reject; aspf=r; aspf=s", NULL},
    {"v=DMARC1; p=reject; rua=mailto:a@b.example; rua=mailto:a@b.example",
     "reject (reject) (reject)"},
    /* §4.10.1: no usable policy */
    {"v=DMARC1", "unusable"},
    {"v=DMARC1;", "unusable"},
    {"v=DMARC1; p=", "unusable"},
    {"v=DMARC1; p=foo", "unusable"},
    {"v=DMARC1; p=reject none", "unusable"},
    {"v=DMARC1; p=rej\xc3\xa9"
     "ct",
     "unusable"},
    {"v=DMARC1; sp=reject", "unusable"},
    {"v=DMARC1; p=reject; sp=foo", "unusable"},
    {"v=DMARC1; p=reject; np=", "unusable"},
    {"v=DMARC1; rua=mailto:a@b.example", "none (none) (none)"},
    {"v=DMARC1; p=foo; rua=mailto:a@b.example", "none (none) (none)"},
    {"v=DMARC1; sp=reject; rua=mailto:a@b.example", "none (none) (none)"},
    {"v=DMARC1; p=reject; sp=foo; rua=mailto:a@b.example", "none (none) (none)"},
    {"v=DMARC1; p=reject; np=foo; psd=n; t=y; rua=mailto:a@b.example",
     "none (none) (none) psd=n t=y"},
};

static void
test_cases (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
        TfDmarcRecord record;
        gboolean is_record = parse (cases[i].text, &record);
        g_autofree char *got = is_record ? describe (&record) : NULL;

        g_test_message ("%s", cases[i].text);
        g_assert_cmpstr (got, ==, cases[i].expected);
    }
}

/* Which "rua" makes a record without "p" usable. */
static const struct {
    const char *rua;
    gboolean valid;
} addresses[] = {
    {"mailto:dmarc@legit.example", TRUE},
    {"MAILTO:dmarc@legit.example", TRUE},
    {"mailto:dmarc@legit.example!10m", TRUE},
    {"mailto:dmarc@legit.example?subject=x", TRUE},
    {"mailto:a%40b@legit.example", TRUE},
    {"https://legit.example/report", TRUE},
    {"nonsense, mailto:dmarc@legit.example", TRUE},
    {"mailto:dmarc@legit.example , ,", TRUE},
    {"x+y-z.1:anything", TRUE},
    {"", FALSE},
    {",", FALSE},
    {"dmarc@legit.example", FALSE},
    {"mailto:", FALSE},
    {"mailto:dmarc", FALSE},
    {"mailto:@legit.example", FALSE},
    {"mailto:dmarc@", FALSE},
    {"mailto:dmarc@legit..example", FALSE},
    {"mailto:dmarc@legit.example x", FALSE},
    {"mailto:\"dmarc\"@legit.example", FALSE},
    {"mailto:dm\xc3\xa4rc@legit.example", FALSE},
    {"https:", FALSE},
    {":x", FALSE},
    {"1http:x", FALSE},
};

static void
test_report_addresses (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (addresses); i++) {
        g_autofree char *text = g_strconcat ("v=DMARC1; rua=", addresses[i].rua, NULL);
        TfDmarcRecord record;

        g_test_message ("%s", text);
        g_assert_true (parse (text, &record));
        g_assert_cmpint (!record.unusable, ==, addresses[i].valid);
    }
}

static void
test_length (void)
{
    g_autoptr (GString) text = g_string_new ("v=DMARC1; p=reject; x=");
    TfDmarcRecord record;

    while (text->len < TF_LIMIT_RECORD_BYTES)
        g_string_append_c (text, 'x');
    g_assert_true (tf_dmarc_record_parse (tf_span (text->str, text->len), &record));
    g_string_append_c (text, 'x');
    g_assert_false (tf_dmarc_record_parse (tf_span (text->str, text->len), &record));
}

static void
test_nul (void)
{
    static const char early[] = "v=DMARC1\0; p=reject";
    static const char late[] = "v=DMARC1; p=reject\0";
    TfDmarcRecord record;

    g_assert_false (tf_dmarc_record_parse (tf_span (early, sizeof early - 1), &record));
    g_assert_true (tf_dmarc_record_parse (tf_span (late, sizeof late - 1), &record));
    g_assert_true (record.unusable);
    g_assert_false (tf_dmarc_record_parse (TF_SPAN_EMPTY, &record));
}

/* Any bytes: no crash, and nothing but "v=DMARC1" at the start is a record. */
static void
test_random_bytes (void)
{
    static const char *const pieces[] = {
        "v=DMARC1", ";",   "p=", "reject", "none",         " ", "=",    "sp=", "np=",
        "psd=y",    "t=y", "\t", "rua=",   "mailto:a@b.c", ",", "\xff", "!",   "adkim=s"};

    for (guint round = 0; round < 20000; round++) {
        g_autoptr (GString) text = g_string_new (g_test_rand_bit () ? "v=DMARC1;" : NULL);
        gint n = g_test_rand_int_range (0, 12);
        TfDmarcRecord record;

        for (gint i = 0; i < n; i++)
            g_string_append (text,
                             pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
        if (tf_dmarc_record_parse (tf_span (text->str, text->len), &record)) {
            g_assert_true (g_str_has_prefix (text->str, "v"));
            g_assert_cmpint (record.p, <=, TF_POLICY_REJECT);
        }
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/dmarc/record/cases", test_cases);
    g_test_add_func ("/dmarc/record/report-addresses", test_report_addresses);
    g_test_add_func ("/dmarc/record/length", test_length);
    g_test_add_func ("/dmarc/record/nul", test_nul);
    g_test_add_func ("/dmarc/record/random-bytes", test_random_bytes);
    return g_test_run ();
}
