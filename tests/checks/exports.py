# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The library exports exactly what truefrom.map names, including every public function.

exports.py ROOT LIBRARY"""

import fnmatch
import re
import subprocess
import sys

import tree


def exported(library):
    out = subprocess.run(["nm", "-D", "--defined-only", library], check=True, text=True,
                         stdout=subprocess.PIPE).stdout
    names = {line.split()[-1].split("@")[0] for line in out.splitlines()}
    return {name for name in names if not name.startswith(("LIBTRUEFROM_", "__asan", "__odr_asan"))}


def patterns():
    text = re.sub(r"/\*.*?\*/", "", tree.text("core/truefrom.map"), flags=re.S)
    names = re.search(r"global:(.*?)local:", text, re.S).group(1)
    return [name.strip() for name in names.split(";") if name.strip()]


def declared():
    """The functions of truefrom*.h, with those that G_DECLARE_… makes."""
    text = "".join(tree.code(name) for name in tree.PUBLIC_HEADERS)
    names = set(re.findall(r"^(?:[\w]+[\w \*]*?[ \*])?(tf_\w+) +\(", text, re.M))
    return names | set(re.findall(r"G_DECLARE_\w+ \(\w+, (tf_\w+),", text))


def main():
    names = exported(sys.argv[2])
    allowed = patterns()
    problems = [f"{name} is exported and not in truefrom.map" for name in sorted(names)
                if not any(fnmatch.fnmatchcase(name, pattern) for pattern in allowed)]
    problems += [f"truefrom.map names {pattern}, which is not there" for pattern in allowed
                 if not fnmatch.filter(names, pattern)]
    public = declared()
    types = {name for name in public if not name.endswith("_get_type") and name + "_get_type" in names}
    problems += [f"{name}() of truefrom.h is not exported" for name in sorted(public - types - names)]
    problems += [f"{name} is exported and not in truefrom.h" for name in sorted(names)
                 if name not in public and name.removesuffix("_get_type") not in public]
    tree.finish("exports", problems, len(names))


main()
