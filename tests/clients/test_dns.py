#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The sample mailbox in the real Claws Mail, asking a real DNS server on loopback (c-ares). The
clock is the system's, so the messages are made to arrive now. After a restart each message is shown
as before, and nobody is asked again, until the preferences are told to forget everything."""
import pathlib
import sys

import samples
import showing
from accessible import Role
from claws import Claws
from desktop import Desktop, wait_for
from preferences_page import Page
from servers import AnsweringServer
from tap import Tap

OLD = "TF14"
OPEN = "TF13"  # the check could not be finished, so it is done again


def examine_all(tap, claws, mailbox, remark):
    for sample in mailbox:
        shown = showing.examine(claws, sample)
        tap.result(not shown.faults, sample.name + remark, "\n".join(shown.faults))


def forget_everything(tap, claws):
    """In the preferences, after a question."""
    page = Page(claws)
    with tap.attempt("the preferences say how much was learned"):
        page.open_tab("DNS", "Forget everything…")
        wait_for("counts", lambda: page.says("Learned so far. Messages: "))
    page.press("DNS", "Forget everything…")
    question = wait_for("question",
                        lambda: claws.window("Forget everything that was learned from mail?"))
    wait_for("button", lambda: question.find(Role.PUSH_BUTTON, "Keep it")).press()
    wait_for("end of the question", lambda: not claws.window("Forget everything that was learned from mail?"))
    tap.result(page.says("Learned so far. Messages: "), "“Keep it” keeps it")
    page.press("DNS", "Forget everything…")
    question = wait_for("question",
                        lambda: claws.window("Forget everything that was learned from mail?"))
    wait_for("button", lambda: question.find(Role.PUSH_BUTTON, "Forget everything")).press()
    with tap.attempt("“Forget everything” forgets it"):
        wait_for("nothing", lambda: page.says("Nothing has been learned yet."))


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    mailbox = samples.read()
    messages = [sample.message if sample.code == OLD else sample.arriving_now()
                for sample in mailbox]
    with (Tap() as tap, Desktop() as desktop,
          AnsweringServer(samples.ANSWERS, desktop.home / "questions") as server):
        claws = Claws(desktop, build, messages, {"resolver": "'127.0.0.1:%d'" % server.port})
        claws.start()
        claws.connect()
        examine_all(tap, claws, mailbox, "")
        tap.equal(claws.exit(), 0, "exit status")
        questions = server.questions()
        tap.result(any("_dmarc.bank.example" in line for line in questions),
                   "the server was asked (%d questions)" % len(questions))
        claws.start()
        claws.connect()
        examine_all(tap, claws, [sample for sample in mailbox if sample.code != OPEN], ", again")
        tap.equal(claws.exit(), 0, "exit status after the restart")
        tap.equal(server.questions(), [], "nobody was asked again")
        claws.start()
        claws.connect()
        forget_everything(tap, claws)
        tap.equal(claws.exit(), 0, "exit status after forgetting")
        claws.start()
        claws.connect()
        examine_all(tap, claws, mailbox[:1], ", after forgetting")
        tap.equal(claws.exit(), 0, "exit status at the end")
        tap.result(server.questions(), "what was forgotten is asked again")


if __name__ == "__main__":
    main()
