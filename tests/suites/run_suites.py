#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Run a public DKIM suite through the command line and print TAP.

The suites are other people's work and are not part of this project: a folder that holds them is
looked for in $TRUEFROM_SUITES and in ../shared/suites beside the source tree; where it is absent
the test is skipped. Each suite has expectations.json and dns.json.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def find_folder(name):
    places = [os.environ.get("TRUEFROM_SUITES"), ROOT.parent / "shared" / "suites"]
    for place in places:
        if place and (pathlib.Path(place) / name / "expectations.json").is_file():
            return pathlib.Path(place) / name
    return None


# Expectations that contradict their own suite: these are judged only by the rules of their day.
LEGACY_ONLY = {"dkim-mail-dkim/multiple_2": "all its signatures are rsa-sha1 (RFC 8301 §3.1)"}


# From the worst to the best: the combined result of a message's signatures.
ORDER = ["permerror", "policy", "neutral", "fail", "temperror", "pass"]


def best(signatures):
    """RFC 8601 §2.7.1 has one result a signature; pass when one passes, none without any."""
    results = [s["result"] for s in signatures if s["result"] != "none"]
    return max(results, key=ORDER.index) if results else "none"


class Suite:
    def __init__(self, folder, program):
        self.folder = folder
        self.program = program.split(",")
        self.dns = json.loads((folder / "dns.json").read_text("utf-8"))
        self.cases = json.loads((folder / "expectations.json").read_text("utf-8"))["cases"]

    def check(self, case, options):
        answers = dict(case.get("dns", self.dns))
        if "now" in case:
            answers["@"] = {"now": case["now"]}
        with tempfile.TemporaryDirectory(prefix="truefrom-suite-") as folder:
            path = pathlib.Path(folder) / "answers.json"
            path.write_text(json.dumps(answers), "utf-8")
            done = subprocess.run(self.program + ["check", "--json", "--answers", str(path)] + options
                                  + [str(self.folder / case["file"])], timeout=60,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  env=dict(os.environ, LC_ALL="C.UTF-8"))
        if done.returncode not in (0, 1, 2):
            raise ValueError("exit status %d: %s" % (done.returncode, done.stderr[-300:]))
        return json.loads(done.stdout)

    def judge(self, case, key, options):
        want = case[key]["dkim"]
        want = want if isinstance(want, list) else [want]
        try:
            report = self.check(case, options)
        except (ValueError, subprocess.SubprocessError) as error:
            return str(error)
        got = best(report["dkim"])
        if got in want:
            return None
        found = [(s["result"], s["reason"]) for s in report["dkim"]]
        return "%s: expected %s, got %s %s; %s" % (key, want, got, found, case.get("note", ""))

    def run(self, case):
        if case["id"] in LEGACY_ONLY:
            wrong = [self.judge(case, "expect", ["--allow-legacy-crypto"])]
        else:
            wrong = [self.judge(case, "expect", [])]
        if "expect_legacy" in case:
            wrong.append(self.judge(case, "expect_legacy", ["--allow-legacy-crypto"]))
        return [w for w in wrong if w]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", required=True, help="truefrom, with arguments after commas")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("suite")
    args = parser.parse_args()
    folder = find_folder(args.suite)
    if folder is None:
        print("1..0 # SKIP the public suite %s is not here (see $TRUEFROM_SUITES)" % args.suite)
        return 0
    suite = Suite(folder, args.program)
    print("1..%d" % len(suite.cases), flush=True)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for number, (case, wrong) in enumerate(zip(suite.cases, pool.map(suite.run, suite.cases)), 1):
            failed += bool(wrong)
            name = case["id"].replace("#", "\\#")
            print("%s %d - %s" % ("not ok" if wrong else "ok", number, name))
            for line in wrong:
                print("#   " + line.replace("\n", " "))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
