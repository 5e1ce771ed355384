#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Whom the reader writes to is kept in the memory: the author of an honest message that is answered, and never
that of a message with a banner, which only wants an answer."""
import contextlib
import pathlib
import sqlite3
import sys
import time

from desktop import Desktop, wait_for
from tap import Tap
from test_guard import GRACE_S, MESSAGES, SETTINGS, ClawsProgram, EvolutionProgram, subject_of


COMPOSE = {"claws": ["--compose"], "evolution": []}


def recipients(program):
    """The addresses in the memory."""
    path = program.desktop.home / "data" / "truefrom" / "memory.db"
    if not path.exists():
        return set()
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True)) as database:
        with contextlib.suppress(sqlite3.OperationalError):
            return {row[0] for row in database.execute("SELECT address FROM recipient")}
    return set()


def check_forged(tap, program):
    program.open("forged")
    composer = program.reply()
    program.composer_banner(composer)
    program.answer(program.ask_to_send(composer), "Send anyway")
    wait_for("sent message", lambda: program.n_sent() == 1)
    time.sleep(GRACE_S)
    tap.equal(recipients(program), set(), "an answer to a message with a banner makes nobody known")


def check_honest(tap, program):
    program.open("honest")
    composer = program.reply()
    time.sleep(GRACE_S)
    program.send_at_once(composer)
    with tap.attempt("an answer to an honest message makes its author known"):
        wait_for("recipient", lambda: recipients(program) == {"service@bank.example"})


def write_to(program, address):
    """A new message, as from a link to an address."""
    before = program.n_sent()
    composer = program.new_window(lambda: program.tell(
        *COMPOSE[sys.argv[2]], "mailto:%s?subject=Question&body=Hello" % address))
    time.sleep(GRACE_S)
    program.send_at_once(composer)
    wait_for("sent message", lambda: program.n_sent() > before)
    time.sleep(GRACE_S)


def check_new(tap, program):
    known = recipients(program)
    program.open("forged")
    write_to(program, "led@attack.example")
    tap.equal(recipients(program), known, "nor does a link to an address in such a message")
    program.open("honest")
    write_to(program, "kim@elsewhere.example")
    with tap.attempt("whom the reader writes to by themselves is known"):
        wait_for("recipient", lambda: recipients(program) == known | {"kim@elsewhere.example"})


def check(tap, kind, build):
    with Desktop((1280, 900)) as desktop:
        program = kind(desktop, build, list(MESSAGES.values()), SETTINGS)
        program.prepare()
        program.start(1)
        program.connect()
        program.wait_for_message(subject_of(MESSAGES["honest"]))
        check_forged(tap, program)
        check_honest(tap, program)
        check_new(tap, program)
        tap.equal(program.exit(), 0, "exit status")


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    kind = {"claws": ClawsProgram, "evolution": EvolutionProgram}[sys.argv[2]]
    with Tap() as tap:
        check(tap, kind, build)


if __name__ == "__main__":
    main()
