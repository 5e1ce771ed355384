#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The servers of an account: proposed from the mail that is there, used or refused with one click, never
proposed from what a sender can write, and set up without a question at a provider that is known."""
import pathlib
import sys
import time

import samples
from accessible import Role
from claws import Claws
from desktop import Desktop, wait_for
from evolution import Evolution
from tap import Tap

INSURANCE = next(one for one in samples.read() if one.name == "07-insurance-unsigned")
QUESTION = "Your mail arrives through"
GRACE_S = 6.0  # until a proposal would be there
DAY = 24 * 60 * 60

MESSAGE = """Return-Path: <a@s%(number)d.example>
Received: from s.example (s.example [192.0.2.60])
\tby %(host)s (198.51.100.1) with ESMTPS id 1
\tfor <user@victim.example>; %(date)s
From: Someone <a@s%(number)d.example>
To: Robin User <user@victim.example>
Subject: Number %(number)d
Date: %(date)s
Message-ID: <%(number)d@s.example>

Hello
"""


def other_mail(hosts):
    """What came in through HOSTS, one message a day."""
    for number, host in enumerate(hosts, 2):
        date = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(1780000000 + number * DAY))
        yield (MESSAGE % {"number": number, "host": host, "date": date}).encode()


ACCOUNT = """config_version=4
protocol=0
receive_server=pop.victim.example
inbox=#mh/Mailbox/inbox"""

MAIL = {"honest": ["mx.victim.example"] * 25,
        "forged": ["mx.victim.example"] * 25 + ["mx.forged.example"] * 25}


def label(program):
    return program.find(Role.LABEL, accept=lambda node: QUESTION in (node.text or node.name))


class PopClaws(Claws):
    """With an account that fetches mail; the one of the other tests is for news."""

    def _write_profile(self, plugins, offline):
        super()._write_profile(plugins, offline)
        path = self.config / "accountrc"
        path.write_text(path.read_text().replace("protocol=4", ACCOUNT))


def make(kind, desktop, build, mail):
    settings = {"answers-file": "'%s'" % samples.ANSWERS}
    messages = [INSURANCE.message, *other_mail(MAIL[mail])]
    return (PopClaws if kind == "claws" else Evolution)(desktop, build, messages, settings)


def begin(program):
    program.start(1)
    program.connect()
    wait_for("banner", lambda: program.heading() == INSURANCE.heading)


def stored(desktop):
    path = desktop.home / "config" / "glib-2.0" / "settings" / "keyfile"
    return path.read_text()


def picture(desktop, name):
    folder = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
    if folder:
        time.sleep(0.5)
        desktop.screenshot(folder / name)


def check_used(tap, kind, build):
    with Desktop() as desktop:
        program = make(kind, desktop, build, "honest")
        begin(program)
        with tap.attempt("a server is proposed"):
            wait_for("proposal", lambda: label(program))
        program.press(Role.TOGGLE_BUTTON, "Details")
        picture(desktop, kind + "-bar.png")
        program.press(Role.PUSH_BUTTON, "Use it")
        with tap.attempt("after “Use it” the sample is quiet, and the question is gone"):
            wait_for("quiet", lambda: not program.heading() and not label(program))
        tap.result("border-hosts=['mx.victim.example']" in stored(desktop),
                   "it is kept for the account", stored(desktop))
        program.exit()


def check_details(tap, kind, build):
    with Desktop() as desktop:
        program = make(kind, desktop, build, "honest")
        begin(program)
        wait_for("proposal", lambda: label(program))
        program.press(Role.PUSH_BUTTON, "Details", window=program.banner())
        window = wait_for("details window", program.details_window)
        picture(desktop, kind + "-cure.png")
        program.press(Role.PUSH_BUTTON, "Use it", window=window)
        with tap.attempt("“Use it” in the details checks the message at once"):
            wait_for("quiet", lambda: not program.heading())
        picture(desktop, kind + "-cured.png")
        program.exit()


def check_refused(tap, kind, build):
    with Desktop() as desktop:
        program = make(kind, desktop, build, "honest")
        begin(program)
        wait_for("proposal", lambda: label(program))
        program.press(Role.PUSH_BUTTON, "Not now")
        with tap.attempt("after “Not now” the question is gone, and the warning stays"):
            wait_for("end of the question", lambda: not label(program))
        tap.equal(program.heading(), INSURANCE.heading, "the warning stays")
        program.exit()
        begin(program)
        time.sleep(GRACE_S)
        tap.result(not label(program), "it is not proposed again in the next run")
        program.exit()


def check_forged(tap, kind, build):
    with Desktop() as desktop:
        program = make(kind, desktop, build, "forged")
        begin(program)
        time.sleep(GRACE_S)
        tap.result(not label(program), "a mailbox half full of forged mail proposes nothing")
        tap.equal(program.heading(), INSURANCE.heading, "and the warning stays")
        program.exit()


def main():
    build, kind = pathlib.Path(sys.argv[1]), sys.argv[2]
    with Tap() as tap:
        check_used(tap, kind, build)
        check_details(tap, kind, build)
        check_refused(tap, kind, build)
        check_forged(tap, kind, build)


if __name__ == "__main__":
    main()
