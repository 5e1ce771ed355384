#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The sample mailbox on the command line: the same codes, levels and headings as in the mail
program, from the same messages and answers."""
import json
import subprocess
import sys

import samples
from tap import Tap

# Directions and isolates are for screens; the sentence is the same without them.
from words import plain


def check(program, sample):
    command = [program, "check", "--json", "--answers", str(samples.ANSWERS), "--own",
               samples.READER, "--own", samples.READER.partition("@")[2], str(sample.path)]
    done = subprocess.run(command, capture_output=True, timeout=60)
    return json.loads(done.stdout), done.returncode


def status_of(sample):
    """What product and manual promise: 1 for an alarm or a warning, 2 for a check that could not
    be finished, else 0."""
    if sample.level in ("alarm", "warning"):
        return 1
    return 2 if sample.code == "TF13" else 0


def main():
    with Tap() as tap:
        for sample in samples.read():
            report, status = check(sys.argv[1], sample)
            verdict = report["verdict"]
            found = (verdict["code"], verdict["level"], plain(verdict["heading"]) or samples.NOTHING,
                     status)
            tap.equal(found, (sample.code, sample.level, sample.heading, status_of(sample)),
                      sample.name)


if __name__ == "__main__":
    main()
