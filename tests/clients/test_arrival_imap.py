#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Arrival in an IMAP account: a message is checked then if the mail program keeps the folder on this computer, and
opening it asks nobody; otherwise nothing is fetched for a check, and it is checked when it is opened. The second
argument is the mail program."""
import pathlib
import shutil
import sys
import time

import dovecot
import samples
from claws import Claws
from desktop import wait_for
from evolution_stores import ImapEvolution
from tap import Tap
from test_arrival import FORGED, OTHER, Run, arriving

CLAWS_ACCOUNT = """
[Account: 2]
config_version=4
account_name=Imap
name=Robin User
address=%s
protocol=1
receive_server=localhost
user_id=me
set_tunnelcmd=1
tunnelcmd=%s
smtp_server=localhost
"""

CLAWS_FOLDER = """<folder type="imap" name="Imap" account_id="2">
  <folderitem type="inbox" name="INBOX" path="INBOX" account_id="2" />
</folder></folderlist>"""


class Server:
    """New mail on the server, which belongs to it."""

    def put_on_server(self, home, number):
        path = home / "Maildir" / "new" / ("%d.%d.sample" % (time.time(), number))
        path.write_bytes(arriving(number))
        dovecot.give(path)


class ClawsImap(Claws, Server):
    """With KEEPS it synchronizes the folder for offline use as soon as something comes."""

    def __init__(self, desktop, build, settings, keeps):
        super().__init__(desktop, build, [], settings)
        self.home = desktop.home / "imap"
        for kind in ("cur", "new", "tmp"):
            (self.home / "Maildir" / kind).mkdir(parents=True)
        dovecot.prepare(desktop, self.home)
        self._change("accountrc", lambda text: text + CLAWS_ACCOUNT % (samples.READER, dovecot.command(self.home)))
        self._change("folderlist.xml", lambda text: text.replace("</folderlist>", CLAWS_FOLDER))
        self._change("clawsrc", lambda text: text.replace("[Common]", "[Common]\nreal_time_sync=%d" % keeps))
        (self.config / "folderitemrc").write_text("[#imap/Imap/INBOX]\nofflinesync=%d\n" % keeps)
        (self.config / "passwordstorerc").write_text("[config_version:4]\n[account:2]\nrecv secret\n")

    def _change(self, name, change):
        path = self.config / name
        path.write_text(change(path.read_text()))

    def begin(self):
        self.start()
        self.connect()

    def deliver(self, number):
        self.put_on_server(self.home, number)
        self.tell("--receive-all")

    def open(self, _number):
        self.tell("--select", "#imap/Imap/INBOX/1")
        self.wait_for_message(FORGED.subject)


class EvolutionImap(ImapEvolution, Server):
    """With KEEPS it synchronizes the account's mail for offline use."""

    def __init__(self, desktop, build, settings, keeps):
        self.keeps = keeps
        super().__init__(desktop, build, [OTHER.message], settings)

    def account(self):
        return super().account() + "\n[Offline]\nStaySynchronized=%s\n" % str(self.keeps).lower()

    def begin(self):
        self.start()
        self.connect()

    def deliver(self, number):
        self.put_on_server(self.home_of_server, number)
        self.press_menu("Refresh")

    def open(self, _number):
        self.go_to_last("2")


def check_kept(tap, kind, build):
    with Run(tap, kind, build, keeps=True) as run:
        run.program.deliver(2)
        run.expect_check("kept here: the DNS is asked")
        run.expect_banner_at_once(2, "kept here")


def check_not_kept(tap, kind, build):
    with Run(tap, kind, build, delay=0, keeps=False) as run:
        run.program.deliver(2)
        run.expect_nobody_asked("not kept here: nobody is asked")
        run.program.open(2)
        with tap.attempt("not kept here: the banner comes when it is opened"):
            wait_for("banner", lambda: run.program.heading() == FORGED.heading)
        tap.result(run.questions(), "not kept here: somebody was asked then")


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    kind = {"claws": ClawsImap, "evolution": EvolutionImap}[sys.argv[2]]
    with Tap() as tap:
        if not pathlib.Path(dovecot.PROGRAM).exists() or not shutil.which("dovecot"):
            tap.skip_all("%s is not installed" % dovecot.PROGRAM)
            return
        check_kept(tap, kind, build)
        check_not_kept(tap, kind, build)


if __name__ == "__main__":
    main()
