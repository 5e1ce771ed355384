# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""What a check of several parts says, as TAP: a result for each of them, and the end."""
import sys

count = failed = 0


def result(name, problems=(), skip=""):
    global count, failed
    count += 1
    failed += bool(problems)
    print("%s %d - %s%s" % ("not ok" if problems else "ok", count, name, " # SKIP " + skip if skip else ""))
    for problem in problems:
        print("#   " + str(problem))


def end():
    print("1..%d" % count)
    sys.exit(1 if failed else 0)
