#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""How often a full verdict waits for the DNS: every answer comes 50 ms late, the envelope is given,
so DKIM, SPF, DMARC and ARC are all asked for. At most 2 rounds, 3 where SPF includes others, and at
most 40 questions.

The corpus generator is not part of this project: see run_bench.py.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import run_bench

HERE = pathlib.Path(__file__).resolve().parent
DELAY = 0.05
NOW = 1750000000
ROUNDS = 2
ROUNDS_WITH_INCLUDES = 3
QUESTIONS = 40


def read_zone(corpus):
    zone = {}
    for line in (corpus / "keys.tsv").read_text("latin-1").splitlines():
        name, _, text = line.partition("\t")
        zone[name] = {"TXT": [[text[i:i + 255] for i in range(0, len(text), 255)]]}
    for name in [n for n in zone if not n.startswith("_") and "._domainkey." not in n]:
        zone[name].update({"A": ["198.51.100.1"], "MX": [[10, "mx." + name]]})
        zone["mx." + name] = {"A": ["198.51.100.2"]}
    return zone


def read_set(corpus, name, count):
    """(path, ip, helo, mail_from), each of another domain as far as there are some."""
    rows = [line.split("\t") for line in (corpus / (name + ".tsv")).read_text().splitlines()]
    return [(corpus / row[0], *row[5:8]) for row in rows[:count]]


def includes(zone, mail_from):
    record = zone.get(mail_from.rpartition("@")[2], {}).get("TXT", [[""]])[0]
    return any(word in "".join(record) for word in ("include:", "redirect="))


def check(program, port, message):
    path, ip, helo, mail_from = message
    start = time.monotonic()
    done = subprocess.run([program, "check", "--json", "--resolver", "127.0.0.1:%d" % port, "--now", str(NOW),
                           "--received-at", str(NOW), "--ip", ip, "--helo", helo, "--mail-from", mail_from, str(path)],
                          stdout=subprocess.PIPE, timeout=60)
    return json.loads(done.stdout), time.monotonic() - start


def measure(program, port, zone, corpus, name, count):
    """Prints a row; yields what is wrong."""
    rounds, questions, seconds = [], [], []
    for message in read_set(corpus, name, count):
        report, elapsed = check(program, port, message)
        most = ROUNDS_WITH_INCLUDES if includes(zone, message[3]) else ROUNDS
        rounds.append(report["dns"]["rounds"])
        questions.append(report["dns"]["questions"])
        seconds.append(elapsed)
        if report["spf"]["result"] != "pass" or report["dmarc"]["result"] != "pass":
            yield "%s: spf %s, dmarc %s" % (message[0].name, report["spf"]["result"], report["dmarc"]["result"])
        if rounds[-1] > most:
            yield "%s: %d rounds, at most %d" % (message[0].name, rounds[-1], most)
        if questions[-1] > QUESTIONS:
            yield "%s: %d questions, at most %d" % (message[0].name, questions[-1], QUESTIONS)
    print("| %s | %d to %d | %d to %d | %.0f |" % (name, min(rounds), max(rounds), min(questions), max(questions),
                                                 1000 * statistics.median(seconds)), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", required=True, help="truefrom")
    parser.add_argument("--corpus", help="where the corpus is or goes (default: a folder of its own)")
    parser.add_argument("--sets", default="typical,dual,arc")
    parser.add_argument("--count", type=int, default=12)
    args = parser.parse_args()
    bench = run_bench.find_folder()
    if bench is None:
        print("skipped: the corpus generator is not here (see $TRUEFROM_BENCH)")
        return run_bench.SKIPPED
    sets = args.sets.split(",")
    with tempfile.TemporaryDirectory(prefix="truefrom-rounds-") as folder:
        corpus = pathlib.Path(args.corpus or folder)
        run_bench.make_corpus(bench, corpus, sets, 0.02)
        zone = read_zone(corpus)
        answers = pathlib.Path(folder) / "zone.json"
        answers.write_text(json.dumps(zone), "utf-8")
        server = subprocess.Popen([sys.executable, str(HERE.parent / "dnsserver.py"), "--delay", str(DELAY),
                                   "--seconds", "300", "--answers", str(answers)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        port = int(server.stdout.readline())
        print("| set | rounds | questions | ms |\n|---|---|---|---:|")
        wrong = [w for name in sets for w in measure(args.program, port, zone, corpus, name, args.count)]
        server.stdin.close()
        server.wait(10)
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
