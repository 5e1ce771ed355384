# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Evolution, really running: a profile that is thrown away, and a hand and an eye for it."""
import contextlib
import email
import email.utils
import os
import re
import shutil
import subprocess
import time

from accessible import Gone, Role
from client import Client
from desktop import Missing, Trouble, wait_for
from samples import READER

# Received at that time, one second after the other: so they stand in the list in their order.
FIRST_TIME = 1717408800

SETTINGS = """[org/gnome/evolution/mail]
show-startup-wizard=false
show-to-do-bar=false
mark-seen=false
send-recv-on-start=false
prompt-on-mark-as-junk=false
junk-check-incoming=false
junk-default-plugin=''
composer-mode='plain-text'
paned-size=1300000
preview-unset-html-colors=false

[org/gnome/evolution/shell]
menubar-visible=true
start-offline=%(offline)s

[org/gnome/evolution/shell/window]
width=%(width)d
height=%(height)d
x=0
y=0

[org/truefrom]
%(truefrom)s
"""

ACCOUNT = """[Data Source]
DisplayName=Sample account
Enabled=true

[Mail Account]
BackendName=%(backend)s
IdentityUid=sampleid
%(more)s
"""

MAILDIR = """
[Maildir Backend]
Path=%s
"""

IDENTITY = """[Data Source]
DisplayName=Sample account
Enabled=true
Parent=sample

[Mail Identity]
Name=Robin User
Address=%s

[Mail Submission]
TransportUid=sampletr
SentFolder=folder://sample/Sent

[Mail Composition]
DraftsFolder=folder://sample/Drafts
TemplatesFolder=folder://sample/Templates
"""

TRANSPORT = """[Data Source]
DisplayName=Sample account
Enabled=true
Parent=sample

[Mail Transport]
BackendName=sendmail

[Sendmail Backend]
UseCustomBinary=true
CustomBinary=/bin/true
"""

STATE = """[Folder Tree]
Selected=folder://%(store)s/%(folder)s

[Store %(store)s]
Expanded=true
"""

FOLDER_STATE = """
[Folder folder://%s/%s]
SelectedMessage=%s
"""


# What the module says of itself with G_MESSAGES_DEBUG; a UID or nothing.
SHOWN = re.compile(r"truefrom-evolution-DEBUG.*(?:message (\S+) is shown|nothing is shown)")
CHECKSUM = re.compile(r"truefrom-evolution-DEBUG.*message (\S+) has SHA-256 ([0-9a-f]{64})")


def order_of_dates(messages):
    """The numbers of MESSAGES as the message list shows them."""
    dates = [email.utils.parsedate_to_datetime(email.message_from_bytes(message)["Date"])
             for message in messages]
    return sorted(range(1, len(messages) + 1), key=lambda number: dates[number - 1])


class Evolution(Client):
    """MESSAGES are bytes; message N of the inbox is MESSAGES[N - 1]."""

    program = "evolution"
    store = "sample"
    inbox = "Inbox"
    more_state = ""

    def __init__(self, desktop, build, messages, settings, module=None, offline=False, copies=1, installed=None):
        """INSTALLED is a module of the system, in place of the one in BUILD."""
        self.desktop = desktop
        self.build = build
        self.module = installed or module or build / "plugin" / "evolution" / "module-truefrom.so"
        self.copies = copies
        self.mailbox = desktop.home / "Mail"
        self.process = None
        self.at = None
        self.messages = messages
        self._order = None
        self._forget()
        self._write_mailbox(messages)
        self._write_account()
        self._write_settings(settings, offline)
        self._set_environment()

    # ---- profile ----

    @property
    def config(self):
        return self.desktop.home / "config"

    def _write(self, path, text):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def _write_mailbox(self, messages):
        for kind in ("cur", "new", "tmp"):
            (self.mailbox / kind).mkdir(parents=True)
        for number, message in enumerate(messages, 1):
            self.put(number, message)

    def _write_account(self):
        sources = self.config / "evolution" / "sources"
        self._write(sources / "sample.source", self.account())
        self._write(sources / "sampleid.source", IDENTITY % READER)
        self._write(sources / "sampletr.source", TRANSPORT)

    def account(self):
        return ACCOUNT % {"backend": "maildir", "more": MAILDIR % self.mailbox}

    def _write_settings(self, settings, offline):
        width, height = self.desktop.size
        self._write(self.config / "glib-2.0" / "settings" / "keyfile", SETTINGS % {
            "width": width, "height": height - 30, "offline": str(offline).lower(),
            "truefrom": "\n".join("%s=%s" % item for item in settings.items())})

    def _set_environment(self):
        self.desktop.environment.update(G_MESSAGES_DEBUG="truefrom-evolution")
        if self.build:
            self._use_build()
        for folder in ("preview-plugins", "webkit-editor-plugins"):
            (self.desktop.home / "data" / "evolution" / folder).mkdir(parents=True)
        if "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS" in os.environ:
            # Where its sandbox cannot work at all: in a chroot, in some containers.
            self.desktop.environment["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"

    def _use_build(self):
        prefix = self.desktop.home / "prefix"
        modules = prefix / "lib" / "evolution" / "modules"
        modules.mkdir(parents=True)
        (modules / "module-truefrom.so").symlink_to(self.module.resolve())
        for copy in range(1, self.copies):
            shutil.copy(self.module, modules / ("module-truefrom-%d.so" % copy))
        self.desktop.environment.update(
            EDS_EXTRA_PREFIXES=str(prefix),
            GSETTINGS_SCHEMA_DIR=str(self.build / "data" / "glib-2.0" / "schemas"),
            LD_LIBRARY_PATH=str(self.build / "core"))  # the module is not where it looks from

    @staticmethod
    def uid(number):
        return "%d.%d.sample" % (FIRST_TIME + number, number)

    def put(self, number, message, folder=None):
        """FOLDER: "Sent", "Junk"… below the inbox, in the way of Maildir++."""
        place = self.mailbox / ("." + folder) if folder else self.mailbox
        for kind in ("cur", "new", "tmp"):
            (place / kind).mkdir(parents=True, exist_ok=True)
        (place / "cur" / (self.uid(number) + ":2,S")).write_bytes(message)

    # ---- life ----

    def start(self, number=1, also=None):
        """Opens message NUMBER of the inbox; when the folders of ALSO are opened, their message of
        the number that is given there."""
        if not self.module.exists():
            raise Trouble("the module has not been built: %s" % self.module)
        if not shutil.which("evolution"):
            raise Missing("Evolution is not installed")
        state = STATE % {"store": self.store, "folder": self.inbox}
        state += "".join(FOLDER_STATE % (self.store, folder, self.uid(other))
                         for folder, other in {self.inbox: number, **(also or {})}.items())
        state += self.more_state
        self._write(self.config / "evolution" / "mail" / "state.ini", state)
        self.at = number
        self._forget()
        self.process = self.desktop.start(self.command())

    def _forget(self):
        """What an earlier run showed."""
        self._main_window = None
        self._buttons = {}
        self._begun = len(self.log())

    def command(self):
        return ["evolution", "-c", "mail"]

    def log(self):
        """What it says on standard error; with debugging, what the module says of itself."""
        return self.desktop.log("evolution")

    def tell(self, *arguments):
        """A second call is handed to the running program."""
        subprocess.run(["evolution", *arguments], env=self.desktop.environment, check=True,
                       timeout=60, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)

    def open_folder(self, folder):
        self.tell("folder://%s/%s" % (self.store, folder))

    def exit(self, limit=30):
        """Its exit status; the program is asked to end, not killed."""
        self.tell("--quit")
        try:
            return self.process.wait(limit)
        except subprocess.TimeoutExpired:
            raise Trouble("Evolution did not end within %g s" % limit) from None

    # ---- what is shown ----

    def main_window(self):
        """The one with the tree of folders; it stays the same as long as the program runs."""
        if not self._main_window:
            self._main_window = next((window for window in self.windows()
                                      if window.find(Role.TREE_TABLE, "Mail Folder Tree")), None)
        return self._main_window

    def banner(self, window=None):
        return self.find(accept=lambda node: node.role in (Role.ALERT, Role.NOTIFICATION),
                         window=window, skip=(Role.TREE_TABLE, Role.MENU_BAR, Role.TOOL_BAR))

    def shown(self):
        """The UID of the message that was shown last in any window; None when there is none now."""
        found = SHOWN.findall(self.log()[self._begun:])
        return (found[-1] or None) if found else None

    def checksums(self):
        """SHA-256 of the bytes that were checked, by UID."""
        return dict(CHECKSUM.findall(self.log()[self._begun:]))

    def wait_for_uid(self, uid, limit=30):
        start = time.monotonic()
        wait_for("message " + uid, lambda: self.shown() == uid, limit, 0.01)
        return time.monotonic() - start

    # ---- what is done ----

    def select(self, number):
        """As a reader does, with Next and Previous; the list is in the order of the dates."""
        way = self.order.index(number) - self.order.index(self.at)
        for _ in range(abs(way)):
            self.push("Next" if way > 0 else "Previous")
        self.at = number

    def go_to_last(self, uid, tries=5):
        """The next message is the last one. Until the list has it, Next does nothing."""
        for _ in range(tries):
            self.push("Next")
            with contextlib.suppress(Trouble):
                self.wait_for_uid(uid, 6)
                return
        raise Trouble("message %s was not opened" % uid)

    def push(self, label):
        """Presses a button of the tool bar; those are made anew whenever a menu changes."""
        try:
            self.button(label).press()
        except Gone:
            del self._buttons[label]
            self.button(label).press()

    @property
    def order(self):
        if not self._order:
            self._order = order_of_dates(self.messages)
        return self._order

    def select_folder(self, name):
        """The last folder of this NAME in the tree, which is that of the sample account."""
        tree = self.find(Role.TREE_TABLE, "Mail Folder Tree")
        cells = [node for node in tree.children if node.role == Role.TABLE_CELL]
        columns = len(tree.children) - len(cells)  # each has a head
        named = [at for at, cell in enumerate(cells)
                 if name in [part.name for part in cell.children]]
        tree.select_row(named[-1] // columns)

    def button(self, label):
        if label not in self._buttons:
            # The first up to 3.54, one of the others from 3.56 on.
            names = (label, label + " Message", label + " to Sender")
            self._buttons[label] = wait_for("button " + label, lambda: self.find(
                Role.PUSH_BUTTON, accept=lambda node: node.name in names,
                skip=(Role.TREE_TABLE, Role.MENU_BAR)))
        return self._buttons[label]

    def wait_for_message(self, _subject, limit=30):
        """A step is lost while the program is busy with the list; then the rest of the way is gone
        again, from the message that is shown."""
        start = time.monotonic()
        wanted = self.at
        wait_for("message %d" % wanted, lambda: self._arrives(wanted), limit)
        return time.monotonic() - start

    def _arrives(self, wanted):
        try:
            self.wait_for_uid(self.uid(wanted), 5)
        except Trouble:
            uids = {self.uid(number): number for number in self.order}
            self.at = uids.get(self.shown(), self.at)
            self.select(wanted)
            return False
        return True
