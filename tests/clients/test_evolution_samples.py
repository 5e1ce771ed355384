#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The sample mailbox in the real Evolution, in a Maildir and behind an IMAP server, with DNS answers
from a file: each message shows what is expected, and what Claws Mail shows; fast switching never
leaves the banner of one message above another; nothing complains, and the program ends well."""
import pathlib
import random
import sys
import time

import samples
import showing
from accessible import Role
from desktop import Desktop, wait_for
from evolution import Evolution
from evolution_stores import ImapEvolution
from samples import NOTHING
from tap import Tap

SETTINGS = {"answers-file": "'%s'" % samples.ANSWERS}
ROUNDS_OF_SWITCHING = 4
AT_ONCE_S = 2.0  # most of it is the reading of the screen


def complaints(log):
    """What GLib or GTK hold against us; Evolution has complaints of its own."""
    return [line for line in log.splitlines()
            if "truefrom" in line and ("WARNING" in line or "CRITICAL" in line)]


def examine(tap, evolution, sample, name=None):
    shown = showing.examine(evolution, sample)
    tap.result(not shown.faults, name or "%s: %s" % (sample.name, sample.remark),
               "\n".join(shown.faults))


def check_switching(tap, evolution, mailbox):
    """Runs through at least 20 messages that nobody waits for, and ends on one chosen by chance."""
    chance = random.Random(1)
    for turn in range(ROUNDS_OF_SWITCHING):
        for _ in range(4):
            evolution.select(chance.choice([sample.number for sample in mailbox
                                            if sample.number != evolution.at]))
        last = chance.choice([sample for sample in mailbox if sample.number != evolution.at])
        examine(tap, evolution, last, "fast switching, turn %d, ends on %s" % (turn + 1, last.name))


def check_going_back(tap, evolution, mailbox):
    """What was looked up once is not looked up again."""
    forged, other = (next(sample for sample in mailbox if sample.code == code)
                     for code in ("TF01", "TF15"))
    for sample in (forged, other, forged):
        evolution.select(sample.number)
        evolution.wait_for_message(sample.subject)
    start = time.monotonic()
    wait_for("banner", lambda: evolution.heading() == forged.heading)
    took = time.monotonic() - start
    tap.result(took < AT_ONCE_S, "going back to a message is immediate", "%.2f s" % took)


def check_message_window(tap, evolution, mailbox):
    """A window of its own has a banner of its own, and goes without a trace."""
    forged, other = (next(sample for sample in mailbox if sample.code == code)
                     for code in ("TF02", "TF15"))
    if evolution.at != forged.number:
        evolution.select(forged.number)
    wait_for("banner", lambda: evolution.heading() == forged.heading)
    evolution.press_menu("Open in New Window")
    with tap.attempt("a message window has its banner"):
        window = wait_for("message window", lambda: evolution.window(forged.subject))
        banner = wait_for("banner", lambda: evolution.banner(window))
        assert banner.name == forged.heading, banner.name
        code = evolution.read_code(banner)
        assert code == forged.code, code
    with tap.attempt("“Check sender…” is in its Message menu"):
        assert window.find(Role.MENU_ITEM, "Check sender…", hidden=True)
    evolution.select(other.number)
    evolution.wait_for_message(other.subject)
    with tap.attempt("it keeps its banner when the main window shows another message"):
        wait_for("empty main window", lambda: not evolution.heading())
        assert evolution.banner(window).name == forged.heading
    evolution.press(Role.MENU_ITEM, "Close", window=window, hidden=True)
    with tap.attempt("it can be closed"):
        wait_for("closing", lambda: not evolution.window(forged.subject))


def run(tap, build, kind):
    mailbox = samples.read()
    with Desktop((1280, 900)) as desktop:
        evolution = kind(desktop, build, [sample.message for sample in mailbox], SETTINGS)
        evolution.start(next(s.number for s in mailbox if s.heading == NOTHING))
        evolution.connect()
        for sample in mailbox[1:] + mailbox[:1]:
            examine(tap, evolution, sample)
        check_switching(tap, evolution, mailbox)
        check_going_back(tap, evolution, mailbox)
        check_message_window(tap, evolution, mailbox)
        tap.equal(evolution.exit(), 0, "exit status")
        tap.equal(complaints(desktop.log("evolution")), [], "no complaint on standard error")


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    with Tap() as tap:
        if sys.argv[2] == "maildir":
            run(tap, build, Evolution)
        elif pathlib.Path(ImapEvolution.needs).exists():
            run(tap, build, ImapEvolution)
        else:
            tap.skip_all("%s is not installed" % ImapEvolution.needs)


if __name__ == "__main__":
    main()
