/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* json-checks: the members of a report that say what was checked: signatures, ARC, SPF, DMARC,
 * servers, DNS. */
#pragma once

#include "evaluate/report.h"
#include "print/printer.h"

gboolean tf_json_has_policy (const TfReport *report);
void tf_json_add_checks (TfPrinter *printer, const TfReport *report);
