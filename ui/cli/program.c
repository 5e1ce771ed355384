/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* program: the entry point of `truefrom`; separate from everything else, so that the tests can run
 * many command lines in one process. */
#include "cli/cli.h"

int
main (int argc, char **argv)
{
    return tf_cli_main (argc, argv);
}
