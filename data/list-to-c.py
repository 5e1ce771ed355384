#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Turn a list, one entry a line, into the body of a C array of strings, sorted."""
import sys

with open(sys.argv[1], encoding="utf-8") as text:
    lines = (line.split("#")[0].strip() for line in text)
    entries = sorted({line for line in lines if line})
with open(sys.argv[2], "w", encoding="utf-8") as out:
    for entry in entries:
        out.write('"%s",\n' % entry)
