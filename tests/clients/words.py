# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Words as people read them."""

# Direction marks and isolates keep foreign text in its place: invisible, no part of a sentence.
MARKS = dict.fromkeys([0x200e, 0x200f, 0x061c, *range(0x202a, 0x202f), *range(0x2066, 0x206a)])


def plain(text):
    return (text or "").translate(MARKS)
