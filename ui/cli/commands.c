/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* commands: the table of commands. A new one needs a line here and its syntax in syntax.c. */
#include "cli/commands.h"

#include "cli/cli.h"

const TfCliCommand tf_cli_commands[] = {{&tf_cli_check_syntax, tf_cli_check},
                                        {&tf_cli_explain_syntax, tf_cli_explain},
                                        {&tf_cli_domain_syntax, tf_cli_domain},
                                        {&tf_cli_setup_syntax, tf_cli_setup},
                                        {&tf_cli_memory_syntax, tf_cli_memory},
                                        {&tf_cli_evidence_syntax, tf_cli_evidence},
                                        {&tf_cli_report_syntax, tf_cli_report},
                                        {&tf_cli_aggregate_syntax, tf_cli_aggregate},
                                        {&tf_cli_scan_syntax, tf_cli_scan},
                                        {&tf_cli_spoofs_syntax, tf_cli_spoofs},
                                        {NULL, NULL}};
