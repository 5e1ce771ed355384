#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Faults that were seen once in the real Evolution: "Check sender…" was remembered for another message of
the same UID in another folder; genuine mail whose attachments Evolution removed was called changed; and an
account may be removed while a message of it is read."""
import copy
import pathlib
import re
import sys
import time

import fault_messages
import samples
import showing
from accessible import State
from desktop import Desktop, wait_for
from evolution import Evolution
from tap import Tap

SETTINGS = {"answers-file": "'%s'" % samples.ANSWERS}
GRACE_S = 1.5  # details that are going to open open at once
FIRST, ATTACHED = 1, 2  # the numbers of the messages in the inbox
JUNK = "Spam"  # holds a forged message of the UID of FIRST
EMPTY = "Empty"
CRITICAL = re.compile(r"(truefrom|camel|GLib-GObject)\S*-(CRITICAL|WARNING)")
CHANGED_HERE = "This copy of the message was changed here"  # a note; "on the way" is a warning


def sample(name):
    return copy.copy(next(one for one in samples.read() if one.name == name))


# ---- asked about a message that is not shown ----

def toggle_preview(evolution):
    wait_for("menu item of the preview",
             lambda: evolution.find(name="Show Message Preview", hidden=True)).press()


def open_folder(evolution, folder):
    evolution.open_folder(folder)
    wait_for(folder, lambda: evolution.main_window().name.startswith(folder))


def can_ask(evolution):
    item = evolution.find_menu("Check sender…")
    return item and item.is_(State.SENSITIVE)


def ask_about_hidden(evolution):
    """Presses "Check sender…" for FIRST while it is selected and not shown. From an empty folder, so that
    Evolution shows no other message meanwhile."""
    open_folder(evolution, EMPTY)
    wait_for("empty view", lambda: evolution.shown() is None and not can_ask(evolution))
    toggle_preview(evolution)
    open_folder(evolution, "Inbox")
    wait_for("selected message", lambda: can_ask(evolution))
    evolution.press_menu("Check sender…")
    assert not evolution.details_window(), "details of a message that is not shown"


def check_asked(tap, evolution):
    ask_about_hidden(evolution)
    toggle_preview(evolution)
    with tap.attempt("asked about a message that is not shown yet: then the details open"):
        evolution.wait_for_uid(evolution.uid(FIRST))
        wait_for("details window", evolution.details_window)
    ask_about_hidden(evolution)
    open_folder(evolution, JUNK)
    toggle_preview(evolution)
    with tap.attempt("another message of the same UID: no details open, and nobody is asked"):
        evolution.wait_for_uid(evolution.uid(FIRST))
        wait_for("banner", evolution.heading)
        assert showing.headings_for(evolution, GRACE_S) == {showing.UNCHECKED}, evolution.heading()
        assert not evolution.details_window(), "details window"
    open_folder(evolution, "Inbox")


# ---- stored again by Evolution ----

def check_removed(tap, evolution):
    """Evolution stores a copy without the attachment, in a file that it names, and marks the old one as
    deleted."""
    known = {evolution.uid(number) for number in (FIRST, ATTACHED)}
    evolution.at = FIRST
    evolution.select(ATTACHED)
    evolution.wait_for_message(None)
    with tap.attempt("with its attachment it is confirmed"):
        evolution.read_code(accept=lambda code: code == "TF15")
    evolution.press_menu("Remove Attachments")
    with tap.attempt("without its attachment it is a note, and says who changed it"):
        wait_for("stored copy", lambda: is_on_copy(evolution, known), pause=1)
        wait_for("banner", evolution.heading)
        assert evolution.heading() == CHANGED_HERE, evolution.heading()


def is_on_copy(evolution, known):
    if evolution.shown() not in {None, *known}:
        return True
    evolution.push("Next")
    return False


# ---- the account is removed ----

def has_account(evolution):
    return evolution.find(name="Sample account", window=evolution.main_window())


def check_account_is_gone(tap, build, preload):
    """Its message is opened only after that, by whoever wanted to read it."""
    with Desktop((1280, 900)) as desktop:
        evolution = Evolution(desktop, build, [sample("03-bank-forged").message], SETTINGS)
        until = desktop.home / "until"
        desktop.environment.update(LD_PRELOAD=str(preload), TRUEFROM_HANG=str(evolution.mailbox),
                                   TRUEFROM_HANG_UNTIL=str(until))
        evolution.start()
        evolution.connect()
        evolution.wait_for_uid(evolution.uid(1))
        with tap.attempt("the account is removed while its message is read"):
            wait_for("account", lambda: has_account(evolution))
            (evolution.config / "evolution" / "sources" / "sample.source").unlink()
            wait_for("tree without the account", lambda: not has_account(evolution))
            assert not evolution.checksums(), "it was read before"
        until.touch()
        tap.equal(showing.headings_for(evolution, GRACE_S), {None}, "nothing of it is shown any more")
        said = [line for line in evolution.log().splitlines() if CRITICAL.search(line)]
        tap.equal(said, [], "nothing was done with what is gone")
        tap.equal(evolution.exit(), 0, "exit status without the account")


def main():
    build, preload = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    first, forged = sample("01-bank-statement"), sample("03-bank-forged")
    attached = fault_messages.from_bank(50, "a plan", body=fault_messages.WITH_ATTACHMENT)
    with Tap() as tap, Desktop((1280, 900)) as desktop:
        evolution = Evolution(desktop, build, [first.message, attached], SETTINGS)
        evolution.put(FIRST, forged.message, JUNK)
        for kind in ("cur", "new", "tmp"):
            (evolution.mailbox / ("." + EMPTY) / kind).mkdir(parents=True)
        evolution.start(FIRST, also={JUNK: FIRST})
        evolution.connect()
        evolution.wait_for_uid(evolution.uid(FIRST))
        start = time.monotonic()
        check_asked(tap, evolution)
        check_removed(tap, evolution)
        tap.equal(evolution.exit(), 0, "exit status")
        tap.note("%.1f s" % (time.monotonic() - start))
        check_account_is_gone(tap, build, preload)


if __name__ == "__main__":
    main()
