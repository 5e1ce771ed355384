#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Whom the real Claws Mail asks, and when: nobody for junk and trash until the reader wants to know,
nobody for what the reader wrote, nobody while the program is offline or the setting says never. A
message that was not checked has a grey line, unless the setting says never; a forged one is found
wherever it lies. A DNS server
on loopback keeps a list of the questions."""
import pathlib
import sys
import time

import samples
import showing
from accessible import Role
from claws import Claws
from desktop import Desktop, wait_for
from servers import AnsweringServer
from tap import Tap

# A look-up that is going to be made is made at once; this is long against it.
GRACE_S = 1.5
INCOMPLETE = "TF13"


class Reader:
    """One run of the client on the forged message, which lies in every folder."""

    def __init__(self, tap, desktop, server, build, settings=None, offline=False):
        self.tap = tap
        self.server = server
        self.forged = next(sample for sample in samples.read() if sample.level == "alarm")
        message = self.forged.arriving_now()
        settings = {"resolver": "'127.0.0.1:%d'" % server.port, **(settings or {})}
        self.claws = Claws(desktop, build, [message], settings, offline=offline)
        for folder in ("sent", "draft", "trash", "Junk"):
            self.claws.put(1, message, folder)
            self.claws.put(2, showing.OWN_COPY, folder)
        self.claws.start()
        self.claws.connect()

    def open(self, folder):
        self.claws.select(1, folder)
        self.claws.wait_for_message(self.forged.subject)

    def open_own_copy(self, folder):
        self.claws.select(2, folder)
        self.claws.wait_for_message("What I wrote")

    def close(self):
        """Looks at an empty folder, so that the next message is known by its coming."""
        self.claws.tell("--select", "#mh/Mailbox/queue")
        wait_for("empty view", lambda: not self.claws.message_text())

    def expect_silence(self, name, heading=None):
        time.sleep(GRACE_S)
        self.tap.equal((self.server.questions(), self.claws.heading()), ([], heading), name)

    def expect_banner(self, name):
        with self.tap.attempt(name):
            wait_for("banner", lambda: self.claws.heading() == self.forged.heading)

    def expect_refusal(self, name):
        """Asked by the reader, but nobody may be asked: the check is incomplete (TF13)."""
        with self.tap.attempt(name):
            self.claws.read_code(accept=lambda code: code == INCOMPLETE)
            time.sleep(GRACE_S)
            assert not self.server.questions(), "somebody was asked"

    def expect_answer(self, name):
        """Asked by the reader, from the menu; what was known without asking may stand there first."""
        with self.tap.attempt(name):
            self.claws.read_code(accept=lambda code: code == self.forged.code)
            assert self.server.questions(), "nobody was asked"


def check_folders(tap, server, build):
    with Desktop() as desktop:
        reader = Reader(tap, desktop, server, build)
        for folder in ("trash", "Junk"):
            reader.open(folder)
            reader.expect_silence("%s: opening a message asks nobody" % folder, showing.UNCHECKED)
            reader.close()
        for folder in ("sent", "draft"):
            reader.open_own_copy(folder)
            reader.expect_silence("%s: what the reader wrote asks nobody" % folder)
            reader.close()
        reader.open("trash")
        reader.expect_answer("trash: “Check sender…” asks")
        reader.close()
        reader.open("Junk")
        reader.claws.press(Role.PUSH_BUTTON, "Check now")
        reader.expect_banner("Junk: “Check now” asks")
        reader.close()
        for folder in ("sent", "draft", "inbox"):
            reader.open(folder)
            reader.expect_banner("%s: the banner comes above a forged message" % folder)
            reader.close()
        tap.equal(reader.claws.exit(), 0, "exit status")


def check_offline(tap, build):
    with Desktop() as desktop, AnsweringServer(samples.ANSWERS, desktop.home / "log") as server:
        reader = Reader(tap, desktop, server, build, offline=True)
        reader.open("inbox")
        reader.expect_silence("offline: opening a message asks nobody", showing.UNCHECKED)
        reader.expect_refusal("offline: “Check sender…” asks nobody either")
        reader.claws.tell("--online")
        with tap.attempt("online again: the banner comes by itself"):
            wait_for("banner", lambda: reader.claws.heading() == reader.forged.heading)
        tap.equal(reader.claws.exit(), 0, "exit status")


def check_never(tap, build):
    with Desktop() as desktop, AnsweringServer(samples.ANSWERS, desktop.home / "log") as server:
        reader = Reader(tap, desktop, server, build, settings={"dns": "'never'"})
        reader.open("inbox")
        reader.expect_silence("dns 'never': opening a message asks nobody")
        reader.expect_refusal("dns 'never': “Check sender…” asks nobody either")
        tap.equal(reader.claws.exit(), 0, "exit status")


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    with Tap() as tap:
        with Desktop() as desktop, AnsweringServer(samples.ANSWERS, desktop.home / "log") as server:
            check_folders(tap, server, build)
        check_offline(tap, build)
        check_never(tap, build)


if __name__ == "__main__":
    main()
