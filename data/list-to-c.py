#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Turn a list of domains, one a line, into the body of a C array of strings, sorted."""
import sys

with open(sys.argv[1], encoding="ascii") as text:
    lines = (line.split("#")[0].strip() for line in text)
    domains = sorted({line for line in lines if line})
with open(sys.argv[2], "w", encoding="ascii") as out:
    for domain in domains:
        out.write('"%s",\n' % domain)
