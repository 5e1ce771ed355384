#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The loop is closed: every record that is advised for any zone of zones.txt is published there, and a second
run must accept it, must no longer find what it was advised for, and must give the promised verdict. Then
whole ways: whoever publishes one record after another ends with mail that is rejected."""
import argparse
import copy
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import zones

parser = argparse.ArgumentParser()
parser.add_argument("--truefrom", required=True, type=os.path.abspath)
arguments = parser.parse_args()
ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="", G_DEBUG="fatal-warnings")
FOLDER = tempfile.TemporaryDirectory(prefix="truefrom-advice-")
MAX_STEPS = 12
# Advised as one step of several: found again afterwards, with the next step.
STEPS = {"watch", "unused-names"}


def ask(case, zone):
    path = pathlib.Path(FOLDER.name) / "zone.json"
    path.write_text(json.dumps(zone))
    done = subprocess.run([arguments.truefrom, "domain", "--json", "--answers", str(path), *case.options, case.domain],
                          capture_output=True, env=ENVIRONMENT, timeout=60, check=False)
    assert not done.stderr, done.stderr
    return json.loads(done.stdout)


def filled(text, domain):
    return text.replace("{reports address}", "reports@" + domain).replace("{senders}", "ip4:192.0.2.0/28")


def is_spf(text):
    return isinstance(text, str) and text.lower().startswith("v=spf1")


def publish(zone, advice, domain):
    """ZONE with the records of ADVICE in place of what is there."""
    after = copy.deepcopy(zone)
    for record in advice["records"]:
        name = record["name"]
        if record["type"] == "MX":
            after.setdefault(name, {})["MX"] = [[0, "."]]
            continue
        text = filled(record["text"], domain)
        names = [name] if not name.startswith("*.") else \
            [label + name[1:] for label in [zones.LABEL] + zones.SELECTORS]
        for place in names:
            old = after.setdefault(place, {}).get("TXT", [])
            kept = [other for other in old if not is_spf(other)] if is_spf(text) and isinstance(old, list) else []
            after[place].pop("CNAME", None)
            after[place]["TXT"] = kept + [text]
    return after


def check_advice(case, zone, finding, advice):
    domain = case.domain
    for record in advice["records"]:
        assert len(record["text"]) < 1000 and record["text"].isprintable(), record
    second = ask(case, publish(zone, advice, domain))
    ids = zones.findings(second)
    assert not {"D2", "D3", "D4", "D5", "D22", "S2", "S3"} & (ids - case.expected), (advice, ids)
    promised = advice["result_after"]
    assert promised is None or second["verdict"]["result"] == promised, (advice, second["verdict"])
    assert promised is not None, advice
    if finding is None:
        return
    gone = (finding["id"], finding["name"], finding["tag"], finding["value"])
    left = {(f["id"], f["name"], f["tag"], f["value"]) for f in second["findings"]}
    assert gone not in left or advice["step"] in STEPS, (advice, gone)


def check_once(report):
    """What is there twice is said once, and no record is advised twice, or a second one in place of the same."""
    said = [(f["id"], f["name"], f["tag"], f["value"]) for f in report["findings"]]
    assert len(said) == len(set(said)), said
    advised = [(f["publish"]["step"], f["publish"]["records"][0]) for f in report["findings"] if "publish" in f]
    for number, (step, record) in enumerate(advised):
        for other_step, other in advised[:number]:
            same = record["name"] == other["name"]
            assert not (same and (record["text"] == other["text"] or step == other_step == "repair")), advised


def one_zone(case):
    """How many records were advised."""
    zone = case.zone()
    report = ask(case, zone)
    check_once(report)
    count = 0
    for finding in report["findings"]:
        if "publish" in finding:
            check_advice(case, zone, finding, finding["publish"])
            count += 1
    if "later" in report:
        check_advice(case, zone, None, report["later"])
        count += 1
    return count


def next_step(report):
    for finding in report["findings"]:
        if finding["severity"] in ("open", "weak") and "publish" in finding:
            return finding["publish"]
    return report.get("later")


def whole_way(case):
    """From what CASE is to mail that is rejected, one record at a time; each verdict no worse than the last."""
    order = ["unnoticed", "watched", "unknown", "quarantined", "rejected"]
    zone, steps = case.zone(), []
    for _ in range(MAX_STEPS):
        report = ask(case, zone)
        verdict = report["verdict"]["result"]
        assert not steps or order.index(verdict) >= order.index(steps[-1][1]), (steps, verdict)
        advice = next_step(report)
        if advice is None:
            assert verdict == "rejected", (steps, report["findings"])
            return steps
        steps.append((advice["step"], verdict))
        zone = publish(zone, advice, case.domain)
    raise AssertionError(steps)


WAYS = ["no D", "p=none without reports", "p=none", "open to all", "no mail, nothing", "sp=none", "p twice",
        "rua only", "no S", "quarantine in test with pct=0", "version last"]


def main():
    cases = zones.cases()
    bad = count = 0
    print("1..%d" % (len(cases) + len(WAYS) + 1), flush=True)
    for number, case in enumerate(cases + [c for c in cases if c.title in WAYS], 1):
        try:
            if number <= len(cases):
                count += one_zone(case)
            else:
                print("# " + " ".join(step for step, _ in whole_way(case)))
            print("ok %d - %s" % (number, case.title))
        except AssertionError as error:
            bad += 1
            print("# zones.txt:%d: %s\nnot ok %d - %s" % (case.line, error, number, case.title))
    enough = count > 50
    print("%sok %d - %d records were advised" % ("" if enough else "not ", len(cases) + len(WAYS) + 1, count))
    sys.exit(1 if bad or not enough else 0)


main()
