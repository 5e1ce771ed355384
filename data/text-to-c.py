#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Turn a text, without its comments, into a C string."""
import sys

with open(sys.argv[1], encoding="utf-8") as text:
    lines = [line.split("#")[0].strip() for line in text]
with open(sys.argv[2], "w", encoding="ascii") as out:
    for line in filter(None, lines):
        data = "".join(chr(b) if 32 <= b < 127 and chr(b) not in '"\\' else "\\%03o" % b for b in line.encode())
        out.write('"%s\\n"\n' % data)
