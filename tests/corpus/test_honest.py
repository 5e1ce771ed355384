#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""False alarms on made honest mail (honest.py): no alarm, and at most 2 warnings in 20,000 messages. Prints TAP.

One run has a fixed seed, another a random one, which is printed: --seed repeats it. --count 20000 is the whole
measurement; with fewer than that one warning is allowed."""
import argparse
import collections
import json
import pathlib
import random
import subprocess
import sys
import tempfile

try:
    import honest
except ModuleNotFoundError as error:
    print("1..0 # SKIP %s (Debian: python3-cryptography)" % error)
    sys.exit(0)


def run(program, corpus, folder):
    box, answers = folder / "honest.mbox", folder / "answers.json"
    with open(box, "wb") as out:
        for message in corpus.messages:
            out.write(b"From x@example Thu Jan  1 00:00:00 1970\n" + message.replace(b"\r\n", b"\n") + b"\n")
    answers.write_text(json.dumps(corpus.zone), "utf-8")
    done = subprocess.run([program, "check", "--json", "--no-attached", "--answers", str(answers), *honest.options(), str(box)],
                          stdout=subprocess.PIPE)
    return [json.loads(line) for line in done.stdout.splitlines()]


def table(reports, kinds):
    counts = collections.Counter((report["verdict"]["level"], report["verdict"]["code"], kind) for report, kind in zip(reports, kinds))
    for (level, code, kind), count in sorted(counts.items()):
        if level not in ("quiet", "pending"):
            print("# %-8s %s %-16s %5d" % (level, code, kind, count))


def examples(reports, kinds, most=3):
    seen = collections.Counter()
    for report, kind in zip(reports, kinds):
        seen[report["verdict"]["code"], kind] += report["verdict"]["level"] in ("alarm", "warning")
        if report["verdict"]["level"] not in ("alarm", "warning") or seen[report["verdict"]["code"], kind] > most:
            continue
        print("#   %s %s: %s <%s> %s" % (report["verdict"]["code"], kind, ascii(report["from"]["name"]), report["from"]["address"],
                                         json.dumps(report["verdict"].get("detail"))))


def check(program, seed, count, number):
    corpus = honest.make(seed, count)
    with tempfile.TemporaryDirectory(prefix="truefrom-honest-") as folder:
        reports = run(program, corpus, pathlib.Path(folder))
    levels = collections.Counter(report["verdict"]["level"] for report in reports)
    print("# seed %d: %d messages, %d alarms, %d warnings, %d notes" % (seed, len(reports), levels["alarm"], levels["warning"], levels["note"]))
    table(reports, corpus.kinds)
    examples(reports, corpus.kinds)
    good = len(reports) == count and levels["alarm"] == 0 and levels["warning"] <= 1 + count // 20000 and levels["pending"] == 0
    print("%s %d - %d honest messages, seed %d" % ("ok" if good else "not ok", number, count, seed), flush=True)
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", required=True, help="truefrom")
    parser.add_argument("--count", type=int, default=3000, help="messages of each run (default: 3000)")
    parser.add_argument("--seed", type=int, action="append", help="(repeatable; default: 1 and a random one)")
    args = parser.parse_args()
    seeds = args.seed or [1, random.SystemRandom().randrange(1 << 31)]
    print("1..%d" % len(seeds))
    good = [check(args.program, seed, args.count, number) for number, seed in enumerate(seeds, 1)]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
