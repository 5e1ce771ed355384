# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""A file includes only headers of its own folder and of lower layers, by their names from the top;
every folder with a source has a layer."""

import tree


def may_include(ours, theirs):
    return ours == theirs or tree.LAYERS[theirs] < tree.LAYERS[ours]


def main():
    problems = []
    looked_at = 0
    for path in tree.sources():
        ours = tree.folder_of(path)
        if ours is None:
            problems.append(f"{path}: its folder belongs to no layer (tests/checks/tree.py)")
            continue
        for line, sign, name in tree.includes(path):
            target = tree.resolve(path, name)
            if ".." in name.split("/"):
                problems.append(f"{path}:{line}: {name}: name it from the top")
            if target is None:
                continue
            looked_at += 1
            theirs = tree.folder_of(target)
            if sign != '"':
                problems.append(f"{path}:{line}: <{name}> is ours: use quotes")
            elif theirs is None or not may_include(ours, theirs):
                problems.append(f"{path}:{line}: {ours} may not include {target}")
    tree.finish("layers", problems, looked_at)


main()
