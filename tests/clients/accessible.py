# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Reading and pressing what a program shows, over the accessibility bus (AT-SPI).

This speaks the protocol itself, by GDBus, and keeps nothing: what was true before a step is not
true after it. (libatspi keeps a cache of every object, and without it blocks itself for ever when
a signal comes in during a question.) Every question has a limit.
"""
import enum

import needed
from desktop import wait_for
from words import plain

needed.module("gi", "python3-gi")
from gi.repository import Gio, GLib  # noqa: E402

ROOT = "/org/a11y/atspi/accessible/root"
REGISTRY = "org.a11y.atspi.Registry"
CONTROLLER = "/org/a11y/atspi/registry/deviceeventcontroller"
KEY_SYMBOL = 3
ANSWER_LIMIT_MS = 10000


class Role(enum.IntEnum):
    """The numbers of AtspiRole that are used here."""
    ALERT = 2
    CHECK_BOX = 7
    CHECK_MENU_ITEM = 8
    DIALOG = 16
    FRAME = 23
    LABEL = 29
    MENU_BAR = 34
    MENU_ITEM = 35
    PAGE_TAB = 37
    PAGE_TAB_LIST = 38
    PANEL = 39
    PASSWORD_TEXT = 40
    PUSH_BUTTON = 43
    RADIO_BUTTON = 44
    TABLE = 55
    TABLE_CELL = 56
    TEXT = 61
    TOGGLE_BUTTON = 62
    TOOL_BAR = 63
    TREE_TABLE = 66
    NOTIFICATION = 101


class State(enum.IntEnum):
    """The bits of AtspiStateType that are used here."""
    CHECKED = 4
    FOCUSABLE = 11
    SENSITIVE = 24
    SHOWING = 25
    VISIBLE = 30


class Gone(Exception):
    """The object, or the program, is not there any more."""


class Node:
    """One object that a program shows: where it is, and questions to it."""

    def __init__(self, bus, owner, path):
        self.bus = bus
        self.owner = owner
        self.path = path

    def _call(self, interface, method, arguments=None):
        try:
            return self.bus.call_sync(self.owner, self.path, interface, method, arguments, None,
                                      Gio.DBusCallFlags.NO_AUTO_START, ANSWER_LIMIT_MS, None).unpack()
        except GLib.Error as error:
            raise Gone("%s %s: %s" % (self.path, method, error.message)) from None

    def _ask(self, method, arguments=None):
        return self._call("org.a11y.atspi.Accessible", method, arguments)

    @property
    def children(self):
        return [Node(self.bus, *place) for place in self._ask("GetChildren")[0]]

    @property
    def role(self):
        return self._ask("GetRole")[0]

    @property
    def name(self):
        return plain(self.raw_name)

    @property
    def raw_name(self):
        """The same with its direction marks."""
        question = GLib.Variant("(ss)", ("org.a11y.atspi.Accessible", "Name"))
        return self._call("org.freedesktop.DBus.Properties", "Get", question)[0]

    @property
    def text(self):
        """The text of a text view or of a label; "" when it is neither."""
        return plain(self.raw_text)

    @property
    def raw_text(self):
        """The same with its direction marks."""
        try:
            return self._call("org.a11y.atspi.Text", "GetText", GLib.Variant("(ii)", (0, -1)))[0]
        except Gone:
            return ""

    def is_(self, state):
        low, high = self._ask("GetState")[0]
        return bool((high << 32 | low) >> state & 1)

    @property
    def is_showing(self):
        return self.is_(State.SHOWING) and self.is_(State.VISIBLE)

    @property
    def is_focusable(self):
        return self.is_(State.FOCUSABLE)

    @property
    def extents(self):
        """Its x, y, width and height on the screen."""
        return self._call("org.a11y.atspi.Component", "GetExtents", GLib.Variant("(u)", (0,)))[0]

    def place_of(self, part):
        """Where the first character of PART of its text stands: x, y, width and height on the screen."""
        text = self._call("org.a11y.atspi.Text", "GetText", GLib.Variant("(ii)", (0, -1)))[0]
        question = GLib.Variant("(iu)", (text.index(part), 0))
        return self._call("org.a11y.atspi.Text", "GetCharacterExtents", question)

    def press(self):
        """Does what a click, or Return on the keyboard, does."""
        if not self._call("org.a11y.atspi.Action", "DoAction", GLib.Variant("(i)", (0,)))[0]:
            raise Gone("cannot press " + self.path)

    def click(self):
        """A real click of the mouse in its middle. For what opens a modal dialog: opened by press(),
        that would answer the question only when the dialog is closed again, and nothing until then."""
        x, y, width, height = self.extents
        question = GLib.Variant("(iis)", (x + width // 2, y + height // 2, "b1c"))
        self._generate("GenerateMouseEvent", question)

    def click_below(self, pixels, button):
        """A real click under it: for what a program draws and does not describe."""
        x, y, width, height = self.extents
        question = GLib.Variant("(iis)", (x + width // 2, y + height + pixels, "b%dc" % button))
        self._generate("GenerateMouseEvent", question)

    def type(self, symbol):
        """A real key press, for whoever has the focus."""
        self._generate("GenerateKeyboardEvent", GLib.Variant("(isu)", (ord(symbol), "", KEY_SYMBOL)))

    def _generate(self, method, question):
        Node(self.bus, REGISTRY, CONTROLLER)._call("org.a11y.atspi.DeviceEventController", method,
                                                   question)

    def focus(self):
        self._call("org.a11y.atspi.Component", "GrabFocus")

    def write(self, text):
        """Puts TEXT into an entry, instead of what is there."""
        if not self._call("org.a11y.atspi.EditableText", "SetTextContents",
                          GLib.Variant("(s)", (text,)))[0]:
            raise Gone("cannot write into " + self.path)

    def select_child(self, place):
        """Selects the tab at this PLACE in a list of tabs."""
        return self._call("org.a11y.atspi.Selection", "SelectChild", GLib.Variant("(i)", (place,)))[0]

    def select_row(self, row):
        """Selects a row of a table."""
        question = GLib.Variant("(i)", (row,))
        return self._call("org.a11y.atspi.Table", "AddRowSelection", question)[0]

    def walk(self, hidden=False, skip=()):
        """This object and all below it, from above; what is hidden, and all in it, only if asked;
        never what is in an object of a role in SKIP."""
        pending = [self]
        while pending:
            node = pending.pop()
            try:
                if not hidden and not node.is_showing:
                    continue
                below = [] if skip and node.role in skip else node.children
            except Gone:
                continue
            yield node
            pending.extend(reversed(below))

    def find(self, role=None, name=None, accept=None, hidden=False, skip=()):
        """The first object here or below that fits; None without one."""
        for node in self.walk(hidden, skip):
            try:
                if ((role is None or node.role == role) and (name is None or node.name == name)
                        and (accept is None or accept(node))):
                    return node
            except Gone:
                continue
        return None


class Programs:
    """The programs on the accessibility bus of a desktop."""

    def __init__(self, desktop):
        session = self._connect(desktop.environment["DBUS_SESSION_BUS_ADDRESS"])
        address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress",
                                    None, None, Gio.DBusCallFlags.NONE, 30000, None).unpack()[0]
        self.bus = self._connect(address)
        session.close_sync(None)

    @staticmethod
    def _connect(address):
        flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
                 | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        return Gio.DBusConnection.new_for_address_sync(address, flags, None, None)

    def _process_of(self, owner):
        return self.bus.call_sync("org.freedesktop.DBus", "/", "org.freedesktop.DBus",
                                  "GetConnectionUnixProcessID", GLib.Variant("(s)", (owner,)), None,
                                  Gio.DBusCallFlags.NONE, ANSWER_LIMIT_MS, None).unpack()[0]

    def _look(self, process):
        try:
            for node in Node(self.bus, REGISTRY, ROOT).children:
                if self._process_of(node.owner) == process:
                    return node
        except (Gone, GLib.Error):
            pass
        return None

    def wait_for(self, process, limit=30, check=lambda: None):
        """The program with this process number, once it is there; CHECK raises when it never will be."""
        def look():
            check()
            return self._look(process)
        return wait_for("process %d on the accessibility bus" % process, look, limit)
