# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Every source file states its licence and owner and names no path of the machine it was written
on. Files and functions are short, in tests too. Every C file has the same form of header
comment."""

import re
import statistics

import tree

SOURCES = {".c", ".h", ".inc", ".py", ".sh", ".css", ".build"}
TEXTS = SOURCES | {".md", ".txt", ".xml", ".json", ".yml", ".yaml", ".toml", ".map", ".in", ".po",
                   ".pot", ".eml", ".svg", ".html", ".spec", ".1", ".5", ".7", ".bash", ".cff", ".license", ""}
SKIP = {".git", "__pycache__", "LICENSES"}
# What a package is built in and from.
PACKAGING = {"debian", ".pc"}
# REUSE-IgnoreStart
LICENCES = re.compile(r"SPDX-License-Identifier: (LGPL-2\.1-or-later|GPL-3\.0-or-later|CC0-1\.0)\b")
OWNER = re.compile(r"SPDX-FileCopyrightText: 20\d\d \S")
# REUSE-IgnoreEnd
PLACE = re.compile(r"(?<![\w.])/(?:work|root|home/[a-z][\w-]*|Users/\w+|mnt|builds)/")
MAX_LINES = 400
MAX_FUNCTION = 60
MAX_MEDIAN = 8  # of all functions of the product
# REUSE-IgnoreStart
HEAD = re.compile(r"/\* SPDX-License-Identifier: \S+\n \* SPDX-FileCopyrightText: .* \*/\n\n/\* \S")
# REUSE-IgnoreEnd
FUNCTION = re.compile(r"^[a-z_]\w* \([^;{}]*\)\n\{\n(.*?)^\}", re.M | re.S)


def in_build_folder(inner):
    return any((tree.ROOT / folder / "meson-private").is_dir() for folder in inner.parents)


def files():
    for path in sorted(tree.ROOT.rglob("*")):
        inner = path.relative_to(tree.ROOT)
        if path.suffix not in TEXTS or SKIP & set(inner.parts) or inner.parts[0] in PACKAGING:
            continue
        if not path.is_file() or path.is_symlink() or in_build_folder(inner):
            continue
        yield inner


def is_source(path, content):
    return path.suffix in SOURCES or content.startswith("#!")


def expected_licence(path):
    return "GPL-3.0-or-later" if path.parts[:2] == ("plugin", "claws") else None


def licence_problems(path, content):
    head = content[:1500]
    licence = LICENCES.search(head)
    if licence is None or OWNER.search(head) is None:
        return [f"{path}: no SPDX lines"]
    expected = expected_licence(path)
    if expected is not None and path.suffix in {".c", ".h"} and licence.group(1) != expected:
        return [f"{path}: {licence.group(1)} instead of {expected}"]
    if expected is None and path.parts[0] in {"core", "ui"} and licence.group(1).startswith("GPL"):
        return [f"{path}: {licence.group(1)} in the library"]
    return []


def head_problems(path, content):
    return [] if HEAD.match(content) else [f"{path}: no head, or not of the form of its neighbours"]


def functions(path, content):
    """(line, length) of every function."""
    for match in FUNCTION.finditer(content) if path.suffix == ".c" else ():
        yield content.count("\n", 0, match.start()) + 1, match.group(1).count("\n")


def length_problems(path, content):
    problems = []
    lines = content.count("\n")
    if lines >= MAX_LINES:
        problems.append(f"{path}: {lines} lines")
    return problems + [f"{path}:{line}: a function of {length} lines"
                       for line, length in functions(path, content) if length > MAX_FUNCTION]


def median_problems(lengths):
    median = statistics.median(lengths)
    print(f"the median of {len(lengths)} functions is {median:g} lines, the longest has {max(lengths)}")
    return [f"the median of all functions is {median:g} lines"] if median > MAX_MEDIAN else []


def place_problems(path, content):
    return [f"{path}:{content.count(chr(10), 0, match.start()) + 1}: {match.group(0)}"
            for match in PLACE.finditer(content)]


def main():
    problems = []
    looked_at = 0
    lengths = []
    for path in files():
        content = (tree.ROOT / path).read_bytes().decode("utf-8", "replace")
        looked_at += 1
        if "\0" in content:
            continue
        if path.parts[:2] != ("tests", "checks"):
            problems += place_problems(path, content)
        if is_source(path, content):
            problems += licence_problems(path, content)
        if path.suffix in {".c", ".h"}:
            problems += length_problems(path, content) + head_problems(path, content)
            if path.parts[0] != "tests":
                lengths += [length for _, length in functions(path, content)]
    problems += median_problems(lengths or [0])
    tree.finish("files", problems, looked_at)


main()
