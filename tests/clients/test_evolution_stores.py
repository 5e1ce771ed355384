#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The real Evolution with each kind of account that keeps mail in another way: MH, mbox (also with
CRLF), the spool of the system, a search folder, POP3, which it writes anew under "On This Computer",
and a feed, which nobody sent. What was signed and came whole is never an alarm, however fragile the signature; a forgery
always is one, whatever its header says of the store."""
import os
import pathlib
import sys
import time
import typing

import needed
import samples
import showing
from desktop import Desktop, wait_for
from evolution_stores import (CrlfMboxEvolution, FeedEvolution, MboxEvolution, MhEvolution,
                              PopEvolution, SearchEvolution, SpoolEvolution)
from tap import Tap

dkim = needed.module("dkim", "python3-dkim")
SETTINGS = {"answers-file": "'%s'" % samples.ANSWERS}
KEY = samples.FOLDER / "keys" / "bank.example.pem"
GRACE_S = 1.5  # a banner that is going to come comes at once
CLAIM = b"X-Evolution-Source: local\n"

# Nobody vouches for this way but the signature.
WAY = (b"Return-Path: <bounce@attack.example>\n"
       b"Received: from box.attack.example (box.attack.example [203.0.113.66])\n"
       b"\tby mx.victim.example (198.51.100.1) with ESMTPS id 6a1f0001\n"
       b"\tfor <user@victim.example>; Tue, 02 Jun 2026 %02d:00:00 +0000\n")
# Each of these is written in another way by a program that makes its own message of it.
FRAGILE = (b"from:service@bank.example\n"
           b"to:user@victim.example\n"
           b"Subject:%s\n"
           b"Date:Tue, 02 Jun 2026 %02d:00:00 +0000\n"
           b"Message-ID:<fragile-%02d@bank.example>\n"
           b"X-Long: " + b"long " * 30 + b"\n"
           b"\n"
           b"Dear Robin User,\n\nFrom here on it is fragile.\n.\ntrailing  \n")
SIGNED = "from to subject date message-id x-long mime-version".split()

HEADINGS = {"TF01": "This message is probably not from bank.example",
            "TF03": "We could not confirm that bank.example sent this", "TF15": samples.NOTHING}


class Row(typing.NamedTuple):
    """A message: what it is, and its code where its bytes are kept, and where they are not."""
    remark: str
    message: bytes
    kept: str
    rewritten: str


class Expected(typing.NamedTuple):
    number: int
    subject: str
    code: str
    heading: str


def fragile(hour, subject, with_subject=None, on_top=b""):
    """Genuine; or, WITH_SUBJECT in the place of the one that was signed, not any more."""
    message = FRAGILE % (subject, hour, hour)
    field = dkim.sign(message, b"s1", b"bank.example", KEY.read_bytes(),
                      canonicalize=(b"simple", b"simple"),
                      include_headers=[name.encode() for name in SIGNED])
    if with_subject:
        message = message.replace(subject, with_subject)
    return on_top + WAY % hour + field.replace(b"\r\n", b"\n") + message


def rows():
    sample = {one.name: one.message for one in samples.read()}
    forged = sample["03-bank-forged"]
    return [
        Row("genuine", sample["01-bank-statement"], "TF15", "TF15"),
        Row("forged", forged, "TF01", "TF01"),
        Row("genuine, with a fragile signature", fragile(4, b"fragile"), "TF15", "TF03"),
        Row("altered, and says that Evolution did it",
            fragile(5, b"fragile", b"altered", CLAIM), "TF01", "TF03"),
        Row("forged, and says that Evolution wrote it",
            CLAIM + forged.replace(b"0c56@", b"0c57@").replace(b"21:12:17", b"21:13:17"),
            "TF01", "TF01"),
    ]


def examine_all(tap, evolution, store, table, rewritten=False):
    for number in evolution.order[1:] + evolution.order[:1]:
        row = table[number - 1]
        code = row.rewritten if rewritten else row.kept
        shown = showing.examine(evolution, Expected(number, row.remark, code, HEADINGS[code]),
                                photograph(evolution, store))
        tap.result(not shown.faults, "%s: %s" % (store, row.remark), "\n".join(shown.faults))


def photograph(evolution, store):
    folder = os.environ.get("TRUEFROM_PHOTOGRAPHS")
    if not folder:
        return None
    return lambda one: evolution.desktop.screenshot(
        "%s/%s-%d.png" % (folder, store.replace(" ", "-"), one.number))


def check(tap, build, store, kind):
    table = rows()
    with Desktop((1280, 900)) as desktop:
        evolution = kind(desktop, build, [row.message for row in table], SETTINGS)
        evolution.start(evolution.order[0])
        evolution.connect()
        examine_all(tap, evolution, store, table)
        tap.equal(evolution.exit(), 0, store + ": exit status")


def check_mbox(tap, build, store, kind):
    """Evolution writes its flags into the file, and the fields anew: in a second run that is read."""
    table = rows()
    with Desktop((1280, 900)) as desktop:
        evolution = kind(desktop, build, [row.message for row in table], SETTINGS)
        for turn in ("", ", written by Evolution"):
            evolution.start(evolution.order[0])
            evolution.connect()
            if not evolution.uids:
                evolution.learn_uids()
            examine_all(tap, evolution, store + turn, table)
            tap.equal(evolution.exit(), 0, store + turn + ": exit status")
            flags = evolution.file.read_bytes().count(b"\nX-Evolution: 0000000")
            tap.equal(flags, len(table), store + turn + ": Evolution wrote into the file")


def check_pop(tap, build):
    table = rows()
    with Desktop((1280, 900)) as desktop:
        evolution = PopEvolution(desktop, build, [row.message for row in table], SETTINGS)
        evolution.receive()
        evolution.start(evolution.order[0])
        evolution.connect()
        examine_all(tap, evolution, "POP3", table, rewritten=True)
        tap.equal(evolution.exit(), 0, "POP3: exit status")


def check_feed(tap, build):
    forged = rows()[1]
    with Desktop((1280, 900)) as desktop:
        evolution = FeedEvolution(desktop, build, [forged.message], SETTINGS)
        evolution.start()
        evolution.connect()
        with tap.attempt("a forged message beside a feed has its banner"):
            wait_for("banner", lambda: evolution.heading() == HEADINGS[forged.kept])
        evolution.open_feed()
        time.sleep(GRACE_S)
        tap.equal((evolution.shown(), evolution.heading()), (evolution.news, None),
                  "the feed has none")
        tap.result(evolution.news not in evolution.checksums(), "and is not even read")
        tap.equal(evolution.exit(), 0, "feed: exit status")


STORES = {
    "mh": lambda tap, build: check(tap, build, "MH", MhEvolution),
    "mbox": lambda tap, build: check_mbox(tap, build, "mbox", MboxEvolution),
    "crlf": lambda tap, build: check_mbox(tap, build, "mbox with CRLF", CrlfMboxEvolution),
    "spool": lambda tap, build: check_mbox(tap, build, "spool", SpoolEvolution),
    "search": lambda tap, build: check(tap, build, "search folder", SearchEvolution),
    "pop3": check_pop,
    "feed": check_feed,
}


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    with Tap() as tap:
        STORES[sys.argv[2]](tap, build)


if __name__ == "__main__":
    main()
