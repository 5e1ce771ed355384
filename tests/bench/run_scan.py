#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Processor time of `truefrom scan` for each message of a large mailbox, relative to the check of single
messages in one process (bench-verify) with the same answers; and whether memory stays flat: a mailbox
of a tenth is scanned too, and what the rest needed more is shown for each message.

The corpus generator is not part of this project: see run_bench.py. Each round runs both within
seconds; the median of the rounds counts.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

import run_bench
import run_rounds

FROM_LINE = b"From bounce@bench.example Sun Jun 15 15:06:40 2025\n"
PART = 10


def write_mailbox(corpus, name, count, path):
    """Each message is another one, by a field that is not signed."""
    rows = (corpus / (name + ".tsv")).read_text().splitlines()
    texts = [(corpus / row.split("\t")[0]).read_bytes().replace(b"\r\n", b"\n") for row in rows]
    with open(path, "wb") as out:
        for number in range(count):
            out.write(FROM_LINE + b"X-Number: %d\n" % number + texts[number % len(texts)] + b"\n")


def finish(process):
    """(processor seconds, KiB at its peak) of a program that ends by itself."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def scan(program, answers, mailbox, out):
    """(processor seconds, KiB, sums): from its JSON, which is written to a file as a user would."""
    with open(out, "wb") as stream:
        process = subprocess.Popen([program, "scan", "--json", "--jobs", "1", "--now", str(run_rounds.NOW), "--answers", str(answers),
                                    "--exit-zero", str(mailbox)], stdout=stream)
        seconds, peak = finish(process)
    with open(out, "rb") as stream:
        stream.seek(-min(os.path.getsize(out), 65536), os.SEEK_END)
        sums = json.loads(stream.read().splitlines()[-1])["sums"]
    return seconds, peak, sums


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", required=True, help="truefrom")
    parser.add_argument("--verify", required=True, help="bench-verify")
    parser.add_argument("--set", default="small")
    parser.add_argument("--messages", type=int, default=20000)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    bench = run_bench.find_folder()
    if bench is None:
        print("skipped: the corpus generator is not here (see $TRUEFROM_BENCH)")
        return run_bench.SKIPPED
    with tempfile.TemporaryDirectory(prefix="truefrom-scan-") as folder:
        folder = pathlib.Path(folder)
        run_bench.make_corpus(bench, folder / "corpus", [args.set], 0.2)
        (folder / "zone.json").write_text(json.dumps(run_rounds.read_zone(folder / "corpus")), "utf-8")
        for part, count in (("tenth", args.messages // PART), ("whole", args.messages)):
            write_mailbox(folder / "corpus", args.set, count, folder / part)
        return measure(args, folder)


def measure(args, folder):
    ratios, wrong = [], []
    print("| single us | scan us | scan / single | peak KiB of a tenth | of all | bytes a message more |")
    print("|---:|---:|---:|---:|---:|---:|")
    for _ in range(args.rounds):
        repetitions = run_bench.repetitions_for([args.verify], folder / "corpus", args.set, 2)
        single = run_bench.per_message(run_bench.run([args.verify], folder / "corpus", args.set, repetitions))
        _, low, _ = scan(args.program, folder / "zone.json", folder / "tenth", folder / "out")
        seconds, high, sums = scan(args.program, folder / "zone.json", folder / "whole", folder / "out")
        each = seconds / args.messages
        ratios.append(each / single)
        print("| %.0f | %.0f | **%.2f** | %d | %d | %.0f |" % (
            1e6 * single, 1e6 * each, ratios[-1], low, high,
            1024 * (high - low) / (args.messages * (PART - 1) / PART)), flush=True)
        if sums["messages"] != args.messages:
            wrong.append("%d messages, not %d" % (sums["messages"], args.messages))
    print("median: %.2f" % statistics.median(ratios))
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
