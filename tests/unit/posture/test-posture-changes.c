/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The least change of a record: everything else stays as its owner wrote it. */
#include "posture/posture-private.h"

static const struct {
    const char *text;
    const char *name;
    const char *value; /* NULL: left out */
    const char *expected;
} changes[] = {
    {"v=DMARC1; p=none", "np", "reject", "v=DMARC1; p=none; np=reject"},
    {"v=DMARC1;p=none;rua=mailto:a@b.example;", "p", "reject",
     "v=DMARC1; p=reject; rua=mailto:a@b.example"},
    {"v=DMARC1; rua=mailto:a@b.example", "p", "none",
     "v=DMARC1; p=none; rua=mailto:a@b.example"},
    {"v=DMARC1; p=reject; sp=none", "sp", NULL, "v=DMARC1; p=reject"},
    {"v=DMARC1; P=none; x = y", "p", "quarantine", "v=DMARC1; p=quarantine; x = y"},
    {"v=DMARC1; p=reject; p=none", "p", "reject", "v=DMARC1; p=reject"},
    {"v=DMARC1; p=reject; hello; t=y", "t", NULL, "v=DMARC1; p=reject; hello"},
    {"v=DMARC1", "t", NULL, "v=DMARC1"},
    {"", "p", "none", "p=none"},
    {" ;; ", "rua", "x", "rua=x"},
};

static void
test_tags (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
        g_autofree char *text =
            changes[i].value != NULL
                ? tf_posture_tags_set (changes[i].text, changes[i].name, changes[i].value)
                : tf_posture_tags_remove (changes[i].text, changes[i].name);

        g_assert_cmpstr (text, ==, changes[i].expected);
    }
}

static const struct {
    const char *text;
    const char *closed;
    const char *without_ptr;
    const char *until_all;
} records[] = {
    {"v=spf1 mx +all", "v=spf1 mx ~all", "v=spf1 mx +all", "v=spf1 mx +all"},
    {"v=spf1 all", "v=spf1 ~all", "v=spf1 all", "v=spf1 all"},
    {"v=spf1 ?ALL mx", "v=spf1 mx ~all", "v=spf1 ?ALL mx", "v=spf1 ?ALL"},
    {"v=spf1 ptr mx -all", "v=spf1 ptr mx ~all", "v=spf1 mx -all", "v=spf1 ptr mx -all"},
    {"v=spf1 ?ptr:a.example  -all redirect=b.example",
     "v=spf1 ?ptr:a.example redirect=b.example ~all", "v=spf1 -all redirect=b.example",
     "v=spf1 ?ptr:a.example -all"},
    {"v=spf1 redirect=b.example -all a", "v=spf1 redirect=b.example a ~all",
     "v=spf1 redirect=b.example -all a", "v=spf1 -all"},
    {"v=spf1 a:all.example allx", "v=spf1 a:all.example allx ~all",
     "v=spf1 a:all.example allx", "v=spf1 a:all.example allx"},
};

static void
test_spf (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (records); i++) {
        g_autofree char *closed = tf_posture_spf_close (records[i].text);
        g_autofree char *without = tf_posture_spf_without_ptr (records[i].text);
        g_autofree char *until = tf_posture_spf_until_all (records[i].text);

        g_assert_cmpstr (closed, ==, records[i].closed);
        g_assert_cmpstr (without, ==, records[i].without_ptr);
        g_assert_cmpstr (until, ==, records[i].until_all);
    }
}

static const struct {
    const char *text;
    const char *expected;
} faults[] = {
    {"v=spf1 ip4:192.0.2.300 -all", "ip4:192.0.2.300"},
    {"v=spf1 mx ip5:1 ip4:x -all", "ip5:1"},
    {"v=spf1 redirect=a.example redirect=b.example",
     "v=spf1 redirect=a.example redirect=b.example"},
    {"v=spf1 include -all", "include"},
};

static void
test_faults (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (faults); i++) {
        g_autofree char *found = tf_posture_spf_fault (tf_span_of (faults[i].text));

        g_assert_cmpstr (found, ==, faults[i].expected);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/posture/changes/tags", test_tags);
    g_test_add_func ("/posture/changes/spf", test_spf);
    g_test_add_func ("/posture/changes/faults", test_faults);
    return g_test_run ();
}
