#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Run the cases of one or more topics through the command line and print TAP.

A case is written/<topic>/<name>.json, by hand, or generated/<topic>/<name>.json, by make_cases.py.
Its members:

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
  accounts  {"pa": {…}, "pb": {…}}: what is laid over "expect" where a trusted server or a border is
            named, as far as the report differs then; {}: the case is not run so. (default: as it is)

A new case needs no code and no build edit. Every message is judged in each store with nothing
configured, and in one of them with a trusted server ("pa") and with a border ("pb"); a case whose
own options name one of these is run as it is, in each store. Every report is checked against the JSON
schema and the limit on questions, the exit status against the verdict, no control character may be in
the output (nor in the words for people, with nothing configured), and with one of the accounts the
recorded answers must give the same report of one of the stores again, from a file with another time
and without the options that set the clock. Which ones differs from case to case, and is always the
same for a case.
"""
import argparse
import concurrent.futures
import fcntl
import functools
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
import zlib

from program import Served, Started, temporary_folder

HERE = pathlib.Path(__file__).resolve().parent
KINDS = ("written", "generated")
STORES = ("crlf", "lf", "mbox")
MX = "mx.victim.example"
ACCOUNTS = {"p0": [], "pa": ["--trust-authserv", MX], "pb": ["--border", MX]}
UNSAFE = ("Cc", "Cf", "Zl", "Zp")  # they steer a terminal or end a line
MOST_QUESTIONS = 40
TROUBLE = re.compile(rb"CRITICAL|WARNING \*\*|AddressSanitizer|LeakSanitizer|runtime error|Assertion")


def topics():
    return sorted({path.parent.name for kind in KINDS for path in (HERE / kind).glob("*/*.json")})


def case_files(topic, name="*"):
    return [path for kind in KINDS for path in sorted((HERE / kind / topic).glob(name + ".json"))]


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


def overlay(below, above):
    """ABOVE laid over BELOW, object by object; null takes a member away."""
    out = dict(below)
    for key, value in above.items():
        under = out[key] if isinstance(out.get(key), dict) else {}
        out[key] = overlay(under, value) if isinstance(value, dict) else value
        if value is None:
            del out[key]
    return out


def no_duplicates(pairs):
    names = [k for k, _ in pairs]
    if len(set(names)) != len(names):
        raise ValueError("a name stands twice in one object: %s" % names)
    return dict(pairs)


def not_a_number(text):
    raise ValueError("%s is not JSON" % text)


@functools.lru_cache(None)
def read_zone(name):
    return json.loads((HERE / "zones" / (name + ".json")).read_text("utf-8"))


class Case:
    def __init__(self, path):
        self.path = path
        self.name = "%s/%s" % (path.parent.name, path.stem)
        self.data = json.loads(path.read_text("utf-8"))
        unknown = set(self.data) - {"about", "message", "zone", "answers", "options", "file_time",
                                    "expect", "asked", "asked_only", "not_asked", "stores", "accounts"}
        if unknown:
            raise ValueError("%s: unknown members %s" % (self.name, sorted(unknown)))

    @functools.cached_property
    def answers(self):
        zone = read_zone(self.data["zone"]) if "zone" in self.data else {}
        return dict(zone, **self.data.get("answers", {}))

    @functools.cached_property
    def stores(self):
        header = re.split(rb"\r?\n\r?\n", self.message, maxsplit=1)[0]
        usual = STORES[:2] if re.search(rb"^>*From ", header, re.M) else STORES
        return self.data.get("stores", usual)

    def options(self, account=None):
        return list(self.data.get("options", [])) + ACCOUNTS.get(account, [])

    def accounts(self):
        """What is expected of the report with each account."""
        expect = self.data.get("expect", {})
        named = any(re.match("--(trust-authserv|border)", o) for o in self.options())
        others = {} if named else self.data.get("accounts", {"pa": {}, "pb": {}})
        return dict({"p0": expect}, **{a: overlay(expect, o) for a, o in others.items()})

    def store(self, store, folder):
        """The message as a file of that store in FOLDER."""
        file = folder / ("message-%s.%s" % (store, "mbox" if store == "mbox" else "eml"))
        file.write_bytes(store_form(self.message, store))
        clock = self.data.get("file_time", self.answers.get("@", {}).get("now"))
        if clock is not None:
            os.utime(file, (clock, clock))
        return str(file)

    def chosen(self, among, salt=""):
        """One of AMONG: another one in each case, always the same."""
        return among[zlib.crc32((self.name + salt).encode()) % len(among)]

    def write_answers(self, folder):
        file = folder / "answers.json"
        file.write_text(self.answers_text, "utf-8")
        return str(file)

    @functools.cached_property
    def answers_text(self):
        return json.dumps(self.answers)

    @functools.cached_property
    def message(self):
        return (self.path.parent / self.data.get("message", self.path.stem + ".eml")).read_bytes()


def unsafe_characters(text):
    if text.isprintable():  # quick, and stricter
        return []
    return sorted({ascii(c) for c in set(text) if unicodedata.category(c) in UNSAFE})


def schema_judge(file):
    """A function that says what is wrong with a report."""
    try:
        import fastjsonschema
    except ImportError:
        print("1..0 # SKIP python3-fastjsonschema is not installed")
        sys.exit(0)
    check = fastjsonschema.compile(json.loads(pathlib.Path(file).read_text("utf-8")))

    def judge(report):
        try:
            check(report)
        except fastjsonschema.JsonSchemaException as error:
            return ["schema: " + error.message[:300]]
        return []
    return judge


class Runner:
    def __init__(self, program, schema=None):
        self.program = program
        self.judge_form = schema_judge(schema) if schema else lambda report: []

    def output(self, arguments):
        status, out, err = self.program.run(["check"] + arguments)
        if status not in (0, 1, 2):
            raise ValueError("exit status %d: %s" % (status, err[-600:]))
        if TROUBLE.search(err):
            raise ValueError("it complained: %s" % err[-600:])
        text = out.decode("utf-8")
        unsafe = unsafe_characters(text.replace("\n", ""))
        if unsafe:
            raise ValueError("these reach the terminal: %s" % unsafe)
        return text, status

    def call_all(self, options, files):
        """One report for each of FILES, from one run, and its exit status."""
        text, status = self.output(["--json"] + options + files)
        lines = text.splitlines()
        if len(lines) != len(files):
            raise ValueError("expected %d lines, got %d" % (len(files), len(lines)))
        return [json.loads(line, object_pairs_hook=no_duplicates, parse_constant=not_a_number)
                for line in lines], status

    @staticmethod
    def judge(report, expect):
        for word in ("heading", "text"):
            if unsafe_characters(report["verdict"][word] or ""):
                yield "%s: not plain: %s" % (word, ascii(report["verdict"][word]))
        if report["dns"]["questions"] > MOST_QUESTIONS:
            yield "%d questions" % report["dns"]["questions"]
        yield from compare(expect, report)

    @staticmethod
    def judge_status(reports, status):
        verdicts = [report["verdict"] for report in reports]
        right = 1 if any(v["level"] in ("alarm", "warning") for v in verdicts) \
            else 2 if any(v["code"] == "TF13" for v in verdicts) else 0
        if status != right:
            yield "exit status: expected %d, got %d" % (right, status)

    @staticmethod
    def judge_asked(case, record):
        asked = {name for name in json.loads(record.read_text("utf-8")) if name != "@"}
        for name in set(case.data.get("asked", [])) - asked:
            yield "not asked: %s" % name
        for name in asked - set(case.data.get("asked_only", asked)):
            yield "asked, and should not be: %s" % name
        for name in asked & set(case.data.get("not_asked", [])):
            yield "asked, and should not be: %s" % name

    def replay(self, options, files, record, reports):
        """The recorded answers and the same bytes give the same reports, whatever the time is."""
        clock = re.compile("--(now|received-at)$")
        kept = [o for i, o in enumerate(options)
                if not clock.match(o) and not (i and clock.match(options[i - 1]))]
        for file in files:
            os.utime(file)
        again, _ = self.call_all(["--answers", str(record)] + kept, files)
        for first, second in zip(reports, again):
            if first != second:
                yield "the recorded answers give another report: %s" % (
                    list(compare(first, second)) + list(compare(second, first)))[:3]

    def run_account(self, case, account, expect, folder):
        stores = case.stores if account == "p0" else [case.chosen(case.stores, account)]
        files = [case.store(store, folder) for store in stores]
        record = folder / "record.json"
        reports, status = self.call_all(
            ["--answers", case.write_answers(folder), "--record", str(record)] + case.options(account),
            files)
        for store, report in zip(stores, reports):
            yield from ("%s: %s" % (store, wrong) for wrong in self.judge(report, expect))
        yield from self.judge_form(reports[0])
        yield from self.judge_status(reports, status)
        if account == "p0":
            self.output(["--answers", str(record)] + case.options(account) + files[:1])
        yield from self.judge_asked(case, record)
        if account == case.chosen(sorted(case.accounts())):
            again = case.chosen(range(len(files)), account)
            yield from self.replay(case.options(account), files[again:again + 1], record,
                                   reports[again:again + 1])

    def run(self, case):
        wrong = []
        with temporary_folder("case") as folder:
            for account, expect in case.accounts().items():
                try:
                    wrong += ["%s: %s" % (account, w)
                              for w in self.run_account(case, account, expect, pathlib.Path(folder))]
                except (ValueError, KeyError, OSError, subprocess.SubprocessError) as error:
                    wrong.append("%s: %s" % (account, error))
        return wrong


def keep_to_one_core():
    """The threads of a run take turns: waking one on another core takes as long as its work. Each test
    takes a core that no other one has taken, if there is one; returns what holds it."""
    for core in sorted(os.sched_getaffinity(0)):
        held = open(os.path.join(tempfile.gettempdir(), "truefrom-cases-core-%d" % core), "w")
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            held.close()
            continue
        os.sched_setaffinity(0, {core})
        return held
    return None


def add_program_options(parser):
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--program", help="truefrom, with arguments after commas: started for each run")
    group.add_argument("--server", help="serve-cases: the same code, started once")


def chosen_program(args):
    return Served([args.server]) if args.server else Started((args.program or "truefrom").split(","))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    add_program_options(parser)
    parser.add_argument("--schema", help="the JSON schema of truefrom.check/1")
    parser.add_argument("--jobs", type=int, default=1)
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
    paths = [p for t in args.topics for p in case_files(t)]
    cases = [Case(p) for p in paths if not args.only or re.search(args.only, p.stem)]
    if not cases:
        if args.other_than is not None:
            print("1..1\nok 1 - every topic has its own test")
            return 0
        print("1..1\nnot ok 1 - there are no cases in %s" % args.topics)
        return 1
    core = keep_to_one_core() if args.jobs == 1 else None
    program = chosen_program(args)
    runner = Runner(program, args.schema)
    failed = 0
    print("1..%d" % len(cases), flush=True)
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for number, (case, wrong) in enumerate(zip(cases, pool.map(runner.run, cases)), 1):
            failed += bool(wrong)
            print("%s %d - %s" % ("not ok" if wrong else "ok", number, case.name))
            for line in ([case.data.get("about", "")] + wrong) if wrong else []:
                print("#   " + line[:1500].replace("\n", " "))
            sys.stdout.flush()
    program.close()
    if core is not None:
        core.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
