# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The edge and the icon of a banner have a contrast of 3:1 to its background, and its text 4.5:1 (WCAG
2.2, 1.4.11 and 1.4.3): with our style sheet, in GTK's own light, dark and high-contrast themes.

contrast.py ROOT"""

import ctypes
import re
import subprocess
import sys

import tree

SHEET = "ui/gtk/truefrom.css"
THEMES = ("Adwaita/gtk-contained", "Adwaita/gtk-contained-dark",
          "HighContrast/gtk-contained", "HighContrast/gtk-contained-inverse")
LEVELS = ("alarm", "warning", "note")
EDGE, TEXT = 3.0, 4.5
DEFINED = re.compile(r"@define-color\s+(\w+)\s+([^;]+);")
RULE = re.compile(r"truefrombanner\.truefrom-(\w+)\s*\{([^}]*)\}")
MIX = re.compile(r"mix\(([^,]+),([^,]+),([^)]+)\)")


def gtk_library():
    try:
        ctypes.CDLL("libgtk-3.so.0")
    except OSError:
        return None
    with open("/proc/self/maps", encoding="utf-8") as maps:
        return next(line.split()[-1] for line in maps if "libgtk-3.so" in line)


def theme_colours(library, theme):
    done = subprocess.run(["gresource", "extract", library, "/org/gtk/libgtk/theme/%s.css" % theme],
                          capture_output=True, text=True, check=True)
    return dict(DEFINED.findall(done.stdout))


def colour(text, names):
    """(red, green, blue), each from 0 to 1, of what a style sheet says."""
    text = text.strip()
    mixed = MIX.fullmatch(text)
    if mixed:
        first, second = colour(mixed[1], names), colour(mixed[2], names)
        part = float(mixed[3])
        return tuple(a * (1 - part) + b * part for a, b in zip(first, second))
    if text.startswith("@"):
        return colour(names[text[1:]], names)
    digits = text.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    return tuple(int(digits[i:i + 2], 16) / 255 for i in (0, 2, 4))


def luminance(parts):
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first, second):
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def problems_of(theme, names, rules):
    for level in LEVELS:
        ground = colour(re.findall(r"background-color:([^;]+);", rules[level])[-1], names)
        edge = colour(re.findall(r"border-color:([^;]+);", rules[level])[-1], names)
        for what, other, least in (("edge", edge, EDGE), ("text", colour("@theme_fg_color", names), TEXT)):
            found = contrast(ground, other)
            if found < least:
                yield "%s, %s: the %s has %.2f:1, not %.1f:1" % (theme, level, what, found, least)


def main():
    library = gtk_library()
    if library is None:
        print("SKIP: libgtk-3 is not there")
        sys.exit(77)
    sheet = tree.text(SHEET)
    rules = {}
    for level, body in RULE.findall(sheet):
        rules[level] = rules.get(level, "") + body
    problems = []
    for theme in THEMES:
        names = {**theme_colours(library, theme), **dict(DEFINED.findall(sheet))}
        problems += problems_of(theme, names, rules)
    tree.finish("contrast", problems, len(THEMES) * len(LEVELS) * 2)


main()
