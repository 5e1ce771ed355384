# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""What the structure checks share: which files there are, what they include, where they belong."""

import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1]).resolve()

# Rooms by layer, from the ground up; every folder with a source has one.
LAYERS = {
    "core/truefrom.h": 0,  # names without structs: everybody may know them
    "core/base": 1,
    "core/dns": 2, "core/message": 2, "core/crypto": 2,
    "core/dkim": 3, "core/spf": 3,
    "core/arc": 4, "core/dmarc": 4,
    "core/impersonation": 5, "core/verdict": 5,
    "core/inputs": 6,
    "core/delivery": 7,
    "core/evaluate": 8, "core/setup": 8,
    "core/posture": 9, "core/abuse": 9,
    "core/archive": 10, "core/io": 10, "core/mailbox": 10, "core/memory": 10,
    "core/verify": 11, "core/feedback": 11, "core/scan": 11,
    "core": 12, "ui/words/translate.h": 12,  # the macros of gettext: no words
    "ui/words": 13, "ui/client": 13,
    "ui/print": 14,
    "ui/evidence": 15,
    "ui/gtk": 16,
    "ui/cli": 17,
    "plugin/claws": 18, "plugin/evolution": 18,
}
PUBLIC_HEADERS = ("core/truefrom.h", "core/truefrom-request.h")
IO_LAYER = 10
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
CODE = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def sources(folders=("core", "ui", "plugin")):
    """Every C file of the product, as a path relative to the root."""
    for folder in folders:
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
    """The folder of LAYERS in which PATH is: the folder itself, never one above it."""
    if path.as_posix() in PUBLIC_HEADERS:
        return "core/truefrom.h"
    if path.as_posix() in LAYERS:
        return path.as_posix()
    folder = path.parent.as_posix()
    return folder if folder in LAYERS else None


def finish(title, problems, looked_at):
    """One line for a good tree, all problems for another."""
    if not looked_at:
        problems = problems + ["nothing was looked at: the check is broken"]
    for problem in problems:
        print(problem)
    print(f"{title}: {looked_at} looked at, {len(problems)} problems")
    sys.exit(1 if problems else 0)
