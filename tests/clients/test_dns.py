#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The sample mailbox in the real Claws Mail, asking a real DNS server on loopback (c-ares). The
clock is the system's, so the messages are made to arrive now."""
import pathlib
import subprocess
import sys

import samples
import showing
from claws import Claws
from desktop import Desktop
from tap import Tap

SERVER = pathlib.Path(__file__).resolve().parents[1] / "dnsserver.py"
OLD = "TF14"


def start_server(log):
    """It ends when its input is closed, or by itself."""
    server = subprocess.Popen([sys.executable, str(SERVER), "--answers", str(samples.ANSWERS),
                               "--seconds", "300", "--log", str(log)],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    return server, int(server.stdout.readline())


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    mailbox = samples.read()
    messages = [sample.message if sample.code == OLD else sample.arriving_now()
                for sample in mailbox]
    with Tap() as tap, Desktop() as desktop:
        log = desktop.home / "questions.log"
        server, port = start_server(log)
        try:
            claws = Claws(desktop, build, messages, {"resolver": "'127.0.0.1:%d'" % port})
            claws.start()
            claws.connect()
            for sample in mailbox:
                shown = showing.examine(claws, sample)
                tap.result(not shown.faults, sample.name, "\n".join(shown.faults))
            tap.equal(claws.exit(), 0, "exit status")
            questions = log.read_text().splitlines()
            tap.result(any("_dmarc.bank.example" in line for line in questions),
                       "the server was asked (%d questions)" % len(questions))
        finally:
            server.stdin.close()
            server.wait(30)
            server.stdout.close()


if __name__ == "__main__":
    main()
