#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""False alarms on honest mail over four months, with a memory (history.py), by readers whose provider's server is
known and by those whose is not: no alarm, and at most 2 warnings in 20,000 messages. Then somebody writes in
the name of each who always signs: never quiet, mostly a warning. Prints TAP."""
import argparse
import collections
import json
import pathlib
import random
import subprocess
import sys
import tempfile

try:
    import history
    import honest
    import test_honest
except ModuleNotFoundError as error:
    print("1..0 # SKIP %s (Debian: python3-cryptography)" % error)
    sys.exit(0)

ACCOUNTS = {"border": ["--border", "mx.victim.example"], "nothing configured": []}


def run(program, corpus, account, folder):
    box, answers = folder / "day.mbox", folder / "answers.json"
    with open(box, "wb") as out:
        for message in corpus.messages:
            out.write(b"From x@example Thu Jan  1 00:00:00 1970\n" + message.replace(b"\r\n", b"\n") + b"\n")
    answers.write_text(json.dumps(corpus.zone), "utf-8")
    done = subprocess.run([program, "check", "--json", "--no-attached", "--answers", str(answers), "--memory", str(folder / "memory.db"),
                           "--own", honest.READER, *ACCOUNTS[account], str(box)], stdout=subprocess.PIPE)
    return [json.loads(line) for line in done.stdout.splitlines()]


def forge(program, corpus, account, folder):
    """The levels of the forgeries, by sender."""
    corpus.begin_day(honest.NOW)
    victims = [regular for regular in corpus.regulars if regular.way is history.always]
    for regular in victims:
        history.forge(corpus, regular)
    return [report["verdict"]["level"] for report in run(program, corpus, account, folder)]


def check(program, seed, count, account, number):
    reports, kinds = [], []
    with tempfile.TemporaryDirectory(prefix="truefrom-history-") as folder:
        folder = pathlib.Path(folder)
        for corpus in history.days(seed, count):
            reports += run(program, corpus, account, folder)
            kinds += corpus.kinds
        forged = collections.Counter(forge(program, corpus, account, folder))
    levels = collections.Counter(report["verdict"]["level"] for report in reports)
    print("# seed %d, %s: %d messages, %d alarms, %d warnings, %d notes; forged: %s" %
          (seed, account, len(reports), levels["alarm"], levels["warning"], levels["note"], dict(forged)))
    test_honest.table(reports, kinds)
    test_honest.examples(reports, kinds)
    good = (len(reports) == count and levels["alarm"] == 0 and levels["warning"] <= 1 + count // 20000 and
            forged["quiet"] == 0 and forged["warning"] >= 0.9 * sum(forged.values()) > 0)
    print("%s %d - honest mail of four months, %s, seed %d" % ("ok" if good else "not ok", number, account, seed), flush=True)
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", required=True, help="truefrom")
    parser.add_argument("--count", type=int, default=4000, help="messages of each run (default: 4000)")
    parser.add_argument("--seed", type=int, action="append", help="(repeatable; default: a random one)")
    args = parser.parse_args()
    runs = [(seed, account) for seed in args.seed or [random.SystemRandom().randrange(1 << 31)] for account in ACCOUNTS]
    print("1..%d" % len(runs))
    good = [check(args.program, seed, args.count, account, number) for number, (seed, account) in enumerate(runs, 1)]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
