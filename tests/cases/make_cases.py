#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Write the cases in generated/ and the shared DNS answers in zones/: the same program gives the same
bytes. Cases in written/ are not touched.

`--check` writes nothing and says which files differ, are missing, or come from no generator. All keys
follow from names inside the generator. They are TEST KEYS, public and worthless.
"""
import argparse
import importlib
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

try:
    from generator import lab, primes
except ModuleNotFoundError as error:
    print("SKIP: %s (Debian: python3-cryptography)" % error)
    sys.exit(77)

TOPICS = ["from_shapes", "from_readings", "from_dress", "composition", "signatures", "keys", "partly", "policies",
          "times", "examples", "spf", "servers", "arc", "marks", "storage", "lists", "late", "memory", "names", "exceptions",
          "claims", "cousins", "doubts", "hostile", "networks",
          "trails"]


def generate(modules):
    writer = lab.Writer()
    writer.zones()
    for module in modules:
        importlib.import_module("generator." + module).generate(writer)
    print("%d cases" % len(writer.names))
    return writer.files


def keep_primes(files, all_are_used):
    if all_are_used:
        primes.keeper.forget_unused()
    text = json.dumps(primes.keeper.kept, indent=1, sort_keys=True) + "\n"
    files[primes.FILE] = text.encode()


def write(files):
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)


def differences(files):
    for path, data in files.items():
        if not path.exists():
            yield "missing", path
        elif path.read_bytes() != data:
            yield "not as generated", path


def left_over(files):
    """The files that no module generates any more."""
    for folder in ("generated", "zones"):
        for path in sorted((HERE / folder).rglob("*")):
            if path.is_file() and path not in files:
                yield "nobody generates", path


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a file differs")
    parser.add_argument("--only", metavar="MODULE", choices=TOPICS, help="one module of generator/")
    parser.add_argument("--find-primes", action="store_true", help="find the keys anew (minutes)")
    args = parser.parse_args()
    if args.find_primes:
        primes.keeper.forget()
    files = generate([args.only] if args.only else TOPICS)
    keep_primes(files, not args.only)
    if not args.check:
        write(files)
    problems = list(differences(files)) + ([] if args.only else list(left_over(files)))
    for problem, path in problems:
        print("%s: %s" % (problem, path.relative_to(HERE)))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
