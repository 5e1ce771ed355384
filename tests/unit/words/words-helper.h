/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What the tests of words share: a report made by hand. */
#pragma once

#include <string.h>

#include "print/print.h"
#include "words/words.h"

#define LRI "\u2066"
#define FSI "\u2068"
#define PDI "\u2069"

/* ---- a report made by hand --------------------------------------------------------- */

typedef struct {
    TfReport report;
    TfDossier dossier;
    TfHeader header;
    TfAuthor author;
    TfEnvelope envelope;
    TfAnswer answer;
    TfDmarcPolicy policy;
    TfArcResult arc;
    TfDelivery delivery;
    TfServerResults server;
} Sample;

static inline Sample *
sample_new (TfCode code, TfLevel level)
{
    Sample *sample = g_new0 (Sample, 1);
    sample->author.addresses = g_ptr_array_new_with_free_func (g_free);
    sample->author.domains = g_ptr_array_new ();
    sample->dossier.author = &sample->author;
    sample->header.fields = g_array_new (FALSE, FALSE, sizeof (TfField));
    sample->dossier.header = &sample->header;
    sample->dossier.envelope = &sample->envelope;
    sample->dossier.reply_to = g_ptr_array_new_with_free_func (g_free);
    sample->report.elsewhere = g_ptr_array_new_with_free_func (g_free);
    sample->report.exceptions =
        g_ptr_array_new_with_free_func ((GDestroyNotify)tf_exception_free);
    sample->answer.targets = g_ptr_array_new ();
    sample->dossier.answer = &sample->answer;
    sample->report.dossier = &sample->dossier;
    sample->report.dkim = g_ptr_array_new ();
    sample->report.dns = tf_dns_new ();
    sample->report.arc = &sample->arc;
    sample->report.delivery = &sample->delivery;
    sample->delivery.server = &sample->server;
    sample->delivery.border = -1;
    sample->delivery.door = -1;
    sample->server.fields = g_array_new (FALSE, FALSE, sizeof (TfServerField));
    sample->report.now = 1760000000;
    sample->report.received_at = 1759990000;
    sample->report.verdict.deciding = (TfFinding){code, level};
    sample->policy.lookup = TF_LOOKUP_DONE;
    sample->dossier.sha256 = (char *)"00";
    return sample;
}

/* An answer leaves the sender's organization. ADDRESS: static, or NULL if it cannot be read. */
static inline void
add_elsewhere (Sample *sample, TfAnswerField field, const char *address)
{
    TfAnswerTarget *target = g_new0 (TfAnswerTarget, 1);

    target->field = field;
    target->address = (char *)address;
    g_ptr_array_add (sample->report.elsewhere, target);
}

static inline void
sample_free (Sample *sample)
{
    g_ptr_array_unref (sample->author.addresses);
    g_ptr_array_unref (sample->author.domains);
    g_ptr_array_unref (sample->dossier.reply_to);
    g_ptr_array_unref (sample->report.elsewhere);
    g_ptr_array_unref (sample->report.exceptions);
    g_array_unref (sample->header.fields);
    g_ptr_array_unref (sample->report.dkim);
    g_ptr_array_unref (sample->answer.targets);
    g_array_unref (sample->server.fields);
    tf_dns_unref (sample->report.dns);
    g_free (sample);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sample, sample_free)

static inline void
set_author (Sample *sample, const char *name, const char *local, const char *domain)
{
    g_autofree char *address = g_strconcat (local, "@", domain, NULL);
    sample->author.name = (char *)name;
    sample->author.local = (char *)local;
    sample->author.domain = (char *)domain;
    g_ptr_array_add (sample->author.addresses, g_steal_pointer (&address));
    sample->author.address = g_ptr_array_index (sample->author.addresses, 0);
    sample->report.author_domain = (char *)domain;
    sample->report.policy = &sample->policy;
}

static inline Sample *
forged (void)
{
    Sample *sample = sample_new (TF_CODE_DOMAIN_FORGED, TF_LEVEL_ALARM);
    set_author (sample, "Anna", "anna", "legit.example");
    return sample;
}

static inline gboolean
has_row (const GPtrArray *rows, const char *label, const char *part)
{
    for (guint i = 0; i < rows->len; i++) {
        const TfDetail *row = g_ptr_array_index (rows, i);
        g_autofree char *plain_label = tf_words_plain (row->label);
        g_autofree char *plain_value = tf_words_plain (row->value);
        if (g_str_equal (plain_label, label) && strstr (plain_value, part) != NULL)
            return TRUE;
    }
    return FALSE;
}
