# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""What the structure checks share: which files there are, what they include, where they belong."""

import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1]).resolve()

# Rooms by layer, from the ground up; every folder with a source has one.
LAYERS = {
    "core/base": 0,
    "core/dns": 1, "core/message": 1, "core/crypto": 1,
    "core/dkim": 2, "core/spf": 2,
    "core/arc": 3, "core/dmarc": 3,
    "core/impersonation": 4, "core/verdict": 4,
    "core/inputs": 5,
    "core/delivery": 6,
    "core/evaluate": 7,
    "core/io": 8, "core/mailbox": 8,
    "core/verify": 9,
    "core": 10,
    "ui": 11,
    "plugin": 12,
}
IO_LAYER = 8
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
CODE = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def sources():
    """Every C file of the product, as a path relative to the root."""
    for folder in ("core", "ui", "plugin"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".c", ".h", ".inc"):
                yield path.relative_to(ROOT)


def text(path):
    return (ROOT / path).read_text(encoding="utf-8")


def code(path):
    """The text without comments, strings and characters; line numbers stay."""
    def blank(match):
        word = match.group(0)
        return '""' if word[0] == '"' else "\n" * word.count("\n")
    return CODE.sub(blank, text(path))


def includes(path):
    """(line, sign, name) of every #include, sign being < or a double quote."""
    whole = text(path)
    for match in INCLUDE.finditer(whole):
        yield whole.count("\n", 0, match.start()) + 1, match.group(1), match.group(2)


def resolve(path, name):
    """The file of this tree that NAME means in PATH, or None: a foreign or generated one."""
    folder = (ROOT / path).parent
    tops = [folder] + [ROOT / top for top in ("core", "ui")]
    for top in tops:
        candidate = top / name
        if candidate.is_file():
            return candidate.resolve().relative_to(ROOT)
    return None


def folder_of(path):
    """The key of LAYERS that PATH belongs to."""
    folder = path.parent
    while folder.as_posix() not in LAYERS:
        if folder == folder.parent:
            return None
        folder = folder.parent
    return folder.as_posix()


def finish(title, problems, looked_at):
    """One line for a good tree, all problems for another."""
    if not looked_at:
        problems = problems + ["nothing was looked at: the check is broken"]
    for problem in problems:
        print(problem)
    print(f"{title}: {looked_at} looked at, {len(problems)} problems")
    sys.exit(1 if problems else 0)
