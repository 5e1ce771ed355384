#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Make a case in written/ from what a user sends: the message, and what `truefrom check --record` wrote
for it.

  new_case.py message.eml record.json --topic servers --name two-hops --about "Why it matters."

Options of `truefrom check` that belong to the case come after "--". The case expects what truefrom
says today; --code and --level set what it ought to say, for a case that fails at first. The message and
the answers are kept as they are: remove beforehand what must not be published.
"""
import argparse
import json
import pathlib
import re
import sys
import tempfile

from run_cases import (HERE, Case, Runner, add_program_options, chosen_program, no_duplicates,
                       topics)

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def fail(why):
    sys.exit("new_case.py: " + why)


def read_message(path):
    message = path.read_bytes()
    if message.startswith(b"From "):
        fail("%s is an mbox: save the message alone" % path)
    return message


def read_record(path):
    try:
        record = json.loads(path.read_text("utf-8"), object_pairs_hook=no_duplicates)
    except ValueError as error:
        fail("%s is not what --record writes: %s" % (path, error))
    if not isinstance(record, dict) or "now" not in record.get("@", {}):
        fail("%s is not what --record writes: it has no clock" % path)
    return record


def known(members, report):
    """These members, as far as they have a value."""
    return {m: report[m] for m in members if report.get(m) is not None}


def part_of_report(report):
    """What a case usually expects."""
    return {"verdict": known(["code", "rule", "level"], report["verdict"]),
            "from": known(["address", "state", "reason"], report["from"]),
            "evidence": known(["result", "source", "policy", "reason"], report["evidence"]),
            "dkim": [known(["result", "reason", "domain", "aligned"], s) for s in report["dkim"]],
            "spf": known(["result", "reason", "aligned"], report["spf"]),
            "dmarc": known(["result", "reason"], report["dmarc"])}


def report_on(case, runner):
    with tempfile.TemporaryDirectory(prefix="truefrom-new-case-") as name:
        folder = pathlib.Path(name)
        (report,), _ = runner.call_all(["--answers", case.write_answers(folder)] + case.options(),
                                       [case.store(case.stores[0], folder)])
    return report


def write(path, data):
    path.write_text(json.dumps(data, indent=1, ensure_ascii=True) + "\n", "utf-8")


def make(args, runner):
    path = args.folder / args.topic / (args.name + ".json")
    if path.exists() or path.with_suffix(".eml").exists():
        fail("%s is there already" % path)
    message, record = read_message(args.message), read_record(args.record)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_suffix(".eml").write_bytes(message)
    data = {"about": args.about, "answers": record}
    if args.options:
        data["options"] = args.options
    data["accounts"] = {}  # what another account asks is not in the record
    write(path, data)
    data["expect"] = part_of_report(report_on(Case(path), runner))
    if args.code or args.level:
        data["expect"]["verdict"] = known(["code", "level"], vars(args))
    write(path, data)
    return path


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0],
                                     usage="%(prog)s [OPTION...] MESSAGE RECORD [-- CHECK_OPTION...]")
    add_program_options(parser)
    parser.add_argument("message", type=pathlib.Path)
    parser.add_argument("record", type=pathlib.Path)
    parser.add_argument("--topic", required=True, help="one of: " + ", ".join(topics()))
    parser.add_argument("--name", required=True, help="small letters, digits and hyphens")
    parser.add_argument("--about", required=True, help="one sentence")
    parser.add_argument("--code", help="the code that it ought to have, such as TF01")
    parser.add_argument("--level", choices=["alarm", "warning", "note", "quiet"])
    parser.add_argument("--folder", type=pathlib.Path, default=HERE / "written", help=argparse.SUPPRESS)
    words = sys.argv[1:]
    end = words.index("--") if "--" in words else len(words)
    args = parser.parse_args(words[:end])
    args.options = words[end + 1:]
    if not NAME.fullmatch(args.name) or not NAME.fullmatch(args.topic):
        parser.error("topic and name are small letters, digits and hyphens")
    return args


def main():
    args = arguments()
    runner = Runner(chosen_program(args))
    path = make(args, runner)
    wrong = runner.run(Case(path))
    print(path)
    for line in wrong:
        print("  does not hold: " + line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
