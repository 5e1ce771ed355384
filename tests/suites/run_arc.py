#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Run the public ARC validation suite (YAML) through check-arc; TAP on standard output.

usage: run_arc.py CHECK-ARC
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

try:
    import yaml
except ImportError:
    yaml = None

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NAME = "arc-valimail/arc-draft-validation-tests.yml"


def find_suite():
    for place in (os.environ.get("TRUEFROM_SUITES"), ROOT.parent / "shared" / "suites"):
        if place and (pathlib.Path(place) / NAME).is_file():
            return pathlib.Path(place) / NAME
    return None


def run(program, suite):
    cases = []
    with open(suite, encoding="utf-8") as stream:
        scenarios = [doc for doc in yaml.safe_load_all(stream) if doc]
    for scenario in scenarios:
        records = scenario.get("txt-records") or {}
        with tempfile.TemporaryDirectory(prefix="truefrom-arc-") as folder:
            zone = os.path.join(folder, "answers.json")
            with open(zone, "w", encoding="ascii") as out:
                json.dump({name: {"TXT": [text]} for name, text in records.items()}, out)
            lines = []
            for name, test in scenario["tests"].items():
                path = os.path.join(folder, name + ".eml")
                with open(path, "wb") as out:
                    out.write((test["message"] or "").encode("utf-8").replace(b"\n", b"\r\n"))
                lines.append(path + "\n")
            got = subprocess.run([program, zone], input="".join(lines), text=True, timeout=120,
                                 stdout=subprocess.PIPE, check=True).stdout.split("\n")
        for (name, test), result in zip(scenario["tests"].items(), got):
            # An empty cv: the chain had failed before, and there is nothing left to validate.
            cases.append((name, result, (test["cv"] or "fail").lower()))
    return cases


def main():
    suite = find_suite()
    if suite is None or yaml is None:
        print("1..0 # SKIP " + ("python3-yaml is not installed" if yaml is None else
                                "the public suite %s is not here (see $TRUEFROM_SUITES)" % NAME))
        return 0
    cases = run(sys.argv[1], suite)
    print("1..%d" % len(cases))
    wrong = 0
    for number, (name, result, wanted) in enumerate(cases, 1):
        good = result.split(" ")[0] == wanted
        wrong += not good
        print("%s %d - %s%s" % ("ok" if good else "not ok", number, name,
                                "" if good else ": %s instead of %s" % (result, wanted)))
    return 1 if wrong else 0


sys.exit(main())
