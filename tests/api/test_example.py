#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The example from the API documentation, run unchanged: ten lines of Python check each sample
message, and say what is wrong if there is no message."""
import pathlib
import subprocess
import sys

CLIENTS = pathlib.Path(__file__).resolve().parents[1] / "clients"
sys.path.insert(0, str(CLIENTS))

import samples  # noqa: E402
from tap import Tap  # noqa: E402

MAX_LINES = 10
OWN_FORGED, FORGED = "TF02", "TF01"  # the example does not know who reads


def run(example, *arguments):
    return subprocess.run([sys.executable, example, *map(str, arguments)], capture_output=True,
                          text=True, timeout=60)


def code_lines(example):
    text = pathlib.Path(example).read_text(encoding="utf-8").split('"""')[-1]
    return [line for line in text.splitlines() if line.strip()]


def main():
    example = sys.argv[1]
    with Tap() as tap:
        try:
            import gi  # noqa: F401
        except ImportError:
            tap.skip_all("python3-gi is missing")
            return
        tap.result(len(code_lines(example)) <= MAX_LINES, "ten lines", str(code_lines(example)))
        for sample in samples.read():
            found = run(example, sample.path, samples.ANSWERS)
            expected = FORGED if sample.code == OWN_FORGED else sample.code
            tap.equal((found.returncode, found.stdout.split()[1:2]), (0, [expected]),
                      sample.name + found.stderr)
        missing = run(example, "no-such-file.eml", samples.ANSWERS)
        tap.result(missing.returncode != 0 and "no-such-file.eml" in missing.stderr,
                   "a file that is not there", missing.stderr)


if __name__ == "__main__":
    main()
