#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Faults that were seen once in the real Claws Mail or the real Evolution, each so that it would be seen
again: received mail in an Inbox where sent mail is kept, words that stand where the address is shown, a
lost part of the name, a header that ends early, labels that change places, folders of junk in other
languages, details of another message."""
import copy
import pathlib
import sys
import time
import urllib.parse

import fault_messages
import samples
import showing
from accessible import Role
from claws import FOLDERS, Claws
from desktop import Desktop, wait_for
from evolution import IDENTITY, Evolution
from tap import Tap

SETTINGS = {"answers-file": "'%s'" % samples.ANSWERS}
GRACE_S = 1.5  # a banner that is going to come comes at once
JUNK = ("Junk-E-Mail", "Courrier indésirable", "Papierkorb")
USUAL = "Papiere"
LRM, RLM = "\u200e", "\u200f"


def numbered(name, number):
    """The sample NAME, when it lies in the inbox as NUMBER."""
    sample = copy.copy(next(one for one in samples.read() if one.name == name))
    sample.number = number
    return sample


GENUINE = numbered("01-bank-statement", 1)
FORGED = numbered("03-bank-forged", 2)
FIRST_ROW = 3


# ---- both programs, with sent mail kept in the Inbox ----

class ClawsProgram(Claws):
    """The Inbox lies below the folder of sent mail, and has its type from there."""

    shows_name = False
    inbox = "sent/inbox"

    def _write_mailbox(self, messages):
        super()._write_mailbox([])
        for number, message in enumerate(messages, 1):
            self.put(number, message)

    def _write_profile(self, plugins, offline):
        super()._write_profile(plugins, offline)
        path = self.config / "folderlist.xml"
        lines = path.read_text().splitlines()
        inbox = next(line for line in lines if 'type="inbox"' in line)
        sent = next(line for line in lines if 'type="outbox"' in line)
        lines.remove(inbox)
        at = lines.index(sent)
        lines[at:at + 1] = [sent.replace(" />", ">"), inbox.replace('path="inbox"', 'path="%s"' % self.inbox),
                            "</folderitem>"]
        at = next(at for at, line in enumerate(lines) if "</folder>" in line)
        lines[at:at] = ['<folderitem type="normal" name="%s" path="%s" />' % (name, name)
                        for name in (*JUNK, USUAL)]
        path.write_text("\n".join(lines) + "\n")

    def put(self, number, message, folder="inbox"):
        place = self.inbox if folder == "inbox" else folder
        (self.mailbox / place).mkdir(exist_ok=True)
        super().put(number, message, place)

    def identifier(self, number, folder="inbox"):
        return super().identifier(number, self.inbox if folder == "inbox" else folder)

    def open_in(self, folder):
        """The forged message in FOLDER."""
        self.select(FORGED.number, folder)
        self.wait_for_message(FORGED.subject)


class EvolutionProgram(Evolution):
    shows_name = True

    def _write_account(self):
        super()._write_account()
        identity = IDENTITY.replace("/Sent", "/Inbox").replace("/Drafts", "/Inbox")
        path = self.config / "evolution" / "sources" / "sampleid.source"
        path.write_text(identity.replace("/Templates", "/Inbox") % samples.READER)

    def start(self, number=1, also=None):
        folders = {urllib.parse.quote(name): FORGED.number for name in (*JUNK, USUAL)}
        super().start(number, {**folders, **(also or {})})

    def open_in(self, folder):
        """The forged message in FOLDER, which is known by the banner alone: the UID is the same."""
        self.open_folder(urllib.parse.quote(folder))
        wait_for(folder, lambda: self.main_window().name.startswith(folder))
        self.wait_for_uid(self.uid(FORGED.number))


# ---- tests ----

def examine(tap, program, row, name):
    with tap.attempt(name):
        shown = showing.examine(program, row)
        assert not shown.faults, shown.faults


def check_inbox(tap, program):
    """A folder that is not checked would show nothing at all; the first row is about one of the reader's
    own writing."""
    for sample in (GENUINE, FORGED):
        examine(tap, program, sample, "sent mail is kept in the Inbox: " + sample.remark)


def check_rows(tap, program, rows):
    more = {fault_messages.DIRECTION: check_direction, fault_messages.WORDS: check_name}
    for row in rows:
        examine(tap, program, row, row.subject)
        if row.subject in more:
            more[row.subject](tap, program)


def check_direction(tap, program):
    """On both sides of each dot and of the @ stands a mark, or each label would be drawn in the place of
    another one; and the line keeps the direction of its language."""
    with tap.attempt("each label keeps its place"):
        lines = [node.raw_text for node in program.banner().walk() if node.role == Role.LABEL]
        line, = [line for line in lines if "kim" in line]
        for sign in ("@", "."):
            parts = line[line.index("kim"):].split(sign)
            assert len(parts) > 1, line
            assert all(part.endswith(LRM) for part in parts[:-1]), ascii(line)
            assert all(part.startswith(LRM) for part in parts[1:]), ascii(line)
        assert line[0] == LRM or line[0].isascii(), ascii(line)


def check_name(tap, program):
    with tap.attempt("the details tell the whole name"):
        program.press(Role.PUSH_BUTTON, "Details", window=program.banner())
        window = wait_for("details window", program.details_window)
        program.press(Role.TOGGLE_BUTTON, "What was checked", window=window)
        wait_for("name", lambda: fault_messages.NAME in "\n".join(program.texts(window)), GRACE_S)
        program.press(Role.PUSH_BUTTON, "Close", window=window)


def check_junk(tap, program):
    for folder in (*JUNK, USUAL):
        program.open_in(folder)
        expected = FORGED.heading if folder == USUAL else showing.UNCHECKED
        with tap.attempt("%s: %s" % (folder, expected)):
            wait_for("banner", lambda: program.heading())
            found = showing.headings_for(program, GRACE_S)
            assert found == {expected}, found


def check_details(tap, program):
    """Those of one message are never left open above another one."""
    program.press(Role.PUSH_BUTTON, "Details", window=program.banner())
    wait_for("details window", program.details_window)
    program.select(GENUINE.number)
    program.wait_for_message(GENUINE.subject)
    with tap.attempt("the details close for another message"):
        wait_for("closing", lambda: not program.details_window(), GRACE_S)


PROGRAMS = {"claws": ClawsProgram, "evolution": EvolutionProgram}


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    kind = PROGRAMS[sys.argv[2]]
    rows = fault_messages.read(FIRST_ROW, kind.shows_name)
    messages = [one.message for one in (GENUINE, FORGED, *rows)]
    with Tap() as tap, Desktop((1280, 900)) as desktop:
        program = kind(desktop, build, messages, SETTINGS)
        for folder in (*JUNK, USUAL):
            program.put(FORGED.number, FORGED.message, folder)
        program.start(rows[0].number)
        program.connect()
        program.wait_for_message(rows[0].subject)
        start = time.monotonic()
        check_inbox(tap, program)
        check_rows(tap, program, rows)
        check_details(tap, program)
        check_junk(tap, program)
        tap.note("%.1f s" % (time.monotonic() - start))
        tap.equal(program.exit(), 0, "exit status")


if __name__ == "__main__":
    main()
