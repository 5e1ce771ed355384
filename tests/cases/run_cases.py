#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Run the cases of one or more topics through the command line and print TAP.

A case is <topic>/<name>.json:

  about     one sentence
  message   another .eml of the topic (default: <name>.eml)
  zone      a shared file of DNS answers: zones/<zone>.json
  answers   DNS answers (the form of --answers); laid over the zone, name by name
  options   more options of "truefrom check"
  file_time seconds since 1970: the time of the stored file (default: the clock)
  expect    a part of the report; see compare()
  asked     these names are asked of DNS; asked_only: none but these; not_asked: none of these
  stores    how the message is stored: "crlf", "lf", "mbox" (default: all three; no mbox for a header
            with a line that begins with "From ", which an mbox makes another line)

A new case needs no code and no build edit. Every report is also checked against the JSON schema,
the exit status against the verdict, and (once a case) the recorded answers must give the same
report again.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
NOT_TOPICS = {"zones", "generator", "__pycache__"}
STORES = ("crlf", "lf", "mbox")
SECONDS = 60
TROUBLE = re.compile(rb"CRITICAL|WARNING \*\*|AddressSanitizer|LeakSanitizer|runtime error|Assertion")


def topics():
    return sorted(d.name for d in HERE.iterdir()
                  if d.is_dir() and d.name not in NOT_TOPICS and any(d.glob("*.json")))


def store_form(message, store):
    """The bytes as that store keeps a message that was delivered as MESSAGE."""
    if store == "crlf":
        return message
    message = message.replace(b"\r\n", b"\n")
    if store == "lf":
        return message
    if not message.endswith(b"\n"):
        message += b"\n"
    escaped = re.sub(rb"^(>*From )", rb">\1", message, flags=re.M)
    return b"From MAILER-DAEMON Thu Jan  1 00:00:00 1970\n" + escaped + b"\n"


def describe(value):
    return json.dumps(value, ensure_ascii=True, sort_keys=True)


def compare_list(want, got, where):
    if len(want) != len(got):
        yield "%s: expected %d elements, got %s" % (where, len(want), describe(got))
        return
    for i, element in enumerate(want):
        yield from compare(element, got[i], "%s[%d]" % (where, i))


def compare_special(want, got, where):
    """{"$in": […]} any of these; {"$has": […]} a list with these among others; {"$none": […]} with
    none of these; {"$max": n}."""
    if "$in" in want:
        if all(list(compare(w, got, where)) for w in want["$in"]):
            yield "%s: expected one of %s, got %s" % (where, describe(want["$in"]), describe(got))
    if "$has" in want:
        for w in want["$has"]:
            if not any(not list(compare(w, g, where)) for g in got):
                yield "%s: no element %s in %s" % (where, describe(w), describe(got))
    if "$none" in want:
        for w in want["$none"]:
            if any(not list(compare(w, g, where)) for g in got):
                yield "%s: unwanted element %s in %s" % (where, describe(w), describe(got))
    if "$max" in want and not got <= want["$max"]:
        yield "%s: expected at most %s, got %s" % (where, want["$max"], describe(got))


def compare(want, got, where=""):
    """Yields what differs. Objects: the members that are named; lists: all elements, in order."""
    if isinstance(want, dict) and any(k.startswith("$") for k in want):
        yield from compare_special(want, got, where)
    elif isinstance(want, dict) and isinstance(got, dict):
        for key, value in want.items():
            if key not in got:
                yield "%s.%s: missing" % (where, key)
            else:
                yield from compare(value, got[key], "%s.%s" % (where, key))
    elif isinstance(want, list) and isinstance(got, list):
        yield from compare_list(want, got, where)
    elif want != got or isinstance(want, bool) != isinstance(got, bool):
        yield "%s: expected %s, got %s" % (where, describe(want), describe(got))


def no_duplicates(pairs):
    names = [k for k, _ in pairs]
    if len(set(names)) != len(names):
        raise ValueError("a name stands twice in one object: %s" % names)
    return dict(pairs)


def not_a_number(text):
    raise ValueError("%s is not JSON" % text)


class Case:
    def __init__(self, path):
        self.path = path
        self.name = "%s/%s" % (path.parent.name, path.stem)
        self.data = json.loads(path.read_text("utf-8"))
        unknown = set(self.data) - {"about", "message", "zone", "answers", "options", "file_time",
                                    "expect", "asked", "asked_only", "not_asked", "stores"}
        if unknown:
            raise ValueError("%s: unknown members %s" % (self.name, sorted(unknown)))

    def answers(self):
        answers = {}
        if "zone" in self.data:
            zone = HERE / "zones" / (self.data["zone"] + ".json")
            answers = json.loads(zone.read_text("utf-8"))
        answers.update(self.data.get("answers", {}))
        return answers

    def stores(self):
        header = re.split(rb"\r?\n\r?\n", self.message(), maxsplit=1)[0]
        usual = STORES[:2] if re.search(rb"^>*From ", header, re.M) else STORES
        return self.data.get("stores", usual)

    def message(self):
        return (self.path.parent / self.data.get("message", self.path.stem + ".eml")).read_bytes()


class Runner:
    def __init__(self, program, schema):
        self.program = program.split(",")
        self.validator = None
        if schema:
            import jsonschema
            text = json.loads(pathlib.Path(schema).read_text("utf-8"))
            kind = jsonschema.validators.validator_for(text)
            kind.check_schema(text)
            self.validator = kind(text)

    def call(self, options, file):
        env = dict(os.environ, LC_ALL="C.UTF-8", TZ="UTC", NO_COLOR="1")
        env.setdefault("G_DEBUG", "fatal-criticals")
        done = subprocess.run(self.program + ["check", "--json"] + options + [file], env=env,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=SECONDS)
        if done.returncode not in (0, 1, 2):
            raise ValueError("exit status %d: %s" % (done.returncode, done.stderr[-600:]))
        if TROUBLE.search(done.stderr):
            raise ValueError("it complained: %s" % done.stderr[-600:])
        lines = done.stdout.decode("utf-8").splitlines()
        if len(lines) != 1:
            raise ValueError("expected one line, got %d" % len(lines))
        report = json.loads(lines[0], object_pairs_hook=no_duplicates, parse_constant=not_a_number)
        return report, done.returncode

    def judge(self, case, report, status):
        if self.validator:
            for error in self.validator.iter_errors(report):
                yield "schema: %s: %s" % ("/".join(map(str, error.absolute_path)), error.message[:300])
        verdict = report["verdict"]
        right = 1 if verdict["level"] in ("alarm", "warning") else 2 if verdict["code"] == "TF13" else 0
        if status != right:
            yield "exit status: expected %d, got %d" % (right, status)
        if report["dns"]["questions"] > 40:
            yield "more than 40 questions"
        yield from compare(case.data.get("expect", {}), report)

    def judge_asked(self, case, record):
        asked = {name for name in json.loads(record.read_text("utf-8")) if name != "@"}
        for name in set(case.data.get("asked", [])) - asked:
            yield "not asked: %s" % name
        for name in asked - set(case.data.get("asked_only", asked)):
            yield "asked, and should not be: %s" % name
        for name in asked & set(case.data.get("not_asked", [])):
            yield "asked, and should not be: %s" % name

    def replay(self, options, file, record, report):
        """The recorded answers and the same bytes give the same report."""
        again, _ = self.call(["--answers", str(record)] + options, file)
        for one in (report, again):
            one = one["time"]
            one.pop("source", None)  # the record carries the arrival as a fact
        if again != report:
            yield "the recorded answers give another report: %s" % list(compare(report, again))[:3]

    def run_store(self, case, store, folder):
        answers = case.answers()
        (folder / "answers.json").write_text(json.dumps(answers), "utf-8")
        file = folder / "message.eml" if store != "mbox" else folder / "message.mbox"
        file.write_bytes(store_form(case.message(), store))
        clock = case.data.get("file_time", answers.get("@", {}).get("now"))
        if clock is not None:
            os.utime(file, (clock, clock))
        options = list(case.data.get("options", []))
        record = folder / "record.json"
        report, status = self.call(["--answers", str(folder / "answers.json"), "--record", str(record)]
                                   + options, str(file))
        yield from self.judge(case, report, status)
        yield from self.judge_asked(case, record)
        if store == "crlf":
            yield from self.replay(options, str(file), record, report)

    def run(self, case):
        wrong = []
        for store in case.stores():
            assert store in STORES, store
            with tempfile.TemporaryDirectory(prefix="truefrom-case-") as folder:
                try:
                    wrong += ["%s: %s" % (store, w)
                              for w in self.run_store(case, store, pathlib.Path(folder))]
                except (ValueError, KeyError, OSError, subprocess.SubprocessError) as error:
                    wrong.append("%s: %s" % (store, error))
        return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", help="truefrom, with arguments after commas")
    parser.add_argument("--schema", help="the JSON schema of truefrom.check/1")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--list-topics", action="store_true")
    parser.add_argument("--other-than", nargs="*", help="run every topic but these")
    parser.add_argument("--only", help="only cases whose name matches this expression")
    parser.add_argument("topics", nargs="*")
    args = parser.parse_args()
    if args.list_topics:
        print("\n".join(topics()))
        return 0
    if args.other_than is not None:
        args.topics = [t for t in topics() if t not in args.other_than]
    paths = [p for t in args.topics for p in sorted((HERE / t).glob("*.json"))]
    cases = [Case(p) for p in paths if not args.only or re.search(args.only, p.stem)]
    if not cases:
        if args.other_than is not None:
            print("1..1\nok 1 - every topic has its own test")
            return 0
        print("1..1\nnot ok 1 - there are no cases in %s" % args.topics)
        return 1
    runner = Runner(args.program, args.schema)
    failed = 0
    print("1..%d" % len(cases), flush=True)
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for number, (case, wrong) in enumerate(zip(cases, pool.map(runner.run, cases)), 1):
            failed += bool(wrong)
            print("%s %d - %s" % ("not ok" if wrong else "ok", number, case.name))
            for line in ([case.data.get("about", "")] + wrong) if wrong else []:
                print("#   " + line[:1500].replace("\n", " "))
            sys.stdout.flush()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
