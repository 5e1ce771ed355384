# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Every C file is laid out as clang-format does it with .clang-format. Versions 14 (Debian 12) and
19 (Debian 13) agree on this tree; with any other version the test is not declared.

layout.py ROOT CLANG-FORMAT"""

import re
import subprocess
import sys

import tree

TROUBLE = re.compile(r"^(\S+?):(\d+):\d+: warning: code should be clang-formatted", re.M)


def main():
    files = [path.as_posix() for path in tree.sources(("core", "ui", "plugin", "tests"))]
    done = subprocess.run([sys.argv[2], "--dry-run", *files], cwd=tree.ROOT, check=True,
                          encoding="utf-8", errors="replace", stderr=subprocess.PIPE)
    first = {}
    for name, line in TROUBLE.findall(done.stderr):
        first.setdefault(name, line)
    tree.finish("layout", [f"{name}:{line}: not laid out; clang-format -i {name}"
                           for name, line in first.items()], len(files))


main()
