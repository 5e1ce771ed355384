/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The walk that asks in few rounds, compared with the walk of RFC 9989 §4.10 written step
 * by step, in random worlds; with answers in any order, and with look-ups that fail. */
#include "dmarc-naive.h"

#define N_WORLDS 6000

static const char *const roots[] = {"shop.co.uk",   "shop.co.uk",     "shop.example",
                                    "shop.example", "user.github.io", "co.uk",
                                    "github.io",    "example",        "a.b.kobe.jp"};

/* ---- random worlds ------------------------------------------------------------- */

static const char *
pick (const char *const *words, guint n)
{
    return words[g_test_rand_int_range (0, n)];
}

#define PICK(...)                                                                        \
    pick ((const char *const[]){__VA_ARGS__},                                            \
          G_N_ELEMENTS (((const char *const[]){__VA_ARGS__})))

static char *
random_record (const char *psd)
{
    return g_strconcat ("v=DMARC1; ",
                        PICK ("p=none", "p=reject", "p=quarantine", "p=bad"),
                        PICK ("", "", "; sp=none", "; sp=reject"),
                        PICK ("", "", "", "; np=reject", "; np=none"), psd,
                        PICK ("", "; rua=mailto:a@b.example"), NULL);
}

static char *
random_domain (const char *root)
{
    GString *domain = g_string_new (root);
    gint deeper = g_test_rand_int_range (0, 11);

    while (deeper-- > 0)
        g_string_prepend (domain, PICK ("a.", "b."));
    return g_string_free (domain, FALSE);
}

static void
fill (World *world, const char *domain, gboolean orderly)
{
    for (const char *name = domain; name != NULL; name = tf_domain_parent (name)) {
        const char *psd = PICK ("", "", "", "", "; psd=n", "; psd=y");

        if (g_hash_table_contains (world->records, name) ||
            g_test_rand_int_range (0, 3) > 0)
            continue;
        /* Orderly registries say psd=y, and only right above the domains they sell. */
        if (orderly && tf_suffix_list_is_suffix (world->suffixes, name)) {
            if (!g_str_has_suffix (domain, "shop.example") &&
                g_strcmp0 (tf_domain_parent (name), "uk") != 0)
                continue;
            psd = "; psd=y";
        }
        g_hash_table_insert (world->records, g_strdup (name), random_record (psd));
    }
}

static World
world_new (TfSuffixList *suffixes)
{
    return (World){
        .records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
        .failing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
        .nonexistent = g_test_rand_bit (),
        .suffixes = suffixes};
}

static void
world_clear (World *world)
{
    g_hash_table_unref (world->records);
    g_hash_table_unref (world->failing);
}

static TfDnsAnswer *
look_up (const World *world, const TfDnsQuestion *question)
{
    const char *name = question->name + strlen ("_dmarc.");
    const char *text;
    TfDnsAnswer *answer;

    if (question->type == TF_DNS_A)
        return tf_dns_answer_new (world->nonexistent ? TF_DNS_NXDOMAIN : TF_DNS_NODATA);
    g_assert_true (g_str_has_prefix (question->name, "_dmarc."));
    if (g_hash_table_contains (world->failing, name))
        return tf_dns_answer_new (TF_DNS_SERVFAIL);
    text = g_hash_table_lookup (world->records, name);
    answer = tf_dns_answer_new (text != NULL ? TF_DNS_RECORDS : TF_DNS_NXDOMAIN);
    if (text != NULL)
        g_ptr_array_add (answer->texts, g_bytes_new (text, strlen (text)));
    return answer;
}

/* ---- the walk under test ------------------------------------------------------- */

/* Answers some of what is open, in any order; at least one. */
static void
answer_some (const World *world, TfDns *dns, GPtrArray *open)
{
    g_autoptr (GPtrArray) wanted = tf_dns_take_wanted (dns);
    guint n;

    g_ptr_array_set_free_func (wanted, NULL);
    g_ptr_array_extend_and_steal (open, g_steal_pointer (&wanted));
    g_assert_cmpuint (open->len, >, 0);
    for (n = g_test_rand_int_range (1, open->len + 1); n > 0; n--) {
        guint at = g_test_rand_int_range (0, open->len);
        const TfDnsQuestion *question = g_ptr_array_index (open, at);
        g_autoptr (TfDnsAnswer) answer = look_up (world, question);

        tf_dns_tell (dns, question->type, question->name, answer);
        g_ptr_array_remove_index_fast (open, at);
    }
}

static TfDmarcPolicy *
discover (const World *world, const char *domain, TfDns *dns, GPtrArray *open)
{
    for (;;) {
        TfDmarcPolicy *policy = tf_dmarc_discover (domain, dns, world->suffixes);

        if (policy->lookup != TF_LOOKUP_PENDING)
            return policy;
        tf_dmarc_policy_free (policy);
        answer_some (world, dns, open);
    }
}

static TfAligned
align (const World *world, const TfDmarcPolicy *policy, const char *domain,
       const char *identifier, TfDns *dns, GPtrArray *open)
{
    for (;;) {
        TfAligned aligned = tf_dmarc_align (
            policy, domain, identifier, TF_ALIGNMENT_RELAXED, dns, world->suffixes, NULL);

        if (aligned != TF_ALIGNED_PENDING)
            return aligned;
        answer_some (world, dns, open);
    }
}

static void
assert_same (const TfDmarcPolicy *policy, const Outcome *expected)
{
    g_assert_cmpint (policy->exists, ==, expected->exists);
    g_assert_cmpstr (policy->domain, ==, expected->domain);
    g_assert_cmpint (policy->published, ==, expected->published);
}

static GPtrArray *
open_new (void)
{
    return g_ptr_array_new_with_free_func ((GDestroyNotify)tf_dns_question_free);
}

static void
compare (const World *world, const char *domain, const char *identifier, gboolean guard)
{
    g_autoptr (TfDns) dns = tf_dns_new ();
    g_autoptr (GPtrArray) open = open_new ();
    g_autoptr (TfDmarcPolicy) policy = discover (world, domain, dns, open);
    Outcome expected = naive_outcome (world, domain, guard);

    g_assert_cmpint (policy->lookup, ==, TF_LOOKUP_DONE);
    assert_same (policy, &expected);
    g_assert_cmpstr (policy->organizational_domain, ==, expected.organizational);
    g_assert_cmpint (align (world, policy, domain, identifier, dns, open), ==,
                     naive_align (world, &expected, domain, identifier));
    outcome_clear (&expected);
}

static void
for_random_worlds (gboolean orderly)
{
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();

    for (guint i = 0; i < N_WORLDS; i++) {
        const char *root = pick (roots, G_N_ELEMENTS (roots));
        g_autofree char *domain = random_domain (root);
        g_autofree char *identifier = random_domain (
            g_test_rand_bit () ? root : pick (roots, G_N_ELEMENTS (roots)));
        World world = world_new (suffixes);

        fill (&world, domain, orderly);
        if (!orderly)
            fill (&world, identifier, FALSE);
        compare (&world, domain, identifier, !orderly);
        world_clear (&world);
    }
}

/* If registries follow the RFC, the result is exactly the RFC's. */
static void
test_as_the_rfc (void)
{
    for_random_worlds (TRUE);
}

/* If they do not, it is the RFC's with the safeguard. */
static void
test_with_the_guard (void)
{
    for_random_worlds (FALSE);
}

/* ---- failures ------------------------------------------------------------------ */

/* Some names fail; afterwards they turn out to have any records at all. */
static void
refill_failing (World *world)
{
    GHashTableIter iterator;
    gpointer name;

    g_hash_table_iter_init (&iterator, world->failing);
    while (g_hash_table_iter_next (&iterator, &name, NULL)) {
        g_hash_table_remove (world->records, name);
        if (g_test_rand_bit ())
            g_hash_table_insert (world->records, g_strdup (name),
                                 random_record (PICK ("", "; psd=n", "; psd=y")));
    }
}

static void
fail_some (World *world, const char *domain)
{
    for (const char *name = domain; name != NULL; name = tf_domain_parent (name))
        if (g_test_rand_int_range (0, 5) == 0)
            g_hash_table_add (world->failing, g_strdup (name));
}

/* What was said in spite of a failure is true whatever the failing names hold. */
static void
check_spite_of_failure (World *world, const char *domain, const char *identifier)
{
    g_autoptr (TfDns) dns = tf_dns_new ();
    g_autoptr (GPtrArray) open = open_new ();
    g_autoptr (TfDmarcPolicy) policy = discover (world, domain, dns, open);
    TfAligned aligned = align (world, policy, domain, identifier, dns, open);

    if (policy->lookup == TF_LOOKUP_FAILED) {
        g_assert_cmpint (policy->reason, ==, TF_REASON_DNS);
        g_assert_cmpuint (g_hash_table_size (world->failing), >, 0);
        g_assert_false (policy->exists);
    }
    for (guint i = 0; i < 4; i++) {
        Outcome truth;

        refill_failing (world);
        truth = naive_outcome (world, domain, TRUE);
        if (policy->lookup == TF_LOOKUP_DONE)
            assert_same (policy, &truth);
        if (aligned != TF_ALIGNED_UNKNOWN)
            g_assert_cmpint (aligned, ==,
                             naive_align (world, &truth, domain, identifier));
        outcome_clear (&truth);
    }
}

static void
test_failures (void)
{
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();

    for (guint i = 0; i < N_WORLDS; i++) {
        const char *root = pick (roots, G_N_ELEMENTS (roots));
        g_autofree char *domain = random_domain (root);
        g_autofree char *identifier = random_domain (root);
        World world = world_new (suffixes);

        fill (&world, domain, FALSE);
        fill (&world, identifier, FALSE);
        fail_some (&world, domain);
        fail_some (&world, identifier);
        check_spite_of_failure (&world, domain, identifier);
        world_clear (&world);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/dmarc/walk/as-the-rfc", test_as_the_rfc);
    g_test_add_func ("/dmarc/walk/with-the-guard", test_with_the_guard);
    g_test_add_func ("/dmarc/walk/failures", test_failures);
    return g_test_run ();
}
