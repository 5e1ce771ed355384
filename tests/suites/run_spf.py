#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Run a public SPF suite (YAML) through check-spf; TAP on standard output.

usage: run_spf.py CHECK-SPF rfc7208|rfc4408

The suites are other people's work and are not part of this project: a folder that holds them is
looked for in $TRUEFROM_SUITES and in ../shared/suites beside the source tree; where it is absent
the test is skipped.
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
WORDS = {"TIMEOUT": "TIMEOUT", "SERVFAIL": "SERVFAIL"}


def texts(value):
    """A TXT value: a string or a list of character-strings; bytes as U+0080 to U+00FF."""
    if isinstance(value, list):
        return [texts(part) for part in value]
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return value


def record(kind, value):
    if kind in ("TXT", "SPF"):
        return texts(value)
    if kind == "MX":
        return [value[0], value[1] or "."]
    return value


def answers(zonedata):
    zone = {}
    for name, entries in zonedata.items():
        types = {}
        for entry in entries:
            if isinstance(entry, str):
                types["*"] = WORDS[entry]
                continue
            for kind, value in entry.items():
                types.setdefault(kind, []).append((value, record(kind, value)))
        if "TXT" not in types and "SPF" in types:
            types["TXT"] = types["SPF"]
        types.pop("SPF", None)
        out = {}
        for kind, values in types.items():
            if isinstance(values, str):
                out[kind] = values
                continue
            raw = [value for value, _ in values]
            if "TIMEOUT" in raw:
                out[kind] = "TIMEOUT"
            elif raw != ["NONE"]:
                out[kind] = [made for _, made in values]
        zone[name] = out
    return zone


def run(program, suite):
    cases = []
    with open(suite, encoding="utf-8") as stream:
        scenarios = [doc for doc in yaml.safe_load_all(stream) if doc]
    for scenario in scenarios:
        tests = scenario["tests"]
        lines = "".join("%s\t%s\t%s\n" % (t["host"], t["helo"], t["mailfrom"])
                        for t in tests.values())
        with tempfile.NamedTemporaryFile("w", suffix=".json") as zone:
            json.dump(answers(scenario["zonedata"]), zone)
            zone.flush()
            got = subprocess.run([program, zone.name], input=lines, text=True, timeout=60,
                                 stdout=subprocess.PIPE, check=True).stdout.split("\n")
        for (name, test), result in zip(tests.items(), got):
            wanted = test["result"]
            cases.append((name, result, wanted if isinstance(wanted, list) else [wanted]))
    return cases


def find_suite(name):
    for place in (os.environ.get("TRUEFROM_SUITES"), ROOT.parent / "shared" / "suites"):
        path = place and pathlib.Path(place) / "spf-rfc7208" / (name + "-tests.yml")
        if path and path.is_file():
            return path
    return None


def main():
    program, name = sys.argv[1:]
    suite = find_suite(name)
    if suite is None or yaml is None:
        print("1..0 # SKIP " + ("python3-yaml is not installed" if yaml is None else
                                "the public suite %s is not here (see $TRUEFROM_SUITES)" % name))
        return 0
    cases = run(program, suite)
    print("1..%d" % len(cases))
    wrong = 0
    for number, (name, result, wanted) in enumerate(cases, 1):
        good = result in wanted
        wrong += not good
        print("%s %d - %s%s" % ("ok" if good else "not ok", number, name,
                                "" if good else ": %s instead of %s" % (result, " or ".join(wanted))))
    return 1 if wrong else 0


sys.exit(main())
