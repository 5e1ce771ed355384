# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""To other programs the library shows exactly what truefrom.map.in names: every public function and
no other. To those of its own version it shows all of the core, under a name with that version; they
are linked with it, ask it for nothing that it has not, and bring no second copy of it.

exports.py ROOT VERSION LIBRARY [PROGRAM…]"""

import re
import subprocess
import sys

import tree

PUBLIC = "LIBTRUEFROM_0.1"


def names(library, *options):
    """(name, version or "") of the symbols of LIBRARY that begin with tf_."""
    out = subprocess.run(["nm", "-D", *options, library], check=True, text=True,
                         stdout=subprocess.PIPE).stdout
    found = (line.split()[-1].replace("@@", "@").partition("@") for line in out.splitlines())
    return {(name, version) for name, _, version in found if name.startswith("tf_")}


def listed():
    text = re.sub(r"/\*.*?\*/", "", tree.text("core/truefrom.map.in"), flags=re.S)
    node = re.search(re.escape(PUBLIC) + r" \{\s*global:(.*?)local:", text, re.S).group(1)
    return {name.strip() for name in node.split(";") if name.strip()}


def declared():
    """The functions of truefrom*.h, with those that G_DECLARE_… makes."""
    text = "".join(tree.code(name) for name in tree.PUBLIC_HEADERS)
    found = set(re.findall(r"^(?:[\w]+[\w \*]*?[ \*])?(tf_\w+) +\(", text, re.M))
    return found | set(re.findall(r"G_DECLARE_\w+ \(\w+, (tf_\w+),", text))


def library_problems(exported, private):
    public = {name for name, version in exported if version == PUBLIC}
    yield from (f"{name} is exported as {version}" for name, version in sorted(exported)
                if version not in (PUBLIC, private))
    yield from (f"truefrom.map.in names {name}, which is not there" for name in sorted(listed() - public))
    known = declared()
    types = {name for name in known if not name.endswith("_get_type") and name + "_get_type" in public}
    yield from (f"{name}() of truefrom.h is not exported" for name in sorted(known - types - public))
    yield from (f"{name} is exported and not in truefrom.h" for name in sorted(public)
                if name not in known and name.removesuffix("_get_type") not in known)


def program_problems(program, exported):
    there = {name for name, _ in exported}
    wanted = {name for name, _ in names(program, "--undefined-only")}
    if not wanted:
        yield f"{program} is not linked with the library"
    yield from (f"{program} wants {name}, which the library has not" for name in sorted(wanted - there))
    yield from (f"{program} exports {name}" for name, _ in sorted(names(program, "--defined-only")))


def main():
    version, library, programs = sys.argv[2], sys.argv[3], sys.argv[4:]
    exported = names(library, "--defined-only")
    problems = list(library_problems(exported, f"LIBTRUEFROM_PRIVATE_{version}"))
    for program in programs:
        problems += program_problems(program, exported)
    tree.finish("exports", problems, len(exported))


main()
