# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""An empty line stands between the declarations of a block and its statements; with --fix it is put in.

declarations.py ROOT [--fix]"""
import re
import sys

import tree

NO_TYPE = {"return", "goto", "else", "case", "break", "continue", "if", "for", "while", "do", "switch",
           "default", "typedef", "sizeof"}
DECLARATION = re.compile(
    r"\s+(?:static |const |volatile |register |g_autofree |G_GNUC_UNUSED )*(?:struct |enum |union |unsigned |signed )?"
    r"(?P<type>[A-Za-z_]\w*)(?: \([\w ]+\))?(?: const)?[ *]+(?:const )?\**(?P<name>[A-Za-z_]\w*)"
    r"(?:\[[^\]]*\])*(?: =| *G_GNUC_UNUSED|;|,|$)")
ASSERTION = re.compile(r"\s+G_STATIC_ASSERT \(")


def begins_declaration(line):
    match = DECLARATION.match(line)
    return bool(match) and match["type"] not in NO_TYPE or bool(ASSERTION.match(line))


def plain(line):
    """Without strings, characters and comments that end on it."""
    line = re.sub(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'', '""', line)
    return re.sub(r"/\*.*?\*/", "", line)


def missing(lines):
    """The numbers of lines before which an empty one is missing."""
    at = 0
    while at < len(lines):
        opens = plain(lines[at]).rstrip().endswith("{") and not re.search(r"=\s*\{$|\b(struct|enum|union)\b[^;()]*\{$",
                                                                          plain(lines[at]).rstrip())
        at += 1
        if not opens or at >= len(lines) or not begins_declaration(lines[at]):
            continue
        while at < len(lines):
            if begins_declaration(lines[at]):
                depth = 0
                while True:
                    text = plain(lines[at])
                    depth += len(re.findall(r"[({\[]", text)) - len(re.findall(r"[)}\]]", text))
                    at += 1
                    if depth <= 0 and text.rstrip().endswith(";"):
                        break
            elif lines[at].lstrip().startswith(("/*", "#")) and not lines[at].lstrip().startswith("#include"):
                ahead = at
                while "*/" not in lines[ahead] and not lines[ahead].lstrip().startswith("#"):
                    ahead += 1
                if ahead + 1 < len(lines) and begins_declaration(lines[ahead + 1]):
                    at = ahead + 1
                    continue
                break
            else:
                break
        if at < len(lines) and lines[at].strip() not in ("", "}", "};"):
            yield at


def main():
    problems, files = [], [p for p in tree.sources(("core", "ui", "plugin", "tests")) if p.suffix == ".c"]
    for path in files:
        lines = tree.text(path).split("\n")
        for at in reversed(list(missing(lines))):
            problems.append(f"{path}:{at + 1}: no empty line after the declarations")
            lines.insert(at, "")
        if "--fix" in sys.argv:
            (tree.ROOT / path).write_text("\n".join(lines), encoding="utf-8")
    tree.finish("declarations", problems, len(files))


main()
