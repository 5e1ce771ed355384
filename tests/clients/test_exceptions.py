#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Exceptions in a real mail program: a signer is accepted in the details, and the next message that it
has signed shows nothing; withdrawn, it warns again. A forger who knows the exception is still shown. Where
the sender is refuted, nothing is offered, whoever has signed.
The second argument is the mail program."""
import contextlib
import pathlib
import re
import sqlite3
import sys
import tempfile
import time

from accessible import Role
from claws import Claws
from desktop import Desktop, wait_for
from evolution import Evolution
from servers import AnsweringServer
from tap import Tap

CASES = pathlib.Path(__file__).resolve().parent.parent / "cases"
UNPROVEN = "We could not confirm that legit.example sent this"
FORGED = "This message is probably not from legit.example"
ACCEPT = "Accept this signer for this sender"
WITHDRAW = "Withdraw this exception"


SIGNED, UNSIGNED, STRANGER = 1, 2, 3
SUBJECTS = {SIGNED: "Invoice 4711", UNSIGNED: "Invoice 4712", STRANGER: "Invoice 4713"}


def arriving_now(message):
    """With the date of its topmost Received, which nobody signs, set to now."""
    now = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime()).encode()
    return re.sub(rb"(\n\tfor <[^>]*>; )[^\n]*", rb"\g<1>" + now, message, count=1)


def messages():
    return [arriving_now((CASES / "generated" / "exceptions" / (name + ".eml")).read_bytes().replace(b"\r\n", b"\n"))
            for name in ("unproven-signed", "signer-unsigned", "signer-stranger")]


def stored_exceptions(desktop):
    """(sender, signer) of those that the memory keeps."""
    path = desktop.home / "data" / "truefrom" / "memory.db"
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True)) as memory:
        return memory.execute("SELECT sender, signer FROM exception").fetchall()


def details(client):
    window = client.details_window()
    if not window:
        client.press_menu("Check sender…")
        window = wait_for("details window", client.details_window)
    return window


def show(client, number):
    if getattr(client, "at", None) != number:
        client.select(number)
    client.wait_for_message(SUBJECTS[number])


def push(client, label):
    wait_for("button “%s”" % label, lambda: details(client).find(Role.PUSH_BUTTON, label)).press()


def run(tap, desktop, client):
    show(client, SIGNED)
    with tap.attempt("a message that its own domain does not confirm is shown"):
        wait_for("banner", lambda: client.heading() == UNPROVEN)
    with tap.attempt("nothing is offered on the bar"):
        assert not client.banner().find(Role.PUSH_BUTTON, ACCEPT)
    with tap.attempt("accepted in the details: quiet at once, and stored"):
        push(client, ACCEPT)
        wait_for("silence", lambda: client.heading() is None)
        wait_for("stored", lambda: stored_exceptions(desktop) == [("admin@legit.example", "list.example")])
        wait_for("offer to withdraw", lambda: details(client).find(Role.PUSH_BUTTON, WITHDRAW))
    with tap.attempt("a forger who knows the exception is shown"):
        show(client, UNSIGNED)
        wait_for("banner", lambda: client.heading() == FORGED)
        assert not details(client).find(Role.PUSH_BUTTON, ACCEPT)
        client.close_details()
    with tap.attempt("the next message that is signed so shows nothing"):
        show(client, SIGNED)
        wait_for("silence", lambda: client.heading() is None)
        wait_for("exception in the details", lambda: details(client).find(Role.PUSH_BUTTON, WITHDRAW))
        desktop.screenshot(pathlib.Path(tempfile.gettempdir()) / ("exceptions-%s.png" % sys.argv[2]))
    with tap.attempt("withdrawn: warned again"):
        push(client, WITHDRAW)
        wait_for("banner", lambda: client.heading() == UNPROVEN)
        assert stored_exceptions(desktop) == []
    with tap.attempt("where the sender is refuted, a stranger's signature is not offered"):
        client.close_details()
        show(client, STRANGER)
        wait_for("banner", lambda: client.heading() == FORGED)
        wait_for("its details", lambda: FORGED in client.texts(details(client)))
        assert not details(client).find(Role.PUSH_BUTTON, ACCEPT)
    tap.equal(client.exit(), 0, "exit status")


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    kind = {"claws": Claws, "evolution": Evolution}[sys.argv[2]]
    zone = CASES / "zones" / "lab.json"
    with Tap() as tap, Desktop() as desktop, AnsweringServer(zone, desktop.home / "asked") as server:
        client = kind(desktop, build, messages(), {"resolver": "'127.0.0.1:%d'" % server.port})
        client.start()
        client.connect()
        run(tap, desktop, client)


if __name__ == "__main__":
    main()
