#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Each zone of zones.txt through the real command line: what is found, and the verdict."""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import zones

parser = argparse.ArgumentParser()
parser.add_argument("--truefrom", required=True, type=os.path.abspath)
parser.add_argument("--only", default="")
arguments = parser.parse_args()
STATUS = {"rejected": 0, "quarantined": 0, "watched": 1, "unnoticed": 1, "unknown": 2}
ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="", G_DEBUG="fatal-warnings")


def run(case, folder):
    path = pathlib.Path(folder) / "zone.json"
    path.write_text(json.dumps(case.zone()))
    return subprocess.run([arguments.truefrom, "domain", "--json", "--answers", str(path), *case.options,
                           case.domain], capture_output=True, env=ENVIRONMENT, timeout=60, check=False)


def problem(case, done):
    if done.stderr or not done.stdout:
        return "it says: " + repr(done.stderr)
    report = json.loads(done.stdout)
    found, verdict = zones.findings(report), report["verdict"]["result"]
    if found != case.expected:
        return "found %s, expected %s" % (" ".join(sorted(found)), " ".join(sorted(case.expected)))
    if verdict != case.verdict:
        return "the verdict is %s, expected %s" % (verdict, case.verdict)
    if done.returncode != STATUS[verdict]:
        return "exit status %d" % done.returncode
    return None


def main():
    cases = [case for case in zones.cases() if arguments.only in case.title]
    bad = 0
    print("1..%d" % (len(cases) + 1), flush=True)
    with tempfile.TemporaryDirectory(prefix="truefrom-zones-") as folder:
        for number, case in enumerate(cases, 1):
            fault = problem(case, run(case, folder))
            bad += fault is not None
            print("%sok %d - %s%s" % ("not " if fault else "", number, case.title,
                                      "\n# zones.txt:%d: %s" % (case.line, fault) if fault else ""))
    seen = set().union(*(case.expected for case in cases))
    missing = [name for name in zones.USUAL if not any(name == word.rstrip("?AW") for word in seen)]
    whole = not arguments.only
    print("%sok %d - each finding has a zone%s" % ("not " if whole and missing else "", len(cases) + 1,
                                                  "\n# without one: " + " ".join(missing) if missing else ""))
    sys.exit(1 if bad or (whole and missing) else 0)


main()
