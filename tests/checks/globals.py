# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Below core/io nothing is kept between calls: no variable outlives one, but for constants that
are made once.

globals.py ROOT LIBRARY"""

import re
import subprocess
import sys

import tree

# GOnce of a constant, and what GLib's type macros make.
ONCE = re.compile(r"(\w+_)?once(\.\d+)?|(static_)?g_define_type_id(\.\d+)?|gtype_id(\.\d+)?")
OBJECT = re.compile(r"^(?:.*/)?([\w.-]+\.c\.o):\s+file format", re.M)
VARIABLE = re.compile(r"^[0-9a-f]+ .{7} \.(?:bss|data)(?:\.(?!rel)\S*)?\s+([0-9a-f]+)\s+(?:\.hidden )?(\S+)$",
                      re.M)


def main():
    out = subprocess.run(["objdump", "-t", sys.argv[2]], check=True, text=True,
                         stdout=subprocess.PIPE).stdout
    if "__asan" in out or "__tsan" in out or "__llvm_prf" in out:
        print("skipped: instrumented objects have variables of their own")
        sys.exit(77)
    problems = []
    objects = OBJECT.split(out)[1:]
    for name, symbols in zip(objects[0::2], objects[1::2]):
        if name.startswith("io_"):
            continue
        for match in VARIABLE.finditer(symbols):
            if int(match.group(1), 16) > 0 and not ONCE.fullmatch(match.group(2)):
                problems.append(f"{name}: {match.group(2)} is a variable of the whole program")
    tree.finish("globals", problems, len(objects) // 2)


main()
