# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""CONTRIBUTING.md is the tour of the tree: it names each folder, names nothing that no longer exists, and has
the layers of tree.py."""

import re

import tree

TOUR = "CONTRIBUTING.md"
TOPS = ("core", "ui", "plugin", "data", "tests")
NAMED = re.compile(r"`((?:%s|po)(?:/[\w.-]+)+)/?`" % "|".join(TOPS))
ROOM = re.compile(r"^    ( *)([\w.-]+)/(?: |$)", re.M)
LAYER = re.compile(r"^ {4,5}(\d+)  ((?:[\w./-]+(?:  |$))+)$", re.M)


def section(whole, title):
    found = re.search(r"^## %s\n(.*?)(?=^## |\Z)" % title, whole, re.M | re.S)
    return found.group(1) if found else ""


def rooms(whole):
    """The folders in the list of rooms: those at the margin, and those indented under one."""
    top = ""
    for indent, name in ROOM.findall(section(whole, "The rooms")):
        top = top if indent else name
        yield top + "/" + name if indent else name


def folders():
    """Each folder of the tree, down to the second level, that contains a file."""
    for top in TOPS:
        for path in sorted((tree.ROOT / top).glob("*")):
            if path.is_dir() and path.name != "__pycache__" and any(path.rglob("*.*")):
                yield top + "/" + path.name


def layers(whole):
    table = section(whole, "Layers")
    return {name: int(number) for number, names in LAYER.findall(table) for name in names.split()}


def main():
    whole = tree.text(TOUR)
    named = set(rooms(whole))
    problems = ["%s: %s has no line among the rooms" % (TOUR, name) for name in folders() if name not in named]
    paths = sorted(named | set(NAMED.findall(whole)))
    problems += ["%s: there is no %s" % (TOUR, name) for name in paths if not (tree.ROOT / name).exists()]
    told = layers(whole)
    problems += ["%s: the layer of %s differs from tree.py" % (TOUR, name)
                 for name in sorted(told.keys() | tree.LAYERS.keys()) if told.get(name) != tree.LAYERS.get(name)]
    tree.finish("tour", problems, len(paths))


main()
