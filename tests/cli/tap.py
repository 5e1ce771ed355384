# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""A minimal TAP runner: every function whose name begins with test_ is one test, in the order
of the file; an assertion is a failure, Skip("why") is a skip."""
import sys
import traceback


class Skip(Exception):
    pass


def run_one(number, name, function):
    title = name[len("test_"):].replace("_", " ")
    try:
        function()
    except Skip as reason:
        print("ok %d - %s # SKIP %s" % (number, title, reason))
    except Exception:  # pylint: disable=broad-except
        for line in traceback.format_exc().splitlines():
            print("# " + line)
        print("not ok %d - %s" % (number, title))
        return False
    else:
        print("ok %d - %s" % (number, title))
    return True


def run(namespace):
    tests = [(n, f) for n, f in namespace.items() if n.startswith("test_") and callable(f)]
    print("1..%d" % len(tests), flush=True)
    good = [run_one(i, n, f) for i, (n, f) in enumerate(tests, 1)]
    sys.exit(0 if all(good) else 1)
