#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""What is known of the message on the screen stays, whatever happens around it: Claws Mail or Evolution
goes offline, the preferences name a server that is dead or no server at all, an entry of theirs cannot
be used. The details stay open, and say so. And an answers file is used offline too, and named. Nothing is
remembered: what is remembered needs nobody to be asked."""
import copy
import pathlib
import sys

import samples
import showing
from accessible import Role
from claws import Claws
from desktop import Desktop, wait_for
from evolution import Evolution
from servers import AnsweringServer, SilentServer
from tap import Tap

FORGED = copy.copy(next(one for one in samples.read() if one.name == "03-bank-forged"))
FORGED.number = 1
FORGETFUL = {"memory": "false"}
GRACE_S = 2.0  # what is going to vanish vanishes at once


class ClawsProgram(Claws):
    def prefer(self, settings):
        self.write_settings({**FORGETFUL, **settings})

    def go_offline(self):
        self.tell("--offline")


class EvolutionProgram(Evolution):
    def __init__(self, desktop, build, messages, settings, offline=False):
        super().__init__(desktop, build, messages, {**FORGETFUL, **settings}, offline=offline)
        self._settings = dict(settings)

    def prefer(self, settings):
        """One after the other, as a person does."""
        for key in self._settings.keys() - settings.keys() - FORGETFUL.keys():
            super().prefer(key, "''" if key != "border-hosts" else "[]")
        for key, value in settings.items():
            super().prefer(key, value)
        self._settings = dict(settings)

    def go_offline(self):
        self.press_menu("Work Offline")


def texts_of_details(program):
    window = program.details_window()
    return "\n".join(program.texts(window)) if window else ""


def open_details(program):
    program.press(Role.PUSH_BUTTON, "Details", window=program.banner())
    return wait_for("details window", program.details_window)


def expect_kept(tap, program, name, *words):
    """The alarm stays, and the details; WORDS come in them."""
    with tap.attempt(name + ": the details say so"):
        wait_for("“%s” in the details" % "”, “".join(words),
                 lambda: all(word in texts_of_details(program) for word in words))
    shown = showing.headings_for(program, GRACE_S)
    tap.equal(shown, {FORGED.heading}, name + ": the banner stays")
    tap.result(program.details_window(), name + ": the details stay open")
    tap.result(FORGED.heading in texts_of_details(program) or "probably not" in texts_of_details(program),
               name + ": what is known stays in them", texts_of_details(program))


def check_known(tap, program, server):
    resolver = {"resolver": "'127.0.0.1:%d'" % server.port}
    wait_for("banner", lambda: program.heading() == FORGED.heading)
    open_details(program)
    with SilentServer() as dead:
        program.prefer({"resolver": "'127.0.0.1:%d'" % dead.port})
        wait_for("question to the dead server", dead.count)
        shown = showing.headings_for(program, GRACE_S)
        tap.equal(shown, {FORGED.heading}, "dead server: the banner stays")
        tap.result(program.details_window(), "dead server: the details stay open")
    program.prefer({"resolver": "'no server'"})
    expect_kept(tap, program, "no server", "could not be checked again", "resolver", "no server")
    program.prefer(dict(resolver, **{"border-hosts": "['no such host!!']"}))
    expect_kept(tap, program, "bad entry", "border-hosts", "no such host!!")
    program.prefer(resolver)
    program.go_offline()
    expect_kept(tap, program, "offline", "could not be checked again")


def check_file_is_gone(tap, program):
    """Its file has another name now, or its account is away: "Check again" finds nothing to read."""
    path, = (program.mailbox / "cur").glob(program.uid(1) + "*")
    path.rename(program.mailbox / "tmp" / "gone")
    program.press(Role.PUSH_BUTTON, "Check again", window=program.details_window())
    expect_kept(tap, program, "file is gone", "could not be checked again", "could not be read")
    (program.mailbox / "tmp" / "gone").rename(path)
    program.press(Role.PUSH_BUTTON, "Check again", window=program.details_window())
    with tap.attempt("the file is back: checked again"):
        wait_for("result in the details",
                 lambda: "Checked again at" in texts_of_details(program))


def check_answers_file_offline(tap, program):
    with tap.attempt("an answers file is used offline"):
        wait_for("banner", lambda: program.heading() == FORGED.heading)
    open_details(program)
    with tap.attempt("an answers file is named in the details"):
        wait_for("file in the details", lambda: str(samples.ANSWERS) in texts_of_details(program))


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    program_class = {"claws": ClawsProgram, "evolution": EvolutionProgram}[sys.argv[2]]
    with Tap() as tap:
        with (Desktop((1280, 900)) as desktop,
              AnsweringServer(samples.ANSWERS, desktop.home / "log") as server):
            program = program_class(desktop, build, [FORGED.arriving_now()],
                                    {**FORGETFUL, "resolver": "'127.0.0.1:%d'" % server.port})
            program.start(1)
            program.connect()
            if program_class is EvolutionProgram:
                wait_for("banner", lambda: program.heading() == FORGED.heading)
                open_details(program)
                check_file_is_gone(tap, program)
                program.press(Role.PUSH_BUTTON, "Close", window=program.details_window())
            check_known(tap, program, server)
            tap.equal(program.exit(), 0, "exit status")
        with Desktop((1280, 900)) as desktop:
            program = program_class(desktop, build, [FORGED.message],
                                    {"answers-file": "'%s'" % samples.ANSWERS}, offline=True)
            program.start(1)
            program.connect()
            check_answers_file_offline(tap, program)
            tap.equal(program.exit(), 0, "exit status")


if __name__ == "__main__":
    main()
