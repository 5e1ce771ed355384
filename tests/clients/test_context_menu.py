#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""“Check sender…” in the context menu of Claws Mail's message list: the details are those of the message
that was clicked, also when another one was shown before."""
import contextlib
import pathlib
import sys
import time

import samples
from accessible import Gone, Role
from claws import Claws
from desktop import Desktop, Trouble, wait_for
from tap import Tap

ROWS = ("03-bank-forged", "07-insurance-unsigned", "01-bank-statement")  # the newest first
HEAD_PX, ROW_PX = 37, 18
ESCAPE, UP, RETURN = "\uff1b", "\uff52", "\uff0d"  # the numbers of the keys in X
LIMIT_S = 120
HEADINGS = {"03-bank-forged": "This message is probably not from bank.example",
            "07-insurance-unsigned": "We could not confirm that insurance.example sent this"}


def sample(name):
    return next(one for one in samples.read() if one.name == name)


def click_row(claws, row):
    """Claws Mail does not describe its list: it begins under the tool bar, with the heads of its columns."""
    above = wait_for("tool bar", lambda: claws.find(Role.PUSH_BUTTON, "Reply"))
    above.click_below(HEAD_PX + ROW_PX * row + ROW_PX // 2, 3)


def choose_last(claws):
    """The menu does not describe itself either; our item is the last one, so the way to it is upwards."""
    claws.main_window().type(UP)
    claws.main_window().type(RETURN)


def open_details(claws, row):
    """The details of the message in ROW, by its menu; None when the menu was slower than our keys."""
    click_row(claws, row)
    time.sleep(1)  # the menu opens
    choose_last(claws)
    with contextlib.suppress(Trouble):
        return wait_for("details", claws.details_window, 10)
    claws.main_window().type(ESCAPE)
    return None


def says(claws, heading):
    """Whether the details say HEADING; Trouble when they are gone."""
    window = claws.details_window()
    if not window:
        raise Trouble("the details are gone")
    with contextlib.suppress(Gone):
        return heading in claws.texts(window)
    return False


def read_details(claws, row, heading):
    """Whether HEADING is read there. A message that is shown once more takes its details with it."""
    with contextlib.suppress(Trouble):
        open_details(claws, row)
        return wait_for("heading", lambda: says(claws, heading))
    return False


def check_clicked(tap, claws, shown, clicked):
    with tap.attempt("%s is shown, %s is clicked" % (shown.name, clicked.name)):
        claws.select(shown.number)
        claws.wait_for_message(shown.subject)
        row, heading = ROWS.index(clicked.name), HEADINGS[clicked.name]
        wait_for("details that say “%s”" % heading, lambda: read_details(claws, row, heading), LIMIT_S)
        claws.wait_for_message(clicked.subject)
        wait_for("closing", claws.close_details)


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    some = [sample(name) for name in ("01-bank-statement", "03-bank-forged", "07-insurance-unsigned")]
    for number, one in enumerate(some, 1):
        one.number = number
    with Tap() as tap, Desktop() as desktop:
        claws = Claws(desktop, build, [one.message for one in some],
                      {"answers-file": "'%s'" % samples.ANSWERS})
        claws.start(1)
        claws.connect()
        check_clicked(tap, claws, some[0], some[1])
        check_clicked(tap, claws, some[1], some[2])
        check_clicked(tap, claws, some[2], some[2])
        tap.equal(claws.exit(), 0, "exit status")


if __name__ == "__main__":
    main()
