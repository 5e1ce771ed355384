#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Files that change under the real Claws Mail: a banner is always that of the bytes that are there. A
message is replaced by another one, in its file or by a new file of the same name; it is deleted while
its check is under way, with a DNS server that answers late and with one that never does. And what
Claws Mail itself writes in front of a message that waits in Queue or Draft never makes a banner."""
import copy
import os
import pathlib
import sys
import time

import samples
import showing
from accessible import Role
from claws import Claws
from desktop import Desktop, wait_for
from servers import AnsweringServer, SilentServer
from tap import Tap

CHANGING, OTHER = 1, 2  # the numbers of two messages in the inbox
DELAY_S = 1.5  # of each answer of the late server
GRACE_S = 1.5  # a banner or a question that is going to come comes at once

# Claws Mail 4 writes these in front of a message until it is sent.
OWN_FIELDS = (b"AF:\nNF:0\nPS:10\nSRH:1\nSFN:\nDSR:\nMID:\nCFG:\nPT:0\n"
              b"S:user@victim.example\nRQ:\nSSV:localhost\nSSH:\nR:<service@bank.example>\n"
              b"MAID:1\nX-Claws-Sign:0\nX-Claws-Encrypt:0\nX-Claws-Privacy-System:\n"
              b"X-Claws-Auto-Wrapping:1\nX-Claws-Auto-Indent:1\nX-Claws-End-Special-Headers: 1\n")
WAITING = b"A letter that is not sent yet"
LETTER = (b"Date: Tue, 02 Jun 2026 09:00:00 +0000\nFrom: Robin User <user@victim.example>\n"
          b"To: service@bank.example\nSubject: " + WAITING + b"\n"
          b"Message-ID: <waiting@victim.example>\nMIME-Version: 1.0\n"
          b"Content-Type: text/plain; charset=utf-8\n\nDear bank,\n\nhere is my letter.\n")


def numbered(name, number):
    """The sample NAME, when it lies in the inbox as NUMBER."""
    sample = copy.copy(next(one for one in samples.read() if one.name == name))
    sample.number = number
    return sample


GENUINE = numbered("01-bank-statement", CHANGING)
FORGED = numbered("03-bank-forged", CHANGING)
QUIET = numbered("02-garden-newsletter", OTHER)
PARCEL = numbered("04-parcel-forged", 3)


# ---- replaced ----

def rewrite(claws, message):
    """In the same file, as an editor may do."""
    claws.put(CHANGING, message)


def rename(claws, message):
    """By a new file, as a server's expunge and the next message may do; the old one lives on as long
    as somebody has it open."""
    path = claws.mailbox / "inbox" / str(CHANGING)
    new = claws.mailbox / "new"
    new.write_bytes(message)
    os.replace(new, path)


def check_replaced(tap, build):
    settings = {"answers-file": "'%s'" % samples.ANSWERS}
    with Desktop() as desktop:
        claws = Claws(desktop, build, [GENUINE.message, QUIET.message], settings)
        claws.start()
        claws.connect()
        examine(tap, claws, GENUINE, "genuine at first")
        for replace in (rewrite, rename):
            for sample in (FORGED, GENUINE):
                replace(claws, sample.message)
                examine(tap, claws, QUIET, "%s: another message meanwhile" % replace.__name__)
                examine(tap, claws, sample, "%s: back again, now it is %s"
                        % (replace.__name__, sample.name))
        check_replaced_while_shown(tap, claws)
        tap.equal(claws.exit(), 0, "exit status")


def check_replaced_while_shown(tap, claws):
    """The genuine message is on the screen, and a forged file takes its place: what is checked on
    request is what is on the screen."""
    rename(claws, FORGED.message)
    with tap.attempt("“Check sender…” is about the message that is shown"):
        code = claws.read_code()
        shown = GENUINE if GENUINE.subject in claws.message_text() else FORGED
        assert code == shown.code, (shown.name, code)


def examine(tap, claws, sample, name):
    shown = showing.examine(claws, sample)
    tap.result(not shown.faults, name, "\n".join(shown.faults))


# ---- deleted ----

def start(desktop, build, port, messages, waiting=()):
    """WAITING: the folders in which the letter lies; the program looks into them when it starts."""
    claws = Claws(desktop, build, messages, {"resolver": "'127.0.0.1:%d'" % port})
    for folder in waiting:
        claws.put(1, OWN_FIELDS + LETTER, folder)
    claws.start()
    claws.connect()
    return claws


def open_and_delete(claws, sample, is_asked):
    """Deletes the file of SAMPLE when a question about it is under way."""
    is_asked()  # what was asked before does not count
    claws.select(sample.number)
    claws.wait_for_message(sample.subject)
    wait_for("question", is_asked)
    (claws.mailbox / "inbox" / str(sample.number)).unlink()


def check_deleted_late(tap, build):
    """After the first message the reader goes on to another one; at the second he stays."""
    messages = [sample.arriving_now() for sample in (FORGED, QUIET, PARCEL)]
    with Desktop() as desktop, AnsweringServer(samples.ANSWERS, desktop.home / "log",
                                               delay=DELAY_S) as server:
        claws = start(desktop, build, server.port, messages)
        open_and_delete(claws, FORGED, server.questions)
        claws.select(OTHER)
        claws.wait_for_message(QUIET.subject)
        found = showing.headings_for(claws, 3 * DELAY_S)
        tap.result(FORGED.heading not in found, "late answers: no banner of the deleted message",
                   str(found))
        with tap.attempt("late answers: the other message has its own result"):
            claws.read_code(accept=lambda code: code == QUIET.code)
            assert not claws.heading(), claws.heading()
        open_and_delete(claws, PARCEL, server.questions)
        with tap.attempt("late answers: deleted while it is shown, and its banner comes"):
            wait_for("banner", lambda: claws.heading() == PARCEL.heading)
        tap.equal(claws.exit(), 0, "late answers: exit status")


def check_deleted_never(tap, build):
    with Desktop() as desktop, SilentServer() as server:
        claws = start(desktop, build, server.port, [FORGED.arriving_now()], ["draft"])
        open_and_delete(claws, FORGED, server.count)
        with tap.attempt("no answer, deleted: one grey line"):
            wait_for("grey line", lambda: showing.grey_line(claws))
        claws.select(1, "draft")
        claws.wait_for_message(WAITING.decode())
        tap.equal(showing.headings_for(claws, GRACE_S), {None}, "no answer, deleted: no line on a draft")
        tap.equal(claws.exit(), 0, "no answer, deleted: exit status")


# ---- Queue and Draft ----

def received_now():
    """What the reader's server writes above a message that a stranger hands in."""
    now = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime())
    return ("Return-Path: <pat@attack.example>\nReceived: from mail.attack.example ([203.0.113.9])\n"
            "\tby mx.victim.example; %s\n" % now).encode()


def check_waiting(tap, build):
    """The same file is no forgery where Claws Mail wrote it, and is one where it was received."""
    with Desktop() as desktop, AnsweringServer(samples.ANSWERS, desktop.home / "log") as server:
        folders = ("queue", "draft")
        messages = [GENUINE.arriving_now(), received_now() + OWN_FIELDS + LETTER]
        claws = start(desktop, build, server.port, messages, folders)
        for folder in folders:
            claws.select(CHANGING)
            claws.wait_for_message(GENUINE.subject)
            claws.read_code(accept=lambda code: code == GENUINE.code)
            server.questions()
            claws.select(1, folder)
            claws.wait_for_message(WAITING.decode())
            tap.equal((showing.headings_for(claws, GRACE_S), server.questions()), ({None}, []),
                      "%s: no banner, nobody is asked" % folder)
        claws.select(OTHER)
        claws.wait_for_message(WAITING.decode())
        with tap.attempt("inbox: the same file has a banner"):
            tap.note(wait_for("banner", lambda: showing.banner_with_result(claws)).name)
        tap.equal(exit_with_queue(claws), 0, "Queue and Draft: exit status")


def exit_with_queue(claws):
    """Claws Mail asks first, because of the message in the queue."""
    claws.tell("--exit")
    window = wait_for("question", lambda: claws.window("Queued messages"))
    claws.press(Role.PUSH_BUTTON, "OK", window=window)
    return claws.process.wait(30)


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    with Tap() as tap:
        for check in (check_replaced, check_deleted_late, check_deleted_never, check_waiting):
            check(tap, build)


if __name__ == "__main__":
    main()
