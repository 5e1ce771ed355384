#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Read public collections of reports with `truefrom aggregate` and print TAP.

They are other people's work and are not part of this project: $TRUEFROM_SUITES or ../shared/suites beside the
source tree; where they are absent the test is skipped. Beside each report of reports-stalwart is what must come
out of it; those of reports-parsedmarc must be read, or refused where they are no XML."""
import csv
import datetime
import io
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
REFUSED = {"invalid_xml.xml": "malformed"}
REMARKS = {"invalid_utf_8.xml": ["charset"],
           "ikea.com_example.de_1538690400_1538776800.xml": ["not-closed", "contradiction"]}
OTHERS = {"arf/001.eml": "abuse-report", "arf/002.eml": "abuse-report", "arf/003.eml": "failure-report",
          "arf/004.eml": "failure-report", "arf/005.eml": "failure-report", "tlsrpt/rpt01.eml": "tls-report",
          "tlsrpt/rpt02.eml": "tls-report", "tlsrpt/rpt03.json": "tls-report"}


def find_folder(name):
    for place in (os.environ.get("TRUEFROM_SUITES"), ROOT.parent / "shared" / "suites"):
        if place and (pathlib.Path(place) / name).is_dir():
            return pathlib.Path(place) / name
    return None


def aggregate(program, path, form):
    done = subprocess.run([program, "aggregate", form, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60,
                          check=False, env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=""))
    return done.returncode, done.stdout.decode("utf-8")


def time(text):
    return int(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()) if text else None


def wanted_rows(expected):
    for record in expected["record"]:
        evaluated = record["row"]["policy_evaluated"]
        yield (record["row"]["source_ip"], str(record["row"]["count"]), evaluated["dkim"].lower() == "pass",
               evaluated["spf"].lower() == "pass", record["identifiers"]["header_from"],
               {(s["domain"], s["selector"], s["result"].lower()) for s in record["auth_results"]["dkim"]} or {("", "", "")},
               {(s["domain"], s["result"].lower()) for s in record["auth_results"]["spf"]} or {("", "")},
               len(evaluated["reason"]))


def differs(want, line):
    got = (line["source_ip"], line["count"], line["dkim"] == "pass", line["spf"] == "pass", line["from"])
    same = got == want[:5] and (line["dkim_domain"], line["dkim_selector"], line["dkim_result"]) in want[5] and \
        (line["spf_domain"], line["spf_result"]) in want[6] and bool(line["reasons"]) == bool(want[7])
    return None if same else "expected %s, got %s" % (want, line)


def check_stalwart(program, path):
    """What the .json beside it says."""
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    status, out = aggregate(program, path, "--csv")
    lines = list(csv.DictReader(io.StringIO(out)))
    want = list(wanted_rows(expected))
    if status != 0 or len(lines) != len(want):
        return ["status %d, %d rows instead of %d" % (status, len(lines), len(want))]
    wrong = [differs(*pair) for pair in zip(want, lines)]
    meta, policy = expected["report_metadata"], expected["policy_published"]
    for line in lines:
        got = (line["reporter"].lstrip("'"), line["report_id"], time(line["begin"]), time(line["end"]), line["domain"], line["p"])
        if got != (meta["org_name"], meta["report_id"], meta["date_range"]["begin"], meta["date_range"]["end"],
                   policy["domain"], policy["p"].lower()):
            wrong.append("the report: got %s" % (got,))
    return [text for text in wrong if text]


def check_parsedmarc(program, path):
    status, out = aggregate(program, path, "--json")
    found = json.loads(out)
    if path.name in REFUSED:
        got = [entry["reason"] for entry in found["refused"]]
        return [] if (status, got) == (3, [REFUSED[path.name]]) else ["status %d, refused %s" % (status, got)]
    remarks = found["reports"][0]["remarks"] if found["reports"] else None
    if status != 0 or len(found["reports"]) != 1 or found["messages"] < 1 or remarks != REMARKS.get(path.name, []):
        return ["status %d, %d reports, remarks %s, refused %s" % (status, len(found["reports"]), remarks, found["refused"])]
    return []


def check_other(program, path, reason):
    status, out = aggregate(program, path, "--json")
    found = json.loads(out)
    reasons = {entry["reason"] for entry in found["refused"]}
    return [] if status == 0 and reasons == {reason} and found["messages"] == 0 else ["status %d, %s" % (status, found["refused"])]


def cases(program, folder):
    if folder.name == "reports-parsedmarc":
        for path in sorted(folder.glob("aggregate*/*")):
            yield path.name, check_parsedmarc(program, path)
        for path in sorted(folder.glob("smtp_tls/*.json")):
            yield path.name, check_other(program, path, "tls-report")
        return
    for path in sorted(folder.glob("dmarc-feedback/*")):
        if path.suffix != ".json":
            yield path.name, check_stalwart(program, path)
    for name, reason in OTHERS.items():
        yield name, check_other(program, folder / name, reason)


def main():
    program, name = sys.argv[1:]
    folder = find_folder(name)
    if folder is None:
        print("1..0 # SKIP the public collection %s is not here (see $TRUEFROM_SUITES)" % name)
        return 0
    number, failed = 0, 0
    for number, (case, wrong) in enumerate(cases(program, folder), 1):
        failed += bool(wrong)
        print("%s %d - %s" % ("not ok" if wrong else "ok", number, case))
        for line in wrong:
            print("#   " + str(line).replace("\n", " "))
    print("1..%d" % number)
    return 1 if failed or number == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
