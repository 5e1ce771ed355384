#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Processor time of a verification, relative to the physical limit for the same messages.

The corpus generator and the limit are not part of this project: they are looked for in
$TRUEFROM_BENCH and in ../shared/bench beside the source tree; where they are absent the benchmark
is skipped. Each round runs the limit and then truefrom within seconds, since a shared machine's
speed moves; the median of the rounds counts.
"""
import argparse
import json
import math
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SKIPPED = 77


def find_folder():
    for place in (os.environ.get("TRUEFROM_BENCH"), ROOT.parent / "shared" / "bench"):
        if place and (pathlib.Path(place) / "gen_corpus.py").is_file():
            return pathlib.Path(place)
    return None


def make_corpus(bench, folder, sets, scale):
    """Kept between runs: the generator gives the same bytes for the same arguments."""
    if all((folder / (s + ".tsv")).is_file() for s in sets):
        return
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["/usr/bin/python3", str(bench / "gen_corpus.py"), str(folder), "--scale", str(scale),
                    "--only", ",".join(sets)], check=True, stdout=subprocess.DEVNULL)


def build_limit(bench, folder):
    limit = folder / "bench_limit"
    if not limit.is_file():
        subprocess.run([os.environ.get("CC", "cc"), "-O2", "-w", "-march=x86-64-v2", "-o", str(limit),
                        str(bench / "bench_limit.c"), "-lcrypto"], check=True)
    return limit


def run(command, corpus, name, repetitions):
    done = subprocess.run(command + ["--corpus", str(corpus), "--set", name, "--reps", str(repetitions)],
                          stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def per_message(figures):
    return (figures["user"] + figures["sys"]) / figures["msgs"]


def repetitions_for(command, corpus, name, seconds):
    figures = run(command, corpus, name, 1)
    return max(1, min(200, math.ceil(seconds / max(figures["user"] + figures["sys"], 1e-4))))


def measure(limit, verify, corpus, name, rounds):
    limit_reps = repetitions_for(limit, corpus, name, 0.25)
    verify_reps = repetitions_for(verify, corpus, name, 0.4)
    pairs = [(run(limit, corpus, name, limit_reps), run(verify, corpus, name, verify_reps))
             for _ in range(rounds)]
    ratios = [per_message(v) / per_message(l) for l, v in pairs]
    return {"set": name, "ratio": statistics.median(ratios), "low": min(ratios), "high": max(ratios),
            "limit_us": 1e6 * statistics.median(per_message(l) for l, _ in pairs),
            "truefrom_us": 1e6 * statistics.median(per_message(v) for _, v in pairs),
            "peak_kib": max(v["rss_kb"] for _, v in pairs),
            "passed": pairs[0][1]["pass"], "failed": pairs[0][1]["fail"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--verify", required=True, help="bench-verify")
    parser.add_argument("--corpus", help="where the corpus is or goes (default: kept in a cache folder)")
    parser.add_argument("--sets", default="small,typical")
    parser.add_argument("--scale", type=float, default=0.2)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--at-most", type=float, help="fail above this ratio")
    parser.add_argument("--json", help="write the figures there too")
    args = parser.parse_args()
    bench = find_folder()
    if bench is None:
        print("skipped: the corpus generator is not here (see $TRUEFROM_BENCH)")
        return SKIPPED
    sets = args.sets.split(",")
    corpus = pathlib.Path(args.corpus or pathlib.Path(tempfile.gettempdir())
                          / ("truefrom-bench-%d-%s" % (os.getuid(), args.scale)))
    make_corpus(bench, corpus, sets, args.scale)
    limit = [str(build_limit(bench, corpus)), "--mode", "limit"]
    rows = []
    print("| set | limit us | truefrom us | x limit (least to most) | peak KiB | passed/failed |")
    print("|---|---:|---:|---:|---:|---|")
    for name in sets:
        row = measure(limit, [args.verify], corpus, name, args.rounds)
        rows.append(row)
        print("| %(set)s | %(limit_us).1f | %(truefrom_us).1f | **%(ratio).2f** (%(low).2f to %(high).2f) |"
              " %(peak_kib)d | %(passed)d/%(failed)d |" % row, flush=True)
    if args.json:
        pathlib.Path(args.json).write_text(json.dumps(rows, indent=1) + "\n")
    slow = [r["set"] for r in rows if args.at_most and r["ratio"] > args.at_most]
    for name in slow:
        print("above %.2f: %s" % (args.at_most, name))
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
