#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Whom the real Evolution asks, and when: nobody for junk and trash until the reader wants to know,
nobody for what the reader wrote, nobody while the program is offline or the setting says never; what happens
with a DNS server that never answers; that a module of another series does nothing at all, and of two
copies the second."""
import pathlib
import re
import sys
import time

import samples
import showing
from desktop import Desktop, wait_for
from evolution import Evolution
from servers import AnsweringServer, SilentServer
from tap import Tap

# A look-up that is going to be made is made at once; this is long against it.
GRACE_S = 1.5
INCOMPLETE = "TF13"
FORGED = next(sample for sample in samples.read() if sample.level == "alarm")


def questions_of(server):
    return [line for line in server.questions() if "bank.example" in line]


def run_on_server(desktop, build, server, more=None, **how):
    """Evolution on the forged message, asking SERVER."""
    # What is remembered asks nobody, wherever the message lies.
    settings = {"memory": "false", "resolver": "'127.0.0.1:%d'" % server.port, **(more or {})}
    return Evolution(desktop, build, [FORGED.arriving_now()], settings, **how)


def expect_silence(tap, evolution, server, name, heading=None):
    time.sleep(GRACE_S)
    tap.equal((questions_of(server), evolution.heading()), ([], heading), name)


def expect_refusal(tap, evolution, server, name):
    with tap.attempt(name):
        evolution.read_code(accept=lambda code: code == INCOMPLETE)
        time.sleep(GRACE_S)
        assert not questions_of(server), "somebody was asked"


def check_folders(tap, build):
    written = {"Sent": 2, "Drafts": 3, "Templates": 4}
    folders = {**written, "Spam": 5}
    with Desktop((1280, 900)) as desktop, \
            AnsweringServer(samples.ANSWERS, desktop.home / "log") as server:
        evolution = run_on_server(desktop, build, server)
        for folder, number in folders.items():
            message = showing.OWN_COPY if folder in written else FORGED.arriving_now()
            evolution.put(number, message, folder)
        evolution.inbox = "Sent"
        evolution.start(2, also={"Inbox": 1, **folders})
        evolution.connect()
        for folder, number in written.items():
            evolution.open_folder(folder)
            evolution.wait_for_uid(evolution.uid(number))
            expect_silence(tap, evolution, server, "%s: what the reader wrote asks nobody" % folder)
        evolution.open_folder("Spam")
        evolution.wait_for_uid(evolution.uid(folders["Spam"]))
        expect_silence(tap, evolution, server, "Spam: opening a message asks nobody",
                       showing.UNCHECKED)
        with tap.attempt("Spam: “Check sender…” asks"):
            evolution.read_code(accept=lambda code: code == FORGED.code)
            assert questions_of(server), "nobody was asked"
        evolution.open_folder("Inbox")
        evolution.wait_for_uid(evolution.uid(1))
        with tap.attempt("inbox: the banner comes"):
            wait_for("banner", lambda: evolution.heading() == FORGED.heading)
        check_flagged(tap, evolution, "Junk")
        evolution.push("Not Junk")
        evolution.open_folder("Inbox")
        evolution.wait_for_uid(evolution.uid(1))
        check_flagged(tap, evolution, "Delete", "Trash")
        tap.equal(evolution.exit(), 0, "exit status")


def check_flagged(tap, evolution, button, folder=None):
    """A search folder: the message itself lies in the inbox."""
    folder = folder or button
    evolution.push(button)
    wait_for("empty view", lambda: evolution.shown() is None)
    with tap.attempt("%s: no banner until asked" % folder):
        evolution.select_folder(folder)
        wait_for(folder, lambda: evolution.main_window().name.startswith(folder))
        evolution.go_to_last(evolution.uid(1))
        time.sleep(GRACE_S)
        assert evolution.heading() == showing.UNCHECKED, evolution.heading()
        evolution.read_code(accept=lambda code: code == FORGED.code)


def check_never(tap, build):
    with Desktop((1280, 900)) as desktop, \
            AnsweringServer(samples.ANSWERS, desktop.home / "log") as server:
        evolution = run_on_server(desktop, build, server, {"dns": "'never'"})
        evolution.start()
        evolution.connect()
        evolution.wait_for_uid(evolution.uid(1))
        expect_silence(tap, evolution, server, "dns 'never': opening a message asks nobody")
        expect_refusal(tap, evolution, server, "dns 'never': “Check sender…” asks nobody either")
        tap.equal(evolution.exit(), 0, "exit status")


def check_offline(tap, build):
    with Desktop((1280, 900)) as desktop, \
            AnsweringServer(samples.ANSWERS, desktop.home / "log") as server:
        evolution = run_on_server(desktop, build, server, offline=True)
        evolution.start()
        evolution.connect()
        evolution.wait_for_uid(evolution.uid(1))
        expect_silence(tap, evolution, server, "offline: opening a message asks nobody",
                       showing.UNCHECKED)
        expect_refusal(tap, evolution, server, "offline: “Check sender…” asks nobody either")
        evolution.press_menu("Work Online")
        with tap.attempt("online again: the banner comes by itself"):
            wait_for("banner", lambda: evolution.heading() == FORGED.heading)
        tap.equal(evolution.exit(), 0, "exit status")


def check_dead_server(tap, build):
    """Nothing for two seconds, then one grey line; other messages can be read; the program can be
    ended while it waits."""
    mailbox = samples.read()
    with Desktop((1280, 900)) as desktop, SilentServer() as server:
        evolution = Evolution(desktop, build, [sample.arriving_now() for sample in mailbox],
                              {"resolver": "'127.0.0.1:%d'" % server.port})
        evolution.start(FORGED.number)
        evolution.connect()
        with tap.attempt("a server that never answers: one grey line"):
            wait_for("grey line", lambda: showing.grey_line(evolution))
        slowest = 0.0
        for sample in mailbox:
            if sample.number != evolution.at:
                evolution.select(sample.number)
                slowest = max(slowest, evolution.wait_for_message(sample.subject))
        tap.result(slowest < 2.0, "messages are shown as quickly as ever", "%.2f s" % slowest)
        tap.result(evolution.heading() is None, "nothing is shown at first")
        with tap.attempt("the grey line comes again"):
            wait_for("grey line", lambda: showing.grey_line(evolution))
        tap.result(server.count(), "it was asked")
        start = time.monotonic()
        tap.equal(evolution.exit(), 0, "exit status while checks are under way")
        tap.note("ended within %.1f s" % (time.monotonic() - start))


def check_other_series(tap, build, module):
    with Desktop((1280, 900)) as desktop:
        evolution = Evolution(desktop, build, [FORGED.message],
                              {"answers-file": "'%s'" % samples.ANSWERS}, module=module)
        evolution.start()
        evolution.connect()
        time.sleep(GRACE_S)
        tap.result("senders are not checked" in desktop.log("evolution"),
                   "a module of another series says that it is one")
        tap.equal((evolution.heading(), evolution.shown(), evolution.find_menu("Check sender…")),
                  (None, None, None), "and does nothing")
        tap.equal(evolution.exit(), 0, "exit status")


def check_two_copies(tap, build):
    """One of the system and one of the user: the first one stays, and the other says so."""
    with Desktop((1280, 900)) as desktop:
        evolution = Evolution(desktop, build, [FORGED.message],
                              {"answers-file": "'%s'" % samples.ANSWERS}, copies=2)
        evolution.start()
        evolution.connect()
        with tap.attempt("two copies of the module: the banner comes"):
            wait_for("banner", lambda: evolution.heading() == FORGED.heading)
        said = desktop.log("evolution")
        tap.result("two copies of truefrom are installed" in said, "a line says that there are two", said[-2000:])
        tap.result(not re.search(r"(WARNING|CRITICAL).*(TfEvolution|type)", said), "and nothing else does", said[-2000:])
        tap.equal(evolution.exit(), 0, "exit status")


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    other = pathlib.Path(sys.argv[2]).resolve()
    with Tap() as tap:
        check_folders(tap, build)
        check_never(tap, build)
        check_offline(tap, build)
        check_dead_server(tap, build)
        check_other_series(tap, build, other)
        check_two_copies(tap, build)


if __name__ == "__main__":
    main()
