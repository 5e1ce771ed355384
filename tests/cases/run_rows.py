#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Read the tables of known attacks, run the cases that they name, and print TAP, one test a row.

A table is rows-*.txt. Its lines (except empty ones and those that begin with #) are rows:

  ID | what it is | attack cases | honest twins

Each ID is in only one table. Cases are separated by commas; each is a glob, topic/name. A "-" means
none, which needs a reason in "what it is"; a row has at least one attack or one twin.

  topic/name              an attack: never quiet, whatever the account
  quiet:topic/name        an attack that nobody can see: quiet with every account; the row says why
  quiet-pa-pb:topic/name  quiet with these accounts (p0, pa, pb) and not with the others
  file:tests/…            tested elsewhere: the file must exist, nothing is run

A twin is never an alarm.

Each case counts with the accounts that run_cases.py describes: p0, pa and pb, or p0 alone if the case's
own options name a server or a border. A case that expects a level is held to it by run_cases.py, and is
not run again; any other is run in one of its stores, another one in each case and account.
"""
import argparse
import concurrent.futures
import pathlib
import re
import subprocess
import sys

from program import temporary_folder
from run_cases import (ACCOUNTS, HERE, Case, Runner, add_program_options, case_files,
                       chosen_program, keep_to_one_core)

ROOT = HERE.parent.parent
MARK = re.compile(r"quiet((?:-(?:p0|pa|pb))*):(.*)", re.S)


class Named:
    """A case as a row names it: which accounts must be quiet."""

    def __init__(self, case, quiet=()):
        self.case = case
        self.quiet = set(quiet)


class Row:
    def __init__(self, line, where):
        self.where = where
        self.wrong = []
        self.attacks = []
        self.twins = []
        cells = [c.strip() for c in line.split("|")]
        if len(cells) != 4 or not all(cells):
            self.id = where
            self.wrong.append("not of the form: ID | what it is | attack cases | honest twins")
            return
        self.id, self.about = cells[:2]
        elsewhere = self.read(cells[2], self.attacks, True) + self.read(cells[3], self.twins, False)
        if not (self.attacks or self.twins or elsewhere or self.wrong):
            self.wrong.append("it names nothing")

    def read(self, cell, into, may_be_quiet):
        """The cases of CELL; the number of files that test the row elsewhere."""
        files = 0
        for word in (w.strip() for w in cell.split(",")):
            if word == "-":
                continue
            if word.startswith("file:"):
                files += 1
                if (ROOT / "tests/unit").is_dir() and not (ROOT / word[5:]).is_file():  # not where it is installed
                    self.wrong.append("no such file: " + word[5:])
                continue
            quiet, glob = (), word
            if may_be_quiet and MARK.fullmatch(word):
                accounts, glob = MARK.fullmatch(word).groups()
                quiet = accounts.split("-")[1:] or ACCOUNTS
            paths = case_files(*glob.split("/")) if glob.count("/") == 1 else []
            if not paths:
                self.wrong.append("no such case: " + word)
            into.extend(Named(Case(path), quiet) for path in paths)
        return files


def read_rows(files):
    rows = []
    for file in files:
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                rows.append(Row(line, "%s:%d" % (file.name, number)))
    seen = set()
    for row in rows:
        if row.id in seen:
            row.wrong.append("%s: the ID %s is used already" % (row.where, row.id))
        seen.add(row.id)
    return rows


class Levels:
    """What each case comes to with each account, once, however many rows name it."""

    def __init__(self, program, jobs):
        self.runner = Runner(program)
        self.pool = concurrent.futures.ThreadPoolExecutor(jobs)
        self.begun = {}

    def begin(self, case):
        for account in case.accounts():
            key = (case.name, account)
            if key not in self.begun:
                self.begun[key] = self.pool.submit(self.run, case, account)

    def run(self, case, account):
        expected = case.accounts()[account].get("verdict", {})
        if isinstance(expected.get("level"), str):
            return "expected", "%s %s" % (expected.get("code", "any"), expected["level"])
        with temporary_folder("rows") as name:
            folder = pathlib.Path(name)
            store = case.chosen(case.stores, account)
            reports, _ = self.runner.call_all(
                ["--answers", case.write_answers(folder)] + case.options(account),
                [case.store(store, folder)])
        return store, "%(code)s %(level)s" % reports[0]["verdict"]

    def of(self, case):
        """(account, store, code and level) of each run."""
        for account in case.accounts():
            yield account, *self.begun[(case.name, account)].result()


def judge(named, attack, levels):
    try:
        for account, store, verdict in levels.of(named.case):
            level = verdict.split()[1]
            quiet = account in named.quiet
            where = "%s, %s, %s: %s" % (named.case.name, account, store, verdict)
            if attack and (level == "quiet") != quiet:
                yield where + (", expected quiet" if quiet else ", an attack")
            if not attack and level == "alarm":
                yield where + ", a twin"
    except (ValueError, KeyError, OSError, subprocess.SubprocessError) as error:
        yield "%s: %s" % (named.case.name, error)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    add_program_options(parser)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--only", default="", help="only rows whose ID matches this expression")
    parser.add_argument("--levels", action="store_true", help="print what each case came to")
    parser.add_argument("tables", nargs="*", type=pathlib.Path, help="(default: rows-*.txt)")
    args = parser.parse_args()
    rows = [r for r in read_rows(args.tables or sorted(HERE.glob("rows-*.txt")))
            if re.search(args.only, r.id)]
    if not rows:
        print("1..1\nnot ok 1 - there are no rows")
        return 1
    core = keep_to_one_core() if args.jobs == 1 else None
    program = chosen_program(args)
    levels = Levels(program, args.jobs)
    for row in rows:
        for named in row.attacks + row.twins:
            levels.begin(named.case)
    failed = 0
    print("1..%d" % len(rows), flush=True)
    for number, row in enumerate(rows, 1):
        wrong = list(row.wrong)
        for attack, all_named in ((True, row.attacks), (False, row.twins)):
            for named in all_named:
                wrong += judge(named, attack, levels)
                if args.levels:
                    got = {(a, v) for a, _, v in levels.of(named.case)}
                    print("#   %s %s: %s" % ("attack" if attack else "twin", named.case.name,
                                             ", ".join("%s %s" % g for g in sorted(got))))
        failed += bool(wrong)
        print("%s %d - %s" % ("not ok" if wrong else "ok", number, row.id))
        for line in wrong:
            print("#   " + line[:1000].replace("\n", " "))
        sys.stdout.flush()
    levels.pool.shutdown()
    program.close()
    if core is not None:
        core.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
