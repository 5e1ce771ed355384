#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""A disk that does not answer any more, under a few messages of the real Claws Mail: the others are
checked as ever, and of those that cannot be read the banner says so."""
import copy
import pathlib
import sys
import time

import samples
from accessible import Role
from claws import Claws
from desktop import Desktop, wait_for
from tap import Tap

LOST = 4  # as many as there are places, and twice as many as there are threads
FORGED = copy.copy(next(one for one in samples.read() if one.name == "03-bank-forged"))
LOST_MESSAGE = (b"Received: from a.example ([203.0.113.9]) by mx.victim.example;\n"
                b"\tTue, 2 Jun 2026 09:00:00 +0000\nFrom: Pat <pat@plumber.example>\n"
                b"Subject: lost %d\n\nText\n")
COULD_NOT = "The sender could not be checked."
LIMIT_S = 8  # others wait for a moment, not for the limit of each message


def check(tap, claws):
    for number in range(1, LOST + 1):
        claws.select(number, "Junk")
        claws.wait_for_message("lost %d" % number)
    claws.select(1)
    claws.wait_for_message(FORGED.subject)
    start = time.monotonic()
    with tap.attempt("another message is checked while the disk is lost"):
        wait_for("banner", lambda: claws.heading() == FORGED.heading, LIMIT_S)
        tap.note("after %.1f s" % (time.monotonic() - start))
    claws.select(1, "Junk")
    claws.wait_for_message("lost 1")
    with tap.attempt("the banner says that the message could not be checked"):
        wait_for("banner", lambda: claws.heading() == COULD_NOT)
    with tap.attempt("the details say why"):
        claws.press(Role.PUSH_BUTTON, "Details", window=claws.banner())
        window = wait_for("details window", claws.details_window)
        wait_for("reason", lambda: "does not answer" in "\n".join(claws.texts(window)))
        claws.press(Role.PUSH_BUTTON, "Close", window=window)
    tap.equal(claws.exit(), 0, "exit status")


def main():
    build, preload = map(pathlib.Path, sys.argv[1:])
    with Tap() as tap, Desktop() as desktop:
        claws = Claws(desktop, build.resolve(), [FORGED.message],
                      {"answers-file": "'%s'" % samples.ANSWERS})
        for number in range(1, LOST + 1):
            claws.put(number, LOST_MESSAGE % number, "Junk")
        desktop.environment["TRUEFROM_HANG"] = str(claws.mailbox / "Junk")
        desktop.environment["LD_PRELOAD"] = str(preload.resolve())
        claws.start()
        claws.connect()
        check(tap, claws)


if __name__ == "__main__":
    main()
