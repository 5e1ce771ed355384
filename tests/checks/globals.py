# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Every name that others can see begins with tf_. And below core/io nothing is kept between calls:
no variable outlives a call, except for constants that are made once.

globals.py ROOT LIBRARY"""

import re
import subprocess
import sys

import tree

# GOnce of a constant, and what GLib's type macros make.
ONCE = re.compile(r"(\w+_)?once(\.\d+)?|(static_)?g_define_type_id(\.\d+)?|gtype_id(\.\d+)?")
CONSTANTS = {
    ("base_unicode.c.o", "idna"),     # ICU's tables, opened once
    ("dns_dns-json.c.o", "q"),        # the number of an error domain
    ("message_mime.c.o", "options"),  # GMime's, made once
}
OBJECT = re.compile(r"^(?:.*/)?([\w.-]+\.c\.o):\s+file format", re.M)
SYMBOL = re.compile(r"^[0-9a-f]+ (.{7}) (\S+)\s+([0-9a-f]+)\s+(?:\.hidden )?(\S+)$", re.M)


def is_variable(section, size):
    return size > 0 and re.match(r"\.(bss|data)(?!\.rel)", section) is not None


def problems_of(name, symbols):
    for flags, section, size, symbol in SYMBOL.findall(symbols):
        plain = re.sub(r"\.\d+$", "", symbol)
        if flags[0] == "g" and section != "*UND*" and not symbol.startswith("tf_"):
            yield f"{name}: {symbol} can be seen by others and does not begin with tf_"
        if name.startswith(("io_", "mailbox_", "verify_")) or not is_variable(section, int(size, 16)):
            continue
        if not ONCE.fullmatch(symbol) and (name, plain) not in CONSTANTS:
            yield f"{name}: {symbol} is a variable of the whole program"


def main():
    out = subprocess.run(["objdump", "-t", sys.argv[2]], check=True, text=True,
                         stdout=subprocess.PIPE).stdout
    if "__asan" in out or "__tsan" in out or "__llvm_prf" in out or "__sanitizer" in out:
        print("skipped: instrumented objects have variables of their own")
        sys.exit(77)
    objects = OBJECT.split(out)[1:]
    problems = []
    for name, symbols in zip(objects[0::2], objects[1::2]):
        problems += problems_of(name, symbols)
    tree.finish("globals", problems, len(objects) // 2)


main()
