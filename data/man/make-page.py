#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Makes a manual page (mdoc) from a template.

    make-page.py TEMPLATE OUTPUT [--for WORD] [--schema FILE]

"@if WORD@ … @else@ … @end@" keeps what is meant for the WORD that is given, "@settings ID@" becomes a list of
the keys of that schema, with the type, the default and the descriptions that are written there.
"""
import argparse
import re
import sys
import textwrap
import xml.etree.ElementTree as ElementTree

WIDTH = 78
TYPES = {"b": "true or false", "s": "text", "as": "list of texts"}
SIGNS = {"“": r"\(lq", "”": r"\(rq", "’": r"\(cq", "‘": r"\(oq", "–": r"\(en", "…": "..."}
SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z“])")


def escape(text):
    text = text.replace("\\", r"\e")
    for sign, name in SIGNS.items():
        text = text.replace(sign, name)
    return text


def lines(text):
    """Each sentence begins a line, as mdoc wants it; no line begins with a sign of control."""
    for sentence in SENTENCE.split(" ".join(text.split())):
        for line in textwrap.wrap(escape(sentence), WIDTH, break_long_words=False, break_on_hyphens=False):
            yield r"\&" + line if line[0] in ".'" else line


def values(root, key):
    """What may be entered: the words of an enumeration, or the type."""
    if "enum" not in key.attrib:
        return TYPES[key.get("type")]
    found = root.find("enum[@id='%s']" % key.get("enum"))
    return ", ".join(value.get("nick") for value in found)


def default(key):
    text = key.findtext("default")
    return "empty" if text in ("''", "[]") else text.strip("'")


def settings(schema, identifier):
    root = ElementTree.parse(schema).getroot()
    yield ".Bl -tag -width Ds"
    for key in root.find("schema[@id='%s']" % identifier):
        yield ".It Ic %s Pq %s; default: %s" % (key.get("name"), values(root, key), default(key))
        yield from lines(key.findtext("summary") + ".")
        yield from lines(key.findtext("description"))
    yield ".El"


def page(template, word, schema):
    wanted = [True]
    for line in template.splitlines():
        command = re.fullmatch(r"@(\w+)(?: (\S+))?@", line)
        if command is None:
            if wanted[-1]:
                yield line
        elif command.group(1) == "if":
            wanted.append(command.group(2) == word)
        elif command.group(1) == "else":
            wanted[-1] = not wanted[-1]
        elif command.group(1) == "end":
            wanted.pop()
        elif command.group(1) == "settings":
            yield from settings(schema, command.group(2))
        else:
            sys.exit("unknown line: " + line)
    if len(wanted) != 1:
        sys.exit("@if@ without @end@")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("template")
    parser.add_argument("output")
    parser.add_argument("--for", dest="word")
    parser.add_argument("--schema")
    options = parser.parse_args()
    with open(options.template, encoding="utf-8") as template:
        made = list(page(template.read(), options.word, options.schema))
    with open(options.output, "w", encoding="utf-8") as output:
        output.write("\n".join(made) + "\n")


main()
