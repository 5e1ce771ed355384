#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""A file of a Maildir that is replaced under the real Evolution: after going to another message and
back, code and banner are those of the bytes that are there now."""
import copy
import os
import pathlib
import sys

import samples
import showing
from desktop import Desktop
from evolution import Evolution
from tap import Tap

SETTINGS = {"answers-file": "'%s'" % samples.ANSWERS}
CHANGING, OTHER = 1, 2


def numbered(name, number):
    """The sample NAME, when it lies in the inbox as NUMBER."""
    sample = copy.copy(next(one for one in samples.read() if one.name == name))
    sample.number = number
    return sample


def rewrite(path, message):
    """In the same file, as an editor may do."""
    path.write_bytes(message)


def rename(path, message):
    """By a new file of the same name."""
    new = path.parents[1] / "tmp" / "new"
    new.write_bytes(message)
    os.replace(new, path)


def examine(tap, evolution, sample, name):
    shown = showing.examine(evolution, sample)
    tap.result(not shown.faults, name, "\n".join(shown.faults))


def check(tap, evolution):
    genuine = numbered("01-bank-statement", CHANGING)
    forged = numbered("03-bank-forged", CHANGING)
    other = numbered("02-garden-newsletter", OTHER)
    for replace in (rewrite, rename):
        for sample in (forged, genuine):
            path, = (evolution.mailbox / "cur").glob(evolution.uid(CHANGING) + "*")
            replace(path, sample.message)
            examine(tap, evolution, sample, "%s: now it is %s" % (replace.__name__, sample.name))
            examine(tap, evolution, other, "%s: another message again" % replace.__name__)


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    with Tap() as tap, Desktop((1280, 900)) as desktop:
        messages = [numbered(name, 0).message
                    for name in ("01-bank-statement", "02-garden-newsletter")]
        evolution = Evolution(desktop, build, messages, SETTINGS)
        evolution.start(CHANGING)
        evolution.connect()
        examine(tap, evolution, numbered("02-garden-newsletter", OTHER), "the other message at first")
        check(tap, evolution)
        tap.equal(evolution.exit(), 0, "exit status")


if __name__ == "__main__":
    main()
