#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The real Evolution on messages in every odd form: the bytes that are checked are those that were
delivered, in a Maildir and in MH; and from an IMAP server, but for line ends and NUL bytes, which that
server changes. What Evolution would write of them is different for nearly all. (An mbox is not here:
there Evolution writes the header of each message anew before anybody opens it.)"""
import hashlib
import pathlib
import sys

import odd_messages
import samples
from desktop import Desktop, Trouble, wait_for
from evolution import Evolution
from evolution_stores import ImapEvolution, MhEvolution
from tap import Tap

SETTINGS = {"answers-file": "'%s'" % samples.ANSWERS}
PATIENCE_S = 5.0


def step(evolution, label):
    """Whether there was another message that way."""
    before = evolution.shown()
    evolution.push(label)
    try:
        wait_for("another message", lambda: evolution.shown() not in (None, before), PATIENCE_S, 0.02)
        wait_for("its bytes", lambda: evolution.shown() in evolution.checksums(), PATIENCE_S, 0.02)
    except Trouble:
        return False
    return True


def read_all(evolution, count):
    """Opens one message after the other, up the list and then down."""
    for label in ("Previous", "Next"):
        while len(evolution.checksums()) < count and step(evolution, label):
            pass
    wait_for("checksums", lambda: len(evolution.checksums()) == count, PATIENCE_S)


def digest(message):
    return hashlib.sha256(message).hexdigest()


def check(tap, evolution, corpus, expected):
    """EXPECTED: from the bytes of a message to all that may be checked in their place."""
    evolution.start()
    evolution.connect()
    wait_for("first message", evolution.checksums, 60)
    with tap.attempt("every message was opened"):
        read_all(evolution, len(corpus))
    found = evolution.checksums()
    for number, (name, message) in enumerate(corpus, 1):
        tap.result(found.get(evolution.uid(number)) in map(digest, expected(message)), name,
                   "found %s" % found.get(evolution.uid(number)))
    tap.equal(evolution.exit(), 0, "exit status")


def as_sent(message):
    """By an IMAP server: line ends are CRLF, and a NUL byte is not allowed (RFC 3501 §9)."""
    sent = message.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n").replace(b"\0", b"\x80")
    return [sent, sent.replace(b"\r\r\n", b"\r\n")]


KINDS = {
    "maildir": (Evolution, lambda message: [message]),
    "mh": (MhEvolution, lambda message: [message]),
    "imap": (ImapEvolution, as_sent),
}


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    kind, expected = KINDS[sys.argv[2]]
    corpus = odd_messages.read()
    messages = [message for _name, message in corpus]
    with Tap() as tap:
        if kind is ImapEvolution and not pathlib.Path(kind.needs).exists():
            tap.skip_all("%s is not installed" % kind.needs)
            return
        with Desktop((1280, 900)) as desktop:
            check(tap, kind(desktop, build, messages, SETTINGS), corpus, expected)


if __name__ == "__main__":
    main()
