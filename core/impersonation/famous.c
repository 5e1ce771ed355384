/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* famous: domains that very many people know (data/famous-domains.txt). Leaves out: what follows from
 * it (lookalike.c). */
#include "impersonation/impersonation.h"

#include <string.h>

static const char *const domains[] = {
#include "famous-domains.inc"
};

static int
compare (const void *a, const void *b)
{
    return strcmp (a, *(const char *const *)b);
}

gboolean
tf_famous_has (const char *registrable)
{
    return bsearch (registrable, domains, G_N_ELEMENTS (domains), sizeof domains[0],
                    compare) != NULL;
}
