#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Marks at messages in a real mail program: none unless the reader wants them, none while it is only
counted, the right one at a forged message and none at an honest one, and gone again once the reader
accepts the signer. The second argument is the mail program."""
import contextlib
import pathlib
import re
import sqlite3
import sys
import tempfile
import time

from accessible import Gone, Role
from claws import Claws
from desktop import Desktop, wait_for
from evolution import Evolution
from tap import Tap

CASES = pathlib.Path(__file__).resolve().parent.parent / "cases"
FORGED, UNCONFIRMED, HONEST = 1, 2, 3
SUBJECTS = {FORGED: "Invoice 4712", UNCONFIRMED: "Invoice 4711", HONEST: "Invoice 4713"}
ALARM, WARNING = "truefrom-alarm", "truefrom-warning"
ACCEPT = "Accept this signer for this sender"
GRACE_S = 2
CHECK_S = 1


def message(name):
    return (CASES / "generated" / "exceptions" / (name + ".eml")).read_bytes().replace(b"\r\n", b"\n")


# The honest one has no signature, and gets a Subject and a date of its own.
MESSAGES = [message("signer-unsigned"), message("unproven-signed"),
            message("sender-contact-unsigned").replace(b"4711\nDate: Wed, 18 Nov 2026 10:05",
                                                       b"4713\nDate: Wed, 18 Nov 2026 10:07")]


class ClawsProgram(Claws):
    """Its tags are shown above the text when a message is opened."""

    def open(self, number):
        self.select(number)
        self.wait_for_message(SUBJECTS[number])

    def tags(self, number):
        """When the message had time to be checked, it is opened once more."""
        time.sleep(CHECK_S)
        self.open(HONEST if number != HONEST else FORGED)
        self.open(number)
        found = re.search(r"^Tags: (.*)$", self.message_text(), re.M)
        return sorted(tag.strip() for tag in found[1].split(",")) if found else []


class EvolutionProgram(Evolution):
    """Its labels are in a file that it writes at once."""

    def open(self, number):
        self.select(number)
        self.wait_for_message(SUBJECTS[number])

    def tags(self, number):
        store = self.desktop.home / "data" / "evolution" / "mail" / "sample" / "folders.db"
        with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % store, uri=True)) as database:
            found = database.execute("select labels from Inbox where uid = ?", (self.uid(number),))
            return sorted(found.fetchone()[0].split())


def expect(tap, client, number, tags, what):
    """A mark comes a moment after the banner; where there is to be none, it gets its time too."""
    client.open(number)
    time.sleep(0 if tags else GRACE_S)
    with tap.attempt(what):
        wait_for(what, lambda: client.tags(number) == tags, 60, 0.5)


def push(client, label):
    def find():
        with contextlib.suppress(Gone):
            return client.details_window().find(Role.PUSH_BUTTON, label)
        return None
    wait_for("button “%s”" % label, find).press()


def accept_signer(client):
    client.open(UNCONFIRMED)
    client.press_menu("Check sender…")
    wait_for("details window", client.details_window)
    push(client, ACCEPT)
    wait_for("silence", lambda: client.heading() is None)
    wait_for("end of the details", client.close_details)


def run(tap, desktop, client):
    expect(tap, client, FORGED, [], "nobody asked for marks: none at a forged message")
    client.prefer("report-only", "true")
    client.prefer("marks", "true")
    expect(tap, client, FORGED, [], "none while it is only counted")
    client.prefer("report-only", "false")
    expect(tap, client, FORGED, [ALARM], "forged: the mark of an alarm")
    expect(tap, client, UNCONFIRMED, [WARNING], "unconfirmed: the mark of a warning")
    expect(tap, client, HONEST, [], "honest: no mark")
    client.open(FORGED)
    wait_for("banner", client.heading)
    desktop.screenshot(pathlib.Path(tempfile.gettempdir()) / ("marks-%s.png" % sys.argv[2]))
    accept_signer(client)
    expect(tap, client, UNCONFIRMED, [], "the reader accepts the signer: the mark is gone")
    client.prefer("accepted-signers", "[]")
    expect(tap, client, UNCONFIRMED, [WARNING], "no longer accepted: it is back")
    client.prefer("marks", "false")
    client.prefer("accepted-signers", "['admin@legit.example=list.example']")
    expect(tap, client, UNCONFIRMED, [WARNING], "no marks are wanted: what is there is left alone")
    tap.equal(client.exit(), 0, "exit status")


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    kind = {"claws": ClawsProgram, "evolution": EvolutionProgram}[sys.argv[2]]
    settings = {"answers-file": "'%s'" % (CASES / "zones" / "lab.json")}
    with Tap() as tap, Desktop() as desktop:
        client = kind(desktop, build, MESSAGES, settings)
        client.start(HONEST)
        client.connect()
        client.wait_for_message(SUBJECTS[HONEST])
        run(tap, desktop, client)


if __name__ == "__main__":
    main()
