#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""A DNS server that never answers must cost the reader of mail nothing: the message is there at
once, one grey line says that it is being checked, and the main loop never stands still. The loop is
measured from inside the program, by a second plugin that looks at the clock every 5 ms (tick.c);
the same is measured without truefrom, for comparison."""
import pathlib
import sys
import time

import samples
import showing
from claws import Claws
from desktop import Desktop, wait_for
from servers import SilentServer
from tap import Tap

# A look-up that blocked the loop would hold it for at least one attempt of a second or more.
# Busy machines hold a program now and then for a tenth of one.
STALL_LIMIT_MS = 400
SHOWN_LIMIT_S = 3.0
WATCH_S = 4.0


class Loop:
    """What tick.c writes down: lines of "when, how late", both in milliseconds."""

    def __init__(self, desktop):
        self.path = desktop.home / "ticks"
        desktop.environment["TRUEFROM_TICK_FILE"] = str(self.path)

    def largest_gap(self, since):
        lines = [line.split() for line in self.path.read_text().splitlines()]
        return max([int(gap) for when, gap in lines if int(when) >= since * 1000], default=0)


def switch_through(claws, mailbox):
    """Opens every message; the largest time until one was there."""
    slowest = 0.0
    for sample in mailbox:
        start = time.monotonic()
        claws.select(sample.number)
        claws.wait_for_message(sample.subject)
        slowest = max(slowest, time.monotonic() - start)
    return slowest


def measure(build, mailbox, plugins, settings, action):
    """Runs the client with PLUGINS, calls ACTION with it; slowest message and largest gap."""
    with Desktop() as desktop:
        loop = Loop(desktop)
        messages = [sample.arriving_now() for sample in mailbox]
        claws = Claws(desktop, build, messages, settings, plugins=plugins)
        claws.start(1)
        claws.connect()
        claws.wait_for_message(mailbox[0].subject)
        start = time.monotonic()
        slowest = switch_through(claws, mailbox)
        action(claws)
        return slowest, loop.largest_gap(start), claws.exit()


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    tick = pathlib.Path(sys.argv[2]).resolve()
    mailbox = samples.read()
    truefrom = build / "plugin" / "claws" / "truefrom.so"
    with Tap() as tap:
        slowest, gap, status = measure(build, mailbox, [tick], {},
                                       lambda claws: time.sleep(WATCH_S))
        tap.note("without truefrom: slowest message %.2f s, largest gap %d ms" % (slowest, gap))
        with SilentServer() as server:
            def watch(claws):
                with tap.attempt("one grey line while it is being checked"):
                    wait_for("grey line", lambda: showing.grey_line(claws))
                end = time.monotonic() + WATCH_S
                headings = set()
                while time.monotonic() < end:
                    headings.add(claws.heading())
                tap.equal(headings - {None, "Checking the sender…", showing.UNCHECKED}, set(),
                          "nothing but grey lines while nobody answers")
            settings = {"resolver": "'127.0.0.1:%d'" % server.port}
            slowest, gap, status = measure(build, mailbox, [truefrom, tick], settings, watch)
            asked = server.count()
        tap.note("server that never answers: slowest message %.2f s, largest gap %d ms, "
                 "%d questions" % (slowest, gap, asked))
        tap.result(asked > 0, "the silent server was asked")
        tap.result(slowest < SHOWN_LIMIT_S, "each message is shown at once", "%.2f s" % slowest)
        tap.result(gap < STALL_LIMIT_MS, "the main loop never stands still", "%d ms" % gap)
        tap.equal(status, 0, "exit status while checks are under way")


if __name__ == "__main__":
    main()
