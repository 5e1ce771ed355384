# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Evolution with the other kinds of accounts: IMAP, MH, mbox, the spool of the system, POP3, and a
search folder."""
import email
import hashlib

import dovecot
from accessible import Role
from desktop import Trouble, wait_for
from evolution import ACCOUNT, FOLDER_STATE, SHOWN, Evolution
from servers import FeedServer, PopServer

# ---- IMAP -----------------------------------------------------------------------------------------

IMAP = """
[Authentication]
Host=localhost
User=me
Method=PLAIN

[Imapx Backend]
UseShellCommand=true
ShellCommand=%s
UseIdle=false
UseNotify=false
"""


class ImapEvolution(Evolution):
    """The same with an IMAP account: a dovecot process of its own behind a pipe, no network."""

    inbox = "INBOX"
    needs = dovecot.PROGRAM

    def _write_mailbox(self, messages):
        self.home_of_server = self.desktop.home / "imap"
        self.mailbox = self.home_of_server / "Maildir"
        super()._write_mailbox(messages)
        dovecot.prepare(self.desktop, self.home_of_server)

    def account(self):
        return ACCOUNT % {"backend": "imapx",
                          "more": IMAP % dovecot.command(self.home_of_server)}

    def connect(self, limit=60):
        """Also until the message that is to be shown first is there. At its first start the program
        shows the folder, and loses it again when the list of folders arrives."""
        super().connect(limit)
        wait_for("message of the IMAP account", self._select_inbox, limit)

    def _select_inbox(self):
        self.open_folder(self.inbox)
        try:
            self.wait_for_uid(self.uid(self.at), 4)
        except Trouble:
            return False
        return True

    @staticmethod
    def uid(number):
        return str(number)

    def put(self, number, message, folder=None):
        name = Evolution.uid(number)
        place = self.mailbox / ("." + folder) if folder else self.mailbox
        (place / "cur" / (name + ":2,S")).write_bytes(message)


# ---- files ----------------------------------------------------------------------------------------


class MhEvolution(Evolution):
    """A file for each message, and its number is the name."""

    inbox = "inbox"

    def account(self):
        return ACCOUNT % {"backend": "mh", "more": "\n[Mh Backend]\nPath=%s\n" % self.mailbox}

    def _write_mailbox(self, messages):
        (self.mailbox / self.inbox).mkdir(parents=True)
        for number, message in enumerate(messages, 1):
            (self.mailbox / self.inbox / self.uid(number)).write_bytes(message)

    @staticmethod
    def uid(number):
        return str(number)


def as_mbox(messages):
    """All in one file; a line that begins with "From " is hidden behind ">"."""
    separator = b"From MAILER-DAEMON Mon Jun  1 08:05:21 2026\n"
    return b"".join(separator + message.replace(b"\nFrom ", b"\n>From ") + b"\n"
                    for message in messages)


class MboxEvolution(Evolution):
    """"Local delivery": a folder of mbox files."""


    def account(self):
        return ACCOUNT % {"backend": "mbox", "more": "\n[Mbox Backend]\nPath=%s\n" % self.mailbox}

    def _write_mailbox(self, messages):
        self.uids = {}
        self.mailbox.mkdir()
        self.file.write_bytes(as_mbox(messages))

    @property
    def file(self):
        return self.mailbox / self.inbox

    def learn_uids(self, limit=60):
        """Evolution counts in steps of its own, so all messages are opened once, to know how. Without
        one that it knows it opens the first one."""
        uids = [wait_for("message", self.shown, limit)]
        while len(uids) < len(self.order):
            self.push("Next")
            uids.append(wait_for("another message", lambda: self._other_than(uids[-1]), limit))
        self.uids = dict(zip(self.order, uids))
        self.at = self.order[-1]

    def _other_than(self, uid):
        shown = self.shown()
        return shown if shown != uid else None

    def uid(self, number):
        return self.uids.get(number, "")


class CrlfMboxEvolution(MboxEvolution):
    """The same with CRLF at the end of each line."""

    def _write_mailbox(self, messages):
        super()._write_mailbox(messages)
        self.file.write_bytes(self.file.read_bytes().replace(b"\n", b"\r\n"))


class SpoolEvolution(MboxEvolution):
    """Where the system delivers mail: one mbox."""

    inbox = "INBOX"

    def account(self):
        return ACCOUNT % {"backend": "spool", "more": "\n[Spool Backend]\nPath=%s\n" % self.file}

    @property
    def file(self):
        return self.mailbox / "me"


# ---- rewritten by Evolution -----------------------------------------------------------------------

POP = """
[Authentication]
Host=127.0.0.1
Port=%d
User=me

[Security]
Method=none
"""


class PopEvolution(Evolution):
    """A POP3 account. What comes from there lies under "On This Computer", as Evolution wrote it, and
    is opened from there in a second run."""

    store = "local"

    def account(self):
        return ACCOUNT % {"backend": "pop", "more": POP % self.server.port}

    def _write_mailbox(self, messages):
        self.mailbox = self.desktop.home / "data" / "evolution" / "mail" / "local"
        self.server = PopServer(messages)
        self.uids = {}

    def receive(self, limit=60):
        """Fetches all mail and ends."""
        self.start()
        self.connect()
        self.press(Role.PUSH_BUTTON, "Send / Receive")
        self._give_password(limit)
        wait_for("mail", lambda: len(self._files()) == len(self.messages), limit)
        self.exit()
        numbers = {self._id_of(message): number for number, message in enumerate(self.messages, 1)}
        self.uids = {numbers[self._id_of(path.read_bytes())]: path.name.partition(":")[0]
                     for path in self._files()}

    def _give_password(self, limit):
        entry = wait_for("password dialog", self._password_entry, limit)
        entry.write("secret")
        self.press(Role.PUSH_BUTTON, "OK", window=self._dialog())

    def _dialog(self):
        return self.window_where(lambda name: "authentication" in name)

    def _password_entry(self):
        window = self._dialog()
        return window.find(Role.PASSWORD_TEXT) if window else None

    def _files(self):
        return [path for kind in ("cur", "new") for path in (self.mailbox / kind).glob("*")]

    @staticmethod
    def _id_of(message):
        return email.message_from_bytes(message)["Message-ID"]

    def uid(self, number):
        return self.uids.get(number, "")


# ---- search folder --------------------------------------------------------------------------------

SEARCH = """<?xml version="1.0"?>
<filteroptions>
  <ruleset>
    <rule enabled="true" grouping="all" source="specific">
      <title>Everything</title>
      <partset>
        <part name="sender">
          <value name="sender-type" type="option" value="contains"/>
          <value name="sender" type="string"><string>@</string></value>
        </part>
      </partset>
      <sources with="specific">
        <folder uri="folder://sample/Inbox" include-subfolders="false"/>
      </sources>
    </rule>
  </ruleset>
</filteroptions>
"""


class SearchEvolution(Evolution):
    """A Maildir, seen through a search folder."""

    def _write_account(self):
        super()._write_account()
        self._write(self.config / "evolution" / "mail" / "vfolders.xml", SEARCH)

    def connect(self, limit=60):
        """Evolution may open one of the messages by itself."""
        super().connect(limit)
        self.wait_for_uid(self.uid(self.at), limit)
        before = len(self.log())
        self.tell("folder://vfolder/Everything")
        wait_for("search folder", lambda: self.main_window().name == "Everything", limit)
        wait_for("message", lambda: self._opens_one(before), limit, 1)
        uids = {self.uid(number): number for number in self.order}
        self.at = uids[self.shown()]

    def _opens_one(self, before):
        found = SHOWN.findall(self.log()[before:])
        if found and found[-1]:
            return True
        self.push("Next")
        return False


# ---- feed -----------------------------------------------------------------------------------------

FEED = """[feed:news]
href=http://127.0.0.1:%d/
display-name=News
content-type=2
index=1
"""


class FeedEvolution(Evolution):
    """A Maildir, and one feed below "News and Blogs"."""

    news = hashlib.sha1(b"1").hexdigest()  # Evolution's UID for the guid of its only item
    more_state = FOLDER_STATE % ("rss", "news", news)

    def open_feed(self, limit=60):
        """Its item may be there too late to be opened at once."""
        self.tell("folder://rss/news")
        wait_for("item", lambda: self.main_window().name == "News (1 unread)", limit)
        wait_for("news", self._opens_news, limit)

    def _opens_news(self):
        try:
            self.wait_for_uid(self.news, 4)
        except Trouble:
            self.open_folder(self.inbox)
            self.tell("folder://rss/news")
            return False
        return True

    def _write_account(self):
        super()._write_account()
        self.server = FeedServer()
        self._write(self.desktop.home / "data" / "evolution" / "mail" / "rss" / "rss.ini",
                    FEED % self.server.port)
