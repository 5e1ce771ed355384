# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Files do not depend on each other in circles, by what they include or by the functions that they name
and that exactly one other file defines. To understand a file one needs to read only files below it."""

import re

import tree

# Function name at the beginning of a line, its type on the line before (.clang-format sees to it).
DEFINITION = re.compile(r"^(?P<type>[^\n#]*)\n(?P<name>[a-z_]\w*) \([^;{}]*\)\n\{", re.M)
WORD = re.compile(r"\b[a-z_]\w*\b")


def definitions(sources):
    """Which files define a function that others can call, by its name."""
    defined = {}
    for path in sources:
        for match in DEFINITION.finditer(tree.code(path)):
            if "static" not in match["type"].split():
                defined.setdefault(match["name"], set()).add(path)
    return defined


def neighbours(path, defined):
    """The files that PATH needs."""
    needed = {tree.resolve(path, name) for _, sign, name in tree.includes(path) if sign == '"'}
    if path.suffix == ".c":
        for word in set(WORD.findall(tree.code(path))):
            homes = defined.get(word, set())
            if len(homes) == 1 and path not in homes:
                needed |= homes
    return sorted(needed - {None, path})


def circles(graph):
    """Sets of files each of which leads to all others of its set (Tarjan)."""
    index, low, stack, found = {}, {}, [], []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in graph.get(node, ()):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            at = stack.index(node)
            if len(stack) - at > 1:
                found.append({path.as_posix() for path in stack[at:]})
            del stack[at:]

    for node in graph:
        if node not in index:
            visit(node)
    return found


def main():
    sources = list(tree.sources())
    defined = definitions(sources)
    graph = {path: neighbours(path, defined) for path in sources}
    problems = [f"a circle: {', '.join(sorted(circle))}" for circle in circles(graph)]
    if not defined:
        problems.append("no function was found: the check is broken")
    tree.finish("circles", problems, sum(map(len, graph.values())))


main()
