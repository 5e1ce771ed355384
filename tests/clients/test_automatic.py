#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""An account of a provider that is known is set up by itself: an honest unsigned message is quiet without
a question, and a forged one an alarm. For a domain of the reader's own that needs its MX, which are looked
up: if they are elsewhere, nothing is set up. The second argument is the mail program."""
import json
import pathlib
import sys
import time

import samples
from desktop import Desktop, wait_for
from evolution import IDENTITY, Evolution
from tap import Tap
from test_setup_account import GRACE_S, INSURANCE, PopClaws, label, stored

FORGED = "This message is probably not from insurance.example"
OWN = samples.READER  # of a domain of the reader's own
GOOGLE, GMX = "mx.google.com", "mx-ha.gmx.net"
HOST_OF_SOURCE = """
[Authentication]
Host=%s
"""


def through(border, client=None):
    """The honest sample, as the provider's server BORDER stamps it; from CLIENT, a forged one."""
    message = INSURANCE.message.replace(b"mx.victim.example", border.encode())
    if client is None:
        return message
    message = message.replace(b"192.0.2.50", client).replace(b"mail.insurance.example (", b"box.attack.example (")
    return (message.replace(b"Subject: Your contract", b"Subject: Forged, your contract")
            .replace(b"01 Jun 2026 13:20:17", b"01 Jun 2026 13:30:17"))


def answers(desktop, mx):
    zone = json.loads(samples.ANSWERS.read_text())
    zone["victim.example"]["MX"] = [[10, host] for host in mx]
    path = desktop.home / "answers.json"
    path.write_text(json.dumps(zone))
    return path


def make(kind, desktop, build, incoming, address, border, mx):
    settings = {"answers-file": "'%s'" % answers(desktop, mx)}
    messages = [through(border), through(border, b"203.0.113.66")]
    if kind == "claws":
        program = PopClaws(desktop, build, messages, settings)
        path = program.config / "accountrc"
        path.write_text(path.read_text().replace("pop.victim.example", incoming)
                        .replace("address=" + samples.READER, "address=" + address))
        return program
    program = Evolution(desktop, build, messages, settings)
    sources = program.config / "evolution" / "sources"
    with (sources / "sample.source").open("a") as source:
        source.write(HOST_OF_SOURCE % incoming)
    (sources / "sampleid.source").write_text(IDENTITY % address)
    return program


def check(tap, kind, build, name, is_automatic, *account):
    with Desktop() as desktop:
        program = make(kind, desktop, build, *account)
        program.start(1)
        program.connect()
        program.wait_for_message(INSURANCE.subject)
        if is_automatic:
            # Until the account's mail has been looked at, nothing is believed.
            with tap.attempt(name + ": an honest message becomes quiet"):
                wait_for("looking", lambda: "collected=" in stored(desktop))
                wait_for("quiet", lambda: not program.heading())
            time.sleep(GRACE_S)
            tap.equal(program.heading(), None, name + ": and stays so")
        else:
            wait_for("warning", lambda: program.heading() == INSURANCE.heading)
            time.sleep(GRACE_S)
            tap.equal(program.heading(), INSURANCE.heading, name + ": the warning stays")
        tap.result(not label(program), name + ": nothing is asked")
        tap.result("border-hosts=" not in stored(desktop), name + ": nothing is written into the lists",
                   stored(desktop))
        program.select(2)
        program.wait_for_message("Forged, your contract")
        wanted = FORGED if is_automatic else INSURANCE.heading
        with tap.attempt(name + ": a forged message is shown"):
            wait_for("banner", lambda: program.heading() == wanted)
        tap.equal(program.exit(), 0, name + ": exit status")


def main():
    build, kind = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
    google = ["aspmx.l.google.com", "alt1.aspmx.l.google.com"]
    with Tap() as tap:
        check(tap, kind, build, "GMX", True, "imap.gmx.net", "robin@gmx.net", GMX, google)
        check(tap, kind, build, "own domain", True, "imap.gmail.com", OWN, GOOGLE, google)
        check(tap, kind, build, "MX elsewhere", False, "imap.gmail.com", OWN, GOOGLE, [*google, "mx.gateway.example"])
        check(tap, kind, build, "other provider", False, "imap.other.example", OWN, GOOGLE, google)


if __name__ == "__main__":
    main()
