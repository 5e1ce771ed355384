#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Counts the tests of one or more meson build folders, each TAP line for itself.

    tally.py BUILD…

Reads meson-logs/testlog.json, names what failed or was skipped, and prints as the last line
"N passed, N failed, N skipped". Status 1 when a test failed, when none ran, or, with CI=true,
when one was skipped.
"""
import json
import os
import pathlib
import re
import sys

TAP_LINE = re.compile(r"^(not ok|ok)\b\s*\d*\s*-?\s*(.*?)\s*(?:#\s*(SKIP|TODO)\b\s*(.*))?$", re.I)
TAP_PLAN = re.compile(r"^1\.\.0\b\s*(?:#\s*SKIP\w*\s*(.*))?$", re.I)
BAD_RESULTS = {"FAIL", "TIMEOUT", "ERROR", "INTERRUPT", "UNEXPECTEDPASS"}


def tap_results(text):
    """(outcome, name, reason) of each TAP line that is not indented."""
    for line in text.splitlines():
        plan = TAP_PLAN.match(line)
        if plan:
            yield "skipped", "", plan[1] or ""
        match = TAP_LINE.match(line)
        if match:
            word, name, directive, reason = match.groups()
            if directive and directive.upper() == "SKIP":
                yield "skipped", name, reason
            elif word.lower() == "ok" or directive:
                yield "passed", name, ""
            else:
                yield "failed", name, ""


def test_results(test):
    """The same for one test program of meson."""
    outcome = "failed" if test["result"] in BAD_RESULTS else "passed"
    found = list(tap_results(test.get("stdout", "")))
    if not found:
        if test["result"] == "SKIP":
            outcome = "skipped"
        return [(outcome, "", test["result"] if outcome == "failed" else "")]
    if outcome == "failed" and not any(row[0] == "failed" for row in found):
        found.append(("failed", "", "%s, status %s" % (test["result"], test.get("returncode"))))
    return found


def read(build):
    log = pathlib.Path(build) / "meson-logs" / "testlog.json"
    if not log.exists():
        return
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        test = json.loads(line)
        for outcome, name, reason in test_results(test):
            label = "%s: %s%s" % (build, test["name"], " " + name if name else "")
            yield outcome, label, reason


def main(builds):
    rows = [row for build in builds for row in read(build)]
    silent = [build for build in builds if not any(True for _ in read(build))]
    rows += [("failed", build, "no test ran") for build in silent]
    for outcome in "skipped", "failed":
        for row in rows:
            if row[0] == outcome:
                print("%s: %s%s" % (outcome, row[1], " (%s)" % row[2] if row[2] else ""))
    count = {word: sum(row[0] == word for row in rows) for word in ("passed", "failed", "skipped")}
    in_ci = os.environ.get("CI") == "true"
    if in_ci and count["skipped"]:
        print("CI: a skipped test is a failure")
    print("%(passed)d passed, %(failed)d failed, %(skipped)d skipped" % count)
    return 1 if count["failed"] or not count["passed"] or (in_ci and count["skipped"]) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
