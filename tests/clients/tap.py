# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Test Anything Protocol for the client tests."""
import contextlib
import sys
import traceback

from desktop import Missing


class Tap:
    """Use as a context manager: the plan, and the exit status, come at its end."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def __enter__(self):
        print("TAP version 13")
        return self

    def __exit__(self, kind, error, where):
        if kind is Missing and not self.count:
            self.skip_all(error)
            kind = None
        elif kind is not None and issubclass(kind, Exception):
            traceback.print_exception(kind, error, where)
            self.result(False, "the test came to its end", repr(error))
        print("1..%d" % self.count, flush=True)
        if kind is None or issubclass(kind, Exception):
            sys.exit(1 if self.failed else 0)

    def skip_all(self, why):
        """Nothing here can be tested; at the beginning only."""
        print("ok 1 # SKIP %s" % why)
        self.count = 1

    def note(self, text):
        for line in str(text).splitlines():
            print("# " + line, flush=True)

    def result(self, good, name, why=""):
        """One test: GOOD or not, and why not."""
        self.count += 1
        self.failed += not good
        print("%s %d - %s" % ("ok" if good else "not ok", self.count, name.replace("#", "")),
              flush=True)
        if not good and why:
            self.note(why)
        return good

    def equal(self, found, expected, name):
        return self.result(found == expected, name, "found %r, expected %r" % (found, expected))

    @contextlib.contextmanager
    def attempt(self, name):
        """One test that is passed when nothing is raised inside."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a failure of this test
            self.result(False, name, "%s: %s" % (type(error).__name__, error))
        else:
            self.result(True, name)
