# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Python modules of others that a test needs. Without one, as in the root of a package build, the test is
skipped and names the package; in CI a skipped test counts as a failure."""
import importlib
import sys


def module(name, package):
    """The module NAME of Debian's PACKAGE."""
    try:
        return importlib.import_module(name)
    except ImportError:
        print("1..0 # SKIP %s is not installed" % package, flush=True)
        sys.exit(0)
