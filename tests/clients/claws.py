# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Claws Mail, really running: a profile that is thrown away, and a hand and an eye for it."""
import shutil
import subprocess
import time
from xml.sax.saxutils import quoteattr

from accessible import Role
from client import Client
from desktop import Missing, Trouble, wait_for
from samples import READER

ACCOUNT = """[Account: 1]
account_name=Sample account
is_default=1
name=Robin User
address=%s
protocol=4
smtp_server=localhost
"""

FOLDERS = """<?xml version="1.0" encoding="UTF-8"?>
<folderlist>
  <folder type="mh" name="Mailbox" path=%s>
    <folderitem type="inbox" name="inbox" path="inbox" />
    <folderitem type="outbox" name="sent" path="sent" />
    <folderitem type="draft" name="draft" path="draft" />
    <folderitem type="queue" name="queue" path="queue" />
    <folderitem type="trash" name="trash" path="trash" />
    <folderitem type="normal" name="Junk" path="Junk" />
  </folder>
</folderlist>
"""

COMMON = """[Common]
work_offline=%d
enable_aspell=0
show_searchbar=0
mainwin_width=%d
mainwin_height=%d
mainwin_x=0
mainwin_y=0
folderview_width=170
folderview_height=%d
summaryview_width=%d
summaryview_height=210
summary_col_size_subject=360
summary_col_size_from=220
summary_col_size_date=180

[Plugins_GTK3]
%s
"""


class Claws(Client):
    """MESSAGES are bytes; message N of the inbox is MESSAGES[N - 1]."""

    program = "claws-mail"

    def __init__(self, desktop, build, messages, settings, plugins=None, offline=False, installed=None):
        """INSTALLED is a plugin of the system, in place of the one in BUILD."""
        self.desktop = desktop
        self.build = build
        self.config = desktop.home / "claws"
        self.mailbox = desktop.home / "Mail"
        self.plugin = installed or build / "plugin" / "claws" / "truefrom.so"
        self.process = None
        self.application = None
        self._write_mailbox(messages)
        self._write_profile([self.plugin] if plugins is None else plugins, offline)
        self.write_settings(settings)

    # ---- profile ----

    def _write_mailbox(self, messages):
        for folder in ("inbox", "sent", "draft", "queue", "trash", "Junk"):
            (self.mailbox / folder).mkdir(parents=True)
        for number, message in enumerate(messages, 1):
            self.put(number, message)

    def _write_profile(self, plugins, offline):
        self.config.mkdir()
        width, height = self.desktop.size
        (self.config / "accountrc").write_text(ACCOUNT % READER)
        (self.config / "folderlist.xml").write_text(FOLDERS % quoteattr(str(self.mailbox)))
        (self.config / "clawsrc").write_text(COMMON % (
            offline, width, height, height, width - 170, "\n".join(map(str, plugins))))
        if self.build:
            self.desktop.environment["GSETTINGS_SCHEMA_DIR"] = str(
                self.build / "data" / "glib-2.0" / "schemas")

    def put(self, number, message, folder="inbox"):
        (self.mailbox / folder / str(number)).write_bytes(message)

    def write_settings(self, settings):
        """The keys of org.truefrom, as GVariant text, for GSettings' keyfile backend."""
        folder = self.desktop.home / "config" / "glib-2.0" / "settings"
        folder.mkdir(parents=True, exist_ok=True)
        lines = ["%s=%s" % item for item in settings.items()]
        (folder / "keyfile").write_text("\n".join(["[org/truefrom]"] + lines) + "\n")

    # ---- life ----

    def command(self, *arguments):
        return ["claws-mail", "--alternate-config-dir", str(self.config), *arguments]

    def start(self, number=None, under=()):
        """Shows message NUMBER; UNDER is a program to run it under, with its options."""
        if not self.plugin.exists():
            raise Trouble("the plugin has not been built: %s" % self.plugin)
        if not shutil.which("claws-mail"):
            raise Missing("Claws Mail is not installed")
        select = [] if number is None else ["--select", self.identifier(number)]
        self.process = self.desktop.start([*under, *self.command(*select)])

    def identifier(self, number, folder="inbox"):
        return "#mh/Mailbox/%s/%d" % (folder, number)

    def tell(self, *arguments):
        """A second call is handed to the running program through its socket."""
        subprocess.run(self.command(*arguments), env=self.desktop.environment, check=True,
                       timeout=30, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)

    def select(self, number, folder="inbox"):
        self.tell("--select", self.identifier(number, folder))

    def exit(self, limit=30):
        """Its exit status; the program is asked to end, not killed."""
        self.tell("--exit")
        try:
            return self.process.wait(limit)
        except subprocess.TimeoutExpired:
            raise Trouble("Claws Mail did not end within %g s" % limit) from None

    # ---- what is shown ----

    def main_window(self):
        return self.window_where(lambda name: "Claws Mail" in name)

    def message_text(self):
        """The text of the message view, headers included."""
        found = self.find(Role.TEXT, accept=lambda node: "\n" in node.text)
        return found.text if found else ""

    def wait_for_message(self, text, limit=30):
        """Until TEXT stands in the message view; the seconds it took."""
        start = time.monotonic()
        wait_for("message with “%s”" % text, lambda: text in self.message_text(), limit)
        return time.monotonic() - start

    def find_menu(self, label):
        """The menu item LABEL of the main window, whether its menu is open or not."""
        return self.find(Role.MENU_ITEM, label, hidden=True)

    # ---- the Plugins window ----

    def _open_plugins(self):
        self.press_menu("Plugins...")
        return wait_for("Plugins window", lambda: self.window("Plugins"))

    def _close_plugins(self, window):
        self.press(Role.PUSH_BUTTON, "Close", window=window)
        wait_for("closing of the Plugins window", lambda: not self.window("Plugins"))

    @staticmethod
    def _loaded(window):
        cells = [node for node in window.walk() if node.role == Role.TABLE_CELL]
        return [cell.name for cell in cells]

    def unload_plugin(self, name):
        """As a user does: the row, then Unload."""
        window = self._open_plugins()
        row = wait_for("plugin in the list", lambda: self._loaded(window)).index(name)
        window.find(Role.TABLE).select_row(row)
        self.press(Role.PUSH_BUTTON, "Unload", window=window)
        wait_for("unloading", lambda: name not in self._loaded(window))
        self._close_plugins(window)

    def load_plugin(self, path):
        """As a user does: Load…, and the path in the dialog that opens."""
        window = self._open_plugins()
        before = self._loaded(window)
        wait_for("button Load", lambda: window.find(Role.PUSH_BUTTON, "Load...")).click()
        dialog = wait_for("file dialog", lambda: self.window("Select the Plugins to load"))
        wait_for("list of files", lambda: dialog.find(Role.TABLE))
        dialog.type("/")
        wait_for("entry for a path", lambda: dialog.find(Role.TEXT)).write(str(path))
        wait_for("button Open", lambda: dialog.find(Role.PUSH_BUTTON, "Open")).click()
        wait_for("plugin in the list", lambda: len(self._loaded(window)) > len(before))
        self._close_plugins(window)
