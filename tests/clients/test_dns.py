#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The sample mailbox in the real Claws Mail, asking a real DNS server on loopback (c-ares). The
clock is the system's, so the messages are made to arrive now."""
import pathlib
import sys

import samples
import showing
from claws import Claws
from desktop import Desktop
from servers import AnsweringServer
from tap import Tap

OLD = "TF14"


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
        for sample in mailbox:
            shown = showing.examine(claws, sample)
            tap.result(not shown.faults, sample.name, "\n".join(shown.faults))
        tap.equal(claws.exit(), 0, "exit status")
        questions = server.questions()
        tap.result(any("_dmarc.bank.example" in line for line in questions),
                   "the server was asked (%d questions)" % len(questions))


if __name__ == "__main__":
    main()
