#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Our code never holds up the main loop for more than 50 ms at a time while a composer opens, whether the
message is checked or the resolver is dead. What counts is the time in which our code was on the stack of
the main thread, less that in which it waited for the machine (stall.c); that it is noticed when our code
works or sleeps for too long is tried too. The second argument is the mail program."""
import pathlib
import sys
import time

import samples
from desktop import Desktop
from servers import SilentServer
from tap import Tap
from test_guard import MESSAGES, ClawsProgram, EvolutionProgram, subject_of

LIMIT_MS = 50
SETTLE_S = 3
TRIES = 3
NAMES = {"claws": "claws-mail", "evolution": "evolution"}


class Stalls:
    """What stall.c has written since the last time."""

    def __init__(self, desktop, preload, kind):
        self.file = desktop.home / "stalls"
        self.plant = desktop.home / "plant"
        self.seen = 0
        desktop.environment.update(
            LD_PRELOAD=str(preload), TRUEFROM_STALL_PROGRAM=NAMES[kind], TRUEFROM_STALL_FILE=str(self.file),
            TRUEFROM_STALL_PLANT=str(self.plant))

    def longest_ms(self):
        """None: our code was never seen."""
        lines = self.file.read_text().splitlines()
        new, self.seen = lines[self.seen:], len(lines)
        return max(int(line) for line in new) / 1000 if new else None


def compose(program, stalls, act):
    stalls.longest_ms()
    act()
    time.sleep(SETTLE_S)
    return stalls.longest_ms()


def check_short(tap, what, program, stalls, act):
    """The best of some: the first time also waits for the disk, from which our code and pictures come. What
    was not seen at all is shorter than the time between two looks. Returns whether it was seen."""
    seen = []
    while not seen or (min(each or 0 for each in seen) > LIMIT_MS and len(seen) < TRIES):
        seen.append(compose(program, stalls, act))
    said = ", ".join("not seen" if each is None else "%g ms" % each for each in seen)
    tap.result(min(each or 0 for each in seen) <= LIMIT_MS, what + ": our code is short", said)
    tap.note("%s: %s" % (what, said))
    return any(each is not None for each in seen)


def check_checked(tap, kind, build, preload):
    with Desktop((1280, 900)) as desktop:
        stalls = Stalls(desktop, preload, kind)
        program = make(kind)(desktop, build, list(MESSAGES.values()), {"answers-file": "'%s'" % samples.ANSWERS})
        program.prepare()
        program.start(1)
        program.connect()
        program.wait_for_message(subject_of(MESSAGES["honest"]))
        program.open("forged")
        for what, act in (("answer", program.reply), ("forward", program.forward), ("redirect", program.redirect)):
            check_short(tap, what, program, stalls, act)
        has_delay = pathlib.Path("/proc/self/schedstat").exists()
        for fault in ("busy", "sleep") if has_delay else ("busy",):
            stalls.plant.write_text(fault)
            longest = compose(program, stalls, program.reply)
            tap.result(longest is not None and longest > LIMIT_MS, "it is noticed if our code is planted " + fault,
                       "%s ms" % longest)
        stalls.plant.unlink()
        check_short(tap, "several", program, stalls, program.forward_all)


def check_dead(tap, kind, build, preload):
    """Nothing is known of the message, and nobody answers."""
    with SilentServer() as server, Desktop((1280, 900)) as desktop:
        stalls = Stalls(desktop, preload, kind)
        now = samples.read()[2].arriving_now()
        program = make(kind)(desktop, build, [now], {"resolver": "'127.0.0.1:%d'" % server.port})
        program.prepare()
        program.start(1)
        program.connect()
        program.wait_for_message(subject_of(now))
        acts = (("answer", program.reply), ("forward", program.forward))
        seen = [check_short(tap, "dead resolver, " + what, program, stalls, act) for what, act in acts]
        tap.result(any(seen), "dead resolver: our code was seen")


def make(kind):
    return {"claws": ClawsProgram, "evolution": EvolutionProgram}[kind]


def main():
    build, kind, preload = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2], pathlib.Path(sys.argv[3]).resolve()
    with Tap() as tap:
        check_dead(tap, kind, build, preload)
        check_checked(tap, kind, build, preload)


if __name__ == "__main__":
    main()
