#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Write the cases anew: the same program gives the same bytes.

All keys come from a seed inside the generator. They are TEST KEYS, public and worthless.
Cases in written/ are not touched; `--check` says which files would change.
"""
import argparse
import importlib
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

TOPICS = ["from_shapes", "from_readings", "composition", "signatures", "keys", "partly", "policies",
          "times", "examples", "spf", "servers", "arc", "storage", "lists", "late", "names", "doubts", "hostile"]


def snapshot():
    return {p: p.read_bytes() for p in HERE.glob("generated/*/*") if p.suffix in (".eml", ".json")}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="fail when a file changed")
    parser.add_argument("--only", help="one module of generator/")
    args = parser.parse_args()
    from generator import lab
    before = snapshot() if args.check else {}
    writer = lab.Writer()
    writer.zones()
    for topic in [args.only] if args.only else TOPICS:
        importlib.import_module("generator." + topic).generate(writer)
    print("%d cases" % len(writer.names))
    changed = sorted(str(p) for p, data in snapshot().items() if before.get(p) != data)
    if args.check and changed:
        print("changed:\n  " + "\n  ".join(changed))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
