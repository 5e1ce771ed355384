#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Evolution's module is loaded for everybody who uses the computer. Whoever has switched it off has no banner,
no menu item and no question to the DNS, and finds the switch in the preferences."""
import pathlib
import sys
import time

import samples
from desktop import Desktop, wait_for
from evolution import Evolution
from preferences_page import Page
from servers import AnsweringServer
from tap import Tap

FORGED = next(sample for sample in samples.read() if sample.level == "alarm")
GRACE_S = 3  # long against a check, once the message is there
SWITCH = "Check senders in Evolution"


def start(evolution):
    evolution.start()
    evolution.connect()
    wait_for("the message", lambda: evolution.find(
        accept=lambda node: FORGED.subject in (node.name or ""), hidden=True))


def check_off(tap, evolution, server):
    start(evolution)
    time.sleep(GRACE_S)
    tap.equal(evolution.heading(), None, "switched off: no banner")
    tap.equal([line for line in server.questions() if "bank.example" in line], [],
              "switched off: nobody is asked")
    tap.result(not evolution.find_menu("Check sender…"), "switched off: no menu item")
    with tap.attempt("switched off: it can be switched on in the preferences"):
        Page(evolution).press("Warnings", SWITCH)
    tap.equal(evolution.exit(), 0, "switched off: exit status")


def check_on(tap, evolution):
    start(evolution)
    with tap.attempt("switched on: the banner comes"):
        wait_for("banner", lambda: evolution.heading() == FORGED.heading)
    tap.result(evolution.find_menu("Check sender…"), "switched on: the menu item is there")
    tap.equal(evolution.exit(), 0, "switched on: exit status")


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    with Tap() as tap:
        with Desktop((1280, 900)) as desktop, AnsweringServer(samples.ANSWERS, desktop.home / "log") as server:
            settings = {"evolution": "false", "memory": "false", "resolver": "'127.0.0.1:%d'" % server.port}
            evolution = Evolution(desktop, build, [FORGED.arriving_now()], settings)
            check_off(tap, evolution, server)
            check_on(tap, evolution)


if __name__ == "__main__":
    main()
