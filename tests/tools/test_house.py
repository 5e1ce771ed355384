#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Housekeeping: shell scripts, licences, manual pages, and the counting of the tests themselves.

    test_house.py SOURCE PAGE…
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(sys.argv[1]).resolve()
TALLY = SOURCE / "tests" / "tools" / "tally.py"
count = failed = 0


def result(name, good, why="", skip=""):
    global count, failed
    count += 1
    failed += not (good or skip)
    print("%s %d - %s%s" % ("ok" if good or skip else "not ok", count, name,
                            " # SKIP " + skip if skip else ""))
    if not good and not skip:
        print("".join("# %s\n" % line for line in why.splitlines()))


def run(*command, **more):
    return subprocess.run(command, cwd=SOURCE, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, timeout=120, **more)


def tool(name, *command, **more):
    """One test: the tool, if it is installed, has no complaint about the tree."""
    if not shutil.which(command[0]):
        result(name, False, skip=command[0] + " is not installed")
        return
    done = run(*command, **more)
    result(name, done.returncode == 0, done.stdout)


def check_page(page):
    """Without the remarks about pages that are not installed on this computer."""
    if not shutil.which("mandoc"):
        result("manual page " + page.name, False, skip="mandoc is not installed")
        return
    remarks = [line for line in run("mandoc", "-T", "lint", str(page)).stdout.splitlines()
               if "referenced manual not found" not in line and "mandoc.db" not in line]
    remarks += [line for line in page.read_text(encoding="utf-8").splitlines() if len(line.encode()) > 80]
    result("manual page " + page.name, not remarks, "\n".join(remarks))


def check_licences():
    if not (SOURCE / ".git").exists():
        result("licences", False, skip="not a git checkout: build folders could not be told apart")
        return
    # The tree may belong to another user than the one who checks it.
    git = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}
    tool("licences", "reuse", "lint", env={**os.environ, **git, "LC_ALL": "C.UTF-8"})


def tally(tests, ci):
    """The last line and the status of tally.py for a made-up log of meson."""
    with tempfile.TemporaryDirectory() as folder:
        logs = pathlib.Path(folder) / "meson-logs"
        logs.mkdir()
        (logs / "testlog.json").write_text("".join(json.dumps(test) + "\n" for test in tests))
        environment = {**os.environ, "CI": "true" if ci else ""}
        done = run(sys.executable, str(TALLY), folder, env=environment)
    return done.stdout.splitlines()[-1], done.returncode


def check_tally():
    plain = {"name": "a", "result": "OK", "returncode": 0, "stdout": "hello\n"}
    tap = {"name": "b", "result": "OK", "returncode": 0,
           "stdout": "1..3\nok 1 - x\nok 2 y # SKIP no network\nok 3 # TODO later\n"}
    bad = {"name": "c", "result": "FAIL", "returncode": 1, "stdout": "ok 1\nnot ok 2 - z\n1..2\n"}
    late = {"name": "d", "result": "TIMEOUT", "returncode": -15, "stdout": "ok 1\n"}
    none = {"name": "e", "result": "SKIP", "returncode": 77, "stdout": ""}
    for name, tests, ci, expected in (
            ("a plain test", [plain], False, ("1 passed, 0 failed, 0 skipped", 0)),
            ("TAP lines count one by one", [plain, tap], False, ("3 passed, 0 failed, 1 skipped", 0)),
            ("a skip fails in CI", [tap], True, ("2 passed, 0 failed, 1 skipped", 1)),
            ("a skipped program", [plain, none], False, ("1 passed, 0 failed, 1 skipped", 0)),
            ("a failure", [plain, bad], False, ("2 passed, 1 failed, 0 skipped", 1)),
            ("a test cut short", [late], False, ("1 passed, 1 failed, 0 skipped", 1)),
            ("no test at all", [], False, ("0 passed, 1 failed, 0 skipped", 1))):
        found = tally(tests, ci)
        result("tally: " + name, found == expected, "%r instead of %r" % (found, expected))


def main():
    tool("shell scripts", "shellcheck", "-x", "demo", "check", ".ci/run",
         "data/packaging/test-upgrade", "data/packaging/release", "tests/tools/packages.sh",
         "tests/tools/steps.sh", "--shell=sh")
    tool("zsh completion", "zsh", "-n", "data/completions/_truefrom")
    tool("fish completion", "fish", "--no-execute", "data/completions/truefrom.fish")
    for page in map(pathlib.Path, sys.argv[2:]):
        check_page(page.resolve())
    check_licences()
    check_tally()
    print("1..%d" % count)
    sys.exit(1 if failed else 0)


main()
