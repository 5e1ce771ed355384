#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The sample mailbox in the real Claws Mail, with DNS answers from a file: each message shows what
is expected; fast switching never leaves the banner of one message above another; a message in a
window of its own has a banner of its own; the banner goes when the message goes; nothing complains,
and the program ends well."""
import pathlib
import random
import re
import sys

import samples
import showing
from accessible import Role
from claws import Claws
from desktop import Desktop, wait_for
from tap import Tap

SETTINGS = {"answers-file": "'%s'" % samples.ANSWERS}
ROUNDS_OF_SWITCHING = 4


def complaints(log):
    """What GLib or GTK hold against us. Claws Mail's own menus, opened over the accessibility bus,
    have their complaints too; ours carry our name."""
    return [line for line in log.splitlines()
            if re.search(r"\btruefrom-(WARNING|CRITICAL|ERROR) \*\*", line)]


def check_switching(tap, claws, mailbox):
    """Ends on a message chosen by chance, after some that nobody waited for."""
    chance = random.Random(1)
    shown = showing.examine(claws, mailbox[0])
    for turn in range(ROUNDS_OF_SWITCHING):
        hurried = chance.sample([sample for sample in mailbox if sample is not shown.sample], 5)
        for sample in hurried[:-1]:
            claws.select(sample.number)
        shown = showing.examine(claws, hurried[-1])
        tap.result(not shown.faults, "fast switching, turn %d, ends on %s"
                   % (turn + 1, shown.sample.name), "\n".join(shown.faults))


def check_emptied(tap, claws, mailbox):
    """The banner goes with its message."""
    forged = next(sample for sample in mailbox if sample.level == "alarm")
    claws.select(forged.number)
    wait_for("banner", claws.heading)
    claws.tell("--select", "#mh/Mailbox/sent")
    with tap.attempt("the banner goes when the message goes"):
        wait_for("view without a banner", lambda: not claws.heading())


def check_window(tap, claws, mailbox):
    """A message in a window of its own has its own banner, whatever the main window shows."""
    forged = next(sample for sample in mailbox if sample.level == "alarm")
    honest = next(sample for sample in mailbox if sample.level == "quiet")
    showing.examine(claws, forged)
    claws.press_menu("Open in new window")
    window = wait_for("message window", lambda: claws.window(forged.subject))
    with tap.attempt("a window of its own has a banner of its own"):
        wait_for("banner", lambda: claws.heading(window) == forged.heading)
    shown = showing.examine(claws, honest)
    tap.equal((shown.faults, claws.heading(window)), ([], forged.heading),
              "the main window goes on without it")
    with tap.attempt("the window is closed"):
        claws.press(Role.MENU_ITEM, "Close", window=window, hidden=True)
        wait_for("closing of the window", lambda: not claws.window(forged.subject))


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    mailbox = samples.read()
    with Tap() as tap, Desktop() as desktop:
        claws = Claws(desktop, build, [sample.message for sample in mailbox], SETTINGS)
        claws.start()
        claws.connect()
        for sample in mailbox:
            shown = showing.examine(claws, sample)
            tap.result(not shown.faults, "%s: %s" % (sample.name, sample.remark),
                       "\n".join(shown.faults))
        check_switching(tap, claws, mailbox)
        check_window(tap, claws, mailbox)
        check_emptied(tap, claws, mailbox)
        tap.equal(claws.exit(), 0, "exit status")
        tap.equal(complaints(desktop.log("claws-mail")), [], "no complaint on standard error")


if __name__ == "__main__":
    main()
